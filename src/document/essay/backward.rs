//! The words with which a note refers to an earlier one: ibid., op. cit., a.a.O., supra n. 4.

use crate::document::essay::place_labels::label_of;
use crate::document::essay::words::{Word, begin_with, is_ideograph, words};

/// How a note refers to an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Backward {
    /// The work cited last: ibid., ebd.
    Ibid,
    /// The same place in the work cited last: loc. cit.
    SamePlace,
    /// Another work of the author cited last: id., ders.
    SameAuthor,
    /// A work cited earlier: op. cit., a.a.O.
    Before,
    /// The work that the note with this number cites: supra n. 4.
    Note(String),
}

/// A reference to an earlier note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) kind: Backward,
    /// The indexes of its first word, and of the word after its last.
    pub(super) first: usize,
    pub(super) end: usize,
    /// The word that is the number of a note.
    pub(super) number: Option<usize>,
}

const IBID: &[&[&str]] = &[
    &["ibid"],
    &["ibidem"],
    &["ib"],
    &["ibd"],
    &["ibidim"],
    &["ebd"],
    &["ebda"],
    &["ebenda"],
    &["ebendort"],
    &["tamze"],
    &["tamtez"],
    &["ivi"],
    &["dass"],
    &["dasselbe"],
    &["tam", "zhe"],
    &["tam", "samo"],
    &["samme", "sted"],
    &["smst"],
    &["sst"],
    &["同", "上"],
    &["前", "引"],
    &["同", "前"],
    &["同", "书"],
    &["同", "書"],
];

const SAME_PLACE: &[&[&str]] = &[
    &["loc", "cit"],
    &["loccit"],
    &["l", "c"],
    &["lugar", "citado"],
    &["loco", "citato"],
    &["locus", "citatus"],
    &["t", "a", "p"],
    &["同", "页"],
    &["同", "頁"],
];

const SAME_AUTHOR: &[&[&str]] = &[
    &["idem"],
    &["id"],
    &["eadem"],
    &["ead"],
    &["le", "meme"],
    &["la", "meme"],
    &["les", "memes"],
    &["la", "misma"],
    &["lo", "mismo"],
    &["los", "mismos"],
    &["la", "stessa"],
    &["eaedem"],
    &["iidem"],
    &["ders"],
    &["dies"],
    &["derselbe"],
    &["dieselbe"],
    &["on", "zhe"],
    &["ego", "zhe"],
    &["ona", "zhe"],
    &["ee", "zhe"],
    &["toi", "zhe"],
    &["tenze"],
    &["tegoz"],
    &["tyz"],
    &["el", "mismo"],
    &["lo", "stesso"],
    &["同", "氏"],
    &["同", "著", "者"],
    &["氏", "著"],
];

const BEFORE: &[&[&str]] = &[
    &["op", "cit"],
    &["opcit"],
    &["op", "cite"],
    &["op", "citatum"],
    &["opus", "citatum"],
    &["opere", "citato"],
    &["art", "cit"],
    &["art", "cite"],
    &["ob", "cit"],
    &["obra", "citada"],
    &["ouvr", "cit"],
    &["ouvr", "cite"],
    &["ouvrage", "cite"],
    &["article", "cite"],
    &["a", "a", "o"],
    &["aao"],
    &["am", "angegebenen", "ort"],
    &["am", "angefuhrten", "ort"],
    &["aw"],
    &["a", "w"],
    &["anf", "arb"],
    &["anf", "vaerk"],
    &["uk", "soch"],
    &["ukaz", "soch"],
    &["ukaz", "rab"],
    &["ukaz", "st"],
    &["ukaz", "izd"],
    &["ukazannoe", "sochinenie"],
    &["tsit", "soch"],
    &["vkaz", "pratsia"],
    &["vkaz", "tvir"],
    &["dz", "cyt"],
    &["cit", "d"],
    &["cit"],
    &["前", "揭"],
    &["前", "掲"],
    &["上", "引"],
    &["上", "揭"],
    &["前", "引", "书"],
    &["前", "引", "文"],
];

/// Words that refer to an earlier note where they are apart, with nothing but a place behind them:
/// `Same, p. 200`, `Goldman, as above, p. 199`.
const AS_ABOVE: &[&[&str]] = &[
    &["as", "above"],
    &["as", "before"],
    &["same"],
    &["the", "same"],
    &["same", "as", "above"],
    &["ditto"],
    &["wie", "oben"],
    &["wie", "zuvor"],
    &["siehe", "oben"],
    &["s", "o"],
    &["comme", "ci", "dessus"],
    &["come", "sopra"],
    &["como", "arriba"],
];

