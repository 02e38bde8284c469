//! A document, read as a protocol. Everything that is wrong with it is reported, not only the first thing.

mod base;
#[cfg(feature = "author")]
mod cases;
mod criteria;
mod estimates;
mod head;
mod lists;
mod questions;

use std::sync::Arc;

use super::condition::{Condition, Flaw, Scope, check, parse};
use super::index::{Index, TermIds};
use super::model::{Question, QuestionIds, QuestionIndex, QuestionKind, Source, Term, Text};
use super::{Protocol, digest};
use crate::diagnostic::{Code, quoted, suggest};
use crate::document::{Node, Path, Report, Table, Value};
use crate::lexicon::Lexicon;
use crate::order;
use crate::time::Duration;

/// Reads a protocol. There is one only if nothing in the document is an error.
pub(crate) fn read(root: &Node, lexicon: Arc<Lexicon>, report: &mut Report) -> Option<Protocol> {
    let path = Path::Root;
    let table = Table::open(root, &path, report)?;
    if base::is_missing(&table, &path, report) {
        return None;
    }
    let mut cx = Cx {
        locales: head::locales(&table, &path, report),
        report,
        terms: Vec::new(),
        lexicon: &lexicon,
        is_extended: false,
    };
    let bases = base::read(&table, &path, &mut cx);
    cx.is_extended = !bases.is_empty();
    let head = head::read(&table, &path, &mut cx);
    let sources = head::sources(&table, &path, &mut cx);
    let (questions, ids, declared) = questions::read(&table, &path, &mut cx);
    let asked = Asked {
        questions: &questions,
        ids: &ids,
        declared: &declared,
    };
    let criteria = criteria::read(&table, &path, &asked, &sources, &mut cx);
    let lists = lists::read(&table, &path, &criteria, &mut cx);
    let outcomes = lists::outcomes(&table, &path, &criteria, &questions, &mut cx);
    let estimates = estimates::read(&table, &path, &asked, &sources, &mut cx);
    #[cfg(not(feature = "author"))]
    no_cases(&table, &path, cx.report);
    #[cfg(feature = "author")]
    let cases = {
        let shown = cases::Shown {
            lists: &lists.iter().map(|list| list.id.clone()).collect::<Vec<_>>(),
            estimates: &estimates
                .iter()
                .map(|one| one.id.clone())
                .collect::<Vec<_>>(),
        };
        cases::read(&table, &path, &asked, &criteria, &shown, &mut cx)
    };
    let terms = cx.terms;
    table.close(&path, report);
    let head = head?;
    #[cfg(feature = "author")]
    base::check_citations(&bases, &criteria, &estimates, report);
    if report.diagnostics.has_errors() {
        return None;
    }
    let uses_questions = questions
        .iter()
        .enumerate()
        .filter(|(_, question)| matches!(question.kind, QuestionKind::Uses))
        .map(|(index, _)| QuestionIndex(index))
        .collect();
    Some(Protocol {
        id: head.id,
        version: head.version,
        bases,
        title: head.title,
        note: head.note,
        locales: head.locales,
        review: head.review,
        treatment: head.treatment,
        sources,
        questions,
        criteria,
        lists,
        outcomes,
        estimates,
        #[cfg(feature = "author")]
        cases,
        term_ids: TermIds::of(&terms),
        index: Index::default(),
        terms,
        lexicon,
        question_ids: ids,
        uses_questions,
        digest: digest::of(root),
        warnings: crate::Diagnostics::default(),
    })
}

/// Worked cases that nothing here can run would be silently ignored.
#[cfg(not(feature = "author"))]
fn no_cases(table: &Table<'_>, path: &Path<'_>, report: &mut Report) {
    for key in digest::LEFT_OUT {
        if let Some(node) = table.get(key) {
            let message =
                "worked cases are not run here, and a protocol is only used once they hold";
            let help =
                "leave them to the tools of its author: `prescreen export` writes the rules alone";
            let (here, help) = (Path::Key(path, key), Some(help.to_owned()));
            report.add(Code::BadCase, &here, node.span.clone(), message, help);
        }
    }
}

