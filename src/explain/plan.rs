//! The plan as steps, in the order of time, around the treatment.

use super::markup::{Line, Mark, PlanStep};
use super::time::{from_moment, moment};
use super::words::Words;
use crate::protocol::Protocol;
use crate::screen::screening::{PlanEntry, PlanKind, Screening, Subject};
use crate::time::Instant;

/// The steps before the treatment, the treatment, the steps after it. None when there is nothing to do.
#[must_use]
pub fn plan(
    screening: &Screening<'_>,
    protocol: &Protocol,
    now: Option<Instant>,
    words: &Words,
) -> Vec<PlanStep> {
    if screening.plan.is_empty() {
        return Vec::new();
    }
    let steps = |is_before: bool| {
        let entries = screening.plan.iter();
        entries
            .filter(move |entry| self::is_before(entry.kind) == is_before)
            .map(|entry| step(entry, now, words))
    };
    let name = protocol.treatment().name.in_locale(words.locale());
    let treatment = PlanStep {
        kind: None,
        text: words.fill(
            "plan.treatment",
            &[("treatment", Line::of(Mark::Strong, name))],
        ),
        notes: Vec::new(),
    };
    steps(true).chain([treatment]).chain(steps(false)).collect()
}

fn is_before(kind: PlanKind) -> bool {
    match kind {
        PlanKind::LastUseBy | PlanKind::AvoidFrom => true,
        PlanKind::NotBefore | PlanKind::AvoidUntil | PlanKind::PreferNotBefore => false,
    }
}

fn step(entry: &PlanEntry<'_>, now: Option<Instant>, words: &Words) -> PlanStep {
    let key = match entry.kind {
        PlanKind::LastUseBy => "plan.last_use_by",
        PlanKind::AvoidFrom => "plan.avoid_from",
        PlanKind::NotBefore => "plan.not_before",
        PlanKind::AvoidUntil => "plan.avoid_until",
        PlanKind::PreferNotBefore => "plan.prefer_not_before",
    };
    let (name, is_substance) = match &entry.subject {
        Subject::Substance(name) => (Line::of(Mark::Said, name.as_str()), true),
        Subject::Activity(what) => (Line::of(Mark::Name, what.in_locale(words.locale())), false),
    };
    let passed = entry
        .at
        .certain
        .zip(now)
        .is_some_and(|(certain, now)| certain.instant < now);
    let mut notes = Vec::new();
    // The time that only may be enough is not shown: somebody would count on it.
    if entry.at.certain.is_some() && entry.at.certain != entry.at.possible {
        notes.push(words.fill("plan.widest", &[]));
    }
    if passed {
        notes.push(words.fill("plan.passed", &[]));
    }
    // Whoever reads a time for a medicine must not take it as leave to skip a dose.
    if is_substance {
        notes.push(words.fill("plan.prescriber", &[]));
    }
    PlanStep {
        kind: Some(entry.kind),
        text: words.fill(key, &[("name", name), ("time", time(entry, words))]),
        notes,
    }
}

fn time(entry: &PlanEntry<'_>, words: &Words) -> Line {
    let written = |at| {
        if is_before(entry.kind) {
            moment(at)
        } else {
            from_moment(at)
        }
    };
    match (entry.at.possible, entry.at.certain) {
        (_, Some(certain)) => written(certain),
        (Some(possible), None) => words.fill("plan.possible", &[("possible", written(possible))]),
        (None, None) => Line::of(Mark::Time, words.get("plan.unknown")),
    }
}
