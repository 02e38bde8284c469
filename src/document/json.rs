//! JSON text into a document, with the place of every value.
//!
//! By hand: serde_json tells no places, and getting them out of it takes a pass for every level and 23 KB of the 190 that a
//! browser downloads (gzip). What it would refuse is refused here, in its words and at its places; a test holds the two
//! against each other.

use core::ops::Range;

use super::number::json_number;
use super::{Entry, MAX_BYTES, MAX_DEPTH, Node, Path, Report, Value};
use crate::diagnostic::{Code, excerpt};
use crate::order;

/// Reads JSON. A syntax error ends the reading, since JSON has no way to go on behind one.
pub(crate) fn read_json(text: &str, report: &mut Report) -> Option<Node> {
    if text.len() > MAX_BYTES {
        report.add(
            Code::TooLarge,
            &Path::Root,
            None,
            too_large(text.len()),
            None,
        );
        return None;
    }
    let mut found = Report::default();
    let mut reader = Reader {
        text,
        at: 0,
        report: &mut found,
    };
    match reader.document() {
        Ok(root) => {
            report.diagnostics.append(found.diagnostics);
            root
        }
        Err(Flaw { message, at }) => {
            report.add(Code::Syntax, &Path::Root, Some(at..at), message, None);
            None
        }
    }
}

pub(super) fn too_large(bytes: usize) -> String {
    format!("the document has {bytes} bytes; at most {MAX_BYTES} are read")
}

/// Why a text is not JSON.
struct Flaw {
    message: &'static str,
    at: usize,
}

const ENDS: &str = "the text ends in the middle of a value";
const NUMBER: &str = "invalid number";
const LONE: &str = "lone leading surrogate in hex escape";

/// A text, unless it holds half a character. That is JSON, and still no text.
type Text = Result<String, &'static str>;

struct Reader<'t, 'r> {
    text: &'t str,
    at: usize,
    report: &'r mut Report,
}

/// A key of a table and what stands behind it.
struct Part {
    key: String,
    key_span: Option<Range<usize>>,
    span: Range<usize>,
    node: Option<Node>,
}

impl Reader<'_, '_> {
    fn document(&mut self) -> Result<Option<Node>, Flaw> {
        let root = self.value(&Path::Root, 0)?;
        match self.first() {
            None => Ok(root),
            Some(_) => Err(self.ahead("trailing characters")),
        }
    }

