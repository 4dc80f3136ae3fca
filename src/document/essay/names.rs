//! The names of a work's people among the words of a reference.

use std::ops::Range;

use crate::document::essay::catalogue::{PersonWords, Work};
use crate::document::essay::reference::Reference;
use crate::document::essay::titles::TitleFound;
use crate::document::essay::words::{Word, begin_with, is_stop_word, is_variant};

/// How given names are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum GivenForm {
    /// `M. Brinton`
    Initials,
    /// `Maurice Brinton`
    Full,
}

/// A name in a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameFound {
    /// The index of the person in the work.
    pub(super) person: usize,
    /// Its words, including given names.
    pub(super) words: Range<usize>,
    /// The words of the family name.
    pub(super) family: Range<usize>,
    pub(super) given: Option<GivenForm>,
    /// Whether the given names differ from those in the work.
    pub(super) is_other: bool,
    /// Whether the family name is spelt as in the work.
    pub(super) is_exact: bool,
}

impl NameFound {
    /// The same name, counted from so many words before.
    pub(super) fn behind(self, words: usize) -> NameFound {
        let moved = |range: Range<usize>| range.start + words..range.end + words;
        NameFound { words: moved(self.words), family: moved(self.family), ..self }
    }
}

/// The words of the name at the beginning of a reference: `M. Brinton,`, `Ida Mett,`, `Mett, I.`,
/// `Mett,`.
pub(super) fn leading_name(reference: Reference<'_>) -> Option<Range<usize>> {
    let Reference { text, words, .. } = reference;
    let behind = |at: usize| words.get(at).and_then(|it| text[it.range.end..].chars().next());
    let mut at = 0;
    while words.get(at).is_some_and(Word::is_initial) {
        at += 1;
    }
    let is_capital =
        |at: usize| words.get(at).is_some_and(|word| word.is_capital && word.year().is_none());
    let ends = |at: usize| matches!(behind(at), Some(',' | ':' | ';'));
    if at > 0 {
        return is_capital(at).then_some(0..at + 1);
    }
    if !is_capital(0) {
        return None;
    }
    if ends(0) {
        let is_inverted = words.get(1).is_some_and(Word::is_initial);
        return Some(0..if is_inverted { 2 } else { 1 });
    }
    let last = (1..4).find(|at| !is_capital(*at) || ends(*at))?;
    (is_capital(last) && ends(last)).then_some(0..last + 1)
}

/// The first person of a work who is named outside the title.
pub(super) fn find_name(
    work: &Work<'_>,
    reference: Reference<'_>,
    title: Option<&TitleFound>,
) -> Option<NameFound> {
    let words = reference.words;
    let is_in_title =
        |at: usize| title.is_some_and(|title| title.telling > 1 && title.words.contains(&at));
    let mut best: Option<NameFound> = None;
    for at in (0..words.len()).filter(|at| !is_in_title(*at)) {
        for (number, person) in work.people.iter().enumerate().take(8) {
            let Some((length, is_exact)) = spelled(person, &words[at..]) else { continue };
            let found = with_given(person, reference, number, at..at + length, is_exact);
            let found = with_namesakes(work, reference, found);
            // Of two people with one family name, the one whose given names are here.
            let is_named = |best: &NameFound| best.family == found.family && best.given.is_some();
            let rank = |it: &NameFound, is_named| (it.is_exact, !it.is_other, is_named);
            let is_better = best.as_ref().is_none_or(|best| {
                let is_here = best.family == found.family && found.given.is_some();
                rank(&found, is_here) > rank(best, is_named(best))
            });
            if is_better {
                best = Some(found);
            }
        }
    }
    best
}

/// The number of words of a family name here, and whether they are spelt as in the work.
fn spelled(person: &PersonWords, words: &[Word]) -> Option<(usize, bool)> {
    let first = words.first()?;
    let length = person.family.len();
    if begin_with(words, &person.family) {
        return (first.is_capital
            || !first.folded.is_ascii()
            || person.is_body
            || length > 1
            || first.range.len() > 3)
            .then_some((length, true));
    }
    // Of two family names, as in Spanish, the first may be used alone; of `Le Roy Ladurie`, the
    // last.
    if !person.is_body && length > 1 && first.is_capital && first.folded.len() > 3 {
        let mut telling =
            person.family.iter().filter(|word| !is_stop_word(word) && !is_particle(word));
        if telling.any(|word| *word == first.folded) {
            return Some((1, true));
        }
    }
    if person.is_body {
        let acronym = person.acronym();
        let is_one = first.is_capital && acronym.len() > 2 && first.folded == acronym;
        return is_one.then_some((1, true));
    }
    let is_near = length == 1 && first.is_capital && is_variant(&first.folded, &person.family[0]);
    is_near.then_some((1, false))
}

