//! `interview`: a conversation with a script of lines.

use super::*;

const AT: [&str; 4] = [
    "--now",
    "2026-05-05T09:45:00-06:00",
    "--start",
    "2026-05-05T10:00:00-06:00",
];

fn interview(protocol: &str, more: &[&str], typed: &[&str]) -> Run {
    let arguments: Vec<&str> = ["interview", protocol]
        .iter()
        .chain(&AT)
        .chain(more)
        .copied()
        .collect();
    run(&arguments, typed.join("\n") + "\n")
}

#[test]
fn asks_until_nothing_is_left() {
    let saved = Scratch::new("saved.json", "");
    let run = interview(
        "small.toml",
        &["--save", saved.path()],
        &[
            "perhaps",
            "no",
            "Zoloft 50 mg",
            "Lamictl",
            "",
            "2",
            "back",
            "yes",
            "1",
            "150",
            "40-",
            "40",
            "70 kg",
            "nonsense",
            "2 hours ago",
            "back",
            "yesterday 9pm",
            "yes",
            "change driver",
            "back",
            "change nothing",
            "answers",
            "change medications",
            "Zoloft",
            "Xanx, Lamictl",
            "",
            "1",
            "1",
            "?",
            "never",
            "back",
            "never",
            "",
        ],
    );
    expect("interview.txt", &run.out);
    let saved: Value = serde_json::from_str(&fs::read_to_string(&saved.0).unwrap()).unwrap();
    // The saved intake gives the same answer.
    let again = super::run(&["screen", "small.toml", "-", "--json"], saved.to_string());
    assert_eq!(again.code, run.code);
}

#[test]
fn an_answer_can_be_changed_until_the_end() {
    let run = interview(
        "small.toml",
        &["--lang", "es"],
        &[
            "sí",
            "cambiar pregnant",
            "no",
            "ninguno",
            "?",
            "?",
            "terminar",
        ],
    );
    assert_eq!(run.code, 10, "a settled answer can be changed: {}", run.out);
    assert_eq!(interview("small.toml", &[], &["yes", ""]).code, 14);
    let run = interview(
        "small.toml",
        &["--lang", "es"],
        &["no", "cambiar pregnant", "?", "ninguno", "terminar"],
    );
    expect("change.es.txt", &run.out);
    assert_eq!(run.code, 10);
}

#[test]
fn the_end_of_the_input_is_the_end_of_the_interview() {
    let run = interview("ketamine-iv", &[], &["Zoloft 50 mg", "", "wine", ""]);
    assert_eq!(run.code, 10);
    assert!(
        run.out.contains("This is the result so far."),
        "{}",
        run.out
    );
}

#[test]
fn an_appointment_that_makes_no_sense_is_refused_before_the_first_question() {
    let bad = [
        "interview",
        "small.toml",
        "--now",
        "2026-05-05T09:45:00-06:00",
        "--start",
        "tomorrow",
    ];
    let refused = run(&bad, "");
    assert_eq!((refused.code, refused.out.as_str()), (4, ""));
    assert!(refused.err.contains("bad-appointment"), "{}", refused.err);
    assert_eq!(
        run(&["interview", "small.toml", "--now", "noon"], "").code,
        2
    );
}

#[test]
fn without_a_time_the_clock_of_the_computer_counts() {
    let saved = Scratch::new("clock.json", "");
    let run = run(&["interview", "small.toml", "--save", saved.path()], "");
    assert_eq!(run.code, 10);
    let saved: Value = serde_json::from_str(&fs::read_to_string(&saved.0).unwrap()).unwrap();
    prescreen::time::parse_exact(saved["now"].as_str().unwrap()).unwrap();
}
