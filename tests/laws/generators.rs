//! Random protocols and intakes, drawn from a list of numbers, so that a failing case shrinks with the list.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;

use crate::brute;
use crate::model::{
    Answer, Choice, Cond, Criterion, DAY, HOUR, Intake, Kind, MINUTE, Means, NAMES, Ongoing,
    Protocol, Question, Role, Span, TERMS, Tense, Time, Use, Washed, Washout, civil, days, toml,
};

/// Where decisions come from. The first of the possibilities is always the plainest.
pub(crate) trait Picks {
    /// A number below `n`.
    fn pick(&mut self, n: usize) -> usize;

    /// Yes in one of `n` cases.
    fn one_in(&mut self, n: usize) -> bool {
        self.pick(n) == n - 1
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.pick(all.len())].clone()
    }
}

/// Decisions made in advance; the plainest ones when they run out.
#[derive(Debug)]
pub(crate) struct Stream {
    numbers: std::vec::IntoIter<u16>,
}

impl Picks for Stream {
    fn pick(&mut self, n: usize) -> usize {
        usize::from(self.numbers.next().unwrap_or(0)) % n
    }
}

/// Decisions at random, as many as are wanted (splitmix64).
#[derive(Debug)]
pub(crate) struct Dice(pub(crate) u64);

impl Picks for Dice {
    fn pick(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 33).expect("31 bits") % n
    }
}

pub(crate) fn streams() -> impl Strategy<Value = Vec<u16>> {
    vec(any::<u16>(), 700)
}

pub(crate) fn stream(numbers: Vec<u16>) -> Stream {
    Stream {
        numbers: numbers.into_iter(),
    }
}

/// What kind of protocols are drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) questions: usize,
    pub(crate) criteria: usize,
    pub(crate) depth: usize,
    /// Whether no criterion reads a question twice. In one that does, an answer may seem to matter and not matter.
    pub(crate) read_once: bool,
}

pub(crate) const MODEST: Size = Size {
    questions: 6,
    criteria: 6,
    depth: 3,
    read_once: false,
};
pub(crate) const SMALL: Size = Size {
    questions: 3,
    criteria: 3,
    depth: 2,
    read_once: false,
};
pub(crate) const READ_ONCE: Size = Size {
    questions: 4,
    criteria: 3,
    depth: 2,
    read_once: true,
};

/// A protocol and what the engine makes of it.
pub(crate) fn protocol(picks: &mut impl Picks, size: Size) -> (Protocol, prescreen::Protocol) {
    let mut protocol = draw_protocol(picks, size);
    let checked = prescreen::Protocol::check(&toml(&protocol.document()));
    if let Some(sound) = checked.protocol {
        return (protocol, sound);
    }
    // A question that can never apply is refused, and rightly so; nothing else may be.
    for problem in &checked.diagnostics {
        let fine = problem.severity() != prescreen::Severity::Error
            || problem.code == prescreen::Code::Unreachable;
        assert!(fine, "{problem}\n{}", toml(&protocol.document()));
    }
    for question in &mut protocol.questions {
        question.applies = None;
    }
    let text = toml(&protocol.document());
    let sound = prescreen::Protocol::parse(&text).unwrap_or_else(|all| panic!("{all}\n{text}"));
    (protocol, sound)
}

/// The same, with the warnings and notes kept.
pub(crate) fn parsed(protocol: &Protocol) -> prescreen::Protocol {
    let text = toml(&protocol.document());
    prescreen::Protocol::parse(&text).unwrap_or_else(|all| panic!("{all}\n{text}"))
}

fn draw_protocol(picks: &mut impl Picks, size: Size) -> Protocol {
    let duration = match picks.pick(4) {
        0 => None,
        1 => Some((Span::Minutes(60), Span::Minutes(60))),
        2 => Some((Span::Minutes(30), Span::Minutes(120))),
        _ => Some((Span::Minutes(1), Span::Minutes(45))),
    };
    let mut protocol = Protocol {
        duration,
        questions: Vec::new(),
        criteria: Vec::new(),
    };
    let questions = 1 + picks.pick(size.questions);
    let mut uses = picks.pick(3);
    for place in 0..questions {
        let may_be_uses = uses > 0 && (picks.one_in(2) || questions - place <= uses);
        let kind = if may_be_uses {
            uses -= 1;
            Kind::Uses
        } else {
            draw_kind(picks)
        };
        let mut drawer = Drawer {
            questions: &protocol.questions,
            size,
            read: Vec::new(),
            may_read_uses: true,
        };
        // Uses are read all together, so whatever depends on them stands below the last question about them.
        drawer.may_read_uses = uses == 0 && !may_be_uses;
        let applies = if place > 0 && picks.one_in(3) {
            drawer.condition(picks, 1)
        } else {
            None
        };
        protocol.questions.push(Question {
            id: format!("q{place}"),
            kind,
            applies,
        });
    }
    for place in 0..1 + picks.pick(size.criteria) {
        let criterion = draw_criterion(picks, &protocol.questions, size, place);
        protocol.criteria.push(criterion);
    }
    protocol
}

