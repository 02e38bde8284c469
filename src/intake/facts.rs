//! An intake, understood: every answer in the type of its question.

use std::borrow::Cow;
use std::sync::Arc;

use crate::Truth;
use crate::diagnostic::{Code, Diagnostics};
use crate::document::{Node, Value};
use crate::lexicon::{Reading, SubstanceId};
use crate::protocol::Protocol;
use crate::protocol::model::{QuestionIndex, QuestionKind, Tense, TermIndex};
use crate::time::{ImpreciseTime, Instant, Offset, Zone};

/// What is known about one person at one time, typed against one protocol.
pub(crate) struct Facts<'a> {
    pub(crate) protocol: &'a Protocol,
    /// What is known of the person's clocks, `now` among it.
    pub(crate) zone: Zone,
    /// `now` as it was written.
    pub(crate) now_text: &'a str,
    /// The offset in which times are written: the appointment's, or that of `now`.
    pub(crate) offset: Offset,
    pub(crate) start: ImpreciseTime,
    pub(crate) end: ImpreciseTime,
    /// One for each question of the protocol, in its order.
    pub(crate) answers: Cow<'a, [Answer]>,
    /// The intake as it was said, to be shown as evidence; `None` where whoever shows it has it.
    pub(crate) record: Option<&'a Node>,
    /// What could not be understood; nothing here is an error.
    pub(crate) problems: Diagnostics,
}

impl<'a> Facts<'a> {
    /// Facts in which nothing has been asked yet, at no time in particular.
    pub(crate) fn blank(protocol: &'a Protocol) -> Self {
        let now = Instant::from_millis(0);
        let start = ImpreciseTime::exact(now);
        Self {
            protocol,
            zone: Zone { now, offset: None },
            now_text: "",
            offset: Offset::UTC,
            start,
            end: start,
            answers: Cow::Owned(nothing_asked(protocol)),
            record: None,
            problems: Diagnostics::default(),
        }
    }

    /// Facts on which every test fails, at no time in particular. No person says such a thing: on no number does every
    /// test fail.
    pub(crate) fn failing(protocol: &'a Protocol) -> Self {
        let questions = protocol.questions.iter();
        let answers = questions.map(|question| match question.kind {
            QuestionKind::YesNo | QuestionKind::One(_) | QuestionKind::Many(_) => Answer::Chosen(0),
            QuestionKind::Number { .. } => Answer::Number(f64::NAN, f64::NAN),
            QuestionKind::Time { .. } => Answer::Event(When::Never),
            QuestionKind::Uses => Answer::Uses(Vec::new()),
        });
        Self {
            answers: Cow::Owned(answers.collect()),
            ..Self::blank(protocol)
        }
    }

    pub(crate) fn answer(&self, question: QuestionIndex) -> &Answer {
        const NOT_ASKED: &Answer = &Answer::Missing(Missing::NotAsked);
        self.answers.get(question.0).unwrap_or(NOT_ASKED)
    }

    /// The answer as it was said; nothing in its place where whoever shows it has it.
    pub(crate) fn said(&self, question: QuestionIndex) -> Option<&'a Node> {
        const ELSEWHERE: &Node = &Node {
            value: Value::Null,
            span: None,
        };
        let Some(record) = self.record else {
            let was_asked = !matches!(self.answer(question), Answer::Missing(Missing::NotAsked));
            return was_asked.then_some(ELSEWHERE);
        };
        let id = self.protocol.questions.get(question.0)?.id.as_str();
        entry(entry(record, "answers")?, id)
    }
}

fn entry<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let Value::Table(entries) = &node.value else {
        return None;
    };
    let found = entries.iter().find(|entry| entry.key == key);
    found.map(|entry| &entry.node)
}

/// An answer for each question: it was not asked.
pub(crate) fn nothing_asked(protocol: &Protocol) -> Vec<Answer> {
    vec![Answer::Missing(Missing::NotAsked); protocol.questions.len()]
}

