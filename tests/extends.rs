//! Protocols that build on others: the example, several that build on each other, and bases that cannot be used.
#![expect(
    clippy::panic,
    reason = "a panic in a helper of a test is how the test fails"
)]

use std::collections::BTreeSet;

use prescreen::explain::{Words, explain};
use prescreen::lexicon::Lexicon;
use prescreen::{
    Checked, Code, Disposition, Intake, Notice, Protocol, Written, base_of, protocols, run_cases,
};

const RIVERSIDE: &str = include_str!("../examples/clinic/riverside.toml");

prescreen::test_cases!(riverside, "../examples/clinic/riverside.toml");

/// A protocol with one question, one rule and a case for it.
const BASE: &str = r#"
id = "base"
version = "1.2.0"
title.en = "Base"
reviewed = 2026-11-22
review_by = 2027-06-30
treatment = { name.en = "infusion", duration = ["1 h", "2 h"] }

[sources.book]
title = "Book"
publisher = "Press"

[[questions]]
id = "pregnant"
type = "yes_no"
ask.en = "Are you pregnant?"

[[criteria]]
id = "pregnancy"
role = "exclusion"
when = 'pregnant is yes'
say.en = "Not while you are pregnant."
cite = { source = "book", at = "1", basis = "label" }

[baselines.healthy]
pregnant = false

[[cases]]
name = "pregnant"
now = 2026-12-05T09:00:00-06:00
pregnant = true
expect = { disposition = "ineligible" }
"#;

/// Builds on it, and is less strict.
const GROUP: &str = r#"
id = "group"
version = "2.0.0"
extends = "base"
title.en = "Group of clinics"
note.en = "A note of the group."
reviewed = 2026-11-23
review_by = 2028-01-01

[sources.rules]
title = "Rules of the group"
publisher = "Group"

[[changes]]
criterion = "pregnancy"
role = "referral"
reason.en = "Our obstetrician sees everybody."
approved_by = "Dr. Group"
cite = { source = "rules", at = "7", basis = "clinic policy" }

[[cases]]
name = "pregnant"
now = 2026-12-05T09:00:00-06:00
pregnant = true
expect = { disposition = "needs_review" }
"#;

/// Builds on that, with a rule of its own.
const CLINIC: &str = r#"
id = "clinic"
version = "0.1.0"
extends = "group"
title.en = "Clinic"
note.en = "A note of the clinic."
reviewed = 2026-11-24
review_by = 2028-02-01

[sources.house]
title = "House rules"
publisher = "Clinic"

[[questions]]
id = "age"
type = "number"
min = 0
max = 120
ask.en = "How old are you?"

[[criteria]]
id = "of-age"
role = "inclusion"
when = 'age >= 18'
say.en = "Only for adults."
cite = { source = "house", at = "2", basis = "clinic policy" }

[[cases]]
name = "nothing to report"
from = "healthy"
now = 2026-12-05T09:00:00-06:00
age = 42
expect = { disposition = "eligible" }
"#;

/// Checks a protocol that may extend any of these.
fn check(text: &str, texts: &[(&str, &str)]) -> Checked {
    let base = |id: &str, _: Option<&str>| base_of(texts.iter().copied(), id);
    Protocol::check_with_bases(Written::Toml(text), Lexicon::builtin(), &base)
}

fn accepted(text: &str, texts: &[(&str, &str)]) -> Protocol {
    let checked = check(text, texts);
    let found = checked.diagnostics.to_string();
    checked.protocol.unwrap_or_else(|| panic!("{found}"))
}

/// The codes of what was found, each with its message.
fn found(checked: &Checked) -> Vec<(Code, String)> {
    let found = checked.diagnostics.iter();
    found.map(|one| (one.code, one.message.clone())).collect()
}

#[test]
fn the_example_shows_everywhere_where_it_is_less_strict_and_who_decided_that() {
    let protocol = Protocol::parse(RIVERSIDE).unwrap();
    let results = run_cases(&protocol);
    assert!(results.passed(), "{results}");
    assert!(results.cases.len() >= 6);

    let intake = Intake::at("2026-05-05T09:45:00-06:00");
    let screening = protocol.screen(&intake).unwrap();
    for (locale, reason) in [("en", "counselors on our staff"), ("es", "consejeros")] {
        let said = explain(&screening, &protocol, Words::in_locale(locale).unwrap());
        let said = format!("{said:?}");
        assert!(said.contains(reason), "{locale}");
        assert!(said.contains("Dr. Jordan Example"), "{locale}");
        assert!(said.contains("ketamine-iv"), "{locale}");
    }
}

