//! Several threads, one order.
//!
//! One thread reads, some work, and the caller takes the results in the order of what was read. For everything that is
//! read, a place in a queue is taken before it is worked on, and the caller waits at the first place. The queue is short:
//! when the caller is slow, reading stops, so memory does not grow with the input.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;
use std::{io, iter};

/// So many pieces for each thread may wait to be taken.
const WAITING: usize = 2;

/// Something to do, and where its result is waited for.
pub(super) struct Job<J, D> {
    todo: J,
    result: SyncSender<D>,
}

impl<J, D> Job<J, D> {
    /// Hands over the result. If nobody waits for it any more, there will be no further job either.
    pub(super) fn done(self, work: impl FnOnce(J) -> D) {
        let _unwanted = self.result.send(work(self.todo));
    }
}

/// Lets several threads work on what `next` gives; the results come in its order. Each thread works on all the jobs that it
/// is given, and may keep something from one to the next.
///
/// The threads are left to themselves. When the caller stops taking results they end, apart from one that waits for input
/// which may never come; nobody should have to wait for that.
pub(super) fn in_order<J, D>(
    threads: usize,
    mut next: impl FnMut() -> Option<J> + Send + 'static,
    work: impl Fn(&mut dyn Iterator<Item = Job<J, D>>) + Send + Sync + 'static,
) -> io::Result<impl Iterator<Item = io::Result<D>>>
where
    J: Send + 'static,
    D: Send + 'static,
{
    let waiting = threads.saturating_mul(WAITING);
    let (to_take, places) = sync_channel::<Receiver<D>>(waiting);
    let (to_do, jobs) = sync_channel::<Job<J, D>>(waiting);
    let (jobs, work) = (Arc::new(Mutex::new(jobs)), Arc::new(work));
    for _ in 0..threads {
        let (jobs, work) = (Arc::clone(&jobs), Arc::clone(&work));
        Builder::new().spawn(move || {
            work(&mut iter::from_fn(|| taken(&jobs)));
        })?;
    }
    let reader = Builder::new().spawn(move || {
        while let Some(todo) = next() {
            let (result, place) = sync_channel(1);
            if to_take.send(place).is_err() || to_do.send(Job { todo, result }).is_err() {
                return;
            }
        }
    })?;
    // A thread that is gone must not look like the end of the input.
    let lost = || io::Error::other("a thread of the run has died");
    let results = places
        .into_iter()
        .map(move |place| place.recv().map_err(|_| lost()));
    let end = iter::once_with(move || reader.join());
    Ok(results.chain(end.filter_map(move |end| end.err().map(|_| Err(lost())))))
}

fn taken<T>(jobs: &Mutex<Receiver<T>>) -> Option<T> {
    jobs.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .recv()
        .ok()
}
