//! An embeddable pre-screening engine: a clinic's safety rules, checked once, run anywhere, never guessing.
//!
//! A clinic writes its pre-treatment rules in one readable file, a [`Protocol`]. `prescreen` checks the file and then
//! answers, for one [`Intake`] at one time: may this person be treated; if not, why, by whose authority, from when, and
//! what must be done until then; and what should be asked next.
//!
//! ```
//! use prescreen::{Disposition, Intake, Status, Use, protocols};
//!
//! let protocol = protocols::ketamine_iv();
//! let intake = Intake::at("2026-05-05T09:45:00-06:00")
//!     .start("2026-05-05T10:00:00-06:00")
//!     .uses("medications", [Use::of("Lamictal 100 mg").last("2026-05-04T22:01:00-06:00")])
//!     .uses("substances", []);
//!
//! let screening = protocol.screen(&intake)?;
//!
//! // One minute short of twelve hours.
//! assert_eq!(screening.disposition, Disposition::Deferred);
//! assert_eq!(screening.status("lamotrigine-washout"), Status::Raised);
//! let finding = screening.finding("lamotrigine-washout").unwrap();
//! assert_eq!(finding.clearance.unwrap().certain_from.unwrap().to_string(), "2026-05-05T10:01:00-06:00");
//! // Most questions have not been asked yet, so it may still turn out worse.
//! assert_eq!(screening.worst_case, Disposition::Ineligible);
//! assert!(screening.next_question.is_some());
//! # Ok::<(), prescreen::Diagnostics>(())
//! ```
//!
//! It is a pre-screen. [`Disposition::Eligible`] means that this protocol found nothing against it, and never that
//! something is safe. A clinician decides.
//!
//! # What it holds to
//!
//! - **Unknown never passes.** An unanswered question, "I don't know", an answer of the wrong type, a drug name that
//!   could mean two things: all of these are [`Truth::Unknown`], and no protocol can test for that.
//! - **Time is imprecise.** "On Tuesday" is every moment of that Tuesday, and a finding is only certain if it is so for
//!   all of them. See [`time`].
//! - **A look-alike is not the drug.** Only an exact name decides; everything else is asked. See [`lexicon`].
//! - **Nothing is silently ignored.** A protocol with an unknown key, an uncited criterion or a worked case that fails
//!   is refused, with every [`Diagnostic`] at once.
//! - **One evaluation** yields the disposition, the findings with what they rest on, the clearance and the next question,
//!   so they cannot contradict each other.
//! - **The core is pure.** It reads no clock, no zone database, no file and no network. Equal inputs give equal bytes.
//!
//! # What it does not do
//!
//! It does not diagnose, dose or prescribe, it keeps no records, and it never tells anyone to stop a prescribed medicine.
//!
//! # Features
//!
//! - `author`: reads protocols written in TOML, runs worked cases and lints. Without it, protocols are read from JSON, the
//!   rules alone, as [`Checked::rules`] and the command line's `export` write them.
//! - `builtin`: the protocols, the names of drugs and the words that ship, compiled in; brings `author`. Without it, they
//!   are given as data: see [`Protocol::check_with`], [`lexicon::Lexicon::parse`] and [`explain::Words::parse`].
//! - `cli` (default): the command line; brings `builtin`.
//! - `parquet`: the command line's `batch` reads Parquet files too; brings `cli`.
//! - `wasm` (default): on wasm32, the classes that JavaScript sees. A Rust program that becomes WebAssembly itself and only
//!   uses this crate leaves it out.
//!
//! The [`guide`] has the format of protocols, the exact semantics, every diagnostic, and the map of the code.

#[cfg(feature = "author")]
mod cases;
mod characters;
mod diagnostic;
mod disposition;
mod document;
pub mod explain;
pub mod guide;
mod intake;
pub mod lexicon;
mod lint;
mod load;
mod order;
pub mod protocol;
#[cfg(feature = "builtin")]
pub mod protocols;
mod resident;
mod screen;
pub mod time;
mod truth;
#[cfg(all(feature = "wasm", target_arch = "wasm32"))]
mod wasm;

#[cfg(feature = "author")]
pub use cases::{CaseResult, CaseResults, Coverage, run_cases};
pub use diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
pub use disposition::Disposition;
pub use intake::{Answer, Intake, Use};
#[cfg(feature = "author")]
pub use load::{BaseText, Bases, base_of};
pub use load::{Checked, Many, Prepared, Written};
pub use protocol::{Protocol, ProtocolRef};
pub use resident::{Asked, Resident, Step};
pub use screen::estimate::{
    AmountRange, Estimated, EstimatedLine, Estimation, EstimationFigure, EstimationFrom,
};
pub use screen::judgement::Judgement;
pub use screen::lists::{ItemStatus, Listed, ListedItem};
pub use screen::notice::Notice;
pub use screen::said::{NameReading, Said};
pub use screen::screening::{
    AnswerRef, Appointment, Ask, CitationRef, Clearance, Evidence, Finding, Interval, Missing,
    Moment, NextQuestion, Occasion, PlanEntry, PlanKind, PlanTime, Screening, Status, Subject, Why,
};
pub use truth::Truth;

/// The README's examples, so that they are compiled and run.
#[cfg(all(doctest, feature = "builtin"))]
#[doc = include_str!("../README.md")]
struct Readme;
