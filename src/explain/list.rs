//! Lists of criteria in words.

use super::finding::finding;
use super::markup::{FindingBlock, Line, ListBlock, ListItemBlock, Mark};
use super::words::Words;
use super::{is_raised, rests_on_words};
use crate::protocol::{ListKind, Protocol};
use crate::screen::lists::{ItemStatus, Listed, ListedItem};
use crate::screen::screening::Screening;

/// A list in words; `None` if nothing in it can be said yet.
#[must_use]
pub fn list(
    list: &Listed<'_>,
    screening: &Screening<'_>,
    protocol: &Protocol,
    words: &Words,
) -> Option<ListBlock> {
    let own = |text: &crate::protocol::Text, mark| Line::of(mark, text.in_locale(words.locale()));
    let items = list.items.iter().filter_map(|item| {
        let found = screening.finding(item.criterion);
        // What a group may hold only because nothing was asked yet would be everything.
        let is_said = found.is_none_or(|found| is_raised(found) || rests_on_words(found));
        if list.kind == ListKind::Group && !is_said {
            return None;
        }
        Some(ListItemBlock {
            criterion: item.criterion.to_owned(),
            status: item.status,
            next: list.next == Some(item.criterion),
            label: item.label.map(|label| own(label, Mark::Strong)),
            state: state(item, list).map(|key| Line::of(Mark::Aside, words.get(key))),
            finding: found.map(|found| in_list(list.kind, finding(found, protocol, words))),
        })
    });
    let items: Vec<_> = items.collect();
    (!items.is_empty()).then(|| ListBlock {
        id: list.id.to_owned(),
        list: list.kind,
        title: own(list.title, Mark::Strong),
        items,
    })
}

/// What belongs together in a group says under its heading what it weighs, not line by line.
fn in_list(kind: ListKind, finding: FindingBlock) -> FindingBlock {
    FindingBlock {
        contributes: finding.contributes.filter(|_| kind != ListKind::Group),
        ..finding
    }
}

/// The words for what is known of an item.
fn state(item: &ListedItem<'_>, list: &Listed<'_>) -> Option<&'static str> {
    let is_group = list.kind == ListKind::Group;
    match item.status {
        ItemStatus::Raised if is_group => None,
        ItemStatus::Possible if is_group => Some("list.perhaps"),
        _ if list.next == Some(item.criterion) => Some("list.next"),
        ItemStatus::Done => Some("list.done"),
        ItemStatus::Possible => Some("list.not_known"),
        ItemStatus::Raised => Some("list.open"),
    }
}
