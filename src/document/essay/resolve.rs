//! Resolves the notes of an essay: which work each of them cites, and what ibid., op. cit. and
//! similar words refer to.

use std::borrow::Cow;

use crate::document::essay::apparatus::{Apparatus, Note};
use crate::document::essay::backward::{self, Backward};
use crate::document::essay::by_year;
use crate::document::essay::catalogue::Catalogue;
use crate::document::essay::continuations::continues;
use crate::document::essay::matching::{CiteForm, equals, matches};
use crate::document::essay::part::Part;
use crate::document::essay::references::Piece;
use crate::document::essay::resolved::{NoteCite, ReferenceForm, Resolved, Target};
use crate::document::essay::resolver::{Last, Resolver};
use crate::document::essay::unlisted::is_unlisted;
use crate::document::essay::words::is_stop_word;
use crate::source::Span;

/// Resolves the notes and lists of an essay.
pub fn resolve(text: &str, apparatus: &Apparatus, catalogue: &Catalogue<'_>) -> Resolved {
    let order = order(apparatus);
    let mut resolver = Resolver::new(catalogue, text, &apparatus.notes);
    let mut before: Option<usize> = None;
    for &at in &order {
        let note = &apparatus.notes[at];
        // Each chapter starts again.
        let is_same = |before: &usize| apparatus.notes[*before].chapter == note.chapter;
        let previous = before.filter(|before| apparatus.is_by_page || is_same(before));
        let found = resolver.note(text, at, previous);
        resolver.remember(at, &found);
        resolver.found[at] = found;
        before = Some(at);
    }
    let lists = apparatus
        .lists
        .iter()
        .map(|list| list.items.iter().map(|item| listed(text, *item, catalogue)).collect());
    let lists: Vec<Vec<NoteCite>> = lists.collect();
    let mut by_year = by_year::cited(text, apparatus, &lists, catalogue);
    // In a note whose references are known, they are these.
    let known: Vec<Span> = { apparatus.notes.iter().zip(&resolver.found) }
        .filter(|(_, cites)| !cites.is_empty())
        .map(|(note, _)| note.span)
        .collect();
    if !by_year.is_empty() {
        by_year.retain(|it| !known.iter().any(|note| note.contains(it.span)));
    }
    Resolved { notes: resolver.found, lists, order, by_year }
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
        for piece in self.divided(note) {
            let part = Part::of(note, &piece, span.start);
            let backward = backward::find(part.text, &part.words);
            let backward = backward.filter(|found| !self.names_its_work(&part, found));
            let mut found = match backward {
                Some(backward) => {
                    self.backward(&part, &backward, &cites, (at, previous)).into_iter().collect()
                }
                None => self.forward(&part),
            };
            if let Some(before) = cites.last_mut()
                && continues(self.text, before, &part, &found)
            {
                continue;
            }
            if found.iter().any(|cite| cite.target == Target::Unknown) {
                let capitals = part.words.iter().filter(|word| word.is_capital);
                self.unknown.extend(capitals.map(|word| word.folded.clone()));
            }
            for cite in &mut found {
                // What one reference has taken belongs to no other one.
                if let Some(before) = cites.last() {
                    cite.span.start = cite.span.start.max(before.span.end).min(cite.span.end);
                }
                self.last = Some(Last {
                    target: cite.target.clone(),
                    locator: cite.locator.clone().or_else(|| cite.inherited.clone()),
                });
                if let Target::Work { number, .. } = cite.target {
                    self.define(part.text, number);
                }
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
    let resolver = Resolver::new(catalogue, text, &[]);
    let place = part.words.len();
    let all = matches(catalogue, part.reference(0..place, place));
    let Some(best) = all.first() else {
        let end = part.text.len();
        let is_unlisted = is_unlisted(part.reference(0..place, place));
        let target = if is_unlisted { Target::Unlisted } else { Target::Unknown };
        return part.cite(0..end, ReferenceForm::Forward(CiteForm::Full), target);
    };
    let target = resolver.settle(equals(&all));
    resolver.cite_of(&part, best, 0, None, target)
}
