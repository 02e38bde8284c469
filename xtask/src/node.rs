//! Node, npm, and the packages of npm that build and try the package.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use crate::debian;
use crate::files::{self, root};
use crate::step::{Failed, Step, skipped};

/// The oldest Node that the package supports; its `engines` says so too.
const OLDEST: u32 = 20;

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Node and npm, of an age that will do.
pub fn ready() -> Result<(), Failed> {
    let what = "Node and npm";
    if is_here() {
        skipped(what);
        return Ok(());
    }
    let advice = format!("install Node {OLDEST} or newer, with npm, and have both on PATH");
    if debian::is_ours() {
        debian::install(what, &["nodejs", "npm"])?;
        if is_here() {
            return Ok(());
        }
        let why = format!("Debian's Node is older than {OLDEST}");
        return Err(Failed::new(what, &why, &advice));
    }
    Err(Failed::new(what, "not found, or too old", &advice))
}

/// The packages of the lock file, in `tests/package`.
pub fn packages_ready() -> Result<(), Failed> {
    let what = "the npm packages of tests/package";
    let folder = root().join("tests/package");
    let lock = files::sha256_hex(&files::read(&folder.join("package-lock.json"))?);
    // Inside `node_modules`, so that it goes where they go.
    let stamp = folder.join("node_modules/.installed-for");
    if fs::read_to_string(&stamp).is_ok_and(|last| last == lock) {
        skipped(what);
        return Ok(());
    }
    npm(what, &["ci", "--no-audit", "--no-fund"])
        .within("tests/package")
        .limit(Duration::from_secs(600))
        .advice("npm must reach its registry; a broken `tests/package/node_modules` may be removed")
        .run()?;
    files::write(&stamp, lock)
}

pub fn npm(what: &str, arguments: &[&str]) -> Step {
    Step::new(what, NPM, arguments)
}

/// A program that a package of `tests/package` brings.
pub fn tool(name: &str) -> PathBuf {
    let ending = if cfg!(windows) { ".cmd" } else { "" };
    tools().join(format!("{name}{ending}"))
}

pub fn tools() -> PathBuf {
    root().join("tests/package/node_modules/.bin")
}

/// Whether the tools are there that make a download smaller.
pub fn makes_smaller() -> bool {
    ["wasm-opt", "esbuild"]
        .iter()
        .all(|name| tool(name).exists())
}

pub fn is_here() -> bool {
    let version = Step::new("ask for Node", "node", &["--version"]).text();
    version.is_ok_and(|version| major(&version).is_some_and(|major| major >= OLDEST))
        && npm("ask for npm", &["--version"]).succeeds_silently()
}

/// `v20.20.2` → 20
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v9.0.0"), Some(9));
        assert_eq!(major("20"), None);
        assert_eq!(major(""), None);
    }
}
