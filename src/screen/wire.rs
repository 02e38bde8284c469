//! What points to an answer, on the wire: the keys of the [`AnswerRef`] stand among the others.
//!
//! `serde(flatten)` would say the same in a word, but it writes a map where a struct is meant: slower in JavaScript, and
//! several kilobytes for it to download.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::screening::{AnswerRef, Evidence, Missing, NextQuestion};

/// Writes the keys of a reference.
pub(crate) fn serialize_at<S: SerializeStruct>(
    out: &mut S,
    at: &AnswerRef<'_>,
) -> Result<(), S::Error> {
    out.serialize_field("question", at.question)?;
    optional(out, "item", at.item.as_ref())
}

/// Writes a key if there is something to write.
pub(crate) fn optional<S: SerializeStruct>(
    out: &mut S,
    key: &'static str,
    value: Option<&impl Serialize>,
) -> Result<(), S::Error> {
    match value {
        Some(value) => out.serialize_field(key, value),
        None => out.skip_field(key),
    }
}

impl Serialize for Evidence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Evidence", 7)?;
        serialize_at(&mut out, &self.at)?;
        out.serialize_field("said", &self.said)?;
        let reading = Some(self.said.reading()).filter(|reading| !reading.is_empty());
        optional(&mut out, "reading", reading.as_ref())?;
        optional(&mut out, "occasion", self.occasion.as_ref())?;
        optional(&mut out, "time", self.time.as_ref())?;
        optional(&mut out, "window", self.window.as_ref())?;
        out.end()
    }
}

impl Serialize for Missing<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Missing", 5)?;
        serialize_at(&mut out, &self.at)?;
        out.serialize_field("ask", &self.ask)?;
        out.serialize_field("why", &self.why)?;
        out.serialize_field("couldBecome", &self.could_become)?;
        out.end()
    }
}

impl Serialize for NextQuestion<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("NextQuestion", 6)?;
        serialize_at(&mut out, &self.at)?;
        out.serialize_field("ask", &self.ask)?;
        let candidates = Some(&self.candidates).filter(|candidates| !candidates.is_empty());
        optional(&mut out, "candidates", candidates)?;
        out.serialize_field("because", &self.because)?;
        out.serialize_field("couldBecome", &self.could_become)?;
        out.end()
    }
}
