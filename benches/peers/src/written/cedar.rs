//! Cedar: one `forbid` a criterion, with its id as the policy's.
//!
//! Cedar has no loops over lists of records, on purpose: the host turns each list round, into the classes that are listed,
//! the classes that go on, and the hours since the last use by class. See [`crate::workload::Person`] for what it starts
//! from.

use serde_json::Value;

use crate::workload::{Condition, List, Rule};

/// As one text, with the ids as annotations.
pub fn policies(rules: &[Rule]) -> String {
    let policy = |rule: &Rule| format!("@id({:?})\n{}\n", rule.id, policy(rule));
    rules.iter().map(policy).collect()
}

/// As the package for JavaScript takes them: an object with a policy under each id.
pub fn named(rules: &[Rule]) -> Value {
    let named = rules.iter().map(|rule| (rule.id.clone(), policy(rule)));
    Value::Object(named.map(|(id, text)| (id, Value::String(text))).collect())
}

fn policy(rule: &Rule) -> String {
    let condition = condition(&rule.when);
    format!("forbid (principal, action, resource) when {{ {condition} }};")
}

fn condition(of: &Condition) -> String {
    match of {
        Condition::Is(question, true) => format!("context.{question}"),
        Condition::Is(question, false) => format!("!context.{question}"),
        Condition::HasAny(question, options, _) => {
            format!("context.{question}.containsAny({options:?})")
        }
        Condition::Below(question, number) => format!("context.{question} < {number}"),
        Condition::Within(list, class, hours) => {
            let last = last(*list);
            format!("context.{last} has {class} && context.{last}.{class} < {hours}")
        }
        Condition::Takes(list, class) => format!("context.{}.contains({class:?})", takes(*list)),
        Condition::Ongoing(list, class) => {
            format!("context.{}.contains({class:?})", ongoing(*list))
        }
        Condition::Both(left, right) => format!("{} && {}", condition(left), condition(right)),
    }
}

pub fn takes(list: List) -> &'static str {
    match list {
        List::Medications => "medications",
        List::Substances => "substances",
    }
}

pub fn ongoing(list: List) -> &'static str {
    match list {
        List::Medications => "medications_ongoing",
        List::Substances => "substances_ongoing",
    }
}

pub fn last(list: List) -> &'static str {
    match list {
        List::Medications => "medications_hours",
        List::Substances => "substances_hours",
    }
}
