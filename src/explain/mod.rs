//! A screening in words: blocks of text that say what each part is, for every face to show in its own way.
//!
//! What a person reads comes from the protocol or from one file of words per language; no sentence is written here.
//!
//! ```
//! use prescreen::explain::{Block, Words, explain};
//! use prescreen::{Intake, protocols};
//!
//! let protocol = protocols::ketamine_iv();
//! let screening = protocol.screen(&Intake::at("2026-05-05T09:45:00-06:00").answer("pregnant", true))?;
//! let blocks = explain(&screening, protocol, Words::for_locales(["es"]));
//! let Some(Block::Outcome { title, .. }) = blocks.first() else { panic!() };
//! assert_eq!(title.to_string(), "Una regla va en contra de este tratamiento.");
//! # Ok::<(), prescreen::Diagnostics>(())
//! ```

mod answer;
mod estimate;
mod finding;
mod list;
mod markup;
mod plan;
#[cfg(test)]
#[cfg(feature = "builtin")]
mod tests;
mod time;
mod whole;
mod words;

pub use answer::{answer, answers, asked, because, question, substance};
pub use estimate::estimate;
pub use finding::{clearance, finding};
pub use list::list;
pub use markup::{
    Block, EstimateBlock, EstimateLineBlock, FigureBlock, FindingBlock, Line, ListBlock,
    ListItemBlock, Mark, Money, PlanStep, SourceBlock, Span, SpanValue,
};
pub use plan::plan;
pub use time::{date, from_moment, interval, moment};
pub use whole::{AnswerInWords, Candidate, Explanation, NextInWords, explanation};
#[cfg(feature = "builtin")]
pub use words::FILES;
pub use words::Words;

use crate::Code;
use crate::disposition::Disposition;
use crate::order;
use crate::protocol::{Protocol, Text};
use crate::screen::notice::Notice;
use crate::screen::screening::{AnswerRef, Finding, Screening, Status, Why};
use crate::time::parse_exact;

/// Everything a screening says to a person, most important first.
#[must_use]
pub fn explain(screening: &Screening<'_>, protocol: &Protocol, words: &Words) -> Vec<Block> {
    let now = parse_exact(&screening.now).ok().map(|(now, _, _)| now);
    let mut blocks = Vec::new();
    opening(screening, protocol, words, &mut blocks);
    findings(screening, protocol, words, &mut blocks);
    let lists = screening.lists.iter();
    let lists = lists.filter_map(|one| list(one, screening, protocol, words));
    blocks.extend(lists.map(Block::List));
    let estimates = screening.estimates.iter();
    blocks.extend(estimates.map(|one| Block::Estimate(estimate(one, words))));
    let plan = plan(screening, protocol, now, words);
    if !plan.is_empty() {
        blocks.push(heading("heading.plan", words));
        blocks.push(Block::Plan(plan));
    }
    missing(screening, protocol, words, &mut blocks);
    problems(screening, protocol, words, &mut blocks);
    advice(screening, protocol, words, &mut blocks);
    let plain = |text: &str| Line::of(Mark::Plain, text);
    blocks.push(Block::Aside(words.fill(
        "outcome.made",
        &[
            ("now", time::said(&screening.now)),
            ("protocol", plain(screening.protocol.id)),
            ("version", plain(screening.protocol.version)),
            ("digest", plain(screening.protocol.digest)),
            ("engine", plain(screening.engine)),
        ],
    )));
    let mut extended = &screening.protocol.extends;
    while let Some(base) = extended {
        let values = [
            ("protocol", base.id),
            ("version", base.version),
            ("digest", base.digest),
        ];
        blocks.push(Block::Aside(words.fill_plain("outcome.extends", &values)));
        extended = &base.extends;
    }
    blocks
}

