//! Resolves the notes of an essay: which work of the bibliographies each of them cites, with what
//! ibid., op. cit. and the like refer to.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::document::essay::apparatus::{Apparatus, Note};
use crate::document::essay::backward::{self, Backward};
use crate::document::essay::catalogue::Catalogue;
use crate::document::essay::differences::differences;
use crate::document::essay::locators;
use crate::document::essay::matching::{CiteForm, ENOUGH, Match, Reference, equals, matches};
use crate::document::essay::references::{Piece, pieces};
use crate::document::essay::resolved::{
    NoteCite, ReferenceForm, Resolved, Target, Trouble, WrittenName,
};
use crate::document::essay::shape::looks_like_citation;
use crate::document::essay::words::{Word, words};
use crate::model::{Locator, Text};
use crate::source::Span;

/// How sure it is of a reference that its antecedent is not certain.
const DOUBT: f32 = 0.6;

/// Resolves the notes and lists of an essay.
pub fn resolve(text: &str, apparatus: &Apparatus, catalogue: &Catalogue<'_>) -> Resolved {
    let order = order(apparatus);
    let mut resolver = Resolver {
        catalogue,
        notes: &apparatus.notes,
        found: vec![Vec::new(); apparatus.notes.len()],
        by_label: HashMap::new(),
        by_family: HashMap::new(),
        first: BTreeMap::new(),
        last: None,
    };
    for (at, note) in apparatus.notes.iter().enumerate() {
        resolver.by_label.entry((note.chapter, &note.label)).or_insert(at);
    }
    let mut before: Option<usize> = None;
    for &at in &order {
        let note = &apparatus.notes[at];
        // A new chapter begins anew.
        let previous = before.filter(|before| apparatus.notes[*before].chapter == note.chapter);
        let found = resolver.note(text, at, previous);
        resolver.remember(at, &found);
        resolver.found[at] = found;
        before = Some(at);
    }
    let lists = apparatus.lists.iter().map(|list| {
        list.items.iter().map(|item| listed(text, *item, catalogue)).collect()
    });
    let lists = lists.collect();
    Resolved { notes: resolver.found, lists, order }
}

/// The notes in the order in which they are read: that of their markers where these are labels.
fn order(apparatus: &Apparatus) -> Vec<usize> {
    let mut order: Vec<usize> = (0..apparatus.notes.len()).collect();
    let is_label = |note: &Note| note.label.parse::<u32>().is_err();
    let is_footnote = apparatus.note_lists.is_empty();
    if is_footnote || apparatus.notes.iter().any(is_label) {
        let place = |at: &usize| {
            let first = apparatus.notes[*at].markers.first();
            first.map_or(u32::MAX, |marker| apparatus.markers[*marker].span.start)
        };
        order.sort_by_key(|at| (place(at), *at));
    }
    order
}

/// What was cited last.
#[derive(Clone)]
struct Last {
    target: Target,
    locator: Option<Locator>,
}

struct Resolver<'a, 'l> {
    catalogue: &'a Catalogue<'l>,
    notes: &'a [Note],
    found: Vec<Vec<NoteCite>>,
    by_label: HashMap<(u32, &'a str), usize>,
    /// Folded family name → the works of that author that are cited, in order.
    by_family: HashMap<String, Vec<usize>>,
    /// Work → the note that cites it first.
    first: BTreeMap<usize, usize>,
    last: Option<Last>,
}

/// A piece of a note in words.
struct Part<'t> {
    text: &'t str,
    words: Vec<Word>,
    /// Where the text begins in the document.
    base: usize,
    /// The whole piece in the text.
    range: Range<usize>,
}

