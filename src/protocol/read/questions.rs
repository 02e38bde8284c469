//! The questions of a protocol.

use super::{Asked, Cx, Declared, IdStyle};
use crate::diagnostic::Code;
use crate::document::{Node, Path, Table, number_text, text};
use crate::order;
use crate::protocol::condition::{Condition, RESERVED};
use crate::protocol::model::{
    Question, QuestionIds, QuestionIndex, QuestionKind, QuestionOption, Tense, Text,
};

/// More options than this do not fit the bits of an answer, nor a page.
const MAX_OPTIONS: usize = 64;

/// Keys of a worked case that are not answers, so that no question can have them as its id.
pub(super) const CASE_KEYS: &[&str] = &["name", "from", "now", "start", "end", "expect", "note"];

pub(super) fn read(
    table: &Table<'_>,
    path: &Path<'_>,
    cx: &mut Cx<'_>,
) -> (Vec<Question>, QuestionIds, Declared) {
    let nodes = table.list("questions", path, cx.report);
    let declared = Declared::in_list(nodes);
    let path = Path::Key(path, "questions");
    let mut read = Vec::with_capacity(nodes.len());
    for (place, node) in nodes.iter().enumerate() {
        let question = question(node, &Path::Index(&path, place), cx);
        read.extend(question.map(|(question, applies)| (question, applies, place)));
    }
    let repeats = order::repeats(&read, |(a, ..), (b, ..)| a.id.cmp(&b.id));
    let mut questions: Vec<Question> = Vec::with_capacity(read.len());
    let mut conditions: Vec<Option<(&Node, usize)>> = Vec::with_capacity(read.len());
    for ((question, applies, place), repeats) in read.into_iter().zip(repeats) {
        if let (true, Some(node)) = (repeats, nodes.get(place)) {
            cx.duplicate(&question.id, "questions", node, &Path::Index(&path, place));
            continue;
        }
        questions.push(question);
        conditions.push(applies.map(|node| (node, place)));
    }
    let ids = QuestionIds::of(&questions);
    // Conditions may only be checked once every question is known.
    let asked = Asked {
        questions: &questions,
        ids: &ids,
        declared: &declared,
    };
    let mut checked = Vec::with_capacity(questions.len());
    for (index, condition) in conditions.iter().enumerate() {
        checked.push(condition.and_then(|(node, place)| {
            let here = Path::Index(&path, place);
            let here = Path::Key(&here, "applies");
            let condition = cx.condition(node, &asked, &here)?;
            only_earlier(&condition, index, &asked, node, &here, cx).then_some(condition)
        }));
    }
    for (question, applies) in questions.iter_mut().zip(checked) {
        question.applies = applies;
    }
    (questions, ids, declared)
}

/// A question may depend on those above it only, so that there are no circles, and people are asked in an order that
/// makes sense.
fn only_earlier(
    condition: &Condition,
    own: usize,
    asked: &Asked<'_>,
    node: &Node,
    path: &Path<'_>,
    cx: &mut Cx<'_>,
) -> bool {
    let mut read = Vec::new();
    condition.questions(&mut read);
    if condition.tests_uses() {
        let uses = asked
            .questions
            .iter()
            .enumerate()
            .filter(|(_, q)| matches!(q.kind, QuestionKind::Uses));
        read.extend(uses.map(|(index, _)| QuestionIndex(index)));
    }
    let Some(later) = read.into_iter().filter(|index| index.0 >= own).min() else {
        return true;
    };
    let id = asked
        .questions
        .get(later.0)
        .map_or("", |question| question.id.as_str());
    let message = format!("this depends on `{id}`, which does not stand above this question");
    let help = Some(format!("move the question below `{id}`"));
    cx.report
        .add(Code::AppliesOrder, path, node.span.clone(), message, help);
    false
}

/// A question, and the text of its `applies`.
fn question<'n>(
    node: &'n Node,
    path: &Path<'_>,
    cx: &mut Cx<'_>,
) -> Option<(Question, Option<&'n Node>)> {
    let table = Table::open(node, path, cx.report)?;
    let id = cx.require_id(&table, IdStyle::Snake, path);
    let place = table.get("id").and_then(|id| id.span.clone());
    if let Some(reserved) = id
        .as_deref()
        .filter(|id| RESERVED.contains(id) || CASE_KEYS.contains(id))
    {
        let message =
            format!("`{reserved}` has a meaning of its own, so no question can be called that");
        cx.report
            .add(Code::BadId, &Path::Key(path, "id"), place, message, None);
        return None;
    }
    let ask = cx.require_text(&table, "ask", path);
    let why = cx.optional_text(&table, "why", path);
    let hint = cx.optional_text(&table, "hint", path);
    let kind = kind(&table, path, cx);
    let informs = table.flag("informs", path, cx.report);
    let applies = table.get("applies");
    table.close(path, cx.report);
    Some((
        Question {
            id: id?,
            ask: ask?,
            why,
            hint,
            kind: kind?,
            informs,
            applies: None,
            place,
        },
        applies,
    ))
}