/// The answer, what it may still become, when a wait ends, and what has to be shown with it.
fn opening(screening: &Screening<'_>, protocol: &Protocol, words: &Words, blocks: &mut Vec<Block>) {
    let own = |text: &Text| text.in_locale(words.locale()).to_owned();
    let (title, meaning) = match screening.outcome {
        Some(outcome) => (own(&outcome.title), outcome.say.as_ref().map(own)),
        None => {
            let (title, meaning) = title_and_meaning(screening.disposition);
            let meaning = words.get(meaning).to_owned();
            (words.get(title).to_owned(), Some(meaning))
        }
    };
    blocks.push(Block::Outcome {
        disposition: screening.disposition,
        title: Line::of(Mark::Strong, title),
        meaning: Line::of(Mark::Plain, meaning.unwrap_or_default()),
    });
    if !screening.settled {
        let worst = outcome(screening.worst_case, protocol, words);
        blocks.push(Block::Paragraph(
            words.fill("outcome.worst", &[("outcome", worst)]),
        ));
    }
    let is_deferred = |finding: &Finding<'_>| finding.clearance.is_some();
    if screening
        .findings
        .iter()
        .any(|finding| finding.status == Status::Raised && is_deferred(finding))
    {
        blocks.push(Block::Paragraph(clearance(screening.clearance, words)));
    }
    for notice in &screening.notices {
        blocks.push(Block::Notice(match notice {
            Notice::AppointmentImprecise => words.fill("notice.appointment_imprecise", &[]),
            Notice::ReviewOverdue(by) => {
                words.fill("notice.review_overdue", &[("date", time::date(*by))])
            }
            Notice::Departure {
                protocol,
                departure,
            } => {
                let values = [
                    ("protocol", *protocol),
                    ("part", &departure.part),
                    ("change", &departure.change),
                    ("reason", departure.reason.in_locale(words.locale())),
                    ("name", &departure.approved_by),
                ];
                words.fill_plain("notice.departure", &values)
            }
            Notice::Note(note) => {
                let note = Line::of(Mark::Plain, note.in_locale(words.locale()));
                words.fill("notice.note", &[("note", note)])
            }
        }));
    }
}

/// The findings that count, the gravest first. What is possible for the sole reason that nothing was asked yet is
/// counted; the questions it hangs on are listed elsewhere.
fn findings(
    screening: &Screening<'_>,
    protocol: &Protocol,
    words: &Words,
    blocks: &mut Vec<Block>,
) {
    let all = || {
        let findings = screening.findings.iter();
        findings.filter(|finding| !is_listed(finding, screening))
    };
    let raised = all().filter(|one| is_raised(one) && one.contributes.is_some());
    let possible = all().filter(|one| !is_raised(one) && rests_on_words(one));
    section("heading.found", raised.collect(), protocol, words, blocks);
    section(
        "heading.possible",
        possible.collect(),
        protocol,
        words,
        blocks,
    );
    let counted = all()
        .filter(|one| !is_raised(one) && !rests_on_words(one))
        .count();
    if counted > 0 {
        let count = Line::of(Mark::Strong, counted.to_string());
        blocks.push(Block::Paragraph(
            words.fill("missing.more", &[("count", count)]),
        ));
    }
}

fn advice(screening: &Screening<'_>, protocol: &Protocol, words: &Words, blocks: &mut Vec<Block>) {
    let advice = screening
        .findings
        .iter()
        .filter(|one| is_raised(one) && one.contributes.is_none() && !is_listed(one, screening));
    section("heading.advice", advice.collect(), protocol, words, blocks);
}

fn is_raised(finding: &Finding<'_>) -> bool {
    finding.status == Status::Raised
}

/// Whether something was said that it rests on: what is possible for the sole reason that nothing was asked yet does not.
fn rests_on_words(finding: &Finding<'_>) -> bool {
    !finding.evidence.is_empty()
}

/// Whether a list shows it, so that it is not said twice.
fn is_listed(finding: &Finding<'_>, screening: &Screening<'_>) -> bool {
    let mut items = screening.lists.iter().flat_map(|list| &list.items);
    items.any(|item| item.criterion == finding.criterion)
}

/// A heading and the findings under it; nothing where there are none.
fn section(
    key: &str,
    mut chosen: Vec<&Finding<'_>>,
    protocol: &Protocol,
    words: &Words,
    blocks: &mut Vec<Block>,
) {
    if chosen.is_empty() {
        return;
    }
    order::sort(&mut chosen, |a, b| b.contributes.cmp(&a.contributes));
    blocks.push(heading(key, words));
    blocks.extend(
        chosen
            .into_iter()
            .map(|one| Block::Finding(finding(one, protocol, words))),
    );
}

fn missing(screening: &Screening<'_>, protocol: &Protocol, words: &Words, blocks: &mut Vec<Block>) {
    if !screening.missing.is_empty() {
        blocks.push(heading("heading.missing", words));
    }
    if let Some(next) = &screening.next_question {
        let name = name_of(&next.at, screening);
        let question = asked(&next.at, next.ask, name.as_deref(), protocol, words);
        blocks.push(Block::Paragraph(
            words.fill("missing.next", &[("question", question)]),
        ));
    }
    for one in &screening.missing {
        let name = name_of(&one.at, screening);
        let question = asked(&one.at, one.ask, name.as_deref(), protocol, words);
        let why = words.fill(why(one.why), &[]);
        blocks.push(Block::Item(
            words.fill("missing.item", &[("question", question), ("why", why)]),
        ));
    }
}

