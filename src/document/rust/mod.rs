//! Rust: the documentation comments of a program, which are Markdown.
//!
//! [`docs`] finds the comments and attributes of a text; each run of them is read as a document, as
//! in rustdoc.
//!
//! *Source*: The Rust Reference, "Comments", "Tokens"; The rustdoc book, "How to write
//! documentation".

mod docs;

use crate::document::markdown;
use crate::document::rust::docs::docs;
use crate::document::{Document, Labels, Syntax, WrittenCitation, WrittenMode};
use crate::source::SourceId;

/// Finds the citations in the documentation of a program.
pub(super) fn read(text: &str, id: SourceId, labels: &Labels) -> Document {
    let mut document = Document::new(id, Syntax::Rust);
    let docs = docs(text);
    for mapped in docs.texts.iter().filter(|mapped| mapped.text.contains(['@', '{'])) {
        let read = mapped.in_source(markdown::read(&mapped.text, id, labels));
        document.citations.extend(read.citations.into_iter().filter_map(without_tag));
        document.prose.extend(read.prose);
        document.diagnostics.extend(read.diagnostics);
        document.all_listed.extend(read.all_listed);
    }
    document.includes = docs.includes;
    document
}

/// A citation without the tag before it, such as `@return` in the comments of other languages.
fn without_tag(mut citation: WrittenCitation) -> Option<WrittenCitation> {
    const TAGS: [&str; 34] = [
        "author",
        "brief",
        "code",
        "copyright",
        "date",
        "default",
        "defgroup",
        "deprecated",
        "details",
        "detail",
        "dev",
        "endcode",
        "example",
        "exception",
        "file",
        "ingroup",
        "inheritdoc",
        "link",
        "note",
        "notice",
        "param",
        "post",
        "pre",
        "ref",
        "return",
        "returns",
        "see",
        "since",
        "throws",
        "title",
        "todo",
        "type",
        "version",
        "warning",
    ];
    let is_tag = citation.citation.cites.first().is_some_and(|it| TAGS.contains(&it.key.as_str()));
    if citation.mode == WrittenMode::InText && is_tag {
        citation.citation.cites.remove(0);
        citation.cites.remove(0);
        citation.mode = WrittenMode::Normal;
        citation.citation.mode = citation.mode.citation_mode();
    }
    (!citation.cites.is_empty()).then_some(citation)
}