/// The words for a note before its number.
const NOTE: &[&str] = &[
    "n",
    "nn",
    "note",
    "notes",
    "nt",
    "fn",
    "footnote",
    "endnote",
    "anm",
    "anmerkung",
    "fussnote",
    "fussn",
    "nota",
    "noot",
    "voetnoot",
    "prim",
    "przyp",
    "pozn",
    "注",
    "註",
];

/// The words that make this a reference: `supra n. 4`, `n 4 above`, `wie Anm. 4`.
const BESIDE: [&str; 20] = [
    "supra",
    "infra",
    "above",
    "below",
    "see",
    "wie",
    "siehe",
    "oben",
    "vgl",
    "voir",
    "cit",
    "cited",
    "vid",
    "vease",
    "cf",
    "at",
    "in",
    "zit",
    "ci-dessus",
    "dessus",
];

/// The first reference to an earlier note among the words of a text.
pub(super) fn find(text: &str, words: &[Word]) -> Option<Found> {
    (0..words.len()).find_map(|at| at_word(text, words, at))
}

/// Whether a text begins with a reference to an earlier note.
pub(super) fn begins(text: &str) -> bool {
    // Longer than any of them.
    let end = text.char_indices().nth(40).map_or(text.len(), |(end, _)| end);
    let text = &text[..end];
    at_word(text, &words(text), 0).is_some()
}

fn at_word(text: &str, words: &[Word], at: usize) -> Option<Found> {
    let found =
        |kind: Backward, length: usize| Found { kind, first: at, end: at + length, number: None };
    if let Some(length) = spelled(words, at, IBID) {
        // `ib` counts only as an abbreviation.
        let is_short = matches!(words[at].folded.as_str(), "ib" | "dass" | "dasselbe");
        let behind = &text[words[at].range.end..];
        // `dass` is a conjunction, unless it begins the reference.
        let is_conjunction = words[at].folded.starts_with("dass") && !words[at].is_capital;
        let is_marked = behind.starts_with('.') || words[at].is_capital && behind.starts_with(',');
        return (!is_short || is_marked && !is_conjunction).then(|| found(Backward::Ibid, length));
    }
    if let Some(length) = spelled(words, at, SAME_PLACE) {
        return is_cut(text, words, at, length).then(|| found(Backward::SamePlace, length));
    }
    if let Some(length) = spelled(words, at, BEFORE) {
        return is_cut(text, words, at, length).then(|| found(Backward::Before, length));
    }
    if let Some(length) = spelled(words, at, SAME_AUTHOR) {
        // `Idem, ibidem` and `ders., ebd.` are one reference.
        let next = at + length;
        let more = spelled(words, next, IBID).or_else(|| spelled(words, next, BEFORE));
        if let Some(more) = more.filter(|more| is_cut(text, words, next, *more)) {
            return Some(found(Backward::Ibid, length + more));
        }
        let word = &words[at];
        let behind = &text[word.range.end..];
        let begins =
            at == 0 || text[..word.range.start].trim_end().ends_with([';', '.', '(']) || at < 3;
        let is_marked = behind.starts_with(['.', ',', ':']) || behind.trim().is_empty();
        return (begins && (is_marked || length > 1)).then(|| found(Backward::SameAuthor, length));
    }
    if let Some(length) = spelled(words, at, AS_ABOVE).filter(|it| is_apart(text, words, at, *it)) {
        let kind = if at == 0 { Backward::Ibid } else { Backward::Before };
        return Some(found(kind, length));
    }
    note(text, words, at)
}

/// Whether words are apart from others, with nothing but a place behind them.
fn is_apart(text: &str, words: &[Word], at: usize, length: usize) -> bool {
    let before = text[..words[at].range.start].trim_end();
    let last = &words[at + length - 1];
    let behind = text[last.range.end..].trim_start();
    let is_set_off = at == 0 && words[0].is_capital || before.ends_with([',', '(', '[']);
    let is_place = words
        .get(at + length)
        .is_none_or(|next| next.number().is_some() || label_of(text, next).is_some());
    let ends = behind.is_empty() || behind.starts_with([',', '.', ';', ')', ']', ':']);
    is_set_off && ends && is_place
}

/// The number of words that one of these takes here.
fn spelled(words: &[Word], at: usize, all: &[&[&str]]) -> Option<usize> {
    let here = words.get(at..)?;
    let found = all.iter().filter(|spelled| begin_with(here, spelled));
    found.map(|spelled| spelled.len()).max()
}

