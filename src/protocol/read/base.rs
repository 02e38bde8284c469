//! What a protocol builds on, read from a document in which all of them have been made one.

use super::Cx;
use crate::diagnostic::Code;
use crate::document::{Node, Path, Report, Table, Value};
#[cfg(feature = "author")]
use crate::order;
use crate::protocol::base::{Base, Departure};
#[cfg(feature = "author")]
use crate::protocol::estimate::Estimate;
#[cfg(feature = "author")]
use crate::protocol::model::Criterion;

/// Whether the document still waits for the protocol that it extends, so that most of it would mean nothing.
pub(super) fn is_missing(table: &Table<'_>, path: &Path<'_>, report: &mut Report) -> bool {
    let node = match table.get("extends") {
        None => return false,
        Some(Node {
            value: Value::List(_),
            ..
        }) => return false,
        Some(node) => node,
    };
    let message = "the protocol that this one extends is not at hand";
    let help = "`prescreen export` writes both as one document";
    let (here, help) = (Path::Key(path, "extends"), Some(help.to_owned()));
    report.add(Code::UnknownBase, &here, node.span.clone(), message, help);
    true
}

/// What it builds on, the nearest first.
pub(super) fn read(table: &Table<'_>, path: &Path<'_>, cx: &mut Cx<'_>) -> Vec<Base> {
    let nodes = table.list("extends", path, cx.report);
    let path = Path::Key(path, "extends");
    let mut bases = Vec::with_capacity(nodes.len());
    for (place, node) in nodes.iter().enumerate() {
        if let Some(base) = base(node, &Path::Index(&path, place), cx) {
            bases.push(base);
        }
    }
    bases
}

/// What is missing is reported, and then nobody gets to see the gap that it leaves.
fn base(node: &Node, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<Base> {
    let table = Table::open(node, path, cx.report)?;
    let mut departures = Vec::new();
    let nodes = table.list("departures", path, cx.report);
    let here = Path::Key(path, "departures");
    for (place, node) in nodes.iter().enumerate() {
        if let Some(departure) = departure(node, &Path::Index(&here, place), cx) {
            departures.push(departure);
        }
    }
    let base = Base {
        id: owned(&table, "id", path, cx),
        version: owned(&table, "version", path, cx),
        digest: owned(&table, "digest", path, cx),
        departures,
    };
    table.close(path, cx.report);
    Some(base)
}

fn departure(node: &Node, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<Departure> {
    let table = Table::open(node, path, cx.report)?;
    let reason = cx.require_text(&table, "reason", path)?;
    let departure = Departure {
        part: owned(&table, "part", path, cx),
        change: owned(&table, "change", path, cx),
        reason,
        approved_by: owned(&table, "approved_by", path, cx),
    };
    table.close(path, cx.report);
    Some(departure)
}

fn owned(table: &Table<'_>, key: &'static str, path: &Path<'_>, cx: &mut Cx<'_>) -> String {
    let text = table.require_text(key, path, cx.report);
    text.unwrap_or_default().to_owned()
}

/// A citation is from this protocol or from one that it builds on.
#[cfg(feature = "author")]
pub(super) fn check_citations(
    bases: &[Base],
    criteria: &[Criterion],
    estimates: &[Estimate],
    report: &mut Report,
) {
    let of_criteria = criteria.iter().flat_map(|one| &one.citations);
    let lines = estimates.iter().flat_map(|one| &one.lines);
    let numbers = lines.flat_map(|line| line.count.iter().chain([&line.each]));
    let figures = numbers.flat_map(|number| &number.figures);
    let citations = of_criteria.chain(figures.flat_map(|figure| &figure.citations));
    let mut unknown: Vec<&str> = citations
        .filter_map(|citation| citation.from.as_deref())
        .filter(|from| bases.iter().all(|base| base.id != *from))
        .collect();
    order::sort_dedup(&mut unknown);
    for from in unknown {
        let message = format!("a citation is from `{from}`, on which this does not build");
        let path = Path::Key(&Path::Root, "extends");
        report.add(Code::UnknownBase, &path, None, message, None);
    }
}
