//! The evaluator: what a protocol's criteria come to, given the facts. There is no other.
//!
//! It is total: whatever the facts, every condition has a [`Truth`]. On the way it can write down why: for a condition that
//! is true or false, facts that suffice for it; for one that is unknown, the facts that are missing. Whoever does not want
//! to know passes `&mut ()`, and nothing is written.

use super::barrier::Barrier;
use super::reasons::{Aspect, Aspects, Fact, Joint, Reasons};
use crate::Truth;
use crate::intake::facts::{Answer, Facts, Meaning, Missing, Use, When, possible_starts};
use crate::protocol::condition::Condition;
use crate::protocol::model::{
    Criterion, QuestionIndex, QuestionKind, Role, Tense, Washed, Washout,
};
use crate::protocol::standing::Side;
use crate::time::{Duration, ImpreciseTime};

/// One person's facts, ready to be judged.
pub(crate) struct Evaluator<'f> {
    pub(crate) facts: &'f Facts<'f>,
    /// For each question, whether it applies.
    applies: Vec<Truth>,
}

/// One time at which a substance was or will be used, or at which an event fell.
struct Exposure {
    /// Whether it concerns the washout at all.
    is_meant: Truth,
    time: ImpreciseTime,
    tense: Tense,
    question: QuestionIndex,
    /// The place in the list of uses, and whether it is the last or the next use.
    place: Option<(usize, Aspect)>,
    member: Truth,
}

impl<'f> Evaluator<'f> {
    pub(crate) fn new(facts: &'f Facts<'f>) -> Self {
        let questions = &facts.protocol.questions;
        let mut evaluator = Self {
            facts,
            applies: vec![Truth::True; questions.len()],
        };
        // A question depends on earlier ones only, so one pass in order settles them all.
        for (index, question) in questions.iter().enumerate() {
            if let Some(condition) = &question.applies {
                let applies = evaluator.condition(condition, &mut ());
                if let Some(slot) = evaluator.applies.get_mut(index) {
                    *slot = applies;
                }
            }
        }
        evaluator
    }

    pub(crate) fn applies(&self, question: QuestionIndex) -> Truth {
        self.applies.get(question.0).copied().unwrap_or(Truth::True)
    }

    /// Whether one side of a criterion is broken. A side that it does not have is not.
    pub(crate) fn side(
        &self,
        criterion: &Criterion,
        side: Side,
        reasons: &mut impl Reasons,
    ) -> Truth {
        if !side.is_part_of(criterion) {
            return Truth::False;
        }
        let mut joint = Joint::new(Truth::False, reasons);
        let since = reasons.mark();
        let guard = match (&criterion.when, criterion.role) {
            (None, _) => Truth::True,
            (Some(condition), Role::Inclusion) => !self.condition(condition, reasons),
            (Some(condition), _) => self.condition(condition, reasons),
        };
        let Some(washout) = &criterion.washout else {
            return guard;
        };
        if joint.decides(guard, since, reasons) {
            return Truth::False;
        }
        let since = reasons.mark();
        let broken = self.washout(washout, side, reasons);
        if joint.decides(broken, since, reasons) {
            return Truth::False;
        }
        joint.outcome()
    }

    /// The value of a condition.
    pub(crate) fn condition(&self, condition: &Condition, reasons: &mut impl Reasons) -> Truth {
        match condition {
            Condition::All(parts) => self.joined(parts, Truth::False, reasons),
            Condition::Any(parts) => self.joined(parts, Truth::True, reasons),
            Condition::Not(inner) => !self.condition(inner, reasons),
            Condition::Chosen { question, options } => {
                self.answer(*question, reasons, |kind| match kind {
                    Answer::Chosen(chosen) => (chosen & options != 0).into(),
                    Answer::Missing(_)
                    | Answer::Number(..)
                    | Answer::Event(_)
                    | Answer::Uses(_) => Truth::Unknown,
                })
            }
            Condition::Number { question, test } => {
                self.answer(*question, reasons, |kind| match kind {
                    Answer::Number(low, high) => test.on(*low, *high),
                    Answer::Missing(_) | Answer::Chosen(_) | Answer::Event(_) | Answer::Uses(_) => {
                        Truth::Unknown
                    }
                })
            }
            Condition::Uses { terms, ongoing } => self.any_use(reasons, |one, aspects| {
                let member = one.named.membership.in_any(terms);
                if member == Truth::Unknown {
                    aspects.push(Aspect::Name);
                }
                let goes_on = if *ongoing {
                    goes_on(one, aspects)
                } else {
                    Truth::True
                };
                member.and(goes_on)
            }),
        }
    }

    /// `and` where `False` decides, `or` where `True` does.
    fn joined(&self, parts: &[Condition], decisive: Truth, reasons: &mut impl Reasons) -> Truth {
        let mut joint = Joint::new(decisive, reasons);
        for part in parts {
            let since = reasons.mark();
            let truth = self.condition(part, reasons);
            if joint.decides(truth, since, reasons) {
                return decisive;
            }
        }
        joint.outcome()
    }

