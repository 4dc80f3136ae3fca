//! Links over identifiers: what makes one an address belongs to its link.
//!
//! *Source*: CSL 1.0.2 specification, appendix VI.

use std::cmp::Reverse;

use crate::markup::{Format, Mark, Markup};

/// Draws the links over the address that stands before an identifier, as `https://doi.org/`.
pub(super) fn widen(markup: &mut Markup) {
    for index in 0..markup.marks.len() {
        let mark = markup.marks[index];
        let Format::Link(_) = mark.format else { continue };
        let Some(start) = address_start(&markup.text[..mark.start as usize]) else { continue };
        let start = start as u32;
        // Formatting that begins or ends between the two would overlap by halves.
        let crossed = markup.marks.iter().any(|other| {
            let begins = other.start > start && other.start < mark.start;
            let ends = other.end > start && other.end <= mark.start;
            let around = other.start == mark.start && other.end > mark.end;
            begins || ends || around
        });
        if !crossed {
            markup.marks[index].start = start;
        }
    }
    markup.marks.sort_by_key(|mark: &Mark| (mark.start, Reverse(mark.end)));
}

/// Where the address begins that goes on at the end of a text.
fn address_start(text: &str) -> Option<usize> {
    let from = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = text.get(from..)?;
    if !word.ends_with(['/', '=', ':']) {
        return None;
    }
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
