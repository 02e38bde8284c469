//! The wide layer: every name in it stands for what its line says, and nothing in it changes what a rule is about.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use prescreen::lexicon::{Lexicon, Resolution};
use prescreen::{Protocol, Truth, protocols};

use super::{WIDE, bare, id, listed, none_wrong, read, rows};

/// The lines as a test reads them: the ids of the ingredients, and the names with their marks.
fn lines() -> Vec<(Vec<String>, Vec<&'static str>)> {
    WIDE.lines()
        .filter(|line| !line.starts_with(['#', '\t']))
        .map(|line| {
            let (ingredients, names) = line.split_once('\t').unwrap_or((line, ""));
            let names = names.split('|').filter(|name| !name.is_empty());
            (ingredients.split('|').map(id).collect(), names.collect())
        })
        .collect()
}

#[test]
fn every_name_stands_for_what_its_line_says() {
    let lexicon = Lexicon::wide();
    let order = |ids: &BTreeSet<String>| {
        let mut ids: Vec<String> = ids.iter().cloned().collect();
        ids.sort_by_key(|id| lexicon.substance(id));
        ids
    };
    let reviewed: BTreeSet<String> = rows().iter().map(|row| bare(row.name)).collect();
    let mut wrong = String::new();
    let mut count = 0;
    for (ingredients, names) in lines() {
        let ingredients = order(&ingredients.into_iter().collect());
        for name in names {
            count += 1;
            assert!(!reviewed.contains(&bare(name)), "{name} is reviewed");
            let (kind, name) = match name.strip_prefix('?') {
                Some(name) => ("ambiguous", name),
                None => ("exact", name.trim_start_matches('!')),
            };
            let expected = format!("{kind}:{}", listed(&ingredients));
            for typed in [
                name.to_owned(),
                name.to_uppercase(),
                format!("{name} 20 mg twice daily"),
            ] {
                if name.starts_with(|c: char| c.is_ascii_digit()) && typed != name {
                    continue;
                }
                let found = read(&typed);
                if found != expected {
                    writeln!(wrong, "  {typed:?}: expected {expected}; found {found}").unwrap();
                }
            }
        }
    }
    assert!(count > 3_000, "only {count} names");
    none_wrong(&wrong, count);
}

#[test]
fn it_changes_nothing_that_is_reviewed() {
    let (reviewed, wide) = (Lexicon::builtin(), Lexicon::wide());
    assert!(wide.extends(&reviewed) && !reviewed.extends(&wide));
    let ids: Vec<&str> = reviewed.substance_ids().collect();
    assert!(wide.substance_ids().take(ids.len()).eq(ids.iter().copied()));
    for row in rows() {
        assert_eq!(wide.read(row.name), reviewed.read(row.name), "{}", row.name);
    }
    // What is new is in no class.
    for id in wide.substance_ids().skip(ids.len()) {
        let substance = wide.substance(id).unwrap();
        assert_eq!(wide.substance_name(substance), id);
        assert!(wide.classes_of(substance).next().is_none(), "{id}");
    }
}

/// A longer name around a reviewed one of a class keeps what that stands for, or is listed here with what it is.
#[test]
fn a_longer_name_loses_no_class() {
    const OTHER_PRODUCTS: &[&str] = &[
        "Benadryl Children's Anti-Itch",
        "Nizoral Psoriasis",
        "Sudafed OM",
        "Unisom with Pain Relief",
    ];
    let mut classed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows() {
        let is_proper = matches!(row.columns[3], "generic" | "brand") && row.reading.is_empty();
        if is_proper && !row.class.is_empty() {
            classed
                .entry(bare(row.name))
                .or_default()
                .insert(row.substance);
        }
    }
    let mut wrong = String::new();
    for (ingredients, names) in lines() {
        for name in names.iter().map(|name| name.trim_start_matches(['!', '?'])) {
            let words: Vec<&str> = name.split([' ', '-']).collect();
            let runs = (0..words.len())
                .flat_map(|from| (from + 1..=words.len()).map(move |to| (from, to)));
            for (from, to) in runs {
                let inside = bare(&words[from..to].concat());
                let lost = classed
                    .get(&inside)
                    .is_some_and(|all| !all.iter().any(|one| ingredients.contains(one)));
                if lost && !OTHER_PRODUCTS.contains(&name) {
                    writeln!(wrong, "  {name}: {inside}").unwrap();
                }
            }
        }
    }
    none_wrong(&wrong, classed.len());
}

