//! Names near to a misspelt one. What comes from here is only ever asked about, never taken as said.
//!
//! How far a spelling is from a name is the least that its slips add up to. A slip that sounds alike, lies beside on the
//! keyboard, doubles a letter or swaps two counts less than another.

use std::sync::Arc;

use super::SubstanceId;
use super::data::{Data, Entry, Meaning};
use crate::order;

/// Names shorter than this are themselves or nothing: too much lies near to a short word.
const SHORTEST: usize = 5;
/// How many substances are offered.
const OFFERED: usize = 5;
/// How much longer or shorter than a name a spelling may be.
const LENGTH: usize = 2;

/// What a slip counts.
const OTHER: u8 = 4;
const BESIDE: u8 = 3;
const SWAPPED: u8 = 3;
const VOWEL: u8 = 3;
const ALIKE: u8 = 2;

/// What the slips of a spelling may come to, for a name of some length.
fn allowed(length: usize) -> u8 {
    match length {
        ..5 => 0,
        5 => 3,
        6 => 4,
        7 => 5,
        8 => 7,
        _ => 8,
    }
}

/// The least that this many letters count if they are left out, at least 1.
pub(super) fn without(letters: usize) -> u8 {
    u8::try_from(letters).map_or(u8::MAX, |letters| letters.max(1).saturating_mul(ALIKE))
}

/// What was found near: how far away, and the substances to offer, each with what is in its product.
pub(super) struct Found {
    pub(super) distance: u8,
    pub(super) substances: Vec<SubstanceId>,
    pub(super) products: Vec<Arc<[SubstanceId]>>,
}

/// The substances whose names are near to `key`.
pub(super) fn find(data: &Data, key: &str) -> Option<Found> {
    let mut near: Vec<(u8, SubstanceId, usize)> = Vec::new();
    for (distance, number) in names(data, key) {
        if let Some(entry) = data.entries.get(number) {
            let telling = telling(data, &entry.substances);
            near.extend(telling.map(|substance| (distance, substance, number)));
        }
    }
    offer(data, near)
}

/// The names near to a key, by their numbers, with how far away each is.
pub(super) fn names(data: &Data, key: &str) -> Vec<(u8, usize)> {
    near(data, key, false)
}

/// The names that begin with something near to a key, the first letter being that of the name or heard as it.
pub(super) fn starts(data: &Data, key: &str) -> Vec<(u8, usize)> {
    near(data, key, true)
}

fn near(data: &Data, key: &str, only_start: bool) -> Vec<(u8, usize)> {
    let mut near = Vec::new();
    let typed: Vec<u8> = key.chars().map(spelled).collect();
    let length = typed.len();
    if length + 1 < SHORTEST {
        return near;
    }
    let of_typed = letters(key);
    let mut table = Table::new(&typed);
    let shortest = length.saturating_sub(LENGTH).max(SHORTEST);
    let longest = if only_start {
        data.names.longest
    } else {
        length + LENGTH
    };
    for of in shortest..=longest {
        let (allowed, rest) = if only_start {
            (allowed(length), u64::MAX)
        } else {
            (allowed(of.max(length)), 0)
        };
        for &(letters, number) in data.names.of_length(of) {
            let key = data.names.key(number);
            if only_start && !begins_alike(key, &typed) {
                continue;
            }
            // What a name holds after its start is not lacking.
            if !may_be_within(allowed, letters & !rest, letters, of_typed) {
                continue;
            }
            if let Some(distance) = table.distance(key, allowed, only_start)
                && data.entries.get(number).is_some_and(Entry::may_be_near)
            {
                near.push((distance, number));
            }
        }
    }
    near
}

fn begins_alike(key: &str, typed: &[u8]) -> bool {
    let first = key.chars().next().map(spelled);
    first
        .zip(typed.first())
        .is_some_and(|(a, &b)| replaced(a, b) <= ALIKE)
}

impl Entry {
    /// Whether it may be meant by a misspelling: a word that asks anyway, about one substance, is too loose for that, and
    /// one for a whole class has too many.
    fn may_be_near(&self) -> bool {
        !self.one_of && (self.meaning != Meaning::Open || self.substances.len() > 1)
    }
}

/// The substances of a product that tell it apart: those in a class, or all if none is.
fn telling<'a>(
    data: &'a Data,
    substances: &'a [SubstanceId],
) -> impl Iterator<Item = SubstanceId> + 'a {
    let any = substances.iter().any(|&id| data.in_a_class(id));
    substances
        .iter()
        .copied()
        .filter(move |&id| !any || data.in_a_class(id))
}

