//! What a protocol builds on, as the two were made one, and where it is less strict than that.

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::model::Text;
use crate::document::{Node, Value};

/// The protocol that another builds on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Base {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The digest of its rules.
    pub digest: String,
    /// By when it must be reviewed again, together with all that it builds on itself.
    pub(crate) review_by: NaiveDate,
    /// What it builds on itself.
    pub base: Option<Box<Base>>,
    /// Where the other is less strict than it.
    pub departures: Vec<Departure>,
}

/// A point in which a protocol is less strict than what it builds on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Departure {
    /// What it is about.
    pub part: Part,
    /// Whether it was switched off altogether.
    pub is_off: bool,
    /// Why.
    pub reason: Text,
    /// Who answers for it.
    pub approved_by: String,
}

/// A part of a protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The criterion with this id.
    Criterion(String),
    /// The question with this id.
    Question(String),
    /// How long the treatment lasts.
    Treatment,
}

impl Part {
    /// Its id; that of the treatment is `treatment`.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Criterion(id) | Self::Question(id) => id,
            Self::Treatment => "treatment",
        }
    }
}

impl Base {
    /// It, what it builds on itself, and so on.
    pub(crate) fn chain(&self) -> impl Iterator<Item = &Self> {
        core::iter::successors(Some(self), |base| base.base.as_deref())
    }
}

impl Serialize for Base {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Base", 4)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("version", &self.version)?;
        out.serialize_field("digest", &self.digest)?;
        match &self.base {
            Some(base) => out.serialize_field("extends", base)?,
            None => out.skip_field("extends")?,
        }
        out.end()
    }
}

/// Whether an `extends` holds what a document was made one with, and no longer where to find it.
pub(crate) fn is_merged(extends: &Node) -> bool {
    match &extends.value {
        Value::Table(entries) => entries.iter().any(|entry| entry.key == "id"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => false,
    }
}
