//! `check`: every problem, its place, and the exit code.

use super::*;

#[test]
fn draws_every_problem_with_its_line() {
    let run = run(&["check", "broken.toml", "--today", "2026-05-05"], "");
    assert_eq!(run.code, 3);
    expect("broken.txt", &run.out);
}

#[test]
fn gives_the_same_as_data() {
    let run = run(
        &[
            "check",
            "broken.toml",
            "small.toml",
            "--json",
            "--today",
            "2026-05-05",
        ],
        "",
    );
    assert_eq!(run.code, 3);
    let data = json(&run);
    assert_eq!(data[0]["file"], "broken.toml");
    assert_eq!(data[1]["diagnostics"], Value::Array(Vec::new()));
    let first = &data[0]["diagnostics"][0];
    assert_eq!(first["code"], "bad-version");
    assert_eq!(
        (&first["line"], &first["column"]),
        (&Value::from(4), &Value::from(11))
    );
}

#[test]
fn knows_what_day_it_is() {
    let on = |today| run(&["check", "-", "--today", today], SMALL);
    assert_eq!(on("2027-01-01").out, "<stdin>: no problems\n");
    let late = on("2027-01-02");
    assert_eq!(late.code, 0, "a warning does not refuse");
    assert!(late.out.contains("warning[review-overdue]"), "{}", late.out);
    assert!(late.out.ends_with("<stdin>: 1 warning\n"), "{}", late.out);
}

#[test]
fn a_file_that_is_not_text_is_a_diagnostic() {
    let file = Scratch::new("latin1.toml", b"id = \"a\"\ntitle.en = \"caf\xe9\"\n");
    let plain = run(&["check", file.path()], "");
    assert_eq!(plain.code, 3);
    assert!(plain.out.contains("error[not-utf8]"), "{}", plain.out);
    assert!(plain.out.contains("latin1.toml:2:16"), "{}", plain.out);
    for verb in ["test", "screen"] {
        assert_eq!(
            run(&[verb, file.path()], "").code,
            if verb == "test" { 3 } else { 2 }
        );
    }
    assert_eq!(run(&["screen", file.path(), "-"], "{}").code, 3);
    assert_eq!(run(&["screen", "small.toml", "-"], b"\xff").code, 4);
}

#[test]
fn a_missing_file_is_said_and_the_others_are_checked() {
    let run = run(
        &[
            "check",
            "missing.toml",
            "small.toml",
            "--today",
            "2026-05-05",
        ],
        "",
    );
    assert_eq!(run.code, 5);
    assert_eq!(run.out, "small.toml: no problems\n");
    assert!(
        run.err.starts_with("error: cannot read `missing.toml`: "),
        "{}",
        run.err
    );
}

#[test]
fn an_id_that_is_none_is_a_wrong_command_line() {
    let run = run(&["check", "ketamin-iv"], "");
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("(ketamine-iv, esketamine-nasal, "),
        "{}",
        run.err
    );
}
