//! Every engine behind one door: a person in, the ids of the criteria that hold out.

mod cedar;
mod cel;
mod datalogic;
mod hand;
mod ours;
mod regorus;
pub mod zen;

use crate::workload::{Person, Rule};

/// Takes the ids, one by one: whoever calls makes the list, so that it costs the same for all.
pub type Sink<'s> = &'s mut dyn FnMut(&str);

pub trait Engine {
    /// What may be made of the records beforehand; only for an engine whose row says so.
    fn meet(&mut self, _people: &[Person]) {}

    /// Everything from the person's record on: what the engine wants to have made of it, the evaluation, the ids. `place` is
    /// where the person stands among those that were met.
    fn screen(&mut self, place: usize, person: &Person, raised: Sink<'_>);
}

/// An engine that can be loaded with a set of criteria.
pub struct Entry {
    /// In the table, in JSON and on the command line.
    pub id: &'static str,
    /// The package whose version is shown.
    pub package: &'static str,
    pub title: &'static str,
    /// What a reader should know of the row.
    pub note: &'static str,
    load: fn(&[Rule]) -> Box<dyn Engine>,
    /// Made only for so many criteria.
    up_to: usize,
}

impl Entry {
    pub fn load(&self, rules: &[Rule]) -> Option<Box<dyn Engine>> {
        (rules.len() <= self.up_to).then(|| (self.load)(rules))
    }
}

/// The one that ratios are taken to, at each size: what a programmer would write by hand.
pub fn limit(size: usize) -> &'static str {
    if size == 18 { "hand" } else { "hand-index" }
}

/// Ours, as people meet it first.
pub const OURS: &str = "prescreen";

const ALL_SIZES: usize = usize::MAX;

/// The engines, in the order of the table.
///
/// A further tier of ours is one more entry here and one more function in `ours.rs`; the goals in
/// `xtask/src/bench/goals.rs` look for their ids.
pub const ENGINES: [Entry; 13] = [
    Entry {
        id: "hand",
        package: "",
        title: "written by hand",
        note: "straight-line Rust over a typed struct: the limit",
        load: hand::straight,
        up_to: 18,
    },
    Entry {
        id: "hand-index",
        package: "",
        title: "written by hand, indexed by class",
        note: "what an index buys; the limit at 180 and 1,800",
        load: hand::indexed,
        up_to: ALL_SIZES,
    },
    Entry {
        id: OURS,
        package: "prescreen",
        title: "prescreen, intake in, whole screening out",
        note: "reads names and times itself; findings with evidence, clearance, plan, next question",
        load: ours::screening,
        up_to: ALL_SIZES,
    },
    Entry {
        id: "prescreen-built",
        package: "prescreen",
        title: "prescreen, from the typed struct",
        note: "the same, and the intake is built from the struct each time",
        load: ours::from_struct,
        up_to: ALL_SIZES,
    },
    Entry {
        id: "prescreen-read",
        package: "prescreen",
        title: "prescreen, intake read once, whole screening out",
        note: "names looked up and times placed before, as for the peers",
        load: ours::screening_of_read,
        up_to: ALL_SIZES,
    },
    Entry {
        id: "prescreen-raised",
        package: "prescreen",
        title: "prescreen, intake read once, disposition and raised criteria out",
        note: "what the peers give, and the disposition",
        load: ours::judgement,
        up_to: ALL_SIZES,
    },
    Entry {
        id: "datalogic",
        package: "datalogic-rs",
        title: "datalogic-rs",
        note: "its fastest way in: the record built in its arena by hand; one rule a criterion",
        load: datalogic::in_arena,
        up_to: ALL_SIZES,
    },
    Entry {
        id: "datalogic-json",
        package: "datalogic-rs",
        title: "datalogic-rs, through JSON text",
        note: "the record written as JSON and read by it",
        load: datalogic::through_text,
        up_to: ALL_SIZES,
    },
    Entry {
        id: "zen",
        package: "zen-engine",
        title: "zen-engine, compiled table",
        note: "one table that collects; a column of whole expressions, since the conditions are over lists",
        load: zen::table,
        up_to: ALL_SIZES,
    },
    Entry {
        id: "cedar",
        package: "cedar-policy",
        title: "cedar-policy",
        note: "no loops over lists: the host turns them round (counted)",
        load: cedar::policies,
        up_to: ALL_SIZES,
    },
    Entry {
        id: "regorus",
        package: "regorus",
        title: "regorus",
        note: "the interpreter, which its README shows",
        load: regorus::interpreter,
        up_to: ALL_SIZES,
    },
    Entry {
        id: "regorus-vm",
        package: "regorus",
        title: "regorus, virtual machine",
        note: "its limit of 25,000 instructions lifted",
        load: regorus::machine,
        up_to: ALL_SIZES,
    },
    Entry {
        id: "cel",
        package: "cel",
        title: "cel",
        note: "one program a criterion",
        load: cel::programs,
        up_to: ALL_SIZES,
    },
];

pub fn entry(id: &str) -> Option<&'static Entry> {
    ENGINES.iter().find(|entry| entry.id == id)
}
