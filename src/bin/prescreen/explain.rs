//! `explain` and `guide`: the pages of the guide, and the page of one diagnostic.

use std::io::Write;

use clap::Args;
use prescreen::{Code, guide};

use crate::exit::{self, Failure};

/// Explains a diagnostic by its code.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Explain {
    /// The code, such as `unknown-key`
    code: Option<String>,
    /// Lists all codes
    #[arg(long, conflicts_with = "code")]
    list: bool,
}

impl Explain {
    pub(crate) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        if self.list {
            for code in Code::ALL {
                let severity = code.severity().as_str();
                writeln!(out, "{:<22} {severity}", code.as_str())?;
            }
        }
        let Some(written) = &self.code else {
            return Ok(exit::OK);
        };
        // `error[unknown-key]` may be pasted as it was printed.
        let name = written
            .split_once('[')
            .map_or(written.as_str(), |(_, code)| code.trim_end_matches(']'));
        let page = Code::parse(name).and_then(|code| Some((code, guide::explain(code)?)));
        let Some((code, page)) = page else {
            let names = Code::ALL.iter().map(|code| code.as_str());
            return Err(unknown(
                "a diagnostic",
                name,
                names,
                "`prescreen explain --list`",
            ));
        };
        writeln!(out, "{}[{code}]\n\n{page}", code.severity())?;
        Ok(exit::OK)
    }
}

/// Prints a page of the guide.
#[derive(Debug, Args)]
pub(crate) struct Guide {
    /// The page; without it, all are listed
    page: Option<String>,
}

impl Guide {
    pub(crate) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let Some(name) = &self.page else {
            for page in guide::PAGES {
                writeln!(out, "{}", page.name)?;
            }
            return Ok(exit::OK);
        };
        let Some(page) = guide::PAGES.iter().find(|page| page.name == name) else {
            let names = guide::PAGES.iter().map(|page| page.name);
            return Err(unknown("a page", name, names, "`prescreen guide`"));
        };
        writeln!(out, "{}", page.text.trim_end())?;
        Ok(exit::OK)
    }
}

fn unknown<'a>(
    what: &str,
    written: &str,
    known: impl Iterator<Item = &'a str>,
    list: &str,
) -> Failure {
    const NEAR: usize = 3;
    let near = known
        .map(|name| (strsim::osa_distance(written, name), name))
        .filter(|(distance, _)| *distance <= NEAR)
        .min();
    let hint = match near {
        Some((_, name)) => format!("did you mean `{name}`?"),
        None => format!("{list} lists all"),
    };
    Failure::Usage(format!("`{written}` is not {what}; {hint}"))
}
