//! Finds the work that a reference typed by hand cites, with a confidence.

use std::ops::Range;

use crate::document::essay::catalogue::{Catalogue, PersonWords, Work};
use crate::document::essay::host;
use crate::document::essay::imprint::{self, Imprint};
use crate::document::essay::names::{NameFound, find_name, leading_name};
use crate::document::essay::reference::Reference;
use crate::document::essay::title_marks::OPENING;
use crate::document::essay::titles::{TitleFound, best_title};
use crate::document::essay::words::{Word, is_stop_word};
use crate::model::Variable;

/// The confidence from which a reference counts as citing a work.
pub(super) const ENOUGH: f32 = 0.5;

/// Works whose confidences differ by less than this cannot be told apart.
pub(super) const MARGIN: f32 = 0.05;

/// The maximum number of words of a reference that are examined.
const MOST_WORDS: usize = 300;

/// How much a reference says about the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CiteForm {
    /// Only the author: `Brinton, p. 12`.
    Name,
    /// A part of the title, or the author and the year: `Brinton, Bolsheviks`.
    Short,
    /// The title, with the author if there is one.
    Full,
}

/// A work that a reference may cite.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Match {
    pub(super) work: usize,
    pub(super) confidence: f32,
    /// The confidence before it is limited to 1, by which works are compared.
    rank: f32,
    pub(super) form: CiteForm,
    pub(super) name: Option<NameFound>,
    pub(super) title: Option<TitleFound>,
    pub(super) imprint: Option<Imprint>,
    /// The range of the words that match it.
    pub(super) words: Range<usize>,
    /// Whether it is the book that the reference names behind `in`, as that of a chapter.
    pub(super) in_host: bool,
}

impl Match {
    /// The words of the name and the title.
    pub(super) fn core(&self) -> Range<usize> {
        let name = self.name.as_ref().map(|it| it.words.clone());
        let title = { self.title.as_ref() }
            .map(|it| it.words.clone())
            .filter(|_| self.form > CiteForm::Name);
        let parts = [name, title];
        let first = parts.iter().flatten().map(|it| it.start).min();
        let last = parts.iter().flatten().map(|it| it.end).max();
        first.zip(last).map_or(self.words.clone(), |(first, last)| first..last)
    }
}

/// The works that a reference may cite, the most likely first, if they are likely enough.
pub(super) fn matches(catalogue: &Catalogue<'_>, reference: Reference<'_>) -> Vec<Match> {
    let shortened = &reference.words[..reference.words.len().min(MOST_WORDS)];
    let reference = Reference { words: shortened, ..reference };
    let folded: Vec<&str> = reference.words.iter().map(|word| word.folded.as_str()).collect();
    let mut found: Vec<Match> = catalogue
        .candidates(&folded)
        .into_iter()
        .filter_map(|number| evaluate(number, catalogue.work(number)?, reference))
        .filter(|found| found.confidence >= ENOUGH)
        .collect();
    // Where a chapter is known, the book that it is in is no other work.
    let is_chapter = |it: &Match| {
        let is_titled = it.title.as_ref().is_some_and(|title| title.coverage >= 0.6);
        !it.in_host && it.confidence >= 0.7 && (is_titled || it.form == CiteForm::Full)
    };
    if found.iter().any(|it| it.in_host) && found.iter().any(is_chapter) {
        found.retain(|it| !it.in_host);
    }
    found.sort_by(|a, b| b.rank.total_cmp(&a.rank).then(a.work.cmp(&b.work)));
    found
}

/// Of several works, the one whose title has most words in a reference.
pub(super) fn titled(
    catalogue: &Catalogue<'_>,
    reference: Reference<'_>,
    is_meant: impl Fn(usize) -> bool,
) -> Option<(usize, TitleFound)> {
    let folded: Vec<&str> = reference.words.iter().map(|word| word.folded.as_str()).collect();
    let found = catalogue.candidates(&folded).into_iter().filter(|work| is_meant(*work));
    let titles = found.filter_map(|number| {
        let work = catalogue.work(number)?;
        Some((number, best_title(&work.titles, reference.words)?))
    });
    let told = titles.filter(|(_, title)| title.coverage >= 0.25);
    told.max_by(|(_, a), (_, b)| a.coverage.total_cmp(&b.coverage))
}

/// Those of the most likely works that cannot be told apart.
pub(super) fn equals(found: &[Match]) -> &[Match] {
    let Some(best) = found.first() else { return &[] };
    let close = |other: &Match| best.rank - other.rank < MARGIN && !is_part_of(other, best);
    &found[..found.iter().take_while(|other| close(other)).count()]
}

