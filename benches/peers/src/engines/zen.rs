//! zen-engine: one decision table, compiled, evaluated on a runtime of one thread.

use serde_json::Value;
use tokio::runtime::{Builder, Runtime};
use zen_engine::Decision;
use zen_engine::model::DecisionContent;

use super::{Engine, Sink};
use crate::workload::{Person, Rule};
use crate::written;

struct Table {
    decision: Decision,
    runtime: Runtime,
}

pub fn runtime() -> Runtime {
    Builder::new_current_thread()
        .build()
        .expect("a runtime of one thread")
}

/// A graph, ready to be evaluated as its documentation has it.
pub fn decision(graph: Value) -> Decision {
    let content: DecisionContent =
        serde_json::from_value(graph).expect("a graph that this program writes");
    let mut decision: Decision = match content {
        DecisionContent::Graph(graph) => graph.into(),
        DecisionContent::Policy(_) => unreachable!("a graph was written"),
    };
    decision.compile();
    decision
}

pub fn table(rules: &[Rule]) -> Box<dyn Engine> {
    Box::new(Table {
        decision: decision(written::zen::graph(rules)),
        runtime: runtime(),
    })
}

impl Engine for Table {
    fn screen(&mut self, _: usize, person: &Person, raised: Sink<'_>) {
        let record = serde_json::to_value(person).expect("a record that is plain data");
        let response = self
            .runtime
            .block_on(self.decision.evaluate(record.into()))
            .expect("a table that fits the record");
        let Some(rows) = response.result.as_array() else {
            return;
        };
        for row in rows.borrow().iter() {
            let id = row.dot("raised");
            if let Some(id) = id.as_ref().and_then(|id| id.as_str()) {
                raised(id);
            }
        }
    }
}
