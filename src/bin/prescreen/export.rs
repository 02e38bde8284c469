//! `export`: a protocol as a browser loads it.

use std::io::Write;

use clap::Args;

use crate::exit::{self, Failure};
use crate::input::Input;

/// Writes the rules of a protocol as JSON, for the browser, once its worked cases hold
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The protocol: a file (TOML or JSON), `-` for standard input, or the id of one that ships
    protocol: String,
}

impl Export {
    pub(crate) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let input = Input::protocol(&self.protocol)?;
        if let Some(problem) = input.not_utf8.clone() {
            return Err(Failure::Protocol(Box::new(input), vec![problem]));
        }
        let checked = input.check();
        let Some(rules) = checked.rules() else {
            let found = checked.diagnostics.iter().cloned().collect();
            return Err(Failure::Protocol(Box::new(input), found));
        };
        writeln!(out, "{rules}")?;
        Ok(exit::OK)
    }
}
