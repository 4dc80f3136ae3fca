//! The tree of a BibTeX text: blocks, their fields, and the pieces of their values, all as spans.
//!
//! All fields of a text are in one list, and all pieces that are not whole values in another, so that
//! a tree with many thousand entries needs only a few allocations.

use std::ops::{Deref, Range};

use crate::source::Span;

/// A parsed text.
///
/// *Shape*: the blocks cover the text without gaps; fields and pieces are in source order.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Tree<'a> {
    /// The text that was parsed.
    pub text: &'a str,
    /// Its blocks, in source order; each byte is in exactly one block.
    pub blocks: Vec<Block>,
    pub(super) fields: Vec<Field>,
    pub(super) pieces: Vec<Piece>,
    /// Comments inside blocks, and bytes there that were not understood.
    pub(super) extras: Vec<Extra>,
}

/// An entry, another command, or the text between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The kind of block.
    pub kind: BlockKind,
    /// The whole block; a command begins with its `@`.
    pub span: Span,
    /// The word after the `@`; empty between commands.
    pub word: Span,
    /// The `{` or `(`; empty if there is none.
    pub open: Span,
    /// The key of an entry; if it has none, the empty span where it would be.
    pub key: Span,
    /// The comma after the key; empty if there is none.
    pub key_comma: Span,
    /// The `}` or `)`; if the block is never closed, the empty span where it would be.
    pub close: Span,
    pub(super) fields: (u32, u32),
}

/// The kind of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// The text between commands: white space, comments, prose.
    Between,
    /// `@comment`.
    Comment,
    /// `@preamble`; its value is its only field, which has no name.
    Preamble,
    /// `@string`; its definitions are its fields.
    String,
    /// An entry: any other command.
    Entry,
}

/// A field of an entry, or a definition of a `@string`.
///
/// A text has many, so a field is small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The name.
    pub name: Span,
    /// From the first piece to the last, including delimiters; empty if there is no value.
    pub value: Span,
    pub(super) equals: Sign,
    pub(super) comma: Sign,
    pub(super) written: Written,
}

/// The place of a sign of one byte that may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign(u32);

impl Sign {
    pub(super) const MISSING: Sign = Sign(u32::MAX);

    pub(super) fn at(at: usize) -> Sign {
        // A text is shorter than 4 GiB.
        Sign(at as u32)
    }

    /// Its span; an empty one if it is missing.
    pub(super) fn span(self) -> Span {
        let start = if self == Sign::MISSING { 0 } else { self.0 };
        Span { start, end: start + u32::from(self != Sign::MISSING) }
    }

    fn moved(self, by: usize) -> Sign {
        if self == Sign::MISSING { self } else { Sign(self.0 + by as u32) }
    }
}

/// The pieces of a field's value. Nearly every value is one piece, of which its span says all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// As one piece, of the same span; what is in braces or quotes is closed.
    Whole(PieceKind),
    /// These of the tree's pieces.
    InPieces(u32, u32),
}

impl Written {
    /// The same in a tree that has more pieces before these.
    fn after(self, pieces: u32) -> Written {
        match self {
            Written::Whole(kind) => Written::Whole(kind),
            Written::InPieces(start, end) => Written::InPieces(start + pieces, end + pieces),
        }
    }
}

impl Field {
    /// The `=`; empty if there is none.
    pub fn equals(&self) -> Span {
        self.equals.span()
    }

    /// The comma after it; empty if there is none.
    pub fn comma(&self) -> Span {
        self.comma.span()
    }
}

/// A piece of a value; `#` joins it to the piece before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Piece {
    /// How it is written.
    pub kind: PieceKind,
    /// The whole piece, with its delimiters.
    pub span: Span,
    /// The piece without its delimiters.
    pub inner: Span,
    /// The `#` before it; empty for the first piece.
    pub hash: Span,
}

impl Piece {
    /// A piece of which the span and the kind say everything; without a `#` before it.
    pub(super) fn whole(kind: PieceKind, span: Span) -> Piece {
        let Span { start, end } = span;
        let inner = match kind {
            PieceKind::Braced | PieceKind::Quoted => Span { start: start + 1, end: end - 1 },
            PieceKind::Number | PieceKind::Macro | PieceKind::Bare => span,
        };
        Piece { kind, span, inner, hash: Span { start, end: start } }
    }
}

/// The pieces of a value, in source order; it dereferences to a slice.
#[derive(Debug, Clone, Copy)]
pub struct Pieces<'t>(List<'t>);

#[derive(Debug, Clone, Copy)]
enum List<'t> {
    One([Piece; 1]),
    Several(&'t [Piece]),
}

impl Deref for Pieces<'_> {
    type Target = [Piece];

    fn deref(&self) -> &[Piece] {
        match &self.0 {
            List::One(piece) => piece,
            List::Several(pieces) => pieces,
        }
    }
}

/// How a piece of a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PieceKind {
    /// `{text}`.
    Braced,
    /// `"text"`.
    Quoted,
    /// Digits alone.
    Number,
    /// The name of a `@string`.
    Macro,
    /// Any other text in the place of a value: an error, but its meaning is clear.
    Bare,
}

