//! The guide does not drift from the code: every code has its page, every example in it is read, and what is said to be
//! wrong is wrong in just that way.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic in a helper of a test is how the test fails"
)]

#[path = "corpus/json.rs"]
mod json;

use std::collections::BTreeSet;

use prescreen::guide::{PAGES, explain};
use prescreen::{Code, Diagnostics, Intake, Protocol, Severity};
use serde_json::{Value, json};

/// One fenced block of a page.
struct Block<'a> {
    /// The page and the last heading above it.
    at: String,
    /// What stands behind the opening fence: `toml,protocol`.
    mark: &'a str,
    text: String,
}

fn blocks_of<'a>(name: &str, page: &'a str) -> Vec<Block<'a>> {
    let mut blocks: Vec<Block<'a>> = Vec::new();
    let mut heading = "";
    let mut is_open = false;
    for line in page.lines() {
        if let Some(mark) = line.strip_prefix("```") {
            is_open = !is_open;
            if is_open {
                blocks.push(Block {
                    at: format!("{name}: {heading}"),
                    mark,
                    text: String::new(),
                });
            }
        } else if is_open {
            let block = blocks.last_mut().unwrap();
            block.text.push_str(line);
            block.text.push('\n');
        } else if line.starts_with('#') {
            heading = line;
        }
    }
    assert!(!is_open, "{name}: a block is not closed");
    blocks
}

fn blocks() -> Vec<Block<'static>> {
    PAGES
        .iter()
        .flat_map(|page| blocks_of(page.name, page.text))
        .collect()
}

fn page(name: &str) -> &'static str {
    PAGES.iter().find(|page| page.name == name).unwrap().text
}

/// The codes of what was found with this severity.
fn codes(found: &Diagnostics, severity: Severity) -> BTreeSet<Code> {
    let found = found.iter().filter(|one| one.severity() == severity);
    found.map(|one| one.code).collect()
}

#[test]
fn every_code_has_its_section() {
    let headings: Vec<&str> = page("diagnostics")
        .lines()
        .filter_map(|line| line.strip_prefix("## `")?.strip_suffix('`'))
        .collect();
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(
        headings, codes,
        "the sections are those of `Code::ALL`, in its order"
    );
    for code in Code::ALL {
        let section = explain(*code).unwrap_or_else(|| panic!("{code}: no section"));
        let lines = section.lines().count();
        assert!(
            (4..=30).contains(&lines),
            "{code}: {lines} lines are no page"
        );
    }
}

#[test]
fn whole_protocols_are_sound() {
    let whole = blocks()
        .into_iter()
        .filter(|block| block.mark == "toml,protocol");
    let mut count = 0;
    for block in whole.filter(|block| !block.at.starts_with("diagnostics: ")) {
        count += 1;
        let found = Protocol::check(&block.text).diagnostics;
        // That an extension changes something is said of every extension.
        let wrong = found.iter().find(|one| one.code != Code::Extension);
        assert!(wrong.is_none(), "{}\n{found}", block.at);
    }
    assert!(count > 0, "no page shows a whole protocol");
}

#[test]
fn every_toml_block_is_toml() {
    for block in blocks()
        .iter()
        .filter(|block| block.mark.starts_with("toml"))
    {
        // Lines that show alternatives repeat a key; each of them is read by itself.
        let lines_are_toml = || block.text.lines().all(is_toml);
        assert!(
            is_toml(&block.text) || lines_are_toml(),
            "{}\n{}",
            block.at,
            Protocol::check(&block.text).diagnostics
        );
    }
}

fn is_toml(text: &str) -> bool {
    let found = Protocol::check(text).diagnostics;
    found
        .iter()
        .all(|one| !matches!(one.code, Code::Syntax | Code::DuplicateKey))
}

#[test]
fn every_json_block_is_json() {
    for block in blocks()
        .iter()
        .filter(|block| block.mark.starts_with("json"))
    {
        let parsed = serde_json::from_str::<Value>(&block.text);
        assert!(parsed.is_ok(), "{}\n{}", block.at, parsed.unwrap_err());
    }
}

/// A protocol with a question of every type, into which the examples are put.
fn around() -> Value {
    let text = |words: &str| json!({ "en": words });
    let choice = |id: &str| json!({ "id": id, "label": text(id) });
    json!({
        "id": "example", "version": "1.0.0", "title": text("Example"),
        "reviewed": "2026-11-22", "review_by": "2027-11-22",
        "treatment": { "name": text("infusion") },
        "sources": { "clinic": { "title": "How we work", "publisher": "Example Clinic" } },
        "questions": [
            { "id": "pregnant", "type": "yes_no", "ask": text("Are you pregnant?") },
            { "id": "age", "type": "number", "min": 0, "max": 120, "ask": text("How old are you?") },
            { "id": "weight", "type": "number", "min": 20, "max": 300, "unit": "kg", "ask": text("How heavy are you?") },
            { "id": "diagnosis", "type": "one", "ask": text("What is your diagnosis?"),
              "options": [choice("crps"), choice("fibromyalgia")] },
            { "id": "indications", "type": "many", "ask": text("What do you want help with?"),
              "options": [choice("depression"), choice("crps")] },
            { "id": "medications", "type": "uses", "ask": text("Which medicines do you take?") },
        ],
        "criteria": [],
        "cases": [],
    })
}

