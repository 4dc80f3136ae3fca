//! The works that a name and a year may cite: the items of an essay's lists, and the works of its
//! bibliographies.

use std::collections::{BTreeSet, HashMap};

use crate::document::essay::apparatus::{Apparatus, has_author_before};
use crate::document::essay::by_year::years::Year;
use crate::document::essay::catalogue::{Catalogue, Work};
use crate::document::essay::resolved::NoteCite;
use crate::document::essay::title_marks::OPENING;
use crate::document::essay::words::{Word, is_ideograph, is_stop_word, skeleton, words};

/// A work that may be cited by name and year.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Its number in the catalogue.
    pub(super) work: Option<usize>,
    /// The list that it is in, and its place there.
    pub(super) item: Option<(usize, usize)>,
    /// What it is cited by: the family name of its first author, an organization, or, without an
    /// author, its title, of which the first words are enough.
    pub(super) names: Vec<CitedAs>,
    /// The words of all its names.
    pub(super) people: Vec<String>,
    /// The number of its authors, if it is known.
    pub(super) authors: Option<usize>,
    /// Its years, the one by which it is cited first.
    pub(super) years: Vec<i32>,
    /// The letters behind its years in the list.
    pub(super) letters: Vec<(i32, char)>,
    pub(super) is_undated: bool,
}

/// Words by which a work is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CitedAs {
    pub(super) words: Vec<String>,
    /// As it is written.
    pub(super) written: String,
    /// Whether its first words are enough.
    pub(super) is_title: bool,
}

/// Works that may be cited by name and year, indexed by the words of their names.
#[derive(Debug, Default)]
pub(super) struct KnownWorks {
    pub(super) all: Vec<Known>,
    /// A word of a name by which works are cited → the works.
    by_word: HashMap<String, Vec<usize>>,
    /// The phonetic form of such a word → the works of bibliographies.
    by_sound: HashMap<String, Vec<usize>>,
}

impl KnownWorks {
    fn of(all: Vec<Known>) -> KnownWorks {
        let mut works = KnownWorks::default();
        for (at, known) in all.iter().enumerate() {
            let words = known.names.iter().flat_map(|name| match name.is_title {
                true => name.words.get(..1).unwrap_or_default(),
                false => name.words.as_slice(),
            });
            for word in words {
                add(&mut works.by_word, word.clone(), at);
                let sound = skeleton(word).filter(|_| known.item.is_none());
                sound.into_iter().for_each(|sound| add(&mut works.by_sound, sound, at));
            }
        }
        works.all = all;
        works
    }

    /// The works whose names have one of these words, in order.
    pub(super) fn with_words(&self, words: &[String]) -> Vec<usize> {
        let found = words.iter().filter_map(|word| self.by_word.get(word)).flatten();
        found.copied().collect::<BTreeSet<usize>>().into_iter().collect()
    }

    /// The works whose names may be nearly this word, in order: all that are listed, and those that
    /// sound like it.
    pub(super) fn like(&self, word: &str) -> Vec<usize> {
        let alike = skeleton(word).and_then(|sound| self.by_sound.get(&sound));
        let listed = self.all.iter().take_while(|known| known.item.is_some()).count();
        (0..listed).chain(alike.into_iter().flatten().copied()).collect()
    }
}

fn add(index: &mut HashMap<String, Vec<usize>>, word: String, at: usize) {
    let works = index.entry(word).or_default();
    if works.last() != Some(&at) {
        works.push(at);
    }
}

/// The works of the lists, and those of the bibliographies that are in no list.
pub(super) fn known(
    text: &str,
    apparatus: &Apparatus,
    lists: &[Vec<NoteCite>],
    catalogue: &Catalogue<'_>,
) -> KnownWorks {
    let mut all: Vec<Known> = Vec::new();
    for (number, (list, found)) in apparatus.lists.iter().zip(lists).enumerate() {
        let mut before: Vec<CitedAs> = Vec::new();
        for (at, (item, cite)) in list.items.iter().zip(found).enumerate() {
            let mut one = of_item(&text[item.range()], &before);
            before.clone_from(&one.names);
            one.item = Some((number, at));
            one.work = cite.work();
            if let Some(work) = one.work.and_then(|work| catalogue.work(work)) {
                add_work(&mut one, work);
            }
            all.push(one);
        }
    }
    let is_listed: BTreeSet<usize> = all.iter().filter_map(|it| it.work).collect();
    for number in 0..catalogue.origins().len() {
        let Some(work) = catalogue.work(number).filter(|_| !is_listed.contains(&number)) else {
            continue;
        };
        let mut one = Known { work: Some(number), ..Known::default() };
        add_work(&mut one, work);
        all.push(one);
    }
    KnownWorks::of(all)
}

