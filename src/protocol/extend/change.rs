//! One change of what the base says, made and judged.

use core::ops::Range;

use crate::diagnostic::{Code, quoted, suggest};
use crate::document::{Moves, Node, Path, Report, Table, Value, text};
use crate::protocol::Protocol;

/// What a change may be of.
const KINDS: [&str; 6] = [
    "criterion",
    "question",
    "list",
    "estimate",
    "outcome",
    "treatment",
];

/// All that changes work on.
pub(super) struct Changing<'c> {
    pub(super) own: &'c Node,
    /// The base as it was checked.
    pub(super) known: &'c Protocol,
    /// The base as it is being changed.
    pub(super) root: &'c mut Node,
    pub(super) moves: &'c mut Moves,
    pub(super) departures: Vec<Node>,
    pub(super) changes: Vec<String>,
    /// What there was a change of already.
    pub(super) done: Vec<(&'static str, String)>,
    pub(super) report: &'c mut Report,
}

/// Makes one change.
pub(super) fn apply(node: &Node, place: usize, all: &mut Changing<'_>) {
    let list = Path::Key(&Path::Root, "changes");
    let path = Path::Index(&list, place);
    let Some(table) = Table::open(node, &path, all.report) else {
        return;
    };
    let mut named = KINDS
        .into_iter()
        .filter_map(|kind| Some((kind, table.get(kind)?)));
    let (first, second) = (named.next(), named.next());
    let Some((kind, target)) = first else {
        let message = "this change does not say what it is of";
        let help = format!("name one of {}", quoted(KINDS));
        let span = table.span.clone();
        let code = Code::MissingKey;
        all.report.add(code, &path, span, message, Some(help));
        return;
    };
    if let Some((second, node)) = second {
        let message = format!("`{kind}` and `{second}` cannot stand together");
        let here = Path::Key(&path, second);
        let span = node.span.clone();
        all.report.add(Code::UnknownKey, &here, span, message, None);
    }
    let own = format!("changes[{place}]");
    let mut change = Change {
        table: &table,
        target,
        path: &path,
        own,
        used: Vec::new(),
        looser: Vec::new(),
        all,
    };
    let id = match kind {
        "criterion" => change.criterion(target),
        "question" => change.question(target),
        "list" => change.list(target),
        "estimate" => change.estimate(target),
        "outcome" => change.outcome(target),
        _ => change.treatment(target),
    };
    let Some(id) = id else { return };
    change.depart(kind, &id);
    if change.used.is_empty() {
        change.lacks(Code::Empty, format!("this changes nothing of `{id}`"), None);
    }
    let used = quoted(change.used.iter().copied());
    all.changes.push(format!("`{id}` ({used})"));
    table.close(&path, all.report);
}

