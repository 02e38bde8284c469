//! Lists of criteria, and a protocol's own words for the overall answer.

use super::{Cx, Declared, IdStyle};
use crate::diagnostic::{Code, suggest};
use crate::disposition::Disposition;
use crate::document::{Node, Path, Table, text};
use crate::protocol::model::{
    Criterion, List, ListKind, Outcome, Question, QuestionKind, Role, Text,
};

pub(super) fn read(
    table: &Table<'_>,
    path: &Path<'_>,
    criteria: &[Criterion],
    cx: &mut Cx<'_>,
) -> Vec<List> {
    let declared = Declared::in_list(table.list("criteria", path, cx.report));
    let nodes = table.list("lists", path, cx.report);
    let here = Path::Key(path, "lists");
    let mut lists: Vec<List> = Vec::with_capacity(nodes.len());
    let mut listed: Vec<usize> = Vec::new();
    for (place, node) in nodes.iter().enumerate() {
        let here = Path::Index(&here, place);
        let mut items = Items {
            criteria,
            declared: &declared,
            listed: &mut listed,
        };
        let Some(list) = list(node, &here, &mut items, cx) else {
            continue;
        };
        if lists.iter().any(|known| known.id == list.id) {
            cx.duplicate(&list.id, "lists", node, &here);
        }
        lists.push(list);
    }
    unlisted_labels(path, criteria, &listed, cx);
    lists
}

fn list(node: &Node, path: &Path<'_>, items: &mut Items<'_>, cx: &mut Cx<'_>) -> Option<List> {
    let table = Table::open(node, path, cx.report)?;
    let id = cx.require_id(&table, IdStyle::Kebab, path);
    let kind = table.require("kind", path, cx.report).and_then(|node| {
        cx.word(
            node,
            &ListKind::ALL,
            ListKind::as_str,
            &Path::Key(path, "kind"),
        )
    });
    let title = cx.require_text(&table, "title", path);
    let read = table
        .require("items", path, cx.report)
        .map(|node| items.read(node, &Path::Key(path, "items"), kind, cx));
    table.close(path, cx.report);
    Some(List {
        id: id?,
        kind: kind?,
        title: title?,
        items: read?,
    })
}

/// What lists may hold, and what they hold so far.
struct Items<'c> {
    criteria: &'c [Criterion],
    declared: &'c Declared,
    listed: &'c mut Vec<usize>,
}

impl Items<'_> {
    fn read(
        &mut self,
        node: &Node,
        path: &Path<'_>,
        kind: Option<ListKind>,
        cx: &mut Cx<'_>,
    ) -> Vec<usize> {
        let nodes = crate::document::list(node, path, cx.report);
        if nodes.is_empty() {
            let message = "the list is empty";
            cx.report
                .add(Code::Empty, path, node.span.clone(), message, None);
        }
        let mut items = Vec::with_capacity(nodes.len());
        for (place, node) in nodes.iter().enumerate() {
            let here = Path::Index(path, place);
            let found = self.item(node, &here, kind, cx);
            items.extend(found);
            self.listed.extend(found);
        }
        items
    }

    fn item(
        &self,
        node: &Node,
        path: &Path<'_>,
        kind: Option<ListKind>,
        cx: &mut Cx<'_>,
    ) -> Option<usize> {
        let id = text(node, path, cx.report)?;
        let mut criteria = self.criteria.iter();
        let Some(place) = criteria.position(|criterion| criterion.id == id) else {
            if !self.declared.contains(id) {
                let help = suggest(id, self.criteria.iter().map(|known| known.id.as_str()));
                let message = format!("there is no criterion `{id}`");
                let span = node.span.clone();
                cx.report
                    .add(Code::UnknownCriterion, path, span, message, help);
            }
            return None;
        };
        let criterion = self.criteria.get(place)?;
        let shows_what_is_done = matches!(kind, Some(ListKind::Steps | ListKind::Checklist));
        let mut mismatch = |message: String, help: Option<&str>| {
            let (span, help) = (node.span.clone(), help.map(str::to_owned));
            cx.report.add(Code::ListMismatch, path, span, message, help);
        };
        if self.listed.contains(&place) {
            mismatch(format!("`{id}` stands in a list already"), None);
        }
        if criterion.section.is_some() {
            mismatch(format!("`{id}` has a section, which stands apart"), None);
        }
        if shows_what_is_done && (criterion.task.is_none() || criterion.label.is_none()) {
            let message = format!("`{id}` cannot be ticked off: it needs `done` and `label`");
            let help = "a `group` shows criteria of every kind";
            mismatch(message, Some(help));
        }
        Some(place)
    }
}