impl<'t> Part<'t> {
    fn of(note: &'t str, piece: &Piece, base: usize) -> Part<'t> {
        let text = &note[piece.start..piece.range.end];
        let lead = piece.start - piece.range.start;
        Part { text, words: words(text), base: base + piece.start, range: 0..text.len() + lead }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    /// Where the piece begins in the document.
    fn start(&self) -> usize {
        self.base + self.text.len() - self.range.end
    }

    fn reference(&self, found: Range<usize>, before_place: usize) -> Reference<'_> {
        Reference {
            text: self.text,
            words: &self.words[found.clone()],
            before_place: before_place.saturating_sub(found.start),
        }
    }

    /// A cite of what is between two offsets of the text.
    fn cite(&self, range: Range<usize>, form: ReferenceForm, target: Target) -> NoteCite {
        let tail = self.text[range.end..].trim_end().trim_end_matches(['.', ',', ')', ' ']);
        let end = (range.end + tail.len()).max(range.end);
        NoteCite {
            span: self.span(range.clone()),
            prefix: Span::new(self.start(), self.base + range.start),
            suffix: self.span(range.end..end),
            form,
            target,
            locator: None,
            locator_span: Span::at(self.base + range.end),
            inherited: None,
            name: None,
            differences: Vec::new(),
            backward: Span::at(self.base + range.end),
            trouble: None,
        }
    }
}

fn locator(found: &locators::Found) -> Locator {
    Locator { label: found.label, value: Text::plain(found.value.clone()) }
}

impl<'a> Resolver<'a, '_> {
    fn note(&mut self, text: &str, at: usize, previous: Option<usize>) -> Vec<NoteCite> {
        let span = self.notes[at].span.range();
        let note = &text[span.clone()];
        let mut cites: Vec<NoteCite> = Vec::new();
        for piece in pieces(note) {
            let part = Part::of(note, &piece, span.start);
            let backward = backward::find(part.text, &part.words);
            let found = match backward {
                Some(backward) => {
                    let lead = self.before_backward(&part, &backward);
                    let cite = self.backward(&part, &backward, &cites, (at, previous));
                    lead.into_iter().chain([cite]).collect()
                }
                None => self.forward(&part, at),
            };
            for cite in &found {
                self.last = Some(Last {
                    target: cite.target.clone(),
                    locator: cite.locator.clone().or_else(|| cite.inherited.clone()),
                });
            }
            cites.extend(found);
        }
        cites
    }

    /// Notes what a note cites, for those that refer back to it.
    fn remember(&mut self, at: usize, cites: &[NoteCite]) {
        for work in cites.iter().filter_map(NoteCite::work) {
            if self.first.contains_key(&work) {
                continue;
            }
            self.first.insert(work, at);
            let people = self.catalogue.work(work).map(|work| &work.people);
            for word in people.into_iter().flatten().flat_map(|person| &person.family) {
                let works = self.by_family.entry(word.clone()).or_default();
                if !works.contains(&work) {
                    works.push(work);
                }
            }
        }
    }

    /// A reference that is whole before the word for an earlier note: `Brinton, Bolsheviks, p. 3,
    /// and ibid., p. 4`.
    fn before_backward(&self, part: &Part<'_>, found: &backward::Found) -> Option<NoteCite> {
        let is_own = matches!(found.kind, Backward::Ibid | Backward::SamePlace | Backward::SameAuthor);
        let words = &part.words[..found.first];
        if !is_own || words.len() < 3 {
            return None;
        }
        let all = matches(self.catalogue, part.reference(0..found.first, found.first));
        let best = all.into_iter().next().filter(|it| it.form >= CiteForm::Short)?;
        let place = locators::find(part.text, words, best.words.end);
        Some(self.cite_of(part, &best, 0, place, Target::Work {
            number: best.work,
            confidence: best.confidence,
        }))
    }

