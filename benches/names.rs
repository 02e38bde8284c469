//! How long it takes to load the names, to read a typed line, and to suggest names, with everything that is known.
//!
//! `cargo bench --bench names`. The goals, in WebAssembly: 20 µs for a line that is certain, 1 ms for a misspelt one and for
//! suggestions.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot start should say so"
)]

use prescreen::lexicon::{Lexicon, Reading};

const REVIEWED: &str = include_str!("../src/lexicon/substances.tsv");
const WIDE: &str = include_str!("../src/lexicon/wide.txt");

fn main() {
    divan::main();
}

#[divan::bench]
fn load_reviewed() -> Lexicon {
    Lexicon::parse(divan::black_box(REVIEWED)).unwrap()
}

#[divan::bench]
fn add_wide(bencher: divan::Bencher) {
    let reviewed = Lexicon::builtin();
    bencher.bench(|| reviewed.with_wide(divan::black_box(WIDE)).unwrap());
}

#[divan::bench(args = [
    "Zoloft 100 mg every morning",
    "Lamisil 250",
    "hydrocodone bitartrate/acetaminophen 7.5-325 mg tablet by mouth twice a day as needed for pain",
])]
fn read_certain(bencher: divan::Bencher, typed: &str) {
    read(bencher, typed);
}

#[divan::bench(args = ["fenelzine", "lamictil", "hydrochlorothyazide 25 mg", "mexikan valium at night"])]
fn read_misspelt(bencher: divan::Bencher, typed: &str) {
    read(bencher, typed);
}

/// Nothing that anybody would type, and as much of it as is read.
#[divan::bench]
fn read_worst(bencher: divan::Bencher) {
    read(bencher, &"lamictil ".repeat(2_000));
}

#[divan::bench(args = ["l", "lamict", "codeine", "phenalz", "qwrtzxp"])]
fn suggest(bencher: divan::Bencher, typed: &str) {
    let lexicon = Lexicon::wide();
    bencher.bench(|| lexicon.suggest(divan::black_box(typed)).len());
}

fn read(bencher: divan::Bencher, typed: &str) {
    let lexicon = Lexicon::wide();
    bencher.bench(|| -> Reading { lexicon.read(divan::black_box(typed)) });
}
