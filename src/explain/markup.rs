//! Text that says what each of its parts is, and leaves it to every face how that looks.

use core::fmt;

use chrono::NaiveDate;
use serde::Serialize;
use serde::ser::SerializeStruct;

use crate::disposition::Disposition;
use crate::protocol::{ListKind, Role, Section};
use crate::screen::estimate::units;
use crate::screen::lists::ItemStatus;
use crate::screen::screening::{Moment, PlanKind, Status};

/// What a stretch of text is. A face says of each how it looks; a new one is meant to break its build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Ordinary words.
    Plain,
    /// What matters most in its line.
    Strong,
    /// A time.
    Time,
    /// The person's own words.
    Said,
    /// The name of a substance or an activity.
    Name,
    /// A question of the protocol.
    Question,
    /// Where something can be read up.
    Source,
    /// What only some readers need.
    Aside,
}

/// A stretch of text of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// What it is.
    pub mark: Mark,
    /// The text.
    pub text: String,
    /// What the text spells out, for a face that can spell it as the person's own language and region do.
    #[serde(flatten)]
    pub value: Option<SpanValue>,
}

/// Something that every region writes in its own way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanValue {
    /// A moment.
    Time(Moment),
    /// A day.
    Date(#[serde(serialize_with = "as_text")] NaiveDate),
    /// An amount of money.
    Money(Money),
    /// Several things of one kind.
    Items(Vec<String>),
    /// Several things, of which one is meant.
    Choices(Vec<String>),
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// In hundredths.
    pub hundredths: i64,
    /// As ISO 4217 calls it.
    pub currency: String,
}

impl Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Money", 2)?;
        out.serialize_field("amount", &units(self.hundredths))?;
        out.serialize_field("currency", &self.currency)?;
        out.end()
    }
}

fn as_text<S: serde::Serializer>(
    value: &impl fmt::Display,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// A sentence or two: spans in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Line {
    /// Its parts.
    pub spans: Vec<Span>,
}

impl Line {
    /// A line of one kind.
    #[must_use]
    pub fn of(mark: Mark, text: impl Into<String>) -> Self {
        let mut line = Self::default();
        line.push(mark, text);
        line
    }

    /// Something that every region writes in its own way, and how it is written where nothing better is known.
    #[must_use]
    pub fn valued(mark: Mark, text: impl Into<String>, value: SpanValue) -> Self {
        Self {
            spans: vec![Span {
                mark,
                text: text.into(),
                value: Some(value),
            }],
        }
    }

    /// Several things; a single one is only a text.
    #[must_use]
    pub fn list(
        mark: Mark,
        mut items: Vec<String>,
        separator: &str,
        value: fn(Vec<String>) -> SpanValue,
    ) -> Self {
        match items.len() {
            0 | 1 => Self::of(mark, items.pop().unwrap_or_default()),
            _ => Self::valued(mark, items.join(separator), value(items)),
        }
    }

    /// Adds text. Empty text leaves no trace.
    pub fn push(&mut self, mark: Mark, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.spans.push(Span {
                mark,
                text,
                value: None,
            });
        }
    }

    /// Adds another line's parts.
    pub fn extend(&mut self, other: Self) {
        self.spans.extend(other.spans);
    }
}

/// The text without its marks.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.spans
            .iter()
            .try_for_each(|span| f.write_str(&span.text))
    }
}

/// One piece of an explanation, in the order in which it is to be read. A face that does not know a new one must not
/// build: it would leave it out without a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "content", rename_all = "snake_case")]
pub enum Block {
    /// The overall answer: a headline, and what it means.
    Outcome {
        /// Which answer it is.
        disposition: Disposition,
        /// The headline.
        title: Line,
        /// What it means for the person.
        meaning: Line,
    },
    /// Opens a section.
    Heading(Line),
    /// A paragraph.
    Paragraph(Line),
    /// What one criterion says.
    Finding(FindingBlock),
    /// Criteria that belong together.
    List(ListBlock),
    /// What something is likely to cost.
    Estimate(EstimateBlock),
    /// The plan, in the order of time.
    Plan(Vec<PlanStep>),
    /// One item of a list.
    Item(Line),
    /// Something that must be shown with every result.
    Notice(Line),
    /// Small print.
    Aside(Line),
}

/// What one criterion says, and what that rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FindingBlock {
    /// The criterion.
    pub criterion: String,
    /// Its role.
    pub role: Role,
    /// Where a page shows it, apart from the rest.
    pub section: Option<Section>,
    /// Whether it is raised or possible.
    pub status: Status,
    /// What it contributes, or could; `None` for advice.
    pub contributes: Option<Disposition>,
    /// The same in a few words.
    pub label: Line,
    /// What the person reads.
    pub message: Line,
    /// How certain it is, when it ends, and what was said that it rests on.
    pub details: Vec<Line>,
    /// By whose authority.
    pub sources: Vec<SourceBlock>,
}

/// Criteria that belong together, with what is done and what is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ListBlock {
    /// Its id.
    pub id: String,
    /// How its items are to be shown.
    pub list: ListKind,
    /// Its heading.
    pub title: Line,
    /// Its items, in order.
    pub items: Vec<ListItemBlock>,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ListItemBlock {
    /// The criterion.
    pub criterion: String,
    /// What is known of it.
    pub status: ItemStatus,
    /// Whether it is the step to take now.
    pub next: bool,
    /// What it is called.
    pub label: Option<Line>,
    /// What is known of it, in a few words; none where its message says it all.
    pub state: Option<Line>,
    /// What it says; nothing once it is done.
    pub finding: Option<FindingBlock>,
}

/// What something is likely to cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EstimateBlock {
    /// Its id.
    pub id: String,
    /// What it is an estimate of.
    pub title: Line,
    /// The sum, as a range.
    pub total: Line,
    /// What a reader should know about it.
    pub notes: Vec<Line>,
    /// What it is made of.
    pub lines: Vec<EstimateLineBlock>,
}

/// One line of an estimate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EstimateLineBlock {
    /// What it is.
    pub label: Line,
    /// How many times how much, and what that comes to.
    pub amount: Line,
    /// How certain it is.
    pub notes: Vec<Line>,
    /// What its numbers rest on.
    pub figures: Vec<FigureBlock>,
}

/// A number, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FigureBlock {
    /// The number.
    pub line: Line,
    /// Who says so.
    pub sources: Vec<SourceBlock>,
}

/// Where a rule comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SourceBlock {
    /// Which source, where in it, and what kind of authority it is.
    pub line: Line,
    /// What a reader should know about it.
    pub note: Option<Line>,
}

/// One step of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PlanStep {
    /// What its time means; `None` for the treatment itself.
    pub kind: Option<PlanKind>,
    /// What to do.
    pub text: Line,
    /// What to know about it: that its time has passed, whom to ask.
    pub notes: Vec<Line>,
}
