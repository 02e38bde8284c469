//! `check`: everything there is to say about a protocol, as a compiler would say it.

use std::io::Write;

use chrono::NaiveDate;
use clap::Args;
use prescreen::{Code, Diagnostic, Severity};
use serde::Serialize;

use crate::exit::{self, Failure};
use crate::input::Input;
use crate::inputs::Inputs;
use crate::render;
use crate::today::{self, Today};

/// Says everything that is wrong with protocols.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Protocols: files (TOML or JSON), folders (every `.toml` file below that holds a protocol), `-` for standard input,
    /// or the ids of protocols that ship
    #[arg(required = true, value_name = "PATH-OR-ID")]
    protocols: Vec<String>,
    /// Gives the diagnostics as JSON: a list of { file, diagnostics }
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    today: Today,
}

#[derive(Serialize)]
struct Report<'r> {
    file: &'r str,
    diagnostics: &'r [Diagnostic],
}

impl Check {
    pub(crate) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let today = self.today.day();
        let inputs = Inputs::protocols(&self.protocols);
        let reports: Vec<(&Input, Vec<Diagnostic>)> = inputs
            .read
            .iter()
            .map(|input| (input, diagnostics(input, today)))
            .collect();
        let all = || reports.iter().flat_map(|(_, found)| found);
        if self.json {
            let data: Vec<Report<'_>> = reports
                .iter()
                .map(|(input, diagnostics)| Report {
                    file: &input.name,
                    diagnostics,
                })
                .collect();
            writeln!(out, "{}", serde_json::to_string(&data)?)?;
        } else {
            for (input, found) in &reports {
                render::diagnostics(out, input, found)?;
                writeln!(out, "{}: {}", input.name, render::summary(found))?;
            }
            if reports.len() > 1 {
                writeln!(
                    out,
                    "{} protocols: {}",
                    reports.len(),
                    render::summary(all())
                )?;
            }
        }
        let is_refused = all().any(|diagnostic| diagnostic.severity() == Severity::Error);
        inputs.end(if is_refused { exit::PROTOCOL } else { exit::OK })
    }
}

fn diagnostics(input: &Input, today: NaiveDate) -> Vec<Diagnostic> {
    let (mut found, protocol) = input.read_whole();
    let overdue = protocol.filter(|protocol| today::is_overdue(protocol, today));
    found.extend(overdue.map(|protocol| {
        let review_by = protocol.review().review_by;
        Diagnostic {
            code: Code::ReviewOverdue,
            path: "review_by".to_owned(),
            place: None,
            message: format!("the review was due by {review_by}, and it is {today}"),
            help: Some(
                "read the protocol against its sources, then set `reviewed` and `review_by`"
                    .to_owned(),
            ),
        }
    }));
    found
}
