//! Where the rows go: the screened ones to a file or to standard output, the refused ones to a file of their own.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::resume::{self, Checkpoint, Found, Log, Terms};
use super::row::Done;
use super::source::Source;
use super::tally::Tally;
use crate::exit::Failure;

/// A file that is written.
struct Written {
    name: String,
    file: File,
    length: u64,
}

/// What a run writes.
pub(super) struct Output {
    screened: Option<Written>,
    refused: Option<Written>,
    log: Option<Log>,
    /// Everything counted up to now, by an interrupted run too.
    pub(super) tally: Tally,
}

/// What was asked for.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'w> {
    pub(super) out: Option<&'w str>,
    pub(super) rejected: Option<&'w str>,
    pub(super) resume: bool,
    /// Files that are read, and must not be written over.
    pub(super) read: [&'w str; 2],
}

impl Output {
    /// Opens what will be written, and leads the source to where an interrupted run was cut off. Nothing is changed before
    /// it is certain that the run can be made.
    pub(super) fn open(
        wanted: Wanted<'_>,
        terms: &Terms,
        source: &mut dyn Source,
    ) -> Result<Self, Failure> {
        let mut screened = wanted.out.map(Written::open).transpose()?;
        let mut refused = wanted.rejected.map(Written::open).transpose()?;
        let log_path = match (&screened, wanted.out) {
            (Some(file), Some(path)) if file.is_file()? => {
                Some(resume::path_beside(Path::new(path)))
            }
            _ => None,
        };
        wanted.apart(log_path.as_deref())?;
        let found = wanted.found(
            log_path.as_deref(),
            terms,
            screened.as_ref(),
            refused.as_ref(),
        )?;
        let checkpoint = found.as_ref().map(|found| &found.checkpoint);
        if let Some(checkpoint) = checkpoint {
            let is_same = source.skip(&checkpoint.mark);
            if !is_same.map_err(|cause| unread(wanted, cause))? {
                return Err(Failure::Usage(
                    "the input is not what the interrupted run has read".to_owned(),
                ));
            }
        }
        // The log first: an output without one is taken for one that is complete.
        let log = log_path.map(|path| Log::open(path, terms, found.as_ref()));
        let log = log.transpose()?;
        let lengths = checkpoint.map(|checkpoint| (checkpoint.screened, checkpoint.refused));
        let (to_screened, to_refused) = lengths.unwrap_or_default();
        for (file, length) in [(&mut screened, to_screened), (&mut refused, to_refused)] {
            if let Some(file) = file {
                file.cut(length)?;
            }
        }
        Ok(Self {
            screened,
            refused,
            log,
            tally: checkpoint.map(|one| one.tally.clone()).unwrap_or_default(),
        })
    }

    /// Writes what came of a piece.
    pub(super) fn take(&mut self, done: &Done) -> Result<(), Failure> {
        match &mut self.screened {
            Some(file) => file.write(&done.screened)?,
            // Standard output itself, since data has no colours that would have to be looked for.
            None => io::stdout().write_all(&done.screened)?,
        }
        if let Some(file) = &mut self.refused {
            file.write(&done.refused)?;
        }
        self.tally.add(&done.tally);
        if let Some(log) = self.log.as_mut().filter(|log| log.is_due(&done.mark)) {
            let length = |file: &Option<Written>| file.as_ref().map_or(0, |file| file.length);
            log.add(&Checkpoint {
                mark: done.mark.clone(),
                screened: length(&self.screened),
                refused: length(&self.refused),
                tally: self.tally.clone(),
            })?;
        }
        Ok(())
    }

    /// Everything has been written.
    pub(super) fn end(self) -> Result<Tally, Failure> {
        if self.screened.is_none() {
            io::stdout().flush()?;
        }
        if let Some(log) = self.log {
            log.remove()?;
        }
        Ok(self.tally)
    }
}

