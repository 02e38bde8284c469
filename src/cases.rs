//! The worked cases of a protocol, run.

use core::fmt;
use std::collections::BTreeMap;

use crate::diagnostic::Code;
use crate::document::{Path, Report};
use crate::intake::Intake;
use crate::protocol::{Case, Protocol};
use crate::screen::screening::{Screening, Status};
use crate::time::parse_exact;

/// What became of every worked case of a protocol, and what they exercised.
///
/// ```
/// let protocol = prescreen::protocols::ketamine_iv();
/// let results = prescreen::run_cases(&protocol);
/// assert!(results.passed(), "{results}");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CaseResults {
    /// One for each case, in the protocol's order.
    pub cases: Vec<CaseResult>,
    /// For each criterion, in the protocol's order, in how many cases it was what.
    pub coverage: Vec<Coverage>,
}

/// What became of one case.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CaseResult {
    /// Its name.
    pub name: String,
    /// What differs from what it expects; empty if it passed.
    pub differences: Vec<String>,
}

/// In how many cases a criterion was raised, possible and clear.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Coverage {
    /// The criterion.
    pub criterion: String,
    /// Cases in which it was raised.
    pub raised: usize,
    /// Cases in which it was possible.
    pub possible: usize,
    /// Cases in which it was clear.
    pub clear: usize,
}

impl CaseResults {
    /// Whether every case came out as expected.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.cases.iter().all(|case| case.differences.is_empty())
    }
}

/// Lists the cases that failed.
impl fmt::Display for CaseResults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failed: Vec<_> = self
            .cases
            .iter()
            .filter(|case| !case.differences.is_empty())
            .collect();
        writeln!(
            f,
            "{} of {} worked cases failed",
            failed.len(),
            self.cases.len()
        )?;
        for case in failed {
            writeln!(f, "  {}", case.name)?;
            for difference in &case.differences {
                writeln!(f, "    {difference}")?;
            }
        }
        Ok(())
    }
}

/// Runs every worked case.
#[must_use]
pub fn run_cases(protocol: &Protocol) -> CaseResults {
    let mut tally: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut cases = Vec::with_capacity(protocol.cases.len());
    for case in &protocol.cases {
        let differences = match protocol.screen(&intake(case)) {
            Ok(screening) => {
                for criterion in &protocol.criteria {
                    let [raised, possible, clear] = tally.entry(&criterion.id).or_default();
                    let count = match screening.status(&criterion.id) {
                        Status::Raised => raised,
                        Status::Possible => possible,
                        Status::Clear => clear,
                    };
                    *count += 1;
                }
                differences(case, &screening)
            }
            Err(diagnostics) => diagnostics
                .iter()
                .map(|diagnostic| format!("cannot be run: {diagnostic}"))
                .collect(),
        };
        cases.push(CaseResult {
            name: case.name.clone(),
            differences,
        });
    }
    let coverage = protocol.criteria.iter().map(|criterion| {
        let [raised, possible, clear] = tally
            .get(criterion.id.as_str())
            .copied()
            .unwrap_or_default();
        Coverage {
            criterion: criterion.id.clone(),
            raised,
            possible,
            clear,
        }
    });
    CaseResults {
        cases,
        coverage: coverage.collect(),
    }
}

fn intake(case: &Case) -> Intake {
    Intake {
        record: case.record.clone(),
        text: None,
    }
}

/// Everything in which a screening differs from what its case expects.
fn differences(case: &Case, screening: &Screening<'_>) -> Vec<String> {
    let expected = &case.expected;
    let mut found = Vec::new();
    let mut compare = |what: &str, expected: Option<&str>, actual: &str| {
        if let Some(expected) = expected.filter(|expected| *expected != actual) {
            found.push(format!("{what}: expected {expected}, found {actual}"));
        }
    };
    compare(
        "disposition",
        Some(&expected.disposition),
        screening.disposition.as_str(),
    );
    compare(
        "worst_case",
        expected.worst_case.as_deref(),
        screening.worst_case.as_str(),
    );
    compare(
        "settled",
        expected.settled.map(flag),
        flag(screening.settled),
    );
    let next = screening
        .next_question
        .as_ref()
        .map_or("none", |next| next.at.question);
    compare("next", expected.next.as_deref(), next);
    for (ids, status) in [
        (&expected.raised, Status::Raised),
        (&expected.possible, Status::Possible),
        (&expected.clear, Status::Clear),
    ] {
        for id in ids {
            compare(id, Some(word(status)), word(screening.status(id)));
        }
    }
    for (what, expected, actual) in [
        (
            "possible_from",
            &expected.possible_from,
            screening.clearance.possible_from,
        ),
        (
            "certain_from",
            &expected.certain_from,
            screening.clearance.certain_from,
        ),
    ] {
        let Some(expected) = expected else { continue };
        let same = match actual {
            None => expected == "unknown",
            Some(actual) => {
                parse_exact(expected).is_ok_and(|(instant, _, _)| instant == actual.instant)
            }
        };
        if !same {
            let actual = actual.map_or("unknown".to_owned(), |moment| moment.to_string());
            found.push(format!("{what}: expected {expected}, found {actual}"));
        }
    }
    found
}

fn flag(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Raised => "raised",
        Status::Possible => "possible",
        Status::Clear => "clear",
    }
}

/// Reports every case that fails.
pub(crate) fn report(protocol: &Protocol, report: &mut Report) {
    let results = run_cases(protocol);
    for (case, result) in protocol.cases.iter().zip(&results.cases) {
        if result.differences.is_empty() {
            continue;
        }
        let code = if result
            .differences
            .iter()
            .any(|difference| difference.starts_with("cannot be run"))
        {
            Code::BadCase
        } else {
            Code::CaseFailed
        };
        let message = format!("`{}` {}", case.name, result.differences.join("; "));
        let path = Path::Key(&Path::Root, &case.path);
        report.add(code, &path, case.place.clone(), message, None);
    }
}
