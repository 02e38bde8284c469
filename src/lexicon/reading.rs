//! What a typed line turned out to mean, part by part.

use std::sync::Arc;

use super::SubstanceId;
use crate::Truth;

/// What a typed line means, part by part, in the order typed; nothing that was typed is dropped.
///
/// There is always at least one part: an empty line is one `Unrecognised` part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The parts, in the order typed.
    pub parts: Vec<Part>,
}

/// One drug as the person wrote it, or words that could not be read as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The person's own words, with the dose and form that belong to them.
    pub text: String,
    /// What they mean.
    pub resolution: Resolution,
    /// For each candidate, everything that is in the product it was found in; nothing where it stands alone.
    pub(super) products: Vec<Arc<[SubstanceId]>>,
}

impl Part {
    /// Makes the part certain: one of its candidates is meant, and with it all that is in its product. False, and
    /// nothing happens, if it is no candidate.
    ///
    /// ```
    /// use prescreen::lexicon::{Lexicon, Resolution};
    ///
    /// let lexicon = Lexicon::builtin();
    /// let [oxycodone, acetaminophen] =
    ///     ["oxycodone", "acetaminophen"].map(|id| lexicon.substance(id).unwrap());
    /// let mut part = lexicon.read("percaset").parts.remove(0);
    /// assert_eq!(part.resolution, Resolution::Likely(vec![oxycodone]));
    /// assert!(part.choose(oxycodone));
    /// assert_eq!(part.resolution, Resolution::Exact(vec![acetaminophen, oxycodone]));
    /// ```
    pub fn choose(&mut self, substance: SubstanceId) -> bool {
        let mut candidates = self.resolution.candidates().iter();
        let Some(place) = candidates.position(|candidate| *candidate == substance) else {
            return false;
        };
        let product = self.products.get(place);
        let all = product.map_or_else(|| vec![substance], |product| product.to_vec());
        self.resolution = Resolution::Exact(all);
        self.products.clear();
        true
    }
}

/// What the words of one part mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// The name of one product: all its ingredients, in the order of their ids.
    Exact(Vec<SubstanceId>),
    /// A word for a class of drugs ("benzos"): certainly one of these, in the order of their ids, and not said which.
    OneOf(Vec<SubstanceId>),
    /// A spelling near to known names: the closest first, at most five, ties by name.
    Likely(Vec<SubstanceId>),
    /// A name of several substances, or a word that may be no drug, or a drug that may not be taken ("no Xanax"); in
    /// the order of their ids.
    Ambiguous(Vec<SubstanceId>),
    /// Nothing known.
    Unrecognised,
}

impl Resolution {
    /// The substances to ask about: none for what is certain and for what is unknown.
    #[must_use]
    pub fn candidates(&self) -> &[SubstanceId] {
        match self {
            Self::OneOf(candidates) | Self::Likely(candidates) | Self::Ambiguous(candidates) => {
                candidates
            }
            Self::Exact(_) | Self::Unrecognised => &[],
        }
    }
}

impl Resolution {
    /// Takes back what was certain.
    pub(super) fn doubt(&mut self) {
        if let Self::Exact(substances) | Self::OneOf(substances) = self {
            *self = Self::Ambiguous(core::mem::take(substances));
        }
    }
}

impl Reading {
    /// Whether every part is certain.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.parts
            .iter()
            .all(|part| matches!(part.resolution, Resolution::Exact(_)))
    }

    /// Whether a substance for which `is_member` holds was named.
    ///
    /// True as soon as one certain part names one. False only if every part is certain and none does. Anything that
    /// could not be read for certain leaves it unknown. A word for a class names one if all that it may stand for are
    /// such, and none if none is.
    ///
    /// ```
    /// use prescreen::Truth;
    /// use prescreen::lexicon::Lexicon;
    ///
    /// let lexicon = Lexicon::builtin();
    /// let opioid = lexicon.class("opioid").unwrap();
    /// let takes_opioid = |typed| {
    ///     lexicon
    ///         .read(typed)
    ///         .contains(|substance| lexicon.is_in(substance, opioid))
    /// };
    /// assert_eq!(takes_opioid("Norco 5-325 twice a day"), Truth::True);
    /// assert_eq!(takes_opioid("Zoloft 100 mg"), Truth::False);
    /// assert_eq!(takes_opioid("Nroco"), Truth::Unknown);
    /// assert_eq!(takes_opioid("opioids"), Truth::True);
    /// assert_eq!(takes_opioid("benzos"), Truth::False);
    /// ```
    #[must_use]
    pub fn contains(&self, is_member: impl Fn(SubstanceId) -> bool) -> Truth {
        let mut all_certain = true;
        for part in &self.parts {
            match &part.resolution {
                Resolution::Exact(substances) => {
                    if substances.iter().any(|&substance| is_member(substance)) {
                        return Truth::True;
                    }
                }
                Resolution::OneOf(substances) => {
                    let members = substances.iter().filter(|&&one| is_member(one)).count();
                    if members == substances.len() && members > 0 {
                        return Truth::True;
                    }
                    all_certain &= members == 0;
                }
                Resolution::Likely(_) | Resolution::Ambiguous(_) | Resolution::Unrecognised => {
                    all_certain = false;
                }
            }
        }
        Truth::between(false, !all_certain)
    }

    /// The substances that its clear parts name, or of which they name one.
    pub(crate) fn known(&self) -> impl Iterator<Item = SubstanceId> {
        let parts = self.parts.iter();
        parts.flat_map(|part| match &part.resolution {
            Resolution::Exact(substances) | Resolution::OneOf(substances) => {
                substances.iter().copied()
            }
            Resolution::Likely(_) | Resolution::Ambiguous(_) | Resolution::Unrecognised => {
                [].iter().copied()
            }
        })
    }

    /// The substances to ask about ("Did you mean …?"), each once, in the order of the parts.
    #[must_use]
    pub fn candidates(&self) -> Vec<SubstanceId> {
        let mut candidates = Vec::new();
        for part in &self.parts {
            for &candidate in part.resolution.candidates() {
                if !candidates.contains(&candidate) {
                    candidates.push(candidate);
                }
            }
        }
        candidates
    }
}
