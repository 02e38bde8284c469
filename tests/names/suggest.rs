//! Names offered while somebody types.

use prescreen::lexicon::{Lexicon, Resolution};

fn names(typed: &str) -> Vec<String> {
    let lexicon = Lexicon::wide();
    let suggestions = lexicon.suggest(typed);
    assert!(suggestions.len() <= 8);
    for one in &suggestions {
        assert_eq!(
            lexicon.read(one.name).parts[0].resolution,
            one.resolution,
            "{}",
            one.name
        );
        assert_ne!(one.resolution, Resolution::Unrecognised);
    }
    suggestions.iter().map(|one| one.name.to_owned()).collect()
}

#[test]
fn the_start_of_a_name_comes_first_then_a_later_word_then_what_is_near() {
    assert_eq!(names("Zolof"), ["Zoloft"]);
    assert_eq!(names("lamotrigine")[0], "lamotrigine");
    assert_eq!(names("XANAX")[0], "Xanax");
    assert!(
        names("lam").contains(&"Lamictal".to_owned())
            && names("lam").contains(&"Lamisil".to_owned())
    );
    let codeine = names("codeine");
    assert_eq!(codeine[0], "codeine");
    assert!(
        codeine.contains(&"Fioricet with Codeine".to_owned()),
        "{codeine:?}"
    );
    assert_eq!(names("xanex")[0], "Xanax");
    assert_eq!(names("phenalz")[0], "phenelzine");
    assert_eq!(names("st johns")[0], "st john's wort");
    assert!(names("benzo").iter().any(|name| name == "benzos"));
}

#[test]
fn nothing_is_offered_for_nothing_and_anything_may_be_typed() {
    for typed in [
        "",
        " ",
        "??",
        "qwrtzxp",
        &"a".repeat(10_000),
        &"lamictil ".repeat(2_000),
        "\u{1f642}\u{1f642}",
        "\u{202e}\u{5de}",
    ] {
        assert!(names(typed).is_empty(), "{typed:?}: {:?}", names(typed));
    }
    assert_eq!(names("x\u{301}anax")[0], "Xanax");
}
