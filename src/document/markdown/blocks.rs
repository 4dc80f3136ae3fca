//! The blocks of a document: what is prose, and what is code, comment, metadata or markup.
//!
//! *Source*: Pandoc User's Guide, "Pandoc's Markdown", block elements.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::markdown::dashed::{self, Dashed};
use crate::document::markdown::divs::Divs;
use crate::document::markdown::ends::Ends;
use crate::document::markdown::markers::{self, Marker};
use crate::document::markdown::options::caption;
use crate::document::{Heading, Listing, Named, Scalar};
use crate::source::Span;

/// How a directive for a bibliography begins.
const DIRECTIVE: &str = "{bibliography}";

/// The prose of a document.
pub(super) struct Blocks {
    /// The document, byte for byte, with everything that is not prose blanked out: code, comments,
    /// metadata, marks of quotes and lists.
    pub(super) prose: String,
    /// The paragraphs, headings and rows, in order.
    pub(super) blocks: Vec<Block>,
    /// The contents of the YAML metadata blocks.
    pub(super) metadata: Vec<Range<usize>>,
    /// The labels of numbered examples, `(@good)`.
    pub(super) examples: BTreeSet<String>,
    /// Where bibliographies are asked for: `::: {#refs}`.
    pub(super) listings: Vec<Listing>,
    /// The bibliographies that MyST's directives name.
    pub(super) bibliographies: Vec<Named>,
    pub(super) headings: Vec<Heading>,
    /// The captions among the options of code.
    pub(super) scalars: Vec<Scalar>,
}

impl Blocks {
    /// Makes values of YAML prose again, and paragraphs of their own.
    pub(super) fn add_scalars(&mut self, text: &str, scalars: &[Scalar]) {
        if scalars.is_empty() {
            return;
        }
        let mut prose = std::mem::take(&mut self.prose).into_bytes();
        for range in scalars.iter().map(|scalar| scalar.span.range()) {
            let value = text.as_bytes().get(range.clone());
            if let (Some(place), Some(value)) = (prose.get_mut(range.clone()), value) {
                place.copy_from_slice(value);
                self.blocks.push(Block { range, note: None });
            }
        }
        self.prose = String::from_utf8(prose).unwrap_or_default();
        self.blocks.sort_by_key(|block| block.range.start);
    }
}

/// A piece of prose; brackets never extend beyond it.
pub(super) struct Block {
    pub(super) range: Range<usize>,
    /// The label of the footnote to which it belongs.
    pub(super) note: Option<String>,
}

/// The container of a line.
enum Container {
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

struct Fence {
    mark: u8,
    length: usize,
    /// The number of containers around it.
    depth: usize,
}

struct Scanner<'a> {
    text: &'a str,
    mask: Vec<u8>,
    containers: Vec<Container>,
    fence: Option<Fence>,
    /// Whether the options of code so far end in a caption that continues.
    in_caption: bool,
    /// The range of the open paragraph.
    paragraph: Option<Range<usize>>,
    /// Whether the last block was a paragraph, so that a definition may follow.
    after_paragraph: bool,
    /// The position up to which everything has been processed.
    done: usize,
    /// The fences (mark and length) that are never closed after this position.
    unclosed: Vec<(u8, usize)>,
    ends: Ends,
    divs: Divs,
    /// The open table whose columns are drawn with dashes.
    table: Option<Dashed>,
    out: Blocks,
}

/// A position in a line.
#[derive(Clone, Copy)]
struct Cursor {
    at: usize,
    column: usize,
}

/// Finds the blocks of a document.
pub(super) fn blocks(text: &str) -> Blocks {
    let out = Blocks {
        prose: String::new(),
        blocks: Vec::new(),
        metadata: Vec::new(),
        examples: BTreeSet::new(),
        listings: Vec::new(),
        bibliographies: Vec::new(),
        headings: Vec::new(),
        scalars: Vec::new(),
    };
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
        ends: Ends::default(),
        divs: Divs::default(),
        table: None,
        out,
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

/// The end of the line that contains an offset, before its line break.
fn end_of_line(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).map_or(text.len(), |len| at + len)
}

fn next_line(text: &str, end: usize) -> usize {
    end + if text[end..].starts_with("\r\n") { 2 } else { 1 }
}

impl<'a> Scanner<'a> {
    fn blank(&mut self, range: Range<usize>) {
        for byte in &mut self.mask[range] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }

