//! Answers, questions and names, as a person would say them.

use super::markup::{Line, Mark, SpanValue};
use super::time;
use super::words::Words;
use crate::disposition::Disposition;
use crate::document::{Entry, Node, Value, number_text};
use crate::intake::Intake;
use crate::protocol::{Protocol, Question, QuestionKind};
use crate::screen::said::Said;
use crate::screen::screening::{AnswerRef, Ask, NextQuestion};

/// An answer in words: labels instead of ids, units with numbers.
#[must_use]
pub fn answer(said: &Said<'_>, question: &Question, words: &Words) -> Line {
    match said.node() {
        Some(node) => of_node(node, question, words),
        None => Line::of(Mark::Said, said.as_text().unwrap_or_default()),
    }
}

/// Every answer of an intake to a question of the protocol, in its order: the id of the question, and the answer.
#[must_use]
pub fn answers<'p>(intake: &Intake, protocol: &'p Protocol, words: &Words) -> Vec<(&'p str, Line)> {
    let given = match &intake.record.value {
        Value::Table(entries) => entries.iter().find(|entry| entry.key == "answers"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => None,
    };
    let Some(Value::Table(given)) = given.map(|entry| &entry.node.value) else {
        return Vec::new();
    };
    let questions = protocol.questions().iter();
    questions
        .filter_map(|question| {
            let entry = given.iter().find(|entry| entry.key == question.id)?;
            Some((question.id.as_str(), of_node(&entry.node, question, words)))
        })
        .collect()
}

fn of_node(node: &Node, question: &Question, words: &Words) -> Line {
    let said = |text: String| Line::of(Mark::Said, text);
    let word = |key: &str| Line::of(Mark::Said, words.get(key));
    match &node.value {
        Value::Null => word("answer.unknown"),
        Value::Bool(true) => word("answer.yes"),
        Value::Bool(false) => word("answer.no"),
        Value::Number(number) => said(with_unit(number_text(*number), question)),
        Value::Text(text) if text == "never" => word("answer.never"),
        Value::Text(text) if matches!(question.kind, QuestionKind::Time { .. }) => time::said(text),
        Value::Text(text) => said(label(text, question, words)),
        Value::List(items) if items.is_empty() => word("answer.none"),
        Value::List(items) => {
            let unclear = || words.get("answer.unclear").to_owned();
            let parts = items.iter().map(|item| match &item.value {
                Value::Text(text) => label(text, question, words),
                Value::Table(entries) => text_of(entries, "name").unwrap_or_else(unclear),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) => unclear(),
            });
            Line::list(Mark::Said, parts.collect(), "; ", SpanValue::Items)
        }
        Value::Table(entries) => range(entries, question, words)
            .or_else(|| time_range(entries, words))
            .unwrap_or_else(|| word("answer.unclear")),
    }
}

fn label(id: &str, question: &Question, words: &Words) -> String {
    let options = question.kind.options().iter();
    let known = options.clone().find(|option| option.id == id);
    known
        .map_or(id, |option| option.label.in_locale(words.locale()))
        .to_owned()
}

fn with_unit(number: String, question: &Question) -> String {
    match &question.kind {
        QuestionKind::Number {
            unit: Some(unit), ..
        } => format!("{number} {unit}"),
        QuestionKind::Number { unit: None, .. }
        | QuestionKind::YesNo
        | QuestionKind::One(_)
        | QuestionKind::Many(_)
        | QuestionKind::Time { .. }
        | QuestionKind::Uses => number,
    }
}

