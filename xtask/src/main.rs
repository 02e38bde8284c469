//! The two commands of this repository: `cargo xtask test` and `cargo xtask demo`.
//!
//! Each sets up what it needs, says what it does, skips what is done already, and gives up with an instruction that a
//! person can follow.

mod step;

use std::process::ExitCode;
use std::time::Duration;

use step::{Failed, Step};

const USAGE: &str = "\
cargo xtask test     everything that has to hold: format, lints, tests, docs, the protocols that ship
cargo xtask demo     a pre-screening in the terminal, with the protocol that ships
cargo xtask bench    how long loading and screening take";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["test"] => test(),
        ["demo", rest @ ..] => demo(rest),
        ["bench"] => Step::cargo(
            "measure loading and screening",
            &["bench", "--bench", "screening"],
        )
        .run(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            eprintln!("\nxtask: {failed}");
            ExitCode::FAILURE
        }
    }
}

fn test() -> Result<(), Failed> {
    component("rustfmt", "fmt")?;
    component("clippy", "clippy")?;
    Step::cargo("the format is rustfmt's", &["fmt", "--all", "--check"]).run()?;
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
    Step::cargo(
        "the documentation is whole",
        &["doc", "--no-deps", "--package", "prescreen"],
    )
    .with("RUSTDOCFLAGS", "-D warnings")
    .run()?;
    for verb in ["check", "test"] {
        let arguments = [
            "run",
            "--quiet",
            "--package",
            "prescreen",
            "--",
            verb,
            "protocols/ketamine-iv.toml",
        ];
        Step::cargo("the protocol that ships is sound", &arguments).run()?;
    }
    println!("\nxtask: everything holds");
    Ok(())
}

fn demo(rest: &[&str]) -> Result<(), Failed> {
    let interview = [
        "run",
        "--quiet",
        "--package",
        "prescreen",
        "--",
        "interview",
        "ketamine-iv",
    ];
    Step::cargo(
        "a pre-screening in the terminal; Ctrl-D ends it",
        &[&interview, rest].concat(),
    )
    .unlimited()
    .run()
}

/// A component of the toolchain, fetched by rustup where it is missing.
fn component(name: &str, command: &str) -> Result<(), Failed> {
    if Step::cargo(name, &[command, "--version"]).succeeds_silently() {
        return Ok(());
    }
    Step::new(&format!("fetch {name}"), "rustup", &["component", "add", name])
        .limit(Duration::from_secs(120))
        .advice(&format!("install {name} for this toolchain: `rustup component add {name}`, or your distribution's package"))
        .run()
}
