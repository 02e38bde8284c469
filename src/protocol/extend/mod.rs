//! A protocol and the one that it extends, made one document.
//!
//! What is written stands in two texts then. Places in the base's text come behind the end of the other's, and
//! [`Moves`] knows under which path each part was written, so that a problem is shown to its author where it is.

mod change;
mod parts;
mod strict;

use super::Protocol;
use crate::diagnostic::Code;
use crate::document::{Entry, Moves, Node, Path, Report, Value};
use change::{Changing, apply};

/// A document in which nothing is left to be looked up.
pub(crate) struct Merged {
    pub(crate) root: Node,
    /// Where its parts were written.
    pub(crate) moves: Moves,
    /// What was changed of the base, each with what of it: "`age` (`ask`)".
    pub(crate) changes: Vec<String>,
}

/// Lists of things with an id: those of the base come first.
const LISTS: [(&str, &str, &str); 4] = [
    ("questions", "question", "a question"),
    ("criteria", "criterion", "a criterion"),
    ("lists", "list", "a list"),
    ("estimates", "estimate", "an estimate"),
];

/// Tables of things under their ids.
const TABLES: [(&str, &str); 3] = [
    ("sources", "a source"),
    ("baselines", "a baseline"),
    ("outcomes", "words for the outcome"),
];

/// What every document says for itself.
const OWN: [&str; 7] = [
    "id",
    "version",
    "title",
    "reviewed",
    "review_by",
    "cases",
    "extends",
];

/// Makes a document and the one that it extends one. `base` is the document of `known`, its places moved behind the
/// end of the other's text.
pub(crate) fn merge(own: &Node, mut base: Node, known: &Protocol, report: &mut Report) -> Merged {
    let mut moves = Moves::default();
    let below = base.get("extends").cloned();
    OWN.iter().for_each(|key| drop(base.remove(key)));
    if let Some(locales) = own.get("locales") {
        let kept: Vec<&str> = locales.items().iter().filter_map(Node::as_text).collect();
        if !kept.is_empty() {
            keep_languages(&mut base, &known.locales, &kept);
        }
    }
    for key in ["criteria", "estimates"] {
        if let Some(node) = base.get_mut(key) {
            mark_citations(node, &known.id);
        }
    }
    for key in ["criteria", "estimates", "changes"] {
        if let Some(node) = own.get(key) {
            refuse_marks(node, &Path::Key(&Path::Root, key), report);
        }
    }
    switch_off(own, &mut base, &mut moves);
    let mut changing = Changing {
        own,
        known,
        root: &mut base,
        moves: &mut moves,
        departures: Vec::new(),
        changes: Vec::new(),
        done: Vec::new(),
        report,
    };
    let path = Path::Key(&Path::Root, "changes");
    if let Some(node) = own.get("changes") {
        let changes = crate::document::list(node, &path, changing.report);
        for (place, change) in changes.iter().enumerate() {
            apply(change, place, &mut changing);
        }
    }
    let (departures, changes) = (changing.departures, changing.changes);
    let mut root = add_own(own, base, known, &mut moves, report);
    review_is_due(&mut root, known);
    let mut nearest = Node::table([
        ("id", Node::text(&*known.id)),
        ("version", Node::text(&*known.version)),
        ("digest", Node::text(&*known.digest)),
    ]);
    if !departures.is_empty() {
        nearest.set("departures", Node::bare(Value::List(departures)));
    }
    let mut bases = vec![nearest];
    bases.extend(below.iter().flat_map(Node::items).cloned());
    root.set("extends", Node::bare(Value::List(bases)));
    Merged {
        root,
        moves,
        changes,
    }
}

/// What is due for review in the base is due here, too. What was overdue when this was read is so from the day after.
fn review_is_due(root: &mut Node, known: &Protocol) {
    let due = known.review.review_by.to_string();
    let reviewed = root.get_text("reviewed").unwrap_or_default().to_owned();
    if let Some(review_by) = root.get_mut("review_by") {
        let is_earlier = |own: &str| due.as_str() < own;
        if review_by.as_text().is_some_and(is_earlier) {
            review_by.value = Value::Text(due.max(reviewed));
        }
    }
}

