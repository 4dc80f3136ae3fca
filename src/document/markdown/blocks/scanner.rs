//! The lines of a document: which containers each is in, and what it adds to them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::markdown::blocks::lines::{end_of_line, next_line};
use crate::document::markdown::blocks::prose::{Block, Blocks};
use crate::document::markdown::dashed::{self, Dashed};
use crate::document::markdown::divs::Divs;
use crate::document::markdown::ends::Ends;
use crate::document::markdown::markers::{self, Marker};

/// The container of a line.
pub(super) enum Container {
    Quote,
    /// A list item, a definition or a footnote, with the column at which its text begins.
    Item {
        content: usize,
    },
    Note {
        content: usize,
        label: String,
    },
}

pub(super) struct Fence {
    pub(super) mark: u8,
    pub(super) length: usize,
    /// The number of containers around it.
    pub(super) depth: usize,
}

pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) mask: Vec<u8>,
    pub(super) containers: Vec<Container>,
    pub(super) fence: Option<Fence>,
    /// Whether the options of code so far end in a caption that continues.
    pub(super) in_caption: bool,
    /// The range of the open paragraph.
    pub(super) paragraph: Option<Range<usize>>,
    /// Whether the last block was a paragraph, so that a definition may follow.
    pub(super) after_paragraph: bool,
    /// The position up to which everything has been processed.
    pub(super) done: usize,
    /// The fences (mark and length) that are never closed after this position.
    pub(super) unclosed: Vec<(u8, usize)>,
    /// Where the fences end that close the directives that are text.
    pub(super) directive_ends: BTreeSet<usize>,
    pub(super) ends: Ends,
    pub(super) divs: Divs,
    /// The open table whose columns are drawn with dashes.
    pub(super) table: Option<Dashed>,
    pub(super) out: Blocks,
}

/// A position in a line.
#[derive(Clone, Copy)]
pub(super) struct Cursor {
    pub(super) at: usize,
    pub(super) column: usize,
}

/// Finds the blocks of a document.
pub(in crate::document::markdown) fn blocks(text: &str) -> Blocks {
    let mut scanner = Scanner {
        text,
        mask: text.as_bytes().to_vec(),
        containers: Vec::new(),
        fence: None,
        in_caption: false,
        paragraph: None,
        after_paragraph: false,
        done: 0,
        unclosed: Vec::new(),
        directive_ends: BTreeSet::new(),
        ends: Ends::default(),
        divs: Divs::default(),
        table: None,
        out: Blocks::default(),
    };
    scanner.toml();
    let mut start = 0;
    while start < text.len() {
        let end = end_of_line(text, start);
        if end > scanner.done || (end == scanner.done && start == end) {
            scanner.line(start.max(scanner.done), end);
        }
        start = next_line(text, end);
    }
    scanner.end_paragraph();
    // Only whole characters were replaced, so it is still UTF-8.
    let prose = String::from_utf8(scanner.mask).unwrap_or_default();
    let mut listings = scanner.divs.into_listings();
    listings.append(&mut scanner.out.listings);
    listings.sort_by_key(|listing| listing.span.start);
    Blocks { prose, listings, ..scanner.out }
}

impl<'a> Scanner<'a> {
    pub(super) fn blank(&mut self, range: Range<usize>) {
        for byte in &mut self.mask[range] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }

    /// Blanks out everything up to an offset, and continues after it.
    pub(super) fn blank_to(&mut self, start: usize, end: usize) {
        self.blank(start..end);
        self.done = self.done.max(end);
    }

    /// The first line after an offset that matches.
    pub(super) fn closing_line(
        &self,
        after: usize,
        fits: impl Fn(&str) -> bool,
    ) -> Option<Range<usize>> {
        let mut start = next_line(self.text, after);
        while start < self.text.len() {
            let end = end_of_line(self.text, start);
            if fits(&self.text[start..end]) {
                return Some(start..end);
            }
            start = next_line(self.text, end);
        }
        None
    }

    pub(super) fn end_paragraph(&mut self) {
        if let Some(range) = self.paragraph.take() {
            self.push_block(range);
            self.after_paragraph = true;
        }
    }

    pub(super) fn push_block(&mut self, range: Range<usize>) {
        let note = self.containers.iter().rev().find_map(|container| match container {
            Container::Note { label, .. } => Some(label.clone()),
            _ => None,
        });
        self.out.blocks.push(Block { range, note });
    }

    /// Skips blanks, up to a maximum column.
    pub(super) fn skip_blanks(&self, mut cursor: Cursor, end: usize, most: usize) -> Cursor {
        let bytes = self.text.as_bytes();
        while cursor.at < end && cursor.column < most {
            match bytes[cursor.at] {
                b' ' => cursor.column += 1,
                b'\t' => cursor.column += 4 - cursor.column % 4,
                _ => break,
            }
            cursor.at += 1;
        }
        cursor
    }

    pub(super) fn line(&mut self, start: usize, end: usize) {
        let is_blank = self.text[start..end].trim().is_empty();
        let (cursor, kept) = self.enter(Cursor { at: start, column: 0 }, end, is_blank);
        let is_blank = self.text[cursor.at..end].trim().is_empty();
        if let Some(fence) = &self.fence {
            if kept >= fence.depth || is_blank {
                self.fenced(cursor, end);
                return;
            }
            self.fence = None;
        }
        let first = self.skip_blanks(cursor, end, usize::MAX);
        if kept < self.containers.len() && !is_blank {
            let lazy = self.paragraph.is_some() && !self.begins_block(first, end);
            if !lazy {
                self.end_paragraph();
                self.containers.truncate(kept);
                self.after_paragraph = false;
            }
        }
        if self.table_row(cursor, end) {
            return;
        }
        if is_blank {
            self.end_paragraph();
            self.containers.truncate(kept);
            return;
        }
        let is_indented = first.column - cursor.column >= 4 && self.paragraph.is_none();
        if is_indented && !self.heads_table(end) {
            self.blank(cursor.at..end);
            self.after_paragraph = false;
            return;
        }
        self.content(first, end);
    }

