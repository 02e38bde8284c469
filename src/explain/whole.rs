//! One screening, whole: the result in words, what to ask next, and what was answered.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::answer::{answers, asked, because, substance};
use super::markup::{Block, Line};
use super::words::Words;
use super::{explain, name_of};
use crate::intake::Intake;
use crate::protocol::Protocol;
use crate::screen::screening::{AnswerRef, Ask, NextQuestion, Screening};
use crate::screen::wire::{optional, serialize_at};

/// Everything that a page says about one screening.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Explanation<'p> {
    /// The result, most important first.
    pub blocks: Vec<Block>,
    /// What to ask now.
    pub next: Option<NextInWords<'p>>,
    /// Every answer, in the protocol's order of questions.
    pub answers: Vec<AnswerInWords<'p>>,
}

/// What to ask now, in words.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NextInWords<'p> {
    /// Where the answer belongs.
    pub at: AnswerRef<'p>,
    /// What of it is asked for.
    pub ask: Ask,
    /// The question.
    pub text: Line,
    /// Why it is asked.
    pub why: Line,
    /// What a name may mean, closest first.
    pub candidates: Vec<Candidate<'p>>,
}

impl Serialize for NextInWords<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("NextInWords", 6)?;
        serialize_at(&mut out, &self.at)?;
        out.serialize_field("ask", &self.ask)?;
        out.serialize_field("text", &self.text)?;
        out.serialize_field("why", &self.why)?;
        let candidates = Some(&self.candidates).filter(|candidates| !candidates.is_empty());
        optional(&mut out, "candidates", candidates)?;
        out.end()
    }
}

/// Something that a name may mean.
#[derive(Clone, Copy, Debug, Serialize)]
#[non_exhaustive]
pub struct Candidate<'p> {
    /// The id of the substance, as `means` takes it.
    pub id: &'p str,
    /// What it is called.
    pub label: &'p str,
}

/// An answer, in words.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct AnswerInWords<'p> {
    /// The id of the question.
    pub question: &'p str,
    /// What was answered.
    pub text: Line,
}

/// Says everything that there is to say about a screening of an intake.
#[must_use]
pub fn explanation<'p>(
    screening: &Screening<'p>,
    intake: &Intake,
    protocol: &'p Protocol,
    words: &Words,
) -> Explanation<'p> {
    let next = screening.next_question.as_ref();
    let answers = answers(intake, protocol, words).into_iter();
    Explanation {
        blocks: explain(screening, protocol, words),
        next: next.map(|next| in_words(next, screening, protocol, words)),
        answers: answers
            .map(|(question, text)| AnswerInWords { question, text })
            .collect(),
    }
}

fn in_words<'p>(
    next: &NextQuestion<'p>,
    screening: &Screening<'p>,
    protocol: &'p Protocol,
    words: &Words,
) -> NextInWords<'p> {
    let name = name_of(&next.at, screening);
    let candidates = next.candidates.iter();
    NextInWords {
        at: next.at.clone(),
        ask: next.ask,
        text: asked(&next.at, next.ask, name.as_deref(), protocol, words),
        why: because(next, protocol, words),
        candidates: candidates
            .map(|id| Candidate {
                id,
                label: substance(id, protocol),
            })
            .collect(),
    }
}
