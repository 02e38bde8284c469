//! Protocols and intakes as these tests see them: their own trees, written out as the text that the engine reads.
//!
//! Nothing here knows how the engine works. What a name means is a table, checked against the lexicon by a test.

use serde_json::{Map, Value, json};

pub(crate) const SECOND: i64 = 1000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

// ---- Protocols ----

#[derive(Clone, Debug)]
pub(crate) struct Protocol {
    pub(crate) duration: Option<(Span, Span)>,
    pub(crate) questions: Vec<Question>,
    pub(crate) criteria: Vec<Criterion>,
}

#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    pub(crate) applies: Option<Cond>,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    YesNo,
    One(Vec<Choice>),
    Many(Vec<Choice>),
    /// From 0 to 100.
    Number {
        whole: bool,
        unit: bool,
    },
    Time(Tense),
    Uses,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
}

#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) id: String,
    pub(crate) tags: Vec<&'static str>,
    pub(crate) exclusive: bool,
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Span {
    Minutes(i64),
    Months(i64),
}

impl Span {
    pub(crate) fn text(self) -> String {
        match self {
            Self::Minutes(minutes) if minutes % 60 == 0 => format!("{} h", minutes / 60),
            Self::Minutes(minutes) => format!("{minutes} min"),
            Self::Months(months) => format!("{months} months"),
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Cond {
    Not(Box<Cond>),
    All(Vec<Cond>),
    Any(Vec<Cond>),
    /// `is` and `is not`.
    Is(usize, String, bool),
    In(usize, Vec<String>),
    Has(usize, Vec<String>),
    Compare(usize, &'static str, i64),
    Between(usize, i64, i64),
    Uses {
        ongoing: bool,
        terms: Vec<&'static str>,
    },
}

impl Cond {
    pub(crate) fn text(&self, protocol: &[Question]) -> String {
        let id = |question: &usize| protocol[*question].id.as_str();
        let unit = |question: &usize| match protocol[*question].kind {
            Kind::Number { unit: true, .. } => " kg",
            _ => "",
        };
        let parts = |parts: &[Self], joint: &str| {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| format!("({})", part.text(protocol)))
                .collect();
            parts.join(joint)
        };
        match self {
            Self::Not(inner) => format!("not ({})", inner.text(protocol)),
            Self::All(all) => parts(all, " and "),
            Self::Any(any) => parts(any, " or "),
            Self::Is(question, word, false) => format!("{} is {word}", id(question)),
            Self::Is(question, word, true) => format!("{} is not {word}", id(question)),
            Self::In(question, words) => format!("{} in ({})", id(question), words.join(", ")),
            Self::Has(question, words) if words.len() == 1 => {
                format!("{} has {}", id(question), words[0])
            }
            Self::Has(question, words) => {
                format!("{} has any ({})", id(question), words.join(", "))
            }
            Self::Compare(question, sign, number) => {
                format!("{} {sign} {number}{}", id(question), unit(question))
            }
            Self::Between(question, low, high) => {
                let unit = unit(question);
                format!("{} between {low}{unit} and {high}{unit}", id(question))
            }
            Self::Uses { ongoing, terms } => {
                let verb = if *ongoing { "ongoing" } else { "takes" };
                format!("{verb}({})", terms.join(", "))
            }
        }
    }

    /// Every question it reads, and whether it reads uses.
    pub(crate) fn reads(&self, questions: &mut Vec<usize>) -> bool {
        match self {
            Self::Not(inner) => inner.reads(questions),
            Self::All(parts) | Self::Any(parts) => {
                // Every part is looked at, whatever the others read.
                parts.iter().filter(|part| part.reads(questions)).count() > 0
            }
            Self::Is(question, ..)
            | Self::In(question, _)
            | Self::Has(question, _)
            | Self::Compare(question, ..)
            | Self::Between(question, ..) => {
                questions.push(*question);
                false
            }
            Self::Uses { .. } => true,
        }
    }

    /// The numbers that a question is compared with.
    pub(crate) fn thresholds(&self, of: usize, into: &mut Vec<i64>) {
        match self {
            Self::Not(inner) => inner.thresholds(of, into),
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.thresholds(of, into));
            }
            Self::Compare(question, _, number) if *question == of => into.push(*number),
            Self::Between(question, low, high) if *question == of => into.extend([*low, *high]),
            _ => {}
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Inclusion,
    Exclusion,
    Referral,
    Deferral,
    Requirement,
    Advice,
}

impl Role {
    pub(crate) const ALL: [Self; 6] = [
        Self::Exclusion,
        Self::Deferral,
        Self::Inclusion,
        Self::Requirement,
        Self::Referral,
        Self::Advice,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Inclusion => "inclusion",
            Self::Exclusion => "exclusion",
            Self::Referral => "referral",
            Self::Deferral => "deferral",
            Self::Requirement => "requirement",
            Self::Advice => "advice",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Criterion {
    pub(crate) id: String,
    pub(crate) role: Role,
    pub(crate) when: Option<Cond>,
    pub(crate) washout: Option<Washout>,
}

#[derive(Clone, Debug)]
pub(crate) struct Washout {
    pub(crate) of: Washed,
    pub(crate) before: Option<Span>,
    pub(crate) after: Option<Span>,
    pub(crate) prefer_after: Option<Span>,
}

#[derive(Clone, Debug)]
pub(crate) enum Washed {
    Uses(Vec<&'static str>),
    Event(usize),
}

impl Protocol {
    pub(crate) fn uses_questions(&self) -> impl Iterator<Item = usize> {
        let questions = self.questions.iter().enumerate();
        questions
            .filter(|(_, q)| matches!(q.kind, Kind::Uses))
            .map(|(index, _)| index)
    }

    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Cond> {
        let of_criteria = self
            .criteria
            .iter()
            .filter_map(|criterion| criterion.when.as_ref());
        of_criteria.chain(
            self.questions
                .iter()
                .filter_map(|question| question.applies.as_ref()),
        )
    }

    pub(crate) fn washouts(&self) -> impl Iterator<Item = &Washout> {
        self.criteria
            .iter()
            .filter_map(|criterion| criterion.washout.as_ref())
    }

    /// The document, as JSON.
    pub(crate) fn document(&self) -> Value {
        let text = |text: &str| json!({ "en": text });
        let mut treatment = json!({ "name": text("treatment") });
        if let Some((least, most)) = self.duration {
            treatment["duration"] = json!([least.text(), most.text()]);
        }
        let questions: Vec<Value> = self.questions.iter().map(|q| self.question(q)).collect();
        let criteria: Vec<Value> = self.criteria.iter().map(|c| self.criterion(c)).collect();
        json!({
            "id": "generated", "version": "1.0.0", "title": text("Generated"),
            "reviewed": "2026-01-01", "review_by": "2036-01-01",
            "treatment": treatment,
            "sources": { "book": { "title": "Book", "publisher": "Press" } },
            "questions": questions,
            "criteria": criteria,
        })
    }

    fn question(&self, question: &Question) -> Value {
        let mut out = json!({ "id": question.id, "ask": { "en": "?" } });
        let options = |options: &[Choice], many: bool| {
            let option = |option: &Choice| {
                let mut out = json!({ "id": option.id, "label": { "en": option.id } });
                if !option.tags.is_empty() {
                    out["tags"] = json!(option.tags);
                }
                if many && option.exclusive {
                    out["exclusive"] = json!(true);
                }
                out
            };
            Value::from(options.iter().map(option).collect::<Vec<_>>())
        };
        match &question.kind {
            Kind::YesNo => out["type"] = json!("yes_no"),
            Kind::One(choices) => {
                out["type"] = json!("one");
                out["options"] = options(choices, false);
            }
            Kind::Many(choices) => {
                out["type"] = json!("many");
                out["options"] = options(choices, true);
            }
            Kind::Number { whole, unit } => {
                out["type"] = json!("number");
                (out["min"], out["max"]) = (json!(0), json!(100));
                if *whole {
                    out["whole"] = json!(true);
                }
                if *unit {
                    out["unit"] = json!("kg");
                }
            }
            Kind::Time(tense) => {
                out["type"] = json!("time");
                if *tense == Tense::Future {
                    out["tense"] = json!("future");
                }
            }
            Kind::Uses => out["type"] = json!("uses"),
        }
        if let Some(applies) = &question.applies {
            out["applies"] = json!(applies.text(&self.questions));
        }
        out
    }

    fn criterion(&self, criterion: &Criterion) -> Value {
        let mut out = json!({
            "id": criterion.id, "role": criterion.role.word(), "say": { "en": "…" },
            "cite": { "source": "book", "at": "page 1", "basis": "label" },
        });
        if let Some(when) = &criterion.when {
            out["when"] = json!(when.text(&self.questions));
        }
        if let Some(washout) = &criterion.washout {
            let mut table = Map::new();
            match &washout.of {
                Washed::Uses(terms) if terms.len() == 1 => {
                    table.insert("of".to_owned(), json!(terms[0]));
                }
                Washed::Uses(terms) => {
                    table.insert("of".to_owned(), json!(terms));
                }
                Washed::Event(question) => {
                    table.insert("since".to_owned(), json!(self.questions[*question].id));
                }
            }
            let bounds = [
                ("before", washout.before),
                ("after", washout.after),
                ("prefer_after", washout.prefer_after),
            ];
            for (key, bound) in bounds {
                if let Some(bound) = bound {
                    table.insert(key.to_owned(), json!(bound.text()));
                }
            }
            out["washout"] = Value::Object(table);
        }
        out
    }
}

/// A document as TOML: one line a key, everything below it inline.
pub(crate) fn toml(document: &Value) -> String {
    let Value::Object(entries) = document else {
        return inline(document);
    };
    let lines: Vec<String> = entries
        .iter()
        .map(|(key, value)| format!("{key} = {}\n", inline(value)))
        .collect();
    lines.concat()
}

fn inline(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{key} = {}", inline(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

// ---- Intakes ----

#[derive(Clone, Debug)]
pub(crate) struct Intake {
    pub(crate) now: i64,
    /// How `now` is written: with an offset in minutes, or with `Z`.
    pub(crate) now_offset: Option<i64>,
    /// What the clocks there really show, in minutes ahead of UTC; the engine only knows it if `now` says it.
    pub(crate) offset: i64,
    pub(crate) start: Option<Time>,
    pub(crate) end: Option<Time>,
    /// When it really starts, if its start has passed and it has not begun.
    pub(crate) begins: Option<i64>,
    /// One for each question of the protocol.
    pub(crate) answers: Vec<Option<Answer>>,
}

#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Null,
    /// Something that cannot be understood, as JSON.
    Bad(Value),
    YesNo(bool),
    One(usize),
    Many(Vec<usize>),
    Number(f64),
    Range(Option<f64>, Option<f64>),
    Time(Time),
    Uses(Vec<Use>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Time {
    Exact(i64),
    /// A day, counted from 1970-01-01.
    Day(i64),
    Month(i64, i64),
    Range(Option<i64>, Option<i64>),
    /// A moment, give or take so many minutes.
    About(i64, i64),
    Never,
    Null,
    Bad(&'static str),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Use {
    /// The place in [`NAMES`].
    pub(crate) name: usize,
    pub(crate) last: Option<Time>,
    pub(crate) ongoing: Option<Ongoing>,
    pub(crate) next: Option<Time>,
    pub(crate) means: Option<Means>,
    /// What a name of which nobody could make sense really stands for, in [`NAMES`]. The engine never learns it.
    pub(crate) really: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ongoing {
    Known(bool),
    Null,
    Bad,
}

/// The answer to "did you mean …?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Means {
    /// The substances that were chosen, and whether "none of these" was said too.
    Said(Vec<&'static str>, bool),
    Bad,
}

impl Means {
    pub(crate) fn one(substance: &'static str) -> Self {
        Self::Said(vec![substance], false)
    }

    pub(crate) fn nothing() -> Self {
        Self::Said(Vec::new(), true)
    }
}

/// What is known of a time at which something was or will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Never,
    Between(i64, i64),
    Unclear,
}

/// Further away than anything that matters here.
pub(crate) const FAR: i64 = 3000 * DAY;

impl Time {
    /// The moments that it may stand for where the clocks show `offset`, before anything else is known.
    pub(crate) fn span(&self, offset: i64) -> Option<(i64, i64)> {
        Some(match *self {
            Self::Exact(at) => (at, at),
            Self::Day(day) => {
                let midnight = day * DAY - offset * MINUTE;
                (midnight, midnight + DAY - 1)
            }
            Self::Month(year, month) => {
                let first = |month: i64| {
                    days(year + (month - 1) / 12, (month - 1) % 12 + 1, 1) * DAY - offset * MINUTE
                };
                (first(month), first(month + 1) - 1)
            }
            Self::Range(earliest, latest) => {
                (earliest.unwrap_or(i64::MIN), latest.unwrap_or(i64::MAX))
            }
            Self::About(at, minutes) => (at - minutes * MINUTE, at + minutes * MINUTE),
            Self::Never | Self::Null | Self::Bad(_) => return None,
        })
    }

    /// What is known of a past or planned time; a past one is not later than `now`, a planned one not earlier.
    pub(crate) fn known(&self, tense: Tense, now: i64, offset: i64) -> Known {
        if *self == Self::Never {
            return Known::Never;
        }
        let Some((low, high)) = self.span(offset) else {
            return Known::Unclear;
        };
        let (low, high) = match tense {
            Tense::Past => (low.max(now - FAR), high.min(now)),
            Tense::Future => (low.max(now), high.min(now + FAR)),
        };
        if low <= high {
            Known::Between(low, high)
        } else {
            Known::Unclear
        }
    }

    fn json(&self, offset: i64) -> Value {
        match self {
            Self::Exact(at) => json!(rfc3339(*at, Some(offset))),
            Self::Day(day) => {
                let (year, month, day) = civil(*day);
                json!(format!("{year:04}-{month:02}-{day:02}"))
            }
            Self::Month(year, month) => json!(format!("{year:04}-{month:02}")),
            Self::Range(earliest, latest) => {
                let mut table = Map::new();
                for (key, end) in [("earliest", earliest), ("latest", latest)] {
                    if let Some(end) = end {
                        table.insert(key.to_owned(), json!(rfc3339(*end, Some(offset))));
                    }
                }
                Value::Object(table)
            }
            Self::About(at, minutes) => {
                json!({ "about": rfc3339(*at, Some(offset)), "within": format!("{minutes} min") })
            }
            Self::Never => json!("never"),
            Self::Null => Value::Null,
            Self::Bad(text) => json!(text),
        }
    }
}

impl Intake {
    pub(crate) fn json(&self, protocol: &Protocol) -> Value {
        let mut answers = Map::new();
        for (question, answer) in protocol.questions.iter().zip(&self.answers) {
            if let Some(answer) = answer {
                answers.insert(question.id.clone(), self.answer(question, answer));
            }
        }
        let mut out = json!({ "now": rfc3339(self.now, self.now_offset), "answers": answers });
        if let Some(start) = &self.start {
            out["appointment"] = json!({ "start": start.json(self.offset) });
            if let Some(end) = &self.end {
                out["appointment"]["end"] = end.json(self.offset);
            }
        }
        out
    }

    fn answer(&self, question: &Question, answer: &Answer) -> Value {
        let id = |place: &usize| match &question.kind {
            Kind::One(choices) | Kind::Many(choices) => choices[*place].id.clone(),
            _ => String::new(),
        };
        match answer {
            Answer::Null => Value::Null,
            Answer::Bad(value) => value.clone(),
            Answer::YesNo(yes) => json!(yes),
            Answer::One(place) => json!(id(place)),
            Answer::Many(places) => json!(places.iter().map(id).collect::<Vec<_>>()),
            Answer::Number(number) => json!(number),
            Answer::Range(low, high) => {
                let mut table = Map::new();
                for (key, end) in [("min", low), ("max", high)] {
                    if let Some(end) = end {
                        table.insert(key.to_owned(), json!(end));
                    }
                }
                Value::Object(table)
            }
            Answer::Time(time) => time.json(self.offset),
            Answer::Uses(uses) => uses.iter().map(|one| self.one_use(one)).collect(),
        }
    }

    fn one_use(&self, one: &Use) -> Value {
        let mut out = json!({ "name": NAMES[one.name].typed });
        if let Some(last) = &one.last {
            out["last"] = last.json(self.offset);
        }
        if let Some(next) = &one.next {
            out["next"] = next.json(self.offset);
        }
        match one.ongoing {
            None => {}
            Some(Ongoing::Known(ongoing)) => out["ongoing"] = json!(ongoing),
            Some(Ongoing::Null) => out["ongoing"] = Value::Null,
            Some(Ongoing::Bad) => out["ongoing"] = json!("sometimes"),
        }
        match &one.means {
            None => {}
            Some(Means::Said(chosen, false)) if chosen.len() == 1 => {
                out["means"] = json!(chosen[0])
            }
            Some(Means::Said(chosen, true)) if chosen.is_empty() => out["means"] = Value::Null,
            Some(Means::Said(chosen, none)) => {
                let mut answers: Vec<Value> = chosen.iter().map(|one| json!(one)).collect();
                answers.extend(none.then_some(Value::Null));
                out["means"] = Value::Array(answers);
            }
            Some(Means::Bad) => out["means"] = json!(7),
        }
        out
    }
}

// ---- Names of drugs ----

/// Something that a person may type, and what its parts mean.
pub(crate) struct Name {
    pub(crate) typed: &'static str,
    pub(crate) parts: &'static [Part],
}

pub(crate) enum Part {
    Known(&'static str),
    /// To be asked, with what may be meant.
    Unclear(&'static [&'static str]),
}

use Part::{Known as Is, Unclear as May};

pub(crate) const NAMES: &[Name] = &[
    Name {
        typed: "ibuprofen",
        parts: &[Is("ibuprofen")],
    },
    Name {
        typed: "phenelzine",
        parts: &[Is("phenelzine")],
    },
    Name {
        typed: "OxyContin 10 mg",
        parts: &[Is("oxycodone")],
    },
    Name {
        typed: "Xanax",
        parts: &[Is("alprazolam")],
    },
    Name {
        typed: "Lamictal 100 mg every morning",
        parts: &[Is("lamotrigine")],
    },
    Name {
        typed: "theophylline",
        parts: &[Is("theophylline")],
    },
    Name {
        typed: "oxycodone and alprazolam",
        parts: &[Is("oxycodone"), Is("alprazolam")],
    },
    Name {
        typed: "alprazolam, phenelzine",
        parts: &[Is("alprazolam"), Is("phenelzine")],
    },
    Name {
        typed: "lamotrigine and phenelzine",
        parts: &[Is("lamotrigine"), Is("phenelzine")],
    },
    // Whatever else is certain or possible, it may have been all of these.
    Name {
        typed: "oxycodone, alprazolam, lamotrigine, phenelzine, ibuprofen, theophylline, heroin",
        parts: &[
            Is("oxycodone"),
            Is("alprazolam"),
            Is("lamotrigine"),
            Is("phenelzine"),
            Is("ibuprofen"),
            Is("theophylline"),
            Is("heroin"),
        ],
    },
    Name {
        typed: "heroin",
        parts: &[Is("heroin")],
    },
    Name {
        typed: "lamotrigne",
        parts: &[May(&["lamotrigine"])],
    },
    Name {
        typed: "phenelzin",
        parts: &[May(&["phenelzine"])],
    },
    Name {
        typed: "blues",
        parts: &[May(&[
            "amobarbital",
            "illicitly_made_fentanyl",
            "oxycodone",
        ])],
    },
    Name {
        typed: "bars",
        parts: &[May(&["alprazolam"])],
    },
    Name {
        typed: "zzqqxx",
        parts: &[May(&[])],
    },
    Name {
        typed: "oxycodone and zzqqxx",
        parts: &[Is("oxycodone"), May(&[])],
    },
    Name {
        typed: "ibuprofen and bars",
        parts: &[Is("ibuprofen"), May(&["alprazolam"])],
    },
    Name {
        typed: "bars and zzqqxx",
        parts: &[May(&["alprazolam"]), May(&[])],
    },
    Name {
        typed: "bars and phenelzin",
        parts: &[May(&["alprazolam"]), May(&["phenelzine"])],
    },
];

/// The classes and substances that generated protocols mention.
pub(crate) const TERMS: &[&str] = &[
    "maoi",
    "opioid",
    "benzodiazepine",
    "lamotrigine",
    "methylxanthine",
    "alprazolam",
    "illicit",
    "theophylline",
];

/// Whether a substance is one, or belongs to one.
pub(crate) fn is_in(substance: &str, term: &str) -> bool {
    let classes: &[&str] = match substance {
        "phenelzine" => &["maoi"],
        "oxycodone" => &["opioid"],
        "alprazolam" => &["benzodiazepine"],
        "lamotrigine" => &["lamotrigine"],
        "theophylline" => &["methylxanthine"],
        "amobarbital" => &["barbiturate"],
        "illicitly_made_fentanyl" | "heroin" => &["illicit", "opioid"],
        _ => &[],
    };
    substance == term || classes.contains(&term)
}

impl Use {
    pub(crate) fn named(name: usize) -> Self {
        Self {
            name,
            last: None,
            ongoing: None,
            next: None,
            means: None,
            really: None,
        }
    }

    pub(crate) fn chosen(&self) -> &[&'static str] {
        match &self.means {
            Some(Means::Said(chosen, _)) => chosen,
            Some(Means::Bad) | None => &[],
        }
    }

    /// Every substance that is certain. A choice settles the parts that it fits, and no others.
    pub(crate) fn substances(&self) -> Vec<&'static str> {
        let mut found: Vec<&'static str> = Vec::new();
        let real_parts = self.really.map_or(&[][..], |really| NAMES[really].parts);
        for part in NAMES[self.name].parts.iter().chain(real_parts) {
            match part {
                Part::Known(substance) => found.push(substance),
                Part::Unclear(candidates) => {
                    found.extend(
                        self.chosen()
                            .iter()
                            .find(|chosen| candidates.contains(chosen)),
                    );
                }
            }
        }
        found
    }

    /// What may be meant by every part that is still unclear.
    fn open_parts(&self) -> impl Iterator<Item = &'static [&'static str]> {
        NAMES[self.name].parts.iter().filter_map(|part| match part {
            Part::Known(_) => None,
            Part::Unclear(candidates) => {
                let settled = self
                    .chosen()
                    .iter()
                    .any(|chosen| candidates.contains(chosen));
                (!settled).then_some(*candidates)
            }
        })
    }

    /// Whether nothing is left to be asked about the name.
    pub(crate) fn is_understood(&self) -> bool {
        self.open_parts().next().is_none()
    }

    /// Whether somebody confirmed that no known name fits.
    pub(crate) fn fits_nothing(&self) -> bool {
        matches!(self.means, Some(Means::Said(_, true))) && !self.is_understood()
    }

    /// What may still be chosen.
    pub(crate) fn candidates(&self) -> Vec<&'static str> {
        self.open_parts().flatten().copied().collect()
    }
}

// ---- The calendar ----

/// Days since 1970-01-01, and back.
pub(crate) fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

pub(crate) fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * shifted + 2) / 5 + 1)
}

pub(crate) fn rfc3339(at: i64, offset: Option<i64>) -> String {
    let local = at + offset.unwrap_or(0) * MINUTE;
    let (year, month, day) = civil(local.div_euclid(DAY));
    let of_day = local.rem_euclid(DAY);
    let (hour, minute) = (of_day / HOUR, of_day / MINUTE % 60);
    let (second, millis) = (of_day / SECOND % 60, of_day % SECOND);
    let suffix = match offset {
        None => "Z".to_owned(),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
    };
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}{suffix}")
}
