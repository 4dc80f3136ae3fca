//! Org: its own citations, `[cite/t:see @key p. 3; @other]`, those of org-ref, and LaTeX's.
//!
//! [`lines`] finds prose, and [`cites`] finds the citations in it.
//!
//! *Source*: The Org Manual, "Citations", "Comments", "Literal Examples", "Footnotes"; Org Syntax,
//! "Citations"; the manual of org-ref, "Citations".

mod cites;
mod lines;
mod links;

use crate::diagnostic::Sink;
use crate::document::notes::Notes;
use crate::document::org::cites::Walker;
use crate::document::org::lines::lines;
use crate::document::{Document, Labels, Syntax};
use crate::source::SourceId;

/// Finds the citations of a document.
pub(super) fn read(text: &str, id: SourceId, labels: &Labels) -> Document {
    let mut document = Document::new(id, Syntax::Org);
    let lines = lines(text, &mut document);
    let mut sink = Sink::new();
    let mut notes = Notes::default();
    for block in lines.blocks {
        let prose = &lines.prose[..block.range.end];
        let mut walker = Walker::new(prose, id, labels, &mut sink);
        walker.walk(block.range, None, 0);
        let found = walker.found;
        document.all_listed.extend(found.all_listed);
        document.bibliographies.extend(found.bibliographies);
        document.style = document.style.or(found.style);
        notes.add(block.note.as_deref(), found.notes, found.citations);
    }
    document.notes = notes.numbered();
    document.citations = notes.in_order();
    document.diagnostics = sink.into_sorted();
    document
}

/// True if a key is possible after a text: after `@` in Org's own citations, or in a link of
/// org-ref or a LaTeX command.
pub(super) fn fits(key: &str, before: &str) -> bool {
    match before.ends_with('@') {
        true => key.chars().all(cites::is_in_key),
        false => key.chars().all(|c| c.is_alphanumeric() || "-_:./+".contains(c)),
    }
}