/// What every reader of a part needs.
struct Cx<'r> {
    report: &'r mut Report,
    locales: Vec<String>,
    terms: Vec<Term>,
    lexicon: &'r Lexicon,
    /// Whether it builds on another, so that citations may say which of them they are from.
    is_extended: bool,
}

/// The questions, for whoever refers to them.
struct Asked<'q> {
    questions: &'q [Question],
    ids: &'q QuestionIds,
    declared: &'q Declared,
}

/// Every id that a list declares, of broken items too, so that one error does not bring on others. In
/// order, each once.
struct Declared(Vec<String>);

impl Declared {
    fn in_list(nodes: &[Node]) -> Self {
        let id = |node: &Node| match &node.value {
            Value::Table(entries) => entries
                .iter()
                .find(|entry| entry.key == "id")
                .and_then(|entry| entry.node.as_text().map(str::to_owned)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
                None
            }
        };
        let mut ids = nodes.iter().filter_map(id).collect();
        order::sort_dedup(&mut ids);
        Self(ids)
    }

    fn contains(&self, id: &str) -> bool {
        let place = self.0.binary_search_by(|known| known.as_str().cmp(id));
        place.is_ok()
    }
}

/// Whether ids may be written with `-` (things people read) or `_` (things conditions name).
#[derive(Clone, Copy, PartialEq, Eq)]
enum IdStyle {
    Kebab,
    Snake,
}

