//! The marks around titles: quotation marks, italics, `《》`.

use crate::document::essay::words::is_ideograph;

/// The marks that open a title.
pub(super) const OPENING: [char; 13] =
    ['“', '‘', '"', '*', '_', '«', '„', '\'', '《', '〈', '「', '『', '〔'];

/// The marks that close a title.
pub(super) const CLOSING: [char; 9] = ['"', '”', '’', '\'', '»', '*', '_', '“', '‘'];

/// Where a title begins, including the mark before it.
pub(super) fn opening(text: &str, start: usize) -> usize {
    let before = text[..start].trim_end_matches(OPENING);
    before.len() - country(before)
}

/// The length of the author's country, which Chinese notes put before the name: `〔德〕`, `[英]`.
fn country(before: &str) -> usize {
    const PAIRS: [(char, char); 4] = [('〔', '〕'), ('［', '］'), ('[', ']'), ('（', '）')];
    let bare = before.trim_end();
    let found = PAIRS.iter().find_map(|(open, close)| {
        let inside = bare.strip_suffix(*close)?;
        let at = inside.rfind(*open)?;
        let name = &inside[at + open.len_utf8()..];
        let is_one = (1..=4).contains(&name.chars().count()) && name.chars().all(is_ideograph);
        is_one.then_some(before.len() - at)
    });
    found.unwrap_or_default()
}

/// The length of the marks that close a title after a reference.
pub(super) fn closing(text: &str) -> usize {
    let bare = text.trim_start_matches([
        '”', '’', '"', '*', '_', '»', ')', '\'', '》', '〉', '」', '』', '）',
    ]);
    text.len() - bare.len()
}

/// Where a reference from `start` to `end` ends with the marks that close its title behind it. A
/// parenthesis is one only where the reference opens it.
pub(super) fn closed(text: &str, start: usize, end: usize) -> usize {
    let marks = &text[end..end + closing(&text[end..])];
    let own = &text[start.min(end)..end];
    let mut open = own.matches(['(', '（']).count();
    open = open.saturating_sub(own.matches([')', '）']).count());
    let mut length = 0;
    for c in marks.chars() {
        if matches!(c, ')' | '）') {
            if open == 0 {
                break;
            }
            open -= 1;
        }
        length += c.len_utf8();
    }
    end + length
}
