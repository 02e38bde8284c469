//! One row of a lexicon, as written, and what can be wrong with it.

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

/// What kind of name a row holds, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The name of a substance or of a product.
    Name,
    /// A word for whatever belongs to the class.
    Class,
}

/// A row, as written.
pub(super) struct Row<'a> {
    pub(super) line: usize,
    pub(super) kind: Kind,
    pub(super) class: &'a str,
    pub(super) substance: &'a str,
    pub(super) name: &'a str,
    pub(super) reading: Meaning,
    pub(super) with: &'a str,
}

impl<'a> Row<'a> {
    pub(super) fn parse(line: usize, text: &'a str) -> Result<Self, LexiconProblem> {
        // Split by bytes: the columns are short, and a search set up anew for each costs more than it saves.
        let mut columns = text
            .as_bytes()
            .split(|byte| *byte == b'\t')
            .map(|column| core::str::from_utf8(column).unwrap_or_default());
        let mut missing = false;
        let mut next = || {
            columns.next().unwrap_or_else(|| {
                missing = true;
                ""
            })
        };
        let (class, substance, name) = (next(), next(), next());
        let (kind, rxcui, reading, source) = (next(), next(), next(), next());
        let (with, with_source, _note) = (next(), next(), next());
        if missing || columns.next().is_some() {
            let found = text.split('\t').count();
            return Err(LexiconProblem::Columns { found });
        }
        let is_class = kind == "class";
        let required = [
            if is_class {
                ("class", class)
            } else {
                ("substance", substance)
            },
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
        let names_one = id_of(substance).starts_with(|c: char| c.is_ascii_alphanumeric());
        if names_one == is_class {
            return Err(value("substance", substance));
        }
        if is_class && !with.is_empty() {
            return Err(value("with", with));
        }
        if !matches!(kind, "generic" | "brand" | "street" | "class") {
            return Err(value("kind", kind));
        }
        if !rxcui.chars().all(|c| c.is_ascii_digit()) {
            return Err(value("rxcui", rxcui));
        }
        Ok(Self {
            line,
            kind: if is_class { Kind::Class } else { Kind::Name },
            class,
            substance,
            name,
            reading,
            with,
        })
    }

    pub(super) fn error(&self, problem: LexiconProblem) -> LexiconError {
        LexiconError {
            line: self.line,
            problem,
        }
    }

    pub(super) fn value(&self, column: &'static str, found: &str) -> LexiconError {
        self.error(value(column, found))
    }
}

pub(super) fn value(column: &'static str, found: &str) -> LexiconProblem {
    LexiconProblem::Value {
        column,
        found: found.to_owned(),
    }
}

/// The id of a substance: its name in lower case, runs of anything but letters and digits as one `_`.
pub(super) fn id_of(name: &str) -> String {
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
    use crate::lexicon::Lexicon;

    fn problem(tsv: &str) -> String {
        Lexicon::parse(tsv).unwrap_err().to_string()
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
