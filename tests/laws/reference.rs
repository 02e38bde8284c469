//! A second evaluator, slow and obvious, for intakes in which everything is known exactly. It has two values and is
//! written from the description of the format; it shares nothing with the engine.

use crate::model::{
    Answer, Cond, Criterion, DAY, Intake, Kind, MINUTE, Ongoing, Protocol, Role, Span, Tense, Time,
    Use, Washed, Washout, civil, days, is_in,
};

/// From the mildest to the gravest, as the engine orders them; `incomplete` cannot come of an exact intake.
pub(crate) const ELIGIBLE: u8 = 0;
pub(crate) const ACTION_NEEDED: u8 = 2;
pub(crate) const DEFERRED: u8 = 3;
pub(crate) const NEEDS_REVIEW: u8 = 4;
pub(crate) const INELIGIBLE: u8 = 5;

/// What comes of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) raised: bool,
    pub(crate) contributes: u8,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// One for each criterion, and the last for names that nobody could make sense of.
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) disposition: u8,
}

/// Judges an intake in which every answer, the start and the end are exact.
pub(crate) fn judge(protocol: &Protocol, intake: &Intake) -> Verdict {
    let person = Person::new(protocol, intake, intake.offset);
    let mut outcomes: Vec<Outcome> = protocol
        .criteria
        .iter()
        .map(|criterion| person.criterion(criterion))
        .collect();
    let nonsense = person.uses().any(Use::fits_nothing);
    outcomes.push(Outcome {
        raised: nonsense,
        contributes: if nonsense { NEEDS_REVIEW } else { ELIGIBLE },
    });
    let disposition = outcomes
        .iter()
        .map(|one| one.contributes)
        .max()
        .unwrap_or(ELIGIBLE);
    Verdict {
        outcomes,
        disposition,
    }
}

/// Whether some deferral is broken before a start.
pub(crate) fn is_deferred(protocol: &Protocol, intake: &Intake, start: i64) -> bool {
    let mut person = Person::new(protocol, intake, intake.offset);
    person.begins = start;
    let deferrals = protocol
        .criteria
        .iter()
        .filter(|criterion| criterion.role == Role::Deferral);
    deferrals
        .into_iter()
        .any(|criterion| person.role_side(criterion))
}

/// Whether the zone is all that keeps the engine from a certain answer: months are counted on the calendar of the place,
/// of which an intake only says roughly what its clocks show.
pub(crate) fn depends_on_the_zone(protocol: &Protocol, intake: &Intake) -> bool {
    let offsets: Vec<i64> = match intake.now_offset {
        Some(offset) => (-12..=12).map(|quarter| offset + quarter * 15).collect(),
        None => (-48..=56).map(|quarter| quarter * 15).collect(),
    };
    let mut verdicts = offsets.into_iter().map(|offset| {
        let person = Person::new(protocol, intake, offset);
        let sides: Vec<[bool; 3]> = protocol
            .criteria
            .iter()
            .map(|c| {
                [
                    person.role_side(c),
                    person.after_side(c),
                    person.preference_side(c),
                ]
            })
            .collect();
        sides
    });
    let first = verdicts.next();
    verdicts.any(|other| Some(other) != first)
}

struct Person<'a> {
    protocol: &'a Protocol,
    intake: &'a Intake,
    /// What the clocks show, in minutes ahead of UTC.
    offset: i64,
    start: i64,
    /// The start, or a later one, if it has not begun when it should have.
    begins: i64,
    end: i64,
    applies: Vec<bool>,
}

impl<'a> Person<'a> {
    fn new(protocol: &'a Protocol, intake: &'a Intake, offset: i64) -> Self {
        let exact = |time: &Option<Time>, what: &str| match time {
            Some(Time::Exact(at)) => *at,
            other => panic!("{what} is {other:?}"),
        };
        let mut person = Self {
            protocol,
            intake,
            offset,
            start: exact(&intake.start, "start"),
            begins: intake.begins.unwrap_or(exact(&intake.start, "start")),
            end: exact(&intake.end, "end"),
            applies: Vec::new(),
        };
        // A question may only depend on those above it.
        for question in &protocol.questions {
            let applies = question
                .applies
                .as_ref()
                .is_none_or(|when| person.holds(when));
            person.applies.push(applies);
        }
        person
    }

