//! Lengths of time as a protocol writes them: elapsed time, or months on the calendar.

use core::{cmp::Ordering, fmt};

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{Instant, Offset, excerpt};
use crate::characters::is_letter;

/// A length of time as a protocol writes it, from nothing to 1000 years.
///
/// Minutes, hours, days and weeks are elapsed time, a day being 24 hours: across a clock change the wall clock
/// shifts, the length does not. Months and years are counted on the calendar. The two kinds have no common measure,
/// so they neither add up nor compare.
///
/// It displays in words that [`parse`](Self::parse) reads, though not always those it was read from: "14 days" are
/// "2 weeks", and "1 day" is "24 h".
///
/// ```
/// use prescreen::time::{Duration, Offset, parse_exact};
///
/// let month = Duration::parse("1 month")?;
/// let (start, _, _) = parse_exact("2026-01-31T10:00:00+00:00")?;
/// assert_eq!(month.after(start, Offset::UTC).rfc3339(Offset::UTC).unwrap(), "2026-03-01T00:00:00+00:00");
/// assert_eq!(month.compare(Duration::parse("30 days")?), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Duration(Length);

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
// INVARIANT: neither is longer than 1000 years, and nothing is `Elapsed(0)`, whatever it was written in.
enum Length {
    /// Whole minutes.
    Elapsed(u32),
    /// Calendar months.
    Calendar(u32),
}

impl Duration {
    /// Reads whole numbers of units, the largest first, each unit once: "1 h 30 min", "2 weeks", "1 year 6 months".
    ///
    /// The units are `min`, `minute`, `h`, `hour`, `day`, `week`, `month` and `year`, the words in the plural too.
    ///
    /// # Errors
    ///
    /// Everything else: fractions, signs, seconds, `m` (minutes or months?), the two kinds in one, over 1000 years.
    pub fn parse(text: &str) -> Result<Self, DurationError> {
        let found = || excerpt(text);
        let mut rest = text.trim();
        if rest.is_empty() {
            return Err(DurationError::Empty);
        }
        let mut total: Option<(Unit, Length)> = None;
        while !rest.is_empty() {
            let (digits, after) = split_while(rest, |c| c.is_ascii_digit());
            let (word, after) = split_while(after.trim_start(), is_letter);
            rest = after.trim_start();
            if digits.is_empty() || (word.is_empty() && rest.starts_with(['.', ','])) {
                return Err(DurationError::NotANumber(found()));
            }
            if word.is_empty() {
                return Err(DurationError::NoUnit(found()));
            }
            let unit = Unit::read(word)
                .ok_or_else(|| DurationError::NoSuchUnit(found(), excerpt(word)))?;
            // Nothing but digits: the only way to fail is to be too large.
            let length = digits.parse().ok().and_then(|number| unit.times(number));
            let length = length.ok_or_else(|| DurationError::TooLong(found()))?;
            let sum = match total {
                None => length,
                Some((_, before)) if !before.is_of_one_kind_with(length) => {
                    return Err(DurationError::Mixed(found()));
                }
                Some((larger, _)) if larger <= unit => {
                    return Err(DurationError::OutOfOrder(found()));
                }
                Some((_, before)) => before
                    .plus(length)
                    .ok_or_else(|| DurationError::TooLong(found()))?,
            };
            total = Some((unit, sum));
        }
        Ok(Self(
            total.map_or(Length::ZERO, |(_, sum)| sum.normalised()),
        ))
    }

    /// Whether it is counted on the calendar, so that it matters which day it starts on.
    pub(super) fn is_calendar(self) -> bool {
        matches!(self.0, Length::Calendar(_))
    }

