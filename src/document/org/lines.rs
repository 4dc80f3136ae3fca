//! The lines of a document: what is prose, and what is code, comment or a keyword.

use std::ops::Range;

use crate::document::places;
use crate::document::{Document, Listing, Named};
use crate::source::Span;

/// The prose of a document.
pub(super) struct Lines {
    /// The document, byte for byte, with everything that is not prose blanked out.
    pub(super) prose: String,
    /// The paragraphs, headings and rows, in order.
    pub(super) blocks: Vec<Block>,
}

/// A piece of prose; citations never extend beyond it.
pub(super) struct Block {
    pub(super) range: Range<usize>,
    /// The label of the footnote to which it belongs.
    pub(super) note: Option<String>,
}

/// The blocks that contain no markup.
const LITERAL: [&str; 6] = ["src", "example", "comment", "export", "latex", "html"];

struct Scanner<'a, 'd> {
    text: &'a str,
    document: &'d mut Document,
    mask: Vec<u8>,
    blocks: Vec<Block>,
    paragraph: Option<Range<usize>>,
    /// The end of the open literal block, in lower case.
    literal: Option<String>,
    is_in_drawer: bool,
    /// The level of the heading whose text is not part of the document.
    left_out: Option<usize>,
    note: Option<String>,
    blanks: usize,
}

/// Finds the prose of a document, and the settings in its keywords.
pub(super) fn lines(text: &str, document: &mut Document) -> Lines {
    let mut scanner = Scanner {
        text,
        document,
        mask: text.as_bytes().to_vec(),
        blocks: Vec::new(),
        paragraph: None,
        literal: None,
        is_in_drawer: false,
        left_out: None,
        note: None,
        blanks: 0,
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let length = line.trim_end_matches(['\n', '\r']).len();
        scanner.line(at..at + length);
        at += line.len();
    }
    scanner.end_paragraph();
    // Only whole lines were replaced, so it is still UTF-8.
    let prose = String::from_utf8(scanner.mask).unwrap_or_default();
    Lines { prose, blocks: scanner.blocks }
}

impl Scanner<'_, '_> {
    fn end_paragraph(&mut self) {
        if let Some(range) = self.paragraph.take() {
            self.blocks.push(Block { range, note: self.note.clone() });
        }
    }

    fn blank(&mut self, range: Range<usize>) {
        self.mask[range].fill(b' ');
    }

    /// A line that is not prose, and ends a paragraph.
    fn skip(&mut self, range: Range<usize>) {
        self.end_paragraph();
        self.blank(range);
    }

    fn line(&mut self, range: Range<usize>) {
        let text = self.text;
        let line = &text[range.clone()];
        let trimmed = line.trim();
        if let Some(end) = &self.literal {
            if trimmed.eq_ignore_ascii_case(end) {
                self.literal = None;
            }
            self.skip(range);
            return;
        }
        let stars = line.bytes().take_while(|byte| *byte == b'*').count();
        if stars > 0 && line[stars..].starts_with(' ') {
            self.heading(range, stars);
            return;
        }
        if trimmed.is_empty() {
            self.end_paragraph();
            self.blanks += 1;
            // Two blank lines end the text of a footnote.
            if self.blanks > 1 {
                self.note = None;
            }
            return;
        }
        self.blanks = 0;
        if self.left_out.is_some() {
            self.skip(range);
            return;
        }
        if self.is_in_drawer || is_drawer(trimmed) {
            self.is_in_drawer = !trimmed.eq_ignore_ascii_case(":end:");
            self.skip(range);
            return;
        }
        if let Some(keyword) = trimmed.strip_prefix("#+") {
            self.keyword(range, keyword);
            return;
        }
        let is_comment = trimmed == "#" || trimmed.starts_with("# ");
        if is_comment || trimmed == ":" || trimmed.starts_with(": ") {
            self.skip(range);
            return;
        }
        if let Some(label) = definition(line) {
            self.end_paragraph();
            self.blank(range.start..range.start + label.len() + 5);
            self.note = Some(label.to_owned());
        } else if trimmed.starts_with('|') {
            // A row is a block of its own.
            self.end_paragraph();
        }
        match &mut self.paragraph {
            Some(paragraph) => paragraph.end = range.end,
            None => self.paragraph = Some(range),
        }
    }

