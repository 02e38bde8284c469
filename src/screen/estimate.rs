//! What something is likely to cost: ranges in, a range out.
//!
//! Each line counts a number of things at a price each, both known as ranges, and the ranges are multiplied and added end
//! by end. So whatever the true numbers are, if each lies in its range, the true sum lies in the total.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::evaluate::Evaluator;
use super::finding::{citation_refs, with_applications};
use super::reasons::Fact;
use super::screening::CitationRef;
use super::wire::optional;
use crate::Truth;
use crate::document::serialize_number;
use crate::intake::facts::Answer;
use crate::protocol::Protocol;
use crate::protocol::condition::Condition;
use crate::protocol::estimate::{Estimate, EstimateLine, Quantity};
use crate::protocol::model::Text;

/// An estimate, as far as it concerns the person.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Estimated<'p> {
    /// Its id.
    pub id: &'p str,
    /// What it is an estimate of.
    pub title: &'p Text,
    /// What a reader should know about it.
    pub say: Option<&'p Text>,
    /// The currency of every amount, as ISO 4217 calls it.
    pub currency: &'p str,
    /// Whether it concerns the person for certain.
    pub certain: bool,
    /// The sum of its lines.
    pub total: AmountRange,
    /// What it is made of.
    pub lines: Vec<EstimatedLine<'p>>,
}

/// A number of things at a price each.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct EstimatedLine<'p> {
    /// Its id.
    pub id: &'p str,
    /// What it is.
    pub label: &'p Text,
    /// Whether it is certain that it is due. If not, it counts from nothing up to its amount.
    pub certain: bool,
    /// How many.
    pub count: Estimation<'p>,
    /// The price of one.
    pub each: Estimation<'p>,
    /// The product of both.
    pub amount: AmountRange,
}

/// A number known as a range, and from whom.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Estimation<'p> {
    /// At least.
    pub low: f64,
    /// At most; `None` where that is open.
    pub high: Option<f64>,
    /// Where it comes from.
    pub from: EstimationFrom,
    /// What the sources say, all of it, also where the person knew better.
    pub figures: Vec<EstimationFigure<'p>>,
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EstimationFrom {
    /// There is one of it.
    One,
    /// The person said so.
    Answer,
    /// The sources say so.
    Figures,
    /// Nobody knows.
    Unknown,
}

/// What one or several sources say of a number.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EstimationFigure<'p> {
    /// At least.
    pub low: f64,
    /// At most.
    pub high: f64,
    /// Who says so.
    pub citation: CitationRef<'p>,
    /// Who says so, too.
    pub further_citations: Vec<CitationRef<'p>>,
}

/// An amount of money, in hundredths, known as a range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AmountRange {
    /// At least.
    pub low: i64,
    /// At most; `None` where that is open.
    pub high: Option<i64>,
}

impl AmountRange {
    fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_add(other.low),
            high: self.high.zip(other.high).map(|(a, b)| a.saturating_add(b)),
        }
    }
}

/// Every estimate that concerns the person, and what is missing to know it better.
pub(crate) fn estimates<'p>(
    evaluator: &Evaluator<'_>,
    protocol: &'p Protocol,
    missing: &mut Vec<(Fact, &'p str)>,
) -> Vec<Estimated<'p>> {
    let mut found = Vec::with_capacity(protocol.estimates.len());
    for estimate in &protocol.estimates {
        let mut open = Vec::new();
        found.extend(estimated(estimate, evaluator, protocol, &mut open));
        let open = with_applications(evaluator, open);
        missing.extend(open.into_iter().map(|fact| (fact, estimate.id.as_str())));
    }
    found
}

fn estimated<'p>(
    estimate: &'p Estimate,
    evaluator: &Evaluator<'_>,
    protocol: &'p Protocol,
    open: &mut Vec<Fact>,
) -> Option<Estimated<'p>> {
    let certain = concerns(estimate.when.as_ref(), evaluator, open)?;
    let lines = estimate.lines.iter();
    let lines = lines.filter_map(|line| self::line(line, evaluator, protocol, open));
    let lines: Vec<_> = lines.collect();
    let none = AmountRange {
        low: 0,
        high: Some(0),
    };
    let total = lines.iter().fold(none, |total, line| {
        total.plus(AmountRange {
            low: if line.certain { line.amount.low } else { 0 },
            ..line.amount
        })
    });
    (!lines.is_empty()).then_some(Estimated {
        id: &estimate.id,
        title: &estimate.title,
        say: estimate.say.as_ref(),
        currency: &estimate.currency,
        certain,
        total,
        lines,
    })
}

/// Whether something concerns the person for certain; `None` if it certainly does not.
fn concerns(
    when: Option<&Condition>,
    evaluator: &Evaluator<'_>,
    open: &mut Vec<Fact>,
) -> Option<bool> {
    let Some(when) = when else { return Some(true) };
    let mut reasons = Vec::new();
    match evaluator.condition(when, &mut reasons) {
        Truth::False => None,
        Truth::True => Some(true),
        Truth::Unknown => {
            open.append(&mut reasons);
            Some(false)
        }
    }
}

