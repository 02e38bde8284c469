//! Nothing makes the engine panic, hang or overflow, and nothing that was not understood makes anybody eligible.
//!
//! Bad input of every kind goes into every entry: bytes, broken protocols, any JSON, the ends of time, sheer size. No test
//! here measures time; what is too slow simply never comes back.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a panic in a helper of a test is how the test fails"
)]

#[path = "laws/cases.rs"]
mod cases;

use cases::cases;
use prescreen::{BaseText, Checked, Code, Disposition, Intake, Protocol, Screening, Written};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The protocol that ships, without its worked cases: they take long to run and are not what is read here.
fn shipped() -> &'static str {
    let text = include_str!("../protocols/ketamine-iv.toml");
    let end = text
        .find("\n[baselines")
        .or_else(|| text.find("\n[[cases"))
        .unwrap_or(text.len());
    text.get(..end).expect("a boundary of lines")
}

/// A small protocol with a question of every type, all of which a criterion with weight reads.
const SMALL: &str = r#"
id = "small"
version = "1.0.0"
title.en = "Small"
reviewed = 2026-01-01
review_by = 2036-01-01
treatment = { name.en = "treatment", duration = ["30 min", "2 h"] }
sources = { book = { title = "Book", publisher = "Press" } }
questions = [
  { id = "yes_or_no", type = "yes_no", ask.en = "?" },
  { id = "one_of", type = "one", ask.en = "?", options = [{ id = "a", label.en = "a" }, { id = "b", label.en = "b" }] },
  { id = "many_of", type = "many", ask.en = "?", options = [{ id = "a", label.en = "a" }, { id = "b", label.en = "b", exclusive = true }] },
  { id = "number", type = "number", ask.en = "?", min = 0, max = 100 },
  { id = "past", type = "time", ask.en = "?" },
  { id = "future", type = "time", tense = "future", ask.en = "?" },
  { id = "meds", type = "uses", ask.en = "?" },
]
criteria = [
  { id = "c1", role = "exclusion", when = "yes_or_no is yes", say.en = "…", cite = { source = "book", at = "1", basis = "label" } },
  { id = "c2", role = "inclusion", when = "one_of is a", say.en = "…", cite = { source = "book", at = "1", basis = "label" } },
  { id = "c3", role = "referral", when = "many_of has a", say.en = "…", cite = { source = "book", at = "1", basis = "label" } },
  { id = "c4", role = "requirement", when = "number < 18", say.en = "…", cite = { source = "book", at = "1", basis = "label" } },
  { id = "c5", role = "deferral", washout = { since = "past", before = "14 days" }, say.en = "…", cite = { source = "book", at = "1", basis = "label" } },
  { id = "c6", role = "requirement", washout = { since = "future", after = "1 month" }, say.en = "…", cite = { source = "book", at = "1", basis = "label" } },
  { id = "c7", role = "deferral", washout = { of = ["maoi", "opioid"], before = "2 weeks", after = "1 year" }, say.en = "…", cite = { source = "book", at = "1", basis = "label" } },
  { id = "c8", role = "exclusion", when = "takes(lamotrigine) or ongoing(illicit)", say.en = "…", cite = { source = "book", at = "1", basis = "label" } },
]
"#;

/// The questions of [`SMALL`] with an answer to each that raises nothing.
fn harmless() -> Value {
    json!({
        "yes_or_no": false, "one_of": "a", "many_of": ["b"], "number": 42, "past": "never", "future": "never",
        "meds": [],
    })
}

fn small() -> Protocol {
    Protocol::parse(SMALL).unwrap_or_else(|all| panic!("{all}"))
}

/// Reads everything that a screening holds, as its readers would.
fn read_out(screening: &Screening<'_>) -> String {
    serde_json::to_string(screening).expect("a screening is data")
}

/// A text put into every entry, whatever it is.
fn everywhere(text: &str) {
    for checked in [Protocol::check(text), Protocol::check_json(text)] {
        read_diagnostics(&checked);
    }
    if let Ok(intake) = Intake::from_json(text) {
        screened(&small(), &intake);
    }
    let protocol = small();
    let intake = Intake::at(text).start(text).end(text).answer(text, text);
    screened(&protocol, &intake);
    for question in [
        "yes_or_no",
        "one_of",
        "many_of",
        "number",
        "past",
        "future",
        "meds",
    ] {
        let intake = Intake::at("2026-05-05T09:45:00-06:00").answer(question, text);
        screened(&protocol, &intake);
    }
    let listed = prescreen::Use::of(text)
        .last(text)
        .ongoing(text)
        .next(text)
        .means(text);
    screened(
        &protocol,
        &Intake::at("2026-05-05T09:45:00-06:00").uses("meds", [listed]),
    );
}

