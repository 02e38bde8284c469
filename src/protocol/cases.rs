//! Worked cases as their protocol has them, read and not yet run, and the rules without them.

use core::fmt;
use core::ops::Range;

use super::Protocol;
use crate::document::{Node, Value, to_json};

impl Protocol {
    /// Its worked cases.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }
}

/// A worked case: an intake and what must come of it.
#[derive(Clone)]
pub struct Case {
    pub(crate) name: String,
    pub(crate) place: Option<Range<usize>>,
    pub(crate) path: String,
    pub(crate) record: Node,
    pub(crate) expected: Expected,
}

impl Case {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Case")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// What a worked case expects, as written.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    pub(crate) disposition: String,
    pub(crate) worst_case: Option<String>,
    pub(crate) settled: Option<bool>,
    pub(crate) raised: Vec<String>,
    pub(crate) possible: Vec<String>,
    pub(crate) clear: Vec<String>,
    pub(crate) possible_from: Option<String>,
    pub(crate) certain_from: Option<String>,
    pub(crate) next: Option<String>,
    pub(crate) lists: Vec<ExpectedList>,
    pub(crate) estimates: Vec<ExpectedEstimate>,
}

/// What a worked case expects of a list.
#[derive(Clone, Debug)]
pub(crate) struct ExpectedList {
    pub(crate) id: String,
    /// Items that are so; others may be too.
    pub(crate) items: Vec<(String, ItemStatus)>,
    /// The criterion of the next step, or `none`.
    pub(crate) next: Option<String>,
}

/// What a worked case expects of an estimate.
#[derive(Clone, Debug)]
pub(crate) struct ExpectedEstimate {
    pub(crate) id: String,
    /// The total, in units of the currency: at least, and at most unless that is open. `None` if it is not shown.
    pub(crate) total: Option<(f64, Option<f64>)>,
}

/// What an item of a list is expected to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemStatus {
    Done,
    Open,
    Unknown,
}

impl ItemStatus {
    pub(crate) const ALL: [Self; 3] = [Self::Done, Self::Open, Self::Unknown];

    /// The word by which a case calls it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Open => "open",
            Self::Unknown => "unknown",
        }
    }
}

/// The rules of a document without its worked cases, as JSON text.
pub(crate) fn rules(root: &Node) -> String {
    match &root.value {
        Value::Table(entries) => {
            let rules = entries.iter();
            let rules =
                rules.filter(|entry| !super::digest::LEFT_OUT.contains(&entry.key.as_str()));
            to_json(&Node::bare(Value::Table(rules.cloned().collect())))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
            to_json(root)
        }
    }
}
