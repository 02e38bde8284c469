//! What is said to the person and what they type: a terminal, or a script of lines.

use std::io::{self, BufRead, IsTerminal, StdinLock, Write};

use prescreen::explain::{Line, Mark, Words};

use crate::render;

/// Both sides of the conversation.
pub(super) struct Console<'o> {
    out: &'o mut dyn Write,
    typed: StdinLock<'static>,
    /// Lines that come from a script are repeated, so that what is printed can be read as a conversation.
    echo: bool,
    pub(super) words: &'static Words,
}

impl<'o> Console<'o> {
    pub(super) fn new(out: &'o mut dyn Write, words: &'static Words) -> Self {
        let stdin = io::stdin();
        Self {
            out,
            echo: !stdin.is_terminal(),
            typed: stdin.lock(),
            words,
        }
    }

    /// Says a line.
    pub(super) fn say(&mut self, line: &Line) -> io::Result<()> {
        render::wrapped(self.out, "  ", "  ", line)
    }

    /// Says something of the word file.
    pub(super) fn say_word(&mut self, key: &str) -> io::Result<()> {
        let line = Line::of(Mark::Plain, self.words.get(key));
        self.say(&line)
    }

    /// Says something of the word file, with its gaps filled.
    pub(super) fn say_filled(&mut self, key: &str, values: &[(&str, &str)]) -> io::Result<()> {
        let values: Vec<(&str, Line)> = values
            .iter()
            .map(|(name, text)| (*name, Line::of(Mark::Strong, *text)))
            .collect();
        let line = self.words.fill(key, &values);
        self.say(&line)
    }

    /// Says the choices, numbered from 1.
    pub(super) fn choices<'t>(
        &mut self,
        choices: impl IntoIterator<Item = &'t str>,
    ) -> io::Result<()> {
        for (index, choice) in choices.into_iter().enumerate() {
            let number = format!("  {:>2}  ", index + 1);
            render::wrapped(self.out, &number, "      ", &Line::of(Mark::Plain, choice))?;
        }
        Ok(())
    }

    pub(super) fn gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// A line that was typed; `None` at the end. What is no UTF-8 in it is replaced, and then is not understood.
    pub(super) fn typed(&mut self) -> io::Result<Option<String>> {
        write!(self.out, "> ")?;
        self.out.flush()?;
        let mut bytes = Vec::new();
        if self.typed.read_until(b'\n', &mut bytes)? == 0 {
            writeln!(self.out)?;
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&bytes).trim().to_owned();
        if self.echo {
            render::wrapped(self.out, "", "  ", &Line::of(Mark::Said, line.as_str()))?;
        }
        Ok(Some(line))
    }

    /// Whether a line is one of the words for something, in the language spoken or in English.
    pub(super) fn is(&self, typed: &str, key: &str) -> bool {
        is_word(typed, key, self.words)
    }
}

/// Whether a text is one of the words for something, in a language or in English.
pub(super) fn is_word(typed: &str, key: &str, words: &Words) -> bool {
    let typed = typed.to_lowercase();
    let english = Words::for_locales(["en"]);
    words
        .spellings(key)
        .chain(english.spellings(key))
        .any(|word| word == typed)
}
