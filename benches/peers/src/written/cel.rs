//! CEL: one expression a criterion, over the answers as variables.

use crate::workload::{Condition, List};

/// `point`: a number is written so that it is a double, as every number is that comes from JavaScript.
pub fn expression(condition: &Condition, point: bool) -> String {
    let number = |number: u32| format!("{number}{}", if point { ".0" } else { "" });
    match condition {
        Condition::Is(question, true) => (*question).to_owned(),
        Condition::Is(question, false) => format!("!{question}"),
        Condition::HasAny(question, options, _) => {
            format!("{question}.exists(o, o in {options:?})")
        }
        Condition::Below(question, limit) => format!("{question} < {}", number(*limit)),
        Condition::Within(list, class, hours) => any(
            *list,
            &format!("u.class == {class:?} && u.hours < {}", number(*hours)),
        ),
        Condition::Takes(list, class) => any(*list, &format!("u.class == {class:?}")),
        Condition::Ongoing(list, class) => {
            any(*list, &format!("u.class == {class:?} && u.ongoing"))
        }
        Condition::Both(left, right) => format!(
            "{} && {}",
            expression(left, point),
            expression(right, point)
        ),
    }
}

fn any(list: List, which: &str) -> String {
    format!("{}.exists(u, {which})", list.key())
}