    fn heading(&mut self, range: Range<usize>, stars: usize) {
        self.end_paragraph();
        self.note = None;
        if self.left_out.is_some_and(|depth| stars > depth) {
            self.blank(range);
            return;
        }
        let title = self.text[range.clone()].trim_start_matches('*').trim_start();
        let words = title.split_whitespace();
        let is_comment = words.clone().take(2).any(|word| word == "COMMENT");
        let is_left_out = is_comment || words.last().is_some_and(|it| it.contains(":noexport:"));
        self.left_out = is_left_out.then_some(stars);
        match is_left_out {
            true => self.blank(range),
            false => self.blocks.push(Block { range, note: None }),
        }
    }

    /// `#+bibliography: refs.bib`, `#+begin_src`.
    fn keyword(&mut self, range: Range<usize>, keyword: &str) {
        let lower = keyword.to_ascii_lowercase();
        if let Some(name) = lower.strip_prefix("begin_") {
            let name = name.split_whitespace().next().unwrap_or_default();
            if LITERAL.contains(&name) {
                self.literal = Some(format!("#+end_{name}"));
            }
            self.skip(range);
            return;
        }
        let Some((name, value)) = keyword.split_once(':') else {
            self.skip(range);
            return;
        };
        let start = value.as_ptr() as usize - self.text.as_ptr() as usize;
        let inside = start + value.len() - value.trim_start().len();
        let value = inside..inside + value.trim().len();
        match &*name.to_ascii_lowercase() {
            "bibliography" => self.bibliography(value),
            "cite_export" => self.processor(value),
            "language" if !value.is_empty() => {
                self.document.language = Some(self.named(value));
            }
            "include" => self.include(value),
            "print_bibliography" => {
                let span = Span::new(range.start, range.end);
                let options = places::options(&self.text[value]);
                self.document.listings.push(Listing { span, options });
            }
            // Text that is printed is prose, and so is LaTeX.
            "title" | "subtitle" | "caption" | "latex" | "latex_header" | "latex_header_extra" => {
                self.end_paragraph();
                self.blocks.push(Block { range: value, note: None });
                return;
            }
            _ => {}
        }
        self.skip(range);
    }

    fn named(&self, range: Range<usize>) -> Named {
        Named::of(self.text, range)
    }

    /// The first word of a value, or the text in its quotation marks.
    fn word(&self, value: Range<usize>) -> Option<Range<usize>> {
        let text = &self.text[value.clone()];
        let inside = match text.strip_prefix('"') {
            Some(quoted) => value.start + 1..value.start + 1 + quoted.find('"')?,
            None => {
                let length = text.find(char::is_whitespace).unwrap_or(text.len());
                value.start..value.start + length
            }
        };
        (!inside.is_empty()).then_some(inside)
    }

    /// `#+bibliography: refs.bib`; org-ref's `plain option:-d` names a style.
    fn bibliography(&mut self, value: Range<usize>) {
        if let Some(file) = self.word(value) {
            self.document.bibliographies.push(self.named(file));
        }
    }

    /// `#+cite_export: csl chicago-note.csl`; styles for other processors are not CSL.
    fn processor(&mut self, value: Range<usize>) {
        let text = &self.text[value.clone()];
        let Some(rest) = text.strip_prefix("csl").filter(|it| it.starts_with([' ', '\t'])) else {
            return;
        };
        let start = value.end - rest.trim_start().len();
        if let Some(style) = self.word(start..value.end) {
            self.document.style = Some(self.named(style));
        }
    }

    /// `#+include: "chapter.org"`; files included as code are ignored.
    fn include(&mut self, value: Range<usize>) {
        let text = &self.text[value.clone()];
        let is_literal = text
            .split_whitespace()
            .skip(1)
            .any(|word| matches!(word, "src" | "example" | "export"));
        let Some(file) = self.word(value).filter(|_| !is_literal) else { return };
        let mut named = self.named(file);
        // After `::` comes the part of the file that is included.
        if let Some((name, _)) = named.name.split_once("::") {
            named.name = name.to_owned();
        }
        if named.name.to_ascii_lowercase().ends_with(".org") {
            self.document.includes.push(named);
        }
    }
}

/// True if a line opens a drawer, such as `:PROPERTIES:`.
fn is_drawer(line: &str) -> bool {
    let name = line.strip_prefix(':').and_then(|it| it.strip_suffix(':')).unwrap_or_default();
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// The label of the footnote whose text begins on a line: `[fn:1] …`.
fn definition(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("[fn:")?;
    let label = &rest[..rest.find(']')?];
    let is_label = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    (!label.is_empty() && label.chars().all(is_label)).then_some(label)
}
