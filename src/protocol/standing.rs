//! What a criterion comes to.

use core::cmp::Reverse;

use serde::Serialize;

use super::model::Criterion;
use crate::Truth;
use crate::disposition::Disposition;

/// What is known of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Known not to be raised.
    Clear,
    /// It depends on something that is not known.
    Possible,
    /// It is raised.
    Raised,
}

/// The sides of a criterion, each of which can be broken by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// Its condition, or the time before the treatment: contributes what the role says.
    Role,
    /// The time after the treatment: contributes `action_needed`.
    After,
    /// The time it would be better to wait: contributes nothing.
    Preference,
}

impl Side {
    pub(crate) const ALL: [Self; 3] = [Self::Role, Self::After, Self::Preference];

    /// Whether a criterion has this side at all.
    pub(crate) fn is_part_of(self, criterion: &Criterion) -> bool {
        let washout = criterion.washout.as_ref();
        match self {
            Self::Role => washout.is_none_or(|washout| washout.before.is_some()),
            Self::After => washout.is_some_and(|washout| washout.after.is_some()),
            Self::Preference => washout.is_some_and(|washout| washout.prefer_after.is_some()),
        }
    }
}

/// What a criterion comes to that is not clear.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) status: Status,
    /// The gravest contribution among the sides that are raised.
    pub(crate) raised: Option<Disposition>,
    /// The gravest contribution among the sides that are possible.
    pub(crate) possible: Option<Disposition>,
    /// The side that says so.
    pub(crate) side: Side,
    /// The sides that are possible.
    pub(crate) open: [Option<Side>; Side::ALL.len()],
}

impl Standing {
    /// From what some sides come to, and what each contributes when it is broken; `None` if all are clear.
    pub(crate) fn of(
        sides: impl Iterator<Item = (Side, Truth, Option<Disposition>)>,
    ) -> Option<Self> {
        // The gravest side that is so; of equals the first.
        let (mut raised, mut possible) = (None, None);
        let mut open = [None; Side::ALL.len()];
        for ((side, truth, contributes), slot) in sides.zip(&mut open) {
            let weight = Some((contributes, Reverse(side)));
            match truth {
                Truth::False => {}
                Truth::True => raised = raised.max(weight),
                Truth::Unknown => {
                    possible = possible.max(weight);
                    *slot = Some(side);
                }
            }
        }
        // What is certain goes before what is possible, unless only the latter has any weight.
        let (status, (_, Reverse(side))) = match (raised, possible) {
            (Some(certain @ (Some(_), _)), _) | (Some(certain), None | Some((None, _))) => {
                (Status::Raised, certain)
            }
            (_, Some(possible)) => (Status::Possible, possible),
            (None, None) => return None,
        };
        Some(Self {
            status,
            raised: raised.and_then(|(contributes, _)| contributes),
            possible: possible.and_then(|(contributes, _)| contributes),
            side,
            open,
        })
    }
}
