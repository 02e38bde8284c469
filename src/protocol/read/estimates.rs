//! The estimates of a protocol.

use super::criteria::citations;
use super::{Asked, Cx, IdStyle};
use crate::diagnostic::{Code, suggest};
use crate::document::{Node, Path, Table, Value, list, number_text, text, wrong_type};
use crate::protocol::estimate::{Estimate, EstimateLine, Figure, Quantity};
use crate::protocol::model::{QuestionIndex, QuestionKind, Source};

/// With at most so many lines, and no number beyond `LARGEST_COUNT` and `LARGEST_PRICE`, no sum in cents leaves the whole
/// numbers that a JavaScript number holds exactly.
const MOST_LINES: usize = 64;
const LARGEST_COUNT: f64 = 1e5;
const LARGEST_PRICE: f64 = 1e7;

/// What every number of an estimate is read with.
struct Context<'c> {
    asked: &'c Asked<'c>,
    sources: &'c [Source],
}

pub(super) fn read(
    table: &Table<'_>,
    path: &Path<'_>,
    asked: &Asked<'_>,
    sources: &[Source],
    cx: &mut Cx<'_>,
) -> Vec<Estimate> {
    let nodes = table.list("estimates", path, cx.report);
    let path = Path::Key(path, "estimates");
    let context = Context { asked, sources };
    let mut estimates: Vec<Estimate> = Vec::with_capacity(nodes.len());
    for (place, node) in nodes.iter().enumerate() {
        let here = Path::Index(&path, place);
        let Some(estimate) = estimate(node, &here, &context, cx) else {
            continue;
        };
        if estimates.iter().any(|known| known.id == estimate.id) {
            cx.duplicate(&estimate.id, "estimates", node, &here);
        }
        estimates.push(estimate);
    }
    estimates
}

fn estimate(
    node: &Node,
    path: &Path<'_>,
    context: &Context<'_>,
    cx: &mut Cx<'_>,
) -> Option<Estimate> {
    let table = Table::open(node, path, cx.report)?;
    let id = cx.require_id(&table, IdStyle::Kebab, path);
    let title = cx.require_text(&table, "title", path);
    let say = cx.optional_text(&table, "say", path);
    let currency = currency(&table, path, cx);
    let when = table
        .get("when")
        .map(|node| cx.condition(node, context.asked, &Path::Key(path, "when")));
    let lines = lines(&table, path, currency.as_deref(), context, cx);
    table.close(path, cx.report);
    Some(Estimate {
        id: id?,
        title: title?,
        say,
        currency: currency?,
        when: match when {
            None => None,
            Some(when) => Some(when?),
        },
        lines: lines?,
    })
}

fn currency(table: &Table<'_>, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<String> {
    let node = table.require("currency", path, cx.report)?;
    let here = Path::Key(path, "currency");
    let currency = text(node, &here, cx.report)?;
    let well_formed = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    if well_formed {
        return Some(currency.to_owned());
    }
    let message = format!("`{currency}` is not a currency");
    let help = Some("three capital letters, as in `USD`".to_owned());
    cx.report
        .add(Code::BadCurrency, &here, node.span.clone(), message, help);
    None
}

fn lines(
    table: &Table<'_>,
    path: &Path<'_>,
    currency: Option<&str>,
    context: &Context<'_>,
    cx: &mut Cx<'_>,
) -> Option<Vec<EstimateLine>> {
    let node = table.require("lines", path, cx.report)?;
    let path = Path::Key(path, "lines");
    let nodes = list(node, &path, cx.report);
    let complaint = match nodes.len() {
        0 => Some((Code::Empty, "there are no lines to add up".to_owned())),
        many if many > MOST_LINES => {
            let message = format!("{many} lines; at most {MOST_LINES} are possible");
            Some((Code::TooMany, message))
        }
        _ => None,
    };
    if let Some((code, message)) = complaint {
        cx.report.add(code, &path, node.span.clone(), message, None);
        return None;
    }
    let mut lines: Vec<EstimateLine> = Vec::with_capacity(nodes.len());
    for (place, node) in nodes.iter().enumerate() {
        let here = Path::Index(&path, place);
        let Some(line) = line(node, &here, currency, context, cx) else {
            continue;
        };
        if lines.iter().any(|known| known.id == line.id) {
            cx.duplicate(&line.id, "lines", node, &here);
        }
        lines.push(line);
    }
    Some(lines)
}

fn line(
    node: &Node,
    path: &Path<'_>,
    currency: Option<&str>,
    context: &Context<'_>,
    cx: &mut Cx<'_>,
) -> Option<EstimateLine> {
    let table = Table::open(node, path, cx.report)?;
    let id = cx.require_id(&table, IdStyle::Kebab, path);
    let label = cx.require_text(&table, "label", path);
    let when = table
        .get("when")
        .map(|node| cx.condition(node, context.asked, &Path::Key(path, "when")));
    let count = table
        .get("count")
        .map(|node| quantity(node, &Path::Key(path, "count"), None, context, cx));
    let each = table.require("each", path, cx.report).and_then(|node| {
        let currency = currency.unwrap_or_default();
        quantity(node, &Path::Key(path, "each"), Some(currency), context, cx)
    });
    table.close(path, cx.report);
    Some(EstimateLine {
        id: id?,
        label: label?,
        when: match when {
            None => None,
            Some(when) => Some(when?),
        },
        count: match count {
            None => None,
            Some(count) => Some(count?),
        },
        each: each?,
    })
}

