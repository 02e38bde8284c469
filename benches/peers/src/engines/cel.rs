//! cel: one program a criterion.

use cel::{Context, Program};

use super::{Engine, Sink};
use crate::workload::{Person, Rule};
use crate::written;

struct Programs(Vec<(String, Program)>);

pub fn programs(rules: &[Rule]) -> Box<dyn Engine> {
    let program = |rule: &Rule| {
        let text = written::cel::expression(&rule.when, false);
        let program = Program::compile(&text).expect("an expression that this program writes");
        (rule.id.clone(), program)
    };
    Box::new(Programs(rules.iter().map(program).collect()))
}

impl Engine for Programs {
    fn screen(&mut self, _: usize, person: &Person, raised: Sink<'_>) {
        let mut context = Context::default();
        add(&mut context, "age", i64::from(person.age));
        add(&mut context, "pregnant", person.pregnant);
        add(&mut context, "breastfeeding", person.breastfeeding);
        add(&mut context, "allergy", person.allergy);
        add(&mut context, "heart_brain", &person.heart_brain);
        add(&mut context, "indications", &person.indications);
        add(&mut context, "counselor_before", person.counselor_before);
        add(
            &mut context,
            "counselor_during_after",
            person.counselor_during_after,
        );
        add(&mut context, "regular_visits", person.regular_visits);
        add(&mut context, "driver_home", person.driver_home);
        add(&mut context, "medications", &person.medications);
        add(&mut context, "substances", &person.substances);
        for (id, program) in &self.0 {
            let value = program.execute(&context);
            if value.expect("an expression that fits the record") == true.into() {
                raised(id);
            }
        }
    }
}

fn add(context: &mut Context, name: &str, value: impl serde::Serialize) {
    let added = context.add_variable(name, value);
    added.unwrap_or_else(|_| unreachable!("`{name}` is plain data"));
}
