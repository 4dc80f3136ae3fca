//! Splits a note into its references, each with its lead-in words, words for an earlier note, and
//! locator.

use std::ops::Range;

use crate::document::essay::backward;
use crate::document::essay::title_marks::opening;
use crate::document::essay::words::{Word, begin_with, words};

/// A part of a note that may cite one work, or several that are not separated by a semicolon.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Its range in the note's text.
    pub(super) range: Range<usize>,
    /// Where the reference itself begins, after `see` and `quoted in`.
    pub(super) start: usize,
}

/// The words that introduce a reference.
const LEADS: &[&str] = &[
    "see",
    "also",
    "cf",
    "compare",
    "but",
    "eg",
    "e",
    "g",
    "generally",
    "contra",
    "contrast",
    "pace",
    "accord",
    "both",
    "ie",
    "instance",
    "example",
    "and",
    "especially",
    "esp",
    "particularly",
    "from",
    "in",
    "quoted",
    "cited",
    "qtd",
    "reprinted",
    "vgl",
    "siehe",
    "s",
    "so",
    "auch",
    "dazu",
    "ferner",
    "sowie",
    "zit",
    "zitiert",
    "n",
    "nach",
    "aus",
    "bei",
    "hierzu",
    "u",
    "a",
    "gegen",
    "dagegen",
    "anders",
    "voir",
    "aussi",
    "notamment",
    "cite",
    "par",
    "dans",
    "d",
    "vease",
    "vid",
    "tambien",
    "citado",
    "en",
    "vedi",
    "cfr",
    "anche",
    "citato",
    "zie",
    "ook",
    "se",
    "jf",
    "jfr",
    "sm",
    "sr",
    "further",
    "takzhe",
    "po",
    "参",
    "见",
    "見",
    "另",
    "又",
    "详",
    "阅",
    "转",
    "引",
    "自",
];

/// Whether a folded word may lead up to a reference.
pub(super) fn is_lead(folded: &str) -> bool {
    LEADS.contains(&folded)
}

/// The words after which the work that was used is named, such as `quoted in`, and before which one
/// that was not.
const THROUGH: &[&[&str]] = &[
    &["quoted", "in"],
    &["quoted", "by"],
    &["quoted", "from"],
    &["cited", "in"],
    &["cited", "by"],
    &["qtd", "in"],
    &["as", "quoted", "in"],
    &["zitiert", "nach"],
    &["zitiert", "bei"],
    &["zit", "n"],
    &["zit", "nach"],
    &["cite", "par"],
    &["cite", "dans"],
    &["citado", "en"],
    &["citato", "in"],
    &["apud"],
    &["tsit", "po"],
    &["转", "引", "自"],
    &["轉", "引", "自"],
];

/// Splits a note into pieces.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for cut in cuts(text) {
        pieces.extend(piece(text, start..cut.start));
        start = cut.end;
    }
    pieces.extend(piece(text, start..text.len()));
    pieces
}

fn piece(text: &str, range: Range<usize>) -> Option<Piece> {
    let part = &text[range.clone()];
    let bare = part.trim();
    if !bare.contains(char::is_alphanumeric) {
        return None;
    }
    let start = range.start + (part.len() - part.trim_start().len());
    let range = start..start + bare.len();
    let lead = lead_length(bare);
    Some(Piece { start: range.start + lead, range })
}

/// Where a note is split: at semicolons, and before sentences that begin like references.
fn cuts(text: &str) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    let mut depth = 0_i32;
    let mut quoted = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '（' | '〔' | '《' => depth += 1,
            ')' | ']' | '）' | '〕' | '》' => depth -= 1,
            '“' | '«' => quoted += 1,
            '”' | '»' => quoted -= 1,
            ';' | '；' if depth <= 0 && quoted <= 0 => cuts.push(at..at + c.len_utf8()),
            '.' | '!' | '?' | '。' if depth <= 0 => {
                let rest = &text[at + c.len_utf8()..];
                let next = rest.trim_start_matches(['’', '"', ')', '”']);
                let sentence = next.trim_start();
                let is_apart = next.len() > sentence.len() || c == '。';
                let is_new =
                    is_apart && (begins_reference(sentence) || c == '。' && cites(sentence));
                if is_new && !text[..at].ends_with(" S") {
                    let start = text.len() - sentence.len();
                    cuts.push(start..start);
                }
            }
            _ => {}
        }
    }
    cuts
}

