//! What a line is matched against, built from the rows of a lexicon.

use std::sync::Arc;

use super::names::Names;
use super::normalise::key_of;
use super::row::{Kind, LexiconError, LexiconProblem, Row, id_of};
use super::{ClassId, SubstanceId};
use crate::order;

pub(super) use super::row::Meaning;

/// One substance.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Substance {
    pub(super) id: Box<str>,
    pub(super) label: Box<str>,
    pub(super) classes: Vec<ClassId>,
}

/// What one name stands for.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) substances: Arc<[SubstanceId]>,
    pub(super) meaning: Meaning,
    /// Whether it stands for one of the substances, which is not said ("benzos"), and not for all.
    pub(super) one_of: bool,
    /// Whether the substances are those of several products.
    pub(super) several: bool,
}

/// A lexicon, ready for matching.
#[derive(Clone, Debug, Default)]
pub(super) struct Data {
    /// Those of the rows in the order of their ids, and after them those of the wide layer in that order.
    pub(super) substances: Vec<Substance>,
    /// How many of them are those of the rows.
    pub(super) reviewed: usize,
    /// In order.
    pub(super) classes: Vec<Box<str>>,
    pub(super) names: Names,
    /// One for each name.
    pub(super) entries: Vec<Entry>,
    /// Words that mean no drug, however near to a name they are.
    pub(super) everyday: Names,
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
        self.entries.get(self.names.find(key)?)
    }

    pub(super) fn in_a_class(&self, id: SubstanceId) -> bool {
        self.substance(id)
            .is_some_and(|substance| !substance.classes.is_empty())
    }

    /// The substance with this id.
    pub(super) fn numbered(&self, id: &str) -> Option<SubstanceId> {
        let (reviewed, wide) = self.substances.split_at_checked(self.reviewed)?;
        let in_order = |list: &[Substance]| list.binary_search_by(|one| (*one.id).cmp(id)).ok();
        let place = in_order(reviewed).or_else(|| Some(self.reviewed + in_order(wide)?));
        u16::try_from(place?).ok().map(SubstanceId)
    }

    /// Numbers the substances in the order of their ids; gives the number of the one in each row.
    fn name_substances(
        &mut self,
        rows: &[Row<'_>],
    ) -> Result<Vec<Option<SubstanceId>>, LexiconError> {
        let mut named: Vec<(String, &Row<'_>)> = Vec::new();
        for row in rows.iter().filter(|row| row.kind != Kind::Class) {
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
        self.substances = substances
            .into_iter()
            .map(|(id, row)| Substance {
                id: id.into_boxed_str(),
                label: row.substance.into(),
                classes: Vec::new(),
            })
            .collect();
        self.reviewed = self.substances.len();
        self.few_enough(0)?;
        let mut last: Option<(&str, SubstanceId)> = None;
        let numbers = rows.iter().map(|row| {
            if row.kind == Kind::Class {
                return Ok(None);
            }
            let known = last.filter(|(name, _)| *name == row.substance);
            let number = match known {
                Some((_, number)) => number,
                None => self
                    .numbered(&id_of(row.substance))
                    .ok_or_else(|| row.value("substance", row.substance))?,
            };
            last = Some((row.substance, number));
            Ok(Some(number))
        });
        numbers.collect()
    }

    /// They are numbered from 0.
    pub(super) fn few_enough(&self, line: usize) -> Result<(), LexiconError> {
        match u16::try_from(self.substances.len().saturating_sub(1)) {
            Ok(_) => Ok(()),
            Err(_) => Err(LexiconError {
                line,
                problem: LexiconProblem::TooMany,
            }),
        }
    }

    fn name_classes(
        &mut self,
        rows: &[Row<'_>],
        substances: &[Option<SubstanceId>],
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
            let substance =
                substance.and_then(|substance| self.substances.get_mut(usize::from(substance.0)));
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
        substances: &[Option<SubstanceId>],
    ) -> Result<(), LexiconError> {
        let repeats = order::repeats(rows, |a, b| {
            (a.name, a.class, a.substance).cmp(&(b.name, b.class, b.substance))
        });
        for ((row, substance), repeats) in rows.iter().zip(substances).zip(repeats) {
            if repeats {
                return Err(row.error(LexiconProblem::Twice {
                    name: row.name.to_owned(),
                }));
            }
            let key = key_of(row.name).ok_or_else(|| row.value("name", row.name))?;
            let entry = Entry {
                substances: self.product(row, *substance)?.into(),
                meaning: row.reading,
                one_of: substance.is_none(),
                several: false,
            };
            let (number, new) = self.names.add(row.name, &key);
            if new {
                self.entries.push(entry);
            } else if let Some(known) = self.entries.get_mut(number) {
                known.add(&entry);
            }
        }
        Ok(())
    }

    /// All that is in the product of a row, or all that belongs to its class.
    fn product(
        &self,
        row: &Row<'_>,
        substance: Option<SubstanceId>,
    ) -> Result<Vec<SubstanceId>, LexiconError> {
        let Some(substance) = substance else {
            let class = self.class(row.class);
            let numbers = (0..=u16::MAX).map(SubstanceId).zip(&self.substances);
            let members =
                numbers.filter(|(_, one)| class.is_some_and(|class| one.classes.contains(&class)));
            return Ok(members.map(|(id, _)| id).collect());
        };
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
    /// Takes in another row of the same name. Where the rows name different products, the name no longer decides; where
    /// one names a class, it stands for one substance of them all.
    fn add(&mut self, other: &Self) {
        self.meaning = match (self.meaning, other.meaning) {
            (Meaning::Open, _) | (_, Meaning::Open) => Meaning::Open,
            _ if self.substances != other.substances && !self.one_of && !other.one_of => {
                Meaning::Open
            }
            (Meaning::Alone, _) | (_, Meaning::Alone) => Meaning::Alone,
            (Meaning::Certain, Meaning::Certain) => Meaning::Certain,
        };
        self.one_of |= other.one_of;
        self.several |= other.several || self.substances != other.substances;
        let mut all = [&*self.substances, &*other.substances].concat();
        order::sort_dedup(&mut all);
        self.substances = all.into();
    }
}
