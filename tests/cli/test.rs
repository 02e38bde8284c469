//! `test`: what the worked cases come to and what they try.

use super::*;

#[test]
fn the_protocol_that_ships_passes_and_tries_every_criterion() {
    let run = run(&["test", "ketamine-iv"], "");
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.contains(" passed, 0 failed\n"), "{}", run.out);
    let row = run
        .out
        .lines()
        .find(|line| line.starts_with("lamotrigine-washout "));
    let counts: Vec<usize> = row
        .unwrap()
        .split_whitespace()
        .skip(1)
        .map(|count| count.parse().expect("no count is marked as untried"))
        .collect();
    assert_eq!(counts.len(), 3);
    assert!(counts.iter().all(|count| *count > 0));
}

#[test]
fn a_failing_case_shows_its_differences_and_the_coverage() {
    let run = run(&["test", "failing.toml"], "");
    assert_eq!(run.code, 3);
    expect("failing.txt", &run.out);
}

#[test]
fn a_protocol_that_cannot_be_read_has_no_cases() {
    let run = run(&["test", "-"], "id = \n");
    assert_eq!(run.code, 3);
    assert!(run.out.contains("error[syntax]"), "{}", run.out);
    assert!(!run.out.contains("passed"), "{}", run.out);
}
