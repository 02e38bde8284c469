//! The worked cases of a protocol, run.

use core::fmt;

use serde::Serialize;

use crate::diagnostic::Code;
use crate::document::{Path, Report, to_json};
use crate::intake::Intake;
use crate::protocol::cases::{ExpectedEstimate, ExpectedList};
use crate::protocol::{Case, Protocol};
use crate::screen::estimate::{AmountRange, hundredths};
use crate::screen::lists::ItemStatus;
use crate::screen::screening::{Screening, Status};
use crate::time::parse_exact;

/// What became of every worked case of a protocol, and what they exercised.
///
/// ```
/// let text = prescreen::protocols::text("ketamine-iv").unwrap();
/// let protocol = prescreen::Protocol::parse(text)?;
/// let results = prescreen::run_cases(&protocol);
/// assert!(results.passed(), "{results}");
/// # Ok::<(), prescreen::Diagnostics>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct CaseResults {
    /// One for each case, in the protocol's order.
    pub cases: Vec<CaseResult>,
    /// For each criterion, in the protocol's order, in how many cases it was what.
    pub coverage: Vec<Coverage>,
}

/// What became of one case.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CaseResult {
    /// Its name.
    pub name: String,
    /// What differs from what it expects; empty if it passed.
    pub differences: Vec<String>,
}

/// In how many cases a criterion was raised, possible and clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// Runs every worked case, and counts what the cases exercise.
#[must_use]
pub fn run_cases(protocol: &Protocol) -> CaseResults {
    let mut coverage: Vec<Coverage> = protocol
        .criteria
        .iter()
        .map(|criterion| Coverage {
            criterion: criterion.id.clone(),
            raised: 0,
            possible: 0,
            clear: 0,
        })
        .collect();
    let cases = protocol.cases.iter().map(|case| {
        run(protocol, case, |screening| {
            for covered in &mut coverage {
                match screening.status(&covered.criterion) {
                    Status::Raised => covered.raised += 1,
                    Status::Possible => covered.possible += 1,
                    Status::Clear => covered.clear += 1,
                }
            }
        })
    });
    CaseResults {
        cases: cases.collect(),
        coverage,
    }
}

/// Runs one case, and shows its screening to whoever wants to see it.
fn run(protocol: &Protocol, case: &Case, see: impl FnOnce(&Screening<'_>)) -> CaseResult {
    let differences = match protocol.screen(&case.intake()) {
        Ok(screening) => {
            see(&screening);
            differences(case, &screening)
        }
        Err(diagnostics) => diagnostics
            .iter()
            // Not its code and place: a case is no text of its own, and its keys are those of an intake.
            .map(|problem| match problem.path.as_str() {
                "" => format!("{CANNOT_BE_RUN}: {}", problem.message),
                path => format!("{CANNOT_BE_RUN}: {path}: {}", problem.message),
            })
            .collect(),
    };
    CaseResult {
        name: case.name.clone(),
        differences,
    }
}

/// How the difference of a case begins whose intake was refused.
const CANNOT_BE_RUN: &str = "cannot be run";

impl Case {
    /// What is said in it.
    #[must_use]
    pub fn intake(&self) -> Intake {
        Intake {
            record: self.record.clone(),
            text: None,
        }
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
    found.extend(
        expected
            .lists
            .iter()
            .flat_map(|list| list_differences(list, screening)),
    );
    found.extend(
        expected
            .estimates
            .iter()
            .filter_map(|one| estimate_difference(one, screening)),
    );
    found
}

fn list_differences(expected: &ExpectedList, screening: &Screening<'_>) -> Vec<String> {
    let list = screening.lists.iter().find(|list| list.id == expected.id);
    let shown = |id: &str| {
        let item = list.and_then(|list| list.items.iter().find(|item| item.criterion == id));
        item.map_or("not shown", |item| match item.status {
            ItemStatus::Done => "done",
            ItemStatus::Raised => "open",
            ItemStatus::Possible => "unknown",
        })
    };
    let mut found = Vec::new();
    let mut compare = |what: &str, expected: &str, actual: &str| {
        if expected != actual {
            found.push(format!("{what}: expected {expected}, found {actual}"));
        }
    };
    for (id, status) in &expected.items {
        compare(id, status.as_str(), shown(id));
    }
    if let Some(next) = &expected.next {
        let actual = list.and_then(|list| list.next).unwrap_or("none");
        compare(&format!("next of {}", expected.id), next, actual);
    }
    found
}

fn estimate_difference(expected: &ExpectedEstimate, screening: &Screening<'_>) -> Option<String> {
    let mut estimates = screening.estimates.iter();
    let actual = estimates.find(|one| one.id == expected.id);
    let actual = actual.map(|one| one.total);
    let wanted = expected.total.map(|(low, high)| AmountRange {
        low: hundredths(low),
        high: high.map(hundredths),
    });
    let said = |total: Option<AmountRange>| {
        let json = |total| to_json(&total);
        total.map_or("none".to_owned(), json)
    };
    (wanted != actual).then(|| {
        format!(
            "{}: expected {}, found {}",
            expected.id,
            said(wanted),
            said(actual)
        )
    })
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
    for case in &protocol.cases {
        let differences = run(protocol, case, |_| ()).differences;
        let Some(first) = differences.first() else {
            continue;
        };
        let code = if first.starts_with(CANNOT_BE_RUN) {
            Code::BadCase
        } else {
            Code::CaseFailed
        };
        let message = format!("`{}` {}", case.name, differences.join("; "));
        let path = Path::Key(&Path::Root, &case.path);
        report.add(code, &path, case.place.clone(), message, None);
    }
}

/// Runs the worked cases of a protocol as a test of the crate that holds it.
///
/// ```
/// prescreen::test_cases!(our_protocol, "../protocols/ketamine-iv.toml");
/// ```
///
/// The path is relative to the file, as for `include_str!`. The test fails with every diagnostic of the protocol, a failing
/// case among them.
#[cfg(feature = "builtin")]
#[macro_export]
macro_rules! test_cases {
    ($name:ident, $path:literal) => {
        #[test]
        fn $name() {
            if let ::core::result::Result::Err(diagnostics) =
                $crate::Protocol::parse(include_str!($path))
            {
                panic!("{diagnostics}");
            }
        }
    };
}