/// A change being made.
pub(super) struct Change<'a, 'c> {
    table: &'a Table<'a>,
    /// The name of what is changed.
    target: &'a Node,
    pub(super) path: &'a Path<'a>,
    /// The same path, as text.
    pub(super) own: String,
    /// What it changes.
    pub(super) used: Vec<&'static str>,
    /// What of it is less strict, and where that stands.
    looser: Vec<(&'static str, Option<Range<usize>>)>,
    pub(super) all: &'a mut Changing<'c>,
}

impl<'a> Change<'a, '_> {
    pub(super) fn get(&mut self, key: &'static str) -> Option<&'a Node> {
        let node = self.table.get(key)?;
        self.used.push(key);
        Some(node)
    }

    pub(super) fn judge(&mut self, key: &'static str, node: &Node, is_stricter: bool) {
        if !is_stricter {
            self.looser.push((key, node.span.clone()));
        }
    }

    /// A problem with what the change does not hold, which is shown at its first line.
    pub(super) fn lacks(&mut self, code: Code, message: String, help: Option<String>) {
        let span = self.target.span.clone();
        self.all.report.add(code, self.path, span, message, help);
    }

    pub(super) fn problem(
        &mut self,
        code: Code,
        key: &'static str,
        message: String,
        help: Option<String>,
    ) {
        let node = self.table.get(key);
        let span = node.and_then(|node| node.span.clone());
        let path = Path::Key(self.path, key);
        let span = span.or_else(|| self.table.span.clone());
        self.all.report.add(code, &path, span, message, help);
    }

    /// The place in a list of the base of the thing with this id, unless it is switched off. `None` if there is none.
    pub(super) fn target(
        &mut self,
        kind: &'static str,
        list: &str,
        node: &Node,
    ) -> Option<(String, Option<usize>)> {
        let id = text(node, &Path::Key(self.path, kind), self.all.report)?.to_owned();
        let known = self.all.known;
        let ids: Vec<&str> = match kind {
            "criterion" => known.criteria.iter().map(|one| one.id.as_str()).collect(),
            "question" => known.questions.iter().map(|one| one.id.as_str()).collect(),
            "list" => known.lists.iter().map(|one| one.id.as_str()).collect(),
            "estimate" => known.estimates.iter().map(|one| one.id.as_str()).collect(),
            _ => known
                .outcomes
                .iter()
                .map(|(disposition, _)| disposition.as_str())
                .collect(),
        };
        if !ids.contains(&id.as_str()) {
            let code = match kind {
                "criterion" => Code::UnknownCriterion,
                "question" => Code::UnknownQuestion,
                _ => Code::UnknownWord,
            };
            let own = self.all.own.get(list).map(Node::items).unwrap_or_default();
            let is_own = own.iter().any(|item| item.get_text("id") == Some(&id));
            let help = if is_own {
                Some("it is this protocol's own: change it where it stands".to_owned())
            } else {
                suggest(&id, ids.iter().copied())
            };
            let message = format!("`{}` has no {kind} `{id}`", known.id);
            self.problem(code, kind, message, help);
            return None;
        }
        let again = (kind, id.clone());
        if self.all.done.contains(&again) {
            let message = format!("`{id}` is changed twice");
            let help = "put both into one table".to_owned();
            self.problem(Code::DuplicateId, kind, message, Some(help));
            return None;
        }
        self.all.done.push(again);
        let items = self.all.root.get(list).map(Node::items).unwrap_or_default();
        let place = items
            .iter()
            .position(|item| item.get_text("id") == Some(&id));
        Some((id, place))
    }

    /// Something of the base, to be changed.
    pub(super) fn inherited(&mut self, list: &str, place: usize) -> Option<&mut Node> {
        let items = self.all.root.get_mut(list)?.items_mut()?;
        items.get_mut(place)
    }

    /// Lays words over those of the base, language by language.
    pub(super) fn words(&mut self, keys: &[&'static str], list: &str, place: usize) {
        for key in keys {
            if let Some(node) = self.get(key) {
                self.lay(key, node, list, place);
            }
        }
    }

    pub(super) fn lay(&mut self, key: &'static str, node: &Node, list: &str, place: usize) {
        let (to, from) = (
            format!("{list}[{place}].{key}"),
            format!("{}.{key}", self.own),
        );
        let items = self.all.root.get_mut(list).and_then(Node::items_mut);
        let Some(inherited) = items.and_then(|items| items.get_mut(place)) else {
            return;
        };
        match inherited.get_mut(key) {
            Some(inherited) => inherited.overlay(node, &to, &from, self.all.moves),
            None => self.replace(key, key, node.clone(), list, place),
        }
    }

    /// Puts a value in the place of that of the base. `written` is the key that it was written under.
    pub(super) fn replace(
        &mut self,
        key: &str,
        written: &str,
        node: Node,
        list: &str,
        place: usize,
    ) {
        let from = format!("{}.{written}", self.own);
        self.all.moves.add(format!("{list}[{place}].{key}"), from);
        if let Some(inherited) = self.inherited(list, place) {
            inherited.set(key, node);
        }
    }

    /// Whether it takes its part out, which only somebody who answers for it may do.
    pub(super) fn switches_off(&mut self) -> bool {
        let Some(off) = self.get("off") else {
            return false;
        };
        if off.value == Value::Bool(true) {
            self.judge("off", off, false);
            return true;
        }
        let message = "`off` is either `true` or not there".to_owned();
        self.problem(Code::WrongType, "off", message, None);
        true
    }

    /// Writes down what is less strict, with the reason and the name that this needs.
    fn depart(&mut self, kind: &'static str, id: &str) {
        let reason = self.table.get("reason");
        let approved_by = self.table.get("approved_by");
        let base = self.all.known.id.as_str();
        let Some((_, span)) = self.looser.first().cloned() else {
            for (key, node) in [("reason", reason), ("approved_by", approved_by)] {
                if node.is_some() {
                    let message = format!("nothing in this change is less strict than in `{base}`");
                    let help = format!("leave `{key}` out; a comment can say why");
                    self.problem(Code::UnknownKey, key, message, Some(help));
                }
            }
            return;
        };
        let mut keys: Vec<&str> = self.looser.iter().map(|(key, _)| *key).collect();
        keys.dedup();
        let (Some(reason), Some(approved_by)) = (reason, approved_by) else {
            let message = if keys == ["off"] {
                format!("this switches off `{id}` of `{base}`")
            } else {
                format!(
                    "this may make `{id}` less strict than in `{base}`: {}",
                    quoted(keys)
                )
            };
            let help = "say why with `reason`, and who decided it with `approved_by`";
            let help = Some(help.to_owned());
            self.all
                .report
                .add(Code::Loosened, self.path, span, message, help);
            return;
        };
        let part = match kind {
            "criterion" => format!("criteria.{id}"),
            "question" => format!("questions.{id}"),
            _ => id.to_owned(),
        };
        let mut departure = Node::table([
            ("part", Node::text(part)),
            ("change", Node::text(keys.join(", "))),
        ]);
        let at = self.all.departures.len();
        for (key, node) in [("reason", reason), ("approved_by", approved_by)] {
            departure.set(key, node.clone());
            let from = format!("{}.{key}", self.own);
            self.all
                .moves
                .add(format!("extends[0].departures[{at}].{key}"), from);
        }
        self.all.departures.push(departure);
    }
}
