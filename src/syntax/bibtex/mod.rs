//! Parses BibTeX and BibLaTeX into a tree, without failing and without losing a byte.
//!
//! The tokens of the resulting [`Tree`] cover the text byte for byte, so that an edit changes only
//! the intended bytes. What the text means (its fields, the TeX in their values) is determined by
//! `read`.
//!
//! Where programs differ, this parser behaves as follows:
//!
//! - `%` begins a comment that ends with its line, between entries and between fields, as in biber;
//!   inside a value it is text. BibTeX has no such comments: see `live`.
//! - Text between entries is a comment and is not reported, as in BibTeX, unless it looks like a
//!   damaged part of an entry: see `junk`.
//! - A backslash does not escape a brace, as in BibTeX and biber, unless the entry cannot be read
//!   otherwise.
//! - An entry with an error is read a second time, up to the next line that begins like an entry;
//!   lines that begin like fields then end the values before them.

mod body;
mod cursor;
mod junk;
mod live;
mod mend;
mod parser;
mod parts;
mod tokens;
mod tree;

pub use parser::parse;
pub(crate) use parser::{Landmark, parse_but};
pub(crate) use parts::Parts;
pub use tokens::{Token, TokenKind};
pub use tree::{Block, BlockKind, Field, Piece, PieceKind, Pieces, Tree};

#[cfg(test)]
mod tests;
