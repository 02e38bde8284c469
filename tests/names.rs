//! What typed drug names must resolve to: by table, for every row of the data, for look-alikes, for misspellings, for
//! anything at all.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect, and prints its numbers"
)]

#[path = "names/anything.rs"]
mod anything;
#[path = "names/look_alikes.rs"]
mod look_alikes;
#[path = "names/misspellings.rs"]
mod misspellings;
#[path = "names/suggest.rs"]
mod suggest;
#[path = "names/wide.rs"]
mod wide;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use prescreen::Truth;
use prescreen::lexicon::{Lexicon, Part, Resolution, SubstanceId};

const DATA: &str = include_str!("../src/lexicon/substances.tsv");
const WIDE: &str = include_str!("../src/lexicon/wide.txt");
const SOURCES: &str = include_str!("../src/lexicon/README.md");

/// A row of the data, as a test reads it: nothing here uses the lexicon's own reader.
#[derive(Clone, Debug)]
struct Row<'a> {
    line: usize,
    class: &'a str,
    substance: String,
    name: &'a str,
    reading: &'a str,
    /// Whether it is a word for a class: its product is then everything in it.
    one_of: bool,
    product: BTreeSet<String>,
    columns: Vec<&'a str>,
}

fn rows() -> Vec<Row<'static>> {
    let written: Vec<(usize, Vec<&str>)> = DATA
        .lines()
        .enumerate()
        .filter(|(_, text)| !text.starts_with('#'))
        .map(|(index, text)| (index + 1, text.split('\t').collect()))
        .collect();
    let members = |class: &str| -> BTreeSet<String> {
        let of_class = written.iter().filter(|(_, row)| row[0] == class);
        of_class
            .map(|(_, row)| id(row[1]))
            .filter(|id| !id.is_empty())
            .collect()
    };
    written
        .iter()
        .map(|(line, columns)| {
            assert_eq!(columns.len(), 10, "line {line}: {columns:?}");
            let substance = id(columns[1]);
            let one_of = columns[3] == "class";
            let mut product: BTreeSet<String> = columns[7]
                .split('|')
                .filter(|partner| !partner.is_empty())
                .map(str::to_owned)
                .collect();
            if one_of {
                product = members(columns[0]);
            } else {
                product.insert(substance.clone());
            }
            Row {
                line: *line,
                class: columns[0],
                substance,
                name: columns[2],
                reading: columns[5],
                one_of,
                product,
                columns: columns.clone(),
            }
        })
        .collect()
}

/// The names of the wide layer, as a test reads it: its marks left out.
fn wide_names() -> Vec<&'static str> {
    let lines = WIDE.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter(|line| !line.starts_with('\t'))
        .flat_map(|line| {
            let (ingredients, names) = line.split_once('\t').unwrap_or((line, ""));
            let own = (!ingredients.contains('|')).then_some(ingredients);
            own.into_iter().chain(names.split('|'))
        })
        .map(|name| name.trim_start_matches(['!', '?']))
        .filter(|name| !name.is_empty())
        .collect()
}

fn id(name: &str) -> String {
    name.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join("_")
}

/// What two spellings of one name have in common.
fn bare(name: &str) -> String {
    name.to_lowercase()
        .replace('&', "and")
        .replace("w/", "with")
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '#' | '/'))
        .collect()
}

fn ids(substances: &[SubstanceId]) -> Vec<String> {
    substances
        .iter()
        .map(|&substance| Lexicon::wide().substance_name(substance).to_owned())
        .collect()
}

/// Substances as the tables write them: all, or the first and the last of a whole class.
fn listed(ids: &[String]) -> String {
    match ids {
        [first, .., last] if ids.len() > 9 => format!("{first}..{last} ({})", ids.len()),
        all => all.join("+"),
    }
}

/// A reading as the tables write it: "exact:oxycodone | unrecognised".
fn written(parts: &[Part]) -> String {
    parts
        .iter()
        .map(|part| match &part.resolution {
            Resolution::Exact(substances) => format!("exact:{}", listed(&ids(substances))),
            Resolution::OneOf(substances) => format!("one_of:{}", listed(&ids(substances))),
            Resolution::Likely(substances) => format!("likely:{}", listed(&ids(substances))),
            Resolution::Ambiguous(substances) => format!("ambiguous:{}", listed(&ids(substances))),
            Resolution::Unrecognised => "unrecognised".to_owned(),
        })
        .collect::<Vec<_>>()
        .join(" | ")
}

fn read(typed: &str) -> String {
    written(&Lexicon::wide().read(typed).parts)
}

fn in_class(typed: &str, class: &str) -> Truth {
    let lexicon = Lexicon::wide();
    let class = lexicon.class(class).unwrap();
    lexicon
        .read(typed)
        .contains(|substance| lexicon.is_in(substance, class))
}

