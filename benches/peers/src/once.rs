//! One engine in a process that has done nothing else: how long until the first answer, and how memory grows.

use serde_json::{Value, json};

use crate::clock;
use crate::engines::{Engine, Entry};
use crate::workload::{self, Person};

const SCREENINGS: usize = 20_000;

pub fn once(entry: &Entry, size: usize) -> Option<Value> {
    let rules = workload::rules(size);
    let people = workload::people(workload::PEOPLE);
    let empty = clock::resident();
    let before = clock::cpu();
    let mut engine = entry.load(&rules)?;
    engine.meet(&people[..1]);
    screen(engine.as_mut(), &people, 0);
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
        engine.meet(&people);
        (0..people.len()).for_each(|place| screen(engine.as_mut(), &people, place));
        let settled = clock::resident();
        (0..SCREENINGS).for_each(|place| screen(engine.as_mut(), &people, place));
        let grown = clock::resident().saturating_sub(settled);
        found["growthBytes"] = json!(grown as f64 / SCREENINGS as f64);
    }
    Some(found)
}

/// So many screenings and nothing else. Two runs with different counts differ by what is screened, not by what is loaded.
pub fn turns(entry: &Entry, size: usize, count: usize) {
    let people = workload::people(workload::PEOPLE);
    if let Some(mut engine) = entry.load(&workload::rules(size)) {
        engine.meet(&people);
        (0..count).for_each(|place| screen(engine.as_mut(), &people, place));
    }
}

fn screen(engine: &mut dyn Engine, people: &[Person], place: usize) {
    let place = place % people.len();
    engine.screen(place, &people[place], &mut |id| {
        std::hint::black_box(id);
    });
}
