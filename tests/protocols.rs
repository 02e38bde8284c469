//! The protocols that ship: their worked cases, what they cover, and what a person meets who has nothing to report. And one
//! that does not ship, to prove that nothing here is about infusions.

use prescreen::{
    Answer, Code, Disposition, Intake, Protocol, Severity, Status, Use, protocols, run_cases,
};

prescreen::test_cases!(ketamine_iv, "../protocols/ketamine-iv.toml");
prescreen::test_cases!(esketamine_nasal, "../protocols/esketamine-nasal.toml");
prescreen::test_cases!(ketamine_coverage, "../protocols/ketamine-coverage.toml");
prescreen::test_cases!(ketamine_path, "../protocols/ketamine-path.toml");
prescreen::test_cases!(ketamine_check_in, "../protocols/ketamine-check-in.toml");
prescreen::test_cases!(
    blood_donation,
    "corpus/accepted/blood-donation/protocol.toml"
);

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
        let checked = checked.protocol.unwrap();
        assert_eq!(checked.id(), shipped.id);
        // What a program loads is the same without the cases.
        let loaded = protocols::load(shipped);
        assert_eq!(loaded.digest(), checked.digest());
        assert_eq!(loaded.criteria().len(), checked.criteria().len());
    }
}

#[test]
fn the_cases_of_every_shipped_protocol_exercise_every_criterion() {
    for shipped in protocols::SHIPPED {
        let id = shipped.id;
        let protocol = Protocol::parse(shipped.text).unwrap();
        let results = run_cases(&protocol);
        assert!(results.passed(), "{id}: {results}");
        assert!(results.cases.len() >= 60, "{id}");
        for (covered, criterion) in results.coverage.iter().zip(protocol.criteria()) {
            let name = &covered.criterion;
            assert_eq!(*name, criterion.id);
            assert!(covered.raised > 0, "{id}: no case raises `{name}`");
            if criterion.is_conditional() {
                assert!(
                    covered.possible > 0,
                    "{id}: in no case is `{name}` possible"
                );
                assert!(covered.clear > 0, "{id}: in no case is `{name}` clear");
            }
        }
    }
}

/// A protocol about something else altogether: if the format knew of infusions, this is where it would show.
#[test]
fn a_far_off_protocol_is_held_to_the_same_as_those_that_ship() {
    let text = include_str!("corpus/accepted/blood-donation/protocol.toml");
    let checked = Protocol::check(text);
    assert!(checked.diagnostics.is_empty(), "{}", checked.diagnostics);
    let protocol = checked.protocol.unwrap();
    assert_eq!(protocol.locales(), ["en", "es"]);
    assert!(protocols::text(protocol.id()).is_none(), "it does not ship");
    let results = run_cases(&protocol);
    assert!(results.passed(), "{results}");
    assert!(results.cases.len() >= 60);
    for (covered, criterion) in results.coverage.iter().zip(protocol.criteria()) {
        let counts = [covered.raised, covered.possible, covered.clear];
        let wanted = if criterion.is_conditional() { 3 } else { 1 };
        let tried = counts.iter().filter(|count| **count > 0).count();
        assert_eq!(tried, wanted, "`{}` {counts:?}", covered.criterion);
    }
    for source in protocol.sources() {
        assert_eq!(source.seen.as_deref(), Some("2026-11"), "{}", source.id);
        let note = source.note.as_deref().unwrap_or_default();
        assert!(note.starts_with("Excerpt seen"), "{}", source.id);
    }
}

/// Somebody with nothing to report answers "no", "none" or what is usual.
#[test]
fn somebody_with_nothing_to_report_answers_at_most_fifteen_questions() {
    let questions_of = |protocol: &Protocol, start: &str| {
        let mut intake = Intake::at("2026-05-05T09:45:00-06:00").start(start);
        let mut asked = 0;
        loop {
            let screening = protocol.screen(&intake).unwrap();
            let Some(next) = &screening.next_question else {
                assert_eq!(screening.disposition, Disposition::Eligible);
                assert!(screening.settled);
                return asked;
            };
            asked += 1;
            let answer: Answer = match next.at.question {
                "age" => 42.into(),
                "indications" => ["depression"].into(),
                "reason" => "resistant_depression".into(),
                "medications" | "substances" => {
                    let id = next.at.question.to_owned();
                    intake = intake.uses(&id, []);
                    continue;
                }
                "heart_brain" | "other_conditions" => ["none_of_these"].into(),
                "last_food" | "last_drink" => "2026-05-05T07:00:00-06:00".into(),
                "counselor_before"
                | "counselor_during_after"
                | "regular_visits"
                | "driver_home"
                | "emergency_numbers"
                | "can_stay"
                | "ride_home"
                | "no_driving_until_next_day" => true.into(),
                _ => false.into(),
            };
            let id = next.at.question.to_owned();
            intake = intake.answer(&id, answer);
        }
    };
    let on_the_day = "2026-05-05T10:00:00-06:00";
    let the_day_before = "2026-05-06T10:00:00-06:00";
    assert!(questions_of(protocols::ketamine_iv(), the_day_before) <= 15);
    let esketamine = protocols::esketamine_nasal();
    assert_eq!(questions_of(esketamine, the_day_before), 13);
    // The last meal and the last drink matter only now.
    assert_eq!(questions_of(esketamine, on_the_day), 15);
}

