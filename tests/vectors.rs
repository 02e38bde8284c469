//! What the engine says natively, written down line by line for every other build to match byte by byte.
//!
//! `tests/package/same-bytes.mjs` reads the two files and asks the same of the WebAssembly builds, in Node and in a browser.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a panic in a helper of a test is how the test fails"
)]

#[expect(dead_code, reason = "the laws use the rest")]
#[path = "laws/brute.rs"]
mod brute;
#[path = "corpus/files.rs"]
mod files;
#[expect(dead_code, reason = "the laws use the rest")]
#[path = "laws/generators.rs"]
mod generators;
#[path = "laws/model.rs"]
mod model;
#[expect(dead_code, reason = "the laws use the rest")]
#[path = "laws/reference.rs"]
mod reference;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use generators::{Dice, Knowledge, MODEST, SMALL, intake, protocol};
use prescreen::explain::{Words, explanation};
use prescreen::{Code, Diagnostics, Intake, Protocol, protocols};
use serde::Serialize;
use serde_json::Value;

/// A protocol, what is said about it, and what comes of intakes.
#[derive(Serialize)]
struct Vector {
    name: String,
    /// Its text, TOML or JSON.
    text: String,
    /// Whether the text is JSON.
    is_json: bool,
    /// JSON text of its diagnostics, counted in UTF-16 units.
    diagnostics: String,
    /// Its rules as JSON text, unless it is refused.
    rules: Option<String>,
    intakes: Vec<Screened>,
}

/// An intake and what comes of it, as JSON text.
#[derive(Serialize)]
struct Screened {
    intake: Value,
    screening: Option<String>,
    /// The diagnostics with which it is refused.
    refused: Option<String>,
    /// The explanation in each language, where it is compared.
    en: Option<String>,
    es: Option<String>,
}

fn vector(name: String, text: String, is_json: bool, intakes: Vec<Value>) -> Vector {
    let checked = if is_json {
        Protocol::check_json(&text)
    } else {
        Protocol::check(&text)
    };
    let rules = checked.rules();
    let intakes = match &checked.protocol {
        Some(protocol) => {
            let all = intakes.into_iter().enumerate();
            all.map(|(place, one)| screened(protocol, one, place < EXPLAINED))
                .collect()
        }
        None => Vec::new(),
    };
    Vector {
        name,
        diagnostics: json(&checked.diagnostics.in_utf16(&text)),
        text,
        is_json,
        rules,
        intakes,
    }
}

/// So many intakes of a protocol are put into words too.
const EXPLAINED: usize = 3;

fn screened(protocol: &Protocol, record: Value, is_explained: bool) -> Screened {
    let intake: Intake = serde_json::from_value(record.clone()).unwrap();
    match protocol.screen(&intake) {
        Ok(screening) => {
            let said = |locale| {
                let words = Words::in_locale(locale).filter(|_| is_explained)?;
                Some(json(&explanation(&screening, &intake, protocol, words)))
            };
            Screened {
                intake: record,
                screening: Some(screening.to_json()),
                refused: None,
                en: said("en"),
                es: said("es"),
            }
        }
        Err(found) => Screened {
            intake: record,
            screening: None,
            refused: Some(json(&found)),
            en: None,
            es: None,
        },
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

fn write(name: &str, vectors: &[Vector]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let lines: String = vectors.iter().map(|vector| json(vector) + "\n").collect();
    fs::write(&path, lines).unwrap();
    path
}

/// How each intake ended, for a look at whether the vectors try anything.
fn outcomes(vectors: &[Vector]) -> BTreeSet<String> {
    let screenings = vectors
        .iter()
        .flat_map(|vector| &vector.intakes)
        .filter_map(|one| one.screening.as_deref());
    screenings
        .map(|text| {
            let screening: Value = serde_json::from_str(text).unwrap();
            screening["disposition"].as_str().unwrap().to_owned()
        })
        .collect()
}

const OUTCOMES: usize = 6;

#[test]
fn what_comes_of_generated_intakes() {
    const PROTOCOLS: u64 = 500;
    const INTAKES: usize = 20;
    let mut vectors = Vec::new();
    for seed in 0..PROTOCOLS {
        let mut dice = Dice(seed);
        let size = if seed % 2 == 0 { MODEST } else { SMALL };
        let (model, _) = protocol(&mut dice, size);
        let intakes = (0..INTAKES).map(|place| {
            let knowledge = if place % 4 == 0 {
                Knowledge::Everything
            } else {
                Knowledge::Something
            };
            intake(&mut dice, &model, knowledge).json(&model)
        });
        let intakes = intakes.collect();
        let text = model::toml(&model.document());
        vectors.push(vector(format!("generated {seed}"), text, false, intakes));
    }
    let screened: usize = vectors.iter().map(|vector| vector.intakes.len()).sum();
    assert_eq!(screened, 10_000);
    assert_eq!(outcomes(&vectors).len(), OUTCOMES);
    write("generated.ndjson", &vectors);
}

#[test]
fn what_comes_of_the_corpus() {
    let mut vectors = Vec::new();
    let root = files::root();
    let name = |path: &Path| path.strip_prefix(&root).unwrap().display().to_string();
    for ending in [".toml", ".json"] {
        for path in files::below(&root, ending) {
            let text = files::read(&path);
            let is_protocol = !path.to_string_lossy().ends_with(".intake.json")
                && !path.to_string_lossy().ends_with(".screening.json");
            // The protocol that another extends is not at hand in a browser.
            let stands_alone = !text.contains("\nextends = ") && !text.contains("\"extends\":");
            if is_protocol && stands_alone {
                let folder = path.parent().unwrap();
                let own = path.ends_with("protocol.toml");
                let intakes = if own { intakes(folder) } else { Vec::new() };
                vectors.push(vector(name(&path), text, ending == ".json", intakes));
            }
        }
    }
    for shipped in protocols::SHIPPED {
        let protocol = Protocol::parse(shipped.text).unwrap();
        let cases = protocol
            .cases()
            .iter()
            .map(|case| serde_json::to_value(case.intake()).unwrap());
        let mut cases: Vec<Value> = cases.collect();
        if shipped.id == "ketamine-iv" {
            cases.extend(intakes(&root.join("accepted/ketamine-iv")));
        }
        vectors.push(vector(
            shipped.id.to_owned(),
            shipped.text.to_owned(),
            false,
            cases,
        ));
    }
    let mut elsewhere = intakes(&root.join("noted"));
    elsewhere.extend(intakes(&root.join("rejected")));
    let clinic = files::read(&root.join("clinic.toml"));
    vectors.push(vector("clinic.toml".to_owned(), clinic, false, elsewhere));
    assert!(vectors.len() > 100 && outcomes(&vectors).len() == OUTCOMES);
    write("corpus.ndjson", &vectors);
}

/// The intakes below a folder that can be given as data. What is wrong with a text as text is no matter here.
fn intakes(folder: &Path) -> Vec<Value> {
    const OF_TEXT: [Code; 4] = [
        Code::Syntax,
        Code::DuplicateKey,
        Code::TooDeep,
        Code::TooLarge,
    ];
    let is_of_text = |found: &Diagnostics| found.iter().any(|one| OF_TEXT.contains(&one.code));
    let texts = files::below(folder, ".intake.json").into_iter();
    texts
        .map(|path| files::read(&path))
        .filter(|text| !Intake::from_json(text).is_err_and(|found| is_of_text(&found)))
        .map(|text| serde_json::from_str(&text).unwrap())
        .collect()
}
