//! Resolves the notes of an essay: which work each of them cites, and what ibid., op. cit. and
//! similar words refer to.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::essay::apparatus::{Apparatus, Note};
use crate::document::essay::backward::{self, Backward};
use crate::document::essay::catalogue::Catalogue;
use crate::document::essay::differences::differences;
use crate::document::essay::imprint;
use crate::document::essay::locators;
use crate::document::essay::matching::{CiteForm, Match, equals, matches};
use crate::document::essay::part::{Part, locator, says_so, within};
use crate::document::essay::place;
use crate::document::essay::references::{Piece, pieces};
use crate::document::essay::resolved::{NoteCite, ReferenceForm, Resolved, Target, WrittenName};
use crate::document::essay::resolver::{Last, Resolver};
use crate::document::essay::shape::looks_like_citation;
use crate::document::essay::tail;
use crate::document::essay::title_marks::{closing, opening};
use crate::document::essay::words::{is_ideograph, is_stop_word};
use crate::model::Variable;
use crate::source::Span;

/// Resolves the notes and lists of an essay.
pub fn resolve(text: &str, apparatus: &Apparatus, catalogue: &Catalogue<'_>) -> Resolved {
    let order = order(apparatus);
    let mut resolver = Resolver::new(catalogue, &apparatus.notes);
    let mut before: Option<usize> = None;
    for &at in &order {
        let note = &apparatus.notes[at];
        // Each chapter starts again.
        let previous = before.filter(|before| apparatus.notes[*before].chapter == note.chapter);
        let found = resolver.note(text, at, previous);
        resolver.remember(at, &found);
        resolver.found[at] = found;
        before = Some(at);
    }
    let lists = apparatus
        .lists
        .iter()
        .map(|list| list.items.iter().map(|item| listed(text, *item, catalogue)).collect());
    let lists = lists.collect();
    Resolved { notes: resolver.found, lists, order }
}

/// The notes in reading order: that of their markers if these are labels.
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

