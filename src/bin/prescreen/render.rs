//! Blocks and diagnostics on a terminal. Colours are always written; the stream drops them where nobody would see any.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use clap::builder::styling::{AnsiColor, Style};
use prescreen::explain::{
    Block, EstimateBlock, FindingBlock, Line, ListBlock, ListItemBlock, Mark, PlanStep, SourceBlock,
};
use prescreen::protocol::ListKind;
use prescreen::{Diagnostic, ItemStatus, Severity, Status};

use crate::input::Input;

/// Lines are broken here, whatever the terminal: a result looks the same everywhere.
const WIDTH: usize = 100;

pub(crate) const ERROR_PREFIX: &str = "\u{1b}[1;31merror:\u{1b}[0m";

/// In capitals, since colour alone says nothing to many.
pub(crate) const OVERDUE: &str = "\u{1b}[1;33mOVERDUE\u{1b}[0m";

/// More diagnostics than this are not drawn; nobody reads on, and the data has them all.
const MOST_DRAWN: usize = 100;

/// Draws each diagnostic with its line of source.
pub(crate) fn diagnostics<'d>(
    out: &mut (impl Write + ?Sized),
    input: &Input,
    found: impl IntoIterator<Item = &'d Diagnostic>,
) -> io::Result<()> {
    let mut found = found.into_iter();
    for diagnostic in found.by_ref().take(MOST_DRAWN) {
        writeln!(out, "{}\n", drawn(diagnostic, input))?;
    }
    match found.count() {
        0 => Ok(()),
        more => writeln!(out, "... and {more} more, which `check --json` lists\n"),
    }
}

fn drawn(diagnostic: &Diagnostic, input: &Input) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.as_str());
    let element: Element<'_> = match &diagnostic.place {
        // A text that is no text is not shown.
        Some(place) if input.not_utf8.is_none() => Snippet::source(input.text.as_str())
            .path(input.name.as_str())
            .annotation(AnnotationKind::Primary.span(place.span.clone()))
            .into(),
        Some(place) => Origin::path(input.name.as_str())
            .line(place.line)
            .char_column(place.column)
            .into(),
        None => Origin::path(input.name.as_str()).into(),
    };
    let mut group = title.element(element);
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    Renderer::styled().render(&[group])
}

/// "2 errors, 1 warning"
pub(crate) fn summary<'d>(found: impl IntoIterator<Item = &'d Diagnostic>) -> String {
    let mut counts = [0_usize; 3];
    for diagnostic in found {
        let [errors, warnings, notes] = &mut counts;
        *match diagnostic.severity() {
            Severity::Error => errors,
            Severity::Warning => warnings,
            Severity::Note => notes,
        } += 1;
    }
    let parts: Vec<String> = counts
        .into_iter()
        .zip(["error", "warning", "note"])
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if parts.is_empty() {
        "no problems".to_owned()
    } else {
        parts.join(", ")
    }
}

/// The diagnostics of a document that is refused, as data.
pub(crate) fn refused(out: &mut dyn Write, found: &[Diagnostic]) -> io::Result<()> {
    let data = serde_json::json!({ "diagnostics": found });
    writeln!(out, "{data}")
}

/// Writes an explanation.
pub(crate) fn blocks(out: &mut dyn Write, blocks: &[Block]) -> io::Result<()> {
    let mut was_close = true;
    for block in blocks {
        // Items stand close under their heading and under each other, and so does the plan.
        let is_close = matches!(block, Block::Item(_) | Block::Plan(_));
        let is_first = matches!(block, Block::Outcome { .. });
        if !(is_first || is_close && was_close) {
            writeln!(out)?;
        }
        was_close = matches!(block, Block::Item(_) | Block::Heading(_));
        self::block(out, block)?;
    }
    Ok(())
}

fn block(out: &mut dyn Write, block: &Block) -> io::Result<()> {
    match block {
        Block::Outcome { title, meaning, .. } => {
            let rule = "=".repeat(title.to_string().chars().count().min(WIDTH));
            wrapped(out, "", "", title)?;
            writeln!(out, "{rule}")?;
            if meaning.spans.is_empty() {
                return Ok(());
            }
            wrapped(out, "", "", meaning)
        }
        Block::Heading(line) => heading(out, line),
        Block::Paragraph(line) | Block::Aside(line) => wrapped(out, "", "", line),
        Block::Notice(line) => wrapped(out, "! ", "  ", line),
        Block::Item(line) => wrapped(out, "- ", "  ", line),
        Block::Finding(finding) => self::finding(out, finding),
        Block::List(list) => self::list(out, list),
        Block::Estimate(estimate) => self::estimate(out, estimate),
        Block::Plan(steps) => plan(out, steps),
    }
}

fn heading(out: &mut dyn Write, line: &Line) -> io::Result<()> {
    let rule = "-".repeat(line.to_string().chars().count());
    wrapped(out, "", "", line)?;
    writeln!(out, "{rule}")
}

fn list(out: &mut dyn Write, list: &ListBlock) -> io::Result<()> {
    heading(out, &list.title)?;
    for item in &list.items {
        match (&item.label, &item.finding) {
            (None, Some(finding)) => self::finding(out, finding)?,
            _ => self::item(out, item, list.list)?,
        }
    }
    Ok(())
}