/// Fails with everything that is wrong, not with the first.
fn none_wrong(wrong: &str, of: usize) {
    assert!(
        wrong.is_empty(),
        "{} of {of} wrong:\n{wrong}",
        wrong.lines().count()
    );
}

#[test]
fn typed_text_means_what_the_table_says() {
    let table = include_str!("names/typed.tsv");
    let mut wrong = String::new();
    let mut count = 0;
    for row in table.lines().filter(|row| !row.starts_with('#')) {
        let (typed, expected) = row.split_once('\t').expect(row);
        let found = read(&typed.replace("\\n", "\n").replace("\\t", "\t"));
        count += 1;
        if found != expected {
            writeln!(wrong, "  {typed:?}: expected {expected}; found {found}").unwrap();
        }
    }
    assert!(count >= 250, "only {count} rows");
    none_wrong(&wrong, count);
}

#[test]
fn every_name_of_the_data_resolves_as_its_rows_say() {
    let rows = rows();
    let mut by_name: BTreeMap<String, Vec<&Row<'_>>> = BTreeMap::new();
    for row in &rows {
        by_name.entry(bare(row.name)).or_default().push(row);
    }
    let mut wrong = String::new();
    let mut exact = 0;
    for row in &rows {
        let same = &by_name[&bare(row.name)];
        let one_product = same.iter().all(|other| other.product == row.product);
        let asks = same.iter().any(|other| other.reading == "ambiguous");
        let all: BTreeSet<String> = same.iter().flat_map(|row| row.product.clone()).collect();
        let all: Vec<String> = all.into_iter().collect();
        let expected = if same.iter().any(|other| other.one_of) && !asks {
            format!("one_of:{}", listed(&all))
        } else if one_product && !asks {
            exact += 1;
            format!("exact:{}", listed(&all))
        } else {
            format!("ambiguous:{}", listed(&all))
        };
        for typed in [
            row.name.to_owned(),
            row.name.to_uppercase(),
            format!("  {}. ", row.name),
            row.name.replace('-', " "),
            row.name.replace('\'', "\u{2019}"),
        ] {
            let found = read(&typed);
            if found != expected {
                writeln!(
                    wrong,
                    "  line {}: {typed:?}: expected {expected}; found {found}",
                    row.line
                )
                .unwrap();
            }
        }
        if expected.starts_with("exact") && !row.class.is_empty() {
            assert_eq!(in_class(row.name, row.class), Truth::True, "{row:?}");
        }
    }
    none_wrong(&wrong, rows.len());
    println!("{} rows, {exact} of them exact", rows.len());
}

#[test]
fn a_dose_or_a_form_changes_no_name() {
    for row in rows().iter().filter(|row| row.reading.is_empty()) {
        let alone = read(row.name);
        if !alone.starts_with("exact") {
            continue;
        }
        for typed in [
            format!("{} 20 mg twice daily", row.name),
            format!("my {} as needed", row.name),
        ] {
            assert_eq!(read(&typed), alone, "{typed:?}");
        }
    }
}

#[test]
fn the_data_is_in_order_and_every_row_says_who_says_so() {
    let lines: Vec<_> = DATA.lines().filter(|line| !line.starts_with('#')).collect();
    for pair in lines.windows(2) {
        assert!(pair[0] < pair[1], "out of order or twice: {:?}", pair[1]);
    }
    let cited = |source: &str| {
        !source.is_empty()
            && source
                .split('+')
                .all(|code| SOURCES.contains(&format!("| {code} |")))
    };
    for row in rows() {
        assert!(cited(row.columns[6]), "source: {row:?}");
        assert_eq!(
            row.columns[7].is_empty(),
            row.columns[8].is_empty(),
            "{row:?}"
        );
        assert_eq!(row.one_of, row.substance.is_empty(), "{row:?}");
        assert!(
            row.columns[8].is_empty() || cited(row.columns[8]),
            "{row:?}"
        );
        assert!(!bare(row.name).is_empty(), "{row:?}");
        assert!(
            row.one_of || Lexicon::builtin().substance(&row.substance).is_some(),
            "{row:?}"
        );
    }
    assert!(
        SOURCES
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .contains("This product uses publicly available data from the U.S. National Library of Medicine (NLM)")
    );
}

#[test]
fn the_shipped_data_reads() {
    Lexicon::parse(DATA).unwrap();
    let lexicon = Lexicon::builtin();
    let ids: Vec<_> = lexicon.substance_ids().collect();
    assert!(ids.len() > 250 && ids.is_sorted(), "{}", ids.len());
    let classes: Vec<_> = lexicon.class_ids().collect();
    assert_eq!(classes.len(), 27);
    assert!(classes.is_sorted());
    let meth = lexicon.substance("methamphetamine").unwrap();
    let of: Vec<_> = lexicon
        .classes_of(meth)
        .map(|class| lexicon.class_name(class))
        .collect();
    assert_eq!(of, ["illicit", "psychostimulant"]);
    let blue = lexicon.substance("methylene_blue").unwrap();
    assert_eq!(lexicon.substance_name(blue), "methylene_blue");
    assert_eq!(lexicon.substance_label(blue), "methylene blue");
    assert!(lexicon.substance("2c_b").is_some());
    assert!(lexicon.substance("Xanax").is_none());
    assert!(lexicon.class("antidepressant").is_none());
    assert!(format!("{lexicon:?}").len() < 200);
}

