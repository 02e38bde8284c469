//! What can be said against a protocol that is otherwise sound.
//!
//! A lint is a function of a protocol and says what it finds. Adding one: a function, a line in `hygiene::LINTS`, a
//! [`Code`](crate::Code), its page in the guide and its case in the corpus.

#[cfg(feature = "author")]
mod hygiene;
mod reach;

use crate::document::Report;
use crate::protocol::Protocol;

/// Runs every lint. What is only a warning is for authors.
pub(crate) fn lint(protocol: &Protocol, report: &mut Report) {
    reach::unreachable_questions(protocol, report);
    #[cfg(feature = "author")]
    for lint in hygiene::LINTS {
        lint(protocol, report);
    }
}

fn question_path(index: usize) -> String {
    format!("questions[{index}]")
}
