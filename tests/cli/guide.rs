//! `explain`, `guide` and `--help`.

use super::*;

#[test]
fn every_code_can_be_listed_and_looked_up() {
    let list = run(&["explain", "--list"], "");
    assert_eq!(list.code, 0);
    assert_eq!(list.out.lines().count(), prescreen::Code::ALL.len());
    let wrong = run(&["explain", "unknown-kez"], "");
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("did you mean `unknown-key`?"),
        "{}",
        wrong.err
    );
}

#[test]
fn pages_are_printed() {
    let page = run(&["guide", "protocol-format"], "");
    assert_eq!(page.code, 0);
    assert!(page.out.starts_with("# The protocol format"));
    let names = run(&["guide"], "").out;
    assert!(names.lines().any(|name| name == "protocol-format"));
    assert_eq!(run(&["guide", "nonsense"], "").code, 2);
}

#[test]
fn the_exit_codes_are_documented() {
    let help = run(&["--help"], "").out;
    for line in [
        "0  done",
        "2  the command",
        "3  the protocol",
        "4  the intake",
        "5  a file",
        "14  screening: ineligible",
    ] {
        assert!(help.contains(line), "{line}");
    }
}
