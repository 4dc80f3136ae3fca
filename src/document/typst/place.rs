//! Nodes of Typst's syntax tree with their positions.

use std::ops::Range;

use typst_syntax::{SyntaxKind, SyntaxNode};

use crate::document::WrittenMode;

/// A node, its position, and the note that contains it.
#[derive(Clone, Copy)]
pub(super) struct Place<'n> {
    pub(super) node: &'n SyntaxNode,
    pub(super) at: usize,
    pub(super) note: Option<u32>,
}

impl<'n> Place<'n> {
    pub(super) fn kind(self) -> SyntaxKind {
        self.node.kind()
    }

    pub(super) fn range(self) -> Range<usize> {
        self.at..self.at + self.node.len()
    }

    pub(super) fn children(self) -> impl Iterator<Item = Place<'n>> {
        let mut at = self.at;
        self.node.children().map(move |node| {
            let start = at;
            at += node.len();
            Place { node, at: start, note: self.note }
        })
    }

    /// The first child of this kind.
    pub(super) fn child(self, kind: SyntaxKind) -> Option<Place<'n>> {
        self.children().find(|child| child.kind() == kind)
    }

    /// The text between an opening and a closing mark; `None` if it is not closed.
    pub(super) fn between(self, open: char, close: char, text: &str) -> Option<Range<usize>> {
        let range = self.range();
        let inside = text.get(range.clone())?.strip_prefix(open)?.strip_suffix(close)?;
        let start = range.start + open.len_utf8();
        Some(start..start + inside.len())
    }

    /// The content of a string without escapes.
    pub(super) fn string(self, text: &str) -> Option<Range<usize>> {
        let inside = self.between('"', '"', text).filter(|_| self.kind() == SyntaxKind::Str)?;
        (!text[inside.clone()].contains('\\')).then_some(inside)
    }

    /// All strings in a node.
    pub(super) fn strings(self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut open = vec![self];
        while let Some(place) = open.pop() {
            found.extend(place.string(text));
            open.extend(place.children());
        }
        found.sort_by_key(|range| range.start);
        found
    }
}

/// The key in a label, or in a string from which a label is made.
pub(super) fn key(place: Place<'_>, text: &str) -> Option<Range<usize>> {
    match place.kind() {
        SyntaxKind::Label => place.between('<', '>', text),
        _ => place.string(text),
    }
}

/// The arguments of a call that have no name.
pub(super) fn positional<'n>(arguments: Place<'n>) -> impl Iterator<Item = Place<'n>> {
    use SyntaxKind::{BlockComment, Comma, LeftParen, LineComment, Named, RightParen, Space};
    arguments.children().filter(|it| {
        !matches!(
            it.kind(),
            LeftParen | RightParen | Comma | Space | Named | LineComment | BlockComment
        )
    })
}

/// What the `form` of a citation asks for.
pub(super) fn form(value: &str) -> WrittenMode {
    match value {
        "\"prose\"" => WrittenMode::InText,
        "\"full\"" => WrittenMode::Full,
        "\"author\"" => WrittenMode::AuthorOnly,
        "\"year\"" => WrittenMode::YearOnly,
        "none" => WrittenMode::Nocite,
        _ => WrittenMode::Normal,
    }
}
