//! From a text to a protocol that may be used: read, checked, looked over, and proved by its own cases.

use std::sync::Arc;

use crate::cases::CaseResults;
use crate::diagnostic::{Code, Diagnostics};
use crate::document::{Node, Report, read_json};
use crate::intake::{Intake, read};
use crate::lexicon::Lexicon;
use crate::protocol::Protocol;
use crate::screen::screening::Screening;
use crate::{cases, lint, screen};

/// What came of reading a protocol: everything that was found, and the protocol unless something was an error.
#[derive(Debug)]
#[non_exhaustive]
pub struct Checked {
    /// The protocol. A failing worked case is an error like any other, so there is none then.
    pub protocol: Option<Protocol>,
    /// All errors, warnings and notes, in the order of the text.
    pub diagnostics: Diagnostics,
    /// A protocol that could be read, and is refused all the same. Nobody gets to screen with it.
    refused: Option<Protocol>,
}

impl Checked {
    /// Runs the worked cases, also of a protocol that is refused, so that an author sees what each comes to. `None` if the
    /// text could not be read far enough.
    #[must_use]
    pub fn run_cases(&self) -> Option<CaseResults> {
        let protocol = self.protocol.as_ref().or(self.refused.as_ref());
        protocol.map(cases::run_cases)
    }

    fn into_result(self) -> Result<Protocol, Diagnostics> {
        match self.protocol {
            Some(mut protocol) => {
                protocol.warnings = self.diagnostics;
                Ok(protocol)
            }
            None => Err(self.diagnostics),
        }
    }
}

impl Protocol {
    /// Reads a protocol written in TOML.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, all at once, sorted by place; a worked case that fails is wrong too.
    #[cfg(feature = "author")]
    pub fn parse(toml: &str) -> Result<Self, Diagnostics> {
        Self::check(toml).into_result()
    }

    /// Reads a protocol that a test has looked over and whose cases it has run.
    #[cfg(feature = "author")]
    pub(crate) fn proved(toml: &str) -> Result<Self, Diagnostics> {
        let mut report = Report::default();
        let root = crate::document::read_toml(toml, &mut report);
        let protocol =
            root.and_then(|root| crate::protocol::read::read(&root, builtin(), &mut report));
        report.diagnostics.settle(Some(toml));
        protocol.ok_or(report.diagnostics)
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
    #[cfg(feature = "author")]
    #[must_use]
    pub fn check(toml: &str) -> Checked {
        let mut report = Report::default();
        let root = crate::document::read_toml(toml, &mut report);
        checked(root, Some(toml), report)
    }

    /// Reads a protocol written in JSON and says everything there is to say about it.
    #[must_use]
    pub fn check_json(json: &str) -> Checked {
        let mut report = Report::default();
        let root = read_json(json, &mut report);
        checked(root, Some(json), report)
    }

    /// Screens an intake.
    ///
    /// ```
    /// use prescreen::{Disposition, Intake, Use, protocols};
    ///
    /// let protocol = protocols::ketamine_iv();
    /// let intake = Intake::at("2026-05-05T09:45:00-06:00")
    ///     .start("2026-05-05T10:00:00-06:00")
    ///     .uses("medications", [Use::of("Lamictal 100 mg").last("2026-05-04T22:01:00-06:00")]);
    /// let screening = protocol.screen(&intake)?;
    /// assert_eq!(screening.disposition, Disposition::Deferred);
    /// # Ok::<(), prescreen::Diagnostics>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If it cannot be said what the intake means: it does not say what time it is, its appointment ends before it starts,
    /// or it answers questions that this protocol does not ask. An answer that cannot be understood is no error; it counts
    /// as unknown and is listed among the screening's problems.
    pub fn screen(&self, intake: &Intake) -> Result<Screening<'_>, Diagnostics> {
        Ok(screen::screen(self, &read::read(self, intake)?))
    }
}

/// What may seem wrong only because a part of the text could not be read.
const LOST_WITH_TEXT: &[Code] = &[
    Code::MissingKey,
    Code::WrongType,
    Code::Empty,
    Code::MissingLocale,
    Code::BadRange,
    Code::Uncited,
    Code::UnknownSource,
    Code::UnknownQuestion,
    Code::UnknownOption,
    Code::UnknownCriterion,
    Code::UnknownBaseline,
    Code::ConditionType,
    Code::ConditionUnit,
    Code::RoleMismatch,
    Code::EmptyWindow,
    Code::ContradictoryWindow,
    Code::AppliesOrder,
    Code::NoUsesQuestion,
];

fn checked(root: Option<Node>, text: Option<&str>, mut report: Report) -> Checked {
    let text_is_whole = !report.diagnostics.has_errors();
    let mut protocol =
        root.and_then(|root| crate::protocol::read::read(&root, builtin(), &mut report));
    if !text_is_whole {
        report
            .diagnostics
            .retain(|code| !LOST_WITH_TEXT.contains(&code));
    }
    if let Some(protocol) = &protocol {
        lint::lint(protocol, &mut report);
        cases::report(protocol, &mut report);
    }
    let mut refused = None;
    if report.diagnostics.has_errors() {
        refused = protocol.take();
    }
    report.diagnostics.settle(text);
    Checked {
        protocol,
        diagnostics: report.diagnostics,
        refused,
    }
}

fn builtin() -> Arc<Lexicon> {
    Lexicon::builtin()
}