/// The example of a section, made a whole protocol: what it leaves out for brevity is added.
fn completed(example: Value) -> Value {
    let mut whole = around();
    // Questions in one language only would be a second mistake where the example has several.
    if example.get("locales").is_some() {
        whole["questions"] = json!([]);
    }
    let Value::Object(example) = example else {
        panic!("a TOML document is a table");
    };
    for (key, value) in example {
        match (key.as_str(), value) {
            ("questions", Value::Array(added)) => {
                whole["questions"].as_array_mut().unwrap().extend(added);
            }
            ("criteria", Value::Array(added)) => {
                for mut criterion in added {
                    let entries = criterion.as_object_mut().unwrap();
                    let cite =
                        json!({ "source": "clinic", "at": "Page 1", "basis": "clinic policy" });
                    entries.entry("cite").or_insert(cite);
                    entries
                        .entry("say")
                        .or_insert(json!({ "en": "Please ask the clinic." }));
                    whole["criteria"].as_array_mut().unwrap().push(criterion);
                }
            }
            ("sources", Value::Object(added)) => {
                whole["sources"].as_object_mut().unwrap().extend(added);
            }
            (_, value) => whole[&key] = value,
        }
    }
    whole
}

/// Codes whose section has no example that a test could read, each for a reason.
fn has_no_example(code: Code) -> bool {
    matches!(
        code,
        // No example of a reasonable length, or none that is text.
        Code::NotUtf8 | Code::TooLarge | Code::TooDeep | Code::TooMany
        // The example is not TOML, which is what it shows.
        | Code::Syntax | Code::DuplicateKey
    )
}

#[test]
fn every_example_is_wrong_in_just_that_way() {
    for code in Code::ALL {
        let section = explain(*code).unwrap();
        let blocks = blocks_of(code.as_str(), section);
        let examples: Vec<_> = blocks
            .iter()
            .filter(|block| block.mark.starts_with("toml") || block.mark == "json")
            .collect();
        assert_eq!(
            examples.is_empty(),
            has_no_example(*code),
            "{code}: an example is missing, or one is not expected"
        );
        for block in examples {
            let found = match block.mark {
                "json" => screened(&block.text),
                "toml,protocol" => Protocol::check(&block.text).diagnostics,
                _ if *code == Code::ReviewOverdue => {
                    assert!(review_is_overdue(&block.text));
                    continue;
                }
                _ => {
                    let example = completed(json::from_toml(&block.text).unwrap());
                    Protocol::check_json(&example.to_string()).diagnostics
                }
            };
            let severity = code.severity();
            let of_this_severity = codes(&found, severity);
            if severity == Severity::Error {
                assert_eq!(of_this_severity, BTreeSet::from([*code]), "{code}\n{found}");
            } else {
                assert!(of_this_severity.contains(code), "{code}\n{found}");
                assert!(!found.has_errors(), "{code}\n{found}");
            }
        }
    }
}

/// What is said of an intake, whether it is refused or used.
fn screened(intake: &str) -> Diagnostics {
    let protocol = Protocol::from_json(&around().to_string()).unwrap();
    let intake = Intake::from_json(intake).unwrap();
    match protocol.screen(&intake) {
        Ok(screening) => screening.problems,
        Err(found) => found,
    }
}

fn review_is_overdue(example: &str) -> bool {
    let example = completed(json::from_toml(example).unwrap());
    let protocol = Protocol::from_json(&example.to_string()).unwrap();
    let screening = protocol
        .screen(&Intake::at("2026-12-05T09:45:00-06:00"))
        .unwrap();
    !screening.notices.is_empty()
}

/// The first column of the table of conditions.
fn conditions() -> Vec<String> {
    let section = page("protocol-format").split("\n## Conditions\n").nth(1);
    let section = section
        .and_then(|section| section.split("\n## ").next())
        .unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    let cells = rows.map(|row| row.split(" | ").next().unwrap());
    cells
        .flat_map(|cell| cell.split('`'))
        .filter(|part| !part.trim_matches([' ', ',']).is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_condition_of_the_format_is_read() {
    let around = r#"
        id = "example"
        version = "1.0.0"
        title.en = "Example"
        reviewed = 2026-11-22
        review_by = 2027-11-22
        treatment.name.en = "infusion"
        sources.clinic = { title = "How we work", publisher = "Example Clinic" }
        questions = [
          { id = "pregnant", type = "yes_no", ask.en = "Are you pregnant?" },
          { id = "age", type = "number", min = 0, max = 120, ask.en = "How old are you?" },
          { id = "weight", type = "number", min = 20, max = 300, unit = "kg", ask.en = "How heavy are you?" },
          { id = "diagnosis", type = "one", ask.en = "What is your diagnosis?", options = [
            { id = "crps", label.en = "CRPS" }, { id = "fibromyalgia", label.en = "Fibromyalgia" },
            { id = "other", label.en = "Another" },
          ] },
          { id = "indications", type = "many", ask.en = "What do you want help with?", options = [
            { id = "depression", label.en = "Depression", tags = ["mental_health"] },
            { id = "crps", label.en = "CRPS", tags = ["pain"] },
          ] },
          { id = "medications", type = "uses", ask.en = "Which medicines do you take?" },
        ]
        [[criteria]]
        id = "tested"
        role = "referral"
        say.en = "Please ask the clinic."
        cite = { source = "clinic", at = "Page 1", basis = "clinic policy" }
    "#;
    let conditions = conditions();
    assert!(conditions.len() > 10, "{conditions:?}");
    for condition in conditions {
        // `… and …` stands for any two conditions; operators in brackets are explained and not written so.
        if condition.len() <= 2 {
            continue;
        }
        let condition = condition.replace('…', "pregnant is yes");
        let found = Protocol::check(&format!("{around}when = '{condition}'\n")).diagnostics;
        assert!(!found.has_errors(), "{condition}\n{found}");
    }
}
