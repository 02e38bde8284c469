//! Protocols that build on others: where the others come from, and where what is said of both was written.

use core::ops::Range;
use std::sync::Arc;

use super::{Written, document};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity, excerpt, suggest};
use crate::document::{Moves, Node, Path, Report, Value};
use crate::lexicon::Lexicon;
use crate::protocol::Protocol;
use crate::protocol::extend::merge;
use crate::protocol::model::QuestionKind;

/// The text of a protocol that others extend.
#[derive(Clone, Debug)]
pub struct BaseText {
    /// What it is called, for people and for the protocol that asks for a further one: an id, or the path of a file.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Whether that is JSON, and not TOML.
    pub is_json: bool,
}

/// Finds the protocol that is named in an `extends`, given also the name of the base that has this `extends`, if it is not
/// the protocol itself that has it. What goes wrong is said in a lower-case sentence.
pub type Bases<'b> = dyn Fn(&str, Option<&str>) -> Result<BaseText, String> + 'b;

/// More protocols than this do not build on each other, unless in a circle.
const MOST_BASES: usize = 4;

/// Where a protocol looks for what it extends.
#[derive(Clone, Copy)]
pub(super) struct Search<'b> {
    pub(super) bases: &'b Bases<'b>,
    /// The name of the document that is looked from, if it is a base itself.
    pub(super) from: Option<&'b str>,
    pub(super) depth: usize,
}

/// What is known of a document once it is one with its base.
pub(super) struct Joined {
    pub(super) root: Node,
    pub(super) origin: Origin,
}

/// Where the parts of a document were written.
pub(super) struct Origin {
    moves: Moves,
    /// The texts of the bases, each with where it begins when all of them stand one behind the other.
    texts: Vec<(usize, BaseText)>,
    extends: Option<Range<usize>>,
    /// What was said of the base alone.
    said: Vec<(Code, Range<usize>)>,
    /// What stands in the screening's `extends`, and what was changed of it.
    summary: String,
}

/// Whether a document extends another that is still to be looked up.
pub(super) fn extends_another(root: &Node) -> bool {
    let extends = root.get("extends");
    extends.is_some_and(|node| !matches!(node.value, Value::List(_)))
}

/// Looks up what a document extends, checks it, and makes them one. `None` if that fails, which is reported.
pub(super) fn join(
    own: &Node,
    text: &str,
    names: &Arc<Lexicon>,
    search: Search<'_>,
    report: &mut Report,
) -> Option<Joined> {
    let wanted = Wanted::read(own, report)?;
    let path = Path::Key(&Path::Root, "extends");
    let mut problem = |message: String, help: Option<String>| {
        let span = wanted.span.clone();
        report.add(Code::UnknownBase, &path, span, message, help);
    };
    if search.depth == MOST_BASES {
        let message =
            format!("more than {MOST_BASES} protocols build on each other, or one on itself");
        problem(message, None);
        return None;
    }
    let found = match (search.bases)(wanted.name, search.from) {
        Ok(found) => found,
        Err(message) => {
            problem(message, None);
            return None;
        }
    };
    let written = if found.is_json {
        Written::Json(&found.text)
    } else {
        Written::Toml(&found.text)
    };
    let further = Search {
        bases: search.bases,
        from: Some(&found.name),
        depth: search.depth + 1,
    };
    let base = document(written, Arc::clone(names), further);
    let checked = base.checked;
    let (Some(known), Some(mut root)) = (checked.protocol, checked.root) else {
        let is_error = |one: &&Diagnostic| one.severity() == Severity::Error;
        let first = checked.diagnostics.iter().find(is_error);
        let first = first.map_or(String::new(), |first| {
            let line = first
                .place
                .as_ref()
                .map(|place| format!(", line {}", place.line));
            format!("{}: {}", line.unwrap_or_default(), first.message)
        });
        let message = format!("`{}` is refused itself{first}", found.name);
        let help = format!(
            "`prescreen check {}` says all that is wrong with it",
            found.name
        );
        problem(message, Some(help));
        return None;
    };
    // The base's text is taken to stand behind this one, so that every place leads into one of them.
    let behind = text.len() + 1;
    root.shift(behind);
    let shift = |span: Range<usize>| span.start + behind..span.end + behind;
    let said = base
        .said
        .into_iter()
        .map(|(code, span)| (code, shift(span)));
    let said: Vec<_> = said.collect();
    let deeper = base.origin.map(|origin| origin.texts).unwrap_or_default();
    let deeper = deeper
        .into_iter()
        .map(|(start, text)| (start + behind, text));
    wanted.compare(&known, &path, report);
    if said.iter().any(|(code, _)| *code == Code::LoweringUse) {
        refuse_further_uses(own, &known, report);
    }
    let merged = merge(own, root, &known, report);
    let mut summary = format!("this builds on `{}` {}", known.id, known.version);
    if !merged.changes.is_empty() {
        summary += " and changes of it ";
        summary += &merged.changes.join(", ");
    }
    let mut texts = vec![(behind, found)];
    texts.extend(deeper);
    Some(Joined {
        root: merged.root,
        origin: Origin {
            moves: merged.moves,
            texts,
            extends: wanted.span,
            said,
            summary,
        },
    })
}

