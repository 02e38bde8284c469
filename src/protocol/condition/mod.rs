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

    /// Whether the condition tests uses at all, and whether it does so where more uses can make it false.
    pub(crate) fn reads_uses(&self) -> UsesPolarity {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts
                    .iter()
                    .map(Self::reads_uses)
                    .fold(UsesPolarity::default(), |all, part| UsesPolarity {
                        raising: all.raising | part.raising,
                        lowering: all.lowering | part.lowering,
                    })
            }
            Self::Not(inner) => {
                let inner = inner.reads_uses();
                UsesPolarity {
                    raising: inner.lowering,
                    lowering: inner.raising,
                }
            }
            Self::Chosen { .. } | Self::Number { .. } => UsesPolarity::default(),
            Self::Uses { .. } => UsesPolarity {
                raising: true,
                lowering: false,
            },
        }
    }
}

/// In which direction a further use can move a condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct UsesPolarity {
    pub(crate) raising: bool,
    pub(crate) lowering: bool,
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
