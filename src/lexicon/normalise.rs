//! Reads a typed line as tokens that compare the same however they were typed.
//!
//! Case, accents, apostrophes, hyphens, dots and spaces carry no meaning in a drug name: "St. John's Wort", "st johns
//! wort" and "ST-JOHNS-WORT" are one name. So a name's key is its letters and digits, run together, and a run of tokens
//! has as its key a slice of one shared buffer.

use core::ops::Range;

use crate::characters;

/// How many characters of a line are read; what follows is kept as text and never understood.
const MAX_CHARS: usize = 200;
/// How many tokens of a line are read.
const MAX_TOKENS: usize = 40;

/// What a token can be, before anything is known about words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, or letters and digits.
    Word,
    /// Digits, with the dots, slashes and hyphens between them: "0.5", "10/325", "5-325".
    Number,
    /// "and", "with", "plus", "/", "+", "&": parts two drugs, unless a name holds it.
    Join,
    /// A comma, a semicolon, a new line: always parts two drugs.
    Break,
}

/// One token: where it stands in the line, and where its key stands in [`Tokens::keys`].
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) at: Range<usize>,
    pub(super) key: Range<usize>,
}

/// A line as tokens.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// The keys of all tokens, one after the other.
    pub(super) keys: String,
    pub(super) list: Vec<Token>,
    /// Where reading stopped, if the line was too long to read whole.
    pub(super) unread: Option<usize>,
}

impl Tokens {
    /// The key of one token.
    pub(super) fn key(&self, index: usize) -> &str {
        self.span(index, index + 1)
    }

    /// The key of the tokens from `from` up to `to`, run together.
    pub(super) fn span(&self, from: usize, to: usize) -> &str {
        let start = self.list.get(from).map_or(0, |token| token.key.start);
        let end = to
            .checked_sub(1)
            .and_then(|last| self.list.get(last))
            .map_or(0, |token| token.key.end);
        self.keys.get(start..end).unwrap_or_default()
    }

    pub(super) fn kind(&self, index: usize) -> Option<Kind> {
        self.list.get(index).map(|token| token.kind)
    }
}

/// The key of a whole name, or nothing if it holds no letter, digit or symbol.
pub(super) fn key_of(name: &str) -> Option<String> {
    // Most names are nothing but words; they are many, and a person waits.
    let is_word = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'-');
    if name.len() <= MAX_CHARS && name.bytes().all(is_word) {
        let mut key = name.to_ascii_lowercase();
        key.retain(|c| c.is_ascii_alphabetic());
        return (!key.is_empty()).then_some(key);
    }
    let tokens = tokenise(name);
    let named = tokens
        .list
        .iter()
        .any(|token| matches!(token.kind, Kind::Word | Kind::Number));
    (named && tokens.unread.is_none()).then_some(tokens.keys)
}

/// Reads a line as tokens; at most [`MAX_CHARS`] characters and [`MAX_TOKENS`] tokens of it.
pub(super) fn tokenise(typed: &str) -> Tokens {
    let mut tokens = Tokens {
        keys: String::with_capacity(typed.len().min(MAX_CHARS)),
        list: Vec::with_capacity(8),
        ..Tokens::default()
    };
    let limit = typed
        .char_indices()
        .nth(MAX_CHARS)
        .map_or(typed.len(), |(at, _)| at);
    let mut next = 0;
    while let Some(c) = typed.get(next..).and_then(|rest| rest.chars().next()) {
        let start = next;
        next += c.len_utf8();
        let class = Class::of(c);
        if matches!(class, Class::Soft | Class::Silent) {
            continue;
        }
        if tokens.list.len() == MAX_TOKENS || start >= limit {
            tokens.unread = Some(start);
            break;
        }
        let key_start = tokens.keys.len();
        let mut end = next;
        let kind = match class {
            Class::Letter | Class::Digit => {
                let read = word(typed, start, limit, &mut tokens.keys);
                end = read.end;
                if read.cut {
                    tokens.keys.truncate(key_start);
                    tokens.unread = Some(start);
                    break;
                }
                read.kind
            }
            Class::Join => {
                tokens
                    .keys
                    .push_str(if c == '&' { "and" } else { ascii(c) });
                Kind::Join
            }
            Class::Break | Class::Soft | Class::Silent => {
                // A comma goes on with the sentence; a semicolon or a new line begins another.
                tokens.keys.push(if c == ',' { ',' } else { ';' });
                Kind::Break
            }
        };
        let is_ascii = typed.get(start..end).is_some_and(str::is_ascii);
        let kind = join_word(typed, &mut tokens.keys, key_start, &mut end, kind, is_ascii);
        next = end;
        if kind == Kind::Word && key_start == tokens.keys.len() {
            continue;
        }
        tokens.list.push(Token {
            kind,
            at: start..end,
            key: key_start..tokens.keys.len(),
        });
    }
    tokens
}

