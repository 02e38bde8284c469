//! `name`: what typed names of drugs mean, for one line or for a file of them.

use std::io::Write;

use clap::Args;
use prescreen::lexicon::{ClassId, Lexicon, Part, Resolution, SubstanceId};
use serde::Serialize;

use crate::exit::{self, Failure};
use crate::input::Input;

/// Says what a typed name of a drug means.
#[derive(Debug, Args)]
pub(crate) struct Name {
    /// What was typed, as one line: "Lamisil 250"
    #[arg(required_unless_present = "json", conflicts_with = "json")]
    typed: Option<String>,
    /// Reads a file with one name a line, or standard input for `-`, and gives one JSON object a line
    #[arg(long, value_name = "FILE")]
    json: Option<String>,
}

impl Name {
    pub(crate) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let lexicon = Lexicon::wide();
        if let Some(typed) = &self.typed {
            for part in lexicon.read(typed).parts {
                writeln!(out, "{}", said(&part, &lexicon))?;
            }
        }
        if let Some(file) = &self.json {
            let input = Input::read(file)?;
            if let Some(problem) = input.not_utf8.clone() {
                return Err(Failure::Intake(Box::new(input), vec![problem]));
            }
            for typed in input.text.lines() {
                let line = Line::read(typed, &lexicon);
                writeln!(out, "{}", serde_json::to_string(&line)?)?;
            }
        }
        Ok(exit::OK)
    }
}

/// How sure a meaning is, the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum Sure {
    Exact,
    OneOf,
    Likely,
    Ambiguous,
    Unrecognised,
}

/// What a line means: what is certain of it, and what has to be asked.
#[derive(Serialize)]
struct Line<'l> {
    #[serde(flatten)]
    whole: Meaning<'l>,
    parts: Vec<Meaning<'l>>,
}

#[derive(Serialize)]
struct Meaning<'l> {
    text: String,
    resolution: Sure,
    substances: Vec<&'l str>,
    classes: Vec<&'l str>,
    candidates: Vec<&'l str>,
}

impl<'l> Line<'l> {
    fn read(typed: &str, lexicon: &'l Lexicon) -> Self {
        let parts: Vec<Meaning<'l>> = lexicon
            .read(typed)
            .parts
            .into_iter()
            .map(|part| Meaning::of(part, lexicon))
            .collect();
        let all = |list: for<'m> fn(&'m Meaning<'l>) -> &'m Vec<&'l str>| {
            let mut all: Vec<&str> = Vec::new();
            for one in parts.iter().flat_map(list) {
                if !all.contains(one) {
                    all.push(one);
                }
            }
            all
        };
        let least = parts.iter().map(|part| part.resolution).max();
        let whole = Meaning {
            text: typed.to_owned(),
            resolution: least.unwrap_or(Sure::Unrecognised),
            substances: all(|part| &part.substances),
            classes: all(|part| &part.classes),
            candidates: all(|part| &part.candidates),
        };
        Self { whole, parts }
    }
}

impl<'l> Meaning<'l> {
    fn of(part: Part, lexicon: &'l Lexicon) -> Self {
        let names = |substances: &[SubstanceId]| -> Vec<&'l str> {
            let names = substances.iter();
            names.map(|one| lexicon.substance_name(*one)).collect()
        };
        let (resolution, substances, candidates) = match &part.resolution {
            Resolution::Exact(substances) => (Sure::Exact, names(substances), Vec::new()),
            Resolution::OneOf(candidates) => (Sure::OneOf, Vec::new(), names(candidates)),
            Resolution::Likely(candidates) => (Sure::Likely, Vec::new(), names(candidates)),
            Resolution::Ambiguous(candidates) => (Sure::Ambiguous, Vec::new(), names(candidates)),
            Resolution::Unrecognised => (Sure::Unrecognised, Vec::new(), Vec::new()),
        };
        let classes = certain_classes(&part.resolution, lexicon);
        Self {
            text: part.text,
            resolution,
            substances,
            classes: classes.map(|class| lexicon.class_name(class)).collect(),
            candidates,
        }
    }
}

/// The classes that something certain belongs to.
fn certain_classes<'l>(
    resolution: &Resolution,
    lexicon: &'l Lexicon,
) -> impl Iterator<Item = ClassId> + 'l {
    let resolution = resolution.clone();
    let classes = lexicon.class_ids().filter_map(|id| lexicon.class(id));
    classes.filter(move |class| {
        let is_in = |substances: &[SubstanceId], all: bool| {
            let mut each = substances.iter().map(|one| lexicon.is_in(*one, *class));
            if all {
                each.all(|is_in| is_in)
            } else {
                each.any(|is_in| is_in)
            }
        };
        match &resolution {
            Resolution::Exact(substances) => is_in(substances, false),
            Resolution::OneOf(substances) => is_in(substances, true),
            Resolution::Likely(_) | Resolution::Ambiguous(_) | Resolution::Unrecognised => false,
        }
    })
}

/// One part in a sentence.
fn said(part: &Part, lexicon: &Lexicon) -> String {
    let text = &part.text;
    let with_classes = |substances: &[SubstanceId], between: &str| {
        let each = substances.iter().map(|one| {
            let label = lexicon.substance_label(*one);
            let classes: Vec<&str> = lexicon
                .classes_of(*one)
                .map(|class| lexicon.class_name(class))
                .collect();
            if classes.is_empty() {
                format!("{label} (in no class)")
            } else {
                format!("{label} ({})", classes.join(", "))
            }
        });
        each.collect::<Vec<_>>().join(between)
    };
    match &part.resolution {
        Resolution::Exact(substances) => {
            format!("“{text}” is {}", with_classes(substances, " with "))
        }
        Resolution::OneOf(candidates) => {
            format!(
                "“{text}” is one of these: {}",
                with_classes(candidates, " or ")
            )
        }
        Resolution::Likely(candidates) => {
            format!(
                "“{text}” may be misspelt: did you mean {}?",
                with_classes(candidates, " or ")
            )
        }
        Resolution::Ambiguous(candidates) => {
            format!(
                "“{text}” has to be asked about: it may be {}",
                with_classes(candidates, " or ")
            )
        }
        Resolution::Unrecognised => format!("“{text}” is not recognised and has to be asked about"),
    }
}
