//! Finds the works that a name and a year cite.

use crate::document::essay::apparatus::YearCite;
use crate::document::essay::by_year::authors::is_particle;
use crate::document::essay::by_year::known::{CitedAs, Known, KnownWorks};
use crate::document::essay::words::{is_stop_word, is_variant, words};

/// What a name and a year cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Matched {
    /// The works with this author and year, by their numbers.
    Works(Vec<usize>),
    /// The only work of this year whose author has nearly this name.
    Misspelt(usize),
    /// The only work of this author, which has another year.
    OtherYear(usize),
    /// Several works of this author, all of other years, or with other letters.
    OtherWorks,
    /// Nothing.
    Nothing,
}

/// The names and the year of a cite.
pub(super) struct Wanted {
    /// The words of each name, without initials.
    names: Vec<Vec<String>>,
    /// The words of all names together, which may be one body: `Health and Social Care`.
    whole: Vec<String>,
    has_others: bool,
    /// The year; two of `1867/1976`.
    pub(super) years: Vec<i32>,
    pub(super) letter: Option<char>,
}

impl Wanted {
    pub(super) fn of(text: &str, cite: &YearCite) -> Wanted {
        let folded = |written: &str| -> Vec<String> {
            let all = words(written);
            let has_long = all.iter().any(|word| word.range.len() > 1);
            let kept = all.into_iter().filter(|word| !has_long || word.range.len() > 1);
            kept.map(|word| word.folded).collect()
        };
        Wanted {
            names: cite.names.iter().map(|name| folded(&text[name.range()])).collect(),
            whole: folded(&text[cite.authors.range()]),
            has_others: cite.has_others,
            years: cite.number.into_iter().collect(),
            letter: cite.letter,
        }
    }
}

/// The works that a cite may mean.
pub(super) fn matched(works: &KnownWorks, wanted: &Wanted) -> Matched {
    let all = works.all.as_slice();
    let Some(first) = wanted.names.first().filter(|name| !name.is_empty()) else {
        return Matched::Nothing;
    };
    let named = |known: &&usize| {
        let known = &all[**known];
        known.names.iter().any(|name| is_called(first, name) || is_called(&wanted.whole, name))
    };
    let has_year = |known: &&usize| match wanted.years.as_slice() {
        [] => all[**known].is_undated,
        years => years.iter().any(|year| all[**known].years.contains(year)),
    };
    let agrees = |known: &&usize| {
        let people = &all[**known].people;
        let is_there =
            |word: &String| people.iter().any(|other| other == word || is_variant(other, word));
        let is_whole = all[**known].names.iter().any(|name| is_called(&wanted.whole, name));
        is_whole || wanted.names[1..].iter().all(|name| name.last().is_none_or(is_there))
    };
    let numbers = works.with_words(&wanted.whole);
    let by_author: Vec<usize> = numbers.iter().filter(named).copied().collect();
    let of_year: Vec<usize> = by_author.iter().filter(has_year).filter(agrees).copied().collect();
    if !of_year.is_empty() {
        let found = with_letter(all, wanted, &as_many(all, wanted, of_year));
        return if found.is_empty() { Matched::OtherWorks } else { Matched::Works(found) };
    }
    if by_author.is_empty() {
        let is_near = |known: &&usize| {
            let names = &all[**known].names;
            names.iter().any(|name| is_nearly(first, name))
        };
        if wanted.years.is_empty() {
            return Matched::Nothing;
        }
        let numbers = first.last().map(|word| works.like(word)).unwrap_or_default();
        // The year first: names take long to compare.
        let mut near = numbers.iter().filter(has_year).filter(is_near).filter(agrees);
        return match (near.next(), near.next()) {
            (Some(one), None) => Matched::Misspelt(*one),
            _ => Matched::Nothing,
        };
    }
    let together: Vec<usize> = by_author.iter().filter(agrees).copied().collect();
    let same: Vec<usize> = as_many(all, wanted, together.clone());
    match (together.as_slice(), same.as_slice()) {
        ([one], _) if is_as_many(&all[*one], wanted) && !wanted.years.is_empty() => {
            Matched::OtherYear(*one)
        }
        _ => Matched::OtherWorks,
    }
}

/// True if a name is that by which a work is cited, with given names or a particle before it.
fn is_called(written: &[String], name: &CitedAs) -> bool {
    let own = &name.words;
    if own.is_empty() || written.is_empty() {
        return false;
    }
    if name.is_title {
        return own.starts_with(written) && written.iter().any(|word| !is_stop_word(word));
    }
    // `Vries` of `de Vries`, `Health Organization` of no body.
    let is_rest = |short: &[String], long: &[String]| {
        let left = &long[..long.len() - short.len()];
        long.ends_with(short) && left.iter().all(|word| is_particle(word))
    };
    written.ends_with(own)
        || written.len() < own.len()
            && (is_rest(written, own) || own.starts_with(written) && written.len() > 1)
}

fn is_nearly(written: &[String], name: &CitedAs) -> bool {
    match (written, name.words.as_slice()) {
        ([one], [own]) => is_variant(one, own) && !name.is_title,
        _ => false,
    }
}

/// Of works by the same first author, those with as many authors as the cite names, if there are
/// any.
fn as_many(all: &[Known], wanted: &Wanted, found: Vec<usize>) -> Vec<usize> {
    let same: Vec<usize> =
        found.iter().filter(|known| is_as_many(&all[**known], wanted)).copied().collect();
    if same.is_empty() { found } else { same }
}

fn is_as_many(known: &Known, wanted: &Wanted) -> bool {
    let Some(authors) = known.authors else { return true };
    match (wanted.has_others, wanted.names.len()) {
        (true, named) => authors > named || authors == 0,
        (false, 1) => authors <= 1,
        (false, 2) => authors == 2,
        (false, named) => authors >= named,
    }
}

/// Of works of one author and year, those with the letter.
fn with_letter(all: &[Known], wanted: &Wanted, found: &[usize]) -> Vec<usize> {
    let Some(letter) = wanted.letter else { return found.to_vec() };
    let has_letters =
        |known: &&usize| all[**known].letters.iter().any(|(year, _)| wanted.years.contains(year));
    let has_it = |known: &&usize| {
        all[**known].letters.iter().any(|it| wanted.years.contains(&it.0) && it.1 == letter)
    };
    if found.iter().any(|known| has_letters(&known)) {
        return found.iter().filter(has_it).copied().collect();
    }
    // Without letters in a list, they count the works in its order.
    let place = (letter as usize).saturating_sub('a' as usize);
    match (found, found.get(place)) {
        ([_], _) => found.to_vec(),
        (_, Some(known)) if found.iter().all(|known| all[*known].item.is_some()) => vec![*known],
        (_, Some(_)) => found.to_vec(),
        (_, None) => Vec::new(),
    }
}
