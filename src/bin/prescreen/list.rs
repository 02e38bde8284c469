//! `list`: which protocols there are, what they rest on, and which should have been read again.

use std::io::Write;

use clap::Args;
use prescreen::Protocol;
use prescreen::protocol::{About, AboutSource};
use prescreen::protocols::SHIPPED;
use serde::Serialize;

use crate::exit::{self, Failure};
use crate::inputs::Inputs;
use crate::render;
use crate::today::{self, Today};

/// Lists protocols with their versions, reviews and sources.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Protocols: files, folders, `-` for standard input, or ids [default: those that ship]
    #[arg(value_name = "PATH-OR-ID")]
    protocols: Vec<String>,
    /// Gives the list as JSON, with every language
    #[arg(long)]
    json: bool,
    /// The language of the titles; a protocol without it shows its first [default: the first of each]
    #[arg(long, value_name = "LOCALE", conflicts_with = "json")]
    lang: Option<String>,
    #[command(flatten)]
    today: Today,
}

/// What is said of a protocol to whoever reads data.
#[derive(Serialize)]
struct Listed<'p> {
    #[serde(flatten)]
    about: About<'p>,
    overdue: bool,
}

impl List {
    pub(crate) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let mut inputs = if self.protocols.is_empty() {
            let ids: Vec<String> = SHIPPED.iter().map(|one| one.id.to_owned()).collect();
            Inputs::protocols(&ids)
        } else {
            Inputs::protocols(&self.protocols)
        };
        let mut protocols = Vec::new();
        for input in std::mem::take(&mut inputs.read) {
            let (found, protocol) = input.read_whole();
            match protocol {
                Some(protocol) => protocols.push(protocol),
                None => inputs
                    .unread
                    .push(Failure::Protocol(Box::new(input), found)),
            }
        }
        self.locale_of_any(&protocols)?;
        let today = self.today.day();
        let listed = protocols.iter().map(|protocol| Listed {
            about: protocol.about(),
            overdue: today::is_overdue(protocol, today),
        });
        if self.json {
            let listed: Vec<Listed<'_>> = listed.collect();
            writeln!(out, "{}", serde_json::to_string(&listed)?)?;
        } else {
            for (index, one) in listed.enumerate() {
                if index > 0 {
                    writeln!(out)?;
                }
                self.write(&one, out)?;
            }
        }
        inputs.end(exit::OK)
    }

    /// A language that no protocol has is a slip, not a wish.
    fn locale_of_any(&self, protocols: &[Protocol]) -> Result<(), Failure> {
        let Some(asked) = &self.lang else {
            return Ok(());
        };
        let mut known: Vec<&str> = protocols
            .iter()
            .flat_map(|protocol| protocol.locales().iter().map(String::as_str))
            .collect();
        known.sort_unstable();
        known.dedup();
        if known.is_empty() || known.contains(&asked.as_str()) {
            return Ok(());
        }
        Err(Failure::Usage(format!(
            "no protocol here is written in `{asked}`, only in {}",
            known.join(", ")
        )))
    }

    fn write(&self, listed: &Listed<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        let Listed { about, overdue } = listed;
        let title = about
            .title
            .in_locale(self.lang.as_deref().unwrap_or_default());
        writeln!(out, "{} {}  {title}", about.id, about.version)?;
        let (reviewed, review_by) = (&about.reviewed, &about.review_by);
        if *overdue {
            let mark = render::OVERDUE;
            writeln!(out, "  reviewed {reviewed}, {mark}: due by {review_by}")?;
        } else {
            writeln!(out, "  reviewed {reviewed}, again by {review_by}")?;
        }
        for source in &about.sources {
            writeln!(out, "  - {}", said(source))?;
        }
        Ok(())
    }
}

/// A source in a line. A text for patients has no date as a rule; then it matters when it was read.
fn said(source: &AboutSource<'_>) -> String {
    let mut said = format!("{}; {}", source.title, source.publisher);
    if let Some(date) = source.date {
        said.push_str(&format!("; {date}"));
    }
    if let Some(seen) = source.seen {
        said.push_str(&format!("; seen {seen}"));
    }
    said
}
