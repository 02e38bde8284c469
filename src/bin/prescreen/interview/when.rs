//! Times as people type them.
//!
//! What is rough stays rough: "3 days ago" is that whole day, "2 hours ago" half an hour more or less. How it was taken is
//! said back, so that a person can be more exact.

use chrono::{Days, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use prescreen::explain::Words;
use prescreen::time::{ImpreciseTime, Instant, Offset, Zone, parse_exact, parse_time};
use prescreen::{Interval, Moment};
use serde_json::{Value, json};

use super::console::is_word;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The present time, and what is known of the person's clocks.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    /// As it goes into the intake.
    pub(super) text: String,
    zone: Zone,
    /// Whether the zone of this computer is that of the person: then its rules say what a wall clock showed.
    is_local: bool,
}

impl Clock {
    /// The clock of this computer.
    pub(super) fn local() -> Option<Self> {
        let text = Local::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
        Some(Self {
            is_local: true,
            ..Self::given(&text)?
        })
    }

    /// A time that was given; `None` if it is none.
    pub(super) fn given(text: &str) -> Option<Self> {
        let (now, _, offset) = parse_exact(text).ok()?;
        Some(Self {
            text: text.to_owned(),
            zone: Zone { now, offset },
            is_local: false,
        })
    }

    /// A stretch of time as it is shown.
    pub(super) fn interval(&self, time: ImpreciseTime) -> Interval {
        let offset = self.zone.offset.unwrap_or(Offset::UTC);
        let moment = |instant: Instant| instant.is_bounded().then_some(Moment { instant, offset });
        Interval {
            earliest: moment(time.earliest()),
            latest: moment(time.latest()),
        }
    }

    fn today(&self) -> Option<NaiveDate> {
        self.zone.now.date(self.zone.offset.unwrap_or(Offset::UTC))
    }

    /// What a wall clock showed between two readings, as an intake says it.
    fn wall(&self, first: NaiveDateTime, last: NaiveDateTime, text: String) -> Option<Time> {
        if self.is_local {
            let millis = |at: NaiveDateTime| Some(Local.from_local_datetime(&at));
            let earliest = millis(first)?.earliest();
            let latest = millis(last)?.latest();
            // A reading that a clock skipped is left to the engine, which knows that it may be either hour.
            if let (Some(earliest), Some(latest)) = (earliest, latest) {
                return self.between(earliest.timestamp_millis(), latest.timestamp_millis());
            }
        }
        let meant = parse_time(&text, &self.zone).ok()?;
        Some(Time::At(Value::String(text), meant))
    }

    fn between(&self, earliest: i64, latest: i64) -> Option<Time> {
        let [earliest, latest] = [earliest, latest].map(Instant::from_millis);
        let offset = self.zone.offset.unwrap_or(Offset::UTC);
        let meant = ImpreciseTime::between(earliest, latest)?;
        let value = if earliest == latest {
            json!(earliest.rfc3339(offset)?)
        } else {
            json!({ "earliest": earliest.rfc3339(offset)?, "latest": latest.rfc3339(offset)? })
        };
        Some(Time::At(value, meant))
    }

    fn day(&self, day: NaiveDate) -> Option<Time> {
        let first = day.and_time(NaiveTime::MIN);
        let last = first.checked_add_days(Days::new(1))? - chrono::TimeDelta::milliseconds(1);
        self.wall(first, last, day.to_string())
    }

    fn reading(&self, day: NaiveDate, time: NaiveTime) -> Option<Time> {
        let at = day.and_time(time);
        self.wall(at, at, at.format("%Y-%m-%dT%H:%M:%S").to_string())
    }
}

/// What somebody typed for a time.
#[derive(Debug)]
pub(super) enum Time {
    Unknown,
    Never,
    /// As an intake says it, and what that means.
    At(Value, ImpreciseTime),
}

