//! Reads documents of any syntax, and writes keys in their syntaxes.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::PARSE_ERROR;
use crate::document::pandoc::simple_key_length;
use crate::document::quoted::quoted;
#[cfg(feature = "typst")]
use crate::document::typst;
use crate::document::{
    Conventions, Document, Labels, Syntax, asciidoc, latex, markdown, org, plain, rst, rust,
};
use crate::source::{Source, SourceId, Span};

/// Finds the citations of a document, and the bibliographies that it names. `labels` are the labels
/// of locators.
///
/// # Example
///
/// ```
/// use ibid::document::{Labels, Syntax, read};
/// use ibid::source::{Source, SourceId};
///
/// let text = "---\nbibliography: refs.bib\n---\n\nAs @mett [p. 3] says; `@this` is code.\n";
/// let source = Source::new("paper.md", text);
/// let document = read(&source, SourceId(0), Syntax::Markdown, &Labels::english());
/// assert_eq!(document.citations[0].citation.cites[0].key, "mett");
/// assert_eq!(document.citations.len(), 1);
/// assert_eq!(document.bibliographies[0].name, "refs.bib");
/// ```
pub fn read(source: &Source, id: SourceId, syntax: Syntax, labels: &Labels) -> Document {
    let conventions = Conventions { labels: labels.clone(), ..Conventions::default() };
    read_with(source, id, syntax, &conventions)
}

/// Like [`read`], with the conventions of a manuscript.
pub fn read_with(
    source: &Source,
    id: SourceId,
    syntax: Syntax,
    conventions: &Conventions,
) -> Document {
    let Conventions { labels, commands } = conventions;
    let mut document = match syntax {
        Syntax::Markdown => plain::with_apparatus(markdown::read(&source.text, id, labels), source),
        Syntax::Latex => latex::read(source, id, labels, commands),
        #[cfg(feature = "typst")]
        Syntax::Typst => typst::read(source, id, labels),
        Syntax::Asciidoc => asciidoc::read(&source.text, id, labels),
        Syntax::Org => org::read(&source.text, id, labels),
        Syntax::Rst => rst::read(&source.text, id, labels),
        Syntax::Rust => rust::read(&source.text, id, labels),
        Syntax::Plain => plain::read(source, id),
    };
    if source.is_too_long() {
        let message = "this document is longer than 4 GiB: nothing of it is read";
        let found = Diagnostic::new(&PARSE_ERROR, Span::at(0).in_source(id), message);
        document.diagnostics.push(found.help("split it into several files"));
    }
    document
}

/// The text of a document with its own citation commands expanded, so that the text which they
/// print beside the citation is kept, and with quotes around bare values of YAML that cite; `None` if
/// it stays as it is.
///
/// # Example
///
/// ```
/// use ibid::document::{Conventions, Syntax, read_expanded};
/// use ibid::source::{Source, SourceId};
///
/// let text = r"\newcommand{\see}[1]{see \parencite{#1}} On the ice, \see{mett}.";
/// let source = Source::new("paper.tex", text);
/// let (expanded, document) =
///     read_expanded(&source, SourceId(0), Syntax::Latex, &Conventions::default());
/// assert!(expanded.unwrap().text.ends_with(r"On the ice, see \parencite{mett}."));
/// assert_eq!(document.citations.len(), 1);
/// ```
pub fn read_expanded(
    source: &Source,
    id: SourceId,
    syntax: Syntax,
    conventions: &Conventions,
) -> (Option<Source>, Document) {
    // A command may expand to another command that expands again.
    const MOST: usize = 8;
    let mut document = read_with(source, id, syntax, conventions);
    let mut text: Option<Source> = None;
    for _ in 0..MOST {
        let read = text.as_ref().unwrap_or(source);
        let next = latex::expanded(read, &document).or_else(|| quoted(read, &document));
        let Some(next) = next else { break };
        document = read_with(&next, id, syntax, conventions);
        text = Some(next);
    }
    (text, document)
}

/// The text of another key in place of the one at `place`; `None` if it is not possible in the
/// syntax.
pub fn written_key(key: &str, text: &str, place: Span, syntax: Syntax) -> Option<String> {
    let before = text.get(..place.start as usize).unwrap_or_default();
    let in_braces = before.ends_with('{');
    match syntax {
        Syntax::Markdown | Syntax::Rust => {
            let is_simple = simple_key_length(key) == key.len();
            let fits = !key.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '}'));
            match is_simple || in_braces {
                true => fits.then(|| key.to_owned()),
                false => fits.then(|| format!("{{{key}}}")),
            }
        }
        Syntax::Latex => (!key.contains([',', '{', '}', '%', '#', '\\'])).then(|| key.to_owned()),
        #[cfg(feature = "typst")]
        Syntax::Typst => {
            let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.');
            let fits = key.chars().all(word) && !key.ends_with(['.', ':']);
            fits.then(|| key.to_owned())
        }
        Syntax::Asciidoc => {
            let fits = !key.contains(|c: char| c.is_whitespace() || ",()[]".contains(c));
            fits.then(|| key.to_owned())
        }
        Syntax::Rst => {
            let fits = !key.contains(|c: char| c.is_whitespace() || ",;{}`\\".contains(c));
            fits.then(|| key.to_owned())
        }
        Syntax::Org => org::fits(key, before).then(|| key.to_owned()),
        Syntax::Plain => None,
    }
}