    /// A test of an answer. It is false where the question does not apply.
    fn answer(
        &self,
        question: QuestionIndex,
        reasons: &mut impl Reasons,
        test: impl FnOnce(&Answer) -> Truth,
    ) -> Truth {
        let applies = self.applies(question);
        if applies == Truth::False {
            reasons.push(Fact::Applies(question));
            return Truth::False;
        }
        let value = test(self.facts.answer(question));
        self.with_application(question, applies, value, reasons, |reasons| {
            reasons.push(Fact::Answer(question))
        })
    }

    /// A value that only counts where its question applies.
    fn with_application<R: Reasons>(
        &self,
        question: QuestionIndex,
        applies: Truth,
        value: Truth,
        reasons: &mut R,
        why: impl FnOnce(&mut R),
    ) -> Truth {
        let truth = applies.and(value);
        if value == truth {
            why(reasons);
        }
        if value != Truth::False && applies == truth && self.is_conditional(question) {
            reasons.push(Fact::Applies(question));
        }
        truth
    }

    fn is_conditional(&self, question: QuestionIndex) -> bool {
        self.facts
            .protocol
            .questions
            .get(question.0)
            .is_some_and(|question| question.applies.is_some())
    }

    /// Whether there is a use for which a test holds. The test says which aspects of the use it could not decide on.
    fn any_use(
        &self,
        reasons: &mut impl Reasons,
        test: impl Fn(&Use, &mut Aspects) -> Truth,
    ) -> Truth {
        let mut joint = Joint::new(Truth::True, reasons);
        for question in self.facts.protocol.uses_questions.iter().copied() {
            let applies = self.applies(question);
            let since = reasons.mark();
            if applies == Truth::False {
                reasons.push(Fact::Applies(question));
                joint.decides(Truth::False, since, reasons);
                continue;
            }
            let Answer::Uses(uses) = self.facts.answer(question) else {
                self.with_application(question, applies, Truth::Unknown, reasons, |reasons| {
                    reasons.push(Fact::Answer(question));
                });
                joint.decides(Truth::Unknown, since, reasons);
                continue;
            };
            reasons.push(Fact::Answer(question));
            joint.decides(Truth::False, since, reasons);
            for (place, one) in uses.iter().enumerate() {
                let mut aspects = Aspects::default();
                let value = test(one, &mut aspects);
                if value == Truth::False {
                    continue;
                }
                let since = reasons.mark();
                let truth = self.with_application(question, applies, value, reasons, |reasons| {
                    if value == Truth::True {
                        reasons.push(Fact::Use(question, place, Aspect::Name));
                    }
                    aspects.each(|aspect| reasons.push(Fact::Use(question, place, aspect)));
                });
                if joint.decides(truth, since, reasons) {
                    return Truth::True;
                }
            }
        }
        joint.outcome()
    }

    /// Whether a washout is broken on one side.
    fn washout(&self, washout: &Washout, side: Side, reasons: &mut impl Reasons) -> Truth {
        let mut joint = Joint::new(Truth::True, reasons);
        let mut decided = false;
        self.exposures(&washout.of, &mut |exposure| {
            if decided {
                return;
            }
            let since = reasons.mark();
            let broken = self.broken(washout, side, exposure);
            let value = exposure.member.and(broken);
            let question = exposure.question;
            if value == Truth::False {
                reasons.push(Fact::Answer(question));
                joint.decides(Truth::False, since, reasons);
                return;
            }
            let truth = self.with_application(
                question,
                self.applies(question),
                value,
                reasons,
                |reasons| match exposure.place {
                    None => reasons.push(Fact::Answer(question)),
                    Some((place, when)) => {
                        if value == Truth::True || exposure.member == Truth::Unknown {
                            reasons.push(Fact::Use(question, place, Aspect::Name));
                        }
                        if value == Truth::True || broken == Truth::Unknown {
                            reasons.push(Fact::Use(question, place, when));
                        }
                    }
                },
            );
            decided = joint.decides(truth, since, reasons);
        });
        if decided {
            Truth::True
        } else {
            joint.outcome()
        }
    }

    /// Everything that a washout looks at, as far as it applies.
    fn exposures(&self, of: &Washed, look: &mut dyn FnMut(&Exposure)) {
        match of {
            Washed::Event(question) => {
                let tense = match self
                    .facts
                    .protocol
                    .questions
                    .get(question.0)
                    .map(|question| &question.kind)
                {
                    Some(QuestionKind::Time { tense, .. }) => *tense,
                    _ => Tense::Past,
                };
                let when = match self.facts.answer(*question) {
                    Answer::Event(when) => *when,
                    Answer::Missing(missing) => When::Unclear(*missing),
                    Answer::Chosen(_) | Answer::Number(..) | Answer::Uses(_) => return,
                };
                // An event of unknown time may also never have happened, but the cautious reading is that it did.
                self.look_at(*question, None, Truth::True, when, tense, look);
            }
            Washed::Uses(terms) => {
                for question in self.facts.protocol.uses_questions.iter().copied() {
                    match self.facts.answer(question) {
                        Answer::Uses(uses) => {
                            for (place, one) in uses.iter().enumerate() {
                                let member = one.named.membership.in_any(terms);
                                if member == Truth::False {
                                    continue;
                                }
                                let last = Some((place, Aspect::Last));
                                self.look_at(question, last, member, one.last, Tense::Past, look);
                                let next = Some((place, Aspect::Next));
                                self.look_at(question, next, member, one.next, Tense::Future, look);
                            }
                        }
                        Answer::Missing(missing) => {
                            let any = When::Unclear(*missing);
                            self.look_at(question, None, Truth::Unknown, any, Tense::Past, look);
                            self.look_at(question, None, Truth::Unknown, any, Tense::Future, look);
                        }
                        Answer::Chosen(_) | Answer::Number(..) | Answer::Event(_) => {}
                    }
                }
            }
        }
    }

