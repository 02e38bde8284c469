//! Rego: one partial rule a criterion, all of the set `raised`.

use crate::workload::{Condition, List, Rule};

pub const PACKAGE: &str = "prescreening";

pub fn policy(rules: &[Rule]) -> String {
    let mut text = format!("package {PACKAGE}\n\nimport rego.v1\n");
    for rule in rules {
        let body = body(&rule.when, "u").join("\n  ");
        text += &format!("\nraised contains {:?} if {{\n  {body}\n}}\n", rule.id);
    }
    text
}

fn body(condition: &Condition, one: &str) -> Vec<String> {
    match condition {
        Condition::Is(question, true) => vec![format!("input.{question}")],
        Condition::Is(question, false) => vec![format!("not input.{question}")],
        Condition::HasAny(question, options, _) => vec![
            format!("some option in input.{question}"),
            format!("option in {options:?}"),
        ],
        Condition::Below(question, number) => vec![format!("input.{question} < {number}")],
        Condition::Within(list, class, hours) => {
            any(*list, one, class, Some(format!("{one}.hours < {hours}")))
        }
        Condition::Takes(list, class) => any(*list, one, class, None),
        Condition::Ongoing(list, class) => any(*list, one, class, Some(format!("{one}.ongoing"))),
        Condition::Both(left, right) => [body(left, "v"), body(right, one)].concat(),
    }
}

fn any(list: List, one: &str, class: &str, which: Option<String>) -> Vec<String> {
    let mut lines = vec![
        format!("some {one} in input.{}", list.key()),
        format!("{one}.class == {class:?}"),
    ];
    lines.extend(which);
    lines
}
