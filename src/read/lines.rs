//! Values that a YAML file divides into lines.

use std::borrow::Cow;

/// A text in one line: the lines of a block text (`|`, `>`) and the line break at its end belong to
/// the file, and not to the value. No other byte changes its place.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let text = text.trim_end();
    match text.contains('\n') {
        true => Cow::Owned(text.replace(['\n', '\r'], " ")),
        false => Cow::Borrowed(text),
    }
}
