//! A protocol as data for a page: what it is, and what it asks. Its conditions stay inside.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::Protocol;
use super::model::{Outcome, Question, QuestionKind, QuestionOption, Source, Text};
use crate::disposition::Disposition;
use crate::document::serialize_number;

/// What there is to say about a protocol, without its rules.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct About<'p> {
    /// Its id.
    pub id: &'p str,
    /// Its version.
    pub version: &'p str,
    /// The digest of its rules.
    pub digest: &'p str,
    /// Its title.
    pub title: &'p Text,
    /// A note for everybody who uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'p Text>,
    /// The languages of all its texts.
    pub locales: &'p [String],
    /// The day on which it was last read against its sources.
    pub reviewed: String,
    /// The day by which that has to happen again.
    pub review_by: String,
    /// The treatment.
    pub treatment: AboutTreatment<'p>,
    /// Its own words for each overall answer, if it has any.
    #[serde(skip_serializing_if = "Outcomes::is_empty")]
    pub outcomes: Outcomes<'p>,
    /// The documents it cites.
    pub sources: Vec<AboutSource<'p>>,
}

/// Words for overall answers.
#[derive(Clone, Copy, Debug)]
pub struct Outcomes<'p>(&'p [(Disposition, Outcome)]);

impl Outcomes<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Outcomes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let outcomes = self.0.iter();
        serializer
            .collect_map(outcomes.map(|(disposition, outcome)| (disposition.as_str(), outcome)))
    }
}

/// The treatment that a protocol is about.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct AboutTreatment<'p> {
    /// Its name, for use in a sentence.
    pub name: &'p Text,
    /// How long it lasts, at least and at most: `30 min`, `2 h`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<[String; 2]>,
}

/// A document that a protocol cites.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct AboutSource<'p> {
    /// What citations call it.
    pub id: &'p str,
    /// Its title.
    pub title: &'p str,
    /// Who published it.
    pub publisher: &'p str,
    /// Where to read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'p str>,
    /// When it was published: a year, a month or a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<&'p str>,
    /// When it was read: a year, a month or a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<&'p str>,
    /// What a reader should know about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'p str>,
}

/// Which protocol is meant.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ProtocolRef<'p> {
    /// Its id.
    pub id: &'p str,
    /// Its version.
    pub version: &'p str,
    /// The digest of its rules.
    pub digest: &'p str,
    /// What it builds on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extends: Option<Box<ProtocolRef<'p>>>,
}

impl Protocol {
    /// What it builds on, with what that builds on itself.
    pub(crate) fn extends(&self) -> Option<Box<ProtocolRef<'_>>> {
        let mut extends = None;
        for base in self.bases.iter().rev() {
            extends = Some(Box::new(ProtocolRef {
                id: &base.id,
                version: &base.version,
                digest: &base.digest,
                extends,
            }));
        }
        extends
    }

    /// What there is to say about it, without its rules.
    #[must_use]
    pub fn about(&self) -> About<'_> {
        let duration = self.treatment.duration;
        About {
            id: &self.id,
            version: &self.version,
            digest: &self.digest,
            title: &self.title,
            note: self.note.as_ref(),
            locales: &self.locales,
            reviewed: self.review.reviewed.to_string(),
            review_by: self.review.review_by.to_string(),
            treatment: AboutTreatment {
                name: &self.treatment.name,
                duration: duration.map(|(least, most)| [least.to_string(), most.to_string()]),
            },
            outcomes: Outcomes(&self.outcomes),
            sources: self.sources.iter().map(about_source).collect(),
        }
    }
}

fn about_source(source: &Source) -> AboutSource<'_> {
    AboutSource {
        id: &source.id,
        title: &source.title,
        publisher: &source.publisher,
        url: source.url.as_deref(),
        date: source.date.as_deref(),
        seen: source.seen.as_deref(),
        note: source.note.as_deref(),
    }
}

impl Serialize for Question {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Question", 9)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("type", self.kind.as_str())?;
        out.serialize_field("ask", &self.ask)?;
        if let Some(why) = &self.why {
            out.serialize_field("why", why)?;
        }
        if let Some(hint) = &self.hint {
            out.serialize_field("hint", hint)?;
        }
        match &self.kind {
            QuestionKind::One(options) | QuestionKind::Many(options) => {
                out.serialize_field("options", options)?;
            }
            QuestionKind::Number {
                min,
                max,
                unit,
                whole,
            } => {
                out.serialize_field("min", &Number(*min))?;
                out.serialize_field("max", &Number(*max))?;
                if let Some(unit) = unit {
                    out.serialize_field("unit", unit)?;
                }
                out.serialize_field("whole", whole)?;
            }
            QuestionKind::Time { tense, never } => {
                out.serialize_field("tense", tense.as_str())?;
                out.serialize_field("never", never)?;
            }
            QuestionKind::YesNo | QuestionKind::Uses => {}
        }
        out.end()
    }
}

struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_number(self.0, serializer)
    }
}

impl Serialize for QuestionOption {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("QuestionOption", 3)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("label", &self.label)?;
        out.serialize_field("exclusive", &self.exclusive)?;
        out.end()
    }
}
