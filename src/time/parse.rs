//! Reading a time as people and programs write it.

use chrono::{Months, NaiveDate, NaiveDateTime, NaiveTime};

use super::{ImpreciseTime, Instant, Offset, Zone, excerpt};

/// Reads a time: RFC 3339, a date-time without an offset, a day, a month or a year.
///
/// `T` and `Z` may be lower case, `T` may be a space, and seconds may be left out. What is finer than a millisecond
/// widens the result to the milliseconds around it. A text with an offset says when it is; any other is some moment
/// that `zone` allows, see [`Zone`].
///
/// ```
/// use prescreen::time::{Offset, Zone, parse_exact, parse_time};
///
/// let (now, _, offset) = parse_exact("2026-05-05T09:45:00-06:00")?;
/// let time = parse_time("2026-05-04", &Zone { now, offset })?;
/// assert_eq!(time.earliest().rfc3339(Offset::UTC).unwrap(), "2026-05-04T03:00:00+00:00");
/// assert_eq!(time.latest().rfc3339(Offset::UTC).unwrap(), "2026-05-05T08:59:59.999+00:00");
/// # Ok::<(), prescreen::time::TimeError>(())
/// ```
///
/// # Errors
///
/// Everything else, however likely a guess would be: `05/04/2026`, `2026-02-30`, `24:00`. A leap second (`:60`) is
/// refused too, since no moment here stands for it.
pub fn parse_time(text: &str, zone: &Zone) -> Result<ImpreciseTime, TimeError> {
    let time = Written::read(text)?.time(zone);
    time.ok_or_else(|| TimeError::OutOfRange(excerpt(text)))
}

/// Reads an RFC 3339 time with its offset: the last whole millisecond not after it, the first not before it (the
/// same one unless the text is finer), and the offset.
///
/// The offset is `None` for `Z` and `-00:00`, by which RFC 3339 gives a moment without saying what the clocks on the
/// wall show there; `+00:00` is an offset like any other. The spelling may vary as for [`parse_time`].
///
/// # Errors
///
/// Everything that is not a moment of the years 0000 to 9999 in UTC, and a time without an offset.
pub fn parse_exact(text: &str) -> Result<(Instant, Instant, Option<Offset>), TimeError> {
    let written = Written::read(text)?;
    let Some(suffix) = written.suffix else {
        return Err(TimeError::NoOffset(excerpt(text)));
    };
    let exact = written.exact(suffix);
    exact.ok_or_else(|| TimeError::OutOfRange(excerpt(text)))
}

/// Reads a day: `2026-05-04`, and nothing else.
pub(crate) fn parse_day(text: &str) -> Option<NaiveDate> {
    let mut reader = Reader(text.as_bytes());
    let year = reader.digits(4).ok()?;
    reader.take(b"-")?;
    let month = reader.digits(2).ok()?;
    reader.take(b"-")?;
    let date = day(year, month, reader.digits(2).ok()?).ok()?;
    reader.end().ok().map(|()| date)
}

/// Why a text is not a time. Each holds the text, shortened.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TimeError {
    /// It is spelt in none of the accepted ways.
    #[error("`{0}` is not a time as accepted here: {accepted}", accepted = ACCEPTED)]
    Spelling(String),
    /// The calendar has no such month or day.
    #[error("`{0}` names a month or a day that does not exist")]
    NoSuchDay(String),
    /// No clock shows it.
    #[error(
        "`{0}` names a time of day that does not exist: a day runs from `00:00` to `23:59:59.999`"
    )]
    NoSuchTimeOfDay(String),
    /// It is a leap second, for which no moment here stands.
    #[error(
        "`{0}` is a leap second, which is not counted here: write the second before it, or after it"
    )]
    LeapSecond(String),
    /// No clock is that far from UTC.
    #[error("`{0}` has an offset that does not exist: accepted are `Z` and `-23:59` to `+23:59`")]
    NoSuchOffset(String),
    /// A moment was needed, and the text leaves open in which zone it is meant.
    #[error("`{0}` has no offset from UTC: write one, as in `2026-05-04T22:00:00-06:00`")]
    NoOffset(String),
    /// In UTC it lies before the year 0 or after the year 9999.
    #[error("`{0}` is out of range: in UTC it lies outside the years 0000 to 9999")]
    OutOfRange(String),
}

