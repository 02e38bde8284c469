//! The zone database as an oracle: whatever any zone's clocks have done or will do, a text without an offset is read
//! as a time that holds the truth, and a length of time is as long as it says.
//!
//! Every change of offset of every zone from 1970 to 2040 is tried.
#![expect(
    clippy::unwrap_used,
    reason = "a panic in a helper of a test is how the test fails"
)]

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp, ToSpan, civil, tz};
use prescreen::time::{Duration, ImpreciseTime, Instant, Offset, Zone, parse_exact, parse_time};
use proptest::prelude::*;

const SECOND: i64 = 1000;
const HOUR: i64 = 3600 * SECOND;
const DAY: i64 = 24 * HOUR;

/// The zones, and the year of the change, where `now` before and a time soon after it, or the other way round, are
/// misread: [`Zone`] lists them. Any other is a fault.
const EXCEPTIONS: [(&str, i16); 8] = [
    ("Antarctica/Vostok", 1994),
    ("Kwajalein", 1993),
    ("Pacific/Apia", 2011),
    ("Pacific/Enderbury", 1994),
    ("Pacific/Fakaofo", 2011),
    ("Pacific/Kanton", 1994),
    ("Pacific/Kiritimati", 1994),
    ("Pacific/Kwajalein", 1993),
];

/// What the clocks of one zone did, and of all others that did the same.
struct History {
    names: Vec<String>,
    zone: tz::TimeZone,
    changes: Vec<Change>,
}

/// A moment, in milliseconds, and the milliseconds that clocks were ahead of UTC before it and from then on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    at: i64,
    before: i64,
    after: i64,
}

fn histories() -> Vec<History> {
    let (first, last) = (
        timestamp("1970-01-01T00:00:00Z"),
        timestamp("2040-01-01T00:00:00Z"),
    );
    let mut histories = BTreeMap::<Vec<Change>, History>::new();
    for name in tz::db().available() {
        let zone = tz::db().get(name.as_str()).unwrap();
        let mut before = ahead(zone.to_offset(first));
        let mut changes = Vec::new();
        for change in zone
            .following(first)
            .take_while(|change| change.timestamp() < last)
        {
            let after = ahead(change.offset());
            if after != before {
                changes.push(Change {
                    at: change.timestamp().as_millisecond(),
                    before,
                    after,
                });
                before = after;
            }
        }
        let names = Vec::new();
        histories
            .entry(changes.clone())
            .or_insert(History {
                names,
                zone: zone.clone(),
                changes,
            })
            .names
            .push(name.to_string());
    }
    histories.into_values().collect()
}

