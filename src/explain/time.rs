//! Times as plain text, on the clock of the place where the treatment is given.

use chrono::NaiveDate;

use super::markup::{Line, Mark, SpanValue};
use super::words::Words;
use crate::screen::screening::{Interval, Moment};
use crate::time::{Offset, parse_day, parse_exact};

/// `2026-05-05 10:01 (-06:00)`: seconds only where there are some.
#[must_use]
pub fn moment(moment: Moment) -> Line {
    Line::valued(Mark::Time, written(moment), SpanValue::Time(moment))
}

/// `2027-11-22`
#[must_use]
pub fn date(date: NaiveDate) -> Line {
    Line::valued(Mark::Time, date.to_string(), SpanValue::Date(date))
}

/// A time as somebody wrote it: the moment or the day if it is one, or else their own words.
#[must_use]
pub(super) fn said(text: &str) -> Line {
    if let Ok((instant, _, offset)) = parse_exact(text) {
        let offset = offset.unwrap_or(Offset::UTC);
        return moment(Moment { instant, offset });
    }
    match parse_day(text) {
        Some(day) => date(day),
        None => Line::of(Mark::Said, text),
    }
}

fn written(moment: Moment) -> String {
    let text = moment.to_string();
    let Some((date, rest)) = text.split_once('T') else {
        return text;
    };
    let (clock, offset) = match rest.find(['+', '-', 'Z']) {
        Some(place) => rest.split_at_checked(place).unwrap_or((rest, "")),
        None => (rest, ""),
    };
    let clock = clock.strip_suffix(":00").unwrap_or(clock);
    format!("{date} {clock} ({offset})")
}

/// "between … and …", or the moment itself where it is exact.
#[must_use]
pub fn interval(interval: Interval, words: &Words) -> Line {
    match (interval.earliest, interval.latest) {
        (Some(earliest), Some(latest)) if earliest == latest => moment(earliest),
        (Some(from), Some(to)) => words.fill(
            "time.between",
            &[("from", moment(from)), ("to", moment(outer(to)))],
        ),
        (None, Some(to)) => words.fill("time.not_after", &[("to", moment(outer(to)))]),
        (Some(from), None) => words.fill("time.not_before", &[("from", moment(from))]),
        (None, None) => Line::of(Mark::Time, words.get("time.unknown")),
    }
}

/// A time from which something is allowed: where it has to be rounded, it is rounded to later.
#[must_use]
pub fn from_moment(start: Moment) -> Line {
    moment(outer(start))
}

/// The last millisecond of a minute is written as the minute that follows: nobody says "23:59:59.999". It makes the
/// stretch a millisecond longer, never shorter.
fn outer(moment: Moment) -> Moment {
    const MINUTE: i64 = 60_000;
    let next = moment.instant.plus_millis(1);
    if next.is_bounded() && next.millis().rem_euclid(MINUTE) == 0 {
        Moment {
            instant: next,
            ..moment
        }
    } else {
        moment
    }
}
