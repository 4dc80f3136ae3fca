//! Searches for the end of something that may have none, in linear time.

use std::collections::BTreeSet;

/// The ends that were searched for and do not exist.
#[derive(Default)]
pub(super) struct Ends {
    missing: BTreeSet<String>,
}

/// The number of different missing ends after which no end is searched for any more.
const MOST_MISSING: usize = 64;

impl Ends {
    /// The first occurrence of a text after an offset, and its end; letter case is ignored. If it
    /// is not found, later calls with a higher offset in the same text do not search again.
    pub(super) fn find(&mut self, text: &str, at: usize, wanted: &str) -> Option<usize> {
        if self.missing.contains(wanted) || self.missing.len() >= MOST_MISSING {
            return None;
        }
        let bytes = text.as_bytes();
        let mut from = at;
        let first = wanted.chars().next()?;
        while let Some(found) = text[from..].find(first) {
            let start = from + found;
            let end = start + wanted.len();
            let here = bytes.get(start..end);
            if here.is_some_and(|here| here.eq_ignore_ascii_case(wanted.as_bytes())) {
                return Some(end);
            }
            from = start + first.len_utf8();
        }
        self.missing.insert(wanted.to_owned());
        None
    }
}