/// Every time at which a treatment may start. One whose start has passed may not have begun yet: then it starts at some
/// time until now, or later.
pub(crate) fn possible_starts(start: ImpreciseTime, now: Instant) -> ImpreciseTime {
    if start.latest() < now {
        start.hull(ImpreciseTime::exact(now))
    } else {
        start
    }
}

/// What is known of the answer to one question.
#[derive(Clone)]
pub(crate) enum Answer {
    Missing(Missing),
    /// The options chosen, as bits.
    Chosen(u64),
    /// Between two numbers, both included.
    Number(f64, f64),
    Event(When),
    Uses(Vec<Use>),
}

/// Why an answer is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    NotAsked,
    DontKnow,
    /// Something was said that cannot be understood.
    NotUnderstood(Code),
}

/// One listed use of a substance.
#[derive(Clone)]
pub(crate) struct Use {
    pub(crate) named: Arc<Named>,
    pub(crate) last: When,
    /// `None` if it was not asked.
    pub(crate) ongoing: Option<Truth>,
    pub(crate) next: When,
}

/// A name that somebody typed, and all that follows from it. It is worked out once, and shared by all who typed the same.
pub(crate) struct Named {
    pub(crate) typed: String,
    pub(crate) reading: Reading,
    pub(crate) meaning: Meaning,
    /// What the person chose where a part was unclear.
    pub(crate) chosen: Vec<SubstanceId>,
    /// For each term of the protocol, whether the substance is in it.
    pub(crate) membership: Membership,
}

/// What became of a typed name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The lexicon knows every part of it.
    Known,
    /// It was asked, and is clear now.
    Chosen,
    /// A part of it has to be asked.
    Unclear,
    /// It was asked, and a part of it is none of the candidates.
    NoneFits,
}

/// For each term of a protocol, whether one thing belongs to it.
#[derive(Clone, Debug)]
pub(crate) struct Membership {
    /// Those of which it is not as of the others.
    special: Vec<(TermIndex, Truth)>,
    /// Whether it belongs to any other: false if every part of its name is clear.
    others: Truth,
}

impl Membership {
    /// In some terms as it is said, in all others as it is said of these. No term stands twice.
    pub(crate) fn new(mut special: Vec<(TermIndex, Truth)>, others: Truth) -> Self {
        special.retain(|(_, truth)| *truth != others);
        Self { special, others }
    }

    /// Whether it may belong to any term at all.
    pub(crate) fn is_open(&self) -> bool {
        self.others != Truth::False
    }

    /// The terms that it belongs to, or may, beside those.
    pub(crate) fn terms(&self) -> impl Iterator<Item = TermIndex> {
        let special = self.special.iter();
        special
            .filter(|(_, truth)| *truth != Truth::False)
            .map(|(term, _)| *term)
    }

    pub(crate) fn in_term(&self, term: TermIndex) -> Truth {
        let mut special = self.special.iter();
        special
            .find(|(known, _)| *known == term)
            .map_or(self.others, |(_, truth)| *truth)
    }

    pub(crate) fn in_any(&self, terms: &[TermIndex]) -> Truth {
        if !self.is_open() {
            // Only in these can it be.
            let special = self.special.iter();
            let met = special.filter(|(known, _)| terms.contains(known));
            return met.fold(Truth::False, |any, (_, truth)| any.or(*truth));
        }
        let truths = terms.iter().map(|term| self.in_term(*term));
        truths.fold(Truth::False, Truth::or)
    }
}

/// When something happened or will happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Never,
    At(ImpreciseTime),
    /// At some time, which was not asked, not known or not understood.
    Unclear(Missing),
}

impl When {
    /// The time that is left open by what is known; `None` if it never happens.
    pub(crate) fn interval(self, tense: Tense, now: Instant) -> Option<ImpreciseTime> {
        match self {
            Self::Never => None,
            Self::At(time) => Some(time),
            Self::Unclear(_) => Some(match tense {
                Tense::Past => ImpreciseTime::not_after(now),
                Tense::Future => ImpreciseTime::not_before(now),
            }),
        }
    }
}
