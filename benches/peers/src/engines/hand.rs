//! Code without an engine: the limit that every engine is measured against.

use std::collections::HashMap;

use super::{Engine, Sink};
use crate::workload::rules::MENTAL_HEALTH;
use crate::workload::{Condition, List, Person, Rule, Use};

/// The eighteen criteria in straight lines, as somebody would write them who never wants to change them.
struct Straight;

pub fn straight(_: &[Rule]) -> Box<dyn Engine> {
    Box::new(Straight)
}

impl Engine for Straight {
    fn screen(&mut self, _: usize, person: &Person, raised: Sink<'_>) {
        let mut when = |holds: bool, id: &str| {
            if holds {
                raised(id);
            }
        };
        when(person.pregnant, "pregnancy");
        when(person.allergy, "ketamine-allergy");
        when(person.age < 18, "age-under-18");
        when(person.breastfeeding, "breastfeeding");
        for option in &person.heart_brain {
            match *option {
                "aneurysm" => when(true, "aneurysm"),
                "high_blood_pressure" => when(true, "high-blood-pressure"),
                "stroke" => when(true, "stroke"),
                _ => {}
            }
        }
        let (mut theophylline, mut maoi, mut maoi_window, mut lamotrigine) =
            (false, false, false, false);
        for one in &person.medications {
            match one.class.as_str() {
                "theophylline" => theophylline |= one.ongoing,
                "maoi" => {
                    maoi |= one.ongoing;
                    maoi_window |= one.hours < 336;
                }
                "lamotrigine" => lamotrigine |= one.hours < 12,
                _ => {}
            }
        }
        let (mut illicit, mut alcohol, mut cannabis) = (false, false, false);
        for one in &person.substances {
            match one.class.as_str() {
                "illicit" => illicit = true,
                "alcohol" => alcohol |= one.hours < 24,
                "cannabis" => cannabis |= one.hours < 24,
                _ => {}
            }
        }
        when(theophylline, "theophylline-ongoing");
        when(maoi, "maoi-ongoing");
        when(illicit, "illicit-during-course");
        when(lamotrigine, "lamotrigine-washout");
        when(maoi_window, "maoi-washout");
        when(alcohol, "alcohol-washout");
        when(cannabis, "cannabis-washout");
        if person
            .indications
            .iter()
            .any(|one| MENTAL_HEALTH.contains(one))
        {
            when(!person.counselor_before, "counselor-before");
            when(!person.counselor_during_after, "counselor-during-after");
        }
        when(!person.regular_visits, "regular-visits");
        when(!person.driver_home, "driver-home");
    }
}

/// Rules as data, found by the class that they mention; those that mention none are looked at every time.
struct Indexed {
    by_class: [HashMap<String, Vec<ClassRule>>; 2],
    others: Vec<(String, Condition)>,
    /// Which rules have been handed over for the person at hand, since two drugs of a class may raise the same.
    seen: Vec<u32>,
    turn: u32,
}

struct ClassRule {
    place: usize,
    id: String,
    test: Test,
    second: Option<Condition>,
}

enum Test {
    Within(u32),
    Takes,
    Ongoing,
}

pub fn indexed(rules: &[Rule]) -> Box<dyn Engine> {
    let mut made = Indexed {
        by_class: Default::default(),
        others: Vec::new(),
        seen: vec![0; rules.len()],
        turn: 0,
    };
    for (place, rule) in rules.iter().enumerate() {
        let (about, second) = match &rule.when {
            Condition::Both(second, about) => (about.as_ref(), Some(second.as_ref().clone())),
            alone => (alone, None),
        };
        let (list, class, test) = match about {
            Condition::Within(list, class, hours) => (*list, class, Test::Within(*hours)),
            Condition::Takes(list, class) => (*list, class, Test::Takes),
            Condition::Ongoing(list, class) => (*list, class, Test::Ongoing),
            _ => {
                made.others.push((rule.id.clone(), rule.when.clone()));
                continue;
            }
        };
        let id = rule.id.clone();
        made.by_class[list as usize]
            .entry(class.clone())
            .or_default()
            .push(ClassRule {
                place,
                id,
                test,
                second,
            });
    }
    Box::new(made)
}

impl Engine for Indexed {
    fn screen(&mut self, _: usize, person: &Person, raised: Sink<'_>) {
        self.turn = self.turn.wrapping_add(1);
        for (id, condition) in &self.others {
            if answered(condition, person) {
                raised(id);
            }
        }
        for list in [List::Medications, List::Substances] {
            for one in person.uses(list) {
                let Some(rules) = self.by_class[list as usize].get(&one.class) else {
                    continue;
                };
                for rule in rules {
                    let is_new = self.seen[rule.place] != self.turn;
                    let second = rule.second.as_ref();
                    if is_new
                        && rule.test.holds(one)
                        && second.is_none_or(|second| answered(second, person))
                    {
                        self.seen[rule.place] = self.turn;
                        raised(&rule.id);
                    }
                }
            }
        }
    }
}

impl Test {
    fn holds(&self, one: &Use) -> bool {
        match self {
            Self::Within(hours) => one.hours < *hours,
            Self::Takes => true,
            Self::Ongoing => one.ongoing,
        }
    }
}

fn answered(condition: &Condition, person: &Person) -> bool {
    match condition {
        Condition::Is(question, yes) => person.said(question) == *yes,
        Condition::HasAny(question, options, _) => person
            .chose(question)
            .iter()
            .any(|one| options.contains(one)),
        Condition::Below(_, number) => person.age < *number,
        Condition::Both(left, right) => answered(left, person) && answered(right, person),
        Condition::Within(..) | Condition::Takes(..) | Condition::Ongoing(..) => {
            unreachable!("what is about a class is in the index")
        }
    }
}