    fn look_at(
        &self,
        question: QuestionIndex,
        place: Option<(usize, Aspect)>,
        member: Truth,
        when: When,
        tense: Tense,
        look: &mut dyn FnMut(&Exposure),
    ) {
        let applies = self.applies(question);
        let is_meant = applies.and(member);
        if is_meant == Truth::False {
            return;
        }
        if let Some(time) = when.interval(tense, self.facts.zone.now) {
            look(&Exposure {
                is_meant,
                time,
                tense,
                question,
                place,
                member,
            });
        }
    }

    /// Whether an exposure falls into the forbidden time on one side of the treatment.
    fn broken(&self, washout: &Washout, side: Side, exposure: &Exposure) -> Truth {
        let facts = self.facts;
        match side {
            Side::Role => washout.before.map_or(Truth::False, |before| {
                Barrier::of(exposure.time, before, &facts.zone)
                    .at(possible_starts(facts.start, facts.zone.now))
            }),
            Side::After => washout
                .after
                .map_or(Truth::False, |after| self.too_early(exposure, after)),
            Side::Preference => washout
                .prefer_after
                .map_or(Truth::False, |prefer| self.too_early(exposure, prefer)),
        }
    }

    /// Whether an exposure falls between the start and a time after the end. A past one that is not after the start was
    /// before it, and is the concern of the other side.
    fn too_early(&self, exposure: &Exposure, after: Duration) -> Truth {
        let (start, end, time) = (self.facts.start, self.facts.end, exposure.time);
        let over = |end| self.facts.zone.after(after, end);
        let (from_certainly, from_possibly) = match exposure.tense {
            Tense::Future => (
                time.earliest() >= start.latest(),
                time.latest() >= start.earliest(),
            ),
            Tense::Past => (
                time.earliest() > start.latest(),
                time.latest() > start.earliest(),
            ),
        };
        Truth::between(
            from_certainly && time.latest() < over(end.earliest()).earliest(),
            from_possibly && time.earliest() < over(end.latest()).latest(),
        )
    }

    /// The starts that a deferral forbids, as it stands: certainly, and possibly.
    pub(crate) fn barriers(&self, criterion: &Criterion, into: &mut Vec<Barrier>) {
        let Some((washout, before)) = criterion
            .washout
            .as_ref()
            .and_then(|washout| Some((washout, washout.before?)))
        else {
            return;
        };
        let guard = criterion
            .when
            .as_ref()
            .map_or(Truth::True, |condition| self.condition(condition, &mut ()));
        if guard == Truth::False {
            return;
        }
        self.exposures(&washout.of, &mut |exposure| {
            let barrier = match (exposure.place, exposure.member) {
                // A list that is not known may hold anything at any time.
                (None, Truth::Unknown) => Barrier::EVERYWHERE,
                _ => Barrier::of(exposure.time, before, &self.facts.zone),
            };
            into.push(barrier.weakened(guard.and(exposure.is_meant)));
        });
    }

    /// Whether a name was left that nobody could make sense of.
    pub(crate) fn unrecognised_name(&self, reasons: &mut impl Reasons) -> Truth {
        self.any_use(reasons, |one, aspects| match one.named.meaning {
            Meaning::NoneFits => Truth::True,
            Meaning::Unclear => {
                aspects.push(Aspect::Name);
                Truth::Unknown
            }
            Meaning::Known | Meaning::Chosen => Truth::False,
        })
    }
}

/// Whether a use goes on: it was said to, or a next one is planned, be it at a time that the person does not know. A
/// planned use that could not be understood is no answer.
fn goes_on(one: &Use, open: &mut Aspects) -> Truth {
    let said = one.ongoing.unwrap_or(Truth::Unknown);
    let planned = match one.next {
        When::At(_) | When::Unclear(Missing::DontKnow) => Truth::True,
        When::Unclear(_) => Truth::Unknown,
        When::Never => Truth::False,
    };
    let goes_on = said.or(planned);
    if goes_on == Truth::Unknown {
        if said == Truth::Unknown {
            open.push(Aspect::Ongoing);
        }
        if planned == Truth::Unknown {
            open.push(Aspect::Next);
        }
    }
    goes_on
}
