//! `test`: the worked cases of protocols, and what they leave untried.

use std::io::Write;

use clap::Args;
use prescreen::{CaseResult, CaseResults, Code, Coverage, Diagnostic, Severity};
use serde::Serialize;

use crate::exit::{self, Failure};
use crate::input::Input;
use crate::inputs::Inputs;
use crate::render;

/// Runs the worked cases of protocols; of a single protocol it shows which criteria they try.
#[derive(Debug, Args)]
pub(crate) struct Test {
    /// Protocols: files, folders (every `.toml` file below that holds a protocol), `-` for standard input, or the ids of
    /// protocols that ship
    #[arg(required = true, value_name = "PATH-OR-ID")]
    protocols: Vec<String>,
    /// Gives the results as JSON: a list of { file, diagnostics, cases, coverage }
    #[arg(long)]
    json: bool,
}

/// What came of one protocol.
#[derive(Serialize)]
struct Tested<'i> {
    #[serde(rename = "file")]
    name: &'i str,
    /// Why it is refused, cases that fail aside: those say themselves how.
    diagnostics: Vec<Diagnostic>,
    #[serde(flatten)]
    results: CaseResults,
    #[serde(skip)]
    is_refused: bool,
}

impl Test {
    pub(crate) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let inputs = Inputs::protocols(&self.protocols);
        let mut all = Vec::new();
        for input in &inputs.read {
            let tested = Tested::of(input);
            if !self.json {
                tested.write(input, out)?;
                if inputs.is_one() {
                    write_coverage(&tested.results.coverage, out)?;
                }
            }
            all.push(tested);
        }
        if self.json {
            writeln!(out, "{}", serde_json::to_string(&all)?)?;
        } else if all.len() > 1 {
            let cases = || all.iter().flat_map(|tested| &tested.results.cases);
            let refused = all.iter().filter(|tested| tested.is_refused).count();
            let refused = match refused {
                0 => String::new(),
                some => format!(", {some} refused"),
            };
            writeln!(out, "{} protocols{refused}: {}", all.len(), counts(cases()))?;
        }
        let is_refused = all.iter().any(|tested| tested.is_refused);
        inputs.end(if is_refused { exit::PROTOCOL } else { exit::OK })
    }
}

impl<'i> Tested<'i> {
    fn of(input: &'i Input) -> Self {
        let mut tested = Self {
            name: &input.name,
            diagnostics: input.not_utf8.iter().cloned().collect(),
            results: CaseResults::default(),
            is_refused: true,
        };
        if input.not_utf8.is_some() {
            return tested;
        }
        let checked = input.check();
        let errors = checked
            .diagnostics
            .iter()
            .filter(|one| one.severity() == Severity::Error && one.code != Code::CaseFailed);
        tested.diagnostics = errors.cloned().collect();
        tested.results = checked.run_cases().unwrap_or_default();
        tested.is_refused = checked.protocol.is_none();
        tested
    }

    fn write(&self, input: &Input, out: &mut dyn Write) -> Result<(), Failure> {
        render::diagnostics(out, input, &self.diagnostics)?;
        for case in &self.results.cases {
            if case.differences.is_empty() {
                continue;
            }
            writeln!(out, "failed: {}", case.name)?;
            for difference in &case.differences {
                writeln!(out, "    {difference}")?;
            }
        }
        let mut parts = Vec::new();
        if !self.diagnostics.is_empty() {
            parts.push(render::summary(&self.diagnostics));
        }
        // What cannot be read that far has no cases that could be counted.
        if self.diagnostics.is_empty() || !self.results.cases.is_empty() {
            parts.push(counts(&self.results.cases));
        }
        writeln!(out, "{}: {}", self.name, parts.join("; "))?;
        Ok(())
    }
}

/// "80 passed, 0 failed"
fn counts<'c>(cases: impl IntoIterator<Item = &'c CaseResult>) -> String {
    let mut passed = 0_usize;
    let mut failed = 0_usize;
    for case in cases {
        let count = if case.differences.is_empty() {
            &mut passed
        } else {
            &mut failed
        };
        *count += 1;
    }
    format!("{passed} passed, {failed} failed")
}

fn write_coverage(coverage: &[Coverage], out: &mut dyn Write) -> Result<(), Failure> {
    if coverage.is_empty() {
        return Ok(());
    }
    let ids = coverage.iter().map(|one| one.criterion.chars().count());
    let width = ids.max().unwrap_or(0).max("criterion".len());
    let row = |name: &str, [raised, possible, clear]: [String; 3]| {
        format!("{name:width$}  {raised:>8} {possible:>9} {clear:>8}")
    };
    let head = ["raised ", "possible ", "clear "].map(str::to_owned);
    writeln!(out, "\n{}", row("criterion", head).trim_end())?;
    let mut untried = false;
    for one in coverage {
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
