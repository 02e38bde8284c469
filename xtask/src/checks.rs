//! Everything that has to hold: `cargo xtask test`. What it needs first, then the cheap checks, then the dear ones.

use std::path::Path;
use std::time::Duration;

use crate::browser;
use crate::files::{self, root};
use crate::node;
use crate::package::package;
use crate::step::{Failed, Step, skipped};
use crate::wasm_pack;
use crate::wasm_target::{TARGET, WasmToolchain};

pub fn test() -> Result<(), Failed> {
    component("rustfmt", "fmt")?;
    component("clippy", "clippy")?;
    node::ready()?;
    let browser = browser::ready()?;
    let toolchain = WasmToolchain::ready()?;
    node::packages_ready()?;

    Step::cargo("the format is rustfmt's", &["fmt", "--all", "--check"]).run()?;
    prettier()?;
    javascript(
        "times, formats and the calendar in JavaScript",
        &["unit", "result"],
    )?;
    rust()?;
    lints_of_the_binding(&toolchain)?;
    let tarball = package(&toolchain)?;
    javascript("the interview of the quiz", &["quiz"])?;
    in_javascript(&tarball, &browser)?;
    wasm_pack::check(&toolchain)?;
    println!("\nxtask: everything holds");
    Ok(())
}

fn prettier() -> Result<(), Failed> {
    let arguments = [
        "--config",
        "tests/package/prettier.json",
        "--check",
        "{pkg-template,www-demo}/**/*.{js,ts,css}",
        "tests/package/{consumers,lib,quiz,result,setups,unit}/**/*.{js,mjs,ts,css}",
        "tests/package/*.mjs",
        "{xtask,src}/**/*.{mjs,ts}",
    ];
    Step::new(
        "the format is prettier's",
        &node::tool("prettier").to_string_lossy(),
        &arguments,
    )
    .advice("`tests/package/node_modules/.bin/prettier`, with `--write` in place of `--check`, mends it")
    .run()
}

/// The tests of Node's own runner in some folders of `tests/package`.
fn javascript(what: &str, folders: &[&str]) -> Result<(), Failed> {
    let mut arguments = vec!["--test".to_owned(), "--test-reporter=spec".to_owned()];
    for folder in folders {
        let folder = root().join("tests/package").join(folder);
        let tests = files::with_ending(&folder, ".test.mjs")?;
        arguments.extend(tests.iter().map(|(_, path)| path.display().to_string()));
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    Step::new(what, "node", &arguments).run()
}

fn rust() -> Result<(), Failed> {
    let clippy = |what, features: &[&str]| {
        let arguments = [
            &["clippy", "--workspace", "--all-targets"],
            features,
            &["--", "-D", "warnings"],
        ]
        .concat();
        Step::cargo(what, &arguments).run()
    };
    clippy("no lint of clippy's is broken", &[])?;
    Step::cargo(
        "the library stands without its features",
        &[
            "clippy",
            "--package",
            "prescreen",
            "--lib",
            "--no-default-features",
            "--",
            "-D",
            "warnings",
        ],
    )
    .run()?;
    Step::cargo("all tests pass", &["test", "--workspace", "--no-fail-fast"]).run()?;
    Step::cargo("how well typed names are understood", &NAMES_IN_NUMBERS).run()?;
    Step::cargo(
        "the documentation is whole",
        &["doc", "--no-deps", "--package", "prescreen"],
    )
    .with("RUSTDOCFLAGS", "-D warnings")
    .run()?;
    let protocols = files::with_ending(&root().join("protocols"), ".toml")?;
    let paths: Vec<_> = protocols
        .iter()
        .map(|(_, path)| path.to_string_lossy())
        .collect();
    for verb in ["check", "test"] {
        let mut arguments = vec!["run", "--quiet", "--package", "prescreen", "--", verb];
        arguments.extend(paths.iter().map(AsRef::as_ref));
        Step::cargo("the protocols that ship are sound", &arguments).run()?;
    }
    Ok(())
}

/// What `test` leaves out, since few change it and its crates take long to compile.
pub fn parquet() -> Result<(), Failed> {
    component("clippy", "clippy")?;
    let with_it = ["--package", "prescreen", "--features", "parquet"];
    let clippy = [
        &["clippy", "--all-targets"],
        &with_it[..],
        &["--", "-D", "warnings"],
    ]
    .concat();
    Step::cargo("no lint of clippy's is broken with Parquet", &clippy).run()?;
    let tests = [&["test", "--test", "cli"], &with_it[..], &["batch"]].concat();
    Step::cargo("`batch` reads Parquet", &tests).run()
}

/// The tests that print what they count, again and in the open.
const NAMES_IN_NUMBERS: [&str; 10] = [
    "test",
    "--quiet",
    "--package",
    "prescreen",
    "--test",
    "names",
    "--",
    "--nocapture",
    "misspellings::",
    "every_name_of_the_data",
];

/// What only a build for WebAssembly compiles.
fn lints_of_the_binding(toolchain: &WasmToolchain) -> Result<(), Failed> {
    let what = "no lint of clippy's is broken in the binding to JavaScript";
    if !toolchain.has_clippy() {
        println!("\nxtask: {what}: left out, since Debian's Rust is here without clippy");
        return Ok(());
    }
    let folder = toolchain.target_dir();
    let arguments = [
        "clippy",
        "--package",
        "prescreen",
        "--lib",
        "--target",
        TARGET,
        "--target-dir",
        &folder.to_string_lossy(),
        "--no-default-features",
        "--features",
        "wasm,author",
        "--",
        "-D",
        "warnings",
    ];
    toolchain.cargo(what, &arguments).run()
}

fn in_javascript(tarball: &Path, browser: &Path) -> Result<(), Failed> {
    Step::new(
        "the package works where people use it",
        "node",
        &[
            "tests/package/run.mjs",
            "--tarball",
            &tarball.to_string_lossy(),
        ],
    )
    .with("PRESCREEN_CHROMIUM", browser)
    .run()
}

/// A component of the toolchain, fetched by rustup where it is missing.
fn component(name: &str, command: &str) -> Result<(), Failed> {
    if Step::cargo(name, &[command, "--version"]).succeeds_silently() {
        skipped(name);
        return Ok(());
    }
    Step::new(&format!("fetch {name}"), "rustup", &["component", "add", name])
        .limit(Duration::from_secs(120))
        .advice(&format!(
            "install {name} for this toolchain: `rustup component add {name}`, or your distribution's package"
        ))
        .run()
}
