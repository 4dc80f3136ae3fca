//! Replaces text with blanks, so that the positions of the rest stay the same.

use std::ops::Range;

/// A byte as a blank; line breaks stay.
pub(crate) fn blank(byte: u8) -> char {
    if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }
}

/// A text in which some ranges of whole characters are blanks.
pub(super) fn with_blanks(text: String, ranges: impl IntoIterator<Item = Range<usize>>) -> String {
    let mut bytes = text.into_bytes();
    for byte in ranges.into_iter().flatten() {
        if let Some(byte) = bytes.get_mut(byte).filter(|it| !matches!(it, b'\n' | b'\r')) {
            *byte = b' ';
        }
    }
    // Only whole characters were replaced, so it is still UTF-8.
    String::from_utf8(bytes).unwrap_or_default()
}
