//! The records of RIS, and of the formats that are read like it.

use crate::diagnostic::Sink;
use crate::excerpt::items::{Excerpt, Item, ItemKind, Written};
use crate::read::ris::{tree_of_medline, tree_of_refer};
use crate::read::{Format, keys_of_ris};
use crate::source::{SourceId, Span};
use crate::syntax::ris;

/// The records, each with the lines after it up to the next.
pub(super) fn items(text: &str, source: SourceId, format: Format, sink: &mut Sink) -> Excerpt {
    let tree = match format {
        Format::Medline => tree_of_medline(text, source, sink),
        Format::Refer => tree_of_refer(text, source, sink),
        _ => ris::parse(text, source, sink),
    };
    let starts: Vec<usize> = tree.records.iter().map(|record| record.span.start as usize).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let keys = keys_of_ris(&tree);
    let items =
        keys.into_iter().zip(starts.iter().zip(ends)).map(|((key, span), (&start, end))| {
            let (references, uses, defines) = (Vec::new(), Vec::new(), Vec::new());
            let keys = vec![Written { key, span }];
            let span = Span::new(start, end);
            Item { span, kind: ItemKind::Entry, keys, references, uses, defines }
        });
    let items: Vec<Item> = items.collect();
    let head = starts.first().copied().unwrap_or(text.len());
    Excerpt {
        head: Span::new(0, head),
        tail: Span::at(text.len()),
        separator: String::new(),
        items,
        errors: Vec::new(),
    }
}
