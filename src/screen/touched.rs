//! The criteria that an intake touches.

use super::evaluate::Evaluator;
use super::finding::judge;
use crate::Truth;
use crate::intake::facts::{Answer, Facts, When};
use crate::protocol::Protocol;
use crate::protocol::index::{Index, Mentions};
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
    )
}

/// A set of criteria, as bits by their places.
pub(crate) struct Touched(Vec<u64>);

impl Touched {
    /// Every criterion of which not every test fails, and those that are looked at all the same.
    pub(crate) fn by(evaluator: &Evaluator<'_>, protocol: &Protocol) -> Self {
        let mut touched = Self(vec![0; protocol.criteria.len().div_ceil(64)]);
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
            if let Some(word) = self.0.get_mut(place / 64) {
                *word |= 1 << (place % 64);
            }
        }
    }

    pub(crate) fn holds(&self, place: usize) -> bool {
        let word = self.0.get(place / 64);
        word.is_some_and(|word| word & (1 << (place % 64)) != 0)
    }

    /// They, with their places, in the order of the protocol.
    pub(crate) fn criteria<'p>(
        &self,
        protocol: &'p Protocol,
    ) -> impl Iterator<Item = (usize, &'p Criterion)> {
        let words = self.0.iter().enumerate();
        let places = words.flat_map(|(word, bits)| Bits(*bits).map(move |bit| word * 64 + bit));
        places.filter_map(|place| Some((place, protocol.criteria.get(place)?)))
    }
}

/// The places of the bits that are set.
struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let place = usize::try_from(self.0.trailing_zeros()).ok()?;
        (self.0 != 0).then(|| {
            self.0 &= self.0 - 1;
            place
        })
    }
}
