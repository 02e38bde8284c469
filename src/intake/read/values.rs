//! Answers that stand for themselves: options, numbers, times.

use super::typed::{self, Read, Wrong, bad};
use crate::diagnostic::{escaped, quoted, suggest};
use crate::document::{Entry, Node, Value};
use crate::intake::facts::Answer;
use crate::protocol::model::QuestionOption;
use crate::time::{Duration, ImpreciseTime, Zone, parse_time};

/// A time as an intake may give it. The error says what is wrong with it.
pub(super) fn time(node: &Node, zone: &Zone) -> Result<ImpreciseTime, String> {
    const HELP: &str = "a time, `{ earliest, latest }` or `{ about, within }`";
    match &node.value {
        Value::Text(text) => parse_time(text, zone).map_err(|error| error.to_string()),
        Value::Table(entries) => {
            let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
            let part = |key: &str| {
                entries
                    .iter()
                    .find(|entry| entry.key == key)
                    .map(|entry| &entry.node)
            };
            if !keys.is_empty() && keys.iter().all(|key| matches!(*key, "earliest" | "latest")) {
                let earliest = end_of_range(part("earliest"), zone)?;
                return typed::between(earliest, end_of_range(part("latest"), zone)?);
            }
            match (
                part("about").and_then(Node::as_text),
                part("within").and_then(Node::as_text),
                keys.len(),
            ) {
                (Some(about), Some(within), 2) => around(about, within, zone),
                _ => Err(format!(
                    "expected {HELP}, found a table with {}",
                    quoted(keys)
                )),
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) => {
            Err(format!("expected {HELP}, found {}", node.value.kind()))
        }
    }
}

/// One end of a range; `None` when it is open.
fn end_of_range(node: Option<&Node>, zone: &Zone) -> Result<Option<ImpreciseTime>, String> {
    match node.map(|node| (node, &node.value)) {
        None | Some((_, Value::Null)) => Ok(None),
        Some((_, Value::Text(text))) => parse_time(text, zone)
            .map(Some)
            .map_err(|error| error.to_string()),
        Some((_, value)) => Err(format!("expected a time, found {}", value.kind())),
    }
}

fn around(about: &str, within: &str, zone: &Zone) -> Result<ImpreciseTime, String> {
    let middle = parse_time(about, zone).map_err(|error| error.to_string())?;
    let within = Duration::parse(within).map_err(|error| error.to_string())?;
    Ok(zone
        .latest_before(within, middle.earliest())
        .hull(zone.after(within, middle.latest())))
}

pub(super) fn yes_no(node: &Node) -> Read {
    match &node.value {
        Value::Bool(yes) => Ok(typed::yes_no(*yes)),
        Value::Null | Value::Number(_) | Value::Text(_) | Value::List(_) | Value::Table(_) => {
            Err(bad(format!(
                "expected true or false, found {}",
                node.value.kind()
            )))
        }
    }
}

pub(super) fn one(node: &Node, options: &[QuestionOption]) -> Read {
    let Some(id) = node.as_text() else {
        return Err(bad(format!(
            "expected the id of an option, found {}",
            node.value.kind()
        )));
    };
    bit_of(id, options).map(Answer::Chosen)
}

fn bit_of(id: &str, options: &[QuestionOption]) -> Result<u64, Wrong> {
    match options.iter().position(|option| option.id == id) {
        Some(place) => Ok(1 << place),
        None => {
            let help =
                suggest(id, options.iter().map(|option| option.id.as_str())).unwrap_or_default();
            Err(bad(format!("`{}` is not an option; {help}", escaped(id))))
        }
    }
}

pub(super) fn many(node: &Node, options: &[QuestionOption]) -> Read {
    let Value::List(items) = &node.value else {
        return Err(bad(format!(
            "expected a list of options, found {}",
            node.value.kind()
        )));
    };
    let mut chosen = 0_u64;
    for item in items {
        let Some(id) = item.as_text() else {
            return Err(bad(format!(
                "expected the id of an option, found {}",
                item.value.kind()
            )));
        };
        chosen |= bit_of(id, options)?;
    }
    typed::many(chosen, options)
}

pub(super) fn number(node: &Node, min: f64, max: f64, unit: Option<&str>, whole: bool) -> Read {
    let range = match &node.value {
        Value::Number(number) => (*number, *number),
        Value::Table(entries) => number_table(entries, min, max, unit)?,
        Value::Null | Value::Bool(_) | Value::Text(_) | Value::List(_) => {
            return Err(bad(format!(
                "expected a number, found {}",
                node.value.kind()
            )));
        }
    };
    typed::number(range, min, max, whole)
}

/// `{ min, max }`, either of which may be left out, or `{ value, unit }`.
fn number_table(
    entries: &[Entry],
    min: f64,
    max: f64,
    unit: Option<&str>,
) -> Result<(f64, f64), Wrong> {
    const HELP: &str = "expected a number, `{ min, max }` or `{ value, unit }`";
    let (mut low, mut high, mut value, mut written_unit) = (None, None, None, None);
    for entry in entries {
        match (entry.key.as_str(), &entry.node.value) {
            ("min", Value::Number(number)) => low = Some(*number),
            ("max", Value::Number(number)) => high = Some(*number),
            ("value", Value::Number(number)) => value = Some(*number),
            ("unit", Value::Text(text)) => written_unit = Some(text.as_str()),
            _ => return Err(bad(HELP)),
        }
    }
    match (low, high, value, written_unit) {
        (None, None, Some(value), Some(written)) if Some(written) == unit => Ok((value, value)),
        (None, None, Some(_), Some(written)) => {
            let asked = unit.map_or("without a unit".to_owned(), |unit| format!("in `{unit}`"));
            Err(bad(format!(
                "the number is in `{}`, but it is asked {asked}",
                escaped(written)
            )))
        }
        (None, None, None, _) | (_, _, Some(_), _) | (_, _, _, Some(_)) => Err(bad(HELP)),
        (low, high, None, None) => Ok((low.unwrap_or(min), high.unwrap_or(max))),
    }
}
