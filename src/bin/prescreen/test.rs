//! `test`: the worked cases of a protocol, and what they leave untried.

use std::io::Write;

use clap::Args;
use prescreen::{CaseResults, Code, Diagnostic, Severity};

use crate::exit::{self, Failure};
use crate::input::Input;
use crate::render;

/// Runs the worked cases of protocols and shows which criteria they try.
#[derive(Debug, Args)]
pub(crate) struct Test {
    /// Protocols: files, `-` for standard input, or the ids of protocols that ship
    #[arg(required = true, value_name = "FILE-OR-ID")]
    protocols: Vec<String>,
}

impl Test {
    pub(crate) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let mut code = exit::OK;
        for (index, protocol) in self.protocols.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            let input = Input::protocol(protocol)?;
            code = code.max(test(&input, out)?);
        }
        Ok(code)
    }
}

fn test(input: &Input, out: &mut dyn Write) -> Result<u8, Failure> {
    if let Some(problem) = &input.not_utf8 {
        render::diagnostics(out, input, [problem])?;
        writeln!(out, "{}: 1 error", input.name)?;
        return Ok(exit::PROTOCOL);
    }
    let checked = input.check();
    // Cases that fail are shown below, in full.
    let others: Vec<&Diagnostic> = checked
        .diagnostics
        .iter()
        .filter(|one| one.severity() == Severity::Error && one.code != Code::CaseFailed)
        .collect();
    if !others.is_empty() {
        render::diagnostics(out, input, others.iter().copied())?;
        writeln!(
            out,
            "{}: {}",
            input.name,
            render::summary(others.iter().copied())
        )?;
    }
    if let Some(results) = checked.run_cases() {
        write_results(&input.name, &results, out)?;
    }
    Ok(match checked.protocol {
        Some(_) => exit::OK,
        None => exit::PROTOCOL,
    })
}

fn write_results(name: &str, results: &CaseResults, out: &mut dyn Write) -> Result<(), Failure> {
    let mut failed = 0_usize;
    for case in &results.cases {
        if case.differences.is_empty() {
            continue;
        }
        failed += 1;
        writeln!(out, "failed: {}", case.name)?;
        for difference in &case.differences {
            writeln!(out, "    {difference}")?;
        }
    }
    let passed = results.cases.len() - failed;
    writeln!(out, "{name}: {passed} passed, {failed} failed\n")?;
    let ids = results
        .coverage
        .iter()
        .map(|one| one.criterion.chars().count());
    let width = ids.max().unwrap_or(0).max("criterion".len());
    let row = |name: &str, [raised, possible, clear]: [String; 3]| {
        format!("{name:width$}  {raised:>8} {possible:>9} {clear:>8}")
    };
    let head = ["raised ", "possible ", "clear "].map(str::to_owned);
    writeln!(out, "{}", row("criterion", head).trim_end())?;
    let mut untried = false;
    for one in &results.coverage {
        let counts = [one.raised, one.possible, one.clear];
        untried |= counts.contains(&0);
        writeln!(out, "{}", row(&one.criterion, counts.map(count)).trim_end())?;
    }
    if untried {
        writeln!(out, "\n* in no case")?;
    }
    Ok(())
}

/// A count, with a mark that does without colour where nothing was tried.
fn count(cases: usize) -> String {
    if cases == 0 {
        "0*".to_owned()
    } else {
        format!("{cases} ")
    }
}
