//! Cuts the pieces of a note where another reference begins that no semicolon divides from the one
//! before: `Thompson, op. cit., p. 5, but see also Bloch, op. cit., p. 30`.
//!
//! A word such as `and` or `see`, a full stop, a comma or a parenthesis may be between two
//! references. It is, where what is before it is a reference to its end, and what is behind it
//! begins as one.

use std::cell::OnceCell;
use std::ops::Range;

use crate::document::essay::backward::{self, Backward};
use crate::document::essay::bare_places::Named;
use crate::document::essay::catalogue::TitleWords;
use crate::document::essay::host::leads_in;
use crate::document::essay::locators;
use crate::document::essay::matching::{CiteForm, matches};
use crate::document::essay::names::{is_particle, leading_name};
use crate::document::essay::reference::Reference;
use crate::document::essay::references::{Piece, is_lead, pieces};
use crate::document::essay::resolver::Resolver;
use crate::document::essay::title_marks::{CLOSING, OPENING, opening};
use crate::document::essay::words::{Word, words};

/// How many words of a piece are looked through.
const MOST: usize = 300;

/// How many words tell that a reference begins.
const BEGINNING: usize = 30;

/// The words that join two references.
const AND: [&str; 23] = [
    "and", "but", "or", "with", "et", "mais", "ou", "avec", "und", "sowie", "aber", "oder", "mit",
    "dagegen", "anders", "y", "pero", "con", "e", "ma", "i", "och", "oraz",
];

/// The words that lead up to another reference in the middle of a sentence.
const SEE: [&str; 26] = [
    "see",
    "cf",
    "compare",
    "contrast",
    "pace",
    "contra",
    "against",
    "after",
    "following",
    "vgl",
    "siehe",
    "gegen",
    "voir",
    "contre",
    "selon",
    "vedi",
    "cfr",
    "vease",
    "comparese",
    "contro",
    "zie",
    "jf",
    "jfr",
    "sm",
    "sr",
    "por",
];

/// The words before a name that is one of an editor or translator.
const EDITED: [&str; 30] = [
    "ed",
    "eds",
    "edited",
    "trans",
    "transl",
    "translated",
    "tr",
    "trad",
    "hrsg",
    "hg",
    "ubers",
    "von",
    "by",
    "par",
    "por",
    "di",
    "da",
    "dir",
    "dirs",
    "intro",
    "introd",
    "introduction",
    "foreword",
    "preface",
    "vorwort",
    "prologo",
    "cura",
    "comp",
    "edicion",
    "traduction",
];

/// Whether a word leads up to another reference in the middle of a sentence.
pub(super) fn is_see(folded: &str) -> bool {
    SEE.contains(&folded)
}

/// Whether a word is before the name of an editor or translator.
pub(super) fn is_edited(folded: &str) -> bool {
    EDITED.contains(&folded)
}

/// Where a piece may be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Joint {
    /// Where what leads up to the second reference begins.
    cut: usize,
    /// Where the second reference begins.
    start: usize,
    is_parenthesis: bool,
    is_comma: bool,
    /// Whether a sentence begins there.
    is_sentence: bool,
}

impl Resolver<'_, '_> {
    /// The references of a note, as far as they are told by the marks between them.
    pub(super) fn divided(&self, note: &str) -> Vec<Piece> {
        pieces(note).into_iter().flat_map(|piece| self.divided_piece(note, piece)).collect()
    }

    fn divided_piece(&self, note: &str, piece: Piece) -> Vec<Piece> {
        let Piece { range, start: first } = piece;
        let text = &note[first..range.end];
        let mut divided = Vec::new();
        let mut open = Piece { range: range.clone(), start: first };
        for joint in joints(text) {
            let (cut, start) = (first + joint.cut, first + joint.start);
            if cut <= open.start {
                continue;
            }
            let before = Side::of(&note[open.start..cut]);
            let behind = Side::of(&note[start..range.end]);
            let is_one = || {
                let whole = Side::of(&note[open.start..range.end]);
                !before.has_place()
                    && (is_of_host(&note[cut..start], &behind)
                        || self.is_in_title(&whole, cut - open.start)
                        || self.joins_in_title(&before, &note[cut..start], &behind)
                        || self.is_same_work(&before, &behind))
            };
            let start = match self.divides(&before, &behind, joint) && !is_one() {
                true => Some(start),
                false if joint.is_sentence => {
                    self.start_in_sentence(&before, &behind).map(|at| start + at)
                }
                false => None,
            };
            if let Some(start) = start {
                divided.push(Piece { range: open.range.start..cut, start: open.start });
                open = Piece { range: cut..range.end, start };
            }
        }
        divided.push(open);
        divided
    }

