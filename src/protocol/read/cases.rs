//! Baselines and worked cases: intakes with what must come of them.

use super::questions::CASE_KEYS;
use super::{Asked, Cx, Declared, IdStyle};
use crate::diagnostic::{Code, suggest};
use crate::document::{Entry, Node, Path, Table, Value, text, wrong_type};
use crate::protocol::cases::{Case, Expected, ExpectedEstimate, ExpectedList, ItemStatus};
use crate::protocol::model::Criterion;

/// Criteria that the engine itself adds; a case may expect them too.
const BUILT_IN: &[&str] = &[crate::protocol::UNRECOGNISED_NAME];

/// The ids of what a screening may show beside its findings.
pub(super) struct Shown<'s> {
    pub(super) lists: &'s [String],
    pub(super) estimates: &'s [String],
}

pub(super) fn read(
    table: &Table<'_>,
    path: &Path<'_>,
    asked: &Asked<'_>,
    criteria: &[Criterion],
    shown: &Shown<'_>,
    cx: &mut Cx<'_>,
) -> Vec<Case> {
    let baselines = baselines(table, path, asked, cx);
    let declared = Declared::in_list(table.list("criteria", path, cx.report));
    let nodes = table.list("cases", path, cx.report);
    let path = Path::Key(path, "cases");
    let mut cases: Vec<Case> = Vec::with_capacity(nodes.len());
    for (place, node) in nodes.iter().enumerate() {
        let here = Path::Index(&path, place);
        let reader = CaseReader {
            asked,
            baselines: &baselines,
            criteria,
            declared: &declared,
            lists: shown.lists,
            estimates: shown.estimates,
        };
        let Some(case) = reader.case(node, &here, cx) else {
            continue;
        };
        if cases.iter().any(|known| known.name == case.name) {
            let message = format!("there are two cases with the name `{}`", case.name);
            cx.report
                .add(Code::DuplicateId, &here, case.place.clone(), message, None);
        }
        cases.push(case);
    }
    cases
}

/// A named set of answers that cases start from.
struct Baseline<'n> {
    id: &'n str,
    answers: Vec<Entry>,
}

fn baselines<'n>(
    table: &Table<'n>,
    path: &Path<'_>,
    asked: &Asked<'_>,
    cx: &mut Cx<'_>,
) -> Vec<Baseline<'n>> {
    let Some(node) = table.get("baselines") else {
        return Vec::new();
    };
    let path = Path::Key(path, "baselines");
    let Value::Table(entries) = &node.value else {
        wrong_type(node, "a table of baselines", &path, cx.report);
        return Vec::new();
    };
    let mut baselines = Vec::with_capacity(entries.len());
    for entry in entries {
        let here = Path::Key(&path, &entry.key);
        cx.id(&entry.key, IdStyle::Kebab, &entry.node, &here);
        let Some(table) = Table::open(&entry.node, &here, cx.report) else {
            continue;
        };
        baselines.push(Baseline {
            id: &entry.key,
            answers: answers(&table, &here, asked, cx),
        });
    }
    baselines
}

/// Every key that is left is the id of a question.
fn answers(table: &Table<'_>, path: &Path<'_>, asked: &Asked<'_>, cx: &mut Cx<'_>) -> Vec<Entry> {
    let mut answers = Vec::new();
    for entry in table.rest() {
        let known = asked.questions.iter().map(|question| question.id.as_str());
        if !asked.declared.contains(&entry.key) {
            let help = suggest(&entry.key, known.chain(CASE_KEYS.iter().copied()));
            let span = entry.key_span.clone().or_else(|| entry.node.span.clone());
            let message = format!("there is no question `{}`", entry.key);
            cx.report.add(
                Code::UnknownQuestion,
                &Path::Key(path, &entry.key),
                span,
                message,
                help,
            );
            continue;
        }
        answers.push(Entry {
            node: with_nulls(&entry.node),
            ..entry.clone()
        });
    }
    answers
}

/// TOML has no null; a worked case says "unknown" instead.
fn with_nulls(node: &Node) -> Node {
    let value = match &node.value {
        Value::Text(_) if says_unknown(node) => Value::Null,
        Value::List(items) => Value::List(items.iter().map(with_nulls).collect()),
        Value::Table(entries) => Value::Table(
            entries
                .iter()
                .map(|entry| Entry {
                    node: with_nulls(&entry.node),
                    ..entry.clone()
                })
                .collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => node.value.clone(),
    };
    Node {
        value,
        span: node.span.clone(),
    }
}

struct CaseReader<'a, 'n> {
    asked: &'a Asked<'a>,
    baselines: &'a [Baseline<'n>],
    criteria: &'a [Criterion],
    declared: &'a Declared,
    lists: &'a [String],
    estimates: &'a [String],
}

