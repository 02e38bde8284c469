//! What is known of one person, kept together with what it comes to: a changed answer has only those criteria judged anew
//! that read it.

use core::mem;
use std::borrow::Cow;

use super::disposition::fold;
use super::estimate;
use super::evaluate::Evaluator;
use super::finding::{Judged, judge_names};
use super::gravest;
use super::next_question::next_fact;
use super::reasons::Fact;
use super::screening::Status;
use super::touched::Touched;
use crate::diagnostic::Diagnostics;
use crate::disposition::Disposition;
use crate::intake::facts::{Answer, Facts, Missing};
use crate::protocol::Protocol;
use crate::protocol::model::QuestionIndex;
use crate::time::{ImpreciseTime, Offset, Zone};

/// The facts of one person, and every criterion that is not clear.
pub(crate) struct Kept {
    known: Known,
    /// In the protocol's order; last the one that the engine adds.
    judged: Vec<Judged>,
}

/// Facts without what they were read from.
struct Known {
    zone: Zone,
    offset: Offset,
    start: ImpreciseTime,
    end: ImpreciseTime,
    answers: Vec<Answer>,
}

impl Known {
    fn facts<'a>(&'a self, protocol: &'a Protocol) -> Facts<'a> {
        Facts {
            protocol,
            zone: self.zone,
            now_text: "",
            offset: self.offset,
            start: self.start,
            end: self.end,
            answers: Cow::Borrowed(&self.answers),
            record: None,
            problems: Diagnostics::default(),
        }
    }
}

impl Kept {
    pub(crate) fn of(facts: Facts<'_>) -> Self {
        let mut judged = Vec::new();
        update(&mut judged, &facts, None);
        let known = Known {
            zone: facts.zone,
            offset: facts.offset,
            start: facts.start,
            end: facts.end,
            answers: facts.answers.into_owned(),
        };
        Self { known, judged }
    }

    pub(crate) fn zone(&self) -> &Zone {
        &self.known.zone
    }

    /// Changes the answer to a question of the protocol that it was made with.
    pub(crate) fn set(&mut self, protocol: &Protocol, question: QuestionIndex, answer: Answer) {
        if let Some(slot) = self.known.answers.get_mut(question.0) {
            *slot = answer;
        }
        update(
            &mut self.judged,
            &self.known.facts(protocol),
            Some(question),
        );
    }

    /// Takes an answer back, as if it had not been asked.
    pub(crate) fn remove(&mut self, protocol: &Protocol, question: QuestionIndex) {
        self.set(protocol, question, Answer::Missing(Missing::NotAsked));
    }

    /// Names every criterion that is not clear by its place, in order; the overall answer, and what it may become at worst.
    pub(crate) fn judge_each(
        &self,
        each: &mut dyn FnMut(usize, Status),
    ) -> (Disposition, Disposition) {
        for one in &self.judged {
            each(one.place, one.standing.status);
        }
        let (raised, possible) = gravest(self.judged.iter().map(|one| &one.standing));
        fold(raised, possible)
    }

    /// What to ask now.
    pub(crate) fn next(&self, protocol: &Protocol) -> Option<Fact> {
        let facts = self.known.facts(protocol);
        let mut to_estimate = Vec::new();
        if !protocol.estimates.is_empty() {
            estimate::estimates(&Evaluator::new(&facts), protocol, &mut to_estimate);
        }
        let (raised, _) = gravest(self.judged.iter().map(|one| &one.standing));
        next_fact(&facts, &self.judged, &to_estimate, raised)
    }
}

/// Judges what reads the answer to a question, or everything, on facts that have changed in nothing else.
fn update(judged: &mut Vec<Judged>, facts: &Facts<'_>, changed: Option<QuestionIndex>) {
    let protocol = facts.protocol;
    let evaluator = Evaluator::new(facts);
    let dependent = changed.and_then(|question| protocol.index.dependent.get(question.0));
    let mut before = mem::take(judged).into_iter().peekable();
    let touched = Touched::by(&evaluator, protocol);
    for (place, criterion) in touched.criteria(protocol) {
        // What is no longer touched is clear.
        while before.next_if(|one| one.place < place).is_some() {}
        let known = before.next_if(|one| one.place == place);
        if dependent.is_none_or(|places| places.holds(place)) {
            let standing = touched.judge(&evaluator, place, criterion);
            judged.extend(standing.map(|one| Judged::of(place, one, &evaluator)));
        } else {
            // One that is not here was clear, and still is.
            judged.extend(known);
        }
    }
    let names = judge_names(&evaluator);
    judged.extend(names.map(|one| Judged::of(protocol.criteria.len(), one, &evaluator)));
}