    /// Whether it is no time at all.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0 == Length::ZERO
    }

    /// The moment by which it has passed since `start`; months are counted on the calendar at `offset`.
    ///
    /// Months keep the day and the time of day. Where the month arrived at has no such day, they have passed with its
    /// last day, so the result is the first moment of the month that follows: the later day and never an earlier one,
    /// since ending early would let somebody through. It is that very moment, whatever the time of day, so that a
    /// later start never has an earlier result: 31 January, 23:00 and 1 February, 00:30 lead to the same day.
    ///
    /// The offset says which day it is, and therefore which month. Around the first of a month a wrong one moves the
    /// result by up to three days: a month from 1 March, 00:30 ends on 1 April, from 28 February, 23:30 on 28 March.
    /// Where the offset is only known to lie between two, the latest result is at one of those two, and so is the
    /// earliest of [`latest_before`](Self::latest_before).
    ///
    /// An unbounded moment stays what it is.
    #[must_use]
    pub fn after(self, start: Instant, offset: Offset) -> Instant {
        match self.0 {
            Length::Elapsed(minutes) => start.plus_millis(millis(minutes)),
            Length::Calendar(months) => {
                let Some(local) = start.local(offset) else {
                    return start;
                };
                // The calendar reaches far beyond what is bounded; were it ever to end, the time would not be over.
                local_after(local, months).map_or(Instant::UNBOUNDED_FUTURE, |end| {
                    Instant::from_local(end, offset)
                })
            }
        }
    }

    /// The latest moment after which it has passed by `end`: the last whole millisecond `u` at which
    /// [`after`](Self::after) is not later than `end`.
    #[must_use]
    pub fn latest_before(self, end: Instant, offset: Offset) -> Instant {
        match self.0 {
            Length::Elapsed(minutes) => end.plus_millis(millis(minutes).saturating_neg()),
            Length::Calendar(months) => {
                let Some(local) = end.local(offset) else {
                    return end;
                };
                // As above, on the cautious side.
                local_before(local, months).map_or(Instant::UNBOUNDED_PAST, |start| {
                    Instant::from_local(start, offset)
                })
            }
        }
    }

    /// Which is longer; `None` between elapsed time and months, unless one of them is nothing.
    #[must_use]
    pub fn compare(self, other: Self) -> Option<Ordering> {
        match (self.0, other.0) {
            (Length::Elapsed(a), Length::Elapsed(b))
            | (Length::Calendar(a), Length::Calendar(b)) => Some(a.cmp(&b)),
            (Length::ZERO, Length::Calendar(_)) => Some(Ordering::Less),
            (Length::Calendar(_), Length::ZERO) => Some(Ordering::Greater),
            (Length::Elapsed(_), Length::Calendar(_))
            | (Length::Calendar(_), Length::Elapsed(_)) => None,
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DAY: u32 = 24 * 60;
        match self.0 {
            Length::Elapsed(0) => write!(f, "0 min"),
            Length::Elapsed(minutes) if minutes % (7 * DAY) == 0 => {
                words(f, &[(minutes / (7 * DAY), "week")])
            }
            // A single day stays hours: that it has 24 of them is what clock changes make people forget.
            Length::Elapsed(minutes) if minutes % DAY == 0 && minutes > DAY => {
                words(f, &[(minutes / DAY, "day")])
            }
            Length::Elapsed(minutes) => words(f, &[(minutes / 60, "h"), (minutes % 60, "min")]),
            Length::Calendar(months) => words(f, &[(months / 12, "year"), (months % 12, "month")]),
        }
    }
}

/// Why a text is not a duration. Each holds the text, shortened.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DurationError {
    /// There is nothing to read.
    #[error("a duration is empty: {accepted}", accepted = ACCEPTED)]
    Empty,
    /// A whole number was due.
    #[error("`{0}` is not made of whole numbers, each with its unit: {accepted}", accepted = ACCEPTED)]
    NotANumber(String),
    /// A number has no unit.
    #[error("`{0}` has a number without a unit: {accepted}", accepted = ACCEPTED)]
    NoUnit(String),
    /// A unit was due; the second text stands in its place.
    #[error(
        "`{0}` has `{1}` where a unit belongs: accepted are `min`, `h`, `days`, `weeks`, `months`, `years`, and \
         `minute`, `hour`, `day`, `week`, `month`, `year` with their plurals"
    )]
    NoSuchUnit(String, String),
    /// Elapsed time and months are in one.
    #[error(
        "`{0}` mixes elapsed time (minutes, hours, days, weeks) with the calendar (months, years): a month has no \
         fixed length, so write the whole in one of the two"
    )]
    Mixed(String),
    /// A unit comes after a smaller one, or twice.
    #[error(
        "`{0}` is out of order: write the largest unit first, and each once, as in `1 h 30 min`"
    )]
    OutOfOrder(String),
    /// It is longer than any use here.
    #[error("`{0}` is too long: at most 1000 years are accepted")]
    TooLong(String),
}

const ACCEPTED: &str = "write `30 min`, `1 h 30 min`, `14 days`, `2 weeks`, `6 months` or `1 year`";

