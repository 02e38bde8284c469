//! The corpus: documents as people write them, and beside each what must come of it.
//!
//! ```text
//! corpus/clinic.toml                          the protocol that the intakes below `rejected` and `noted` are screened with
//! corpus/rejected/<code>/<name>.toml|.json    protocols that are refused; their first problem has this code
//! corpus/rejected/<code>/<name>.intake.json   intakes that are refused
//! corpus/noted/<code>/…                       the same, for warnings and notes: nothing is refused
//! corpus/alone/<name>.toml                    one mistake, to which much refers, gives one problem
//! corpus/together/<name>.toml                 many mistakes in one file are all found
//!   <name>.diagnostics.txt                    what is said about it
//! corpus/accepted/<name>/protocol.toml        a sound protocol; without this file, the one of this name that ships
//!   compiled.txt                              what it came to
//!   <case>.intake.json, <case>.screening.json what comes of screening with it
//! ```
//!
//! To add a case, add its input, run `UPDATE_EXPECT=1 cargo test --test corpus` and read the golden as carefully as if
//! it were code. Without that variable nothing is ever written.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic in a helper of a test is how the test fails"
)]

#[path = "corpus/files.rs"]
mod files;
#[path = "corpus/golden.rs"]
mod golden;
#[path = "corpus/json.rs"]
mod json;
#[path = "corpus/render.rs"]
mod render;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use golden::Goldens;
use prescreen::{
    Code, Diagnostic, Diagnostics, Disposition, Intake, Notice, Protocol, Screening, Severity,
    protocols,
};

/// Codes that only the command line gives. `tests/cli.rs` covers them.
const ELSEWHERE: &[Code] = &[Code::NotUtf8];

/// Inputs too large to be kept as files, in the place where the file would be.
const GENERATED: &[Generated] = &[
    ("rejected/too-large/comments.toml", || {
        "# nothing\n".repeat(420_000)
    }),
    ("rejected/too-large/spaces.json", || {
        " ".repeat(4 * 1024 * 1024) + "{}"
    }),
    ("rejected/too-large/answers.intake.json", || {
        " ".repeat(4 * 1024 * 1024) + "{}"
    }),
];

/// A path below the corpus, and the text that would stand there.
type Generated = (&'static str, fn() -> String);

/// One input.
struct Input {
    path: PathBuf,
    text: String,
}

impl Input {
    fn is(&self, ending: &str) -> bool {
        self.path.to_string_lossy().ends_with(ending)
    }

    /// The path of a golden beside it.
    fn golden(&self, ending: &str) -> PathBuf {
        let path = self.path.to_string_lossy();
        let stem = [".intake.json", ".json", ".toml"]
            .iter()
            .find_map(|ending| path.strip_suffix(ending));
        PathBuf::from(format!("{}{ending}", stem.unwrap()))
    }
}

/// Every input below a folder.
fn inputs(folder: &str) -> Vec<Input> {
    let mut paths = files::below(&files::root().join(folder), ".toml");
    paths.extend(files::below(&files::root().join(folder), ".json"));
    let stored = paths.into_iter().map(|path| Input {
        text: files::read(&path),
        path,
    });
    let generated = GENERATED
        .iter()
        .filter(|(path, _)| path.starts_with(folder))
        .map(|(path, text)| Input {
            path: files::root().join(path),
            text: text(),
        });
    stored.chain(generated).collect()
}

fn clinic() -> Protocol {
    parse(&files::read(&files::root().join("clinic.toml")))
}

fn parse(text: &str) -> Protocol {
    Protocol::parse(text).unwrap_or_else(|diagnostics| panic!("{diagnostics}"))
}

fn check(input: &Input) -> prescreen::Checked {
    if input.is(".json") {
        Protocol::check_json(&input.text)
    } else {
        Protocol::check(&input.text)
    }
}

fn screen<'p>(protocol: &'p Protocol, text: &str) -> Result<Screening<'p>, Diagnostics> {
    protocol.screen(&Intake::from_json(text)?)
}

/// The code that a folder is named after.
fn code_of(path: &Path) -> Code {
    let folder = path.parent().and_then(Path::file_name).unwrap();
    let folder = folder.to_string_lossy();
    Code::parse(&folder).unwrap_or_else(|| panic!("there is no code `{folder}`: {path:?}"))
}

