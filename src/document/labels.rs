//! The labels before a locator: `p.`, `chap.`, `§`.

use crate::model::LocatorLabel;

/// The locator labels of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// Lower-case word → label; longer words before shorter ones.
    words: Vec<(String, LocatorLabel)>,
}

impl Labels {
    /// Creates the labels of a language; letter case is ignored.
    pub fn new<'w>(words: impl IntoIterator<Item = (&'w str, LocatorLabel)>) -> Self {
        let mut words: Vec<_> =
            words.into_iter().map(|(word, label)| (word.to_lowercase(), label)).collect();
        words.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        words.dedup_by(|(later, _), (first, _)| later == first);
        Labels { words }
    }

    /// The English labels.
    pub fn english() -> Self {
        let words = ENGLISH.iter();
        Labels::new(words.flat_map(|(label, words)| words.iter().map(|word| (*word, *label))))
    }

    /// The English labels, preceded by those of another language: if both have a word, the other
    /// language decides its meaning.
    pub fn english_and<'w>(words: impl IntoIterator<Item = (&'w str, LocatorLabel)>) -> Self {
        let english = ENGLISH.iter();
        let english = english.flat_map(|(label, words)| words.iter().map(|word| (*word, *label)));
        Labels::new(words.into_iter().chain(english).chain(USUAL))
    }

    /// The label at the beginning of a text, and the length of its word in bytes. A word that ends
    /// in a letter must not be followed by another letter.
    pub fn find(&self, text: &str) -> Option<(LocatorLabel, usize)> {
        self.words.iter().find_map(|(word, label)| {
            let len = prefix_length(text, word)?;
            let open_ended = word.ends_with(char::is_alphabetic)
                && text[len..].starts_with(char::is_alphanumeric);
            (!open_ended).then_some((*label, len))
        })
    }
}

/// The number of bytes of `text` that spell `word`, which is in lower case.
fn prefix_length(text: &str, word: &str) -> Option<usize> {
    let mut wanted = word.chars().peekable();
    for (at, c) in text.char_indices() {
        if wanted.peek().is_none() {
            return Some(at);
        }
        if !c.to_lowercase().all(|c| wanted.next() == Some(c)) {
            return None;
        }
    }
    wanted.peek().is_none().then_some(text.len())
}

/// Words that are common in documents but missing in CSL's locales.
const USUAL: [(&str, LocatorLabel); 3] =
    [("стр.", LocatorLabel::Page), ("págs.", LocatorLabel::Page), ("頁", LocatorLabel::Page)];

const ENGLISH: [(LocatorLabel, &[&str]); 25] = [
    (LocatorLabel::Act, &["act", "acts"]),
    (LocatorLabel::Appendix, &["appendix", "app."]),
    (LocatorLabel::ArticleLocator, &["article", "articles", "art.", "arts."]),
    (LocatorLabel::Book, &["book", "books", "bk.", "bks."]),
    (LocatorLabel::Canon, &["canon", "canons"]),
    (LocatorLabel::Chapter, &["chapter", "chapters", "chap.", "chaps.", "ch."]),
    (LocatorLabel::Column, &["column", "columns", "col.", "cols."]),
    (LocatorLabel::Equation, &["equation", "equations", "eq.", "eqs."]),
    (LocatorLabel::Figure, &["figure", "figures", "fig.", "figs."]),
    (LocatorLabel::Folio, &["folio", "folios", "fol.", "fols."]),
    (LocatorLabel::Issue, &["issue", "issues", "number", "numbers", "no.", "nos."]),
    (LocatorLabel::Line, &["line", "lines", "l.", "ll."]),
    (LocatorLabel::Note, &["note", "notes", "n.", "nn."]),
    (LocatorLabel::Opus, &["opus", "opera", "op.", "opp."]),
    (LocatorLabel::Page, &["page", "pages", "p.", "pp."]),
    (LocatorLabel::Paragraph, &["paragraph", "paragraphs", "para.", "paras.", "¶", "¶¶"]),
    (LocatorLabel::Part, &["part", "parts", "pt.", "pts."]),
    (LocatorLabel::Rule, &["rule", "rules"]),
    (LocatorLabel::Scene, &["scene", "scenes"]),
    (LocatorLabel::Section, &["section", "sections", "sec.", "secs.", "§", "§§"]),
    (LocatorLabel::SubVerbo, &["sub verbo", "sub verbis", "s.v.", "s.vv."]),
    (LocatorLabel::Table, &["table", "tables", "tbl.", "tbls."]),
    (LocatorLabel::Verse, &["verse", "verses", "v.", "vv."]),
    (LocatorLabel::Version, &["version", "versions"]),
    (LocatorLabel::Volume, &["volume", "volumes", "vol.", "vols."]),
];

#[cfg(test)]
mod tests {
    use super::Labels;
    use crate::model::LocatorLabel;

    #[test]
    fn the_longest_word_is_taken_and_no_part_of_one() {
        let labels = Labels::english();
        assert_eq!(labels.find("pp. 3"), Some((LocatorLabel::Page, 3)));
        assert_eq!(labels.find("Chap. 3"), Some((LocatorLabel::Chapter, 5)));
        assert_eq!(labels.find("§§3"), Some((LocatorLabel::Section, 4)));
        assert_eq!(labels.find("bookish"), None);
        assert_eq!(labels.find("p3"), None);
        assert_eq!(labels.find(""), None);
    }
}
