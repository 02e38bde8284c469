//! Our own protocol, with the same criteria, as JSON.

use serde_json::{Map, Value, json};

use crate::workload::rules::{HEART_BRAIN, MENTAL_HEALTH, PAIN, YES_NO};
use crate::workload::{Condition, Person, Rule};

pub fn protocol(rules: &[Rule]) -> Value {
    json!({
        "id": "benchmark",
        "version": "1.0.0",
        "title": { "en": "The workload of the benchmark; no advice for anybody" },
        "reviewed": "2026-11-22",
        "review_by": "2027-11-22",
        "treatment": { "name": { "en": "infusion" } },
        "sources": { "benchmark": { "title": "benches/README.md", "publisher": "prescreen" } },
        "questions": questions(),
        "criteria": rules.iter().map(criterion).collect::<Value>(),
    })
}

/// What a form has after the person filled it in.
pub fn intake(now: &str, person: &Person) -> Value {
    let mut answers = match serde_json::to_value(person) {
        Ok(Value::Object(answers)) => answers,
        _ => Map::new(),
    };
    for list in ["medications", "substances"] {
        for one in answers[list].as_array_mut().into_iter().flatten() {
            if let Some(one) = one.as_object_mut() {
                one.retain(|key, _| ["name", "last", "ongoing"].contains(&key.as_str()));
            }
        }
    }
    json!({ "now": now, "answers": answers })
}

fn questions() -> Value {
    let mut all =
        vec![json!({ "id": "age", "type": "number", "min": 0, "max": 120, "whole": true })];
    all.extend(YES_NO.map(|id| json!({ "id": id, "type": "yes_no" })));
    let option = |id: &&str| json!({ "id": id, "label": { "en": id } });
    let tagged = |id: &str, tag: &str| json!({ "id": id, "label": { "en": id }, "tags": [tag] });
    let indications = MENTAL_HEALTH
        .iter()
        .map(|id| tagged(id, "mental_health"))
        .chain(PAIN.iter().map(|id| tagged(id, "pain")));
    all.push(json!({ "id": "heart_brain", "type": "many", "options": HEART_BRAIN.iter().map(option).collect::<Value>() }));
    all.push(
        json!({ "id": "indications", "type": "many", "options": indications.collect::<Value>() }),
    );
    all.extend(["medications", "substances"].map(|id| json!({ "id": id, "type": "uses" })));
    for question in &mut all {
        question["ask"] =
            json!({ "en": format!("{}?", question["id"].as_str().unwrap_or_default()) });
    }
    Value::Array(all)
}

fn criterion(rule: &Rule) -> Value {
    let mut criterion = json!({
        "id": rule.id,
        "role": role(rule),
        "say": { "en": format!("What a clinic says when {} is raised.", rule.id) },
        "cite": { "source": "benchmark", "at": "Workload", "basis": "clinic policy" },
    });
    match &rule.when {
        Condition::Within(_, of, hours) => {
            criterion["washout"] = json!({ "of": of, "before": format!("{hours} h") });
        }
        other => criterion["when"] = json!(condition(other)),
    }
    criterion
}

/// As in the protocol that ships; among the further ones all that may have such a condition.
fn role(rule: &Rule) -> &'static str {
    const EXCLUSIONS: [&str; 5] = [
        "pregnancy",
        "ketamine-allergy",
        "aneurysm",
        "theophylline-ongoing",
        "age-under-18",
    ];
    if EXCLUSIONS.contains(&rule.id.as_str()) {
        return "exclusion";
    }
    match &rule.when {
        Condition::Within(..) => "deferral",
        Condition::Is(_, false) => "requirement",
        Condition::Both(_, second) if matches!(**second, Condition::Is(..)) => "requirement",
        Condition::Is(..)
        | Condition::HasAny(..)
        | Condition::Below(..)
        | Condition::Takes(..)
        | Condition::Ongoing(..)
        | Condition::Both(..) => "referral",
    }
}

fn condition(of: &Condition) -> String {
    match of {
        Condition::Is(question, yes) => {
            format!("{question} is {}", if *yes { "yes" } else { "no" })
        }
        Condition::HasAny(question, _, tag) if !tag.is_empty() => format!("{question} has {tag}"),
        Condition::HasAny(question, options, _) => {
            format!("{question} has any ({})", options.join(", "))
        }
        Condition::Below(question, number) => format!("{question} < {number}"),
        Condition::Within(_, class, _) => unreachable!("{class}: a washout is no condition"),
        Condition::Takes(_, class) => format!("takes({class})"),
        Condition::Ongoing(_, class) => format!("ongoing({class})"),
        Condition::Both(left, right) => format!("{} and {}", condition(left), condition(right)),
    }
}