fn kind(table: &Table<'_>, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<QuestionKind> {
    const TYPES: [&str; 6] = ["yes_no", "one", "many", "number", "time", "uses"];
    let node = table.require("type", path, cx.report)?;
    let Some(word) = cx.word(node, &TYPES, |word| word, &Path::Key(path, "type")) else {
        // Under the type that was meant, its keys may well mean something.
        for key in ["options", "min", "max", "unit", "whole", "tense", "never"] {
            table.get(key);
        }
        return None;
    };
    match word {
        "yes_no" => Some(QuestionKind::YesNo),
        "one" => Some(QuestionKind::One(options(table, path, false, cx)?)),
        "many" => Some(QuestionKind::Many(options(table, path, true, cx)?)),
        "number" => number(table, path, cx),
        "time" => {
            let tense = table.get("tense").map(|node| {
                let all = [Tense::Past, Tense::Future];
                cx.word(node, &all, Tense::as_str, &Path::Key(path, "tense"))
            });
            let never = table.get("never").is_none() || table.flag("never", path, cx.report);
            Some(QuestionKind::Time {
                tense: tense.unwrap_or(Some(Tense::Past))?,
                never,
            })
        }
        _ => Some(QuestionKind::Uses),
    }
}

fn number(table: &Table<'_>, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<QuestionKind> {
    let mut bound = |key| {
        table.require(key, path, cx.report)?;
        table.number(key, path, cx.report)
    };
    let (min, max) = (bound("min"), bound("max"));
    let unit = table.text("unit", path, cx.report).map(str::to_owned);
    let whole = table.flag("whole", path, cx.report);
    let (min, max) = (min?, max?);
    if min >= max {
        let message = format!(
            "`min` ({}) is not below `max` ({})",
            number_text(min),
            number_text(max)
        );
        cx.report
            .add(Code::BadRange, path, table.span.clone(), message, None);
        return None;
    }
    Some(QuestionKind::Number {
        min,
        max,
        unit,
        whole,
    })
}

fn options(
    table: &Table<'_>,
    path: &Path<'_>,
    many: bool,
    cx: &mut Cx<'_>,
) -> Option<Vec<QuestionOption>> {
    let node = table.require("options", path, cx.report)?;
    let path = Path::Key(path, "options");
    let nodes = crate::document::list(node, &path, cx.report);
    if nodes.is_empty() {
        cx.report.add(
            Code::Empty,
            &path,
            node.span.clone(),
            "there are no options to choose from",
            None,
        );
        return None;
    }
    if nodes.len() > MAX_OPTIONS {
        let message = format!(
            "{} options; at most {MAX_OPTIONS} are possible",
            nodes.len()
        );
        cx.report
            .add(Code::TooMany, &path, node.span.clone(), message, None);
        return None;
    }
    let mut options: Vec<QuestionOption> = Vec::with_capacity(nodes.len());
    for (place, node) in nodes.iter().enumerate() {
        let here = Path::Index(&path, place);
        let Some(option) = option(node, &here, many, cx) else {
            continue;
        };
        if options.iter().any(|known| known.id == option.id) {
            cx.duplicate(&option.id, "options", node, &here);
        }
        options.push(option);
    }
    // A tag that is also an option would make `has` ambiguous.
    for (place, option) in options.iter().enumerate() {
        if let Some(tag) = option
            .tags
            .iter()
            .find(|tag| options.iter().any(|other| other.id == **tag))
        {
            let message = format!("the tag `{tag}` is also the id of an option");
            let span = nodes.get(place).and_then(|node| node.span.clone());
            cx.report.add(
                Code::DuplicateId,
                &Path::Index(&path, place),
                span,
                message,
                None,
            );
        }
    }
    Some(options)
}

fn option(node: &Node, path: &Path<'_>, many: bool, cx: &mut Cx<'_>) -> Option<QuestionOption> {
    let table = Table::open(node, path, cx.report)?;
    let id = cx
        .require_id(&table, IdStyle::Snake, path)
        .filter(|id| word_is_free(id, node, path, cx));
    let label = cx.require_text(&table, "label", path);
    let tags_path = Path::Key(path, "tags");
    let mut tags = Vec::new();
    for (place, tag) in table.list("tags", path, cx.report).iter().enumerate() {
        let here = Path::Index(&tags_path, place);
        let Some(word) = text(tag, &here, cx.report) else {
            continue;
        };
        tags.extend(
            cx.id(word, IdStyle::Snake, tag, &here)
                .filter(|word| word_is_free(word, tag, &here, cx)),
        );
    }
    let exclusive = table.flag("exclusive", path, cx.report);
    if exclusive && !many {
        let message = "`exclusive` only makes sense where several options can be chosen";
        cx.report.add(
            Code::UnknownKey,
            &Path::Key(path, "exclusive"),
            node.span.clone(),
            message,
            None,
        );
    }
    table.close(path, cx.report);
    Some(QuestionOption {
        id: id?,
        // An unfinished option is kept, so that naming it is not a second error.
        label: label.unwrap_or(Text {
            by_locale: Vec::new(),
        }),
        tags,
        exclusive,
    })
}

fn word_is_free(word: &str, node: &Node, path: &Path<'_>, cx: &mut Cx<'_>) -> bool {
    let free = !RESERVED.contains(&word);
    if !free {
        let message = format!("`{word}` has a meaning of its own in conditions and answers");
        cx.report
            .add(Code::BadId, path, node.span.clone(), message, None);
    }
    free
}
