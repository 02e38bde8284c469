//! The wide layer of names: everything that can be prescribed in the United States, from NLM's lists into one compact
//! file. `xtask/names/README.md` says where the lists come from and what is decided by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::files::{self, root};
use crate::step::{Failed, doing};

const HEAD: &str = "\
# Made by `cargo xtask names`; do not edit. The ingredients of a product, a tab, the names that it goes by. Without
# ingredients: words that mean no drug.
# This product uses publicly available data from the U.S. National Library of Medicine (NLM), National Institutes of
# Health, Department of Health and Human Services; NLM is not responsible for the product and does not endorse or
# recommend this or any other product.
";

/// The columns of `substances.tsv` and of the files in `xtask/names` that are read here.
const CLASS: usize = 0;
const SUBSTANCE: usize = 1;
const NAME: usize = 2;
const KIND: usize = 3;
const WITH: usize = 7;

/// Words that only tell one immunisation or one extract from another: all such are one substance.
const VACCINE: &[&str] = &[
    "vaccine",
    "antigen",
    "antigens",
    "virus",
    "toxoid",
    "serotype",
    "serogroup",
    "bcg",
];
const ALLERGEN: &[&str] = &["allergen", "allergenic", "pollen", "venom"];

/// Words of a package, not of a name. A name with one of them is cut off there, or at its first number before that.
const PACKAGE: &[&str] = &[
    "carton", "count", "day", "days", "kg", "kit", "mg", "pack", "package", "pak", "sulfite",
    "taper", "unt", "week", "weekly",
];

/// Writes the wide layer.
pub fn write() -> Result<(), Failed> {
    doing("write the wide layer of names");
    let text = build()?;
    files::write(&path(), &text)?;
    println!(
        "       {} lines, {} bytes",
        text.lines().count(),
        text.len()
    );
    Ok(())
}

fn path() -> PathBuf {
    root().join("src/lexicon/wide.txt")
}

fn source(name: &str) -> Result<String, Failed> {
    files::read_text(&root().join("xtask/names").join(name))
}

fn build() -> Result<String, Failed> {
    let reviewed = Reviewed::read(&files::read_text(
        &root().join("src/lexicon/substances.tsv"),
    )?);
    let settled = table(&source("settled.tsv")?);
    let forms = table(&source("ingredients.tsv")?);
    let rxnorm = csv(&source("rxnorm.csv")?);
    let brands = csv(&source("rxterms_brands.csv")?);
    let ingredients = csv(&source("rxterms_ingredients.csv")?);
    let mut layer = Layer {
        forms: &forms,
        settled: &settled,
        known: known(&rxnorm, &ingredients, &forms, &reviewed),
        reviewed,
        products: BTreeMap::new(),
        wrong: Vec::new(),
    };
    for row in brands.iter().skip(1) {
        if let [name, _, product] = row.as_slice() {
            layer.product(name, product);
        }
    }
    for row in &rxnorm {
        if let [_, kind, name, _, ingredients] = row.as_slice()
            && kind == "BN"
        {
            layer.brand(name, ingredients);
        }
    }
    layer.generics();
    layer.settle();
    layer.hold_to_the_reviewed();
    layer.written(&listed_words(&source("everyday.txt")?))
}

/// What the reviewed layer, `substances.tsv`, says: the ingredients of every name.
struct Reviewed {
    /// By the key of the name: the name, and the ids of what it stands for.
    names: BTreeMap<String, (String, BTreeSet<String>)>,
    /// From the id of a substance to its own name.
    substances: BTreeMap<String, String>,
    classed: BTreeSet<String>,
    /// The keys of street names, which are words of other names.
    street: BTreeSet<String>,
}