fn draw_kind(picks: &mut impl Picks) -> Kind {
    let choices = |picks: &mut dyn FnMut(usize) -> usize| -> Vec<Choice> {
        let choice = |(place, id): (usize, &str), tagged: usize| Choice {
            id: (*id).to_owned(),
            tags: if (tagged >> place) & 1 == 1 {
                vec!["tag"]
            } else {
                Vec::new()
            },
            exclusive: id == "d",
        };
        let tagged = picks(8);
        let some = 2 + picks(3);
        ["a", "b", "c", "d"]
            .into_iter()
            .enumerate()
            .take(some)
            .map(|one| choice(one, tagged))
            .collect()
    };
    match picks.pick(6) {
        0 | 1 => Kind::YesNo,
        2 => Kind::One(choices(&mut |n| picks.pick(n))),
        3 => Kind::Many(choices(&mut |n| picks.pick(n))),
        4 => Kind::Number {
            whole: picks.one_in(2),
            unit: picks.one_in(2),
        },
        _ => Kind::Time(if picks.one_in(3) {
            Tense::Future
        } else {
            Tense::Past
        }),
    }
}

/// Draws conditions over some questions.
struct Drawer<'a> {
    questions: &'a [Question],
    size: Size,
    /// What has been read so far, by itself or through `applies`.
    read: Vec<usize>,
    may_read_uses: bool,
}

impl Drawer<'_> {
    fn condition(&mut self, picks: &mut impl Picks, depth: usize) -> Option<Cond> {
        let kind = if depth >= self.size.depth {
            0
        } else {
            picks.pick(6)
        };
        if kind <= 2 {
            return self.test(picks);
        }
        let first = self.condition(picks, depth + 1)?;
        if kind == 3 {
            return Some(Cond::Not(Box::new(first)));
        }
        let mut parts = vec![first];
        for _ in 0..1 + picks.pick(2) {
            parts.extend(self.condition(picks, depth + 1));
        }
        Some(if parts.len() == 1 {
            parts.remove(0)
        } else if kind == 4 {
            Cond::All(parts)
        } else {
            Cond::Any(parts)
        })
    }

    fn test(&mut self, picks: &mut impl Picks) -> Option<Cond> {
        let takes = self.uses_are_free() && picks.one_in(3);
        if takes {
            self.read_uses();
            let terms = draw_terms(picks);
            return Some(Cond::Uses {
                ongoing: picks.one_in(3),
                terms,
            });
        }
        let testable: Vec<usize> = (0..self.questions.len())
            .filter(|place| !matches!(self.questions[*place].kind, Kind::Time(_) | Kind::Uses))
            .filter(|place| self.is_free(*place))
            .collect();
        if testable.is_empty() {
            return None;
        }
        let question = picks.of(&testable);
        self.mark(question);
        let limit = |picks: &mut dyn FnMut(usize) -> usize| -> i64 { [18, 50, 1, 99][picks(4)] };
        Some(match &self.questions[question].kind {
            Kind::YesNo => {
                let word = if picks.one_in(2) { "no" } else { "yes" };
                Cond::Is(question, word.to_owned(), picks.one_in(4))
            }
            Kind::One(choices) => {
                let ids: Vec<String> = choices.iter().map(|choice| choice.id.clone()).collect();
                let words = draw_words(picks, choices);
                let is_meant = |choice: &Choice| {
                    words.contains(&choice.id)
                        || choice
                            .tags
                            .iter()
                            .any(|tag| words.iter().any(|word| word == tag))
                };
                match picks.pick(3) {
                    1 if ids.len() > 2 => Cond::In(question, vec![ids[0].clone(), picks.of(&ids)]),
                    // What holds for every option never depends on the answer.
                    2 if !choices.iter().all(is_meant) => Cond::Has(question, words),
                    _ => Cond::Is(question, picks.of(&ids), picks.one_in(4)),
                }
            }
            Kind::Many(choices) => Cond::Has(question, draw_words(picks, choices)),
            Kind::Number { .. } => {
                let low = limit(&mut |n| picks.pick(n));
                if picks.one_in(3) {
                    let high = limit(&mut |n| picks.pick(n));
                    Cond::Between(question, low.min(high), low.max(high))
                } else {
                    Cond::Compare(question, picks.of(&["<", "<=", ">", ">=", "=", "!="]), low)
                }
            }
            Kind::Time(_) | Kind::Uses => return None,
        })
    }

    fn has_uses(&self) -> bool {
        self.questions
            .iter()
            .any(|question| matches!(question.kind, Kind::Uses))
    }

    fn all_uses(&self) -> Vec<usize> {
        let uses = |place: &usize| matches!(self.questions[*place].kind, Kind::Uses);
        (0..self.questions.len()).filter(uses).collect()
    }

    fn uses_are_free(&self) -> bool {
        self.may_read_uses
            && self.has_uses()
            && self.all_uses().into_iter().all(|place| self.is_free(place))
    }

    fn read_uses(&mut self) {
        for place in self.all_uses() {
            self.mark(place);
        }
    }

    fn is_free(&self, question: usize) -> bool {
        let reached = reach(self.questions, question);
        !self.size.read_once || reached.iter().all(|place| !self.read.contains(place))
    }

    fn mark(&mut self, question: usize) {
        self.read.extend(reach(self.questions, question));
    }
}

