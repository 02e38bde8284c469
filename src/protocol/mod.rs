//! A clinic's protocol: what was written, checked, and from then on relied upon.

pub(crate) mod base;
#[cfg(feature = "author")]
pub(crate) mod cases;
pub(crate) mod condition;
mod digest;
pub(crate) mod estimate;
#[cfg(feature = "author")]
pub(crate) mod extend;
pub(crate) mod index;
pub(crate) mod model;
pub(crate) mod read;
pub(crate) mod standing;
mod wire;

use core::fmt;
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::disposition::Disposition;
use crate::lexicon::Lexicon;
use index::{Index, TermIds};

pub use base::{Base, Departure};
#[cfg(feature = "author")]
pub use cases::Case;
pub use estimate::Estimate;
pub use model::{
    Basis, Citation, Criterion, List, ListKind, Outcome, Question, QuestionKind, QuestionOption,
    Review, Role, Section, Source, Tense, Text, Treatment,
};
use model::{QuestionIds, QuestionIndex, Term};
pub use wire::{About, AboutSource, AboutTreatment, Outcomes, ProtocolRef};

/// The criterion that the engine itself adds to every protocol: a name that nobody could make sense of goes to a
/// clinician.
pub const UNRECOGNISED_NAME: &str = "unrecognised-name";

/// The digest of a text: `sha256-` and 64 hexadecimal digits.
#[cfg(all(feature = "wasm", target_arch = "wasm32"))]
pub(crate) fn digest_of_text(text: &str) -> String {
    digest::of_text(text)
}

/// A protocol that has been checked. It never changes, and every reference in it leads somewhere.
pub struct Protocol {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) bases: Vec<Base>,
    pub(crate) title: Text,
    pub(crate) note: Option<Text>,
    pub(crate) locales: Vec<String>,
    pub(crate) review: Review,
    pub(crate) treatment: Treatment,
    pub(crate) sources: Vec<Source>,
    pub(crate) questions: Vec<Question>,
    pub(crate) criteria: Vec<Criterion>,
    pub(crate) lists: Vec<List>,
    pub(crate) outcomes: Vec<(Disposition, Outcome)>,
    pub(crate) estimates: Vec<Estimate>,
    #[cfg(feature = "author")]
    pub(crate) cases: Vec<cases::Case>,
    pub(crate) terms: Vec<Term>,
    pub(crate) term_ids: TermIds,
    /// Empty until the protocol has been judged without an answer.
    pub(crate) index: Index,
    pub(crate) lexicon: Arc<Lexicon>,
    pub(crate) question_ids: QuestionIds,
    /// The questions of type `uses`, which are always read together.
    pub(crate) uses_questions: Vec<QuestionIndex>,
    pub(crate) digest: String,
    pub(crate) warnings: Diagnostics,
}

impl Protocol {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// `sha256-…` of its content, worked cases aside: equal digests mean equal rules.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// What it builds on, the nearest first; the rules of all of them are here together.
    #[must_use]
    pub fn bases(&self) -> &[Base] {
        &self.bases
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &Text {
        &self.title
    }

    /// The languages of all its texts.
    #[must_use]
    pub fn locales(&self) -> &[String] {
        &self.locales
    }

    /// When it was reviewed, and by when it must be again.
    #[must_use]
    pub fn review(&self) -> Review {
        self.review
    }

    /// The treatment it is about.
    #[must_use]
    pub fn treatment(&self) -> &Treatment {
        &self.treatment
    }

    /// The documents it cites.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What it asks, in order.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The question with this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.get(self.question_ids.get(id)?.0)
    }

    /// Its rules, in order.
    #[must_use]
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }

    /// The lists in which some of its rules are shown, in order.
    #[must_use]
    pub fn lists(&self) -> &[List] {
        &self.lists
    }

    /// What it estimates, in order.
    #[must_use]
    pub fn estimates(&self) -> &[Estimate] {
        &self.estimates
    }

    /// Its own words for an overall answer; `None` if it has none, and those of every protocol are meant.
    #[must_use]
    pub fn outcome(&self, disposition: Disposition) -> Option<&Outcome> {
        let mut outcomes = self.outcomes.iter();
        outcomes
            .find(|(known, _)| *known == disposition)
            .map(|(_, outcome)| outcome)
    }

    /// This protocol with a lexicon that extends its own: the same rules, and more names that are known.
    ///
    /// ```
    /// use prescreen::lexicon::Lexicon;
    /// use prescreen::protocol::UNRECOGNISED_NAME;
    /// use prescreen::{Intake, Use, protocols};
    ///
    /// let protocol = protocols::load(&protocols::SHIPPED[0]).with_lexicon(Lexicon::wide())?;
    /// let intake = Intake::at("2026-05-05T09:45:00-06:00")
    ///     .uses("medications", [Use::of("metformin 500 mg")])
    ///     .uses("substances", []);
    /// let screening = protocol.screen(&intake)?;
    /// let mut findings = screening.findings.iter();
    /// assert!(findings.all(|finding| finding.criterion != UNRECOGNISED_NAME));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the lexicon does not extend the one the protocol was read with, so that its rules could mean something else.
    pub fn with_lexicon(self, lexicon: Arc<Lexicon>) -> Result<Self, OtherLexicon> {
        if lexicon.extends(&self.lexicon) {
            Ok(Self { lexicon, ..self })
        } else {
            Err(OtherLexicon)
        }
    }

    /// What was worth saying about it, though it was accepted.
    #[must_use]
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }
}

/// A lexicon that does not extend the one a protocol was read with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "these names do not extend those the protocol was read with; add a wide layer to the same names, or read the protocol \
     anew"
)]
pub struct OtherLexicon;

impl fmt::Debug for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Protocol")
            .field("id", &self.id)
            .field("version", &self.version)
            .field("digest", &self.digest)
            .finish_non_exhaustive()
    }
}