/// A range of numbers, as far as it was given.
fn range(entries: &[Entry], question: &Question, words: &Words) -> Option<Line> {
    let number = |key: &str| number_of(entries, key);
    let (key, values) = match (number("min"), number("max"), number("value")) {
        (Some(min), Some(max), _) => ("answer.range", vec![("min", min), ("max", max)]),
        (Some(min), None, _) => ("answer.min", vec![("min", min)]),
        (None, Some(max), _) => ("answer.max", vec![("max", max)]),
        (None, None, Some(value)) => {
            return Some(Line::of(Mark::Said, with_unit(value, question)));
        }
        (None, None, None) => return None,
    };
    let values: Vec<(&str, Line)> = values
        .into_iter()
        .map(|(name, text)| (name, Line::of(Mark::Said, text)))
        .collect();
    let text = with_unit(words.fill(key, &values).to_string(), question);
    Some(Line::of(Mark::Said, text))
}

/// A range of times, as far as it was given.
fn time_range(entries: &[Entry], words: &Words) -> Option<Line> {
    let time = |key| text_of(entries, key).map(|text| time::said(&text));
    if let (Some(about), Some(within)) = (time("about"), text_of(entries, "within")) {
        let within = Line::of(Mark::Said, within);
        return Some(words.fill("answer.about", &[("time", about), ("within", within)]));
    }
    match (time("earliest"), time("latest")) {
        (Some(from), Some(to)) => Some(words.fill("time.between", &[("from", from), ("to", to)])),
        (None, Some(to)) => Some(words.fill("time.not_after", &[("to", to)])),
        (Some(from), None) => Some(words.fill("time.not_before", &[("from", from)])),
        (None, None) => None,
    }
}

fn number_of(entries: &[Entry], key: &str) -> Option<String> {
    let entry = entries.iter().find(|entry| entry.key == key)?;
    match &entry.node.value {
        Value::Number(number) => Some(number_text(*number)),
        Value::Null | Value::Bool(_) | Value::Text(_) | Value::List(_) | Value::Table(_) => None,
    }
}

fn text_of(entries: &[Entry], key: &str) -> Option<String> {
    let entry = entries.iter().find(|entry| entry.key == key)?;
    entry.node.as_text().map(str::to_owned)
}

/// The words of a question of the protocol.
#[must_use]
pub fn question(id: &str, protocol: &Protocol, words: &Words) -> Line {
    let asked = protocol.question(id);
    let text = asked.map_or(id, |question| question.ask.in_locale(words.locale()));
    Line::of(Mark::Question, text)
}

/// What is asked for: the question itself, or one thing about a use that was named.
#[must_use]
pub fn asked(
    at: &AnswerRef<'_>,
    ask: Ask,
    name: Option<&str>,
    protocol: &Protocol,
    words: &Words,
) -> Line {
    let question = question(at.question, protocol, words);
    let Some(name) = name else {
        return question;
    };
    let key = match ask {
        Ask::Answer => "ask.answer",
        Ask::Meaning => "ask.meaning",
        Ask::Last => "ask.last",
        Ask::Ongoing => "ask.ongoing",
        Ask::Next => "ask.next",
    };
    let name = Line::of(Mark::Said, name);
    words.fill(key, &[("question", question), ("name", name)])
}

/// What a substance is called.
#[must_use]
pub fn substance<'p>(id: &'p str, protocol: &'p Protocol) -> &'p str {
    let lexicon = &protocol.lexicon;
    lexicon
        .substance(id)
        .map_or(id, |substance| lexicon.substance_label(substance))
}

/// Why a question is asked: what the protocol says, or else what the answer could bring about.
#[must_use]
pub fn because(next: &NextQuestion<'_>, protocol: &Protocol, words: &Words) -> Line {
    let why = protocol
        .question(next.at.question)
        .and_then(|question| question.why.as_ref())
        .filter(|_| next.ask == Ask::Answer);
    let why = match why {
        Some(why) => Line::of(Mark::Plain, why.in_locale(words.locale())),
        None if next.could_become == Disposition::Eligible => {
            Line::of(Mark::Plain, words.get("interview.because.told"))
        }
        None => {
            let outcome = super::outcome(next.could_become, protocol, words);
            words.fill("interview.because.outcome", &[("outcome", outcome)])
        }
    };
    words.fill("interview.because", &[("why", why)])
}
