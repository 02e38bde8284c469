//! The criteria that an intake touches.

use super::evaluate::Evaluator;
use super::finding::judge;
use crate::Truth;
use crate::intake::facts::{Answer, Facts, When};
use crate::protocol::Protocol;
use crate::protocol::index::{Index, Mentions, Places};
use crate::protocol::model::{Criterion, QuestionIndex};

/// Reads the index off a protocol, once for all its screenings.
pub(crate) fn index(protocol: &Protocol) -> Index {
    let facts = Facts::failing(protocol);
    let evaluator = Evaluator::new(&facts);
    // What is to be avoided stands in the plan even where nothing is raised.
    let is_restless =
        |criterion: &Criterion| criterion.avoid.is_some() || judge(&evaluator, criterion).is_some();
    Index::of(
        &protocol.questions,
        &protocol.criteria,
        &protocol.terms,
        is_restless,
        &|condition| evaluator.condition(condition, &mut ()) == Truth::False,
    )
}

/// The criteria that may not be clear.
pub(crate) struct Touched(Places);

impl Touched {
    /// Every criterion that is not known to be clear, because something that it hangs on does not fail.
    pub(crate) fn by(evaluator: &Evaluator<'_>, protocol: &Protocol) -> Self {
        let mut touched = Self(Places::none_of(protocol.criteria.len()));
        let index = &protocol.index;
        touched.add(&index.restless);
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
        touched
    }

    fn add_answer(&mut self, answer: &Answer, mentions: &Mentions, index: &Index) {
        match answer {
            Answer::Missing(_) => self.add(&mentions.all),
            Answer::Chosen(options) => {
                let wanted = mentions.options.iter().enumerate();
                for (_, places) in wanted.filter(|(bit, _)| options & (1 << bit) != 0) {
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
            self.0.add(*place);
        }
    }

    pub(crate) fn holds(&self, place: usize) -> bool {
        self.0.holds(place)
    }

    /// They, with their places, in the order of the protocol.
    pub(crate) fn criteria<'p>(
        &self,
        protocol: &'p Protocol,
    ) -> impl Iterator<Item = (usize, &'p Criterion)> {
        let places = self.0.iter();
        places.filter_map(|place| Some((place, protocol.criteria.get(place)?)))
    }
}
