//! Names by their keys: where a name is looked up, and all of them by length.
//!
//! Ten thousand names are loaded while a person waits, so they lie in one text, and the table beside it holds numbers.

use super::near::letters;

/// A name: where it is in the text, and where its key is.
#[derive(Clone, Copy, Debug)]
struct Place {
    name: usize,
    key: usize,
    end: usize,
}

/// Names, numbered as they come. No two have the same key.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Every name and after it its key.
    text: String,
    places: Vec<Place>,
    /// The number of a name, at a place that follows from its key; or [`FREE`].
    table: Vec<u32>,
    /// By the length of a key: the letters in it, and the number of its name.
    by_length: Vec<Vec<(u64, usize)>>,
    /// The length of the longest key, in bytes.
    pub(super) longest: usize,
}

const FREE: u32 = u32::MAX;

impl Names {
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The name as it is written.
    pub(super) fn name(&self, number: usize) -> &str {
        self.places
            .get(number)
            .and_then(|place| self.text.get(place.name..place.key))
            .unwrap_or_default()
    }

    pub(super) fn key(&self, number: usize) -> &str {
        self.places
            .get(number)
            .and_then(|place| self.text.get(place.key..place.end))
            .unwrap_or_default()
    }

    /// The number of the name with this key.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        let number = self.table.get(self.slot(key)?).copied()?;
        (number != FREE).then_some(number as usize)
    }

    /// Adds a name unless its key is there. Gives its number, and whether it is new.
    pub(super) fn add(&mut self, name: &str, key: &str) -> (usize, bool) {
        if let Some(number) = self.find(key) {
            return (number, false);
        }
        let number = self.places.len();
        if self.table.len() <= 2 * number + 2 {
            self.grow();
        }
        let start = self.text.len();
        self.text.push_str(name);
        let middle = self.text.len();
        self.text.push_str(key);
        self.places.push(Place {
            name: start,
            key: middle,
            end: self.text.len(),
        });
        self.enter(number);
        self.longest = self.longest.max(key.len());
        let length = key.chars().count();
        if self.by_length.len() <= length {
            self.by_length.resize(length + 1, Vec::new());
        }
        if let Some(list) = self.by_length.get_mut(length) {
            list.push((letters(key), number));
        }
        (number, true)
    }

    /// The names whose keys have a length: the letters in each, and its number.
    pub(super) fn of_length(&self, length: usize) -> &[(u64, usize)] {
        self.by_length.get(length).map_or(&[], Vec::as_slice)
    }

    fn grow(&mut self) {
        let size = (2 * self.table.len()).max(64);
        self.table = vec![FREE; size];
        for number in 0..self.places.len() {
            self.enter(number);
        }
    }

    fn enter(&mut self, number: usize) {
        let slot = self.slot(self.key(number));
        if let Some(slot) = slot.and_then(|slot| self.table.get_mut(slot)) {
            *slot = u32::try_from(number).unwrap_or(FREE);
        }
    }

    /// Where a key is in the table, or else the free place where it would be. The table is never full.
    fn slot(&self, key: &str) -> Option<usize> {
        let mask = self.table.len().checked_sub(1)?;
        let mut slot = hash(key) & mask;
        loop {
            match self.table.get(slot).copied()? {
                FREE => return Some(slot),
                number if self.key(number as usize) == key => return Some(slot),
                _ => slot = (slot + 1) & mask,
            }
        }
    }
}

/// FNV-1a. No stranger adds names, so nobody can choose keys that collide.
fn hash(key: &str) -> usize {
    let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 15)) as usize
}
