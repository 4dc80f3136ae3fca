//! How keys without an entry are printed: `key?` in bold, so that they are noticed when the
//! document is read again.

use crate::markup::{Formatting, Mark, Markup};

/// The text for a citation in which no key has an entry.
pub(super) fn alone(keys: &[String], is_note: bool) -> Markup {
    let keys = marked(keys);
    if is_note { keys } else { keys.in_parentheses() }
}

/// The text of a citation, followed by those of its keys that have no entry.
pub(super) fn beside(known: Markup, keys: &[String]) -> Markup {
    let keys = marked(keys);
    let names = known.in_text().cloned();
    let mut out = put_at_end(known, keys);
    out.in_text = names.map(Box::new);
    out
}

fn put_at_end(known: Markup, keys: Markup) -> Markup {
    let text = known.as_str();
    let end = match text.chars().next_back() {
        Some(end @ (')' | '.')) => end,
        _ => {
            let mut out = known;
            out.push_text(" ");
            out.append(keys.in_parentheses());
            return out;
        }
    };
    let inside = text.len() - end.len_utf8();
    let mut out = known.slice(0..inside);
    out.push_text("; ");
    out.append(keys);
    // A note ends with the question mark.
    if end == ')' {
        out.push_text(")");
    }
    out
}

fn marked(keys: &[String]) -> Markup {
    let text = keys.iter().map(|key| format!("{key}?")).collect::<Vec<_>>().join("; ");
    let marks = vec![Mark { start: 0, end: text.len() as u32, format: Formatting::Bold }];
    Markup { text, marks, ..Markup::default() }
}