/// From small to large; the two kinds are never put in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    fn read(word: &str) -> Option<Self> {
        match word {
            "min" | "minute" | "minutes" => Some(Self::Minute),
            "h" | "hour" | "hours" => Some(Self::Hour),
            "day" | "days" => Some(Self::Day),
            "week" | "weeks" => Some(Self::Week),
            "month" | "months" => Some(Self::Month),
            "year" | "years" => Some(Self::Year),
            _ => None,
        }
    }

    /// So many of it; `None` when that is too long.
    fn times(self, number: u32) -> Option<Length> {
        let (one, kind): (u32, fn(u32) -> Length) = match self {
            Self::Minute => (1, Length::Elapsed),
            Self::Hour => (60, Length::Elapsed),
            Self::Day => (24 * 60, Length::Elapsed),
            Self::Week => (7 * 24 * 60, Length::Elapsed),
            Self::Month => (1, Length::Calendar),
            Self::Year => (12, Length::Calendar),
        };
        kind(number.checked_mul(one)?).within_bounds()
    }
}

impl Length {
    const ZERO: Self = Self::Elapsed(0);

    fn is_of_one_kind_with(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Elapsed(_), Self::Elapsed(_)) | (Self::Calendar(_), Self::Calendar(_))
        )
    }

    /// `None` when that is too long, or for two kinds.
    fn plus(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Elapsed(a), Self::Elapsed(b)) => {
                Self::Elapsed(a.checked_add(b)?).within_bounds()
            }
            (Self::Calendar(a), Self::Calendar(b)) => {
                Self::Calendar(a.checked_add(b)?).within_bounds()
            }
            (Self::Elapsed(_), Self::Calendar(_)) | (Self::Calendar(_), Self::Elapsed(_)) => None,
        }
    }

    fn within_bounds(self) -> Option<Self> {
        const YEARS: u32 = 1000;
        let within = match self {
            Self::Elapsed(minutes) => minutes <= YEARS * 365 * 24 * 60,
            Self::Calendar(months) => months <= YEARS * 12,
        };
        within.then_some(self)
    }

    fn normalised(self) -> Self {
        if self == Self::Calendar(0) {
            Self::ZERO
        } else {
            self
        }
    }
}

fn millis(minutes: u32) -> i64 {
    i64::from(minutes).saturating_mul(60_000)
}

fn local_after(start: NaiveDateTime, months: u32) -> Option<NaiveDateTime> {
    let month = start
        .date()
        .with_day(1)?
        .checked_add_months(Months::new(months))?;
    match month.with_day(start.day()) {
        Some(day) => Some(day.and_time(start.time())),
        None => Some(midnight(month.checked_add_months(Months::new(1))?)),
    }
}

/// Where the month arrived at has no such day, all its days come too early rather than too late, the last included.
fn local_before(end: NaiveDateTime, months: u32) -> Option<NaiveDateTime> {
    let month = end
        .date()
        .with_day(1)?
        .checked_sub_months(Months::new(months))?;
    match month.with_day(end.day()) {
        Some(day) => Some(day.and_time(end.time())),
        None => midnight(month.checked_add_months(Months::new(1))?)
            .checked_sub_signed(TimeDelta::milliseconds(1)),
    }
}

fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

/// The longest beginning made of such characters, and the rest.
fn split_while(text: &str, is_part: impl Fn(char) -> bool) -> (&str, &str) {
    let rest = text.trim_start_matches(is_part);
    (text.strip_suffix(rest).unwrap_or_default(), rest)
}