/// True if a title is only part of the words that are the whole title of another work: `Staat und
/// Gesellschaft` in `Die Unterscheidung von Staat und Gesellschaft`.
fn is_part_of(other: &Match, best: &Match) -> bool {
    let (Some(other), Some(best)) = (&other.title, &best.title) else { return false };
    best.words.start <= other.words.start
        && other.words.end <= best.words.end
        && best.coverage >= 0.95
        && other.coverage < 0.9
        && other.telling < best.telling
}

/// Evaluates the evidence for a work.
fn evaluate(number: usize, work: &Work<'_>, reference: Reference<'_>) -> Option<Match> {
    let Reference { text, words, before_place } = reference;
    let host = host::begins(text, words).filter(|at| !begins_with_in(work, words, *at));
    let (own, within) = words.split_at(host.unwrap_or(words.len()));
    let in_host = |titles| best_title(titles, within).map(|title| title.behind(own.len()));
    // What stands behind `in` is the book that a chapter is in, unless the title is only there.
    let title = best_title(&work.titles, own);
    let other = in_host(&work.titles).filter(|other| {
        other.coverage >= 0.6 && title.as_ref().is_none_or(|own| own.worth() < other.worth())
    });
    let is_host = other.is_some();
    let title = other.or(title);
    let container = match host {
        Some(_) => in_host(&work.containers),
        None => best_title(&work.containers, words),
    };
    let name = match (host, is_host) {
        (Some(_), true) => {
            let reference = Reference { words: within, ..reference };
            let title = title.clone().map(|title| title.before(own.len()));
            find_name(work, reference, title.as_ref()).map(|name| name.behind(own.len()))
        }
        (Some(_), false) => find_name(work, Reference { words: own, ..reference }, title.as_ref()),
        (None, _) => find_name(work, reference, title.as_ref()),
    };
    // The name of an author may be in the title, too: `Weber, Objektivität` is not `Max Weber. Ein
    // Lebensbild`.
    let is_name = |title: &TitleFound| {
        let within = |name: &NameFound| {
            name.words.start <= title.words.start && title.words.end <= name.words.end
        };
        name.as_ref().is_some_and(within)
    };
    let title = title.filter(|title| !is_name(title));
    let after = [title.as_ref().map(|it| it.words.end), name.as_ref().map(|it| it.words.end)];
    let after = after.into_iter().flatten().max()?;
    let imprint = imprint::find(text, words, after, before_place);
    let imprint = imprint.or_else(|| imprint::behind_name(text, words, name.as_ref()?.words.end));
    let said = Said { work, reference, title, container, name, imprint, is_host };
    let (rank, form) = said.rank()?;
    let confidence = rank.clamp(0.0, 1.0);
    let Said { title, name, imprint, .. } = said;
    let mut all = vec![];
    all.extend(title.as_ref().map(|it| it.words.clone()));
    all.extend(name.as_ref().map(|it| it.words.clone()));
    all.extend(imprint.as_ref().map(|it| it.words.clone()).filter(|it| !it.is_empty()));
    let first = all.iter().map(|it| it.start).min()?;
    let last = all.iter().map(|it| it.end).max()?;
    let words = first..last;
    Some(Match {
        work: number,
        confidence,
        rank,
        form,
        name,
        title,
        imprint,
        words,
        in_host: is_host,
    })
}

/// Whether the word before `at` is not before the book that a chapter is in, but begins the title of
/// the work: `In Defence of History`.
fn begins_with_in(work: &Work<'_>, words: &[Word], at: usize) -> bool {
    let said = words[at - 1..].iter().map(|word| &word.folded).take(2);
    work.titles.iter().any(|title| {
        let own = title.words.iter().map(|word| &word.folded).take(2);
        title.words.len() > 1 && own.eq(said.clone())
    })
}

/// What a reference says about a work.
struct Said<'w, 't> {
    work: &'w Work<'w>,
    reference: Reference<'t>,
    title: Option<TitleFound>,
    container: Option<TitleFound>,
    name: Option<NameFound>,
    imprint: Option<Imprint>,
    /// Whether the title is that of the book that a chapter is in.
    is_host: bool,
}

