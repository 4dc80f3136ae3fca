//! Finds the work that a reference typed by hand cites, with a confidence.

use std::ops::Range;

use crate::document::essay::catalogue::{Catalogue, PersonWords, TitleWords, Work};
use crate::document::essay::imprint::{self, Imprint};
use crate::document::essay::title_marks::OPENING;
use crate::document::essay::words::{Word, is_stop_word, is_variant};
use crate::model::Variable;

/// The confidence from which a reference counts as citing a work.
pub(super) const ENOUGH: f32 = 0.5;

/// Works whose confidences differ by less than this cannot be told apart.
pub(super) const MARGIN: f32 = 0.05;

/// The maximum number of words of a reference that are examined.
const MOST_WORDS: usize = 300;

/// A reference in words, with the index of the word at which its locator begins.
#[derive(Clone, Copy)]
pub(super) struct Reference<'t> {
    pub(super) text: &'t str,
    pub(super) words: &'t [Word],
    pub(super) before_place: usize,
}

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
    pub(super) form: CiteForm,
    pub(super) name: Option<NameFound>,
    pub(super) title: Option<TitleFound>,
    pub(super) imprint: Option<Imprint>,
    /// The range of the words that match it.
    pub(super) words: Range<usize>,
}

/// How given names are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// A title in a reference.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TitleFound {
    pub(super) words: Range<usize>,
    /// The share of the title that was found, from 0 to 1.
    pub(super) coverage: f32,
    /// The number of its significant words.
    pub(super) telling: usize,
    /// The words that are spelt differently: in the reference, and in the work.
    pub(super) variants: Vec<(usize, String)>,
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
    found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.work.cmp(&b.work)));
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
    let close = |other: &Match| best.confidence - other.confidence < MARGIN;
    &found[..found.iter().take_while(|other| close(other)).count()]
}

/// Evaluates the evidence for a work.
fn evaluate(number: usize, work: &Work<'_>, reference: Reference<'_>) -> Option<Match> {
    let Reference { text, words, before_place } = reference;
    let title = best_title(&work.titles, words);
    let container = best_title(&work.containers, words);
    let name = find_name(work, reference, title.as_ref());
    let after = [title.as_ref().map(|it| it.words.end), name.as_ref().map(|it| it.words.end)];
    let after = after.into_iter().flatten().max()?;
    let imprint = imprint::find(text, words, after, before_place);
    let said = Said { work, reference, title, container, name, imprint };
    let (confidence, form) = said.confidence()?;
    let Said { title, name, imprint, .. } = said;
    let mut all = vec![];
    all.extend(title.as_ref().map(|it| it.words.clone()));
    all.extend(name.as_ref().map(|it| it.words.clone()));
    all.extend(imprint.as_ref().map(|it| it.words.clone()).filter(|it| !it.is_empty()));
    let first = all.iter().map(|it| it.start).min()?;
    let last = all.iter().map(|it| it.end).max()?;
    Some(Match { work: number, confidence, form, name, title, imprint, words: first..last })
}

/// What a reference says about a work.
struct Said<'w, 't> {
    work: &'w Work<'w>,
    reference: Reference<'t>,
    title: Option<TitleFound>,
    container: Option<TitleFound>,
    name: Option<NameFound>,
    imprint: Option<Imprint>,
}

impl Said<'_, '_> {
    fn confidence(&self) -> Option<(f32, CiteForm)> {
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
        (confidence >= ENOUGH - 0.2).then_some((confidence.clamp(0.0, 1.0), form))
    }

