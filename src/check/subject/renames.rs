//! Where each key is written: in the bibliographies, and in the documents that cite it.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::subject::{Cited, File};
use crate::diagnostic::Edit;
use crate::document::{Embedded, Syntax, written_key};
use crate::excerpt::{items, replaced, unfit};
use crate::read::Format;
use crate::source::{Location, SourceId, Sources, Span};

/// Where each key is written, found when a rule first asks.
pub(crate) struct Renames {
    /// For the files that are one document, by its number: each key with its places.
    written: BTreeMap<u32, Written>,
    /// For each document, in order.
    cited: Vec<BTreeMap<String, Vec<(Location, Syntax)>>>,
}

/// Where keys are written in the bibliographies of a document.
#[derive(Default)]
struct Written {
    sources: BTreeSet<SourceId>,
    places: BTreeMap<String, Vec<(Location, Format)>>,
}

impl Renames {
    pub(in crate::check) fn of(files: &[File<'_>], documents: &[Cited<'_>]) -> Renames {
        let mut written: BTreeMap<u32, Written> = BTreeMap::new();
        for file in files {
            let group = written.entry(file.reading.document).or_default();
            group.sources.insert(file.reading.source);
            for text in texts(documents, file) {
                group.add(file, text);
            }
        }
        Renames { written, cited: documents.iter().map(cited).collect() }
    }

    /// What another key for an entry changes: its bibliographies, and all documents that cite it.
    /// `None` where the new key cannot be written in one of them, or means something there already.
    pub(crate) fn edits(
        &self,
        documents: &[Cited<'_>],
        sources: &Sources,
        document: u32,
        [old, new]: [&str; 2],
    ) -> Option<Vec<Edit>> {
        let group = self.written.get(&document)?;
        if group.places.contains_key(new) {
            return None;
        }
        let mut edits = Vec::new();
        for &(place, format) in group.places.get(old)? {
            if unfit(new, format).is_some() {
                return None;
            }
            let text = &sources.get(place.source)?.text;
            let (span, replacement) = replaced(text, format, place.span, new);
            edits.push(Edit { location: span.in_source(place.source), replacement });
        }
        for (document, cited) in documents.iter().zip(&self.cited) {
            let mut bibliographies = document.manuscript.bibliographies.iter();
            let Some(places) = cited.get(old) else { continue };
            if !bibliographies.any(|id| group.sources.contains(id)) {
                continue;
            }
            let mut others = document.entries(old).map(|(_, _, reading)| reading.source);
            if others.any(|id| !group.sources.contains(&id)) || document.defines(new) {
                return None;
            }
            for &(location, syntax) in places {
                let text = &sources.get(location.source)?.text;
                let replacement = written_key(new, text, location.span, syntax)?;
                edits.push(Edit { location, replacement });
            }
        }
        edits.sort_by_key(|edit| edit.location);
        // A part may be part of several documents.
        edits.dedup_by_key(|edit| edit.location);
        Some(edits)
    }
}

impl Written {
    fn add(&mut self, file: &File<'_>, text: Span) {
        let Some(source) = file.source else { return };
        let (id, format) = (file.reading.source, file.reading.format);
        let excerpt = items(source.slice(text), id, format);
        for item in excerpt.items {
            for written in item.keys.into_iter().chain(item.references) {
                let span = Span {
                    start: written.span.start + text.start,
                    end: written.span.end + text.start,
                };
                let places = self.places.entry(written.key).or_default();
                places.push((span.in_source(id), format));
            }
        }
    }
}

/// The texts that a file was read from: all of it, or what a document has written out.
fn texts(documents: &[Cited<'_>], file: &File<'_>) -> Vec<Span> {
    let id = file.reading.source;
    let parts = documents.iter().flat_map(|it| &it.manuscript.parts);
    let mut embedded = parts.filter(|part| part.source == id).flat_map(|part| &part.embedded);
    let whole = || Span::new(0, file.source.map_or(0, |source| source.text.len()));
    let Some(first) = embedded.next() else { return vec![whole()] };
    let holds = |it: &&Embedded| {
        let entries = file.entries.iter().chain(&file.records);
        let mut spans = entries.map(|entry| entry.origin.location.span);
        spans.any(|span| it.content.start <= span.start && span.end <= it.content.end)
    };
    let texts = std::iter::once(first).chain(embedded).filter(holds).map(|it| it.content);
    texts.collect::<BTreeSet<Span>>().into_iter().collect()
}

/// Where a document cites each key, or defines it itself.
fn cited(document: &Cited<'_>) -> BTreeMap<String, Vec<(Location, Syntax)>> {
    let mut cited: BTreeMap<String, Vec<(Location, Syntax)>> = BTreeMap::new();
    for placed in document.citations() {
        for (key, place) in placed.keys() {
            cited.entry(key.to_owned()).or_default().push((place, placed.part.syntax));
        }
    }
    cited
}
