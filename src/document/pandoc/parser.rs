//! The parser of a single citation.

use std::ops::Range;

use crate::diagnostic::rules::MALFORMED_CITATION;
use crate::diagnostic::{Diagnostic, Sink};
use crate::document::locator::read_suffix;
use crate::document::pandoc::keys::{
    Key, NotBraces, braces_length, is_free, key_end, key_start, keys_in, simple_key_length,
};
use crate::document::pandoc::marked;
use crate::document::pandoc::parsed::Parsed;
use crate::document::{Labels, WrittenCite};
use crate::model::{Cite, markdown};
use crate::source::{SourceId, Span};

/// The meaning of the first item in brackets.
#[derive(PartialEq, Eq)]
pub(in crate::document) enum Leading {
    /// A normal cite.
    None,
    /// Part of the cite before the brackets: `@key [p. 3]`.
    Suffix,
}

/// Parses a single citation.
pub(in crate::document) struct Parser<'a, 's> {
    pub(in crate::document) text: &'a str,
    /// The text, byte for byte, without parts that contain neither keys nor brackets: code,
    /// formulas.
    pub(in crate::document) masked: &'a str,
    pub(in crate::document) at: usize,
    pub(in crate::document) source: SourceId,
    pub(in crate::document) labels: &'a Labels,
    pub(in crate::document) sink: &'s mut Sink,
}

