//! The JSON Schemas say what the reader reads and what a screening holds, so that an editor completes one and a program
//! can rely on the other.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a helper of a test is how the test fails"
)]

#[path = "corpus/files.rs"]
mod files;
#[path = "corpus/json.rs"]
mod json;

use std::collections::BTreeSet;
use std::path::Path;

use jsonschema::Validator;
use prescreen::protocol::{Basis, QuestionKind, Role, Tense};
use prescreen::{Ask, Disposition, PlanKind, Severity, Status, Why, protocols};
use serde::Serialize;
use serde_json::{Value, json};

fn schema(name: &str) -> Value {
    let path = format!("src/schema/{name}.schema.json");
    let text = files::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    serde_json::from_str(&text).unwrap()
}

fn validator(name: &str) -> Validator {
    let schema = schema(name);
    assert!(
        jsonschema::meta::is_valid(&schema),
        "{name}: not a JSON Schema"
    );
    jsonschema::draft202012::new(&schema).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Everything in a document that its schema does not allow.
fn objections(validator: &Validator, document: &Value) -> String {
    let found: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("  {}: {error}", error.instance_path()))
        .collect();
    found.join("\n")
}

fn check_all(validator: &Validator, documents: impl IntoIterator<Item = (String, Value)>) {
    let mut failures = String::new();
    let mut count = 0;
    for (name, document) in documents {
        count += 1;
        let objections = objections(validator, &document);
        if !objections.is_empty() {
            failures += &format!("{name}\n{objections}\n");
        }
    }
    assert!(count > 0, "nothing was checked");
    assert!(failures.is_empty(), "{failures}");
}

/// The files of the corpus below a folder, as JSON; those that are not even that are left out.
fn documents(folder: &str, ending: &str) -> Vec<(String, Value)> {
    let files = files::below(&files::root().join(folder), ending);
    let documents = files.into_iter().filter_map(|path| {
        let text = files::read(&path);
        let document = if ending == ".toml" {
            json::from_toml(&text)
        } else {
            serde_json::from_str(&text).ok()
        };
        Some((path.to_string_lossy().into_owned(), document?))
    });
    documents.collect()
}

#[test]
fn sound_protocols_are_valid() {
    let shipped = protocols::SHIPPED.iter().map(|shipped| {
        (
            shipped.id.to_owned(),
            json::from_toml(shipped.text).unwrap(),
        )
    });
    let corpus = documents("accepted", ".toml")
        .into_iter()
        .chain(documents("noted", ".toml"));
    check_all(&validator("protocol"), shipped.chain(corpus));
}

#[test]
fn sound_intakes_are_valid() {
    check_all(
        &validator("intake"),
        documents("accepted", ".intake.json")
            .into_iter()
            // One of them is there to show an answer that no schema without the protocol could object to.
            .chain(documents("noted/review-overdue", ".intake.json")),
    );
}

#[test]
fn screenings_are_valid() {
    check_all(
        &validator("screening"),
        documents("accepted", ".screening.json"),
    );
}

/// What is wrong in its shape is wrong for the schema too, so an editor shows it while it is being typed.
#[test]
fn misshapen_documents_are_not_valid() {
    let (protocol, intake) = (validator("protocol"), validator("intake"));
    let mut wrongly_valid = Vec::new();
    for code in [
        "unknown-key",
        "missing-key",
        "wrong-type",
        "unknown-word",
        "empty",
        "bad-id",
        "bad-version",
        "bad-duration",
        "too-many",
        "uncited",
        "role-mismatch",
        "missing-now",
    ] {
        let folder = format!("rejected/{code}");
        let intakes = documents(&folder, ".intake.json");
        let is_intake = |name: &str| name.ends_with(".intake.json");
        let json = documents(&folder, ".json")
            .into_iter()
            .filter(|(name, _)| !is_intake(name));
        let protocols = documents(&folder, ".toml").into_iter().chain(json);
        for (validator, documents) in [(&protocol, protocols.collect()), (&intake, intakes)] {
            let valid = documents
                .into_iter()
                .filter(|(_, document)| validator.is_valid(document));
            wrongly_valid.extend(valid.map(|(name, _)| name));
        }
    }
    assert!(wrongly_valid.is_empty(), "{wrongly_valid:#?}");
}

/// A worked case takes the answers that an intake takes.
#[test]
fn answers_are_the_same_everywhere() {
    let (protocol, intake) = (schema("protocol"), schema("intake"));
    for (name, definition) in intake["$defs"].as_object().unwrap() {
        assert_eq!(&protocol["$defs"][name], definition, "$defs/{name}");
    }
}

/// Every variant of an enum. It does not compile when one is missing.
macro_rules! all {
    ($type:ident { $($variant:ident),+ }) => {{
        let all = [$($type::$variant),+];
        for one in all {
            match one { $($type::$variant => {})+ }
        }
        all
    }};
}

