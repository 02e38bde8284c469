//! What a protocol builds on, read from a document in which the two have been made one.

use super::{Cx, head};
use crate::diagnostic::Code;
use crate::document::{Node, Path, Report, Table};
use crate::protocol::base::{Base, Departure, Part, is_merged};

/// Whether the document still waits for the protocol that it extends, so that most of it would mean nothing.
pub(super) fn is_missing(table: &Table<'_>, path: &Path<'_>, report: &mut Report) -> bool {
    let Some(node) = table.get("extends").filter(|node| !is_merged(node)) else {
        return false;
    };
    let message = "the protocol that this one extends is not at hand";
    let help = "`prescreen export` writes both as one document";
    let (here, help) = (Path::Key(path, "extends"), Some(help.to_owned()));
    report.add(Code::UnknownBase, &here, node.span.clone(), message, help);
    true
}

/// A base that could not be read is a problem, and there is no protocol then.
pub(super) fn read(table: &Table<'_>, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<Base> {
    base(table.get("extends")?, &Path::Key(path, "extends"), cx)
}

fn base(node: &Node, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<Base> {
    let table = Table::open(node, path, cx.report)?;
    let mut text = |key| Some(table.require_text(key, path, cx.report)?.to_owned());
    let (id, version, digest) = (text("id"), text("version"), text("digest"));
    let review_by = table
        .require("review_by", path, cx.report)
        .and_then(|node| head::date(node, &Path::Key(path, "review_by"), cx.report));
    let below = table
        .get("extends")
        .and_then(|node| base(node, &Path::Key(path, "extends"), cx));
    let departures = table.list("departures", path, cx.report);
    let here = Path::Key(path, "departures");
    let departures = departures.iter().enumerate();
    let departures = departures
        .filter_map(|(place, node)| departure(node, &Path::Index(&here, place), cx))
        .collect();
    table.close(path, cx.report);
    Some(Base {
        id: id?,
        version: version?,
        digest: digest?,
        review_by: review_by?,
        base: below.map(Box::new),
        departures,
    })
}

fn departure(node: &Node, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<Departure> {
    let table = Table::open(node, path, cx.report)?;
    let mut text = |key| Some(table.text(key, path, cx.report)?.to_owned());
    let part = match (text("criterion"), text("question")) {
        (Some(id), _) => Part::Criterion(id),
        (None, Some(id)) => Part::Question(id),
        (None, None) => Part::Treatment,
    };
    let is_off = table.flag("off", path, cx.report);
    let reason = cx.require_text(&table, "reason", path);
    let approved_by = table.require_text("approved_by", path, cx.report);
    table.close(path, cx.report);
    Some(Departure {
        part,
        is_off,
        reason: reason?,
        approved_by: approved_by?.to_owned(),
    })
}