    /// What a reference cites by what it says of works.
    fn forward(&self, part: &Part<'_>, note: usize) -> Vec<NoteCite> {
        let whole = part.reference(0..part.words.len(), part.words.len());
        let all = matches(self.catalogue, whole);
        let chosen = apart(&all);
        if chosen.is_empty() {
            let place = locators::find(part.text, &part.words, 1.min(part.words.len()));
            if !looks_like_citation(whole, place.as_ref()) {
                return Vec::new();
            }
            let mut cite = part.cite(0..part.text.trim_end_matches('.').len(), ReferenceForm::Forward(CiteForm::Full), Target::Unknown);
            if let Some(place) = &place {
                cite.locator = Some(locator(place));
                cite.locator_span = part.span(place.range.clone());
            }
            return vec![cite];
        }
        let mut cites = Vec::new();
        for (number, found) in chosen.iter().enumerate() {
            let start = match number.checked_sub(1) {
                Some(before) => core(chosen[before]).end,
                None => 0,
            };
            let end = chosen.get(number + 1).map_or(part.words.len(), |next| core(next).start);
            let place = locators::find(part.text, &part.words[..end], core(found).end.min(end));
            let before = place.as_ref().map_or(end, |place| {
                part.words.partition_point(|word| word.range.start < place.range.start)
            });
            // Looked at again without what belongs to the others.
            let own = matches(self.catalogue, part.reference(start..end, before));
            let best = own.iter().find(|it| it.work == found.work).cloned();
            let (best, offset) = best.map_or(((*found).clone(), 0), |best| (best, start));
            let rivals = equals(&own);
            let target = match rivals.iter().any(|it| it.work == best.work) {
                true => self.settle(rivals, note),
                false => Target::Work { number: best.work, confidence: best.confidence },
            };
            let best = match &target {
                Target::Work { number, .. } => {
                    own.iter().find(|it| it.work == *number).cloned().unwrap_or(best)
                }
                _ => best,
            };
            cites.push(self.cite_of(part, &best, offset, place, target));
        }
        for at in 1..cites.len() {
            // What is between two references leads up to the second.
            let end = cites[at - 1].span.end;
            cites[at - 1].suffix = Span::at(end as usize);
            cites[at].prefix.start = end;
        }
        cites
    }

    /// Which of several works is meant that a reference does not tell apart: the one that was
    /// cited before.
    fn settle(&self, rivals: &[Match], _note: usize) -> Target {
        let best = &rivals[0];
        if rivals.len() == 1 {
            return Target::Work { number: best.work, confidence: best.confidence };
        }
        let mut cited = rivals.iter().filter(|it| self.first.contains_key(&it.work));
        match (cited.next(), cited.next()) {
            (Some(one), None) => {
                Target::Work { number: one.work, confidence: one.confidence.max(0.75) }
            }
            (Some(_), Some(_)) => Target::Several(
                rivals.iter().filter(|it| self.first.contains_key(&it.work)).map(|it| it.work).collect(),
            ),
            _ => Target::Several(rivals.iter().map(|it| it.work).collect()),
        }
    }

    fn cite_of(
        &self,
        part: &Part<'_>,
        found: &Match,
        offset: usize,
        place: Option<locators::Found>,
        target: Target,
    ) -> NoteCite {
        let word = |number: usize| &part.words[(number + offset).min(part.words.len() - 1)];
        let words = core(found);
        let start = word(words.start).range.start;
        let imprint = found.imprint.as_ref().filter(|it| !it.words.is_empty()).map(|it| it.end);
        let ends = [imprint, place.as_ref().map(|place| place.range.end)];
        let end = word(words.end.max(1) - 1).range.end;
        let end = ends.into_iter().flatten().fold(end, usize::max).min(part.text.len());
        let end = end + closing(&part.text[end..]);
        let mut cite = part.cite(opening(part.text, start)..end, ReferenceForm::Forward(found.form), target);
        if let Some(place) = place {
            cite.locator = Some(locator(&place));
            cite.locator_span = part.span(place.range);
        }
        cite.name = found.name.as_ref().map(|name| WrittenName {
            span: part.span(word(name.words.start).range.start..word(name.words.end - 1).range.end),
            person: name.person,
            given: name.given,
        });
        if let Some(work) = self.catalogue.work(found.work)
            && matches!(cite.target, Target::Work { .. })
        {
            let end = part.words.len().min(offset + 300);
            let reference = part.reference(offset..end, end);
            cite.differences = differences(work, found, reference, |range| part.span(range));
        }
        cite
    }

