//! AsciiDoc: the macros of asciidoctor-bibtex, and references to entries that the document defines
//! itself.
//!
//! *Shape*: `cite:[key(12), other]`, `citenp:see[key]`, `nocite:[key]`, `bibitem:[key]`, and
//! `<<key>>` to `[[[key]]]`. The text is read line by line, as in asciidoctor-bibtex, so a citation is on
//! one line.
//!
//! *Source*: AsciiDoc Language Documentation, "Bibliography", "Comments", "Verbatim blocks"; the
//! manual of asciidoctor-bibtex.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::rules::MALFORMED_CITATION;
use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{
    Defined, Document, Labels, Listing, Named, Syntax, WrittenCitation, WrittenCite, WrittenMode,
    locator,
};
use crate::model::{Citation, Cite, Text};
use crate::source::{SourceId, Span};

/// Finds the citations of a document.
pub(super) fn read(text: &str, id: SourceId, labels: &Labels) -> Document {
    let document = Document::new(id, Syntax::Asciidoc);
    let mut reader = Reader {
        text,
        labels,
        document,
        sink: Sink::new(),
        notes: 0,
        references: Vec::new(),
        block: None,
        is_source: false,
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let length = line.trim_end_matches(['\n', '\r']).len();
        reader.line(at..at + length);
        at += line.len();
    }
    reader.finish()
}

struct Reader<'a> {
    text: &'a str,
    labels: &'a Labels,
    document: Document,
    sink: Sink,
    /// The number of notes so far.
    notes: u32,
    /// References to anchors, which are citations if the anchor is that of an entry.
    references: Vec<(Range<usize>, Range<usize>)>,
    /// The line that ends the open verbatim block.
    block: Option<&'a str>,
    /// Whether the next paragraph, or the open one, is source code.
    is_source: bool,
}

