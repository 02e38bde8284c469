//! An intake, read against a protocol.
//!
//! A key that leads nowhere is an error, because it may be a misspelt answer. A value that cannot be understood counts as
//! unknown and is reported: the person did answer, and the screening goes on with what is known.

#[cfg(all(feature = "wasm", target_arch = "wasm32"))]
pub(crate) mod packed;
mod typed;
mod uses;
mod values;

use core::ops::Range;
use std::borrow::Cow;
use std::sync::Arc;

use super::Intake;
use super::facts::{Answer, Facts, Missing, Named, When, nothing_asked};
use crate::diagnostic::{Code, Diagnostics, Severity, excerpt, suggest};
use crate::document::{Node, Path, Report, Table, Value};
use crate::protocol::Protocol;
use crate::protocol::model::{Question, QuestionIndex, QuestionKind, Tense};
use crate::time::{ImpreciseTime, Instant, Offset, Zone, parse_exact};
pub(crate) use uses::unasked;
use values::{many, number, one, time, yes_no};

/// Reads an intake.
///
/// # Errors
///
/// Everything that makes it impossible to say what the intake means: no `now`, an appointment that ends before it starts,
/// answers to questions that the protocol does not have.
pub(crate) fn read<'a>(
    protocol: &'a Protocol,
    intake: &'a Intake,
) -> Result<Facts<'a>, Diagnostics> {
    read_with(protocol, intake, &mut unasked)
}

/// What finds out what a name means of which nobody was asked "did you mean …?".
pub(crate) type LookUp<'l> = dyn FnMut(&Protocol, &str) -> Arc<Named> + 'l;

/// Reads an intake, with another way to look up names.
pub(crate) fn read_with<'a>(
    protocol: &'a Protocol,
    intake: &'a Intake,
    look_up: &mut LookUp<'_>,
) -> Result<Facts<'a>, Diagnostics> {
    let mut report = Report::default();
    let facts = Reader {
        protocol,
        report: &mut report,
        look_up,
    }
    .intake(&intake.record);
    report.diagnostics.settle(intake.text.as_deref());
    match facts {
        Some(mut facts) if !report.diagnostics.has_errors() => {
            facts.problems = report.diagnostics;
            Ok(facts)
        }
        _ => Err(report.diagnostics),
    }
}

/// Reads the answer to one question.
///
/// # Errors
///
/// What is an error in a whole intake: the protocol has no such question, or a use has a key that leads nowhere. What cannot
/// be understood is none, and counts as unknown.
pub(crate) fn read_answer(
    protocol: &Protocol,
    question: &str,
    answer: &Node,
    zone: &Zone,
) -> Result<(QuestionIndex, Answer), Diagnostics> {
    let place = find_question(protocol, question)?;
    let answers = Path::Key(&Path::Root, "answers");
    let path = Path::Key(&answers, question);
    let mut report = Report::default();
    let mut reader = Reader {
        protocol,
        report: &mut report,
        look_up: &mut unasked,
    };
    let found = protocol.questions.get(place.0);
    let read = found.map(|found| reader.answer(found, answer, &path, zone));
    let answer = read.unwrap_or(Answer::Missing(Missing::NotAsked));
    // A key that leads nowhere, in a use.
    if report.diagnostics.has_errors() {
        report.diagnostics.settle(None);
        return Err(report.diagnostics);
    }
    Ok((place, answer))
}

/// The place of a question.
///
/// # Errors
///
/// The protocol has no such question.
pub(crate) fn find_question(
    protocol: &Protocol,
    question: &str,
) -> Result<QuestionIndex, Diagnostics> {
    let mut report = Report::default();
    let answers = Path::Key(&Path::Root, "answers");
    let path = Path::Key(&answers, question);
    let found = Reader {
        protocol,
        report: &mut report,
        look_up: &mut unasked,
    }
    .question(question, None, &path);
    report.diagnostics.settle(None);
    found.map(|(_, place)| place).ok_or(report.diagnostics)
}