fn read_diagnostics(checked: &Checked) {
    for diagnostic in &checked.diagnostics {
        assert!(!diagnostic.to_string().is_empty());
    }
    assert!(checked.protocol.is_some() != checked.diagnostics.has_errors());
}

/// Screens, and reads what comes of it. Of all these intakes none is answered in full, so nobody may be eligible.
fn screened(protocol: &Protocol, intake: &Intake) {
    match protocol.screen(intake) {
        Ok(screening) => {
            assert!(!read_out(&screening).is_empty());
            let is_eligible = screening.disposition == Disposition::Eligible;
            assert!(
                !is_eligible,
                "eligible on {}",
                serde_json::to_string(intake).expect("data")
            );
        }
        Err(diagnostics) => {
            assert!(diagnostics.has_errors() && !diagnostics.to_string().is_empty())
        }
    }
}

// ---- Bytes and broken protocols ----

proptest! {
    #![proptest_config(cases(150, 500))]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..300)) {
        everywhere(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn bytes_that_look_like_something(
        bytes in vec(prop_oneof![
            Just("["), Just("]"), Just("{"), Just("}"), Just("="), Just("\""), Just("'"), Just("\\u"), Just("\n"), Just(","),
            Just("."), Just("-"), Just(":"), Just("T"), Just("Z"), Just("+"), Just("9"), Just("2026"), Just("-05"),
            Just("null"), Just("true"), Just("1e999"), Just("#"), Just("[["), Just("\u{202e}"), Just("é"), Just("\u{0}"),
            Just("answers"), Just("now"), Just("id"), Just("when"), Just("not "), Just("("), Just("\"\"\""),
        ], 0..60),
    ) {
        everywhere(&bytes.concat());
    }
}

proptest! {
    #![proptest_config(cases(40, 500))]

    /// A few letters or lines of the protocol that ships, changed, lost, doubled or swapped.
    #[test]
    fn broken_protocols(
        edits in vec((0_usize..5, any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<char>()), 1..4),
    ) {
        let mut lines: Vec<String> = shipped().lines().map(str::to_owned).collect();
        for (kind, line, other, letter) in edits {
            let (line, other) = (line.index(lines.len()), other.index(lines.len()));
            match kind {
                0 => { lines.remove(line); }
                1 => { let copy = lines.get(line).cloned().unwrap_or_default(); lines.insert(other, copy); }
                2 => lines.swap(line, other),
                _ => {
                    if let Some(text) = lines.get_mut(line) {
                        let mut letters: Vec<char> = text.chars().collect();
                        let at = other % (letters.len() + 1);
                        if kind == 3 && at < letters.len() {
                            letters.remove(at);
                        } else {
                            letters.insert(at, letter);
                        }
                        *text = letters.into_iter().collect();
                    }
                }
            }
        }
        let checked = Protocol::check(&lines.join("\n"));
        read_diagnostics(&checked);
        if let Some(protocol) = &checked.protocol {
            // Nothing was said, so nobody is eligible.
            let screening = protocol.screen(&Intake::at("2026-12-05T09:45:00-06:00")).expect("nothing is wrong");
            prop_assert_ne!(screening.disposition, Disposition::Eligible);
        }
    }
}

// ---- Any data ----

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::sample::select(vec![
            "never",
            "none",
            "unknown",
            "a",
            "b",
            "phenelzine",
            "bars",
            "2026-05-04",
            "2026-05",
            "2026",
            "2026-05-04T22:00:00-06:00",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999Z",
            "2 weeks",
            "alprazolam",
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let key = prop::sample::select(vec![
            "name", "last", "next", "ongoing", "means", "earliest", "latest", "about", "within",
            "min", "max", "value", "unit", "start", "end", "x",
        ]);
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(key, inner, 0..5).prop_map(|entries| {
                Value::Object(
                    entries
                        .into_iter()
                        .map(|(key, value)| (key.to_owned(), value))
                        .collect(),
                )
            }),
        ]
    })
}

