//! What to do until the treatment and after it.

use super::evaluate::Evaluator;
use super::screening::{Moment, PlanEntry, PlanKind, PlanTime, Subject};
use super::touched::Touched;
use crate::Truth;
use crate::intake::facts::{Answer, Facts, Use, When};
use crate::order;
use crate::protocol::Protocol;
use crate::protocol::model::{Criterion, Washed};
use crate::time::{Duration, ImpreciseTime, Instant};

/// Most plans have no more entries than this.
const USUAL_ENTRIES: usize = 16;

/// The entries of every washout of a substance in use and of everything to avoid, in the order of time.
pub(crate) fn plan<'p>(
    evaluator: &Evaluator<'_>,
    touched: &Touched,
    protocol: &'p Protocol,
) -> Vec<PlanEntry<'p>> {
    let facts = evaluator.facts;
    let mut entries: Vec<PlanEntry<'p>> = Vec::with_capacity(USUAL_ENTRIES);
    for (_, criterion) in touched.criteria(protocol) {
        if criterion.washout.is_none() && criterion.avoid.is_none() {
            continue;
        }
        let holds = criterion
            .when
            .as_ref()
            .is_none_or(|when| evaluator.condition(when, &mut ()) != Truth::False);
        if !holds {
            continue;
        }
        if let Some(avoid) = &criterion.avoid {
            let subject = || Subject::Activity(&avoid.what);
            let windows = [
                (PlanKind::AvoidFrom, avoid.before),
                (PlanKind::AvoidUntil, avoid.after),
            ];
            entries.extend(timed(&windows, subject, criterion, facts));
        }
        let Some(washout) = &criterion.washout else {
            continue;
        };
        let Washed::Uses(terms) = &washout.of else {
            continue;
        };
        let windows = [
            (PlanKind::LastUseBy, washout.before),
            (PlanKind::NotBefore, washout.after),
            (PlanKind::PreferNotBefore, washout.prefer_after),
        ];
        for question in protocol.uses_questions.iter().copied() {
            let Answer::Uses(uses) = facts.answer(question) else {
                continue;
            };
            if evaluator.applies(question) == Truth::False {
                continue;
            }
            for one in uses
                .iter()
                .filter(|one| one.named.membership.in_any(terms) == Truth::True && may_go_on(one))
            {
                let subject = || Subject::Substance(one.named.typed.clone());
                entries.extend(timed(&windows, subject, criterion, facts));
            }
        }
    }
    // A stable sort: at the same time, the order of the protocol.
    let key = |entry: &PlanEntry<'_>| {
        let at = |moment: Option<Moment>| {
            moment.map_or(Instant::UNBOUNDED_FUTURE, |moment| moment.instant)
        };
        (at(entry.at.certain), at(entry.at.possible))
    };
    order::sort(&mut entries, |a, b| key(a).cmp(&key(b)));
    entries
}

/// Whether there may be another use. Nobody lists what was never taken without a thought of taking it.
fn may_go_on(one: &Use) -> bool {
    one.next != When::Never || one.ongoing != Some(Truth::False) || one.last == When::Never
}

fn timed<'p>(
    windows: &[(PlanKind, Option<Duration>)],
    subject: impl Fn() -> Subject<'p>,
    criterion: &'p Criterion,
    facts: &Facts<'_>,
) -> impl Iterator<Item = PlanEntry<'p>> {
    windows.iter().filter_map(move |(kind, duration)| {
        Some(PlanEntry {
            kind: *kind,
            at: time(*kind, (*duration)?, facts),
            subject: subject(),
            criterion: &criterion.id,
        })
    })
}

fn time(kind: PlanKind, duration: Duration, facts: &Facts<'_>) -> PlanTime {
    let moment = |instant: Instant| {
        instant.is_bounded().then_some(Moment {
            instant,
            offset: facts.offset,
        })
    };
    let before = |start: Instant| facts.zone.latest_before(duration, start);
    let after = |end: Instant| facts.zone.after(duration, end);
    let (start, end): (ImpreciseTime, ImpreciseTime) = (facts.start, facts.end);
    match kind {
        PlanKind::LastUseBy | PlanKind::AvoidFrom => PlanTime {
            possible: moment(before(start.latest()).latest()),
            certain: moment(before(start.earliest()).earliest()),
        },
        PlanKind::NotBefore | PlanKind::AvoidUntil | PlanKind::PreferNotBefore => PlanTime {
            possible: moment(after(end.earliest()).earliest()),
            certain: moment(after(end.latest()).latest()),
        },
    }
}
