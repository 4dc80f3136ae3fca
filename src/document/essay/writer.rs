//! What an essay with keys is written from, and where its lines are.

use std::ops::Range;

use crate::document::Syntax;
use crate::document::essay::apparatus::Apparatus;
use crate::document::essay::catalogue::Catalogue;
use crate::document::essay::headings::is_rule;
use crate::document::essay::language::Language;
use crate::document::essay::resolved::Resolved;
use crate::source::Span;

/// The replacement of some bytes.
pub(super) type Edit = (Range<usize>, String);

pub(super) struct Writer<'a, 'l> {
    pub(super) text: &'a str,
    pub(super) syntax: Syntax,
    pub(super) apparatus: &'a Apparatus,
    pub(super) resolved: &'a Resolved,
    pub(super) catalogue: &'a Catalogue<'l>,
    pub(super) language: Option<Language>,
}

impl Writer<'_, '_> {
    /// Escapes plain text in Markdown, so that nothing in it is read as a citation or markup.
    pub(super) fn escaped(&self, text: &str) -> String {
        if self.syntax != Syntax::Plain {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, '\\' | '@' | '[' | ']' | '*' | '_' | '^' | '~' | '`' | '<' | '$') {
                out.push('\\');
            }
            out.push(c);
        }
        out
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |at| at + 1)
    }

    /// The position after the next line break.
    pub(super) fn behind_line(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |len| at + len + 1)
    }

    /// Where the rule that divides the notes of a page from its text begins, or the position itself.
    pub(super) fn before_rule(&self, at: usize) -> usize {
        let before = self.text[..at].trim_end();
        let line = self.line_start(before.len());
        if is_rule(&before[line..]) { line } else { at }
    }

    /// A section with the blank lines after it.
    pub(super) fn with_blank_lines(&self, span: Span) -> Range<usize> {
        let end = self.behind_line(span.end as usize);
        let rest = &self.text[end..];
        let next = rest.trim_start_matches(['\n', '\r', '\u{c}']);
        self.line_start(span.start as usize)..self.text.len() - next.len()
    }
}