const ACCEPTED: &str =
    "write `2026-05-04T22:00:00-06:00`, `2026-05-04T22:00`, `2026-05-04`, `2026-05` or `2026`";

/// A text as it was read. What it means may still depend on the zone.
#[derive(Clone, Copy)]
pub(crate) struct Written {
    /// The first and the last thing the clock on the wall may show, in milliseconds, as if it showed UTC.
    first: i64,
    last: i64,
    /// What ties that clock to UTC, if anything does.
    suffix: Option<Suffix>,
}

#[derive(Clone, Copy)]
enum Suffix {
    /// `Z` or `-00:00`: the text is in UTC, what the wall clock shows is not said.
    Zulu,
    Offset(Offset),
}

impl Written {
    pub(crate) fn read(text: &str) -> Result<Self, TimeError> {
        Reader(text.as_bytes())
            .time()
            .map_err(|flaw| flaw(excerpt(text)))
    }

    /// As [`parse_time`] says; `None` if it is out of range.
    pub(crate) fn time(self, zone: &Zone) -> Option<ImpreciseTime> {
        let Some(suffix) = self.suffix else {
            return Some(zone.place(self.first, self.last));
        };
        let (floor, ceil, _) = self.exact(suffix)?;
        Some(ImpreciseTime::exact(floor).hull(ImpreciseTime::exact(ceil)))
    }

    /// As [`parse_exact`] says; `None` if it has no offset, too.
    #[cfg(all(feature = "wasm", target_arch = "wasm32"))]
    pub(crate) fn moment(self) -> Option<(Instant, Instant, Option<Offset>)> {
        self.exact(self.suffix?)
    }

    /// The milliseconds around the moment, given its suffix; `None` if they are out of range.
    fn exact(self, suffix: Suffix) -> Option<(Instant, Instant, Option<Offset>)> {
        let offset = suffix.offset();
        let ahead = offset.unwrap_or(Offset::UTC).millis();
        let floor = Instant::from_millis(self.first.saturating_sub(ahead));
        let ceil = Instant::from_millis(self.last.saturating_sub(ahead));
        (floor.is_bounded() && ceil.is_bounded()).then_some((floor, ceil, offset))
    }
}

impl Suffix {
    fn offset(self) -> Option<Offset> {
        match self {
            Self::Zulu => None,
            Self::Offset(offset) => Some(offset),
        }
    }
}

/// What is wrong with a text: the error to make of it.
type Flaw = fn(String) -> TimeError;

const SPELLING: Flaw = TimeError::Spelling;