    fn divides(&self, before: &Side<'_>, behind: &Side<'_>, joint: Joint) -> bool {
        let begins = || self.begins(before, behind);
        match joint {
            // `As Thompson says (Making, 12)`
            Joint { is_parenthesis: true, .. } => match begins() {
                Begins::ByTitle if !self.is_author_alone(before, behind) => true,
                Begins::Not => false,
                _ => before.has_place() && self.is_whole(before),
            },
            Joint { is_comma: true, .. } => before.has_place() && begins() != Begins::Not,
            _ => begins() != Begins::Not && self.is_whole(before),
        }
    }

    /// Where the reference begins that is in the sentence behind another one: `Carr, p. 72. The
    /// quotation is from Reed, Ten Days, p. 9`.
    fn start_in_sentence(&self, before: &Side<'_>, sentence: &Side<'_>) -> Option<usize> {
        if !before.has_place() || !self.is_whole(before) || !sentence.has_place() {
            return None;
        }
        let found = matches(self.catalogue, sentence.reference(sentence.words.len()));
        let best = found
            .iter()
            .find(|it| it.form >= CiteForm::Short && it.title.is_some() && it.name.is_some())?;
        let first = sentence.words.get(best.core().start)?;
        Some(opening(sentence.text, first.range.start))
    }

    /// Whether a place in a text is within a title: `Positivism and the Separation of Law and Morals`.
    fn is_in_title(&self, side: &Side<'_>, at: usize) -> bool {
        let end = side.words.len().min(2 * BEGINNING);
        let found = matches(self.catalogue, side.reference(end));
        found.iter().filter_map(|it| it.title.as_ref()).any(|title| {
            let words = &side.words[title.words.clone()];
            let (first, last) = (words.first(), words.last());
            let is_within = first
                .zip(last)
                .is_some_and(|(first, last)| (first.range.end..=last.range.start).contains(&at));
            is_within && title.coverage >= 0.5
        })
    }

    /// Whether the words around a joint follow each other in a title: `Decline and Fall`.
    fn joins_in_title(&self, before: &Side<'_>, joint: &str, behind: &Side<'_>) -> bool {
        let (Some(last), Some(first)) = (before.words.last(), behind.words.first()) else {
            return false;
        };
        let phrase: Vec<String> = std::iter::once(last.folded.clone())
            .chain(words(joint).into_iter().map(|word| word.folded))
            .chain(std::iter::once(first.folded.clone()))
            .collect();
        let is_one = |title: &TitleWords| {
            let mut runs = title.words.windows(phrase.len());
            runs.any(|run| run.iter().map(|word| &word.folded).eq(&phrase))
        };
        let works = self.catalogue.with_word(&last.folded);
        { works }
            .filter_map(|work| self.catalogue.work(work))
            .any(|work| work.titles.iter().any(is_one))
    }

    /// Whether a text is the name of the author whose short title follows: `Thomas (Religion, 55)`.
    fn is_author_alone(&self, before: &Side<'_>, behind: &Side<'_>) -> bool {
        const MOST_NAMES: usize = 4;
        let Some(short) = self.short_title(behind.text, &behind.words) else { return false };
        let is_author = |word: &Word| {
            let works = short.works.iter().filter_map(|work| self.catalogue.work(*work));
            { works }.flat_map(|work| &work.people).any(|it| it.family.contains(&word.folded))
        };
        before.words.len() <= MOST_NAMES && before.words.last().is_some_and(is_author)
    }

