//! Shared code of the XML reports.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::source::SourceId;

/// The findings of each file that has any, in the order of the files.
pub(super) fn by_file<'r>(report: &'r Report<'_>) -> BTreeMap<SourceId, Vec<&'r Diagnostic>> {
    let mut files: BTreeMap<SourceId, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in report.diagnostics {
        files.entry(diagnostic.primary.location.source).or_default().push(diagnostic);
    }
    files
}

/// Escapes a text for an attribute or the content of an element; characters that XML does not allow
/// are replaced.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            character => out.push(character),
        }
    }
    out
}
