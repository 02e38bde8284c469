//! Reads a typed line: finds the names in it, sets aside what says nothing about which drug it is, and keeps the rest.
//!
//! Two passes. The first labels every token: part of a known name (the longest one that fits), noise, something that
//! parts two drugs, or left over. The second builds the parts, and there looks for near names for what is left over.

use super::data::{Data, Entry, Meaning};
use super::near;
use super::noise;
use super::normalise::{Kind, Tokens, tokenise};
use super::reading::{Part, Reading, Resolution};

/// The most tokens one name may be typed as.
const LONGEST_NAME: usize = 8;
/// The most words that may stand between a name and the form that changes it ("fluticasone 110 mcg inhaler").
const LONGEST_GAP: usize = 8;
/// The most words that are looked at together for a near name.
const LONGEST_NEAR: usize = 3;

/// What a token is.
#[derive(Clone, Copy)]
enum Label<'a> {
    /// The first of a name's tokens, up to the given one.
    Name(&'a Entry, usize),
    /// A later one.
    Inside,
    Noise,
    Join,
    Break,
    Left,
}

/// What a typed line means.
pub(super) fn read(data: &Data, typed: &str) -> Reading {
    let tokens = tokenise(typed);
    let labels = Labeller {
        data,
        tokens: &tokens,
        labels: Vec::with_capacity(tokens.list.len()),
        after_drug: false,
        after_for: false,
        form: None,
    }
    .label();
    Builder {
        data,
        typed,
        tokens: &tokens,
        parts: Vec::new(),
        segment: Segment::default(),
        lead: None,
        joined: None,
        negated: false,
    }
    .build(&labels)
}

/// The first pass.
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
                    } else if self.is_noise(at) {
                        self.after_for = word == "for";
                        self.labels.push(Label::Noise);
                    } else if for_before && noise::is_purpose(word) {
                        self.after_for = true;
                        self.labels.push(Label::Noise);
                    } else if self.starts_phrase(at) {
                        self.labels.extend([Label::Noise, Label::Noise]);
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
            && self.tokens.span(at, end + 1).len() <= self.data.longest
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
        (!(doubtful && (form || purpose))).then_some((entry, to))
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

/// A part being built: from where to where in the typed line.
struct Draft {
    start: usize,
    end: usize,
    resolution: Resolution,
    /// Whether an everyday word stands for the drug.
    everyday: bool,
}

/// What is known about the words since the last separator.
#[derive(Default)]
struct Segment {
    /// Where its parts begin.
    first: usize,
    /// Whether its last part is unrecognised, so that more such words belong to it.
    unrecognised: bool,
    not_understood: bool,
    negated: bool,
}

/// The second pass.
struct Builder<'a> {
    data: &'a Data,
    typed: &'a str,
    tokens: &'a Tokens,
    parts: Vec<Draft>,
    segment: Segment,
    /// Noise that waits for a drug to belong to: from where to where.
    lead: Option<(usize, usize)>,
    /// A joining word that waits for what it joins.
    joined: Option<(usize, usize)>,
    /// Whether "no" or the like came before in the sentence.
    negated: bool,
}

