//! Words for the goldens: what a reader of a diff wants to see, from the public interface alone.

use std::fmt::Write as _;

use prescreen::protocol::{QuestionKind, Text};
use prescreen::{Diagnostic, Diagnostics, Protocol, Screening};

/// Every diagnostic with the line it is about, and the place in it underlined.
pub(crate) fn diagnostics(found: &Diagnostics, text: &str) -> String {
    let found: Vec<String> = found.iter().map(|one| diagnostic(one, text)).collect();
    found.join("\n")
}

fn diagnostic(one: &Diagnostic, text: &str) -> String {
    let mut out = format!("{}[{}]", one.severity(), one.code);
    if !one.path.is_empty() {
        write!(out, " {}", one.path).unwrap();
    }
    writeln!(out, "\n  {}", one.message).unwrap();
    if let Some(help) = &one.help {
        writeln!(out, "  help: {help}").unwrap();
    }
    let Some(place) = &one.place else {
        return out;
    };
    let marked = text.get(place.span.clone());
    let marked = marked.unwrap_or_else(|| panic!("{one}: a span that is no part of the text"));
    let line = text.split('\n').nth(place.line - 1).unwrap();
    let number = format!("{}:{}", place.line, place.column);
    let before: String = line.chars().take(place.column - 1).collect();
    let first = marked.split('\n').next().unwrap_or_default();
    let more = if marked.trim_end().contains('\n') {
        " …"
    } else {
        ""
    };
    writeln!(out, "  {number} | {line}").unwrap();
    let indent = " ".repeat(number.len() + 5 + before.chars().count());
    writeln!(
        out,
        "{indent}{}{more}",
        "^".repeat(first.chars().count().max(1))
    )
    .unwrap();
    out
}

/// What a screening says of answers that could not be understood, and what comes of them.
pub(crate) fn problems(screening: &Screening<'_>, text: &str) -> String {
    let mut out = diagnostics(&screening.problems, text);
    for notice in &screening.notices {
        let notice = serde_json::to_value(notice).unwrap();
        writeln!(out, "notice {notice}").unwrap();
    }
    let gap = if out.is_empty() { "" } else { "\n" };
    writeln!(
        out,
        "{gap}disposition {}, worst case {}",
        screening.disposition, screening.worst_case
    )
    .unwrap();
    out
}

/// What a protocol came to.
pub(crate) fn protocol(protocol: &Protocol) -> String {
    let mut out = String::new();
    let treatment = protocol.treatment();
    let review = protocol.review();
    writeln!(out, "{} {}", protocol.id(), protocol.version()).unwrap();
    writeln!(out, "digest {}", protocol.digest()).unwrap();
    writeln!(out, "title {}", text(protocol.title())).unwrap();
    writeln!(out, "locales {}", protocol.locales().join(", ")).unwrap();
    writeln!(
        out,
        "reviewed {}, again by {}",
        review.reviewed, review.review_by
    )
    .unwrap();
    write!(out, "treatment {}", text(&treatment.name)).unwrap();
    match treatment.duration {
        Some((least, most)) => writeln!(out, ", {least} to {most}").unwrap(),
        None => writeln!(out, ", of unknown duration").unwrap(),
    }
    writeln!(out, "\nsources").unwrap();
    for source in protocol.sources() {
        writeln!(
            out,
            "  {}: {} ({})",
            source.id, source.title, source.publisher
        )
        .unwrap();
    }
    writeln!(out, "\nquestions").unwrap();
    for question in protocol.questions() {
        writeln!(out, "  {}: {}", question.id, kind(&question.kind)).unwrap();
        for option in question.kind.options() {
            let tags: Vec<String> = option.tags.iter().map(|tag| format!(" #{tag}")).collect();
            let exclusive = if option.exclusive { " (exclusive)" } else { "" };
            writeln!(out, "    {}{}{exclusive}", option.id, tags.concat()).unwrap();
        }
    }
    writeln!(out, "\ncriteria").unwrap();
    for criterion in protocol.criteria() {
        writeln!(out, "  {}: {}", criterion.id, criterion.role.as_str()).unwrap();
        for citation in &criterion.citations {
            writeln!(out, "    {}, {}", citation.basis.as_str(), citation.at).unwrap();
        }
    }
    writeln!(out, "\ncases {}", protocol.cases().len()).unwrap();
    for warning in protocol.warnings() {
        writeln!(out, "{warning}").unwrap();
    }
    out
}

fn text(text: &Text) -> String {
    let all: Vec<String> = text
        .iter()
        .map(|(locale, words)| format!("{locale} “{words}”"))
        .collect();
    all.join(", ")
}

fn kind(kind: &QuestionKind) -> String {
    match kind {
        QuestionKind::Number {
            min,
            max,
            unit,
            whole,
        } => {
            let unit = unit
                .as_ref()
                .map(|unit| format!(" {unit}"))
                .unwrap_or_default();
            let whole = if *whole { ", whole" } else { "" };
            format!("number, {min} to {max}{unit}{whole}")
        }
        QuestionKind::Time { tense, never } => {
            let never = if *never { "" } else { ", not never" };
            format!("time, {}{never}", tense.as_str())
        }
        QuestionKind::YesNo | QuestionKind::One(_) | QuestionKind::Many(_) | QuestionKind::Uses => {
            kind.as_str().to_owned()
        }
    }
}
