//! BibTeX and BibLaTeX text to a tree: tolerant of every error, and lossless.
//!
//! In comes a text, out comes a [`Tree`] whose tokens tile the text byte for byte, so that an
//! edit touches only the bytes it means to. What the text means (which fields there are, what the
//! TeX in them stands for) is for `read` to say.
//!
//! Where the programs differ, this parser does as follows:
//!
//! - `%` begins a comment that ends with its line, between entries and between fields, as biber
//!   has it; inside a value it is text. BibTeX knows no such comment: see `live`.
//! - Text between entries is a comment and passes in silence, as BibTeX has it, unless it looks
//!   as if something was meant: see `junk`.
//! - A backslash does not protect a brace, as in BibTeX and biber, unless the entry cannot be
//!   read otherwise.
//! - An entry that goes wrong is read a second time, up to the next line that begins like an
//!   entry, with an eye on where its lines begin like fields.

mod body;
mod cursor;
mod junk;
mod live;
mod mend;
mod parser;
mod tokens;
mod tree;

pub use parser::parse;
pub use tokens::{Token, TokenKind};
pub use tree::{Block, BlockKind, Field, Piece, PieceKind, Tree};

#[cfg(test)]
mod tests;
