//! Expands a document's own citation commands where they are called.

use crate::document::latex::expansion::{ends_in_command, push};
use crate::document::{Document, Expansion};
use crate::source::Source;

/// A text with the citation commands that it defines expanded: `see \parencite{key}` in place of
/// `\see{key}`. `None` if it calls none, or none that can be expanded.
pub(in crate::document) fn expanded(source: &Source, document: &Document) -> Option<Source> {
    let mut calls: Vec<&Expansion> = document.expansions.iter().collect();
    calls.sort_by_key(|call| call.span);
    let mut out = String::with_capacity(source.text.len() * 2);
    let mut done = 0;
    for call in calls {
        let range = call.span.range();
        // A call in an argument of another is expanded with that one, and then itself.
        let Some(before) = source.text.get(done..range.start) else { continue };
        out.push_str(before);
        push(&mut out, &call.text);
        let next = source.text[range.end..].chars().next();
        if ends_in_command(&out) {
            match next {
                Some(next) if next.is_ascii_alphabetic() => out.push(' '),
                // A space after a command does not count.
                Some(next) if next.is_whitespace() => out.push_str("{}"),
                _ => {}
            }
        }
        done = range.end;
    }
    if done == 0 {
        return None;
    }
    out.push_str(&source.text[done..]);
    Some(Source::new(source.name.clone(), out))
}
