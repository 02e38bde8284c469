//! The words that do not come from a protocol, one file per language.
//!
//! Every face reads the same files, those in `src/words`. To add a language, add its file there.

#[cfg(feature = "builtin")]
use std::sync::OnceLock;

use super::markup::{Line, Mark};
use crate::diagnostic::Diagnostics;
use crate::document::{Path, Report, Value, read_json, text, wrong_type};
use crate::order;

/// Every language that ships, with its words: a flat table of short templates with `{placeholders}`.
#[cfg(feature = "builtin")]
pub const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    locale: String,
    /// In the order of their keys.
    templates: Vec<(String, String)>,
}

impl Words {
    /// Reads the words of a language: JSON, a text for every key.
    ///
    /// # Errors
    ///
    /// Everything that keeps it from being that.
    pub fn parse(locale: &str, json: &str) -> Result<Self, Diagnostics> {
        let mut report = Report::default();
        let mut templates = Vec::new();
        if let Some(root) = read_json(json, &mut report) {
            if let Value::Table(entries) = &root.value {
                for entry in entries {
                    let path = Path::Key(&Path::Root, &entry.key);
                    if let Some(template) = text(&entry.node, &path, &mut report) {
                        templates.push((entry.key.clone(), template.to_owned()));
                    }
                }
            } else {
                wrong_type(&root, "a table of texts", &Path::Root, &mut report);
            }
        }
        report.diagnostics.settle(Some(json));
        if report.diagnostics.has_errors() {
            return Err(report.diagnostics);
        }
        order::sort(&mut templates, |(a, _), (b, _)| a.cmp(b));
        Ok(Self {
            locale: locale.to_owned(),
            templates,
        })
    }

    /// The words of a language that ships; `None` if there are none.
    #[cfg(feature = "builtin")]
    #[must_use]
    pub fn in_locale(locale: &str) -> Option<&'static Self> {
        Self::all().iter().find(|words| words.locale == locale)
    }

    /// The words of the first of these languages that has any; of the first of all where none has.
    #[cfg(feature = "builtin")]
    #[must_use]
    pub fn for_locales<'a>(locales: impl IntoIterator<Item = &'a str>) -> &'static Self {
        const NONE: &Words = &Words {
            locale: String::new(),
            templates: Vec::new(),
        };
        let preferred = locales.into_iter().find_map(Self::in_locale);
        preferred.or(Self::all().first()).unwrap_or(NONE)
    }

    /// Every language that ships.
    #[cfg(feature = "builtin")]
    pub fn locales() -> impl Iterator<Item = &'static str> {
        FILES.iter().map(|(locale, _)| *locale)
    }

    /// Which language this is.
    #[must_use]
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// A template without placeholders; the key itself where there is none, so that a gap is seen and not silent.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The template of a key that need not be there.
    pub(super) fn find(&self, key: &str) -> Option<&str> {
        let place = self
            .templates
            .binary_search_by(|(known, _)| known.as_str().cmp(key));
        let (_, template) = self.templates.get(place.ok()?)?;
        Some(template)
    }

    /// The words that may be typed for something.
    pub fn spellings<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.get(key).split('|')
    }

    /// A template with its placeholders filled.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, Line)]) -> Line {
        let mut line = Line::default();
        let mut rest = self.get(key);
        while let Some((before, (name, after))) = rest
            .split_once('{')
            .and_then(|(before, behind)| Some((before, behind.split_once('}')?)))
        {
            line.push(Mark::Plain, before);
            match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => line.extend(value.clone()),
                None => line.push(Mark::Plain, format!("{{{name}}}")),
            }
            rest = after;
        }
        line.push(Mark::Plain, rest);
        line
    }

    /// A template with its placeholders filled by plain texts.
    pub(super) fn fill_plain(&self, key: &str, values: &[(&str, &str)]) -> Line {
        let mut lines = Vec::with_capacity(values.len());
        for (name, text) in values {
            lines.push((*name, Line::of(Mark::Plain, *text)));
        }
        self.fill(key, &lines)
    }

    /// A file that is not as it should be is left out; a test reads them all.
    #[cfg(feature = "builtin")]
    fn all() -> &'static [Self] {
        static ALL: OnceLock<Vec<Words>> = OnceLock::new();
        ALL.get_or_init(|| {
            FILES
                .iter()
                .filter_map(|(locale, file)| Self::parse(locale, file).ok())
                .collect()
        })
    }
}
