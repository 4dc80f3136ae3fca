//! Writes documents with their citations and bibliographies formatted in a style.
//!
//! [`typeset`] determines what is printed at each position of a document, in these steps: `order`
//! puts the citations of all parts into reading order and numbers their notes; `plan` determines
//! which of them share a bibliography, and has the engine format them; `pieces` makes what each
//! citation asks for. A [`Typeset`] is then written in the syntax of the document (with a file for
//! each syntax in `targets`), with every other byte unchanged. A Markdown document can also be
//! written as a `page` in another format. `filter` does the same for a document that pandoc has
//! read.

mod anchors;
mod edit;
#[cfg(feature = "filter")]
pub mod filter;
mod full;
mod listing;
mod options;
mod order;
#[cfg(feature = "page")]
mod page;
mod pieces;
mod plan;
mod settings;
#[cfg(feature = "typst")]
mod supplements;
mod targets;
mod unknown;

pub use listing::Title;
pub use options::{CrossLinks, LeftOut, Malformed, Options, Part, Scope, Unknown, Unprinted};
pub use order::Placement;
#[cfg(feature = "page")]
pub use page::{Page, PageFormat};
pub use pieces::{BackLinks, Content, Piece, Printed, PrintedCitation, PrintedListing};
pub use settings::Settings;

use crate::document::Syntax;
use crate::model::Library;
use crate::style::Style;

/// A document with the text that is printed at each position.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Typeset<'a> {
    parts: Vec<Part<'a>>,
    style: &'a Style,
    settings: Settings,
    /// For each part, what is printed in it, ordered by position.
    pieces: Vec<Vec<Piece>>,
    /// The keys without an entry; `key?` is printed for each, in bold.
    pub unknown: Vec<Unknown>,
    /// The citations that stay as they are because no style can print what they ask for.
    pub unprinted: Vec<Unprinted>,
    /// The cites for which the style prints nothing.
    pub left_out: Vec<LeftOut>,
    /// The citations that stay as they are because they are malformed.
    pub malformed: Vec<Malformed>,
    /// Whether something is cited, but the document has no place for a bibliography.
    pub lacks_listing: bool,
}

/// Determines what is printed at each position of a document. Its parts, in order, are the document
/// itself and the documents that it includes, or the chapters of a book.
///
/// # Example
///
/// ```
/// use ibid::document::{Labels, Syntax, read};
/// use ibid::source::{Source, SourceId};
/// use ibid::style::{Style, archive};
/// use ibid::typeset::{Options, Part, typeset};
///
/// let bib = "@book{mett, author = {Mett, Ida}, title = {The Kronstadt Uprising}, date = 1967}";
/// let library = ibid::read::read(&Source::new("refs.bib", bib), SourceId(0), None)?.library;
/// let apa = Style::compile(archive::style("apa").unwrap().xml, None, &archive::Embedded)?;
/// let source = Source::new("paper.md", "On the ice [@mett].\n");
/// let document = read(&source, SourceId(1), Syntax::Markdown, &Labels::english());
/// let parts = [Part { source: &source, document: &document }];
/// let printed = typeset(&parts, &library, &apa, &Options::default());
/// assert_eq!(
///     printed.write(0).unwrap(),
///     "On the ice (Mett, 1967).\n\nMett, I. (1967). *The Kronstadt Uprising*.\n"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn typeset<'a>(
    parts: &[Part<'a>],
    library: &Library,
    style: &'a Style,
    options: &Options,
) -> Typeset<'a> {
    let settings = Settings::of(parts);
    let (known, unknown, malformed) = order::in_order(parts, library, style.info().is_note);
    let plan = plan::Plan { parts, library, style, options, settings: &settings };
    let Printed { pieces, unprinted, left_out, lacks_listing } = plan.print(known);
    let parts = parts.to_vec();
    Typeset {
        parts,
        style,
        settings,
        pieces,
        unknown,
        unprinted,
        left_out,
        malformed,
        lacks_listing,
    }
}

impl<'a> Typeset<'a> {
    /// True if documents in this syntax can be written.
    pub fn supports(syntax: Syntax) -> bool {
        match syntax {
            Syntax::Markdown | Syntax::Latex => true,
            #[cfg(feature = "typst")]
            Syntax::Typst => true,
            Syntax::Asciidoc | Syntax::Org | Syntax::Rst | Syntax::Rust | Syntax::Plain => false,
        }
    }

    /// The settings in the document's metadata.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What is printed in a part, ordered by position.
    pub fn pieces(&self, part: usize) -> &[Piece] {
        self.pieces.get(part).map_or(&[], Vec::as_slice)
    }

    /// Writes a part in its own syntax; `None` if it stays as it is.
    pub fn write(&self, part: usize) -> Option<String> {
        let Part { source, document } = *self.parts.get(part)?;
        let pieces = self.pieces(part);
        if pieces.is_empty() {
            return None;
        }
        let mut editor = edit::Editor::new(&source.text, document.syntax, self.style);
        if let Some(after) = self.settings.notes_after_punctuation {
            editor.moves_punctuation = after;
        }
        editor.scalars = &document.scalars;
        Some(match document.syntax {
            Syntax::Markdown => editor.write(pieces, &mut targets::markdown::Markdown),
            Syntax::Latex => {
                let is_book = self.is_book();
                editor.write(pieces, &mut targets::latex::Latex { is_book })
            }
            #[cfg(feature = "typst")]
            Syntax::Typst => {
                let language = self.language().to_owned();
                editor.write(pieces, &mut targets::typst::Typst { language })
            }
            Syntax::Asciidoc | Syntax::Org | Syntax::Rst | Syntax::Rust | Syntax::Plain => {
                return None;
            }
        })
    }

    /// True if a LaTeX document has chapters.
    fn is_book(&self) -> bool {
        let headings = self.parts.iter().flat_map(|part| &part.document.headings);
        headings.into_iter().any(|heading| heading.level == 1)
    }

    /// The language of the document, or else that of the style.
    pub fn language(&self) -> &str {
        let own = self.parts.iter().find_map(|part| part.document.language.as_ref());
        own.map_or(self.style.info().language.as_str(), |own| own.name.as_str())
    }
}
