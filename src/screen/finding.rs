//! A judged criterion, with what it rests on.

use super::barrier::{Barrier, first_allowed};
use super::disposition::contribution;
use super::evaluate::Evaluator;
use super::reasons::{Aspect, Fact, Reasons};
use super::said::Said;
use super::screening::{
    AnswerRef, CitationRef, Clearance, Evidence, Finding, Interval, Moment, Occasion, Status,
};
use crate::disposition::Disposition;
use crate::intake::facts::{Answer, Facts, When};
use crate::order;
use crate::protocol::model::{Citation, Criterion, QuestionIndex, Role, Tense, Washout};
use crate::protocol::standing::{Side, Standing};
use crate::protocol::{Protocol, UNRECOGNISED_NAME};
use crate::time::{ImpreciseTime, Instant};

/// Judges a criterion; `None` if it is clear.
pub(crate) fn judge(evaluator: &Evaluator<'_>, criterion: &Criterion) -> Option<Standing> {
    Standing::of(Side::ALL.into_iter().map(|side| {
        let truth = evaluator.side(criterion, side, &mut ());
        (side, truth, contribution(criterion.role, side))
    }))
}

/// Judges whether a name was left that nobody could make sense of.
pub(crate) fn judge_names(evaluator: &Evaluator<'_>) -> Option<Standing> {
    let is_left = evaluator.unrecognised_name(&mut ());
    let only = (Side::Role, is_left, Some(Disposition::NeedsReview));
    Standing::of(core::iter::once(only))
}

/// A criterion that is not clear, with its reasons, before it is put into words.
pub(crate) struct Judged {
    /// Its place in the protocol; behind all others for the one that the engine adds.
    pub(crate) place: usize,
    pub(crate) standing: Standing,
    /// What is missing, of every side that is possible.
    pub(crate) pending: Vec<Fact>,
}

impl Judged {
    /// Finds out what a standing waits for.
    pub(crate) fn of(place: usize, standing: Standing, evaluator: &Evaluator<'_>) -> Self {
        let mut judged = Self {
            place,
            standing,
            pending: Vec::new(),
        };
        let mut pending = Vec::new();
        for side in judged.standing.open.into_iter().flatten() {
            judged.reasons(side, evaluator, &mut pending);
        }
        judged.pending = with_applications(evaluator, pending);
        judged
    }

    /// What suffices for it, if it is raised.
    fn support(&self, evaluator: &Evaluator<'_>) -> Vec<Fact> {
        let mut support = Vec::new();
        if self.standing.status == Status::Raised {
            self.reasons(self.standing.side, evaluator, &mut support);
        }
        with_applications(evaluator, support)
    }

    fn reasons(&self, side: Side, evaluator: &Evaluator<'_>, into: &mut Vec<Fact>) {
        match self.criterion(evaluator.facts.protocol) {
            Some(criterion) => evaluator.side(criterion, side, into),
            None => evaluator.unrecognised_name(into),
        };
    }
}

/// Puts in place of "this question applies" whatever that hangs on. Each question is looked at once.
pub(crate) fn with_applications(evaluator: &Evaluator<'_>, mut facts: Vec<Fact>) -> Vec<Fact> {
    if facts.is_empty() {
        return facts;
    }
    let mut place = 0;
    let mut seen: Vec<QuestionIndex> = Vec::new();
    while let Some(fact) = facts.get(place).copied() {
        place += 1;
        let Fact::Applies(question) = fact else {
            continue;
        };
        if seen.contains(&question) {
            continue;
        }
        seen.push(question);
        let condition = evaluator
            .facts
            .protocol
            .questions
            .get(question.0)
            .and_then(|asked| asked.applies.as_ref());
        if let Some(condition) = condition {
            let end = facts.mark();
            evaluator.condition(condition, &mut facts);
            debug_assert!(facts.mark() >= end, "reasons are only added");
        }
    }
    facts.retain(|fact| !matches!(fact, Fact::Applies(_)));
    order::sort_dedup(&mut facts);
    facts
}

