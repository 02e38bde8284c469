//! Answers as people type them, into answers as an intake says them. The engine judges them, not this.

use prescreen::explain::Words;
use prescreen::protocol::{QuestionKind, QuestionOption};
use serde_json::{Value, json};

use super::console::is_word;

/// Reads the answer to a question that takes one line and is no time. `None` if it is none.
pub(super) fn read(typed: &str, kind: &QuestionKind, words: &Words) -> Option<Value> {
    if is_word(typed, "input.unknown", words) {
        return Some(Value::Null);
    }
    match kind {
        QuestionKind::YesNo => yes_no(typed, words),
        QuestionKind::One(options) => option(typed, options).map(Value::from),
        QuestionKind::Many(options) => many(typed, options, words),
        QuestionKind::Number { unit, .. } => number(typed, unit.as_deref()),
        QuestionKind::Time { .. } | QuestionKind::Uses => None,
    }
}

/// Yes or no.
pub(super) fn yes_no(typed: &str, words: &Words) -> Option<Value> {
    if is_word(typed, "input.yes", words) {
        Some(Value::Bool(true))
    } else if is_word(typed, "input.no", words) {
        Some(Value::Bool(false))
    } else {
        None
    }
}

/// One of several choices, by its number from 1.
pub(super) fn choice(typed: &str, choices: usize) -> Option<usize> {
    let number: usize = typed.trim().parse().ok()?;
    (1..=choices).contains(&number).then(|| number - 1)
}

/// An option by its number or its id.
fn option<'o>(typed: &str, options: &'o [QuestionOption]) -> Option<&'o str> {
    let typed = typed.trim();
    let by_number = choice(typed, options.len()).and_then(|place| options.get(place));
    by_number
        .or_else(|| options.iter().find(|option| option.id == typed))
        .map(|option| option.id.as_str())
}

fn many(typed: &str, options: &[QuestionOption], words: &Words) -> Option<Value> {
    if is_word(typed, "input.none", words) || is_word(typed, "input.no", words) {
        return Some(json!([]));
    }
    let chosen: Option<Vec<&str>> = typed
        .split([',', ';', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| option(part, options))
        .collect();
    // An empty line may be a slip; it is not an answer.
    let mut chosen = chosen.filter(|chosen| !chosen.is_empty())?;
    chosen.sort_unstable();
    chosen.dedup();
    Some(json!(chosen))
}

/// `42`, `40-45`, each with or without the unit.
fn number(typed: &str, unit: Option<&str>) -> Option<Value> {
    let typed = typed.trim();
    let bare = unit
        .and_then(|unit| typed.strip_suffix(unit))
        .unwrap_or(typed);
    let one = |text: &str| {
        text.trim()
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
    };
    if let Some(number) = one(bare) {
        return Some(whole(number));
    }
    // A sign is no dash, and belongs to the number above.
    let (min, max) = bare
        .split_once('-')
        .filter(|(min, _)| !min.trim().is_empty())?;
    Some(json!({ "min": whole(one(min)?), "max": whole(one(max)?) }))
}

/// 42 is written 42, as everywhere else.
fn whole(number: f64) -> Value {
    let text = number.to_string();
    text.parse::<i64>()
        .map_or_else(|_| json!(number), Value::from)
}
