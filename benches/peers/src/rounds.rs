//! How long a screening takes: agreement first, then rounds in which every engine has its turn, so that whatever disturbs
//! the machine disturbs all of them.

use serde_json::{Value, json};

use crate::clock;
use crate::engines::{self, ENGINES, Engine, Entry};
use crate::workload::{self, Person, people};

/// How long it may take.
pub struct Pace {
    rounds: usize,
    /// Milliseconds of one engine in one round.
    sample: f64,
}

impl Pace {
    pub fn new(quick: bool) -> Self {
        if quick {
            Self {
                rounds: 5,
                sample: 40.0,
            }
        } else {
            Self {
                rounds: 11,
                sample: 200.0,
            }
        }
    }
}

struct Measured {
    entry: &'static Entry,
    engine: Box<dyn Engine>,
    load: f64,
    count: usize,
    place: usize,
    /// Milliseconds a screening, one a round.
    samples: Vec<f64>,
}

pub fn rounds(pace: &Pace) -> Result<Value, String> {
    let people = workload::people(workload::PEOPLE);
    let mut rows = Vec::new();
    for size in workload::SIZES {
        let rules = workload::rules(size);
        let mut all = Vec::new();
        for entry in &ENGINES {
            let before = clock::cpu();
            let Some(engine) = entry.load(&rules) else {
                continue;
            };
            let load = milliseconds(before);
            let mut measured = Measured {
                entry,
                engine,
                load,
                count: 1,
                place: 0,
                samples: Vec::new(),
            };
            measured.engine.meet(&people);
            measured.agrees(&rules, &people)?;
            measured.calibrate(pace, &people);
            eprintln!(
                "  size {size}: {} agrees with the reference on all people",
                entry.id
            );
            all.push(measured);
        }
        for round in 1..=pace.rounds {
            for measured in &mut all {
                let sample = measured.sample(measured.count, &people);
                measured.samples.push(sample);
            }
            eprintln!("  size {size}: round {round} of {}", pace.rounds);
        }
        rows.extend(table(size, &all));
    }
    Ok(Value::Array(rows))
}

impl Measured {
    fn agrees(&mut self, rules: &[workload::Rule], everybody: &[Person]) -> Result<(), String> {
        for (place, person) in everybody.iter().enumerate() {
            let mut raised = Vec::new();
            self.engine
                .screen(place, person, &mut |id| raised.push(id.to_owned()));
            raised.sort_unstable();
            let expected = people::expected(rules, person);
            if raised != expected {
                let (id, size) = (self.entry.id, rules.len());
                return Err(format!(
                    "{id}, {size} criteria, person {place}: {raised:?} where {expected:?} was expected"
                ));
            }
        }
        Ok(())
    }

    /// How many screenings fill a sample.
    fn calibrate(&mut self, pace: &Pace, people: &[Person]) {
        let mut count = 1;
        loop {
            let each = self.sample(count, people);
            if each * count as f64 > pace.sample / 4.0 {
                self.count = ((pace.sample / each) as usize).max(1);
                return;
            }
            count *= 2;
        }
    }

    fn sample(&mut self, count: usize, people: &[Person]) -> f64 {
        let before = clock::cpu();
        for _ in 0..count {
            let person = &people[self.place];
            // A list of them, which every caller wants, and which costs the same for all: of where each id is.
            let mut raised = Vec::new();
            self.engine
                .screen(self.place, person, &mut |id| raised.push(id.as_ptr()));
            std::hint::black_box(&raised);
            self.place = (self.place + 1) % people.len();
        }
        milliseconds(before) / count as f64
    }
}

fn milliseconds(since: std::time::Duration) -> f64 {
    (clock::cpu() - since).as_secs_f64() * 1_000.0
}

fn table(size: usize, all: &[Measured]) -> Vec<Value> {
    let samples_of = |id: &str| {
        let found = all.iter().find(|measured| measured.entry.id == id);
        found.map_or(&[][..], |measured| &measured.samples)
    };
    let hand = samples_of(engines::limit(size));
    let ours = samples_of(engines::OURS);
    let ratios = |samples: &[f64], to: &[f64]| {
        let pairs = samples.iter().zip(to);
        spread(pairs.map(|(sample, to)| sample / to).collect())
    };
    all.iter()
        .map(|measured| {
            let microseconds = measured.samples.iter().map(|sample| sample * 1_000.0);
            json!({
                "engine": measured.entry.id,
                "title": measured.entry.title,
                "package": measured.entry.package,
                "note": measured.entry.note,
                "size": size,
                "microseconds": spread(microseconds.collect()),
                "toHand": ratios(&measured.samples, hand),
                "toOurs": ratios(&measured.samples, ours),
                "loadMilliseconds": measured.load,
            })
        })
        .collect()
}

/// The middle of the rounds, and the quarters that lie around it.
fn spread(mut values: Vec<f64>) -> Value {
    values.sort_by(f64::total_cmp);
    let at = |part: f64| {
        let last = values.len().saturating_sub(1) as f64;
        values[(last * part).round() as usize]
    };
    json!({ "median": at(0.5), "low": at(0.25), "high": at(0.75) })
}
