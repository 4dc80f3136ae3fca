//! The citations of a block of prose.

use std::ops::Range;

use crate::diagnostic::rules::MALFORMED_CITATION;
use crate::diagnostic::{Diagnostic, Sink};
use crate::document::locator::read_suffix;
use crate::document::notes::Placed;
use crate::document::{Labels, Named, WrittenCitation, WrittenCite, WrittenMode};
use crate::model::{Citation, Cite, Text};
use crate::source::{SourceId, Span};

/// The maximum length of a citation or of code, in bytes.
pub(super) const MAX_LENGTH: usize = 4096;

/// The maximum nesting of inline notes.
const MAX_DEPTH: usize = 16;

/// The contents of a block.
#[derive(Default)]
pub(super) struct Found {
    pub(super) citations: Vec<Placed>,
    /// Where notes are referred to or written, with the label of those that are written elsewhere.
    pub(super) notes: Vec<(usize, Option<String>)>,
    pub(super) all_listed: Vec<Span>,
    pub(super) bibliographies: Vec<Named>,
    pub(super) style: Option<Named>,
}

/// Finds citations in a piece of prose.
pub(super) struct Walker<'a, 's> {
    /// The text up to the end of the block.
    pub(super) text: &'a str,
    pub(super) source: SourceId,
    pub(super) labels: &'a Labels,
    pub(super) sink: &'s mut Sink,
    pub(super) found: Found,
}

impl<'a, 's> Walker<'a, 's> {
    pub(super) fn new(
        text: &'a str,
        source: SourceId,
        labels: &'a Labels,
        sink: &'s mut Sink,
    ) -> Self {
        Walker { text, source, labels, sink, found: Found::default() }
    }

    pub(super) fn walk(&mut self, range: Range<usize>, note: Option<usize>, depth: usize) {
        let mut at = range.start;
        while let Some(found) = self.text[at..range.end].find(['[', '=', '~', '\\', ':']) {
            at += found;
            let rest = head(&self.text[at..range.end]);
            at = match rest.as_bytes()[0] {
                b'[' => self.bracket(at, rest, note, depth),
                b'=' | b'~' => at + code_length(rest, &self.text[range.start..at]),
                b'\\' => self.latex(at, range.end, note),
                _ => self.plain_link(at, range.clone(), note),
            };
        }
    }

    fn bracket(&mut self, at: usize, rest: &str, note: Option<usize>, depth: usize) -> usize {
        if rest.starts_with("[[") {
            return self.link(at, rest, note);
        }
        if let Some(inside) = rest.strip_prefix("[fn:") {
            return self.note(at, inside, note, depth);
        }
        let Some(inside) = rest.strip_prefix("[cite") else { return at + 1 };
        let length = inside.find(':').unwrap_or(inside.len());
        let style = &inside[..length];
        let is_style = style.is_empty()
            || style.starts_with('/')
                && style.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '_'));
        if !is_style || length == inside.len() {
            return at + 1;
        }
        let Some(close) = closing(rest) else {
            let span = Span::new(at, at + 1);
            self.fault(span, "this bracket is never closed");
            return at + 1;
        };
        let start = at + "[cite".len() + length + 1;
        self.citation(at..at + close + 1, start..at + close, style, note);
        at + close + 1
    }

    /// `[fn:1]`, `[fn:label: text]`, `[fn:: text]`.
    fn note(&mut self, at: usize, inside: &str, note: Option<usize>, depth: usize) -> usize {
        let is_label = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let length = inside.find(|c| !is_label(c)).unwrap_or(inside.len());
        let label = &inside[..length];
        let behind = at + "[fn:".len() + length + 1;
        if inside[length..].starts_with(']') {
            if note.is_none() && !label.is_empty() {
                self.found.notes.push((at, Some(label.to_owned())));
            }
            return behind;
        }
        let Some(close) = closing(head(&self.text[at..])) else { return at + 1 };
        if !inside[length..].starts_with(':') || depth >= MAX_DEPTH {
            return at + 1;
        }
        if note.is_none() {
            self.found.notes.push((at, None));
        }
        self.walk(behind..at + close, note.or(Some(at)), depth + 1);
        at + close + 1
    }

    /// The text after the colon of `[cite/style:`: parts separated by semicolons. The first and
    /// last part may have no key, and then apply to the whole citation.
    fn citation(
        &mut self,
        whole: Range<usize>,
        inside: Range<usize>,
        style: &str,
        note: Option<usize>,
    ) {
        let mode = mode(style);
        let (mut cites, mut places): (Vec<Cite>, Vec<WrittenCite>) = (Vec::new(), Vec::new());
        let (mut before, mut after) = (None, None);
        let mut start = inside.start;
        let parts: Vec<&str> = self.text[inside.clone()].split(';').collect();
        for (index, part) in parts.iter().enumerate() {
            let range = start..start + part.len();
            start = range.end + 1;
            let Some(key) = key(self.text, range.clone()) else {
                let is_blank = part.trim().is_empty();
                match () {
                    () if is_blank => {}
                    () if index == 0 => before = Some(range),
                    () if index + 1 == parts.len() => after = Some(range),
                    () => {
                        let message = format!("there is no key in `{}`", part.trim());
                        self.fault(Span::new(range.start, range.end), message);
                    }
                }
                continue;
            };
            if self.text[key.clone()] == *"*" && mode == WrittenMode::Nocite {
                self.found.all_listed.push(Span::new(key.start, key.end));
                continue;
            }
            let mut cite = Cite::new(&self.text[key.clone()]);
            let prefix = range.start..key.start - 1;
            cite.prefix = words(&self.text[prefix.clone()]);
            read_suffix(&self.text[key.end..range.end], self.labels, &mut cite);
            let prefix = Span::new(prefix.start, prefix.end);
            let suffix = Span::new(key.end, range.end);
            places.push(WrittenCite { key: Span::new(key.start, key.end), prefix, suffix });
            cites.push(cite);
        }
        if cites.is_empty() {
            if self.found.all_listed.is_empty() || mode != WrittenMode::Nocite {
                self.fault(Span::new(whole.start, whole.end), "a key is missing here");
            }
            return;
        }
        if let (Some(range), Some(cite)) = (before, cites.first_mut()) {
            let own = cite.prefix.as_ref().map_or("", |it| it.as_str()).to_owned();
            let common = self.text[range].trim().to_owned();
            cite.prefix = Some(Text::plain(format!("{common} {own}")));
        }
        if let (Some(range), Some(cite)) = (after, cites.last_mut()) {
            let own = cite.suffix.as_ref().map_or("", |it| it.as_str()).to_owned();
            cite.suffix = Some(Text::plain(format!("{own}{}", self.text[range].trim_end())));
        }
        self.push(cites, places, mode, whole, note);
    }

    pub(super) fn push(
        &mut self,
        cites: Vec<Cite>,
        places: Vec<WrittenCite>,
        mode: WrittenMode,
        whole: Range<usize>,
        note: Option<usize>,
    ) {
        let citation =
            Citation { cites, note: None, mode: mode.citation_mode(), ..Citation::default() };
        let span = Span::new(whole.start, whole.end);
        let citation = WrittenCitation::new(citation, mode, places, span);
        self.found.citations.push(Placed { citation, note });
    }

    pub(super) fn fault(&mut self, span: Span, message: impl Into<String>) {
        let finding = Diagnostic::new(&MALFORMED_CITATION, span.in_source(self.source), message);
        self.sink.push(finding.help("a citation looks like `[cite:see @key p. 12; @other]`"));
    }
}

