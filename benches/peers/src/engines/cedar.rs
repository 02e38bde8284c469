//! cedar-policy: the policies that forbid are the criteria that hold.

use std::collections::BTreeMap;

use cedar_policy::{
    Authorizer, Context, Entities, EntityUid, PolicySet, Request, RestrictedExpression,
};

use super::{Engine, Sink};
use crate::workload::{List, Person, Rule};
use crate::written;

struct Policies {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: Entities,
    names: [EntityUid; 3],
}

pub fn policies(rules: &[Rule]) -> Box<dyn Engine> {
    let text = written::cedar::policies(rules);
    let parsed: PolicySet = text.parse().expect("policies that this program writes");
    // A policy's id is its place in the text; what its author calls it is an annotation.
    let named = parsed.policies().map(|policy| {
        let id = policy.annotation("id").unwrap_or_default();
        policy.new_id(id.parse().expect("an id"))
    });
    let name = |text: &str| text.parse().expect("a name that is written here");
    Box::new(Policies {
        authorizer: Authorizer::new(),
        policies: PolicySet::from_policies(named).expect("ids that differ"),
        entities: Entities::empty(),
        names: [
            name("Person::\"somebody\""),
            name("Action::\"treat\""),
            name("Treatment::\"infusion\""),
        ],
    })
}

impl Engine for Policies {
    fn screen(&mut self, _: usize, person: &Person, raised: Sink<'_>) {
        let [principal, action, resource] = self.names.clone();
        let request = Request::new(principal, action, resource, context(person), None)
            .expect("a request without a schema");
        let response = self
            .authorizer
            .is_authorized(&request, &self.policies, &self.entities);
        for id in response.diagnostics().reason() {
            raised(id.as_ref());
        }
    }
}

fn context(person: &Person) -> Context {
    let yes = RestrictedExpression::new_bool;
    let number = |number: u32| RestrictedExpression::new_long(i64::from(number));
    let text = |text: &str| RestrictedExpression::new_string(text.to_owned());
    let options =
        |all: &[&str]| RestrictedExpression::new_set(all.iter().map(|option| text(option)));
    let mut pairs = vec![
        ("age".to_owned(), number(person.age)),
        ("pregnant".to_owned(), yes(person.pregnant)),
        ("breastfeeding".to_owned(), yes(person.breastfeeding)),
        ("allergy".to_owned(), yes(person.allergy)),
        ("heart_brain".to_owned(), options(&person.heart_brain)),
        ("indications".to_owned(), options(&person.indications)),
        ("counselor_before".to_owned(), yes(person.counselor_before)),
        (
            "counselor_during_after".to_owned(),
            yes(person.counselor_during_after),
        ),
        ("regular_visits".to_owned(), yes(person.regular_visits)),
        ("driver_home".to_owned(), yes(person.driver_home)),
    ];
    for list in [List::Medications, List::Substances] {
        let uses = person.uses(list);
        let mut hours: BTreeMap<&str, u32> = BTreeMap::new();
        for one in uses {
            let least = hours.entry(&one.class).or_insert(one.hours);
            *least = one.hours.min(*least);
        }
        let takes = RestrictedExpression::new_set(uses.iter().map(|one| text(&one.class)));
        let ongoing = uses.iter().filter(|one| one.ongoing);
        let ongoing = RestrictedExpression::new_set(ongoing.map(|one| text(&one.class)));
        let hours = hours
            .into_iter()
            .map(|(class, hours)| (class.to_owned(), number(hours)));
        let hours = RestrictedExpression::new_record(hours).expect("keys that differ");
        pairs.push((written::cedar::takes(list).to_owned(), takes));
        pairs.push((written::cedar::ongoing(list).to_owned(), ongoing));
        pairs.push((written::cedar::last(list).to_owned(), hours));
    }
    Context::from_pairs(pairs).expect("keys that differ")
}
