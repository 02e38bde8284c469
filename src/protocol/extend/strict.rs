//! Whether a part of a rule is at least as strict as what it takes the place of, whatever was answered.
//!
//! Only what is certain counts: a change that cannot be compared is a loosening. What cannot even be read is left to
//! whoever reads the whole, who says what is wrong with it.

use core::cmp::Ordering;

use crate::document::{Node, Value};
use crate::protocol::model::Role;
use crate::time::Duration;

/// Raised in the same cases, a role must weigh as much. An inclusion is raised in the opposite ones.
pub(super) fn role(old: Option<&Node>, new: &Node) -> bool {
    let role = |node: &Node| {
        let word = node.as_text()?;
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    };
    let (Some(old), Some(new)) = (old.and_then(role), role(new)) else {
        return true;
    };
    let is_turned = (old == Role::Inclusion) != (new == Role::Inclusion);
    !is_turned && new.contributes() >= old.contributes()
}

/// A longer time holds whatever the shorter one holds; with none before, it holds more.
pub(super) fn duration(old: Option<&Node>, new: &Node) -> bool {
    let length = |node: &Node| Duration::parse(node.as_text()?).ok();
    let (Some(old), Some(new)) = (old.and_then(length), length(new)) else {
        return true;
    };
    matches!(new.compare(old), Some(Ordering::Greater | Ordering::Equal))
}

/// Every name in one list, or single name, stands in the other, too.
pub(super) fn names(old: Option<&Node>, new: &Node) -> bool {
    let single = |node: &Node| node.as_text().map(str::to_owned);
    let all = |node: &Node| match &node.value {
        Value::List(items) => items.iter().filter_map(single).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Table(_) => {
            Vec::from_iter(single(node))
        }
    };
    let Some(old) = old.map(all) else {
        return false;
    };
    let new: Vec<String> = all(new);
    old.iter().all(|name| new.contains(name))
}

/// A treatment that lasts as long or longer, at least and at most, has an end that is no earlier.
pub(super) fn range(old: Option<&Node>, new: &Node) -> bool {
    // Without a range the end may be at any time, and any range says more than that.
    let Some(old) = old else { return false };
    let pairs = old.items().iter().zip(new.items());
    let mut pairs = pairs.map(|(old, new)| duration(Some(old), new));
    pairs.all(|is_longer| is_longer)
}