impl Reviewed {
    fn read(tsv: &str) -> Self {
        let mut reviewed = Self {
            names: BTreeMap::new(),
            substances: BTreeMap::new(),
            classed: BTreeSet::new(),
            street: BTreeSet::new(),
        };
        for row in table(tsv) {
            let column = |index: usize| row.get(index).map_or("", String::as_str);
            let id = id_of(column(SUBSTANCE));
            if !column(CLASS).is_empty() && !id.is_empty() {
                reviewed.classed.insert(id.clone());
            }
            // A word for a class is no part of other names either.
            if matches!(column(KIND), "street" | "class") {
                reviewed.street.insert(key_of(column(NAME)));
            }
            let (_, product) = reviewed
                .names
                .entry(key_of(column(NAME)))
                .or_insert_with(|| (column(NAME).to_owned(), BTreeSet::new()));
            product.extend(listed(column(WITH)));
            if !id.is_empty() {
                product.insert(id.clone());
                reviewed.substances.insert(id, column(SUBSTANCE).to_owned());
            }
        }
        reviewed
    }
}

/// The layer as it is put together.
struct Layer<'a> {
    reviewed: Reviewed,
    /// What an ingredient is called in a form: ingredient, form or `*`, substances.
    forms: &'a [Vec<String>],
    /// What is decided by hand: name, substances or `-`, mark, why.
    settled: &'a [Vec<String>],
    /// From a name of an ingredient, lower case, to the ingredient.
    known: BTreeMap<String, String>,
    /// From the key of a name to the name as written, its mark, and its ingredients.
    products: BTreeMap<String, Product>,
    wrong: Vec<String>,
}

struct Product {
    name: String,
    mark: &'static str,
    ingredients: BTreeSet<String>,
}

