//! JSON text into a document, with the place of every value.

use core::fmt;
use core::ops::Range;

use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Entry, MAX_BYTES, MAX_DEPTH, Node, Path, Report, Value};
use crate::diagnostic::{Code, excerpt};

/// Reads JSON. A syntax error ends the reading, since JSON has no way to go on behind one.
pub(crate) fn read_json(text: &str, report: &mut Report) -> Option<Node> {
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
    // serde_json checks the whole text here; below, every part is known to be JSON.
    let raw: &RawValue = match serde_json::from_str(text) {
        Ok(raw) => raw,
        Err(error) => {
            let at = offset(text, error.line(), error.column());
            report.add(
                Code::Syntax,
                &Path::Root,
                Some(at..at),
                message_of(&error),
                None,
            );
            return None;
        }
    };
    Reader { text, report }.node(raw.get(), &Path::Root, 0)
}

pub(super) fn too_large(bytes: usize) -> String {
    format!("the document has {bytes} bytes; at most {MAX_BYTES} are read")
}

struct Reader<'a, 'r> {
    text: &'a str,
    report: &'r mut Report,
}

impl<'a> Reader<'a, '_> {
    fn node(&mut self, raw: &'a str, path: &Path<'_>, depth: usize) -> Option<Node> {
        let span = self.span(raw);
        if depth > MAX_DEPTH {
            let message = format!("nested more than {MAX_DEPTH} levels deep");
            self.report
                .add(Code::TooDeep, path, Some(span), message, None);
            return None;
        }
        let value = match raw.as_bytes().first() {
            Some(b'{') => self.table(raw, path, depth),
            Some(b'[') => self.list(raw, path, depth),
            _ => self.scalar(raw, path),
        }?;
        Some(Node {
            value,
            span: Some(span),
        })
    }

    fn table(&mut self, raw: &'a str, path: &Path<'_>, depth: usize) -> Option<Value> {
        let parts = self.parsed(
            serde_json::Deserializer::from_str(raw).deserialize_map(Entries),
            raw,
            path,
        )?;
        let mut entries = Vec::with_capacity(parts.len());
        let mut keys = std::collections::HashSet::with_capacity(parts.len());
        for (key, part) in parts {
            let here = Path::Key(path, &key);
            if !keys.insert(key.clone()) {
                let message = format!("`{}` stands twice in one table", excerpt(&key));
                self.report.add(
                    Code::DuplicateKey,
                    &here,
                    Some(self.span(part.get())),
                    message,
                    None,
                );
                continue;
            }
            if let Some(node) = self.node(part.get(), &here, depth + 1) {
                let key_span = self.key_span(&key, raw, part.get());
                entries.push(Entry {
                    key_span,
                    node,
                    key,
                });
            }
        }
        Some(Value::Table(entries))
    }

    fn list(&mut self, raw: &'a str, path: &Path<'_>, depth: usize) -> Option<Value> {
        let parts = self.parsed(
            serde_json::Deserializer::from_str(raw).deserialize_seq(Items),
            raw,
            path,
        )?;
        let mut items = Vec::with_capacity(parts.len());
        for (index, part) in parts.into_iter().enumerate() {
            items.extend(self.node(part.get(), &Path::Index(path, index), depth + 1));
        }
        Some(Value::List(items))
    }

    fn scalar(&mut self, raw: &'a str, path: &Path<'_>) -> Option<Value> {
        let scalar = self.parsed(serde_json::from_str::<serde_json::Value>(raw), raw, path)?;
        Some(match scalar {
            serde_json::Value::Bool(value) => Value::Bool(value),
            serde_json::Value::Number(number) => {
                match number.as_f64().filter(|number| number.is_finite()) {
                    Some(number) => Value::Number(number),
                    None => {
                        self.report.add(
                            Code::Syntax,
                            path,
                            Some(self.span(raw)),
                            "number out of range",
                            None,
                        );
                        return None;
                    }
                }
            }
            serde_json::Value::String(text) => Value::Text(text),
            serde_json::Value::Null
            | serde_json::Value::Array(_)
            | serde_json::Value::Object(_) => Value::Null,
        })
    }

    /// Errors here are what the first pass does not look at: a lone surrogate in a text, a number beyond any range.
    fn parsed<T>(
        &mut self,
        result: serde_json::Result<T>,
        raw: &'a str,
        path: &Path<'_>,
    ) -> Option<T> {
        match result {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                self.report.add(
                    Code::Syntax,
                    path,
                    Some(self.span(raw)),
                    message_of(&error),
                    None,
                );
                None
            }
        }
    }

    /// The place of a key: the last thing before its value, unless it is written with escapes.
    fn key_span(&self, key: &str, table: &str, value: &str) -> Option<Range<usize>> {
        let (table, value) = (self.span(table), self.span(value));
        let before = self.text.get(table.start..value.start)?;
        let written = before.trim_end().strip_suffix(':')?.trim_end();
        let start = written.strip_suffix(&format!("\"{key}\""))?.len();
        Some(table.start + start..table.start + written.len())
    }

    /// The place of a part of the text, which serde_json lends out unchanged.
    fn span(&self, part: &str) -> Range<usize> {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        start..start + part.len()
    }
}

/// serde_json puts the place behind its message; the diagnostic has it already.
fn message_of(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "the text ends in the middle of a value".to_owned();
    }
    let full = error.to_string();
    full.rsplit_once(" at line ")
        .map_or(full.as_str(), |(message, _)| message)
        .to_owned()
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    text.floor_char_boundary((start + column.saturating_sub(1)).min(text.len()))
}

/// Collects the entries of a table, repeated keys and all.
struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(entries)
    }
}

struct Items;

impl<'de> Visitor<'de> for Items {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(items)
    }
}