/// Reads a time. `None` if it is none that is known here: nothing is guessed.
pub(super) fn read(typed: &str, clock: &Clock, words: &Words) -> Option<Time> {
    let typed = typed.to_lowercase();
    let is = |text: &str, key| is_word(text, key, words);
    if is(&typed, "input.unknown") {
        return Some(Time::Unknown);
    }
    if is(&typed, "input.never") {
        return Some(Time::Never);
    }
    if is(&typed, "input.now") {
        let now = clock.zone.now.millis();
        return clock.between(now, now);
    }
    if let Ok(meant) = parse_time(&typed, &clock.zone) {
        if parse_exact(&typed).is_err() {
            if let Ok(day) = typed.parse::<NaiveDate>() {
                return clock.day(day);
            }
            let wall = typed.replace(' ', "t");
            for format in ["%Y-%m-%dt%H:%M", "%Y-%m-%dt%H:%M:%S"] {
                if let Ok(at) = NaiveDateTime::parse_from_str(&wall, format) {
                    return clock.reading(at.date(), at.time());
                }
            }
        }
        return Some(Time::At(Value::String(typed.to_uppercase()), meant));
    }
    let mut parts: Vec<&str> = typed.split_whitespace().collect();
    let today = clock.today()?;
    if let Some(first) = parts.first().copied() {
        let day = if is(first, "input.today") {
            Some(today)
        } else if is(first, "input.yesterday") {
            today.pred_opt()
        } else if is(first, "input.tomorrow") {
            today.succ_opt()
        } else {
            None
        };
        if let Some(day) = day {
            let rest: String = parts.split_off(1).concat();
            return if rest.is_empty() {
                clock.day(day)
            } else {
                clock.reading(day, time_of_day(&rest)?)
            };
        }
    }
    if let Some(time) = time_of_day(&parts.concat()) {
        return clock.reading(today, time);
    }
    away(&parts, today, clock, words)
}

/// "3 days ago", "in 2 hours".
fn away(parts: &[&str], today: NaiveDate, clock: &Clock, words: &Words) -> Option<Time> {
    const LONGEST: i64 = 10_000;
    let is = |text: &&str, key| is_word(text, key, words);
    let (is_past, is_future) = (
        parts.iter().any(|part| is(part, "input.ago")),
        parts.iter().any(|part| is(part, "input.in")),
    );
    let mut rest = parts
        .iter()
        .filter(|part| !(is(part, "input.ago") || is(part, "input.in")));
    let (number, unit) = (rest.next()?, rest.next()?);
    if rest.next().is_some() || is_past == is_future {
        return None;
    }
    let number: i64 = number.parse().ok().filter(|n| (0..LONGEST).contains(n))?;
    if is(unit, "input.days") {
        let days = Days::new(number.unsigned_abs());
        return clock.day(if is_past {
            today.checked_sub_days(days)?
        } else {
            today.checked_add_days(days)?
        });
    }
    // Each with how far off whoever counts in it may be.
    let units = [
        ("input.minutes", MINUTE, 5 * MINUTE),
        ("input.hours", HOUR, HOUR / 2),
        ("input.weeks", 7 * DAY, 4 * DAY),
        ("input.months", 30 * DAY, 20 * DAY),
    ];
    let (_, length, slack) = units.into_iter().find(|(key, _, _)| is(unit, key))?;
    // A month is 28 to 31 days long: the longer ago, the farther off.
    let slack = if length == 30 * DAY {
        slack + number * DAY
    } else {
        slack
    };
    let distance = number * length;
    let now = clock.zone.now.millis();
    let middle = if is_past {
        now - distance
    } else {
        now + distance
    };
    clock.between(middle - slack, middle + slack)
}

