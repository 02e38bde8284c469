//! How each engine is asked. Whatever keeps it from answering is an error of that engine, whether it comes with the rule,
//! the input or the evaluation.

use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request, Schema, ValidationMode,
    Validator,
};
use cel::{Context as CelContext, Program};
use datalogic_rs::Engine as Datalogic;
use prescreen::{Disposition, Intake, Protocol};
use regorus::{Engine as Rego, Value as RegoValue};
use serde_json::{Value, json};

use super::Outcome;
use crate::engines::zen;
use crate::written;

pub fn prescreen(rule: &Value, input: &Value) -> Outcome {
    let protocol = json!({
        "id": "hazards",
        "version": "1.0.0",
        "title": { "en": "Hazards" },
        "reviewed": "2026-11-22",
        "review_by": "2027-11-22",
        "treatment": { "name": { "en": "treatment" } },
        "sources": { "hazards": { "title": "benches/hazards", "publisher": "prescreen" } },
        "questions": [merged(&rule["question"], &json!({ "ask": { "en": "?" } }))],
        "criteria": [merged(&rule["criterion"], &json!({
            "id": "rule",
            "say": { "en": "Stopped." },
            "cite": { "source": "hazards", "at": "rules", "basis": "clinic policy" },
        }))],
    });
    // A fault in the protocol is a fault in this file, and no answer of the engine.
    let protocol = Protocol::from_json(&protocol.to_string()).expect("a protocol");
    let mut answers = input.clone();
    let start = answers
        .as_object_mut()
        .and_then(|answers| answers.remove("start"));
    let now = start.clone().unwrap_or(json!("2026-05-05T10:00:00-04:00"));
    let intake = json!({ "now": now, "answers": answers });
    let Ok(intake) = Intake::from_json(&intake.to_string()) else {
        return Outcome::Error;
    };
    match protocol.screen(&intake) {
        Ok(screening) => match screening.disposition {
            Disposition::Eligible => Outcome::Through,
            Disposition::Incomplete => Outcome::Unknown,
            Disposition::ActionNeeded
            | Disposition::Deferred
            | Disposition::NeedsReview
            | Disposition::Ineligible => Outcome::Stopped,
        },
        Err(_) => Outcome::Error,
    }
}

