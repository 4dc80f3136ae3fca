//! What a reference cites by what it says of works.

use crate::document::essay::bare_places::{Named, right_behind};
use crate::document::essay::beside;
use crate::document::essay::differences::differences;
use crate::document::essay::imprint;
use crate::document::essay::locators;
use crate::document::essay::matching::{CiteForm, Match, equals, matches};
use crate::document::essay::own_pages;
use crate::document::essay::part::{Part, locator, within};
use crate::document::essay::place;
use crate::document::essay::place_values::divided_at_colon;
use crate::document::essay::resolved::{NoteCite, ReferenceForm, Target, WrittenName};
use crate::document::essay::resolver::Resolver;
use crate::document::essay::reviews::is_reviewed;
use crate::document::essay::shape::looks_like_citation;
use crate::document::essay::tail;
use crate::document::essay::title_marks::{closed, closing, opening};
use crate::document::essay::unlisted::{is_statute, is_unlisted};
use crate::document::essay::whole::{is_whole, says_so};
use crate::document::essay::words::is_ideograph;
use crate::model::{Locator, LocatorLabel};
use crate::source::Span;

impl Resolver<'_, '_> {
    /// What a reference cites by describing works.
    pub(super) fn forward(&self, part: &Part<'_>) -> Vec<NoteCite> {
        let place = locators::find(part.text, &part.words, 1.min(part.words.len()));
        let before = place.as_ref().map_or(part.words.len(), |place| part.words_before(place));
        let whole = part.reference(0..part.words.len(), before);
        let all = matches(self.catalogue, whole);
        let chosen = apart(&all);
        if chosen.is_empty() {
            if let Some(cite) = self.by_short_title(part) {
                return vec![cite];
            }
            let target = match is_unlisted(whole) {
                true => Target::Unlisted,
                false if looks_like_citation(whole, place.as_ref()) => Target::Unknown,
                false => return Vec::new(),
            };
            let mut cite = part.cite(
                0..part.text.trim_end_matches('.').len(),
                ReferenceForm::Forward(CiteForm::Full),
                target,
            );
            if let Some(place) = &place {
                let mut found = locator(place);
                if found.label == LocatorLabel::Page && is_statute(whole) {
                    // `s 2`
                    found.label = LocatorLabel::Section;
                }
                cite.locator = Some(found);
                cite.locator_span = part.span(place.range.clone());
            }
            return vec![cite];
        }
        let mut cites = Vec::new();
        for (number, found) in chosen.iter().enumerate() {
            let start = match number.checked_sub(1) {
                Some(before) => chosen[before].core().end,
                None => 0,
            };
            let end = chosen.get(number + 1).map_or(part.words.len(), |next| next.core().start);
            let place = self.place_of(part, found, end);
            let before = place.as_ref().map_or(end, |place| part.words_before(place));
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
        for (cite, found) in cites.iter_mut().zip(&chosen) {
            let before = &part.words[..found.core().start];
            if is_reviewed(before, self.catalogue.work(found.work)) {
                // The review is a work of its own, about which the entry says nothing.
                let form = ReferenceForm::Forward(CiteForm::Full);
                *cite = part.cite(0..part.text.trim_end_matches('.').len(), form, Target::Unknown);
            }
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

    /// The place in a work that a reference names before the word `end`.
    fn place_of(&self, part: &Part<'_>, found: &Match, end: usize) -> Option<place::Found> {
        let words = &part.words[..end];
        let work = self.catalogue.work(found.work)?;
        let named = found.core().end.min(end);
        if let Some(page) = own_pages::behind_first(work, part.text, words, named) {
            return Some(page);
        }
        let labelled = locators::behind(part.text, words, found.core().end.min(end), Named::Title);
        if labelled.as_ref().is_some_and(|it| it.label == LocatorLabel::Page) {
            return labelled;
        }
        // `(Göttingen 1975), 45ff. (künftig: Unternehmer)`, `1975), 45–53 and chap. 9`
        let published = found.imprint.as_ref().filter(|it| !it.words.is_empty());
        let closed = published.filter(|it| part.text[..it.end].ends_with([')', ']']));
        let bare = closed.and_then(|published| {
            right_behind(part.text, words, published.words.end.min(end), Named::Title)
        });
        bare.or(labelled).or_else(|| {
            own_pages::at_end(work, part.text, words, found.core().end)
                .or_else(|| own_pages::in_parentheses(work, part.text, words))
                .or_else(|| own_pages::paragraph(work, part.text, words))
        })
    }

    /// What a reference says between its work, whose words end at `core`, and its place: the volume,
    /// and what the entry does not say. The words of the match are counted from `offset`.
    fn beside(
        &self,
        part: &Part<'_>,
        found: &Match,
        (offset, core): (usize, usize),
        place: &place::Found,
    ) -> (Option<Locator>, Option<Span>) {
        let Some(work) = self.catalogue.work(found.work) else { return (None, None) };
        let start = place.start();
        let published = found.imprint.as_ref().map_or(0..0, |it| it.words.clone());
        let published = published.start + offset..published.end + offset;
        let find = |from: usize| {
            beside::find(work, (part.text, &part.words), from..start, published.clone())
        };
        let first = find(core);
        // `Living My Life, vol. 2 (New York, 1931), p. 884`
        let after = part.words.partition_point(|word| word.range.start < core);
        let volume = locators::part(part.text, &part.words, after);
        let volume = volume.filter(|it| Some(it.range.start) == first);
        let first = volume.as_ref().map_or(first, |volume| find(volume.range.end));
        let said = first.map(|first| part.span(first..place.range.end));
        (volume.as_ref().map(locator), said)
    }

    /// What is cited by a short title alone, with a place right behind it.
    fn by_short_title(&self, part: &Part<'_>) -> Option<NoteCite> {
        let short = self.short_title(part.text, &part.words)?;
        let place = locators::behind(part.text, &part.words, short.end, Named::Title);
        let title = part.words.get(short.end - 1)?.range.end;
        let is_near = place
            .as_ref()
            .is_some_and(|place| !part.text[title..place.start()].contains(char::is_alphanumeric));
        if !is_near && !short.is_alias {
            return None;
        }
        let target = match short.works[..] {
            [number] => {
                Target::Work { number, confidence: if short.is_alias { 0.95 } else { 0.75 } }
            }
            _ => Target::Several(short.works),
        };
        let start = opening(part.text, part.words[0].range.start);
        let place = place.filter(|_| is_near);
        let end = closed(part.text, start, title);
        let end = place.as_ref().map_or(end, |it| closed(part.text, start, it.range.end));
        let mut cite = part.cite(start..end, ReferenceForm::Forward(CiteForm::Short), target);
        self.place_in(part, &mut cite, place);
        Some(cite)
    }

    /// Gives a cite its place in the work, unless that is the whole of it.
    pub(super) fn place_in(
        &self,
        part: &Part<'_>,
        cite: &mut NoteCite,
        place: Option<place::Found>,
    ) {
        let entry = cite.work().and_then(|work| self.catalogue.work(work)).map(|it| it.entry);
        let Some(mut place) = place.filter(|place| !is_whole(entry, place)) else { return };
        // `2:72` of a work that is a volume 2; otherwise it may be how the work is always cited.
        let is_own = |place: &place::Found| {
            let volume = within(place);
            entry.zip(volume).is_some_and(|(entry, volume)| says_so(entry, &volume))
        };
        if let Some(divided) = divided_at_colon(part.text, &place).filter(is_own) {
            place = divided;
        }
        cite.locator = Some(locator(&place));
        cite.within = within(&place).filter(|part| entry.is_none_or(|it| !says_so(it, part)));
        cite.locator_span = part.span(place.range);
    }

    /// Which of several works that a reference does not tell apart is meant: the one that was cited
    /// before.
    pub(super) fn settle(&self, rivals: &[Match]) -> Target {
        let best = &rivals[0];
        if rivals.len() == 1 {
            return Target::Work { number: best.work, confidence: best.confidence };
        }
        let cited = rivals.iter().filter(|it| self.first.contains_key(&it.work));
        match cited.collect::<Vec<_>>()[..] {
            [] => Target::Several(rivals.iter().map(|it| it.work).collect()),
            [one] => Target::Work { number: one.work, confidence: one.confidence.max(0.75) },
            ref several => Target::Several(several.iter().map(|it| it.work).collect()),
        }
    }

    pub(super) fn cite_of(
        &self,
        part: &Part<'_>,
        found: &Match,
        offset: usize,
        place: Option<place::Found>,
        target: Target,
    ) -> NoteCite {
        let word = |number: usize| &part.words[(number + offset).min(part.words.len() - 1)];
        let words = found.core();
        let start = word(words.start).range.start;
        let imprint = found.imprint.as_ref().filter(|it| !it.words.is_empty()).map(|it| it.end);
        let ends = [imprint, place.as_ref().map(|place| place.range.end)];
        let end = word(words.end.max(1) - 1).range.end;
        let end = ends.into_iter().flatten().fold(end, usize::max).min(part.text.len());
        let end = imprint::behind(part.text, &part.words, end).map_or(end, |it| it.end);
        let start = opening(part.text, start);
        let end = closed(part.text, start, end);
        let end = self.with_container(part, found.work, end);
        let end = self.with_year(part, found.work, end);
        let mut cite = part.cite(start..end, ReferenceForm::Forward(found.form), target);
        let core = word(words.end.max(1) - 1).range.end;
        let (volume, beside) = place
            .as_ref()
            .map_or((None, None), |place| self.beside(part, found, (offset, core), place));
        cite.beside = beside;
        // Where the work is not certain, its pages say nothing.
        self.place_in(part, &mut cite, place);
        cite.within = cite.within.or(volume.filter(|_| cite.locator.is_some()));
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

/// The best of the works that a reference may cite, and others that match different words of it.
fn apart(all: &[Match]) -> Vec<&Match> {
    let mut chosen: Vec<&Match> = Vec::new();
    for found in all {
        let own = found.core();
        let is_apart = chosen.iter().all(|other| {
            let other = other.core();
            other.end <= own.start || own.end <= other.start
        });
        let is_sure = found.confidence >= 0.7 && found.form >= CiteForm::Short;
        if chosen.is_empty() || is_apart && is_sure && found.name.is_some() {
            chosen.push(found);
        }
    }
    chosen.sort_by_key(|found| found.core().start);
    chosen
}
