//! The people who are screened: seeded, with four medicines and two substances each on average, every question answered.
//!
//! An engine that knows no names and no times gets what a host would have to work out for it: the class that the name
//! belongs to, and the whole hours since the last use.

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::Serialize;

use super::names::made_up;
use super::random::Random;
use super::rules::{HEART_BRAIN, MENTAL_HEALTH, PAIN};
use super::{Condition, List, Rule};

/// When everybody is screened. The treatment would start then.
pub const NOW: &str = "2026-05-05T09:45:00-06:00";

#[derive(Clone, Debug, Serialize)]
pub struct Person {
    pub age: u32,
    pub pregnant: bool,
    pub breastfeeding: bool,
    pub allergy: bool,
    pub heart_brain: Vec<&'static str>,
    pub indications: Vec<&'static str>,
    pub counselor_before: bool,
    pub counselor_during_after: bool,
    pub regular_visits: bool,
    pub driver_home: bool,
    pub medications: Vec<Use>,
    pub substances: Vec<Use>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Use {
    /// The name as the person picked it from a list.
    pub name: String,
    /// What the rules call it.
    pub class: String,
    /// When it was last used.
    pub last: String,
    pub hours: u32,
    pub ongoing: bool,
}

/// Names, and the classes that the rules know them by. What has the class "none" is in no rule.
const MEDICATIONS: [(&str, &str); 8] = [
    ("Lamictal", "lamotrigine"),
    ("lamotrigine", "lamotrigine"),
    ("Nardil", "maoi"),
    ("phenelzine", "maoi"),
    ("theophylline", "theophylline"),
    ("acetaminophen", "none"),
    ("Zyrtec", "none"),
    ("donepezil", "none"),
];
const SUBSTANCES: [(&str, &str); 4] = [
    ("beer", "alcohol"),
    ("wine", "alcohol"),
    ("marijuana", "cannabis"),
    ("cocaine", "illicit"),
];

pub fn people(count: usize) -> Vec<Person> {
    let names = made_up();
    let mut random = Random::new(2_026);
    (0..count).map(|_| person(&mut random, &names)).collect()
}

fn person(random: &mut Random, names: &[String]) -> Person {
    let medications = (0..random.below(3) + 3)
        .map(|_| medicine(random, names))
        .collect();
    let substances = (0..random.below(3) + 1)
        .map(|_| {
            let (name, class) = *random.one_of(&SUBSTANCES);
            used(random, name, class)
        })
        .collect();
    let all: Vec<&'static str> = MENTAL_HEALTH.into_iter().chain(PAIN).collect();
    Person {
        age: 15 + random.below(60) as u32,
        pregnant: random.percent(3),
        breastfeeding: random.percent(3),
        allergy: random.percent(2),
        heart_brain: some(random, &HEART_BRAIN, 8),
        indications: some(random, &all, 20),
        counselor_before: random.percent(70),
        counselor_during_after: random.percent(70),
        regular_visits: random.percent(85),
        driver_home: random.percent(85),
        medications,
        substances,
    }
}

/// Half of them are of the eighteen criteria or of none, half are made up. The rows of the larger sets are met about
/// equally often on a logarithmic scale, so that the middle set has its share.
fn medicine(random: &mut Random, names: &[String]) -> Use {
    if random.percent(50) {
        let (name, class) = *random.one_of(&MEDICATIONS);
        return used(random, name, class);
    }
    let end = if random.percent(50) { 81 } else { names.len() };
    let name = &names[random.below(end)];
    used(random, name, name)
}

fn used(random: &mut Random, name: &str, class: &str) -> Use {
    let hours = match random.below(3) {
        0 => random.below(24),
        1 => random.below(96),
        _ => random.below(720),
    };
    Use {
        name: name.to_owned(),
        class: class.to_owned(),
        last: before_now(hours),
        hours: hours as u32,
        ongoing: random.percent(40),
    }
}

fn before_now(hours: usize) -> String {
    let now: DateTime<FixedOffset> = NOW.parse().expect("a time that is written above");
    (now - TimeDelta::hours(hours as i64)).to_rfc3339()
}

fn some(random: &mut Random, all: &[&'static str], chance: usize) -> Vec<&'static str> {
    all.iter()
        .copied()
        .filter(|_| random.percent(chance))
        .collect()
}

impl Person {
    pub fn uses(&self, list: List) -> &[Use] {
        match list {
            List::Medications => &self.medications,
            List::Substances => &self.substances,
        }
    }

    pub fn said(&self, question: &str) -> bool {
        match question {
            "pregnant" => self.pregnant,
            "breastfeeding" => self.breastfeeding,
            "allergy" => self.allergy,
            "counselor_before" => self.counselor_before,
            "counselor_during_after" => self.counselor_during_after,
            "regular_visits" => self.regular_visits,
            "driver_home" => self.driver_home,
            _ => unreachable!("there is no question `{question}`"),
        }
    }

    pub fn chose(&self, question: &str) -> &[&'static str] {
        match question {
            "heart_brain" => &self.heart_brain,
            "indications" => &self.indications,
            _ => unreachable!("there is no question `{question}`"),
        }
    }
}

/// What each engine must say: the ids of the criteria that hold, sorted.
pub fn expected<'r>(rules: &'r [Rule], person: &Person) -> Vec<&'r str> {
    let mut ids: Vec<_> = rules
        .iter()
        .filter(|rule| holds(&rule.when, person))
        .map(|rule| rule.id.as_str())
        .collect();
    ids.sort_unstable();
    ids
}

fn holds(condition: &Condition, person: &Person) -> bool {
    let any = |list: List, class: &str, which: &dyn Fn(&Use) -> bool| {
        let mut uses = person.uses(list).iter();
        uses.any(|one| one.class == class && which(one))
    };
    match condition {
        Condition::Is(question, yes) => person.said(question) == *yes,
        Condition::HasAny(question, options, _) => {
            let mut chosen = person.chose(question).iter();
            chosen.any(|option| options.contains(option))
        }
        Condition::Below(_, number) => person.age < *number,
        Condition::Within(list, class, hours) => any(*list, class, &|one| one.hours < *hours),
        Condition::Takes(list, class) => any(*list, class, &|_| true),
        Condition::Ongoing(list, class) => any(*list, class, &|one| one.ongoing),
        Condition::Both(left, right) => holds(left, person) && holds(right, person),
    }
}
