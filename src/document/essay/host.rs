//! The book that a chapter is in, as a reference names it: `“Inventing Traditions,” in The Invention
//! of Tradition`.

use crate::document::essay::title_marks::OPENING;
use crate::document::essay::words::{Word, words};

/// The words before the book that a chapter is in.
const IN: [&str; 9] = ["in", "en", "dans", "ds", "nel", "nella", "nello", "em", "w"];

/// True if some words lead up to the book of a chapter: `in: `.
pub(super) fn leads_in(text: &str) -> bool {
    words(text).last().is_some_and(|word| IN.contains(&word.folded.as_str()))
}

/// The number of the first word of the book behind `in`.
pub(super) fn begins(text: &str, words: &[Word]) -> Option<usize> {
    // `in: ders., Gesammelte Werke`, `in: ders. (Hg.), Schriften`, `in his Collected Works`.
    const SAME_AUTHOR: &[&str] = &[
        "ders", "dies", "derselbe", "dieselbe", "idem", "id", "eadem", "ead", "his", "her",
        "their", "same", "hg", "hrsg", "ed", "eds",
    ];
    (2..words.len().saturating_sub(1)).find_map(|at| {
        let word = &words[at];
        let before = text[..word.range.start].trim_end();
        let is_author = |at: &usize| SAME_AUTHOR.contains(&words[*at].folded.as_str());
        let authors = (at + 1..words.len() - 1).take_while(is_author).count();
        let last_before = words[at + authors].range.end;
        let behind =
            text[last_before..].trim_start_matches([':', '.', ',', '(', ')', ' ']).trim_start();
        let is_apart = before.ends_with([
            ',', '.', '?', '!', '"', '”', '’', '\'', '»', '“', '‘', '*', '_', ';', ':', ')',
        ]);
        // `p. 3, in Braudel` is another work.
        let last = &words[at - 1];
        let is_page = last.number().is_some() && last.year().is_none() && !before.ends_with(')');
        let is_title = behind.starts_with(char::is_uppercase) || behind.starts_with(OPENING);
        let is_it = IN.contains(&word.folded.as_str()) && is_apart && is_title && !is_page;
        is_it.then_some(at + authors + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::begins;
    use crate::document::essay::words::words;

    #[test]
    fn the_book_of_a_chapter_begins_behind_in() {
        for (text, book) in [
            ("Hobsbawm, “Inventing Traditions,” in The Invention", Some("The")),
            ("Kelly, ‘Did Women Have a Renaissance?’, in Becoming Visible", Some("Becoming")),
            ("Müller, Die Räte, in: Archiv für Sozialgeschichte", Some("Archiv")),
            ("Müller: Die Räte. In: Archiv", Some("Archiv")),
            ("Müller, Die Räte, in: ders., Schriften", Some("Schriften")),
            ("Kolb, Die Räte, in: ders. (Hg.), Vom Kaiserreich", Some("Vom")),
            ("Hill, “Reason,” in his Change and Continuity", Some("Change")),
            ("Bloch, « Pour une histoire », dans Mélanges", Some("Mélanges")),
            ("Eichmann in Jerusalem", None),
            ("Scott, Women in The Making of the Class", None),
            ("Bloch, Pour une histoire, p. 3, in Braudel, La Méditerranée", None),
        ] {
            let all = words(text);
            let found = begins(text, &all).map(|at| &text[all[at].range.clone()]);
            assert_eq!(found, book, "{text}");
        }
    }
}
