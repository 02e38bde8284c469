//! Conditions: small typed tests over answers.

mod check;
mod syntax;

pub(crate) use check::{Scope, check};
pub(crate) use syntax::{Flaw, RESERVED, Word, parse};

use super::model::{QuestionIndex, TermIndex};
use crate::Truth;

/// A condition that has been checked against the questions.
///
/// There is no test for "unknown", so no protocol can turn a missing answer into a passed one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    /// At least one of these options (as bits) was chosen. For `yes_no`, see [`YES`] and [`NO`].
    Chosen {
        question: QuestionIndex,
        options: u64,
    },
    Number {
        question: QuestionIndex,
        test: NumberTest,
    },
    /// A use of one of the terms is listed, or goes on.
    Uses {
        terms: Vec<TermIndex>,
        ongoing: bool,
    },
}

/// The bit of "yes" in the answer to a `yes_no` question.
pub(crate) const YES: u64 = 1;
/// The bit of "no" in the answer to a `yes_no` question.
pub(crate) const NO: u64 = 2;

/// A test of a number against literals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum NumberTest {
    Less(f64),
    AtMost(f64),
    Greater(f64),
    AtLeast(f64),
    Equal(f64),
    Between(f64, f64),
}

impl Condition {
    /// Every question the condition reads, `uses` questions aside, which it reads all together.
    pub(crate) fn questions(&self, into: &mut Vec<QuestionIndex>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.questions(into))
            }
            Self::Not(inner) => inner.questions(into),
            Self::Chosen { question, .. } | Self::Number { question, .. } => into.push(*question),
            Self::Uses { .. } => {}
        }
    }

    /// Whether the condition tests uses itself.
    pub(crate) fn tests_uses(&self) -> bool {
        let never_moves = Applicability {
            questions: &[],
            uses_questions: &[],
        };
        self.uses_polarity(&never_moves) != UsesPolarity::default()
    }

    /// In which direction a further use can move the condition, given how it can move whether each question applies.
    pub(crate) fn uses_polarity(&self, applicability: &Applicability<'_>) -> UsesPolarity {
        match self {
            Self::All(parts) | Self::Any(parts) => parts
                .iter()
                .map(|part| part.uses_polarity(applicability))
                .fold(UsesPolarity::default(), UsesPolarity::or),
            Self::Not(inner) => {
                let inner = inner.uses_polarity(applicability);
                UsesPolarity {
                    raising: inner.lowering,
                    lowering: inner.raising,
                }
            }
            // A test is false where its question does not apply, so it moves as that does.
            Self::Chosen { question, .. } | Self::Number { question, .. } => {
                applicability.of(*question)
            }
            // A use that was listed counts no more once its question does not apply.
            Self::Uses { .. } => UsesPolarity {
                raising: true,
                lowering: applicability.of_uses().lowering,
            },
        }
    }
}

/// In which direction a further use can move whether questions apply.
pub(crate) struct Applicability<'a> {
    /// For each question so far, in order.
    pub(crate) questions: &'a [UsesPolarity],
    pub(crate) uses_questions: &'a [QuestionIndex],
}

impl Applicability<'_> {
    pub(crate) fn of(&self, question: QuestionIndex) -> UsesPolarity {
        self.questions.get(question.0).copied().unwrap_or_default()
    }

    /// Of the questions about uses, all together.
    pub(crate) fn of_uses(&self) -> UsesPolarity {
        let each = self
            .uses_questions
            .iter()
            .map(|question| self.of(*question));
        each.fold(UsesPolarity::default(), UsesPolarity::or)
    }
}

/// In which direction a further use can move a condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct UsesPolarity {
    pub(crate) raising: bool,
    pub(crate) lowering: bool,
}

impl UsesPolarity {
    fn or(self, other: Self) -> Self {
        Self {
            raising: self.raising | other.raising,
            lowering: self.lowering | other.lowering,
        }
    }
}

impl NumberTest {
    /// The test of a number known only to lie between two bounds, both included.
    pub(crate) fn on(self, low: f64, high: f64) -> Truth {
        let (certain, possible) = match self {
            Self::Less(limit) => (high < limit, low < limit),
            Self::AtMost(limit) => (high <= limit, low <= limit),
            Self::Greater(limit) => (low > limit, high > limit),
            Self::AtLeast(limit) => (low >= limit, high >= limit),
            Self::Equal(value) => (low >= value && high <= value, low <= value && high >= value),
            Self::Between(from, to) => (low >= from && high <= to, low <= to && high >= from),
        };
        Truth::between(certain, possible)
    }
}