#[test]
fn both_documents_are_named() {
    let protocol = Protocol::parse(RIVERSIDE).unwrap();
    let screening = protocol
        .screen(&Intake::at("2026-05-05T09:45:00-06:00"))
        .unwrap();
    let base = screening.protocol.extends.as_ref().unwrap();
    assert_eq!(
        (screening.protocol.id, base.id),
        ("riverside", "ketamine-iv")
    );
    assert_eq!(base.digest, protocols::ketamine_iv().digest());
    let from = |criterion: &str| screening.finding(criterion).unwrap().citation.protocol;
    assert_eq!(from("first-visit"), Some("riverside"));
    assert_eq!(from("pregnancy"), Some("ketamine-iv"));
    // A rule that was changed has both authorities, its own before the other.
    let changed = screening.finding("alcohol-washout").unwrap();
    assert_eq!(changed.citation.protocol, Some("riverside"));
    assert_eq!(changed.further_citations[0].protocol, Some("ketamine-iv"));
    // A protocol that builds on nothing has no need to say so.
    let alone = protocols::ketamine_iv();
    let screening = alone
        .screen(&Intake::at("2026-05-05T09:45:00-06:00"))
        .unwrap();
    assert!(!screening.to_json().contains("\"extends\""));
    assert!(
        screening
            .findings
            .iter()
            .all(|one| one.citation.protocol.is_none())
    );
}

#[test]
fn what_is_exported_stands_for_itself_and_is_the_same() {
    let checked = Protocol::check(RIVERSIDE);
    let rules = checked.rules().unwrap();
    let protocol = checked.protocol.unwrap();
    // Nothing is looked up: this is what a browser does.
    let whole = Protocol::check_with(Written::Json(&rules), Lexicon::builtin());
    assert!(!whole.diagnostics.has_errors(), "{}", whole.diagnostics);
    let whole = whole.protocol.unwrap();
    assert_eq!(whole.digest(), protocol.digest());
    let intake = Intake::at("2026-05-05T09:45:00-06:00").answer("counselor_during_after", false);
    let [whole, protocol] = [&whole, &protocol].map(|one| one.screen(&intake).unwrap().to_json());
    assert_eq!(whole, protocol);

    let alone = Protocol::check_with(Written::Toml(RIVERSIDE), Lexicon::builtin());
    let codes: Vec<Code> = alone.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, [Code::UnknownBase], "{}", alone.diagnostics);
}

#[test]
fn a_departure_is_in_the_digest() {
    let with = |reason: &str| {
        let text = GROUP.replace("Our obstetrician sees everybody.", reason);
        accepted(&text, &[("base", BASE)]).digest().to_owned()
    };
    assert_ne!(with("Because."), with("Why not."));
    let newer = BASE.replace("1.2.0", "1.3.0");
    let of = |base: &str| accepted(GROUP, &[("base", base)]).digest().to_owned();
    assert_ne!(of(BASE), of(&newer));
}

#[test]
fn several_build_on_each_other() {
    let texts = [("base", BASE), ("group", GROUP)];
    let protocol = accepted(CLINIC, &texts);
    let ids: Vec<&str> = protocol
        .bases()
        .iter()
        .map(|base| base.id.as_str())
        .collect();
    assert_eq!(ids, ["group", "base"]);
    // The day on which the first of them is due.
    assert_eq!(protocol.review().review_by.to_string(), "2027-06-30");

    let intake = Intake::at("2026-12-05T09:00:00-06:00")
        .answer("pregnant", true)
        .answer("age", 30);
    let screening = protocol.screen(&intake).unwrap();
    assert_eq!(screening.disposition, Disposition::NeedsReview);
    let extends = screening.protocol.extends.as_ref().unwrap();
    assert_eq!(extends.extends.as_ref().unwrap().id, "base");
    let departures: Vec<(&str, &str, &str)> = screening
        .notices
        .iter()
        .filter_map(|notice| {
            let Notice::Departure {
                protocol,
                departure,
                ..
            } = notice
            else {
                return None;
            };
            Some((
                *protocol,
                departure.part.as_str(),
                departure.change.as_str(),
            ))
        })
        .collect();
    // The clinic did not decide it, and shows it all the same.
    assert_eq!(departures, [("group", "criteria.pregnancy", "role")]);
    let notes: Vec<&str> = screening
        .notices
        .iter()
        .filter_map(|notice| {
            let Notice::Note(text) = notice else {
                return None;
            };
            Some(text.in_locale("en"))
        })
        .collect();
    assert_eq!(notes, ["A note of the group. A note of the clinic."]);
    let finding = screening.finding("pregnancy").unwrap();
    let further = finding.further_citations.iter().map(|one| one.protocol);
    let from: Vec<_> = std::iter::once(finding.citation.protocol)
        .chain(further)
        .collect();
    assert_eq!(from, [Some("group"), Some("base")]);
}