/// Bytes inside a block that have no meaning in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extra {
    pub(super) span: Span,
    pub(super) skipped: bool,
}

impl<'a> Tree<'a> {
    /// A tree of a text that is put together from several texts, whose trees are added by
    /// [`Tree::append`].
    pub(crate) fn of_several(text: &'a str) -> Self {
        let (blocks, fields, pieces, extras) = Default::default();
        Tree { text, blocks, fields, pieces, extras }
    }

    /// Makes room for what is in other trees.
    pub(super) fn reserve_for<'t>(&mut self, others: impl Iterator<Item = &'t Tree<'t>> + Clone) {
        let count = |count: fn(&Tree<'_>) -> usize| others.clone().map(count).sum();
        self.blocks.reserve_exact(count(|tree| tree.blocks.len()));
        self.fields.reserve_exact(count(|tree| tree.fields.len()));
        self.pieces.reserve_exact(count(|tree| tree.pieces.len()));
    }

    /// Adds the tree of a later part of the same text.
    pub(super) fn append_next(&mut self, next: &Tree<'_>) {
        let (fields, pieces) = (self.fields.len() as u32, self.pieces.len() as u32);
        self.blocks.extend(next.blocks.iter().map(|block| Block {
            fields: (block.fields.0 + fields, block.fields.1 + fields),
            ..*block
        }));
        self.fields.extend(
            next.fields
                .iter()
                .map(|field| Field { written: field.written.after(pieces), ..*field }),
        );
        self.pieces.extend_from_slice(&next.pieces);
        self.extras.extend_from_slice(&next.extras);
    }

    /// Adds the tree of a text that begins at byte `start` of this tree's text.
    pub(crate) fn append(&mut self, part: &Tree<'_>, start: usize) {
        let moved = |span: Span| Span::new(span.start as usize + start, span.end as usize + start);
        let (fields, pieces) = (self.fields.len() as u32, self.pieces.len() as u32);
        self.blocks.extend(part.blocks.iter().map(|block| Block {
            kind: block.kind,
            span: moved(block.span),
            word: moved(block.word),
            open: moved(block.open),
            key: moved(block.key),
            key_comma: moved(block.key_comma),
            close: moved(block.close),
            fields: (block.fields.0 + fields, block.fields.1 + fields),
        }));
        self.fields.extend(part.fields.iter().map(|field| Field {
            name: moved(field.name),
            value: moved(field.value),
            equals: field.equals.moved(start),
            comma: field.comma.moved(start),
            written: field.written.after(pieces),
        }));
        self.pieces.extend(part.pieces.iter().map(|piece| Piece {
            kind: piece.kind,
            span: moved(piece.span),
            inner: moved(piece.inner),
            hash: moved(piece.hash),
        }));
        let extras = part.extras.iter();
        self.extras.extend(extras.map(|extra| Extra { span: moved(extra.span), ..*extra }));
    }

    /// The text of a span, or an empty text if the span is out of bounds.
    pub fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The comments, in source order: what follows a `%` on its line, between or inside entries, and
    /// each `@comment`.
    pub fn comments(&self) -> Vec<Span> {
        let mut all = Vec::new();
        for block in &self.blocks {
            match block.kind {
                BlockKind::Between => self.push_comments(block.span, &mut all),
                BlockKind::Comment => all.push(block.span),
                _ => {}
            }
        }
        for extra in self.extras.iter().filter(|extra| !extra.skipped) {
            self.push_comments(extra.span, &mut all);
        }
        all.sort_unstable();
        all
    }

    fn push_comments(&self, span: Span, all: &mut Vec<Span>) {
        let whole = self.slice(span);
        // Most entries have only white space between them.
        if !whole.contains('%') {
            return;
        }
        let mut start = span.start as usize;
        for line in whole.split_inclusive('\n') {
            if let Some(at) = line.find('%') {
                all.push(Span::new(start + at, start + line.trim_ascii_end().len()));
            }
            start += line.len();
        }
    }

    /// The fields of a block, in source order.
    pub fn fields(&self, block: &Block) -> &[Field] {
        self.fields.get(block.fields.0 as usize..block.fields.1 as usize).unwrap_or_default()
    }

    /// The fields of all blocks, in source order; the index of a field is its number.
    pub fn all_fields(&self) -> &[Field] {
        &self.fields
    }

    /// The numbers of a block's fields.
    pub fn field_numbers(&self, block: &Block) -> Range<usize> {
        block.fields.0 as usize..block.fields.1 as usize
    }

    /// The pieces of a field's value, in source order.
    pub fn pieces(&self, field: &Field) -> Pieces<'_> {
        Pieces(match field.written {
            Written::Whole(kind) => List::One([Piece::whole(kind, field.value)]),
            Written::InPieces(start, end) => {
                let pieces = self.pieces.get(start as usize..end as usize);
                List::Several(pieces.unwrap_or_default())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn fields_are_small() {
        assert_eq!(size_of::<Field>(), 36);
    }
}
