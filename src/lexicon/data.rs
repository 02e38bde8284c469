//! What a line is matched against, built from the rows of a lexicon.

use rustc_hash::FxHashMap;

use super::near::Near;
use super::normalise::key_of;
use super::row::{LexiconError, LexiconProblem, Row, id_of};
use super::{ClassId, SubstanceId};
use crate::order;

pub(super) use super::row::Meaning;

/// One substance.
#[derive(Debug)]
pub(super) struct Substance {
    pub(super) id: Box<str>,
    pub(super) label: Box<str>,
    pub(super) classes: Vec<ClassId>,
}

/// One name, by its key, and what it stands for.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) substances: Vec<SubstanceId>,
    pub(super) meaning: Meaning,
}

/// A lexicon, ready for matching.
#[derive(Debug, Default)]
pub(super) struct Data {
    /// In the order of their ids.
    pub(super) substances: Vec<Substance>,
    /// In order.
    pub(super) classes: Vec<Box<str>>,
    pub(super) entries: Vec<Entry>,
    /// From the key of a name to its entry. Looked up only, never walked: its order is not defined.
    index: FxHashMap<Box<str>, usize>,
    pub(super) near: Near,
    /// The length of the longest key, in bytes.
    pub(super) longest: usize,
}

impl Data {
    pub(super) fn parse(tsv: &str) -> Result<Self, LexiconError> {
        let mut rows = Vec::new();
        for (index, text) in tsv.lines().enumerate() {
            if !text.is_empty() && !text.starts_with('#') {
                let line = index + 1;
                rows.push(
                    Row::parse(line, text).map_err(|problem| LexiconError { line, problem })?,
                );
            }
        }
        let mut data = Self::default();
        let ids = data.name_substances(&rows)?;
        data.name_classes(&rows, &ids)?;
        data.index_names(&rows, &ids)?;
        Ok(data)
    }

    pub(super) fn substance(&self, id: SubstanceId) -> Option<&Substance> {
        self.substances.get(usize::from(id.0))
    }

    pub(super) fn class(&self, id: &str) -> Option<ClassId> {
        self.classes
            .binary_search_by(|class| (**class).cmp(id))
            .ok()
            .and_then(|index| u16::try_from(index).ok())
            .map(ClassId)
    }