/// "and", "with", "plus", their Spanish and "w/" join; "w/o" is the word "without".
fn join_word(
    typed: &str,
    keys: &mut String,
    key_start: usize,
    end: &mut usize,
    kind: Kind,
    is_ascii: bool,
) -> Kind {
    if kind != Kind::Word {
        return kind;
    }
    match keys.get(key_start..).unwrap_or_default() {
        // A letter with an accent is no "y".
        "and" | "with" | "plus" | "con" | "y" if is_ascii => Kind::Join,
        "w" if typed.get(*end..).is_some_and(|rest| rest.starts_with('/')) => {
            let after = typed.get(*end + 1..).unwrap_or_default();
            let mut letters = after.chars();
            let without = matches!(letters.next(), Some('o' | 'O'))
                && !letters.next().is_some_and(is_alphanumeric);
            keys.truncate(key_start);
            *end += 1;
            if without {
                *end += 1;
                keys.push_str("without");
                Kind::Word
            } else {
                keys.push_str("with");
                Kind::Join
            }
        }
        _ => Kind::Word,
    }
}

/// A word as read: up to where, of what kind, and whether the limit cut it.
struct Word {
    end: usize,
    kind: Kind,
    cut: bool,
}

/// Reads one word or number from `start`, adding its key to `keys`.
fn word(typed: &str, start: usize, limit: usize, keys: &mut String) -> Word {
    let mut rest = typed
        .get(start..)
        .unwrap_or_default()
        .char_indices()
        .peekable();
    let mut read = Word {
        end: start,
        kind: Kind::Number,
        cut: false,
    };
    let mut letters = 0_u32;
    while let Some((offset, c)) = rest.next() {
        let at = start + offset;
        let next = rest.peek().map(|(_, next)| *next);
        let before_digit = next.is_some_and(characters::is_digit);
        let goes_on = match Class::of(c) {
            Class::Letter => {
                letters += 1;
                // The number sign takes the digits after it: "#3".
                read.kind = Kind::Word;
                fold(c, keys);
                true
            }
            Class::Digit => {
                fold(c, keys);
                true
            }
            // An apostrophe, a combining mark, a joiner, a trade mark.
            Class::Silent => true,
            // "0.5", "1,000", "1,4-": the point goes; "5-325", "10/325": the parts stay apart.
            Class::Soft | Class::Break | Class::Join if read.kind == Kind::Number => {
                let inside = before_digit && matches!(c, '.' | ',' | '-' | '/' | '\u{2013}');
                if inside && matches!(c, '-' | '/' | '\u{2013}') {
                    keys.push('-');
                }
                inside
            }
            // "b.i.d.", "o.c.": single letters with points between them.
            Class::Soft if c == '.' && letters == 1 => {
                letters = 0;
                next.is_some_and(characters::is_letter) && single_letter(&rest)
            }
            Class::Soft | Class::Break | Class::Join => false,
        };
        if !goes_on {
            break;
        }
        read.end = at + c.len_utf8();
        if at >= limit {
            read.cut = true;
            // The rest of the line is unread anyway; its length must cost nothing.
            break;
        }
    }
    read
}

fn is_alphanumeric(c: char) -> bool {
    characters::is_letter(c) || characters::is_digit(c)
}

/// Whether the letter ahead stands alone.
fn single_letter(ahead: &core::iter::Peekable<core::str::CharIndices<'_>>) -> bool {
    !ahead
        .clone()
        .nth(1)
        .is_some_and(|(_, c)| is_alphanumeric(c))
}

