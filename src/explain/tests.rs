//! Every language has all the words, and they keep to what may be said.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::*;
use crate::protocol::{Basis, Role};
use crate::screen::screening::{Ask, PlanKind};

fn files() -> Vec<(&'static str, BTreeMap<String, String>)> {
    let read =
        |(locale, file): &(&'static str, &str)| (*locale, serde_json::from_str(file).unwrap());
    FILES.iter().map(read).collect()
}

/// The names of the placeholders in a template; an open brace without its end fails.
fn placeholders(template: &str) -> BTreeSet<&str> {
    template
        .split('{')
        .skip(1)
        .map(|rest| rest.split_once('}').expect("an open brace is closed").0)
        .collect()
}

#[test]
fn every_language_has_the_same_words_with_the_same_placeholders() {
    let files = files();
    let (_, first) = &files[0];
    for (locale, words) in &files {
        let keys = |words: &BTreeMap<String, String>| words.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(words), keys(first), "{locale}");
        for (key, template) in words {
            assert!(!template.trim().is_empty(), "{locale}: {key} is empty");
            assert_eq!(
                placeholders(template),
                placeholders(&first[key]),
                "{locale}: {key}"
            );
        }
    }
}

#[test]
fn nothing_is_called_safe_or_cleared() {
    const NEVER: [&str; 10] = [
        "safe",
        "safely",
        "cleared",
        "seguro",
        "segura",
        "seguros",
        "seguras",
        "stop taking",
        "skip",
        "suspenda",
    ];
    for (locale, words) in files() {
        for (key, template) in words {
            // What may be typed is nothing that is said.
            if key.starts_with("input.") {
                continue;
            }
            let said = format!(
                " {} ",
                template
                    .to_lowercase()
                    .replace(['.', ',', ';', ':', '?', '!'], " ")
            );
            for word in NEVER {
                assert!(
                    !said.contains(&format!(" {word} ")),
                    "{locale}: {key} says {word}"
                );
            }
        }
    }
}

/// Lists every value of an enum. A new one does not compile until it stands here.
macro_rules! every {
    ($of:ident: $($variant:ident),+) => {{
        fn all_are_listed(one: $of) -> $of {
            match one { $($of::$variant => one),+ }
        }
        [$($of::$variant),+].map(all_are_listed)
    }};
}

