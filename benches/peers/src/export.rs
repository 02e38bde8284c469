//! The work for the programs in JavaScript, as files: the people, the criteria in every language, and what is expected.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::workload::people::NOW;
use crate::workload::{self, Condition, Rule, names, people};
use crate::written;

pub fn write(folder: &Path) -> Result<(), String> {
    let everybody = workload::people(workload::PEOPLE);
    let file = |name: &str, text: String| {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
    };
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    file("people.json", json!(everybody).to_string())?;
    let intakes = everybody
        .iter()
        .map(|person| written::prescreen::intake(NOW, person));
    file("intakes.json", intakes.collect::<Value>().to_string())?;
    file("names.txt", names::layer())?;
    for size in workload::SIZES {
        let rules = workload::rules(size);
        let expected = everybody
            .iter()
            .map(|person| people::expected(&rules, person));
        let set = json!({
            "size": size,
            "rules": rules.iter().map(plain).collect::<Value>(),
            "jsonLogic": each(&rules, |rule| json!({ "id": rule.id, "rule": written::json_logic::rule(&rule.when) })),
            "cel": each(&rules, |rule| json!({ "id": rule.id, "expression": written::cel::expression(&rule.when, true) })),
            "cedar": written::cedar::named(&rules),
            "jsonRules": written::json_rules::rules(&rules),
            "protocol": written::prescreen::protocol(&rules),
            "expected": expected.collect::<Vec<_>>(),
        });
        file(&format!("set-{size}.json"), set.to_string())?;
    }
    Ok(())
}

fn each(rules: &[Rule], one: impl Fn(&Rule) -> Value) -> Value {
    rules.iter().map(one).collect()
}

/// A criterion as the hand-written index in JavaScript takes it: what it says of a drug, and what it says of answers.
fn plain(rule: &Rule) -> Value {
    let mut about = Value::Null;
    let mut second = Vec::new();
    split(&rule.when, &mut about, &mut second);
    json!({ "id": rule.id, "about": about, "second": second })
}

fn split(condition: &Condition, about: &mut Value, second: &mut Vec<Value>) {
    match condition {
        Condition::Is(question, is) => second.push(json!({ "question": question, "is": is })),
        Condition::HasAny(question, any, _) => {
            second.push(json!({ "question": question, "any": any }));
        }
        Condition::Below(question, below) => {
            second.push(json!({ "question": question, "below": below }));
        }
        Condition::Within(list, class, hours) => {
            *about = json!({ "list": list.key(), "class": class, "hours": hours });
        }
        Condition::Takes(list, class) => *about = json!({ "list": list.key(), "class": class }),
        Condition::Ongoing(list, class) => {
            *about = json!({ "list": list.key(), "class": class, "ongoing": true });
        }
        Condition::Both(left, right) => {
            split(left, about, second);
            split(right, about, second);
        }
    }
}