/// What is still to be read of a text.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn time(&mut self) -> Result<Written, Flaw> {
        let year = self.digits(4)?;
        if self.take(b"-").is_none() {
            let first = day(year, 1, 1)?;
            return self.days(first, first.checked_add_months(Months::new(12)));
        }
        let month = self.digits(2)?;
        if self.take(b"-").is_none() {
            let first = day(year, month, 1)?;
            return self.days(first, first.checked_add_months(Months::new(1)));
        }
        let date = day(year, month, self.digits(2)?)?;
        if self.take(b"Tt ").is_none() {
            return self.days(date, date.succ_opt());
        }
        let (time, finer) = self.clock()?;
        let suffix = self.suffix()?;
        self.end()?;
        let first = utc_millis(date.and_time(time));
        Ok(Written {
            first,
            last: first.saturating_add(i64::from(finer)),
            suffix,
        })
    }

    /// All of the days before `after`, nothing being left of the text.
    fn days(&self, first: NaiveDate, after: Option<NaiveDate>) -> Result<Written, Flaw> {
        self.end()?;
        let after = after.ok_or::<Flaw>(TimeError::NoSuchDay)?;
        let [first, after] = [first, after].map(|day| utc_millis(day.and_time(NaiveTime::MIN)));
        Ok(Written {
            first,
            last: after.saturating_sub(1),
            suffix: None,
        })
    }

    /// The last millisecond not after the time of day, and whether the time lies between it and the next.
    fn clock(&mut self) -> Result<(NaiveTime, bool), Flaw> {
        let hour = self.digits(2)?;
        self.take(b":").ok_or(SPELLING)?;
        let minute = self.digits(2)?;
        let (mut second, mut millis, mut finer) = (0, 0, false);
        if self.take(b":").is_some() {
            second = self.digits(2)?;
            if self.take(b".").is_some() {
                (millis, finer) = self.fraction()?;
            }
        }
        if second == 60 {
            return Err(TimeError::LeapSecond);
        }
        let time =
            NaiveTime::from_hms_milli_opt(hour.into(), minute.into(), second.into(), millis.into());
        Ok((time.ok_or::<Flaw>(TimeError::NoSuchTimeOfDay)?, finer))
    }

    /// The whole milliseconds of a fraction of a second, one digit at least, and whether anything is left of it.
    fn fraction(&mut self) -> Result<(u16, bool), Flaw> {
        let mut millis = self.digits(1)?.saturating_mul(100);
        let mut finer = false;
        for worth in [10, 1].into_iter().chain(core::iter::repeat(0)) {
            let Ok(digit) = self.digits(1) else { break };
            millis = millis.saturating_add(digit.saturating_mul(worth));
            finer |= worth == 0 && digit != 0;
        }
        Ok((millis, finer))
    }

    fn suffix(&mut self) -> Result<Option<Suffix>, Flaw> {
        let sign = match self.take(b"Zz+-") {
            None => return Ok(None),
            Some(b'Z' | b'z') => return Ok(Some(Suffix::Zulu)),
            Some(sign) => sign,
        };
        let hours = self.digits(2)?;
        self.take(b":").ok_or(SPELLING)?;
        let minutes = self.digits(2)?;
        if minutes > 59 {
            return Err(TimeError::NoSuchOffset);
        }
        let minutes = hours.saturating_mul(60).saturating_add(minutes);
        if sign == b'-' && minutes == 0 {
            return Ok(Some(Suffix::Zulu));
        }
        let east = i32::from(minutes);
        let east = if sign == b'-' {
            east.saturating_neg()
        } else {
            east
        };
        let offset = Offset::from_minutes(east).ok_or::<Flaw>(TimeError::NoSuchOffset)?;
        Ok(Some(Suffix::Offset(offset)))
    }

    fn end(&self) -> Result<(), Flaw> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(SPELLING)
        }
    }

    /// The next byte, if it is one of these.
    fn take(&mut self, accepted: &[u8]) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        accepted.contains(&byte).then(|| {
            self.0 = rest;
            byte
        })
    }

    /// The number that exactly so many digits make, four at most.
    fn digits(&mut self, count: usize) -> Result<u16, Flaw> {
        let (digits, rest) = self.0.split_at_checked(count).ok_or(SPELLING)?;
        let mut number = 0_u16;
        for digit in digits {
            let digit = digit
                .is_ascii_digit()
                .then(|| digit.saturating_sub(b'0'))
                .ok_or(SPELLING)?;
            number = number.saturating_mul(10).saturating_add(u16::from(digit));
        }
        self.0 = rest;
        Ok(number)
    }
}

fn day(year: u16, month: u16, day: u16) -> Result<NaiveDate, Flaw> {
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()).ok_or(TimeError::NoSuchDay)
}

