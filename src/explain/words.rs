//! The words that do not come from a protocol, one file per language.
//!
//! Other faces read the same files. To add a language, add its file and one line to [`FILES`].

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::markup::{Line, Mark};

/// Every language with its words: a flat table of short templates with `{placeholders}`.
pub const FILES: &[(&str, &str)] = &[
    ("en", include_str!("../words/en.json")),
    ("es", include_str!("../words/es.json")),
];

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    locale: &'static str,
    templates: BTreeMap<String, String>,
}

impl Words {
    /// The words of a language; `None` if there are none.
    #[must_use]
    pub fn in_locale(locale: &str) -> Option<&'static Self> {
        Self::all().iter().find(|words| words.locale == locale)
    }

    /// The words of the first of these languages that has any; of the first of all where none has.
    #[must_use]
    pub fn for_locales<'a>(locales: impl IntoIterator<Item = &'a str>) -> &'static Self {
        const NONE: &Words = &Words {
            locale: "en",
            templates: BTreeMap::new(),
        };
        let preferred = locales.into_iter().find_map(Self::in_locale);
        preferred.or(Self::all().first()).unwrap_or(NONE)
    }

    /// Every language there is.
    pub fn locales() -> impl Iterator<Item = &'static str> {
        FILES.iter().map(|(locale, _)| *locale)
    }

    /// Which language this is.
    #[must_use]
    pub fn locale(&self) -> &'static str {
        self.locale
    }

    /// A template without placeholders; the key itself where there is none, so that a gap is seen and not silent.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.templates.get(key).map_or(key, String::as_str)
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

    fn all() -> &'static [Self] {
        static ALL: OnceLock<Vec<Words>> = OnceLock::new();
        ALL.get_or_init(|| {
            FILES
                .iter()
                .map(|(locale, file)| read(locale, file))
                .collect()
        })
    }
}

/// A file that is not as it should be has no words; a test reads them all.
fn read(locale: &'static str, file: &str) -> Words {
    Words {
        locale,
        templates: serde_json::from_str(file).unwrap_or_default(),
    }
}
