//! A Chromium to try the package and its pages in.

use std::path::{Path, PathBuf};

use crate::debian;
use crate::files::on_path;
use crate::step::{Failed, Step, skipped};

/// Under which names it goes.
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Where macOS has it, which puts no application on PATH.
const APPLICATION: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

pub fn ready() -> Result<PathBuf, Failed> {
    let what = "a browser (Chromium or Chrome)";
    let advice = "install Chromium or Chrome, or set CHROME to its program";
    if let Some(chosen) = std::env::var_os("CHROME") {
        let chosen = PathBuf::from(chosen);
        if !starts(&chosen) {
            let why = format!("CHROME is {}, which does not start", chosen.display());
            return Err(Failed::new(what, &why, advice));
        }
        skipped(what);
        return Ok(chosen);
    }
    if let Some(found) = find() {
        skipped(what);
        return Ok(found);
    }
    if debian::is_ours() {
        debian::install(what, &["chromium"])?;
    }
    find().ok_or_else(|| Failed::new(what, "none found", advice))
}

fn find() -> Option<PathBuf> {
    NAMES
        .into_iter()
        .filter_map(on_path)
        .chain([PathBuf::from(APPLICATION)])
        .find(|program| starts(program))
}

fn starts(program: &Path) -> bool {
    Step::new("ask a browser", &program.to_string_lossy(), &["--version"]).succeeds_silently()
}
