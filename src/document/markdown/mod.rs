//! Markdown as pandoc reads it, including Quarto and R Markdown.
//!
//! A document goes through these steps: [`blocks`] finds prose, [`metadata`] reads the YAML,
//! [`mask`] hides code and similar parts of a block, and [`cites`] finds the citations in the rest.
//!
//! *Source*: Pandoc User's Guide, "Citation syntax".

mod blocks;
mod cites;
mod dashed;
mod divs;
mod ends;
mod markers;
mod mask;
mod metadata;
mod options;
mod pairs;
mod roles;

#[cfg(feature = "filter")]
pub(crate) use cites::is_cross_reference;

use std::collections::BTreeMap;

use crate::diagnostic::Sink;
use crate::document::markdown::blocks::blocks;
use crate::document::markdown::cites::{Found, Walker, cites};
use crate::document::markdown::mask::{FILLER, mask};
pub(super) use crate::document::markdown::metadata::files as named_files;
use crate::document::markdown::metadata::read as read_metadata;
pub(super) use crate::document::markdown::metadata::{
    files as read_files, setting as read_setting,
};
use crate::document::notes::Notes;
use crate::document::{Document, Labels, Named, Syntax};
use crate::source::{SourceId, Span};

/// Finds the citations of a document.
pub(super) fn read(text: &str, id: SourceId, labels: &Labels) -> Document {
    let mut document = Document::new(id, Syntax::Markdown);
    let mut sink = Sink::new();
    let mut blocks = blocks(text);
    for range in &blocks.metadata {
        read_metadata(text, range.clone(), &mut document);
    }
    document.scalars.append(&mut blocks.scalars);
    blocks.add_scalars(text, &document.scalars);
    let listed = std::mem::take(&mut document.citations);
    let mut bytes = blocks.prose.clone().into_bytes();
    let masks: Vec<_> =
        blocks.blocks.iter().map(|it| mask(&blocks.prose, it.range.clone(), &mut bytes)).collect();
    // Fillers replace whole characters.
    let masked = String::from_utf8(bytes).unwrap_or_default();
    for block in &blocks.blocks {
        let mut at = block.range.start;
        for run in masked[block.range.clone()].split(char::from(FILLER)) {
            if !run.trim().is_empty() {
                document.prose.push(Span::new(at, at + run.len()));
            }
            at += run.len() + 1;
        }
    }
    let mut notes = Notes::default();
    for (block, mask) in blocks.blocks.iter().zip(&masks) {
        let walker = Walker {
            prose: &blocks.prose,
            masked: &masked,
            source: id,
            labels,
            examples: &blocks.examples,
            links: &blocks.links,
            targets: &mask.targets,
            closed: BTreeMap::new(),
            found: Found::default(),
        };
        let found = cites(walker, block.range.clone(), mask);
        sink.append(found.faults);
        notes.add(block.note.as_deref(), found.notes, found.citations);
    }
    document.listings = blocks.listings;
    document.bibliographies.append(&mut blocks.bibliographies);
    document.headings = blocks.headings;
    document.metadata = blocks.metadata.iter().map(|it| Span::new(it.start, it.end)).collect();
    document.notes = notes.numbered();
    document.citations = notes.in_order();
    document.citations.extend(listed);
    document.includes = includes(&blocks.prose, &masked);
    document.diagnostics.extend(sink.into_sorted());
    document
}

/// The included documents: Quarto's `{{< include part.qmd >}}` and mdBook's `{{#include part.md}}`,
/// which also include files that are not documents.
fn includes(prose: &str, masked: &str) -> Vec<Named> {
    let mut includes = Vec::new();
    for (open, close) in [("{{< include ", ">}}"), ("{{#include ", "}}")] {
        for (at, _) in masked.match_indices(open) {
            let start = at + open.len();
            let Some(length) = prose[start..].lines().next().and_then(|it| it.find(close)) else {
                continue;
            };
            let written = &prose[start..start + length];
            // mdBook can include lines, or the text between anchors: `part.md:3:5`.
            let name = written.trim().trim_matches('"').split(':').next().unwrap_or_default();
            if Syntax::from_name(name) == Some(Syntax::Markdown) {
                let start = start + written.find(name).unwrap_or_default();
                let span = Span::new(start, start + name.len());
                includes.push(Named { name: name.to_owned(), span });
            }
        }
    }
    includes.sort_by_key(|include| include.span);
    includes
}