/// What a document says of the protocol that it extends.
struct Wanted<'n> {
    name: &'n str,
    version: Option<&'n Node>,
    digest: Option<&'n Node>,
    span: Option<Range<usize>>,
}

impl<'n> Wanted<'n> {
    fn read(own: &'n Node, report: &mut Report) -> Option<Self> {
        let node = own.get("extends")?;
        let path = Path::Key(&Path::Root, "extends");
        let span = node.span.clone();
        if node.entries().is_empty() {
            return Some(Self {
                name: crate::document::text(node, &path, report)?,
                version: None,
                digest: None,
                span,
            });
        }
        let table = crate::document::Table::open(node, &path, report)?;
        let name = table.require_text("protocol", &path, report);
        let (version, digest) = (table.get("version"), table.get("digest"));
        table.close(&path, report);
        Some(Self {
            name: name?,
            version,
            digest,
            // The header of a table is no good place to point to.
            span: node.get("protocol").and_then(|name| name.span.clone()),
        })
    }

    /// Somebody should look at what has changed since this was written.
    fn compare(&self, known: &Protocol, path: &Path<'_>, report: &mut Report) {
        let stated = [
            ("version", self.version, &known.version),
            ("digest", self.digest, &known.digest),
        ];
        for (key, node, now) in stated {
            let Some(node) = node else { continue };
            let here = Path::Key(path, key);
            let Some(then) = crate::document::text(node, &here, report) else {
                continue;
            };
            if then != now {
                let message = format!("`{}` has the {key} `{now}` by now", known.id);
                let help = format!("read what is new in it, then write `{key} = \"{now}\"`");
                let span = node.span.clone();
                report.add(Code::BaseChanged, &here, span, message, Some(help));
            }
        }
    }
}

/// Where a further use can make a rule of the base milder, a further list of uses can, too.
fn refuse_further_uses(own: &Node, known: &Protocol, report: &mut Report) {
    let questions = own.get("questions").map(Node::items).unwrap_or_default();
    let path = Path::Key(&Path::Root, "questions");
    for (place, question) in questions.iter().enumerate() {
        if question.get_text("type") == Some(QuestionKind::Uses.as_str()) {
            let message = format!(
                "a further list of uses can make a rule of `{}` milder",
                known.id
            );
            let help = format!(
                "`prescreen check {}` names the rule (`lowering-use`)",
                known.id
            );
            let here = Path::Index(&path, place);
            let span = question.get("type").and_then(|node| node.span.clone());
            report.add(Code::Loosened, &here, span, message, Some(help));
        }
    }
}

impl Origin {
    /// Puts every problem where its author finds it: what stands in a base is shown at the `extends` that leads there.
    pub(super) fn relocate(&self, found: &mut Diagnostics) {
        found.amend(|one| self.relocate_one(one));
    }

    /// False if it is nothing that the author of this document could do something about.
    fn relocate_one(&self, one: &mut Diagnostic) -> bool {
        one.path = self.moves.origin(&one.path);
        let Some(span) = one.place.as_ref().map(|place| place.span.clone()) else {
            return true;
        };
        let mut texts = self.texts.iter().rev();
        let Some((start, text)) = texts.find(|(start, _)| *start <= span.start) else {
            return true;
        };
        let is_said = || self.said.contains(&(one.code, span.clone()));
        if one.severity() != Severity::Error && (one.code == Code::UnusedSource || is_said()) {
            return false;
        }
        let place = Place::in_text(&text.text, span.start - start..span.end - start);
        one.message = format!(
            "{}; it stands in line {} of `{}`",
            one.message, place.line, text.name
        );
        if one.code == Code::MissingLocale {
            one.help = Some("a table of `[[changes]]` can add it".to_owned());
        }
        one.place = self.extends.clone().map(|span| Place {
            span,
            line: 0,
            column: 0,
        });
        true
    }

    /// Says what the document builds on and what it changes.
    pub(super) fn note(&self, report: &mut Report) {
        let path = Path::Key(&Path::Root, "extends");
        let (span, summary) = (self.extends.clone(), self.summary.clone());
        report.add(Code::Extension, &path, span, summary, None);
    }
}

/// The protocol with this id among some texts, for [`Protocol::check_with_bases`].
///
/// # Errors
///
/// If none of them is called so.
pub fn base_of<'t>(
    texts: impl IntoIterator<Item = (&'t str, &'t str)>,
    id: &str,
) -> Result<BaseText, String> {
    let mut known = Vec::new();
    for (name, text) in texts {
        if name == id {
            return Ok(BaseText {
                name: name.to_owned(),
                text: text.to_owned(),
                is_json: false,
            });
        }
        known.push(name);
    }
    if id.contains(['/', '\\', '.']) {
        let id = excerpt(id);
        return Err(format!(
            "`{id}` is a file, and only the command line looks for files"
        ));
    }
    let hint = suggest(id, known).map(|hint| format!("; {hint}"));
    let (id, hint) = (excerpt(id), hint.unwrap_or_default());
    Err(format!("there is no protocol `{id}` here{hint}"))
}