/// The id of the criterion at a place. The one that the engine adds stands behind all others.
pub(crate) fn criterion_id(protocol: &Protocol, place: usize) -> &str {
    let criterion = protocol.criteria.get(place);
    criterion.map_or(UNRECOGNISED_NAME, |criterion| &criterion.id)
}

impl Judged {
    pub(crate) fn id<'p>(&self, protocol: &'p Protocol) -> &'p str {
        criterion_id(protocol, self.place)
    }

    /// `None` for the criterion that the engine adds.
    fn criterion<'p>(&self, protocol: &'p Protocol) -> Option<&'p Criterion> {
        protocol.criteria.get(self.place)
    }

    /// The finding, with everything it rests on.
    pub(crate) fn finding<'p>(
        &self,
        evaluator: &Evaluator<'_>,
        protocol: &'p Protocol,
    ) -> Finding<'p> {
        let facts = evaluator.facts;
        let criterion = self.criterion(protocol);
        let support = self.support(evaluator);
        let shown = if self.standing.status == Status::Raised {
            &support
        } else {
            &self.pending
        };
        let washout = criterion.and_then(|criterion| criterion.washout.as_ref());
        let citations = criterion.map(|criterion| criterion.citations.as_slice());
        let (citation, further_citations) = citation_refs(citations.unwrap_or_default(), protocol);
        Finding {
            criterion: self.id(protocol),
            role: criterion.map_or(Role::Referral, |criterion| criterion.role),
            section: criterion.and_then(|criterion| criterion.section),
            status: self.standing.status,
            contributes: if self.standing.status == Status::Raised {
                self.standing.raised
            } else {
                self.standing.possible
            },
            could_become: self.standing.possible.filter(|possible| {
                self.standing.status == Status::Raised && Some(*possible) > self.standing.raised
            }),
            message: criterion.map(|criterion| &criterion.say),
            evidence: evidence(shown, washout, self.standing.side, facts, protocol),
            culprits: culprits(&support, protocol),
            clearance: criterion
                .filter(|criterion| self.is_timed(criterion))
                .map(|criterion| {
                    let mut barriers = Vec::new();
                    evaluator.barriers(criterion, &mut barriers);
                    clearance(&barriers, facts)
                }),
            citation,
            further_citations,
        }
    }

    /// Whether time alone can clear it.
    fn is_timed(&self, criterion: &Criterion) -> bool {
        criterion.role == Role::Deferral
            && self.standing.raised.max(self.standing.possible) == Some(Disposition::Deferred)
    }
}

/// The first starts that a set of barriers allows, not before now nor before the appointment.
pub(crate) fn clearance(barriers: &[Barrier], facts: &Facts<'_>) -> Clearance {
    let from = facts.start.earliest().max(facts.zone.now);
    let (possible_from, certain_from) = first_allowed(from, barriers);
    let moment = |instant: Instant| Moment {
        instant,
        offset: facts.offset,
    };
    Clearance {
        possible_from: possible_from.map(moment),
        certain_from: certain_from.map(moment),
    }
}

/// The first of some citations, which is that of the engine itself where there are none, and the others.
pub(crate) fn citation_refs<'p>(
    citations: &'p [Citation],
    protocol: &'p Protocol,
) -> (CitationRef<'p>, Vec<CitationRef<'p>>) {
    let mut all = citations.iter().filter_map(|citation| {
        let source = protocol.sources.get(citation.source)?;
        Some(CitationRef {
            source: &source.id,
            title: &source.title,
            publisher: &source.publisher,
            url: source.url.as_deref(),
            date: source.date.as_deref(),
            seen: source.seen.as_deref(),
            at: &citation.at,
            basis: citation.basis.as_str(),
            note: citation.note.as_deref(),
            protocol: (!protocol.bases.is_empty())
                .then(|| citation.from.as_ref().unwrap_or(&protocol.id).as_str()),
        })
    });
    let first = all.next().unwrap_or(CitationRef {
        source: "prescreen",
        title: "How names of medicines are read",
        publisher: "prescreen",
        url: None,
        date: None,
        seen: None,
        at: "Names of drugs",
        basis: "engine rule",
        note: None,
        protocol: None,
    });
    (first, all.collect())
}

