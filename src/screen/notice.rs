//! What is to be shown with every result, whatever it is.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::finding::Judged;
use super::next_question::why;
use crate::intake::facts::Facts;
use crate::protocol::Protocol;
use crate::protocol::base::Departure;
use crate::protocol::model::Text;

/// Something to be shown with every result.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Notice<'p> {
    /// The protocol should have been reviewed again by this day.
    ReviewOverdue(chrono::NaiveDate),
    /// Something depends on when exactly the treatment starts or ends, which the intake leaves open.
    AppointmentImprecise,
    /// A note of the protocol itself.
    Note(&'p Text),
    /// The protocol is less strict in a point than what it builds on, or a protocol that it builds on is.
    Departure {
        /// The protocol that is less strict.
        protocol: &'p str,
        /// The point, why, and who answers for it.
        departure: &'p Departure,
    },
}

impl Serialize for Notice<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Notice", 7)?;
        match self {
            Self::ReviewOverdue(by) => {
                out.serialize_field("kind", "review_overdue")?;
                out.serialize_field("reviewBy", &by.to_string())?;
            }
            Self::AppointmentImprecise => {
                out.serialize_field("kind", "appointment_imprecise")?;
            }
            Self::Note(text) => {
                out.serialize_field("kind", "note")?;
                out.serialize_field("message", text)?;
            }
            Self::Departure {
                protocol,
                departure,
            } => {
                out.serialize_field("kind", "departure")?;
                out.serialize_field("protocol", protocol)?;
                out.serialize_field("part", &departure.part.as_str())?;
                out.serialize_field("change", &departure.change.as_str())?;
                out.serialize_field("reason", &departure.reason)?;
                out.serialize_field("approvedBy", &departure.approved_by.as_str())?;
            }
        }
        out.end()
    }
}

/// All of them.
pub(super) fn notices<'p>(
    judged: &[Judged],
    protocol: &'p Protocol,
    facts: &Facts<'_>,
) -> Vec<Notice<'p>> {
    let mut notices = Vec::new();
    let today = facts.zone.now.date(facts.offset);
    if today.is_none_or(|today| today > protocol.review.review_by) {
        notices.push(Notice::ReviewOverdue(protocol.review.review_by));
    }
    // What is possible though nothing about the person is missing can only hang on the treatment's own times.
    let hangs_on_times = |one: &Judged| {
        one.standing.possible.is_some()
            && one.pending.iter().all(|fact| why(*fact, facts).is_none())
    };
    if judged.iter().any(hangs_on_times) {
        notices.push(Notice::AppointmentImprecise);
    }
    notices.extend(protocol.note.as_ref().map(Notice::Note));
    let mut departing = protocol.id.as_str();
    for base in &protocol.bases {
        for departure in &base.departures {
            notices.push(Notice::Departure {
                protocol: departing,
                departure,
            });
        }
        departing = &base.id;
    }
    notices
}
