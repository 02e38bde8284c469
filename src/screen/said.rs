//! What was said: an answer, or the name of a substance with how it was read.

use core::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::document::Node;
use crate::intake::facts::{Meaning, Named};
use crate::lexicon::{Lexicon, Part, Resolution};

/// An answer, given back as it came.
#[derive(Clone)]
pub struct Said<'p>(Told<'p>);

#[derive(Clone)]
enum Told<'p> {
    Answer(Node),
    /// It is shared with the facts: a screening says many names, and needs no copy of any.
    Name(Arc<Named>, &'p Lexicon),
}

/// How a part of a typed name was read.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct NameReading<'s> {
    /// The person's own words.
    pub text: &'s str,
    /// How sure the reading is.
    pub resolution: &'static str,
    /// The substances it is, or may be.
    pub substances: Vec<&'s str>,
}

impl<'p> Said<'p> {
    pub(super) fn answer(node: Node) -> Self {
        Self(Told::Answer(node))
    }

    pub(super) fn name(named: &Arc<Named>, lexicon: &'p Lexicon) -> Self {
        Self(Told::Name(Arc::clone(named), lexicon))
    }

    /// What was said, if it is a text: a name, the id of an option, a time.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.0 {
            Told::Answer(node) => node.as_text(),
            Told::Name(named, _) => Some(&named.typed),
        }
    }

    /// The name, as the facts have it; `None` for an answer.
    #[cfg(all(feature = "wasm", target_arch = "wasm32"))]
    pub(crate) fn named(&self) -> Option<&Named> {
        match &self.0 {
            Told::Answer(_) => None,
            Told::Name(named, _) => Some(named),
        }
    }

    /// The answer; `None` for a name.
    pub(crate) fn node(&self) -> Option<&Node> {
        match &self.0 {
            Told::Answer(node) => Some(node),
            Told::Name(..) => None,
        }
    }

    /// How each part of a name was read; nothing where it is no name.
    #[must_use]
    pub fn reading(&self) -> Vec<NameReading<'_>> {
        let Told::Name(named, lexicon) = &self.0 else {
            return Vec::new();
        };
        let parts = named.reading.parts.iter();
        parts.map(|part| reading(part, named, lexicon)).collect()
    }
}

fn reading<'s>(part: &'s Part, named: &Named, lexicon: &'s Lexicon) -> NameReading<'s> {
    let (resolution, substances) = match &part.resolution {
        Resolution::Exact(substances) => {
            let was_asked = substances
                .iter()
                .any(|substance| named.chosen.contains(substance));
            (
                if was_asked { "chosen" } else { "exact" },
                substances.as_slice(),
            )
        }
        // Asked about, and none of the candidates.
        _ if named.meaning == Meaning::NoneFits => ("declined", &[][..]),
        Resolution::Likely(candidates) => ("likely", candidates.as_slice()),
        Resolution::OneOf(candidates) | Resolution::Ambiguous(candidates) => {
            ("ambiguous", candidates.as_slice())
        }
        Resolution::Unrecognised => ("unrecognised", &[][..]),
    };
    let substances = substances.iter();
    NameReading {
        text: &part.text,
        resolution,
        substances: substances
            .map(|substance| lexicon.substance_name(*substance))
            .collect(),
    }
}

/// Answers stay out of logs.
impl fmt::Debug for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match &self.0 {
            Told::Answer(node) => node.value.kind(),
            Told::Name(..) => "a name",
        };
        write!(f, "Said({kind})")
    }
}

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Told::Answer(node) => node.serialize(serializer),
            Told::Name(named, _) => serializer.serialize_str(&named.typed),
        }
    }
}
