//! Sorting, compiled once: `slice::sort_by` is several kilobytes of WebAssembly for every type that is sorted.

use core::cmp::Ordering;

/// Sorts a list; equal items stay in their order.
pub(crate) fn sort<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    // Many lists are in order from the start.
    if list.is_sorted_by(|a, b| compare(a, b).is_le()) {
        return;
    }
    let mut places = places(&sorted(list.len(), &by_index(list, compare)));
    // Every swap puts one item into its place.
    for at in 0..list.len() {
        while let Some(place) = places.get(at).copied().filter(|place| *place != at) {
            list.swap(at, place);
            places.swap(at, place);
        }
    }
}

/// Sorts a list and leaves out what stands in it twice.
pub(crate) fn sort_dedup<T: Ord>(list: &mut Vec<T>) {
    sort(list, T::cmp);
    list.dedup();
}

/// For each item of a list, whether an equal one stands before it.
pub(crate) fn repeats<T>(list: &[T], compare: impl Fn(&T, &T) -> Ordering) -> Vec<bool> {
    repeated(list.len(), &by_index(list, compare))
}

fn by_index<T>(
    list: &[T],
    compare: impl Fn(&T, &T) -> Ordering,
) -> impl Fn(usize, usize) -> Ordering {
    move |a, b| match (list.get(a), list.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        (None, _) | (_, None) => Ordering::Equal,
    }
}

/// The items of a list in their order.
fn sorted(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..length).collect();
    sorted.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
    sorted
}

/// For each item of a list, the place where it belongs.
fn places(sorted: &[usize]) -> Vec<usize> {
    let mut places = vec![0; sorted.len()];
    for (place, item) in sorted.iter().enumerate() {
        if let Some(slot) = places.get_mut(*item) {
            *slot = place;
        }
    }
    places
}

fn repeated(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<bool> {
    let mut repeated = vec![false; length];
    for pair in sorted(length, compare).windows(2) {
        if let &[first, second] = pair
            && compare(first, second).is_eq()
            && let Some(slot) = repeated.get_mut(second)
        {
            *slot = true;
        }
    }
    repeated
}