/// Whether an answer to a question of [`SMALL`] says nothing that raises a criterion and leaves nothing open.
fn may_be_harmless(question: &str, answer: &Value) -> bool {
    match question {
        "yes_or_no" => *answer == json!(false),
        "one_of" => *answer == json!("a"),
        "many_of" => answer
            .as_array()
            .is_some_and(|list| list.is_empty() || list.iter().all(|option| *option == json!("b"))),
        // Other numbers, times and lists may be harmless too; what they say is the business of the laws.
        "number" => answer.is_number() || answer.is_object(),
        "past" | "future" => answer.is_string() || answer.is_object(),
        _ => answer.is_array(),
    }
}

proptest! {
    #![proptest_config(cases(600, 500))]

    /// One answer is anything at all, the others are harmless: whatever cannot be an answer leaves the person not eligible.
    #[test]
    fn any_answer(question in 0_usize..7, answer in any_json()) {
        let protocol = small();
        let mut answers = harmless();
        let ids = ["yes_or_no", "one_of", "many_of", "number", "past", "future", "meds"];
        let id = ids.get(question).copied().unwrap_or("meds");
        if let Some(slot) = answers.get_mut(id) {
            slot.clone_from(&answer);
        }
        let record = json!({ "now": "2026-05-05T09:45:00-06:00", "answers": answers });
        let by_text = Intake::from_json(&record.to_string()).expect("JSON");
        let by_data: Intake = serde_json::from_value(record).expect("any data is an intake");
        let outcomes = [&by_text, &by_data].map(|intake| protocol.screen(intake));
        for screening in outcomes.iter().flatten() {
            let eligible = screening.disposition == Disposition::Eligible;
            prop_assert!(!eligible || may_be_harmless(id, &answer), "{} on {}: {}", id, answer, read_out(screening));
        }
        let [text, data] = outcomes.map(|outcome| outcome.map(|screening| (screening.disposition, screening.worst_case)).ok());
        prop_assert_eq!(text, data);
    }

    /// An intake that is anything at all, and a protocol that is.
    #[test]
    fn any_data(data in any_json(), key in prop::sample::select(vec!["now", "appointment", "answers", "x"])) {
        let protocol = small();
        let mut record = json!({ "now": "2026-05-05T09:45:00-06:00", "answers": harmless() });
        for whole in [data.clone(), { record[key] = data.clone(); record }] {
            let text = whole.to_string();
            read_diagnostics(&Protocol::check_json(&text));
            if let Ok(intake) = Intake::from_json(&text) && let Ok(screening) = protocol.screen(&intake) {
                prop_assert!(!read_out(&screening).is_empty());
            }
        }
        // The same in the place of any part of a protocol.
        let mut document = as_json();
        if let Some(slot) = document.as_object_mut().and_then(|all| all.values_mut().nth(key.len() % 9)) {
            *slot = data;
        }
        read_diagnostics(&Protocol::check_json(&document.to_string()));
    }

    /// One value anywhere in a protocol that extends another is something else.
    #[test]
    fn any_part_of_an_extension(data in any_json(), place in any::<prop::sample::Index>()) {
        let mut document = extension();
        let mut left = place.index(count(&document));
        replace(&mut document, &mut left, &data);
        let base = |name: &str, _: Option<&str>| {
            Ok(BaseText { name: name.to_owned(), text: as_json().to_string(), is_json: true })
        };
        let text = document.to_string();
        let names = prescreen::lexicon::Lexicon::builtin();
        read_diagnostics(&Protocol::check_with_bases(Written::Json(&text), names, &base));
    }

    /// One value anywhere in a protocol is something else.
    #[test]
    fn any_part_of_a_protocol(data in any_json(), place in any::<prop::sample::Index>()) {
        let mut document = as_json();
        let mut left = place.index(count(&document));
        replace(&mut document, &mut left, &data);
        read_diagnostics(&Protocol::check_json(&document.to_string()));
    }
}

