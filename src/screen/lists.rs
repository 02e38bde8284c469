//! What the lists of a protocol show. They say of their criteria what the findings say, and judge nothing themselves.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::evaluate::Evaluator;
use super::finding::Judged;
use super::screening::Status;
use super::wire::optional;
use crate::Truth;
use crate::protocol::Protocol;
use crate::protocol::model::{Criterion, List, ListKind, Text};

/// A list, as far as it has something to show.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Listed<'p> {
    /// Its id.
    pub id: &'p str,
    /// How its items are shown.
    pub kind: ListKind,
    /// Its heading.
    pub title: &'p Text,
    /// The criterion of the step to take now; for steps only, and `None` once all are done.
    pub next: Option<&'p str>,
    /// Its items, in order.
    pub items: Vec<ListedItem<'p>>,
}

/// A criterion in a list.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ListedItem<'p> {
    /// The criterion.
    pub criterion: &'p str,
    /// What it is called here.
    pub label: Option<&'p Text>,
    /// What is known of it.
    pub status: ItemStatus,
}

/// What is known of an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemStatus {
    /// It is done.
    Done,
    /// Whether it concerns the person, or is done, is not known.
    Possible,
    /// It holds; where something can be done about it, that is still to do.
    Raised,
}

impl ItemStatus {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Possible => "possible",
            Self::Raised => "raised",
        }
    }
}

/// Every list that has something to show.
pub(crate) fn lists<'p>(
    evaluator: &Evaluator<'_>,
    judged: &[Judged],
    protocol: &'p Protocol,
) -> Vec<Listed<'p>> {
    let lists = protocol.lists.iter();
    let lists = lists.map(|list| listed(list, evaluator, judged, protocol));
    lists.filter(|list| !list.items.is_empty()).collect()
}

fn listed<'p>(
    list: &'p List,
    evaluator: &Evaluator<'_>,
    judged: &[Judged],
    protocol: &'p Protocol,
) -> Listed<'p> {
    let items = list.items.iter().filter_map(|place| {
        let criterion = protocol.criteria.get(*place)?;
        let found = judged.binary_search_by(|one| one.place.cmp(place));
        let found = found.ok().and_then(|found| judged.get(found));
        let known = found.map_or(Status::Clear, |one| one.standing.status);
        Some(ListedItem {
            criterion: &criterion.id,
            label: criterion.label.as_ref(),
            status: status(criterion, known, list.kind, evaluator)?,
        })
    });
    let items: Vec<_> = items.collect();
    let is_open = |item: &&ListedItem<'_>| item.status != ItemStatus::Done;
    let next = items.iter().find(is_open);
    Listed {
        id: &list.id,
        kind: list.kind,
        title: &list.title,
        next: next
            .filter(|_| list.kind == ListKind::Steps)
            .map(|item| item.criterion),
        items,
    }
}

/// `None` for what a list does not show: what does not hold, or does not concern the person.
fn status(
    criterion: &Criterion,
    known: Status,
    kind: ListKind,
    evaluator: &Evaluator<'_>,
) -> Option<ItemStatus> {
    match known {
        Status::Raised => Some(ItemStatus::Raised),
        Status::Possible => Some(ItemStatus::Possible),
        Status::Clear if kind == ListKind::Group => None,
        Status::Clear => {
            let concerns = criterion.task.as_ref()?.concerns.as_ref();
            let concerns = concerns.map_or(Truth::True, |when| evaluator.condition(when, &mut ()));
            (concerns != Truth::False).then_some(ItemStatus::Done)
        }
    }
}

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Listed", 5)?;
        out.serialize_field("id", self.id)?;
        out.serialize_field("kind", &self.kind)?;
        out.serialize_field("title", self.title)?;
        optional(&mut out, "next", self.next.as_ref())?;
        out.serialize_field("items", &self.items)?;
        out.end()
    }
}

impl Serialize for ListedItem<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ListedItem", 3)?;
        out.serialize_field("criterion", self.criterion)?;
        optional(&mut out, "label", self.label)?;
        out.serialize_field("status", &self.status)?;
        out.end()
    }
}