/// A question and all that its applying hangs on.
fn reach(questions: &[Question], question: usize) -> Vec<usize> {
    let mut reached = vec![question];
    let mut place = 0;
    while let Some(next) = reached.get(place).copied() {
        place += 1;
        if let Some(applies) = &questions[next].applies {
            let mut read = Vec::new();
            if applies.reads(&mut read) {
                let uses = |place: &usize| matches!(questions[*place].kind, Kind::Uses);
                read.extend((0..questions.len()).filter(uses));
            }
            read.retain(|new| !reached.contains(new));
            reached.extend(read);
        }
    }
    reached
}

fn draw_words(picks: &mut impl Picks, choices: &[Choice]) -> Vec<String> {
    let mut words: Vec<String> = choices.iter().map(|choice| choice.id.clone()).collect();
    if choices.iter().any(|choice| !choice.tags.is_empty()) {
        words.push("tag".to_owned());
    }
    (0..1 + picks.pick(2)).map(|_| picks.of(&words)).collect()
}

fn draw_terms(picks: &mut impl Picks) -> Vec<&'static str> {
    (0..1 + usize::from(picks.one_in(3)))
        .map(|_| picks.of(TERMS))
        .collect()
}

fn draw_criterion(
    picks: &mut impl Picks,
    questions: &[Question],
    size: Size,
    place: usize,
) -> Criterion {
    let mut drawer = Drawer {
        questions,
        size,
        read: Vec::new(),
        may_read_uses: true,
    };
    let mut role = picks.of(&Role::ALL);
    let wants_washout = match role {
        Role::Inclusion => false,
        Role::Deferral => true,
        Role::Exclusion | Role::Referral | Role::Requirement | Role::Advice => picks.one_in(3),
    };
    let washout = if wants_washout {
        draw_washout(picks, &mut drawer, role)
    } else {
        None
    };
    let needs_when = role == Role::Inclusion || (washout.is_none() && role != Role::Deferral);
    let when = if needs_when || picks.one_in(3) {
        drawer.condition(picks, 0)
    } else {
        None
    };
    let nothing_to_go_by = when.is_none() && washout.is_none();
    if nothing_to_go_by || (role == Role::Deferral && washout.is_none()) {
        role = Role::Advice;
    }
    Criterion {
        id: format!("c{place}"),
        role,
        when,
        washout,
    }
}

fn draw_washout(picks: &mut impl Picks, drawer: &mut Drawer<'_>, role: Role) -> Option<Washout> {
    let events: Vec<usize> = (0..drawer.questions.len())
        .filter(|place| matches!(drawer.questions[*place].kind, Kind::Time(_)))
        .collect();
    let of = if drawer.has_uses() && (events.is_empty() || picks.one_in(2)) {
        drawer.read_uses();
        Washed::Uses(draw_terms(picks))
    } else if events.is_empty() {
        return None;
    } else {
        let event = picks.of(&events);
        drawer.mark(event);
        Washed::Event(event)
    };
    let lengths = [
        Span::Minutes(12 * 60),
        Span::Minutes(14 * 24 * 60),
        Span::Minutes(30),
        Span::Months(1),
        Span::Months(12),
    ];
    let needs_before = !matches!(role, Role::Requirement | Role::Advice);
    let before = (needs_before || picks.one_in(2)).then(|| picks.of(&lengths));
    let after = (before.is_none() || picks.one_in(2)).then(|| picks.of(&lengths));
    let prefer_after = match after {
        Some(after) if picks.one_in(3) => Some(match after {
            Span::Minutes(minutes) => Span::Minutes(minutes + 120),
            Span::Months(months) => Span::Months(months + 2),
        }),
        _ => None,
    };
    Some(Washout {
        of,
        before,
        after,
        prefer_after,
    })
}