    /// A row of a table whose columns are drawn with dashes; `false` if the table is over.
    fn table_row(&mut self, cursor: Cursor, end: usize) -> bool {
        let Some(table) = self.table else { return false };
        let line = self.text[cursor.at..end].trim();
        if table.ends_at(line) {
            self.table = None;
            return false;
        }
        if !dashed::is_columns(line) && !line.is_empty() {
            self.end_paragraph();
            self.comments(cursor.at, end);
            self.push_block(cursor.at..end.max(self.done));
        }
        true
    }

    /// True if the next line draws the columns of a table, and this line is its head.
    fn heads_table(&self, end: usize) -> bool {
        let next = next_line(self.text, end).min(self.text.len());
        dashed::is_columns(self.text[next..end_of_line(self.text, next)].trim())
    }

    /// True if a mark at the beginning of a line is within the brackets of a citation, where a hyphen
    /// begins no item: `[@brinton;` in the line before.
    fn in_citation(&self, marker: &Marker, at: usize) -> bool {
        /// The maximum length of such a citation on each side, in bytes.
        const MOST: usize = 4096;
        let is_bullet = matches!(marker, Marker::Item { length: 1, .. });
        let Some(paragraph) = self.paragraph.clone().filter(|_| is_bullet) else { return false };
        let before = &self.text[paragraph];
        let before = &before[before.ceil_char_boundary(before.len().saturating_sub(MOST))..];
        let opened = before.rfind(['[', ']']).map(|found| &before[found..]);
        if !opened.is_some_and(|it| it.starts_with('[') && it.contains('@')) {
            return false;
        }
        let behind = &self.text[at..];
        let behind = &behind[..behind.floor_char_boundary(MOST)];
        let mut lines = behind.lines().take_while(|line| !line.trim().is_empty());
        let bracket = lines.find_map(|line| line.find(['[', ']']).map(|found| &line[found..]));
        bracket.is_some_and(|bracket| bracket.starts_with(']'))
    }

    /// Enters the containers that the line belongs to, and returns their number.
    fn enter(&mut self, mut cursor: Cursor, end: usize, is_blank: bool) -> (Cursor, usize) {
        let mut kept = 0;
        for index in 0..self.containers.len() {
            match &self.containers[index] {
                Container::Quote => {
                    let first = self.skip_blanks(cursor, end, cursor.column + 4);
                    if !self.text[first.at..end].starts_with('>') {
                        break;
                    }
                    self.blank(first.at..first.at + 1);
                    let behind = Cursor { at: first.at + 1, column: first.column + 1 };
                    cursor = self.skip_blanks(behind, end, behind.column + 1);
                }
                Container::Item { content } | Container::Note { content, .. } => {
                    let content = *content;
                    let inside = self.skip_blanks(cursor, end, content);
                    if !is_blank && inside.column < content {
                        break;
                    }
                    cursor = inside;
                }
            }
            kept += 1;
        }
        (cursor, kept)
    }

    /// True if the text here ends a paragraph that a line before has left open.
    fn begins_block(&self, first: Cursor, end: usize) -> bool {
        let line = &self.text[first.at..end];
        markers::fence(line).is_some()
            || markers::marker(line).is_some_and(|marker| !self.in_citation(&marker, first.at))
            || line.starts_with('>')
            || line.starts_with(":::")
    }

    /// Skips the mark of a quote, item, definition or footnote, if there is one.
    pub(super) fn marker(&mut self, first: Cursor, end: usize) -> Option<Cursor> {
        let line = &self.text[first.at..end];
        let in_list = matches!(self.containers.last(), Some(Container::Item { .. }));
        if line.starts_with('>') && self.paragraph.is_none() {
            self.blank(first.at..first.at + 1);
            self.containers.push(Container::Quote);
            let behind = Cursor { at: first.at + 1, column: first.column + 1 };
            return Some(self.skip_blanks(behind, end, usize::MAX));
        }
        let marker = markers::marker(line)?;
        let takes = match &marker {
            Marker::Note { .. } => self.paragraph.is_none(),
            Marker::Definition => self.paragraph.is_some() || self.after_paragraph,
            Marker::Item { .. } => {
                self.paragraph.is_none() || (in_list && !self.in_citation(&marker, first.at))
            }
        };
        if !takes {
            return None;
        }
        self.end_paragraph();
        let length = marker.length();
        let behind = Cursor { at: first.at + length, column: first.column + length };
        let text = self.skip_blanks(behind, end, usize::MAX);
        let gap = text.column - behind.column;
        let column = if gap > 4 || text.at == end { behind.column + 1 } else { text.column };
        self.blank(first.at..behind.at);
        let container = match marker {
            Marker::Note { label, .. } => {
                let content = first.column + 4;
                Container::Note { content, label }
            }
            Marker::Item { example: Some(label), .. } => {
                self.out.examples.insert(label);
                Container::Item { content: column.min(first.column + 4) }
            }
            Marker::Item { .. } => Container::Item { content: column },
            Marker::Definition => Container::Item { content: column },
        };
        self.containers.push(container);
        Some(match gap > 4 && text.at < end {
            // Code in an item.
            true => {
                self.blank(behind.at..end);
                Cursor { at: end, column: text.column }
            }
            false => text,
        })
    }
}
