//! Puts quotes around values of YAML in which citations are printed.

use crate::document::{Document, Quoting};
use crate::source::{Source, Span};

/// The text of a document with double quotes around its bare values that cite, since printed
/// citations contain characters that only a quoted value may have. `None` if there are none.
pub(super) fn quoted(source: &Source, document: &Document) -> Option<Source> {
    let mut bare: Vec<Span> = Vec::new();
    for scalar in document.scalars.iter().filter(|it| it.quoting == Quoting::None) {
        let mut citations = document.citations.iter();
        if citations.any(|citation| scalar.span.contains(citation.span)) {
            bare.push(scalar.span);
        }
    }
    bare.sort();
    let mut out = String::with_capacity(source.text.len() + 2 * bare.len());
    let mut done = 0;
    for span in bare.iter().map(|span| span.range()) {
        let Some(before) = source.text.get(done..span.start) else { continue };
        out.push_str(before);
        let value = source.text[span.clone()].replace('\\', "\\\\").replace('"', "\\\"");
        out.push_str(&format!("\"{value}\""));
        done = span.end;
    }
    out.push_str(&source.text[done..]);
    (done > 0).then(|| Source::new(source.name.clone(), out))
}
