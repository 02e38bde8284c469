//! The criteria that an intake touches.

use super::evaluate::Evaluator;
use super::finding::judge;
use crate::Truth;
use crate::intake::facts::{Answer, Facts, When};
use crate::protocol::Protocol;
use crate::protocol::index::{Bits, FromLoad, Index, Mentions, Places, Unsaid};
use crate::protocol::model::{Criterion, QuestionIndex};
use crate::protocol::standing::Standing;

/// Reads the index off a protocol, once for all its screenings.
pub(crate) fn index(protocol: &Protocol) -> Index {
    let (failing, blank) = (Facts::failing(protocol), Facts::blank(protocol));
    let (failing, blank) = (Evaluator::new(&failing), Evaluator::new(&blank));
    let from_load = |criterion| FromLoad {
        untouched: judge(&failing, criterion),
        unsaid: match criterion.washout {
            None => Unsaid::Known(judge(&blank, criterion)),
            Some(_) => Unsaid::Judged,
        },
    };
    Index::of(
        &protocol.questions,
        &protocol.criteria,
        &protocol.terms,
        protocol.criteria.iter().map(from_load).collect(),
        &|condition| failing.condition(condition, &mut ()) == Truth::False,
    )
}

/// The criteria that may not be clear.
pub(crate) struct Touched {
    /// All of them.
    all: Places,
    /// Those of which something that they hang on does not fail.
    by_answers: Places,
    /// Those that read something that was said; `None` if everything was.
    said: Option<Places>,
}

impl Touched {
    /// Every criterion that is not known to be clear, because something that it hangs on does not fail.
    pub(crate) fn by(evaluator: &Evaluator<'_>, protocol: &Protocol) -> Self {
        let index = &protocol.index;
        let mut touched = Self {
            all: index.restless.clone(),
            by_answers: Places::none_of(protocol.criteria.len()),
            said: said(evaluator.facts, protocol),
        };
        for (place, mentions) in index.questions.iter().enumerate() {
            let question = QuestionIndex(place);
            // Every test of what does not apply fails.
            if evaluator.applies(question) != Truth::False {
                touched.add_answer(evaluator.facts.answer(question), mentions, index);
            }
        }
        for question in &protocol.uses_questions {
            let is_missing = matches!(evaluator.facts.answer(*question), Answer::Missing(_));
            if is_missing && evaluator.applies(*question) != Truth::False {
                touched.add(&index.uses);
            }
        }
        touched.all.add_all(&touched.by_answers);
        touched
    }

    fn add_answer(&mut self, answer: &Answer, mentions: &Mentions, index: &Index) {
        match answer {
            Answer::Missing(_) => self.add(&mentions.all),
            Answer::Chosen(options) => {
                for places in Bits(*options).filter_map(|bit| mentions.options.get(bit)) {
                    self.add(places);
                }
            }
            Answer::Number(low, high) => {
                for (test, place) in &mentions.numbers {
                    if test.on(*low, *high) != Truth::False {
                        self.add(core::slice::from_ref(place));
                    }
                }
            }
            Answer::Event(When::Never) => {}
            Answer::Event(When::At(_) | When::Unclear(_)) => self.add(&mentions.all),
            Answer::Uses(uses) => {
                for one in uses {
                    if one.named.membership.is_open() {
                        self.add(&index.uses);
                    }
                    for term in one.named.membership.terms() {
                        self.add(index.terms.get(term.0).map_or(&[][..], Vec::as_slice));
                    }
                }
            }
        }
    }

    fn add(&mut self, places: &[usize]) {
        for place in places {
            self.by_answers.add(*place);
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.all.count()
    }

    pub(crate) fn holds(&self, place: usize) -> bool {
        self.all.holds(place)
    }

    /// They, with their places, in the order of the protocol.
    pub(crate) fn criteria<'p>(
        &self,
        protocol: &'p Protocol,
    ) -> impl Iterator<Item = (usize, &'p Criterion)> {
        let places = self.all.iter();
        places.filter_map(|place| Some((place, protocol.criteria.get(place)?)))
    }

    /// What a criterion comes to: as it is known from the load on, where nothing that was said can have changed that.
    pub(crate) fn judge(
        &self,
        evaluator: &Evaluator<'_>,
        place: usize,
        criterion: &Criterion,
    ) -> Option<Standing> {
        let known = evaluator.facts.protocol.index.known.get(place);
        let is_unsaid = || self.said.as_ref().is_some_and(|said| !said.holds(place));
        match known {
            Some(known) if !self.by_answers.holds(place) => known.untouched,
            Some(FromLoad {
                unsaid: Unsaid::Known(standing),
                ..
            }) if is_unsaid() => *standing,
            _ => judge(evaluator, criterion),
        }
    }
}

/// The criteria that read an answer that was given; `None` if there is one to every question.
fn said(facts: &Facts<'_>, protocol: &Protocol) -> Option<Places> {
    let is_missing = |answer: &Answer| matches!(answer, Answer::Missing(_));
    if !facts.answers.iter().any(is_missing) {
        return None;
    }
    let mut said = Places::none_of(protocol.criteria.len());
    for (answer, dependent) in facts.answers.iter().zip(&protocol.index.dependent) {
        if !is_missing(answer) {
            said.add_all(dependent);
        }
    }
    Some(said)
}