struct Reader<'a, 'r, 'l> {
    protocol: &'a Protocol,
    report: &'r mut Report,
    look_up: &'r mut LookUp<'l>,
}

impl<'a> Reader<'a, '_, '_> {
    fn intake(&mut self, record: &'a Node) -> Option<Facts<'a>> {
        let path = Path::Root;
        let table = Table::open(record, &path, self.report)?;
        let now = self.now(&table, &path);
        let appointment = table.get("appointment");
        let answers = table.get("answers");
        table.close(&path, self.report);
        let (now, now_text, now_offset) = now?;
        let zone = Zone {
            now,
            offset: now_offset,
        };
        let (start, end, start_offset) = self.appointment(appointment, &zone)?;
        let answers = self.answers(answers, &zone);
        Some(Facts {
            protocol: self.protocol,
            zone,
            now_text,
            offset: start_offset.or(now_offset).unwrap_or(Offset::UTC),
            start,
            end,
            answers: Cow::Owned(answers),
            record: Some(record),
            problems: Diagnostics::default(),
        })
    }

    /// The present time. It has no default: a core that reads a clock cannot be tested or re-run.
    fn now(
        &mut self,
        table: &Table<'a>,
        path: &Path<'_>,
    ) -> Option<(Instant, &'a str, Option<Offset>)> {
        let here = Path::Key(path, "now");
        let help = || Some("the present time, such as `2026-05-05T09:45:00-06:00`".to_owned());
        let Some(node) = table.get("now") else {
            self.report.add(
                Code::MissingNow,
                path,
                table.span.clone(),
                "`now` is missing",
                help(),
            );
            return None;
        };
        let Some(text) = node.as_text() else {
            let message = format!("`now` should be a time, found {}", node.value.kind());
            self.report
                .add(Code::BadTime, &here, node.span.clone(), message, help());
            return None;
        };
        match parse_exact(text) {
            // Digits beyond the millisecond count as passed, so that nothing used in that moment lies ahead.
            Ok((_, now, offset)) => Some((now, text, offset)),
            Err(error) => {
                self.report.add(
                    Code::BadTime,
                    &here,
                    node.span.clone(),
                    error.to_string(),
                    help(),
                );
                None
            }
        }
    }

    /// Start and end of the treatment. With no appointment it starts now.
    fn appointment(
        &mut self,
        node: Option<&Node>,
        zone: &Zone,
    ) -> Option<(ImpreciseTime, ImpreciseTime, Option<Offset>)> {
        let path = Path::Key(&Path::Root, "appointment");
        let no_appointment = Node::bare(Value::Table(Vec::new()));
        let node = match node {
            None
            | Some(Node {
                value: Value::Null, ..
            }) => &no_appointment,
            Some(node) => node,
        };
        let table = Table::open(node, &path, self.report)?;
        let (start_node, end_node) = (table.get("start"), table.get("end"));
        table.close(&path, self.report);
        let offset = start_node
            .and_then(Node::as_text)
            .and_then(|text| parse_exact(text).ok()?.2);
        let mut given = |node: Option<&Node>, key| match node {
            None => Some(None),
            Some(node) => {
                let time = self.appointment_time(node, &Path::Key(&path, key), zone);
                time.map(Some)
            }
        };
        let (start, end) = (given(start_node, "start"), given(end_node, "end"));
        let (start, end) = match typed::treatment(self.protocol, start?, end?, zone) {
            Ok(times) => times,
            Err(message) => {
                let node = if start_node.is_none() { end_node } else { None }.unwrap_or(node);
                let span = node.span.clone();
                self.report
                    .add(Code::BadAppointment, &path, span, message, None);
                return None;
            }
        };
        if start.latest() < zone.now {
            let message =
                "the appointment's start has passed; it is taken to be at any time until now";
            let span = start_node.and_then(|node| node.span.clone());
            self.report.add(
                Code::AppointmentPassed,
                &Path::Key(&path, "start"),
                span,
                message,
                None,
            );
        }
        Some((start, end, offset))
    }

    fn appointment_time(
        &mut self,
        node: &Node,
        path: &Path<'_>,
        zone: &Zone,
    ) -> Option<ImpreciseTime> {
        match time(node, zone) {
            Ok(time) => Some(time),
            Err(message) => {
                self.report
                    .add(Code::BadAppointment, path, node.span.clone(), message, None);
                None
            }
        }
    }

    fn answers(&mut self, node: Option<&'a Node>, zone: &Zone) -> Vec<Answer> {
        let path = Path::Key(&Path::Root, "answers");
        let mut answers = nothing_asked(self.protocol);
        let entries = match node.map(|node| (node, &node.value)) {
            None | Some((_, Value::Null)) => return answers,
            Some((_, Value::Table(entries))) => entries,
            Some((node, value)) => {
                let message = format!("expected a table of answers, found {}", value.kind());
                self.report
                    .add(Code::WrongType, &path, node.span.clone(), message, None);
                return answers;
            }
        };
        for entry in entries {
            let here = Path::Key(&path, &entry.key);
            let span = entry.key_span.as_ref().or(entry.node.span.as_ref());
            let found = self.question(&entry.key, span, &here);
            let Some((question, QuestionIndex(index))) = found else {
                continue;
            };
            let answer = self.answer(question, &entry.node, &here, zone);
            if let Some(slot) = answers.get_mut(index) {
                *slot = answer;
            }
        }
        answers
    }

    fn question(
        &mut self,
        id: &str,
        span: Option<&Range<usize>>,
        path: &Path<'_>,
    ) -> Option<(&'a Question, QuestionIndex)> {
        let questions = &self.protocol.questions;
        let place = self.protocol.question_ids.get(id);
        let found = place.and_then(|place| Some((questions.get(place.0)?, place)));
        if found.is_none() {
            let help = suggest(id, questions.iter().map(|question| question.id.as_str()));
            let message = format!("there is no question `{}`", excerpt(id));
            self.report
                .add(Code::UnknownQuestion, path, span.cloned(), message, help);
        }
        found
    }

    fn answer(
        &mut self,
        question: &Question,
        node: &'a Node,
        path: &Path<'_>,
        zone: &Zone,
    ) -> Answer {
        if matches!(node.value, Value::Null) {
            return Answer::Missing(Missing::DontKnow);
        }
        let read = match &question.kind {
            QuestionKind::YesNo => yes_no(node),
            QuestionKind::One(options) => one(node, options),
            QuestionKind::Many(options) => many(node, options),
            QuestionKind::Number {
                min,
                max,
                unit,
                whole,
            } => number(node, *min, *max, unit.as_deref(), *whole),
            QuestionKind::Time { tense, never } => {
                typed::event(self.when(node, *tense, path, zone), *never)
            }
            QuestionKind::Uses => return self.uses(node, path, zone),
        };
        read.unwrap_or_else(|(code, message)| {
            Answer::Missing(self.not_understood(code, message, node, path))
        })
    }

    /// Reports what was said and not understood. It counts as unknown.
    fn not_understood(
        &mut self,
        code: Code,
        message: String,
        node: &Node,
        path: &Path<'_>,
    ) -> Missing {
        debug_assert_eq!(
            code.severity(),
            Severity::Warning,
            "an answer never stops a screening"
        );
        self.report
            .add(code, path, node.span.clone(), message, None);
        Missing::NotUnderstood(code)
    }

    fn when(&mut self, node: &Node, tense: Tense, path: &Path<'_>, zone: &Zone) -> When {
        match &node.value {
            Value::Null => return When::Unclear(Missing::DontKnow),
            Value::Text(text) if text == "never" => return When::Never,
            Value::Text(_)
            | Value::Bool(_)
            | Value::Number(_)
            | Value::List(_)
            | Value::Table(_) => {}
        }
        let time = match time(node, zone) {
            Ok(time) => time,
            Err(message) => {
                return When::Unclear(self.not_understood(Code::BadAnswer, message, node, path));
            }
        };
        typed::at(time, tense, zone.now).unwrap_or_else(|(code, message)| {
            When::Unclear(self.not_understood(code, message, node, path))
        })
    }
}
