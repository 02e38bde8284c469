//! Several protocols at once: ids, files, standard input, and folders with all that is in them.

use std::io::Write;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use crate::exit::Failure;
use crate::input::Input;

/// Every protocol that the arguments name, in their order, and what kept others from being read.
#[derive(Default)]
pub(crate) struct Inputs {
    pub(crate) read: Vec<Input>,
    /// In place of one that is missing, the others are still looked at.
    pub(crate) unread: Vec<Failure>,
    /// Files of folders that hold no protocol. Who expected one there has to hear of it.
    passed_over: Vec<String>,
}

impl Inputs {
    /// Reads them all. A folder stands for every `.toml` file below it that holds a protocol.
    pub(crate) fn protocols<'a>(arguments: impl IntoIterator<Item = &'a String>) -> Self {
        let mut inputs = Self::default();
        for argument in arguments {
            // An id comes before a folder of that name, as it comes before a file.
            let is_folder = prescreen::protocols::text(argument).is_none()
                && argument != "-"
                && Path::new(argument).is_dir();
            if is_folder {
                inputs.add_folder(argument);
            } else {
                inputs.add(Input::protocol(argument));
            }
        }
        inputs
    }

    fn add(&mut self, read: Result<Input, Failure>) {
        match read {
            Ok(input) => self.read.push(input),
            Err(failure) => self.unread.push(failure),
        }
    }

    fn add_folder(&mut self, folder: &str) {
        let mut files = Vec::new();
        if let Err(failure) = collect(Path::new(folder), &mut files) {
            self.unread.push(failure);
            return;
        }
        let mut is_empty = true;
        for file in files {
            match Input::file(&file) {
                Ok(input) if !holds_protocol(&input) => self.passed_over.push(input.name),
                read => {
                    is_empty = false;
                    self.add(read);
                }
            }
        }
        if is_empty {
            let message = format!("there is no protocol in `{folder}`");
            self.unread.push(Failure::Usage(message));
        }
    }

    /// Whether there is one protocol and no more, so that there is room to say much of it.
    pub(crate) fn is_one(&self) -> bool {
        self.read.len() == 1
    }

    /// Says what was not looked at, and how a run ends whose result so far is `code`: with the greatest of all codes.
    pub(crate) fn end(self, code: u8) -> Result<u8, Failure> {
        let mut err = anstream::stderr().lock();
        for name in &self.passed_over {
            let why = "it has neither questions nor criteria";
            writeln!(err, "passed over `{name}`: {why}")?;
        }
        let mut greatest = code;
        for failure in &self.unread {
            failure.report(&mut err);
            greatest = greatest.max(failure.code());
        }
        Ok(greatest)
    }
}

/// Every `.toml` file below a folder, sorted by path. Hidden files and folders are left alone, as everywhere on a command
/// line; links to folders are not followed, since they may lead in circles.
fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |cause| Failure::Read {
        name: folder.display().to_string(),
        cause,
    };
    let mut entries = std::fs::read_dir(folder)
        .and_then(|entries| entries.collect::<Result<Vec<_>, _>>())
        .map_err(failed)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        if entry.file_type().map_err(failed)?.is_dir() {
            collect(&path, into)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
            && path.is_file()
        {
            into.push(path);
        }
    }
    Ok(())
}

/// Whether a file means to be a protocol. One that cannot be read as TOML may be one, so it counts: what is broken must
/// not look as if it were not there.
fn holds_protocol(input: &Input) -> bool {
    const TELLING: [&str; 3] = ["questions", "criteria", "extends"];
    DeTable::parse(&input.text).map_or(true, |table| {
        let mut keys = table.get_ref().keys();
        keys.any(|key| TELLING.contains(&&**key.get_ref()))
    })
}
