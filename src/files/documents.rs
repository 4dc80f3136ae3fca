//! Documents among the files: reading what they embed, and reading them again after fixes.

use std::collections::BTreeSet;

use crate::document::blank;
use crate::document::{Conventions, Document, Embedded, Manuscript, Role, Syntax};
use crate::files::Files;
use crate::read::{Format, Reading, read};
use crate::source::{Source, SourceId, Span};

impl Files {
    /// Reads a document that is among the sources.
    pub fn read_document(&self, id: SourceId, syntax: Syntax) -> Option<Document> {
        self.read_document_with(id, syntax, &Conventions::default())
    }

    /// Reads a document that is among the sources, with the conventions of its manuscript.
    pub fn read_document_with(
        &self,
        id: SourceId,
        syntax: Syntax,
        conventions: &Conventions,
    ) -> Option<Document> {
        let source = self.sources.get(id)?;
        Some(crate::document::read_with(source, id, syntax, conventions))
    }

    /// The number of texts that were read: bibliographies, documents with their parts, and styles.
    pub fn texts(&self) -> usize {
        let readings = self.readings.iter().map(|reading| reading.source);
        let parts = self.manuscripts.iter().flat_map(|manuscript| &manuscript.parts);
        let all = readings.chain(parts.map(|part| part.source)).chain(self.styles.iter().copied());
        all.collect::<BTreeSet<SourceId>>().len()
    }

    /// Adds a document, to be checked with everything else. Its parts and bibliographies must be
    /// among the sources already. Bibliographies that are embedded in its parts are read here, and
    /// come before the others.
    pub fn add_manuscript(&mut self, mut manuscript: Manuscript) {
        let mut embedded = Vec::new();
        for part in manuscript.parts.iter().chain(&manuscript.context) {
            let readings = part.embedded.iter().map(|it| self.embedded(part.source, it));
            let readings: Vec<Reading> = readings.flatten().collect();
            if !readings.is_empty() {
                embedded.push(part.source);
            }
            readings.into_iter().for_each(|reading| self.push_reading(reading));
        }
        manuscript.bibliographies.splice(0..0, embedded);
        self.manuscripts.push(manuscript);
    }

    /// Reads a bibliography that is embedded in a document.
    fn embedded(&self, id: SourceId, embedded: &Embedded) -> Option<Reading> {
        let source = self.sources.get(id)?;
        let text = only(&source.text, embedded.content);
        let name = &embedded.file.name;
        let format = match &**name {
            "references" => Some(Format::CslYaml),
            name => Format::detect(name, &text),
        };
        let reading = read(&Source::new(source.name.clone(), text), id, format).ok()?;
        Some(Reading { document: self.next_document, ..reading })
    }

    /// Adds the documents of other files, read from these sources.
    pub(super) fn take_manuscripts<'m>(
        &mut self,
        others: impl IntoIterator<Item = &'m Manuscript>,
    ) {
        for other in others {
            let parts = other.parts.iter();
            let parts = parts.filter_map(|part| {
                self.read_document_with(part.source, part.syntax, &other.conventions)
            });
            let own: BTreeSet<SourceId> = other
                .parts
                .iter()
                .chain(&other.context)
                .filter(|part| !part.embedded.is_empty())
                .map(|part| part.source)
                .collect();
            let mut manuscript = Manuscript { parts: parts.collect(), ..other.clone() };
            manuscript.bibliographies.retain(|id| !own.contains(id));
            place_again(&mut manuscript, other);
            self.add_manuscript(manuscript);
        }
    }
}

/// Updates the places where the parts of a document, which were read again, name missing files.
fn place_again(manuscript: &mut Manuscript, before: &Manuscript) {
    let Manuscript { parts, missing, .. } = manuscript;
    for missing in missing {
        let source = missing.location.source;
        let names = |parts: &[Document]| -> Vec<Span> {
            let part = parts.iter().find(|part| part.source == source);
            let named = part.into_iter().flat_map(|part| match missing.role {
                Role::Bibliography | Role::Written => &part.bibliographies[..],
                Role::Part => &part.includes[..],
                Role::Style => part.style.as_slice(),
            });
            named.filter(|named| named.name == missing.name).map(|named| named.span).collect()
        };
        // The same file may be named more than once.
        let (old, new) = (names(&before.parts), names(parts));
        let number = old.iter().position(|span| *span == missing.location.span);
        if let Some(span) = number.and_then(|number| new.get(number)) {
            missing.location.span = *span;
        }
    }
}

/// Replaces everything except a part of a text with spaces, so that positions stay the same.
fn only(text: &str, part: Span) -> String {
    let range = part.range();
    let before = text[..range.start].bytes().map(blank);
    let after = text[range.end..].bytes().map(blank);
    before.chain(text[range.clone()].chars()).chain(after).collect()
}