/// `8:00`, `22:15`, `8am`, `8:30 pm`. A bare number is no time of day: it could be morning or evening.
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let (clock, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (None, Some(clock)) => (clock, Some(12)),
        (None, None) => (text, None),
    };
    let (hour, minute) = match clock.split_once(':') {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        None if half.is_some() => (clock, "0"),
        Some(_) | None => return None,
    };
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    match half {
        Some(half) if (1..=12).contains(&hour) => {
            NaiveTime::from_hms_opt(hour % 12 + half, minute, 0)
        }
        Some(_) => None,
        None => NaiveTime::from_hms_opt(hour, minute, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(typed: &str, locale: &str) -> String {
        let clock = Clock::given("2026-05-05T09:45:00-06:00").unwrap();
        let words = Words::in_locale(locale).unwrap();
        match read(typed, &clock, words) {
            None => "not read".to_owned(),
            Some(Time::Unknown) => "unknown".to_owned(),
            Some(Time::Never) => "never".to_owned(),
            Some(Time::At(value, meant)) => {
                // What goes into the intake means what is said back.
                let text = value.as_str();
                if let Some(text) = text {
                    assert_eq!(parse_time(text, &clock.zone).unwrap(), meant, "{typed}");
                }
                let offset = Offset::from_minutes(-360).unwrap();
                let [from, to] = [meant.earliest(), meant.latest()]
                    .map(|at| at.rfc3339(offset).unwrap().replace("-06:00", ""));
                if from == to {
                    from
                } else {
                    format!("{from} {to}")
                }
            }
        }
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        // The clocks may have been set otherwise then, by as much as three hours: there is no zone database here.
        let day = |day: &str, next: &str| format!("{day}T21:00:00 {next}T02:59:59.999");
        let rows = [
            (
                "2026-05-04T22:01:00-06:00",
                "2026-05-04T22:01:00".to_owned(),
            ),
            (
                "2026-05-04t22:01:00-05:00",
                "2026-05-04T21:01:00".to_owned(),
            ),
            ("2026-05-04", day("2026-05-03", "2026-05-05")),
            (
                "2026-05-04 22:00",
                "2026-05-04T19:00:00 2026-05-05T01:00:00".to_owned(),
            ),
            ("yesterday", day("2026-05-03", "2026-05-05")),
            (
                "Yesterday 22:00",
                "2026-05-04T19:00:00 2026-05-05T01:00:00".to_owned(),
            ),
            (
                "yesterday 10 pm",
                "2026-05-04T19:00:00 2026-05-05T01:00:00".to_owned(),
            ),
            (
                "today 8:00",
                "2026-05-05T05:00:00 2026-05-05T11:00:00".to_owned(),
            ),
            (
                "12:30am",
                "2026-05-04T21:30:00 2026-05-05T03:30:00".to_owned(),
            ),
            ("12pm", "2026-05-05T09:00:00 2026-05-05T15:00:00".to_owned()),
            ("tomorrow", day("2026-05-05", "2026-05-07")),
            ("3 days ago", day("2026-05-01", "2026-05-03")),
            (
                "2 hours ago",
                "2026-05-05T07:15:00 2026-05-05T08:15:00".to_owned(),
            ),
            (
                "30 minutes ago",
                "2026-05-05T09:10:00 2026-05-05T09:20:00".to_owned(),
            ),
            (
                "in 2 hours",
                "2026-05-05T11:15:00 2026-05-05T12:15:00".to_owned(),
            ),
            (
                "2 weeks ago",
                "2026-04-17T09:45:00 2026-04-25T09:45:00".to_owned(),
            ),
            (
                "1 month ago",
                "2026-03-15T09:45:00 2026-04-26T09:45:00".to_owned(),
            ),
            ("now", "2026-05-05T09:45:00".to_owned()),
            ("never", "never".to_owned()),
            ("?", "unknown".to_owned()),
        ];
        for (typed, expected) in rows {
            assert_eq!(shown(typed, "en"), expected, "{typed}");
        }
        assert_eq!(shown("hace 3 días", "es"), shown("3 days ago", "en"));
        assert_eq!(shown("ayer 22:00", "es"), shown("yesterday 22:00", "es"));
        assert_eq!(shown("No sé", "es"), "unknown");
    }

    #[test]
    fn what_could_mean_two_things_is_not_read() {
        for typed in [
            "",
            "8",
            "05/04/2026",
            "4 May",
            "3 days",
            "ago",
            "in 3 days ago",
            "-3 days ago",
            "3.5 hours ago",
            "99999 days ago",
            "yesterday 8",
            "today 25:00",
            "13pm",
            "8:5",
            "2 fortnights ago",
            "99999999999999999999 days ago",
        ] {
            assert_eq!(shown(typed, "en"), "not read", "{typed}");
        }
    }
}
