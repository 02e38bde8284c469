//! The command line: one verb a file.
//!
//! Results go to standard output, what keeps a verb from giving one to standard error. Nothing here judges anything.

mod batch;
mod check;
mod exit;
mod explain;
mod export;
mod input;
mod inputs;
mod interview;
mod list;
mod name;
mod render;
mod screen;
mod test;
mod today;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Checks the screening rules of a clinic, tries them out, and screens with them.
#[derive(Debug, Parser)]
#[command(version, after_help = exit::HELP, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Check(check::Check),
    Test(test::Test),
    List(list::List),
    Screen(screen::Screen),
    Batch(batch::Batch),
    Interview(interview::Interview),
    Name(name::Name),
    Export(export::Export),
    Explain(explain::Explain),
    Guide(explain::Guide),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = anstream::stdout().lock();
    let done = match cli.verb {
        Verb::Check(verb) => verb.run(&mut out),
        Verb::Test(verb) => verb.run(&mut out),
        Verb::List(verb) => verb.run(&mut out),
        Verb::Screen(verb) => verb.run(&mut out),
        Verb::Batch(verb) => verb.run(),
        Verb::Interview(verb) => verb.run(&mut out),
        Verb::Name(verb) => verb.run(&mut out),
        Verb::Export(verb) => verb.run(&mut out),
        Verb::Explain(verb) => verb.run(&mut out),
        Verb::Guide(verb) => verb.run(&mut out),
    };
    let done = done.and_then(|code| {
        out.flush()?;
        Ok(code)
    });
    let code = done.unwrap_or_else(|failure| {
        failure.report(&mut anstream::stderr().lock());
        failure.code()
    });
    ExitCode::from(code)
}