/// The words that a part of a schema allows, under `oneOf` or `enum`.
fn words(part: &Value) -> BTreeSet<String> {
    let constants = part["oneOf"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| &one["const"]);
    let listed = part["enum"].as_array().into_iter().flatten();
    let words = constants
        .chain(listed)
        .map(|word| word.as_str().unwrap().to_owned());
    words.collect()
}

fn on_the_wire<T: Serialize>(all: impl IntoIterator<Item = T>) -> BTreeSet<String> {
    let words = all
        .into_iter()
        .map(|one| serde_json::to_value(one).unwrap());
    words
        .map(|word| word.as_str().unwrap().to_owned())
        .collect()
}

fn set<'a>(words: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    words.into_iter().map(str::to_owned).collect()
}

#[test]
fn words_are_those_of_the_types() {
    let (protocol, screening) = (schema("protocol"), schema("screening"));
    let (written, shown) = (&protocol["$defs"], &screening["$defs"]);

    let roles = all!(Role {
        Inclusion,
        Exclusion,
        Referral,
        Deferral,
        Requirement,
        Advice
    });
    let roles = set(roles.map(Role::as_str));
    assert_eq!(words(&written["criterion"]["properties"]["role"]), roles);
    assert_eq!(words(&shown["role"]), roles);

    let bases = all!(Basis {
        ClinicPolicy,
        Label,
        Guideline,
        Article,
        Regulator
    });
    let mut bases = set(bases.map(Basis::as_str));
    assert_eq!(words(&written["citation"]["properties"]["basis"]), bases);
    // The criterion that the engine adds stands on no document.
    bases.insert("engine rule".to_owned());
    assert_eq!(words(&shown["basis"]), bases);

    let dispositions = all!(Disposition {
        Eligible,
        Incomplete,
        ActionNeeded,
        Deferred,
        NeedsReview,
        Ineligible
    });
    let dispositions = on_the_wire(dispositions);
    let expectation = &written["expectation"]["properties"];
    assert_eq!(words(&expectation["disposition"]), dispositions);
    assert_eq!(words(&expectation["worst_case"]), dispositions);
    assert_eq!(words(&shown["disposition"]), dispositions);

    // A criterion that is clear gives no finding.
    let statuses = all!(Status {
        Clear,
        Possible,
        Raised
    });
    let statuses = statuses.into_iter().filter(|one| *one != Status::Clear);
    assert_eq!(
        words(&shown["finding"]["properties"]["status"]),
        on_the_wire(statuses)
    );

    let asks = all!(Ask {
        Answer,
        Meaning,
        Last,
        Ongoing,
        Next
    });
    assert_eq!(words(&shown["ask"]), on_the_wire(asks));
    let whys = all!(Why {
        NotAsked,
        DontKnow,
        NotUnderstood,
        OutOfRange,
        Contradiction,
        UnclearName,
        UnrecognisedName,
        Imprecise
    });
    assert_eq!(words(&shown["why"]), on_the_wire(whys));
    let kinds = all!(PlanKind {
        LastUseBy,
        AvoidFrom,
        NotBefore,
        AvoidUntil,
        PreferNotBefore
    });
    assert_eq!(words(&shown["plan_kind"]), on_the_wire(kinds));
    let severities = all!(Severity {
        Error,
        Warning,
        Note
    });
    assert_eq!(
        words(&shown["diagnostic"]["properties"]["severity"]),
        set(severities.map(Severity::as_str))
    );

    let kinds = [
        QuestionKind::YesNo,
        QuestionKind::One(Vec::new()),
        QuestionKind::Many(Vec::new()),
        QuestionKind::Number {
            min: 0.0,
            max: 1.0,
            unit: None,
            whole: false,
        },
        QuestionKind::Time {
            tense: Tense::Past,
            never: true,
        },
        QuestionKind::Uses,
    ];
    for kind in &kinds {
        match kind {
            QuestionKind::YesNo
            | QuestionKind::One(_)
            | QuestionKind::Many(_)
            | QuestionKind::Number { .. }
            | QuestionKind::Time { .. }
            | QuestionKind::Uses => {}
        }
    }
    let kinds = set(kinds.iter().map(QuestionKind::as_str));
    assert_eq!(words(&written["question"]["properties"]["type"]), kinds);
    assert_eq!(
        words(&written["question"]["properties"]["tense"]),
        set(all!(Tense { Past, Future }).map(Tense::as_str))
    );
}

/// Every table that the schemas describe either names all its keys or says what any other key holds.
#[test]
fn nothing_is_left_open() {
    fn visit(part: &Value, path: &str, open: &mut Vec<String>) {
        match part {
            Value::Object(entries) => {
                let is_table = entries.get("type") == Some(&json!("object"));
                if is_table && !entries.contains_key("additionalProperties") {
                    open.push(path.to_owned());
                }
                for (key, value) in entries {
                    visit(value, &format!("{path}/{key}"), open);
                }
            }
            Value::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    visit(item, &format!("{path}/{place}"), open);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut open = Vec::new();
    for name in ["protocol", "intake", "screening", "batch"] {
        visit(&schema(name), name, &mut open);
    }
    assert!(open.is_empty(), "{open:#?}");
}
