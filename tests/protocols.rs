//! The protocols that ship: their worked cases, what they cover, and what a person meets who has nothing to report.

use prescreen::{Answer, Disposition, Intake, Protocol, Severity, protocols, run_cases};

prescreen::test_cases!(ketamine_iv, "../protocols/ketamine-iv.toml");

#[test]
fn every_shipped_protocol_is_read_without_a_warning() {
    for shipped in protocols::SHIPPED {
        let checked = Protocol::check(shipped.text);
        let found: Vec<String> = checked
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity() != Severity::Note)
            .map(ToString::to_string)
            .collect();
        assert!(found.is_empty(), "{}:\n{}", shipped.id, found.join("\n"));
        assert_eq!(checked.protocol.unwrap().id(), shipped.id);
    }
}

#[test]
fn the_cases_of_ketamine_iv_exercise_every_criterion() {
    let protocol = protocols::ketamine_iv();
    let results = run_cases(protocol);
    assert!(results.passed(), "{results}");
    assert!(results.cases.len() >= 80);
    for covered in &results.coverage {
        assert!(covered.raised > 0, "no case raises `{}`", covered.criterion);
        let criterion = protocol
            .criteria()
            .iter()
            .find(|criterion| criterion.id == covered.criterion)
            .unwrap();
        if criterion.is_conditional() {
            assert!(
                covered.possible > 0,
                "in no case is `{}` possible",
                covered.criterion
            );
            assert!(
                covered.clear > 0,
                "in no case is `{}` clear",
                covered.criterion
            );
        }
    }
}

/// Somebody with nothing to report answers "no", "none" or what is usual, and is done after at most fifteen questions.
#[test]
fn somebody_with_nothing_to_report_answers_at_most_fifteen_questions() {
    let protocol = protocols::ketamine_iv();
    let mut intake = Intake::at("2026-05-05T09:45:00-06:00").start("2026-05-06T10:00:00-06:00");
    for asked in 0.. {
        let screening = protocol.screen(&intake).unwrap();
        let Some(next) = &screening.next_question else {
            assert_eq!(screening.disposition, Disposition::Eligible);
            assert!(screening.settled);
            assert!(asked <= 15, "{asked} questions");
            return;
        };
        let answer: Answer = match next.at.question {
            "age" => 42.into(),
            "indications" => ["depression"].into(),
            "medications" | "substances" => {
                let id = next.at.question.to_owned();
                intake = intake.uses(&id, []);
                continue;
            }
            "heart_brain" | "other_conditions" => ["none_of_these"].into(),
            "counselor_before"
            | "counselor_during_after"
            | "regular_visits"
            | "driver_home"
            | "emergency_numbers" => true.into(),
            _ => false.into(),
        };
        let id = next.at.question.to_owned();
        intake = intake.answer(&id, answer);
    }
}

/// The words that no text of ours may use of a person's outcome.
#[test]
fn no_text_promises_safety() {
    for criterion in protocols::ketamine_iv().criteria() {
        for (_, sentence) in criterion.say.iter() {
            let lower = sentence.to_lowercase();
            for word in [
                "you are safe",
                "is safe",
                "cleared",
                "es seguro",
                "está a salvo",
            ] {
                assert!(!lower.contains(word), "`{}` says: {sentence}", criterion.id);
            }
        }
    }
}
