//! Where in a text something stands, as bytes and lines, or as UTF-16 units.

use core::ops::Range;

use crate::order;

/// A stretch of source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Byte offsets, end excluded.
    pub span: Range<usize>,
    /// Line of the start, from 1.
    pub line: usize,
    /// Column of the start in characters, from 1.
    pub column: usize,
}

impl Place {
    /// Finds line and column of a span in the text it belongs to.
    #[must_use]
    pub fn in_text(text: &str, span: Range<usize>) -> Self {
        Cursor::at_start(text).place(span)
    }
}

/// A walk through a text that counts its lines.
pub(super) struct Cursor<'t> {
    rest: &'t str,
    offset: usize,
    line: usize,
    column: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn at_start(text: &'t str) -> Self {
        Self {
            rest: text,
            offset: 0,
            line: 1,
            column: 1,
        }
    }

    /// Goes on to the start of a span that does not lie before the last one.
    pub(super) fn place(&mut self, span: Range<usize>) -> Place {
        let ahead = span.start.saturating_sub(self.offset).min(self.rest.len());
        let (passed, rest) = self
            .rest
            .split_at_checked(self.rest.floor_char_boundary(ahead))
            .unwrap_or(("", self.rest));
        for c in passed.chars() {
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.offset += passed.len();
        self.rest = rest;
        Place {
            span,
            line: self.line,
            column: self.column,
        }
    }
}

/// What the byte offsets of some places are in UTF-16 units, found in one walk through the text.
pub(super) struct Utf16 {
    /// For each byte offset, in order, the units before it, and those before its line.
    known: Vec<(usize, usize, usize)>,
}

impl Utf16 {
    pub(super) fn of<'p>(text: &str, places: impl Iterator<Item = &'p Place>) -> Self {
        let mut offsets: Vec<usize> = places
            .flat_map(|place| [place.span.start, place.span.end])
            .collect();
        order::sort_dedup(&mut offsets);
        let mut known = Vec::with_capacity(offsets.len());
        let mut offsets = offsets.into_iter().peekable();
        let (mut units, mut line) = (0, 0);
        for (at, c) in text.char_indices() {
            while let Some(offset) = offsets.next_if(|offset| *offset <= at) {
                known.push((offset, units, line));
            }
            units += c.len_utf16();
            if c == '\n' {
                line = units;
            }
        }
        known.extend(offsets.map(|offset| (offset, units, line)));
        Self { known }
    }

    pub(super) fn count(&self, place: &mut Place) {
        let find = |offset| {
            let found = self.known.binary_search_by_key(&offset, |known| known.0);
            let known = found.ok().and_then(|index| self.known.get(index));
            known.map_or((offset, offset), |(_, units, line)| (*units, *line))
        };
        let (start, line) = find(place.span.start);
        let (end, _) = find(place.span.end);
        place.span = start..end;
        place.column = start - line + 1;
    }
}

#[cfg(test)]
mod tests {
    use crate::{Code, Diagnostic, Diagnostics, Place};

    #[test]
    fn places_are_counted_as_javascript_counts() {
        let text = "a = \"é😀\"\nb = \"😀\" c";
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut diagnostics = Diagnostics::default();
        let words = ["a", "é", "😀\"\nb", "c"];
        for word in words {
            let start = text.find(word).unwrap();
            diagnostics.push(Diagnostic {
                code: Code::Syntax,
                path: String::new(),
                place: Some(Place::in_text(text, start..start + word.len())),
                message: String::new(),
                help: None,
            });
        }
        let counted = diagnostics.in_utf16(text);
        let places: Vec<&Place> = counted
            .iter()
            .filter_map(|one| one.place.as_ref())
            .collect();
        let found = places
            .iter()
            .map(|place| String::from_utf16(&units[place.span.clone()]).unwrap());
        assert_eq!(found.collect::<Vec<_>>(), words);
        let lines = places.iter().map(|place| (place.line, place.column));
        assert_eq!(lines.collect::<Vec<_>>(), [(1, 1), (1, 6), (1, 7), (2, 10)]);
    }
}
