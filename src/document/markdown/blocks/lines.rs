//! Where lines end and begin.

/// The end of the line that contains an offset, before its line break.
pub(super) fn end_of_line(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).map_or(text.len(), |len| at + len)
}

pub(super) fn next_line(text: &str, end: usize) -> usize {
    end + if text[end..].starts_with("\r\n") { 2 } else { 1 }
}
