//! Looking for the end of what may have none, in linear time.

use std::collections::BTreeSet;

/// The ends that were looked for and are not there.
#[derive(Default)]
pub(super) struct Ends {
    missing: BTreeSet<String>,
}

/// How many different ends may be missing before none is looked for any more.
const MOST_MISSING: usize = 64;

impl Ends {
    /// Where a text is found for the first time, and ends, from an offset on. Letters are compared
    /// without their case. Where it is not found, later calls, from a higher offset in the same
    /// text, do not look again.
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
