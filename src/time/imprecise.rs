//! A moment that is only known to lie between two others, and how a wall clock's reading becomes one.

use super::duration::Duration;
use super::{Instant, Offset};

const MINUTE: i64 = 60 * 1000;
const HOUR: i64 = 60 * MINUTE;

/// A moment known only to lie between two others, both included; either end may be open.
///
/// It stands for one moment that somebody could not say better, not for a stretch of time: "on the fourth of May"
/// is some moment of that day. What is concluded from it has to hold for every moment it may be.
///
/// ```
/// use prescreen::time::{ImpreciseTime, Instant};
///
/// let [noon, one] = [43_200_000, 46_800_000].map(Instant::from_millis);
/// let lunch = ImpreciseTime::between(noon, one).unwrap();
/// assert_eq!(lunch.intersect(ImpreciseTime::not_after(noon)), Some(ImpreciseTime::exact(noon)));
/// assert_eq!(ImpreciseTime::between(one, noon), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ImpreciseTime {
    // INVARIANT: earliest <= latest; earliest is never the unbounded future, latest never the unbounded past.
    earliest: Instant,
    latest: Instant,
}

impl ImpreciseTime {
    /// Any moment at all: what "I don't know" says.
    pub const UNKNOWN: Self = Self {
        earliest: Instant::UNBOUNDED_PAST,
        latest: Instant::UNBOUNDED_FUTURE,
    };

    /// This very moment. An unbounded one leaves that end open, and is therefore not exact.
    #[must_use]
    pub fn exact(at: Instant) -> Self {
        Self::ordered(at, at)
    }

    /// From `earliest` to `latest`, both included; `None` when they are the wrong way round.
    #[must_use]
    pub fn between(earliest: Instant, latest: Instant) -> Option<Self> {
        (earliest <= latest).then(|| Self::ordered(earliest, latest))
    }

    /// That moment or any before it.
    #[must_use]
    pub fn not_after(latest: Instant) -> Self {
        Self::ordered(Instant::UNBOUNDED_PAST, latest)
    }

    /// That moment or any after it.
    #[must_use]
    pub fn not_before(earliest: Instant) -> Self {
        Self::ordered(earliest, Instant::UNBOUNDED_FUTURE)
    }

    /// The earliest it can be; the unbounded past where that end is open.
    #[must_use]
    pub fn earliest(self) -> Instant {
        self.earliest
    }

    /// The latest it can be; the unbounded future where that end is open.
    #[must_use]
    pub fn latest(self) -> Instant {
        self.latest
    }

    /// Whether it can be one moment only.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.earliest == self.latest
    }

    /// Whether nothing is known of it.
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self == Self::UNKNOWN
    }

    /// Whether it may be that moment.
    #[must_use]
    pub fn contains(self, at: Instant) -> bool {
        self.earliest <= at && at <= self.latest
    }

    /// What both say together; `None` when they contradict each other.
    #[must_use]
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::between(
            self.earliest.max(other.earliest),
            self.latest.min(other.latest),
        )
    }

    /// What is known when either of the two may be meant: the least that holds them both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self::ordered(
            self.earliest.min(other.earliest),
            self.latest.max(other.latest),
        )
    }

    /// Keeps the invariant, given the order. A moment beyond the range is only known to be beyond it, so the other
    /// end becomes the last one that can be written: that widens, and never names a time nobody can write.
    fn ordered(earliest: Instant, latest: Instant) -> Self {
        Self {
            earliest: earliest.min(Instant::LAST),
            latest: latest.max(Instant::FIRST),
        }
    }
}

/// What is known of the zone that times without an offset are meant in.
///
/// The clocks there showed `offset` at `now`. What they show at another time only a zone database could tell, so a
/// reading is widened by all that one could say. In the IANA database no two offsets of a zone that are in force
/// within two years of each other, from 1970 on, are more than 3 hours apart; and since 1868 every offset lies between
/// -12:00 and +14:00. So what a wall clock shows
///
/// - surely within 730 days of `now` is read at every offset from 3 hours below `offset` to 3 hours above it, but none
///   beyond -12:00 or +14:00;
/// - farther away, or where the offset is not known, is read at every offset from -12:00 to +14:00.
///
/// The exceptions, where `now` and the time lie on either side of the move, less than two years apart:
///
/// - zones that moved across the date line: Pacific/Kwajalein in 1993, Pacific/Kanton (formerly Enderbury) and
///   Pacific/Kiritimati at the end of 1994, Pacific/Apia and Pacific/Fakaofo at the end of 2011;
/// - Antarctica/Vostok in 1994, a station that stood empty for some months.
///
/// A law of tomorrow may add another; and a person who speaks of a day in another zone than the clinic's is not covered.
///
/// `tests/clock_changes.rs` holds this against every change of every zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Zone {
    /// When the record was made.
    pub now: Instant,
    /// What the clocks there were ahead of UTC at `now`; `None` where that is not known.
    pub offset: Option<Offset>,
}

impl Zone {
    /// The offsets ever in force, in milliseconds ahead of UTC.
    const WESTERNMOST: i64 = -12 * HOUR;
    const EASTERNMOST: i64 = 14 * HOUR;
    /// How far an offset may move within [`NEAR`](Self::NEAR).
    const SLACK: i64 = 3 * HOUR;
    const NEAR: i64 = 730 * 24 * HOUR;

