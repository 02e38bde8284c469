//! Screening: a protocol and the facts of one person in, everything that follows out.

mod barrier;
mod disposition;
pub(crate) mod estimate;
pub(crate) mod evaluate;
mod finding;
pub(crate) mod lists;
mod next_question;
mod plan;
mod reasons;
pub(crate) mod screening;
pub(crate) mod wire;

use disposition::fold;
use evaluate::Evaluator;
use finding::{Judged, clearance, judge, judge_names};
use next_question::why;
use screening::{Appointment, Interval, Notice, ProtocolRef, Screening};

use crate::Truth;
use crate::intake::facts::{AnswerKind, Facts, Missing};
use crate::protocol::Protocol;
use crate::protocol::model::{QuestionIndex, Role};

/// The engine and its version, as a screening names it.
const ENGINE: &str = concat!("prescreen ", env!("CARGO_PKG_VERSION"));

/// Judges every criterion and draws the conclusions. This cannot fail: what cannot be decided is unknown.
pub(crate) fn screen<'p>(protocol: &'p Protocol, facts: &Facts<'_>) -> Screening<'p> {
    let evaluator = Evaluator::new(facts);
    let mut judged: Vec<Judged<'p>> = Vec::with_capacity(protocol.criteria.len() + 1);
    let criteria = protocol.criteria.iter();
    judged.extend(criteria.filter_map(|criterion| judge(&evaluator, criterion)));
    judged.extend(judge_names(&evaluator));
    let raised = judged.iter().filter_map(|one| one.raised).max();
    let possible = judged.iter().filter_map(|one| one.possible).max();
    let (disposition, worst_case) = fold(raised, possible);
    let mut to_estimate = Vec::new();
    let estimates = estimate::estimates(&evaluator, protocol, &mut to_estimate);
    let (missing, next_question) =
        next_question::missing(&evaluator, &judged, &to_estimate, raised, protocol);
    let settled = disposition == worst_case;
    let mut barriers = Vec::new();
    for deferral in protocol
        .criteria
        .iter()
        .filter(|criterion| criterion.role == Role::Deferral)
    {
        evaluator.barriers(deferral, &mut barriers);
    }
    Screening {
        schema: 1,
        engine: ENGINE,
        protocol: ProtocolRef {
            id: &protocol.id,
            version: &protocol.version,
            digest: &protocol.digest,
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
        plan: plan::plan(&evaluator, protocol),
        missing,
        next_question,
        set_aside: set_aside(&evaluator, protocol),
        problems: facts.problems.clone(),
        notices: notices(&judged, protocol, facts),
    }
}

/// Questions that were answered and do not apply.
fn set_aside<'p>(evaluator: &Evaluator<'_>, protocol: &'p Protocol) -> Vec<&'p str> {
    let is_set_aside = |index| {
        let asked = !matches!(
            evaluator.facts.answer(index).kind,
            AnswerKind::Missing(Missing::NotAsked)
        );
        asked && evaluator.applies(index) == Truth::False
    };
    let questions = protocol.questions.iter().enumerate();
    questions
        .filter(|(index, _)| is_set_aside(QuestionIndex(*index)))
        .map(|(_, q)| q.id.as_str())
        .collect()
}

fn notices<'p>(
    judged: &[Judged<'p>],
    protocol: &'p Protocol,
    facts: &Facts<'_>,
) -> Vec<Notice<'p>> {
    let mut notices = Vec::new();
    let today = facts.zone.now.date(facts.offset);
    if today.is_none_or(|today| today > protocol.review.review_by) {
        notices.push(Notice::ReviewOverdue(protocol.review.review_by));
    }
    // What is possible though nothing about the person is missing can only hang on the treatment's own times.
    let hangs_on_times = |one: &Judged<'_>| {
        one.possible.is_some() && one.pending.iter().all(|fact| why(*fact, facts).is_none())
    };
    if judged.iter().any(hangs_on_times) {
        notices.push(Notice::AppointmentImprecise);
    }
    notices.extend(protocol.note.as_ref().map(Notice::Note));
    notices
}
