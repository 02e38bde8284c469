//! Anything at all may be typed: nothing panics, nothing typed is lost, nothing unread says no.

use prescreen::Truth;
use prescreen::lexicon::{Lexicon, Part, Resolution};
use proptest::prelude::*;

use super::{read, rows, written};

#[test]
fn hostile_lines_are_answered_and_never_exact() {
    let zalgo: String = "Zoloft\u{336}"
        .chars()
        .flat_map(|c| std::iter::once(c).chain(std::iter::repeat_n('\u{31f}', 500)))
        .collect();
    for typed in [
        "a".repeat(10_000),
        "Xanax".repeat(2_000),
        "Zoloft ".repeat(2_000),
        "lamictil ".repeat(2_000),
        "/".repeat(10_000),
        ",".repeat(10_000),
        "1".repeat(10_000),
        "1-".repeat(5_000),
        "\u{1f642}".repeat(10_000),
        "\u{202e}\u{5de}\u{5e8}".repeat(3_000),
        format!("Zoloft{}", "\u{31f}".repeat(10_000)),
        format!("Zoloft {} Xanax", "x".repeat(10_000)),
        zalgo,
    ] {
        let reading = Lexicon::wide().read(&typed);
        assert!(!reading.is_exact(), "{}", &written(&reading.parts));
        assert!(reading.parts.len() <= 60);
        assert_kept(&typed);
    }
    // Short enough, and only accents are odd: a name.
    assert_eq!(read("Z\u{336}o\u{336}loft"), "exact:sertraline");
}

/// The words of a text, but for those that only join two drugs. Accents and apostrophes are no part of a word.
fn words(text: &str) -> Vec<String> {
    text.chars()
        .filter(|c| !matches!(c, '\u{2bc}' | '\u{300}'..='\u{36f}'))
        .collect::<String>()
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !matches!(*word, "" | "and" | "with" | "plus" | "w" | "y" | "con"))
        .map(str::to_owned)
        .collect()
}

/// Every word typed is in the text of a part, in order and once; every part's text was typed.
fn assert_kept(typed: &str) {
    let reading = Lexicon::wide().read(typed);
    assert!(!reading.parts.is_empty());
    let kept: Vec<String> = reading
        .parts
        .iter()
        .flat_map(|part| words(&part.text))
        .collect();
    assert_eq!(kept, words(typed), "{typed:?}: {reading:?}");
    for part in &reading.parts {
        assert!(typed.contains(&part.text));
    }
}

/// Lines made of what lines are made of.
fn lines() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        3 => proptest::sample::select(rows().iter().map(|row| row.name).collect::<Vec<_>>()).prop_map(str::to_owned),
        3 => proptest::sample::select(vec![
            "100 mg", "0.5mg", "10/325", "5-325", "#30", "#3", "x2", "q4h", "tabs", "XR", "HCl", "daily", "for pain",
            "for", "my", "no", "not", "stopped", "free", "but", "as needed", "nasal", "inhaler", "cream", "2",
        ])
        .prop_map(str::to_owned),
        2 => proptest::sample::select(vec![
            ",", ";", "/", "+", "&", "and", "with", "w/", "w/o", "plus", "\n", "(", ")", ".", "-", "'", "\u{2019}",
        ])
        .prop_map(str::to_owned),
        1 => "[a-zA-Z0-9#'.-]{1,12}",
        1 => any::<char>().prop_map(String::from),
    ];
    let gaps = proptest::sample::select(vec![" ", " ", "  ", "", "-"]);
    proptest::collection::vec((words, gaps), 0..14)
        .prop_map(|words| words.into_iter().map(|(word, gap)| word + gap).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_kept(typed in "\\PC{0,80}|(?s:.){0,300}") {
        assert_kept(&typed);
    }

    #[test]
    fn any_line_is_read_and_kept(typed in lines()) {
        assert_kept(&typed);
        let reading = Lexicon::wide().read(&typed);
        for part in &reading.parts {
            if let Resolution::Exact(substances) | Resolution::OneOf(substances) | Resolution::Ambiguous(substances) =
                &part.resolution
            {
                prop_assert!(substances.is_sorted() && !substances.is_empty());
            }
            if let Resolution::Likely(substances) = &part.resolution {
                prop_assert!((1..=5).contains(&substances.len()));
            }
        }
        let open = |part: &Part| !matches!(part.resolution, Resolution::Exact(_) | Resolution::OneOf(_));
        let expected = if reading.parts.iter().any(open) { Truth::Unknown } else { Truth::False };
        prop_assert_eq!(reading.contains(|_| false), expected);
        let exact = |part: &Part| matches!(part.resolution, Resolution::Exact(_));
        prop_assert_eq!(reading.is_exact(), reading.parts.iter().all(exact));
    }

    /// A word that is not understood, added to a line, never lets the line say that a drug is not taken.
    #[test]
    fn an_unknown_word_leaves_every_class_open(typed in lines(), at_end in any::<bool>()) {
        let typed = if at_end { format!("{typed} , qwrtzx") } else { format!("qwrtzx, {typed}") };
        prop_assert_ne!(Lexicon::wide().read(&typed).contains(|_| false), Truth::False);
    }
}