/// What is wrong with a list of diagnostics, whatever it is about.
fn disorder(found: &Diagnostics) -> Option<String> {
    let place = |one: &Diagnostic| {
        one.place
            .as_ref()
            .map(|place| (place.span.start, place.span.end))
    };
    let all: Vec<&Diagnostic> = found.iter().collect();
    if !all.is_sorted_by_key(|one| place(one)) {
        return Some("the diagnostics are not in the order of the text".to_owned());
    }
    // One sentence, in lower case, without a full stop: the face that shows it decides how it begins and ends.
    all.iter().find_map(|one| {
        let odd = |text: &str| {
            text.is_empty() || text.contains('\n') || text.ends_with('.') || text.contains("  ")
        };
        let help_is_odd = one.help.as_deref().is_some_and(odd);
        let shouts = one.message.starts_with(|c: char| c.is_uppercase());
        (odd(&one.message) || help_is_odd || shouts)
            .then(|| format!("not a plain lower-case sentence: {one}"))
    })
}

#[test]
fn what_is_refused_is_refused_for_its_reason() {
    let clinic = clinic();
    let mut goldens = Goldens::of("rejected", ".diagnostics.txt");
    for input in inputs("rejected") {
        let found = if input.is(".intake.json") {
            match screen(&clinic, &input.text) {
                Ok(_) => {
                    goldens.fail(&input.path, "accepted, though it should be refused");
                    continue;
                }
                Err(found) => found,
            }
        } else {
            let checked = check(&input);
            if checked.protocol.is_some() {
                goldens.fail(&input.path, "accepted, though it should be refused");
            }
            checked.diagnostics
        };
        let code = code_of(&input.path);
        if found.iter().next().map(|first| first.code) != Some(code) {
            goldens.fail(
                &input.path,
                &format!("the first problem is not `{code}`:\n{found}"),
            );
        }
        if let Some(disorder) = disorder(&found) {
            goldens.fail(&input.path, &disorder);
        }
        goldens.expect(
            input.golden(".diagnostics.txt"),
            &render::diagnostics(&found, &input.text),
        );
    }
    goldens.settle();
}

#[test]
fn what_is_noted_is_noted_and_used_all_the_same() {
    let clinic = clinic();
    let mut goldens = Goldens::of("noted", ".diagnostics.txt");
    for input in inputs("noted") {
        let code = code_of(&input.path);
        let (found, is_noted, text) = if input.is(".intake.json") {
            match screen(&clinic, &input.text) {
                Err(found) => {
                    goldens.fail(
                        &input.path,
                        &format!("refused, though it should be used:\n{found}"),
                    );
                    continue;
                }
                Ok(screening) => {
                    // Whatever was said and not understood, nobody gets through on it.
                    if screening.disposition == Disposition::Eligible {
                        goldens.fail(&input.path, "eligible");
                    }
                    let overdue = |notice: &Notice<'_>| matches!(notice, Notice::ReviewOverdue(_));
                    let is_noted = if code == Code::ReviewOverdue {
                        screening.notices.iter().any(overdue)
                    } else {
                        starts_with(&screening.problems, code)
                    };
                    let text = render::problems(&screening, &input.text);
                    (screening.problems, is_noted, text)
                }
            }
        } else {
            let checked = check(&input);
            if checked.protocol.is_none() {
                goldens.fail(&input.path, "refused, though it should be used");
            }
            let text = render::diagnostics(&checked.diagnostics, &input.text);
            let is_noted = starts_with(&checked.diagnostics, code);
            (checked.diagnostics, is_noted, text)
        };
        if !is_noted {
            goldens.fail(
                &input.path,
                &format!("`{code}` does not come first:\n{found}"),
            );
        }
        if let Some(disorder) = disorder(&found) {
            goldens.fail(&input.path, &disorder);
        }
        goldens.expect(input.golden(".diagnostics.txt"), &text);
    }
    goldens.settle();
}

fn starts_with(found: &Diagnostics, code: Code) -> bool {
    found.iter().next().is_some_and(|first| first.code == code)
}

#[test]
fn one_mistake_is_one_problem() {
    let mut goldens = Goldens::of("alone", ".diagnostics.txt");
    for input in inputs("alone") {
        let found = check(&input).diagnostics;
        if found.len() != 1 || !found.has_errors() {
            goldens.fail(
                &input.path,
                &format!("{} problems, not one error:\n{found}", found.len()),
            );
        }
        goldens.expect(
            input.golden(".diagnostics.txt"),
            &render::diagnostics(&found, &input.text),
        );
    }
    goldens.settle();
}

