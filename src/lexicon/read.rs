//! Reads a typed line: finds the names in it, sets aside what says nothing about which drug it is, and keeps the rest.
//!
//! [`label`] says what every token is. Here the parts are built from that: noise goes to the drug it stands beside, what
//! is left over is looked up among near names, and a word that makes a name doubtful makes its part ambiguous.

use std::sync::Arc;

use super::SubstanceId;
use super::data::{Data, Entry, Meaning};
use super::label::{Label, label};
use super::near;
use super::noise;
use super::normalise::{Tokens, tokenise};
use super::reading::{Part, Reading, Resolution};

/// The most words that are looked at together for a near name.
const LONGEST_NEAR: usize = 3;

/// How often a line is compared with all names. Words beyond that stay as they are, and are asked about.
const MOST_LOOKUPS: usize = 24;

/// The shortest word that is looked at together with a known name beside it.
const SHORTEST_BESIDE: usize = 3;

/// What a typed line means.
pub(super) fn read(data: &Data, typed: &str) -> Reading {
    let tokens = tokenise(typed);
    let labels = label(data, &tokens);
    Builder {
        data,
        typed,
        tokens: &tokens,
        parts: Vec::new(),
        segment: Segment::default(),
        lead: None,
        joined: None,
        negated: false,
        lookups_left: MOST_LOOKUPS,
    }
    .build(&labels)
}

/// A part being built: from where to where in the typed line.
struct Draft {
    start: usize,
    end: usize,
    resolution: Resolution,
    products: Vec<Arc<[SubstanceId]>>,
    /// Whether an everyday word stands for the drug.
    everyday: bool,
}

impl Draft {
    fn new(start: usize, end: usize, resolution: Resolution) -> Self {
        Self {
            start,
            end,
            resolution,
            products: Vec::new(),
            everyday: false,
        }
    }
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

/// The parts so far, and what the words before let one expect.
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
    lookups_left: usize,
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
        let mut resolution = entry.alone();
        if self.negated {
            resolution.doubt();
        }
        let is_one_product = !(entry.one_of || entry.several);
        let product = entry.substances.iter().filter(|_| is_one_product);
        self.push(Draft {
            products: product.map(|_| Arc::clone(&entry.substances)).collect(),
            everyday: entry.meaning == Meaning::Alone,
            ..Draft::new(start, end, resolution)
        });
    }

    fn push(&mut self, draft: Draft) {
        self.segment.unrecognised = false;
        self.joined = None;
        let start = self.lead.take().map_or(draft.start, |(start, _)| start);
        self.parts.push(Draft { start, ..draft });
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
            self.push(Draft {
                products: found.products,
                ..Draft::new(start, end, Resolution::Likely(found.substances))
            });
            return to;
        }
        let end = self.end_of(at + 1);
        match self.parts.last_mut() {
            Some(last) if self.segment.unrecognised => {
                last.end = end;
                self.joined = None;
            }
            Some(_) | None => self.push(Draft::new(start, end, Resolution::Unrecognised)),
        }
        self.segment.unrecognised = true;
        at + 1
    }

    /// The nearest names to the left-over word at `at`, alone or with the words after it, and up to where it goes.
    ///
    /// Where a known name is beside it, the two may be one name misspelt ("mexikan valium"). The known one stays all the
    /// same.
    fn near(&mut self, at: usize, labels: &[Label<'_>]) -> Option<(near::Found, usize)> {
        let mut best: Option<(near::Found, usize)> = None;
        if self.data.everyday.find(self.tokens.key(at)).is_some() {
            return None;
        }
        let left = &mut self.lookups_left;
        let mut consider = |from: usize, end: usize, to: usize, allowed: u8| {
            let Some(fewer) = left.checked_sub(1) else {
                return;
            };
            *left = fewer;
            if let Some(found) = near::find(self.data, self.tokens.span(from, end))
                && found.distance <= allowed
                && best
                    .as_ref()
                    .is_none_or(|(nearest, _)| found.distance <= nearest.distance)
            {
                best = Some((found, to));
            }
        };
        let mut to = at;
        while to < at + LONGEST_NEAR && matches!(labels.get(to), Some(Label::Left | Label::Noise)) {
            to += 1;
            consider(at, to, to, u8::MAX);
        }
        let letters = self.tokens.key(at).len();
        if letters < SHORTEST_BESIDE {
            return best;
        }
        // Less than the word would count, were it left out: else the known name alone is near to itself.
        let allowed = near::without(letters) - 1;
        if let Some(&Label::Name(_, end)) = labels.get(to) {
            consider(at, end, to, allowed);
        }
        let mut before = at;
        while let Some(Label::Inside) = before.checked_sub(1).and_then(|one| labels.get(one)) {
            before -= 1;
        }
        if let Some(Label::Name(..)) = before.checked_sub(1).and_then(|one| labels.get(one)) {
            consider(before - 1, at + 1, at + 1, allowed);
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
            self.push(Draft::new(start, end, Resolution::Unrecognised));
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
            if doubtful {
                part.resolution.doubt();
            }
        }
        self.segment.first = self.parts.len();
    }

    fn finish(self) -> Reading {
        let unread = |text: &str| Part {
            text: text.to_owned(),
            resolution: Resolution::Unrecognised,
            products: Vec::new(),
        };
        let typed = |from: usize, to: usize| self.typed.get(from..to).unwrap_or_default();
        let finished = self.parts.into_iter().map(|draft| {
            let asks = !draft.resolution.candidates().is_empty();
            Part {
                text: typed(draft.start, draft.end).to_owned(),
                resolution: draft.resolution,
                products: if asks { draft.products } else { Vec::new() },
            }
        });
        let mut parts: Vec<Part> = finished.collect();
        if parts.is_empty()
            && let Some((start, end)) = self.lead
        {
            parts.push(unread(typed(start, end)));
        }
        if let Some(rest) = self.tokens.unread.and_then(|from| self.typed.get(from..)) {
            parts.push(unread(rest));
        }
        if parts.is_empty() {
            parts.push(unread(self.typed.trim()));
        }
        Reading { parts }
    }
}