impl Wanted<'_> {
    /// Refuses to read and to write one file.
    fn apart(&self, log: Option<&Path>) -> Result<(), Failure> {
        let log = log.map(|path| path.display().to_string());
        let files = [self.out, self.rejected, log.as_deref()]
            .into_iter()
            .flatten();
        let mut seen: Vec<PathBuf> = self
            .read
            .iter()
            .filter_map(|path| fs::canonicalize(path).ok())
            .collect();
        for file in files {
            // What does not exist yet is no other file either; and of a device there is only one.
            let Some(path) = fs::canonicalize(file).ok().filter(|path| path.is_file()) else {
                continue;
            };
            if seen.contains(&path) {
                return Err(Failure::Usage(format!(
                    "`{file}` would be written over while it is used for something else"
                )));
            }
            seen.push(path);
        }
        Ok(())
    }

    /// What an interrupted run left, where this one goes on with it.
    fn found(
        &self,
        log: Option<&Path>,
        terms: &Terms,
        screened: Option<&Written>,
        refused: Option<&Written>,
    ) -> Result<Option<Found>, Failure> {
        let (Some(log), Some(screened)) = (log, screened) else {
            if self.resume {
                let message = "there is no going on with what is not a file";
                return Err(Failure::Usage(message.to_owned()));
            }
            return Ok(None);
        };
        let exists = log.try_exists().map_err(|cause| Failure::Read {
            name: log.display().to_string(),
            cause,
        })?;
        let length = screened.length()?;
        if !exists {
            if self.resume && length > 0 {
                return Err(Failure::Usage(format!(
                    "there is nothing to go on with: `{}` holds something and `{}` is not there, as when a run has ended",
                    screened.name,
                    log.display()
                )));
            }
            return Ok(None);
        }
        let lengths = (length, refused.map_or(Ok(0), Written::length)?);
        let Some(found) = resume::read(log, lengths)? else {
            return Ok(None);
        };
        if !self.resume {
            return Err(Failure::Usage(format!(
                "`{}` is there, so a run that wrote `{}` was cut off: `--resume` goes on with it. To begin anew, remove it",
                log.display(),
                screened.name
            )));
        }
        found.expect(terms, log)?;
        Ok(Some(found))
    }
}

impl Written {
    /// Opens a file without changing it. Two runs must not write to one.
    fn open(path: &str) -> Result<Self, Failure> {
        let open = || {
            let mut options = OpenOptions::new();
            let file = options
                .create(true)
                .truncate(false)
                .write(true)
                .open(path)?;
            // Where the file system knows no locks, nobody can tell.
            let is_taken = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
            if is_taken && file.metadata()?.is_file() {
                return Err(io::Error::other("something else is writing to it"));
            }
            Ok(file)
        };
        match open() {
            Ok(file) => Ok(Self {
                name: path.to_owned(),
                file,
                length: 0,
            }),
            Err(cause) => Err(Failure::Write {
                name: path.to_owned(),
                cause,
            }),
        }
    }

    fn is_file(&self) -> Result<bool, Failure> {
        let about = self.file.metadata();
        about
            .map(|about| about.is_file())
            .map_err(|cause| self.failed(cause))
    }

    fn length(&self) -> Result<u64, Failure> {
        let about = self.file.metadata();
        about
            .map(|about| about.len())
            .map_err(|cause| self.failed(cause))
    }

    /// Goes on at a length; what stands behind it is gone.
    fn cut(&mut self, length: u64) -> Result<(), Failure> {
        use std::io::{Seek, SeekFrom};
        if self.is_file()? {
            let cut = self.file.set_len(length);
            let cut = cut.and_then(|()| self.file.seek(SeekFrom::Start(length)));
            cut.map_err(|cause| self.failed(cause))?;
        }
        self.length = length;
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.file
            .write_all(bytes)
            .map_err(|cause| self.failed(cause))?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    fn failed(&self, cause: io::Error) -> Failure {
        Failure::Write {
            name: self.name.clone(),
            cause,
        }
    }
}

fn unread(wanted: Wanted<'_>, cause: io::Error) -> Failure {
    let [_, input] = wanted.read;
    Failure::Read {
        name: input.to_owned(),
        cause,
    }
}