    fn answer(&self, question: usize) -> Option<&'a Answer> {
        let answer = self.intake.answers[question].as_ref();
        self.applies[question].then(|| answer.expect("everything is answered"))
    }

    /// Every use that counts.
    fn uses(&self) -> impl Iterator<Item = &'a Use> {
        let applying = self.protocol.uses_questions().filter(|question| {
            // While `applies` is still being worked out, later questions are not looked at.
            self.applies.get(*question).copied().unwrap_or(false)
        });
        applying.flat_map(|question| match self.answer(question) {
            Some(Answer::Uses(uses)) => uses.as_slice(),
            other => panic!("uses are {other:?}"),
        })
    }

    fn holds(&self, condition: &Cond) -> bool {
        match condition {
            Cond::Not(inner) => !self.holds(inner),
            Cond::All(parts) => parts.iter().all(|part| self.holds(part)),
            Cond::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Cond::Is(question, word, negated) => {
                self.chosen(*question, std::slice::from_ref(word), false) != *negated
            }
            Cond::In(question, words) => self.chosen(*question, words, false),
            Cond::Has(question, words) => self.chosen(*question, words, true),
            Cond::Compare(question, sign, limit) => {
                #[expect(clippy::cast_precision_loss, reason = "limits lie between 0 and 100")]
                let limit = *limit as f64;
                self.number(*question).is_some_and(|number| match *sign {
                    "<" => number < limit,
                    "<=" => number <= limit,
                    ">" => number > limit,
                    ">=" => number >= limit,
                    "=" => number == limit,
                    _ => number != limit,
                }) || (*sign == "!=" && self.number(*question).is_none())
            }
            Cond::Between(question, low, high) => {
                #[expect(clippy::cast_precision_loss, reason = "limits lie between 0 and 100")]
                let (low, high) = (*low as f64, *high as f64);
                self.number(*question)
                    .is_some_and(|number| low <= number && number <= high)
            }
            Cond::Uses { ongoing, terms } => self.uses().any(|one| {
                is_one_of(one, terms) && (!ongoing || one.next_at().is_some() || one.goes_on())
            }),
        }
    }

    /// Whether one of these words was chosen; tags count where `has` is written.
    fn chosen(&self, question: usize, words: &[String], with_tags: bool) -> bool {
        let asked = &self.protocol.questions[question];
        let is_meant = |place: usize| match &asked.kind {
            Kind::One(choices) | Kind::Many(choices) => {
                let choice = &choices[place];
                words.contains(&choice.id)
                    || (with_tags && choice.tags.iter().any(|tag| words.iter().any(|w| w == tag)))
            }
            _ => false,
        };
        match self.answer(question) {
            None => false,
            Some(Answer::YesNo(yes)) => words[0] == if *yes { "yes" } else { "no" },
            Some(Answer::One(place)) => is_meant(*place),
            Some(Answer::Many(places)) => places.iter().any(|place| is_meant(*place)),
            Some(other) => panic!("a choice is {other:?}"),
        }
    }

    fn number(&self, question: usize) -> Option<f64> {
        match self.answer(question) {
            None => None,
            Some(Answer::Number(number)) => Some(*number),
            Some(other) => panic!("a number is {other:?}"),
        }
    }

    fn criterion(&self, criterion: &Criterion) -> Outcome {
        let (role, after) = (self.role_side(criterion), self.after_side(criterion));
        let weight = match criterion.role {
            Role::Inclusion | Role::Exclusion => INELIGIBLE,
            Role::Referral => NEEDS_REVIEW,
            Role::Deferral => DEFERRED,
            Role::Requirement => ACTION_NEEDED,
            Role::Advice => ELIGIBLE,
        };
        let of_role = if role { weight } else { ELIGIBLE };
        let of_after = if after {
            weight.min(ACTION_NEEDED)
        } else {
            ELIGIBLE
        };
        Outcome {
            raised: role || after || self.preference_side(criterion),
            contributes: of_role.max(of_after),
        }
    }

    fn guard(&self, criterion: &Criterion) -> bool {
        let holds = criterion.when.as_ref().is_none_or(|when| self.holds(when));
        holds != (criterion.role == Role::Inclusion)
    }

    fn role_side(&self, criterion: &Criterion) -> bool {
        let in_the_way = match &criterion.washout {
            None => true,
            Some(washout) => washout.before.is_some_and(|before| {
                self.times(washout)
                    .iter()
                    .any(|(at, _)| *at <= self.begins && self.begins < self.later(*at, before))
            }),
        };
        in_the_way && self.guard(criterion)
    }

    fn after_side(&self, criterion: &Criterion) -> bool {
        let washout = criterion.washout.as_ref();
        let too_early = washout.is_some_and(|washout| self.is_too_early(washout, washout.after));
        too_early && self.guard(criterion)
    }

    fn preference_side(&self, criterion: &Criterion) -> bool {
        let washout = criterion.washout.as_ref();
        let too_early =
            washout.is_some_and(|washout| self.is_too_early(washout, washout.prefer_after));
        too_early && self.guard(criterion)
    }

    /// A planned use from the start on, or a past one later than the start, before `after` has passed since the end.
    fn is_too_early(&self, washout: &Washout, after: Option<Span>) -> bool {
        let Some(over) = after.map(|after| self.later(self.end, after)) else {
            return false;
        };
        self.times(washout).iter().any(|(at, tense)| {
            let from_the_start = match tense {
                Tense::Future => self.start <= *at,
                Tense::Past => self.start < *at,
            };
            from_the_start && *at < over
        })
    }

    /// All that a washout looks at.
    fn times(&self, washout: &Washout) -> Vec<(i64, Tense)> {
        match &washout.of {
            Washed::Uses(terms) => {
                let meant = self.uses().filter(|one| is_one_of(one, terms));
                meant
                    .flat_map(|one| {
                        let last = one.last_at().map(|at| (at, Tense::Past));
                        let next = one.next_at().map(|at| (at, Tense::Future));
                        last.into_iter().chain(next)
                    })
                    .collect()
            }
            Washed::Event(question) => {
                let Kind::Time(tense) = self.protocol.questions[*question].kind else {
                    panic!("not a time");
                };
                match self.answer(*question) {
                    None | Some(Answer::Time(Time::Never)) => Vec::new(),
                    Some(Answer::Time(Time::Exact(at))) => vec![(*at, tense)],
                    Some(other) => panic!("a time is {other:?}"),
                }
            }
        }
    }

    fn later(&self, at: i64, span: Span) -> i64 {
        later(at, span, self.offset)
    }
}

