//! Finds citations in documents, with the span of each part.
//!
//! Each [`Syntax`] has a file or folder that reads a text into a [`Document`]; [`pandoc`] parses a
//! text that is one citation. A [`Manuscript`] is a document with its parts and bibliographies.

mod asciidoc;
mod blanks;
mod citation;
mod contents;
pub mod essay;
mod labels;
mod latex;
mod locator;
mod manuscript;
mod mapped;
mod markdown;
mod notes;
mod org;
pub mod pandoc;
mod places;
mod plain;
mod project;
mod quoted;
mod read;
mod rst;
mod rust;
mod scalar;
mod sphinx;
mod syntax;
#[cfg(feature = "typst")]
mod typst;

pub(crate) use blanks::blank;
pub(crate) use citation::EMPTY_KEY;
pub use citation::{WrittenCitation, WrittenCite, WrittenMode};
pub use contents::{Defined, Document, Embedded, Expansion, Named};
pub use labels::Labels;
pub use latex::CiteCommands;
#[cfg(feature = "filter")]
pub(crate) use locator::split as split_locator;
pub use manuscript::{Conventions, Manuscript, Missing, Role};
#[cfg(feature = "filter")]
pub(crate) use markdown::is_cross_reference;
pub use places::{Division, Heading, Listing};
pub use project::{ProjectFile, read_project};
pub use read::{read, read_expanded, read_with, written_key};
pub use scalar::{Quoting, Scalar};
pub use syntax::Syntax;