/// The name that the person gave to one use, as far as a finding has it.
fn name_of(at: &AnswerRef<'_>, screening: &Screening<'_>) -> Option<String> {
    at.item?;
    let mut evidence = screening.findings.iter().flat_map(|one| &one.evidence);
    let found = evidence.find(|evidence| evidence.at == *at)?;
    Some(found.said.as_text()?.to_owned())
}

fn problems(
    screening: &Screening<'_>,
    protocol: &Protocol,
    words: &Words,
    blocks: &mut Vec<Block>,
) {
    if !(screening.problems.is_empty() && screening.set_aside.is_empty()) {
        blocks.push(heading("heading.problems", words));
    }
    for problem in &screening.problems {
        let question = question(question_of(&problem.path), protocol, words);
        blocks.push(Block::Item(
            words.fill(self::problem(problem.code), &[("question", question)]),
        ));
    }
    for id in &screening.set_aside {
        let question = question(id, protocol, words);
        blocks.push(Block::Item(
            words.fill("problem.set_aside", &[("question", question)]),
        ));
    }
}

/// The question that a path such as `answers.medications[0].last` leads to.
fn question_of(path: &str) -> &str {
    let path = path.strip_prefix("answers.").unwrap_or(path);
    path.split(['.', '[']).next().unwrap_or(path)
}

/// The words for a problem with an answer.
fn problem(code: Code) -> &'static str {
    if code == Code::OutOfRange {
        "problem.out-of-range"
    } else if code == Code::Contradiction {
        "problem.contradiction"
    } else if code == Code::AppointmentPassed {
        "problem.appointment-passed"
    } else {
        "problem.bad-answer"
    }
}

/// An outcome in a few words: the protocol's own, if it has any.
#[must_use]
pub fn outcome(disposition: Disposition, protocol: &Protocol, words: &Words) -> Line {
    if let Some(outcome) = protocol.outcome(disposition) {
        return Line::of(Mark::Strong, outcome.title.in_locale(words.locale()));
    }
    let key = match disposition {
        Disposition::Eligible => "disposition.eligible.short",
        Disposition::Incomplete => "disposition.incomplete.short",
        Disposition::ActionNeeded => "disposition.action_needed.short",
        Disposition::Deferred => "disposition.deferred.short",
        Disposition::NeedsReview => "disposition.needs_review.short",
        Disposition::Ineligible => "disposition.ineligible.short",
    };
    Line::of(Mark::Strong, words.get(key))
}

fn title_and_meaning(disposition: Disposition) -> (&'static str, &'static str) {
    match disposition {
        Disposition::Eligible => ("disposition.eligible.title", "disposition.eligible.meaning"),
        Disposition::Incomplete => (
            "disposition.incomplete.title",
            "disposition.incomplete.meaning",
        ),
        Disposition::ActionNeeded => (
            "disposition.action_needed.title",
            "disposition.action_needed.meaning",
        ),
        Disposition::Deferred => ("disposition.deferred.title", "disposition.deferred.meaning"),
        Disposition::NeedsReview => (
            "disposition.needs_review.title",
            "disposition.needs_review.meaning",
        ),
        Disposition::Ineligible => (
            "disposition.ineligible.title",
            "disposition.ineligible.meaning",
        ),
    }
}

/// What a finding contributes, in a few words.
fn contribution(contributes: Option<Disposition>, protocol: &Protocol, words: &Words) -> Line {
    if let Some(outcome) = contributes.and_then(|contributes| protocol.outcome(contributes)) {
        return Line::of(Mark::Strong, outcome.title.in_locale(words.locale()));
    }
    let key = match contributes {
        Some(Disposition::Ineligible) => "contributes.ineligible",
        Some(Disposition::NeedsReview) => "contributes.needs_review",
        Some(Disposition::Deferred) => "contributes.deferred",
        Some(Disposition::ActionNeeded) => "contributes.action_needed",
        Some(Disposition::Eligible | Disposition::Incomplete) | None => "contributes.nothing",
    };
    Line::of(Mark::Strong, words.get(key))
}

fn why(why: Why) -> &'static str {
    match why {
        Why::NotAsked => "why.not_asked",
        Why::DontKnow => "why.dont_know",
        Why::NotUnderstood => "why.not_understood",
        Why::OutOfRange => "why.out_of_range",
        Why::Contradiction => "why.contradiction",
        Why::UnclearName => "why.unclear_name",
        Why::UnrecognisedName => "why.unrecognised_name",
        Why::Imprecise => "why.imprecise",
    }
}

fn heading(key: &str, words: &Words) -> Block {
    Block::Heading(Line::of(Mark::Strong, words.get(key)))
}