/// Those that are not nothing, in the plural where it has one and is due.
fn words(f: &mut fmt::Formatter<'_>, parts: &[(u32, &str)]) -> fmt::Result {
    let mut space = "";
    for (number, unit) in parts.iter().filter(|(number, _)| *number != 0) {
        let plural = if *number == 1 || matches!(*unit, "h" | "min") {
            ""
        } else {
            "s"
        };
        write!(f, "{space}{number} {unit}{plural}")?;
        space = " ";
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::parse_exact;

    fn read(text: &str) -> Duration {
        Duration::parse(text).unwrap()
    }

    fn shown(text: &str) -> String {
        Duration::parse(text)
            .map_or_else(|error| error.to_string(), |duration| duration.to_string())
    }

    #[test]
    fn is_read_and_displayed() {
        for text in [
            "0 min",
            "30 min",
            "1 h",
            "24 h",
            "1 h 30 min",
            "2 days",
            "2 weeks",
            "6 months",
            "1 year 6 months",
        ] {
            assert_eq!(shown(text), text);
        }
        assert_eq!(shown("0 years"), "0 min");
        assert_eq!(shown("14 days"), "2 weeks");
        assert_eq!(shown(" 1day  12hours\t1 minute "), "36 h 1 min");
        assert_eq!(shown("18 months"), "1 year 6 months");
        assert_eq!(shown("1000 years"), "1000 years");
    }

    #[test]
    fn refusals_say_what_was_found() {
        assert_eq!(shown(" "), format!("a duration is empty: {ACCEPTED}"));
        for text in [
            "h",
            "1.5 h",
            "1,5 h",
            "-1 h",
            "+1 h",
            "½ h",
            "1 h, 30 min",
            "１ h",
            "PT1H",
        ] {
            let message =
                format!("`{text}` is not made of whole numbers, each with its unit: {ACCEPTED}");
            assert_eq!(shown(text), message);
        }
        let message = format!("`12` has a number without a unit: {ACCEPTED}");
        assert_eq!(shown("12"), message);
        for (text, unit) in [
            ("5 m", "m"),
            ("30 s", "s"),
            ("30 sec", "sec"),
            ("12 H", "H"),
            ("1 hé", "hé"),
        ] {
            assert!(
                shown(text).starts_with(&format!("`{text}` has `{unit}` where a unit belongs: ")),
                "{text}"
            );
        }
        assert!(shown("1 month 3 days").starts_with("`1 month 3 days` mixes elapsed time"));
        assert!(shown("3 days 0 months").starts_with("`3 days 0 months` mixes elapsed time"));
        assert!(shown("30 min 1 h").starts_with("`30 min 1 h` is out of order"));
        assert!(shown("12 h 12 h").starts_with("`12 h 12 h` is out of order"));
        for text in [
            "1001 years",
            "1000 years 1 month",
            "365001 days",
            "99999999999999999999 min",
        ] {
            assert_eq!(
                shown(text),
                format!("`{text}` is too long: at most 1000 years are accepted")
            );
        }
    }

    #[test]
    fn kinds_do_not_compare() {
        let compare = |a, b| read(a).compare(read(b));
        assert_eq!(compare("14 days", "2 weeks"), Some(Ordering::Equal));
        assert_eq!(compare("23 h", "1 day"), Some(Ordering::Less));
        assert_eq!(compare("13 months", "1 year"), Some(Ordering::Greater));
        assert_eq!(compare("30 days", "1 month"), None);
        assert_eq!(compare("1 month", "52 weeks"), None);
        assert_eq!(compare("0 days", "1 month"), Some(Ordering::Less));
        assert_eq!(compare("1 month", "0 days"), Some(Ordering::Greater));
        assert_eq!(compare("0 years", "0 h"), Some(Ordering::Equal));
    }

    #[test]
    fn months_end_on_the_same_day_or_with_the_month() {
        let at = |text| parse_exact(text).unwrap().0;
        let minus_six = Offset::from_minutes(-360).unwrap();
        let after = |text, length| {
            read(length)
                .after(at(text), minus_six)
                .rfc3339(minus_six)
                .unwrap()
        };
        let before = |text, length| {
            read(length)
                .latest_before(at(text), minus_six)
                .rfc3339(minus_six)
                .unwrap()
        };
        assert_eq!(
            after("2026-01-28T22:00-06:00", "1 month"),
            "2026-02-28T22:00:00-06:00"
        );
        assert_eq!(
            after("2026-01-29T04:00-00:00", "1 month"),
            "2026-02-28T22:00:00-06:00",
            "still the 28th there"
        );
        assert_eq!(
            after("2026-01-29T22:00-06:00", "1 month"),
            "2026-03-01T00:00:00-06:00"
        );
        assert_eq!(
            after("2024-01-29T22:00-06:00", "1 month"),
            "2024-02-29T22:00:00-06:00"
        );
        assert_eq!(
            after("2024-02-29T22:00-06:00", "1 year"),
            "2025-03-01T00:00:00-06:00"
        );
        assert_eq!(
            after("2024-02-29T22:00-06:00", "4 years"),
            "2028-02-29T22:00:00-06:00"
        );
        assert_eq!(
            before("2026-02-28T22:00-06:00", "1 month"),
            "2026-01-28T22:00:00-06:00"
        );
        assert_eq!(
            before("2026-03-31T22:00-06:00", "1 month"),
            "2026-02-28T23:59:59.999-06:00"
        );
        assert_eq!(
            before("2026-03-01T00:00-06:00", "1 month"),
            "2026-02-01T00:00:00-06:00"
        );
    }
}
