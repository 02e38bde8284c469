//! A table being read: what is asked for is taken, what is left over at the end was not understood.

use core::cell::RefCell;
use core::ops::Range;

use super::{Entry, Node, Path, Report, Value};
use crate::diagnostic::{Code, excerpt, suggest};

/// Most tables have no more keys than this.
const USUAL_KEYS: usize = 8;

/// A cursor over one table. It remembers every key it was asked for, so [`Table::close`] can tell which keys the
/// document has that nobody wanted, and which of the wanted ones is meant.
pub(crate) struct Table<'n> {
    entries: &'n [Entry],
    pub(crate) span: Option<Range<usize>>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'n> Table<'n> {
    /// Opens a node that should be a table.
    pub(crate) fn open(node: &'n Node, path: &Path<'_>, report: &mut Report) -> Option<Self> {
        match &node.value {
            Value::Table(entries) => Some(Self {
                entries,
                span: node.span.clone(),
                asked: RefCell::new(Vec::with_capacity(USUAL_KEYS)),
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
                wrong_type(node, "a table", path, report);
                None
            }
        }
    }

    /// The value of a key, if it is there.
    pub(crate) fn get(&self, key: &'static str) -> Option<&'n Node> {
        self.asked.borrow_mut().push(key);
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }

    /// The value of a key that must be there.
    pub(crate) fn require(
        &self,
        key: &'static str,
        path: &Path<'_>,
        report: &mut Report,
    ) -> Option<&'n Node> {
        let found = self.get(key);
        if found.is_none() {
            report.add(
                Code::MissingKey,
                path,
                self.span.clone(),
                format!("`{key}` is missing"),
                None,
            );
        }
        found
    }

    /// All entries that no `get` has asked for so far.
    #[cfg(feature = "author")]
    pub(crate) fn rest(&self) -> impl Iterator<Item = &'n Entry> {
        let asked = self.asked.borrow().clone();
        self.entries
            .iter()
            .filter(move |entry| !asked.contains(&entry.key.as_str()))
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn close(self, path: &Path<'_>, report: &mut Report) {
        let asked = self.asked.into_inner();
        for entry in self.entries {
            if asked.contains(&entry.key.as_str()) {
                continue;
            }
            let help = suggest(&entry.key, asked.iter().copied());
            let span = entry.key_span.clone().or_else(|| entry.node.span.clone());
            let message = format!("`{}` means nothing here", excerpt(&entry.key));
            let here = Path::Key(path, &entry.key);
            report.add(Code::UnknownKey, &here, span, message, help);
        }
    }

    /// A text that is not empty.
    pub(crate) fn text(
        &self,
        key: &'static str,
        path: &Path<'_>,
        report: &mut Report,
    ) -> Option<&'n str> {
        text(self.get(key)?, &Path::Key(path, key), report)
    }

    /// A text that is not empty and must be there.
    pub(crate) fn require_text(
        &self,
        key: &'static str,
        path: &Path<'_>,
        report: &mut Report,
    ) -> Option<&'n str> {
        text(
            self.require(key, path, report)?,
            &Path::Key(path, key),
            report,
        )
    }

    /// `true` or `false`; false when absent.
    pub(crate) fn flag(&self, key: &'static str, path: &Path<'_>, report: &mut Report) -> bool {
        let Some(node) = self.get(key) else {
            return false;
        };
        match node.value {
            Value::Bool(value) => value,
            Value::Null | Value::Number(_) | Value::Text(_) | Value::List(_) | Value::Table(_) => {
                wrong_type(node, "true or false", &Path::Key(path, key), report);
                false
            }
        }
    }

    /// A number.
    pub(crate) fn number(
        &self,
        key: &'static str,
        path: &Path<'_>,
        report: &mut Report,
    ) -> Option<f64> {
        let node = self.get(key)?;
        match node.value {
            Value::Number(number) => Some(number),
            Value::Null | Value::Bool(_) | Value::Text(_) | Value::List(_) | Value::Table(_) => {
                wrong_type(node, "a number", &Path::Key(path, key), report);
                None
            }
        }
    }

    /// A list; empty when absent.
    pub(crate) fn list(
        &self,
        key: &'static str,
        path: &Path<'_>,
        report: &mut Report,
    ) -> &'n [Node] {
        let Some(node) = self.get(key) else {
            return &[];
        };
        list(node, &Path::Key(path, key), report)
    }
}

/// A text that is not empty.
pub(crate) fn text<'n>(node: &'n Node, path: &Path<'_>, report: &mut Report) -> Option<&'n str> {
    match node.as_text() {
        Some(text) if text.trim().is_empty() => {
            report.add(
                Code::Empty,
                path,
                node.span.clone(),
                "the text is empty",
                None,
            );
            None
        }
        Some(text) => Some(text),
        None => {
            wrong_type(node, "a text", path, report);
            None
        }
    }
}

/// The items of a list.
pub(crate) fn list<'n>(node: &'n Node, path: &Path<'_>, report: &mut Report) -> &'n [Node] {
    match &node.value {
        Value::List(items) => items,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Table(_) => {
            wrong_type(node, "a list", path, report);
            &[]
        }
    }
}

pub(crate) fn wrong_type(node: &Node, expected: &str, path: &Path<'_>, report: &mut Report) {
    let message = format!("expected {expected}, found {}", node.value.kind());
    report.add(Code::WrongType, path, node.span.clone(), message, None);
}
