//! What a typed drug name means, and which classes of drugs it belongs to.
//!
//! A [`Lexicon`] knows names: generic ones, brands, street names. [`Lexicon::read`] turns a typed line into a
//! [`Reading`]: each part is certain ([`Resolution::Exact`]), a likely misspelling, ambiguous, or not recognised. Only
//! a certain part decides whether a drug of a class is taken; a name that is merely near to a known one never does.
//! The data, with the source of every row, is `substances.tsv`; `README.md` beside it says how to read it.

mod data;
mod label;
mod names;
mod near;
mod noise;
mod normalise;
mod read;
mod reading;
mod row;
mod suggest;
mod wide;

use core::fmt;
#[cfg(feature = "builtin")]
use std::sync::{Arc, OnceLock};

pub use reading::{Part, Reading, Resolution};
pub use row::{LexiconError, LexiconProblem};
pub use suggest::Suggestion;

use data::Data;

/// The names that ship with the engine, one a row, with their sources.
#[cfg(feature = "builtin")]
const BUILTIN: &str = include_str!("substances.tsv");

/// The names around them, each with the ingredients it stands for.
#[cfg(feature = "builtin")]
const WIDE: &str = include_str!("wide.txt");

/// A substance known to one [`Lexicon`]. The order is that of the substances' ids; those of a wide layer come after the
/// reviewed ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubstanceId(u16);

/// A class of substances known to one [`Lexicon`]. The order is that of the classes' ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(u16);

/// The names of substances, and the classes the substances belong to.
///
/// ```
/// use prescreen::lexicon::{Lexicon, Resolution};
///
/// let lexicon = Lexicon::builtin();
/// let sertraline = lexicon.substance("sertraline").unwrap();
/// let reading = lexicon.read("Zoloft 100 mg every morning");
/// assert_eq!(reading.parts[0].resolution, Resolution::Exact(vec![sertraline]));
/// ```
pub struct Lexicon {
    data: Data,
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Lexicon")
            .field("substances", &self.data.substances.len())
            .field("classes", &self.data.classes.len())
            .field("names", &self.data.names.len())
            .finish_non_exhaustive()
    }
}

impl Lexicon {
    /// The reviewed names that ship with the engine, those that rules are about; read once, then shared.
    #[cfg(feature = "builtin")]
    pub fn builtin() -> Arc<Self> {
        static LEXICON: OnceLock<Arc<Lexicon>> = OnceLock::new();
        // The shipped data is read by a test; were it ever broken, nothing would be recognised and everything asked.
        let shared = LEXICON.get_or_init(|| {
            Arc::new(Self::parse(BUILTIN).unwrap_or(Self {
                data: Data::default(),
            }))
        });
        Arc::clone(shared)
    }

    /// The reviewed names and around them the wide layer: everything that can be prescribed in the United States, so
    /// that what matters to no rule is known instead of asked about. Read once, then shared.
    ///
    /// ```
    /// use prescreen::Truth;
    /// use prescreen::lexicon::Lexicon;
    ///
    /// let takes = |lexicon: &Lexicon| {
    ///     let opioid = lexicon.class("opioid").unwrap();
    ///     let reading = lexicon.read("metformin 500 mg");
    ///     reading.contains(|substance| lexicon.is_in(substance, opioid))
    /// };
    /// assert_eq!(takes(&Lexicon::builtin()), Truth::Unknown);
    /// assert_eq!(takes(&Lexicon::wide()), Truth::False);
    /// ```
    #[cfg(feature = "builtin")]
    pub fn wide() -> Arc<Self> {
        static LEXICON: OnceLock<Arc<Lexicon>> = OnceLock::new();
        let shared = LEXICON.get_or_init(|| {
            let reviewed = Self::builtin();
            // As above: a test reads it.
            reviewed.with_wide(WIDE).map_or(reviewed, Arc::new)
        });
        Arc::clone(shared)
    }

