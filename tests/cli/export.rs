//! `export`: what a browser loads.

use super::*;

#[test]
fn the_rules_are_written_without_their_cases_and_stay_the_same_rules() {
    let written = run(&["export", "ketamine-iv"], "");
    assert_eq!(written.code, 0, "{}", written.err);
    assert_eq!(written.out.lines().count(), 1);
    let rules = json(&written);
    assert!(rules.get("cases").is_none() && rules.get("baselines").is_none());
    assert_eq!(rules["id"], "ketamine-iv");

    let file = Scratch::new("exported.json", &written.out);
    let digest = |protocol: &str| {
        let screened = run(&["screen", protocol, "-", "--json"], DESIGN_INTAKE);
        json(&screened)["protocol"]["digest"].clone()
    };
    assert_eq!(digest(file.path()), digest("ketamine-iv"));
    assert_eq!(run(&["export", file.path()], "").out, written.out);
}

#[test]
fn what_is_refused_is_not_written() {
    for protocol in ["failing.toml", "broken.toml"] {
        let refused = run(&["export", protocol], "");
        assert_eq!((refused.code, refused.out.as_str()), (3, ""), "{protocol}");
        assert!(refused.err.contains("error["), "{}", refused.err);
    }
}
