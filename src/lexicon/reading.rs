//! What a typed line turned out to mean, part by part.

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
}

/// What the words of one part mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// The name of one product: all its ingredients, in the order of their ids.
    Exact(Vec<SubstanceId>),
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
            Self::Likely(candidates) | Self::Ambiguous(candidates) => candidates,
            Self::Exact(_) | Self::Unrecognised => &[],
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
    /// could not be read for certain leaves it unknown.
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
                Resolution::Likely(_) | Resolution::Ambiguous(_) | Resolution::Unrecognised => {
                    all_certain = false;
                }
            }
        }
        Truth::between(false, !all_certain)
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