/// What the style after `cite` asks to print.
fn mode(style: &str) -> WrittenMode {
    match style.trim_start_matches('/').split('/').next().unwrap_or_default() {
        "author" | "a" => WrittenMode::AuthorOnly,
        "noauthor" | "na" => WrittenMode::SuppressAuthor,
        "nocite" | "n" => WrittenMode::Nocite,
        "text" | "t" => WrittenMode::InText,
        "year" | "y" => WrittenMode::YearOnly,
        "title" | "ti" | "locators" | "l" => WrittenMode::PartOnly,
        "bibentry" | "b" => WrittenMode::Full,
        _ => WrittenMode::Normal,
    }
}

/// The first key of a part, without its `@`.
fn key(text: &str, part: Range<usize>) -> Option<Range<usize>> {
    let written = &text[part.clone()];
    written.match_indices('@').find_map(|(at, _)| {
        let rest = &written[at + 1..];
        let length = rest.find(|c| !is_in_key(c)).unwrap_or(rest.len());
        let start = part.start + at + 1;
        (length > 0).then_some(start..start + length)
    })
}

/// True if a character is allowed in a key of Org's own citations.
pub(super) fn is_in_key(c: char) -> bool {
    c.is_alphanumeric() || "-.:?!`'/*@+|(){}<>&_^$#%~".contains(c)
}

/// The text before a key, with the space after it.
pub(super) fn words(text: &str) -> Option<Text> {
    let words = text.trim();
    (!words.is_empty()).then(|| Text::plain(format!("{words} ")))
}

/// As much of a text as a citation may contain.
pub(super) fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_LENGTH)]
}

/// The position of the bracket that closes the one at the beginning of a text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 1 => return Some(at),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The length of code between marks, `=…=` or `~…~`; 1 if there is none.
fn code_length(text: &str, before: &str) -> usize {
    let mark = if text.starts_with('=') { '=' } else { '~' };
    let opens = before
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '-' | '(' | '{' | '\'' | '"'))
        && text[1..].starts_with(|c: char| !c.is_whitespace());
    if !opens {
        return 1;
    }
    let ends = |c: char| c.is_whitespace() || "-.,;:!?')}\"[\\".contains(c);
    let mut lines = 0;
    for (at, c) in text.char_indices().skip(1) {
        if c == '\n' {
            lines += 1;
            // Code extends over at most two lines.
            if lines > 1 {
                return 1;
            }
        }
        if c == mark && at > 1 && !text[..at].ends_with(char::is_whitespace) {
            let behind = &text[at + 1..];
            if behind.is_empty() || behind.starts_with(ends) {
                return at + 1;
            }
        }
    }
    1
}
