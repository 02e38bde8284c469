//! The protocols that ship, each with its worked cases.

use std::sync::OnceLock;

use crate::diagnostic::Diagnostics;
use crate::lexicon::Lexicon;
use crate::load::{BaseText, Checked, Written, base_of};
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

const KETAMINE_IV: Shipped = Shipped {
    id: "ketamine-iv",
    text: include_str!("../protocols/ketamine-iv.toml"),
};

const ESKETAMINE_NASAL: Shipped = Shipped {
    id: "esketamine-nasal",
    text: include_str!("../protocols/esketamine-nasal.toml"),
};

const KETAMINE_COVERAGE: Shipped = Shipped {
    id: "ketamine-coverage",
    text: include_str!("../protocols/ketamine-coverage.toml"),
};

const KETAMINE_PATH: Shipped = Shipped {
    id: "ketamine-path",
    text: include_str!("../protocols/ketamine-path.toml"),
};

const KETAMINE_CHECK_IN: Shipped = Shipped {
    id: "ketamine-check-in",
    text: include_str!("../protocols/ketamine-check-in.toml"),
};

/// All of them.
pub const SHIPPED: &[Shipped] = &[
    KETAMINE_IV,
    ESKETAMINE_NASAL,
    KETAMINE_COVERAGE,
    KETAMINE_PATH,
    KETAMINE_CHECK_IN,
];

impl Shipped {
    /// Its text up to the worked cases, which stand at its end.
    #[must_use]
    pub fn rules(&self) -> &'static str {
        let cases = ["\n[baselines", "\n[[cases]]"];
        let end = cases
            .iter()
            .filter_map(|heading| self.text.find(heading))
            .min();
        end.and_then(|end| self.text.get(..end))
            .unwrap_or(self.text)
    }
}

/// The text of the protocol with this id.
#[must_use]
pub fn text(id: &str) -> Option<&'static str> {
    SHIPPED
        .iter()
        .find(|shipped| shipped.id == id)
        .map(|shipped| shipped.text)
}

/// The protocol that ships under this id, for others that extend it.
///
/// # Errors
///
/// If none does.
pub fn base(id: &str, _from: Option<&str>) -> Result<BaseText, String> {
    let texts = SHIPPED.iter().map(|shipped| (shipped.id, shipped.text));
    base_of(texts, id)
}

impl Protocol {
    /// Reads a protocol written in TOML, with the names of drugs that ship.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, all at once, sorted by place; a worked case that fails is wrong too.
    pub fn parse(toml: &str) -> Result<Self, Diagnostics> {
        Self::check(toml).into_result()
    }

    /// Reads a protocol written in JSON, of the same shape.
    ///
    /// # Errors
    ///
    /// As for [`Protocol::parse`].
    pub fn from_json(json: &str) -> Result<Self, Diagnostics> {
        Self::check_json(json).into_result()
    }

    /// Reads a protocol written in TOML and says everything there is to say about it.
    #[must_use]
    pub fn check(toml: &str) -> Checked {
        Self::check_with_bases(Written::Toml(toml), Lexicon::builtin(), &base)
    }

    /// Reads a protocol written in JSON and says everything there is to say about it.
    #[must_use]
    pub fn check_json(json: &str) -> Checked {
        Self::check_with_bases(Written::Json(json), Lexicon::builtin(), &base)
    }
}

/// Pre-screening for intravenous ketamine in a clinic.
///
/// Its worked cases are run by the tests of this crate and are not loaded here; [`Protocol::parse`] its [`text`] to have
/// them.
///
/// # Panics
///
/// Never in a released version: a test reads every protocol that ships.
#[must_use]
pub fn ketamine_iv() -> &'static Protocol {
    static PROTOCOL: OnceLock<Protocol> = OnceLock::new();
    PROTOCOL.get_or_init(|| load(&KETAMINE_IV))
}

/// Pre-screening for esketamine nasal spray in a certified clinic, from the US label.
///
/// As with [`ketamine_iv`], without its worked cases.
///
/// # Panics
///
/// Never in a released version: a test reads every protocol that ships.
#[must_use]
pub fn esketamine_nasal() -> &'static Protocol {
    static PROTOCOL: OnceLock<Protocol> = OnceLock::new();
    PROTOCOL.get_or_init(|| load(&ESKETAMINE_NASAL))
}

/// Reads the rules of a protocol that ships.
///
/// # Panics
///
/// Never in a released version, as above.
#[must_use]
#[expect(
    clippy::panic,
    reason = "the text is part of this crate, and a test reads it"
)]
pub fn load(shipped: &Shipped) -> Protocol {
    match Protocol::proved(Written::Toml(shipped.rules()), Lexicon::builtin()) {
        Ok(protocol) => protocol,
        Err(diagnostics) => panic!("{diagnostics}"),
    }
}
