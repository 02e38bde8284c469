//! Names near to a misspelt one. What comes from here is only ever asked about, never taken as said.

use super::SubstanceId;
use super::data::{Data, Entry, Meaning};
use crate::order;

/// Names shorter than this are themselves or nothing: too much lies near to a short word.
const SHORTEST: usize = 5;
/// From this length on, two edits are near.
const TWO_EDITS: usize = 8;
/// How many substances are offered.
const OFFERED: usize = 5;

/// The names that may be near to something, in the order of their lengths.
#[derive(Debug, Default)]
pub(super) struct Near {
    names: Vec<Name>,
}

#[derive(Debug)]
struct Name {
    key: Box<str>,
    length: usize,
    letters: u64,
    entry: usize,
}

/// What was found near: how many edits away, and the substances to offer.
pub(super) struct Found {
    pub(super) distance: usize,
    pub(super) substances: Vec<SubstanceId>,
}

impl Near {
    /// `keys` in the order of `entries`.
    pub(super) fn new(keys: Vec<Box<str>>, entries: &[Entry]) -> Self {
        let mut names: Vec<Name> = keys
            .into_iter()
            .zip(entries)
            .enumerate()
            .filter(|(_, (_, entry))| entry.meaning != Meaning::Open || entry.substances.len() > 1)
            .map(|(entry, (key, _))| Name {
                length: key.chars().count(),
                letters: letters(&key),
                key,
                entry,
            })
            .filter(|name| name.length >= SHORTEST)
            .collect();
        order::sort(&mut names, |a, b| {
            a.length.cmp(&b.length).then_with(|| a.key.cmp(&b.key))
        });
        Self { names }
    }
}

/// The substances whose names are near to `key`.
pub(super) fn find(data: &Data, key: &str) -> Option<Found> {
    let length = key.chars().count();
    if length + 1 < SHORTEST {
        return None;
    }
    let typed = letters(key);
    let names = &data.near.names;
    let first = names.partition_point(|name| name.length + 2 < length);
    let mut near: Vec<(usize, SubstanceId)> = Vec::new();
    for name in names
        .iter()
        .skip(first)
        .take_while(|name| name.length <= length + 2)
    {
        let allowed = if name.length.max(length) < TWO_EDITS {
            1
        } else {
            2
        };
        // One edit changes at most two letters of the set, so most names need no closer look.
        if (name.letters ^ typed).count_ones() > 2 * allowed
            || name.length.abs_diff(length) > allowed as usize
        {
            continue;
        }
        let distance = strsim::osa_distance(&name.key, key);
        if distance <= allowed as usize
            && let Some(entry) = data.entries.get(name.entry)
        {
            near.extend(telling(data, entry).map(|substance| (distance, substance)));
        }
    }
    offer(data, near)
}

/// The substances of a product that tell it apart: those in a class, or all if none is.
fn telling<'a>(data: &'a Data, entry: &'a Entry) -> impl Iterator<Item = SubstanceId> + 'a {
    let any = entry.substances.iter().any(|&id| in_a_class(data, id));
    entry
        .substances
        .iter()
        .copied()
        .filter(move |&id| !any || in_a_class(data, id))
}

fn in_a_class(data: &Data, id: SubstanceId) -> bool {
    data.substance(id)
        .is_some_and(|substance| !substance.classes.is_empty())
}

/// At most [`OFFERED`] of them: the closest always, then those in a class before those in none.
fn offer(data: &Data, mut near: Vec<(usize, SubstanceId)>) -> Option<Found> {
    order::sort(&mut near, Ord::cmp);
    let mut seen = Vec::new();
    near.retain(|(_, id)| {
        let new = !seen.contains(id);
        if new {
            seen.push(*id);
        }
        new
    });
    let &(distance, closest) = near.first()?;
    if near.len() > OFFERED {
        let rank = |&(distance, id): &(usize, SubstanceId)| {
            (id != closest, !in_a_class(data, id), distance, id)
        };
        order::sort(&mut near, |a, b| rank(a).cmp(&rank(b)));
        near.truncate(OFFERED);
        order::sort(&mut near, Ord::cmp);
    }
    Some(Found {
        distance,
        substances: near.into_iter().map(|(_, id)| id).collect(),
    })
}

/// Which letters and digits a key holds, one bit each.
fn letters(key: &str) -> u64 {
    key.bytes().fold(0, |set, byte| {
        set | match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << (byte - b'0' + 26),
            _ => 1 << 36,
        }
    })
}