impl CaseReader<'_, '_> {
    fn case(&self, node: &Node, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<Case> {
        let table = Table::open(node, path, cx.report)?;
        let name = table.require_text("name", path, cx.report);
        let place = table.get("name").and_then(|name| name.span.clone());
        table.text("note", path, cx.report);
        let mut answers_given = self.start_from(&table, path, cx);
        let mut times: Vec<Entry> = Vec::new();
        if let Some(now) = table.require("now", path, cx.report) {
            times.push(entry("now", now));
        }
        let appointment: Vec<Entry> = ["start", "end"]
            .into_iter()
            .filter_map(|key| Some(entry(key, table.get(key)?)))
            .collect();
        let expected = table
            .require("expect", path, cx.report)
            .and_then(|node| self.expected(node, &Path::Key(path, "expect"), cx));
        for given in answers(&table, path, self.asked, cx) {
            answers_given.retain(|known| known.key != given.key);
            answers_given.push(given);
        }
        if !appointment.is_empty() {
            times.push(entry("appointment", &Node::bare(Value::Table(appointment))));
        }
        times.push(entry("answers", &Node::bare(Value::Table(answers_given))));
        let record = Node {
            value: Value::Table(times),
            span: place.clone(),
        };
        Some(Case {
            name: name?.to_owned(),
            place,
            path: path.to_string(),
            record,
            expected: expected?,
        })
    }

    fn start_from(&self, table: &Table<'_>, path: &Path<'_>, cx: &mut Cx<'_>) -> Vec<Entry> {
        let Some(node) = table.get("from") else {
            return Vec::new();
        };
        let here = Path::Key(path, "from");
        let Some(id) = text(node, &here, cx.report) else {
            return Vec::new();
        };
        match self.baselines.iter().find(|baseline| baseline.id == id) {
            Some(baseline) => baseline.answers.clone(),
            None => {
                let help = suggest(id, self.baselines.iter().map(|baseline| baseline.id));
                let message = format!("there is no baseline `{id}`");
                cx.report.add(
                    Code::UnknownBaseline,
                    &here,
                    node.span.clone(),
                    message,
                    help,
                );
                Vec::new()
            }
        }
    }

    fn expected(&self, node: &Node, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<Expected> {
        let table = Table::open(node, path, cx.report)?;
        let mut word = |key: &'static str| {
            let node = table.get(key)?;
            cx.word(node, &DISPOSITIONS, |word| word, &Path::Key(path, key))
                .map(str::to_owned)
        };
        let (disposition, worst_case) = (word("disposition"), word("worst_case"));
        if table.get("disposition").is_none() {
            table.require("disposition", path, cx.report);
        }
        let settled = table
            .get("settled")
            .map(|_| table.flag("settled", path, cx.report));
        let mut list = |key| self.criteria_listed(&table, key, path, cx);
        let (raised, possible, clear) = (list("raised"), list("possible"), list("clear"));
        let mut time = |key| table.text(key, path, cx.report).map(str::to_owned);
        let (possible_from, certain_from) = (time("possible_from"), time("certain_from"));
        let next = table
            .get("next")
            .and_then(|node| self.next(node, &Path::Key(path, "next"), cx));
        let lists = self.lists(&table, path, cx);
        let estimates = self.estimates(&table, path, cx);
        table.close(path, cx.report);
        let disposition = disposition?;
        Some(Expected {
            disposition,
            worst_case,
            settled,
            raised,
            possible,
            clear,
            possible_from,
            certain_from,
            next,
            lists,
            estimates,
        })
    }

    fn lists(&self, table: &Table<'_>, path: &Path<'_>, cx: &mut Cx<'_>) -> Vec<ExpectedList> {
        let path = Path::Key(path, "lists");
        let entries = named(table, "lists", &path, self.lists, cx);
        let lists = entries.into_iter().filter_map(|entry| {
            let here = Path::Key(&path, &entry.key);
            let table = Table::open(&entry.node, &here, cx.report)?;
            let mut items = Vec::new();
            for status in ItemStatus::ALL {
                let ids = self.criteria_listed(&table, status.as_str(), &here, cx);
                items.extend(ids.into_iter().map(|id| (id, status)));
            }
            let next = table.text("next", &here, cx.report).map(str::to_owned);
            table.close(&here, cx.report);
            Some(ExpectedList {
                id: entry.key.clone(),
                items,
                next,
            })
        });
        lists.collect()
    }

    fn estimates(
        &self,
        table: &Table<'_>,
        path: &Path<'_>,
        cx: &mut Cx<'_>,
    ) -> Vec<ExpectedEstimate> {
        let path = Path::Key(path, "estimates");
        let entries = named(table, "estimates", &path, self.estimates, cx);
        let estimates = entries.into_iter().filter_map(|entry| {
            let total = total(&entry.node);
            if total.is_none() {
                let here = Path::Key(&path, &entry.key);
                let expected = "`[at least, at most]`, `[at least, \"unknown\"]` or \"none\"";
                wrong_type(&entry.node, expected, &here, cx.report);
            }
            Some(ExpectedEstimate {
                id: entry.key.clone(),
                total: total?,
            })
        });
        estimates.collect()
    }

    fn criteria_listed(
        &self,
        table: &Table<'_>,
        key: &'static str,
        path: &Path<'_>,
        cx: &mut Cx<'_>,
    ) -> Vec<String> {
        let here = Path::Key(path, key);
        let mut ids = Vec::new();
        for (place, node) in table.list(key, path, cx.report).iter().enumerate() {
            let here = Path::Index(&here, place);
            let Some(id) = text(node, &here, cx.report) else {
                continue;
            };
            if !self.declared.contains(id) && !BUILT_IN.contains(&id) {
                let known = self.criteria.iter().map(|criterion| criterion.id.as_str());
                let help = suggest(id, known.chain(BUILT_IN.iter().copied()));
                let message = format!("there is no criterion `{id}`");
                cx.report.add(
                    Code::UnknownCriterion,
                    &here,
                    node.span.clone(),
                    message,
                    help,
                );
            }
            ids.push(id.to_owned());
        }
        ids
    }

    fn next(&self, node: &Node, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<String> {
        let id = text(node, path, cx.report)?;
        if id != "none" && !self.asked.declared.contains(id) {
            let help = suggest(
                id,
                self.asked
                    .questions
                    .iter()
                    .map(|question| question.id.as_str()),
            );
            cx.report.add(
                Code::UnknownQuestion,
                path,
                node.span.clone(),
                format!("there is no question `{id}`"),
                help,
            );
        }
        Some(id.to_owned())
    }
}

/// The entries of a table whose keys are the ids of lists or estimates.
fn named<'n>(
    table: &Table<'n>,
    key: &'static str,
    path: &Path<'_>,
    known: &[String],
    cx: &mut Cx<'_>,
) -> Vec<&'n Entry> {
    let Some(node) = table.get(key) else {
        return Vec::new();
    };
    let Value::Table(entries) = &node.value else {
        wrong_type(node, "a table", path, cx.report);
        return Vec::new();
    };
    for entry in entries.iter().filter(|entry| !known.contains(&entry.key)) {
        let help = suggest(&entry.key, known.iter().map(String::as_str));
        let message = format!("there is nothing called `{}` among the {key}", entry.key);
        let span = entry.key_span.clone();
        cx.report.add(
            Code::UnknownKey,
            &Path::Key(path, &entry.key),
            span,
            message,
            help,
        );
    }
    entries.iter().collect()
}

/// `[2400, 6400]`, `[2400, "unknown"]`, or `"none"` for what is not shown.
#[expect(
    clippy::option_option,
    reason = "what cannot be read, what is not shown"
)]
fn total(node: &Node) -> Option<Option<(f64, Option<f64>)>> {
    let Value::List(ends) = &node.value else {
        return (node.as_text() == Some("none")).then_some(None);
    };
    let [low, high] = ends.as_slice() else {
        return None;
    };
    match (&low.value, &high.value) {
        (Value::Number(low), Value::Number(high)) => Some(Some((*low, Some(*high)))),
        (Value::Number(low), Value::Text(_)) if says_unknown(high) => Some(Some((*low, None))),
        _ => None,
    }
}

const DISPOSITIONS: [&str; 6] = [
    "eligible",
    "incomplete",
    "action_needed",
    "deferred",
    "needs_review",
    "ineligible",
];

fn entry(key: &str, node: &Node) -> Entry {
    Entry {
        key: key.to_owned(),
        key_span: None,
        node: node.clone(),
    }
}

/// Whether a value says "I don't know" in a worked case, where TOML has no null.
fn says_unknown(node: &Node) -> bool {
    matches!(&node.value, Value::Text(text) if text == "unknown")
}