impl Layer<'_> {
    /// A brand of RxTerms, with one of its products as an example: "12 ML x 5 MG/ML / y 1 MG Oral Solution".
    fn product(&mut self, name: &str, product: &str) {
        let mut ingredients = BTreeSet::new();
        for part in product.split(" / ") {
            match self.ingredient_in(part) {
                Some(ingredient) => ingredients.extend(self.in_form(&ingredient, product)),
                None => self
                    .wrong
                    .push(format!("{name}: no ingredient in `{part}`")),
            }
        }
        self.add(name, ingredients);
    }

    /// The first known ingredient in a text, the longest that starts there.
    fn ingredient_in(&self, text: &str) -> Option<String> {
        let text = text.to_lowercase();
        let starts = std::iter::once(0).chain(text.match_indices([' ', '(']).map(|(at, _)| at + 1));
        starts.into_iter().find_map(|start| {
            let rest = text.get(start..)?;
            let ends = rest
                .match_indices([' ', ',', '-', ')', ']'])
                .map(|(at, _)| at);
            let ends: Vec<usize> = ends.chain([rest.len()]).collect();
            let known = ends
                .iter()
                .rev()
                .find_map(|end| self.known.get(rest.get(..*end)?));
            known
                .cloned()
                .or_else(|| immunological(rest.split(' ').next()?))
        })
    }

    /// What an ingredient is in a product of some form.
    fn in_form(&self, ingredient: &str, product: &str) -> Vec<String> {
        let product = product.to_lowercase();
        let row = self.forms.iter().find(|row| match row.as_slice() {
            [one, form, ..] => {
                one == ingredient && (form == "*" || product.contains(form.as_str()))
            }
            _ => false,
        });
        row.and_then(|row| row.get(2)).map_or_else(
            || vec![ingredient.to_owned()],
            |substances| listed(substances).collect(),
        )
    }

    fn depends_on_form(&self, ingredient: &str) -> bool {
        self.forms.iter().any(|row| {
            row.first().is_some_and(|one| one == ingredient)
                && row.get(1).is_some_and(|form| form != "*")
        })
    }

    /// A brand of RxNorm, with the ingredients of all its products. Its combinations repeat them.
    fn brand(&mut self, name: &str, ingredients: &str) {
        let key = key_of(&short(name));
        let mut found = BTreeSet::new();
        for ingredient in listed(ingredients).filter(|one| !one.contains(" / ")) {
            let Some(ingredient) = self.ingredient_in(&ingredient) else {
                self.wrong
                    .push(format!("{name}: `{ingredient}` is no known ingredient"));
                continue;
            };
            if self.depends_on_form(&ingredient) {
                // RxNorm's list names no form.
                if !self.products.contains_key(&key)
                    && !self.is_settled(name)
                    && !self.reviewed.names.contains_key(&key)
                {
                    self.wrong
                        .push(format!("{name}: in which form is `{ingredient}`?"));
                }
            } else {
                found.extend(self.in_form(&ingredient, ""));
            }
        }
        self.add(name, found);
    }

    /// The names of the ingredients themselves.
    fn generics(&mut self) {
        let ingredients: BTreeSet<String> = self.known.values().cloned().collect();
        for ingredient in ingredients {
            let substances: BTreeSet<String> = self.in_form(&ingredient, "").into_iter().collect();
            self.add(&ingredient, substances);
        }
    }

    fn is_settled(&self, name: &str) -> bool {
        self.settled
            .iter()
            .any(|row| row.first().is_some_and(|one| key_of(one) == key_of(name)))
    }

    fn add(&mut self, name: &str, ingredients: BTreeSet<String>) {
        let name = short(name);
        let key = key_of(&name);
        if key.chars().filter(|c| c.is_ascii_alphabetic()).count() < 3 || key.len() > 50 {
            return;
        }
        let product = self.products.entry(key).or_insert_with(|| Product {
            name,
            mark: "",
            ingredients: BTreeSet::new(),
        });
        product.ingredients.extend(ingredients);
    }

    /// Takes over what is decided by hand.
    fn settle(&mut self) {
        for row in self.settled {
            let [name, substances, mark, why, ..] = row.as_slice() else {
                self.wrong.push(format!("settled.tsv: {row:?}"));
                continue;
            };
            if why.is_empty() {
                self.wrong.push(format!("settled.tsv: why is `{name}` so?"));
            }
            let key = key_of(name);
            let mark = match mark.as_str() {
                "" => "",
                "alone" => "!",
                "ambiguous" => "?",
                _ => {
                    self.wrong.push(format!("settled.tsv: `{mark}`"));
                    "?"
                }
            };
            match substances.as_str() {
                "-" => {
                    self.products.remove(&key);
                }
                "=" => match self.products.get_mut(&key) {
                    Some(product) => product.mark = mark,
                    None => self
                        .wrong
                        .push(format!("settled.tsv: nothing is called `{name}`")),
                },
                substances => {
                    let ingredients = listed(substances).collect();
                    self.products.insert(
                        key,
                        Product {
                            name: name.clone(),
                            mark,
                            ingredients,
                        },
                    );
                }
            }
        }
    }

    /// Where both layers have a name, they must say the same, or it is settled by hand; the reviewed one stays. A longer
    /// name around a reviewed one of a class must keep what that stands for.
    fn hold_to_the_reviewed(&mut self) {
        let products = std::mem::take(&mut self.products);
        for (key, product) in products {
            let ids: BTreeSet<String> = product.ingredients.iter().map(|one| id_of(one)).collect();
            if let Some((_, reviewed)) = self.reviewed.names.get(&key) {
                if *reviewed != ids && !self.is_settled(&product.name) {
                    self.wrong.push(format!(
                        "{}: reviewed {reviewed:?}, here {ids:?}",
                        product.name
                    ));
                }
                continue;
            }
            let words: Vec<&str> = product.name.split([' ', '-', '/']).collect();
            for from in 0..words.len() {
                for to in from + 1..=words.len() {
                    let run: String = words[from..to].concat();
                    let Some((name, reviewed)) = self.reviewed.names.get(&key_of(&run)) else {
                        continue;
                    };
                    if self.reviewed.street.contains(&key_of(&run)) {
                        continue;
                    }
                    let mut lost = reviewed
                        .iter()
                        .filter(|id| self.reviewed.classed.contains(*id) && !ids.contains(*id));
                    if let Some(lost) = lost.next()
                        && !self.is_settled(&product.name)
                    {
                        self.wrong.push(format!(
                            "{}: `{name}` in it stands for {lost}, here {ids:?}",
                            product.name
                        ));
                    }
                }
            }
            self.products.insert(key, product);
        }
    }

    fn written(self, everyday: &[String]) -> Result<String, Failed> {
        if !self.wrong.is_empty() {
            return Err(Failed::new(
                "settle every name",
                &format!(
                    "{} are open:\n    {}",
                    self.wrong.len(),
                    self.wrong.join("\n    ")
                ),
                "decide each in xtask/names/settled.tsv, with its reason",
            ));
        }
        let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for product in self.products.values() {
            let ingredients: Vec<&str> = product.ingredients.iter().map(String::as_str).collect();
            let names = lines.entry(ingredients.join("|")).or_default();
            // The only ingredient of a product is itself a name of it.
            if !(product.ingredients.len() == 1
                && key_of(ingredients.concat().as_str()) == key_of(&product.name)
                && product.mark.is_empty())
            {
                names.push(format!("{}{}", product.mark, product.name));
            }
        }
        // Every ingredient has a line of its own, and so a name.
        for ingredient in self
            .products
            .values()
            .flat_map(|product| &product.ingredients)
        {
            if !self.reviewed.substances.contains_key(&id_of(ingredient)) {
                lines.entry(ingredient.clone()).or_default();
            }
        }
        let mut text = HEAD.to_owned();
        text.push_str(&format!("\t{}\n", everyday.join("|")));
        for (ingredients, mut names) in lines {
            names.sort();
            text.push_str(&ingredients);
            if !names.is_empty() {
                text.push('\t');
                text.push_str(&names.join("|"));
            }
            text.push('\n');
        }
        Ok(text)
    }
}

