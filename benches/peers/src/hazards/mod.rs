//! What gets through: three small rules in the language of every engine, and inputs on which nobody could say that the
//! person may be treated.
//!
//! The rules and the inputs are in `benches/hazards`, for the programs in JavaScript too. Each rule is written as its
//! engine's own documentation writes such rules, and the place is named beside it; the guarded variant uses what the same
//! documentation offers against bad input.

mod peers;

use serde_json::{Map, Value, json};

const CASES: &str = include_str!("../../../hazards/cases.json");
const RULES: &str = include_str!("../../../hazards/rules.json");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The person is let through.
    Through,
    Stopped,
    /// The engine says that it cannot tell.
    Unknown,
    /// The engine gives up; whoever calls it has to decide.
    Error,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Through => "through",
            Self::Stopped => "stopped",
            Self::Unknown => "unknown",
            Self::Error => "error",
        }
    }

    /// Of a condition that stops the person, or of one that lets the person pass.
    fn of(rule: &Value, holds: bool) -> Self {
        let passes = if rule.get("stops").is_some() {
            !holds
        } else {
            holds
        };
        if passes { Self::Through } else { Self::Stopped }
    }
}

/// One rule of one engine over one input.
type Check = fn(&Value, &Value) -> Outcome;

/// Engines by the package whose version is shown; which of the languages in `rules.json` each speaks.
const ENGINES: [(&str, &str, Check); 6] = [
    ("prescreen", "prescreen", peers::prescreen),
    ("datalogic-rs", "datalogic", peers::datalogic),
    ("zen-engine", "zen", peers::zen),
    ("cedar-policy", "cedar", peers::cedar),
    ("regorus", "rego", peers::rego),
    ("cel", "cel", peers::cel),
];

/// For each engine and variant: what became of each hazard. Fails where an engine gets a plain case wrong, since then the
/// rule is not the rule that was meant.
pub fn outcomes() -> Result<Value, String> {
    let cases: Value = serde_json::from_str(CASES).map_err(|error| error.to_string())?;
    let languages: Value = serde_json::from_str(RULES).map_err(|error| error.to_string())?;
    let mut all = Vec::new();
    for (package, language, check) in ENGINES {
        let variants = languages[language].as_object().into_iter().flatten();
        for (variant, written) in variants {
            let rule = |case: &Value| &written["rules"][case["rule"].as_str().unwrap_or_default()];
            for case in list(&cases, "controls") {
                let outcome = check(rule(case), &case["input"]);
                if case["expect"] != outcome.as_str() {
                    let what = &case["what"];
                    return Err(format!("{package}, {variant}: {what} is {outcome:?}"));
                }
            }
            let mut outcomes = Map::new();
            for case in list(&cases, "hazards") {
                let id = case["id"].as_str().unwrap_or_default().to_owned();
                let outcome = check(rule(case), &case["input"]);
                outcomes.insert(id, json!(outcome.as_str()));
            }
            all.push(json!({
                "engine": package,
                "language": "Rust",
                "variant": variant,
                "source": written["source"],
                "outcomes": outcomes,
            }));
        }
    }
    Ok(Value::Array(all))
}

fn list<'v>(cases: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    cases[key].as_array().into_iter().flatten()
}
