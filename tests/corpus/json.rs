//! TOML as JSON: the same document in the other notation, by the text alone and not through the engine.

use serde_json::{Map, Number, Value};
use toml::de::{DeTable, DeValue};

/// The JSON of a TOML text; `None` if it is not TOML.
pub(crate) fn from_toml(text: &str) -> Option<Value> {
    table(DeTable::parse(text).ok()?.into_inner())
}

fn table(table: DeTable<'_>) -> Option<Value> {
    let entries = table
        .into_iter()
        .map(|(key, part)| Some((key.into_inner().into_owned(), value(part.into_inner())?)));
    Some(Value::Object(entries.collect::<Option<Map<_, _>>>()?))
}

fn value(one: DeValue<'_>) -> Option<Value> {
    Some(match one {
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Integer(integer) => {
            Value::from(i64::from_str_radix(integer.as_str(), integer.radix()).ok()?)
        }
        DeValue::Float(float) => Value::Number(Number::from_f64(float.as_str().parse().ok()?)?),
        DeValue::Boolean(flag) => Value::Bool(flag),
        DeValue::Datetime(time) => Value::String(time.to_string()),
        DeValue::Array(items) => {
            let items = items.into_iter().map(|item| value(item.into_inner()));
            Value::Array(items.collect::<Option<_>>()?)
        }
        DeValue::Table(entries) => table(entries)?,
    })
}
