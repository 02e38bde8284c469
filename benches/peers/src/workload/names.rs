//! Names of drugs that do not exist, for the criteria that only the larger sets have.

use std::collections::BTreeSet;

use super::random::Random;
use super::rules::MADE_UP;

const STARTS: [&str; 16] = [
    "bavo", "celu", "dori", "faxe", "gomi", "hulta", "jeso", "kira", "lomu", "mirva", "noxa",
    "peltu", "quira", "rasto", "tivo", "zalu",
];
const MIDDLES: [&str; 12] = [
    "bri", "cado", "flu", "gera", "lix", "mondo", "pra", "rubi", "sto", "teva", "vino", "zer",
];
const ENDS: [&str; 8] = ["mad", "nor", "pax", "qued", "rim", "tusk", "vek", "zom"];

/// All of them, in the order in which the sets use them up.
pub fn made_up() -> Vec<String> {
    let mut random = Random::new(7);
    let mut seen = BTreeSet::new();
    let mut names = Vec::new();
    while names.len() < MADE_UP {
        let name = format!(
            "{}{}{}",
            random.one_of(&STARTS),
            random.one_of(&MIDDLES),
            random.one_of(&ENDS)
        );
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}

/// The same names as a wide layer of a lexicon: the ingredient, and what it goes by.
pub fn layer() -> String {
    let mut names = made_up();
    names.sort();
    names
        .iter()
        .map(|name| format!("{name}\t{name}\n"))
        .collect()
}