// ---- Intakes ----

/// How much of an intake is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Knowledge {
    /// Every answer is there and exact.
    Everything,
    /// Anything may be missing, wrong or vague.
    Something,
}

/// An intake that fits a protocol.
pub(crate) fn intake(picks: &mut impl Picks, protocol: &Protocol, knowledge: Knowledge) -> Intake {
    // Days on which the length of a month matters are among them.
    let mornings = [
        (2026, 5, 5),
        (2026, 1, 31),
        (2028, 2, 29),
        (2026, 3, 1),
        (2026, 12, 31),
    ];
    let (year, month, day) = picks.of(&mornings);
    let offset = picks.of(&[-360, 0, 345, 600]);
    let of_day = picks.of(&[9 * HOUR + 45 * MINUTE, 23 * HOUR + 30 * MINUTE, 10 * MINUTE]);
    let now = days(year, month, day) * DAY + of_day - offset * MINUTE;
    let now_offset = if picks.one_in(6) { None } else { Some(offset) };
    let exactly = knowledge == Knowledge::Everything;
    let mut aheads = vec![15 * MINUTE, 0, 3 * HOUR, 3 * DAY, 40 * DAY];
    if !exactly {
        // Whoever should have begun and may not have is not known exactly.
        aheads.extend([-HOUR, -3 * DAY]);
    }
    let start = now + picks.of(&aheads);
    let (start, end) = if exactly || picks.one_in(2) {
        let length = picks.of(&[HOUR, 30 * MINUTE, 5 * HOUR]);
        let end = (exactly || picks.one_in(2)).then_some(Time::Exact(start + length));
        (Some(Time::Exact(start)), end)
    } else if picks.one_in(2) {
        // With no appointment it starts now.
        (None, None)
    } else {
        let start_text = match picks.pick(4) {
            0 => Time::Range(
                Some(start),
                Some(start + picks.of(&[MINUTE, 6 * HOUR, 20 * DAY])),
            ),
            1 => Time::Day((start + offset * MINUTE).div_euclid(DAY)),
            2 => Time::Range(Some(start), None),
            _ => Time::About(start, 90),
        };
        let end = match picks.pick(3) {
            0 => None,
            1 => Some(Time::Exact(start + 3 * DAY)),
            _ => Some(Time::Range(Some(start + HOUR), None)),
        };
        (Some(start_text), end)
    };
    let mut intake = Intake {
        now,
        now_offset,
        offset,
        start,
        end,
        begins: None,
        answers: vec![None; protocol.questions.len()],
    };
    for place in 0..protocol.questions.len() {
        let answer = answer(picks, protocol, &intake, place, knowledge);
        intake.answers[place] = answer;
    }
    intake
}

fn answer(
    picks: &mut impl Picks,
    protocol: &Protocol,
    intake: &Intake,
    place: usize,
    knowledge: Knowledge,
) -> Option<Answer> {
    if knowledge == Knowledge::Everything {
        return Some(brute::exact_answer(picks, protocol, intake, place));
    }
    match picks.pick(10) {
        0 | 1 => None,
        2 => Some(Answer::Null),
        3 => Some(Answer::Bad(bad_answer(
            picks,
            &protocol.questions[place].kind,
        ))),
        4..=6 => Some(brute::exact_answer(picks, protocol, intake, place)),
        _ => vague_answer(picks, protocol, intake, place),
    }
}

