//! The intake as it grows, with every earlier state of it, so that a step can be taken back.

use prescreen::Intake;
use serde_json::{Map, Value, json};

use crate::exit::Failure;

/// The intake so far.
#[derive(Debug)]
pub(super) struct Record {
    head: Map<String, Value>,
    answers: Map<String, Value>,
    earlier: Vec<Map<String, Value>>,
}

/// Where an answer belongs.
#[derive(Debug)]
pub(super) struct Place {
    question: String,
    /// For one thing about one use: which use, and which key of it.
    of_use: Option<(usize, &'static str)>,
}

impl Place {
    pub(super) fn answer(question: &str) -> Self {
        Self {
            question: question.to_owned(),
            of_use: None,
        }
    }

    pub(super) fn of_use(question: &str, item: usize, key: &'static str) -> Self {
        Self {
            question: question.to_owned(),
            of_use: Some((item, key)),
        }
    }

    pub(super) fn question(&self) -> &str {
        &self.question
    }

    /// As a diagnostic names it.
    pub(super) fn path(&self) -> String {
        match self.of_use {
            None => format!("answers.{}", self.question),
            Some((item, key)) => format!("answers.{}[{item}].{key}", self.question),
        }
    }
}

impl Record {
    pub(super) fn new(now: &str, start: Option<&str>) -> Self {
        let mut head = Map::new();
        head.insert("now".to_owned(), json!(now));
        if let Some(start) = start {
            head.insert("appointment".to_owned(), json!({ "start": start }));
        }
        Self {
            head,
            answers: Map::new(),
            earlier: Vec::new(),
        }
    }

    pub(super) fn value(&self) -> Value {
        let mut record = self.head.clone();
        record.insert("answers".to_owned(), Value::Object(self.answers.clone()));
        Value::Object(record)
    }

    pub(super) fn intake(&self) -> Result<Intake, Failure> {
        Ok(serde_json::from_value(self.value())?)
    }

    pub(super) fn has(&self, question: &str) -> bool {
        self.answers.contains_key(question)
    }

    /// The name under which a use was listed.
    pub(super) fn name(&self, question: &str, item: usize) -> Option<String> {
        let name = self.answers.get(question)?.get(item)?.get("name")?;
        Some(name.as_str()?.to_owned())
    }

    /// Enters an answer.
    pub(super) fn set(&mut self, place: &Place, value: Value) {
        self.earlier.push(self.answers.clone());
        match place.of_use {
            None => {
                self.answers.insert(place.question.clone(), value);
            }
            Some((item, key)) => {
                let uses = self.answers.get_mut(&place.question);
                if let Some(Value::Object(one)) = uses.and_then(|uses| uses.get_mut(item)) {
                    // What was said about another name does not hold for this one.
                    if key == "name" {
                        one.remove("means");
                    }
                    one.insert(key.to_owned(), value);
                }
            }
        }
    }

    /// Adds what a part of a name means; a name may have several parts that are unclear.
    pub(super) fn means(&self, question: &str, item: usize, answer: Value) -> Value {
        let uses = self.answers.get(question);
        match uses.and_then(|uses| uses.get(item)?.get("means")) {
            None => answer,
            Some(Value::Array(earlier)) => earlier.iter().cloned().chain([answer]).collect(),
            Some(earlier) => json!([earlier, answer]),
        }
    }

    /// Takes the last entry back; false if there is none.
    pub(super) fn back(&mut self) -> bool {
        match self.earlier.pop() {
            Some(answers) => {
                self.answers = answers;
                true
            }
            None => false,
        }
    }
}