impl Cx<'_> {
    /// An id that is well formed.
    fn id(&mut self, text: &str, style: IdStyle, node: &Node, path: &Path<'_>) -> Option<String> {
        let well_formed = text.starts_with(|first: char| first.is_ascii_lowercase())
            && text.chars().all(|c| {
                c.is_ascii_lowercase()
                    || c.is_ascii_digit()
                    || c == '_'
                    || (c == '-' && style == IdStyle::Kebab)
            });
        if well_formed {
            return Some(text.to_owned());
        }
        let help = match style {
            IdStyle::Kebab => "lower-case letters, digits, `-` and `_`, beginning with a letter",
            IdStyle::Snake => "lower-case letters, digits and `_`, beginning with a letter",
        };
        self.report.add(
            Code::BadId,
            path,
            node.span.clone(),
            format!("`{text}` cannot be an id"),
            Some(help.to_owned()),
        );
        None
    }

    /// The `id` of a table.
    fn require_id(&mut self, table: &Table<'_>, style: IdStyle, path: &Path<'_>) -> Option<String> {
        let node = table.require("id", path, self.report)?;
        let here = Path::Key(path, "id");
        let text = crate::document::text(node, &here, self.report)?;
        self.id(text, style, node, &here)
    }

    /// A text in every language of the protocol.
    fn text(&mut self, node: &Node, path: &Path<'_>) -> Option<Text> {
        let Value::Table(entries) = &node.value else {
            let message = format!(
                "expected a table with a text for every language, found {}",
                node.value.kind()
            );
            let help = format!(
                "write `.{} = \"…\"`",
                self.locales.first().map_or("en", String::as_str)
            );
            self.report.add(
                Code::WrongType,
                path,
                node.span.clone(),
                message,
                Some(help),
            );
            return None;
        };
        for entry in entries
            .iter()
            .filter(|entry| !self.locales.contains(&entry.key))
        {
            let message = format!("`{}` is not a language of this protocol", entry.key);
            let help = format!(
                "`locales` lists {}",
                quoted(self.locales.iter().map(String::as_str))
            );
            let span = entry.key_span.clone().or(entry.node.span.clone());
            self.report.add(
                Code::UnknownLocale,
                &Path::Key(path, &entry.key),
                span,
                message,
                Some(help),
            );
        }
        let mut by_locale = Vec::with_capacity(self.locales.len());
        for locale in &self.locales {
            let here = Path::Key(path, locale);
            match entries.iter().find(|entry| entry.key == *locale) {
                Some(entry) => {
                    let sentence = crate::document::text(&entry.node, &here, self.report);
                    by_locale
                        .extend(sentence.map(|sentence| (locale.clone(), sentence.to_owned())));
                }
                None => {
                    let message = format!("the text is missing in `{locale}`");
                    self.report
                        .add(Code::MissingLocale, &here, node.span.clone(), message, None);
                }
            }
        }
        (by_locale.len() == self.locales.len()).then_some(Text { by_locale })
    }

    fn require_text(
        &mut self,
        table: &Table<'_>,
        key: &'static str,
        path: &Path<'_>,
    ) -> Option<Text> {
        let node = table.require(key, path, self.report)?;
        self.text(node, &Path::Key(path, key))
    }

    fn optional_text(
        &mut self,
        table: &Table<'_>,
        key: &'static str,
        path: &Path<'_>,
    ) -> Option<Text> {
        let node = table.get(key)?;
        self.text(node, &Path::Key(path, key))
    }

    /// One of a fixed list of words.
    fn word<T: Copy>(
        &mut self,
        node: &Node,
        all: &[T],
        name: fn(T) -> &'static str,
        path: &Path<'_>,
    ) -> Option<T> {
        let written = crate::document::text(node, path, self.report)?;
        let found = all.iter().copied().find(|known| name(*known) == written);
        if found.is_none() {
            let help = suggest(written, all.iter().map(|known| name(*known)));
            let message = format!("`{written}` is not one of the words for this");
            self.report
                .add(Code::UnknownWord, path, node.span.clone(), message, help);
        }
        found
    }

    /// A length of time that is longer than nothing.
    fn duration(&mut self, node: &Node, path: &Path<'_>) -> Option<Duration> {
        let written = crate::document::text(node, path, self.report)?;
        match Duration::parse(written) {
            Ok(duration) if duration.is_zero() => {
                let help = Some("leave the key out if there is no such window".to_owned());
                self.report.add(
                    Code::EmptyWindow,
                    path,
                    node.span.clone(),
                    "this covers no time at all",
                    help,
                );
                None
            }
            Ok(duration) => Some(duration),
            Err(error) => {
                self.report.add(
                    Code::BadDuration,
                    path,
                    node.span.clone(),
                    error.to_string(),
                    None,
                );
                None
            }
        }
    }

    fn optional_duration(
        &mut self,
        table: &Table<'_>,
        key: &'static str,
        path: &Path<'_>,
    ) -> Option<Duration> {
        let node = table.get(key)?;
        self.duration(node, &Path::Key(path, key))
    }

    /// A condition, parsed and checked, its flaws placed in the text of the document.
    fn condition(&mut self, node: &Node, asked: &Asked<'_>, path: &Path<'_>) -> Option<Condition> {
        let written = crate::document::text(node, path, self.report)?;
        let mut flaws = Vec::new();
        let checked = match parse(written) {
            Ok(expr) => {
                let mut scope = self.scope(asked);
                check(&expr, &mut scope, &mut flaws)
            }
            Err(flaw) => {
                flaws.push(flaw);
                None
            }
        };
        self.place(flaws, node, path);
        checked
    }

    fn scope<'s>(&'s mut self, asked: &Asked<'s>) -> Scope<'s> {
        Scope {
            questions: asked.questions,
            ids: asked.ids,
            declared: &asked.declared.0,
            lexicon: self.lexicon,
            terms: &mut self.terms,
        }
    }

    /// Reports flaws whose spans count from the beginning of a text node's content.
    fn place(&mut self, flaws: Vec<Flaw>, node: &Node, path: &Path<'_>) {
        let content = node.as_text().unwrap_or_default().len();
        for flaw in flaws {
            let span = node.span.clone().map(|span| {
                // Where quotes are all that stands around the content, every offset in it is exact.
                match span.len().saturating_sub(content) {
                    2 => span.start + 1 + flaw.span.start..span.start + 1 + flaw.span.end,
                    _ => span,
                }
            });
            self.report
                .add(flaw.code, path, span, flaw.message, flaw.help);
        }
    }

    /// Reports the second of two things with one id.
    fn duplicate(&mut self, id: &str, what: &str, node: &Node, path: &Path<'_>) {
        let message = format!("there are two {what} with the id `{id}`");
        self.report
            .add(Code::DuplicateId, path, node.span.clone(), message, None);
    }
}

/// A criterion's source, by id.
fn source_index(sources: &[Source], id: &str) -> Option<usize> {
    sources.iter().position(|source| source.id == id)
}