fn utc_millis(local: NaiveDateTime) -> i64 {
    local.and_utc().timestamp_millis()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ANYWHERE: Zone = Zone {
        now: Instant::UNBOUNDED_PAST,
        offset: None,
    };

    fn read(text: &str) -> String {
        let end = |at: Instant| at.rfc3339(Offset::UTC).unwrap().replace("+00:00", "");
        match parse_time(text, &ANYWHERE) {
            Ok(time) if time.is_exact() => end(time.earliest()),
            Ok(time) => format!("{}/{}", end(time.earliest()), end(time.latest())),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn moments() {
        assert_eq!(read("2026-05-04T22:00:00-06:00"), "2026-05-05T04:00:00");
        assert_eq!(read("2026-05-04t22:00z"), "2026-05-04T22:00:00");
        assert_eq!(
            read("2026-05-04 22:00:07.25+05:45"),
            "2026-05-04T16:15:07.250"
        );
        assert_eq!(
            read("2026-05-04T22:00:00.1230000000000000000Z"),
            "2026-05-04T22:00:00.123"
        );
        assert_eq!(read("0000-01-01T00:00:00-00:00"), "0000-01-01T00:00:00");
    }

    #[test]
    fn what_is_finer_than_a_millisecond_widens() {
        let around = "2026-05-04T22:00:00.123/2026-05-04T22:00:00.124";
        assert_eq!(read("2026-05-04T22:00:00.1239Z"), around);
        assert_eq!(
            read("2026-05-04T22:00:00.12300000000000000000000001Z"),
            around
        );
        assert_eq!(
            read("2026-12-31T23:59:59.9999Z"),
            "2026-12-31T23:59:59.999/2027-01-01T00:00:00"
        );
    }

    #[test]
    fn refusals_say_what_was_found() {
        let spelling = |text: &str| format!("`{text}` is not a time as accepted here: {ACCEPTED}");
        for text in [
            "",
            "26",
            "20260504",
            "2026-5-4",
            "05/04/2026",
            "+2026",
            "-001-01",
            "2026-05-04Z",
            "2026-05-04T",
            "2026-05-04T22",
            "2026-05-04T22:00:",
            "2026-05-04T22:00:00.",
            "2026-05-04T22:00:00,5",
            " 2026",
            "2026-05-04T22:00+0600",
            "2026-05-04T22:00+06",
            "2026-05-04T22:00 Z",
            "2026-05-04  22:00",
            "2026年",
            "2026-05-04T22:00:00Z[UTC]",
            "２０２６",
            "2026-05-04T22:00:00−06:00",
            "yesterday",
        ] {
            assert_eq!(read(text), spelling(text));
        }
        assert_eq!(
            read(&"9".repeat(1000)),
            spelling(&format!("{}…", "9".repeat(40)))
        );
        assert_eq!(
            read("2026-02-29"),
            "`2026-02-29` names a month or a day that does not exist"
        );
        assert_eq!(
            read("2026-13"),
            "`2026-13` names a month or a day that does not exist"
        );
        assert_eq!(
            read("2026-05-04T24:00"),
            "`2026-05-04T24:00` names a time of day that does not exist: a day runs from `00:00` to `23:59:59.999`"
        );
        assert_eq!(
            read("2016-12-31T23:59:60Z"),
            "`2016-12-31T23:59:60Z` is a leap second, which is not counted here: write the second before it, or after it"
        );
        for text in [
            "2026-05-04T22:00+24:00",
            "2026-05-04T22:00-99:59",
            "2026-05-04T22:00+05:60",
        ] {
            let message =
                "has an offset that does not exist: accepted are `Z` and `-23:59` to `+23:59`";
            assert_eq!(read(text), format!("`{text}` {message}"));
        }
        for text in [
            "0000-01-01T00:00+00:01",
            "9999-12-31T23:59-00:01",
            "9999-12-31T23:59:59.9999Z",
        ] {
            let message = "is out of range: in UTC it lies outside the years 0000 to 9999";
            assert_eq!(read(text), format!("`{text}` {message}"));
        }
    }

    #[test]
    fn a_moment_needs_an_offset_and_z_is_not_one() {
        let offset = |text| parse_exact(text).map(|(_, _, offset)| offset.map(Offset::minutes));
        assert_eq!(offset("2026-05-04T22:00Z"), Ok(None));
        assert_eq!(offset("2026-05-04T22:00-00:00"), Ok(None));
        assert_eq!(offset("2026-05-04T22:00+00:00"), Ok(Some(0)));
        assert_eq!(offset("2026-05-04T22:00-09:30"), Ok(Some(-570)));
        assert_eq!(
            parse_exact("2026-05-04T22:00").unwrap_err().to_string(),
            "`2026-05-04T22:00` has no offset from UTC: write one, as in `2026-05-04T22:00:00-06:00`"
        );
        assert!(matches!(
            parse_exact("2026-05-04"),
            Err(TimeError::NoOffset(_))
        ));
        assert!(matches!(parse_exact("soon"), Err(TimeError::Spelling(_))));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            millis in Instant::FIRST.millis()..=Instant::LAST.millis(), minutes in -1439..1440,
        ) {
            let at = Instant::from_millis(millis);
            let text = at.rfc3339(Offset::from_minutes(minutes).unwrap()).unwrap();
            let (floor, ceil, _) = parse_exact(&text).unwrap();
            prop_assert_eq!((floor, ceil), (at, at));
            prop_assert_eq!(parse_time(&text, &ANYWHERE), Ok(ImpreciseTime::exact(at)));
        }
    }
}