    /// Whether two texts are parts of one reference: `Hart, H. L. A. (1958). Positivism`.
    fn is_same_work(&self, before: &Side<'_>, behind: &Side<'_>) -> bool {
        let best = |side: &Side<'_>| {
            let end = side.words.len().min(BEGINNING);
            matches(self.catalogue, side.reference(end)).first().map(|it| it.work)
        };
        best(before).is_some_and(|work| best(behind) == Some(work))
    }

    /// Whether a text is a reference to its end.
    fn is_whole(&self, side: &Side<'_>) -> bool {
        if side.words.is_empty() {
            return false;
        }
        let is_published = side.text.trim_end().trim_end_matches(',').ends_with([')', ']'])
            && side.words.iter().any(|word| word.year().is_some());
        if is_published || side.has_place() {
            return true;
        }
        // Behind `id.` comes the title.
        if let Some(found) = backward::find(side.text, &side.words) {
            return found.kind != Backward::SameAuthor;
        }
        let reference = side.reference(side.words.len());
        let last = side.words.last().map_or("", |word| word.folded.as_str());
        let found = matches(self.catalogue, reference).into_iter().find(|it| it.title.is_some());
        match found.filter(|it| it.form >= CiteForm::Short) {
            // `eds. Bridenthal and Koonz`: the names go on.
            Some(found) => self.catalogue.work(found.work).is_some_and(|work| {
                let is_title =
                    found.title.as_ref().is_some_and(|it| it.words.end == side.words.len());
                is_title || !work.people.iter().any(|it| it.family.iter().any(|name| name == last))
            }),
            None => self.short_title(side.text, &side.words).is_some(),
        }
    }

    /// Whether a text begins with a reference.
    fn begins(&self, before: &Side<'_>, side: &Side<'_>) -> Begins {
        let Some(first) = side.words.first() else { return Begins::Not };
        let is_marked = side.text[..first.range.start].ends_with(OPENING);
        if let Some(found) = backward::find(side.text, &side.words) {
            let is_note = matches!(found.kind, Backward::Note(_));
            if found.first == 0 {
                let label = &side.words[0].folded;
                return if is_note && label != "supra" { Begins::Not } else { Begins::Backward };
            }
            let named = &side.words[..found.first.min(side.words.len())];
            let is_name =
                |word: &Word| word.is_capital || is_particle(&word.folded) || word.folded == "et";
            if named.len() <= 6 && named.iter().all(is_name) && !ends_sentence(side.text, named) {
                return Begins::Backward;
            }
        }
        let is_capital = first.is_capital || is_particle(&first.folded);
        if !is_capital && !is_marked && !self.is_alias(&side.words) {
            return Begins::Not;
        }
        if let Some(short) = self.short_title(side.text, &side.words)
            && (short.is_alias
                || locators::behind(side.text, &side.words, short.end, Named::Title).is_some())
        {
            return Begins::ByTitle;
        }
        let end = side.words.len().min(BEGINNING);
        let reference = Reference { before_place: side.before_place(end), ..side.reference(end) };
        let found = matches(self.catalogue, reference);
        let begins = found.iter().any(|it| {
            let first = it.core().start;
            let is_titled = it.title.is_some() && it.form >= CiteForm::Short;
            let is_first = first == 0 || first == 1 && side.words[0].folded.len() <= 3;
            let is_named = it.name.as_ref().is_some_and(|name| name.words.start == 0);
            is_first && (is_titled || is_named && before.has_place() && side.has_place())
        });
        if begins || before.has_place() && is_unknown(side) { Begins::Forward } else { Begins::Not }
    }
}

/// How a text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// With no reference.
    Not,
    Forward,
    Backward,
    /// With a short title alone.
    ByTitle,
}

/// What is on one side of a joint.
struct Side<'t> {
    text: &'t str,
    words: Vec<Word>,
    place: OnceCell<Option<usize>>,
}

impl<'t> Side<'t> {
    fn of(text: &'t str) -> Self {
        Side { text, words: words(text), place: OnceCell::new() }
    }

    fn reference(&self, end: usize) -> Reference<'_> {
        let words = &self.words[..end];
        let text = &self.text[..words.last().map_or(0, |word| word.range.end)];
        let text = if end == self.words.len() { self.text } else { text };
        Reference { text, words, before_place: end }
    }

    fn has_place(&self) -> bool {
        self.place().is_some()
    }

    /// Where its place begins.
    fn place(&self) -> Option<usize> {
        let find = || locators::find(self.text, &self.words, 1.min(self.words.len()));
        *self.place.get_or_init(|| find().map(|place| place.start()))
    }

    /// The number of words before its place, at most `end`.
    fn before_place(&self, end: usize) -> usize {
        let place = self.place().unwrap_or(self.text.len());
        self.words.partition_point(|word| word.range.start < place).min(end)
    }
}

/// Whether a text is the book of the chapter before it: `Kolb, Die Räte, in: ders. (Hg.), Schriften`.
fn is_of_host(lead: &str, side: &Side<'_>) -> bool {
    let same = backward::find(side.text, &side.words);
    leads_in(lead) && same.is_some_and(|it| it.first == 0 && it.kind == Backward::SameAuthor)
}

