//! The words that say what the numbers of a place count: `p.`, `chap.`, `fol.`

use crate::document::essay::words::Word;
use crate::model::LocatorLabel;

/// The labels before a locator, normalized.
const LABELS: [(LocatorLabel, &[&str]); 12] = [
    (
        LocatorLabel::Page,
        &[
            "p",
            "pp",
            "pg",
            "pgs",
            "page",
            "pages",
            "s",
            "ss",
            "seite",
            "seiten",
            "str",
            "strona",
            "pag",
            "pags",
            "pagina",
            "paginas",
            "paginae",
            "side",
            "sidan",
            "blz",
            "here",
            "hier",
            "aldaar",
            "ici",
            "qui",
            "aqui",
            "zde",
            "tu",
            "lk",
            "at",
            "esp",
            "especially",
            "bes",
            "besonders",
            "insb",
        ],
    ),
    (
        LocatorLabel::Chapter,
        &[
            "ch", "chap", "chaps", "chapter", "chapters", "kap", "kapitel", "cap", "capitulo",
            "capitolo", "chapitre", "gl", "glava",
        ],
    ),
    (LocatorLabel::Section, &["sec", "sect", "section", "abschnitt"]),
    (LocatorLabel::Paragraph, &["para", "paras", "paragraph", "abs", "rn", "rdnr", "rz"]),
    (LocatorLabel::Column, &["col", "cols", "column", "sp", "spalte", "stb"]),
    (LocatorLabel::Folio, &["fol", "fols", "folio", "bl", "ff", "f"]),
    (LocatorLabel::Line, &["line", "lines", "zeile", "ll"]),
    (LocatorLabel::Figure, &["fig", "figs", "figure", "abb"]),
    (LocatorLabel::Volume, &["vol", "vols", "volume", "bd", "band", "tome", "tom", "t"]),
    (LocatorLabel::Book, &["bk", "book", "buch", "livre", "libro", "lib", "kn"]),
    (LocatorLabel::Part, &["pt", "part", "teil", "partie", "parte", "chast"]),
    (LocatorLabel::Issue, &["no", "nr", "num", "n"]),
];

/// What a word before a place says that its numbers count.
pub(super) fn label_of(text: &str, word: &Word) -> Option<LocatorLabel> {
    // In Russian, `Ч.` means part, not chapter.
    if matches!(&text[word.range.clone()], "ч" | "Ч") {
        return Some(LocatorLabel::Part);
    }
    let is_it = |words: &[&str]| words.contains(&word.folded.as_str());
    LABELS.iter().find(|(_, words)| is_it(words)).map(|(label, _)| *label)
}
