//! The origin of each run of a text, adjusted while characters move.

use crate::markup::Run;

/// Records that characters were removed.
pub(super) fn remove(runs: &mut [Run], start: usize, end: usize) {
    for run in runs.iter_mut().rev().take_while(|run| run.start as usize > start) {
        run.start = (run.start as usize).max(end) as u32 - (end - start) as u32;
    }
}

/// Records that characters of this many bytes were inserted.
pub(super) fn insert(runs: &mut Vec<Run>, at: usize, length: usize, place: u32) {
    let behind = runs.partition_point(|run| (run.start as usize) < at);
    let around = behind.checked_sub(1).and_then(|index| runs.get(index)).map(|run| run.place);
    for run in &mut runs[behind..] {
        run.start += length as u32;
    }
    if around == Some(place) {
        return;
    }
    let end = (at + length) as u32;
    if let Some(place) = around
        && runs.get(behind).is_none_or(|run| run.start > end)
    {
        runs.insert(behind, Run { start: end, place });
    }
    runs.insert(behind, Run { start: at as u32, place });
}

/// Drops empty runs, and joins adjacent runs of one origin.
pub(super) fn tidy(runs: &mut Vec<Run>, length: usize) {
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs.iter().filter(|run| (run.start as usize) < length) {
        kept.pop_if(|last| last.start == run.start);
        if kept.last().is_none_or(|last| last.place != run.place) {
            kept.push(*run);
        }
    }
    *runs = kept;
}

#[cfg(test)]
mod tests {
    use super::{insert, remove, tidy};
    use crate::markup::Run;

    fn runs(pairs: &[(u32, u32)]) -> Vec<Run> {
        pairs.iter().map(|&(start, place)| Run { start, place }).collect()
    }

    #[test]
    fn what_is_taken_out_is_forgotten() {
        let mut kept = runs(&[(0, 1), (5, 2), (6, 3)]);
        remove(&mut kept, 5, 6);
        tidy(&mut kept, 8);
        assert_eq!(kept, runs(&[(0, 1), (5, 3)]));
    }

    #[test]
    fn what_is_put_in_is_remembered() {
        let mut kept = runs(&[(0, 1)]);
        insert(&mut kept, 5, 1, 2);
        tidy(&mut kept, 8);
        assert_eq!(kept, runs(&[(0, 1), (5, 2), (6, 1)]));
        let mut kept = runs(&[(0, 1), (5, 3)]);
        insert(&mut kept, 5, 1, 2);
        tidy(&mut kept, 8);
        assert_eq!(kept, runs(&[(0, 1), (5, 2), (6, 3)]));
    }
}
