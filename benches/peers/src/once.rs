//! One engine in a process that has done nothing else: how long until the first answer, and how memory grows.

use serde_json::{Value, json};

use crate::clock;
use crate::engines::Entry;
use crate::workload;

const SCREENINGS: usize = 20_000;

pub fn once(entry: &Entry, size: usize) -> Option<Value> {
    let rules = workload::rules(size);
    let people = workload::people(workload::PEOPLE);
    let empty = clock::resident();
    let before = clock::cpu();
    let mut engine = entry.load(&rules)?;
    let mut screen = |place: usize| {
        engine.screen(&people[place % people.len()], &mut |id| {
            std::hint::black_box(id);
        });
    };
    screen(0);
    let milliseconds = (clock::cpu() - before).as_secs_f64() * 1_000.0;
    let mut found = json!({
        "engine": entry.id,
        "size": size,
        "cpuMilliseconds": milliseconds,
        "loadedBytes": clock::resident().saturating_sub(empty),
    });
    // Memory is watched at the size of a clinic's file; what grows at one size grows at all.
    if size == workload::SIZES[0] {
        // What is made late is made by then.
        (0..people.len()).for_each(&mut screen);
        let settled = clock::resident();
        (0..SCREENINGS).for_each(&mut screen);
        let grown = clock::resident().saturating_sub(settled);
        found["growthBytes"] = json!(grown as f64 / SCREENINGS as f64);
    }
    Some(found)
}
