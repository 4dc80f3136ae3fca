//! Counts of pages, as people and library catalogues write them.

use crate::model::is_roman;

/// A count of pages: `292`, `xii + 292 pp.`, `XII, 441 S.`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PageCount<'t> {
    /// The count without the word for pages: `xii + 292`.
    pub(crate) all: &'t str,
    /// The last of its numbers, that of the main pages.
    pub(crate) number: &'t str,
    /// The word for pages, with its full stop; empty if there is none.
    pub(crate) word: &'t str,
}

impl<'t> PageCount<'t> {
    /// Reads a text that is a count and nothing else. A number alone is one, too: that the field is
    /// for a count must be known.
    pub(crate) fn of(text: &'t str) -> Option<PageCount<'t>> {
        const WORDS: [&str; 12] =
            ["pages", "page", "págs", "pgs", "pp", "p", "seiten", "sidor", "стр", "str", "s", "с"];
        let text = text.trim();
        let bare = text.trim_end_matches('.');
        let length = || {
            WORDS.iter().find_map(|word| {
                let start = bare.len().checked_sub(word.len())?;
                bare.get(start..)?.eq_ignore_ascii_case(word).then_some(start)
            })
        };
        // Most pages end with a number.
        let length = (!bare.ends_with(|c: char| c.is_ascii_digit())).then(length).flatten();
        let (all, word) = text.split_at(length.unwrap_or(bare.len()));
        let all = all.trim_end_matches([' ', '~', '\u{a0}']);
        let word = if length.is_some() { word } else { "" };
        let is_numeral = |part: &str| is_roman(&part.to_ascii_lowercase());
        let is_number = |part: &str| {
            let part = part.trim();
            let is_digits = part.bytes().all(|byte| byte.is_ascii_digit());
            !part.is_empty() && (is_digits || is_numeral(part))
        };
        // Two numbers with a comma between them are pages, unless a word or a numeral says otherwise.
        let is_counted =
            !word.is_empty() || all.split(',').next().is_some_and(|it| is_numeral(it.trim()));
        let signs: &[char] = if is_counted { &['+', ','] } else { &['+'] };
        let number = all.rsplit(signs).next()?.trim();
        let is_count =
            number.ends_with(|c: char| c.is_ascii_digit()) && all.split(signs).all(is_number);
        is_count.then_some(PageCount { all, number, word })
    }
}

#[cfg(test)]
mod tests {
    use super::PageCount;

    #[test]
    fn counts_are_read_with_and_without_words() {
        for (text, all, number, word) in [
            ("292", "292", "292", ""),
            ("xii + 292", "xii + 292", "292", ""),
            ("xii+292 pp.", "xii+292", "292", "pp."),
            ("45 p.", "45", "45", "p."),
            ("320~Seiten", "320", "320", "Seiten"),
            ("XII, 441 S.", "XII, 441", "441", "S."),
            ("441 с.", "441", "441", "с."),
            ("xii, 15", "xii, 15", "15", ""),
        ] {
            assert_eq!(PageCount::of(text), Some(PageCount { all, number, word }), "{text}");
        }
        for text in ["12–34", "12, 34", "S12", "xii", "iv p.", "pp. 12", "", "Paper No. 14, 37 pp."]
        {
            assert_eq!(PageCount::of(text), None, "{text}");
        }
    }
}