/// [`SMALL`] as JSON.
fn as_json() -> Value {
    let cite = json!({ "source": "book", "at": "1", "basis": "label" });
    let say = json!({ "en": "…" });
    json!({
        "id": "small", "version": "1.0.0", "title": { "en": "Small" },
        "reviewed": "2026-01-01", "review_by": "2036-01-01",
        "treatment": { "name": { "en": "treatment" }, "duration": ["30 min", "2 h"] },
        "sources": { "book": { "title": "Book", "publisher": "Press" } },
        "questions": [
            { "id": "one_of", "type": "one", "ask": { "en": "?" }, "options": [
                { "id": "a", "label": { "en": "a" }, "tags": ["t"] }, { "id": "b", "label": { "en": "b" } }] },
            { "id": "number", "type": "number", "ask": { "en": "?" }, "min": 0, "max": 100, "applies": "one_of is a" },
            { "id": "meds", "type": "uses", "ask": { "en": "?" } },
        ],
        "criteria": [
            { "id": "c1", "role": "exclusion", "when": "one_of has t and number < 18", "say": say, "cite": cite },
            { "id": "c2", "role": "deferral", "washout": { "of": ["maoi"], "before": "2 weeks", "after": "1 h",
                "prefer_after": "2 h" }, "say": say, "cite": [cite] },
        ],
        "cases": [
            { "name": "one", "now": "2026-05-05T09:45:00-06:00", "one_of": "b", "meds": [],
                "expect": { "disposition": "eligible" } },
        ],
    })
}

/// A protocol that extends [`SMALL`], with every kind of change.
fn extension() -> Value {
    let cite = json!({ "source": "house", "at": "1", "basis": "clinic policy" });
    let say = json!({ "en": "…", "es": "…" });
    json!({
        "id": "extension", "version": "1.0.0", "title": say, "note": say, "locales": ["en", "es"],
        "extends": { "protocol": "small", "version": "1.0.0", "digest": "sha256-00" },
        "reviewed": "2026-01-01", "review_by": "2036-01-01",
        "sources": { "house": { "title": "Rules", "publisher": "Clinic" } },
        "questions": [{ "id": "own", "type": "yes_no", "ask": say }],
        "criteria": [{ "id": "c3", "role": "referral", "when": "own is yes", "say": say, "cite": cite }],
        "changes": [
            { "criterion": "c1", "role": "exclusion", "also_when": "own is no", "say": say, "cite": cite },
            { "criterion": "c2", "washout": { "of": ["maoi", "alcohol"], "before": "1 day" }, "say": say,
                "cite": [cite], "reason": say, "approved_by": "somebody" },
            { "question": "one_of", "ask": say, "without": ["b"], "options": [{ "id": "c", "label": say },
                { "id": "a", "label": say, "tags": ["t"] }], "reason": say, "approved_by": "somebody" },
            { "question": "number", "off": true, "reason": say, "approved_by": "somebody" },
            { "question": "meds", "ask": say },
            { "treatment": { "name": say, "duration": ["1 h", "3 h"] } },
        ],
    })
}

fn parts(value: &mut Value) -> Vec<&mut Value> {
    match value {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(entries) => entries.values_mut().collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

fn count(value: &Value) -> usize {
    let mut value = value.clone();
    1 + parts(&mut value)
        .into_iter()
        .map(|part| count(part))
        .sum::<usize>()
}

fn replace(value: &mut Value, left: &mut usize, by: &Value) {
    if *left == 0 {
        value.clone_from(by);
    }
    *left = left.wrapping_sub(1);
    for part in parts(value) {
        if *left <= 10_000 {
            replace(part, left, by);
        }
    }
}

// ---- The ends of time ----

#[test]
fn the_ends_of_time() {
    let times = [
        "0000-01-01T00:00:00Z",
        "0000-01-01T00:00:00.0001Z",
        "0000-01-01",
        "0000-01",
        "0000",
        "0001-02-29",
        "9999-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59.9999Z",
        "9999-12-31",
        "9999-12",
        "9999",
        "9999-12-31T23:59",
        "2026-05-05T09:45:00.0000000001-06:00",
        "2026-05-05T09:45:00+23:59",
        "2026-05-05T09:45:00-23:59",
        "2026-05-05T09:45:00-00:00",
        "2016-12-31T23:59:60Z",
        "2024-02-29",
        "1970-01-01T00:00:00Z",
        "2026-05-05t09:45z",
        "10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "never",
        "",
    ];
    let lengths = ["1000 years", "1 min", "12000 months", "365000 days"];
    for length in lengths {
        let protocol = SMALL
            .replace("14 days", length)
            .replace("1 month", length)
            .replace("1 year", length);
        let protocol = protocol.replace("2 weeks", length);
        let protocol = Protocol::parse(&protocol).unwrap_or_else(|all| panic!("{all}"));
        for now in times {
            for time in times {
                let whole =
                    json!([{ "name": "phenelzine", "last": time, "next": time, "ongoing": true }]);
                let about = json!({ "about": time, "within": length });
                let range = json!({ "earliest": time, "latest": "9999-12-31T23:59:59.999Z" });
                for (start, end) in [
                    (json!(time), Value::Null),
                    (json!(time), json!(time)),
                    (about.clone(), range.clone()),
                ] {
                    let mut record = json!({
                        "now": now,
                        "answers": { "past": time, "future": about, "meds": whole },
                        "appointment": { "start": start },
                    });
                    if !end.is_null() {
                        record["appointment"]["end"] = end;
                    }
                    let intake = Intake::from_json(&record.to_string()).expect("JSON");
                    screened(&protocol, &intake);
                }
            }
        }
    }
}

// ---- Size ----

#[test]
fn nesting_without_end() {
    const DEEP: usize = 10_000_000;
    for text in [
        "[".repeat(DEEP),
        "{\"a\":".repeat(DEEP / 5),
        format!("{}{}", "[".repeat(DEEP / 2), "]".repeat(DEEP / 2)),
        "[".repeat(DEEP / 100),
        format!("{}{}", "[".repeat(DEEP / 100), "]".repeat(DEEP / 100)),
        format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000)),
        format!("a = {}", "[".repeat(DEEP / 100)),
        format!("a = {}", "{a=".repeat(DEEP / 100)),
        format!("a = {}{}", "[".repeat(DEEP / 100), "]".repeat(DEEP / 100)),
        format!("{}a = 1", "a.".repeat(100_000)),
        format!("when = '{}a is yes'", "not ".repeat(100_000)),
    ] {
        read_diagnostics(&Protocol::check(&text));
        read_diagnostics(&Protocol::check_json(&text));
        let error = Intake::from_json(&text);
        assert!(
            error.is_err(),
            "a text of {} bytes was taken for an intake",
            text.len()
        );
        // Plain data may come from elsewhere, and without the limits that texts have.
        assert!(serde_json::from_str::<Intake>(&text).is_err());
    }
}