impl Builder<'_> {
    fn build(mut self, labels: &[Label<'_>]) -> Reading {
        let mut at = 0;
        while let (Some(token), Some(&label)) = (self.tokens.list.get(at), labels.get(at)) {
            let (start, end) = (token.at.start, token.at.end);
            let mut next = at + 1;
            match label {
                Label::Name(entry, to) => {
                    let end = to
                        .checked_sub(1)
                        .and_then(|last| self.tokens.list.get(last))
                        .map_or(end, |last| last.at.end);
                    self.name(entry, start, end);
                    next = to;
                }
                Label::Noise => self.noise(start, end),
                Label::Left => next = self.left(at, start, labels),
                Label::Join => {
                    self.end_segment();
                    self.joined = Some((start, end));
                }
                Label::Break => {
                    self.dangling();
                    self.end_segment();
                    self.negated &= !noise::ends_negation(self.tokens.key(at));
                }
                Label::Inside => {}
            }
            at = next;
        }
        self.dangling();
        self.end_segment();
        self.finish()
    }

    fn name(&mut self, entry: &Entry, start: usize, end: usize) {
        let substances = entry.substances.clone();
        let resolution = match entry.meaning {
            Meaning::Open => Resolution::Ambiguous(substances),
            Meaning::Certain | Meaning::Alone if self.negated => Resolution::Ambiguous(substances),
            Meaning::Certain | Meaning::Alone => Resolution::Exact(substances),
        };
        self.push(start, end, resolution, entry.meaning == Meaning::Alone);
    }

    fn push(&mut self, start: usize, end: usize, resolution: Resolution, everyday: bool) {
        self.segment.unrecognised = false;
        self.joined = None;
        let start = self.lead.take().map_or(start, |(start, _)| start);
        self.parts.push(Draft {
            start,
            end,
            resolution,
            everyday,
        });
    }

    /// Noise belongs to the drug before it, or to the next one.
    fn noise(&mut self, start: usize, end: usize) {
        self.joined = None;
        if self.parts.len() > self.segment.first {
            if let Some(last) = self.parts.last_mut() {
                last.end = end;
            }
        } else {
            let (start, _) = self.lead.unwrap_or((start, end));
            self.lead = Some((start, end));
        }
    }

    /// What is no name and no noise: near to a name, or kept as it is. Gives the next token to look at.
    fn left(&mut self, at: usize, start: usize, labels: &[Label<'_>]) -> usize {
        self.segment.not_understood = true;
        let word = self.tokens.key(at);
        if noise::negates(word) {
            self.negated = true;
        } else if noise::ends_negation(word) {
            self.negated = false;
        }
        self.segment.negated |= noise::negates_around(word);
        if let Some((found, to)) = self.near(at, labels) {
            let end = self.end_of(to);
            self.push(start, end, Resolution::Likely(found.substances), false);
            return to;
        }
        let end = self.end_of(at + 1);
        match self.parts.last_mut() {
            Some(last) if self.segment.unrecognised => {
                last.end = end;
                self.joined = None;
            }
            Some(_) | None => self.push(start, end, Resolution::Unrecognised, false),
        }
        self.segment.unrecognised = true;
        at + 1
    }

    /// The nearest names to the left-over word at `at`, alone or with the words after it.
    fn near(&self, at: usize, labels: &[Label<'_>]) -> Option<(near::Found, usize)> {
        let mut best: Option<(near::Found, usize)> = None;
        for to in at + 1..=at + LONGEST_NEAR {
            if !matches!(labels.get(to - 1), Some(Label::Left | Label::Noise)) {
                break;
            }
            if let Some(found) = near::find(self.data, self.tokens.span(at, to))
                && best
                    .as_ref()
                    .is_none_or(|(nearest, _)| found.distance <= nearest.distance)
            {
                best = Some((found, to));
            }
        }
        best
    }

    fn end_of(&self, to: usize) -> usize {
        to.checked_sub(1)
            .and_then(|last| self.tokens.list.get(last))
            .map_or(self.typed.len(), |last| last.at.end)
    }

    /// "Advil plus" and nothing after it: another product, perhaps.
    fn dangling(&mut self) {
        if let Some((start, end)) = self.joined.take() {
            self.push(start, end, Resolution::Unrecognised, false);
        }
    }

    /// Ends the words that belong together, and takes back what they made doubtful.
    fn end_segment(&mut self) {
        let segment = core::mem::take(&mut self.segment);
        if self.parts.len() == segment.first
            && let (Some(last), Some((_, end))) = (self.parts.last_mut(), self.lead)
        {
            // Nothing but a dose: it belongs to the drug before.
            last.end = end;
            self.lead = None;
        }
        for part in self.parts.iter_mut().skip(segment.first) {
            let doubtful = segment.negated || (part.everyday && segment.not_understood);
            if let Resolution::Exact(substances) = &mut part.resolution
                && doubtful
            {
                part.resolution = Resolution::Ambiguous(core::mem::take(substances));
            }
        }
        self.segment.first = self.parts.len();
    }

    fn finish(self) -> Reading {
        let mut parts: Vec<Part> = self
            .parts
            .into_iter()
            .map(|draft| Part {
                text: self
                    .typed
                    .get(draft.start..draft.end)
                    .unwrap_or_default()
                    .to_owned(),
                resolution: draft.resolution,
            })
            .collect();
        if parts.is_empty()
            && let Some((start, end)) = self.lead
        {
            parts.push(Part {
                text: self.typed.get(start..end).unwrap_or_default().to_owned(),
                resolution: Resolution::Unrecognised,
            });
        }
        if let Some(rest) = self.tokens.unread.and_then(|from| self.typed.get(from..)) {
            parts.push(Part {
                text: rest.to_owned(),
                resolution: Resolution::Unrecognised,
            });
        }
        if parts.is_empty() {
            parts.push(Part {
                text: self.typed.trim().to_owned(),
                resolution: Resolution::Unrecognised,
            });
        }
        Reading { parts }
    }
}
