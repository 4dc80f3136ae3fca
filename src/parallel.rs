//! Runs work on many items in as many threads as are worthwhile. The result does not depend on the
//! number of threads.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many items make another thread worthwhile: starting one costs about as much as rendering ten
/// items.
const ITEMS_PER_THREAD: usize = 64;

/// How many ranges each thread takes, one after the other, so that a thread with expensive ranges
/// or on a busy core does not delay the others.
const RANGES_PER_THREAD: usize = 8;

/// The number of available threads. Determined only once, since on some systems it is read from
/// files.
fn available() -> usize {
    static AVAILABLE: OnceLock<usize> = OnceLock::new();
    *AVAILABLE.get_or_init(|| thread::available_parallelism().map_or(1, NonZeroUsize::get))
}

/// Runs `work` on consecutive ranges of `0..count`, and joins the results in order.
///
/// `threads` is the maximum number of threads; `None` means all that are available.
pub(crate) fn in_ranges<T: Send>(
    count: usize,
    threads: Option<NonZeroUsize>,
    work: impl Fn(Range<usize>) -> Vec<T> + Sync,
) -> Vec<T> {
    in_ranges_of(count, count, threads, work)
}

/// Like [`in_ranges`], for `count` ranges that together contain this many items.
pub(crate) fn in_ranges_of<T: Send>(
    items: usize,
    count: usize,
    threads: Option<NonZeroUsize>,
    work: impl Fn(Range<usize>) -> Vec<T> + Sync,
) -> Vec<T> {
    let most = (items / ITEMS_PER_THREAD).min(count);
    if most < 2 {
        return work(0..count);
    }
    let threads = threads.map_or_else(available, NonZeroUsize::get).min(most);
    if threads < 2 {
        return work(0..count);
    }
    let share = count.div_ceil(threads * RANGES_PER_THREAD);
    let next = AtomicUsize::new(0);
    let take_ranges = || {
        let mut parts: Vec<(usize, Vec<T>)> = Vec::with_capacity(RANGES_PER_THREAD);
        loop {
            let start = next.fetch_add(share, Ordering::Relaxed);
            if start >= count {
                return parts;
            }
            parts.push((start, work(start..count.min(start + share))));
        }
    };
    let mut parts = thread::scope(|scope| {
        // Where the system refuses a thread, the others do its work.
        let another = |_| thread::Builder::new().spawn_scoped(scope, take_ranges).ok();
        let others: Vec<_> = (1..threads).filter_map(another).collect();
        let mut parts = take_ranges();
        for other in others {
            match other.join() {
                Ok(more) => parts.extend(more),
                // A panic in a thread is continued here.
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        parts
    });
    parts.sort_unstable_by_key(|(start, _)| *start);
    let mut all = Vec::with_capacity(parts.iter().map(|(_, part)| part.len()).sum());
    for (_, mut part) in parts {
        all.append(&mut part);
    }
    all
}

/// Runs two kinds of work, each on the ranges of its own count.
pub(crate) fn on_both<A: Send, B: Send>(
    (first, second): (usize, usize),
    threads: Option<NonZeroUsize>,
    work_first: impl Fn(Range<usize>) -> Vec<A> + Sync,
    work_second: impl Fn(Range<usize>) -> Vec<B> + Sync,
) -> (Vec<A>, Vec<B>) {
    let mut parts = in_ranges(first + second, threads, |range| {
        let own = range.start.min(first)..range.end.min(first);
        let others = range.start.max(first) - first..range.end.max(first) - first;
        let parts = (
            if own.is_empty() { Vec::new() } else { work_first(own) },
            if others.is_empty() { Vec::new() } else { work_second(others) },
        );
        vec![parts]
    });
    if parts.len() < 2 {
        return parts.pop().unwrap_or_default();
    }
    let (mut all, mut all_others) = (Vec::with_capacity(first), Vec::with_capacity(second));
    for (mut own, mut others) in parts {
        all.append(&mut own);
        all_others.append(&mut others);
    }
    (all, all_others)
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::{in_ranges, on_both};

    #[test]
    fn both_kinds_of_work_are_done_in_order() {
        for (first, second) in [(0, 0), (1, 0), (0, 5), (200, 3), (63, 500)] {
            for threads in [1, 2, 5] {
                let threads = NonZeroUsize::new(threads);
                let same = |range: std::ops::Range<usize>| range.collect::<Vec<_>>();
                let (all, others) = on_both((first, second), threads, same, same);
                assert_eq!((all, others), (same(0..first), same(0..second)));
            }
        }
    }

    #[test]
    fn order_is_kept_with_any_number_of_threads() {
        for count in [0, 1, 63, 128, 129, 1000] {
            for threads in [1, 2, 3, 7, 100] {
                let doubled = in_ranges(count, NonZeroUsize::new(threads), |range| {
                    range.map(|number| number * 2).collect()
                });
                assert_eq!(doubled, (0..count).map(|number| number * 2).collect::<Vec<_>>());
            }
        }
    }
}