/// What cannot be understood as an answer, or contradicts itself, or lies out of range.
pub(crate) fn bad_answer(picks: &mut impl Picks, kind: &Kind) -> serde_json::Value {
    let wrong = match kind {
        Kind::YesNo => vec![json!("yes"), json!(1), json!([]), json!({})],
        Kind::One(_) => vec![json!("e"), json!(["a"]), json!(true), json!("A")],
        Kind::Many(choices) => {
            let mut wrong = vec![json!("a"), json!(["e"]), json!([["a"]]), json!(["a", 1])];
            if choices.len() == 4 {
                wrong.push(json!(["a", "d"]));
            }
            wrong
        }
        Kind::Number { unit, .. } => {
            let mut wrong = vec![
                json!(101),
                json!(-0.5),
                json!("42"),
                json!({ "min": 60, "max": 40 }),
                json!({}),
            ];
            wrong.push(json!({ "value": 42, "unit": "lb" }));
            if !unit {
                wrong.push(json!({ "value": 42, "unit": "kg" }));
            }
            wrong
        }
        Kind::Time(_) => vec![
            json!("soon"),
            json!(20_260_504),
            json!({}),
            json!("2026-02-30"),
            json!(true),
        ],
        Kind::Uses => vec![
            json!("none"),
            json!([{ "name": "none" }, { "name": "ibuprofen" }]),
            json!(["ibuprofen"]),
            json!([{ "name": 5 }]),
            json!([{ "last": "never" }]),
            json!({}),
        ],
    };
    picks.of(&wrong)
}

fn vague_answer(
    picks: &mut impl Picks,
    protocol: &Protocol,
    intake: &Intake,
    place: usize,
) -> Option<Answer> {
    Some(match &protocol.questions[place].kind {
        Kind::Number { .. } => {
            let low = picks.of(&[17.0, 18.0, 49.0, 0.0, 1.0]);
            let high = low + picks.of(&[1.0, 0.0, 2.0, 40.0]);
            match picks.pick(4) {
                0 => Answer::Range(Some(low), None),
                1 => Answer::Range(None, Some(high)),
                _ => Answer::Range(Some(low), Some(high)),
            }
        }
        Kind::Time(tense) => Answer::Time(vague_time(picks, protocol, intake, *tense)),
        Kind::Uses => {
            let uses = (0..picks.pick(4))
                .map(|_| vague_use(picks, protocol, intake))
                .collect();
            Answer::Uses(uses)
        }
        Kind::YesNo | Kind::One(_) | Kind::Many(_) => {
            brute::exact_answer(picks, protocol, intake, place)
        }
    })
}

fn vague_use(picks: &mut impl Picks, protocol: &Protocol, intake: &Intake) -> Use {
    let name = picks.pick(NAMES.len());
    let last = match picks.pick(6) {
        0 => None,
        1 => Some(Time::Never),
        2 | 3 => Some(vague_time(picks, protocol, intake, Tense::Past)),
        _ => Some(Time::Exact(brute::a_time(
            picks,
            protocol,
            intake,
            Tense::Past,
        ))),
    };
    let next = match picks.pick(6) {
        0..=2 => None,
        3 => Some(vague_time(picks, protocol, intake, Tense::Future)),
        4 => Some(Time::Never),
        _ => Some(Time::Exact(brute::a_time(
            picks,
            protocol,
            intake,
            Tense::Future,
        ))),
    };
    let ongoing = picks.of(&[
        None,
        Some(Ongoing::Known(true)),
        Some(Ongoing::Known(false)),
        Some(Ongoing::Null),
        Some(Ongoing::Bad),
    ]);
    let mut one = Use {
        name,
        last,
        ongoing,
        next,
        means: None,
        really: None,
    };
    one.means = match picks.pick(6) {
        0..=2 => None,
        3 => Some(Means::nothing()),
        4 => Some(Means::Bad),
        // What is offered for any part of the name, and what is not offered at all.
        _ => {
            let all = [
                "alprazolam",
                "lamotrigine",
                "phenelzine",
                "oxycodone",
                "ibuprofen",
            ];
            let chosen = (0..1 + picks.pick(2)).map(|_| picks.of(&all)).collect();
            Some(Means::Said(chosen, picks.one_in(5)))
        }
    };
    one
}

fn vague_time(picks: &mut impl Picks, protocol: &Protocol, intake: &Intake, tense: Tense) -> Time {
    let at = brute::a_time(picks, protocol, intake, tense);
    let local_day = (at + intake.offset * MINUTE).div_euclid(DAY);
    let length = picks.of(&[MINUTE, 2 * HOUR, 30 * DAY]);
    match picks.pick(9) {
        0 => Time::Null,
        1 => Time::Bad("recently"),
        2 => Time::Day(local_day),
        3 => {
            let (year, month, _) = civil(local_day);
            Time::Month(year, month)
        }
        4 => Time::Range(None, Some(at)),
        5 => Time::Range(Some(at), None),
        6 => Time::Range(Some(at - length), Some(at + length)),
        7 => Time::About(at, length / MINUTE),
        // On the wrong side of now.
        _ => Time::Exact(match tense {
            Tense::Past => intake.now + 1 + length,
            Tense::Future => intake.now - 1 - length,
        }),
    }
}