impl Resolver<'_, '_> {
    fn note(&mut self, text: &str, at: usize, previous: Option<usize>) -> Vec<NoteCite> {
        let span = self.notes[at].span.range();
        let note = &without_keys(&text[span.clone()]);
        let mut cites: Vec<NoteCite> = Vec::new();
        for piece in pieces(note) {
            let part = Part::of(note, &piece, span.start);
            let backward = backward::find(part.text, &part.words);
            let backward = backward.filter(|found| !self.names_its_work(&part, found));
            let found = match backward {
                Some(backward) => {
                    let lead = self.before_backward(&part, &backward);
                    let cite = self.backward(&part, &backward, &cites, (at, previous));
                    lead.into_iter().chain([cite]).collect()
                }
                None => self.forward(&part),
            };
            if found.iter().any(|cite| cite.target == Target::Unknown) {
                let capitals = part.words.iter().filter(|word| word.is_capital);
                self.unknown.extend(capitals.map(|word| word.folded.clone()));
            }
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

    /// Records what a note cites, for later notes that refer back to it.
    fn remember(&mut self, at: usize, cites: &[NoteCite]) {
        for work in cites.iter().filter_map(NoteCite::work) {
            if self.first.contains_key(&work) {
                continue;
            }
            self.first.insert(work, at);
            let people = self.catalogue.work(work).map(|work| &work.people);
            // The article in `Le Roy Ladurie` names nobody.
            let families = people.into_iter().flatten().flat_map(|person| {
                let is_several = person.family.len() > 1;
                person.family.iter().filter(move |word| !is_several || !is_stop_word(word))
            });
            for word in families {
                let works = self.by_family.entry(word.clone()).or_default();
                if !works.contains(&work) {
                    works.push(work);
                }
            }
        }
    }

    /// True if the word for an earlier note comes before a name and title, which are sufficient:
    /// `前引 胡适：《白话文学史》`.
    fn names_its_work(&self, part: &Part<'_>, found: &backward::Found) -> bool {
        let is_own = matches!(found.kind, Backward::Ibid | Backward::Before);
        if found.first > 0 || !is_own || part.words.len() < found.end + 2 {
            return false;
        }
        let end = part.words.len();
        let all = matches(self.catalogue, part.reference(found.end..end, end));
        all.first().is_some_and(|it| it.form >= CiteForm::Short && it.name.is_some())
    }

    /// A reference that is complete before the word for an earlier note: `Brinton, Bolsheviks, p.
    /// 3, and ibid., p. 4`.
    fn before_backward(&self, part: &Part<'_>, found: &backward::Found) -> Option<NoteCite> {
        let is_own =
            matches!(found.kind, Backward::Ibid | Backward::SamePlace | Backward::SameAuthor);
        let words = &part.words[..found.first];
        if !is_own || words.len() < 3 {
            return None;
        }
        let all = matches(self.catalogue, part.reference(0..found.first, found.first));
        let best = all.into_iter().next().filter(|it| it.form >= CiteForm::Short)?;
        let place = locators::find(part.text, words, best.words.end);
        Some(self.cite_of(
            part,
            &best,
            0,
            place,
            Target::Work { number: best.work, confidence: best.confidence },
        ))
    }

    /// What a reference cites by describing works.
    fn forward(&self, part: &Part<'_>) -> Vec<NoteCite> {
        let place = locators::find(part.text, &part.words, 1.min(part.words.len()));
        let before = place.as_ref().map_or(part.words.len(), |place| {
            part.words.partition_point(|word| word.range.start < place.range.start)
        });
        let whole = part.reference(0..part.words.len(), before);
        let all = matches(self.catalogue, whole);
        let chosen = apart(&all);
        if chosen.is_empty() {
            if !looks_like_citation(whole, place.as_ref()) {
                return Vec::new();
            }
            let mut cite = part.cite(
                0..part.text.trim_end_matches('.').len(),
                ReferenceForm::Forward(CiteForm::Full),
                Target::Unknown,
            );
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
            // Examined again without the words that belong to the others.
            let own = matches(self.catalogue, part.reference(start..end, before));
            let best = own.iter().find(|it| it.work == found.work).cloned();
            let (best, offset) = best.map_or(((*found).clone(), 0), |best| (best, start));
            let rivals = equals(&own);
            let target = match rivals.iter().any(|it| it.work == best.work) {
                true => self.settle(rivals),
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
        if let [cite] = &mut cites[..]
            && cite.form == ReferenceForm::Forward(CiteForm::Full)
            && let Some(work) = cite.work().and_then(|work| self.catalogue.work(work))
        {
            let end = tail::end(work, part.text, &part.words, part.offset(cite.span.end));
            part.extend(cite, end + closing(&part.text[end..]));
        }
        for at in 1..cites.len() {
            // The text between two references introduces the second.
            let end = cites[at - 1].span.end;
            cites[at - 1].suffix = Span::at(end as usize);
            cites[at].prefix.start = end;
        }
        cites
    }

    /// Which of several works that a reference does not tell apart is meant: the one that was cited
    /// before.
    fn settle(&self, rivals: &[Match]) -> Target {
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
                rivals
                    .iter()
                    .filter(|it| self.first.contains_key(&it.work))
                    .map(|it| it.work)
                    .collect(),
            ),
            _ => Target::Several(rivals.iter().map(|it| it.work).collect()),
        }
    }

    fn cite_of(
        &self,
        part: &Part<'_>,
        found: &Match,
        offset: usize,
        place: Option<place::Found>,
        target: Target,
    ) -> NoteCite {
        let word = |number: usize| &part.words[(number + offset).min(part.words.len() - 1)];
        let words = core(found);
        let start = word(words.start).range.start;
        let imprint = found.imprint.as_ref().filter(|it| !it.words.is_empty()).map(|it| it.end);
        let ends = [imprint, place.as_ref().map(|place| place.range.end)];
        let end = word(words.end.max(1) - 1).range.end;
        let end = ends.into_iter().flatten().fold(end, usize::max).min(part.text.len());
        let end = imprint::behind(part.text, &part.words, end).map_or(end, |it| it.end);
        let end = end + closing(&part.text[end..]);
        let end = self.with_container(part, found.work, end);
        let end = self.with_year(part, found.work, end);
        let mut cite =
            part.cite(opening(part.text, start)..end, ReferenceForm::Forward(found.form), target);
        let entry = self.catalogue.work(found.work).map(|it| it.entry);
        let own_pages = entry.and_then(|entry| entry.str(Variable::Page));
        let volume = entry.and_then(|entry| entry.str(Variable::Volume));
        if let Some(place) = place.filter(|place| !is_whole(own_pages, volume, place)) {
            cite.locator = Some(locator(&place));
            cite.within = within(&place).filter(|part| entry.is_none_or(|it| !says_so(it, part)));
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

    /// The end of a reference with the journal or collection after it, and its volume and year, as
    /// in Chinese notes: `，《新青年》第2卷第5号，1917年`.
    fn with_container(&self, part: &Part<'_>, work: usize, end: usize) -> usize {
        let rest = &part.text[end..];
        let bare = rest.trim_start_matches(['，', ',', ' ', '载', '《', '见']);
        let containers = self.catalogue.work(work).map(|work| &work.containers);
        let begins = containers.into_iter().flatten().any(|title| {
            let mut words = title.words.iter();
            let first = words.next().map_or("", |word| word.written.as_str());
            first.starts_with(is_ideograph) && bare.starts_with(first)
        });
        if !begins {
            return end;
        }
        // Up to the next sentence or the page.
        let stop = rest.find(['。', '；', ';']).unwrap_or(rest.len());
        let page =
            rest.find(['页', '頁']).map_or(rest.len(), |at| rest[..at].rfind('第').unwrap_or(at));
        end + rest[..stop.min(page)].trim_end_matches(['，', ',', ' ']).len()
    }

    /// The end of a reference with the work's own year after it.
    fn with_year(&self, part: &Part<'_>, work: usize, end: usize) -> usize {
        let rest = &part.text[end..];
        let bare = rest.trim_start_matches([' ', ',', '(', '[', '\n', '\r']);
        let year = bare.get(..4).and_then(|year| year.parse::<i32>().ok());
        let is_own = self
            .catalogue
            .work(work)
            .is_some_and(|work| year.is_some_and(|year| work.years.contains(&year)));
        let behind = bare.get(4..).unwrap_or_default();
        match is_own && behind.trim_matches(['.', ')', ']', ' ', '\n', '\r']).is_empty() {
            true => end + rest.len() - behind.len() + closing(behind),
            false => end,
        }
    }
}

/// True if a locator is the pages of a whole article, possibly with pages on which it continues
/// elsewhere.
fn is_whole(own: Option<&str>, volume: Option<&str>, place: &place::Found) -> bool {
    let pages = |text: &str| -> Vec<String> {
        let digits = text.split(|c: char| !c.is_ascii_digit());
        digits.filter(|it| !it.is_empty()).map(str::to_owned).collect()
    };
    let Some(own) = own.filter(|own| own.contains(['-', '–'])) else { return false };
    let (own, mut said) = (pages(own), pages(&place.value));
    // `71, 630–672`: the volume before the pages.
    if said.len() > own.len() && said.first().map(String::as_str) == volume {
        said.remove(0);
    }
    let begins = said.len() >= own.len() && said.iter().zip(&own).all(|(a, b)| same_page(a, b));
    let number = |page: Option<&String>| page.and_then(|it| it.parse::<u32>().ok());
    let within = number(own.first()).zip(number(own.last()));
    let is_inside = |page: &String| {
        within
            .zip(number(Some(page)))
            .is_some_and(|((first, last), it)| (first..=last).contains(&it))
    };
    begins && !own.is_empty() && !said[own.len()..].iter().any(is_inside)
}

/// True if a page is written in full or without repeated digits: `39` for `139`.
fn same_page(said: &str, own: &str) -> bool {
    own == said || said.len() < own.len() && own.ends_with(said)
}

/// The words of the name and the title.
fn core(found: &Match) -> Range<usize> {
    let name = found.name.as_ref().map(|it| it.words.clone());
    let title =
        found.title.as_ref().map(|it| it.words.clone()).filter(|_| found.form > CiteForm::Name);
    let parts = [name, title];
    let first = parts.iter().flatten().map(|it| it.start).min();
    let last = parts.iter().flatten().map(|it| it.end).max();
    first.zip(last).map_or(found.words.clone(), |(first, last)| first..last)
}

/// The best of the works that a reference may cite, and others that match different words of it.
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

/// Blanks out citations by key, byte for byte, since a key may be a person's name.
fn without_keys(text: &str) -> Cow<'_, str> {
    if !text.contains('@') {
        return Cow::Borrowed(text);
    }
    let mut out = text.to_owned();
    for (at, _) in text.match_indices('@') {
        let is_address = text[..at].ends_with(char::is_alphanumeric);
        let key = &text[at + 1..];
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '-' | '/');
        let bare = key.trim_start_matches(is_part);
        let length = match key.strip_prefix('{').and_then(|inside| inside.find('}')) {
            Some(end) => end + 2,
            None => key[..key.len() - bare.len()].trim_end_matches(['.', ':', '-']).len(),
        };
        if !is_address && length > 0 {
            out.replace_range(at..at + 1 + length, &" ".repeat(length + 1));
        }
    }
    Cow::Owned(out)
}

/// What an item of a list is.
fn listed(text: &str, item: Span, catalogue: &Catalogue<'_>) -> NoteCite {
    let whole = &text[item.range()];
    let piece = Piece { range: 0..whole.trim_end().len(), start: 0 };
    let part = Part::of(whole, &piece, item.start as usize);
    let resolver = Resolver::new(catalogue, &[]);
    let place = part.words.len();
    let all = matches(catalogue, part.reference(0..place, place));
    let Some(best) = all.first() else {
        let end = part.text.len();
        return part.cite(0..end, ReferenceForm::Forward(CiteForm::Full), Target::Unknown);
    };
    let target = resolver.settle(equals(&all));
    resolver.cite_of(&part, best, 0, None, target)
}
