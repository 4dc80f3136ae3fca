//! Words around pages and around the numbers of reports, which styles print themselves.

use crate::dialect::bib::Field;
use crate::model::{PageCount, Variable};
use crate::read::bibtex::entry::EntryReader;
use crate::read::number_label::{is_plain_number, without_label};

/// What a value of `pages` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pages<'t> {
    /// The pages, or the number of an article.
    pub(super) places: Option<&'t str>,
    /// How many pages there are.
    pub(super) count: Option<&'t str>,
}

impl<'t> Pages<'t> {
    /// Reads pages without the words around them: `pp. 3--5`, `3--5 pp.`, `(3--5)`, `023001 (15pp)`,
    /// `Paper No. 14, 37 pp.`, `12 pages`.
    pub(super) fn of(text: &'t str) -> Self {
        let text = text.trim();
        // A word says that it is a count: most numbers are those of pages.
        let counted = |text: &'t str| PageCount::of(text).filter(|count| !count.word.is_empty());
        if let Some(count) = counted(text) {
            return Pages { places: None, count: Some(count.all) };
        }
        let divided = match text.strip_suffix(')') {
            Some(inner) => inner.rsplit_once('('),
            None => text.rsplit_once([',', ';']),
        };
        let has_number = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        if let Some((places, count)) = divided
            && let Some(count) = counted(count.trim())
            && has_number(places)
        {
            let places = Pages::of(places).places;
            return Pages { places, count: Some(count.all) };
        }
        let inside = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let text = inside.filter(|inside| !inside.contains(['(', ')'])).unwrap_or(text);
        let text = without_label(text, Variable::Page).unwrap_or(text);
        Pages { places: Some(without_word(text)), count: None }
    }
}

/// Pages without the word after them: `3--5 pp.`.
fn without_word(text: &str) -> &str {
    let bare = text.trim_end_matches(['.', ' ']);
    let words = ["pages", "pp", "pgs", "p", "Seiten", "S"];
    let before = words.iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(text);
    let ends = before.len() < text.len() && before.ends_with([' ', '\u{a0}']);
    let pages = before.trim_end_matches([' ', '\u{a0}']);
    let ends_in_number = pages.ends_with(|c: char| c.is_ascii_digit());
    if ends && ends_in_number && is_plain_number(pages) { pages } else { text }
}

impl EntryReader<'_, '_> {
    /// The number of a report without the words of its kind: styles print `genre` before it.
    pub(super) fn number_of_report(&mut self) {
        if !self.kind.is_report() {
            return;
        }
        let Some(number) = self.entry.str(Variable::Number).map(str::to_owned) else { return };
        let genre = self.plain(Field::Type);
        if let Some(number) = without_label(&number, Variable::Issue) {
            self.entry.set_text(Variable::Number, number.to_owned());
        } else if let Some((kind, bare)) = kind_and_number(&number) {
            match genre {
                None => {
                    self.entry.set_text(Variable::Genre, kind.to_owned());
                    self.entry.set_text(Variable::Number, bare.to_owned());
                }
                Some(genre) if is_same_kind(&genre, kind) => {
                    self.entry.set_text(Variable::Number, bare.to_owned());
                }
                Some(_) => {}
            }
        }
    }
}

/// The words for a kind of report and the number after them: `Technical Report No. 1234`.
fn kind_and_number(text: &str) -> Option<(&str, &str)> {
    const KINDS: [&str; 14] = [
        "report",
        "rep",
        "rept",
        "paper",
        "memo",
        "memorandum",
        "note",
        "bulletin",
        "circular",
        "techreport",
        "tr",
        "publication",
        "preprint",
        "rapport",
    ];
    let at = text.rfind([' ', '\u{a0}'])?;
    let number = text[at..].trim_start_matches([' ', '\u{a0}', '#']);
    let kind = without_sign(&text[..at]).unwrap_or(text[..at].trim_end());
    let last = kind.rsplit([' ', '\u{a0}']).next()?.trim_end_matches(['.', ':', ',']);
    let is_kind = KINDS.contains(&&*last.to_lowercase());
    let has_no_number = !kind.contains(|c: char| c.is_ascii_digit());
    let has_number = number.contains(|c: char| c.is_ascii_digit());
    let kind = kind.trim_end_matches([':', ',', ' ']);
    (is_kind && has_no_number && has_number).then_some((kind, number))
}

/// Whether two kinds of reports are the same: `Tech. Rep.` is a `Technical Report`.
fn is_same_kind(genre: &str, kind: &str) -> bool {
    if genre.eq_ignore_ascii_case("techreport") {
        return is_same_kind("technical report", kind);
    }
    let words = |text: &str| -> Vec<String> {
        let words = text.split([' ', '.', '\u{a0}', '-']).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).filter(|word| word != "no").collect()
    };
    let (genre, kind) = (words(genre), words(kind));
    let alike = |(a, b): (&String, &String)| a.starts_with(b.as_str()) || b.starts_with(a.as_str());
    genre.len() == kind.len() && genre.iter().zip(&kind).all(alike)
}

/// A text without the sign for a number at its end, which styles print: `Working Paper No.`.
pub(super) fn without_sign(text: &str) -> Option<&str> {
    let bare = text.trim_end();
    let signs = ["No.", "no.", "No", "Number", "number", "Nr.", "Nr", "n°", "№", "#"];
    let kind = signs.iter().find_map(|sign| bare.strip_suffix(sign))?;
    let kind_end = kind.trim_end_matches([' ', '\u{a0}', ',']);
    (kind_end.len() < kind.len() && !kind_end.is_empty()).then_some(kind_end)
}

#[cfg(test)]
mod tests {
    use super::{Pages, is_same_kind, kind_and_number, without_sign};

    #[test]
    fn pages_without_their_words() {
        for (text, places, count) in [
            ("pp. 3--5", Some("3--5"), None),
            ("3--5 pp.", Some("3--5"), None),
            ("S. 3–5", Some("3–5"), None),
            ("(3--5)", Some("3--5"), None),
            ("023001 (15pp)", Some("023001"), Some("15")),
            ("Paper No. 14, 37 pp.", Some("Paper No. 14"), Some("37")),
            ("12 pages", None, Some("12")),
            ("7", Some("7"), None),
            ("12--15", Some("12--15"), None),
            ("S12--S15", Some("S12--S15"), None),
            ("Article 12", Some("Article 12"), None),
            ("3 (sup) 5", Some("3 (sup) 5"), None),
        ] {
            assert_eq!(Pages::of(text), Pages { places, count }, "{text}");
        }
    }

    #[test]
    fn numbers_without_the_kind_of_the_report() {
        for (text, found) in [
            ("Technical Report 1234", Some(("Technical Report", "1234"))),
            ("Tech. Rep. TR-99-1", Some(("Tech. Rep.", "TR-99-1"))),
            ("NBER Working Paper No. 12", Some(("NBER Working Paper", "12"))),
            ("Report No. 12", Some(("Report", "12"))),
            ("TR-1234", None),
            ("UCB 12", None),
            ("CS 12 Report 3", None),
        ] {
            assert_eq!(kind_and_number(text), found, "{text}");
        }
        assert!(is_same_kind("Technical Report", "Tech. Rep."));
        assert!(is_same_kind("techreport", "Technical report"));
        assert!(!is_same_kind("Working Paper", "Technical Report"));
        assert_eq!(without_sign("Working Paper No."), Some("Working Paper"));
        assert_eq!(without_sign("Piano"), None);
    }
}
