//! The notes of a document that numbers them itself, and the citations in them.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::WrittenCitation;
use crate::source::Span;

/// A citation, and where the note around it begins.
pub(super) struct Placed {
    pub(super) citation: WrittenCitation,
    pub(super) note: Option<usize>,
}

/// The citations of a document, and the notes that contain them.
#[derive(Default)]
pub(super) struct Notes {
    text: Vec<Placed>,
    /// Label of a note → what its text cites.
    written: BTreeMap<String, Vec<Placed>>,
    /// Where notes are referred to, or written, in the text.
    places: Vec<(usize, Option<String>)>,
}

impl Notes {
    /// Adds the contents of a block, which belongs to a note or to the running text.
    pub(super) fn add(
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

    /// Where each note is first referred to, or written, in order.
    pub(super) fn numbered(&self) -> Vec<Span> {
        let mut seen = BTreeSet::new();
        let places = self.places.iter();
        let first = places.filter(|(_, label)| label.as_ref().is_none_or(|it| seen.insert(it)));
        first.map(|(place, _)| Span::at(*place)).collect()
    }

    /// The citations in reading order, each with the number of its note. Citations in a note that
    /// nothing refers to come last, and have no number.
    pub(super) fn in_order(mut self) -> Vec<WrittenCitation> {
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
