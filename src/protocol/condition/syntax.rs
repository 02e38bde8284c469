//! The text of a condition, parsed: what was written, with the place of every word.

use core::ops::Range;

use crate::characters::{is_digit, is_letter};
use crate::diagnostic::{Code, escaped};
use crate::document::{number_text, parse_number};

/// A condition as written. Spans are byte offsets in the condition's own text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Not(Box<Expr>),
    /// `question is [not] option`, `question in (…)`, `question has [any] …`
    Choice {
        question: Word,
        verb: Verb,
        options: Vec<Word>,
    },
    /// `question < 12 kg`
    Compare {
        question: Word,
        comparison: Comparison,
        number: Number,
    },
    /// `question between 1 and 2 kg`
    Between {
        question: Word,
        low: Number,
        high: Number,
    },
    /// `takes(…)`, `ongoing(…)`
    Uses {
        ongoing: bool,
        names: Vec<Word>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
    pub(crate) unit: Option<Word>,
    pub(crate) span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    Is,
    Has,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Less,
    AtMost,
    Greater,
    AtLeast,
    Equal,
    NotEqual,
}

/// What is wrong with a condition, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    pub(crate) code: Code,
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

/// Words with a meaning of their own, which no question or option may have as its id.
pub(crate) const RESERVED: &[&str] = &[
    "and", "any", "between", "has", "in", "is", "not", "ongoing", "or", "takes", "unknown",
    "never", "none",
];

/// Conditions longer than this are refused; nobody could read them aloud.
const MAX_BYTES: usize = 4096;
/// Parentheses and `not`s nested deeper than this are refused.
const MAX_DEPTH: usize = 32;

/// Parses a condition.
pub(crate) fn parse(text: &str) -> Result<Expr, Flaw> {
    if text.len() > MAX_BYTES {
        let message = format!(
            "the condition has {} bytes; at most {MAX_BYTES} are read",
            text.len()
        );
        return Err(error(0..text.len(), message));
    }
    let tokens = tokens(text)?;
    let mut parser = Parser {
        tokens: &tokens,
        next: 0,
        end: text.len(),
        depth: 0,
    };
    let expr = parser.expression()?;
    match parser.peek() {
        None => Ok(expr),
        Some(token) => Err(error(
            token.span.clone(),
            format!("expected `and`, `or` or the end, found {}", token.kind),
        )),
    }
}