impl<'a> Reader<'a> {
    fn slice(&self, range: &Range<usize>) -> &'a str {
        &self.text[range.clone()]
    }

    fn named(&self, range: Range<usize>) -> Named {
        Named::of(self.text, range)
    }

    fn line(&mut self, range: Range<usize>) {
        let line = self.slice(&range);
        let trimmed = line.trim_end();
        if let Some(end) = self.block {
            if trimmed == end {
                self.block = None;
            }
            return;
        }
        if is_delimiter(trimmed) {
            self.block = Some(if trimmed.starts_with("```") { "```" } else { trimmed });
            self.is_source = false;
            return;
        }
        if trimmed.is_empty() {
            self.is_source = false;
            return;
        }
        if line.starts_with("//") && !line.starts_with("///") {
            return;
        }
        if self.is_source {
            return;
        }
        if let Some(style) = line.strip_prefix('[').and_then(|it| it.split([',', ']', '%']).next())
            && matches!(style, "source" | "listing" | "literal" | "stem" | "latexmath" | "pass")
            && trimmed.ends_with(']')
        {
            self.is_source = true;
            return;
        }
        if line.starts_with(':') && self.attribute(&range) {
            return;
        }
        if self.block_macro(&range) {
            return;
        }
        self.inline(range, None, 0);
    }

    /// `:bibtex-file: refs.bib`; returns whether it is an attribute.
    fn attribute(&mut self, range: &Range<usize>) -> bool {
        let line = self.slice(range);
        let Some((name, value)) = line[1..].split_once(':') else { return false };
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '!');
        if name.is_empty() || !name.chars().all(is_name) {
            return false;
        }
        let start = range.end - value.trim_start().len();
        let value = start..start + value.trim().len();
        if value.is_empty() {
            return true;
        }
        match name {
            "bibtex-file" => self.document.bibliographies.push(self.named(value)),
            "bibtex-style" => self.document.style = Some(self.named(value)),
            "lang" | "bibtex-locale" if self.document.language.is_none() => {
                self.document.language = Some(self.named(value));
            }
            _ => {}
        }
        true
    }

    /// `include::file[]`, `bibliography::file[style]`; returns whether it is one of them.
    fn block_macro(&mut self, range: &Range<usize>) -> bool {
        let line = self.slice(range).trim_end();
        let Some((name, rest)) = line.split_once("::") else { return false };
        let Some((target, inside)) = rest.strip_suffix(']').and_then(|it| it.split_once('['))
        else {
            return false;
        };
        let start = range.start + name.len() + 2;
        let target = start..start + target.len();
        let inside = target.end + 1..target.end + 1 + inside.len();
        match name {
            "include" => {
                // A path that contains attributes can be resolved only by AsciiDoc.
                let file = self.slice(&target);
                let is_document = Syntax::from_name(file) == Some(Syntax::Asciidoc);
                if is_document && !file.contains(['{', '}']) {
                    self.document.includes.push(self.named(target));
                }
            }
            "bibliography" => {
                if !target.is_empty() {
                    self.document.bibliographies.push(self.named(target));
                }
                if !inside.is_empty() && self.document.style.is_none() {
                    let style = inside.start
                        ..inside.start + self.slice(&inside).find(',').unwrap_or(inside.len());
                    self.document.style = Some(self.named(style));
                }
                let span = Span::new(range.start, range.end);
                self.document.listings.push(Listing { span, options: Vec::new() });
            }
            _ => return false,
        }
        true
    }

    /// The macros and anchors in a part of a line, in the given note.
    fn inline(&mut self, range: Range<usize>, note: Option<u32>, depth: usize) {
        let mut at = range.start;
        while at < range.end {
            let rest = &self.text[at..range.end];
            let Some(found) = rest.find(['`', '+', '\\', '<', '[', ':']) else { return };
            at += found;
            let rest = head(&rest[found..]);
            at = match rest.as_bytes()[0] {
                b'\\' => self.escaped(at, range.end),
                b'`' | b'+' => at + passthrough_length(rest, &self.text[range.start..at]),
                b'<' => self.reference(at, rest),
                b'[' => self.anchor(at, rest),
                _ => self.inline_macro(at, &range, note, depth),
            };
        }
    }

    /// The position after a macro that is escaped by a backslash.
    fn escaped(&self, at: usize, end: usize) -> usize {
        let rest = &self.text[at + 1..end];
        let name = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let colons = rest[name..].bytes().take_while(|byte| *byte == b':').count();
        match (name, colons) {
            (0, _) => at + 1 + rest.chars().next().map_or(0, char::len_utf8),
            _ => at + 1 + name + colons,
        }
    }

    /// `<<key>>`, `<<key,words>>`.
    fn reference(&mut self, at: usize, rest: &str) -> usize {
        let Some(inside) = rest.strip_prefix("<<") else { return at + 1 };
        let Some(end) = inside.find(">>") else { return at + 2 };
        let key = inside[..end].split(',').next().unwrap_or_default();
        let whole = at..at + 2 + end + 2;
        if !key.trim().is_empty() {
            self.references.push((trimmed(self.text, at + 2..at + 2 + key.len()), whole.clone()));
        }
        whole.end
    }

    /// `[[[key]]]`, `[[[key,1]]]`: an entry that the document defines itself.
    fn anchor(&mut self, at: usize, rest: &str) -> usize {
        let Some(inside) = rest.strip_prefix("[[[") else { return at + 1 };
        let Some(end) = inside.find("]]]") else { return at + 3 };
        let key = inside[..end].split(',').next().unwrap_or_default();
        let Named { name: key, span } = self.named(trimmed(self.text, at + 3..at + 3 + key.len()));
        self.document.defined.push(Defined { key, span });
        at + 3 + end + 3
    }

    /// The text before and after a colon: `cite:see[key]`, `footnote:[text]`.
    fn inline_macro(
        &mut self,
        colon: usize,
        range: &Range<usize>,
        note: Option<u32>,
        depth: usize,
    ) -> usize {
        const MAX_DEPTH: usize = 16;
        let before = &self.text[range.start..colon];
        let name = before.len() - before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let start = colon - name;
        let name = &self.text[start..colon];
        if !matches!(
            name,
            "cite" | "citenp" | "nocite" | "bibitem" | "xref" | "pass" | "footnote" | "footnoteref"
        ) {
            return colon + 1;
        }
        let rest = head(&self.text[colon + 1..range.end]);
        let is_free = !self.text[range.start..start].ends_with(char::is_alphanumeric);
        let Some(open) = rest.find('[').filter(|_| is_free) else { return colon + 1 };
        let target = colon + 1..colon + 1 + open;
        if self.slice(&target).contains(char::is_whitespace) {
            return colon + 1;
        }
        let close = closing(head(&self.text[target.end..range.end]));
        let inside = close.map(|length| target.end + 1..target.end + length);
        match (name, inside) {
            ("cite" | "citenp" | "nocite" | "bibitem", None) => {
                let span = Span::new(start, target.end + 1);
                let message = format!("the list of keys of `{name}:` is not closed on its line");
                self.fault(span, message, "a citation is on one line: `cite:[key(12), other]`");
                colon + 1
            }
            ("cite" | "citenp" | "nocite" | "bibitem", Some(inside)) => {
                let mode = match name {
                    "cite" => WrittenMode::Normal,
                    "citenp" => WrittenMode::InText,
                    "nocite" => WrittenMode::Nocite,
                    _ => WrittenMode::Full,
                };
                let end = inside.end + 1;
                self.cite(start..end, target, inside, mode, note);
                end
            }
            ("xref", Some(inside)) => {
                self.references.push((target, start..inside.end + 1));
                inside.end + 1
            }
            ("pass", Some(inside)) => inside.end + 1,
            ("footnote" | "footnoteref", Some(inside)) if depth < MAX_DEPTH => {
                // `footnote:id[]` refers to an earlier one.
                let end = inside.end + 1;
                if !inside.is_empty() {
                    let number = note.unwrap_or_else(|| {
                        self.notes += 1;
                        self.document.notes.push(Span::at(start));
                        self.notes
                    });
                    self.inline(inside, Some(number), depth + 1);
                }
                end
            }
            _ => colon + 1,
        }
    }

    fn cite(
        &mut self,
        whole: Range<usize>,
        words: Range<usize>,
        keys: Range<usize>,
        mode: WrittenMode,
        note: Option<u32>,
    ) {
        let (mut cites, mut places) = (Vec::new(), Vec::new());
        for item in items(self.slice(&keys), keys.start) {
            let item = trimmed(self.text, item);
            let written = self.slice(&item);
            let length = written.find('(').unwrap_or(written.len());
            let key = trimmed(self.text, item.start..item.start + length);
            if key.is_empty() {
                let span = Span::new(keys.start - 1, keys.end + 1);
                self.fault(span, "a key is missing here".to_owned(), "name the key of an entry");
                continue;
            }
            let mut cite = Cite::new(self.slice(&key));
            let mut suffix = Span::at(key.end);
            if let Some(inside) = written[length..].strip_prefix('(') {
                let inside = inside.strip_suffix(')').unwrap_or(inside);
                let start = item.start + length + 1;
                suffix = Span::new(start, start + inside.len());
                let (locator, rest) = locator::split(inside.trim(), self.labels);
                cite.locator = locator;
                cite.suffix = (!rest.is_empty()).then(|| Text::plain(rest));
            }
            let mut prefix = Span::at(key.start);
            if cites.is_empty() && !words.is_empty() {
                cite.prefix = Some(Text::plain(format!("{} ", self.slice(&words))));
                prefix = Span::new(words.start, words.end);
            }
            places.push(WrittenCite { key: Span::new(key.start, key.end), prefix, suffix });
            cites.push(cite);
        }
        if !cites.is_empty() {
            let span = Span::new(whole.start, whole.end);
            let citation =
                Citation { cites, note, mode: mode.citation_mode(), ..Citation::default() };
            let written = WrittenCitation::new(citation, mode, places, span);
            self.document.citations.push(written);
        }
    }

    fn fault(&mut self, span: Span, message: String, help: &str) {
        let place = span.in_source(self.document.source);
        self.sink.push(Diagnostic::new(&MALFORMED_CITATION, place, message).help(help));
    }

    /// Turns references to the document's own entries into citations.
    fn finish(self) -> Document {
        let Reader { text, mut document, references, sink, .. } = self;
        let defined: BTreeSet<&str> = document.defined.iter().map(|it| it.key.as_str()).collect();
        let cites = references.into_iter().filter(|(key, _)| defined.contains(&text[key.clone()]));
        let cites: Vec<WrittenCitation> = cites
            .map(|(key, whole)| {
                let cite = Cite::new(&text[key.clone()]);
                let place = WrittenCite {
                    key: Span::new(key.start, key.end),
                    prefix: Span::at(key.start),
                    suffix: Span::at(key.end),
                };
                let mode = WrittenMode::Normal;
                let citation = Citation {
                    cites: vec![cite],
                    note: None,
                    mode: mode.citation_mode(),
                    ..Citation::default()
                };
                let span = Span::new(whole.start, whole.end);
                WrittenCitation::new(citation, mode, vec![place], span)
            })
            .collect();
        document.citations.extend(cites);
        document.citations.sort_by_key(|citation| citation.span.start);
        document.diagnostics = sink.into_sorted();
        document
    }
}