#[test]
fn many_mistakes_are_all_found() {
    let mut goldens = Goldens::of("together", ".diagnostics.txt");
    for input in inputs("together") {
        let found = check(&input).diagnostics;
        if let Some(disorder) = disorder(&found) {
            goldens.fail(&input.path, &disorder);
        }
        goldens.expect(
            input.golden(".diagnostics.txt"),
            &render::diagnostics(&found, &input.text),
        );
    }
    goldens.settle();
}

#[test]
fn every_code_has_a_case() {
    let covered: BTreeSet<Code> = inputs("rejected")
        .iter()
        .chain(&inputs("noted"))
        .map(|input| code_of(&input.path))
        .collect();
    let missing: Vec<&Code> = Code::ALL
        .iter()
        .filter(|code| !covered.contains(code) && !ELSEWHERE.contains(code))
        .collect();
    assert!(missing.is_empty(), "no case in the corpus: {missing:?}");
    // Errors are refused, the rest is noted; a case in the wrong folder would prove nothing.
    for (folder, is_refused) in [("rejected", true), ("noted", false)] {
        for input in inputs(folder) {
            let is_error = code_of(&input.path).severity() == Severity::Error;
            assert_eq!(
                is_error, is_refused,
                "{:?} lies in the wrong folder",
                input.path
            );
        }
    }
}

/// The folders of sound protocols, with the text of each.
fn accepted() -> Vec<(PathBuf, String)> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(files::root().join("accepted"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let with_text = folders.into_iter().map(|folder| {
        let written = folder.join("protocol.toml");
        let text = if written.exists() {
            files::read(&written)
        } else {
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            let shipped = protocols::text(&name);
            shipped
                .unwrap_or_else(|| panic!("{written:?} is missing"))
                .to_owned()
        };
        (folder, text)
    });
    with_text.collect()
}

#[test]
fn what_is_accepted_comes_to_what_it_should() {
    let mut compiled = Goldens::of("accepted", "compiled.txt");
    let mut screened = Goldens::of("accepted", ".screening.json");
    for (folder, text) in accepted() {
        let protocol = match Protocol::parse(&text) {
            Ok(protocol) => protocol,
            Err(found) => {
                compiled.fail(&folder, &found.to_string());
                continue;
            }
        };
        compiled.expect(folder.join("compiled.txt"), &render::protocol(&protocol));
        for path in files::below(&folder, ".intake.json") {
            let input = Input {
                text: files::read(&path),
                path,
            };
            match screen(&protocol, &input.text) {
                Ok(screening) => {
                    let screening = serde_json::to_string_pretty(&screening).unwrap() + "\n";
                    screened.expect(input.golden(".screening.json"), &screening);
                }
                Err(found) => screened.fail(&input.path, &found.to_string()),
            }
        }
    }
    compiled.settle();
    screened.settle();
}

#[test]
fn a_protocol_is_the_same_in_json() {
    for (folder, text) in accepted() {
        let toml = parse(&text);
        let json = serde_json::to_string(&json::from_toml(&text).unwrap()).unwrap();
        let json = Protocol::from_json(&json).unwrap_or_else(|found| panic!("{folder:?}: {found}"));
        assert_eq!(toml.digest(), json.digest(), "{folder:?}");
        for path in files::below(&folder, ".intake.json") {
            let intake = files::read(&path);
            let [toml, json] = [&toml, &json].map(|protocol| {
                serde_json::to_string(&screen(protocol, &intake).unwrap()).unwrap()
            });
            assert_eq!(toml, json, "{path:?}");
        }
    }
}

#[test]
fn an_intake_is_the_same_as_plain_data() {
    for (folder, text) in accepted() {
        let protocol = parse(&text);
        for path in files::below(&folder, ".intake.json") {
            let text = files::read(&path);
            let as_text = Intake::from_json(&text).unwrap();
            let as_data: Intake = serde_json::from_str(&text).unwrap();
            let [as_text, as_data] = [as_text, as_data].map(|intake| {
                let mut screening =
                    serde_json::to_value(protocol.screen(&intake).unwrap()).unwrap();
                // Only a text has lines.
                for problem in screening["problems"].as_array_mut().unwrap() {
                    let problem = problem.as_object_mut().unwrap();
                    for key in ["line", "column", "start", "end"] {
                        problem.remove(key);
                    }
                }
                screening
            });
            assert_eq!(as_text, as_data, "{path:?}");
        }
    }
}
