//! Putting one question, and taking its answer.

use prescreen::explain::{self, Line, Mark};
use prescreen::protocol::{Question, QuestionKind};
use prescreen::{Ask, NextQuestion};
use serde_json::{Value, json};

use super::record::Place;
use super::session::{Session, Turn};
use super::typed;
use super::when::{self, Time};
use crate::exit::Failure;

impl<'s> Session<'s, '_> {
    /// The question, how to answer it, and why it is asked.
    pub(super) fn introduce(
        &mut self,
        question: &Question,
        next: Option<&NextQuestion<'_>>,
    ) -> Result<(), Failure> {
        if !self.is_new(&question.id, None, Ask::Answer) {
            return Ok(());
        }
        let words = self.console.words;
        self.console.gap()?;
        let mut line = Line::of(Mark::Strong, question.ask.in_locale(words.locale()));
        line.push(Mark::Aside, format!(" [{}]", question.id));
        self.console.say(&line)?;
        if let Some(hint) = &question.hint {
            let hint = Line::of(Mark::Plain, hint.in_locale(words.locale()));
            self.console.say(&hint)?;
        }
        if let Some(next) = next {
            self.console
                .say(&explain::because(next, self.protocol, words))?;
        }
        let options = question.kind.options().iter();
        self.console
            .choices(options.map(|option| option.label.in_locale(words.locale())))?;
        match &question.kind {
            QuestionKind::One(_) => self.console.say_word("interview.hint.one")?,
            QuestionKind::Many(_) => self.console.say_word("interview.hint.many")?,
            QuestionKind::Uses => self.console.say_word("interview.hint.uses")?,
            QuestionKind::Time { .. } => self.hint_time("interview.hint.time")?,
            QuestionKind::Number {
                unit: Some(unit), ..
            } => self
                .console
                .say_filled("interview.hint.number", &[("unit", unit)])?,
            QuestionKind::YesNo | QuestionKind::Number { unit: None, .. } => {}
        }
        Ok(())
    }

    /// Whether something else was asked last, or something has changed since.
    fn is_new(&mut self, question: &str, item: Option<usize>, ask: Ask) -> bool {
        let now = (question.to_owned(), item, ask);
        let is_new = self.introduced.as_ref() != Some(&now);
        self.introduced = Some(now);
        is_new
    }

    fn hint_time(&mut self, key: &str) -> Result<(), Failure> {
        let examples: Vec<&str> = self.console.words.spellings("input.examples").collect();
        let examples = examples.join(", ");
        Ok(self.console.say_filled(key, &[("examples", &examples)])?)
    }

    /// Takes the answer to a question.
    pub(super) fn answer(&mut self, question: &'s Question) -> Result<Turn, Failure> {
        if matches!(question.kind, QuestionKind::Uses) {
            return self.names(question);
        }
        let Some(line) = self.console.typed()? else {
            return Ok(Turn::Stop);
        };
        if let Some(turn) = self.command(&line)? {
            return Ok(turn);
        }
        let place = Place::answer(&question.id);
        let words = self.console.words;
        if let QuestionKind::Time { .. } = question.kind {
            return self.time(&line, &place);
        }
        match typed::read(&line, &question.kind, words) {
            Some(value) => self.set(&place, value)?,
            None => self.not_understood(&question.kind)?,
        }
        Ok(Turn::Again)
    }

    pub(super) fn not_understood(&mut self, kind: &QuestionKind) -> Result<(), Failure> {
        self.console.say_word("interview.again")?;
        match kind {
            QuestionKind::YesNo => self.console.say_word("interview.again.yes_no")?,
            QuestionKind::One(_) => self.console.say_word("interview.again.option")?,
            QuestionKind::Many(_) => {
                let none = self.console.words.spellings("input.none").next();
                let none = none.unwrap_or_default();
                self.console
                    .say_filled("interview.again.options", &[("none", none)])?;
            }
            QuestionKind::Number { min, max, .. } => {
                let (min, max) = (min.to_string(), max.to_string());
                self.console
                    .say_filled("interview.again.number", &[("min", &min), ("max", &max)])?;
            }
            QuestionKind::Time { .. } => self.hint_time("interview.again.time")?,
            QuestionKind::Uses => {}
        }
        Ok(())
    }

    /// Takes a list of names, one a line.
    fn names(&mut self, question: &Question) -> Result<Turn, Failure> {
        let mut names: Vec<Value> = Vec::new();
        loop {
            let Some(line) = self.console.typed()? else {
                return Ok(Turn::Stop);
            };
            if line.is_empty() {
                break;
            }
            if self.console.is(&line, "input.back") && !names.is_empty() {
                names.pop();
                continue;
            }
            if let Some(turn) = self.command(&line)? {
                return Ok(turn);
            }
            if names.is_empty() && self.console.is(&line, "input.unknown") {
                self.set(&Place::answer(&question.id), Value::Null)?;
                return Ok(Turn::Again);
            }
            if names.is_empty() && self.console.is(&line, "input.none") {
                break;
            }
            names.push(json!({ "name": line }));
        }
        self.set(&Place::answer(&question.id), Value::Array(names))?;
        Ok(Turn::Again)
    }

    /// Asks one thing about a use that was named.
    pub(super) fn about_use(
        &mut self,
        question: &Question,
        item: usize,
        next: &NextQuestion<'_>,
    ) -> Result<Turn, Failure> {
        let words = self.console.words;
        if self.is_new(&question.id, Some(item), next.ask) {
            let name = self.record.name(&question.id, item).unwrap_or_default();
            let mut line = explain::asked(&next.at, next.ask, Some(&name), self.protocol, words);
            line.push(Mark::Aside, format!(" [{}]", question.id));
            self.console.gap()?;
            self.console.say(&line)?;
            self.console
                .say(&explain::because(next, self.protocol, words))?;
            match next.ask {
                Ask::Meaning => self.offer(next)?,
                Ask::Last | Ask::Next => self.hint_time("interview.hint.time")?,
                Ask::Ongoing | Ask::Answer => {}
            }
        }
        let Some(line) = self.console.typed()? else {
            return Ok(Turn::Stop);
        };
        if let Some(turn) = self.command(&line)? {
            return Ok(turn);
        }
        let place = |key| Place::of_use(&question.id, item, key);
        match next.ask {
            Ask::Meaning => self.meaning(&line, next, &question.id, item)?,
            Ask::Last => return self.time(&line, &place("last")),
            Ask::Next => return self.time(&line, &place("next")),
            Ask::Ongoing | Ask::Answer => match typed::read(&line, &QuestionKind::YesNo, words) {
                Some(value) => self.set(&place("ongoing"), value)?,
                None => self.not_understood(&QuestionKind::YesNo)?,
            },
        }
        Ok(Turn::Again)
    }

    /// Offers what a name may mean, "none of these" last.
    fn offer(&mut self, next: &NextQuestion<'_>) -> Result<(), Failure> {
        let words = self.console.words;
        if next.candidates.is_empty() {
            self.console.say_word("interview.meaning.unknown")?;
            self.console
                .choices([words.get("interview.meaning.keep")])?;
        } else {
            self.console.say_word("interview.meaning")?;
            let names = next.candidates.iter();
            self.console.choices(
                names
                    .map(|id| explain::substance(id, self.protocol))
                    .chain([words.get("interview.meaning.none")]),
            )?;
            self.console.say_word("interview.meaning.retype")?;
        }
        Ok(())
    }

    fn meaning(
        &mut self,
        line: &str,
        next: &NextQuestion<'_>,
        question: &str,
        item: usize,
    ) -> Result<(), Failure> {
        let means = Place::of_use(question, item, "means");
        let choice = if self.console.is(line, "input.unknown") {
            Some(next.candidates.len())
        } else {
            typed::choice(line, next.candidates.len() + 1)
        };
        match choice {
            Some(place) => {
                // The last one offered is none of them, which an intake says with `null`.
                let answer = json!(next.candidates.get(place));
                let all = self.record.means(question, item, answer);
                self.set(&means, all)
            }
            // "Yes" to a list of choices says nothing.
            None if line.chars().any(char::is_alphabetic)
                && typed::yes_no(line, self.console.words).is_none() =>
            {
                self.set(&Place::of_use(question, item, "name"), json!(line))
            }
            None => {
                self.console.say_word("interview.again")?;
                Ok(self.console.say_word("interview.again.option")?)
            }
        }
    }

    fn time(&mut self, line: &str, place: &Place) -> Result<Turn, Failure> {
        let words = self.console.words;
        match when::read(line, &self.clock, words) {
            Some(Time::Unknown) => self.set(place, Value::Null)?,
            Some(Time::Never) => self.set(place, json!("never"))?,
            Some(Time::At(value, meant)) => {
                let shown = explain::interval(self.clock.interval(meant), words);
                let line = words.fill("interview.taken", &[("time", shown)]);
                self.console.say(&line)?;
                self.set(place, value)?;
            }
            None => {
                self.console.say_word("interview.again")?;
                self.hint_time("interview.again.time")?;
            }
        }
        Ok(Turn::Again)
    }
}
