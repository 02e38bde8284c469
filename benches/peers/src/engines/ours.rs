//! prescreen: the same criteria in its own format, with names and times as a person gives them.

use std::sync::Arc;

use prescreen::lexicon::Lexicon;
use prescreen::{Answer, Intake, Prepared, Protocol, Screening, Status, Use as Used, Written};

use super::{Engine, Sink};
use crate::workload::people::NOW;
use crate::workload::{Person, Rule, names};
use crate::written;

/// The names that ship, and the made-up ones.
pub fn lexicon() -> Arc<Lexicon> {
    let lexicon = Lexicon::builtin().with_wide(&names::layer());
    Arc::new(lexicon.expect("a layer that this program writes"))
}

fn protocol(rules: &[Rule]) -> Protocol {
    let text = written::prescreen::protocol(rules).to_string();
    let checked = Protocol::check_with(Written::Json(&text), lexicon());
    match checked.into_result() {
        Ok(protocol) => protocol,
        Err(diagnostics) => panic!("{diagnostics:?}"),
    }
}

/// The screening of an intake that is at hand, as it is for whoever got it from a form.
struct FromIntake {
    protocol: Protocol,
    /// What a form hands over is an intake, not this benchmark's struct.
    intakes: Vec<Intake>,
}

pub fn screening(rules: &[Rule]) -> Box<dyn Engine> {
    Box::new(FromIntake {
        protocol: protocol(rules),
        intakes: Vec::new(),
    })
}

impl Engine for FromIntake {
    fn meet(&mut self, people: &[Person]) {
        self.intakes = people.iter().map(intake).collect();
    }

    fn screen(&mut self, place: usize, _: &Person, raised: Sink<'_>) {
        report(&self.protocol, &self.intakes[place], raised);
    }
}

/// The intake made from the struct each time, so that all the work is in.
struct FromStruct(Protocol);

pub fn from_struct(rules: &[Rule]) -> Box<dyn Engine> {
    Box::new(FromStruct(protocol(rules)))
}

impl Engine for FromStruct {
    fn screen(&mut self, _: usize, person: &Person, raised: Sink<'_>) {
        report(&self.0, &intake(person), raised);
    }
}

/// An intake that has been read, its names looked up and its times placed: what peers are handed.
struct Read {
    protocol: &'static Protocol,
    prepared: Vec<Prepared<'static>>,
    what: fn(&Prepared<'static>, Sink<'_>),
}

impl Read {
    fn load(rules: &[Rule], what: fn(&Prepared<'static>, Sink<'_>)) -> Box<dyn Engine> {
        Box::new(Self {
            // Lent to what was prepared with it, to the end of the program.
            protocol: Box::leak(Box::new(protocol(rules))),
            prepared: Vec::new(),
            what,
        })
    }
}

pub fn screening_of_read(rules: &[Rule]) -> Box<dyn Engine> {
    Read::load(rules, |prepared, raised| {
        hand_over(&prepared.screen(), raised);
    })
}

/// The overall answer and which criteria bring it about, without the reasons.
pub fn judgement(rules: &[Rule]) -> Box<dyn Engine> {
    Read::load(rules, |prepared, raised| {
        let judgement = prepared.judge();
        judgement.raised.iter().for_each(|id| raised(id));
        std::hint::black_box(&judgement);
    })
}

impl Engine for Read {
    fn meet(&mut self, people: &[Person]) {
        let read = |person| {
            let intake: &'static Intake = Box::leak(Box::new(intake(person)));
            let prepared = self.protocol.prepare(intake);
            prepared.expect("an intake without faults")
        };
        self.prepared = people.iter().map(read).collect();
    }

    fn screen(&mut self, place: usize, _: &Person, raised: Sink<'_>) {
        (self.what)(&self.prepared[place], raised);
    }
}

fn report(protocol: &Protocol, intake: &Intake, raised: Sink<'_>) {
    let screening = protocol.screen(intake).expect("an intake without faults");
    hand_over(&screening, raised);
}

/// The whole screening is made; of it the ids of what is raised are handed over.
fn hand_over(screening: &Screening<'_>, raised: Sink<'_>) {
    for finding in &screening.findings {
        if finding.status == Status::Raised {
            raised(finding.criterion);
        }
    }
    std::hint::black_box(screening);
}

fn intake(person: &Person) -> Intake {
    let uses = |uses: &[crate::workload::Use]| -> Vec<Used> {
        let one = |one: &crate::workload::Use| {
            Used::of(&one.name)
                .last(one.last.as_str())
                .ongoing(one.ongoing)
        };
        uses.iter().map(one).collect()
    };
    Intake::at(NOW)
        .answer("age", f64::from(person.age))
        .answer("pregnant", person.pregnant)
        .answer("breastfeeding", person.breastfeeding)
        .answer("allergy", person.allergy)
        .answer("heart_brain", options(&person.heart_brain))
        .answer("indications", options(&person.indications))
        .answer("counselor_before", person.counselor_before)
        .answer("counselor_during_after", person.counselor_during_after)
        .answer("regular_visits", person.regular_visits)
        .answer("driver_home", person.driver_home)
        .uses("medications", uses(&person.medications))
        .uses("substances", uses(&person.substances))
}

/// Lists of options come as arrays, whose length is part of their type.
fn options(all: &[&'static str]) -> Answer {
    match *all {
        [] => Answer::from([]),
        [a] => Answer::from([a]),
        [a, b] => Answer::from([a, b]),
        [a, b, c] => Answer::from([a, b, c]),
        [a, b, c, d] => Answer::from([a, b, c, d]),
        [a, b, c, d, e] => Answer::from([a, b, c, d, e]),
        [a, b, c, d, e, f, ..] => Answer::from([a, b, c, d, e, f]),
    }
}
