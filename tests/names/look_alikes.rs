//! Names that look alike resolve each to itself; a slip between two names both.

use std::collections::BTreeSet;

use prescreen::Truth;
use prescreen::lexicon::{Lexicon, Resolution, SubstanceId};

use super::{in_class, read};

/// Pairs that have been taken for each other, or differ by little. The first group is that of the FDA's letters.
const LOOK_ALIKES: &[(&str, &str)] = &[
    ("Lamictal", "Lamisil"),
    ("lamotrigine", "lamivudine"),
    ("Lamictal", "Ludiomil"),
    ("Lamictal", "Lomotil"),
    ("lamotrigine", "maprotiline"),
    ("lamotrigine", "terbinafine"),
    ("labetalol", "Lamictal"),
    ("naltrexone", "naloxone"),
    ("amphetamine", "dextroamphetamine"),
    ("amphetamine", "methamphetamine"),
    ("ketamine", "special k"),
    ("ketamine", "esketamine"),
    ("Ketanest", "Ketanest S"),
    ("selegiline", "sertraline"),
    ("rasagiline", "selegiline"),
    ("Prozac", "ProSom"),
    ("Paxil", "Plavix"),
    ("fluoxetine", "paroxetine"),
    ("fluoxetine", "duloxetine"),
    ("bupropion", "buspirone"),
    ("clonazepam", "lorazepam"),
    ("clonazepam", "clonidine"),
    ("clobazam", "clonazepam"),
    ("hydroxyzine", "hydralazine"),
    ("carbamazepine", "oxcarbazepine"),
    ("tramadol", "trazodone"),
    ("tramadol", "tapentadol"),
    ("codeine", "Lodine"),
    ("hydrocodone", "hydromorphone"),
    ("oxycodone", "oxymorphone"),
    ("OxyContin", "MS Contin"),
    ("modafinil", "armodafinil"),
    ("citalopram", "escitalopram"),
    ("venlafaxine", "desvenlafaxine"),
    ("pentobarbital", "phenobarbital"),
    ("butalbital", "butabarbital"),
    ("Celexa", "Celebrex"),
    ("Zyprexa", "Zyrtec"),
    ("Flonase", "Flovent"),
    ("Nasonex", "Asmanex"),
    ("Sudafed", "Sudafed PE"),
    ("Neo-Synephrine", "Neo-Synephrine 12 Hour"),
    ("Claritin", "Claritin-D"),
    ("Tylenol", "Tylenol #3"),
    ("Tylenol", "Tylenol PM"),
    ("Unisom", "Unisom SleepGels"),
    ("Fioricet", "Fioricet with Codeine"),
    ("Soma", "Soma Compound with Codeine"),
    ("vitamin D", "d"),
    ("sodium oxybate", "sodium"),
];

#[test]
fn look_alikes_resolve_each_to_itself() {
    let lexicon = Lexicon::wide();
    let exact = |typed: &str| -> BTreeSet<SubstanceId> {
        lexicon
            .read(typed)
            .parts
            .iter()
            .flat_map(|part| match &part.resolution {
                Resolution::Exact(substances) => substances.clone(),
                Resolution::OneOf(_)
                | Resolution::Likely(_)
                | Resolution::Ambiguous(_)
                | Resolution::Unrecognised => Vec::new(),
            })
            .collect()
    };
    for &(one, other) in LOOK_ALIKES {
        for typed in [
            one.to_owned(),
            one.to_uppercase(),
            format!("{one} 25 mg daily"),
        ] {
            assert_ne!(exact(&typed), exact(other), "{typed:?} taken for {other:?}");
        }
    }
    assert_eq!(in_class("Lamisil 250 mg", "lamotrigine"), Truth::False);
    assert_eq!(in_class("Lamictal 25 mg", "lamotrigine"), Truth::True);
    // Between the two: both are offered.
    for typed in ["lamisal", "lamicil", "lamictil"] {
        let found = read(typed);
        assert!(
            found.starts_with("likely:")
                && found.contains("lamotrigine")
                && found.contains("terbinafine"),
            "{typed:?}: {found}"
        );
    }
}
