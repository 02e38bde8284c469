//! An intake, read against a protocol.
//!
//! A key that leads nowhere is an error, because it may be a misspelt answer. A value that cannot be understood counts as
//! unknown and is reported: the person did answer, and the screening goes on with what is known.

use super::Intake;
use super::facts::{Answer, AnswerKind, Facts, Meaning, Membership, Missing, Use, When};
use crate::Truth;
use crate::diagnostic::{Code, Diagnostics, Severity, quoted, suggest};
use crate::document::{Node, Path, Report, Table, Value};
use crate::lexicon::{Reading, Resolution};
use crate::protocol::Protocol;
use crate::protocol::condition::{NO, YES};
use crate::protocol::model::{Question, QuestionIndex, QuestionKind, QuestionOption, Tense, Term};
use crate::time::{Duration, ImpreciseTime, Instant, Offset, Zone, parse_exact, parse_time};

/// More uses than this in one answer are not a list that anybody typed.
const MAX_USES: usize = 1000;

/// What people write into a list to say that it is empty.
const NOTHING: [&str; 10] = [
    "none", "no", "nothing", "n/a", "na", "nil", "ninguno", "ninguna", "nada", "-",
];

/// Reads an intake.
///
/// # Errors
///
/// Everything that makes it impossible to say what the intake means: no `now`, an appointment that ends before it starts,
/// answers to questions that the protocol does not have.
pub(crate) fn read<'p>(protocol: &'p Protocol, intake: &Intake) -> Result<Facts<'p>, Diagnostics> {
    let mut report = Report::default();
    let facts = Reader {
        protocol,
        report: &mut report,
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

struct Reader<'p, 'r> {
    protocol: &'p Protocol,
    report: &'r mut Report,
}

impl<'p> Reader<'p, '_> {
    fn intake(&mut self, record: &Node) -> Option<Facts<'p>> {
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
            answers,
            problems: Diagnostics::default(),
        })
    }

    /// The present time. It has no default: a core that reads a clock cannot be tested or re-run.
    fn now(
        &mut self,
        table: &Table<'_>,
        path: &Path<'_>,
    ) -> Option<(Instant, String, Option<Offset>)> {
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
            Ok((now, _, offset)) => Some((now, text.to_owned(), offset)),
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
        let start = match start_node {
            None => Some(ImpreciseTime::exact(zone.now)),
            Some(node) => self.appointment_time(node, &Path::Key(&path, "start"), zone),
        };
        let end = match (end_node, start_node) {
            (None, _) => start.map(|start| self.usual_end(start, zone)),
            (Some(node), Some(_)) => self.appointment_time(node, &Path::Key(&path, "end"), zone),
            (Some(node), None) => {
                let message = "an appointment with an `end` needs a `start`";
                self.report.add(
                    Code::BadAppointment,
                    &path,
                    node.span.clone(),
                    message,
                    None,
                );
                None
            }
        };
        let (start, end) = (start?, end?);
        if end.latest() < start.earliest() {
            let message = "the appointment ends before it starts";
            self.report.add(
                Code::BadAppointment,
                &path,
                node.span.clone(),
                message,
                None,
            );
            return None;
        }
        // Whatever else is unknown of the end, it is not before the start.
        let end = end
            .intersect(ImpreciseTime::not_before(start.earliest()))
            .unwrap_or(end);
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

    fn usual_end(&self, start: ImpreciseTime, zone: &Zone) -> ImpreciseTime {
        let range = self.protocol.treatment.duration.map(|(least, most)| {
            zone.after(least, start.earliest())
                .hull(zone.after(most, start.latest()))
        });
        range.unwrap_or_else(|| ImpreciseTime::not_before(start.earliest()))
    }

    fn answers(&mut self, node: Option<&Node>, zone: &Zone) -> Vec<Answer> {
        let path = Path::Key(&Path::Root, "answers");
        let mut answers: Vec<Answer> = self
            .protocol
            .questions
            .iter()
            .map(|_| Answer::not_asked())
            .collect();
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
            let index = self.protocol.question_ids.get(&entry.key);
            let found =
                index.and_then(|index| Some((self.protocol.questions.get(index.0)?, *index)));
            let Some((question, QuestionIndex(index))) = found else {
                let help = suggest(
                    &entry.key,
                    self.protocol
                        .questions
                        .iter()
                        .map(|question| question.id.as_str()),
                );
                let message = format!("there is no question `{}`", entry.key);
                let span = entry.key_span.clone().or_else(|| entry.node.span.clone());
                self.report
                    .add(Code::UnknownQuestion, &here, span, message, help);
                continue;
            };
            let kind = self.answer(question, &entry.node, &here, zone);
            if let Some(slot) = answers.get_mut(index) {
                *slot = Answer {
                    said: Some(entry.node.clone()),
                    kind,
                };
            }
        }
        answers
    }

    fn answer(
        &mut self,
        question: &Question,
        node: &Node,
        path: &Path<'_>,
        zone: &Zone,
    ) -> AnswerKind {
        if matches!(node.value, Value::Null) {
            return AnswerKind::Missing(Missing::DontKnow);
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
            QuestionKind::Time(tense) => Ok(AnswerKind::Event(self.when(node, *tense, path, zone))),
            QuestionKind::Uses => return self.uses(node, path, zone),
        };
        read.unwrap_or_else(|(code, message)| {
            AnswerKind::Missing(self.not_understood(code, message, node, path))
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
        // A past use is never later than now, a planned one never earlier.
        let (allowed, message) = match tense {
            Tense::Past => (
                ImpreciseTime::not_after(zone.now),
                "this lies in the past, but the time given is still to come",
            ),
            Tense::Future => (
                ImpreciseTime::not_before(zone.now),
                "this is planned, but the time given has passed",
            ),
        };
        match time.intersect(allowed) {
            Some(time) => When::At(time),
            None => When::Unclear(self.not_understood(
                Code::Contradiction,
                message.to_owned(),
                node,
                path,
            )),
        }
    }

    fn uses(&mut self, node: &Node, path: &Path<'_>, zone: &Zone) -> AnswerKind {
        let Value::List(items) = &node.value else {
            let message = format!("expected a list of uses, found {}", node.value.kind());
            return AnswerKind::Missing(self.not_understood(Code::BadAnswer, message, node, path));
        };
        if items.len() > MAX_USES {
            let message = format!("{} uses; at most {MAX_USES} are read", items.len());
            return AnswerKind::Missing(self.not_understood(Code::BadAnswer, message, node, path));
        }
        let denies = |item: &Node| name_of(item).is_some_and(says_nothing);
        if items.iter().any(denies) {
            return match items.len() {
                1 => AnswerKind::Uses(Vec::new()),
                _ => {
                    let message =
                        "the list says that there is nothing, and names something".to_owned();
                    AnswerKind::Missing(self.not_understood(
                        Code::Contradiction,
                        message,
                        node,
                        path,
                    ))
                }
            };
        }
        let mut uses = Vec::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            match self.one_use(item, &Path::Index(path, place), zone) {
                Some(one) => uses.push(one),
                // A list with an item that cannot be read is not known to be complete.
                None => return AnswerKind::Missing(Missing::NotUnderstood(Code::BadAnswer)),
            }
        }
        AnswerKind::Uses(uses)
    }

    fn one_use(&mut self, node: &Node, path: &Path<'_>, zone: &Zone) -> Option<Use> {
        let (Value::Table(_), Some(name)) = (&node.value, name_of(node)) else {
            let message = "expected a use with a `name`".to_owned();
            self.not_understood(Code::BadAnswer, message, node, path);
            return None;
        };
        let table = Table::open(node, path, self.report)?;
        table.get("name");
        let last = match table.get("last") {
            Some(node) => self.when(node, Tense::Past, &Path::Key(path, "last"), zone),
            None => When::Unclear(Missing::NotAsked),
        };
        // Nothing is planned unless somebody says so; "I don't know when" is `null`.
        let next = match table.get("next") {
            Some(node) => self.when(node, Tense::Future, &Path::Key(path, "next"), zone),
            None => When::Never,
        };
        let ongoing = table.get("ongoing").map(|node| match node.value {
            Value::Bool(goes_on) => Truth::from(goes_on),
            Value::Null => Truth::Unknown,
            Value::Number(_) | Value::Text(_) | Value::List(_) | Value::Table(_) => {
                let message = format!("expected true or false, found {}", node.value.kind());
                self.not_understood(Code::BadAnswer, message, node, &Path::Key(path, "ongoing"));
                Truth::Unknown
            }
        });
        let reading = self.protocol.lexicon.read(name);
        let meaning = self.meaning(&reading, table.get("means"), &Path::Key(path, "means"));
        table.close(path, self.report);
        let membership = self.membership(&reading, &meaning);
        Some(Use {
            name: name.to_owned(),
            reading,
            meaning,
            membership,
            last,
            ongoing,
            next,
        })
    }

    /// What a name means, with the answer to "did you mean …?". That answer can settle what is unclear; it can never turn a
    /// name that is known into something else.
    fn meaning(&mut self, reading: &Reading, means: Option<&Node>, path: &Path<'_>) -> Meaning {
        let known = if reading.is_exact() {
            Meaning::Known
        } else {
            Meaning::Unclear
        };
        let Some(node) = means else { return known };
        let said = match &node.value {
            Value::Null => {
                return if known == Meaning::Known {
                    known
                } else {
                    Meaning::NoneFits
                };
            }
            Value::Text(said) => said,
            Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Table(_) => {
                let message = format!(
                    "expected the id of a substance, found {}",
                    node.value.kind()
                );
                self.not_understood(Code::BadAnswer, message, node, path);
                return known;
            }
        };
        let candidates = reading.candidates();
        let lexicon = &self.protocol.lexicon;
        match lexicon
            .substance(said)
            .filter(|substance| candidates.contains(substance))
        {
            Some(substance) if known == Meaning::Unclear => Meaning::Chosen(substance),
            _ => {
                let offered = quoted(
                    candidates
                        .iter()
                        .map(|candidate| lexicon.substance_name(*candidate)),
                );
                let message = if known == Meaning::Known {
                    "the name is clear already, and means something else".to_owned()
                } else {
                    format!("`{said}` is not among what the name may mean: {offered}")
                };
                if !(known == Meaning::Known
                    && lexicon
                        .substance(said)
                        .is_some_and(|one| is_read_as(reading, one)))
                {
                    self.not_understood(Code::Contradiction, message, node, path);
                }
                known
            }
        }
    }

    fn membership(&self, reading: &Reading, meaning: &Meaning) -> Membership {
        let lexicon = &self.protocol.lexicon;
        let of_term = |term: &Term| {
            let is_in = |substance| match term {
                Term::Class(class) => lexicon.is_in(substance, *class),
                Term::Substance(other) => substance == *other,
            };
            match meaning {
                Meaning::Known | Meaning::Unclear | Meaning::NoneFits => reading.contains(is_in),
                Meaning::Chosen(substance) => exact_parts(reading)
                    .chain([*substance])
                    .fold(Truth::False, |all, one| all.or(is_in(one).into())),
            }
        };
        Membership {
            of_terms: self.protocol.terms.iter().map(of_term).collect(),
        }
    }
}

