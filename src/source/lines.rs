//! Finds the lines of a text, and the line and column of an offset.

use std::sync::{Arc, OnceLock};

use crate::source::Span;

/// The positions of the lines of a text. They are computed when they are first needed, since most
/// texts have no findings.
///
/// A line ends with `\n`, `\r\n`, or a lone `\r`.
#[derive(Debug, Clone)]
pub struct LineIndex {
    text: Arc<str>,
    lines: OnceLock<Lines>,
}

#[derive(Debug, Clone)]
struct Lines {
    /// The offset of the first byte of each line. Never empty.
    starts: Vec<u32>,
    /// The number of characters before each multiple of [`BLOCK`] bytes, so that a column is found
    /// without counting from the start of a line, which may be a whole file. Empty if every byte is
    /// a character.
    characters: Vec<u32>,
}

/// The maximum number of bytes that are counted to find a column.
const BLOCK: usize = 1024;

/// A position in a text, as people count it.
///
/// *Units*: both 1-based; the column counts characters (Unicode scalar values).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct LineColumn {
    /// The line, from 1.
    pub line: u32,
    /// The character in the line, from 1.
    pub column: u32,
}

impl LineIndex {
    /// The lines of a text; they are not computed yet.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        LineIndex { text: text.into(), lines: OnceLock::new() }
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    /// The number of lines; a text that ends with a line break has an empty last line.
    pub fn count(&self) -> usize {
        self.lines().starts.len()
    }

    /// The line that contains a byte, counted from 0.
    pub fn line(&self, offset: u32) -> usize {
        self.lines().starts.partition_point(|&start| start <= offset) - 1
    }

    /// The offset of the first byte of a line, counted from 0; `None` after the last line.
    pub fn start(&self, line: usize) -> Option<u32> {
        self.lines().starts.get(line).copied()
    }

    /// The line and column of an offset in the text.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let line = self.line(offset);
        let before = self.characters_before(self.lines().starts[line]);
        let column = self.characters_before(offset).saturating_sub(before) + 1;
        LineColumn { line: line as u32 + 1, column }
    }

    /// The number of characters before an offset.
    fn characters_before(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        let block = offset / BLOCK;
        match self.lines().characters.get(block) {
            Some(before) => before + begun(&self.text.as_bytes()[block * BLOCK..offset]),
            None => offset as u32,
        }
    }
}

impl Lines {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for offset in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[offset] == b'\n' || bytes.get(offset + 1) != Some(&b'\n') {
                starts.push(offset as u32 + 1);
            }
        }
        Lines { starts, characters: characters_before_blocks(bytes) }
    }
}

/// Changes the line ends of a text to those of the text that it will be inserted into.
pub(crate) fn with_line_endings_of(model: &str, text: String) -> String {
    let first = model.find('\n');
    match first.is_some_and(|at| model[..at].ends_with('\r')) {
        true => text.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => text,
    }
}

/// Extends a span to the whole of its lines if they contain nothing else, so that deleting it
/// leaves no empty line; otherwise returns the span unchanged.
pub(crate) fn with_own_lines(text: &str, span: Span) -> Span {
    const BLANKS: [char; 2] = [' ', '\t'];
    let (Some(before), Some(after)) =
        (text.get(..span.start as usize), text.get(span.end as usize..))
    else {
        return span;
    };
    let (start, end) = (span.start as usize, span.end as usize);
    let before = before.trim_end_matches(BLANKS);
    let after = after.trim_start_matches(BLANKS);
    let (blank_start, blank_end) = (before.len(), text.len() - after.len());
    let begins_line = before.is_empty() || before.ends_with('\n');
    let rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n'));
    match rest {
        Some(rest) if begins_line => Span::new(blank_start, text.len() - rest.len()),
        // The last item on its line also removes the blanks before it.
        Some(_) => Span::new(blank_start, blank_end),
        None if after.is_empty() => Span::new(blank_start, blank_end),
        // An item between others removes the blanks on one side, the first one its indentation.
        None if begins_line || blank_start < start => Span::new(start, blank_end),
        None => Span::new(start, end),
    }
}

fn characters_before_blocks(bytes: &[u8]) -> Vec<u32> {
    if bytes.is_ascii() {
        return Vec::new();
    }
    let mut before = 0;
    let mut all = Vec::with_capacity(bytes.len() / BLOCK + 1);
    for block in bytes.chunks(BLOCK) {
        all.push(before);
        before += begun(block);
    }
    all.push(before);
    all
}

/// The number of UTF-8 characters that begin in these bytes.
fn begun(bytes: &[u8]) -> u32 {
    // A byte holds the sum of so few, so that many are added at once.
    let of_part = |part: &[u8]| part.iter().map(|byte| u8::from(byte & 0xC0 != 0x80)).sum::<u8>();
    bytes.chunks(128).map(|part| u32::from(of_part(part))).sum()
}

#[cfg(test)]
mod tests {
    use super::{LineColumn, LineIndex, with_own_lines};
    use crate::source::Span;

    #[test]
    fn what_has_lines_for_itself_takes_them_along() {
        for (text, part, whole) in [
            ("a\n  b,\nc", "b,", "  b,\n"),
            ("b,\r\nc", "b,", "b,\r\n"),
            ("a\n\tb, \n", "b,", "\tb, \n"),
            ("a\nb\n c,\nd", "b\n c,", "b\n c,\n"),
            ("a b,\nc", "b,", " b,"),
            ("a\n\tb, c\n", "b,", "b, "),
            ("a, b, c", "b,", "b, "),
            ("a,b, c", "b,", "b,"),
            ("a\nb,", "b,", "b,"),
        ] {
            let start = text.find(part).unwrap();
            let span = with_own_lines(text, Span::new(start, start + part.len()));
            assert_eq!(&text[span.range()], whole, "{text:?}");
        }
    }

    #[test]
    fn counts_characters_and_all_three_line_ends() {
        let text = "aé\nb\r\nc\rd";
        let lines = LineIndex::new(text);
        let at = |offset| lines.line_column(offset);
        assert_eq!(at(0), LineColumn { line: 1, column: 1 });
        assert_eq!(at(3), LineColumn { line: 1, column: 3 });
        assert_eq!(at(4), LineColumn { line: 2, column: 1 });
        assert_eq!(at(7), LineColumn { line: 3, column: 1 });
        assert_eq!(at(9), LineColumn { line: 4, column: 1 });
        assert_eq!(lines.count(), 4);
    }

    #[test]
    fn columns_are_those_counted_from_the_start_of_the_line() {
        let unit = "aé漢\u{1F600}b\n";
        for text in ["é漢x".repeat(2000), unit.repeat(700), "plain ascii ".repeat(300)] {
            let lines = LineIndex::new(text.as_str());
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
                let column = text[start..offset].chars().count() as u32 + 1;
                assert_eq!(lines.line_column(offset as u32).column, column, "{offset}");
            }
        }
    }
}
