//! `screen`: one intake, screened.

use std::io::Write;

use clap::Args;
use prescreen::Intake;
use prescreen::explain::explain;

use crate::exit::{self, Failure};
use crate::input::{self, Input};
use crate::render;

/// Screens an intake.
#[derive(Debug, Args)]
pub(crate) struct Screen {
    /// The protocol: the id of one that ships, or a file (TOML or JSON)
    protocol: String,
    /// The intake, a JSON file, or `-` for standard input
    intake: String,
    /// Gives the screening as JSON
    #[arg(long)]
    json: bool,
    /// Spreads the JSON over several lines
    #[arg(long, requires = "json")]
    pretty: bool,
    /// The language of the words [default: the protocol's first]
    #[arg(long, value_name = "LOCALE")]
    lang: Option<String>,
    /// The present time, for an intake that does not say it: 2026-05-05T09:45:00-06:00
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
}

impl Screen {
    pub(crate) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let done = self.screen(out);
        // Who asked for data gets data, also when the answer is no.
        if let (true, Err(Failure::Protocol(_, found) | Failure::Intake(_, found))) =
            (self.json, &done)
        {
            render::refused(out, found)?;
            return done.map_err(|failure| Failure::AlreadyTold(failure.code()));
        }
        done
    }

    fn screen(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let protocol = input::protocol(&self.protocol)?;
        let words = input::words(self.lang.as_deref(), &protocol)?;
        let input = Input::read(&self.intake)?;
        if let Some(problem) = input.not_utf8.clone() {
            return Err(Failure::Intake(Box::new(input), vec![problem]));
        }
        let mut intake = match Intake::from_json(&input.text) {
            Ok(intake) => intake,
            Err(found) => return Err(Failure::intake(input, &found)),
        };
        if let Some(now) = &self.now {
            // Two times would leave open which of them counts.
            if intake.says_now() {
                let message = "the intake says itself what time it is; leave out `--now`";
                return Err(Failure::Usage(message.to_owned()));
            }
            intake = intake.or_now(now);
        }
        let screening = match protocol.screen(&intake) {
            Ok(screening) => screening,
            Err(found) => return Err(Failure::intake(input, &found)),
        };
        if self.json && self.pretty {
            writeln!(out, "{}", serde_json::to_string_pretty(&screening)?)?;
        } else if self.json {
            writeln!(out, "{}", screening.to_json())?;
        } else {
            render::blocks(out, &explain(&screening, &protocol, words))?;
        }
        Ok(exit::of(screening.disposition))
    }
}
