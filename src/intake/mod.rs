//! What a person said, as they said it.

pub(crate) mod facts;
pub(crate) mod read;

use core::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};

use crate::diagnostic::Diagnostics;
use crate::document::{Entry, MAX_BYTES, Node, Report, Value, read_json, to_json};

/// Everything a person said, and when: the answers, the appointment, the present time.
///
/// An intake knows nothing of any protocol. A name that a protocol does not know, an answer of the wrong type or a time
/// that cannot be read comes to light when it is screened, and is reported then.
///
/// ```
/// use prescreen::{Answer, Intake, Use};
///
/// let intake = Intake::at("2026-05-05T09:45:00-06:00")
///     .start("2026-05-05T10:00:00-06:00")
///     .answer("age", 42)
///     .answer("indications", ["depression"])
///     .answer("pregnant", Answer::UNKNOWN)
///     .uses("medications", [Use::of("Lamictal 100 mg").last("2026-05-04T22:01:00-06:00").ongoing(true)])
///     .uses("substances", []);
/// # let _ = intake;
/// ```
#[derive(Clone)]
pub struct Intake {
    pub(crate) record: Node,
    /// The text it was read from, so that problems can be shown in it.
    pub(crate) text: Option<Arc<str>>,
}

impl Intake {
    /// A longer text than this many bytes is not read.
    pub const MAX_BYTES: usize = MAX_BYTES;

    /// An intake with no answers yet, made at this time: RFC 3339, with the offset of the person's own zone.
    #[must_use]
    pub fn at(now: &str) -> Self {
        let mut intake = Self {
            record: Node::bare(Value::Table(Vec::new())),
            text: None,
        };
        set(&mut intake.record, "now", Node::text(now));
        intake
    }

    /// An intake that came as plain data.
    #[cfg(all(feature = "wasm", target_arch = "wasm32"))]
    pub(crate) fn of(record: Node) -> Self {
        Self { record, text: None }
    }

    /// Reads an intake from JSON. Whether its answers fit is seen when it is screened.
    ///
    /// # Errors
    ///
    /// Everything that keeps the text from being JSON.
    pub fn from_json(json: &str) -> Result<Self, Diagnostics> {
        let mut report = Report::default();
        let record = read_json(json, &mut report);
        report.diagnostics.settle(Some(json));
        match record {
            Some(record) if report.diagnostics.is_empty() => Ok(Self {
                record,
                text: Some(json.into()),
            }),
            _ => Err(report.diagnostics),
        }
    }

    /// Says what time it is, unless the intake does.
    #[must_use]
    pub fn or_now(mut self, now: &str) -> Self {
        if self.is_record() && !self.says_now() {
            set(&mut self.record, "now", Node::text(now));
        }
        self
    }

    /// Whether it says itself what time it is.
    #[must_use]
    pub fn says_now(&self) -> bool {
        self.entries().iter().any(|entry| entry.key == "now")
    }

    /// Takes out a member that is stored with an intake and is no part of it, such as the id of its row, as JSON. A member
    /// that stays and that no intake has is refused when it is screened.
    ///
    /// ```
    /// use prescreen::Intake;
    ///
    /// let row = r#"{ "id": 12345678901234567890, "now": "2026-05-05T09:45:00-06:00" }"#;
    /// let mut intake = Intake::from_json(row)?;
    /// assert_eq!(intake.take("id").as_deref(), Some("12345678901234567890"));
    /// assert_eq!(intake.take("id"), None);
    /// # Ok::<(), prescreen::Diagnostics>(())
    /// ```
    pub fn take(&mut self, key: &str) -> Option<String> {
        let place = self.entries().iter().position(|entry| entry.key == key)?;
        let Value::Table(entries) = &mut self.record.value else {
            return None;
        };
        let node = entries.remove(place).node;
        // As it was written: a number that is an id may have more digits than a number keeps.
        let written = self.text.as_deref().zip(node.span.clone());
        let written = written.and_then(|(text, span)| text.get(span));
        Some(written.map_or_else(|| to_json(&node), str::to_owned))
    }

    fn is_record(&self) -> bool {
        matches!(self.record.value, Value::Table(_))
    }

    /// Its members; of what is no record there are none.
    fn entries(&self) -> &[Entry] {
        match &self.record.value {
            Value::Table(entries) => entries,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
                &[]
            }
        }
    }

    /// The appointment's start.
    #[must_use]
    pub fn start(self, time: &str) -> Self {
        self.appointment("start", time)
    }

    /// The appointment's end, where it is known better than the protocol's usual duration.
    #[must_use]
    pub fn end(self, time: &str) -> Self {
        self.appointment("end", time)
    }

    fn appointment(mut self, key: &str, time: &str) -> Self {
        set_within(&mut self.record, "appointment", key, Node::text(time));
        self
    }

    /// The answer to a question; a later answer replaces an earlier one.
    #[must_use]
    pub fn answer(mut self, question: &str, answer: impl Into<Answer>) -> Self {
        self.set_answer(question, answer.into());
        self
    }

    pub(crate) fn set_answer(&mut self, question: &str, answer: Answer) {
        set_within(&mut self.record, "answers", question, answer.node);
    }

    pub(crate) fn remove_answer(&mut self, question: &str) {
        if let Value::Table(entries) = &mut self.record.value
            && let Some(answers) = entries.iter_mut().find(|entry| entry.key == "answers")
            && let Value::Table(answers) = &mut answers.node.value
        {
            answers.retain(|entry| entry.key != question);
        }
    }

    /// The answer to a question of type `uses`.
    #[must_use]
    pub fn uses(self, question: &str, uses: impl IntoIterator<Item = Use>) -> Self {
        let uses: Vec<Use> = uses.into_iter().collect();
        self.answer(question, uses)
    }
}