/// True if a line begins or ends a verbatim block: code, comments, passthroughs.
fn is_delimiter(line: &str) -> bool {
    let of = |mark: char| line.len() >= 4 && line.chars().all(|c| c == mark);
    of('-') || of('.') || of('/') || of('+') || line.starts_with("```")
}

/// The length of the text between marks of code or a passthrough; that of the mark alone if it
/// opens none.
fn passthrough_length(text: &str, before: &str) -> usize {
    let mark = text.as_bytes()[0];
    let length = text.bytes().take_while(|byte| *byte == mark).count();
    let is_word = |c: char| c.is_alphanumeric();
    let opens = length > 1
        || !before.ends_with(is_word) && text[1..].starts_with(|c: char| !c.is_whitespace());
    let close = &text[..length];
    match text[length..].find(close).filter(|found| opens && *found > 0) {
        Some(found) => length + found + length,
        None => length,
    }
}

/// The position of the bracket that closes the one at the beginning of a text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' if depth == 1 => return Some(at),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The items of a comma-separated list; commas in parentheses do not count.
fn items(list: &str, start: usize) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, c) in list.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                items.push(start + from..start + at);
                from = at + 1;
            }
            _ => {}
        }
    }
    items.push(start + from..start + list.len());
    items
}

/// The part of a text in which macros are searched.
fn head(text: &str) -> &str {
    const MAX_LENGTH: usize = 4096;
    &text[..text.floor_char_boundary(MAX_LENGTH)]
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let written = &text[range.clone()];
    let start = range.start + written.len() - written.trim_start().len();
    start..start + written.trim().len()
}
