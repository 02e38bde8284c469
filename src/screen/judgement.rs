//! What an intake comes to, without the reasons.

use serde::Serialize;

use crate::disposition::Disposition;

/// The overall answer, and which criteria bring it about: what a screening says, and not why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Judgement<'p> {
    /// The overall answer.
    pub disposition: Disposition,
    /// What it may become at worst, once everything is known.
    pub worst_case: Disposition,
    /// The criteria that are raised, in the protocol's order.
    pub raised: Vec<&'p str>,
    /// Those that may be.
    pub possible: Vec<&'p str>,
}
