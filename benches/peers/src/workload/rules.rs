//! What is asked of an intake: criteria as every engine can have them.

use serde::Serialize;

use super::names::made_up;

/// How many made-up names the largest set mentions: nine in each of its 99 further rows of eighteen.
pub const MADE_UP: usize = 891;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    Medications,
    Substances,
}

impl List {
    pub fn key(self) -> &'static str {
        match self {
            Self::Medications => "medications",
            Self::Substances => "substances",
        }
    }
}

#[derive(Clone, Debug)]
pub enum Condition {
    /// The answer is yes, or no.
    Is(&'static str, bool),
    /// One of these options was chosen; for a protocol the tag that they share, if they do.
    HasAny(&'static str, &'static [&'static str], &'static str),
    /// The number is less than this.
    Below(&'static str, u32),
    /// It was last used less than so many hours ago.
    Within(List, String, u32),
    /// It is listed.
    Takes(List, String),
    /// It is listed and goes on.
    Ongoing(List, String),
    Both(Box<Condition>, Box<Condition>),
}

#[derive(Clone, Debug)]
pub struct Rule {
    pub id: String,
    pub when: Condition,
}

pub const MENTAL_HEALTH: [&str; 5] = ["depression", "bipolar", "ptsd", "anxiety", "ocd"];
pub const PAIN: [&str; 4] = ["chronic_pain", "fibromyalgia", "neuropathic_pain", "crps"];
pub const HEART_BRAIN: [&str; 3] = ["aneurysm", "high_blood_pressure", "stroke"];

/// Questions answered with yes or no.
pub const YES_NO: [&str; 7] = [
    "pregnant",
    "breastfeeding",
    "allergy",
    "counselor_before",
    "counselor_during_after",
    "regular_visits",
    "driver_home",
];

/// A set of criteria of one of the sizes; a larger one begins with the smaller.
pub fn rules(size: usize) -> Vec<Rule> {
    let names = made_up();
    let mut rules = shipped();
    let mut row = 0;
    while rules.len() < size {
        let start = row * 9;
        rules.extend(further(row, &names[start..start + 9]));
        row += 1;
    }
    rules.truncate(size);
    rules
}

/// Eighteen criteria of the ketamine protocol that ships.
fn shipped() -> Vec<Rule> {
    use Condition::{Below, Both, HasAny, Is, Ongoing, Takes, Within};
    use List::{Medications, Substances};

    let has = |option: &'static [&'static str]| HasAny("heart_brain", option, "");
    let without = |question| {
        Both(
            Box::new(HasAny("indications", &MENTAL_HEALTH, "mental_health")),
            Box::new(Is(question, false)),
        )
    };
    let all = [
        ("pregnancy", Is("pregnant", true)),
        ("ketamine-allergy", Is("allergy", true)),
        ("aneurysm", has(&["aneurysm"])),
        (
            "theophylline-ongoing",
            Ongoing(Medications, "theophylline".into()),
        ),
        ("age-under-18", Below("age", 18)),
        ("breastfeeding", Is("breastfeeding", true)),
        ("high-blood-pressure", has(&["high_blood_pressure"])),
        ("stroke", has(&["stroke"])),
        ("maoi-ongoing", Ongoing(Medications, "maoi".into())),
        ("illicit-during-course", Takes(Substances, "illicit".into())),
        (
            "lamotrigine-washout",
            Within(Medications, "lamotrigine".into(), 12),
        ),
        ("maoi-washout", Within(Medications, "maoi".into(), 336)),
        ("alcohol-washout", Within(Substances, "alcohol".into(), 24)),
        (
            "cannabis-washout",
            Within(Substances, "cannabis".into(), 24),
        ),
        ("counselor-before", without("counselor_before")),
        ("counselor-during-after", without("counselor_during_after")),
        ("regular-visits", Is("regular_visits", false)),
        ("driver-home", Is("driver_home", false)),
    ];
    all.map(|(id, when)| Rule {
        id: id.to_owned(),
        when,
    })
    .into()
}

/// Eighteen more over nine names, two a name: six windows, three lists, three that go on, six that take a second answer.
fn further(row: usize, names: &[String]) -> Vec<Rule> {
    use Condition::{Below, Both, HasAny, Is, Ongoing, Takes, Within};
    use List::Medications;

    const HOURS: [u32; 6] = [6, 12, 24, 48, 72, 336];
    let mut all = Vec::new();
    let name = |place: usize| names[place % 9].clone();
    for place in 0..6 {
        let hours = HOURS[(place + row) % HOURS.len()];
        all.push(Within(Medications, name(place), hours));
    }
    for place in 6..9 {
        all.push(Takes(Medications, name(place)));
    }
    for place in 0..3 {
        all.push(Ongoing(Medications, name(place)));
    }
    let seconds = [
        Is("pregnant", true),
        Is("breastfeeding", true),
        Is("driver_home", false),
        Below("age", 18 + (row as u32 % 60)),
        HasAny("heart_brain", &["stroke"], ""),
        HasAny("indications", &MENTAL_HEALTH, "mental_health"),
    ];
    for (place, second) in (3..9).zip(seconds) {
        all.push(Both(
            Box::new(second),
            Box::new(Takes(Medications, name(place))),
        ));
    }
    let rule = |(place, when)| Rule {
        id: format!("further-{row}-{place}"),
        when,
    };
    all.into_iter().enumerate().map(rule).collect()
}