/// A label that nobody would ever see.
fn unlisted_labels(path: &Path<'_>, criteria: &[Criterion], listed: &[usize], cx: &mut Cx<'_>) {
    let criteria = criteria.iter().enumerate();
    for (_, criterion) in
        criteria.filter(|(place, one)| one.label.is_some() && !listed.contains(place))
    {
        let message = format!(
            "`{}` has a label, which only lists show, and stands in none",
            criterion.id
        );
        let here = Path::Key(path, "lists");
        let place = criterion.place.clone();
        cx.report
            .add(Code::ListMismatch, &here, place, message, None);
    }
}

const DISPOSITIONS: [Disposition; 6] = [
    Disposition::Eligible,
    Disposition::Incomplete,
    Disposition::ActionNeeded,
    Disposition::Deferred,
    Disposition::NeedsReview,
    Disposition::Ineligible,
];

/// Words for every overall answer that this protocol can come to, or none at all.
pub(super) fn outcomes(
    table: &Table<'_>,
    path: &Path<'_>,
    criteria: &[Criterion],
    questions: &[Question],
    cx: &mut Cx<'_>,
) -> Vec<(Disposition, Outcome)> {
    let Some(node) = table.get("outcomes") else {
        return Vec::new();
    };
    let path = Path::Key(path, "outcomes");
    let Some(table) = Table::open(node, &path, cx.report) else {
        return Vec::new();
    };
    let mut outcomes = Vec::with_capacity(DISPOSITIONS.len());
    for disposition in DISPOSITIONS {
        let key = disposition.as_str();
        let node = if can_be(disposition, criteria, questions) {
            table.require(key, &path, cx.report)
        } else {
            table.get(key)
        };
        let outcome = node.and_then(|node| outcome(node, &Path::Key(&path, key), cx));
        outcomes.extend(outcome.map(|outcome| (disposition, outcome)));
    }
    table.close(&path, cx.report);
    outcomes
}

fn outcome(node: &Node, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<Outcome> {
    let table = Table::open(node, path, cx.report)?;
    let title: Option<Text> = cx.require_text(&table, "title", path);
    let say = cx.optional_text(&table, "say", path);
    table.close(path, cx.report);
    Some(Outcome { title: title?, say })
}

/// Whether anything in the protocol could bring it about.
fn can_be(disposition: Disposition, criteria: &[Criterion], questions: &[Question]) -> bool {
    let by_role = criteria
        .iter()
        .any(|criterion| criterion.role.contributes() == Some(disposition));
    let has_after = |criterion: &Criterion| {
        let washout = criterion.washout.as_ref();
        criterion.role != Role::Advice && washout.is_some_and(|washout| washout.after.is_some())
    };
    match disposition {
        Disposition::Eligible | Disposition::Incomplete => true,
        Disposition::ActionNeeded => by_role || criteria.iter().any(has_after),
        // A name that nobody can make sense of.
        Disposition::NeedsReview => {
            by_role
                || questions
                    .iter()
                    .any(|one| matches!(one.kind, QuestionKind::Uses))
        }
        Disposition::Deferred | Disposition::Ineligible => by_role,
    }
}