fn timestamp(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn ahead(offset: tz::Offset) -> i64 {
    i64::from(offset.seconds()) * SECOND
}

/// What a clock so far ahead of UTC shows.
fn wall(at: i64, ahead: i64) -> civil::DateTime {
    tz::Offset::UTC.to_datetime(Timestamp::from_millisecond(at + ahead).unwrap())
}

/// In whole minutes, as records have it; a few zones still had seconds in the 1970s.
fn offset(ahead: i64) -> Offset {
    Offset::from_minutes(i32::try_from(ahead.div_euclid(60 * SECOND)).unwrap()).unwrap()
}

impl History {
    /// All moments, in milliseconds, at which clocks show this; where they skip it, what people may mean by it.
    fn moments(&self, shown: civil::DateTime) -> Vec<i64> {
        let offsets = match self.zone.to_ambiguous_timestamp(shown).offset() {
            tz::AmbiguousOffset::Unambiguous { offset } => vec![offset],
            tz::AmbiguousOffset::Gap { before, after }
            | tz::AmbiguousOffset::Fold { before, after } => {
                vec![before, after]
            }
        };
        let moment = |offset: tz::Offset| offset.to_timestamp(shown).unwrap().as_millisecond();
        offsets.into_iter().map(moment).collect()
    }

    /// What people may write of the time around a change, each with moments that may be meant by it.
    fn texts_around(&self, change: Change) -> Vec<(String, Vec<i64>)> {
        let mut texts = Vec::new();
        let (before, after) = (
            wall(change.at, change.before),
            wall(change.at, change.after),
        );
        let between = wall(change.at, (change.before + change.after) / 2);
        let (moment_earlier, day) = (
            SignedDuration::from_millis(-1),
            SignedDuration::from_hours(24),
        );
        for shown in [
            before,
            after,
            before + moment_earlier,
            after + moment_earlier,
            between,
            before - day,
            after + day,
        ] {
            texts.push((shown.to_string(), self.moments(shown)));
        }
        let date = before.date().min(after.date());
        for date in [-1, 0, 1, 2].map(|days| date.checked_add(days.days()).unwrap()) {
            let (first, last) = (date.at(0, 0, 0, 0), date.at(23, 59, 59, 999_000_000));
            texts.push((
                date.to_string(),
                [self.moments(first), self.moments(last)].concat(),
            ));
        }
        for (shown, at) in [(before + moment_earlier, change.at - 1), (after, change.at)] {
            texts.push((shown.date().to_string(), vec![at]));
            texts.push((shown.strftime("%Y-%m").to_string(), vec![at]));
            texts.push((shown.strftime("%Y").to_string(), vec![at]));
        }
        texts
    }

    /// For each offset in force within some two years of a moment, the nearest time it was. How a text is read depends
    /// on nothing else, and the nearer the `now`, the narrower the reading.
    fn nows(&self, at: i64) -> Vec<(i64, i64)> {
        let mut nearest = BTreeMap::<i64, i64>::new();
        for change in self
            .changes
            .iter()
            .filter(|change| (change.at - at).abs() < 735 * DAY)
        {
            for (now, ahead) in [(change.at - 1, change.before), (change.at, change.after)] {
                let nearest = nearest.entry(ahead).or_insert(now);
                if (now - at).abs() < (*nearest - at).abs() {
                    *nearest = now;
                }
            }
        }
        nearest
            .into_iter()
            .map(|(ahead, now)| (now, ahead))
            .collect()
    }

    /// The year of the greatest change between two moments.
    fn year_of_the_change(&self, a: i64, b: i64) -> i16 {
        let between = self
            .changes
            .iter()
            .filter(|change| a.min(b) <= change.at && change.at <= a.max(b));
        let greatest = between.max_by_key(|change| (change.after - change.before).abs());
        greatest.map_or(0, |change| wall(change.at, 0).year())
    }
}

fn holds_all(text: &str, zone: &Zone, moments: &[i64]) -> bool {
    let time = parse_time(text, zone).unwrap();
    moments
        .iter()
        .all(|&at| time.contains(Instant::from_millis(at)))
}

#[test]
fn every_reading_holds_the_truth() {
    let mut misread = BTreeSet::new();
    let mut tried = 0;
    let histories = histories();
    for history in &histories {
        for &change in &history.changes {
            let nows = history.nows(change.at);
            for (text, moments) in history.texts_around(change) {
                for &(now, ahead) in &nows {
                    tried += 1;
                    let zone = Zone {
                        now: Instant::from_millis(now),
                        offset: Some(offset(ahead)),
                    };
                    if !holds_all(&text, &zone, &moments) {
                        let year = history.year_of_the_change(now, change.at);
                        misread.extend(history.names.iter().map(|name| (name.as_str(), year)));
                    }
                }
            }
        }
    }
    assert_eq!(misread, BTreeSet::from(EXCEPTIONS));
    assert!(
        tried > 500_000,
        "{tried} are too few for every change of every zone"
    );
}

/// Far from `now`, or with its offset unknown, there is no exception.
#[test]
fn every_reading_from_afar_holds_the_truth() {
    for history in histories() {
        for &change in &history.changes {
            let year = wall(change.at, 0).year();
            for (text, moments) in history.texts_around(change) {
                let unknown = Zone {
                    now: Instant::from_millis(change.at),
                    offset: None,
                };
                assert!(
                    holds_all(&text, &unknown, &moments),
                    "{:?} {year} {text}",
                    history.names
                );
                // Where no clock ever agreed: as wrong as an offset can be.
                let far = Zone {
                    now: Instant::from_millis(change.at + 735 * DAY),
                    offset: Some(offset(-12 * HOUR)),
                };
                assert!(
                    holds_all(&text, &far, &moments),
                    "{:?} {year} {text}",
                    history.names
                );
            }
        }
    }
}

#[test]
fn no_clock_was_ever_set_otherwise() {
    let since = timestamp("1868-01-01T00:00:00Z");
    for name in tz::db().available() {
        let zone = tz::db().get(name.as_str()).unwrap();
        let changes = zone
            .following(since)
            .take_while(|change| change.timestamp() < timestamp("2040-01-01T00:00:00Z"));
        for offset in changes
            .map(|change| change.offset())
            .chain([zone.to_offset(since)])
        {
            assert!(
                (-12 * HOUR..=14 * HOUR).contains(&ahead(offset)),
                "{name} {offset}"
            );
        }
    }
}

#[test]
fn elapsed_time_does_not_follow_the_wall_clock() {
    let lengths = [
        ("30 min", HOUR / 2),
        ("12 h", 12 * HOUR),
        ("1 day", DAY),
        ("2 weeks", 14 * DAY),
    ];
    let lengths = lengths.map(|(text, millis)| (Duration::parse(text).unwrap(), millis));
    for history in histories() {
        for &change in &history.changes {
            for (length, millis) in lengths {
                // Half of it before the change, half of it after; each end as a record of its day has it.
                let start = change.at - millis / 2;
                let moment = |at: i64| Timestamp::from_millisecond(at).unwrap();
                let [(start, start_offset), (end, end_offset)] =
                    [start, start + millis].map(|at| {
                        let offset = offset(ahead(history.zone.to_offset(moment(at))));
                        let text = Instant::from_millis(at).rfc3339(offset).unwrap();
                        assert_eq!(timestamp(&text), moment(at), "{text}");
                        let read = parse_exact(&text);
                        assert_eq!(
                            read,
                            Ok((
                                Instant::from_millis(at),
                                Instant::from_millis(at),
                                Some(offset)
                            )),
                            "{text}"
                        );
                        (read.unwrap().0, offset)
                    });
                assert_eq!(
                    length.after(start, start_offset),
                    end,
                    "{:?}",
                    history.names
                );
                assert_eq!(
                    length.latest_before(end, end_offset),
                    start,
                    "{:?}",
                    history.names
                );
                assert_eq!(end.millis() - start.millis(), millis);
            }
        }
    }
}

/// Written as a zone's own clocks show it.
#[test]
fn writes_what_the_clocks_show() {
    for history in histories() {
        for change in &history.changes {
            for (at, ahead) in [(change.at - 1, change.before), (change.at, change.after)] {
                if ahead % (60 * SECOND) == 0 {
                    let written = Instant::from_millis(at).rfc3339(offset(ahead)).unwrap();
                    let shown =
                        tz::Offset::from_seconds(i32::try_from(ahead / SECOND).unwrap()).unwrap();
                    let expected = Timestamp::from_millisecond(at)
                        .unwrap()
                        .display_with_offset(shown)
                        .to_string();
                    assert_eq!(written, expected, "{:?}", history.names);
                }
            }
        }
    }
}

/// jiff ends a month on its last day where ours ends with it; else the two agree.
#[test]
fn months_agree_with_another_calendar() {
    let zone = Offset::from_minutes(-6 * 60).unwrap();
    let at = |shown: civil::DateTime| parse_exact(&format!("{shown}-06:00")).unwrap().0;
    let mut start = civil::date(2023, 1, 1).at(10, 30, 0, 0);
    while start.year() < 2029 {
        for months in [1, 2, 6, 11, 12, 13, 24, 48, 1200] {
            let length = Duration::parse(&format!("{months} months")).unwrap();
            let mut end = start.checked_add(months.months()).unwrap();
            if end.day() != start.day() {
                end = end.date().tomorrow().unwrap().at(0, 0, 0, 0);
            }
            assert_eq!(
                length.after(at(start), zone),
                at(end),
                "{start} and {months} months"
            );
        }
        start = start.checked_add(1.day()).unwrap();
    }
}

/// The reading in UTC, where it is half past noon on 2026-05-05 and clocks are so many minutes ahead.
fn read_at(offset: Option<i32>, text: &str) -> String {
    let now = parse_exact("2026-05-05T12:30:00-06:00").unwrap().0;
    read_in(
        &Zone {
            now,
            offset: offset.and_then(Offset::from_minutes),
        },
        text,
    )
}

fn read_in(zone: &Zone, text: &str) -> String {
    let time = parse_time(text, zone).unwrap();
    let end = |at: Instant| {
        at.rfc3339(Offset::UTC)
            .map_or_else(|| "open".into(), |at| at.replace("+00:00", ""))
    };
    format!("{}/{}", end(time.earliest()), end(time.latest()))
}

#[test]
fn near_now_the_offset_may_move_by_three_hours() {
    let read = |text| read_at(Some(-360), text);
    assert_eq!(
        read("2026-05-04T22:00"),
        "2026-05-05T01:00:00/2026-05-05T07:00:00"
    );
    assert_eq!(
        read("2026-05-04T22:00:00.0001"),
        "2026-05-05T01:00:00/2026-05-05T07:00:00.001"
    );
    assert_eq!(
        read("2026-05-04"),
        "2026-05-04T03:00:00/2026-05-05T08:59:59.999"
    );
    assert_eq!(
        read("2026-05"),
        "2026-05-01T03:00:00/2026-06-01T08:59:59.999"
    );
    assert_eq!(read("2025"), "2025-01-01T03:00:00/2026-01-01T08:59:59.999");
    assert_eq!(
        read_at(Some(13 * 60), "2026-05-04T22:00"),
        "2026-05-04T08:00:00/2026-05-04T12:00:00"
    );
    assert_eq!(
        read_at(Some(-11 * 60), "2026-05-04T22:00"),
        "2026-05-05T06:00:00/2026-05-05T10:00:00"
    );
}

#[test]
fn elsewhere_any_offset_will_do() {
    let anywhere = "2026-05-04T08:00:00/2026-05-05T10:00:00";
    assert_eq!(read_at(None, "2026-05-04T22:00"), anywhere);
    assert_eq!(
        read_at(Some(14 * 60 + 1), "2026-05-04T22:00"),
        anywhere,
        "no clock shows that"
    );
    assert_eq!(
        read_at(Some(-12 * 60 - 1), "2026-05-04T22:00"),
        anywhere,
        "no clock shows that"
    );
    for now in [Instant::UNBOUNDED_PAST, Instant::UNBOUNDED_FUTURE] {
        assert_eq!(
            read_in(
                &Zone {
                    now,
                    offset: Some(Offset::UTC)
                },
                "2026-05-04T22:00"
            ),
            anywhere
        );
    }
    assert_eq!(
        read_at(Some(-360), "2023"),
        "2022-12-31T10:00:00/2024-01-01T11:59:59.999"
    );
}

/// `now` is 18:30 in UTC, and a time is near if it is within 730 days even 14 hours ahead or 12 behind.
#[test]
fn near_is_measured_at_the_farthest_it_may_be() {
    let read = |text| read_at(Some(-360), text);
    assert_eq!(
        read("2024-05-06T08:30"),
        "2024-05-06T11:30:00/2024-05-06T17:30:00"
    );
    assert_eq!(
        read("2024-05-06T08:29:59.999"),
        "2024-05-05T18:29:59.999/2024-05-06T20:29:59.999"
    );
    assert_eq!(
        read("2028-05-04T06:30"),
        "2028-05-04T09:30:00/2028-05-04T15:30:00"
    );
    assert_eq!(
        read("2028-05-04T06:30:00.001"),
        "2028-05-03T16:30:00.001/2028-05-04T18:30:00.001"
    );
    assert_eq!(
        read("2024"),
        "2023-12-31T10:00:00/2025-01-01T11:59:59.999",
        "in part too far"
    );
}

#[test]
fn leap_days_year_ends_and_the_ends_of_the_calendar() {
    assert_eq!(
        read_at(None, "2024-02-29"),
        "2024-02-28T10:00:00/2024-03-01T11:59:59.999"
    );
    assert_eq!(
        read_at(None, "2024-02"),
        "2024-01-31T10:00:00/2024-03-01T11:59:59.999"
    );
    assert_eq!(
        read_at(None, "2100-02"),
        "2100-01-31T10:00:00/2100-03-01T11:59:59.999"
    );
    assert_eq!(
        read_at(Some(0), "2025-12-31"),
        "2025-12-30T21:00:00/2026-01-01T02:59:59.999"
    );
    assert_eq!(
        read_at(Some(0), "2025-12-31T23:59:59.9999"),
        "2025-12-31T20:59:59.999/2026-01-01T03:00:00"
    );
    assert_eq!(read_at(None, "0000-01"), "open/0000-02-01T11:59:59.999");
    assert_eq!(read_at(None, "9999"), "9998-12-31T10:00:00/open");
    assert_eq!(
        read_at(None, "9999-12-31T23:59"),
        "9999-12-31T09:59:00/open"
    );
}

/// Mostly where something happens: around the ends of months.
fn instants() -> impl Strategy<Value = Instant> {
    let written = |(year, month): (u32, u32)| {
        parse_exact(&format!("{year:04}-{month:02}-01T00:00Z"))
            .unwrap()
            .0
    };
    let months = (0_u32..10_000, 1_u32..13).prop_map(written);
    let near_an_end = (months, -3_i64..4, -1_i64..2);
    prop_oneof![
        4 => near_an_end.prop_map(|(first, days, millis)| first.plus_millis(days * DAY + millis)),
        2 => (Instant::FIRST.millis()..=Instant::LAST.millis()).prop_map(Instant::from_millis),
        1 => any::<i64>().prop_map(Instant::from_millis),
    ]
}

fn durations() -> impl Strategy<Value = Duration> {
    let minutes = prop_oneof![0_u32..20_000, 0..=525_600_000_u32]
        .prop_map(|minutes| format!("{minutes} min"));
    let months =
        prop_oneof![0_u32..40, 0..=12_000_u32].prop_map(|months| format!("{months} months"));
    prop_oneof![minutes, months].prop_map(|text| Duration::parse(&text).unwrap())
}

fn offsets() -> impl Strategy<Value = Offset> {
    prop_oneof![Just(0), -1439..1440].prop_map(|minutes| Offset::from_minutes(minutes).unwrap())
}

/// Anything at all, what a time or a duration is made of, and texts that are nearly one.
fn texts() -> impl Strategy<Value = String> {
    let valid = prop_oneof![
        Just("2026-05-04T22:00:00.123456-06:00"),
        Just("9999-12-31t23:59z"),
        Just("0000-01-01 00:00"),
        Just("1 year 6 months"),
        Just("4294967295 weeks 1 h 30 min"),
    ];
    let damaged = (
        valid,
        any::<prop::sample::Index>(),
        any::<char>(),
        0_usize..2,
    )
        .prop_map(|(text, at, with, cut)| {
            let at = at.index(text.len() + 1);
            text.chars()
                .take(at)
                .chain([with])
                .chain(text.chars().skip(at + cut))
                .collect()
        });
    prop_oneof![
        any::<String>(),
        "[0-9 .,:TZtz+-]{0,40}",
        "([0-9]{0,12} ?(min|h|days?|weeks?|months?|years?) ?){0,4}",
        damaged
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_text_is_too_much(text in texts(), now in instants(), offset in prop::option::of(offsets())) {
        let time = parse_time(&text, &Zone { now, offset });
        if let Ok(time) = time {
            prop_assert!(time.earliest() <= time.latest());
        }
        if let Ok((floor, ceil, _)) = parse_exact(&text) {
            prop_assert_eq!(Some(time.unwrap()), ImpreciseTime::between(floor, ceil));
        }
        if let Ok(length) = Duration::parse(&text) {
            prop_assert_eq!(Duration::parse(&length.to_string()), Ok(length));
            let _ = (length.after(now, Offset::UTC), length.latest_before(now, Offset::UTC));
        }
    }

    #[test]
    fn a_later_start_never_ends_earlier(
        length in durations(), a in instants(), b in instants(), near in 0..4 * DAY, offset in offsets(),
    ) {
        for b in [b, a.plus_millis(near)] {
            let (a, b) = (a.min(b), a.max(b));
            prop_assert!(length.after(a, offset) <= length.after(b, offset));
            prop_assert!(length.latest_before(a, offset) <= length.latest_before(b, offset));
        }
        prop_assert!(length.after(a, offset) >= a && length.latest_before(a, offset) <= a);
    }

    #[test]
    fn latest_before_is_the_last_that_is_early_enough(length in durations(), end in instants(), offset in offsets()) {
        let start = length.latest_before(end, offset);
        prop_assert!(length.after(start, offset) <= end);
        prop_assert!(!start.is_bounded() || length.after(start.plus_millis(1), offset) > end);
    }

    /// Who does not know the offset need only try the ends of what it may be.
    #[test]
    fn no_offset_between_two_ends_later_than_both(
        length in durations(), at in instants(), a in -720..=840, b in -720..=840, part in 0..=100,
    ) {
        let [a, b, between] = [a, b, a + (b - a) * part / 100].map(|minutes| Offset::from_minutes(minutes).unwrap());
        prop_assert!(length.after(at, between) <= length.after(at, a).max(length.after(at, b)));
        let earliest = length.latest_before(at, a).min(length.latest_before(at, b));
        prop_assert!(length.latest_before(at, between) >= earliest);
    }

    #[test]
    fn an_open_end_stays_open(length in durations(), offset in offsets()) {
        for end in [Instant::UNBOUNDED_PAST, Instant::UNBOUNDED_FUTURE] {
            prop_assert_eq!(length.after(end, offset), end);
            prop_assert_eq!(length.latest_before(end, offset), end);
        }
    }

    #[test]
    fn what_is_displayed_is_read_back(length in durations()) {
        prop_assert_eq!(Duration::parse(&length.to_string()), Ok(length));
        prop_assert_eq!(length.is_zero(), length.to_string() == "0 min");
    }
}
