//! datalogic-rs: one compiled rule a criterion, all over one input.

use bumpalo::Bump;
use datalogic_rs::datavalue::NumberValue;
use datalogic_rs::{DataValue, Engine as Datalogic, Logic};

use super::{Engine, Sink};
use crate::workload::{Person, Rule, Use};
use crate::written::json_logic;

struct InArena {
    engine: Datalogic,
    rules: Vec<(String, Logic)>,
    arena: Bump,
}

struct ThroughText(InArena);

fn load(rules: &[Rule]) -> InArena {
    let engine = Datalogic::new();
    let compiled = rules.iter().map(|rule| {
        let logic = engine.compile(&json_logic::rule(&rule.when).to_string());
        (
            rule.id.clone(),
            logic.expect("a rule that this program writes"),
        )
    });
    InArena {
        rules: compiled.collect(),
        engine: Datalogic::new(),
        arena: Bump::new(),
    }
}

pub fn in_arena(rules: &[Rule]) -> Box<dyn Engine> {
    Box::new(load(rules))
}

pub fn through_text(rules: &[Rule]) -> Box<dyn Engine> {
    Box::new(ThroughText(load(rules)))
}

impl InArena {
    fn raised(&self, data: &DataValue<'_>, raised: Sink<'_>) {
        for (id, logic) in &self.rules {
            // By reference: its arena already has the data ("genuinely zero-copy", examples/zero_copy_input.rs).
            let data = self.arena.alloc(*data);
            let value = self
                .engine
                .evaluate(logic, &*data, &self.arena)
                .expect("a rule that fits the record");
            if self.engine.truthy(value) {
                raised(id);
            }
        }
    }
}

impl Engine for InArena {
    fn screen(&mut self, _: usize, person: &Person, raised: Sink<'_>) {
        let data = record(person, &self.arena);
        self.raised(&data, raised);
        self.arena.reset();
    }
}

impl Engine for ThroughText {
    fn screen(&mut self, _: usize, person: &Person, raised: Sink<'_>) {
        let text = serde_json::to_string(person).expect("a record that is plain data");
        // Once into the arena, not once a rule.
        let data = DataValue::from_str(&text, &self.0.arena).expect("JSON that serde wrote");
        self.0.raised(&data, raised);
        self.0.arena.reset();
    }
}

fn record<'a>(person: &'a Person, arena: &'a Bump) -> DataValue<'a> {
    let yes = DataValue::Bool;
    let number = |number: u32| DataValue::Number(NumberValue::from_i64(i64::from(number)));
    let texts = |all: &[&'static str]| {
        DataValue::Array(arena.alloc_slice_fill_iter(all.iter().map(|one| DataValue::String(one))))
    };
    let one = |one: &'a Use| {
        DataValue::Object(arena.alloc_slice_copy(&[
            ("class", DataValue::String(&one.class)),
            ("hours", number(one.hours)),
            ("ongoing", yes(one.ongoing)),
        ]))
    };
    let uses = |all: &'a [Use]| DataValue::Array(arena.alloc_slice_fill_iter(all.iter().map(one)));
    DataValue::Object(arena.alloc_slice_copy(&[
        ("age", number(person.age)),
        ("pregnant", yes(person.pregnant)),
        ("breastfeeding", yes(person.breastfeeding)),
        ("allergy", yes(person.allergy)),
        ("heart_brain", texts(&person.heart_brain)),
        ("indications", texts(&person.indications)),
        ("counselor_before", yes(person.counselor_before)),
        ("counselor_during_after", yes(person.counselor_during_after)),
        ("regular_visits", yes(person.regular_visits)),
        ("driver_home", yes(person.driver_home)),
        ("medications", uses(&person.medications)),
        ("substances", uses(&person.substances)),
    ]))
}
