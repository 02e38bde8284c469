//! An intake, understood: every answer in the type of its question.

use crate::Truth;
use crate::diagnostic::{Code, Diagnostics};
use crate::document::Node;
use crate::lexicon::{Reading, SubstanceId};
use crate::protocol::Protocol;
use crate::protocol::model::{QuestionIndex, Tense, TermIndex};
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
    pub(crate) answers: Vec<Answer<'a>>,
    /// What could not be understood; nothing here is an error.
    pub(crate) problems: Diagnostics,
}

impl<'a> Facts<'a> {
    /// Facts in which nothing has been asked yet, at no time in particular.
    pub(crate) fn blank(protocol: &'a Protocol) -> Self {
        let now = Instant::from_millis(0);
        let start = ImpreciseTime::exact(now);
        let answers = protocol
            .questions
            .iter()
            .map(|_| Answer::not_asked())
            .collect();
        Self {
            protocol,
            zone: Zone { now, offset: None },
            now_text: "",
            offset: Offset::UTC,
            start,
            end: start,
            answers,
            problems: Diagnostics::default(),
        }
    }

    pub(crate) fn answer(&self, question: QuestionIndex) -> &Answer<'a> {
        const NOT_ASKED: &Answer = &Answer {
            said: None,
            kind: AnswerKind::Missing(Missing::NotAsked),
        };
        self.answers.get(question.0).unwrap_or(NOT_ASKED)
    }
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

pub(crate) struct Answer<'a> {
    /// As it was said, to be shown as evidence.
    pub(crate) said: Option<&'a Node>,
    pub(crate) kind: AnswerKind<'a>,
}

impl Answer<'_> {
    pub(crate) const fn not_asked() -> Self {
        Self {
            said: None,
            kind: AnswerKind::Missing(Missing::NotAsked),
        }
    }
}

pub(crate) enum AnswerKind<'a> {
    Missing(Missing),
    /// The options chosen, as bits.
    Chosen(u64),
    /// Between two numbers, both included.
    Number(f64, f64),
    Event(When),
    Uses(Vec<Use<'a>>),
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
pub(crate) struct Use<'a> {
    /// The name as typed.
    pub(crate) name: &'a str,
    pub(crate) reading: Reading,
    pub(crate) meaning: Meaning,
    /// What the person chose where a part was unclear.
    pub(crate) chosen: Vec<SubstanceId>,
    /// For each term of the protocol, whether the substance is in it.
    pub(crate) membership: Membership,
    pub(crate) last: When,
    /// `None` if it was not asked.
    pub(crate) ongoing: Option<Truth>,
    pub(crate) next: When,
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
#[derive(Clone, Debug, Default)]
pub(crate) struct Membership {
    pub(crate) of_terms: Vec<Truth>,
}

impl Membership {
    pub(crate) fn in_term(&self, term: TermIndex) -> Truth {
        self.of_terms.get(term.0).copied().unwrap_or(Truth::Unknown)
    }

    pub(crate) fn in_any(&self, terms: &[TermIndex]) -> Truth {
        terms
            .iter()
            .fold(Truth::False, |all, term| all.or(self.in_term(*term)))
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
