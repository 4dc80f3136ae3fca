//! An essay whose references are typed by hand, with what its notes cite.

use crate::check::subject::Cited;
use crate::check::subject::essays::Found;
use crate::document::Document;
use crate::document::essay::{Apparatus, Catalogue, Marker, Note, NoteCite, Resolved, resolve};
use crate::model::{Entry, EntryType};
use crate::source::{Location, Span};

/// An essay whose references are typed by hand, with what its notes cite.
pub(crate) struct Essay<'s> {
    pub(crate) part: &'s Document,
    pub(crate) apparatus: &'s Apparatus,
    pub(crate) text: &'s str,
    pub(crate) resolved: &'s Resolved,
}

impl<'a> Cited<'a> {
    fn found(&self) -> &Found {
        self.essays.found.get_or_init(|| {
            let typed = || {
                let parts = self.manuscript.parts.iter().enumerate();
                parts.filter_map(|(at, part)| Some((at, part, part.apparatus.as_ref()?)))
            };
            let is_needed = typed().any(|(_, _, apparatus)| !apparatus.is_keyed);
            let readings = self.readings.iter().filter(|_| is_needed);
            let libraries: Vec<_> = readings.map(|reading| &reading.library).collect();
            let catalogue = Catalogue::new(&libraries);
            let resolved = typed().map(|(at, part, apparatus)| {
                let text = self.sources.get(part.source).map_or("", |source| &*source.text);
                let resolved = match apparatus.is_keyed {
                    true => Resolved::default(),
                    false => resolve(text, apparatus, &catalogue),
                };
                (at, resolved)
            });
            Found { resolved: resolved.collect(), works: catalogue.origins().to_vec() }
        })
    }

    /// The parts with notes that are typed by hand, including those that also cite by key.
    pub(crate) fn with_notes(&self) -> Vec<Essay<'_>> {
        let found = self.found().resolved.iter().filter_map(|(at, resolved)| {
            let part = self.manuscript.parts.get(*at)?;
            let apparatus = part.apparatus.as_ref()?;
            let text = &*self.sources.get(part.source)?.text;
            Some(Essay { part, apparatus, text, resolved })
        });
        found.collect()
    }

    /// The parts in which all references are typed by hand.
    pub(crate) fn essays(&self) -> Vec<Essay<'_>> {
        let mut essays = self.with_notes();
        essays.retain(|essay| !essay.apparatus.is_keyed);
        essays
    }

    /// The entry of a work that an essay cites.
    pub(crate) fn work(&self, work: usize) -> Option<&'a Entry> {
        let (reading, index) = self.found().works.get(work)?;
        self.readings.get(*reading)?.library.entries().get(*index)
    }

    /// The key of a work that an essay cites.
    pub(crate) fn key_of(&self, work: usize) -> &'a str {
        self.work(work).map_or("", |entry| entry.key.as_str())
    }

    /// True if a work may have pages, so that a reference can give one.
    pub(crate) fn has_pages(&self, work: usize) -> bool {
        use EntryType as T;
        let kind = self.work(work).map(|entry| entry.kind);
        !matches!(
            kind,
            Some(
                T::Webpage
                    | T::Post
                    | T::PostWeblog
                    | T::MotionPicture
                    | T::Song
                    | T::Broadcast
                    | T::Interview
                    | T::PersonalCommunication
                    | T::Software
                    | T::Dataset
                    | T::Speech
                    | T::Performance
                    | T::Graphic
                    | T::Map
                    | T::Event
            )
        )
    }

    /// The keys of the works that essays cite or list.
    pub(crate) fn keys_of_essays(&self) -> Vec<&'a str> {
        let essays = self.essays();
        let cites = essays
            .iter()
            .flat_map(|essay| essay.cites().chain(essay.resolved.lists.iter().flatten()));
        cites.filter_map(NoteCite::work).map(|work| self.key_of(work)).collect()
    }
}

impl<'s> Essay<'s> {
    /// A location in it.
    pub(crate) fn place(&self, span: Span) -> Location {
        span.in_source(self.part.source)
    }

    /// The text at a location, on one line and not too long for a message.
    pub(crate) fn quoted(&self, span: Span) -> String {
        const MOST: usize = 60;
        let text = self.text.get(span.range()).unwrap_or_default();
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = line.trim_end_matches(['.', ',']);
        match line.char_indices().nth(MOST) {
            Some((end, _)) => format!("{}…", line[..end].trim_end()),
            None => line.to_owned(),
        }
    }

    /// The words for an earlier note, with the full stop that cuts them short.
    pub(crate) fn abbreviation(&self, span: Span) -> String {
        let end = span.end as usize;
        let is_cut = self.text.get(end..).is_some_and(|rest| rest.starts_with('.'));
        // `supra n. 4` ends in a number, and not with the full stop behind it.
        let is_word =
            self.text.get(span.range()).is_some_and(|it| it.ends_with(char::is_alphabetic));
        let stop = if is_cut && is_word { "." } else { "" };
        format!("{}{stop}", self.quoted(span))
    }

    /// The notes in the order in which they are read, each with what it cites.
    pub(crate) fn notes(&self) -> impl Iterator<Item = (usize, &'s Note, &'s [NoteCite])> {
        self.resolved
            .order
            .iter()
            .map(|&at| (at, &self.apparatus.notes[at], self.resolved.notes[at].as_slice()))
    }

    /// What the notes cite, in the order in which they are read, and what the text cites by author
    /// and year.
    pub(crate) fn cites(&self) -> impl Iterator<Item = &'s NoteCite> {
        let by_year = self.resolved.by_year.iter().map(|it| &it.cite);
        self.notes().flat_map(|(_, _, cites)| cites).chain(by_year)
    }

    /// The label of a note.
    pub(crate) fn label(&self, note: usize) -> &'s str {
        self.apparatus.notes.get(note).map_or("", |note| note.label.as_str())
    }

    /// The marker with this number.
    pub(crate) fn marker(&self, number: usize) -> Option<&'s Marker> {
        self.apparatus.markers.get(number)
    }

    /// The notes that the marker of a quotation refers to: all that share its brackets.
    pub(crate) fn notes_of_marker(&self, number: usize) -> Vec<usize> {
        let markers = &self.apparatus.markers;
        let Some(marker) = markers.get(number) else { return Vec::new() };
        let same = |it: &&Marker| it.span == marker.span;
        let before = markers[..number].iter().rev().take_while(same).count();
        let group = markers[number - before..].iter().take_while(same);
        group.filter_map(|it| it.note).collect()
    }
}
