//! The criteria of a protocol.

use super::{Asked, Cx, IdStyle, source_index};
use crate::diagnostic::{Code, suggest};
use crate::document::{Node, Path, Table, Value, text};
use crate::protocol::UNRECOGNISED_NAME;
use crate::protocol::condition::{Condition, Word};
use crate::protocol::model::{
    Avoid, Basis, Citation, Criterion, QuestionKind, Role, Section, Source, Task, TermIndex,
    Washed, Washout,
};
use crate::time::Duration;

pub(super) fn read(
    table: &Table<'_>,
    path: &Path<'_>,
    asked: &Asked<'_>,
    sources: &[Source],
    cx: &mut Cx<'_>,
) -> Vec<Criterion> {
    let nodes = table.list("criteria", path, cx.report);
    let path = Path::Key(path, "criteria");
    let mut criteria: Vec<Criterion> = Vec::with_capacity(nodes.len());
    for (place, node) in nodes.iter().enumerate() {
        let here = Path::Index(&path, place);
        let Some(criterion) = criterion(node, &here, asked, sources, cx) else {
            continue;
        };
        if criteria.iter().any(|known| known.id == criterion.id) {
            cx.duplicate(&criterion.id, "criteria", node, &here);
        }
        criteria.push(criterion);
    }
    criteria
}

fn criterion(
    node: &Node,
    path: &Path<'_>,
    asked: &Asked<'_>,
    sources: &[Source],
    cx: &mut Cx<'_>,
) -> Option<Criterion> {
    let table = Table::open(node, path, cx.report)?;
    let id = cx.require_id(&table, IdStyle::Kebab, path);
    if id.as_deref() == Some(UNRECOGNISED_NAME) {
        let span = table.get("id").and_then(|id| id.span.clone());
        let message = format!("the engine itself adds `{UNRECOGNISED_NAME}` to every protocol");
        cx.report
            .add(Code::BadId, &Path::Key(path, "id"), span, message, None);
    }
    let place = table.get("id").and_then(|id| id.span.clone());
    let role = table
        .require("role", path, cx.report)
        .and_then(|node| cx.word(node, &Role::ALL, Role::as_str, &Path::Key(path, "role")));
    let section = table.get("section").map(|node| {
        let path = Path::Key(path, "section");
        cx.word(node, &Section::ALL, Section::as_str, &path)
    });
    let mut condition = |key| {
        let node = table.get(key)?;
        Some(cx.condition(node, asked, &Path::Key(path, key)))
    };
    let (when, done) = (condition("when"), condition("done"));
    let washout_node = table.get("washout");
    let washout = washout_node.map(|node| washout(node, &Path::Key(path, "washout"), asked, cx));
    let avoid_node = table.get("avoid");
    let avoid = avoid_node.map(|node| avoid(node, &Path::Key(path, "avoid"), cx));
    let label = cx.optional_text(&table, "label", path);
    let say = cx.require_text(&table, "say", path);
    let citations = citations(&table, path, "this criterion", sources, cx);
    table.close(path, cx.report);
    // A part that is there but broken is `Some(None)`; only sound criteria are held against their role.
    let (section, when, done) = (flat(section)?, flat(when)?, flat(done)?);
    let (washout, avoid) = (flat(washout)?, flat(avoid)?);
    let role = role?;
    let holds = Holds {
        when: when.is_some(),
        done: done.is_some(),
        washout: washout.as_ref(),
        avoid: avoid.is_some(),
        section: section.is_some(),
    };
    for message in mismatches(role, &holds) {
        cx.report
            .add(Code::RoleMismatch, path, place.clone(), message, None);
    }
    let (when, task) = with_task(when, done);
    Some(Criterion {
        id: id?,
        role,
        section,
        label,
        when,
        task,
        washout,
        avoid,
        say: say?,
        citations: citations?,
        place,
    })
}

/// What is done no longer counts: the criterion is raised where it concerns somebody and is not done.
fn with_task(
    when: Option<Condition>,
    done: Option<Condition>,
) -> (Option<Condition>, Option<Task>) {
    let Some(done) = done else {
        return (when, None);
    };
    let task = Task {
        concerns: when.clone(),
    };
    let is_open = Condition::Not(Box::new(done));
    let when = match when {
        None => is_open,
        Some(when) => Condition::All(vec![when, is_open]),
    };
    (Some(when), Some(task))
}

fn flat<T>(part: Option<Option<T>>) -> Option<Option<T>> {
    match part {
        None => Some(None),
        Some(None) => None,
        Some(Some(part)) => Some(Some(part)),
    }
}

/// The parts of a criterion that not every role can use.
struct Holds<'c> {
    when: bool,
    done: bool,
    washout: Option<&'c Washout>,
    avoid: bool,
    section: bool,
}

