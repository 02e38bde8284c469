//! Uses of medicines and other substances: which, when, and what their names mean.

use std::sync::Arc;

use super::Reader;
use super::typed::{self, MAX_USES};
use crate::Truth;
use crate::diagnostic::{Code, quoted};
use crate::document::{Node, Path, Table, Value};
use crate::intake::facts::{Answer, Meaning, Membership, Missing, Named, Use, When};
use crate::lexicon::{Part, Reading, Resolution, SubstanceId};
use crate::protocol::Protocol;
use crate::protocol::model::{Tense, Term, TermIndex};
use crate::time::Zone;

/// What people write into a list to say that it is empty.
const NOTHING: [&str; 10] = [
    "none", "no", "nothing", "n/a", "na", "nil", "ninguno", "ninguna", "nada", "-",
];

impl<'a> Reader<'a, '_, '_> {
    pub(super) fn uses(&mut self, node: &'a Node, path: &Path<'_>, zone: &Zone) -> Answer {
        let Value::List(items) = &node.value else {
            let message = format!("expected a list of uses, found {}", node.value.kind());
            return Answer::Missing(self.not_understood(Code::BadAnswer, message, node, path));
        };
        if items.len() > MAX_USES {
            let message = format!("{} uses; at most {MAX_USES} are read", items.len());
            return Answer::Missing(self.not_understood(Code::BadAnswer, message, node, path));
        }
        let denies = |item: &Node| name_of(item).is_some_and(says_nothing);
        if items.iter().any(denies) {
            // "None", and nothing else: what is denied and then dated or joined by another is no denial.
            let is_all =
                |item: &Node| matches!(&item.value, Value::Table(entries) if entries.len() == 1);
            if let [only] = items.as_slice()
                && is_all(only)
            {
                return Answer::Uses(Vec::new());
            }
            let message = "this says that there is nothing, and names something".to_owned();
            let missing = self.not_understood(Code::Contradiction, message, node, path);
            return Answer::Missing(missing);
        }
        let mut uses = Vec::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            match self.one_use(item, &Path::Index(path, place), zone) {
                Some(one) => uses.push(one),
                // A list with an item that cannot be read is not known to be complete.
                None => return Answer::Missing(Missing::NotUnderstood(Code::BadAnswer)),
            }
        }
        Answer::Uses(uses)
    }

    fn one_use(&mut self, node: &'a Node, path: &Path<'_>, zone: &Zone) -> Option<Use> {
        let (Value::Table(_), Some(name)) = (&node.value, name_of(node)) else {
            let message = "expected a use with a `name`".to_owned();
            self.not_understood(Code::BadAnswer, message, node, path);
            return None;
        };
        let table = Table::open(node, path, self.report)?;
        table.get("name");
        let last = match table.get("last") {
            Some(node) => self.when(node, Tense::Past, &Path::Key(path, "last"), zone),
            None => When::Unclear(Missing::NotAsked),
        };
        // Nothing is planned unless somebody says so; "I don't know when" is `null`.
        let next = match table.get("next") {
            Some(node) => self.when(node, Tense::Future, &Path::Key(path, "next"), zone),
            None => When::Never,
        };
        let ongoing = table.get("ongoing").map(|node| match node.value {
            Value::Bool(goes_on) => Truth::from(goes_on),
            Value::Null => Truth::Unknown,
            Value::Number(_) | Value::Text(_) | Value::List(_) | Value::Table(_) => {
                let message = format!("expected true or false, found {}", node.value.kind());
                self.not_understood(Code::BadAnswer, message, node, &Path::Key(path, "ongoing"));
                Truth::Unknown
            }
        });
        let (last, ongoing) = match typed::goes_on(last, ongoing) {
            Ok(ongoing) => (last, ongoing),
            Err((code, message)) => {
                let missing = self.not_understood(code, message, node, path);
                (When::Unclear(missing), ongoing)
            }
        };
        let named = match table.get("means") {
            None => (self.look_up)(self.protocol, name),
            Some(means) => {
                let mut reading = self.protocol.lexicon.read(name);
                let path = Path::Key(path, "means");
                let (meaning, chosen) = self.meaning(&mut reading, means, &path);
                Arc::new(named(self.protocol, name, reading, meaning, chosen))
            }
        };
        table.close(path, self.report);
        Some(Use {
            named,
            last,
            ongoing,
            next,
        })
    }

    /// What a name means, with the answers to "did you mean …?": one, or a list of them where several parts are unclear.
    ///
    /// An answer settles the parts of which it is a candidate, and no others. It can never turn a part that is clear
    /// into something else.
    fn meaning(
        &mut self,
        reading: &mut Reading,
        means: &Node,
        path: &Path<'_>,
    ) -> (Meaning, Vec<SubstanceId>) {
        let answers = match &means.value {
            Value::List(answers) => answers.as_slice(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Table(_) => {
                core::slice::from_ref(means)
            }
        };
        let was_clear = reading.is_exact();
        let mut chosen = Vec::new();
        let mut none_fits = false;
        for answer in answers {
            match &answer.value {
                Value::Null => none_fits = true,
                Value::Text(said) => match self.settle(reading, said) {
                    Ok(substance) => chosen.push(substance),
                    Err(message) => {
                        self.not_understood(Code::Contradiction, message, answer, path);
                    }
                },
                Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Table(_) => {
                    let message = format!(
                        "expected the id of a substance, found {}",
                        answer.value.kind()
                    );
                    self.not_understood(Code::BadAnswer, message, answer, path);
                }
            }
        }
        (meant(reading, was_clear, none_fits), chosen)
    }

    /// Makes every unclear part certain that may be this substance.
    fn settle(&self, reading: &mut Reading, said: &str) -> Result<SubstanceId, String> {
        let lexicon = &self.protocol.lexicon;
        let substance = lexicon.substance(said);
        let mut fits = None;
        for part in &mut reading.parts {
            if let Some(substance) = substance
                && (part.choose(substance) || says(part, substance))
            {
                fits = Some(substance);
            }
        }
        fits.ok_or_else(|| {
            let candidates = reading.candidates();
            let names = candidates
                .iter()
                .map(|candidate| lexicon.substance_name(*candidate));
            match candidates.len() {
                0 => "the name is not among those that can be asked about".to_owned(),
                _ => format!(
                    "this is not among what the name may mean: {}",
                    quoted(names)
                ),
            }
        })
    }
}