    /// What a reference cites by an earlier note.
    fn backward(
        &self,
        part: &Part<'_>,
        found: &backward::Found,
        before: &[NoteCite],
        (at, previous): (usize, Option<usize>),
    ) -> NoteCite {
        let words = &part.words;
        let place = locators::find(part.text, words, found.end);
        let named = &words[..found.first];
        let rest: Vec<&Word> = words[found.end..]
            .iter()
            .filter(|word| place.as_ref().is_none_or(|place| word.range.end <= place.range.start))
            .collect();
        let form = ReferenceForm::Back(found.kind.clone());
        let start = named.first().map_or(words[found.first].range.start, |word| word.range.start);
        let mut end = words[found.end - 1].range.end;
        end += part.text[end..].starts_with('.') as usize;
        end = place.as_ref().map_or(end, |place| place.range.end.max(end));
        end += closing(&part.text[end..]);
        let mut cite = part.cite(start..end, form, Target::Unknown);
        cite.backward = part.span(words[found.first].range.start..words[found.end - 1].range.end);
        if let Some(place) = &place {
            cite.locator = Some(locator(place));
            cite.locator_span = part.span(place.range.clone());
        }
        let has_title = !rest.is_empty() && found.kind == Backward::SameAuthor;
        let (target, inherited, trouble) = match &found.kind {
            Backward::SameAuthor if has_title => self.same_author(part, found),
            Backward::Ibid | Backward::SamePlace | Backward::SameAuthor => {
                match found.kind == Backward::SamePlace && !named.is_empty() {
                    true => self.cited_before(part, found.first),
                    false => self.last_cited(before, at, previous),
                }
            }
            Backward::Before => self.cited_before(part, found.first),
            Backward::Note(label) => self.in_note(part, found, (at, label)),
        };
        cite.inherited = inherited.filter(|_| cite.locator.is_none());
        cite.target = target;
        cite.trouble = trouble;
        cite
    }

    /// The work that was cited right before.
    fn last_cited(
        &self,
        before: &[NoteCite],
        _at: usize,
        previous: Option<usize>,
    ) -> (Target, Option<Locator>, Option<Trouble>) {
        let Some(last) = &self.last else { return (Target::Unknown, None, Some(Trouble::FirstNote)) };
        let doubtful = match &last.target {
            Target::Work { number, confidence } => {
                Target::Work { number: *number, confidence: confidence * DOUBT }
            }
            other => other.clone(),
        };
        let sure = (last.target.clone(), last.locator.clone(), None);
        if !before.is_empty() {
            return sure;
        }
        let Some(previous) = previous else {
            return (doubtful, None, Some(Trouble::FirstNote));
        };
        let mut works: Vec<usize> = self.found[previous].iter().filter_map(NoteCite::work).collect();
        works.sort_unstable();
        works.dedup();
        let unknown = self.found[previous].iter().filter(|it| it.target == Target::Unknown).count();
        match works.len() + unknown {
            0 if self.found[previous].is_empty() => {
                (doubtful, None, Some(Trouble::CitesNothing(previous)))
            }
            0 | 1 => sure,
            _ => (doubtful, last.locator.clone(), Some(Trouble::CitesSeveral(previous, works))),
        }
    }