#[test]
fn a_name_given_to_two_products_asks_about_both() {
    let lexicon = Lexicon::parse(
        "a\tone\tZip\tbrand\t\t\tx\t\t\t\n\
         b\ttwo\tzip\tstreet\t\t\tx\t\t\t\n\
         b\ttwo\tZap\tbrand\t\t\tx\tone\tx\t\n",
    )
    .unwrap();
    let one = lexicon.substance("one").unwrap();
    let two = lexicon.substance("two").unwrap();
    assert_eq!(
        lexicon.read("zip").parts[0].resolution,
        Resolution::Ambiguous(vec![one, two])
    );
    assert_eq!(
        lexicon.read("zap").parts[0].resolution,
        Resolution::Exact(vec![one, two])
    );
}

#[test]
fn no_drug_of_no_class_is_taken_for_one_of_a_class() {
    let lexicon = Lexicon::wide();
    let mut wrong = String::new();
    let mut count = 0;
    for name in include_str!("names/no_class.txt")
        .lines()
        .filter(|name| !name.starts_with('#'))
    {
        count += 1;
        let classed = lexicon
            .read(name)
            .contains(|substance| lexicon.classes_of(substance).next().is_some());
        if classed == Truth::True {
            writeln!(wrong, "  {name:?}: {}", read(name)).unwrap();
        }
    }
    assert!(count >= 100, "only {count} names");
    none_wrong(&wrong, count);
}

#[test]
fn an_everyday_word_is_no_misspelt_drug() {
    let words = include_str!("names/everyday.txt").lines();
    let words = words
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace);
    let mut wrong = String::new();
    let mut count = 0;
    for word in words {
        count += 1;
        let found = read(word);
        if found.contains("likely") {
            writeln!(wrong, "  {word:?}: {found}").unwrap();
        }
    }
    assert!(count >= 400, "only {count} words");
    none_wrong(&wrong, count);
}

/// Too much lies near to a short word.
#[test]
fn a_short_word_is_near_to_nothing() {
    for word in [
        "som", "xan", "k", "oxs", "lit", "ket", "adv", "cbx", "thx", "ghx", "lsx",
    ] {
        assert!(!read(word).contains("likely"), "{word}: {}", read(word));
    }
}

#[test]
fn what_is_not_understood_never_says_no() {
    for (typed, class, expected) in [
        ("stopped Xanax in May", "benzodiazepine", Truth::True),
        ("no opioids", "opioid", Truth::Unknown),
        ("no Xanax", "benzodiazepine", Truth::Unknown),
        ("CBD gummies", "cannabis", Truth::False),
        ("CBD and THC gummies", "cannabis", Truth::True),
        ("CBD oil with THC", "cannabis", Truth::Unknown),
        ("THC gummies", "cannabis", Truth::True),
        ("Uribel", "maoi", Truth::True),
        ("Emsam", "maoi", Truth::True),
        ("selegiline patch", "maoi", Truth::True),
        ("Epidiolex", "cbd", Truth::True),
        ("Flovent", "nasal_corticosteroid", Truth::False),
        ("Flonase", "nasal_corticosteroid", Truth::True),
        (
            "phenylephrine nasal spray",
            "nasal_decongestant",
            Truth::True,
        ),
        (
            "phenylephrine 1% nasal spray",
            "sympathomimetic",
            Truth::True,
        ),
        ("Sudafed PE", "nasal_decongestant", Truth::False),
        ("hydrocodone/acetaminophen", "opioid", Truth::True),
        ("Tylenol 500 mg", "opioid", Truth::False),
        ("Tylenol 3", "opioid", Truth::Unknown),
        ("Tylenol plus", "opioid", Truth::Unknown),
        ("Lamictil", "lamotrigine", Truth::Unknown),
        ("Lamictil", "maoi", Truth::Unknown),
        ("Zoloft 100 mg", "maoi", Truth::False),
        ("Zoloft, something blue", "maoi", Truth::Unknown),
        ("", "maoi", Truth::Unknown),
        ("100 mg", "maoi", Truth::Unknown),
        ("none", "maoi", Truth::Unknown),
    ] {
        assert_eq!(
            in_class(typed, class),
            expected,
            "{typed:?}: {}",
            read(typed)
        );
    }
}