/// A name with no answer to "did you mean …?".
pub(crate) fn unasked(protocol: &Protocol, name: &str) -> Arc<Named> {
    let reading = protocol.lexicon.read(name);
    let meaning = meant(&reading, reading.is_exact(), false);
    Arc::new(named(protocol, name, reading, meaning, Vec::new()))
}

fn meant(reading: &Reading, was_clear: bool, none_fits: bool) -> Meaning {
    match (reading.is_exact(), none_fits) {
        (true, _) if was_clear => Meaning::Known,
        (true, _) => Meaning::Chosen,
        (false, true) => Meaning::NoneFits,
        (false, false) => Meaning::Unclear,
    }
}

fn named(
    protocol: &Protocol,
    typed: &str,
    reading: Reading,
    meaning: Meaning,
    chosen: Vec<SubstanceId>,
) -> Named {
    let membership = membership(protocol, &reading);
    Named {
        typed: typed.to_owned(),
        reading,
        meaning,
        chosen,
        membership,
    }
}

fn membership(protocol: &Protocol, reading: &Reading) -> Membership {
    let (lexicon, ids) = (&protocol.lexicon, &protocol.term_ids);
    let mut special: Vec<(TermIndex, Truth)> = Vec::new();
    for substance in reading.known() {
        let classes = lexicon.classes_of(substance);
        let terms = classes.filter_map(|class| ids.class(class));
        for term in terms.chain(ids.substance(substance)) {
            if !special.iter().any(|(known, _)| *known == term) {
                special.push((term, in_term(protocol, reading, term)));
            }
        }
    }
    Membership::new(special, reading.contains(|_| false))
}

fn in_term(protocol: &Protocol, reading: &Reading, term: TermIndex) -> Truth {
    let lexicon = &protocol.lexicon;
    match protocol.terms.get(term.0) {
        Some(Term::Class(class)) => reading.contains(|substance| lexicon.is_in(substance, *class)),
        Some(Term::Substance(other)) => reading.contains(|substance| substance == *other),
        None => Truth::Unknown,
    }
}

/// Whether a part names a substance for certain, so that it was said again what was clear already.
fn says(part: &Part, substance: SubstanceId) -> bool {
    matches!(&part.resolution, Resolution::Exact(known) if known.contains(&substance))
}

fn name_of(node: &Node) -> Option<&str> {
    let Value::Table(entries) = &node.value else {
        return None;
    };
    entries
        .iter()
        .find(|entry| entry.key == "name")
        .and_then(|entry| entry.node.as_text())
}

/// Whether this is what people write to say that there is nothing.
pub(super) fn says_nothing(name: &str) -> bool {
    let name = name.trim().trim_end_matches('.');
    NOTHING
        .iter()
        .any(|nothing| nothing.eq_ignore_ascii_case(name))
}