fn is_one_of(one: &Use, terms: &[&str]) -> bool {
    let substances = one.substances();
    substances
        .iter()
        .any(|substance| terms.iter().any(|term| is_in(substance, term)))
}

impl Use {
    fn last_at(&self) -> Option<i64> {
        match &self.last {
            Some(Time::Exact(at)) => Some(*at),
            Some(Time::Never) => None,
            other => panic!("a last use is {other:?}"),
        }
    }

    fn next_at(&self) -> Option<i64> {
        match &self.next {
            Some(Time::Exact(at)) => Some(*at),
            None | Some(Time::Never) => None,
            other => panic!("a next use is {other:?}"),
        }
    }

    fn goes_on(&self) -> bool {
        match self.ongoing {
            Some(Ongoing::Known(ongoing)) => ongoing,
            other => panic!("ongoing is {other:?}"),
        }
    }
}

/// When a length of time has passed. Months keep the day; where there is no such day, the next month must begin.
pub(crate) fn later(at: i64, span: Span, offset: i64) -> i64 {
    match span {
        Span::Minutes(minutes) => at + minutes * MINUTE,
        Span::Months(months) => {
            let local = at + offset * MINUTE;
            let (year, month, day) = civil(local.div_euclid(DAY));
            let (year, month) = months_on(year, month, months);
            let (next_year, next_month) = months_on(year, month, 1);
            let first_of_next = days(next_year, next_month, 1);
            let wanted = days(year, month, day);
            let arrived = if wanted < first_of_next {
                wanted * DAY + local.rem_euclid(DAY)
            } else {
                first_of_next * DAY
            };
            arrived - offset * MINUTE
        }
    }
}

fn months_on(year: i64, month: i64, months: i64) -> (i64, i64) {
    let all = year * 12 + month - 1 + months;
    (all.div_euclid(12), all.rem_euclid(12) + 1)
}

/// The questions that do not apply.
pub(crate) fn not_applying(protocol: &Protocol, intake: &Intake) -> Vec<usize> {
    let person = Person::new(protocol, intake, intake.offset);
    (0..protocol.questions.len())
        .filter(|place| !person.applies[*place])
        .collect()
}
