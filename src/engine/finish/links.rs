//! Extends links over the part of an address before an identifier.
//!
//! *Source*: CSL 1.0.2 specification, appendix VI.

use std::cmp::Reverse;
use std::ops::Range;

use crate::markup::{Formatting, Mark, Markup};

/// Extends links over an address before an identifier, such as `https://doi.org/`.
pub(super) fn widen(markup: &mut Markup) {
    let (mut starts, mut ends): (Vec<u32>, Vec<u32>) =
        markup.marks.iter().map(|mark| (mark.start, mark.end)).unzip();
    starts.sort_unstable();
    ends.sort_unstable();
    for index in 0..markup.marks.len() {
        let mark = markup.marks[index];
        let Formatting::Link(_) = mark.format else { continue };
        let Some(start) = address_start(&markup.text[..mark.start as usize]) else { continue };
        let start = start as u32;
        // Formatting that begins or ends between the two would overlap it only partly.
        let crossed = has_any(&starts, start + 1..mark.start)
            || has_any(&ends, start + 1..mark.start + 1)
            || markup.marks[..index]
                .iter()
                .rev()
                .take_while(|other| other.start == mark.start)
                .any(|other| other.end > mark.end);
        if !crossed {
            markup.marks[index].start = start;
        }
    }
    markup.marks.sort_by_key(|mark: &Mark| (mark.start, Reverse(mark.end)));
}

/// True if a position is in a range.
fn has_any(ordered: &[u32], range: Range<u32>) -> bool {
    let first = ordered.partition_point(|place| *place < range.start);
    ordered.get(first).is_some_and(|place| *place < range.end)
}

/// Where the address begins that continues at the end of a text.
fn address_start(text: &str) -> Option<usize> {
    if !text.ends_with(['/', '=', ':']) {
        return None;
    }
    let from = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = text.get(from..)?;
    let at = word.rfind("https://").or_else(|| word.rfind("http://"))?;
    Some(from + at)
}

#[cfg(test)]
mod tests {
    use super::address_start;

    #[test]
    fn addresses() {
        assert_eq!(address_start("see https://doi.org/"), Some(4));
        assert_eq!(address_start("(https://doi.org/"), Some(1));
        assert_eq!(address_start("https://a.b and doi:"), None);
        assert_eq!(address_start("doi: "), None);
    }
}
