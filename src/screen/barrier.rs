//! The starts that one use forbids, and the first start that nothing forbids.

use core::ops::Range;

use crate::Truth;
use crate::order;
use crate::time::{Duration, ImpreciseTime, Instant, Zone};

/// The times at which a treatment may not start because of one use: from the use until the washout has passed. Where the
/// time of the use is imprecise, some starts are forbidden for certain and more are possibly so.
#[derive(Clone, Debug)]
pub(crate) struct Barrier {
    certain: Option<Range<Instant>>,
    possible: Range<Instant>,
}

impl Barrier {
    /// No start can be allowed for certain.
    pub(crate) const EVERYWHERE: Self = Self {
        certain: None,
        possible: Instant::UNBOUNDED_PAST..Instant::UNBOUNDED_FUTURE,
    };

    /// A use at `time`, which must lie at least `before` ahead of the start. Exactly that long ahead is enough, so the last
    /// instant of the barrier is not part of it.
    pub(crate) fn of(time: ImpreciseTime, before: Duration, zone: &Zone) -> Self {
        let certain = time.latest()..zone.after(before, time.earliest()).earliest();
        Self {
            certain: (certain.start < certain.end).then_some(certain),
            possible: time.earliest()..zone.after(before, time.latest()).latest(),
        }
    }

    /// A barrier that stands only if something holds.
    pub(crate) fn weakened(self, by: Truth) -> Self {
        match by {
            Truth::True => self,
            Truth::Unknown => Self {
                certain: None,
                ..self
            },
            Truth::False => Self {
                certain: None,
                possible: Instant::UNBOUNDED_PAST..Instant::UNBOUNDED_PAST,
            },
        }
    }

    /// Whether it forbids a start, which may itself be imprecise.
    pub(crate) fn at(&self, start: ImpreciseTime) -> Truth {
        let certain = self.certain.as_ref().is_some_and(|certain| {
            start.earliest() >= certain.start && start.latest() < certain.end
        });
        let possible =
            start.latest() >= self.possible.start && start.earliest() < self.possible.end;
        Truth::between(certain, possible)
    }
}

/// The earliest start not before `from` that no barrier forbids for certain, and the earliest that none forbids even
/// possibly. `None` when there is no such time.
pub(crate) fn first_allowed(
    from: Instant,
    barriers: &[Barrier],
) -> (Option<Instant>, Option<Instant>) {
    let certain = barriers
        .iter()
        .filter_map(|barrier| barrier.certain.as_ref());
    let possible = barriers.iter().map(|barrier| &barrier.possible);
    (first_outside(from, certain), first_outside(from, possible))
}

fn first_outside<'b>(
    from: Instant,
    ranges: impl Iterator<Item = &'b Range<Instant>> + Clone,
) -> Option<Instant> {
    let mut first = from;
    // Mostly nothing stands in the way.
    if ranges.clone().any(|range| range.contains(&from)) {
        let mut ranges: Vec<_> = ranges.collect();
        order::sort(&mut ranges, |a, b| a.start.cmp(&b.start));
        first = behind(from, &ranges);
    }
    first.is_bounded().then_some(first)
}

/// The first instant from one on that lies in none of some ranges, which stand in the order of their starts.
fn behind(from: Instant, ranges: &[&Range<Instant>]) -> Instant {
    let mut first = from;
    for range in ranges {
        if range.start > first {
            break;
        }
        first = first.max(range.end);
    }
    first
}