impl<'a> Parser<'a, '_> {
    pub(super) fn rest(&self) -> &'a str {
        &self.masked[self.at..]
    }

    pub(super) fn fault(&mut self, span: Span, message: impl Into<String>) {
        let finding = Diagnostic::new(&MALFORMED_CITATION, span.in_source(self.source), message);
        self.sink.push(finding.help("a citation looks like `[see @key, p. 12; @other]`"));
    }

    /// `@key`, `-@key`, with or without brackets after it.
    pub(super) fn in_text(&mut self, parsed: &mut Parsed) -> bool {
        let faults = self.sink.pushed();
        let Some(key) = self.key() else {
            if self.sink.pushed() > faults {
                return false;
            }
            let span = Span::new(self.at, self.text.len());
            let message = match self.rest() {
                "" => "the citation is empty".to_owned(),
                rest => format!("`{rest}` is not a citation"),
            };
            self.fault(span, message);
            return false;
        };
        key.in_text(parsed);
        let gap = self.rest().len() - self.rest().trim_start().len();
        if self.masked[self.at + gap..].starts_with('[') {
            self.at += gap;
            return self.bracketed(parsed, Leading::Suffix);
        }
        true
    }

    /// `[item; item]`, from the bracket on.
    pub(in crate::document) fn bracketed(
        &mut self,
        parsed: &mut Parsed,
        mut leading: Leading,
    ) -> bool {
        let open = Span::new(self.at, self.at + 1);
        self.at += 1;
        loop {
            let start = self.at;
            let Some(end) = self.end_of_item() else {
                self.fault(open, "this bracket is never closed");
                return false;
            };
            self.item(start, end, &leading, parsed);
            leading = Leading::None;
            self.at = end + 1;
            if self.masked[end..].starts_with(']') {
                return true;
            }
        }
    }

    /// The `;` or `]` that ends the current item; brackets, keys in braces and marked text inside it
    /// are skipped.
    fn end_of_item(&self) -> Option<usize> {
        let mut depth = 0_u32;
        let mut at = self.at;
        while let Some(c) = self.masked[at..].chars().next() {
            match c {
                '\\' => at += self.masked[at + 1..].chars().next().map_or(0, char::len_utf8),
                '[' => depth += 1,
                ']' | ';' if depth == 0 => return Some(at),
                ']' => depth -= 1,
                _ => {
                    let skipped = key_end(self.masked, at)
                        .or_else(|| marked::end(self.masked, at, self.masked.len()));
                    if let Some(end) = skipped {
                        at = end;
                        continue;
                    }
                }
            }
            at += c.len_utf8();
        }
        None
    }

    fn item(&mut self, start: usize, end: usize, leading: &Leading, parsed: &mut Parsed) {
        let faults = self.sink.pushed();
        let found = self.find_key(end);
        let item = &self.text[start..end];
        let last = parsed.cites.last_mut().zip(parsed.places.last_mut());
        if let (None, Leading::Suffix, Some((cite, place))) = (&found, leading, last) {
            place.suffix = Span::new(start, end);
            read_suffix(item, self.labels, cite);
            // `@ash [and more]` is `Ash (2001, and more)`.
            if cite.locator.is_none() && item.trim_start().starts_with(char::is_alphanumeric) {
                cite.suffix = Some(markdown::read(&format!(", {}", item.trim())));
            }
            return;
        }
        let Some((prefix_end, key)) = found else {
            if self.sink.pushed() == faults {
                self.no_key(start, end);
            }
            // Text that looked like a key has already been reported.
            return;
        };
        let mut cite = Cite::new(key.name);
        cite.suppress_author = key.suppress_author;
        let prefix = self.text[start..prefix_end].trim_start();
        cite.prefix = (!prefix.trim().is_empty()).then(|| markdown::read(prefix));
        read_suffix(&self.text[self.at..end], self.labels, &mut cite);
        parsed.cites.push(cite);
        parsed.places.push(WrittenCite {
            key: key.span,
            prefix: Span::new(start, prefix_end),
            suffix: Span::new(self.at, end),
        });
    }

    /// Reports an item without a key.
    fn no_key(&mut self, start: usize, end: usize) {
        let item = self.text[start..end].trim();
        if let Some(marked) = self.marked_key(start, end) {
            let message = format!(
                "`{}` keeps the brackets from being a citation",
                &self.text[marked.clone()]
            );
            let span = Span::new(marked.start, marked.end).in_source(self.source);
            let finding = Diagnostic::new(&MALFORMED_CITATION, span, message);
            self.sink.push(finding.help("put the marks around the brackets: `*[@key]*`"));
            return;
        }
        let message = match item {
            "" => "a key is missing here".to_owned(),
            item => format!("there is no key in `{item}`"),
        };
        let end = if start == end { end + 1 } else { end };
        self.fault(Span::new(start, end), message);
    }

    /// The first marked text in an item that has a key.
    fn marked_key(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let mut at = start;
        while at < end {
            let c = self.masked[at..].chars().next()?;
            match marked::end(self.masked, at, end) {
                Some(close) if keys_in(&self.masked[at..close]).next().is_some() => {
                    return Some(at..close);
                }
                Some(close) => at = close,
                None => at += c.len_utf8(),
            }
        }
        None
    }

    /// The first key before `end` outside inner brackets and marked text, and the position of its
    /// `@` or `-@`; the parser is then after it.
    fn find_key(&mut self, end: usize) -> Option<(usize, Key)> {
        let start = self.at;
        let mut depth = 0_u32;
        let mut at = start;
        while at < end {
            let c = self.masked[at..].chars().next()?;
            match c {
                '[' => depth += 1,
                ']' => depth = depth.saturating_sub(1),
                '@' if depth == 0 => {
                    self.at = key_start(self.masked, at);
                    let from = self.at;
                    if is_free(self.masked, from)
                        && let Some(key) = self.key()
                    {
                        return Some((from, key));
                    }
                }
                _ if depth == 0 => {
                    if let Some(close) = marked::end(self.masked, at, end) {
                        at = close;
                        continue;
                    }
                }
                _ => {}
            }
            at += c.len_utf8();
        }
        self.at = start;
        None
    }

    /// A key with its `@`, if there is one here; otherwise the parser does not move.
    pub(in crate::document) fn key(&mut self) -> Option<Key> {
        let rest = self.rest();
        let suppress_author = rest.starts_with('-');
        let name_at = self.at + usize::from(suppress_author) + 1;
        if !rest[usize::from(suppress_author)..].starts_with('@') {
            return None;
        }
        let rest = &self.masked[name_at..];
        let (from, to, next) = if rest.starts_with('{') {
            let close = self.closing_brace(name_at)?;
            (name_at + 1, close, close + 1)
        } else {
            let len = simple_key_length(rest);
            (name_at, name_at + len, name_at + len)
        };
        let name = &self.text[from..to];
        if name.is_empty() {
            if from > name_at {
                self.fault(Span::new(from - 1, to + 1), "there is no key in these braces");
            }
            return None;
        }
        self.at = next;
        Some(Key { name: name.to_owned(), span: Span::new(from, to), suppress_author })
    }

    /// The brace that closes the one at `open`, without a space between them.
    fn closing_brace(&mut self, open: usize) -> Option<usize> {
        let (end, message) = match braces_length(&self.masked[open..]) {
            Ok(length) => return Some(open + length - 1),
            Err(NotBraces::Space(at)) => (open + at, "a key in braces cannot contain a space"),
            Err(NotBraces::Unclosed) => (open + 1, "this brace is never closed"),
        };
        self.fault(Span::new(open, end), message);
        None
    }
}