/// What one character does.
#[derive(Clone, Copy)]
enum Class {
    Letter,
    Digit,
    /// Drops out, inside a word too.
    Silent,
    /// Ends a word and means nothing.
    Soft,
    Join,
    Break,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' | '#' => Self::Letter,
            '0'..='9' => Self::Digit,
            ' ' => Self::Soft,
            '/' | '+' | '&' => Self::Join,
            ',' | ';' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Self::Break,
            // Apostrophes and primes, as typed and as word processors curl them; trade marks; the soft hyphen.
            '\'' | '`' | '\u{b4}' | '\u{2bc}' | '\u{2018}'..='\u{201b}' | '\u{2032}'
            | '\u{ae}' | '\u{a9}' | '\u{2122}' | '\u{ad}'
            // Combining marks, zero-width characters, marks of direction, variation selectors.
            | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => Self::Silent,
            _ if c.is_whitespace() || c.is_control() || c.is_ascii_punctuation() => Self::Soft,
            // Typographic dashes, quotation marks, dots, bullets.
            '\u{2010}'..='\u{2017}' | '\u{201c}'..='\u{2027}' | '\u{ab}' | '\u{bb}' | '\u{b7}'
            | '\u{a1}' | '\u{bf}' => Self::Soft,
            _ if characters::is_digit(c) => Self::Digit,
            // Any other letter or symbol, an emoji too, is something said.
            _ => Self::Letter,
        }
    }
}

/// Adds a letter to a key: lower case, without its accent.
fn fold(c: char, keys: &mut String) {
    if c.is_ascii() {
        keys.push(c.to_ascii_lowercase());
        return;
    }
    let lower = characters::lower(c);
    match plain(lower) {
        Some(letters) => keys.push_str(letters),
        // Full-width Latin letters and digits, as some keyboards type them.
        None => keys.push(match lower {
            '\u{ff10}'..='\u{ff19}' | '\u{ff41}'..='\u{ff5a}' => u32::from(lower)
                .checked_sub(0xfee0)
                .and_then(char::from_u32)
                .unwrap_or(lower),
            _ => lower,
        }),
    }
}

/// The plain letters of an accented Latin one.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ' | 'ầ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ẻ' | 'ẽ' | 'ế' | 'ề' => {
            "e"
        }
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ọ' | 'ỏ' | 'ố' | 'ồ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ụ' | 'ủ' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        // Micrograms and "times", as signs.
        '\u{b5}' | '\u{3bc}' => "u",
        '×' => "x",
        _ => return None,
    })
}

/// The key of a sign that joins.
fn ascii(c: char) -> &'static str {
    if c == '+' { "+" } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(typed: &str) -> Vec<String> {
        let tokens = tokenise(typed);
        (0..tokens.list.len())
            .map(|index| tokens.key(index).to_owned())
            .collect()
    }

    #[test]
    fn one_name_however_typed() {
        for typed in [
            "St. John's Wort",
            "st johns wort",
            "ST-JOHN\u{2019}S  WORT",
            "st\u{300}. johns wort\u{ae}",
            "\u{ff33}t Johns Wort",
        ] {
            assert_eq!(key_of(typed).as_deref(), Some("stjohnswort"), "{typed}");
        }
        assert_eq!(key_of("1,4-butanediol").as_deref(), Some("14butanediol"));
        assert_eq!(key_of("o.c."), key_of("OC"));
        assert_eq!(key_of("B&O"), key_of("b and o"));
        assert_ne!(key_of("Urin D/S"), key_of("Urin DS"));
        assert_eq!(key_of(" ., "), None);
    }

    #[test]
    fn numbers_stay_whole_and_signs_part() {
        assert_eq!(
            keys("Norco 10/325, 0.5mg b.i.d. w/ food & tea"),
            [
                "norco", "10-325", ",", "05mg", "bid", "with", "food", "and", "tea"
            ]
        );
        assert_eq!(keys("w/o codeine"), ["without", "codeine"]);
        assert_eq!(keys("Tylenol #3"), ["tylenol", "#3"]);
        assert_eq!(keys("100mg.Xanax"), ["100mg", "xanax"]);
        assert_eq!(keys("5 mg."), ["5", "mg"]);
    }

    #[test]
    fn a_long_line_is_read_so_far_and_no_further() {
        assert_eq!(tokenise(&"a".repeat(10_000)).unread, Some(0));
        assert_eq!(tokenise(&"a ".repeat(10_000)).unread, Some(80));
        let typed = format!("Xanax {}", "b".repeat(300));
        assert_eq!(tokenise(&typed).unread, Some(6));
    }
}
