//! How a run ends: the exit codes, and what is said when a verb cannot give a result.

use std::io::{self, ErrorKind, Write};

use prescreen::{Diagnostic, Diagnostics, Disposition};

use crate::input::Input;
use crate::render;

/// Done; and, for a screening, `eligible`.
pub(crate) const OK: u8 = 0;
/// The command line itself is wrong.
pub(crate) const USAGE: u8 = 2;
/// A protocol is refused; a worked case that fails is a reason.
pub(crate) const PROTOCOL: u8 = 3;
/// An intake is refused.
pub(crate) const INTAKE: u8 = 4;
/// A file cannot be read or written, or whoever reads the output went away.
pub(crate) const IO: u8 = 5;

/// What `--help` says about all this.
pub(crate) const HELP: &str = "\
Exit codes:
   0  done; for a screening: eligible, that is, nothing found against it
   2  the command line is wrong
   3  the protocol is refused (a worked case that fails is a reason)
   4  the intake is refused; of many, at least one, and the others are screened
   5  a file cannot be read or written
      of several protocols, the greatest of their codes
  10  screening: incomplete
  11  screening: action_needed
  12  screening: deferred
  13  screening: needs_review
  14  screening: ineligible";

/// The exit code of a screening. Only `eligible` is 0, so that a script that looks no further lets nobody through.
pub(crate) fn of(disposition: Disposition) -> u8 {
    match disposition {
        Disposition::Eligible => OK,
        Disposition::Incomplete => 10,
        Disposition::ActionNeeded => 11,
        Disposition::Deferred => 12,
        Disposition::NeedsReview => 13,
        Disposition::Ineligible => 14,
    }
}

/// Why a verb gave no result.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The command line asks for something that does not exist.
    #[error("{0}")]
    Usage(String),
    /// A protocol is refused.
    #[error("the protocol is refused")]
    Protocol(Box<Input>, Vec<Diagnostic>),
    /// An intake is refused.
    #[error("the intake is refused")]
    Intake(Box<Input>, Vec<Diagnostic>),
    /// The same, and the diagnostics were already given as data.
    #[error("refused")]
    AlreadyTold(u8),
    /// A file cannot be read.
    #[error("cannot read `{name}`: {cause}")]
    Read {
        /// What it is called.
        name: String,
        /// Why.
        cause: io::Error,
    },
    /// A file cannot be written.
    #[error("cannot write `{name}`: {cause}")]
    Write {
        /// What it is called.
        name: String,
        /// Why.
        cause: io::Error,
    },
    /// The result cannot be handed out.
    #[error("cannot write the result: {0}")]
    Output(#[from] io::Error),
    /// The result cannot be put into JSON.
    #[error("cannot write the result: {0}")]
    Json(#[from] serde_json::Error),
}

impl Failure {
    /// An intake is refused for these reasons.
    pub(crate) fn intake(input: Input, found: &Diagnostics) -> Self {
        Self::Intake(Box::new(input), found.iter().cloned().collect())
    }

    /// The exit code that goes with it.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => USAGE,
            Self::Protocol(..) => PROTOCOL,
            Self::Intake(..) => INTAKE,
            Self::AlreadyTold(code) => *code,
            Self::Read { .. } | Self::Write { .. } | Self::Output(_) | Self::Json(_) => IO,
        }
    }

    /// Says it. Where even that fails, only the exit code is left.
    pub(crate) fn report(&self, out: &mut dyn Write) {
        let _nobody_left_to_tell = match self {
            Self::Protocol(input, found) | Self::Intake(input, found) => {
                render::diagnostics(out, input, found)
                    .and_then(|()| writeln!(out, "{}", render::summary(found)))
            }
            Self::AlreadyTold(_) => Ok(()),
            // Whoever reads the output has seen enough.
            Self::Output(cause) if cause.kind() == ErrorKind::BrokenPipe => Ok(()),
            Self::Usage(_)
            | Self::Read { .. }
            | Self::Write { .. }
            | Self::Output(_)
            | Self::Json(_) => writeln!(out, "{} {self}", render::ERROR_PREFIX),
        };
    }
}