    fn by_name_and_title(&self, name: &NameFound, title: &TitleFound) -> Option<(f32, CiteForm)> {
        if title.coverage >= 0.6 {
            return Some((0.87 + 0.08 * title.coverage, CiteForm::Full));
        }
        // A word of the title elsewhere in the sentence is not a title.
        let near = title.words.start.abs_diff(name.words.end) <= 2
            || name.words.start.abs_diff(title.words.end) <= 2;
        match near && self.is_title_like(title) {
            true => Some((0.72 + 0.2 * title.coverage, CiteForm::Short)),
            false => self.by_name_and_container(name).or_else(|| self.by_name(name, self.years())),
        }
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

    /// A chapter may be cited by the book that contains it, by author or editor.
    fn by_name_and_container(&self, name: &NameFound) -> Option<(f32, CiteForm)> {
        let container =
            self.container.as_ref().filter(|it| it.coverage >= 0.6 && it.telling > 1)?;
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
        let rest = rest.filter(|at| !published.contains(at)).map(|at| &words[at]);
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
        name.is_some_and(|name| name.end <= title.words.start) && !self.work.people.is_empty()
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

/// The best match of several forms of a title.
fn best_title(titles: &[TitleWords], words: &[Word]) -> Option<TitleFound> {
    let found = titles.iter().filter_map(|title| align(title, words));
    found.max_by(|a, b| {
        let worth = |it: &TitleFound| it.coverage + it.telling as f32 * 0.1;
        worth(a).total_cmp(&worth(b))
    })
}

/// Matches the words of a title in order; some may be missing.
fn align(title: &TitleWords, words: &[Word]) -> Option<TitleFound> {
    let mut best: Option<(f32, TitleFound)> = None;
    for start in 0..words.len() {
        let is_first = title.words.first().is_some_and(|it| it.folded == words[start].folded);
        let begins = is_first
            || title
                .words
                .iter()
                .any(|word| word.weight >= 1.0 && is_word(&words[start], &word.folded));
        if !begins {
            continue;
        }
        let (weight, found) = align_from(title, words, start);
        if best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, found));
        }
    }
    let (weight, found) = best?;
    let found = TitleFound { coverage: weight / title.weight, ..found };
    (found.telling > 0).then_some(found)
}

fn is_word(word: &Word, folded: &str) -> bool {
    word.folded == folded || is_plural(&word.folded, folded) || is_variant(&word.folded, folded)
}

/// True if two words differ only in their ending.
fn is_plural(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    short.len() > 3
        && long.strip_prefix(short).is_some_and(|end| matches!(end, "s" | "e" | "n" | "en"))
}

fn align_from(title: &TitleWords, words: &[Word], start: usize) -> (f32, TitleFound) {
    let mut found =
        TitleFound { words: start..start, coverage: 0.0, telling: 0, variants: Vec::new() };
    let (mut weight, mut next, mut gap) = (0.0, 0, 0);
    for (at, word) in words.iter().enumerate().skip(start) {
        let rest = title.words[next..].iter();
        let exact = rest.clone().position(|it| it.folded == word.folded);
        let near = || rest.take(4).position(|it| it.weight >= 1.0 && is_word(word, &it.folded));
        match exact.or_else(near) {
            // A function word far ahead belongs to the sentence, not to the title.
            Some(skipped) if skipped < 3 || title.words[next + skipped].weight >= 1.0 => {
                let meant = &title.words[next + skipped];
                weight += meant.weight;
                found.telling += usize::from(meant.weight >= 1.0);
                if meant.folded != word.folded {
                    found.variants.push((at, meant.written.clone()));
                }
                next += skipped + 1;
                found.words.end = at + 1;
                gap = 0;
            }
            _ => gap += if is_stop_word(&word.folded) { 1 } else { 2 },
        }
        if gap > 2 || next >= title.words.len() {
            break;
        }
    }
    (weight, found)
}

/// The first person of a work who is named outside the title.
fn find_name(
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
            let is_better = match &best {
                None => true,
                Some(best) => (found.is_exact, !found.is_other) > (best.is_exact, !best.is_other),
            };
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
    let here = words.get(..length);
    if here.is_some_and(|here| here.iter().zip(&person.family).all(|(a, b)| a.folded == *b)) {
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
        && (words[first - 1].is_capital || is_particle(&words[first - 1].folded))
        && gap(first - 1, first)
            .chars()
            .all(|c| matches!(c, '.' | ' ' | '\u{a0}' | '\n' | '\r' | '-' | '‐'))
        && gap(first - 1, first).len() <= 4
    {
        first -= 1;
    }
    let before = &words[first..family.start];
    if let Some((given, is_other)) = compare(before, text, person) {
        let is_sure = !is_other || first == 0 || before.iter().any(Word::is_initial);
        if is_sure {
            return NameFound { words: first..family.end, given: Some(given), is_other, ..plain };
        }
        return plain;
    }
    // `Brinton, M.`
    let is_inverted = words
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

fn is_particle(folded: &str) -> bool {
    matches!(folded, "de" | "von" | "van" | "der" | "den" | "di" | "da" | "du" | "la" | "le")
}

/// How given names are written, and whether they differ from those of a person; `None` if there are
/// none.
fn compare(noted: &[Word], text: &str, person: &PersonWords) -> Option<(GivenForm, bool)> {
    let mut given = person.given.iter();
    let mut form = None;
    let mut is_other = false;
    for word in noted.iter().filter(|word| !is_particle(&word.folded)) {
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
