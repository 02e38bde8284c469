//! `check`: everything there is to say about a protocol, as a compiler would say it.

use std::io::Write;

use chrono::NaiveDate;
use clap::Args;
use prescreen::{Code, Diagnostic, Severity};
use serde::Serialize;

use crate::exit::{self, Failure};
use crate::input::Input;
use crate::render;

/// Says everything that is wrong with protocols.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Protocols: files (TOML or JSON), `-` for standard input, or the ids of protocols that ship
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Gives the diagnostics as JSON: a list of { file, diagnostics }
    #[arg(long)]
    json: bool,
    /// The day from which to see whether a review is overdue [default: the day it is]
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
}

#[derive(Serialize)]
struct Report<'r> {
    file: &'r str,
    diagnostics: &'r [Diagnostic],
}

impl Check {
    pub(crate) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let today = self
            .today
            .unwrap_or_else(|| chrono::Local::now().date_naive());
        let mut reports = Vec::new();
        let mut unread = None;
        for file in &self.files {
            match Input::protocol(file) {
                Ok(input) => {
                    let found = diagnostics(&input, today);
                    reports.push((input, found));
                }
                // The others are still checked.
                Err(failure) => {
                    if let Some(earlier) = unread.replace(failure) {
                        earlier.report(&mut anstream::stderr().lock());
                    }
                }
            }
        }
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
        }
        if let Some(failure) = unread {
            return Err(failure);
        }
        let is_refused = reports
            .iter()
            .flat_map(|(_, found)| found)
            .any(|diagnostic| diagnostic.severity() == Severity::Error);
        Ok(if is_refused { exit::PROTOCOL } else { exit::OK })
    }
}

fn diagnostics(input: &Input, today: NaiveDate) -> Vec<Diagnostic> {
    if let Some(problem) = &input.not_utf8 {
        return vec![problem.clone()];
    }
    let checked = input.check();
    let mut found: Vec<Diagnostic> = checked.diagnostics.iter().cloned().collect();
    let review_by = checked
        .protocol
        .as_ref()
        .map(|protocol| protocol.review().review_by);
    // Only a face knows what day it is.
    found.extend(
        review_by
            .filter(|review_by| today > *review_by)
            .map(|review_by| Diagnostic {
                code: Code::ReviewOverdue,
                path: "review_by".to_owned(),
                place: None,
                message: format!("the review was due by {review_by}, and it is {today}"),
                help: Some(
                    "read the protocol against its sources, then set `reviewed` and `review_by`"
                        .to_owned(),
                ),
            }),
    );
    found
}
