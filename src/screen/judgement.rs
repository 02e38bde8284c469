//! What an intake comes to, without the reasons.

use serde::Serialize;

use super::criterion_id;
use super::screening::Status;
use crate::disposition::Disposition;
use crate::protocol::Protocol;

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

impl<'p> Judgement<'p> {
    /// From whoever names every criterion that is not clear by its place, in order, and then says what they come to.
    pub(crate) fn of(
        protocol: &'p Protocol,
        judge_each: impl FnOnce(&mut dyn FnMut(usize, Status)) -> (Disposition, Disposition),
    ) -> Self {
        let (mut raised, mut possible) = (Vec::new(), Vec::new());
        let (disposition, worst_case) = judge_each(&mut |place, status| {
            match status {
                Status::Raised => &mut raised,
                Status::Possible | Status::Clear => &mut possible,
            }
            .push(criterion_id(protocol, place));
        });
        Self {
            disposition,
            worst_case,
            raised,
            possible,
        }
    }
}