fn exact_parts(reading: &Reading) -> impl Iterator<Item = crate::lexicon::SubstanceId> + '_ {
    reading
        .parts
        .iter()
        .flat_map(|part| match &part.resolution {
            Resolution::Exact(substances) => substances.clone(),
            Resolution::Likely(_) | Resolution::Ambiguous(_) | Resolution::Unrecognised => {
                Vec::new()
            }
        })
}

fn is_read_as(reading: &Reading, substance: crate::lexicon::SubstanceId) -> bool {
    exact_parts(reading).any(|known| known == substance)
}

fn name_of(node: &Node) -> Option<&str> {
    let Value::Table(entries) = &node.value else {
        return None;
    };
    entries
        .iter()
        .find(|entry| entry.key == "name")
        .and_then(|entry| entry.node.as_text())
}

fn says_nothing(name: &str) -> bool {
    let name = name.trim().trim_end_matches('.').to_lowercase();
    NOTHING.contains(&name.as_str())
}

/// A time as an intake may give it. The error says what is wrong with it.
fn time(node: &Node, zone: &Zone) -> Result<ImpreciseTime, String> {
    const HELP: &str = "a time, `{ earliest, latest }` or `{ about, within }`";
    match &node.value {
        Value::Text(text) => parse_time(text, zone).map_err(|error| error.to_string()),
        Value::Table(entries) => {
            let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
            let part = |key: &str| {
                entries
                    .iter()
                    .find(|entry| entry.key == key)
                    .map(|entry| &entry.node)
            };
            if !keys.is_empty() && keys.iter().all(|key| matches!(*key, "earliest" | "latest")) {
                let earliest = end_of_range(part("earliest"), zone)?
                    .map_or(Instant::UNBOUNDED_PAST, ImpreciseTime::earliest);
                let latest = end_of_range(part("latest"), zone)?
                    .map_or(Instant::UNBOUNDED_FUTURE, ImpreciseTime::latest);
                return ImpreciseTime::between(earliest, latest)
                    .ok_or_else(|| "`earliest` is later than `latest`".to_owned());
            }
            match (
                part("about").and_then(Node::as_text),
                part("within").and_then(Node::as_text),
                keys.len(),
            ) {
                (Some(about), Some(within), 2) => around(about, within, zone),
                _ => Err(format!(
                    "expected {HELP}, found a table with {}",
                    quoted(keys)
                )),
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) => {
            Err(format!("expected {HELP}, found {}", node.value.kind()))
        }
    }
}

/// One end of a range; `None` when it is open.
fn end_of_range(node: Option<&Node>, zone: &Zone) -> Result<Option<ImpreciseTime>, String> {
    match node.map(|node| (node, &node.value)) {
        None | Some((_, Value::Null)) => Ok(None),
        Some((_, Value::Text(text))) => parse_time(text, zone)
            .map(Some)
            .map_err(|error| error.to_string()),
        Some((_, value)) => Err(format!("expected a time, found {}", value.kind())),
    }
}

fn around(about: &str, within: &str, zone: &Zone) -> Result<ImpreciseTime, String> {
    let middle = parse_time(about, zone).map_err(|error| error.to_string())?;
    let within = Duration::parse(within).map_err(|error| error.to_string())?;
    Ok(zone
        .latest_before(within, middle.earliest())
        .hull(zone.after(within, middle.latest())))
}

type Read = Result<AnswerKind, (Code, String)>;

fn bad(message: String) -> (Code, String) {
    (Code::BadAnswer, message)
}

fn yes_no(node: &Node) -> Read {
    match &node.value {
        Value::Bool(true) => Ok(AnswerKind::Chosen(YES)),
        Value::Bool(false) => Ok(AnswerKind::Chosen(NO)),
        Value::Null | Value::Number(_) | Value::Text(_) | Value::List(_) | Value::Table(_) => {
            Err(bad(format!(
                "expected true or false, found {}",
                node.value.kind()
            )))
        }
    }
}

fn one(node: &Node, options: &[QuestionOption]) -> Read {
    let Some(id) = node.as_text() else {
        return Err(bad(format!(
            "expected the id of an option, found {}",
            node.value.kind()
        )));
    };
    bit_of(id, options).map(AnswerKind::Chosen)
}

fn bit_of(id: &str, options: &[QuestionOption]) -> Result<u64, (Code, String)> {
    match options.iter().position(|option| option.id == id) {
        Some(place) => Ok(1 << place),
        None => {
            let help =
                suggest(id, options.iter().map(|option| option.id.as_str())).unwrap_or_default();
            Err(bad(format!(
                "`{}` is not an option; {help}",
                id.escape_debug()
            )))
        }
    }
}

fn many(node: &Node, options: &[QuestionOption]) -> Read {
    let Value::List(items) = &node.value else {
        return Err(bad(format!(
            "expected a list of options, found {}",
            node.value.kind()
        )));
    };
    let mut chosen = 0_u64;
    for item in items {
        let Some(id) = item.as_text() else {
            return Err(bad(format!(
                "expected the id of an option, found {}",
                item.value.kind()
            )));
        };
        chosen |= bit_of(id, options)?;
    }
    let picked = options
        .iter()
        .enumerate()
        .filter(|(place, _)| chosen & (1 << place) != 0);
    let exclusive = picked
        .map(|(_, option)| option)
        .find(|option| option.exclusive);
    match exclusive {
        Some(option) if chosen.count_ones() > 1 => Err((
            Code::Contradiction,
            format!("`{}` was chosen together with others", option.id),
        )),
        _ => Ok(AnswerKind::Chosen(chosen)),
    }
}

fn number(node: &Node, min: f64, max: f64, unit: Option<&str>, whole: bool) -> Read {
    let (low, high) = match &node.value {
        Value::Number(number) => (*number, *number),
        Value::Table(entries) => number_table(entries, min, max, unit)?,
        Value::Null | Value::Bool(_) | Value::Text(_) | Value::List(_) => {
            return Err(bad(format!(
                "expected a number, found {}",
                node.value.kind()
            )));
        }
    };
    if low.is_nan() || high.is_nan() || low > high {
        return Err(bad("the range is upside down".to_owned()));
    }
    if low < min || high > max {
        return Err((
            Code::OutOfRange,
            format!("the number lies outside {min} to {max}"),
        ));
    }
    if whole && low == high && low.fract() != 0.0 {
        return Err(bad("expected a whole number".to_owned()));
    }
    Ok(AnswerKind::Number(low, high))
}

/// `{ min, max }`, either of which may be left out, or `{ value, unit }`.
fn number_table(
    entries: &[crate::document::Entry],
    min: f64,
    max: f64,
    unit: Option<&str>,
) -> Result<(f64, f64), (Code, String)> {
    const HELP: &str = "expected a number, `{ min, max }` or `{ value, unit }`";
    let (mut low, mut high, mut value, mut written_unit) = (None, None, None, None);
    for entry in entries {
        match (entry.key.as_str(), &entry.node.value) {
            ("min", Value::Number(number)) => low = Some(*number),
            ("max", Value::Number(number)) => high = Some(*number),
            ("value", Value::Number(number)) => value = Some(*number),
            ("unit", Value::Text(text)) => written_unit = Some(text.as_str()),
            _ => return Err(bad(HELP.to_owned())),
        }
    }
    match (low, high, value, written_unit) {
        (None, None, Some(value), Some(written)) if Some(written) == unit => Ok((value, value)),
        (None, None, Some(_), Some(written)) => {
            let asked = unit.map_or("without a unit".to_owned(), |unit| format!("in `{unit}`"));
            Err(bad(format!(
                "the number is in `{}`, but it is asked {asked}",
                written.escape_debug()
            )))
        }
        (None, None, None, _) | (_, _, Some(_), _) | (_, _, _, Some(_)) => {
            Err(bad(HELP.to_owned()))
        }
        (low, high, None, None) => Ok((low.unwrap_or(min), high.unwrap_or(max))),
    }
}
