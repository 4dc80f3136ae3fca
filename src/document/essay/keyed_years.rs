//! The citations by author and year of an essay that is written with keys.

use std::collections::BTreeSet;

use crate::document::essay::apparatus::{YearCitation, YearForm};
use crate::document::essay::cite_text::{Place, written};
use crate::document::essay::resolved::{CitedByYear, NoteCite};
use crate::document::essay::words::words;
use crate::document::essay::writer::{Edit, Writer};
use crate::source::Span;

impl Writer<'_, '_> {
    /// Replaces each citation by author and year whose works are all known; returns these works, too.
    pub(super) fn years(&self) -> (Vec<Edit>, BTreeSet<usize>) {
        let all = Span::new(0, self.text.len());
        let found = self.years_within(all);
        let works =
            found.iter().flat_map(|(_, group)| group.iter().filter_map(|it| it.cite.work()));
        let works = works.collect();
        (found.into_iter().map(|(edit, _)| edit).collect(), works)
    }

    /// The text of a note with such citations by key.
    pub(super) fn with_years(&self, note: Span) -> String {
        let mut out = String::new();
        let mut at = note.start as usize;
        for ((range, written), _) in self.years_within(note) {
            if range.start >= at {
                out.push_str(&self.escaped(&self.text[at..range.start]));
                out.push_str(&written);
                at = range.end;
            }
        }
        out.push_str(&self.escaped(&self.text[at..note.end as usize]));
        out
    }

    /// The citations in a part of the essay that can be replaced, with what they cite.
    fn years_within(&self, part: Span) -> Vec<(Edit, &[CitedByYear])> {
        let all = self.resolved.by_year.as_slice();
        let first = all.partition_point(|it| it.span.start < part.start);
        let last = all.partition_point(|it| it.span.start < part.end);
        let mut found = Vec::new();
        for group in all[first..last].chunk_by(|a, b| a.citation == b.citation) {
            let citation = group.first().and_then(|it| self.apparatus.by_year.get(it.citation));
            let Some(citation) = citation.filter(|_| group.iter().all(|it| it.cite.is_certain()))
            else {
                continue;
            };
            let edit = match citation.form {
                YearForm::InParentheses => self.in_parentheses(citation, group),
                YearForm::InText | YearForm::Bare => self.in_text(citation, group),
            };
            found.extend(edit.map(|edit| (edit, group)));
        }
        found
    }

    /// `(see Mett 1967, 12; Avrich 1970)`
    fn in_parentheses(&self, citation: &YearCitation, group: &[CitedByYear]) -> Option<Edit> {
        let range = citation.span.range();
        let inside = &self.text[range.clone()];
        let open = inside.chars().next().map_or(0, char::len_utf8);
        let close = inside.chars().next_back().map_or(0, char::len_utf8);
        let mut at = range.start + open;
        let mut items = Vec::new();
        for it in group {
            // Words that belong to no cite would be lost.
            let before = &self.text[at..(it.cite.prefix.start as usize).max(at)];
            if before.contains(char::is_alphanumeric) {
                return None;
            }
            at = it.cite.suffix.end.max(it.cite.span.end) as usize;
            items.push(self.cite(&it.cite, None)?);
        }
        let left = &self.text[at..range.end - close];
        let is_whole = !left.contains(char::is_alphanumeric);
        is_whole.then(|| (range, format!("[{}]", items.join("; "))))
    }

    /// `Mett (1967, 12)`, `Mett’s (1967) view`, `Ostrom (1990; 2005)`
    fn in_text(&self, citation: &YearCitation, group: &[CitedByYear]) -> Option<Edit> {
        let (first, cite) = (group.first()?, citation.cites.first()?);
        let end = citation.span.end as usize;
        let behind_name = cite.authors.end as usize;
        let is_possessive = self.text[behind_name..].starts_with(['’', '\''])
            || self.text[..behind_name].ends_with(['’', '\'']);
        if group.len() == 1 && !is_possessive && self.is_whole_name(citation, first) {
            let key = written(self.catalogue.key(first.cite.work()?));
            let place = self.place_of(&first.cite)?;
            let place = if place.is_empty() { place } else { format!(" [{place}]") };
            return Some((first.cite.span.start as usize..end, format!("{key}{place}")));
        }
        // The name stays, and the years are cited.
        let items: Option<Vec<String>> = group
            .iter()
            .map(|it| {
                let key = written(self.catalogue.key(it.cite.work()?));
                let place = self.place_of(&it.cite)?;
                let place = if place.is_empty() { place } else { format!(", {place}") };
                Some(format!("-{key}{place}"))
            })
            .collect();
        let gap = &self.text[behind_name..cite.year.start as usize];
        let open = gap.find(['(', '[', '（']).unwrap_or(gap.len());
        Some((behind_name + open..end, format!("[{}]", items?.join("; "))))
    }

    /// Whether the text names an organization as the bibliography does, and not in other words: `das
    /// Statistische Bundesamt`.
    fn is_whole_name(&self, citation: &YearCitation, it: &CitedByYear) -> bool {
        let person = it.cite.work().and_then(|work| self.catalogue.work(work)?.people.first());
        let name = citation.cites.first().and_then(|cite| cite.names.first());
        let (Some(person), Some(name)) = (person, name) else { return false };
        let all: Vec<String> =
            words(&self.text[name.range()]).into_iter().map(|word| word.folded).collect();
        !person.is_body || all.ends_with(&person.family)
    }

    /// The locator of a cite, and the words after it.
    fn place_of(&self, cite: &NoteCite) -> Option<String> {
        // The closing parenthesis is that of the citation.
        let suffix = self.text[cite.suffix.range()].trim_end_matches([')', ']', '）', ' ']);
        let end = cite.suffix.start as usize + suffix.len();
        let suffix = self.words(Span::new(cite.suffix.start as usize, end))?;
        let bare = suffix.trim_start_matches([',', ' ']);
        Some(match Place::of(cite, self.language) {
            Some(place) if bare.is_empty() => place.bare(),
            Some(place) => format!("{}, {bare}", place.bare()),
            None => bare.to_owned(),
        })
    }
}