#[test]
fn a_circle_is_refused() {
    let text = BASE.replace(
        "version = \"1.2.0\"",
        "version = \"1.2.0\"\nextends = \"base\"",
    );
    let checked = check(&text, &[("base", &text)]);
    assert!(checked.protocol.is_none());
    let found = found(&checked);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, Code::UnknownBase);
    assert!(found[0].1.contains("or one on itself"), "{found:?}");
}

#[test]
fn a_base_that_is_refused_is_not_built_on() {
    for (broken, says) in [
        (
            BASE.replace("pregnant is yes", "pregnant is maybe"),
            "line 21",
        ),
        (BASE.replace("\"ineligible\"", "\"eligible\""), "line 29"),
        (BASE.replace("[sources.book]", "[sources.book"), "line 9"),
    ] {
        let checked = check(GROUP, &[("base", &broken)]);
        assert!(checked.protocol.is_none());
        let found = found(&checked);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, Code::UnknownBase);
        assert!(
            found[0].1.starts_with("`base` is refused itself"),
            "{found:?}"
        );
        assert!(found[0].1.contains(says), "{found:?}");
        // It is said where this protocol names it.
        let place = checked.diagnostics.iter().next().unwrap().place.clone();
        assert_eq!(GROUP.get(place.unwrap().span), Some("\"base\""));
    }
}

#[test]
fn a_further_language_takes_every_text() {
    let with = |more: &str| {
        let text = r#"
            id = "clinic"
            version = "1.0.0"
            extends = "base"
            locales = ["en", "fr"]
            title.en = "Clinic"
            title.fr = "Clinique"
            reviewed = 2026-11-24
            review_by = 2027-11-24
        "#;
        let case = r#"
            [[cases]]
            name = "pregnant"
            now = 2026-12-05T09:00:00-06:00
            pregnant = true
            expect = { disposition = "ineligible" }
        "#;
        format!("{text}{more}{case}")
    };
    let checked = check(&with(""), &[("base", BASE)]);
    assert!(checked.protocol.is_none());
    let missing: BTreeSet<&str> = checked
        .diagnostics
        .iter()
        .inspect(|one| assert_eq!(one.code, Code::MissingLocale, "{one}"))
        .map(|one| one.path.as_str())
        .collect();
    let texts = [
        "criteria[0].say.fr",
        "questions[0].ask.fr",
        "treatment.name.fr",
    ];
    assert_eq!(missing, BTreeSet::from(texts));
    // The line is that of the base, which is another text than the one that is checked.
    let messages: Vec<(Code, String)> = found(&checked);
    let say = "the text is missing in `fr`; it stands in line 22 of `base`";
    assert!(
        messages.iter().any(|(_, message)| message == say),
        "{messages:?}"
    );

    let words = r#"
        [[changes]]
        criterion = "pregnancy"
        say.fr = "Pas pendant la grossesse."

        [[changes]]
        question = "pregnant"
        ask.fr = "Êtes-vous enceinte ?"

        [[changes]]
        treatment = { name.fr = "perfusion" }
    "#;
    let protocol = accepted(&with(words), &[("base", BASE)]);
    let say = &protocol.criteria()[0].say;
    assert_eq!(say.in_locale("fr"), "Pas pendant la grossesse.");
    assert_eq!(say.in_locale("en"), "Not while you are pregnant.");
}

#[test]
fn a_further_list_of_uses_is_no_way_around_a_rule() {
    let base = format!(
        "{BASE}\n{}",
        r#"
            [[questions]]
            id = "medications"
            type = "uses"
            ask.en = "Which medicines do you take?"

            [[criteria]]
            id = "untreated"
            role = "exclusion"
            when = 'not takes(maoi)'
            say.en = "Only for people who take one."
            cite = { source = "book", at = "2", basis = "label" }
        "#
    );
    let case = "[[cases]]\nname = \"pregnant\"";
    // The case of the base is above the added tables, so its outcome is the same.
    let text = GROUP.replace(
        case,
        &format!(
            "[[questions]]\nid = \"more\"\ntype = \"uses\"\nask.en = \"What else?\"\n\n{case}"
        ),
    );
    let checked = check(&text, &[("base", &base)]);
    let found = found(&checked);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, Code::Loosened);
    assert!(found[0].1.contains("further list of uses"), "{found:?}");
}

#[test]
fn a_review_that_was_overdue_is_still_overdue() {
    let text = GROUP.replace("2026-11-23", "2027-09-01");
    let protocol = accepted(&text, &[("base", BASE)]);
    // Read after the base was due: from the next day on, everybody is told.
    assert_eq!(protocol.review().review_by.to_string(), "2027-09-01");
}
