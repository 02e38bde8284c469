//! TOML text into a document, with the place of every key and value.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::json::too_large;
use super::{Entry, MAX_BYTES, MAX_DEPTH, Node, Path, Report, Value};
use crate::diagnostic::Code;

/// What the parser says of a key that stands twice. It has no codes; the corpus notices if the words change.
const DUPLICATE_KEY: &str = "duplicate key";

/// Reads TOML, reporting every syntax error and keeping whatever is sound around them.
pub(crate) fn read_toml(text: &str, report: &mut Report) -> Option<Node> {
    if text.len() > MAX_BYTES {
        report.add(
            Code::TooLarge,
            &Path::Root,
            None,
            too_large(text.len()),
            None,
        );
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let message = error
            .message()
            .lines()
            .next()
            .unwrap_or("not TOML")
            .to_owned();
        let code = if message == DUPLICATE_KEY {
            Code::DuplicateKey
        } else {
            Code::Syntax
        };
        report.add(code, &Path::Root, error.span(), message, None);
    }
    let span = table.span();
    let value = read_table(table.into_inner(), &Path::Root, report, 0);
    Some(Node {
        value,
        span: Some(span),
    })
}

fn read_table(table: DeTable<'_>, path: &Path<'_>, report: &mut Report, depth: usize) -> Value {
    let mut entries = Vec::with_capacity(table.len());
    for (key, value) in table {
        let key_span = Some(key.span());
        let key = key.into_inner().into_owned();
        if let Some(node) = read_value(value, &Path::Key(path, &key), report, depth + 1) {
            entries.push(Entry {
                key_span,
                node,
                key,
            });
        }
    }
    // The reader hands out keys in alphabetical order; a document is kept as it was written.
    entries.sort_by_key(|entry| entry.key_span.as_ref().map(|span| span.start));
    Value::Table(entries)
}

fn read_value(
    value: Spanned<DeValue<'_>>,
    path: &Path<'_>,
    report: &mut Report,
    depth: usize,
) -> Option<Node> {
    let span = Some(value.span());
    if depth > MAX_DEPTH {
        report.add(
            Code::TooDeep,
            path,
            span,
            format!("nested more than {MAX_DEPTH} levels deep"),
            None,
        );
        return None;
    }
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(integer) => Value::Number(number_of(integer)),
            Err(_) => {
                report.add(Code::Syntax, path, span, "number out of range", None);
                return None;
            }
        },
        DeValue::Float(float) => match float.as_str().parse::<f64>() {
            Ok(float) if float.is_finite() => Value::Number(float),
            _ => {
                report.add(Code::Syntax, path, span, "a number must be finite", None);
                return None;
            }
        },
        DeValue::Boolean(value) => Value::Bool(value),
        DeValue::Datetime(time) => Value::Text(time.to_string()),
        DeValue::Array(items) => {
            let mut nodes = Vec::with_capacity(items.len());
            for (index, item) in items.into_iter().enumerate() {
                nodes.extend(read_value(
                    item,
                    &Path::Index(path, index),
                    report,
                    depth + 1,
                ));
            }
            Value::List(nodes)
        }
        DeValue::Table(table) => read_table(table, path, report, depth),
    };
    Some(Node { value, span })
}

/// Whole numbers of a protocol are far below 2^53, where a float is exact; beyond it the nearest float is compared.
#[expect(clippy::cast_precision_loss, reason = "the loss is stated above")]
fn number_of(integer: i64) -> f64 {
    integer as f64
}