    /// A value; `None` if it was reported.
    fn value(&mut self, path: &Path<'_>, depth: usize) -> Result<Option<Node>, Flaw> {
        let first = self.first();
        let start = self.at;
        if depth > MAX_DEPTH {
            self.skip()?;
            let message = format!("nested more than {MAX_DEPTH} levels deep");
            let span = Some(start..self.at);
            self.report.add(Code::TooDeep, path, span, message, None);
            return Ok(None);
        }
        let value = match first {
            Some(b'{') => self.table(path, depth)?,
            Some(b'[') => Ok(self.list(path, depth)?),
            Some(b'"') => self.string()?.map(Value::Text),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b'n') => Ok(self.word("null", Value::Null)?),
            Some(b't') => Ok(self.word("true", Value::Bool(true))?),
            Some(b'f') => Ok(self.word("false", Value::Bool(false))?),
            Some(_) | None => return Err(self.expected("expected value")),
        };
        let span = Some(start..self.at);
        match value {
            Ok(value) => Ok(Some(Node { value, span })),
            Err(message) => {
                self.report.add(Code::Syntax, path, span, message, None);
                Ok(None)
            }
        }
    }

    fn table(
        &mut self,
        path: &Path<'_>,
        depth: usize,
    ) -> Result<Result<Value, &'static str>, Flaw> {
        self.at += 1;
        let mut parts: Vec<Part> = Vec::new();
        let mut broken = None;
        let mut goes_on = self.first() != Some(b'}');
        while goes_on {
            if self.first() != Some(b'"') {
                return Err(self.expected("key must be a string"));
            }
            let start = self.at;
            let key = self.string()?;
            let key_span = start..self.at;
            if self.first() != Some(b':') {
                return Err(self.expected("expected `:`"));
            }
            self.at += 1;
            self.first();
            let start = self.at;
            match key {
                Ok(key) => {
                    let node = self.value(&Path::Key(path, &key), depth + 1)?;
                    // Of a key with escapes, no part of it has a place of its own.
                    let is_plain = key_span.len() == key.len() + 2;
                    parts.push(Part {
                        key,
                        key_span: is_plain.then_some(key_span),
                        span: start..self.at,
                        node,
                    });
                }
                Err(message) => {
                    broken = Some(message);
                    self.skip()?;
                }
            }
            goes_on = match self.first() {
                Some(b',') => true,
                Some(b'}') => false,
                Some(_) | None => return Err(self.expected("expected `,` or `}`")),
            };
            self.at += usize::from(goes_on);
        }
        self.at += 1;
        Ok(match broken {
            Some(message) => Err(message),
            None => Ok(Value::Table(self.entries(parts, path))),
        })
    }

    /// The entries of a table, without those whose key stands before them already.
    fn entries(&mut self, parts: Vec<Part>, path: &Path<'_>) -> Vec<Entry> {
        let repeats = order::repeats(&parts, |a, b| a.key.cmp(&b.key));
        let mut entries = Vec::with_capacity(parts.len());
        for (part, repeats) in parts.into_iter().zip(repeats) {
            let Part {
                key,
                key_span,
                span,
                node,
            } = part;
            if repeats {
                let message = format!("`{}` stands twice in one table", excerpt(&key));
                let here = Path::Key(path, &key);
                self.report
                    .add(Code::DuplicateKey, &here, Some(span), message, None);
            } else if let Some(node) = node {
                entries.push(Entry {
                    key,
                    key_span,
                    node,
                });
            }
        }
        entries
    }

    fn list(&mut self, path: &Path<'_>, depth: usize) -> Result<Value, Flaw> {
        self.at += 1;
        let mut items = Vec::new();
        let mut goes_on = self.first() != Some(b']');
        let mut index = 0;
        while goes_on {
            items.extend(self.value(&Path::Index(path, index), depth + 1)?);
            index += 1;
            goes_on = match self.first() {
                Some(b',') => true,
                Some(b']') => false,
                Some(_) | None => return Err(self.expected("expected `,` or `]`")),
            };
            self.at += usize::from(goes_on);
        }
        self.at += 1;
        Ok(Value::List(items))
    }

    fn number(&mut self) -> Result<Result<Value, &'static str>, Flaw> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.next() {
            Some(b'0') => {
                if let Some(b'0'..=b'9') = self.peek() {
                    return Err(self.ahead(NUMBER));
                }
            }
            Some(b'1'..=b'9') => {
                self.digits();
            }
            Some(_) | None => return Err(self.behind(NUMBER)),
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            if !self.digits() {
                return Err(self.ahead(NUMBER));
            }
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            if !self.next().is_some_and(|byte| byte.is_ascii_digit()) {
                return Err(self.behind(NUMBER));
            }
            self.digits();
        }
        let number = self.text.get(start..self.at).unwrap_or_default();
        Ok(json_number(number)
            .map(Value::Number)
            .ok_or("number out of range"))
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Flaw> {
        for expected in word.bytes() {
            match self.next() {
                Some(byte) if byte == expected => {}
                Some(_) => return Err(self.behind("expected ident")),
                None => return Err(self.behind(ENDS)),
            }
        }
        Ok(value)
    }

    fn string(&mut self) -> Result<Text, Flaw> {
        self.at += 1;
        let mut text = Ok(String::new());
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let plain = rest.find(|c| matches!(c, '"' | '\\' | '\0'..='\u{1f}'));
            let plain = plain.and_then(|end| rest.get(..end)).unwrap_or(rest);
            self.at += plain.len();
            let mut push = |more: &str| {
                if let Ok(text) = &mut text {
                    text.push_str(more);
                }
            };
            push(plain);
            match self.next() {
                Some(b'"') => return Ok(text),
                Some(b'\\') => match self.escape()? {
                    Ok(c) => push(c.encode_utf8(&mut [0; 4])),
                    Err(message) => text = text.and(Err(message)),
                },
                Some(_) => {
                    let message =
                        "control character (\\u0000-\\u001F) found while parsing a string";
                    return Err(self.before(self.at - 1, message));
                }
                None => return Err(self.behind(ENDS)),
            }
        }
    }

    /// What stands behind a `\`.
    fn escape(&mut self) -> Result<Result<char, &'static str>, Flaw> {
        Ok(Ok(match self.next() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            Some(_) => return Err(self.behind("invalid escape")),
            None => return Err(self.behind(ENDS)),
        }))
    }

    /// A character as four hexadecimal digits, or as two times four with `\u` between them.
    fn unicode(&mut self) -> Result<Result<char, &'static str>, Flaw> {
        let unit = self.unit()?;
        if let Some(c) = char::from_u32(unit) {
            return Ok(Ok(c));
        }
        let behind = self.at;
        if unit >= 0xdc00 {
            return Ok(Err(LONE));
        }
        let rest = self.text.get(behind..).unwrap_or_default();
        if !rest.starts_with("\\u") {
            return Ok(Err("unexpected end of hex escape"));
        }
        self.at += 2;
        let units = [unit, self.unit()?].map(|unit| u16::try_from(unit).unwrap_or_default());
        match char::decode_utf16(units).next() {
            Some(Ok(c)) => Ok(Ok(c)),
            Some(Err(_)) | None => {
                self.at = behind;
                Ok(Err(LONE))
            }
        }
    }

    fn unit(&mut self) -> Result<u32, Flaw> {
        let Some(digits) = self.text.as_bytes().get(self.at..self.at + 4) else {
            self.at = self.text.len();
            return Err(self.behind(ENDS));
        };
        self.at += 4;
        let unit = digits.iter().try_fold(0, |unit, digit| {
            Some(unit * 16 + char::from(*digit).to_digit(16)?)
        });
        unit.ok_or_else(|| self.behind("invalid escape"))
    }

    /// Goes past a value that is not kept, with no closer look than it takes to find its end.
    fn skip(&mut self) -> Result<(), Flaw> {
        let mut open = 0_usize;
        loop {
            match self.first() {
                Some(b'"') => drop(self.string()?),
                Some(byte) => {
                    match byte {
                        b'[' | b'{' => open += 1,
                        b']' | b'}' => open = open.saturating_sub(1),
                        _ => {}
                    }
                    self.at += 1;
                }
                None => return Err(self.ahead(ENDS)),
            }
            // A word or a number ends where something else begins.
            let ends = matches!(
                self.peek(),
                None | Some(b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n')
            );
            if open == 0 && ends {
                return Ok(());
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// The next byte that is no space.
    fn first(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    /// Goes past digits; whether there were any.
    fn digits(&mut self) -> bool {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at > start
    }

    /// Something else stands ahead than what should, or nothing.
    fn expected(&self, message: &'static str) -> Flaw {
        self.ahead(self.peek().map_or(ENDS, |_| message))
    }

    fn ahead(&self, message: &'static str) -> Flaw {
        self.before(self.text.len().min(self.at + 1), message)
    }

    fn behind(&self, message: &'static str) -> Flaw {
        self.before(self.at, message)
    }

    /// A flaw at the byte before `end`, or behind it where it ends a line.
    fn before(&self, end: usize, message: &'static str) -> Flaw {
        let last = end.checked_sub(1);
        let last = last.filter(|last| self.text.as_bytes().get(*last) != Some(&b'\n'));
        let at = self.text.floor_char_boundary(last.unwrap_or(end));
        Flaw { message, at }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::de::IgnoredAny;

    use super::*;
    use crate::document::to_json;

    /// What serde_json has against a text, and where.
    fn refusal(text: &str) -> Option<(String, usize)> {
        let error = serde_json::from_str::<IgnoredAny>(text).err()?;
        let full = error.to_string();
        let message = full.rsplit_once(" at line ").unwrap().0;
        let message = if error.is_eof() { ENDS } else { message };
        let lines = text.split_inclusive('\n').take(error.line() - 1);
        let at = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
        Some((
            message.to_owned(),
            text.floor_char_boundary(at.min(text.len())),
        ))
    }

    /// A document as text, with of each number what every reader agrees on.
    fn shape(node: &Node) -> String {
        let all = |nodes: &[Node]| nodes.iter().map(shape).collect::<Vec<_>>().join(",");
        match &node.value {
            Value::Number(number) => format!("{number:.12e}"),
            Value::List(nodes) => format!("[{}]", all(nodes)),
            Value::Table(entries) => entries
                .iter()
                .map(|entry| format!("{:?}:{}", entry.key, shape(&entry.node)))
                .collect(),
            Value::Null | Value::Bool(_) | Value::Text(_) => to_json(node),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]
        #[test]
        fn what_serde_json_accepts_is_read_and_nothing_else(
            parts in prop::collection::vec(prop::sample::select(vec![
                "{", "}", "[", "]", ",", ":", "\"a\"", "\"é\":", "\"\\n\":", "\"", "\\", "\\u00e9", "\\ud83d",
                "\\ude00", "\\u12", "1", "-", "0", ".", "e", "+", "12.50e-3", "null", "nul", "true", "fals", " ",
                "\n", "\t", "é", "x",
            ]), 0..9),
            around in prop::sample::select(vec![("", ""), ("[", "]"), ("{\"k\":", "}"), ("\"", "\"")]),
        ) {
            let text = [around.0, &parts.concat(), around.1].concat();
            let mut report = Report::default();
            let root = read_json(&text, &mut report);
            match refusal(&text) {
                Some((message, at)) => {
                    prop_assert!(root.is_none());
                    let found: Vec<_> = report.diagnostics.iter().collect();
                    prop_assert_eq!(found.len(), 1);
                    prop_assert_eq!(&found[0].message, &message);
                    prop_assert_eq!(found[0].place.as_ref().map(|place| place.span.start), Some(at));
                }
                None => match serde_json::from_str::<Node>(&text) {
                    Ok(node) => prop_assert_eq!(root.as_ref().map(shape), Some(shape(&node))),
                    Err(_) => prop_assert!(report.diagnostics.has_errors()),
                },
            }
        }
    }
}