/// At most [`OFFERED`] of them, the closest first; where one in a class is near, one in a class is among them.
fn offer(data: &Data, mut near: Vec<(u8, SubstanceId, usize)>) -> Option<Found> {
    order::sort(&mut near, Ord::cmp);
    let mut seen = Vec::new();
    near.retain(|(_, id, _)| {
        let new = !seen.contains(id);
        if new {
            seen.push(*id);
        }
        new
    });
    let &(distance, ..) = near.first()?;
    let in_a_class = near.iter().position(|(_, id, _)| data.in_a_class(*id));
    if let Some(place) = in_a_class.filter(|place| *place >= OFFERED) {
        near.swap(OFFERED - 1, place);
    }
    near.truncate(OFFERED);
    let product = |&(_, id, number): &(u8, SubstanceId, usize)| {
        let entry = data.entries.get(number).filter(|entry| !entry.several);
        entry.map_or_else(|| Arc::from([id]), |entry| Arc::clone(&entry.substances))
    };
    Some(Found {
        distance,
        products: near.iter().map(product).collect(),
        substances: near.into_iter().map(|(_, id, _)| id).collect(),
    })
}

/// Letters of one group, one word for each. A slip that counts less than [`BESIDE`] leaves the groups in a word as they
/// are: it swaps two letters of a group, or adds one beside another of its group, or an `h`.
const GROUPS: &[&str] = &["aeiouy", "ckqszx", "gj", "dt", "mn", "bpfv", "l", "r", "w"];
/// Where the bits of the groups begin.
const GROUPS_FROM: usize = 40;

/// For each letter its bit, and that of its group.
static BITS: [u64; 26] = bits();

const fn bits() -> [u64; 26] {
    let mut bits = [0; 26];
    let mut left: &mut [u64] = &mut bits;
    let mut place = 0;
    while let Some((bit, rest)) = left.split_first_mut() {
        *bit = 1 << place;
        let mut groups = GROUPS;
        let mut group = GROUPS_FROM;
        while let Some((letters, rest)) = groups.split_first() {
            let mut letters = letters.as_bytes();
            while let Some((letter, rest)) = letters.split_first() {
                if *letter - b'a' == place {
                    *bit |= 1 << group;
                }
                letters = rest;
            }
            group += 1;
            groups = rest;
        }
        place += 1;
        left = rest;
    }
    bits
}

/// Which letters a key holds and which groups of them, one bit each.
pub(super) fn letters(key: &str) -> u64 {
    key.bytes().fold(0, |set, byte| {
        let letter = byte.wrapping_sub(b'a');
        let bits = BITS.get(usize::from(letter)).copied();
        set | bits.unwrap_or(match byte {
            b'0'..=b'9' => 1 << (byte - b'0' + 26),
            _ => 1 << 36,
        })
    })
}

/// Whether two keys may be so near, by their letters alone: those that the one must have and those that it may. It never
/// says no to keys that are.
fn may_be_within(allowed: u8, must: u64, may: u64, typed: u64) -> bool {
    // Each letter that one of them lacks takes a slip, and one whose group is lacking takes a greater one.
    let least = |lacking: u64| {
        let groups = (lacking >> GROUPS_FROM).count_ones();
        let letters = lacking.count_ones() - groups;
        letters * u32::from(ALIKE) + groups * u32::from(BESIDE - ALIKE)
    };
    let allowed = u32::from(allowed);
    least(must & !typed) <= allowed && least(typed & !may) <= allowed
}

/// A letter as a number: 0 for a; what is no letter of the alphabet stays as it is.
fn spelled(c: char) -> u8 {
    match c {
        'a'..='z' => c as u8 - b'a',
        _ => u8::try_from(c).unwrap_or(u8::MAX),
    }
}

/// What the slips between one spelling and a name come to: a row for every letter of the name, a column for every letter
/// of the spelling. A row holds only what is not too much already.
struct Table<'t> {
    typed: &'t [u8],
    /// What each letter of the spelling counts if the name lacks it.
    surplus: Vec<u8>,
    rows: Vec<Row>,
    allowed: u8,
}

#[derive(Default)]
struct Row {
    /// The letter of the name.
    letter: u8,
    /// The column of the first count.
    first: usize,
    counts: Vec<u8>,
}

impl Row {
    fn at(&self, column: usize) -> u8 {
        let count = self.counts.get(column.wrapping_sub(self.first));
        count.copied().unwrap_or(u8::MAX)
    }

    /// The column after the last count.
    fn end(&self) -> usize {
        self.first + self.counts.len()
    }
}

impl<'t> Table<'t> {
    fn new(typed: &'t [u8]) -> Self {
        let longest = typed.len() + LENGTH;
        let mut table = Self {
            typed,
            surplus: Vec::with_capacity(typed.len()),
            rows: Vec::new(),
            allowed: allowed(longest),
        };
        table.rows.resize_with(longest + 1, Row::default);
        let mut counts = vec![0];
        let mut count = 0_u8;
        let mut before = u8::MAX;
        let after = typed.iter().skip(1).copied().chain([u8::MAX]);
        for (&letter, after) in typed.iter().zip(after) {
            let one = extra(letter, before).min(extra(letter, after));
            table.surplus.push(one);
            count = count.saturating_add(one);
            counts.push(count);
            before = letter;
        }
        if let Some(first) = table.rows.first_mut() {
            first.letter = u8::MAX;
            first.counts = counts;
        }
        table
    }

