//! Reads the rows of a lexicon and builds what a line is matched against.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::near::Near;
use super::normalise::key_of;
use super::{ClassId, SubstanceId};

/// A lexicon that could not be read: where, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct LexiconError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: LexiconProblem,
}

/// What can be wrong with a row of a lexicon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconProblem {
    /// A row without the ten columns.
    #[error("expected 10 columns parted by tabs, found {found}")]
    Columns {
        /// How many there are.
        found: usize,
    },
    /// A column that every row needs is empty.
    #[error("column `{column}` is empty")]
    Empty {
        /// The column.
        column: &'static str,
    },
    /// A column holds something it cannot.
    #[error("column `{column}` cannot be `{found}`")]
    Value {
        /// The column.
        column: &'static str,
        /// What it holds.
        found: String,
    },
    /// A row that says the same as an earlier one.
    #[error("`{name}` is there twice for this substance and class")]
    Twice {
        /// The name.
        name: String,
    },
    /// Two substances whose names give one id.
    #[error("`{name}` has the id of another substance, `{other}`")]
    SameId {
        /// The substance.
        name: String,
        /// The one that came before.
        other: String,
    },
    /// A product holds a substance that no row names.
    #[error("no row names the substance `{id}`")]
    Partner {
        /// The id.
        id: String,
    },
    /// More substances or classes than ids.
    #[error("more than 65,535 substances or classes")]
    TooMany,
}

/// One substance.
#[derive(Debug)]
pub(super) struct Substance {
    pub(super) id: Box<str>,
    pub(super) label: Box<str>,
    pub(super) classes: Vec<ClassId>,
}

/// How far a name decides what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// By itself.
    Certain,
    /// Only where every word beside it is understood: an everyday word.
    Alone,
    /// Never: it asks.
    Open,
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
    index: HashMap<Box<str>, usize>,
    pub(super) near: Near,
    /// The length of the longest key, in bytes.
    pub(super) longest: usize,
}