fn question_id(question: QuestionIndex, protocol: &Protocol) -> &str {
    protocol
        .questions
        .get(question.0)
        .map_or("", |question| &question.id)
}

/// The answers behind a set of facts, each once.
fn culprits<'p>(facts: &[Fact], protocol: &'p Protocol) -> Vec<AnswerRef<'p>> {
    let mut found: Vec<AnswerRef<'p>> = facts
        .iter()
        .map(|fact| answer_ref(*fact, protocol))
        .collect();
    found.dedup();
    found
}

pub(crate) fn answer_ref(fact: Fact, protocol: &Protocol) -> AnswerRef<'_> {
    AnswerRef {
        question: question_id(fact.question(), protocol),
        item: fact.item(),
    }
}

/// What was said, for every fact about which something was said.
fn evidence<'p>(
    shown: &[Fact],
    washout: Option<&Washout>,
    side: Side,
    facts: &Facts<'_>,
    protocol: &'p Protocol,
) -> Vec<Evidence<'p>> {
    let mut evidence: Vec<Evidence<'p>> = Vec::new();
    let window = washout.and_then(|washout| window(washout, side, facts));
    for fact in shown {
        let at = answer_ref(*fact, protocol);
        match *fact {
            Fact::Answer(question) | Fact::Applies(question) => {
                let Some(said) = facts.said(question).cloned() else {
                    continue;
                };
                let time = match facts.answer(question) {
                    Answer::Event(When::At(time)) => Some(Interval::of(*time, facts.offset)),
                    Answer::Event(When::Never | When::Unclear(_))
                    | Answer::Missing(_)
                    | Answer::Chosen(_)
                    | Answer::Number(..)
                    | Answer::Uses(_) => None,
                };
                let window = time.and(window);
                evidence.push(Evidence {
                    at,
                    said: Said::answer(said),
                    occasion: None,
                    time,
                    window,
                });
            }
            Fact::Use(question, place, aspect) => {
                let Answer::Uses(uses) = facts.answer(question) else {
                    continue;
                };
                let Some(one) = uses.get(place) else { continue };
                // All aspects of one use are one piece of evidence.
                if evidence.last().is_none_or(|last| last.at != at) {
                    evidence.push(Evidence {
                        at,
                        said: Said::name(&one.named, &protocol.lexicon),
                        occasion: None,
                        time: None,
                        window: None,
                    });
                }
                let (tense, when, occasion) = match aspect {
                    Aspect::Last => (Tense::Past, one.last, Occasion::Last),
                    Aspect::Next => (Tense::Future, one.next, Occasion::Next),
                    Aspect::Name | Aspect::Ongoing => continue,
                };
                if let Some(last) = evidence.last_mut() {
                    last.occasion = Some(occasion);
                    last.time = when
                        .interval(tense, facts.zone.now)
                        .map(|time| Interval::of(time, facts.offset));
                    last.window = window;
                }
            }
        }
    }
    evidence
}

/// The time that had to stay free, at its widest.
fn window(washout: &Washout, side: Side, facts: &Facts<'_>) -> Option<Interval> {
    let (start, end, zone) = (facts.start, facts.end, &facts.zone);
    let (from, until) = match side {
        Side::Role => (
            zone.latest_before(washout.before?, start.earliest())
                .earliest(),
            start.latest(),
        ),
        Side::After => (
            start.earliest(),
            zone.after(washout.after?, end.latest()).latest(),
        ),
        Side::Preference => (
            start.earliest(),
            zone.after(washout.prefer_after?, end.latest()).latest(),
        ),
    };
    ImpreciseTime::between(from, until).map(|window| Interval::of(window, facts.offset))
}