/// An item with a name of its own: a box to tick, and what to do as long as it is not ticked.
fn item(out: &mut dyn Write, item: &ListItemBlock, list: ListKind) -> io::Result<()> {
    let sign = match item.status {
        ItemStatus::Raised | ItemStatus::Done if list == ListKind::Group => "  * ",
        ItemStatus::Done => "[x] ",
        ItemStatus::Raised if item.next => "[>] ",
        ItemStatus::Possible => "[?] ",
        ItemStatus::Raised => "[ ] ",
    };
    let mut head = item.label.clone().unwrap_or_default();
    if let Some(state) = &item.state {
        head.push(Mark::Plain, " - ");
        head.extend(state.clone());
    }
    head.push(Mark::Aside, format!(" [{}]", item.criterion));
    wrapped(out, sign, "    ", &head)?;
    let Some(finding) = &item.finding else {
        return Ok(());
    };
    wrapped(out, "    ", "    ", &finding.message)?;
    sources(out, &finding.sources)
}

fn estimate(out: &mut dyn Write, estimate: &EstimateBlock) -> io::Result<()> {
    heading(out, &estimate.title)?;
    wrapped(out, "", "", &estimate.total)?;
    for note in &estimate.notes {
        wrapped(out, "", "", note)?;
    }
    for line in &estimate.lines {
        let mut head = line.label.clone();
        head.push(Mark::Plain, ": ");
        head.extend(line.amount.clone());
        wrapped(out, "- ", "  ", &head)?;
        for note in &line.notes {
            wrapped(out, "    - ", "      ", note)?;
        }
        for figure in &line.figures {
            wrapped(out, "    - ", "      ", &figure.line)?;
            sources(out, &figure.sources)?;
        }
    }
    Ok(())
}

fn sources(out: &mut dyn Write, sources: &[SourceBlock]) -> io::Result<()> {
    for source in sources {
        wrapped(out, "    > ", "      ", &source.line)?;
        if let Some(note) = &source.note {
            wrapped(out, "      ", "      ", note)?;
        }
    }
    Ok(())
}

fn finding(out: &mut dyn Write, finding: &FindingBlock) -> io::Result<()> {
    let sign = match finding.status {
        Status::Raised => "* ",
        Status::Possible => "? ",
        Status::Clear => "  ",
    };
    // Advice has no weight that would need a word, and its sources speak for themselves.
    let is_advice = finding.contributes.is_none();
    let mut head = if is_advice {
        finding.message.clone()
    } else {
        finding.label.clone()
    };
    head.push(Mark::Aside, format!(" [{}]", finding.criterion));
    wrapped(out, sign, "  ", &head)?;
    if !is_advice {
        wrapped(out, "  ", "  ", &finding.message)?;
    }
    for detail in &finding.details {
        wrapped(out, "    - ", "      ", detail)?;
    }
    for source in &finding.sources {
        wrapped(out, "    > ", "      ", &source.line)?;
        if let Some(note) = source.note.as_ref().filter(|_| !is_advice) {
            wrapped(out, "      ", "      ", note)?;
        }
    }
    Ok(())
}

/// The plan as a line of time that runs downwards, with the treatment as a break in it.
fn plan(out: &mut dyn Write, steps: &[PlanStep]) -> io::Result<()> {
    for (index, step) in steps.iter().enumerate() {
        if index > 0 {
            writeln!(out, "  |")?;
        }
        let sign = if step.kind.is_some() {
            "  o  "
        } else {
            " [#] "
        };
        wrapped(out, sign, "  |  ", &step.text)?;
        for note in &step.notes {
            wrapped(out, "  |  ", "  |  ", note)?;
        }
    }
    Ok(())
}

/// Writes a line, broken between words.
pub(crate) fn wrapped(
    out: &mut (impl Write + ?Sized),
    first: &str,
    further: &str,
    line: &Line,
) -> io::Result<()> {
    write!(out, "{first}")?;
    let mut column = first.chars().count();
    let mut is_start = true;
    // A word may run over the end of a span: what has no space between it is not parted.
    for word in words(line) {
        let length: usize = word.iter().map(|(_, text)| text.chars().count()).sum();
        if !is_start && column + 1 + length > WIDTH {
            write!(out, "\n{further}")?;
            column = further.chars().count();
        } else if !is_start {
            write!(out, " ")?;
            column += 1;
        }
        for (mark, text) in word {
            let style = style(mark);
            write!(out, "{style}{text}{style:#}")?;
        }
        column += length;
        is_start = false;
    }
    writeln!(out)
}

fn words(line: &Line) -> Vec<Vec<(Mark, String)>> {
    let mut words: Vec<Vec<(Mark, String)>> = vec![Vec::new()];
    for span in &line.spans {
        for (index, part) in span.text.split(' ').enumerate() {
            if index > 0 {
                words.push(Vec::new());
            }
            if let Some(word) = words.last_mut().filter(|_| !part.is_empty()) {
                word.push((span.mark, visible(part)));
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What a person typed may hold anything; it does not get to steer the terminal.
pub(crate) fn visible(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            }
        })
        .collect()
}

fn style(mark: Mark) -> Style {
    let plain = Style::new();
    match mark {
        Mark::Strong => plain.bold(),
        Mark::Time => AnsiColor::Cyan.on_default().bold(),
        Mark::Said => AnsiColor::Yellow.on_default(),
        Mark::Name => AnsiColor::Green.on_default(),
        Mark::Question => plain.italic(),
        Mark::Source => plain.underline(),
        Mark::Aside => plain.dimmed(),
        Mark::Plain => plain,
    }
}
