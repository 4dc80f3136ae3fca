//! The tokens of a tree, which cover its text without gaps.

use crate::source::Span;
use crate::syntax::bibtex::tree::{Block, BlockKind, Extra, PieceKind, Tree};

/// A token of a tree. The tokens of a tree, in order, cover each byte of the text once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Token {
    /// The kind of token.
    pub kind: TokenKind,
    /// Its span, which is not empty.
    pub span: Span,
}

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the meaning")]
#[non_exhaustive]
pub enum TokenKind {
    /// Text between commands, or inside `@comment`.
    Text,
    At,
    Word,
    Open,
    Key,
    Comma,
    Name,
    Equals,
    Hash,
    Piece(PieceKind),
    Close,
    Space,
    Comment,
    /// Bytes that were not understood and have been reported.
    Skipped,
}

impl Tree<'_> {
    /// All tokens, in source order, without gaps.
    pub fn tokens(&self) -> Vec<Token> {
        let mut out = Tokens { extras: &self.extras, tokens: Vec::new(), at: 0 };
        for block in &self.blocks {
            self.block_tokens(block, &mut out);
        }
        out.tokens
    }

    fn block_tokens(&self, block: &Block, out: &mut Tokens<'_>) {
        if block.kind == BlockKind::Between {
            return out.push(TokenKind::Text, block.span);
        }
        let start = block.span.start;
        out.push(TokenKind::At, Span { start, end: start + 1 });
        out.push(TokenKind::Word, block.word);
        out.push(TokenKind::Open, block.open);
        if block.kind == BlockKind::Comment {
            let body = Span { start: block.open.end, end: block.close.start.max(block.open.end) };
            out.push(TokenKind::Text, body);
        }
        out.push(TokenKind::Key, block.key);
        out.push(TokenKind::Comma, block.key_comma);
        for field in self.fields(block) {
            out.push(TokenKind::Name, field.name);
            out.push(TokenKind::Equals, field.equals());
            for piece in &*self.pieces(field) {
                out.push(TokenKind::Hash, piece.hash);
                out.push(TokenKind::Piece(piece.kind), piece.span);
            }
            out.push(TokenKind::Comma, field.comma());
        }
        out.push(TokenKind::Close, block.close);
        out.fill(block.span.end);
    }
}

struct Tokens<'t> {
    extras: &'t [Extra],
    tokens: Vec<Token>,
    at: u32,
}

impl Tokens<'_> {
    fn push(&mut self, kind: TokenKind, span: Span) {
        if span.is_empty() {
            return;
        }
        self.fill(span.start);
        self.tokens.push(Token { kind, span });
        self.at = span.end;
    }

    /// The text between two tokens: comments, skipped bytes, and otherwise white space.
    fn fill(&mut self, end: u32) {
        while let Some((extra, rest)) = self.extras.split_first() {
            if extra.span.start >= end {
                break;
            }
            self.space(extra.span.start);
            let kind = if extra.skipped { TokenKind::Skipped } else { TokenKind::Comment };
            self.tokens.push(Token { kind, span: extra.span });
            self.at = extra.span.end;
            self.extras = rest;
        }
        self.space(end);
    }

    fn space(&mut self, end: u32) {
        if self.at < end {
            let span = Span { start: self.at, end };
            self.tokens.push(Token { kind: TokenKind::Space, span });
            self.at = end;
        }
    }
}
