//! What is not known, and which of it to ask first.

use super::disposition::Disposition;
use super::evaluate::Evaluator;
use super::finding::{Judged, answer_ref};
use super::reasons::{Aspect, Fact};
use super::screening::{Ask, Missing, NextQuestion, Why};
use crate::Truth;
use crate::diagnostic::Code;
use crate::intake::facts::{AnswerKind, Facts, Meaning, Missing as Reason, When};
use crate::order;
use crate::protocol::Protocol;

/// A fact that is missing, with the findings that hang on it.
struct Gap<'p> {
    fact: Fact,
    why: Why,
    could_become: Disposition,
    /// Criteria whose contribution it could bring about and that would lift the disposition.
    lifting: Vec<&'p str>,
}

/// Everything that is missing, most important first, and the question to ask now.
///
/// First comes what could bring about the gravest outcome, then what settles most criteria, then what stands first in the
/// protocol. Only what could still lift the disposition is asked.
pub(crate) fn missing<'p>(
    evaluator: &Evaluator<'_>,
    judged: &[Judged<'p>],
    raised: Option<Disposition>,
    protocol: &'p Protocol,
) -> (Vec<Missing<'p>>, Option<NextQuestion<'p>>) {
    // In the order of their facts, for now.
    let mut gaps: Vec<Gap<'p>> = Vec::new();
    for one in judged {
        let Some(could_become) = one.possible else {
            continue;
        };
        for fact in &one.pending {
            let Some(why) = why(*fact, evaluator.facts) else {
                continue;
            };
            let known = gaps.binary_search_by(|gap| gap.fact.cmp(fact));
            let place = known.unwrap_or_else(|place| {
                let new = Gap {
                    fact: *fact,
                    why,
                    could_become,
                    lifting: Vec::new(),
                };
                gaps.insert(place, new);
                place
            });
            if let Some(gap) = gaps.get_mut(place) {
                gap.could_become = gap.could_become.max(could_become);
                if Some(could_become) > raised {
                    gap.lifting.push(one.id());
                }
            }
        }
    }
    order::sort(&mut gaps, |a, b| {
        (b.could_become, b.lifting.len(), a.fact).cmp(&(a.could_become, a.lifting.len(), b.fact))
    });
    let asked = gaps.iter().find(|gap| {
        Some(gap.could_become) > raised && gap.why.can_be_asked() && !gap.lifting.is_empty()
    });
    let next = asked.map(|gap| NextQuestion {
        at: answer_ref(gap.fact, protocol),
        ask: ask(gap.fact),
        candidates: candidates(gap.fact, evaluator.facts, protocol),
        because: gap.lifting.clone(),
        could_become: gap.could_become,
    });
    let missing = gaps.iter().map(|gap| Missing {
        at: answer_ref(gap.fact, protocol),
        ask: ask(gap.fact),
        why: gap.why,
        could_become: gap.could_become,
    });
    (missing.collect(), next)
}

fn ask(fact: Fact) -> Ask {
    match fact {
        Fact::Answer(_) | Fact::Applies(_) => Ask::Answer,
        Fact::Use(_, _, Aspect::Name) => Ask::Meaning,
        Fact::Use(_, _, Aspect::Last) => Ask::Last,
        Fact::Use(_, _, Aspect::Ongoing) => Ask::Ongoing,
        Fact::Use(_, _, Aspect::Next) => Ask::Next,
    }
}

/// Why a fact is not known; `None` if it is.
pub(crate) fn why(fact: Fact, facts: &Facts<'_>) -> Option<Why> {
    match fact {
        Fact::Answer(question) | Fact::Applies(question) => match &facts.answer(question).kind {
            AnswerKind::Missing(reason) => Some(why_missing(*reason)),
            AnswerKind::Event(when) => why_when(*when),
            AnswerKind::Number(low, high) => (low < high).then_some(Why::Imprecise),
            AnswerKind::Chosen(_) | AnswerKind::Uses(_) => None,
        },
        Fact::Use(question, place, aspect) => {
            let AnswerKind::Uses(uses) = &facts.answer(question).kind else {
                return None;
            };
            let one = uses.get(place)?;
            match aspect {
                Aspect::Name => match one.meaning {
                    Meaning::Unclear => Some(Why::UnclearName),
                    Meaning::NoneFits => Some(Why::UnrecognisedName),
                    Meaning::Known | Meaning::Chosen => None,
                },
                Aspect::Last => why_when(one.last),
                Aspect::Next => why_when(one.next),
                Aspect::Ongoing => match one.ongoing {
                    None => Some(Why::NotAsked),
                    Some(Truth::Unknown) => Some(Why::DontKnow),
                    Some(Truth::True | Truth::False) => None,
                },
            }
        }
    }
}

fn why_missing(reason: Reason) -> Why {
    match reason {
        Reason::NotAsked => Why::NotAsked,
        Reason::DontKnow => Why::DontKnow,
        Reason::NotUnderstood(Code::OutOfRange) => Why::OutOfRange,
        Reason::NotUnderstood(Code::Contradiction) => Why::Contradiction,
        Reason::NotUnderstood(_) => Why::NotUnderstood,
    }
}

fn why_when(when: When) -> Option<Why> {
    match when {
        When::Never => None,
        When::At(time) => (!time.is_exact()).then_some(Why::Imprecise),
        When::Unclear(reason) => Some(why_missing(reason)),
    }
}

fn candidates<'p>(fact: Fact, facts: &Facts<'_>, protocol: &'p Protocol) -> Vec<&'p str> {
    let Fact::Use(question, place, Aspect::Name) = fact else {
        return Vec::new();
    };
    let AnswerKind::Uses(uses) = &facts.answer(question).kind else {
        return Vec::new();
    };
    let candidates = uses
        .get(place)
        .map(|one| one.reading.candidates())
        .unwrap_or_default();
    candidates
        .into_iter()
        .map(|candidate| protocol.lexicon.substance_name(candidate))
        .collect()
}
