//! Where the lines of a text begin, and what line and column an offset is.

/// Where the lines of a text begin.
///
/// A line ends at `\n`, at `\r\n`, or at a lone `\r`.
#[derive(Debug, Clone)]
pub struct LineIndex {
    /// The offset of the first byte of each line; never empty.
    starts: Vec<u32>,
}

/// A place in a text as people name it.
///
/// *Units*: both 1-based; the column counts characters (Unicode scalar values).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: u32,
    /// The character in the line, from 1.
    pub column: u32,
}

impl LineIndex {
    /// Finds the lines of a text.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (offset, &byte) in bytes.iter().enumerate() {
            let ends_line = match byte {
                b'\n' => true,
                b'\r' => bytes.get(offset + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends_line {
                starts.push(offset as u32 + 1);
            }
        }
        LineIndex { starts }
    }

    /// How many lines there are; a text that ends in a line break has an empty last one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line that holds a byte, counted from 0.
    pub fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// The offset of the first byte of a line, counted from 0; `None` past the last line.
    pub fn start(&self, line: usize) -> Option<u32> {
        self.starts.get(line).copied()
    }

    /// The line and column of an offset in the text that this index was made from.
    pub fn line_column(&self, text: &str, offset: u32) -> LineColumn {
        let line = self.line(offset);
        let start = self.starts[line] as usize;
        let before = text.get(start..offset as usize).unwrap_or_default();
        LineColumn { line: line as u32 + 1, column: before.chars().count() as u32 + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::{LineColumn, LineIndex};

    #[test]
    fn counts_characters_and_all_three_line_ends() {
        let text = "aé\nb\r\nc\rd";
        let lines = LineIndex::new(text);
        let at = |offset| lines.line_column(text, offset);
        assert_eq!(at(0), LineColumn { line: 1, column: 1 });
        assert_eq!(at(3), LineColumn { line: 1, column: 3 });
        assert_eq!(at(4), LineColumn { line: 2, column: 1 });
        assert_eq!(at(7), LineColumn { line: 3, column: 1 });
        assert_eq!(at(9), LineColumn { line: 4, column: 1 });
        assert_eq!(lines.count(), 4);
    }
}
