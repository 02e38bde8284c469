//! What is not known, and which of it to ask first.

use super::evaluate::Evaluator;
use super::finding::{Judged, answer_ref};
use super::reasons::{Aspect, Fact};
use super::screening::{Ask, Missing, NextQuestion, Why};
use crate::Truth;
use crate::diagnostic::Code;
use crate::disposition::Disposition;
use crate::intake::facts::{Answer, Facts, Meaning, Missing as Reason, When};
use crate::order;
use crate::protocol::Protocol;

/// A fact that is missing, with the findings that hang on it.
struct Gap<'p> {
    fact: Fact,
    why: Why,
    could_become: Disposition,
    /// Criteria whose contribution it could bring about and that would lift the disposition.
    lifting: Vec<&'p str>,
    /// Criteria and estimates that only tell something and hang on it, where its question is asked for their sake too.
    telling: Vec<&'p str>,
}

/// What is missing, in the order of the facts.
struct Gaps<'e, 'p> {
    evaluator: &'e Evaluator<'e>,
    found: Vec<Gap<'p>>,
}

impl<'p> Gaps<'_, 'p> {
    /// The gap that a fact is; `None` if the fact is known.
    fn at(&mut self, fact: Fact) -> Option<&mut Gap<'p>> {
        let why = why(fact, self.evaluator.facts)?;
        let known = self.found.binary_search_by(|gap| gap.fact.cmp(&fact));
        let place = known.unwrap_or_else(|place| {
            let new = Gap {
                fact,
                why,
                could_become: Disposition::Eligible,
                lifting: Vec::new(),
                telling: Vec::new(),
            };
            self.found.insert(place, new);
            place
        });
        self.found.get_mut(place)
    }

    /// Notes that something which only tells hangs on a fact.
    fn tells(&mut self, fact: Fact, id: &'p str, protocol: &Protocol) {
        let question = protocol.questions.get(fact.question().0);
        if question.is_some_and(|question| question.informs)
            && let Some(gap) = self.at(fact)
        {
            gap.telling.push(id);
        }
    }
}

/// Everything that is missing, most important first, and the question to ask now.
///
/// First comes what could bring about the gravest outcome, then what settles most criteria, then what stands first in the
/// protocol. Only what could still lift the disposition is asked, and last of all what changes only what is told, where the
/// protocol wants that asked.
pub(crate) fn missing<'p>(
    evaluator: &Evaluator<'_>,
    judged: &[Judged<'p>],
    to_estimate: &[(Fact, &'p str)],
    raised: Option<Disposition>,
    protocol: &'p Protocol,
) -> (Vec<Missing<'p>>, Option<NextQuestion<'p>>) {
    let mut gaps = Gaps {
        evaluator,
        found: Vec::new(),
    };
    for one in judged {
        for fact in &one.pending {
            let Some(could_become) = one.standing.possible else {
                gaps.tells(*fact, one.id(), protocol);
                continue;
            };
            let Some(gap) = gaps.at(*fact) else { continue };
            gap.could_become = gap.could_become.max(could_become);
            if Some(could_become) > raised {
                gap.lifting.push(one.id());
            } else {
                gaps.tells(*fact, one.id(), protocol);
            }
        }
    }
    for (fact, id) in to_estimate {
        gaps.tells(*fact, id, protocol);
    }
    let mut gaps = gaps.found;
    order::sort(&mut gaps, |a, b| {
        (b.could_become, b.lifting.len(), a.fact).cmp(&(a.could_become, a.lifting.len(), b.fact))
    });
    let can_be_asked = || gaps.iter().filter(|gap| gap.why.can_be_asked());
    let lifting = can_be_asked().map(|gap| (gap, &gap.lifting));
    let telling = can_be_asked().map(|gap| (gap, &gap.telling));
    let asked = lifting.chain(telling).find(|(_, ids)| !ids.is_empty());
    let next = asked.map(|(gap, because)| NextQuestion {
        at: answer_ref(gap.fact, protocol),
        ask: ask(gap.fact),
        candidates: candidates(gap.fact, evaluator.facts, protocol),
        because: because.clone(),
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
        Fact::Answer(question) | Fact::Applies(question) => match facts.answer(question) {
            Answer::Missing(reason) => Some(why_missing(*reason)),
            Answer::Event(when) => why_when(*when),
            Answer::Number(low, high) => (low < high).then_some(Why::Imprecise),
            Answer::Chosen(_) | Answer::Uses(_) => None,
        },
        Fact::Use(question, place, aspect) => {
            let Answer::Uses(uses) = facts.answer(question) else {
                return None;
            };
            let one = uses.get(place)?;
            match aspect {
                Aspect::Name => match one.named.meaning {
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
    let Answer::Uses(uses) = facts.answer(question) else {
        return Vec::new();
    };
    let candidates = uses
        .get(place)
        .map(|one| one.named.reading.candidates())
        .unwrap_or_default();
    candidates
        .into_iter()
        .map(|candidate| protocol.lexicon.substance_name(candidate))
        .collect()
}
