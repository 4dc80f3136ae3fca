//! Markdown as pandoc reads it, also for Quarto and R Markdown.
//!
//! A document goes through these steps: [`blocks`] finds where prose is, [`metadata`] reads the
//! YAML, [`mask`] hides what in a block is code and the like, and [`cites`] finds the citations in
//! what is left.
//!
//! *Source*: Pandoc User's Guide, "Citation syntax".

mod blocks;
mod cites;
mod divs;
mod ends;
mod markers;
mod mask;
mod metadata;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Sink;
use crate::document::markdown::blocks::blocks;
use crate::document::markdown::cites::{Found, Placed, Walker, cites};
use crate::document::markdown::mask::mask;
pub(super) use crate::document::markdown::metadata::read as read_metadata;
use crate::document::{Document, Labels, Syntax};
use crate::source::{Source, SourceId, Span};

/// Finds the citations of a document.
pub(super) fn read(source: &Source, id: SourceId, labels: &Labels) -> Document {
    let mut document = Document::new(id, Syntax::Markdown);
    let mut sink = Sink::new();
    let blocks = blocks(&source.text);
    for range in &blocks.metadata {
        read_metadata(&source.text, range.clone(), &mut document);
    }
    let listed = std::mem::take(&mut document.citations);
    let mut bytes = blocks.prose.clone().into_bytes();
    let masks: Vec<_> =
        blocks.blocks.iter().map(|it| mask(&blocks.prose, it.range.clone(), &mut bytes)).collect();
    // Fillers take the place of whole characters.
    let masked = String::from_utf8(bytes).unwrap_or_default();
    let mut notes = Notes::default();
    for (block, mask) in blocks.blocks.iter().zip(&masks) {
        let walker = Walker {
            prose: &blocks.prose,
            masked: &masked,
            source: id,
            labels,
            examples: &blocks.examples,
            targets: &mask.targets,
            closed: BTreeMap::new(),
            found: Found::default(),
        };
        let found = cites(walker, block.range.clone(), mask);
        sink.extend(found.faults);
        notes.add(block.note.as_deref(), found.notes, found.citations);
    }
    document.listings = blocks.listings;
    document.headings = blocks.headings;
    document.metadata = blocks.metadata.iter().map(|it| Span::new(it.start, it.end)).collect();
    document.notes = notes.numbered();
    document.citations = notes.in_order();
    document.citations.extend(listed);
    document.diagnostics = sink.into_sorted();
    document
}

/// The citations of a document, and the notes that they are in.
#[derive(Default)]
struct Notes {
    text: Vec<Placed>,
    /// Label of a note → what its text cites.
    written: BTreeMap<String, Vec<Placed>>,
    /// Where notes are referred to, or written, in the text.
    places: Vec<(usize, Option<String>)>,
}

impl Notes {
    /// Adds what a block has, which is part of a note's text or of the document's.
    fn add(
        &mut self,
        note: Option<&str>,
        places: Vec<(usize, Option<String>)>,
        citations: Vec<Placed>,
    ) {
        match note {
            Some(label) => self.written.entry(label.to_owned()).or_default().extend(citations),
            None => {
                self.places.extend(places);
                self.text.extend(citations);
            }
        }
    }

    /// Where the notes are referred to for the first time, or written, in order.
    fn numbered(&self) -> Vec<Span> {
        let mut seen = BTreeSet::new();
        let places = self.places.iter();
        let first = places.filter(|(_, label)| label.as_ref().is_none_or(|it| seen.insert(it)));
        first.map(|(place, _)| Span::at(*place)).collect()
    }

    /// The citations in the order in which they are read, each with the number of its note. What
    /// the text of a note cites that nothing refers to comes last, and has no number.
    fn in_order(mut self) -> Vec<crate::document::WrittenCitation> {
        let mut all = Vec::new();
        let mut seen = BTreeSet::new();
        let mut text = self.text.into_iter().peekable();
        let mut number = 0;
        for (place, label) in self.places {
            while let Some(placed) = text.next_if(|it| (it.citation.span.start as usize) < place) {
                all.push(placed.citation);
            }
            if label.as_ref().is_some_and(|label| !seen.insert(label.clone())) {
                continue;
            }
            number += 1;
            let of_note = match &label {
                Some(label) => self.written.remove(label).unwrap_or_default(),
                None => {
                    let mut inside = Vec::new();
                    while let Some(placed) = text.next_if(|it| it.note == Some(place)) {
                        inside.push(placed);
                    }
                    inside
                }
            };
            all.extend(of_note.into_iter().map(|placed| {
                let mut citation = placed.citation;
                citation.citation.note = Some(number);
                citation
            }));
        }
        all.extend(text.map(|placed| placed.citation));
        all.extend(self.written.into_values().flatten().map(|placed| placed.citation));
        all
    }
}
