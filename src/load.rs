//! From a text to a protocol that may be used: read, checked, looked over, and proved by its own cases.

#[cfg(feature = "author")]
mod bases;
mod many;

pub use many::Many;

use core::fmt;
#[cfg(feature = "author")]
use core::ops::Range;
use std::sync::Arc;

#[cfg(feature = "author")]
pub use bases::{BaseText, Bases, base_of};
#[cfg(feature = "author")]
use bases::{Origin, Search};

#[cfg(feature = "author")]
use crate::cases::{self, CaseResults};
use crate::diagnostic::{Code, Diagnostics};
#[cfg(feature = "author")]
use crate::document::read_toml;
use crate::document::{Node, Report, read_json};
use crate::intake::facts::Facts;
use crate::intake::{Intake, read};
use crate::lexicon::Lexicon;
use crate::protocol::Protocol;
use crate::screen::judgement::Judgement;
use crate::screen::screening::Screening;
use crate::{lint, screen};

/// The text of a protocol, in one of the languages that it may be written in.
#[derive(Clone, Copy, Debug)]
pub enum Written<'t> {
    /// TOML.
    #[cfg(feature = "author")]
    Toml(&'t str),
    /// JSON of the same shape.
    Json(&'t str),
}

impl<'t> Written<'t> {
    fn read(self, report: &mut Report) -> Option<Node> {
        match self {
            #[cfg(feature = "author")]
            Self::Toml(text) => read_toml(text, report),
            Self::Json(text) => read_json(text, report),
        }
    }

    fn text(self) -> &'t str {
        match self {
            #[cfg(feature = "author")]
            Self::Toml(text) => text,
            Self::Json(text) => text,
        }
    }
}

/// What came of reading a protocol: everything that was found, and the protocol unless something was an error.
#[non_exhaustive]
pub struct Checked {
    /// The protocol. A failing worked case is an error like any other, so there is none then.
    pub protocol: Option<Protocol>,
    /// All errors, warnings and notes, in the order of the text.
    pub diagnostics: Diagnostics,
    #[cfg(feature = "author")]
    /// A protocol that could be read, and is refused all the same. Nobody gets to screen with it.
    refused: Option<Protocol>,
    #[cfg(feature = "author")]
    /// The document, as far as it could be read.
    root: Option<Node>,
}

/// Says nothing of the document, which is as long as its file.
impl fmt::Debug for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checked")
            .field("protocol", &self.protocol)
            .field("diagnostics", &self.diagnostics)
            .finish_non_exhaustive()
    }
}

impl Checked {
    /// Runs the worked cases, also of a protocol that is refused, so that an author sees what each comes to. `None` if the
    /// text could not be read far enough.
    #[cfg(feature = "author")]
    #[must_use]
    pub fn run_cases(&self) -> Option<CaseResults> {
        let protocol = self.protocol.as_ref().or(self.refused.as_ref());
        protocol.map(cases::run_cases)
    }

    /// The rules as JSON, without the worked cases: what a browser loads. `None` if the protocol is refused.
    #[cfg(feature = "author")]
    #[must_use]
    pub fn rules(&self) -> Option<String> {
        self.protocol.as_ref()?;
        self.root.as_ref().map(crate::protocol::cases::rules)
    }

    /// The protocol, with what was worth saying about it.
    ///
    /// # Errors
    ///
    /// Everything that was found, if something of it is an error.
    pub fn into_result(self) -> Result<Protocol, Diagnostics> {
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
    /// Reads a protocol with the names of drugs given, and says everything there is to say about it.
    ///
    /// A protocol that extends another is refused here, since the other is not at hand.
    #[must_use]
    pub fn check_with(written: Written<'_>, names: Arc<Lexicon>) -> Checked {
        let mut report = Report::default();
        let root = written.read(&mut report);
        checked(root, Some(written.text()), names, report)
    }

    /// As [`Protocol::check_with`], with the protocols that this one may extend.
    #[cfg(feature = "author")]
    #[must_use]
    pub fn check_with_bases(
        written: Written<'_>,
        names: Arc<Lexicon>,
        bases: &Bases<'_>,
    ) -> Checked {
        let search = Search {
            bases,
            from: None,
            depth: 0,
        };
        document(written, names, search).checked
    }

    /// As [`Protocol::check_with`], for plain data.
    #[cfg(all(feature = "wasm", target_arch = "wasm32"))]
    pub(crate) fn check_data(root: Node, names: Arc<Lexicon>) -> Checked {
        checked(Some(root), None, names, Report::default())
    }

    /// Reads a protocol that a test has looked over and whose cases it has run: no lint, no case.
    #[cfg(any(feature = "builtin", all(feature = "wasm", target_arch = "wasm32")))]
    pub(crate) fn proved(written: Written<'_>, names: Arc<Lexicon>) -> Result<Self, Diagnostics> {
        let mut report = Report::default();
        let root = written.read(&mut report);
        let protocol = root.and_then(|root| read_indexed(&root, names, &mut report));
        report.diagnostics.settle(Some(written.text()));
        protocol.ok_or(report.diagnostics)
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

    /// Reads an intake once, for whoever wants several things of it.
    ///
    /// ```
    /// use prescreen::{Disposition, Intake, protocols};
    ///
    /// let intake = Intake::at("2026-05-05T09:45:00-06:00").answer("pregnant", true);
    /// let prepared = protocols::ketamine_iv().prepare(&intake)?;
    /// let judgement = prepared.judge();
    /// assert_eq!(judgement.disposition, Disposition::Ineligible);
    /// assert_eq!(judgement.raised.first(), Some(&"pregnancy"));
    /// assert_eq!(prepared.screen().disposition, judgement.disposition);
    /// # Ok::<(), prescreen::Diagnostics>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Protocol::screen`].
    pub fn prepare<'a>(&'a self, intake: &'a Intake) -> Result<Prepared<'a>, Diagnostics> {
        read::read(self, intake).map(Prepared)
    }
}

/// An intake read against a protocol: its names looked up, its times placed.
pub struct Prepared<'a>(Facts<'a>);

impl<'a> Prepared<'a> {
    /// Everything that follows from it.
    #[must_use]
    pub fn screen(&self) -> Screening<'a> {
        screen::screen(self.0.protocol, &self.0)
    }