fn add_work(known: &mut Known, work: &Work<'_>) {
    let authors = work.people.iter().filter(|person| person.is_author);
    known.authors = Some(authors.count());
    match work.people.first() {
        Some(person) => {
            let named = |words| CitedAs { words, written: person.written.clone(), is_title: false };
            known.names.push(named(person.family.clone()));
            let is_chinese = person.written.starts_with(is_ideograph);
            if is_chinese && !person.given.is_empty() {
                known.names.push(named([&person.family[..], &person.given].concat()));
            }
            if person.is_body {
                known.names.push(named(vec![person.acronym()]));
            }
            known.people.extend(work.people.iter().flat_map(|person| person.family.clone()));
        }
        None => {
            let titles = work.titles.iter().chain(&work.containers);
            known.names.extend(titles.map(|title| CitedAs {
                words: title.words.iter().map(|word| word.folded.clone()).collect(),
                written: String::new(),
                is_title: true,
            }));
        }
    }
    let new = work.years.iter().filter(|year| !known.years.contains(year)).copied();
    known.years.extend(new.collect::<Vec<i32>>());
    known.is_undated |= work.years.is_empty();
}

/// What an item of a list says, given the names of the item before it.
fn of_item(item: &str, before: &[CitedAs]) -> Known {
    let years = Year::all(item, 0..item.len());
    let head = &item[..end_of_head(item, &years)];
    let all = words(head);
    let mut known = Known::default();
    if has_author_before(head) {
        known.names = before.to_vec();
    } else if all.is_empty() {
        let title = words(item).into_iter().take(12).map(|word| word.folded).collect();
        known.names.push(CitedAs { words: title, written: String::new(), is_title: true });
    } else {
        known.names = names_of(head, &all);
    }
    // `(WHO)` behind the name.
    let short = item[head.len()..].trim_start_matches(['(', '[', ' ', '.']);
    let short = &short[..short.find([')', ']']).unwrap_or(0)];
    if short.len() > 1 && short.chars().all(char::is_uppercase) {
        let words = words(short).into_iter().map(|word| word.folded).collect();
        known.names.push(CitedAs { words, written: short.to_owned(), is_title: false });
    }
    known.people =
        all.iter().filter(|word| word.range.len() > 1).map(|it| it.folded.clone()).collect();
    let behind_head = |year: &&Year| {
        let gap = item.get(head.len()..year.range.start).unwrap_or("");
        gap.trim_matches(['(', '[', ' ', ',', '.', ':', '\n', '\r', '）', '（']).is_empty()
    };
    let is_first = years.first().filter(behind_head).is_some();
    known.years = years.iter().filter_map(|year| year.value).collect();
    known.letters = years.iter().filter_map(|year| Some((year.value?, year.letter?))).collect();
    known.is_undated = known.years.is_empty() || is_first && years[0].value.is_none();
    known
}

/// Where the names at the beginning of an item end: before the year, the title, or the first full
/// stop that is not of an initial.
fn end_of_head(item: &str, years: &[Year]) -> usize {
    let mut end = years.first().map_or(item.len(), |year| year.range.start);
    end = end.min(item.find(['(', '[', '（', ':', '：']).unwrap_or(end));
    end = end.min(item.find(OPENING).filter(|at| !is_apostrophe(item, *at)).unwrap_or(end));
    let stops = item[..end].match_indices(['.', '。']);
    let mut whole = stops.map(|(at, _)| at).filter(|at| {
        let word = item[..*at].trim_end_matches(char::is_alphabetic).len();
        at - word > 3
    });
    whole.next().unwrap_or(end).min(item.floor_char_boundary(300))
}

fn is_apostrophe(item: &str, at: usize) -> bool {
    item[..at].ends_with(char::is_alphabetic)
}

fn names_of(head: &str, all: &[Word]) -> Vec<CitedAs> {
    let folded = |part: &[Word]| part.iter().map(|word| word.folded.clone()).collect::<Vec<_>>();
    let named = |part: &[Word]| {
        let range =
            part.first().map_or(0, |it| it.range.start)..part.last().map_or(0, |it| it.range.end);
        CitedAs { words: folded(part), written: head[range].to_owned(), is_title: false }
    };
    let comma = head.find([',', '，', '、']);
    let family =
        comma.map_or(all, |comma| &all[..all.partition_point(|word| word.range.start < comma)]);
    let mut names = Vec::new();
    if family.is_empty() {
        return names;
    }
    names.push(named(family));
    // `Paul Avrich. Kronstadt`, `Hardin G. 1968`
    let telling: Vec<&Word> = family.iter().filter(|word| word.range.len() > 1).collect();
    if let Some(last) = telling.last().filter(|_| comma.is_none() && family.len() > 1) {
        names.push(named(std::slice::from_ref(*last)));
        if let Some(first) = telling.first().filter(|_| family.len() > telling.len()) {
            names.push(named(std::slice::from_ref(*first)));
        }
        let initials = telling.iter().filter(|word| !is_stop_word(&word.folded));
        let acronym: String = initials.filter_map(|it| it.folded.chars().next()).collect();
        if acronym.chars().count() > 2 {
            let written = acronym.to_uppercase();
            names.push(CitedAs { words: vec![acronym], written, is_title: false });
        }
    }
    names
}