/// What a criterion holds that its role cannot use, and what it lacks.
fn mismatches(role: Role, holds: &Holds<'_>) -> Vec<String> {
    let &Holds {
        when,
        done,
        washout,
        avoid,
        section,
    } = holds;
    let mut found = Vec::new();
    let before = washout.is_some_and(|washout| washout.before.is_some());
    match role {
        Role::Inclusion => {
            if !when {
                found.push("an inclusion needs `when`: the condition that must hold".to_owned());
            }
            if washout.is_some() {
                found.push("an inclusion takes no washout; make it a deferral".to_owned());
            }
        }
        Role::Deferral if !before => {
            found.push(
                "a deferral needs a washout with `before`: the time that has to pass".to_owned(),
            );
        }
        Role::Exclusion | Role::Referral if !when && washout.is_none() => {
            found.push(format!(
                "this {} needs `when` or a washout: nothing ever raises it",
                role.as_str()
            ));
        }
        Role::Requirement if !when && !done && washout.is_none() => {
            found.push(
                "this requirement needs `when`, `done` or a washout: nothing ever raises it"
                    .to_owned(),
            );
        }
        Role::Exclusion | Role::Referral if washout.is_some() && !before => {
            found.push(
                "a washout with `after` alone asks for a plan to change; make this a requirement"
                    .to_owned(),
            );
        }
        Role::Exclusion | Role::Referral | Role::Deferral | Role::Requirement | Role::Advice => {}
    }
    if done && !matches!(role, Role::Requirement | Role::Advice) {
        found.push("only a requirement or an advice can be `done`".to_owned());
    }
    if done && washout.is_some() {
        found.push("what has a washout is not `done`, it is kept to".to_owned());
    }
    if avoid && !matches!(role, Role::Requirement | Role::Advice) {
        found.push("only a requirement or an advice has something to avoid".to_owned());
    }
    if section && role != Role::Advice {
        found.push(
            "only an advice has a section of its own: the others stand with the outcome".to_owned(),
        );
    }
    found
}

fn washout(node: &Node, path: &Path<'_>, asked: &Asked<'_>, cx: &mut Cx<'_>) -> Option<Washout> {
    let table = Table::open(node, path, cx.report)?;
    let of = match (table.get("of"), table.get("since")) {
        (Some(of), None) => terms(of, &Path::Key(path, "of"), asked, cx).map(Washed::Uses),
        (None, Some(since)) => event(since, &Path::Key(path, "since"), asked, cx),
        (None, None) => {
            let message =
                "a washout needs `of` (a class of substances) or `since` (a question about a time)";
            cx.report
                .add(Code::MissingKey, path, node.span.clone(), message, None);
            None
        }
        (Some(_), Some(since)) => {
            let message = "`of` and `since` cannot stand together";
            cx.report.add(
                Code::UnknownKey,
                &Path::Key(path, "since"),
                since.span.clone(),
                message,
                None,
            );
            None
        }
    };
    let broken_before = cx.report.diagnostics.len();
    let before = cx.optional_duration(&table, "before", path);
    let after = cx.optional_duration(&table, "after", path);
    let prefer_node = table.get("prefer_after");
    let prefer_after = cx.optional_duration(&table, "prefer_after", path);
    let durations_are_sound = cx.report.diagnostics.len() == broken_before;
    table.close(path, cx.report);
    if !durations_are_sound {
        return None;
    }
    if before.is_none() && after.is_none() {
        let message = "a washout needs `before` or `after`";
        cx.report
            .add(Code::EmptyWindow, path, node.span.clone(), message, None);
        return None;
    }
    if let Some(prefer) = prefer_after {
        let node = prefer_node.unwrap_or(node);
        preference_is_longer(prefer, after, node, &Path::Key(path, "prefer_after"), cx)?;
    }
    Some(Washout {
        of: of?,
        before,
        after,
        prefer_after,
    })
}

/// A preference is weaker than the rule it goes with, so it reaches further.
fn preference_is_longer(
    prefer: Duration,
    rule: Option<Duration>,
    node: &Node,
    path: &Path<'_>,
    cx: &mut Cx<'_>,
) -> Option<()> {
    let (code, message) = match rule.map(|rule| (rule, rule.compare(prefer))) {
        Some((_, Some(core::cmp::Ordering::Less))) => return Some(()),
        None => (
            Code::ContradictoryWindow,
            "`prefer_after` needs an `after` that it reaches beyond".to_owned(),
        ),
        Some((rule, None)) => {
            let message = format!(
                "`{rule}` and `{prefer}` cannot be compared: one is counted on the calendar"
            );
            (Code::IncomparableDurations, message)
        }
        Some((rule, Some(_))) => {
            let message =
                format!("`prefer_after` ({prefer}) does not reach beyond `after` ({rule})");
            (Code::ContradictoryWindow, message)
        }
    };
    cx.report.add(code, path, node.span.clone(), message, None);
    None
}

