//! Misspellings, made by rule: the right drug is offered, and another one is never taken as said.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use prescreen::Truth;
use prescreen::lexicon::{Lexicon, Part, Reading, Resolution, SubstanceId};

use super::{bare, none_wrong, rows, written};

/// Everything one edit away: a letter left out, doubled, swapped with the next, or hit beside it on the keyboard.
fn one_edit(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut edits = Vec::new();
    for at in 0..letters.len() {
        // A digit mistyped is another number, not another spelling.
        if !letters[at].is_alphabetic() {
            continue;
        }
        let mut edit = |change: &dyn Fn(&mut Vec<char>)| {
            let mut edited = letters.clone();
            change(&mut edited);
            edits.push(edited.into_iter().collect());
        };
        edit(&|word| {
            word.remove(at);
        });
        edit(&|word| word.insert(at, word[at]));
        if letters.get(at + 1).is_some_and(|next| next.is_alphabetic()) {
            edit(&|word| word.swap(at, at + 1));
        }
        for beside in beside(letters[at]).chars() {
            edit(&|word| word[at] = beside);
        }
    }
    edits.sort();
    edits.dedup();
    edits
}

/// The keys beside a key, and the vowels and letters that sound alike.
fn beside(letter: char) -> &'static str {
    match letter.to_ascii_lowercase() {
        'a' => "seo",
        'b' => "vnp",
        'c' => "xvks",
        'd' => "sft",
        'e' => "wria",
        'f' => "dgp",
        'g' => "fhj",
        'h' => "gj",
        'i' => "uoey",
        'j' => "hkg",
        'k' => "jlc",
        'l' => "kr",
        'm' => "n",
        'n' => "bm",
        'o' => "ipau",
        'p' => "ob",
        'q' => "wk",
        'r' => "etl",
        's' => "adzc",
        't' => "ryd",
        'u' => "yio",
        'v' => "cbf",
        'w' => "qe",
        'x' => "zcs",
        'y' => "tui",
        'z' => "xs",
        _ => "",
    }
}

#[test]
fn a_misspelling_is_offered_and_never_taken_for_another_drug() {
    let rows = rows();
    let known: BTreeSet<String> = rows.iter().map(|row| bare(row.name)).collect();
    let lexicon = Lexicon::builtin();
    let (mut near, mut near_found, mut far, mut far_found) = (0_u32, 0_u32, 0_u32, 0_u32);
    let (mut wrong, mut missed) = (String::new(), String::new());
    for row in &rows {
        let long_enough = row.name.chars().filter(|c| c.is_alphanumeric()).count() > 5;
        let right = lexicon.read(row.name);
        if row.class.is_empty() || !long_enough || !right.is_exact() {
            continue;
        }
        let substance = lexicon.substance(&row.substance).unwrap();
        let offered = |reading: &Reading| {
            reading.contains(|found| found == substance) == Truth::True
                || reading.candidates().contains(&substance)
        };
        let named = |reading: &Reading| -> BTreeSet<SubstanceId> {
            let exact = |part: &Part| match &part.resolution {
                Resolution::Exact(substances) => substances.clone(),
                Resolution::Likely(_) | Resolution::Ambiguous(_) | Resolution::Unrecognised => {
                    Vec::new()
                }
            };
            reading.parts.iter().flat_map(exact).collect()
        };
        for (number, typed) in one_edit(row.name).into_iter().enumerate().step_by(3) {
            if known.contains(&bare(&typed)) {
                continue;
            }
            let reading = lexicon.read(&typed);
            near += 1;
            near_found += u32::from(offered(&reading));
            if !offered(&reading) && number % 11 == 0 {
                writeln!(
                    missed,
                    "  {typed:?} for {:?}: {}",
                    row.name,
                    written(&reading.parts)
                )
                .unwrap();
            }
            if reading.is_exact() && named(&reading) != named(&right) {
                writeln!(
                    wrong,
                    "  {typed:?} for {:?}: {}",
                    row.name,
                    written(&reading.parts)
                )
                .unwrap();
            }
            // A second edit, elsewhere: one of the many, by a fixed stride.
            let second = one_edit(&typed);
            if let Some(typed) = second.get(number * 17 % second.len().max(1)) {
                let reading = lexicon.read(typed);
                if !known.contains(&bare(typed)) && *typed != row.name {
                    far += 1;
                    far_found += u32::from(offered(&reading));
                }
            }
        }
    }
    let share = |found: u32, of: u32| f64::from(found) / f64::from(of.max(1)) * 100.0;
    println!(
        "one edit: {near_found} of {near} ({:.1} %); two edits: {far_found} of {far} ({:.1} %)",
        share(near_found, near),
        share(far_found, far)
    );
    println!("some that were missed:\n{missed}");
    assert!(near > 10_000, "only {near} misspellings were tried");
    none_wrong(&wrong, near as usize);
    assert!(share(near_found, near) >= 95.0, "{missed}");
    assert!(share(far_found, far) >= 75.0);
}
