//! Citations as documents write them: found, with their places, and put back as they are printed.
//!
//! Each syntax is a file or folder that makes a [`Document`] of a text: [`Syntax::Markdown`],
//! [`Syntax::Latex`].
//! [`pandoc`] reads a text that is one citation.

mod citation;
mod labels;
mod latex;
mod locator;
mod markdown;
pub mod pandoc;
mod read;

pub use citation::{WrittenCitation, WrittenCite, WrittenMode};
pub use labels::Labels;
pub use read::{Defined, Document, Embedded, Named, Syntax, read};