/// Somebody who knows nothing is asked little, too, and in the end nothing has passed.
#[test]
fn somebody_who_knows_nothing_is_asked_each_thing_once_and_never_passes() {
    for (id, most) in [
        ("ketamine-coverage", 16),
        ("ketamine-path", 14),
        ("ketamine-check-in", 8),
    ] {
        let shipped = protocols::SHIPPED.iter().find(|shipped| shipped.id == id);
        let protocol = protocols::load(shipped.unwrap());
        let mut intake = Intake::at("2026-11-28T09:45:00-07:00");
        let mut asked = 0;
        let disposition = loop {
            let screening = protocol.screen(&intake).unwrap();
            let Some(next) = &screening.next_question else {
                break screening.disposition;
            };
            asked += 1;
            let question = next.at.question.to_owned();
            intake = intake.answer(&question, Answer::UNKNOWN);
        };
        assert!(asked <= most, "{id}: {asked} questions");
        assert_ne!(disposition, Disposition::Eligible, "{id}");
    }
}

/// The words that no text of ours may use of a person's outcome.
#[test]
fn no_text_promises_safety() {
    for shipped in protocols::SHIPPED {
        for criterion in protocols::load(shipped).criteria() {
            for (_, sentence) in criterion.say.iter() {
                let lower = sentence.to_lowercase();
                for word in [
                    "you are safe",
                    "is safe",
                    "cleared",
                    "es seguro",
                    "está a salvo",
                ] {
                    assert!(
                        !lower.contains(word),
                        "{}: `{}` says: {sentence}",
                        shipped.id,
                        criterion.id
                    );
                }
            }
        }
    }
}

/// An answer to "did you mean …?" settles the part that it fits, and leaves the others open.
#[test]
fn one_answer_does_not_settle_the_other_parts_of_a_name() {
    let protocol = protocols::ketamine_iv();
    let status = |medicine: Use| {
        let intake = Intake::at("2026-05-05T09:45:00-06:00")
            .uses("medications", [medicine])
            .uses("substances", []);
        protocol.screen(&intake).unwrap().status("maoi-washout")
    };
    let bars_and_more = || Use::of("bars and phenelzin").last("2026-05-01");
    assert_eq!(status(bars_and_more()), Status::Possible);
    assert_eq!(
        status(bars_and_more().means("alprazolam")),
        Status::Possible
    );
    assert_eq!(
        status(bars_and_more().means(["alprazolam", "phenelzine"])),
        Status::Raised
    );
    let half_understood = Use::of("bars and zzqqxx")
        .last("2026-05-01")
        .means("alprazolam");
    assert_eq!(status(half_understood), Status::Possible);
    // What is clear cannot be talked away.
    assert_eq!(
        status(Use::of("Nardil").last("2026-05-01").means("sertraline")),
        Status::Raised
    );
}

/// An appointment that was missed: what is planned now is too early after a treatment that may begin now.
#[test]
fn a_missed_appointment_does_not_clear_what_is_planned() {
    let protocol = protocols::ketamine_iv();
    let planned = Use::of("Xanax")
        .last("2026-05-01T08:00:00-06:00")
        .next("2026-05-05T10:30:00-06:00");
    let intake = Intake::at("2026-05-05T09:45:00-06:00")
        .start("2026-04-05T10:00:00-06:00")
        .uses("medications", [planned]);
    let screening = protocol.screen(&intake).unwrap();
    assert_eq!(screening.status("benzodiazepine-after"), Status::Possible);
}

/// A session that is over has ended: "never" clears no waiting time, and is not lost either.
#[test]
fn what_cannot_be_never_is_not_understood() {
    let mut shipped = protocols::SHIPPED.iter();
    let protocol = shipped.find(|shipped| shipped.id == "ketamine-check-in");
    let protocol = protocols::load(protocol.unwrap());
    let intake = Intake::at("2026-05-06T10:00:00-06:00")
        .answer("red_flags", ["none_of_these"])
        .answer("feel", ["none_of_these"])
        .answer("wants", ["alcohol"])
        .answer("session_over", true)
        .answer("session_end", "never");
    let screening = protocol.screen(&intake).unwrap();
    assert_eq!(screening.disposition, Disposition::Incomplete);
    assert_eq!(screening.status("alcohol-wait"), Status::Possible);
    let problems: Vec<_> = screening.problems.iter().map(|one| one.code).collect();
    assert_eq!(problems, [Code::BadAnswer]);
}