/// True if the next Chinese or Japanese sentence contains what references contain.
fn cites(sentence: &str) -> bool {
    const SIGNS: [&str; 8] = ["《", "『", "页", "頁", "前揭", "前掲", "前引", "同上"];
    let next = sentence.find('。').map_or(sentence, |end| &sentence[..end]);
    SIGNS.iter().any(|sign| next.contains(sign))
}

/// True if a sentence begins with a word that introduces a reference.
fn begins_reference(sentence: &str) -> bool {
    const FIRST: &[&str] = &[
        "See ",
        "Cf.",
        "Cf ",
        "Compare ",
        "Also ",
        "But see",
        "Quoted ",
        "Cited ",
        "Vgl.",
        "Siehe ",
        "Dazu ",
        "Ferner ",
        "Voir ",
        "Cfr",
        "Ibid",
        "Ebd.",
        "Ebenda",
        "Véase ",
        "Vid. ",
        "Zit. ",
        "См. ",
        "Ср. ",
        "См.:",
        "Цит. по",
        "参见",
        "另见",
        "又见",
        "详见",
        "转引自",
        "参阅",
        "见",
    ];
    FIRST.iter().any(|first| sentence.starts_with(first))
}

/// The length of the words that introduce a reference.
fn lead_length(text: &str) -> usize {
    let words = words(text);
    let mut at = through(&words);
    while let Some(word) = words.get(at) {
        let is_lead = LEADS.contains(&word.folded.as_str());
        // `S. 12` is a page, `A. Berkman` a name, `Id.` an author.
        let is_initial = word.is_initial() && !matches!(word.folded.as_str(), "s" | "d" if at > 0);
        let next = words.get(at + 1);
        let is_place = next.is_some_and(|next| next.number().is_some());
        if !is_lead || is_initial || is_place || next.is_none() {
            break;
        }
        // `a. a. O.`, `ebd.` and similar words do not introduce a reference.
        if backward::begins(&text[word.range.start..]) {
            break;
        }
        // `a.A.` and `m.w.N.` are one word.
        let is_joined =
            |next: &Word| next.is_initial() && &text[word.range.end..next.range.start] == ".";
        at += if next.is_some_and(is_joined) { 2 } else { 1 };
    }
    match words.get(at) {
        Some(word) if at > 0 => {
            // The mark that opens a title is part of it.
            let start = word.range.start;
            opening(text, start)
        }
        _ => 0,
    }
}

/// The index of the word after `quoted in`.
fn through(words: &[Word]) -> usize {
    let ends = (0..words.len()).filter_map(|at| {
        let found = THROUGH.iter().find(|spelled| begin_with(&words[at..], spelled));
        found.map(|spelled| at + spelled.len())
    });
    ends.rev().find(|end| *end < words.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn notes_are_cut_into_references() {
        for (text, expected) in [
            (
                "Mett, The Ice, p. 3; see also Avrich, p. 4.",
                vec!["Mett, The Ice, p. 3", "Avrich, p. 4."],
            ),
            (
                "Mett, The Ice. See Avrich (1970; 2nd ed.), p. 3",
                vec!["Mett, The Ice.", "Avrich (1970; 2nd ed.), p. 3"],
            ),
            ("Vgl. auch Mett, Das Eis, S. 12.", vec!["Mett, Das Eis, S. 12."]),
            ("Lenin, quoted in Brinton, p. 3.", vec!["Brinton, p. 3."]),
            ("See a.a.O., S. 3", vec!["a.a.O., S. 3"]),
            ("S. 12.", vec!["S. 12."]),
            ("A. Berkman, The Rebellion", vec!["A. Berkman, The Rebellion"]),
        ] {
            let found: Vec<_> =
                pieces(text).iter().map(|it| &text[it.start..it.range.end]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
