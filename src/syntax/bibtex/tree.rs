//! The tree of a BibTeX text: blocks, their fields, the pieces of their values, all as spans.
//!
//! Fields and pieces lie in one list each for the whole text, so that a tree of many thousand
//! entries is a handful of allocations.

use std::ops::Range;

use crate::source::Span;

/// A parsed text.
///
/// *Shape*: the blocks tile the text; fields and pieces are in source order.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Tree<'a> {
    /// The text that was parsed.
    pub text: &'a str,
    /// What it holds, in source order, each byte in exactly one block.
    pub blocks: Vec<Block>,
    pub(super) fields: Vec<Field>,
    pub(super) pieces: Vec<Piece>,
    /// Comments inside blocks, and bytes there that were not understood.
    pub(super) extras: Vec<Extra>,
}

/// An entry, another command, or what stands between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// All of it; a command's begins with its `@`.
    pub span: Span,
    /// The word after the `@`; empty between commands.
    pub word: Span,
    /// The `{` or `(`; empty where there is none.
    pub open: Span,
    /// An entry's key; empty, where it would stand, if it has none.
    pub key: Span,
    /// The comma after the key; empty where there is none.
    pub key_comma: Span,
    /// The `}` or `)`; empty, where it would stand, if the block never ends.
    pub close: Span,
    pub(super) fields: (u32, u32),
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// What stands between commands: white space, comments, prose.
    Between,
    /// `@comment`.
    Comment,
    /// `@preamble`; its value is its only field, one without a name.
    Preamble,
    /// `@string`; its definitions are its fields.
    String,
    /// Anything else.
    Entry,
}

/// A field of an entry, or a definition of a `@string`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: Span,
    /// The `=`; empty where there is none.
    pub equals: Span,
    /// From the first piece to the last, delimiters included; empty where there is no value.
    pub value: Span,
    /// The comma after it; empty where there is none.
    pub comma: Span,
    pub(super) pieces: (u32, u32),
}

/// One piece of a value; `#` joins it to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Piece {
    /// How it is written.
    pub kind: PieceKind,
    /// All of it, with its delimiters.
    pub span: Span,
    /// Without its delimiters.
    pub inner: Span,
    /// The `#` before it; empty at the first piece.
    pub hash: Span,
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
    /// Anything else that stands where a value should: an error, but its text is plain.
    Bare,
}

/// Bytes inside a block that mean nothing to the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extra {
    pub(super) span: Span,
    pub(super) skipped: bool,
}

impl<'a> Tree<'a> {
    /// A tree of a text that is put together from several: what [`Tree::append`] brings is in it.
    pub(crate) fn of_several(text: &'a str) -> Self {
        let (blocks, fields, pieces, extras) = Default::default();
        Tree { text, blocks, fields, pieces, extras }
    }

    /// Takes over the tree of a text that begins at byte `start` of this one's.
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
            equals: moved(field.equals),
            value: moved(field.value),
            comma: moved(field.comma),
            pieces: (field.pieces.0 + pieces, field.pieces.1 + pieces),
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

    /// The text under a span, or the empty text where the span does not fit.
    pub fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The comments that are wanted, in source order: lines that begin with `%`, between
    /// entries or in them, and what `@comment` holds.
    pub fn comments_with(&self, wanted: fn(&str) -> bool) -> impl Iterator<Item = Span> + use<> {
        let between = self.blocks.iter().flat_map(move |block| match block.kind {
            BlockKind::Between => self.comment_lines_with(block.span, wanted),
            BlockKind::Comment if wanted(self.slice(block.span)) => vec![block.span],
            _ => Vec::new(),
        });
        let inside = self.extras.iter().filter(|extra| !extra.skipped).map(|extra| extra.span);
        let inside = inside.flat_map(move |span| self.comment_lines_with(span, wanted));
        let mut all: Vec<Span> = between.chain(inside).collect();
        all.sort_unstable();
        all.into_iter()
    }

    fn comment_lines_with(&self, span: Span, wanted: fn(&str) -> bool) -> Vec<Span> {
        let whole = self.slice(span);
        let mut found = Vec::new();
        let mut start = 0;
        for line in whole.split_inclusive('\n') {
            let comment = line.find('%').map(|at| line[at..].trim_ascii_end());
            if let Some(comment) = comment.filter(|comment| wanted(comment)) {
                let at = span.start as usize + start + line.find('%').unwrap_or_default();
                found.push(Span::new(at, at + comment.len()));
            }
            start += line.len();
        }
        found
    }

    /// A block's fields, in source order.
    pub fn fields(&self, block: &Block) -> &[Field] {
        self.fields.get(block.fields.0 as usize..block.fields.1 as usize).unwrap_or_default()
    }

    /// The fields of all blocks, in source order; a field's place in it is its number.
    pub fn all_fields(&self) -> &[Field] {
        &self.fields
    }

    /// The numbers of a block's fields.
    pub fn field_numbers(&self, block: &Block) -> Range<usize> {
        block.fields.0 as usize..block.fields.1 as usize
    }

    /// The pieces of a field's value, in source order.
    pub fn pieces(&self, field: &Field) -> &[Piece] {
        self.pieces.get(field.pieces.0 as usize..field.pieces.1 as usize).unwrap_or_default()
    }
}
