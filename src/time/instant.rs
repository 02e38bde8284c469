//! One moment, and the distance of a wall clock from UTC.

use core::fmt;

use chrono::{DateTime, Datelike, NaiveDateTime};

/// A moment, in whole milliseconds since 1970-01-01T00:00Z, leap seconds not counted.
///
/// Moments that RFC 3339 can write, [`FIRST`](Self::FIRST) to [`LAST`](Self::LAST), are *bounded*. All others are
/// one of two: the unbounded past and the unbounded future. Arithmetic that leaves the range arrives there and
/// stays, so it neither overflows nor yields what cannot be written.
///
/// ```
/// use prescreen::time::{Instant, Offset};
///
/// let epoch = Instant::from_millis(0);
/// let denver = Offset::from_minutes(-6 * 60).unwrap();
/// assert_eq!(epoch.rfc3339(denver).unwrap(), "1969-12-31T18:00:00-06:00");
/// assert_eq!(Instant::LAST.plus_millis(1), Instant::UNBOUNDED_FUTURE);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
// INVARIANT: in FIRST..=LAST, or one of the two unbounded ones.
pub struct Instant(i64);

impl Instant {
    /// Before every bounded moment.
    pub const UNBOUNDED_PAST: Self = Self(i64::MIN);
    /// After every bounded moment.
    pub const UNBOUNDED_FUTURE: Self = Self(i64::MAX);
    /// 0000-01-01T00:00:00Z, the first moment that can be written.
    pub const FIRST: Self = Self(-62_167_219_200_000);
    /// 9999-12-31T23:59:59.999Z, the last moment that can be written.
    pub const LAST: Self = Self(253_402_300_799_999);

    /// The moment so many milliseconds after 1970-01-01T00:00Z; an unbounded one outside the years 0000 to 9999.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        if millis < Self::FIRST.0 {
            Self::UNBOUNDED_PAST
        } else if millis > Self::LAST.0 {
            Self::UNBOUNDED_FUTURE
        } else {
            Self(millis)
        }
    }

    /// Milliseconds since 1970-01-01T00:00Z; `i64::MIN` and `i64::MAX` for the unbounded past and future.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Whether this is a moment that can be written, not an open end.
    #[must_use]
    pub fn is_bounded(self) -> bool {
        (Self::FIRST..=Self::LAST).contains(&self)
    }

    /// The moment so many milliseconds later, or earlier when negative. An unbounded moment stays what it is.
    #[must_use]
    pub fn plus_millis(self, millis: i64) -> Self {
        if self.is_bounded() {
            Self::from_millis(self.0.saturating_add(millis))
        } else {
            self
        }
    }

    /// The moment as RFC 3339 text on a wall clock at `offset`, milliseconds only where there are some; `None` for
    /// an unbounded one.
    ///
    /// Within a day of either end of the range the local year may leave 0000 to 9999. It is then written in UTC.
    #[must_use]
    pub fn rfc3339(self, offset: Offset) -> Option<String> {
        [offset, Offset::UTC].into_iter().find_map(|offset| {
            let local = self.local(offset)?;
            // chrono documents this form of a date-time as `%Y-%m-%dT%H:%M:%S%.f`.
            (0..=9999)
                .contains(&local.year())
                .then(|| format!("{local:?}{offset}"))
        })
    }

    /// The day on a calendar at `offset`; `None` for an unbounded moment.
    #[must_use]
    pub fn date(self, offset: Offset) -> Option<chrono::NaiveDate> {
        self.local(offset).map(|local| local.date())
    }

    /// What a wall clock at `offset` shows at this moment; `None` for an unbounded one.
    pub(super) fn local(self, offset: Offset) -> Option<NaiveDateTime> {
        if !self.is_bounded() {
            return None;
        }
        let millis = self.0.checked_add(offset.millis())?;
        Some(DateTime::from_timestamp_millis(millis)?.naive_utc())
    }

    /// The moment at which a wall clock at `offset` shows this.
    pub(super) fn from_local(local: NaiveDateTime, offset: Offset) -> Self {
        let millis = local.and_utc().timestamp_millis();
        Self::from_millis(millis.saturating_sub(offset.millis()))
    }
}

