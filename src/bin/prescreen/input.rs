//! Texts from files, from standard input, and from the protocols that ship.

use std::io::{self, Read};
use std::path::Path;
use std::str::Utf8Error;

use prescreen::explain::Words;
use prescreen::lexicon::Lexicon;
use prescreen::{BaseText, Checked, Code, Diagnostic, Place, Protocol, Written, protocols};

use crate::exit::Failure;

/// A text and what to call it.
#[derive(Debug)]
pub(crate) struct Input {
    /// The path as it was given, `<stdin>`, or the id of a protocol that ships.
    pub(crate) name: String,
    /// The text; what is no UTF-8 in it is replaced.
    pub(crate) text: String,
    /// What is wrong with the bytes.
    pub(crate) not_utf8: Option<Diagnostic>,
}

impl Input {
    /// Reads a file, or standard input for `-`.
    pub(crate) fn read(path: &str) -> Result<Self, Failure> {
        if path != "-" {
            return Self::file(Path::new(path));
        }
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        Self::of_read("<stdin>", read.map(|_| bytes))
    }

    /// Reads a file.
    pub(crate) fn file(path: &Path) -> Result<Self, Failure> {
        Self::of_read(&path.display().to_string(), std::fs::read(path))
    }

    fn of_read(name: &str, read: io::Result<Vec<u8>>) -> Result<Self, Failure> {
        let name = name.to_owned();
        match read {
            Ok(bytes) => Ok(Self::of_bytes(&name, bytes)),
            Err(cause) => Err(Failure::Read { name, cause }),
        }
    }

    /// The text of a protocol that ships, or else of a file. A file of such a name is written `./ketamine-iv`.
    pub(crate) fn protocol(id_or_path: &str) -> Result<Self, Failure> {
        match protocols::text(id_or_path) {
            Some(text) => Ok(Self {
                name: id_or_path.to_owned(),
                text: text.to_owned(),
                not_utf8: None,
            }),
            None => Self::read(id_or_path).map_err(|failure| with_ids(failure, id_or_path)),
        }
    }

    fn of_bytes(name: &str, bytes: Vec<u8>) -> Self {
        let name = name.to_owned();
        match String::from_utf8(bytes) {
            Ok(text) => Self {
                name,
                text,
                not_utf8: None,
            },
            Err(error) => {
                let (text, problem) = not_utf8(error.as_bytes(), &error.utf8_error(), "the file");
                Self {
                    name,
                    text,
                    not_utf8: Some(problem),
                }
            }
        }
    }

    /// Whether it is called JSON or begins so.
    fn is_json(&self) -> bool {
        match Path::new(&self.name).extension() {
            Some(extension) => extension.eq_ignore_ascii_case("json"),
            None => self.text.trim_start().starts_with('{'),
        }
    }

    /// Reads it as a protocol, together with what it extends.
    pub(crate) fn check(&self) -> Checked {
        let written = if self.is_json() {
            Written::Json(&self.text)
        } else {
            Written::Toml(&self.text)
        };
        let base = |name: &str, from: Option<&str>| base(name, from.unwrap_or(&self.name));
        Protocol::check_with_bases(written, Lexicon::builtin(), &base)
    }

    /// Everything that is to be said about it, and the protocol if it is accepted.
    pub(crate) fn read_whole(&self) -> (Vec<Diagnostic>, Option<Protocol>) {
        if let Some(problem) = &self.not_utf8 {
            return (vec![problem.clone()], None);
        }
        let checked = self.check();
        let found = checked.diagnostics.iter().cloned().collect();
        (found, checked.protocol)
    }
}

/// Bytes that are no text, with what is no UTF-8 in them replaced, and what there is to say of them.
pub(crate) fn not_utf8(bytes: &[u8], error: &Utf8Error, what: &str) -> (String, Diagnostic) {
    let good = error.valid_up_to();
    let text = String::from_utf8_lossy(bytes).into_owned();
    let problem = Diagnostic {
        code: Code::NotUtf8,
        path: String::new(),
        place: Some(Place::in_text(&text, good..good)),
        message: format!("{what} is not UTF-8 text"),
        help: Some("save it as UTF-8 in your editor".to_owned()),
    };
    (text, problem)
}

/// A protocol that others extend: one that ships, or a file, which is looked for beside the one that names it.
fn base(name: &str, from: &str) -> Result<BaseText, String> {
    if !name.contains(['/', '\\', '.']) {
        return protocols::base(name, None);
    }
    let folder = Path::new(from).parent().unwrap_or(Path::new(""));
    let path = folder.join(name).to_string_lossy().into_owned();
    let input = match Input::read(&path) {
        Ok(input) if input.not_utf8.is_none() => input,
        Ok(_) => return Err(format!("`{path}` is not UTF-8 text")),
        Err(failure) => return Err(failure.to_string()),
    };
    Ok(BaseText {
        is_json: input.is_json(),
        name: input.name,
        text: input.text,
    })
}

/// Reads a protocol that has to be right, to screen with it: with all the names that there are.
pub(crate) fn protocol(id_or_path: &str) -> Result<Protocol, Failure> {
    let input = Input::protocol(id_or_path)?;
    let (found, protocol) = input.read_whole();
    let protocol = protocol.ok_or_else(|| Failure::Protocol(Box::new(input), found))?;
    protocol
        .with_lexicon(Lexicon::wide())
        .map_err(|error| Failure::Usage(error.to_string()))
}

fn with_ids(failure: Failure, given: &str) -> Failure {
    let looks_like_an_id = !given.contains(['/', '\\', '.']) && given != "-";
    if !(looks_like_an_id && matches!(failure, Failure::Read { .. })) {
        return failure;
    }
    let ids: Vec<&str> = protocols::SHIPPED
        .iter()
        .map(|shipped| shipped.id)
        .collect();
    Failure::Usage(format!(
        "`{given}` is neither a file nor a protocol that ships ({})",
        ids.join(", ")
    ))
}

/// The words to speak in: those asked for, or else those of the protocol's first language that there are words for.
pub(crate) fn words(asked: Option<&str>, protocol: &Protocol) -> Result<&'static Words, Failure> {
    match asked {
        Some(locale) => Words::in_locale(locale).ok_or_else(|| {
            let known: Vec<&str> = Words::locales().collect();
            Failure::Usage(format!(
                "there are no words in `{locale}`, only in {}",
                known.join(", ")
            ))
        }),
        None => Ok(Words::for_locales(
            protocol.locales().iter().map(String::as_str),
        )),
    }
}