/// A row, as written.
struct Row<'a> {
    line: usize,
    class: &'a str,
    substance: &'a str,
    name: &'a str,
    reading: Meaning,
    with: &'a str,
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

    /// Numbers the substances in the order of their ids; gives the number of each by the name in its rows.
    fn name_substances<'a>(
        &mut self,
        rows: &[Row<'a>],
    ) -> Result<HashMap<&'a str, SubstanceId>, LexiconError> {
        let mut by_id: BTreeMap<String, &'a str> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for row in rows {
            if !seen.insert(row.substance) {
                continue;
            }
            if let Some(other) = by_id.insert(id_of(row.substance), row.substance) {
                return Err(row.error(LexiconProblem::SameId {
                    name: row.substance.to_owned(),
                    other: other.to_owned(),
                }));
            }
        }
        let mut numbers = HashMap::with_capacity(by_id.len());
        for (id, label) in by_id {
            let number = u16::try_from(self.substances.len()).map_err(|_| LexiconError {
                line: 0,
                problem: LexiconProblem::TooMany,
            })?;
            numbers.insert(label, SubstanceId(number));
            self.substances.push(Substance {
                id: id.into_boxed_str(),
                label: label.into(),
                classes: Vec::new(),
            });
        }
        Ok(numbers)
    }

    fn name_classes(
        &mut self,
        rows: &[Row<'_>],
        ids: &HashMap<&str, SubstanceId>,
    ) -> Result<(), LexiconError> {
        let names: BTreeSet<&str> = rows.iter().map(|row| row.class).collect();
        self.classes = names
            .into_iter()
            .filter(|class| !class.is_empty())
            .map(Box::from)
            .collect();
        for row in rows {
            if row.class.is_empty() {
                continue;
            }
            let class = self
                .class(row.class)
                .ok_or_else(|| row.error(LexiconProblem::TooMany))?;
            let substance = ids
                .get(row.substance)
                .and_then(|id| self.substances.get_mut(usize::from(id.0)));
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
        ids: &HashMap<&str, SubstanceId>,
    ) -> Result<(), LexiconError> {
        let mut said = BTreeSet::new();
        let mut keys = Vec::new();
        for row in rows {
            if !said.insert((row.class, row.substance, row.name)) {
                return Err(row.error(LexiconProblem::Twice {
                    name: row.name.to_owned(),
                }));
            }
            let key = key_of(row.name).ok_or_else(|| row.value("name", row.name))?;
            let product = self.product(row, ids)?;
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
        ids: &HashMap<&str, SubstanceId>,
    ) -> Result<Vec<SubstanceId>, LexiconError> {
        let mut product: Vec<SubstanceId> = ids.get(row.substance).copied().into_iter().collect();
        for id in row.with.split('|').filter(|id| !id.is_empty()) {
            let partner = self
                .substances
                .binary_search_by(|substance| (*substance.id).cmp(id))
                .ok()
                .and_then(|index| u16::try_from(index).ok())
                .ok_or_else(|| row.error(LexiconProblem::Partner { id: id.to_owned() }))?;
            product.push(SubstanceId(partner));
        }
        product.sort_unstable();
        product.dedup();
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
        self.substances.sort_unstable();
        self.substances.dedup();
    }
}

impl<'a> Row<'a> {
    fn parse(line: usize, text: &'a str) -> Result<Self, LexiconProblem> {
        let mut columns = text.split('\t');
        let mut next = || columns.next().unwrap_or_default();
        let (class, substance, name) = (next(), next(), next());
        let (kind, rxcui, reading, source) = (next(), next(), next(), next());
        let (with, with_source, _note) = (next(), next(), next());
        let found = text.split('\t').count();
        if found != 10 {
            return Err(LexiconProblem::Columns { found });
        }
        let required = [
            ("substance", substance),
            ("name", name),
            ("kind", kind),
            ("source", source),
            (
                "with_source",
                if with.is_empty() { "none" } else { with_source },
            ),
        ];
        for (column, value) in required {
            if value.is_empty() {
                return Err(LexiconProblem::Empty { column });
            }
        }
        let reading = match reading {
            "" => Meaning::Certain,
            "alone" => Meaning::Alone,
            "ambiguous" => Meaning::Open,
            _ => return Err(value("reading", reading)),
        };
        if !class
            .chars()
            .all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_'))
        {
            return Err(value("class", class));
        }
        if !id_of(substance).starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return Err(value("substance", substance));
        }
        if !matches!(kind, "generic" | "brand" | "street") {
            return Err(value("kind", kind));
        }
        if !rxcui.chars().all(|c| c.is_ascii_digit()) {
            return Err(value("rxcui", rxcui));
        }
        Ok(Self {
            line,
            class,
            substance,
            name,
            reading,
            with,
        })
    }

    fn error(&self, problem: LexiconProblem) -> LexiconError {
        LexiconError {
            line: self.line,
            problem,
        }
    }

    fn value(&self, column: &'static str, found: &str) -> LexiconError {
        self.error(value(column, found))
    }
}

fn value(column: &'static str, found: &str) -> LexiconProblem {
    LexiconProblem::Value {
        column,
        found: found.to_owned(),
    }
}

/// The id of a substance: its name in lower case, runs of anything but letters and digits as one `_`.
fn id_of(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('_') {
            id.push('_');
        }
    }
    id.truncate(id.trim_end_matches('_').len());
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(tsv: &str) -> String {
        Data::parse(tsv).unwrap_err().to_string()
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let row = "maoi\tphenelzine\tNardil\tbrand\t203799\t\trxnorm\t\t\t";
        assert_eq!(
            problem(&format!("# names\n{row}\n{row}\n")),
            "line 3: `Nardil` is there twice for this substance and class"
        );
        assert_eq!(
            problem("maoi\tphenelzine"),
            "line 1: expected 10 columns parted by tabs, found 2"
        );
        for (from, to, said) in [
            ("rxnorm", "", "column `source` is empty"),
            ("maoi", "MAOI", "column `class` cannot be `MAOI`"),
            ("brand", "trade", "column `kind` cannot be `trade`"),
            ("203799", "x", "column `rxcui` cannot be `x`"),
            (
                "203799\t",
                "203799\tperhaps",
                "column `reading` cannot be `perhaps`",
            ),
            ("Nardil", "...", "column `name` cannot be `...`"),
            (
                "rxnorm\t\t",
                "rxnorm\tgold\t",
                "column `with_source` is empty",
            ),
            (
                "rxnorm\t\t",
                "rxnorm\tgold\trxnorm",
                "no row names the substance `gold`",
            ),
            ("phenelzine", "--", "column `substance` cannot be `--`"),
        ] {
            assert_eq!(
                problem(&row.replacen(from, to, 1)),
                format!("line 1: {said}")
            );
        }
        let other = row.replace("phenelzine", "Phenel-zine");
        let third = row.replace("phenelzine", "phenel zine");
        assert_eq!(
            problem(&format!("{other}\n{third}")),
            "line 2: `phenel zine` has the id of another substance, `Phenel-zine`"
        );
    }

    #[test]
    fn ids() {
        assert_eq!(id_of("methylene blue"), "methylene_blue");
        assert_eq!(id_of("2c-b"), "2c_b");
        assert_eq!(
            id_of("sodium phosphate, monobasic"),
            "sodium_phosphate_monobasic"
        );
    }
}