/// True if words are abbreviated with full stops, or written as one word.
fn is_cut(text: &str, words: &[Word], at: usize, length: usize) -> bool {
    let last = &words[at + length - 1];
    let whole = &text[words[at].range.start..last.range.end];
    if whole.starts_with(is_ideograph) {
        return true;
    }
    let behind = &text[last.range.end..];
    // `op cit` is nothing else, with or without full stops.
    let is_latin = length == 2 && words[at + 1].folded == "cit";
    let is_long = whole.len() > 6 && length > 1 || whole.len() > 3 && length == 1 || is_latin;
    let has_stop = whole.contains('.') || behind.starts_with(['.', ',']) || behind.is_empty();
    // Initials such as `A. A. O` are not one.
    let single = length > 1 && words[at..at + length].iter().all(|it| it.folded.len() == 1);
    match single {
        true => {
            // The first letter may begin a sentence: `A.a.O.`
            let is_small = !words[at].is_capital || !words[at + 1].is_capital;
            words[at].range.len() == 1 && is_small && has_stop
        }
        false => is_long || has_stop,
    }
}

/// `supra n. 4`, `(n 4)`, `wie Anm. 4`, `note 4 above`.
fn note(text: &str, words: &[Word], at: usize) -> Option<Found> {
    let word = words.get(at).filter(|word| NOTE.contains(&word.folded.as_str()))?;
    let number = words.get(at + 1)?;
    let written = &text[number.range.clone()];
    let value = number.number().filter(|_| written.bytes().all(|b| b.is_ascii_digit()))?;
    let between = &text[word.range.end..number.range.start];
    if !between.chars().all(|c| matches!(c, '.' | ' ' | '\u{a0}' | '°')) {
        return None;
    }
    let is_beside = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).is_some_and(|it| BESIDE.contains(&it.folded.as_str()))
    };
    let before = text[..word.range.start].trim_end();
    let behind = text[number.range.end..].trim_start();
    let in_parentheses = before.ends_with(['(', '[']) && behind.starts_with([')', ']']);
    let first = match is_beside(at.checked_sub(1)) {
        true => at - 1,
        false => at,
    };
    let is_behind = is_beside(Some(at + 2))
        && words
            .get(at + 2)
            .is_some_and(|it| matches!(it.folded.as_str(), "above" | "below" | "supra" | "infra"));
    let is_one = first < at || is_behind || in_parentheses;
    // `supra note` is one; after a page number it is a note in another work: `35 n. 4`.
    let after_page =
        first == at && at > 0 && words[at - 1].number().is_some() && !in_parentheses && !is_behind;
    let end = at + 2 + usize::from(is_behind);
    (is_one && !after_page).then(|| Found {
        kind: Backward::Note(value.to_string()),
        first,
        end,
        number: Some(at + 1),
    })
}

#[cfg(test)]
mod tests {
    use super::{Backward, find};
    use crate::document::essay::words::words;

    #[test]
    fn references_to_earlier_notes_are_found() {
        let note = |number: &str| Some(Backward::Note(number.to_owned()));
        for (text, kind) in [
            ("Ibid., p. 35.", Some(Backward::Ibid)),
            ("Ebd. S. 12", Some(Backward::Ibid)),
            ("Там же. С. 12", Some(Backward::Ibid)),
            ("Brinton, op. cit., p. 3", Some(Backward::Before)),
            ("Brinton, a.a.O., S. 3", Some(Backward::Before)),
            ("Brinton, a. a. O.", Some(Backward::Before)),
            ("A.a.O., S. 17.", Some(Backward::Before)),
            ("同上，第5页。", Some(Backward::Ibid)),
            ("前引胡适：《白话文学史》", Some(Backward::Ibid)),
            ("鲁迅，前揭书，第5页。", Some(Backward::Before)),
            ("Он же. Беседы. С. 3.", Some(Backward::SameAuthor)),
            ("Brinton, ук. соч., с. 3", Some(Backward::Before)),
            ("Loc. cit.", Some(Backward::SamePlace)),
            ("Ders., Kronstadt", Some(Backward::SameAuthor)),
            ("Idem, ibidem, p. 730", Some(Backward::Ibid)),
            ("Ders., ebd., S. 3", Some(Backward::Ibid)),
            ("Id. at 5", Some(Backward::SameAuthor)),
            ("Same, p. 200.", Some(Backward::Ibid)),
            ("As above.", Some(Backward::Ibid)),
            ("Goldman, as above, p. 199", Some(Backward::Before)),
            ("Brinton, siehe oben, S. 3", Some(Backward::Before)),
            ("The same, he wrote, is true of Brinton.", None),
            ("As above, the figures are Brinton's.", None),
            ("Brinton, supra note 4, at 35", note("4")),
            ("Brinton (n 4) 35", note("4")),
            ("Brinton (wie Anm. 4), S. 3", note("4")),
            ("Avrich, Kronstadt 1921, p. 35 n. 4", None),
            ("A. A. O'Brien, The Ice", None),
            ("M. Brinton, The Bolsheviks and Workers Control", None),
        ] {
            assert_eq!(find(text, &words(text)).map(|found| found.kind), kind, "{text}");
        }
    }
}
