//! What can be said against a protocol that is otherwise sound.
//!
//! A lint is a function of a protocol and says what it finds. Adding one: a function, a line in [`LINTS`], a
//! [`Code`](crate::Code), its page in the guide and its case in the corpus.

mod hygiene;
mod reach;

use crate::document::Report;
use crate::protocol::Protocol;

type Lint = fn(&Protocol, &mut Report);

const LINTS: &[Lint] = &[
    hygiene::no_cases,
    hygiene::unread_questions,
    hygiene::unused_sources,
    hygiene::vacuous_inclusions,
    hygiene::lowering_uses,
    reach::unreachable_questions,
];

/// Runs every lint.
pub(crate) fn lint(protocol: &Protocol, report: &mut Report) {
    for lint in LINTS {
        lint(protocol, report);
    }
}
