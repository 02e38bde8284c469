//! What stands in many screenings and never changes: texts of the protocol, words of the engine, citations. Each is made for
//! JavaScript once, and is a number from then on.

use js_sys::Array;
use wasm_bindgen::JsValue;

/// What a constant is, beside where it lies: two kinds of them may lie at one address.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Always,
    Ask,
    Disposition,
    Notice,
    Occasion,
    Outcome,
    Protocol,
    Question,
    Reading,
    Status,
    Text,
    Why,
}

/// The address of a thing, and the length of a text or the kind of anything else.
pub(super) type Key = (usize, usize);

pub(super) struct Constants {
    /// Their keys, each with its number: at the place that the key says, or at the first free one behind.
    numbers: Vec<Option<(Key, u32)>>,
    /// What they are, for JavaScript; before them stands the list of what belongs to one screening only.
    made: Array,
    own: Array,
}

impl Default for Constants {
    fn default() -> Self {
        let own = Array::new();
        Self {
            numbers: vec![None; 1 << 8],
            made: Array::of1(&own),
            own,
        }
    }
}

// INVARIANT: whoever has this keeps every text and thing at its address, unchanged, for as long.
impl Constants {
    /// Forgets them all, since something has gone of which one was made.
    pub(super) fn forget(&mut self) {
        self.numbers.fill(None);
        self.made.set_length(1);
    }

    pub(super) fn made(&self) -> &Array {
        &self.made
    }

    /// Where a value stands that belongs to one screening only. JavaScript empties the list.
    pub(super) fn own(&self, value: &JsValue) -> u32 {
        self.own.push(value).saturating_sub(1)
    }

    /// The number of what has this key; it is made where it is new.
    pub(super) fn number(&mut self, key: Key, make: &dyn Fn() -> JsValue) -> u32 {
        let place = self.place(key);
        if let Some(Some((_, number))) = self.numbers.get(place) {
            return *number;
        }
        let number = self.made.push(&make()).saturating_sub(1);
        self.put(place, key, number);
        // At most half full, so that a search ends soon.
        if self.made.length() as usize > self.numbers.len() / 2 {
            let larger = vec![None; 2 * self.numbers.len()];
            let all = core::mem::replace(&mut self.numbers, larger);
            for (key, number) in all.into_iter().flatten() {
                self.put(self.place(key), key, number);
            }
        }
        number
    }

    fn put(&mut self, place: usize, key: Key, number: u32) {
        if let Some(free) = self.numbers.get_mut(place) {
            *free = Some((key, number));
        }
    }

    /// Where a key stands, or would.
    fn place(&self, key: Key) -> usize {
        let mask = self.numbers.len().wrapping_sub(1);
        let mut place = (key.0 ^ key.0 >> 8 ^ key.1 << 4) & mask;
        while let Some(Some((known, _))) = self.numbers.get(place)
            && *known != key
        {
            place = (place + 1) & mask;
        }
        place
    }
}

/// No text is as long as these.
pub(super) fn key(kind: Kind, at: usize) -> Key {
    (at, usize::MAX - kind as usize)
}
