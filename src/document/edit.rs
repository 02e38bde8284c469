//! Changing a document: how two become one.

use core::ops::Range;

use super::{Entry, Node, Value};

/// Where parts of a document stood before they were put where they are.
#[derive(Default)]
pub(crate) struct Moves(Vec<(String, String)>);

impl Moves {
    /// What stands at `to` stood at `from`.
    pub(crate) fn add(&mut self, to: impl Into<String>, from: impl Into<String>) {
        self.0.push((to.into(), from.into()));
    }

    /// Where something stood that is now at this path.
    pub(crate) fn origin(&self, path: &str) -> String {
        let below = |to: &str| {
            let rest = path.strip_prefix(to)?;
            (rest.is_empty() || rest.starts_with(['.', '['])).then_some(rest)
        };
        let moved = self.0.iter();
        let moved = moved.filter_map(|(to, from)| Some((to.len(), from, below(to)?)));
        // The closest is meant: a key that was changed, and not the table that it stands in.
        let closest = moved.max_by_key(|(length, ..)| *length);
        closest.map_or_else(
            || path.to_owned(),
            |(_, from, rest)| format!("{from}{rest}"),
        )
    }
}

impl Node {
    /// A table without any place.
    pub(crate) fn table(entries: impl IntoIterator<Item = (&'static str, Node)>) -> Self {
        let mut table = Self::bare(Value::Table(Vec::new()));
        for (key, node) in entries {
            table.set(key, node);
        }
        table
    }

    /// The entries of a table; none of anything else.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Table(entries) => entries,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
                &[]
            }
        }
    }

    pub(crate) fn entries_mut(&mut self) -> Option<&mut Vec<Entry>> {
        match &mut self.value {
            Value::Table(entries) => Some(entries),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
                None
            }
        }
    }

    /// The items of a list; none of anything else.
    pub(crate) fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Table(_) => {
                &[]
            }
        }
    }

    pub(crate) fn items_mut(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.value {
            Value::List(items) => Some(items),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Table(_) => {
                None
            }
        }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        let mut entries = self.entries().iter();
        entries
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }

    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        let mut entries = self.entries_mut()?.iter_mut();
        entries
            .find(|entry| entry.key == key)
            .map(|entry| &mut entry.node)
    }

    /// The text of a key.
    pub(crate) fn get_text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_text()
    }

    /// Puts a value under a key of a table, in the place of the one that was there.
    pub(crate) fn set(&mut self, key: &str, node: Self) {
        self.put(Entry {
            key: key.to_owned(),
            key_span: node.span.clone(),
            node,
        });
    }

    /// Puts an entry in the place of the one with its key.
    pub(crate) fn put(&mut self, entry: Entry) {
        if let Some(entries) = self.entries_mut() {
            match entries.iter_mut().find(|known| known.key == entry.key) {
                Some(known) => *known = entry,
                None => entries.push(entry),
            }
        }
    }

    pub(crate) fn remove(&mut self, key: &str) -> Option<Self> {
        let entries = self.entries_mut()?;
        let place = entries.iter().position(|entry| entry.key == key)?;
        Some(entries.remove(place).node)
    }

    /// Moves every place to where it is once `by` bytes stand before the text.
    pub(crate) fn shift(&mut self, by: usize) {
        let shift = |span: &mut Option<Range<usize>>| {
            if let Some(span) = span {
                *span = span.start + by..span.end + by;
            }
        };
        shift(&mut self.span);
        match &mut self.value {
            Value::List(items) => items.iter_mut().for_each(|item| item.shift(by)),
            Value::Table(entries) => {
                for entry in entries {
                    shift(&mut entry.key_span);
                    entry.node.shift(by);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
        }
    }

    /// Lays another value over this one: tables key by key, lists of things with ids by these, all else as a whole.
    pub(crate) fn overlay(&mut self, other: &Self, to: &str, from: &str, moves: &mut Moves) {
        let is_table = matches!(self.value, Value::Table(_));
        let is_list = matches!(self.value, Value::List(_));
        let has_id = |item: &Self| item.get_text("id").is_some();
        match &other.value {
            Value::Table(entries) if is_table => {
                for entry in entries {
                    let (to, from) = (
                        format!("{to}.{}", entry.key),
                        format!("{from}.{}", entry.key),
                    );
                    match self.get_mut(&entry.key) {
                        // Half of one citation and half of another would be a third that nobody made.
                        Some(own) if entry.key != "cite" => {
                            own.overlay(&entry.node, &to, &from, moves);
                        }
                        Some(_) | None => {
                            moves.add(to, from);
                            self.put(entry.clone());
                        }
                    }
                }
            }
            Value::List(items) if is_list && items.iter().all(has_id) => {
                for (place, item) in items.iter().enumerate() {
                    self.overlay_item(item, to, &format!("{from}[{place}]"), moves);
                }
            }
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Table(_) => {
                moves.add(to, from);
                *self = other.clone();
            }
        }
    }

    /// Lays an item over the one with its id, or adds it.
    fn overlay_item(&mut self, item: &Self, to: &str, from: &str, moves: &mut Moves) {
        let id = item.get_text("id");
        let Some(own) = self.items_mut() else { return };
        let mut known = own.iter_mut().enumerate();
        match known.find(|(_, known)| known.get_text("id") == id) {
            Some((at, known)) => known.overlay(item, &format!("{to}[{at}]"), from, moves),
            None => {
                moves.add(format!("{to}[{}]", own.len()), from);
                own.push(item.clone());
            }
        }
    }
}
