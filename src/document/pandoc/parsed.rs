//! The result of a parse.

use crate::document::{WrittenCitation, WrittenCite, WrittenMode};
use crate::model::{Citation, Cite};
use crate::source::Span;

/// The cites parsed so far.
#[derive(Default)]
pub(in crate::document) struct Parsed {
    pub(in crate::document) cites: Vec<Cite>,
    pub(in crate::document) places: Vec<WrittenCite>,
    pub(in crate::document) mode: WrittenMode,
    /// The keys that refer to parts of the document.
    pub(in crate::document) references: Vec<Span>,
}

impl Parsed {
    /// Adds a cite of a key, without prefix and suffix.
    pub(in crate::document) fn push(&mut self, key: &str, place: Span) {
        self.cites.push(Cite::new(key));
        let (prefix, suffix) = (Span::at(place.start as usize), Span::at(place.end as usize));
        self.places.push(WrittenCite { key: place, prefix, suffix });
    }

    pub(in crate::document) fn into_citation(mut self, span: Span) -> WrittenCitation {
        let mode = self.mode.citation_mode();
        let cites = std::mem::take(&mut self.cites);
        let citation = Citation { cites, mode, ..Citation::default() };
        let Parsed { mode, places, references, .. } = self;
        WrittenCitation { references, ..WrittenCitation::new(citation, mode, places, span) }
    }
}