/// Leaves out of every text the languages that are not wanted.
fn keep_languages(node: &mut Node, known: &[String], kept: &[&str]) {
    let is_text = |entries: &[Entry]| {
        let is_language = |entry: &Entry| {
            known.contains(&entry.key) && matches!(entry.node.value, Value::Text(_))
        };
        !entries.is_empty() && entries.iter().all(is_language)
    };
    match &mut node.value {
        Value::Table(entries) if is_text(entries) => {
            entries.retain(|entry| kept.contains(&entry.key.as_str()));
        }
        Value::Table(entries) => {
            // Answers are no texts, and nobody reads them.
            let read = entries.iter_mut().filter(|entry| entry.key != "baselines");
            read.for_each(|entry| keep_languages(&mut entry.node, known, kept));
        }
        Value::List(items) => {
            let items = items.iter_mut();
            items.for_each(|item| keep_languages(item, known, kept));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

/// Writes down of every citation which protocol it is from.
fn mark_citations(node: &mut Node, id: &str) {
    match &mut node.value {
        Value::Table(entries) => {
            for entry in entries {
                if entry.key != "cite" {
                    mark_citations(&mut entry.node, id);
                    continue;
                }
                let citations = match &mut entry.node.value {
                    Value::List(items) => items.as_mut_slice(),
                    Value::Null
                    | Value::Bool(_)
                    | Value::Number(_)
                    | Value::Text(_)
                    | Value::Table(_) => core::slice::from_mut(&mut entry.node),
                };
                for citation in citations {
                    if citation.get("from").is_none() {
                        citation.set("from", Node::text(id));
                    }
                }
            }
        }
        Value::List(items) => items.iter_mut().for_each(|item| mark_citations(item, id)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

/// Nobody says of his own citation that another made it.
fn refuse_marks(node: &Node, path: &Path<'_>, report: &mut Report) {
    for (place, item) in node.items().iter().enumerate() {
        refuse_marks(item, &Path::Index(path, place), report);
    }
    for entry in node.entries() {
        let here = Path::Key(path, &entry.key);
        refuse_marks(&entry.node, &here, report);
        let single = core::slice::from_ref(&entry.node);
        let citations = [single, entry.node.items()].concat();
        for from in citations.iter().filter_map(|citation| citation.get("from")) {
            if entry.key == "cite" {
                let message = "only what the base says is from the base";
                let here = Path::Key(&here, "from");
                report.add(Code::UnknownKey, &here, from.span.clone(), message, None);
            }
        }
    }
}

/// The sets of answers from which the worked cases may start.
fn baselines(base: &mut Node) -> impl Iterator<Item = &mut Node> {
    let entries = base.get_mut("baselines").and_then(Node::entries_mut);
    let entries = entries.into_iter().flatten();
    entries.map(|entry| &mut entry.node)
}

/// Takes out what is switched off, also of lists. Whether that may be is judged with the other changes.
fn switch_off(own: &Node, base: &mut Node, moves: &mut Moves) {
    let changes = own.get("changes").map(Node::items).unwrap_or_default();
    let off = changes
        .iter()
        .filter(|change| matches!(change.get("off"), Some(off) if off.value == Value::Bool(true)));
    let off: Vec<&Node> = off.collect();
    for (list, what) in [("questions", "question"), ("criteria", "criterion")] {
        let is_off = |id: &str| off.iter().any(|change| change.get_text(what) == Some(id));
        let Some(items) = base.get_mut(list).and_then(Node::items_mut) else {
            continue;
        };
        let all = core::mem::take(items);
        for (place, item) in all.into_iter().enumerate() {
            if item.get_text("id").is_some_and(is_off) {
                continue;
            }
            if items.len() != place {
                moves.add(
                    format!("{list}[{}]", items.len()),
                    format!("{list}[{place}]"),
                );
            }
            items.push(item);
        }
    }
    for change in &off {
        if let Some(question) = change.get_text("question") {
            for baseline in baselines(base) {
                baseline.remove(question);
            }
        }
    }
    let is_off = |id: &Node| {
        let id = id.as_text();
        id.is_some() && off.iter().any(|change| change.get_text("criterion") == id)
    };
    if let Some(lists) = base.get_mut("lists").and_then(Node::items_mut) {
        for list in lists.iter_mut() {
            if let Some(items) = list.get_mut("items").and_then(Node::items_mut) {
                items.retain(|item| !is_off(item));
            }
        }
        // A heading with nothing under it.
        lists.retain(|list| {
            list.get("items")
                .is_none_or(|items| !items.items().is_empty())
        });
    }
}

/// The document with what is left of the base, and with what it adds.
fn add_own(
    own: &Node,
    mut base: Node,
    known: &Protocol,
    moves: &mut Moves,
    report: &mut Report,
) -> Node {
    let mut root = Node {
        value: Value::Table(Vec::new()),
        span: own.span.clone(),
    };
    for entry in own.entries() {
        let path = Path::Key(&Path::Root, &entry.key);
        let key = entry.key.as_str();
        let list = LISTS.iter().find(|(list, ..)| *list == key);
        let table = TABLES.iter().find(|(table, _)| *table == key);
        match (list, table, base.get_mut(key)) {
            (Some(list), _, Some(inherited)) if matches!(entry.node.value, Value::List(_)) => {
                append(inherited, &entry.node, list, known, moves, report);
            }
            (_, Some((_, what)), Some(inherited))
                if matches!(entry.node.value, Value::Table(_)) =>
            {
                unite(inherited, &entry.node, what, &path, known, report);
            }
            (_, _, Some(inherited)) if key == "note" => *inherited = both(inherited, &entry.node),
            (_, _, Some(_)) if key == "treatment" => {
                let message = format!("the treatment is that of `{}`", known.id);
                let help = "change it with `treatment = { … }` in a table of `[[changes]]`";
                let (span, help) = (entry.key_span.clone(), Some(help.to_owned()));
                report.add(Code::UnknownKey, &path, span, message, help);
            }
            _ if matches!(key, "changes" | "extends") => {}
            _ => {
                base.remove(key);
                root.put(entry.clone());
            }
        }
    }
    for entry in base.entries() {
        root.put(entry.clone());
    }
    root
}

/// Puts the items of a list behind those of the base.
fn append(
    inherited: &mut Node,
    own: &Node,
    (key, what, a_what): &(&str, &str, &str),
    known: &Protocol,
    moves: &mut Moves,
    report: &mut Report,
) {
    let Some(items) = inherited.items_mut() else {
        return;
    };
    let inherited = items.len();
    for (place, item) in own.items().iter().enumerate() {
        let id = item.get_text("id");
        let of_base = items.iter().take(inherited);
        let taken = id.filter(|id| of_base.clone().any(|item| item.get_text("id") == Some(id)));
        if let Some(id) = taken {
            let message = format!("`{}` has {a_what} `{id}` already", known.id);
            let help = format!("to change it, write `[[changes]]` with `{what} = \"{id}\"`");
            let span = item.get("id").and_then(|id| id.span.clone());
            let list = Path::Key(&Path::Root, key);
            let here = Path::Index(&list, place);
            report.add(Code::DuplicateId, &here, span, message, Some(help));
            continue;
        }
        moves.add(format!("{key}[{}]", items.len()), format!("{key}[{place}]"));
        items.push(item.clone());
    }
}

/// Puts the entries of a table beside those of the base.
fn unite(
    inherited: &mut Node,
    own: &Node,
    what: &str,
    path: &Path<'_>,
    known: &Protocol,
    report: &mut Report,
) {
    for entry in own.entries() {
        if inherited.get(&entry.key).is_none() {
            inherited.put(entry.clone());
            continue;
        }
        let message = format!("`{}` has {what} `{}` already", known.id, entry.key);
        let help = match what {
            "words for the outcome" => {
                format!(
                    "to change them, write `[[changes]]` with `outcome = \"{}\"`",
                    entry.key
                )
            }
            _ => "give yours another name".to_owned(),
        };
        let here = Path::Key(path, &entry.key);
        let span = entry.key_span.clone();
        report.add(Code::DuplicateId, &here, span, message, Some(help));
    }
}

/// What the base says to everybody, and then what this protocol says.
fn both(inherited: &Node, own: &Node) -> Node {
    let mut both = own.clone();
    for entry in inherited.entries() {
        let Some(first) = entry.node.as_text() else {
            continue;
        };
        let node = match own.get_text(&entry.key) {
            Some(second) => Node {
                value: Value::Text(format!("{first} {second}")),
                span: own.get(&entry.key).and_then(|node| node.span.clone()),
            },
            None => entry.node.clone(),
        };
        both.set(&entry.key, node);
    }
    both
}
