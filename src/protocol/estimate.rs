//! What something is likely to cost, as a protocol has it: ranges, each with its source, and how they are put together.

use super::condition::Condition;
use super::model::{Citation, QuestionIndex, Text};

/// A sum of lines in one currency.
#[derive(Clone, Debug)]
pub struct Estimate {
    /// Its id.
    pub id: String,
    /// What it is an estimate of.
    pub title: Text,
    /// What a reader should know about it.
    pub say: Option<Text>,
    /// The currency of every amount, as ISO 4217 calls it.
    pub currency: String,
    pub(crate) when: Option<Condition>,
    pub(crate) lines: Vec<EstimateLine>,
}

/// A number of things at a price each.
#[derive(Clone, Debug)]
pub(crate) struct EstimateLine {
    pub(crate) id: String,
    pub(crate) label: Text,
    pub(crate) when: Option<Condition>,
    /// One without it.
    pub(crate) count: Option<Quantity>,
    pub(crate) each: Quantity,
}

/// A number that is known as a range: the person's own answer, or else what the sources say.
#[derive(Clone, Debug)]
pub(crate) struct Quantity {
    /// A question about a number.
    pub(crate) answer: Option<QuestionIndex>,
    /// What the sources say. Where they disagree, all of it.
    pub(crate) figures: Vec<Figure>,
}

/// What one or several sources say of a number.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) citations: Vec<Citation>,
}