/// Says nothing of the answers: they are nobody's business in a log.
impl fmt::Debug for Intake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Intake").finish_non_exhaustive()
    }
}

impl Serialize for Intake {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.record.serialize(serializer)
    }
}

/// Takes any plain data; see [`Intake::from_json`] for problems with their place.
impl<'de> Deserialize<'de> for Intake {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self {
            record: Node::deserialize(deserializer)?,
            text: None,
        })
    }
}

/// An answer to one question.
#[derive(Clone)]
pub struct Answer {
    node: Node,
}

impl Answer {
    /// "I don't know."
    pub const UNKNOWN: Self = Self {
        node: Node {
            value: Value::Null,
            span: None,
        },
    };

    pub(crate) fn node(&self) -> &Node {
        &self.node
    }

    /// A number that is only about known; both ends included.
    #[must_use]
    pub fn range(min: f64, max: f64) -> Self {
        let mut node = Node::bare(Value::Table(Vec::new()));
        set(&mut node, "min", Node::bare(Value::Number(min)));
        set(&mut node, "max", Node::bare(Value::Number(max)));
        Self { node }
    }

    /// A time that is only about known; either end may be open.
    #[must_use]
    pub fn between(earliest: Option<&str>, latest: Option<&str>) -> Self {
        let mut node = Node::bare(Value::Table(Vec::new()));
        for (key, time) in [("earliest", earliest), ("latest", latest)] {
            if let Some(time) = time {
                set(&mut node, key, Node::text(time));
            }
        }
        Self { node }
    }
}

/// Says what kind of answer it is, and not which.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answer({})", self.node.value.kind())
    }
}

/// Takes any plain data.
impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = Node::deserialize(deserializer)?;
        Ok(Self { node })
    }
}

impl From<bool> for Answer {
    fn from(yes: bool) -> Self {
        Self {
            node: Node::bare(Value::Bool(yes)),
        }
    }
}

impl From<i32> for Answer {
    fn from(number: i32) -> Self {
        Self::from(f64::from(number))
    }
}

impl From<f64> for Answer {
    fn from(number: f64) -> Self {
        Self {
            node: Node::bare(Value::Number(number)),
        }
    }
}

/// An option, or a time.
impl From<&str> for Answer {
    fn from(text: &str) -> Self {
        Self {
            node: Node::text(text),
        }
    }
}

impl<const N: usize> From<[&str; N]> for Answer {
    fn from(options: [&str; N]) -> Self {
        Self {
            node: Node::bare(Value::List(options.into_iter().map(Node::text).collect())),
        }
    }
}

impl From<Vec<Use>> for Answer {
    fn from(uses: Vec<Use>) -> Self {
        let uses = uses.into_iter();
        let uses = uses.map(|one| Node::bare(Value::Table(one.entries)));
        Self {
            node: Node::bare(Value::List(uses.collect())),
        }
    }
}

/// One medicine or other substance, with when it was and will be used.
#[derive(Clone)]
pub struct Use {
    entries: Vec<Entry>,
}

impl Use {
    /// Under the name that the person gave it.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self {
            entries: Vec::new(),
        }
        .with("name", Node::text(name))
    }

    /// When it was last used; [`Answer::UNKNOWN`], a time, a range, or `"never"` if it has not been used yet.
    #[must_use]
    pub fn last(self, time: impl Into<Answer>) -> Self {
        self.with("last", time.into().node)
    }

    /// Whether it goes on.
    #[must_use]
    pub fn ongoing(self, ongoing: impl Into<Answer>) -> Self {
        self.with("ongoing", ongoing.into().node)
    }

    /// When its next use is planned.
    #[must_use]
    pub fn next(self, time: impl Into<Answer>) -> Self {
        self.with("next", time.into().node)
    }

    /// The answer to "did you mean …?": the id of a substance, or [`Answer::UNKNOWN`] for none of them; several where
    /// several parts of the name were unclear.
    #[must_use]
    pub fn means(self, substance: impl Into<Answer>) -> Self {
        self.with("means", substance.into().node)
    }

    fn with(mut self, key: &str, node: Node) -> Self {
        self.entries.retain(|entry| entry.key != key);
        self.entries.push(Entry {
            key: key.to_owned(),
            key_span: None,
            node,
        });
        self
    }
}

/// Says nothing of what is used.
impl fmt::Debug for Use {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Use").finish_non_exhaustive()
    }
}

/// Sets a key of a table. What is not a table becomes one: it cannot hold an answer.
fn set(table: &mut Node, key: &str, node: Node) {
    let mut entries = match core::mem::replace(&mut table.value, Value::Null) {
        Value::Table(entries) => entries,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
            Vec::new()
        }
    };
    entries.retain(|entry| entry.key != key);
    entries.push(Entry {
        key: key.to_owned(),
        key_span: None,
        node,
    });
    table.value = Value::Table(entries);
}

/// Sets a key of a table that is itself under a key.
fn set_within(table: &mut Node, outer: &str, key: &str, node: Node) {
    let mut child = match &mut table.value {
        Value::Table(entries) => match entries.iter().position(|entry| entry.key == outer) {
            Some(place) => entries.remove(place).node,
            None => Node::bare(Value::Table(Vec::new())),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
            Node::bare(Value::Table(Vec::new()))
        }
    };
    set(&mut child, key, node);
    set(table, outer, child);
}
