//! Protocols that extend a file beside them.

use super::*;

/// Builds on a file of this name.
fn clinic(base: &str) -> String {
    format!(
        r#"
id = "clinic"
version = "1.0.0"
extends = "{base}"
title.en = "Clinic"
title.es = "Clínica"
reviewed = 2026-11-24
review_by = 2027-11-24

[sources.house]
title = "House rules"
publisher = "Clinic"

[[changes]]
question = "pregnant"
ask.en = "Is a baby on its way?"

[[changes]]
criterion = "pain-diary"
off = true
reason.en = "We keep the diary for you."
reason.es = "Nosotros llevamos el diario."
approved_by = "Dr. Clinic"

[[cases]]
name = "pregnant"
now = 2026-05-05T09:45:00-06:00
pregnant = true
expect = {{ disposition = "ineligible" }}
"#
    )
}

#[test]
fn a_file_is_looked_for_beside_the_one_that_names_it() {
    let base = Scratch::new("base-of-clinic.toml", SMALL);
    let file = Scratch::new("clinic-on-file.toml", clinic("./base-of-clinic.toml"));
    let checked = run(&["check", file.path(), "--today", "2026-11-28"], "");
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert!(checked.out.contains("note[extension]"), "{}", checked.out);
    assert_eq!(run(&["test", file.path()], "").code, 0);

    // What is screened with is both, and says so to the person.
    let intake = r#"{ "now": "2026-05-05T09:45:00-06:00", "answers": { "pregnant": true } }"#;
    let screened = run(&["screen", file.path(), "-"], intake);
    assert_eq!(screened.code, 14);
    let line = screened
        .out
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(line.contains("Is a baby on its way?"), "{line}");
    let departure = "clinic is less strict than what it builds on (criteria.pain-diary: off). \
                     Why: We keep the diary for you. Approved by: Dr. Clinic.";
    assert!(line.contains(departure), "{line}");

    // What is exported needs the file no longer.
    let exported = run(&["export", file.path()], "");
    assert_eq!(exported.code, 0, "{}", exported.err);
    drop(base);
    let whole = Scratch::new("clinic-exported.json", &exported.out);
    assert_eq!(
        run(&["screen", whole.path(), "-"], intake).out,
        screened.out
    );
    let alone = run(&["check", file.path()], "");
    assert_eq!(alone.code, 3);
    assert!(alone.out.contains("error[unknown-base]"), "{}", alone.out);
    assert!(alone.out.contains("base-of-clinic.toml"), "{}", alone.out);
}

#[test]
fn a_file_that_names_itself_is_refused() {
    let file = Scratch::new("circle.toml", clinic("./circle.toml"));
    let checked = run(&["check", file.path()], "");
    assert_eq!(checked.code, 3);
    assert!(checked.out.contains("or one on itself"), "{}", checked.out);
}

#[test]
fn an_interview_asks_what_both_ask() {
    let _base = Scratch::new("base-of-interview.toml", SMALL);
    let file = Scratch::new("interview-on-file.toml", clinic("./base-of-interview.toml"));
    let asked = run(
        &[
            "interview",
            file.path(),
            "--now",
            "2026-05-05T09:45:00-06:00",
        ],
        "",
    );
    assert!(
        asked.out.contains("Is a baby on its way?"),
        "{}{}",
        asked.out,
        asked.err
    );
}
