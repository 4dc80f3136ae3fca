//! The comments of documents that are addressed to ibid.

use crate::document::Syntax;
use crate::source::Span;

/// A comment of a document, and what it applies to: the line before it, or else the next paragraph.
pub(super) struct Remark {
    pub(super) comment: Span,
    pub(super) about: Span,
}

/// The comments of a document that begin with the name of this program.
pub(super) fn remarks(text: &str, syntax: Syntax) -> Vec<Remark> {
    const NAME: &str = "ibid";
    let (open, close) = match syntax {
        Syntax::Markdown | Syntax::Plain => ("<!--", "-->"),
        Syntax::Latex => ("%", "\n"),
        Syntax::Asciidoc | Syntax::Rust => ("//", "\n"),
        Syntax::Org => ("#", "\n"),
        Syntax::Rst => ("..", "\n"),
        #[cfg(feature = "typst")]
        Syntax::Typst => ("//", "\n"),
    };
    let mut remarks = Vec::new();
    for (at, _) in text.match_indices(NAME) {
        let before = text[..at].trim_end_matches([' ', '\t']);
        let Some(before) = before.strip_suffix(open) else { continue };
        let start = before.len();
        let end = text[at..].find(close).map_or(text.len(), |len| match close {
            "\n" => at + len,
            close => at + len + close.len(),
        });
        remarks.push(Remark { comment: Span::new(start, end), about: about(text, start, end) });
    }
    remarks
}

fn about(text: &str, start: usize, end: usize) -> Span {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let behind = &text[end..];
    let rest = &behind[..behind.find('\n').unwrap_or(behind.len())];
    if !text[line..start].trim().is_empty() || !rest.trim().is_empty() {
        return Span::new(line, end + rest.len());
    }
    let first = text.len() - behind.trim_start().len();
    let mut last = first;
    for line in text[first..].split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        last += line.len();
    }
    Span::new(first, last)
}