/// Every name by which an ingredient may be written, with the ingredient: a salt stands for its base.
fn known(
    rxnorm: &[Vec<String>],
    rxterms: &[Vec<String>],
    forms: &[Vec<String>],
    reviewed: &Reviewed,
) -> BTreeMap<String, String> {
    let mut known = BTreeMap::new();
    let of_kind = |kind: &'static str| {
        rxnorm.iter().filter_map(move |row| match row.as_slice() {
            [_, one, name, ..] if one == kind => Some(name.as_str()),
            _ => None,
        })
    };
    let named_here = forms
        .iter()
        .filter_map(|row| row.first())
        .map(String::as_str);
    let rxterms = rxterms
        .iter()
        .skip(1)
        .filter_map(|row| row.get(1))
        .map(String::as_str);
    // As the reviewed layer calls it, if that has it.
    let own = |name: &str| {
        let name = in_order(name);
        let reviewed = reviewed.substances.get(&id_of(&name));
        reviewed.cloned().unwrap_or(name)
    };
    for name in of_kind("IN").chain(rxterms).chain(named_here) {
        let name = plain(name);
        let ingredient = immunological(&name).unwrap_or_else(|| own(&name));
        known.insert(name.to_lowercase(), ingredient);
    }
    for name in of_kind("PIN") {
        let name = plain(name);
        let lower = name.to_lowercase();
        let ends = lower.match_indices([' ', ',', '-']).map(|(at, _)| at);
        let starts = ends.rev().filter_map(|end| lower.get(..end));
        let base = starts.filter_map(|start| known.get(start)).next().cloned();
        let ingredient = immunological(&name).or(base).unwrap_or_else(|| own(&name));
        known.entry(lower).or_insert(ingredient);
    }
    known
}

/// "estrogens, conjugated" as it is said: "conjugated estrogens".
fn in_order(name: &str) -> String {
    match name.split(", ").collect::<Vec<_>>().as_slice() {
        [noun, adjective] => format!("{adjective} {noun}"),
        _ => name.to_owned(),
    }
}

/// A name without what only pharmacists add to it.
fn plain(name: &str) -> String {
    let end = name.find(" (").unwrap_or(name.len());
    let name = name.get(..end).unwrap_or(name);
    name.replace(", USP", "")
        .replace(", human", "")
        .trim()
        .to_owned()
}

