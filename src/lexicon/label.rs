//! The first pass over a typed line: says of every token whether it belongs to a name, is noise, parts two drugs, or is
//! left over.

use super::data::{Data, Entry, Meaning};
use super::noise;
use super::normalise::{Kind, Tokens};

/// The most tokens one name may be typed as.
const LONGEST_NAME: usize = 8;
/// The most words that may stand between a name and the form that changes it ("fluticasone 110 mcg inhaler").
const LONGEST_GAP: usize = 8;

/// What a token is.
#[derive(Clone, Copy)]
pub(super) enum Label<'a> {
    /// The first of a name's tokens, up to the given one.
    Name(&'a Entry, usize),
    /// A later one.
    Inside,
    Noise,
    Join,
    Break,
    Left,
}

/// Labels every token.
pub(super) fn label<'a>(data: &'a Data, tokens: &'a Tokens) -> Vec<Label<'a>> {
    Labeller {
        data,
        tokens,
        labels: Vec::with_capacity(tokens.list.len()),
        after_drug: false,
        after_for: false,
        form: None,
    }
    .label()
}

/// The labels so far, and what the words before let one expect.
struct Labeller<'a> {
    data: &'a Data,
    tokens: &'a Tokens,
    labels: Vec<Label<'a>>,
    /// Whether something that may be a drug came before in this segment.
    after_drug: bool,
    /// Whether the word before was "for", or a purpose after it.
    after_for: bool,
    /// The token that made another product of the name before it.
    form: Option<usize>,
}

impl<'a> Labeller<'a> {
    fn label(mut self) -> Vec<Label<'a>> {
        let mut at = 0;
        while let Some(kind) = self.tokens.kind(at) {
            let for_before = core::mem::take(&mut self.after_for);
            match kind {
                Kind::Join | Kind::Break => {
                    self.after_drug = false;
                    self.labels.push(if kind == Kind::Join {
                        Label::Join
                    } else {
                        Label::Break
                    });
                }
                Kind::Word | Kind::Number => {
                    let word = self.tokens.key(at);
                    if self.is_unit(at) || self.form == Some(at) {
                        self.labels.push(Label::Noise);
                    } else if let Some((entry, to)) = self.name(at, for_before) {
                        let product = self.with_form(entry, at, to);
                        self.labels.push(Label::Name(product, to));
                        self.labels.extend((at + 1..to).map(|_| Label::Inside));
                        self.after_drug = true;
                    } else if self.starts_phrase(at) {
                        self.labels.extend([Label::Noise, Label::Noise]);
                    } else if self.is_noise(at) {
                        self.after_for = word == "for";
                        self.labels.push(Label::Noise);
                    } else if for_before && noise::is_purpose(word) {
                        self.after_for = true;
                        self.labels.push(Label::Noise);
                    } else {
                        self.after_drug = true;
                        self.labels.push(Label::Left);
                    }
                }
            }
            at = self.labels.len();
        }
        self.labels
    }

    /// The longest name that starts at a token.
    fn longest(&self, at: usize) -> Option<(&'a Entry, usize)> {
        let mut end = at;
        while end < at + LONGEST_NAME
            && matches!(
                self.tokens.kind(end),
                Some(Kind::Word | Kind::Number | Kind::Join)
            )
            && self.tokens.span(at, end + 1).len() <= self.data.names.longest
        {
            end += 1;
        }
        (at + 1..=end)
            .rev()
            // "Theo-24" is a name, "theo 24 mg" a dose: a number with its unit is no part of a name that ends there.
            .filter(|&to| !(self.tokens.kind(to - 1) == Some(Kind::Number) && self.unit_word(to)))
            .find_map(|to| Some((self.data.entry(self.tokens.span(at, to))?, to)))
    }

    /// The name that starts at a token, unless the word is a form or a purpose there.
    fn name(&self, at: usize, for_before: bool) -> Option<(&'a Entry, usize)> {
        let (entry, to) = self.longest(at)?;
        let word = self.tokens.key(at);
        let doubtful = entry.meaning == Meaning::Open && to == at + 1;
        let form = noise::is_form(word) && (self.after_drug || self.counted(at));
        let purpose = for_before && noise::is_purpose(word);
        // "losartan potassium" is one drug.
        let salt = self.after_drug && to == at + 1 && noise::is_salt(word);
        (!(salt || doubtful && (form || purpose))).then_some((entry, to))
    }

    /// Whether a form is counted and what it is a form of follows: "2 tabs of Xanax".
    fn counted(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.tokens.kind(before))
            == Some(Kind::Number)
            && (at + 1..)
                .take_while(|&next| {
                    matches!(self.tokens.kind(next), Some(Kind::Word | Kind::Number))
                })
                .any(|next| self.longest(next).is_some())
    }

    /// The product that the form after a name makes of it, the dose between them passed over.
    fn with_form(&mut self, entry: &'a Entry, from: usize, to: usize) -> &'a Entry {
        let mut key = String::new();
        for at in to..to + LONGEST_GAP {
            match self.tokens.kind(at) {
                Some(Kind::Number) => {}
                // "Advil 8 pm" is a time, "Advil 200 mg PM" another product.
                Some(Kind::Word)
                    if self.tokens.kind(at - 1) == Some(Kind::Number) && self.unit_word(at) => {}
                Some(Kind::Word) => {
                    let word = self.tokens.key(at);
                    key.clear();
                    key.push_str(self.tokens.span(from, to));
                    key.push_str(word);
                    if let Some(product) = self.data.entry(&key) {
                        self.form = Some(at);
                        return product;
                    }
                    if !(noise::is_noise(word) || noise::is_salt(word)) {
                        break;
                    }
                }
                Some(Kind::Join | Kind::Break) | None => break,
            }
        }
        entry
    }

    /// Whether a token is a unit whose number stands before it.
    fn is_unit(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.tokens.kind(before) == Some(Kind::Number)
                && matches!(self.labels.get(before), Some(Label::Noise))
        }) && self.unit_word(at)
    }

    fn unit_word(&self, at: usize) -> bool {
        self.tokens.kind(at) == Some(Kind::Word) && noise::is_unit(self.tokens.key(at))
    }

    fn is_noise(&self, at: usize) -> bool {
        let word = self.tokens.key(at);
        self.tokens.kind(at) == Some(Kind::Number)
            || noise::is_noise(word)
            || (self.after_drug && noise::is_salt(word))
    }

    fn starts_phrase(&self, at: usize) -> bool {
        noise::is_phrase(self.tokens.key(at), self.tokens.key(at + 1))
    }
}