#[test]
fn long_conditions() {
    for condition in [
        format!("{}yes_or_no is yes{}", "(".repeat(2000), ")".repeat(2000)),
        "not ".repeat(1000) + "yes_or_no is yes",
        vec!["yes_or_no is yes"; 200].join(" and "),
        vec!["takes(maoi)"; 5000].join(" or "),
        format!("takes({})", vec!["maoi"; 600].join(", ")),
        format!("number < {}", "9".repeat(4000)),
        format!("number < -{}.{}", "9".repeat(300), "9".repeat(300)),
    ] {
        let text = SMALL.replace("yes_or_no is yes", &condition);
        read_diagnostics(&Protocol::check(&text));
    }
}

#[test]
fn long_names_and_long_lists() {
    let protocol = small();
    let letters = "a".repeat(10_000);
    let words = "percs and bars, ".repeat(700);
    let near = "lamotrigne ".repeat(1000);
    for name in [
        letters.as_str(),
        &words,
        &near,
        &"é".repeat(10_000),
        &"1 mg ".repeat(2000),
        &"/".repeat(10_000),
    ] {
        let listed =
            json!([{ "name": name, "last": name, "next": name, "ongoing": name, "means": name }]);
        let record = json!({ "now": "2026-05-05T09:45:00-06:00", "answers": { "meds": listed, "past": name, "one_of": name } });
        screened(
            &protocol,
            &Intake::from_json(&record.to_string()).expect("JSON"),
        );
    }
    for count in [1000, 1001, 20_000] {
        let one = json!({ "name": "bars", "ongoing": null, "last": { "latest": "2026-05-04" } });
        let listed: Vec<Value> = vec![one; count];
        let record = json!({ "now": "2026-05-05T09:45:00-06:00", "answers": { "meds": listed } });
        screened(
            &protocol,
            &Intake::from_json(&record.to_string()).expect("JSON"),
        );
    }
}

#[test]
fn long_words_in_a_protocol() {
    let long = "a".repeat(3000);
    for text in [
        SMALL.replace("\"maoi\"", &format!("{long:?}")),
        SMALL.replace("14 days", &long),
        SMALL.replace("yes_or_no is yes", &format!("{} is yes", "a".repeat(4000))),
        SMALL.replace("source = \"book\"", &format!("source = {long:?}")),
        SMALL.replace("id = \"small\"", &format!("id = {long:?}\n{long} = 1")),
        SMALL.replace("role = \"referral\"", &format!("role = {long:?}")),
        SMALL.replace("2026-01-01", &format!("{long:?}")),
    ] {
        read_diagnostics(&Protocol::check(&text));
    }
}

