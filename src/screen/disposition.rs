//! What a criterion contributes to the overall answer, and what that comes to.

use crate::disposition::Disposition;
use crate::protocol::model::Role;
use crate::protocol::standing::Side;

/// What a broken side of a criterion contributes.
pub(crate) fn contribution(role: Role, side: Side) -> Option<Disposition> {
    match (role, side) {
        (Role::Advice, _) | (_, Side::Preference) => None,
        (_, Side::After) => Some(Disposition::ActionNeeded),
        (role, Side::Role) => role.contributes(),
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