/// Whether a text begins with a name, a title and a place of no work that is known.
fn is_unknown(side: &Side<'_>) -> bool {
    let end = side.words.len().min(BEGINNING);
    let Some(name) = leading_name(side.reference(end)) else { return false };
    let Some(next) = side.words.get(name.end) else { return false };
    let gap = &side.text[side.words[name.end - 1].range.end..next.range.start];
    let is_title = gap.starts_with(',') && (next.is_capital || gap.ends_with(OPENING));
    is_title && next.number().is_none() && side.has_place()
}

/// Whether a sentence ends within some words: behind a word that is no initial.
fn ends_sentence(text: &str, words: &[Word]) -> bool {
    words.iter().any(|word| word.range.len() > 3 && text[word.range.end..].starts_with(". "))
}

/// Where a text may be cut, in order.
fn joints(text: &str) -> Vec<Joint> {
    let words = words(text);
    let mut joints = Vec::new();
    let mut sentence = 0;
    for at in 1..words.len().min(MOST) {
        let word = &words[at];
        let before = &words[at - 1];
        let gap = &text[before.range.end..word.range.start];
        let folded = word.folded.as_str();
        let is_edited = is_edited(&before.folded);
        let begin = opening(text, word.range.start);
        let plain = Joint {
            cut: begin,
            start: begin,
            is_parenthesis: false,
            is_comma: false,
            is_sentence: false,
        };
        let behind = |first: usize| behind_leads(text, &words, first);
        let begins = word.is_capital || begin < word.range.start;
        if begins && ends(gap) && !before.is_initial() && !is_edited {
            sentence = begin;
            let start = behind(at).unwrap_or(begin);
            joints.push(Joint { start, is_sentence: true, ..plain });
        }
        if gap.ends_with(['(', '[']) || gap.trim_end_matches(OPENING).ends_with(['(', '[']) {
            let cut = before.range.end + gap.rfind(['(', '[']).unwrap_or_default();
            let start = behind(at).unwrap_or(begin);
            joints.push(Joint { cut, start, is_parenthesis: true, ..plain });
        } else if AND.contains(&folded) && !word.is_initial() {
            let start = behind(at + 1);
            joints.extend(start.map(|start| Joint { cut: word.range.start, start, ..plain }));
        } else if SEE.contains(&folded) {
            // What leads up to it may be a sentence: `For a different view see Arendt`.
            for cut in [sentence, word.range.start].into_iter().filter(|cut| *cut > 0) {
                joints.extend(behind(at + 1).map(|start| Joint { cut, start, ..plain }));
            }
        } else if gap.trim_end_matches(OPENING).trim() == "," && !is_edited {
            joints.push(Joint { is_comma: true, ..plain });
        }
    }
    joints.sort_by_key(|joint| (joint.cut, joint.start));
    joints
}

/// Whether a sentence ends between two words.
fn ends(gap: &str) -> bool {
    let Some(stop) = gap.find(['.', '!', '?']) else { return false };
    gap[stop + 1..].trim_start_matches(CLOSING).starts_with(char::is_whitespace)
}

/// Where a reference begins behind the words that lead up to it.
fn behind_leads(text: &str, words: &[Word], first: usize) -> Option<usize> {
    let mut at = first;
    while words.get(at).is_some_and(|word| {
        let is_one = is_lead(&word.folded)
            || AND.contains(&word.folded.as_str())
            || SEE.contains(&word.folded.as_str());
        is_one && !word.is_initial() && !is_backward(text, word)
    }) {
        at += 1;
    }
    words.get(at).map(|word| opening(text, word.range.start))
}

/// Whether a word begins a reference to an earlier note: `a.a.O.`
fn is_backward(text: &str, word: &Word) -> bool {
    backward::begins(&text[word.range.start..])
}

/// The words that name a work among those before a word for an earlier note: what leads up to them
/// is none of them.
pub(super) fn named(words: &[Word]) -> Range<usize> {
    let is_see = |word: &Word| SEE.contains(&word.folded.as_str()) && !word.is_initial();
    let mut first = words.iter().rposition(is_see).map_or(0, |at| at + 1);
    while first > 0 && words.get(first).is_some_and(|word| is_lead(&word.folded)) {
        first += 1;
    }
    first..words.len()
}
