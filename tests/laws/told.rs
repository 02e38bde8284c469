//! What a protocol tells beside its findings: tasks, lists and estimates, added to the document of a generated protocol.

use serde_json::{Value, json};

use crate::generators::Picks;
use crate::model::{Cond, Intake, Protocol, Role, toml};

/// A criterion that asks for something, said in three ways.
pub(crate) struct Task {
    pub(crate) id: String,
    /// With `done`, in a list.
    pub(crate) with_done: prescreen::Protocol,
    /// With a condition that says the same.
    pub(crate) in_one_condition: prescreen::Protocol,
    /// Only whom it concerns.
    pub(crate) never_done: prescreen::Protocol,
}

/// Makes a task of one of the criteria; `None` where there is none of which one can be made.
pub(crate) fn task(picks: &mut impl Picks, protocol: &Protocol) -> Option<Task> {
    let may_be_done = |place: &usize| {
        let criterion = &protocol.criteria[*place];
        let is_task = matches!(criterion.role, Role::Requirement | Role::Advice);
        is_task && criterion.when.is_some() && criterion.washout.is_none()
    };
    let places: Vec<usize> = (0..protocol.criteria.len()).filter(may_be_done).collect();
    let conditions: Vec<&Cond> = protocol
        .criteria
        .iter()
        .filter_map(|one| one.when.as_ref())
        .collect();
    if places.is_empty() {
        return None;
    }
    let place = picks.of(&places);
    let done = picks.of(&conditions).text(&protocol.questions);
    let concerns = protocol.document()["criteria"][place]["when"].clone();
    let id = protocol.criteria[place].id.clone();

    let mut with_done = protocol.document();
    with_done["criteria"][place]["done"] = json!(done);
    with_done["criteria"][place]["label"] = json!({ "en": "Task" });
    with_done["lists"] = json!([
        { "id": "tasks", "kind": "steps", "title": { "en": "Tasks" }, "items": [id] },
    ]);
    let mut in_one_condition = protocol.document();
    let text = concerns.as_str().expect("a condition is a text");
    in_one_condition["criteria"][place]["when"] = json!(format!("({text}) and not ({done})"));
    Some(Task {
        id,
        with_done: engine(&with_done)?,
        in_one_condition: engine(&in_one_condition)?,
        never_done: engine(&protocol.document())?,
    })
}

/// The protocol with an estimate over its own conditions and two further questions, whose figures are all that can be
/// answered.
pub(crate) fn with_estimate(
    picks: &mut impl Picks,
    protocol: &Protocol,
) -> Option<prescreen::Protocol> {
    let mut document = protocol.document();
    for id in AMOUNTS {
        let question = json!({
            "id": id, "type": "number", "ask": { "en": "?" }, "min": 0, "max": MOST, "unit": "USD",
            "informs": true,
        });
        document["questions"].as_array_mut()?.push(question);
    }
    let conditions: Vec<&Cond> = protocol.conditions().collect();
    let figure = |range: Value| json!({ "range": range, "cite": { "source": "book", "at": "1", "basis": "guideline" } });
    let mut lines = Vec::new();
    for place in 0..1 + picks.pick(3) {
        let mut line = json!({
            "id": format!("l{place}"), "label": { "en": "Line" },
            "each": { "answer": picks.of(&AMOUNTS), "figures": [figure(json!([0, MOST]))] },
        });
        if picks.one_in(2) {
            line["count"] = json!({ "figures": [figure(json!([1, 3])), figure(json!([2.5, 4]))] });
        }
        if !conditions.is_empty() && picks.one_in(2) {
            line["when"] = json!(picks.of(&conditions).text(&protocol.questions));
        }
        lines.push(line);
    }
    document["estimates"] = json!([
        { "id": "cost", "title": { "en": "Cost" }, "currency": "USD", "lines": lines },
    ]);
    engine(&document)
}

const AMOUNTS: [&str; 2] = ["first_amount", "second_amount"];
const MOST: u32 = 1000;

/// An intake with these amounts answered.
pub(crate) fn with_amounts(
    intake: &Intake,
    protocol: &Protocol,
    amounts: [Option<f64>; 2],
) -> prescreen::Intake {
    let mut document = intake.json(protocol);
    for (id, amount) in AMOUNTS.into_iter().zip(amounts) {
        if let Some(amount) = amount {
            document["answers"][id] = json!(amount);
        }
    }
    let text = document.to_string();
    prescreen::Intake::from_json(&text).unwrap_or_else(|all| panic!("{all}\n{text}"))
}

/// `None` for what is refused and rightly so: with `done` or without, a condition that cannot depend on its answers.
fn engine(document: &Value) -> Option<prescreen::Protocol> {
    let checked = prescreen::Protocol::check(&toml(document));
    for problem in &checked.diagnostics {
        let fine = problem.severity() != prescreen::Severity::Error
            || problem.code == prescreen::Code::Unreachable;
        assert!(fine, "{problem}\n{}", toml(document));
    }
    checked.protocol
}
