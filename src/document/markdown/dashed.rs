//! Tables whose columns are drawn with dashes. Their rows may be indented like code.
//!
//! *Source*: Pandoc User's Guide, "Extension: `simple_tables`", "Extension: `multiline_tables`".

/// An open table whose columns are drawn with dashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dashed {
    /// Each row is a line; a blank line ends the table.
    Simple,
    /// Rows have blank lines between them; a line of dashes ends the table.
    Multiline,
}

impl Dashed {
    /// The table whose columns a line draws; `before` is the text before the line.
    pub(super) fn with_columns(line: &str, before: &str) -> Option<Dashed> {
        if !is_columns(line.trim()) {
            return None;
        }
        let before = &before[..before.rfind('\n').map_or(0, |at| at + 1)];
        let above = before.lines().rev();
        let first = above.map(str::trim).take_while(|line| !line.is_empty()).last();
        match first.is_some_and(is_line) {
            true => Some(Dashed::Multiline),
            false => Some(Dashed::Simple),
        }
    }

    /// True if the table ends at a line, which has no blanks around it.
    pub(super) fn ends_at(self, line: &str) -> bool {
        match self {
            Dashed::Simple => line.is_empty(),
            Dashed::Multiline => is_line(line),
        }
    }
}

/// True for several groups of dashes: `------- -----`.
pub(super) fn is_columns(line: &str) -> bool {
    let has_only_dashes = line.bytes().all(|byte| matches!(byte, b'-' | b' '));
    has_only_dashes && line.starts_with('-') && line.contains(' ') && line.contains("--")
}

/// True for a single group of dashes.
fn is_line(line: &str) -> bool {
    line.len() >= 3 && line.bytes().all(|byte| byte == b'-')
}
