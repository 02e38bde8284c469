//! JSONLogic, for datalogic and json-logic-engine: one rule a criterion.

use serde_json::{Value, json};

use crate::workload::{Condition, List};

pub fn rule(condition: &Condition) -> Value {
    match condition {
        Condition::Is(question, true) => json!({ "var": question }),
        Condition::Is(question, false) => json!({ "!": [{ "var": question }] }),
        Condition::HasAny(question, options, _) => {
            json!({ "some": [{ "var": question }, { "in": [{ "var": "" }, options] }] })
        }
        Condition::Below(question, number) => json!({ "<": [{ "var": question }, number] }),
        Condition::Within(list, class, hours) => any(
            *list,
            json!({ "and": [is(class), { "<": [{ "var": "hours" }, hours] }] }),
        ),
        Condition::Takes(list, class) => any(*list, is(class)),
        Condition::Ongoing(list, class) => {
            any(*list, json!({ "and": [is(class), { "var": "ongoing" }] }))
        }
        Condition::Both(left, right) => json!({ "and": [rule(left), rule(right)] }),
    }
}

fn any(list: List, which: Value) -> Value {
    json!({ "some": [{ "var": list.key() }, which] })
}

fn is(class: &str) -> Value {
    json!({ "===": [{ "var": "class" }, class] })
}