/// A name with the given names before it, or after it and a comma.
fn with_given(
    person: &PersonWords,
    reference: Reference<'_>,
    number: usize,
    family: Range<usize>,
    is_exact: bool,
) -> NameFound {
    let Reference { text, words, .. } = reference;
    let plain = NameFound {
        person: number,
        words: family.clone(),
        family: family.clone(),
        given: None,
        is_other: false,
        is_exact,
    };
    if person.is_body {
        return plain;
    }
    let gap = |a: usize, b: usize| &text[words[a].range.end..words[b].range.start];
    let mut first = family.start;
    while first > 0
        && family.start - first < 4
        && (words[first - 1].is_capital || is_written_particle(text, &words[first - 1]))
        && gap(first - 1, first)
            .chars()
            .all(|c| matches!(c, '.' | ' ' | '\u{a0}' | '\n' | '\r' | '-' | '‐'))
        && gap(first - 1, first).len() <= 4
        && !is_signal(text, &words[..first])
    {
        first -= 1;
    }
    let before = &words[first..family.start];
    let particles = before.iter().rev().take_while(|word| is_written_particle(text, word)).count();
    let plain = NameFound { words: family.start - particles..family.end, ..plain };
    if let Some((given, is_other)) = compare(before, text, person) {
        let is_sure = !is_other || first == 0 || before.iter().any(Word::is_initial);
        if is_sure {
            return NameFound { words: first..family.end, given: Some(given), is_other, ..plain };
        }
        return plain;
    }
    // `Brinton, M.`, but not `Augustine, Confessions`.
    let is_inverted = !person.given.is_empty()
        && words
            .get(family.end)
            .is_some_and(|word| word.is_capital && gap(family.end - 1, family.end).trim() == ",");
    let mut end = family.end;
    while is_inverted
        && end < words.len()
        && end - family.end < 3
        && words[end].is_capital
        && (end == family.end || !gap(end - 1, end).contains([',', ':', '(']))
    {
        end += 1;
    }
    let initials = words[family.end..end].iter().take_while(|word| word.is_initial()).count();
    let behind = &words[family.end..if initials > 0 { family.end + initials } else { end }];
    match compare(behind, text, person) {
        Some((given, false)) => NameFound {
            words: family.start..family.end + behind.len(),
            given: Some(given),
            ..plain
        },
        _ => plain,
    }
}

/// A name with those of others who share the family name: `J. L. and B. Hammond`.
fn with_namesakes(work: &Work<'_>, reference: Reference<'_>, found: NameFound) -> NameFound {
    let Reference { text, words, .. } = reference;
    let first = found.words.start;
    let is_joined = first > 1
        && found.given.is_some()
        && (matches!(words[first - 1].folded.as_str(), "and" | "und" | "et" | "y" | "e" | "i")
            || text[words[first - 1].range.end..words[first].range.start].trim() == "&");
    if !is_joined {
        return found;
    }
    let family = &work.people[found.person].family;
    let namesakes = work
        .people
        .iter()
        .enumerate()
        .filter(|(number, person)| *number != found.person && person.family == *family);
    let ampersand = usize::from(text[..words[first].range.start].trim_end().ends_with('&'));
    let end = first - 1 + ampersand;
    for (_, person) in namesakes {
        let length = person.given.len().min(end);
        let before = &words[end - length..end];
        if length > 0 && matches!(compare(before, text, person), Some((_, false))) {
            return NameFound { words: end - length..found.words.end, ..found };
        }
    }
    found
}

pub(super) fn is_particle(folded: &str) -> bool {
    matches!(folded, "de" | "von" | "van" | "der" | "den" | "di" | "da" | "du" | "la" | "le")
}

/// Whether the last of some words is the end of an abbreviation such as `a.A.` or `m.w.N.`, and no
/// initial.
fn is_signal(text: &str, words: &[Word]) -> bool {
    let [.., before, last] = words else { return false };
    let is_letter = before.range.len() == 1 && !before.is_capital && last.range.len() == 1;
    is_letter && &text[before.range.end..last.range.start] == "."
}

/// Whether a word is a particle, which may be abbreviated: `v. Oertzen`.
fn is_written_particle(text: &str, word: &Word) -> bool {
    is_particle(&word.folded)
        || &text[word.range.clone()] == "v" && text[word.range.end..].starts_with('.')
}

/// How given names are written, and whether they differ from those of a person; `None` if there are
/// none.
fn compare(noted: &[Word], text: &str, person: &PersonWords) -> Option<(GivenForm, bool)> {
    let mut given = person.given.iter();
    let mut form = None;
    let mut is_other = false;
    for word in noted.iter().filter(|word| !is_written_particle(text, word)) {
        let written = &text[word.range.clone()];
        let is_run = written.len() == 2 && written.chars().all(char::is_uppercase);
        let letters: Vec<String> = match is_run {
            true => written.chars().map(|c| c.to_lowercase().collect()).collect(),
            false => vec![word.folded.clone()],
        };
        for noted in letters {
            // `Cz.`, `Th.` and `Chr.` are initials too.
            let is_cut = noted.chars().count() <= 3 && text[word.range.end..].starts_with('.');
            let is_initial = noted.chars().count() == 1 || is_cut;
            let meant = given.next();
            is_other |= meant.is_some_and(|meant| {
                let shorter = noted.len().min(meant.len());
                let starts = meant.starts_with(&noted)
                    || meant.len() == 1 && noted.starts_with(meant.as_str());
                !(starts || shorter > 1 && is_variant(&noted, meant))
            });
            form = match (form, is_initial) {
                (None, true) => Some(GivenForm::Initials),
                (None, false) => Some(GivenForm::Full),
                (form, _) => form,
            };
        }
    }
    form.map(|form| (form, is_other && !person.given.is_empty()))
}