    /// Blanks out everything up to an offset, and continues after it.
    fn blank_to(&mut self, start: usize, end: usize) {
        self.blank(start..end);
        self.done = self.done.max(end);
    }

    /// Front matter in TOML, between `+++`.
    fn toml(&mut self) {
        let first = end_of_line(self.text, 0);
        if self.text[..first].trim_end() != "+++" {
            return;
        }
        if let Some(close) = self.closing_line(first, |line| line.trim_end() == "+++") {
            self.blank_to(0, close.end);
        }
    }

    /// The first line after an offset that matches.
    fn closing_line(&self, after: usize, fits: impl Fn(&str) -> bool) -> Option<Range<usize>> {
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

    fn end_paragraph(&mut self) {
        if let Some(range) = self.paragraph.take() {
            self.push_block(range);
            self.after_paragraph = true;
        }
    }

    fn push_block(&mut self, range: Range<usize>) {
        let note = self.containers.iter().rev().find_map(|container| match container {
            Container::Note { label, .. } => Some(label.clone()),
            _ => None,
        });
        self.out.blocks.push(Block { range, note });
    }

    /// Skips blanks, up to a maximum column.
    fn skip_blanks(&self, mut cursor: Cursor, end: usize, most: usize) -> Cursor {
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

    fn line(&mut self, start: usize, end: usize) {
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

    /// A line of a fenced code block.
    fn fenced(&mut self, cursor: Cursor, end: usize) {
        let line = self.text[cursor.at..end].trim();
        let Some(fence) = &self.fence else { return };
        let closes = markers::fence(line)
            .is_some_and(|(mark, length)| mark == fence.mark && length >= fence.length)
            && line.bytes().all(|byte| byte == fence.mark);
        if closes {
            self.fence = None;
        }
        let is_open = &mut self.in_caption;
        self.out.scalars.extend(caption(self.text, cursor.at..end, is_open));
        self.blank(cursor.at..end);
    }

    /// True if the text here ends a paragraph that a line before has left open.
    fn begins_block(&self, first: Cursor, end: usize) -> bool {
        let line = &self.text[first.at..end];
        markers::fence(line).is_some()
            || markers::marker(line).is_some()
            || line.starts_with('>')
            || line.starts_with(":::")
    }

    /// The content of a line after the marks of its containers.
    fn content(&mut self, mut first: Cursor, end: usize) {
        while let Some(next) = self.marker(first, end) {
            first = next;
            if first.at >= end {
                return;
            }
        }
        let (at, line) = (first.at, &self.text[first.at..end]);
        if self.opens_fence(line, at) || self.metadata(at, line, end) || self.verbatim(at, line) {
            return;
        }
        let is_rule = markers::is_rule(line);
        if line.starts_with(":::") {
            let next = next_line(self.text, end).min(self.text.len());
            self.divs.line(line, at, next);
        }
        if line.starts_with(":::") || is_rule {
            self.underlined(line);
            self.end_paragraph();
            self.after_paragraph = false;
            self.blank(at..end);
            self.table = Dashed::with_columns(line, &self.text[..at]);
            return;
        }
        if self.paragraph.is_none() && markers::is_link_definition(line) {
            self.blank(at..end);
            return;
        }
        let is_row = line.starts_with('|');
        let is_heading = self.paragraph.is_none() && markers::is_heading(line);
        if is_row || is_heading {
            if is_heading {
                let level = line.bytes().take_while(|byte| *byte == b'#').count() as u8;
                self.heading(level, at..end);
            }
            self.end_paragraph();
            self.comments(at, end);
            self.push_block(at..end.max(self.done));
            self.after_paragraph = false;
            return;
        }
        self.comments(at, end);
        let end = end.max(self.done);
        match &mut self.paragraph {
            Some(range) => range.end = end,
            None => self.paragraph = Some(at..end),
        }
    }

    /// Records a heading, if it is one of the document's own.
    fn heading(&mut self, level: u8, line: Range<usize>) {
        if self.containers.is_empty() {
            let span = Span::new(line.start, line.end);
            self.out.headings.push(Heading { level, span });
        }
    }

    /// Records the heading that a line of `=` or `-` underlines.
    fn underlined(&mut self, line: &str) {
        let level = match line.as_bytes() {
            [b'=', ..] => 1,
            [b'-', rest @ ..] if !rest.contains(&b' ') => 2,
            _ => return,
        };
        if let Some(range) =
            self.paragraph.clone().filter(|it| !self.text[it.clone()].contains('\n'))
        {
            self.heading(level, range);
        }
    }

    /// Skips the mark of a quote, item, definition or footnote, if there is one.
    fn marker(&mut self, first: Cursor, end: usize) -> Option<Cursor> {
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
            Marker::Item { .. } => self.paragraph.is_none() || in_list,
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

    fn opens_fence(&mut self, line: &str, at: usize) -> bool {
        let Some((mark, length)) = markers::fence(line) else { return false };
        let known = |&(other, least): &(u8, usize)| other == mark && length >= least;
        if self.unclosed.iter().any(known) {
            return false;
        }
        let end = at + line.len();
        let closes = |line: &str| {
            let line = line.trim_matches([' ', '\t', '>']);
            line.len() >= length && line.bytes().all(|byte| byte == mark)
        };
        let Some(last) = self.closing_line(end, closes) else {
            // Without an end, pandoc does not treat it as code.
            self.unclosed.push((mark, length));
            return false;
        };
        self.directive(&line[length..], at..last.end);
        self.end_paragraph();
        self.after_paragraph = false;
        self.fence = Some(Fence { mark, length, depth: self.containers.len() });
        self.blank(at..end);
        true
    }

    /// MyST's directive for a bibliography: ```` ```{bibliography} refs.bib ````.
    fn directive(&mut self, info: &str, block: Range<usize>) {
        let Some(argument) = info.trim_start().strip_prefix(DIRECTIVE) else { return };
        let start = block.start + self.text[block.clone()].find(DIRECTIVE).unwrap_or_default();
        let mut at = start + DIRECTIVE.len();
        for name in argument.split(' ') {
            if !name.trim().is_empty() {
                let span = Span::new(at, at + name.len());
                self.out.bibliographies.push(Named { name: name.to_owned(), span });
            }
            at += name.len() + 1;
        }
        let span = Span::new(block.start, block.end);
        self.out.listings.push(Listing { span, options: Vec::new() });
    }

    /// A YAML block: `---`, at least one line that is not blank, and `---` or `...`.
    fn metadata(&mut self, at: usize, line: &str, end: usize) -> bool {
        if line.trim_end() != "---" || self.paragraph.is_some() || !self.containers.is_empty() {
            return false;
        }
        let inside = next_line(self.text, end).min(self.text.len());
        let second = &self.text[inside..end_of_line(self.text, inside)];
        // In the middle of a document, a line of dashes is more often a rule.
        let is_first = self.text[..at].trim().is_empty();
        let is_key = second.starts_with(|c: char| c.is_alphabetic() || c == '"' || c == '#')
            && (second.contains(':') || second.starts_with('#'));
        if second.trim().is_empty() || !(is_first || is_key) {
            return false;
        }
        let ends = |line: &str| matches!(line.trim_end(), "---" | "...");
        let Some(close) = self.closing_line(end, ends) else { return false };
        if inside < close.start {
            self.out.metadata.push(inside..close.start);
        }
        self.blank_to(at, close.end);
        true
    }

    /// HTML and TeX whose content is not Markdown.
    fn verbatim(&mut self, at: usize, line: &str) -> bool {
        let close = if let Some(name) = markers::verbatim_tag(line) {
            let end = format!("</{name}");
            self.ends
                .find(self.text, at, &end)
                .map(|found| self.text[found..].find('>').map_or(found, |len| found + len + 1))
        } else if let Some(name) = markers::environment(line).filter(|_| self.paragraph.is_none()) {
            let end = format!("\\end{{{name}}}");
            self.ends.find(self.text, at, &end)
        } else {
            None
        };
        let Some(close) = close else { return false };
        self.end_paragraph();
        self.blank_to(at, close);
        // Text after it on its last line is prose again.
        let end = end_of_line(self.text, close);
        if !self.text[close..end].trim().is_empty() {
            self.comments(close, end);
            self.paragraph = Some(close..end.max(self.done));
        }
        self.done = self.done.max(end);
        true
    }

    /// Blanks out the comments that begin in a part of a line, however long they are.
    fn comments(&mut self, mut at: usize, end: usize) {
        while let Some(start) = markers::comment(&self.text[at..end]).map(|found| at + found) {
            let Some(close) = self.ends.find(self.text, start, "-->") else { return };
            self.blank_to(start, close);
            if close >= end {
                // The rest of its last line belongs to the same block.
                let last = end_of_line(self.text, close);
                self.done = self.done.max(close);
                if close > end {
                    self.comments(close, last);
                    self.done = self.done.max(last);
                }
                return;
            }
            at = close;
        }
    }
}
