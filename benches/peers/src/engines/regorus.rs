//! regorus: one partial rule a criterion, by its interpreter and by its virtual machine.

use std::sync::Arc;

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine as Rego, Value};

use super::{Engine, Sink};
use crate::workload::{Person, Rule};
use crate::written::rego;

struct Interpreter {
    engine: Rego,
    query: String,
}

struct Machine(RegoVM);

fn load(rules: &[Rule]) -> (Rego, String) {
    let mut engine = Rego::new();
    // Both are limits against hostile policies; a set of 1,800 criteria is longer than they allow.
    engine.clear_policy_length_config();
    engine
        .add_policy("criteria.rego".to_owned(), rego::policy(rules))
        .expect("a policy that this program writes");
    (engine, format!("data.{}.raised", rego::PACKAGE))
}

pub fn interpreter(rules: &[Rule]) -> Box<dyn Engine> {
    let (engine, query) = load(rules);
    Box::new(Interpreter { engine, query })
}

pub fn machine(rules: &[Rule]) -> Box<dyn Engine> {
    let (mut engine, query) = load(rules);
    let policy = engine
        .compile_with_entrypoint(&query.as_str().into())
        .expect("a policy that this program writes");
    let program =
        Compiler::compile_from_policy(&policy, &[&query]).expect("a policy that compiles");
    let mut machine = RegoVM::new();
    machine.load_program(Arc::clone(&program));
    machine.set_max_instructions(usize::MAX);
    Box::new(Machine(machine))
}

impl Engine for Interpreter {
    fn screen(&mut self, _: usize, person: &Person, raised: Sink<'_>) {
        self.engine.set_input(input(person));
        let value = self.engine.eval_rule(self.query.clone());
        report(&value.expect("a policy that fits the record"), raised);
    }
}

impl Engine for Machine {
    fn screen(&mut self, _: usize, person: &Person, raised: Sink<'_>) {
        self.0.set_input(input(person));
        report(
            &self.0.execute().expect("a policy that fits the record"),
            raised,
        );
    }
}

fn report(value: &Value, raised: Sink<'_>) {
    let Ok(ids) = value.as_set() else { return };
    for id in ids.iter() {
        if let Ok(id) = id.as_string() {
            raised(id);
        }
    }
}

fn input(person: &Person) -> Value {
    let value = serde_json::to_value(person).expect("a record that is plain data");
    Value::from(value)
}