fn on_the_wire(value: impl Serialize) -> String {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn every_word_on_the_wire_has_words_in_every_language() {
    let mut keys = Vec::new();
    for value in
        every!(Disposition: Eligible, Incomplete, ActionNeeded, Deferred, NeedsReview, Ineligible)
    {
        for part in ["title", "meaning", "short"] {
            keys.push(format!("disposition.{}.{part}", on_the_wire(value)));
        }
        let (title, meaning) = title_and_meaning(value);
        assert!(title.contains(value.as_str()) && meaning.contains(value.as_str()));
    }
    for value in every!(Status: Clear, Possible, Raised) {
        keys.push(format!("status.{}", on_the_wire(value)));
    }
    for value in every!(Role: Inclusion, Exclusion, Referral, Deferral, Requirement, Advice) {
        keys.push(format!("role.{}", value.as_str()));
    }
    for value in every!(PlanKind: LastUseBy, AvoidFrom, NotBefore, AvoidUntil, PreferNotBefore) {
        keys.push(format!("plan.{}", on_the_wire(value)));
    }
    for value in every!(Why: NotAsked, DontKnow, NotUnderstood, OutOfRange, Contradiction, UnclearName, UnrecognisedName, Imprecise)
    {
        assert_eq!(why(value), format!("why.{}", on_the_wire(value)));
        keys.push(why(value).to_owned());
    }
    for value in every!(Ask: Answer, Meaning, Last, Ongoing, Next) {
        keys.push(format!("ask.{}", on_the_wire(value)));
    }
    for value in every!(Basis: ClinicPolicy, Label, Guideline, Article, Regulator) {
        keys.push(format!("basis.{}", value.as_str()));
    }
    // These are plain texts in the core.
    let texts = [
        "basis.engine rule",
        "notice.review_overdue",
        "notice.note",
        "reading.exact",
        "reading.chosen",
        "reading.likely",
        "reading.ambiguous",
        "reading.unrecognised",
        "problem.appointment-passed",
        "problem.bad-answer",
        "problem.out-of-range",
        "problem.contradiction",
    ];
    keys.extend(texts.map(str::to_owned));
    keys.push(format!("finding.{}", crate::protocol::UNRECOGNISED_NAME));
    for (locale, words) in files() {
        for key in &keys {
            assert!(words.contains_key(key), "{locale} lacks {key}");
        }
    }
}

#[test]
fn a_template_keeps_what_surrounds_its_placeholders() {
    let words = Words::in_locale("en").unwrap();
    let line = words.fill(
        "reading.exact",
        &[
            ("text", Line::of(Mark::Said, "Lamictal {names}")),
            ("names", Line::of(Mark::Name, "lamotrigine")),
        ],
    );
    // A placeholder that a person typed is only text.
    assert_eq!(
        line.to_string(),
        "We read “Lamictal {names}” as lamotrigine."
    );
    assert_eq!(line.spans[1].mark, Mark::Said);
}

#[test]
fn times_are_written_on_the_clock_of_the_place() {
    use crate::screen::screening::{Interval, Moment};
    let words = Words::in_locale("en").unwrap();
    let at = |text: &str| {
        let (instant, _, offset) = parse_exact(text).unwrap();
        Moment {
            instant,
            offset: offset.unwrap(),
        }
    };
    let plain = |text: &str| moment(at(text)).to_string();
    assert_eq!(
        plain("2026-05-05T10:01:00-06:00"),
        "2026-05-05 10:01 (-06:00)"
    );
    assert_eq!(
        plain("2026-05-05T10:01:30+00:00"),
        "2026-05-05 10:01:30 (+00:00)"
    );
    assert_eq!(
        plain("2026-05-05T10:01:00.5+05:30"),
        "2026-05-05 10:01:00.500 (+05:30)"
    );
    let between = |from: Option<&str>, to: Option<&str>| {
        let interval = Interval {
            earliest: from.map(at),
            latest: to.map(at),
        };
        super::interval(interval, words).to_string()
    };
    let (from, to) = ("2026-05-04T00:00:00-06:00", "2026-05-04T23:59:59.999-06:00");
    assert_eq!(
        between(Some(from), Some(to)),
        "between 2026-05-04 00:00 (-06:00) and 2026-05-05 00:00 (-06:00)"
    );
    assert_eq!(between(Some(from), Some(from)), "2026-05-04 00:00 (-06:00)");
    assert_eq!(
        between(None, Some(from)),
        "2026-05-04 00:00 (-06:00) or earlier"
    );
    assert_eq!(
        between(Some(from), None),
        "2026-05-04 00:00 (-06:00) or later"
    );
    assert_eq!(between(None, None), "not known");
}

#[test]
fn a_finding_says_why_a_medicine_is_of_a_class_where_that_is_no_matter_of_course() {
    use crate::protocols;
    use crate::{Intake, Use};

    let protocol = protocols::ketamine_iv();
    let intake =
        Intake::at("2026-05-05T09:45:00-06:00").uses("medications", [Use::of("Zyvox 600 mg")]);
    let screening = protocol.screen(&intake).unwrap();
    for (locale, note) in [
        ("en", "also acts as an MAOI"),
        ("es", "también actúa como un IMAO"),
    ] {
        let words = Words::in_locale(locale).unwrap();
        let said = screening.findings.iter().any(|found| {
            let block = finding(found, protocol, words);
            let details = block.details.iter();
            found
                .evidence
                .iter()
                .any(|evidence| !evidence.said.reading().is_empty())
                && details
                    .map(ToString::to_string)
                    .any(|line| line.contains(note))
        });
        assert!(said, "{locale}");
    }
}

#[test]
fn every_note_is_about_a_substance_that_is_known() {
    let lexicon = crate::lexicon::Lexicon::builtin();
    for (locale, words) in files() {
        for id in words.keys().filter_map(|key| key.strip_prefix("note.")) {
            assert!(lexicon.substance(id).is_some(), "{locale}: {id}");
        }
    }
}