/// One class or substance, or a list of them.
fn terms(
    node: &Node,
    path: &Path<'_>,
    asked: &Asked<'_>,
    cx: &mut Cx<'_>,
) -> Option<Vec<TermIndex>> {
    let nodes = match &node.value {
        Value::List(items) => items.as_slice(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Table(_) => {
            core::slice::from_ref(node)
        }
    };
    if nodes.is_empty() {
        cx.report.add(
            Code::Empty,
            path,
            node.span.clone(),
            "the list is empty",
            None,
        );
        return None;
    }
    let mut terms = Vec::with_capacity(nodes.len());
    for node in nodes {
        let name = text(node, path, cx.report)?;
        let word = Word {
            text: name.to_owned(),
            span: 0..name.len(),
        };
        let mut flaws = Vec::new();
        let mut scope = cx.scope(asked);
        terms.push(scope.term(&word, &mut flaws));
        scope.needs_uses(&[word], &mut flaws);
        cx.place(flaws, node, path);
    }
    terms.into_iter().collect()
}

fn event(node: &Node, path: &Path<'_>, asked: &Asked<'_>, cx: &mut Cx<'_>) -> Option<Washed> {
    let id = text(node, path, cx.report)?;
    let found = asked
        .ids
        .get(id)
        .and_then(|index| Some((index, asked.questions.get(index.0)?)));
    let (code, message, help) = match found {
        Some((index, question)) if matches!(question.kind, QuestionKind::Time { .. }) => {
            return Some(Washed::Event(index));
        }
        Some(_) => (
            Code::ConditionType,
            format!("the answer to `{id}` is not a time"),
            None,
        ),
        None if asked.declared.contains(id) => return None,
        None => {
            let times = asked
                .questions
                .iter()
                .filter(|question| matches!(question.kind, QuestionKind::Time { .. }));
            let help = suggest(id, times.map(|question| question.id.as_str()));
            (
                Code::UnknownQuestion,
                format!("there is no question `{id}`"),
                help,
            )
        }
    };
    cx.report.add(code, path, node.span.clone(), message, help);
    None
}

fn avoid(node: &Node, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<Avoid> {
    let table = Table::open(node, path, cx.report)?;
    let what = cx.require_text(&table, "what", path);
    let before = cx.optional_duration(&table, "before", path);
    let after = cx.optional_duration(&table, "after", path);
    table.close(path, cx.report);
    if before.is_none() && after.is_none() {
        let message = "something to avoid needs `before` or `after`";
        cx.report
            .add(Code::EmptyWindow, path, node.span.clone(), message, None);
        return None;
    }
    Some(Avoid {
        what: what?,
        before,
        after,
    })
}

/// One citation, or a list of them, of what is called `what` in a message.
pub(super) fn citations(
    table: &Table<'_>,
    path: &Path<'_>,
    what: &str,
    sources: &[Source],
    cx: &mut Cx<'_>,
) -> Option<Vec<Citation>> {
    let here = Path::Key(path, "cite");
    let nodes = match table.get("cite") {
        Some(Node {
            value: Value::List(items),
            ..
        }) => items.as_slice(),
        Some(node) => core::slice::from_ref(node),
        None => &[],
    };
    if nodes.is_empty() {
        let message = format!("{what} does not say by whose authority it stands");
        let help = Some(
            "add `cite = { source = \"…\", at = \"…\", basis = \"clinic policy\" }`".to_owned(),
        );
        let span = table
            .get("id")
            .and_then(|id| id.span.clone())
            .or_else(|| table.span.clone());
        cx.report.add(Code::Uncited, path, span, message, help);
        return None;
    }
    let citations: Vec<_> = nodes
        .iter()
        .map(|node| citation(node, &here, sources, cx))
        .collect();
    citations.into_iter().collect()
}

fn citation(node: &Node, path: &Path<'_>, sources: &[Source], cx: &mut Cx<'_>) -> Option<Citation> {
    let table = Table::open(node, path, cx.report)?;
    let source = table.require("source", path, cx.report).and_then(|node| {
        let here = Path::Key(path, "source");
        let id = text(node, &here, cx.report)?;
        let found = source_index(sources, id);
        if found.is_none() {
            let help = suggest(id, sources.iter().map(|source| source.id.as_str()));
            let message = format!("there is no source `{id}`");
            cx.report
                .add(Code::UnknownSource, &here, node.span.clone(), message, help);
        }
        found
    });
    let at = table.require_text("at", path, cx.report).map(str::to_owned);
    let basis = table
        .require("basis", path, cx.report)
        .and_then(|node| cx.word(node, &Basis::ALL, Basis::as_str, &Path::Key(path, "basis")));
    let note = table.text("note", path, cx.report).map(str::to_owned);
    // Anywhere else the key means nothing.
    let from = cx
        .is_extended
        .then(|| table.text("from", path, cx.report))
        .flatten();
    table.close(path, cx.report);
    Some(Citation {
        source: source?,
        at: at?,
        basis: basis?,
        note,
        from: from.map(str::to_owned),
    })
}
