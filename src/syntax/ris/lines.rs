//! The physical lines of a text.

use crate::source::Span;

/// Each line: where it starts, where its line break begins, and where the next line starts. A
/// carriage return alone ends a line too.
pub(super) fn physical(text: &str) -> impl Iterator<Item = (usize, usize, usize)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let rest = &text[start..];
        let end = start + rest.find(['\n', '\r']).unwrap_or(rest.len());
        let after = match &text.as_bytes()[end..] {
            // What a program makes of `\r\n` that writes each `\n` as `\r\n`.
            [b'\r', b'\r', b'\n', ..] => end + 3,
            [b'\r', b'\n', ..] => end + 2,
            [] => end,
            _ => end + 1,
        };
        let line = (start, end, after);
        start = after;
        Some(line)
    })
}

/// The span without blanks at its ends; a span of blanks is empty at its start.
pub(super) fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let piece = &text[start..end];
    let inner = piece.trim_matches(blank);
    if inner.is_empty() {
        return Span::at(start);
    }
    let at = start + (piece.len() - piece.trim_start_matches(blank).len());
    Span::new(at, at + inner.len())
}