    /// The entry whose name has this key.
    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.index
            .get(key)
            .and_then(|index| self.entries.get(*index))
    }

    /// Numbers the substances in the order of their ids; gives the number of the one in each row.
    fn name_substances(&mut self, rows: &[Row<'_>]) -> Result<Vec<SubstanceId>, LexiconError> {
        let mut named: Vec<(String, &Row<'_>)> = Vec::new();
        for row in rows {
            // The rows of one substance stand together, as a rule.
            if named
                .last()
                .is_none_or(|(_, last)| last.substance != row.substance)
            {
                named.push((id_of(row.substance), row));
            }
        }
        order::sort(&mut named, |(a, _), (b, _)| a.cmp(b));
        let mut substances: Vec<(String, &Row<'_>)> = Vec::with_capacity(named.len());
        let mut clash: Option<(&Row<'_>, &str)> = None;
        for (id, row) in named {
            match substances.last() {
                Some((known, first)) if *known == id => {
                    let is_first = clash.is_none_or(|(other, _)| row.line < other.line);
                    if first.substance != row.substance && is_first {
                        clash = Some((row, first.substance));
                    }
                }
                Some(_) | None => substances.push((id, row)),
            }
        }
        if let Some((row, other)) = clash {
            return Err(row.error(LexiconProblem::SameId {
                name: row.substance.to_owned(),
                other: other.to_owned(),
            }));
        }
        // They are numbered from 0.
        if u16::try_from(substances.len().saturating_sub(1)).is_err() {
            return Err(LexiconError {
                line: 0,
                problem: LexiconProblem::TooMany,
            });
        }
        self.substances = substances
            .into_iter()
            .map(|(id, row)| Substance {
                id: id.into_boxed_str(),
                label: row.substance.into(),
                classes: Vec::new(),
            })
            .collect();
        let mut last: Option<(&str, SubstanceId)> = None;
        let numbers = rows.iter().map(|row| {
            let known = last.filter(|(name, _)| *name == row.substance);
            let number = match known {
                Some((_, number)) => number,
                None => self
                    .numbered(&id_of(row.substance))
                    .ok_or_else(|| row.value("substance", row.substance))?,
            };
            last = Some((row.substance, number));
            Ok(number)
        });
        numbers.collect()
    }

    /// The substance with this id.
    pub(super) fn numbered(&self, id: &str) -> Option<SubstanceId> {
        let place = self
            .substances
            .binary_search_by(|substance| (*substance.id).cmp(id));
        u16::try_from(place.ok()?).ok().map(SubstanceId)
    }

    fn name_classes(
        &mut self,
        rows: &[Row<'_>],
        substances: &[SubstanceId],
    ) -> Result<(), LexiconError> {
        let mut names: Vec<&str> = rows.iter().map(|row| row.class).collect();
        // The rows of one class stand together, as a rule.
        names.dedup();
        order::sort_dedup(&mut names);
        self.classes = names
            .into_iter()
            .filter(|class| !class.is_empty())
            .map(Box::from)
            .collect();
        let mut last: Option<(&str, ClassId)> = None;
        for (row, substance) in rows.iter().zip(substances) {
            if row.class.is_empty() {
                continue;
            }
            let class = match last {
                Some((name, class)) if name == row.class => class,
                Some(_) | None => self
                    .class(row.class)
                    .ok_or_else(|| row.error(LexiconProblem::TooMany))?,
            };
            last = Some((row.class, class));
            let substance = self.substances.get_mut(usize::from(substance.0));
            if let Some(substance) = substance
                && let Err(at) = substance.classes.binary_search(&class)
            {
                substance.classes.insert(at, class);
            }
        }
        Ok(())
    }

    fn index_names(
        &mut self,
        rows: &[Row<'_>],
        substances: &[SubstanceId],
    ) -> Result<(), LexiconError> {
        let repeats = order::repeats(rows, |a, b| {
            (a.name, a.class, a.substance).cmp(&(b.name, b.class, b.substance))
        });
        let mut keys = Vec::with_capacity(rows.len());
        self.index.reserve(rows.len());
        self.entries.reserve(rows.len());
        for ((row, substance), repeats) in rows.iter().zip(substances).zip(repeats) {
            if repeats {
                return Err(row.error(LexiconProblem::Twice {
                    name: row.name.to_owned(),
                }));
            }
            let key = key_of(row.name).ok_or_else(|| row.value("name", row.name))?;
            let product = self.product(row, *substance)?;
            self.longest = self.longest.max(key.len());
            if let Some(entry) = self
                .index
                .get(key.as_str())
                .and_then(|index| self.entries.get_mut(*index))
            {
                entry.add(product, row.reading);
            } else {
                keys.push(key.clone().into_boxed_str());
                self.index.insert(key.into_boxed_str(), self.entries.len());
                self.entries.push(Entry {
                    substances: product,
                    meaning: row.reading,
                });
            }
        }
        self.near = Near::new(keys, &self.entries);
        Ok(())
    }

    /// All that is in the product of a row.
    fn product(
        &self,
        row: &Row<'_>,
        substance: SubstanceId,
    ) -> Result<Vec<SubstanceId>, LexiconError> {
        let mut product = vec![substance];
        for id in row.with.split('|').filter(|id| !id.is_empty()) {
            let partner = self.numbered(id);
            product.push(
                partner.ok_or_else(|| row.error(LexiconProblem::Partner { id: id.to_owned() }))?,
            );
        }
        order::sort_dedup(&mut product);
        Ok(product)
    }
}

impl Entry {
    /// Takes in another row of the same name. Where the rows name different products, the name no longer decides.
    fn add(&mut self, product: Vec<SubstanceId>, reading: Meaning) {
        self.meaning = match (self.meaning, reading) {
            (Meaning::Open, _) | (_, Meaning::Open) => Meaning::Open,
            _ if self.substances != product => Meaning::Open,
            (Meaning::Alone, _) | (_, Meaning::Alone) => Meaning::Alone,
            (Meaning::Certain, Meaning::Certain) => Meaning::Certain,
        };
        self.substances.extend(product);
        order::sort_dedup(&mut self.substances);
    }
}
