//! What one criterion says, and what that rests on.

use super::answer::{answer, question, substance};
use super::markup::{FindingBlock, Line, Mark, SourceBlock, SpanValue};
use super::time::{from_moment, interval};
use super::words::Words;
use super::{contribution, outcome};
use crate::protocol::Protocol;
use crate::screen::said::NameReading;
use crate::screen::screening::{CitationRef, Clearance, Evidence, Finding, Occasion, Status};

/// A finding in words.
#[must_use]
pub fn finding(finding: &Finding<'_>, protocol: &Protocol, words: &Words) -> FindingBlock {
    let mut details = Vec::new();
    if finding.status == Status::Possible {
        details.extend(finding.contributes.map(|could| {
            words.fill(
                "finding.possible",
                &[("outcome", outcome(could, protocol, words))],
            )
        }));
    }
    details.extend(finding.could_become.map(|could| {
        words.fill(
            "finding.could_become",
            &[("outcome", outcome(could, protocol, words))],
        )
    }));
    details.extend(
        finding
            .clearance
            .map(|clearance| self::clearance(clearance, words)),
    );
    for evidence in &finding.evidence {
        self::evidence(evidence, protocol, words, &mut details);
    }
    let message = match finding.message {
        Some(message) => message.in_locale(words.locale()),
        None => words.get("finding.unrecognised-name"),
    };
    FindingBlock {
        criterion: finding.criterion.to_owned(),
        role: finding.role,
        section: finding.section,
        status: finding.status,
        contributes: finding.contributes,
        label: contribution(finding.contributes, protocol, words),
        message: Line::of(Mark::Plain, message),
        details,
        sources: [&finding.citation]
            .into_iter()
            .chain(&finding.further_citations)
            .map(|citation| self::citation(citation, words))
            .collect(),
    }
}

/// When a wait ends.
#[must_use]
pub fn clearance(clearance: Clearance, words: &Words) -> Line {
    match (clearance.possible_from, clearance.certain_from) {
        (Some(possible), Some(certain)) if possible != certain => words.fill(
            "clearance.later",
            &[
                ("possible", from_moment(possible)),
                ("certain", from_moment(certain)),
            ],
        ),
        (_, Some(time)) => words.fill("clearance.certain", &[("time", from_moment(time))]),
        (Some(time), None) => words.fill("clearance.possible", &[("time", from_moment(time))]),
        (None, None) => words.fill("clearance.open", &[]),
    }
}

fn evidence(evidence: &Evidence<'_>, protocol: &Protocol, words: &Words, lines: &mut Vec<Line>) {
    let is_use = evidence.at.item.is_some();
    let asked = protocol.question(evidence.at.question);
    if is_use {
        lines.push(words.fill("evidence.use", &[("name", said_name(evidence))]));
    } else if let Some(asked) = asked {
        let answer = answer(&evidence.said, asked, words);
        let question = question(&asked.id, protocol, words);
        // A time is said below, as it was understood.
        if evidence.time.is_none() {
            lines.push(words.fill(
                "evidence.answer",
                &[("answer", answer), ("question", question)],
            ));
        } else {
            lines.push(question);
        }
    }
    let readings = evidence.said.reading();
    let read = readings.iter();
    lines.extend(read.map(|one| reading(one, protocol, words)));
    let certain = readings.iter().filter(|reading| is_certain(reading));
    for substance in certain.flat_map(|reading| &reading.substances) {
        let note = words.find(&format!("note.{substance}"));
        lines.extend(note.map(|note| Line::of(Mark::Plain, note)));
    }
    if let Some(time) = evidence.time {
        let key = match evidence.occasion {
            None => "evidence.event",
            Some(Occasion::Last) => "evidence.last",
            Some(Occasion::Next) => "evidence.next",
        };
        lines.push(words.fill(key, &[("time", interval(time, words))]));
    }
    lines.extend(
        evidence
            .window
            .map(|window| words.fill("evidence.window", &[("time", interval(window, words))])),
    );
}

/// The name under which the person mentioned a substance.
#[must_use]
pub(super) fn said_name(evidence: &Evidence<'_>) -> Line {
    Line::of(Mark::Said, evidence.said.as_text().unwrap_or_default())
}

/// Whether it is known what a part of a name is, so that it can be said why a rule is about it.
fn is_certain(reading: &NameReading<'_>) -> bool {
    matches!(reading.resolution, "exact" | "chosen")
}

/// How a part of a name was read.
fn reading(reading: &NameReading<'_>, protocol: &Protocol, words: &Words) -> Line {
    let value = if is_certain(reading) {
        SpanValue::Items
    } else {
        SpanValue::Choices
    };
    let key = match reading.resolution {
        "exact" => "reading.exact",
        "chosen" => "reading.chosen",
        "likely" => "reading.likely",
        "ambiguous" => "reading.ambiguous",
        "declined" => "reading.declined",
        // The cautious reading of a word that a later engine may add.
        _ => "reading.unrecognised",
    };
    let names = reading.substances.iter();
    let names = names.map(|id| substance(id, protocol).to_owned());
    words.fill(
        key,
        &[
            ("text", Line::of(Mark::Said, reading.text)),
            (
                "names",
                Line::list(Mark::Name, names.collect(), ", ", value),
            ),
        ],
    )
}

/// Where something comes from.
pub(super) fn citation(citation: &CitationRef<'_>, words: &Words) -> SourceBlock {
    let source = |text: &str| Line::of(Mark::Source, text);
    let basis = format!("basis.{}", citation.basis);
    let mut line = words.fill(
        "citation.line",
        &[
            ("publisher", source(citation.publisher)),
            ("title", source(citation.title)),
            ("at", source(citation.at)),
            ("basis", Line::of(Mark::Strong, words.get(&basis))),
        ],
    );
    for (key, date) in [
        ("citation.date", citation.date),
        ("citation.seen", citation.seen),
    ] {
        if let Some(date) = date {
            line.push(Mark::Plain, " ");
            line.extend(words.fill(key, &[("date", source(date))]));
        }
    }
    if let Some(protocol) = citation.protocol {
        line.push(Mark::Plain, " ");
        line.extend(words.fill_plain("citation.protocol", &[("protocol", protocol)]));
    }
    if let Some(url) = citation.url {
        line.push(Mark::Source, format!(" <{url}>"));
    }
    let note = |note: &str| words.fill("citation.note", &[("note", Line::of(Mark::Aside, note))]);
    SourceBlock {
        line,
        note: citation.note.map(note),
    }
}