impl Said<'_, '_> {
    fn rank(&self) -> Option<(f32, CiteForm)> {
        let years = self.years();
        let (base, form) = match (&self.name, &self.title) {
            (Some(name), Some(title)) => self.by_name_and_title(name, title)?,
            (Some(name), None) => {
                self.by_name_and_container(name).or_else(|| self.by_name(name, years))?
            }
            (None, Some(title)) => self.by_title(title)?,
            (None, None) => return None,
        };
        let mut confidence = base;
        match years {
            Some(true) => confidence += 0.03,
            Some(false) => confidence -= if form == CiteForm::Full { 0.08 } else { 0.2 },
            None => {}
        }
        if let Some(name) = &self.name {
            confidence -= if name.is_other { 0.3 } else { 0.0 };
            confidence -= if name.is_exact { 0.0 } else { 0.1 };
            confidence += if name.given.is_some() && !name.is_other { 0.01 } else { 0.0 };
        }
        if let Some(title) = &self.title {
            confidence -= 0.03 * title.variants.len().min(2) as f32;
        }
        if self.container.as_ref().is_some_and(|it| it.coverage >= 0.6) {
            confidence += 0.02;
        }
        if let Some(imprint) = &self.imprint {
            let words = &self.reference.words[imprint.words.clone()];
            let has = |list: &[String]| words.iter().any(|word| list.contains(&word.folded));
            confidence += if has(&self.work.publisher) { 0.01 } else { 0.0 };
            confidence += if has(&self.work.place) { 0.01 } else { 0.0 };
        }
        confidence += super::numbers::agreement(self.work.entry, self.reference.text);
        (confidence >= ENOUGH - 0.2).then_some((confidence, form))
    }

    fn by_name_and_title(&self, name: &NameFound, title: &TitleFound) -> Option<(f32, CiteForm)> {
        let people = &self.work.people;
        // One who only edited what is somebody else's is not whom it is cited by.
        let is_editor = name.words.start == 0
            && people.get(name.person).is_some_and(|person| !person.is_author)
            && people.iter().any(|person| person.is_author);
        let editor = if is_editor { 0.15 } else { 0.0 };
        if title.coverage >= 0.6 {
            return Some((0.87 + 0.08 * title.coverage - editor, CiteForm::Full));
        }
        // A word of the title elsewhere in the sentence is not a title.
        let near = title.words.start.abs_diff(name.words.end) <= 2
            || name.words.start.abs_diff(title.words.end) <= 2;
        match near && self.is_title_like(title) {
            // With place and year, a title that is cut short is a full reference, too.
            true if self.is_published() => {
                Some((0.77 + 0.2 * title.coverage - editor, CiteForm::Full))
            }
            true => Some((0.72 + 0.2 * title.coverage - editor, CiteForm::Short)),
            false => self.by_name_and_container(name).or_else(|| self.by_name(name, self.years())),
        }
    }

    /// Whether the reference says where and when the work was published.
    fn is_published(&self) -> bool {
        self.imprint.as_ref().is_some_and(|imprint| {
            let words = &self.reference.words[imprint.words.clone()];
            let is_place =
                |word: &&Word| word.is_capital && word.folded.len() > 3 && word.number().is_none();
            !imprint.years.is_empty() && words.iter().any(|word| is_place(&word))
        })
    }

    /// True if the words of a short title look like one: capitalized, or set apart.
    fn is_title_like(&self, title: &TitleFound) -> bool {
        let words = &self.reference.words[title.words.clone()];
        let first = words.first().map_or(0, |word| word.range.start);
        let before = self.reference.text[..first].trim_end();
        // One word of another title is not enough.
        let strangers = words.iter().filter(|word| !is_stop_word(&word.folded)).count();
        if title.telling == 1 && strangers > 1 {
            return false;
        }
        title.telling > 1
            || words.iter().any(|word| word.is_capital || word.number().is_some())
            || before.ends_with(OPENING)
            || before.ends_with(',')
    }

    /// An article may be cited by its author and its place in the journal: `Alexy, Rechtstheorie 34
    /// (2003), 771`.
    fn is_in_journal(&self, container: &TitleFound, name: &NameFound) -> bool {
        let numbers = |variable| {
            let own = self.work.entry.str(variable).unwrap_or_default();
            own.split(|c: char| !c.is_ascii_digit()).next().and_then(|it| it.parse::<u32>().ok())
        };
        let behind = &self.reference.words[container.words.end..];
        let says = |number: Option<u32>| {
            number.is_some() && behind.iter().any(|word| word.number() == number)
        };
        let is_near = container.words.start.saturating_sub(name.words.end) <= 1;
        let is_placed = says(numbers(Variable::Volume)) || self.years() == Some(true);
        is_near
            && container.words.start >= name.words.end
            && is_placed
            && says(numbers(Variable::Page))
    }

    /// A chapter may be cited by the book that contains it, by author or editor.
    fn by_name_and_container(&self, name: &NameFound) -> Option<(f32, CiteForm)> {
        let container = self.container.as_ref().filter(|it| it.coverage >= 0.6)?;
        if self.is_in_journal(container, name) {
            return Some((0.8, CiteForm::Short));
        }
        let container = Some(container).filter(|it| it.telling > 1)?;
        let is_book = self.work.entry.str(Variable::PublisherPlace).is_some()
            || self.work.entry.str(Variable::Publisher).is_some();
        let is_near =
            container.words.start >= name.words.end && container.words.start - name.words.end <= 1;
        (is_book && is_near).then_some((0.62 + 0.1 * container.coverage, CiteForm::Short))
    }

