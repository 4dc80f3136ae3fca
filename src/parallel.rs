//! Work on many items, on as many threads as pay. The result does not depend on their number.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many items are worth a thread: starting one costs about as much as rendering ten.
const ITEMS_PER_THREAD: usize = 64;

/// How many ranges each thread takes, one after the other, so that one with hard ones or on a busy
/// core keeps nobody waiting.
const RANGES_PER_THREAD: usize = 8;

/// The threads that there are, asked for once, since asking reads files on some systems.
fn available() -> usize {
    static AVAILABLE: OnceLock<usize> = OnceLock::new();
    *AVAILABLE.get_or_init(|| thread::available_parallelism().map_or(1, NonZeroUsize::get))
}

/// Does the work on consecutive ranges of `0..count`, and joins what they give in order.
///
/// `threads` is how many may work at most; all that there are where it is `None`.
pub(crate) fn in_ranges<T: Send>(
    count: usize,
    threads: Option<NonZeroUsize>,
    work: impl Fn(Range<usize>) -> Vec<T> + Sync,
) -> Vec<T> {
    in_ranges_of(count, count, threads, work)
}

/// The same where `count` ranges hold so many items.
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
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take_ranges)).collect();
        let mut parts = take_ranges();
        for other in others {
            match other.join() {
                Ok(more) => parts.extend(more),
                // What went wrong there goes wrong here.
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

/// Does two kinds of work, each on the ranges of its own count.
pub(crate) fn on_both<A: Send, B: Send>(
    (first, second): (usize, usize),
    threads: Option<NonZeroUsize>,
    work_first: impl Fn(Range<usize>) -> Vec<A> + Sync,
    work_second: impl Fn(Range<usize>) -> Vec<B> + Sync,
) -> (Vec<A>, Vec<B>) {
    let parts = in_ranges(first + second, threads, |range| {
        let own = range.start.min(first)..range.end.min(first);
        let others = range.start.max(first) - first..range.end.max(first) - first;
        let parts = (
            if own.is_empty() { Vec::new() } else { work_first(own) },
            if others.is_empty() { Vec::new() } else { work_second(others) },
        );
        vec![parts]
    });
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
