//! The order of the modules, and what the core must not touch, as the architecture page of the guide states them.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the sources should say so"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library from the ground up. Each may use those before it.
const ORDER: [&str; 21] = [
    "characters",
    "order",
    "truth",
    "disposition",
    "time",
    "diagnostic",
    "lexicon",
    "document",
    "protocol",
    "intake",
    "screen",
    "lint",
    "cases",
    "load",
    "resident",
    "protocols",
    "explain",
    "guide",
    "wasm",
    "lib",
    "bin",
];

/// Uses that go up, each with its reason.
const EXCEPTIONS: [(&str, &str, &str); 1] = [(
    "cases",
    "load",
    "a case is run as any user would run it, through `Protocol::screen`",
)];

#[test]
fn modules_use_only_what_stands_below_them() {
    let rank: BTreeMap<&str, usize> = ORDER
        .iter()
        .enumerate()
        .map(|(rank, module)| (*module, rank))
        .collect();
    let mut wrong = Vec::new();
    for (module, path, text) in sources() {
        if module == "lib" || module == "bin" {
            continue;
        }
        let own = *rank
            .get(module.as_str())
            .unwrap_or_else(|| panic!("`{module}` has no place in the order"));
        for used in uses(&text) {
            let Some(used_rank) = rank.get(used.as_str()) else {
                continue;
            };
            let excused = EXCEPTIONS
                .iter()
                .any(|(from, to, _)| *from == module && *to == used);
            if *used_rank > own && !excused {
                wrong.push(format!("{}: `{module}` uses `{used}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The names behind `crate::`, at module level.
fn uses(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut found = Vec::new();
    for (_, rest) in code
        .match_indices("crate::")
        .map(|(at, _)| code.split_at(at + "crate::".len()))
    {
        // `use crate::{cases, lint};` names several.
        let names = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default(),
            None => rest
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default(),
        };
        found.extend(names.split(',').map(|name| name.trim().to_owned()));
    }
    found
}

#[test]
fn the_core_touches_nothing_outside() {
    const FORBIDDEN: [&str; 9] = [
        "std::fs",
        "std::net",
        "std::env::",
        "std::process",
        "std::thread",
        "SystemTime",
        "std::time::Instant",
        "Utc::now",
        "Local::now",
    ];
    let mut wrong = Vec::new();
    for (module, path, text) in sources() {
        if module == "bin" {
            continue;
        }
        for name in FORBIDDEN.iter().filter(|name| text.contains(**name)) {
            wrong.push(format!("{}: {name}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_can_be_read_at_one_sitting() {
    const MOST_LINES: usize = 500;
    let long: Vec<String> = sources()
        .into_iter()
        .map(|(_, path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(path, lines)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn the_guide_names_every_module() {
    let page = fs::read_to_string("src/guide/architecture.md").unwrap();
    let missing: Vec<&str> = ORDER
        .into_iter()
        .filter(|module| !matches!(*module, "lib" | "bin" | "guide"))
        .filter(|module| !page.contains(&format!("`{module}`")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Every source file of the crate, with the module at the top that it belongs to.
fn sources() -> Vec<(String, PathBuf, String)> {
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    assert!(files.len() > 30, "the sources were not found");
    files
        .into_iter()
        .map(|path| {
            let first = path.components().nth(1).unwrap();
            let module = Path::new(first.as_os_str())
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .into_owned();
            let text = fs::read_to_string(&path).unwrap();
            (module, path, text)
        })
        .collect()
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}