/// The one substance for all vaccines, or for all extracts that cause allergies.
fn immunological(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let has = |list: &[&str]| {
        lower
            .split([' ', ',', '-', '(', ')'])
            .any(|word| list.contains(&word))
    };
    if has(ALLERGEN) {
        Some("allergenic extract".to_owned())
    } else if has(VACCINE) {
        Some("vaccine".to_owned())
    } else {
        None
    }
}

/// A brand without its package: "Activella 0.5/0.1 28 Day" is Activella.
fn short(name: &str) -> String {
    let cut = [
        "(",
        " Reformulated",
        " brand of ",
        " Quadrivalent",
        " Formula 20",
        " 20",
    ];
    let end = cut
        .iter()
        .filter_map(|mark| name.find(mark))
        .filter(|at| *at > 0)
        .min();
    let name = name.get(..end.unwrap_or(name.len())).unwrap_or(name).trim();
    let words: Vec<&str> = name.split(' ').collect();
    let is_package = |word: &str| {
        let word = word.to_lowercase();
        word.split(['-', ',']).any(|part| PACKAGE.contains(&part))
    };
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_strength = |word: &str| is_number(word) && word.contains('/');
    let cut = |word: &str| is_package(word) || is_number(word);
    let end = if words.iter().skip(1).any(|word| is_package(word)) {
        words.iter().position(|word| cut(word))
    } else {
        words.iter().position(|word| is_strength(word))
    };
    let end = end.filter(|end| *end > 0).unwrap_or(words.len());
    let short = words.get(..end).unwrap_or(&words).join(" ");
    short.trim_end_matches([',', '-', ' ']).to_owned()
}

/// What two spellings of a name have in common.
fn key_of(name: &str) -> String {
    let name = name
        .to_lowercase()
        .replace('&', "and")
        .replace("w/", "with");
    name.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '#' | '/' | '+'))
        .collect()
}

/// The id of a substance.
fn id_of(name: &str) -> String {
    let words = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_").to_lowercase()
}

fn listed(text: &str) -> impl Iterator<Item = String> {
    text.split('|')
        .filter(|one| !one.is_empty())
        .map(str::to_owned)
}

/// Words, one a line; lines with `#` are comments.
fn listed_words(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

/// Rows of columns parted by tabs; lines with `#` are comments.
fn table(tsv: &str) -> Vec<Vec<String>> {
    tsv.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

/// Rows of columns parted by commas, with quotation marks around those that hold one.
fn csv(text: &str) -> Vec<Vec<String>> {
    text.lines().map(csv_row).collect()
}

fn csv_row(line: &str) -> Vec<String> {
    let mut row = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            c => {
                if let Some(column) = row.last_mut() {
                    column.push(c);
                }
            }
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::{build, csv_row, in_order, path, short};
    use crate::files;

    #[test]
    fn the_wide_layer_is_what_its_sources_say() {
        let built = build().unwrap();
        let kept = files::read_text(&path()).unwrap();
        assert!(
            built == kept,
            "`cargo xtask names` writes src/lexicon/wide.txt anew"
        );
    }

    #[test]
    fn a_package_is_no_part_of_a_name() {
        for (written, name) in [
            ("Activella 0.5/0.1 28 Day", "Activella"),
            ("Alyacen 1/35", "Alyacen"),
            ("Hemgenix Kit 101 - 105 KG", "Hemgenix"),
            ("Fluzone 2025-2026", "Fluzone"),
            (
                "Lamictal Blue (For Patients Taking Valproate)",
                "Lamictal Blue",
            ),
            ("Genac brand of pseudoephedrine/triprolidine", "Genac"),
            ("Neo-Synephrine 12 Hour", "Neo-Synephrine 12 Hour"),
            ("Theo-24", "Theo-24"),
            ("Ferrex 150 Forte", "Ferrex 150 Forte"),
        ] {
            assert_eq!(short(written), name);
        }
    }

    #[test]
    fn lists_are_read() {
        assert_eq!(csv_row(r#"1,"a, b",,c"#), ["1", "a, b", "", "c"]);
        assert_eq!(in_order("estrogens, conjugated"), "conjugated estrogens");
        assert_eq!(in_order("a, b, c"), "a, b, c");
    }
}
