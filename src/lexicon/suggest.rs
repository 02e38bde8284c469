//! Names to offer while somebody types one.

use super::data::{Data, Entry, Meaning};
use super::near;
use super::normalise::tokenise;
use super::reading::Resolution;
use crate::order;

/// How many names are offered.
const OFFERED: usize = 8;

/// A name that may be meant, and what it means once it is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion<'l> {
    /// The name as it is written.
    pub name: &'l str,
    /// What it means, typed alone.
    pub resolution: Resolution,
}

/// What makes a name fit, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Start,
    LaterWord,
    /// Misspelt, and by how much.
    Near(u8),
}

/// Names that fit what is typed so far.
pub(super) fn suggest<'d>(data: &'d Data, typed: &str) -> Vec<Suggestion<'d>> {
    let tokens = tokenise(typed);
    let key = tokens.keys.as_str();
    if key.is_empty() || tokens.unread.is_some() {
        return Vec::new();
    }
    let mut found: Vec<(Fit, usize)> = Vec::new();
    for number in 0..data.names.len() {
        found.extend(fit(data, number, key).map(|fit| (fit, number)));
    }
    if found.len() < OFFERED {
        let near = if found.is_empty() {
            near::starts(data, key)
        } else {
            near::names(data, key)
        };
        for (distance, number) in near {
            if !found.iter().any(|(_, known)| *known == number) {
                found.push((Fit::Near(distance), number));
            }
        }
    }
    let rank = |&(fit, number): &(Fit, usize)| {
        let name = data.names.name(number);
        (fit, name.len(), name)
    };
    order::sort(&mut found, |a, b| rank(a).cmp(&rank(b)));
    let offered = found.into_iter().take(OFFERED);
    offered
        .filter_map(|(_, number)| {
            Some(Suggestion {
                name: data.names.name(number),
                resolution: data.entries.get(number)?.alone(),
            })
        })
        .collect()
}

fn fit(data: &Data, number: usize, typed: &str) -> Option<Fit> {
    let key = data.names.key(number);
    if let Some(rest) = key.strip_prefix(typed) {
        return Some(if rest.is_empty() {
            Fit::Whole
        } else {
            Fit::Start
        });
    }
    let mut name = data.names.name(number).as_bytes();
    // A name of one word has no more letters than its key.
    if name.len() == key.len() {
        return None;
    }
    while let [before, rest @ ..] = name {
        if !is_of_a_key(before) && starts(rest, typed) {
            return Some(Fit::LaterWord);
        }
        name = rest;
    }
    None
}

/// Whether a word begins with a key; what is no part of keys is passed over.
fn starts(word: &[u8], key: &str) -> bool {
    let mut letters = word.iter().filter(|byte| is_of_a_key(byte));
    // The first must be there at once, or the same word would be found from the sign before it.
    word.first().is_some_and(is_of_a_key)
        && key.bytes().all(|byte| {
            letters
                .next()
                .is_some_and(|letter| letter.eq_ignore_ascii_case(&byte))
        })
}

fn is_of_a_key(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte == b'#'
}

impl Entry {
    /// What the name means where nothing else is typed.
    pub(super) fn alone(&self) -> Resolution {
        let substances = self.substances.to_vec();
        match self.meaning {
            Meaning::Open => Resolution::Ambiguous(substances),
            Meaning::Certain | Meaning::Alone if self.one_of => Resolution::OneOf(substances),
            Meaning::Certain | Meaning::Alone => Resolution::Exact(substances),
        }
    }
}
