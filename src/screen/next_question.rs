//! What is not known, and which of it to ask first.

use core::cmp::Ordering;

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
struct Gap {
    fact: Fact,
    why: Why,
    could_become: Disposition,
    /// How many criteria there are whose contribution it could bring about and that would lift the disposition.
    lifting: usize,
    /// How many criteria and estimates only tell something and hang on it, where its question is asked for their sake too.
    telling: usize,
}

/// What is missing, in the order of the facts.
struct Gaps<'e> {
    facts: &'e Facts<'e>,
    found: Vec<Gap>,
}

impl Gaps<'_> {
    /// The gap that a fact is; `None` if the fact is known.
    fn at(&mut self, fact: Fact) -> Option<&mut Gap> {
        let why = why(fact, self.facts)?;
        let known = self.found.binary_search_by(|gap| gap.fact.cmp(&fact));
        let place = known.unwrap_or_else(|place| {
            let new = Gap {
                fact,
                why,
                could_become: Disposition::Eligible,
                lifting: 0,
                telling: 0,
            };
            self.found.insert(place, new);
            place
        });
        self.found.get_mut(place)
    }

    /// Finds everything that a fact is missing for.
    fn of<'e>(
        facts: &'e Facts<'e>,
        judged: &[Judged],
        to_estimate: &[(Fact, &str)],
        raised: Option<Disposition>,
    ) -> Vec<Gap> {
        let mut gaps = Gaps {
            facts,
            found: Vec::new(),
        };
        for one in judged {
            for fact in &one.pending {
                let hangs = Hangs::on(*fact, one.standing.possible, raised, facts.protocol);
                // What only tells something makes a gap of what is asked for that; what contributes, of everything.
                if hangs == Hangs::Neither && one.standing.possible.is_none() {
                    continue;
                }
                let Some(gap) = gaps.at(*fact) else { continue };
                gap.could_become = gap
                    .could_become
                    .max(one.standing.possible.unwrap_or(Disposition::Eligible));
                gap.count(hangs);
            }
        }
        for (fact, _) in to_estimate {
            let hangs = Hangs::on(*fact, None, raised, facts.protocol);
            if hangs == Hangs::Telling
                && let Some(gap) = gaps.at(*fact)
            {
                gap.count(hangs);
            }
        }
        gaps.found
    }
}

impl Gap {
    fn count(&mut self, hangs: Hangs) {
        match hangs {
            Hangs::Lifting => self.lifting += 1,
            Hangs::Telling => self.telling += 1,
            Hangs::Neither => {}
        }
    }
}

/// Why a question about a fact would be asked for the sake of one criterion or estimate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hangs {
    /// It could lift the disposition.
    Lifting,
    /// It changes only what is told, and the protocol wants that asked.
    Telling,
    Neither,
}

impl Hangs {
    fn on(
        fact: Fact,
        possible: Option<Disposition>,
        raised: Option<Disposition>,
        protocol: &Protocol,
    ) -> Self {
        if possible.is_some() && possible > raised {
            return Self::Lifting;
        }
        let question = protocol.questions.get(fact.question().0);
        if question.is_some_and(|question| question.informs) {
            Self::Telling
        } else {
            Self::Neither
        }
    }
}

/// The most important first.
fn by_importance(a: &Gap, b: &Gap) -> Ordering {
    (b.could_become, b.lifting, a.fact).cmp(&(a.could_become, a.lifting, b.fact))
}

/// The gap to ask about now, and why.
///
/// First comes what could bring about the gravest outcome, then what settles most criteria, then what stands first in the
/// protocol. Only what could still lift the disposition is asked, and last of all what changes only what is told, where the
/// protocol wants that asked.
fn asked(gaps: &[Gap]) -> Option<(&Gap, Hangs)> {
    let first = |hangs: Hangs, counts: fn(&Gap) -> usize| {
        let all = gaps
            .iter()
            .filter(|gap| gap.why.can_be_asked() && counts(gap) > 0);
        all.min_by(|a, b| by_importance(a, b))
            .map(|gap| (gap, hangs))
    };
    first(Hangs::Lifting, |gap| gap.lifting).or_else(|| first(Hangs::Telling, |gap| gap.telling))
}

/// What to ask now, as a fact.
pub(crate) fn next_fact(
    facts: &Facts<'_>,
    judged: &[Judged],
    to_estimate: &[(Fact, &str)],
    raised: Option<Disposition>,
) -> Option<Fact> {
    let gaps = Gaps::of(facts, judged, to_estimate, raised);
    asked(&gaps).map(|(gap, _)| gap.fact)
}

/// Everything that is missing, most important first, and the question to ask now.
pub(crate) fn missing<'p>(
    facts: &Facts<'_>,
    judged: &[Judged],
    to_estimate: &[(Fact, &'p str)],
    raised: Option<Disposition>,
    protocol: &'p Protocol,
) -> (Vec<Missing<'p>>, Option<NextQuestion<'p>>) {
    let mut gaps = Gaps::of(facts, judged, to_estimate, raised);
    let next = asked(&gaps).map(|(gap, hangs)| {
        let hangs_so = |fact: &Fact, possible| {
            *fact == gap.fact && Hangs::on(*fact, possible, raised, protocol) == hangs
        };
        let criteria = judged.iter().filter(|one| {
            let mut pending = one.pending.iter();
            pending.any(|fact| hangs_so(fact, one.standing.possible))
        });
        let estimates = to_estimate.iter().filter(|(fact, _)| hangs_so(fact, None));
        NextQuestion {
            at: answer_ref(gap.fact, protocol),
            ask: ask(gap.fact),
            candidates: candidates(gap.fact, facts, protocol),
            because: criteria
                .map(|one| one.id(protocol))
                .chain(estimates.map(|(_, id)| *id))
                .collect(),
            could_become: gap.could_become,
        }
    });
    order::sort(&mut gaps, by_importance);
    let missing = gaps.iter().map(|gap| Missing {
        at: answer_ref(gap.fact, protocol),
        ask: ask(gap.fact),
        why: gap.why,
        could_become: gap.could_become,
    });
    (missing.collect(), next)
}

/// What of an answer a fact is.
pub(crate) fn ask(fact: Fact) -> Ask {
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
