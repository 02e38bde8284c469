//! The protocols that ship, each with its worked cases.

use std::sync::OnceLock;

use crate::protocol::Protocol;

/// A protocol that ships, as it is written.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Shipped {
    /// Its id.
    pub id: &'static str,
    /// Its text, TOML.
    pub text: &'static str,
}

/// All of them.
pub const SHIPPED: &[Shipped] = &[Shipped {
    id: "ketamine-iv",
    text: include_str!("../protocols/ketamine-iv.toml"),
}];

/// The text of the protocol with this id.
#[must_use]
pub fn text(id: &str) -> Option<&'static str> {
    SHIPPED
        .iter()
        .find(|shipped| shipped.id == id)
        .map(|shipped| shipped.text)
}

/// Pre-screening for intravenous ketamine in a clinic.
///
/// # Panics
///
/// Never in a released version: a test reads every protocol that ships.
#[must_use]
pub fn ketamine_iv() -> &'static Protocol {
    static PROTOCOL: OnceLock<Protocol> = OnceLock::new();
    PROTOCOL.get_or_init(|| shipped(include_str!("../protocols/ketamine-iv.toml")))
}

#[expect(
    clippy::panic,
    reason = "the text is part of this crate, and a test reads it"
)]
fn shipped(text: &str) -> Protocol {
    match Protocol::parse(text) {
        Ok(protocol) => protocol,
        Err(diagnostics) => panic!("{diagnostics}"),
    }
}