    /// How far the spelling is from a name, or from its start; `None` if that is more than `allowed`.
    fn distance(&mut self, key: &str, allowed: u8, only_start: bool) -> Option<u8> {
        self.allowed = allowed;
        let mut least = u8::MAX;
        for (depth, letter) in (1..).zip(key.chars().map(spelled)) {
            if !self.row(depth, letter) {
                // Nothing more of the name can be near; what was near before is only its start.
                return (only_start && least <= allowed).then_some(least);
            }
            let whole = self
                .rows
                .get(depth)
                .map_or(u8::MAX, |row| row.at(self.typed.len()));
            least = if only_start { least.min(whole) } else { whole };
        }
        (least <= allowed).then_some(least)
    }

    /// Fills the row of a name's next letter; false where nothing near begins so.
    fn row(&mut self, depth: usize, letter: u8) -> bool {
        let Some((done, [row, ..])) = self.rows.split_at_mut_checked(depth) else {
            return false;
        };
        let none = Row::default();
        let (two_above, above) = match &*done {
            [.., two_above, above] => (two_above, above),
            [above] => (&none, above),
            [] => return false,
        };
        let lacking = extra(letter, above.letter);
        let typed = |column: usize| self.typed.get(column).copied().unwrap_or(u8::MAX);
        row.letter = letter;
        row.counts.clear();
        let mut column = above.first.min(two_above.first + 2);
        let end = (above.end() + 1).max(two_above.end() + 2);
        let mut left = u8::MAX;
        while column <= self.typed.len() && (column < end || left <= self.allowed) {
            let mut best = above.at(column).saturating_add(lacking);
            if let Some(before) = column.checked_sub(1) {
                let here = typed(before);
                let surplus = self.surplus.get(before).copied().unwrap_or(u8::MAX);
                best = best
                    .min(left.saturating_add(surplus))
                    .min(above.at(before).saturating_add(replaced(letter, here)));
                if let Some(two_before) = before.checked_sub(1)
                    && (letter, above.letter) == (typed(two_before), here)
                {
                    best = best.min(two_above.at(two_before).saturating_add(SWAPPED));
                }
            }
            left = best;
            if !row.counts.is_empty() || best <= self.allowed {
                if row.counts.is_empty() {
                    row.first = column;
                }
                row.counts.push(best);
            }
            column += 1;
        }
        while row.counts.pop_if(|last| *last > self.allowed).is_some() {}
        if row.counts.is_empty() {
            row.first = column;
        }
        // Two letters may be swapped across a row.
        !(row.counts.is_empty() && above.counts.is_empty())
    }
}

/// What a letter counts that is there in one spelling only, beside another: less where it is hardly heard.
fn extra(letter: u8, beside: u8) -> u8 {
    if letter == b'h' - b'a' || letter == beside || is_in(&ALIKE_TO, letter, beside) {
        ALIKE
    } else if is_in(&ALIKE_TO, letter, 0) {
        VOWEL
    } else {
        OTHER
    }
}

fn replaced(a: u8, b: u8) -> u8 {
    if a == b {
        0
    } else if is_in(&ALIKE_TO, a, b) || a.max(b) == u8::MAX {
        // A letter of another alphabet looks like one of this.
        ALIKE
    } else if is_in(&BESIDE_OF, a, b) {
        BESIDE
    } else {
        OTHER
    }
}

/// For each letter a set of letters, one bit each.
type Letters = [u32; 26];

fn is_in(sets: &Letters, of: u8, letter: u8) -> bool {
    letter < 26
        && sets
            .get(usize::from(of))
            .is_some_and(|set| set >> letter & 1 == 1)
}

/// The letters that are heard as a letter.
static ALIKE_TO: Letters = sets(&["aeiouy", "ckq", "cszx", "gj", "dt", "mn", "fpv", "bpv"]);

/// The keys beside a key, on its row and on the next.
static BESIDE_OF: Letters = sets(&[
    "qw", "we", "er", "rt", "ty", "yu", "ui", "io", "op", "as", "sd", "df", "fg", "gh", "hj", "jk",
    "kl", "zx", "xc", "cv", "vb", "bn", "nm", "qa", "wa", "ws", "es", "ed", "rd", "rf", "tf", "tg",
    "yg", "yh", "uh", "uj", "ij", "ik", "ok", "ol", "pl", "az", "sz", "sx", "dx", "dc", "fc", "fv",
    "gv", "gb", "hb", "hn", "jn", "jm", "km",
]);

/// Puts all letters of a word into the sets of each.
const fn sets(words: &[&str]) -> Letters {
    let mut sets = [0; 26];
    let mut words = words;
    while let Some((word, rest)) = words.split_first() {
        let mut all = 0;
        let mut letters = word.as_bytes();
        while let Some((letter, rest)) = letters.split_first() {
            all |= 1 << (*letter - b'a');
            letters = rest;
        }
        let mut place = 0;
        let mut left: &mut [u32] = &mut sets;
        while let Some((set, rest)) = left.split_first_mut() {
            if all >> place & 1 == 1 {
                *set |= all;
            }
            place += 1;
            left = rest;
        }
        words = rest;
    }
    sets
}
