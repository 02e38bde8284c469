//! The overall answer.

use core::fmt;

use serde::Serialize;

/// The overall answer, from the mildest to the gravest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    /// This protocol found nothing against it. Never read it as "safe": a clinician decides.
    Eligible,
    /// More has to be known.
    Incomplete,
    /// Something has to be arranged, or a plan has to change.
    ActionNeeded,
    /// Time has to pass.
    Deferred,
    /// A clinician has to look at it.
    NeedsReview,
    /// This protocol rules it out.
    Ineligible,
}

impl Disposition {
    /// All of them, from the mildest on.
    #[cfg(all(feature = "wasm", target_arch = "wasm32"))]
    pub(crate) const ALL: [Self; 6] = [
        Self::Eligible,
        Self::Incomplete,
        Self::ActionNeeded,
        Self::Deferred,
        Self::NeedsReview,
        Self::Ineligible,
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::Incomplete => "incomplete",
            Self::ActionNeeded => "action_needed",
            Self::Deferred => "deferred",
            Self::NeedsReview => "needs_review",
            Self::Ineligible => "ineligible",
        }
    }
}

impl fmt::Display for Disposition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