    /// What could not be understood of the answers.
    #[must_use]
    pub fn problems(&self) -> &Diagnostics {
        &self.0.problems
    }

    /// The overall answer alone, and which criteria bring it about.
    #[must_use]
    pub fn judge(&self) -> Judgement<'a> {
        screen::judgement(self.0.protocol, &self.0)
    }
}

/// Says nothing of the answers, as the intake does.
impl fmt::Debug for Prepared<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared").finish_non_exhaustive()
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
    Code::Loosened,
];

fn read_indexed(root: &Node, names: Arc<Lexicon>, report: &mut Report) -> Option<Protocol> {
    let mut protocol = crate::protocol::read::read(root, names, report)?;
    protocol.index = screen::index(&protocol);
    Some(protocol)
}

fn checked(
    root: Option<Node>,
    text: Option<&str>,
    names: Arc<Lexicon>,
    mut report: Report,
) -> Checked {
    let text_is_whole = !report.diagnostics.has_errors();
    let (protocol, refused) = judged(root.as_ref(), text_is_whole, names, &mut report);
    report.diagnostics.settle(text);
    #[cfg(not(feature = "author"))]
    drop((refused, root));
    Checked {
        protocol,
        diagnostics: report.diagnostics,
        #[cfg(feature = "author")]
        refused,
        #[cfg(feature = "author")]
        root,
    }
}

/// Reads a document and looks it over: the protocol if it may be used, or else the one that is refused, if it could be read.
fn judged(
    root: Option<&Node>,
    text_is_whole: bool,
    names: Arc<Lexicon>,
    report: &mut Report,
) -> (Option<Protocol>, Option<Protocol>) {
    let read = |root| read_indexed(root, names, report);
    let mut protocol = root.and_then(read);
    if !text_is_whole {
        report
            .diagnostics
            .retain(|code| !LOST_WITH_TEXT.contains(&code));
    }
    if let Some(protocol) = &protocol {
        lint::lint(protocol, report);
        #[cfg(feature = "author")]
        cases::report(protocol, report);
    }
    let is_refused = report.diagnostics.has_errors();
    let refused = is_refused.then(|| protocol.take()).flatten();
    (protocol, refused)
}

/// A document that was checked together with what it extends.
#[cfg(feature = "author")]
struct Document {
    checked: Checked,
    /// Where its parts were written, if it extends another.
    origin: Option<Origin>,
    /// What was said of it, and where that stands in all the texts together.
    said: Vec<(Code, Range<usize>)>,
}

/// Reads a document, looks up what it extends, and checks the two as one.
#[cfg(feature = "author")]
fn document(written: Written<'_>, names: Arc<Lexicon>, search: Search<'_>) -> Document {
    let mut report = Report::default();
    let text = written.text();
    let own = written.read(&mut report);
    let text_is_whole = !report.diagnostics.has_errors();
    let (root, origin) = match own {
        Some(own) if bases::extends_another(&own) => {
            match bases::join(&own, text, &names, search, &mut report) {
                Some(joined) => (Some(joined.root), Some(joined.origin)),
                None => (None, None),
            }
        }
        own => (own, None),
    };
    let (protocol, refused) = judged(root.as_ref(), text_is_whole, names, &mut report);
    let placed = report.diagnostics.iter();
    let placed = placed.filter_map(|one| Some((one.code, one.place.as_ref()?.span.clone())));
    let said = placed.collect();
    if let Some(origin) = &origin {
        origin.relocate(&mut report.diagnostics);
        if protocol.is_some() {
            origin.note(&mut report);
        }
    }
    report.diagnostics.settle(Some(text));
    Document {
        checked: Checked {
            protocol,
            diagnostics: report.diagnostics,
            refused,
            root,
        },
        origin,
        said,
    }
}