    /// A work of the author who was cited last.
    fn same_author(
        &self,
        part: &Part<'_>,
        found: &backward::Found,
    ) -> (Target, Option<Locator>, Option<Trouble>) {
        let last = self.last.as_ref().map(|last| &last.target);
        let Some(Target::Work { number, .. }) = last else {
            return (Target::Unknown, None, Some(Trouble::NoEarlier));
        };
        let authors = |work: usize| -> Vec<&String> {
            let people = self.catalogue.work(work).map(|work| &work.people);
            let authors = people.into_iter().flatten().filter(|person| person.is_author);
            authors.flat_map(|person| &person.family).collect()
        };
        let own = authors(*number);
        let whole = part.reference(found.end..part.words.len(), part.words.len());
        let all = matches(self.catalogue, whole);
        let of_author: Vec<&Match> = all
            .iter()
            .filter(|it| authors(it.work).iter().any(|family| own.contains(family)))
            .collect();
        match &of_author[..] {
            [] => (Target::Unknown, None, None),
            [best, ..] => {
                let confidence = (best.confidence + 0.05).min(0.95);
                (Target::Work { number: best.work, confidence }, None, None)
            }
        }
    }

    /// A work that was cited before, by its author or a word of its title.
    fn cited_before(
        &self,
        part: &Part<'_>,
        end: usize,
    ) -> (Target, Option<Locator>, Option<Trouble>) {
        let named: Vec<&Word> = part.words[..end].iter().filter(|word| !word.is_initial()).collect();
        if named.is_empty() {
            return match (&self.last, self.first.len()) {
                (None, _) => (Target::Unknown, None, Some(Trouble::NoEarlier)),
                (Some(last), 0 | 1) => (last.target.clone(), None, None),
                (Some(last), _) => {
                    let works = self.first.keys().copied().collect();
                    (last.target.clone(), None, Some(Trouble::SeveralEarlier(works)))
                }
            };
        }
        let all = matches(self.catalogue, part.reference(0..end, end));
        let titled: Vec<&Match> = all
            .iter()
            .filter(|it| it.title.is_some() && it.form >= CiteForm::Short)
            .filter(|it| self.first.contains_key(&it.work))
            .collect();
        if let [one, ..] = &titled[..] {
            return (Target::Work { number: one.work, confidence: one.confidence.max(0.85) }, None, None);
        }
        let by_name = self.by_names(&named);
        match &by_name[..] {
            [one] => (Target::Work { number: *one, confidence: 0.9 }, None, None),
            [] => {
                let target = match equals(&all) {
                    [one] if one.confidence >= ENOUGH => {
                        Target::Work { number: one.work, confidence: one.confidence * DOUBT }
                    }
                    _ => Target::Unknown,
                };
                (target, None, Some(Trouble::NoEarlier))
            }
            several => {
                let works = several.to_vec();
                (Target::Several(works.clone()), None, Some(Trouble::SeveralEarlier(works)))
            }
        }
    }

    /// The works that were cited of the authors whom some words name.
    fn by_names(&self, named: &[&Word]) -> Vec<usize> {
        let mut works: Vec<usize> = Vec::new();
        for word in named {
            let found = self.by_family.get(&word.folded).into_iter().flatten().copied();
            works.extend(found);
        }
        if works.is_empty() {
            // Spelt otherwise; what is cited is little beside the bibliography.
            let spelt = |family: &&String| {
                named.iter().any(|word| super::words::is_variant(&word.folded, family))
            };
            let mut families: Vec<&String> = self.by_family.keys().filter(spelt).collect();
            families.sort_unstable();
            works.extend(families.into_iter().take(4).flat_map(|family| &self.by_family[family]));
        }
        works.sort_unstable();
        works.dedup();
        works
    }

