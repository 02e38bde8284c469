//! The commands of this repository, as `cargo xtask` and a verb.
//!
//! Each sets up what it needs, says what it does, skips what is done already, and gives up with an instruction that a
//! person can follow.

mod account;
mod browser;
mod bundle;
mod checks;
mod data;
mod debian;
mod demo;
mod files;
mod glue;
mod manifest;
mod names;
mod node;
mod package;
mod serve;
mod shelf;
mod sizes;
mod step;
mod wasm_pack;
mod wasm_target;

use std::process::ExitCode;

use step::{Failed, Step};
use wasm_target::WasmToolchain;

const USAGE: &str = "\
cargo xtask test              everything that has to hold: format, lints, tests, docs, the npm package in its set-ups
cargo xtask parquet           what only a build with the feature `parquet` has; its crates take a minute to compile
cargo xtask demo              the demo page, served to this machine; `--port N` chooses where
cargo xtask demo --terminal   a pre-screening in the terminal, with the protocol that ships
cargo xtask package           the npm package, in target/npm, and its sizes
cargo xtask sizes             what the engine's bytes are, in benches/SIZE.md
cargo xtask names             the wide layer of names, from the lists in xtask/names
cargo xtask bench             how long loading and screening take";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["test"] => checks::test(),
        ["parquet"] => checks::parquet(),
        ["demo"] => demo::in_a_browser(None),
        ["demo", "--port", port] => match port.parse() {
            Ok(port) => demo::in_a_browser(Some(port)),
            Err(_) => return usage(),
        },
        ["demo", "--terminal", rest @ ..] => demo::in_the_terminal(rest),
        ["package"] => package(),
        ["sizes"] => sizes(),
        ["names"] => names::write(),
        ["bench"] => Step::cargo(
            "measure loading and screening",
            &["bench", "--bench", "screening"],
        )
        .run(),
        _ => return usage(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            eprintln!("\nxtask: {failed}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}

fn sizes() -> Result<(), Failed> {
    node::ready()?;
    let toolchain = WasmToolchain::ready()?;
    node::packages_ready()?;
    account::write(&toolchain)
}

fn package() -> Result<(), Failed> {
    node::ready()?;
    let toolchain = WasmToolchain::ready()?;
    node::packages_ready()?;
    package::package(&toolchain).map(|_| ())
}