    /// Every moment at which a wall clock in this zone may have shown something between the two.
    pub(super) fn place(&self, first: i64, last: i64) -> ImpreciseTime {
        let anywhere = spread(first, last, Self::WESTERNMOST, Self::EASTERNMOST);
        let offset = self.offset.map(Offset::millis);
        match offset.filter(|offset| (Self::WESTERNMOST..=Self::EASTERNMOST).contains(offset)) {
            // Measured at the ends of all it may be, so that no reading of it is farther away than two years.
            Some(offset) if self.is_near(anywhere) => {
                let west = offset.saturating_sub(Self::SLACK).max(Self::WESTERNMOST);
                let east = offset.saturating_add(Self::SLACK).min(Self::EASTERNMOST);
                spread(first, last, west, east)
            }
            // No clock has ever shown an offset beyond the range, so one that is given says nothing.
            Some(_) | None => anywhere,
        }
    }

    /// By when a duration has passed since a moment: one moment, except that the zone may leave open from which day its
    /// months are counted.
    #[must_use]
    pub fn after(&self, duration: Duration, start: Instant) -> ImpreciseTime {
        if !duration.is_calendar() {
            return ImpreciseTime::exact(duration.after(start, Offset::UTC));
        }
        let [west, east] = self.offsets_at(start);
        let at = |offset| ImpreciseTime::exact(duration.after(start, offset));
        at(west).hull(at(east))
    }

    /// The latest moment after which a duration has passed by `end`, as far as the zone leaves it open.
    #[must_use]
    pub fn latest_before(&self, duration: Duration, end: Instant) -> ImpreciseTime {
        if !duration.is_calendar() {
            return ImpreciseTime::exact(duration.latest_before(end, Offset::UTC));
        }
        let [west, east] = self.offsets_at(end);
        let at = |offset| ImpreciseTime::exact(duration.latest_before(end, offset));
        at(west).hull(at(east))
    }

    /// The least and the greatest offset that clocks in this zone may show at a moment.
    fn offsets_at(&self, at: Instant) -> [Offset; 2] {
        let shown = self.place(at.millis(), at.millis());
        let offset = |seen: Instant| {
            let minutes = at.millis().saturating_sub(seen.millis()) / MINUTE;
            i32::try_from(minutes)
                .ok()
                .and_then(Offset::from_minutes)
                .unwrap_or(Offset::UTC)
        };
        [offset(shown.latest()), offset(shown.earliest())]
    }

    fn is_near(&self, time: ImpreciseTime) -> bool {
        self.now.plus_millis(-Self::NEAR) <= time.earliest()
            && time.latest() <= self.now.plus_millis(Self::NEAR)
    }
}

/// Every moment at which a clock set between `west` and `east` of UTC shows something between the two: the farther
/// east, the earlier.
fn spread(first: i64, last: i64, west: i64, east: i64) -> ImpreciseTime {
    let earliest = Instant::from_millis(first.saturating_sub(east));
    let latest = Instant::from_millis(last.saturating_sub(west));
    ImpreciseTime::exact(earliest).hull(ImpreciseTime::exact(latest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn instants() -> impl Strategy<Value = Instant> {
        prop_oneof![
            (-50_i64..50).prop_map(Instant::from_millis),
            any::<i64>().prop_map(Instant::from_millis)
        ]
    }

    fn times() -> impl Strategy<Value = ImpreciseTime> {
        (instants(), instants())
            .prop_map(|(a, b)| ImpreciseTime::between(a.min(b), a.max(b)).unwrap())
    }

    #[test]
    fn an_unbounded_moment_is_an_open_end() {
        let beyond = ImpreciseTime::exact(Instant::UNBOUNDED_FUTURE);
        assert_eq!(
            (beyond.earliest(), beyond.latest()),
            (Instant::LAST, Instant::UNBOUNDED_FUTURE)
        );
        assert!(!beyond.is_exact());
        assert!(ImpreciseTime::not_after(Instant::UNBOUNDED_FUTURE).is_unknown());
        assert!(ImpreciseTime::not_before(Instant::UNBOUNDED_PAST).is_unknown());
    }

    proptest! {
        #[test]
        fn holds_its_invariant(a in times(), b in times()) {
            for time in [Some(a), Some(a.hull(b)), a.intersect(b)].into_iter().flatten() {
                prop_assert!(time.earliest() <= time.latest());
                prop_assert!(time.earliest() < Instant::UNBOUNDED_FUTURE);
                prop_assert!(time.latest() > Instant::UNBOUNDED_PAST);
                prop_assert!(!time.is_exact() || time.earliest().is_bounded());
            }
        }

        #[test]
        fn sets_of_moments(a in times(), b in times(), at in instants()) {
            let both = a.intersect(b).is_some_and(|time| time.contains(at));
            prop_assert_eq!(both, a.contains(at) && b.contains(at));
            prop_assert!(a.hull(b).contains(at) || !(a.contains(at) || b.contains(at)));
            prop_assert_eq!(a.intersect(ImpreciseTime::UNKNOWN), Some(a));
        }
    }
}
