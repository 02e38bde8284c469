//! Uses of medicines and other substances: which, when, and what their names mean.

use super::Reader;
use crate::Truth;
use crate::diagnostic::{Code, quoted};
use crate::document::{Node, Path, Table, Value};
use crate::intake::facts::{AnswerKind, Meaning, Membership, Missing, Use, When};
use crate::lexicon::{Reading, Resolution, SubstanceId};
use crate::protocol::model::{Tense, Term};
use crate::time::Zone;

/// What people write into a list to say that it is empty.
const NOTHING: [&str; 10] = [
    "none", "no", "nothing", "n/a", "na", "nil", "ninguno", "ninguna", "nada", "-",
];

/// More uses than this in one answer are not a list that anybody typed.
const MAX_USES: usize = 1000;

impl<'a> Reader<'a, '_> {
    pub(super) fn uses(&mut self, node: &'a Node, path: &Path<'_>, zone: &Zone) -> AnswerKind<'a> {
        let Value::List(items) = &node.value else {
            let message = format!("expected a list of uses, found {}", node.value.kind());
            return AnswerKind::Missing(self.not_understood(Code::BadAnswer, message, node, path));
        };
        if items.len() > MAX_USES {
            let message = format!("{} uses; at most {MAX_USES} are read", items.len());
            return AnswerKind::Missing(self.not_understood(Code::BadAnswer, message, node, path));
        }
        let denies = |item: &Node| name_of(item).is_some_and(says_nothing);
        if items.iter().any(denies) {
            return match items.len() {
                1 => AnswerKind::Uses(Vec::new()),
                _ => {
                    let message =
                        "the list says that there is nothing, and names something".to_owned();
                    AnswerKind::Missing(self.not_understood(
                        Code::Contradiction,
                        message,
                        node,
                        path,
                    ))
                }
            };
        }
        let mut uses = Vec::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            match self.one_use(item, &Path::Index(path, place), zone) {
                Some(one) => uses.push(one),
                // A list with an item that cannot be read is not known to be complete.
                None => return AnswerKind::Missing(Missing::NotUnderstood(Code::BadAnswer)),
            }
        }
        AnswerKind::Uses(uses)
    }

    fn one_use(&mut self, node: &'a Node, path: &Path<'_>, zone: &Zone) -> Option<Use<'a>> {
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
        let reading = self.protocol.lexicon.read(name);
        let meaning = self.meaning(&reading, table.get("means"), &Path::Key(path, "means"));
        table.close(path, self.report);
        let membership = self.membership(&reading, &meaning);
        Some(Use {
            name,
            reading,
            meaning,
            membership,
            last,
            ongoing,
            next,
        })
    }

    /// What a name means, with the answer to "did you mean …?". That answer can settle what is unclear; it can never turn a
    /// name that is known into something else.
    fn meaning(&mut self, reading: &Reading, means: Option<&Node>, path: &Path<'_>) -> Meaning {
        let known = if reading.is_exact() {
            Meaning::Known
        } else {
            Meaning::Unclear
        };
        let Some(node) = means else { return known };
        let said = match &node.value {
            Value::Null => {
                return if known == Meaning::Known {
                    known
                } else {
                    Meaning::NoneFits
                };
            }
            Value::Text(said) => said,
            Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Table(_) => {
                let message = format!(
                    "expected the id of a substance, found {}",
                    node.value.kind()
                );
                self.not_understood(Code::BadAnswer, message, node, path);
                return known;
            }
        };
        let candidates = reading.candidates();
        let lexicon = &self.protocol.lexicon;
        match lexicon
            .substance(said)
            .filter(|substance| candidates.contains(substance))
        {
            Some(substance) if known == Meaning::Unclear => Meaning::Chosen(substance),
            _ => {
                let offered = quoted(
                    candidates
                        .iter()
                        .map(|candidate| lexicon.substance_name(*candidate)),
                );
                let message = if known == Meaning::Known {
                    "the name is clear already, and means something else".to_owned()
                } else {
                    format!("`{said}` is not among what the name may mean: {offered}")
                };
                if !(known == Meaning::Known
                    && lexicon
                        .substance(said)
                        .is_some_and(|one| is_read_as(reading, one)))
                {
                    self.not_understood(Code::Contradiction, message, node, path);
                }
                known
            }
        }
    }

    fn membership(&self, reading: &Reading, meaning: &Meaning) -> Membership {
        let lexicon = &self.protocol.lexicon;
        let of_term = |term: &Term| {
            let is_in = |substance| match term {
                Term::Class(class) => lexicon.is_in(substance, *class),
                Term::Substance(other) => substance == *other,
            };
            match meaning {
                Meaning::Known | Meaning::Unclear | Meaning::NoneFits => reading.contains(is_in),
                Meaning::Chosen(substance) => exact_parts(reading)
                    .chain([*substance])
                    .fold(Truth::False, |all, one| all.or(is_in(one).into())),
            }
        };
        Membership {
            of_terms: self.protocol.terms.iter().map(of_term).collect(),
        }
    }
}

fn exact_parts(reading: &Reading) -> impl Iterator<Item = SubstanceId> + '_ {
    reading
        .parts
        .iter()
        .flat_map(|part| match &part.resolution {
            Resolution::Exact(substances) => substances.clone(),
            Resolution::Likely(_) | Resolution::Ambiguous(_) | Resolution::Unrecognised => {
                Vec::new()
            }
        })
}

fn is_read_as(reading: &Reading, substance: SubstanceId) -> bool {
    exact_parts(reading).any(|known| known == substance)
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

fn says_nothing(name: &str) -> bool {
    let name = name.trim().trim_end_matches('.').to_lowercase();
    NOTHING.contains(&name.as_str())
}