fn error(span: Range<usize>, message: impl Into<String>) -> Flaw {
    Flaw {
        code: Code::ConditionSyntax,
        span,
        message: message.into(),
        help: None,
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Token {
    kind: Kind,
    span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Word(String),
    Number(f64),
    Comparison(Comparison),
    Open,
    Close,
    Comma,
}

impl core::fmt::Display for Kind {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Word(word) => write!(f, "`{word}`"),
            Self::Number(number) => write!(f, "`{}`", number_text(*number)),
            Self::Comparison(_) => f.write_str("a comparison"),
            Self::Open => f.write_str("`(`"),
            Self::Close => f.write_str("`)`"),
            Self::Comma => f.write_str("`,`"),
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, Flaw> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        let kind = match first {
            _ if first.is_whitespace() => continue,
            '(' => Kind::Open,
            ')' => Kind::Close,
            ',' => Kind::Comma,
            '=' => {
                if let Some((end, _)) = rest.next_if(|(_, c)| *c == '=') {
                    let mut error = error(start..end + 1, "`==` is not a comparison");
                    error.help = Some("write `=` for numbers and `is` for options".to_owned());
                    return Err(error);
                }
                Kind::Comparison(Comparison::Equal)
            }
            '<' | '>' | '!' => {
                let equal = rest.next_if(|(_, c)| *c == '=').is_some();
                Kind::Comparison(match (first, equal) {
                    ('<', false) => Comparison::Less,
                    ('<', true) => Comparison::AtMost,
                    ('>', false) => Comparison::Greater,
                    ('>', true) => Comparison::AtLeast,
                    (_, true) => Comparison::NotEqual,
                    (_, false) => {
                        let mut error = error(start..start + 1, "`!` means nothing here");
                        error.help = Some("write `not`".to_owned());
                        return Err(error);
                    }
                })
            }
            '0'..='9' | '-' => {
                let mut end = start + 1;
                while let Some((at, _)) = rest.next_if(|(_, c)| c.is_ascii_digit() || *c == '.') {
                    end = at + 1;
                }
                let digits = text.get(start..end).unwrap_or_default();
                match parse_number(digits) {
                    Some(number) => Kind::Number(number),
                    None => return Err(error(start..end, format!("`{digits}` is not a number"))),
                }
            }
            // Units may hold more than letters: mg/dL, °C, %.
            _ if is_letter(first) || matches!(first, '_' | '%' | '°' | 'µ') => {
                let mut end = start + first.len_utf8();
                while let Some((at, c)) = rest.next_if(|(_, c)| {
                    is_letter(*c) || is_digit(*c) || matches!(c, '_' | '/' | '%' | '°' | '²' | '³')
                }) {
                    end = at + c.len_utf8();
                }
                Kind::Word(text.get(start..end).unwrap_or_default().to_owned())
            }
            _ => {
                let shown = match first {
                    '\'' | '"' => first.to_string(),
                    _ => escaped(first.encode_utf8(&mut [0; 4])),
                };
                let message = format!("`{shown}` means nothing here");
                let mut error = error(start..start + first.len_utf8(), message);
                error.help = match first {
                    '&' | '|' => Some("write `and` or `or`".to_owned()),
                    '\'' | '"' => Some("options and names stand without quotes".to_owned()),
                    _ => None,
                };
                return Err(error);
            }
        };
        let end = rest.peek().map_or(text.len(), |(at, _)| *at);
        tokens.push(Token {
            kind,
            span: start..end,
        });
    }
    Ok(tokens)
}

struct Parser<'t> {
    tokens: &'t [Token],
    next: usize,
    end: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.next)
    }

    /// Takes the next token if it is this word.
    fn accept(&mut self, word: &str) -> bool {
        let found = self
            .peek()
            .is_some_and(|token| matches!(&token.kind, Kind::Word(text) if text == word));
        if found {
            self.next += 1;
        }
        found
    }

    fn expected<T>(&self, what: &str) -> Result<T, Flaw> {
        Err(match self.peek() {
            Some(token) => error(
                token.span.clone(),
                format!("expected {what}, found {}", token.kind),
            ),
            None => error(
                self.end..self.end,
                format!("expected {what}, but the condition ends here"),
            ),
        })
    }

    /// expression = unary { "and" unary } | unary { "or" unary }
    fn expression(&mut self) -> Result<Expr, Flaw> {
        let first = self.unary()?;
        let mut parts = vec![first];
        let mut joined_by: Option<&'static str> = None;
        while let Some(token) = self.peek() {
            let joint = if self.accept("and") {
                "and"
            } else if self.accept("or") {
                "or"
            } else {
                break;
            };
            if joined_by.is_some_and(|before| before != joint) {
                return Err(Flaw {
                    code: Code::ConditionMixed,
                    span: token.span.clone(),
                    message: "`and` and `or` are mixed here without parentheses".to_owned(),
                    help: Some(
                        "write `(a and b) or c`, or `a and (b or c)`: whichever is meant"
                            .to_owned(),
                    ),
                });
            }
            joined_by = Some(joint);
            parts.push(self.unary()?);
        }
        Ok(match joined_by {
            None => parts.remove(0),
            Some("and") => Expr::All(parts),
            Some(_) => Expr::Any(parts),
        })
    }

    /// unary = "not" unary | "(" expression ")" | test
    fn unary(&mut self) -> Result<Expr, Flaw> {
        let Some(token) = self.peek() else {
            return self.expected("a condition");
        };
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(error(
                token.span.clone(),
                format!("nested more than {MAX_DEPTH} levels deep"),
            ));
        }
        let expr = if self.accept("not") {
            Expr::Not(Box::new(self.unary()?))
        } else if token.kind == Kind::Open {
            self.next += 1;
            let inner = self.expression()?;
            self.close()?;
            inner
        } else {
            self.test()?
        };
        self.depth -= 1;
        Ok(expr)
    }

    fn test(&mut self) -> Result<Expr, Flaw> {
        let question = self.word("a question, `takes(…)`, `ongoing(…)`, `not` or `(`")?;
        if matches!(question.text.as_str(), "takes" | "ongoing") {
            let names = self.list("the name of a drug class or substance")?;
            return Ok(Expr::Uses {
                ongoing: question.text == "ongoing",
                names,
            });
        }
        if let Some(Token {
            kind: Kind::Comparison(comparison),
            ..
        }) = self.peek()
        {
            self.next += 1;
            let number = self.number().map_err(|flaw| Flaw {
                help: self.after_comparison(*comparison, &question),
                ..flaw
            })?;
            return Ok(Expr::Compare {
                question,
                comparison: *comparison,
                number,
            });
        }
        if self.accept("is") {
            let negated = self.accept("not");
            let option = self.word("an option")?;
            let choice = Expr::Choice {
                question,
                verb: Verb::Is,
                options: vec![option],
            };
            return Ok(if negated {
                Expr::Not(Box::new(choice))
            } else {
                choice
            });
        }
        if self.accept("in") {
            let options = self.list("an option")?;
            return Ok(Expr::Choice {
                question,
                verb: Verb::Is,
                options,
            });
        }
        if self.accept("has") {
            let options = if self.accept("any") {
                self.list("an option or tag")?
            } else {
                vec![self.word("an option or tag")?]
            };
            return Ok(Expr::Choice {
                question,
                verb: Verb::Has,
                options,
            });
        }
        if self.accept("between") {
            let low = self.number()?;
            if !self.accept("and") {
                return self.expected("`and` and the upper bound");
            }
            let high = self.number()?;
            return Ok(Expr::Between {
                question,
                low,
                high,
            });
        }
        self.expected("`is`, `in`, `has`, `between` or a comparison")
            .map_err(|flaw| Flaw {
                help: Some(format!(
                    "a question is not a condition by itself: write `{} is yes`",
                    question.text
                )),
                ..flaw
            })
    }

    /// What was probably meant where a number should stand behind a comparison.
    fn after_comparison(&self, comparison: Comparison, question: &Word) -> Option<String> {
        let question = &question.text;
        let meant = match (comparison, &self.peek()?.kind) {
            (Comparison::Equal, Kind::Word(option)) => format!("{question} is {option}"),
            (Comparison::NotEqual, Kind::Word(option)) => format!("{question} is not {option}"),
            (Comparison::Equal, Kind::Comparison(Comparison::Greater)) => ">=".to_owned(),
            (Comparison::Equal, Kind::Comparison(Comparison::Less)) => "<=".to_owned(),
            (Comparison::Less, Kind::Comparison(Comparison::Greater)) => "!=".to_owned(),
            _ => return None,
        };
        Some(format!("write `{meant}`"))
    }

    /// list = "(" word { "," word } ")"
    fn list(&mut self, what: &str) -> Result<Vec<Word>, Flaw> {
        match self.peek() {
            Some(token) if token.kind == Kind::Open => self.next += 1,
            _ => return self.expected("`(`"),
        }
        let mut words = vec![self.word(what)?];
        while self.peek().is_some_and(|token| token.kind == Kind::Comma) {
            self.next += 1;
            words.push(self.word(what)?);
        }
        self.close()?;
        Ok(words)
    }

    fn close(&mut self) -> Result<(), Flaw> {
        match self.peek() {
            Some(token) if token.kind == Kind::Close => {
                self.next += 1;
                Ok(())
            }
            _ => self.expected("`)`"),
        }
    }

    fn word(&mut self, what: &str) -> Result<Word, Flaw> {
        match self.peek() {
            Some(Token {
                kind: Kind::Word(text),
                span,
            }) if !is_joint(text) => {
                self.next += 1;
                Ok(Word {
                    text: text.clone(),
                    span: span.clone(),
                })
            }
            _ => self.expected(what),
        }
    }

    /// A number with the unit behind it, if there is one.
    fn number(&mut self) -> Result<Number, Flaw> {
        let Some(Token {
            kind: Kind::Number(value),
            span,
        }) = self.peek()
        else {
            return self.expected("a number");
        };
        self.next += 1;
        let unit = match self.peek() {
            Some(Token {
                kind: Kind::Word(text),
                span,
            }) if !is_joint(text) => {
                self.next += 1;
                Some(Word {
                    text: text.clone(),
                    span: span.clone(),
                })
            }
            _ => None,
        };
        Ok(Number {
            value: *value,
            unit,
            span: span.clone(),
        })
    }
}

/// Words that go on with a condition and so are neither a name nor a unit.
fn is_joint(word: &str) -> bool {
    matches!(
        word,
        "and" | "or" | "not" | "is" | "in" | "has" | "any" | "between"
    )
}