fn line<'p>(
    line: &'p EstimateLine,
    evaluator: &Evaluator<'_>,
    protocol: &'p Protocol,
    open: &mut Vec<Fact>,
) -> Option<EstimatedLine<'p>> {
    let certain = concerns(line.when.as_ref(), evaluator, open)?;
    let one = Estimation {
        low: 1.0,
        high: Some(1.0),
        from: EstimationFrom::One,
        figures: Vec::new(),
    };
    let count = line.count.as_ref();
    let count = count.map_or(one, |count| estimation(count, evaluator, protocol, open));
    let each = estimation(&line.each, evaluator, protocol, open);
    let amount = AmountRange {
        low: hundredths(count.low * each.low),
        high: count
            .high
            .zip(each.high)
            .map(|(count, each)| hundredths(count * each)),
    };
    Some(EstimatedLine {
        id: &line.id,
        label: &line.label,
        certain,
        count,
        each,
        amount,
    })
}

/// The reader of protocols keeps both factors small enough for this to be exact to the cent.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a product of at most 1e5 and 1e7, and a cast saturates"
)]
pub(crate) fn hundredths(amount: f64) -> i64 {
    (amount * 100.0).round() as i64
}

/// What is known of a number: the answer, or as long as there is none, everything that the sources say.
fn estimation<'p>(
    quantity: &'p Quantity,
    evaluator: &Evaluator<'_>,
    protocol: &'p Protocol,
    open: &mut Vec<Fact>,
) -> Estimation<'p> {
    let figures: Vec<_> = quantity
        .figures
        .iter()
        .map(|figure| {
            let (citation, further_citations) = citation_refs(&figure.citations, protocol);
            EstimationFigure {
                low: figure.low,
                high: figure.high,
                citation,
                further_citations,
            }
        })
        .collect();
    let mut answered = None;
    if let Some(question) = quantity.answer {
        let applies = evaluator.applies(question);
        match evaluator.facts.answer(question) {
            Answer::Number(low, high) if applies == Truth::True => answered = Some((*low, *high)),
            Answer::Number(..)
            | Answer::Missing(_)
            | Answer::Chosen(_)
            | Answer::Event(_)
            | Answer::Uses(_) => {}
        }
        if answered.is_none() && applies != Truth::False {
            open.push(Fact::Answer(question));
            open.push(Fact::Applies(question));
        }
    }
    let (low, high, from) = match answered {
        Some((low, high)) => (low, Some(high), EstimationFrom::Answer),
        None if figures.is_empty() => (0.0, None, EstimationFrom::Unknown),
        None => {
            let low = figures
                .iter()
                .map(|one| one.low)
                .fold(f64::INFINITY, f64::min);
            let high = figures.iter().map(|one| one.high).fold(0.0, f64::max);
            (low, Some(high), EstimationFrom::Figures)
        }
    };
    Estimation {
        low,
        high,
        from,
        figures,
    }
}

impl Serialize for Estimated<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Estimated", 7)?;
        out.serialize_field("id", self.id)?;
        out.serialize_field("title", self.title)?;
        optional(&mut out, "say", self.say)?;
        out.serialize_field("currency", self.currency)?;
        out.serialize_field("certain", &self.certain)?;
        out.serialize_field("total", &self.total)?;
        out.serialize_field("lines", &self.lines)?;
        out.end()
    }
}

impl Serialize for Estimation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Estimation", 4)?;
        out.serialize_field("low", &Number(self.low))?;
        out.serialize_field("high", &self.high.map(Number))?;
        out.serialize_field("from", &self.from)?;
        let figures = Some(&self.figures).filter(|figures| !figures.is_empty());
        optional(&mut out, "figures", figures)?;
        out.end()
    }
}

impl Serialize for EstimationFigure<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("EstimationFigure", 4)?;
        out.serialize_field("low", &Number(self.low))?;
        out.serialize_field("high", &Number(self.high))?;
        out.serialize_field("citation", &self.citation)?;
        let further = Some(&self.further_citations).filter(|further| !further.is_empty());
        optional(&mut out, "furtherCitations", further)?;
        out.end()
    }
}

impl Serialize for AmountRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("AmountRange", 2)?;
        out.serialize_field("low", &units(self.low))?;
        out.serialize_field("high", &self.high.map(units))?;
        out.end()
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "the reader of protocols keeps sums below 2^53 hundredths"
)]
pub(crate) fn units(hundredths: i64) -> Number {
    Number(hundredths as f64 / 100.0)
}

/// A number, written without a point where it is whole.
pub(crate) struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_number(self.0, serializer)
    }
}
