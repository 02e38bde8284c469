//! prescreen beside its peers: everything measured, checked and written into `benches/README.md` and, in short, `README.md`.
//!
//! The engines in Rust are a program of their own, `benches/peers`, outside the workspace, since nobody who builds
//! prescreen should have to build ZEN and Cedar. Those in JavaScript are `benches/peers/js`, for Node and Chromium.

mod goals;
mod hazards;
mod readme;
mod summary;
mod tables;

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use crate::browser;
use crate::files::{self, root};
use crate::node;
use crate::package::assemble;
use crate::step::{Failed, Step, doing};
use crate::wasm_target::WasmToolchain;

const PEERS: &str = "benches/peers";

const OFFLINE: &str = "the peers come from crates.io and npm, at the versions of benches/peers/Cargo.lock and \
                       benches/peers/js/package-lock.json: run this once with a network; after that it works without one";

/// What of it is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Extent {
    /// All of it, with enough rounds to be quoted; fills `benches/README.md` and `README.md`.
    Full,
    /// All of it, in a few minutes; prints the tables and leaves the files alone.
    Quick,
    /// Only what gets through.
    Hazards,
}

pub fn bench(extent: Extent, json: Option<&str>) -> Result<(), Failed> {
    node::ready()?;
    let chromium = browser::ready()?;
    let toolchain = WasmToolchain::ready()?;
    node::packages_ready()?;
    node::npm(
        "the engines in JavaScript",
        &["ci", "--no-audit", "--no-fund"],
    )
    .within("benches/peers/js")
    .limit(Duration::from_secs(600))
    .advice(OFFLINE)
    .run()?;
    let peers = built()?;
    let package = root().join("target/bench/package");
    assemble(&toolchain, &package, true)?;

    let work = root().join("target/bench/work");
    peers
        .step("write the work", &["export", &shown(&work)])
        .run()?;
    let rust = in_rust(&peers, extent)?;
    let javascript = in_javascript(&work, &package, &chromium, extent)?;
    let outcomes = hazards::checked(&rust, &javascript)?;
    if extent == Extent::Hazards {
        println!("\n{}", tables::hazards(&outcomes));
        return Ok(());
    }
    let figures = json!({
        "date": today()?,
        "isQuick": extent == Extent::Quick,
        "rustc": said("rustc", &["--version"])?,
        "cores": std::thread::available_parallelism().map_or(0, usize::from),
        "system": std::env::consts::OS,
        "rust": rust,
        "javascript": javascript,
        "hazards": outcomes,
        "cases": hazards::in_words()?,
    });
    if let Some(file) = json {
        let text = serde_json::to_string_pretty(&figures).unwrap_or_default();
        files::write(Path::new(file), text + "\n")?;
    }
    let sections = tables::sections(&figures);
    if extent == Extent::Quick {
        for (_, text) in &sections {
            println!("\n{text}");
        }
        return Ok(());
    }
    doing("fill in benches/README.md and README.md");
    readme::fill("benches/README.md", &sections)?;
    readme::fill("README.md", &[("summary", summary::table(&figures))])
}

/// The program with the engines in Rust.
struct Peers(PathBuf);

/// Out of the way of the workspace's own builds, which have other features of the same crates.
fn built() -> Result<Peers, Failed> {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target/peers"), PathBuf::from);
    Step::cargo(
        "build the engines in Rust; the first time takes a quarter of an hour",
        &["build", "--release", "--locked"],
    )
    .within(PEERS)
    .with("CARGO_TARGET_DIR", &target)
    .limit(Duration::from_secs(2 * 60 * 60))
    .advice(OFFLINE)
    .run()?;
    Ok(Peers(target.join("release").join(format!(
        "prescreen-peers{}",
        std::env::consts::EXE_SUFFIX
    ))))
}

impl Peers {
    fn step(&self, what: &str, arguments: &[&str]) -> Step {
        Step::new(what, &shown(&self.0), arguments).limit(Duration::from_secs(2 * 60 * 60))
    }

    fn json(&self, what: &str, arguments: &[&str]) -> Result<Value, Failed> {
        doing(what);
        parsed(what, &self.step(what, arguments).text()?)
    }
}

fn in_rust(peers: &Peers, extent: Extent) -> Result<Value, Failed> {
    let hazards = peers.json("what gets through in Rust", &["hazards"])?;
    if extent == Extent::Hazards {
        return Ok(json!({ "hazards": hazards }));
    }
    let engines = peers.json("which engines there are", &["list"])?;
    let mut once = Vec::new();
    for engine in engines.as_array().into_iter().flatten() {
        let id = engine["engine"].as_str().unwrap_or_default();
        for size in ["18", "1800"] {
            let what = format!("start {id} with {size} criteria");
            let found = peers.json(&what, &["once", id, size])?;
            if !found.is_null() {
                once.push(found);
            }
        }
    }
    let mut rounds = vec!["rounds"];
    rounds.extend((extent == Extent::Quick).then_some("--quick"));
    let rounds = peers.json("time the engines in Rust", &rounds)?;
    Ok(json!({ "engines": engines, "once": once, "rounds": rounds, "hazards": hazards }))
}

fn in_javascript(
    work: &Path,
    package: &Path,
    chromium: &Path,
    extent: Extent,
) -> Result<Value, Failed> {
    let what = "the engines in JavaScript, in Node and in Chromium";
    doing(what);
    let program = format!("{PEERS}/js/run.mjs");
    let (work, package) = (shown(work), shown(package));
    let mut arguments = vec!["--expose-gc", &program, &work, &package];
    match extent {
        Extent::Full => {}
        Extent::Quick => arguments.push("--quick"),
        Extent::Hazards => arguments.push("--hazards"),
    }
    let text = Step::new(what, "node", &arguments)
        .with("PRESCREEN_CHROMIUM", chromium)
        .limit(Duration::from_secs(2 * 60 * 60))
        .text()?;
    parsed(what, &text)
}

fn parsed(what: &str, text: &str) -> Result<Value, Failed> {
    serde_json::from_str(text)
        .map_err(|error| Failed::new(what, &error.to_string(), "run it alone to see what it says"))
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn said(program: &str, arguments: &[&str]) -> Result<String, Failed> {
    let text = Step::new("ask for a version", program, arguments).text()?;
    Ok(text.trim().to_owned())
}

/// Node is here anyway, and knows the day.
fn today() -> Result<String, Failed> {
    said(
        "node",
        &["--print", "new Date().toISOString().slice(0, 10)"],
    )
}
