//! How long it takes to load the protocol that ships, and to screen a typical intake with it.
//!
//! `cargo bench --bench screening`. The goals of a first version: 5 ms and 20 µs.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot start should say so"
)]

use prescreen::{Intake, Protocol, Use, protocols};

/// Says how often memory is asked for, too.
#[global_allocator]
static MEMORY: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

/// As a program loads it: the rules read and checked. Its worked cases are run by the tests.
#[divan::bench]
fn load_ketamine_iv() -> Protocol {
    protocols::load(divan::black_box(protocols::SHIPPED.first().unwrap()))
}

/// As its author checks it: the whole file, all lints, every worked case.
#[divan::bench]
fn check_ketamine_iv() -> Protocol {
    Protocol::parse(divan::black_box(protocols::SHIPPED.first().unwrap().text)).unwrap()
}

/// A person with four medicines and two substances, all questions answered.
#[divan::bench]
fn screen_typical(bencher: divan::Bencher) {
    let protocol = protocols::ketamine_iv();
    let intake = typical();
    bencher.bench(|| {
        protocol
            .screen(divan::black_box(&intake))
            .map(|screening| screening.disposition)
    });
}

/// The same, of an intake that has been read.
#[divan::bench]
fn screen_prepared(bencher: divan::Bencher) {
    let intake = typical();
    let prepared = protocols::ketamine_iv().prepare(&intake).unwrap();
    bencher.bench(|| divan::black_box(&prepared).screen().disposition);
}

/// The overall answer and the criteria alone, of an intake that has been read.
#[divan::bench]
fn judge_prepared(bencher: divan::Bencher) {
    let intake = typical();
    let prepared = protocols::ketamine_iv().prepare(&intake).unwrap();
    bencher.bench(|| divan::black_box(&prepared).judge().disposition);
}

/// The same, with the screening written as JSON.
#[divan::bench]
fn screen_typical_to_json(bencher: divan::Bencher) {
    let protocol = protocols::ketamine_iv();
    let intake = typical();
    bencher.bench(|| serde_json::to_string(&protocol.screen(divan::black_box(&intake)).unwrap()));
}

fn typical() -> Intake {
    Intake::at("2026-05-05T09:45:00-06:00")
        .start("2026-05-05T10:00:00-06:00")
        .end("2026-05-05T11:00:00-06:00")
        .answer("age", 42)
        .answer("pregnant", false)
        .answer("breastfeeding", false)
        .answer("allergy", false)
        .answer("heart_brain", [])
        .answer("other_conditions", [])
        .answer("indications", ["depression"])
        .answer("counselor_before", true)
        .answer("counselor_during_after", true)
        .answer("regular_visits", true)
        .answer("driver_home", true)
        .answer("emergency_numbers", true)
        .uses(
            "medications",
            [
                Use::of("Zoloft 100 mg every morning")
                    .last("2026-05-05T07:30:00-06:00")
                    .ongoing(true),
                Use::of("Lamictal 100 mg")
                    .last("2026-05-04T21:00:00-06:00")
                    .ongoing(true),
                Use::of("lorazepam 0.5 mg as needed")
                    .last("2026-05-02")
                    .ongoing(true),
                Use::of("CBD oil").last("2026-05-04").ongoing(true),
            ],
        )
        .uses(
            "substances",
            [
                Use::of("beer")
                    .last("2026-05-02T20:00:00-06:00")
                    .ongoing(true),
                Use::of("THC gummies").last("2026-04-25").ongoing(false),
            ],
        )
}
