//! `list`: which protocols there are, what they rest on, and which are overdue.

use super::*;

#[test]
fn every_shipped_protocol_is_listed_with_its_review_and_sources() {
    let plain = run(&["list", "--today", "2026-12-01"], "");
    assert_eq!(plain.code, 0, "{}", plain.err);
    let data = json(&run(&["list", "--json", "--today", "2026-12-01"], ""));
    let listed = data.as_array().unwrap();
    assert_eq!(listed.len(), prescreen::protocols::SHIPPED.len());
    for (shipped, listed) in prescreen::protocols::SHIPPED.iter().zip(listed) {
        let protocol = prescreen::protocols::load(shipped);
        assert_eq!(listed["id"], shipped.id);
        assert_eq!(listed["version"], protocol.version());
        assert_eq!(listed["digest"], protocol.digest());
        assert_eq!(listed["overdue"], false);
        let review = protocol.review();
        assert_eq!(listed["reviewed"], review.reviewed.to_string());
        assert_eq!(listed["reviewBy"], review.review_by.to_string());
        let title = protocol.title().in_locale("en");
        assert_eq!(listed["title"]["en"], title);
        let line = format!("{} {}  {title}\n", shipped.id, protocol.version());
        assert!(plain.out.contains(&line), "{line}");
        let sources = listed["sources"].as_array().unwrap();
        assert_eq!(sources.len(), protocol.sources().len());
        for (source, known) in sources.iter().zip(protocol.sources()) {
            assert_eq!(source["title"], known.title.as_str());
            assert_eq!(source["publisher"], known.publisher.as_str());
            assert_eq!(source["date"].as_str(), known.date.as_deref());
            assert_eq!(source["seen"].as_str(), known.seen.as_deref());
            let line = format!("  - {}; {}", known.title, known.publisher);
            assert!(plain.out.contains(&line), "{line}");
        }
    }
}

#[test]
fn a_file_is_listed_with_its_dates() {
    let run = run(&["list", "small.toml", "--today", "2026-05-05"], "");
    assert_eq!(run.code, 0);
    expect("list.txt", &run.out);
}

#[test]
fn an_overdue_review_is_marked() {
    let on = |today| run(&["list", "small.toml", "--today", today], "").out;
    assert!(!on("2027-01-01").contains("OVERDUE"), "the last day counts");
    assert!(on("2027-01-02").contains("OVERDUE: due by 2027-01-01"));
    let data = run(
        &["list", "small.toml", "--today", "2027-01-02", "--json"],
        "",
    );
    assert_eq!(json(&data)[0]["overdue"], true);
}

#[test]
fn titles_are_in_the_language_asked_for() {
    let run_in = |lang| run(&["list", "ketamine-iv", "--lang", lang], "");
    let title = prescreen::protocols::ketamine_iv().title();
    assert!(run_in("es").out.contains(title.in_locale("es")));
    assert!(run_in("en").out.contains(title.in_locale("en")));
    // One that no protocol has is a slip.
    let none = run_in("fr");
    assert_eq!(none.code, 2);
    assert!(none.err.contains("only in en, es"), "{}", none.err);
    // The data has every language.
    assert_eq!(run(&["list", "--json", "--lang", "es"], "").code, 2);
}

#[test]
fn what_is_refused_is_said_and_the_others_are_listed() {
    let run = run(
        &["list", "broken.toml", "small.toml", "--today", "2026-05-05"],
        "",
    );
    assert_eq!(run.code, 3);
    assert!(run.out.starts_with("small 1.0.0  "), "{}", run.out);
    assert!(run.err.contains("error[bad-version]"), "{}", run.err);
}
