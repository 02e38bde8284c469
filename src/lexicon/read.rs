//! Reads a typed line: finds the names in it, sets aside what says nothing about which drug it is, and keeps the rest.
//!
//! [`label`] says what every token is. Here the parts are built from that: noise goes to the drug it stands beside, what
//! is left over is looked up among near names, and a word that makes a name doubtful makes its part ambiguous.

use super::data::{Data, Entry, Meaning};
use super::label::{Label, label};
use super::near;
use super::noise;
use super::normalise::{Tokens, tokenise};
use super::reading::{Part, Reading, Resolution};

/// The most words that are looked at together for a near name.
const LONGEST_NEAR: usize = 3;

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
    }
    .build(&labels)
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
