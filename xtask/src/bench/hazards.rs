//! What gets through is settled: a golden file holds it, so that a new version of a peer, or of ours, that behaves
//! otherwise is noticed.

use serde_json::{Map, Value};

use crate::files::{self, root};
use crate::step::Failed;

const GOLDEN: &str = "benches/hazards/expected.json";
const CASES: &str = "benches/hazards/cases.json";

/// What each hazard is, in words, a line each.
pub fn in_words() -> Result<String, Failed> {
    let cases: Value = serde_json::from_slice(&files::read(&root().join(CASES))?)
        .map_err(|error| Failed::new(CASES, &error.to_string(), "mend the file"))?;
    let hazards = cases["hazards"].as_array().into_iter().flatten();
    let line = |case: &Value| {
        let part = |key: &str| case[key].as_str().unwrap_or_default().to_owned();
        format!("- `{}`: {}\n", part("id"), part("what"))
    };
    Ok(hazards.map(line).collect())
}

/// The outcomes of both languages, ours first, after they were compared with the golden file.
pub fn checked(rust: &Value, javascript: &Value) -> Result<Value, Failed> {
    let all: Vec<Value> = [rust, javascript]
        .iter()
        .filter_map(|found| found["hazards"].as_array())
        .flatten()
        .cloned()
        .collect();
    let (ours, peers): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|one| one["engine"] == "prescreen");
    let all = Value::Array([ours, peers].concat());
    let text = golden(&all);
    let path = root().join(GOLDEN);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        files::write(&path, &text)?;
    } else if files::read_text(&path)? != text {
        files::write(&root().join("target/bench/hazards.json"), &text)?;
        let advice = "compare target/bench/hazards.json with it; if the change is right, run it again with UPDATE_EXPECT=1";
        return Err(Failed::new(
            "what gets through is as it was",
            &format!("{GOLDEN} says otherwise"),
            advice,
        ));
    }
    Ok(all)
}

/// A line an engine and variant, with the outcomes in their order.
fn golden(all: &Value) -> String {
    let lines: Vec<String> = all
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| {
            let mut line = Map::new();
            for key in ["engine", "language", "variant", "outcomes"] {
                line.insert(key.to_owned(), one[key].clone());
            }
            format!("  {}", Value::Object(line))
        })
        .collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}
