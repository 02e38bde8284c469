//! `screen`: an intake in, a screening out, as data and in words.

use super::*;

#[test]
fn the_intake_of_the_design_gives_its_screening() {
    let run = run(&["screen", "ketamine-iv", "-", "--json"], DESIGN_INTAKE);
    assert_eq!(run.code, 12);
    assert_eq!(run.out.lines().count(), 1);
    let screening = json(&run);
    let keys: Vec<&str> = screening
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    for key in [
        "schema",
        "engine",
        "protocol",
        "now",
        "disposition",
        "worstCase",
        "settled",
        "findings",
        "clearance",
        "plan",
        "missing",
        "nextQuestion",
    ] {
        assert!(keys.contains(&key), "{key} is missing");
    }
    assert_eq!(screening["schema"], 1);
    assert_eq!(screening["protocol"]["id"], "ketamine-iv");
    assert_eq!(screening["disposition"], "deferred");
    assert_eq!(screening["now"], "2026-05-05T09:45:00-06:00");
    assert_eq!(
        screening["clearance"]["certainFrom"],
        "2026-05-05T10:01:00-06:00"
    );
    let findings = screening["findings"].as_array().unwrap();
    let lamotrigine = findings
        .iter()
        .find(|finding| finding["criterion"] == "lamotrigine-washout")
        .unwrap();
    assert_eq!(lamotrigine["status"], "raised");
    assert_eq!(lamotrigine["evidence"][0]["said"], "Lamictal 100 mg");
    assert_eq!(lamotrigine["culprits"][0]["question"], "medications");
    assert_eq!(lamotrigine["citation"]["basis"], "clinic policy");
    let pretty = super::run(
        &["screen", "ketamine-iv", "-", "--json", "--pretty"],
        DESIGN_INTAKE,
    );
    assert_eq!(json(&pretty), screening);
    assert!(pretty.out.lines().count() > 100);
}

#[test]
fn says_it_in_words() {
    let intake = r#"{
      "now": "2026-05-05T09:45:00-06:00",
      "appointment": { "start": "2026-05-05T10:00:00-06:00" },
      "answers": { "age": { "min": 17, "max": 19 }, "help": ["pain"], "weight": 999, "medications": [
        { "name": "Lamictal 100 mg", "last": "2026-05-04T22:01:00-06:00", "ongoing": true,
          "next": "2026-05-05" },
        { "name": "Lamictl", "last": "2026-05" }
      ] }
    }"#;
    for (locale, file) in [("en", "screen.en.txt"), ("es", "screen.es.txt")] {
        let run = run(&["screen", "small.toml", "-", "--lang", locale], intake);
        assert_eq!(run.code, 12, "{}", run.err);
        expect(file, &run.out);
    }
}

#[test]
fn the_present_time_is_never_assumed() {
    let without = r#"{ "answers": { "medications": [] } }"#;
    let refused = run(&["screen", "small.toml", "-"], without);
    assert_eq!((refused.code, refused.out.as_str()), (4, ""));
    assert!(
        refused.err.contains("error[missing-now]"),
        "{}",
        refused.err
    );
    let now = [
        "screen",
        "small.toml",
        "-",
        "--json",
        "--now",
        "2026-05-05T09:45:00-06:00",
    ];
    let filled = run(&now, without);
    assert_eq!(json(&filled)["now"], "2026-05-05T09:45:00-06:00");
    let both = run(&now, r#"{ "now": "2026-05-05T09:45:00-06:00" }"#);
    assert_eq!(both.code, 2);
    assert!(both.err.contains("--now"), "{}", both.err);
}

#[test]
fn a_refused_intake_is_data_for_who_asked_for_data() {
    let run = run(&["screen", "small.toml", "-", "--json"], r#"{ "nwo": 1 }"#);
    assert_eq!(run.code, 4);
    let data = json(&run);
    let found = data["diagnostics"].as_array().unwrap();
    let codes: Vec<&str> = found
        .iter()
        .map(|one| one["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["missing-now", "unknown-key"]);
}

#[test]
fn every_disposition_has_its_exit_code() {
    let code = |answers: &str| {
        let intake = format!(
            r#"{{ "now": "2026-05-05T09:45:00-06:00", "answers": {{ "weight": 70, {answers} }} }}"#
        );
        run(&["screen", "small.toml", "-"], intake).code
    };
    let base = r#""age": 40, "help": ["pain"], "driver": true"#;
    assert_eq!(
        code(&format!(r#"{base}, "pregnant": false, "medications": []"#)),
        0
    );
    assert_eq!(code(&format!(r#"{base}, "pregnant": false"#)), 10);
    assert_eq!(
        code(r#""age": 40, "help": [], "driver": false, "pregnant": false, "medications": []"#),
        11
    );
    let recent = r#"{ "name": "Lamictal", "last": "2026-05-05T09:00:00-06:00" }"#;
    assert_eq!(
        code(&format!(
            r#"{base}, "pregnant": false, "medications": [{recent}]"#
        )),
        12
    );
    assert_eq!(
        code(r#""age": 16, "help": [], "driver": true, "pregnant": false, "medications": []"#),
        13
    );
    assert_eq!(code(r#""pregnant": true"#), 14);
}

#[test]
fn a_language_without_words_is_a_wrong_command_line() {
    let run = run(
        &["screen", "small.toml", "-", "--lang", "xx"],
        DESIGN_INTAKE,
    );
    assert_eq!(run.code, 2);
    assert!(run.err.contains("en, es"), "{}", run.err);
}

#[test]
fn what_was_typed_cannot_steer_the_terminal() {
    let intake = r#"{ "now": "2026-05-05T09:45:00-06:00",
      "answers": { "medications": [{ "name": "\u001b[2J\u0007 Lamictl" }] } }"#;
    // `run` looks for escapes.
    let run = run(&["screen", "small.toml", "-"], intake);
    assert!(run.out.contains("Lamictl"), "{}", run.out);
    assert!(!run.out.contains('\u{7}'));
}

#[test]
fn a_reader_that_goes_away_gets_no_panic_and_no_zero() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_prescreen"))
        .args(["screen", "ketamine-iv", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    child
        .stdin
        .take()
        .unwrap()
        .write_all(DESIGN_INTAKE.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(5));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn an_appointment_that_has_passed_is_said() {
    let intake = r#"{ "now": "2026-05-05T09:45:00-06:00",
      "appointment": { "start": "2026-05-05T09:00:00-06:00" } }"#;
    let run = run(&["screen", "small.toml", "-"], intake);
    assert!(
        run.out
            .contains("- The start of the appointment has passed."),
        "{}",
        run.out
    );
}