/// Words that say nothing about a drug still say nothing, though many things are called like them.
#[test]
fn noise_stays_noise() {
    let source = include_str!("../../src/lexicon/noise.rs");
    // A purpose is noise after "for" only, and a single letter after a number.
    let lists = source.split("const PURPOSES").next().unwrap();
    let lists = lists
        .split("= &[")
        .skip(1)
        .filter_map(|list| list.split("];").next());
    let words: BTreeSet<&str> = lists
        .flat_map(|list| list.split('"').skip(1).step_by(2))
        .filter(|word| word.len() > 1 && word.chars().all(char::is_alphabetic))
        .collect();
    assert!(words.len() > 250);
    let mut wrong = String::new();
    for word in &words {
        for typed in [format!("Zoloft 20 {word}"), format!("Zoloft {word} 20 mg")] {
            let found = read(&typed);
            if !found
                .split(" | ")
                .all(|part| part == "exact:sertraline" || part == "unrecognised")
            {
                writeln!(wrong, "  {typed:?}: {found}").unwrap();
            }
        }
    }
    none_wrong(&wrong, words.len());
}

fn loaded() -> Protocol {
    protocols::load(&protocols::SHIPPED[0])
}

#[test]
fn a_protocol_takes_a_lexicon_that_extends_its_own_and_no_other() {
    let other = Arc::new(Lexicon::parse("a\tone\tZip\tbrand\t\t\tx\t\t\t").unwrap());
    let refused = loaded().with_lexicon(other).unwrap_err();
    assert!(refused.to_string().contains("do not extend"), "{refused}");
    let small = Lexicon::builtin()
        .with_wide("gold\tZip|!Zap\ngold|morphine\tZop\n")
        .unwrap();
    let protocol = loaded().with_lexicon(Arc::new(small));
    assert!(protocol.is_ok());
}

#[test]
fn a_layer_is_read_as_described_or_refused_with_its_line() {
    let reviewed = Lexicon::builtin();
    let small = reviewed
        .with_wide("# gold\n\tzapp\ngold\tZip|!Zap|?Zop|Nardil\ngold|morphine\tZup\n")
        .unwrap();
    let gold = small.substance("gold").unwrap();
    let morphine = small.substance("morphine").unwrap();
    let meaning = |typed: &str| small.read(typed).parts[0].resolution.clone();
    assert_eq!(meaning("gold"), Resolution::Exact(vec![gold]));
    assert_eq!(meaning("zip"), Resolution::Exact(vec![gold]));
    assert_eq!(meaning("zap"), Resolution::Exact(vec![gold]));
    assert_eq!(meaning("zap blargh"), Resolution::Ambiguous(vec![gold]));
    assert_eq!(meaning("zop"), Resolution::Ambiguous(vec![gold]));
    assert_eq!(meaning("zup"), Resolution::Exact(vec![morphine, gold]));
    // The reviewed row decides.
    assert_eq!(
        meaning("Nardil"),
        reviewed.read("Nardil").parts[0].resolution
    );
    let opioid = small.class("opioid").unwrap();
    assert_eq!(
        small.read("zup").contains(|one| small.is_in(one, opioid)),
        Truth::True
    );
    for (text, said) in [
        (
            "gold|lead\tZip",
            "line 1: no row names the substance `gold`",
        ),
        (
            "gold\n\ngold|lead\tZip",
            "line 3: no row names the substance `lead`",
        ),
        ("gold\tZip|...", "line 1: column `names` cannot be `...`"),
        (
            "gold\nGold\n",
            "line 1: `gold` has the id of another substance, `Gold`",
        ),
        (
            "Morphine",
            "line 1: `Morphine` has the id of another substance, `morphine`",
        ),
    ] {
        assert_eq!(reviewed.with_wide(text).unwrap_err().to_string(), said);
    }
}
