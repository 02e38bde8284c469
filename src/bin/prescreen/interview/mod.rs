//! `interview`: asks what the engine wants to know, one thing at a time, until nothing is left.
//!
//! The only state is the intake as it stands. What to ask, whether an answer makes sense and what comes of it is asked of
//! the engine anew after every answer.

mod ask;
mod console;
mod record;
mod session;
mod typed;
mod when;

use std::io::Write;

use clap::Args;
use prescreen::Diagnostics;
use prescreen::explain::explain;

use console::Console;
use record::Record;
use session::Session;
use when::Clock;

use crate::exit::{self, Failure};
use crate::input::{self, Input};
use crate::render;

/// Asks the questions of a protocol and ends with the result.
#[derive(Debug, Args)]
pub(crate) struct Interview {
    /// The protocol: the id of one that ships, or a file (TOML or JSON)
    protocol: String,
    /// The language to speak [default: the protocol's first]
    #[arg(long, value_name = "LOCALE")]
    lang: Option<String>,
    /// When the treatment is to start: 2026-05-05T10:00:00-06:00 [default: now]
    #[arg(long, value_name = "TIME")]
    start: Option<String>,
    /// The present time [default: what this computer's clock shows]
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
    /// Writes the intake to a file, JSON
    #[arg(long, value_name = "FILE")]
    save: Option<String>,
}

impl Interview {
    pub(crate) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let protocol = input::protocol(&self.protocol)?;
        let words = input::words(self.lang.as_deref(), &protocol)?;
        let clock = match &self.now {
            Some(now) => Clock::given(now),
            None => Clock::local(),
        };
        let clock = clock.ok_or_else(|| {
            let given = self.now.as_deref().unwrap_or_default();
            Failure::Usage(format!(
                "`--now {given}` is no time; write it as 2026-05-05T09:45:00-06:00"
            ))
        })?;
        let record = Record::new(&clock.text, self.start.as_deref());
        // An appointment that makes no sense is better refused before the first question.
        protocol
            .screen(&record.intake()?)
            .map_err(|found| refused(&record, &found))?;
        let mut session = Session {
            protocol: &protocol,
            console: Console::new(out, words),
            clock,
            record,
            change: None,
            introduced: None,
        };
        session.begin(self.start.is_some())?;
        let is_done = session.ask_all()?;
        let Session {
            mut console,
            record,
            ..
        } = session;
        console.gap()?;
        if !is_done {
            console.say_word("interview.stopped")?;
            console.gap()?;
        }
        drop(console);
        let intake = record.intake()?;
        let screening = protocol
            .screen(&intake)
            .map_err(|found| refused(&record, &found))?;
        render::blocks(out, &explain(&screening, &protocol, words))?;
        if let Some(file) = &self.save {
            let text = serde_json::to_string_pretty(&record.value())? + "\n";
            std::fs::write(file, text).map_err(|cause| Failure::Write {
                name: file.clone(),
                cause,
            })?;
        }
        Ok(exit::of(screening.disposition))
    }
}

fn refused(record: &Record, found: &Diagnostics) -> Failure {
    let input = Input {
        name: "<interview>".to_owned(),
        text: record.value().to_string(),
        not_utf8: None,
    };
    Failure::intake(input, found)
}
