//! What a run leaves beside its output, so that another can go on where it was cut off.
//!
//! A file of lines of JSON: first the terms of the run, then a checkpoint every now and then. A run that goes on cuts the
//! output back to the last checkpoint, so what an interrupted run wrote behind it, a torn line perhaps, counts for nothing.
//! A run that ends takes the file away.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use prescreen::Protocol;
use serde::{Deserialize, Serialize};

use super::source::{Format, Mark};
use super::tally::Tally;
use crate::exit::Failure;

/// So much input is screened again at most.
const BETWEEN: u64 = 256 * 1024;

/// What both runs must have in common, for the result to be that of one run.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Terms {
    engine: String,
    protocol: String,
    version: String,
    digest: String,
    format: String,
    brief: bool,
    now: Option<String>,
    rejected: bool,
}

impl Terms {
    pub(super) fn new(
        protocol: &Protocol,
        format: Format,
        brief: bool,
        now: Option<&str>,
        rejected: bool,
    ) -> Self {
        Self {
            engine: concat!("prescreen ", env!("CARGO_PKG_VERSION")).to_owned(),
            protocol: protocol.id().to_owned(),
            version: protocol.version().to_owned(),
            digest: protocol.digest().to_owned(),
            format: format.as_str().to_owned(),
            brief,
            now: now.map(str::to_owned),
            rejected,
        }
    }

    /// What is not as it was, in words.
    fn differences(&self, then: &Self) -> Vec<&'static str> {
        [
            ("the engine", self.engine != then.engine),
            (
                "the protocol",
                (&self.protocol, &self.version, &self.digest)
                    != (&then.protocol, &then.version, &then.digest),
            ),
            ("the format of the input", self.format != then.format),
            ("`--brief`", self.brief != then.brief),
            ("`--now`", self.now != then.now),
            ("`--rejected`", self.rejected != then.rejected),
        ]
        .into_iter()
        .filter_map(|(what, differs)| differs.then_some(what))
        .collect()
    }
}

/// How far a run has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    pub(super) mark: Mark,
    /// How long the output was.
    pub(super) screened: u64,
    /// How long the file of refused rows was.
    pub(super) refused: u64,
    pub(super) tally: Tally,
}

/// The file beside the output.
pub(super) struct Log {
    file: File,
    path: PathBuf,
    /// How far the input was read at the last checkpoint.
    last: u64,
}

/// What such a file says.
pub(super) struct Found {
    terms: Terms,
    pub(super) checkpoint: Checkpoint,
    /// How much of the file is whole.
    length: u64,
}

impl Found {
    /// Refuses to go on under other terms.
    pub(super) fn expect(&self, terms: &Terms, path: &Path) -> Result<(), Failure> {
        let differences = terms.differences(&self.terms);
        if differences.is_empty() {
            return Ok(());
        }
        Err(Failure::Usage(format!(
            "the interrupted run cannot be gone on with, since not everything is as it was: {}. To begin anew, remove `{}`",
            differences.join(", "),
            path.display()
        )))
    }
}

pub(super) fn path_beside(out: &Path) -> PathBuf {
    let mut path = OsString::from(out);
    path.push(".resume");
    path.into()
}

/// Reads what an interrupted run left; `None` if it had not come as far as a checkpoint, so that nothing would be lost.
///
/// `lengths` are those of the output and of the file of refused rows. A machine that lost its power may have kept less of
/// them than of the log, so a checkpoint counts only where both reach it.
pub(super) fn read(path: &Path, lengths: (u64, u64)) -> Result<Option<Found>, Failure> {
    let failed = |cause| Failure::Read {
        name: path.display().to_string(),
        cause,
    };
    let mut log = BufReader::new(File::open(path).map_err(failed)?);
    let mut line = Vec::new();
    if !next_whole(&mut log, &mut line).map_err(failed)? {
        return Ok(None);
    }
    let Ok(terms) = serde_json::from_slice::<Terms>(&line) else {
        return Err(Failure::Usage(format!(
            "`{}` was not left by a run of `batch`",
            path.display()
        )));
    };
    let mut length = line.len() as u64;
    let mut last = None;
    while next_whole(&mut log, &mut line).map_err(failed)? {
        let Ok(checkpoint) = serde_json::from_slice::<Checkpoint>(&line) else {
            break;
        };
        if checkpoint.screened > lengths.0 || checkpoint.refused > lengths.1 {
            break;
        }
        last = Some(checkpoint);
        length += line.len() as u64;
    }
    Ok(last.map(|checkpoint| Found {
        terms,
        checkpoint,
        length,
    }))
}

/// The next line with its end, which a line that is torn has not.
fn next_whole(log: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    log.read_until(b'\n', line)?;
    Ok(line.last() == Some(&b'\n'))
}

impl Log {
    /// Begins a log, or goes on with one.
    pub(super) fn open(
        path: PathBuf,
        terms: &Terms,
        found: Option<&Found>,
    ) -> Result<Self, Failure> {
        let open = || {
            let mut file = OpenOptions::new()
                .create(true)
                .truncate(false)
                .append(true)
                .open(&path)?;
            match found {
                Some(found) => file.set_len(found.length)?,
                None => {
                    file.set_len(0)?;
                    append(&mut file, terms)?;
                }
            }
            Ok(file)
        };
        match open() {
            Ok(file) => Ok(Self {
                file,
                path,
                last: found.map_or(0, |found| found.checkpoint.mark.bytes),
            }),
            Err(cause) => Err(unwritten(&path, cause)),
        }
    }

    /// Whether it is time for a checkpoint.
    pub(super) fn is_due(&self, mark: &Mark) -> bool {
        mark.bytes.saturating_sub(self.last) >= BETWEEN
    }

    /// Writes down how far the run has come. Everything up to there has been written already.
    pub(super) fn add(&mut self, checkpoint: &Checkpoint) -> Result<(), Failure> {
        append(&mut self.file, checkpoint).map_err(|cause| unwritten(&self.path, cause))?;
        self.last = checkpoint.mark.bytes;
        Ok(())
    }

    /// The run has ended.
    pub(super) fn remove(self) -> Result<(), Failure> {
        drop(self.file);
        fs::remove_file(&self.path).map_err(|cause| unwritten(&self.path, cause))
    }
}

fn append(file: &mut File, line: &impl Serialize) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    // At once, so that a run that is killed tears the last line at most.
    file.write_all(&bytes)
}

fn unwritten(path: &Path, cause: io::Error) -> Failure {
    Failure::Write {
        name: path.display().to_string(),
        cause,
    }
}