    /// A name alone is a reference if nothing else is between it and the locator, or the end.
    fn by_name(&self, name: &NameFound, years: Option<bool>) -> Option<(f32, CiteForm)> {
        let Reference { text, words, before_place } = self.reference;
        let begins = name.words.start == 0;
        let person = self.work.people.get(name.person)?;
        if !begins || !person.is_author || name.is_other {
            return None;
        }
        let end = words[name.words.end - 1].range.end;
        let rest = name.words.end..before_place.max(name.words.end).min(words.len());
        let published = self.imprint.as_ref().map_or(0..0, |imprint| imprint.words.clone());
        // What looks like an imprint without parentheses may be the title of another work.
        let is_closed =
            self.imprint.as_ref().is_some_and(|it| text[..it.end].ends_with([')', ']']));
        let is_own = |word: &Word| {
            self.work.place.contains(&word.folded) || self.work.publisher.contains(&word.folded)
        };
        let is_published =
            |at: &usize| published.contains(at) && (is_closed || is_own(&words[*at]));
        let rest = rest.filter(|at| !is_published(at)).map(|at| &words[at]);
        let goes_on = { rest }.any(|word| {
            !is_stop_word(&word.folded) && word.number().is_none() && !is_coauthor(self.work, word)
        });
        let behind = text[end..].trim_start_matches(['*', '_']).chars().next();
        let ends = behind.is_none_or(|c| matches!(c, ',' | '.' | ';' | ':' | '(' | ' ' | '\n'))
            || behind.is_some_and(|c| matches!(c, '，' | '。' | '：' | '、' | '（' | '《'));
        match (ends && !goes_on, years) {
            (true, Some(true)) => Some((0.82, CiteForm::Short)),
            (true, _) => Some((0.55, CiteForm::Name)),
            _ => None,
        }
    }

    fn by_title(&self, title: &TitleFound) -> Option<(f32, CiteForm)> {
        let others = self.foreign_name(title);
        let has_people = self.work.people.iter().any(|person| person.is_author);
        let base = match (title.coverage, title.telling) {
            (0.9.., 2..) => 0.9,
            (0.9.., _) if !has_people || self.is_set_apart(title) => 0.7,
            (0.6.., 3..) => 0.75,
            (0.6.., 2) => 0.62,
            (0.3.., 3..) if self.is_set_apart(title) => 0.6,
            _ => return None,
        };
        // Without its author it is less certain, and with another author it is another work.
        let missing = if has_people { 0.05 } else { 0.0 };
        let full = title.coverage >= 0.6;
        let form = if full { CiteForm::Full } else { CiteForm::Short };
        Some((base - missing - if others { 0.4 } else { 0.0 }, form))
    }

    /// True if a title is in italics or quotation marks.
    fn is_set_apart(&self, title: &TitleFound) -> bool {
        let words = &self.reference.words[title.words.clone()];
        let first = words.first().map_or(0, |word| word.range.start);
        self.reference.text[..first].ends_with(OPENING)
    }

    /// True if the reference begins with the name of a person who has no role in the work.
    fn foreign_name(&self, title: &TitleFound) -> bool {
        let name = leading_name(self.reference);
        // The author of a chapter has no part in the whole book.
        let first = self.reference.words.get(title.words.start);
        // `Wehler, Kaiserreich` is no `Wehlers „Kaiserreich“`.
        let is_spelt_so = !title.variants.iter().any(|(at, _)| *at == title.words.start);
        let is_name = name.as_ref().is_some_and(|name| {
            let behind = first.map_or("", |word| &self.reference.text[word.range.end..]);
            name.contains(&title.words.start) && behind.starts_with(',')
        });
        if is_name && !is_spelt_so {
            return true;
        }
        !self.is_host
            && name.is_some_and(|name| name.end <= title.words.start)
            && !self.work.people.is_empty()
    }

    /// Whether the years of the imprint are those of the work; `None` if one of them has no year.
    fn years(&self) -> Option<bool> {
        let imprint = self.imprint.as_ref()?;
        let mut years = imprint.years.iter().filter_map(|at| self.reference.words[*at].year());
        if imprint.years.is_empty() || self.work.years.is_empty() {
            return None;
        }
        Some(years.any(|year| self.work.years.contains(&year)))
    }
}

fn is_coauthor(work: &Work<'_>, word: &Word) -> bool {
    let is_one = |person: &PersonWords| {
        person.family.contains(&word.folded)
            || person.given.iter().any(|given| given.starts_with(&word.folded))
    };
    matches!(word.folded.as_str(), "al" | "u" | "others" | "ed" | "eds" | "hg" | "hrsg")
        || work.people.iter().take(8).any(is_one)
}