/// A fixed distance of a wall clock from UTC, in whole minutes, less than a day either way; positive is east.
///
/// It displays as RFC 3339 writes it: `+00:00`, `-06:00`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Offset(i16);

impl Offset {
    /// `+00:00`.
    pub const UTC: Self = Self(0);

    /// So many minutes east of UTC, or west when negative; `None` for a day or more.
    #[must_use]
    pub fn from_minutes(minutes: i32) -> Option<Self> {
        const DAY: i16 = 24 * 60;
        let minutes = i16::try_from(minutes).ok()?;
        (-DAY < minutes && minutes < DAY).then_some(Self(minutes))
    }

    /// Minutes east of UTC.
    #[must_use]
    pub fn minutes(self) -> i32 {
        i32::from(self.0)
    }

    /// Milliseconds east of UTC.
    pub(super) fn millis(self) -> i64 {
        i64::from(self.0).saturating_mul(60_000)
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let minutes = self.0.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(millis: i64, minutes: i32) -> String {
        let offset = Offset::from_minutes(minutes).unwrap();
        Instant::from_millis(millis)
            .rfc3339(offset)
            .unwrap_or_default()
    }

    #[test]
    fn is_written_as_rfc_3339() {
        assert_eq!(written(0, 0), "1970-01-01T00:00:00+00:00");
        assert_eq!(written(-1, 345), "1970-01-01T05:44:59.999+05:45");
        assert_eq!(written(951_782_400_000, -1), "2000-02-28T23:59:00-00:01");
        assert_eq!(written(20, 0), "1970-01-01T00:00:00.020+00:00");
        assert_eq!(written(i64::MAX, 0), "");
        assert_eq!(written(i64::MIN, 0), "");
    }

    #[test]
    fn the_ends_of_the_range_are_what_they_say() {
        let (first, last) = (Instant::FIRST.millis(), Instant::LAST.millis());
        assert_eq!(written(first, 0), "0000-01-01T00:00:00+00:00");
        assert_eq!(written(last, 0), "9999-12-31T23:59:59.999+00:00");
        assert_eq!(
            written(first, -1),
            "0000-01-01T00:00:00+00:00",
            "year -1 there, so in UTC"
        );
        assert_eq!(
            written(last, 1),
            "9999-12-31T23:59:59.999+00:00",
            "year 10000 there, so in UTC"
        );
        assert_eq!(written(first, 1), "0000-01-01T00:01:00+00:01");
        assert_eq!(Instant::FIRST.plus_millis(-1), Instant::UNBOUNDED_PAST);
        assert_eq!(
            Instant::UNBOUNDED_PAST.plus_millis(i64::MAX),
            Instant::UNBOUNDED_PAST
        );
        assert_eq!(
            Instant::UNBOUNDED_FUTURE.plus_millis(-1),
            Instant::UNBOUNDED_FUTURE
        );
    }

    #[test]
    fn an_offset_is_less_than_a_day() {
        assert_eq!(
            Offset::from_minutes(1439)
                .map(|offset| offset.to_string())
                .as_deref(),
            Some("+23:59")
        );
        for minutes in [1440, -1440, i32::MAX, i32::MIN] {
            assert_eq!(Offset::from_minutes(minutes), None);
        }
    }

    proptest! {
        #[test]
        fn arithmetic_keeps_the_range_and_the_order(a: i64, b: i64, by: i64, minutes in -1439..1440) {
            let (a, b) = (Instant::from_millis(a.min(b)), Instant::from_millis(a.max(b)));
            prop_assert!(a.plus_millis(by) <= b.plus_millis(by));
            let offset = Offset::from_minutes(minutes).unwrap();
            prop_assert_eq!(a.plus_millis(by).rfc3339(offset).is_some(), a.plus_millis(by).is_bounded());
        }
    }
}
