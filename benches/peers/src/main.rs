//! prescreen beside the engines that people use for such rules today: how fast, how large, and what gets through.
//!
//! `cargo xtask bench` runs all of it and writes `benches/README.md`.

mod clock;
mod engines;
mod export;
mod hazards;
mod once;
mod rounds;
mod versions;
mod workload;
mod written;

use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use rounds::Pace;

const USAGE: &str = "\
prescreen-peers export FOLDER    the work, as files for the programs in JavaScript
prescreen-peers list             the engines and their versions, as JSON
prescreen-peers rounds [--quick] how long a screening takes, as JSON
prescreen-peers once ENGINE SIZE one engine from nothing: first answer and memory, as JSON
prescreen-peers turns ENGINE SIZE COUNT
                                 so many screenings by one engine, for a profiler
prescreen-peers hazards          what gets through, as JSON";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let said = match words.as_slice() {
        ["export", folder] => export::write(Path::new(folder)).map(|()| None),
        ["list"] => Ok(Some(list())),
        ["rounds"] => rounds::rounds(&Pace::new(false)).map(Some),
        ["rounds", "--quick"] => rounds::rounds(&Pace::new(true)).map(Some),
        // `null` where the engine has nothing at this size.
        ["once", engine, size] => match (engines::entry(engine), size.parse()) {
            (Some(entry), Ok(size)) => Ok(Some(json!(once::once(entry, size)))),
            _ => Err(USAGE.to_owned()),
        },
        ["turns", engine, size, count] => {
            match (engines::entry(engine), size.parse(), count.parse()) {
                (Some(entry), Ok(size), Ok(count)) => {
                    once::turns(entry, size, count);
                    Ok(None)
                }
                _ => Err(USAGE.to_owned()),
            }
        }
        ["hazards"] => hazards::outcomes().map(Some),
        _ => Err(USAGE.to_owned()),
    };
    match said {
        Ok(None) => ExitCode::SUCCESS,
        Ok(Some(value)) => {
            println!("{value}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn list() -> Value {
    let engine = |entry: &engines::Entry| json!({ "engine": entry.id, "package": entry.package, "version": versions::of(entry.package) });
    engines::ENGINES.iter().map(engine).collect()
}
