//! json-rules-engine: one rule a criterion, its event named after it.
//!
//! It cannot say "some item with this class and that", so there are operators of our own for it, as its documentation
//! proposes (docs/engine.md, `addOperator`): `lists`, `listsOngoing`, `listsWithin` and `hasAny`.

use serde_json::{Value, json};

use crate::workload::{Condition, Rule};

pub fn rules(rules: &[Rule]) -> Value {
    let rule = |rule: &Rule| json!({ "conditions": { "all": conditions(&rule.when) }, "event": { "type": rule.id } });
    rules.iter().map(rule).collect()
}

fn conditions(condition: &Condition) -> Vec<Value> {
    let one = |fact: &str, operator: &str, value: Value| {
        vec![json!({ "fact": fact, "operator": operator, "value": value })]
    };
    match condition {
        Condition::Is(question, yes) => one(question, "equal", json!(yes)),
        Condition::HasAny(question, options, _) => one(question, "hasAny", json!(options)),
        Condition::Below(question, number) => one(question, "lessThan", json!(number)),
        Condition::Within(list, class, hours) => one(
            list.key(),
            "listsWithin",
            json!({ "class": class, "hours": hours }),
        ),
        Condition::Takes(list, class) => one(list.key(), "lists", json!(class)),
        Condition::Ongoing(list, class) => one(list.key(), "listsOngoing", json!(class)),
        Condition::Both(left, right) => [conditions(left), conditions(right)].concat(),
    }
}
