//! The notes of several documents in one page, each of which may have its own `[^1]`.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

/// Gives the notes that a document defines labels of their own, where another document may have the
/// same ones. `starts` are the offsets at which the documents begin.
pub(super) fn apart<'e>(
    events: impl Iterator<Item = (Event<'e>, Range<usize>)>,
    starts: &[usize],
) -> Vec<Event<'e>> {
    let document = |range: &Range<usize>| starts.partition_point(|start| *start <= range.start);
    let mut events: Vec<(Event<'e>, usize)> =
        events.map(|(event, range)| (event, document(&range))).collect();
    if starts.len() > 1 {
        let defined = events.iter().filter_map(|(event, document)| match event {
            Event::Start(Tag::FootnoteDefinition(label)) => Some((*document, label.to_string())),
            _ => None,
        });
        let defined: BTreeSet<(usize, String)> = defined.collect();
        for (event, document) in &mut events {
            let (Event::FootnoteReference(label) | Event::Start(Tag::FootnoteDefinition(label))) =
                event
            else {
                continue;
            };
            // A note may also be defined in another document.
            let own = defined.contains(&(*document, label.to_string())).then_some(*document);
            let other = || defined.iter().find(|(_, it)| **it == **label).map(|it| it.0);
            if let Some(document) = own.or_else(other) {
                *label = format!("{document}:{label}").into();
            }
        }
    }
    events.into_iter().map(|(event, _)| event).collect()
}