fn merged(left: &Value, right: &Value) -> Value {
    let entries = [left, right].into_iter().filter_map(Value::as_object);
    entries
        .flatten()
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// What a rule says, whichever way round it says it.
fn said(rule: &Value) -> &Value {
    rule.get("stops").unwrap_or(&rule["passes"])
}

pub fn datalogic(rule: &Value, input: &Value) -> Outcome {
    let engine = Datalogic::new();
    match engine.eval_str(&said(rule).to_string(), &input.to_string()) {
        Ok(result) => Outcome::of(rule, result == "true"),
        Err(_) => Outcome::Error,
    }
}

pub fn zen(rule: &Value, input: &Value) -> Outcome {
    let rows = rule["rows"].as_array().into_iter().flatten().enumerate();
    let rows = rows.map(|(place, row)| {
        json!({ "_id": place.to_string(), "when": row[0], "raised": row[1].to_string() })
    });
    let column = json!([{ "id": "when", "name": "When", "field": rule["field"] }]);
    let graph = written::zen::table(column, rows.collect(), "first");
    let decision = zen::decision(graph);
    match zen::runtime().block_on(decision.evaluate(input.clone().into())) {
        Ok(response) => {
            let said = response.result.dot("raised");
            let passes = said.as_ref().and_then(|said| said.as_str()) == Some("through");
            if passes {
                Outcome::Through
            } else {
                Outcome::Stopped
            }
        }
        Err(_) => Outcome::Error,
    }
}

pub fn cedar(rule: &Value, input: &Value) -> Outcome {
    let outcome = || -> Result<Decision, String> {
        let text = rule["policies"].as_str().unwrap_or_default();
        let policies: PolicySet = text.parse().map_err(shown)?;
        let action: EntityUid = "Action::\"treat\"".parse().map_err(shown)?;
        let schema = match rule["schema"].as_str() {
            Some(text) => {
                let (schema, _) = Schema::from_cedarschema_str(text).map_err(shown)?;
                let found =
                    Validator::new(schema.clone()).validate(&policies, ValidationMode::default());
                if !found.validation_passed() {
                    panic!("{found}");
                }
                Some(schema)
            }
            None => None,
        };
        let schema = schema.as_ref();
        let context =
            Context::from_json_value(cedar_context(input), schema.map(|schema| (schema, &action)))
                .map_err(shown)?;
        let request = Request::new(
            "Person::\"somebody\"".parse().map_err(shown)?,
            action.clone(),
            "Treatment::\"infusion\"".parse().map_err(shown)?,
            context,
            schema,
        )
        .map_err(shown)?;
        let response = Authorizer::new().is_authorized(&request, &policies, &Entities::empty());
        Ok(response.decision())
    };
    match outcome() {
        Ok(Decision::Allow) => Outcome::Through,
        Ok(Decision::Deny) => Outcome::Stopped,
        Err(_) => Outcome::Error,
    }
}

/// Times as Cedar writes them: a call of `datetime`, and no colon in the offset.
fn cedar_context(input: &Value) -> Value {
    let mut context = input.clone();
    for key in ["start", "last"] {
        if let Some(text) = context.get(key).and_then(Value::as_str) {
            let mut text = text.to_owned();
            let colon = text.len().wrapping_sub(3);
            let is_offset =
                colon > 19 && text.is_char_boundary(colon) && text[colon..].starts_with(':');
            if is_offset {
                text.remove(colon);
            }
            context[key] = json!({ "__extn": { "fn": "datetime", "arg": text } });
        }
    }
    context
}

fn shown(error: impl std::fmt::Display) -> String {
    error.to_string()
}

pub fn rego(rule: &Value, input: &Value) -> Outcome {
    let mut engine = Rego::new();
    let policy = rule["policy"].as_str().unwrap_or_default();
    let text = format!("package rule\n\nimport rego.v1\n\n{policy}\n");
    engine
        .add_policy("rule.rego".to_owned(), text)
        .expect("a policy of this repository");
    engine.set_input(RegoValue::from(input.clone()));
    match engine.eval_rule("data.rule.allow".to_owned()) {
        Ok(RegoValue::Bool(true)) => Outcome::Through,
        Ok(_) => Outcome::Stopped,
        Err(_) => Outcome::Error,
    }
}

pub fn cel(rule: &Value, input: &Value) -> Outcome {
    let text = said(rule).as_str().unwrap_or_default();
    let program = Program::compile(text).expect("an expression of this repository");
    let mut context = CelContext::default();
    // Whole numbers as CEL's `int`; serde_json would have them unsigned, which is another type.
    let person = signed(input);
    if context.add_variable("person", person).is_err() {
        return Outcome::Error;
    }
    match program.execute(&context) {
        Ok(cel::Value::Bool(holds)) => Outcome::of(rule, holds),
        Ok(_) | Err(_) => Outcome::Error,
    }
}

fn signed(input: &Value) -> std::collections::BTreeMap<String, Plain> {
    let entries = input.as_object().into_iter().flatten();
    let plain = |value: &Value| match value {
        Value::Bool(yes) => Plain::Bool(*yes),
        Value::Number(number) => Plain::Int(number.as_i64().unwrap_or_default()),
        Value::String(text) => Plain::Text(text.clone()),
        Value::Null | Value::Array(_) | Value::Object(_) => Plain::Null,
    };
    entries
        .map(|(key, value)| (key.clone(), plain(value)))
        .collect()
}

#[derive(serde::Serialize)]
#[serde(untagged)]
enum Plain {
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
}
