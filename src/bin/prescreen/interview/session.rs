//! The course of an interview: what comes next, what is taken back, when it is over.

use prescreen::explain::{self, Line, Mark};
use prescreen::protocol::{Protocol, Question};
use prescreen::{Ask, Code, Screening};
use serde_json::Value;

use super::console::Console;
use super::record::{Place, Record};
use super::refused;
use super::when::Clock;
use crate::exit::Failure;

/// What became of one prompt.
pub(super) enum Turn {
    /// Something changed, or there was something to say; ask again what is to be asked.
    Again,
    /// Nothing is left to ask.
    Done,
    /// The person wants no more of it.
    Stop,
}

pub(super) struct Session<'s, 'o> {
    pub(super) protocol: &'s Protocol,
    pub(super) console: Console<'o>,
    pub(super) clock: Clock,
    pub(super) record: Record,
    /// The question to ask next because its answer is to be changed.
    pub(super) change: Option<&'s Question>,
    /// What was asked last: whoever mistyped does not have to read it all again.
    pub(super) introduced: Option<(String, Option<usize>, Ask)>,
}

impl<'s> Session<'s, '_> {
    pub(super) fn begin(&mut self, has_start: bool) -> Result<(), Failure> {
        let words = self.console.words;
        let title = self.protocol.title().in_locale(words.locale());
        self.console.say(&Line::of(Mark::Strong, title))?;
        self.help()?;
        if !has_start {
            self.console.say_word("interview.no_start")?;
        }
        Ok(())
    }

    fn help(&mut self) -> Result<(), Failure> {
        let first = |key| self.console.words.spellings(key).next().unwrap_or_default();
        let [back, change, answers, stop] =
            ["input.back", "input.change", "input.answers", "input.stop"].map(first);
        self.console.say_filled(
            "interview.begin",
            &[
                ("back", back),
                ("change", change),
                ("answers", answers),
                ("stop", stop),
            ],
        )?;
        Ok(())
    }

    /// Asks until nothing is left (true) or the person ends it (false).
    pub(super) fn ask_all(&mut self) -> Result<bool, Failure> {
        loop {
            let intake = self.record.intake()?;
            let screening = self
                .protocol
                .screen(&intake)
                .map_err(|found| refused(&self.record, &found))?;
            let turn = if let Some(question) = self.change {
                self.introduce(question, None)?;
                self.answer(question)?
            } else {
                let next = screening.next_question.as_ref();
                let question = next.and_then(|next| self.protocol.question(next.at.question));
                match (next, question) {
                    (Some(next), Some(question)) => match next.at.item {
                        Some(item) => self.about_use(question, item, next)?,
                        None => {
                            self.introduce(question, Some(next))?;
                            self.answer(question)?
                        }
                    },
                    (None, _) | (_, None) => self.end()?,
                }
            };
            match turn {
                Turn::Again => {}
                Turn::Done => return Ok(true),
                Turn::Stop => return Ok(false),
            }
        }
    }

    /// The last chance to take something back.
    fn end(&mut self) -> Result<Turn, Failure> {
        let words = self.console.words;
        let first = |key| words.spellings(key).next().unwrap_or_default();
        let values = [
            ("back", first("input.back")),
            ("change", first("input.change")),
        ];
        self.console.gap()?;
        self.console.say_filled("interview.end", &values)?;
        let Some(line) = self.console.typed()? else {
            return Ok(Turn::Done);
        };
        if line.is_empty() {
            return Ok(Turn::Done);
        }
        let turn = self.command(&line)?;
        if turn.is_none() {
            self.console.say_word("interview.again")?;
        }
        Ok(match turn {
            Some(Turn::Done | Turn::Stop) => Turn::Done,
            Some(Turn::Again) | None => Turn::Again,
        })
    }

    /// Enters an answer. One that the engine cannot make sense of is said so and taken out again.
    pub(super) fn set(&mut self, place: &Place, value: Value) -> Result<(), Failure> {
        self.record.set(place, value);
        let intake = self.record.intake()?;
        let path = place.path();
        let problem = match self.protocol.screen(&intake) {
            Ok(Screening { problems, .. }) => problems
                .iter()
                .find(|problem| problem.path.starts_with(&path))
                .map(|problem| problem.code),
            Err(found) => found.iter().next().map(|problem| problem.code),
        };
        let Some(code) = problem else {
            self.change = None;
            self.introduced = None;
            return Ok(());
        };
        self.record.back();
        match self.protocol.question(place.question()) {
            Some(question) if code == Code::OutOfRange => self.not_understood(&question.kind)?,
            _ => self.console.say_word("interview.again")?,
        }
        if code == Code::Contradiction {
            self.console.say_word("interview.again.contradiction")?;
        }
        Ok(())
    }

    /// What is no answer but a wish.
    pub(super) fn command(&mut self, line: &str) -> Result<Option<Turn>, Failure> {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        if self.console.is(line, "input.stop") {
            return Ok(Some(Turn::Stop));
        }
        if self.console.is(line, "input.help") {
            self.help()?;
        } else if self.console.is(line, "input.answers") {
            self.show_answers()?;
        } else if self.console.is(line, "input.back") {
            self.introduced = None;
            // Whoever was changing an answer keeps the old one.
            if self.change.take().is_none() && !self.record.back() {
                self.console.say_word("interview.first")?;
            }
        } else if self.console.is(first, "input.change") {
            let id = rest.trim().trim_matches(['[', ']']);
            match self.protocol.question(id).filter(|_| self.record.has(id)) {
                Some(question) => self.change = Some(question),
                None => self
                    .console
                    .say_filled("interview.no_such", &[("question", id)])?,
            }
        } else {
            return Ok(None);
        }
        Ok(Some(Turn::Again))
    }

    fn show_answers(&mut self) -> Result<(), Failure> {
        self.console.say_word("interview.answers")?;
        let intake = self.record.intake()?;
        for (question, answer) in explain::answers(&intake, self.protocol, self.console.words) {
            let mut line = Line::of(Mark::Aside, format!("[{question}] "));
            line.extend(answer);
            self.console.say(&line)?;
        }
        Ok(())
    }
}
