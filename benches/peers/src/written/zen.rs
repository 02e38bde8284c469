//! ZEN: a decision table that collects, one row a criterion.
//!
//! The conditions are over lists, so the table has one column of whole expressions instead of a column a field.

use serde_json::{Value, json};

use crate::workload::{Condition, List, Rule};

pub fn graph(rules: &[Rule]) -> Value {
    let rows: Vec<Value> = rules
        .iter()
        .map(|rule| {
            let id = format!("{:?}", rule.id);
            json!({ "_id": rule.id, "when": expression(&rule.when), "raised": id })
        })
        .collect();
    table(json!([{ "id": "when", "name": "When" }]), rows, "collect")
}

/// A graph that is one table, whose output is `raised`.
pub fn table(inputs: Value, rows: Vec<Value>, hit_policy: &str) -> Value {
    json!({
        "nodes": [
            { "id": "in", "type": "inputNode", "name": "in", "position": { "x": 0, "y": 0 } },
            {
                "id": "table",
                "type": "decisionTableNode",
                "name": "table",
                "position": { "x": 1, "y": 0 },
                "content": {
                    "hitPolicy": hit_policy,
                    "inputs": inputs,
                    "outputs": [{ "id": "raised", "name": "Raised", "field": "raised" }],
                    "rules": rows,
                },
            },
            { "id": "out", "type": "outputNode", "name": "out", "position": { "x": 2, "y": 0 } },
        ],
        "edges": [
            { "id": "a", "sourceId": "in", "targetId": "table", "type": "edge" },
            { "id": "b", "sourceId": "table", "targetId": "out", "type": "edge" },
        ],
    })
}

fn expression(condition: &Condition) -> String {
    match condition {
        Condition::Is(question, true) => format!("{question} == true"),
        Condition::Is(question, false) => format!("{question} == false"),
        Condition::HasAny(question, options, _) => format!("some({question}, # in {options:?})"),
        Condition::Below(question, number) => format!("{question} < {number}"),
        Condition::Within(list, class, hours) => any(
            *list,
            &format!("#.class == {class:?} and #.hours < {hours}"),
        ),
        Condition::Takes(list, class) => any(*list, &format!("#.class == {class:?}")),
        Condition::Ongoing(list, class) => any(
            *list,
            &format!("#.class == {class:?} and #.ongoing == true"),
        ),
        Condition::Both(left, right) => {
            format!("{} and {}", expression(left), expression(right))
        }
    }
}

fn any(list: List, which: &str) -> String {
    format!("some({}, {which})", list.key())
}
