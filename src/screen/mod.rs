//! Screening: a protocol and the facts of one person in, everything that follows out.

mod barrier;
mod disposition;
pub(crate) mod estimate;
pub(crate) mod evaluate;
mod finding;
pub(crate) mod judgement;
pub(crate) mod kept;
pub(crate) mod lists;
mod next_question;
pub(crate) mod notice;
mod plan;
mod reasons;
pub(crate) mod said;
pub(crate) mod screening;
mod touched;
pub(crate) mod wire;

use disposition::fold;
use evaluate::Evaluator;
use finding::{Judged, clearance, judge, judge_names};
pub(crate) use finding::{answer_ref, criterion_id};
use judgement::Judgement;
pub(crate) use next_question::ask;
use notice::notices;
#[cfg(all(feature = "wasm", target_arch = "wasm32"))]
pub(crate) use reasons::Fact;
use screening::{Appointment, Interval, Screening, Status};

use crate::Truth;
use crate::disposition::Disposition;
use crate::intake::facts::{Answer, Facts, Missing};
use crate::protocol::model::{QuestionIndex, Role};
use crate::protocol::standing::Standing;
use crate::protocol::{Protocol, ProtocolRef};

use touched::Touched;
pub(crate) use touched::index;

/// The engine and its version, as a screening names it.
const ENGINE: &str = concat!("prescreen ", env!("CARGO_PKG_VERSION"));

/// Judges every criterion and draws the conclusions. This cannot fail: what cannot be decided is unknown.
pub(crate) fn screen<'p>(protocol: &'p Protocol, facts: &Facts<'_>) -> Screening<'p> {
    let evaluator = Evaluator::new(facts);
    let touched = Touched::by(&evaluator, protocol);
    let standings = standings(&evaluator, &touched, protocol);
    // All of them, and the one that the engine adds.
    let mut judged = Vec::with_capacity(touched.count() + 1);
    judged.extend(standings.map(|(place, one)| Judged::of(place, one, &evaluator)));
    let (raised, possible) = gravest(judged.iter().map(|one| &one.standing));
    let (disposition, worst_case) = fold(raised, possible);
    let mut to_estimate = Vec::new();
    let estimates = estimate::estimates(&evaluator, protocol, &mut to_estimate);
    let (missing, next_question) =
        next_question::missing(facts, &judged, &to_estimate, raised, protocol);
    let settled = disposition == worst_case;
    let mut barriers = Vec::new();
    let criteria = touched.criteria(protocol).map(|(_, criterion)| criterion);
    for deferral in criteria.filter(|criterion| criterion.role == Role::Deferral) {
        evaluator.barriers(deferral, &mut barriers);
    }
    Screening {
        schema: 1,
        engine: ENGINE,
        protocol: ProtocolRef {
            id: &protocol.id,
            version: &protocol.version,
            digest: &protocol.digest,
            extends: protocol.extends(),
        },
        now: facts.now_text.to_owned(),
        appointment: Appointment {
            start: Interval::of(facts.start, facts.offset),
            end: Interval::of(facts.end, facts.offset),
        },
        disposition,
        outcome: protocol.outcome(disposition),
        worst_case,
        settled,
        findings: judged
            .iter()
            .map(|one| one.finding(&evaluator, protocol))
            .collect(),
        lists: lists::lists(&evaluator, &judged, protocol),
        estimates,
        clearance: clearance(&barriers, facts),
        plan: plan::plan(&evaluator, &touched, protocol),
        missing,
        next_question,
        set_aside: set_aside(&evaluator, protocol),
        problems: facts.problems.clone(),
        notices: notices(&judged, protocol, facts),
    }
}

/// What an intake comes to, without the reasons.
pub(crate) fn judgement<'p>(protocol: &'p Protocol, facts: &Facts<'_>) -> Judgement<'p> {
    Judgement::of(protocol, |each| judge_each(protocol, facts, each))
}

/// Names every criterion that is not clear by its place, in order; the overall answer, and what it may become at worst.
pub(crate) fn judge_each(
    protocol: &Protocol,
    facts: &Facts<'_>,
    each: &mut dyn FnMut(usize, Status),
) -> (Disposition, Disposition) {
    let evaluator = Evaluator::new(facts);
    let touched = Touched::by(&evaluator, protocol);
    let mut gravest = (None, None);
    for (place, standing) in standings(&evaluator, &touched, protocol) {
        gravest = graver(gravest, &standing);
        each(place, standing.status);
    }
    fold(gravest.0, gravest.1)
}

/// Every criterion that is not clear, by its place, in the protocol's order, and the one that the engine adds.
fn standings(
    evaluator: &Evaluator<'_>,
    touched: &Touched,
    protocol: &Protocol,
) -> impl Iterator<Item = (usize, Standing)> {
    debug_assert!(
        index_is_right(evaluator, touched, protocol),
        "the index has lost a criterion, or knows it wrong"
    );
    let criteria = touched.criteria(protocol);
    let own = criteria.filter_map(|(place, criterion)| {
        let standing = touched.judge(evaluator, place, criterion);
        Some((place, standing?))
    });
    let names = judge_names(evaluator);
    own.chain(names.map(|standing| (protocol.criteria.len(), standing)))
}

/// What the index spares a screening, judged all the same.
fn index_is_right(evaluator: &Evaluator<'_>, touched: &Touched, protocol: &Protocol) -> bool {
    let mut all = protocol.criteria.iter().enumerate();
    all.all(|(place, criterion)| {
        let known = touched
            .holds(place)
            .then(|| touched.judge(evaluator, place, criterion));
        known.flatten() == judge(evaluator, criterion)
    })
}

type Gravest = (Option<Disposition>, Option<Disposition>);

/// The gravest contribution that is raised, and the gravest that is possible.
fn gravest<'s>(standings: impl Iterator<Item = &'s Standing>) -> Gravest {
    standings.fold((None, None), graver)
}

fn graver((raised, possible): Gravest, standing: &Standing) -> Gravest {
    (raised.max(standing.raised), possible.max(standing.possible))
}

/// Questions that were answered and do not apply.
fn set_aside<'p>(evaluator: &Evaluator<'_>, protocol: &'p Protocol) -> Vec<&'p str> {
    let is_set_aside = |index| {
        let asked = !matches!(
            evaluator.facts.answer(index),
            Answer::Missing(Missing::NotAsked)
        );
        asked && evaluator.applies(index) == Truth::False
    };
    let questions = protocol.questions.iter().enumerate();
    questions
        .filter(|(index, _)| is_set_aside(QuestionIndex(*index)))
        .map(|(_, q)| q.id.as_str())
        .collect()
}
