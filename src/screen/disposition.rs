//! The overall answer, and what each role contributes to it.

use serde::Serialize;

use super::evaluate::Side;
use crate::protocol::model::Role;

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

impl core::fmt::Display for Disposition {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a broken side of a criterion contributes.
pub(crate) fn contribution(role: Role, side: Side) -> Option<Disposition> {
    match (role, side) {
        (Role::Advice, _) | (_, Side::Preference) => None,
        (_, Side::After) => Some(Disposition::ActionNeeded),
        (Role::Inclusion | Role::Exclusion, Side::Role) => Some(Disposition::Ineligible),
        (Role::Referral, Side::Role) => Some(Disposition::NeedsReview),
        (Role::Deferral, Side::Role) => Some(Disposition::Deferred),
        (Role::Requirement, Side::Role) => Some(Disposition::ActionNeeded),
    }
}

/// The overall answer from the greatest contribution that is raised and the greatest that is possible.
pub(crate) fn fold(
    raised: Option<Disposition>,
    possible: Option<Disposition>,
) -> (Disposition, Disposition) {
    let worst = raised.max(possible).unwrap_or(Disposition::Eligible);
    let disposition = match (raised, possible) {
        (Some(raised), _) => raised,
        (None, Some(_)) => Disposition::Incomplete,
        (None, None) => Disposition::Eligible,
    };
    (disposition, worst)
}
