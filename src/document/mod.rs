//! A document as it was written: values in order, each with its place in the text.
//!
//! Protocols and intakes are both read from this one form, whether they came as TOML, as JSON or as plain data. It
//! keeps everything, repeated keys aside, which are refused on the way in.

mod data;
#[cfg(feature = "author")]
mod edit;
mod json;
mod number;
mod table;
#[cfg(feature = "author")]
mod toml;
mod write;

use core::fmt;
use core::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, excerpt};

pub(crate) use data::serialize_number;
#[cfg(feature = "author")]
pub(crate) use edit::Moves;
pub(crate) use json::read_json;
pub(crate) use number::{number_text, parse_number};
pub(crate) use table::{Table, list, text, wrong_type};
#[cfg(feature = "author")]
pub(crate) use toml::read_toml;
pub(crate) use write::to_json;

/// A value and where it stands.
#[derive(Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) value: Value,
    /// `None` when the document did not come as text.
    pub(crate) span: Option<Range<usize>>,
}

/// What JSON and TOML have in common. TOML's dates are texts here, as they are in JSON.
#[derive(Clone, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
}

/// One key of a table with its value.
#[derive(Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Option<Range<usize>>,
    pub(crate) node: Node,
}

/// Deeper nesting than this is refused; a protocol needs six levels.
pub(crate) const MAX_DEPTH: usize = 32;

/// Larger texts than this many bytes are refused; the protocols that ship have a fiftieth of it.
pub(crate) const MAX_BYTES: usize = 4 * 1024 * 1024;

impl Node {
    pub(crate) fn bare(value: Value) -> Self {
        Self { value, span: None }
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::bare(Value::Text(text.into()))
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Table(_) => {
                None
            }
        }
    }
}

impl Value {
    /// What a person would call it: "a list".
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing (null)",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Where in a document something stands, as a chain back to the root. Nothing is allocated until somebody prints it.
#[derive(Clone, Copy)]
pub(crate) enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Index(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Key(Path::Root, key) => f.write_str(&excerpt(key)),
            Self::Key(parent, key) => write!(f, "{parent}.{}", excerpt(key)),
            Self::Index(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// Collects the diagnostics of one document.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) diagnostics: Diagnostics,
}

impl Report {
    pub(crate) fn add(
        &mut self,
        code: Code,
        path: &Path<'_>,
        span: Option<Range<usize>>,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        self.diagnostics.push(Diagnostic {
            code,
            path: path.to_string(),
            place: span.map(|span| Place {
                span,
                line: 0,
                column: 0,
            }),
            message: message.into(),
            help,
        });
    }
}
