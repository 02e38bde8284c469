//! Lines of text, in pieces: as many whole lines as were there to be read.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::mem;

use prescreen::Intake;

use super::source::{Mark, Piece, Rows, Source, Trail};

/// So much is read at once, and about as much is a piece: some fifty intakes. Whole screenings are forty times as long as
/// their intakes, so what is written of a piece can be more than a megabyte.
const AT_ONCE: usize = 32 * 1024;

/// Text, one document a line.
pub(super) struct Lines {
    input: BufReader<Box<dyn Read + Send>>,
    /// The beginning of a line whose end has not been read.
    held: Vec<u8>,
    trail: Trail,
}

impl Lines {
    pub(super) fn new(input: Box<dyn Read + Send>) -> Self {
        Self {
            input: BufReader::with_capacity(AT_ONCE, input),
            held: Vec::new(),
            trail: Trail::default(),
        }
    }

    /// Whether there is more; then the buffer is not empty. It waits for something, not for a full buffer, so that what
    /// comes in slowly is screened as it comes.
    fn has_more(&mut self) -> io::Result<bool> {
        loop {
            match self.input.fill_buf() {
                Ok(bytes) => return Ok(!bytes.is_empty()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn piece_of(&mut self, bytes: Vec<u8>) -> Piece {
        let (first, start) = (self.trail.rows + 1, self.trail.bytes);
        let ends = bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.trail.rows += ends + u64::from(bytes.last() != Some(&b'\n'));
        self.trail.pass(&bytes);
        Piece {
            rows: Rows::Lines {
                bytes,
                first,
                start,
            },
            mark: self.trail.mark(),
        }
    }

    /// Reads to the end of a line without keeping it.
    fn overlong(&mut self) -> io::Result<Piece> {
        let start = self.trail.bytes;
        let held = mem::take(&mut self.held);
        let mut length = held.len() as u64;
        let mut last = held.last().copied();
        self.trail.pass(&held);
        drop(held);
        while self.has_more()? {
            let read = self.input.buffer();
            let end = read.iter().position(|byte| *byte == b'\n');
            let (of_line, _) = read.split_at(end.unwrap_or(read.len()));
            length += of_line.len() as u64;
            last = of_line.last().copied().or(last);
            let (passed, _) = read.split_at(end.map_or(read.len(), |end| end + 1));
            self.trail.pass(passed);
            let passed = passed.len();
            self.input.consume(passed);
            if end.is_some() {
                // As everywhere, the end of a line is not part of it.
                length -= u64::from(last == Some(b'\r'));
                break;
            }
        }
        self.trail.rows += 1;
        Ok(Piece {
            rows: Rows::Overlong {
                line: self.trail.rows,
                start,
                length,
            },
            mark: self.trail.mark(),
        })
    }
}

impl Source for Lines {
    fn next(&mut self) -> io::Result<Option<Piece>> {
        while self.has_more()? {
            let read = self.input.buffer();
            let length = read.len();
            let end = read.iter().rposition(|byte| *byte == b'\n');
            let (whole, begun) = read.split_at(end.map_or(0, |end| end + 1));
            self.held.extend_from_slice(whole);
            let lines = if end.is_some() {
                mem::take(&mut self.held)
            } else {
                Vec::new()
            };
            self.held.extend_from_slice(begun);
            self.input.consume(length);
            if end.is_some() {
                return Ok(Some(self.piece_of(lines)));
            }
            if self.held.len() > Intake::MAX_BYTES {
                return self.overlong().map(Some);
            }
        }
        // A last line needs no end.
        let rest = mem::take(&mut self.held);
        Ok((!rest.is_empty()).then(|| self.piece_of(rest)))
    }

    fn skip(&mut self, mark: &Mark) -> io::Result<bool> {
        let mut last = b'\n';
        while self.trail.bytes < mark.bytes {
            if !self.has_more()? {
                return Ok(false);
            }
            let read = self.input.buffer();
            let wanted = usize::try_from(mark.bytes - self.trail.bytes).unwrap_or(usize::MAX);
            let (passed, _) = read.split_at(wanted.min(read.len()));
            self.trail.pass(passed);
            last = passed.last().copied().unwrap_or(last);
            let passed = passed.len();
            self.input.consume(passed);
        }
        self.trail.rows = mark.rows;
        // Where a line that had no end goes on by now, another line was screened than stands there.
        let is_whole = last == b'\n' || !self.has_more()?;
        Ok(is_whole && self.trail.mark() == *mark)
    }
}