    /// Reads a lexicon from rows of ten columns parted by tabs, as `README.md` in this module describes them.
    ///
    /// Lines that start with `#` and empty lines are skipped.
    ///
    /// # Errors
    ///
    /// The first line that is not as described, and what is wrong with it.
    pub fn parse(tsv: &str) -> Result<Self, LexiconError> {
        Data::parse(tsv).map(|data| Self { data })
    }

    /// This lexicon with the names of a wide layer added, as `README.md` in this module describes it.
    ///
    /// The names of this one decide where both have them, and its substances and classes keep their ids. What is new
    /// belongs to no class.
    ///
    /// # Errors
    ///
    /// The first line that is not as described, and what is wrong with it.
    pub fn with_wide(&self, text: &str) -> Result<Self, LexiconError> {
        let mut data = self.data.clone();
        data.add_wide(text)?;
        Ok(Self { data })
    }

    /// Whether every substance and class of another lexicon is here too, with the same id and the same members, so that
    /// what was decided with the other one holds here.
    #[must_use]
    pub fn extends(&self, other: &Self) -> bool {
        self.data.classes == other.data.classes
            && self.data.substances.starts_with(&other.data.substances)
    }

    /// Names that fit what somebody has typed so far: those that start so, then those with a later word that does, then
    /// those that are spelled nearly so. At most eight. Nothing here keeps anybody from typing something else.
    ///
    /// ```
    /// use prescreen::lexicon::Lexicon;
    ///
    /// let lexicon = Lexicon::builtin();
    /// let names: Vec<_> = lexicon.suggest("lamict").iter().map(|one| one.name).collect();
    /// assert_eq!(names.first(), Some(&"Lamictal"));
    /// ```
    #[must_use]
    pub fn suggest(&self, typed: &str) -> Vec<Suggestion<'_>> {
        suggest::suggest(&self.data, typed)
    }

    /// What a typed line means.
    ///
    /// Takes bounded time on any text. Of a line longer than a prescription label the end is kept as one unrecognised
    /// part.
    #[must_use]
    pub fn read(&self, typed: &str) -> Reading {
        read::read(&self.data, typed)
    }

    /// The substance with this id (`methylene_blue`).
    #[must_use]
    pub fn substance(&self, id: &str) -> Option<SubstanceId> {
        self.data.numbered(id)
    }

    /// The class with this id (`maoi`).
    #[must_use]
    pub fn class(&self, id: &str) -> Option<ClassId> {
        self.data.class(id)
    }

    /// The id of a substance (`methylene_blue`); empty for one of another lexicon.
    #[must_use]
    pub fn substance_name(&self, substance: SubstanceId) -> &str {
        self.data
            .substance(substance)
            .map_or("", |substance| &substance.id)
    }

    /// The name of a substance to show to a person ("methylene blue"); empty for one of another lexicon.
    #[must_use]
    pub fn substance_label(&self, substance: SubstanceId) -> &str {
        self.data
            .substance(substance)
            .map_or("", |substance| &substance.label)
    }

    /// The id of a class (`maoi`); empty for one of another lexicon.
    #[must_use]
    pub fn class_name(&self, class: ClassId) -> &str {
        self.data
            .classes
            .get(usize::from(class.0))
            .map_or("", |id| id)
    }

    /// The ids of all substances: those of the reviewed rows, sorted, and then those of a wide layer, sorted.
    pub fn substance_ids(&self) -> impl Iterator<Item = &str> {
        self.data.substances.iter().map(|one| &*one.id)
    }

    /// The ids of all classes, sorted.
    pub fn class_ids(&self) -> impl Iterator<Item = &str> {
        self.data.classes.iter().map(|id| &**id)
    }

    /// Whether a substance belongs to a class.
    #[must_use]
    pub fn is_in(&self, substance: SubstanceId, class: ClassId) -> bool {
        self.data
            .substance(substance)
            .is_some_and(|substance| substance.classes.contains(&class))
    }

    /// The classes of a substance, sorted; none for what is known but matters to no rule.
    pub fn classes_of(&self, substance: SubstanceId) -> impl Iterator<Item = ClassId> + '_ {
        self.data
            .substance(substance)
            .map_or(&[][..], |substance| &substance.classes)
            .iter()
            .copied()
    }
}