/// A number of things, or with a currency a price; the currency is empty where it could not be read.
fn quantity(
    node: &Node,
    path: &Path<'_>,
    currency: Option<&str>,
    context: &Context<'_>,
    cx: &mut Cx<'_>,
) -> Option<Quantity> {
    let table = Table::open(node, path, cx.report)?;
    let answer = table.get("answer").map(|node| {
        answer(
            node,
            &Path::Key(path, "answer"),
            currency,
            context.asked,
            cx,
        )
    });
    let here = Path::Key(path, "figures");
    let mut figures = Vec::new();
    for (place, node) in table.list("figures", path, cx.report).iter().enumerate() {
        let here = Path::Index(&here, place);
        figures.push(figure(node, &here, currency, context.sources, cx));
    }
    table.close(path, cx.report);
    if answer.is_none() && figures.is_empty() {
        let message = "nothing says how much: it needs `figures`, or an `answer`";
        cx.report
            .add(Code::MissingKey, path, node.span.clone(), message, None);
        return None;
    }
    let figures: Option<Vec<Figure>> = figures.into_iter().collect();
    Some(Quantity {
        answer: match answer {
            None => None,
            Some(answer) => Some(answer?),
        },
        figures: figures?,
    })
}

/// A question whose answer is the number.
fn answer(
    node: &Node,
    path: &Path<'_>,
    currency: Option<&str>,
    asked: &Asked<'_>,
    cx: &mut Cx<'_>,
) -> Option<QuestionIndex> {
    let id = text(node, path, cx.report)?;
    let index = asked.ids.get(id);
    let question = index.and_then(|index| asked.questions.get(index.0));
    let (code, message, help) = match question.map(|question| &question.kind) {
        Some(QuestionKind::Number { min, max, unit, .. }) => {
            let differs =
                |currency: &str| !currency.is_empty() && Some(currency) != unit.as_deref();
            if currency.is_some_and(differs) {
                let message = format!("the unit of `{id}` is not the currency of this estimate");
                (Code::BadCurrency, message, None)
            } else if *min < 0.0 || *max > largest(currency) {
                let message = format!(
                    "an answer to `{id}` may lie outside of 0 to {}",
                    number_text(largest(currency))
                );
                (Code::BadRange, message, None)
            } else {
                return index;
            }
        }
        Some(_) => {
            let message = format!("the answer to `{id}` is not a number");
            (Code::ConditionType, message, None)
        }
        None if asked.declared.contains(id) => return None,
        None => {
            let known = asked.questions.iter().map(|question| question.id.as_str());
            let message = format!("there is no question `{id}`");
            (Code::UnknownQuestion, message, suggest(id, known))
        }
    };
    cx.report.add(code, path, node.span.clone(), message, help);
    None
}

fn largest(currency: Option<&str>) -> f64 {
    match currency {
        Some(_) => LARGEST_PRICE,
        None => LARGEST_COUNT,
    }
}

fn figure(
    node: &Node,
    path: &Path<'_>,
    currency: Option<&str>,
    sources: &[Source],
    cx: &mut Cx<'_>,
) -> Option<Figure> {
    let table = Table::open(node, path, cx.report)?;
    let range = table.require("range", path, cx.report).and_then(|node| {
        let here = Path::Key(path, "range");
        let found = range(node);
        if found.is_none() {
            wrong_type(node, "a number, or a list of two", &here, cx.report);
        }
        found.map(|(low, high)| (low, high, node))
    });
    let citations = citations(&table, path, "this figure", sources, cx);
    table.close(path, cx.report);
    let (low, high, node) = range?;
    // A price is counted in cents.
    let is_whole = |price: f64| (price * 100.0 - (price * 100.0).round()).abs() < 1e-6;
    let complaint = if low > high {
        Some("the range ends before it begins".to_owned())
    } else if low < 0.0 || high > largest(currency) {
        let largest = number_text(largest(currency));
        Some(format!("only numbers from 0 to {largest} are possible"))
    } else if currency.is_some() && !(is_whole(low) && is_whole(high)) {
        Some("a price has at most two digits behind the point".to_owned())
    } else {
        None
    };
    if let Some(message) = complaint {
        let here = Path::Key(path, "range");
        cx.report
            .add(Code::BadRange, &here, node.span.clone(), message, None);
        return None;
    }
    Some(Figure {
        low,
        high,
        citations: citations?,
    })
}

/// One number, or the least and the most.
fn range(node: &Node) -> Option<(f64, f64)> {
    match &node.value {
        Value::Number(number) => Some((*number, *number)),
        Value::List(ends) => match ends.as_slice() {
            [low, high] => match (&low.value, &high.value) {
                (Value::Number(low), Value::Number(high)) => Some((*low, *high)),
                _ => None,
            },
            _ => None,
        },
        Value::Null | Value::Bool(_) | Value::Text(_) | Value::Table(_) => None,
    }
}