    /// A work that the note of a number cites.
    fn in_note(
        &self,
        part: &Part<'_>,
        found: &backward::Found,
        (at, label): (usize, &str),
    ) -> (Target, Option<Locator>, Option<Trouble>) {
        let named: Vec<&Word> =
            part.words[..found.first].iter().filter(|word| !word.is_initial()).collect();
        let by_name = self.by_names(&named);
        let chapter = self.notes[at].chapter;
        let note = self.by_label.get(&(chapter, label)).copied();
        let Some(note) = note.filter(|note| *note != at) else {
            let (target, right) = self.only(&by_name);
            let trouble = if right.is_some() { Trouble::OtherNote(right) } else { Trouble::NoSuchNote };
            return (target, None, Some(trouble));
        };
        let cites = &self.found[note];
        let mut works: Vec<usize> = cites.iter().filter_map(NoteCite::work).collect();
        works.sort_unstable();
        works.dedup();
        let named_works: Vec<usize> =
            works.iter().copied().filter(|work| by_name.contains(work)).collect();
        let fitting = if named_works.is_empty() && by_name.is_empty() { works.clone() } else { named_works };
        match &fitting[..] {
            [one] => (Target::Work { number: *one, confidence: 0.92 }, None, None),
            // A work that is not in the bibliography is meant, which is said of the note itself.
            [] if cites.iter().any(|it| it.target == Target::Unknown) && by_name.is_empty() => {
                (Target::Unknown, None, None)
            }
            [] => {
                let (target, right) = self.only(&by_name);
                (target, None, Some(Trouble::OtherNote(right)))
            }
            several => {
                let works = several.to_vec();
                (Target::Several(works.clone()), None, Some(Trouble::SeveralEarlier(works)))
            }
        }
    }

    /// The only one of some works, and the note that cites it first.
    fn only(&self, works: &[usize]) -> (Target, Option<usize>) {
        match works {
            [one] => {
                let target = Target::Work { number: *one, confidence: DOUBT };
                (target, self.first.get(one).copied())
            }
            [] => (Target::Unknown, None),
            several => (Target::Several(several.to_vec()), None),
        }
    }
}

/// The words of the name and the title.
fn core(found: &Match) -> Range<usize> {
    let name = found.name.as_ref().map(|it| it.words.clone());
    let title = found.title.as_ref().map(|it| it.words.clone()).filter(|_| found.form > CiteForm::Name);
    let parts = [name, title];
    let first = parts.iter().flatten().map(|it| it.start).min();
    let last = parts.iter().flatten().map(|it| it.end).max();
    first.zip(last).map_or(found.words.clone(), |(first, last)| first..last)
}

/// Of the works that a reference may cite, the best, and those that other words of it speak for.
fn apart(all: &[Match]) -> Vec<&Match> {
    let mut chosen: Vec<&Match> = Vec::new();
    for found in all {
        let own = core(found);
        let is_apart = chosen.iter().all(|other| {
            let other = core(other);
            other.end <= own.start || own.end <= other.start
        });
        let is_sure = found.confidence >= 0.7 && found.form >= CiteForm::Short;
        if chosen.is_empty() || is_apart && is_sure && found.name.is_some() {
            chosen.push(found);
        }
    }
    chosen.sort_by_key(|found| core(found).start);
    chosen
}

/// Where a title begins that a mark before it sets apart.
fn opening(text: &str, start: usize) -> usize {
    text[..start].trim_end_matches(['“', '‘', '"', '*', '_', '«', '„', '\'']).len()
}

/// How long the marks are that close a title behind a reference.
fn closing(text: &str) -> usize {
    let bare = text.trim_start_matches(['”', '’', '"', '*', '_', '»', ')', '\'']);
    text.len() - bare.len()
}

/// What an item of a list is.
fn listed(text: &str, item: Span, catalogue: &Catalogue<'_>) -> NoteCite {
    let whole = &text[item.range()];
    let piece = Piece { range: 0..whole.trim_end().len(), start: 0 };
    let part = Part::of(whole, &piece, item.start as usize);
    let resolver = Resolver {
        catalogue,
        notes: &[],
        found: Vec::new(),
        by_label: HashMap::new(),
        by_family: HashMap::new(),
        first: BTreeMap::new(),
        last: None,
    };
    let place = part.words.len();
    let all = matches(catalogue, part.reference(0..place, place));
    let Some(best) = all.first() else {
        let end = part.text.len();
        return part.cite(0..end, ReferenceForm::Forward(CiteForm::Full), Target::Unknown);
    };
    let target = resolver.settle(equals(&all), 0);
    resolver.cite_of(&part, best, 0, None, target)
}
