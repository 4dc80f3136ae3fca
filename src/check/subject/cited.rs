//! A document with its bibliographies, for rules about documents.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::check::input::Input;
use crate::check::subject::{Essays, Undefined};
use crate::diagnostic::nearest;
use crate::document::{Document, Manuscript, Role, WrittenCitation, WrittenMode};
use crate::model::{Entry, EntryOrigin};
use crate::read::Reading;
use crate::source::{Location, Sources, Span};

/// A document with its bibliographies.
pub(crate) struct Cited<'a> {
    pub(crate) manuscript: &'a Manuscript,
    /// The readings of its bibliographies, in order.
    pub(crate) readings: Vec<&'a Reading>,
    pub(crate) sources: &'a Sources,
    /// The essays among its parts.
    pub(in crate::check) essays: Essays,
    undefined: OnceLock<Vec<Undefined>>,
}

/// A citation and the part that contains it.
#[derive(Clone, Copy)]
pub(crate) struct Placed<'a> {
    pub(crate) part: &'a Document,
    pub(crate) citation: &'a WrittenCitation,
}

impl<'a> Placed<'a> {
    /// The keys of its cites, each with its span.
    pub(crate) fn keys(self) -> impl Iterator<Item = (&'a str, Location)> {
        self.citation.keys().map(move |(key, span)| (key, self.place(span)))
    }

    /// A location in its part.
    pub(crate) fn place(self, span: Span) -> Location {
        span.in_source(self.part.source)
    }
}

impl<'a> Cited<'a> {
    /// The documents of a run.
    pub(crate) fn all(input: &Input<'a>) -> Vec<Cited<'a>> {
        let sources = input.sources;
        let with_readings = |manuscript: &'a Manuscript| {
            let of = |id| input.readings.iter().filter(move |reading| reading.source == id);
            let readings = manuscript.bibliographies.iter().copied().flat_map(of).collect();
            let (essays, undefined) = (Essays::default(), OnceLock::new());
            Cited { manuscript, readings, sources, essays, undefined }
        };
        input.manuscripts.iter().map(with_readings).collect()
    }

    /// The name of the document's first part.
    pub(crate) fn name(&self) -> Option<&'a str> {
        let first = self.manuscript.parts.first()?;
        self.sources.get(first.source).map(|source| &*source.name)
    }

    /// The citations of all parts.
    pub(crate) fn citations(&self) -> impl Iterator<Item = Placed<'a>> {
        let parts = self.manuscript.parts.iter();
        parts.flat_map(|part| part.citations.iter().map(move |citation| Placed { part, citation }))
    }

    /// Each cited key, in order, with all its locations.
    pub(crate) fn keys(&self) -> Vec<(&'a str, Vec<Location>)> {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let mut keys: Vec<(&str, Vec<Location>)> = Vec::new();
        for (key, place) in self.citations().flat_map(Placed::keys) {
            let number = *numbers.entry(key).or_insert(keys.len());
            match keys.get_mut(number) {
                Some((_, places)) => places.push(place),
                None => keys.push((key, vec![place])),
            }
        }
        keys
    }

    /// True if a key is that of an entry, or defined by the document itself.
    pub(crate) fn defines(&self, key: &str) -> bool {
        let Manuscript { parts, context, .. } = self.manuscript;
        let defined = parts.iter().chain(context).flat_map(|part| &part.defined);
        self.entries(key).next().is_some() || defined.into_iter().any(|it| it.key == key)
    }

    /// Whether it lists its works itself, with `\\bibitem`.
    pub(crate) fn lists_works(&self) -> bool {
        self.manuscript.parts.iter().any(|part| !part.defined.is_empty())
    }

    /// The keys that it cites and that nothing defines, in order. Without a bibliography nothing is
    /// known of any key, which another rule says.
    pub(crate) fn undefined(&self) -> &[Undefined] {
        self.undefined.get_or_init(|| match self.readings.is_empty() && !self.lists_works() {
            true => Vec::new(),
            false => self.find_undefined(),
        })
    }

    fn find_undefined(&self) -> Vec<Undefined> {
        /// For how many keys another is looked for. With more, it is the wrong bibliography.
        const MOST_GUESSES: usize = 100;
        let undefined = self.keys().into_iter().filter(|(key, _)| !self.defines(key));
        let with_guess = |(number, (key, places)): (usize, (&str, Vec<Location>))| {
            let meant = match number < MOST_GUESSES {
                true => nearest(key, self.known_keys()),
                false => None,
            };
            Undefined { key: key.to_owned(), places, meant: meant.map(str::to_owned) }
        };
        undefined.enumerate().map(with_guess).collect()
    }

    /// The first entry with this key in each bibliography that has one, with its origin and its
    /// bibliography.
    pub(crate) fn entries(
        &self,
        key: &str,
    ) -> impl Iterator<Item = (&'a Entry, &'a EntryOrigin, &'a Reading)> {
        self.readings.iter().filter_map(move |&reading| {
            let (library, origins) = (&reading.library, &reading.origins);
            let work = library
                .position(key)
                .and_then(|index| library.entries().get(index).zip(origins.entries.get(index)));
            let records = library.records().iter().zip(&origins.records);
            let found = work.or_else(|| records.into_iter().find(|(entry, _)| entry.key == key));
            found.map(|(entry, origin)| (entry, origin, reading))
        })
    }

    /// True if a key may be defined in a place that cannot be read: in an unreadable bibliography,
    /// or, as a label, in a part of a Typst document.
    pub(crate) fn may_be_elsewhere(&self) -> bool {
        let has_labels = self.manuscript.parts.iter().any(|part| part.syntax.name() == "Typst");
        let mut missing = self.manuscript.missing.iter();
        missing.any(|it| it.role == Role::Bibliography || has_labels)
    }

    /// Whether a key is of those that R gives its packages (`R-knitr`), where the document writes
    /// their bibliography itself.
    pub(crate) fn is_written(&self, key: &str) -> bool {
        let mut missing = self.manuscript.missing.iter();
        key.starts_with("R-") && missing.any(|it| it.role == Role::Written)
    }

    /// The keys that may be people's names: in texts around a program, those that are never cited
    /// in brackets or with a locator.
    pub(crate) fn may_be_names(&self) -> BTreeSet<&'a str> {
        if !self.manuscript.is_casual {
            return BTreeSet::new();
        }
        let is_bare = |placed: &Placed<'a>| {
            let cites = &placed.citation.citation.cites;
            let is_alone = cites.len() == 1 && cites.iter().all(|it| it.locator.is_none());
            // `@@key` is a citation of mdbook-bib.
            let source = self.sources.get(placed.part.source);
            let before = source.and_then(|it| it.text.get(..placed.citation.span.start as usize));
            let is_doubled = before.is_some_and(|text| text.ends_with('@'));
            placed.citation.mode == WrittenMode::InText && is_alone && !is_doubled
        };
        let (bare, sure): (Vec<Placed<'a>>, Vec<Placed<'a>>) = self.citations().partition(is_bare);
        let keys = |all: Vec<Placed<'a>>| -> BTreeSet<&'a str> {
            all.into_iter().flat_map(|it| it.citation.keys()).map(|(key, _)| key).collect()
        };
        let sure = keys(sure);
        keys(bare).into_iter().filter(|key| !sure.contains(key)).collect()
    }

    /// The keys of all entries.
    pub(crate) fn known_keys(&self) -> impl Iterator<Item = &'a str> {
        self.readings.iter().flat_map(|reading| reading.library.keys())
    }
}
