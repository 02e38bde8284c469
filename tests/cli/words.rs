//! The words that faces show: every one that is used exists, and every one that exists is used.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// The first parts of keys.
const SECTIONS: [&str; 25] = [
    "answer",
    "ask",
    "basis",
    "citation",
    "clearance",
    "contributes",
    "disposition",
    "estimate",
    "evidence",
    "finding",
    "heading",
    "input",
    "interview",
    "list",
    "missing",
    "notice",
    "outcome",
    "page",
    "plan",
    "problem",
    "reading",
    "result",
    "role",
    "status",
    "time",
];

/// Keys that are put together from a word on the wire, or that only other faces use.
const NOT_SPELT_OUT: [&str; 4] = ["basis.", "role.", "status.", "note."];

fn keys() -> BTreeSet<String> {
    let text =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/words/en.json")).unwrap();
    let words: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
    words.into_keys().collect()
}

/// Every literal in the sources that looks like a key.
fn literals() -> BTreeSet<String> {
    let mut folders = ["src/explain", "src/bin/prescreen", "pkg-template"]
        .map(str::to_owned)
        .to_vec();
    let mut found = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let path = format!("{folder}/{name}");
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else if name.ends_with(".js") || (name.ends_with(".rs") && name != "tests.rs") {
                let text =
                    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
                found.extend(
                    text.split('"')
                        .filter(|part| is_key(part))
                        .map(str::to_owned),
                );
            }
        }
    }
    assert!(found.len() > 100, "the sources were not found");
    found
}

/// The keys that a page puts together: its modules leave out the part that all of their words share.
fn put_together(keys: &BTreeSet<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pkg-template/quiz");
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for part in text.split(['"', '`']) {
            let part = part.split("${").next().unwrap();
            let whole = ["page", "result"].map(|section| format!("{section}.{part}"));
            let ends = |key: &&String| {
                whole.contains(key)
                    || (part.ends_with('.') && whole.iter().any(|start| key.starts_with(start)))
            };
            found.extend(keys.iter().filter(ends).cloned());
        }
    }
    found
}

fn is_key(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || matches!(c, '.' | '_' | '-');
    let section = text.split('.').next().unwrap_or_default();
    (SECTIONS.contains(&section) || section == "why")
        && text.contains('.')
        && text.chars().all(plain)
}

#[test]
fn every_key_that_is_used_exists() {
    let unknown: Vec<String> = literals().difference(&keys()).cloned().collect();
    assert_eq!(unknown, Vec::<String>::new());
}

#[test]
fn every_key_that_exists_is_used() {
    let literals = literals();
    let put_together = put_together(&keys());
    let unused: Vec<String> = keys()
        .into_iter()
        .filter(|key| !literals.contains(key) && !put_together.contains(key))
        .filter(|key| !NOT_SPELT_OUT.iter().any(|start| key.starts_with(start)))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}