#[test]
fn many_mistakes() {
    let mut text = SMALL.to_owned();
    for place in 0..500 {
        text.push_str(&format!("unknown_{place} = {place}\n"));
    }
    assert!(Protocol::check(&text).diagnostics.len() >= 500);
    let answers: serde_json::Map<String, Value> = (0..500)
        .map(|place| (format!("unknown_{place}"), json!(place)))
        .collect();
    let record = json!({ "now": "2026-05-05T09:45:00-06:00", "answers": answers });
    let protocol = small();
    let problems = protocol.screen(&Intake::from_json(&record.to_string()).expect("JSON"));
    assert!(problems.expect_err("no such questions").len() >= 500);
}

// ---- Bad input that the project names ----

/// Something done to a harmless intake.
type Change = fn(&mut Value);

/// Each of these is answered with a code, and nobody is eligible by it.
#[test]
fn bad_intakes_have_codes() {
    let protocol = small();
    let at = |change: Change| {
        let mut record = json!({ "now": "2026-05-05T09:45:00-06:00", "answers": harmless() });
        change(&mut record);
        Intake::from_json(&record.to_string()).expect("JSON")
    };
    let refused: [(Code, Change); 5] = [
        (Code::MissingNow, |record| {
            record.as_object_mut().and_then(|all| all.remove("now"));
        }),
        (Code::BadTime, |record| record["now"] = json!("today")),
        (Code::BadAppointment, |record| {
            record["appointment"] =
                json!({ "start": "2026-05-05T11:00:00Z", "end": "2026-05-05T10:00:00Z" });
        }),
        (Code::UnknownQuestion, |record| {
            record["answers"]["yes_or_not"] = json!(true)
        }),
        (Code::WrongType, |record| record["answers"] = json!([])),
    ];
    for (code, change) in refused {
        let problems = protocol
            .screen(&at(change))
            .expect_err("it cannot be said what this means");
        assert!(
            problems.iter().any(|problem| problem.code == code),
            "{problems}"
        );
    }
    let unknown: [(Code, Change); 7] = [
        (Code::BadAnswer, |record| {
            record["answers"]["yes_or_no"] = json!("no")
        }),
        (Code::BadAnswer, |record| {
            record["answers"]["meds"] = json!("none")
        }),
        (Code::OutOfRange, |record| {
            record["answers"]["number"] = json!(1000)
        }),
        (Code::Contradiction, |record| {
            record["answers"]["many_of"] = json!(["a", "b"])
        }),
        (Code::Contradiction, |record| {
            record["answers"]["past"] = json!("2026-05-05T10:00:00-06:00")
        }),
        (Code::Contradiction, |record| {
            record["answers"]["future"] = json!("2026-05-05T09:00:00-06:00")
        }),
        (Code::Contradiction, |record| {
            record["answers"]["meds"] =
                json!([{ "name": "none" }, { "name": "phenelzine", "last": "never" }]);
        }),
    ];
    for (code, change) in unknown {
        let intake = at(change);
        let screening = protocol
            .screen(&intake)
            .expect("what is not understood is unknown");
        assert!(
            screening
                .problems
                .iter()
                .any(|problem| problem.code == code),
            "{}",
            screening.problems
        );
        assert_ne!(screening.disposition, Disposition::Eligible);
    }
    // The ground they all stand on: without the change, nothing is against it.
    let fine = protocol
        .screen(&at(|_| {}))
        .map(|screening| screening.disposition);
    assert_eq!(fine.ok(), Some(Disposition::Eligible));
}

/// Leaving out any one answer that weighs makes the person not eligible.
#[test]
fn every_answer_is_needed() {
    let protocol = small();
    for missing in [
        "yes_or_no",
        "one_of",
        "many_of",
        "number",
        "past",
        "future",
        "meds",
    ] {
        for nothing in [None, Some(Value::Null)] {
            let mut answers = harmless();
            match (nothing, answers.as_object_mut()) {
                (Some(null), Some(all)) => {
                    all.insert(missing.to_owned(), null);
                }
                (None, Some(all)) => {
                    all.remove(missing);
                }
                (_, None) => {}
            }
            let record = json!({ "now": "2026-05-05T09:45:00-06:00", "answers": answers });
            screened(
                &protocol,
                &Intake::from_json(&record.to_string()).expect("JSON"),
            );
        }
    }
}
