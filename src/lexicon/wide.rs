//! The wide layer: names that matter to no rule by themselves, so that they are known. `README.md` describes the file.
//!
//! Where the reviewed rows have a name, they decide. Substances that are new here belong to no class.

use std::sync::Arc;

use super::SubstanceId;
use super::data::{Data, Entry, Meaning, Substance};
use super::names::Names;
use super::normalise::key_of;
use super::row::{LexiconError, LexiconProblem, id_of, value};
use crate::order;

impl Data {
    /// Adds the names of a wide layer.
    pub(super) fn add_wide(&mut self, text: &str) -> Result<(), LexiconError> {
        let lines = || {
            text.lines().zip(1..).filter_map(|(text, line)| {
                let written = !text.is_empty() && !text.starts_with('#');
                let (ingredients, names) = text.split_once('\t').unwrap_or((text, ""));
                written.then_some((line, ingredients, names))
            })
        };
        let mut labels: Vec<(String, &str, usize)> = Vec::new();
        for (line, ingredients, _) in lines() {
            if !ingredients.contains('|') && !ingredients.is_empty() {
                labels.push((id_of(ingredients), ingredients, line));
            }
        }
        self.number_wide(labels)?;
        let mut numbers = Names::default();
        for substance in &self.substances {
            numbers.add(&substance.label, &substance.label);
        }
        for (line, ingredients, names) in lines() {
            if ingredients.is_empty() {
                for word in names.split('|') {
                    if let Some(key) = key_of(word) {
                        self.everyday.add("", &key);
                    }
                }
                continue;
            }
            let mut product = Vec::new();
            for label in ingredients.split('|') {
                let number = numbers.find(label).and_then(|at| u16::try_from(at).ok());
                let number = number.ok_or_else(|| LexiconError {
                    line,
                    problem: LexiconProblem::Partner {
                        id: label.to_owned(),
                    },
                })?;
                product.push(SubstanceId(number));
            }
            order::sort_dedup(&mut product);
            let substances: Arc<[SubstanceId]> = product.into();
            // A substance goes by its own name too.
            let own = (!ingredients.contains('|')).then_some(ingredients);
            for written in names.split('|').chain(own) {
                let (meaning, name) = marked(written);
                if name.is_empty() {
                    continue;
                }
                let key = key_of(name).ok_or_else(|| LexiconError {
                    line,
                    problem: value("names", written),
                })?;
                if self.names.add(name, &key).1 {
                    self.entries.push(Entry {
                        substances: Arc::clone(&substances),
                        meaning,
                        one_of: false,
                        several: false,
                    });
                }
            }
        }
        Ok(())
    }

    /// Numbers the substances that the rows do not have, in the order of their ids.
    fn number_wide(&mut self, mut labels: Vec<(String, &str, usize)>) -> Result<(), LexiconError> {
        if !labels.is_sorted() {
            order::sort(&mut labels, Ord::cmp);
        }
        let mut new: Vec<Substance> = Vec::with_capacity(labels.len());
        for (id, label, line) in labels {
            let reviewed = self.numbered(&id);
            let known = match reviewed {
                Some(known) => self.substance(known),
                None => new.last().filter(|last| *last.id == id),
            };
            match known {
                Some(known) if &*known.label != label => {
                    return Err(LexiconError {
                        line,
                        problem: LexiconProblem::SameId {
                            name: label.to_owned(),
                            other: known.label.to_string(),
                        },
                    });
                }
                Some(_) => {}
                None => new.push(Substance {
                    id: id.into_boxed_str(),
                    label: label.into(),
                    classes: Vec::new(),
                }),
            }
        }
        self.substances.append(&mut new);
        self.few_enough(0)
    }
}

/// A name and how far it decides: `!` stands before an everyday word, `?` before a name that always asks.
fn marked(written: &str) -> (Meaning, &str) {
    if let Some(name) = written.strip_prefix('!') {
        (Meaning::Alone, name)
    } else if let Some(name) = written.strip_prefix('?') {
        (Meaning::Open, name)
    } else {
        (Meaning::Certain, written)
    }
}
