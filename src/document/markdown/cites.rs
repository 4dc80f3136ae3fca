//! The citations of a block.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::rules::MALFORMED_CITATION;
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety, Sink};
use crate::document::WrittenCite;
use crate::document::markdown::mask::Masked;
use crate::document::notes::Placed;
use crate::document::pandoc::{
    Leading, Parsed, Parser, is_free, key_end, key_start, simple_key_length,
};
use crate::document::{Labels, locator};
use crate::source::{SourceId, Span};

/// The maximum nesting of brackets.
const MAX_DEPTH: usize = 32;

/// The contents of a block.
#[derive(Default)]
pub(super) struct Found {
    pub(super) citations: Vec<Placed>,
    /// The positions where notes are referred to or written, in order, with the label of a note
    /// that is written elsewhere.
    pub(super) notes: Vec<(usize, Option<String>)>,
    pub(super) faults: Sink,
}

/// Finds citations in a block of `prose`; `masked` has fillers for everything that contains no
/// citation.
pub(super) struct Walker<'a> {
    pub(super) prose: &'a str,
    pub(super) masked: &'a str,
    pub(super) source: SourceId,
    pub(super) labels: &'a Labels,
    pub(super) examples: &'a BTreeSet<String>,
    /// The labels of the links that are defined.
    pub(super) links: &'a BTreeSet<String>,
    pub(super) targets: &'a BTreeSet<usize>,
    /// The position of the closing bracket of each bracket.
    pub(super) closed: BTreeMap<usize, usize>,
    pub(super) found: Found,
}

/// The citations of a block.
pub(super) fn cites(mut walker: Walker<'_>, block: Range<usize>, masked: &Masked) -> Found {
    walker.closed = closed(walker.masked, block.clone());
    walker.walk(block, None, 0);
    for address in &masked.addresses {
        let span = Span::new(address.start, address.end);
        let message = "pandoc reads a citation in this address";
        let finding = Diagnostic::new(&MALFORMED_CITATION, span.in_source(walker.source), message)
            .help("put the address into angle brackets: `<https://example.org/@name>`");
        walker.found.faults.push(finding);
    }
    walker.found
}

/// Opening bracket → the one that closes it.
fn closed(masked: &str, block: Range<usize>) -> BTreeMap<usize, usize> {
    let mut open = Vec::new();
    let mut closed = BTreeMap::new();
    let mut at = block.start;
    while let Some(found) = masked[at..block.end].find(['[', ']', '@']) {
        at += found;
        match masked.as_bytes()[at] {
            b'[' => open.push(at),
            b']' => {
                if let Some(start) = open.pop() {
                    closed.insert(start, at);
                }
            }
            _ => {
                if let Some(end) = key_end(&masked[..block.end], at) {
                    at = end;
                    continue;
                }
            }
        }
        at += 1;
    }
    closed
}

impl Walker<'_> {
    fn walk(&mut self, range: Range<usize>, note: Option<usize>, depth: usize) {
        let mut at = range.start;
        // A key in braces may extend beyond the brackets in which it begins.
        while let Some(found) =
            self.masked.get(at..range.end).and_then(|rest| rest.find(['[', '@', '{']))
        {
            at += found;
            let next = match self.masked.as_bytes()[at] {
                b'[' => self.bracket(at, note, depth),
                b'{' => match self.role(at, range.end, note) {
                    Some(next) => next,
                    None => self.helper(at, range.end, note),
                },
                _ => match self.doubled(at, range.end, note) {
                    Some(next) => next,
                    None => self.in_text(at, note, depth),
                },
            };
            at = next.max(at + 1);
        }
    }

    /// `{{#cite key}}` of mdbook-bib, with or without blanks before the `#`; returns where to continue.
    fn helper(&mut self, at: usize, end: usize, note: Option<usize>) -> usize {
        let rest = &self.masked[at..end];
        let opened = rest.strip_prefix("{{").map(str::trim_start);
        let inside = opened.and_then(|it| it.strip_prefix("#cite"));
        let Some(inside) = inside.filter(|it| it.starts_with([' ', '\t'])) else {
            return at + 1;
        };
        let open = rest.len() - inside.len();
        let blanks = inside.len() - inside.trim_start().len();
        let ends = |c: char| c.is_whitespace() || matches!(c, '{' | '}');
        let key = inside.trim_start();
        let length = key.find(ends).unwrap_or(key.len());
        let is_closed = key[length..].trim_start().starts_with("}}");
        if length == 0 || !is_closed {
            return at + open;
        }
        let start = at + open + blanks;
        let behind = start + length;
        let close = self.masked[behind..].find("}}").map_or(behind, |found| behind + found + 2);
        self.key_alone(start..behind, Span::new(at, close), note);
        close
    }

    /// Adds a citation of one key that is written in another form than pandoc's.
    fn key_alone(&mut self, key: Range<usize>, whole: Span, note: Option<usize>) {
        let mut parsed = Parsed::default();
        parsed.push(&self.prose[key.clone()], Span::new(key.start, key.end));
        let citation = parsed.into_citation(whole);
        self.found.citations.push(Placed { citation, note });
    }

    /// `@@key` of mdbook-bib; returns where to continue.
    fn doubled(&mut self, at: usize, end: usize, note: Option<usize>) -> Option<usize> {
        let key = self.masked[at..end].strip_prefix("@@")?;
        let ends =
            |c: char| c.is_whitespace() || c.is_control() || ".,;:!?\"#'()[]{}=%@".contains(c);
        let length = key.find(ends).unwrap_or(key.len());
        if length == 0 || !is_free(self.masked, at) {
            return None;
        }
        let start = at + "@@".len();
        let behind = start + length;
        self.key_alone(start..behind, Span::new(at, behind), note);
        Some(behind)
    }

    /// Processes an opening bracket; returns where to continue.
    fn bracket(&mut self, open: usize, note: Option<usize>, depth: usize) -> usize {
        let Some(&close) = self.closed.get(&open) else {
            self.unclosed(open);
            return open + 1;
        };
        let inside = &self.masked[open + 1..close];
        if let Some(label) = inside.strip_prefix('^')
            && !label.is_empty()
            && !label.contains(char::is_whitespace)
        {
            self.found.notes.push((open, Some(label.to_owned())));
            return close + 1;
        }
        if depth >= MAX_DEPTH || !inside.contains(['@', '[']) {
            return close + 1;
        }
        let is_note = self.masked[..open].ends_with('^');
        if is_note {
            if note.is_none() {
                self.found.notes.push((open, None));
            }
            self.walk(open + 1..close, note.or(Some(open)), depth + 1);
            return close + 1;
        }
        if self.has_target(close) || !self.cluster(open, close, note, depth) {
            self.walk(open + 1..close, note, depth + 1);
        }
        close + 1
    }

    /// True if this bracket ends the text of a link or of a span.
    fn has_target(&self, close: usize) -> bool {
        let behind = close + 1;
        let is_reference = self
            .closed
            .get(&behind)
            .is_some_and(|end| !self.masked[behind..*end].starts_with("[^"));
        is_reference || self.targets.contains(&behind)
    }

    /// Reads the text in brackets as a citation, if it is one.
    fn cluster(&mut self, open: usize, close: usize, note: Option<usize>, depth: usize) -> bool {
        let (parsed, faults) = self.parse(open, close, Parsed::default(), Leading::None);
        let Some(parsed) = parsed else {
            // Text in brackets is not an error: it was meant as a citation only if it contains a
            // key.
            if self.holds_key(open + 1, close) {
                self.found.faults.append(faults);
            }
            return false;
        };
        self.push(parsed, Span::new(open, close + 1), note, depth);
        true
    }

    /// Parses the text in brackets, and fails if there is any error.
    fn parse(
        &self,
        open: usize,
        close: usize,
        mut parsed: Parsed,
        leading: Leading,
    ) -> (Option<Parsed>, Sink) {
        let mut sink = Sink::new();
        let (text, masked) = (&self.prose[..=close], &self.masked[..=close]);
        let (source, labels) = (self.source, self.labels);
        let mut parser = Parser { text, masked, at: open, source, labels, sink: &mut sink };
        let whole = parser.bracketed(&mut parsed, leading) && parser.at == close + 1;
        ((whole && sink.is_empty()).then_some(parsed), sink)
    }

    fn push(&mut self, mut parsed: Parsed, span: Span, note: Option<usize>, depth: usize) {
        let affixes: Vec<Span> =
            parsed.places.iter().flat_map(|place| [place.prefix, place.suffix]).collect();
        let is_reference: Vec<bool> =
            parsed.cites.iter().map(|cite| is_cross_reference(&cite.key)).collect();
        let of_document = parsed.places.iter().zip(&is_reference).filter(|(_, is)| **is);
        let whole = |place: &WrittenCite| {
            let start = key_start(self.masked, place.key.start as usize - 1);
            Span::new(start, place.key.end as usize)
        };
        parsed.references = of_document.map(|(place, _)| whole(place)).collect();
        let mut kept = is_reference.iter().map(|is| !is);
        parsed.cites.retain(|_| kept.next().unwrap_or(true));
        let mut kept = is_reference.iter().map(|is| !is);
        parsed.places.retain(|_| kept.next().unwrap_or(true));
        if !parsed.cites.is_empty() {
            self.found.citations.push(Placed { citation: parsed.into_citation(span), note });
            self.swallowed(&affixes);
        }
        // The text before and after a key may contain citations too.
        for affix in affixes.into_iter().filter(|affix| !affix.is_empty()) {
            let first = self.found.citations.len();
            self.walk(affix.range(), note, depth + 1);
            self.nested(first, note);
        }
    }

    /// Reports a citation in brackets or a note within another citation, in place of which pandoc
    /// prints it.
    fn nested(&mut self, first: usize, note: Option<usize>) {
        let inner = self.found.citations.get(first).filter(|inner| {
            let is_bracketed = self.masked[inner.citation.span.range()].starts_with('[');
            is_bracketed || inner.note != note
        });
        let Some(span) = inner.map(|inner| inner.citation.span) else { return };
        let written = &self.prose[span.range()];
        let message =
            format!("`{written}` is within another citation, so one of the two is not cited");
        let finding = Diagnostic::new(&MALFORMED_CITATION, span.in_source(self.source), message)
            .help("end the other citation before it, or write `;` in place of its brackets");
        self.found.faults.push(finding);
    }

    /// Reports a key in the text after another one: pandoc then prints the second citation in place
    /// of the first.
    fn swallowed(&mut self, affixes: &[Span]) {
        // Each cite has a prefix and a suffix.
        for suffix in affixes.iter().skip(1).step_by(2).map(|span| span.range()) {
            let Some((at, key)) = self.key_in(suffix.clone()) else { continue };
            let before = &self.prose[suffix.start..at];
            let (_, rest) = locator::split(before, self.labels);
            let start = at - rest.len();
            let length = usize::from(rest.trim_start().starts_with(','));
            let start = if length > 0 { start + rest.find(',').unwrap_or(0) } else { start };
            let message = format!(
                "`@{key}` is in the text after another key, so one of the two is not cited"
            );
            let place = Span::new(at, at + 1 + key.len()).in_source(self.source);
            let finding = Diagnostic::new(&MALFORMED_CITATION, place, message)
                .help("write `;` before it, so that both are cited")
                .fix(Fix::one(
                    Safety::Unsafe,
                    "cite both",
                    Edit::new(Span::new(start, start + length).in_source(self.source), ";"),
                ));
            self.found.faults.push(finding);
        }
    }

    /// The first key in a range that is not in inner brackets or a note, with its span.
    fn key_in(&self, range: Range<usize>) -> Option<(usize, &str)> {
        let text = &self.masked[range.clone()];
        let mut depth = 0_u32;
        for (found, c) in text.char_indices() {
            match c {
                '[' => depth += 1,
                ']' => depth = depth.saturating_sub(1),
                '@' if depth == 0 => {
                    let at = range.start + found;
                    let length = simple_key_length(&self.masked[at + 1..range.end]);
                    let key = &self.prose[at + 1..at + 1 + length];
                    if length > 0 && is_free(self.masked, at) && !is_cross_reference(key) {
                        return Some((at, key));
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// A key without brackets around it; returns where to continue.
    fn in_text(&mut self, at: usize, note: Option<usize>, depth: usize) -> usize {
        // It may come directly after another key.
        let last = self.found.citations.last().map(|it| it.citation.span.end as usize);
        let follows = |start: usize| last == Some(start);
        let start = match self.masked[..at].ends_with('-') && follows(at - 1) {
            true => at - 1,
            false => key_start(self.masked, at),
        };
        if !follows(start) && !is_free(self.masked, start) {
            return at + 1;
        }
        let mut sink = Sink::new();
        let (text, masked, source, labels) = (self.prose, self.masked, self.source, self.labels);
        let mut parser = Parser { text, masked, at: start, source, labels, sink: &mut sink };
        let Some(key) = parser.key() else {
            if self.masked[at + 1..].starts_with('{') {
                self.found.faults.append(sink);
            }
            return at + 1;
        };
        let behind = parser.at;
        if self.examples.contains(&key.name) {
            return behind;
        }
        let mut parsed = Parsed::default();
        key.in_text(&mut parsed);
        let (parsed, end) = self.with_brackets(parsed, behind);
        self.push(parsed, Span::new(start, end), note, depth);
        end
    }

    /// Adds the brackets after a key, if there are any: `@key [p. 3; @other]`.
    fn with_brackets(&self, parsed: Parsed, behind: usize) -> (Parsed, usize) {
        let rest = &self.masked[behind..];
        let open = behind + rest.len() - rest.trim_start().len();
        let Some(&close) = self.closed.get(&open) else { return (parsed, behind) };
        let is_note = self.masked[open..].starts_with("[^");
        let is_link = self.links.contains(&self.prose[open + 1..close].to_lowercase());
        if is_note || is_link || self.has_target(close) {
            return (parsed, behind);
        }
        let again = Parsed {
            cites: parsed.cites.clone(),
            places: parsed.places.clone(),
            mode: parsed.mode,
            references: Vec::new(),
        };
        match self.parse(open, close, again, Leading::Suffix) {
            (Some(whole), _) => (whole, close + 1),
            (None, _) => (parsed, behind),
        }
    }

    /// True if there is a key between two offsets, outside inner brackets.
    fn holds_key(&self, start: usize, end: usize) -> bool {
        let follows = |c: char| c.is_alphanumeric() || matches!(c, '_' | '{');
        let mut depth = 0_u32;
        self.masked[start..end].char_indices().any(|(found, c)| {
            let at = start + found;
            match c {
                '[' => depth += 1,
                ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            c == '@'
                && depth == 0
                && is_free(self.masked, key_start(self.masked, at))
                && self.masked[at + 1..end].starts_with(follows)
        })
    }

    /// Reports a bracket that looks like the beginning of a citation and is never closed.
    fn unclosed(&mut self, open: usize) {
        let rest = &self.masked[open + 1..];
        let rest = rest.strip_prefix('-').unwrap_or(rest);
        let Some(key) = rest.strip_prefix('@') else { return };
        if key.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '{')) {
            let span = Span::new(open, open + 1).in_source(self.source);
            let message = "this bracket is never closed";
            let finding = Diagnostic::new(&MALFORMED_CITATION, span, message)
                .help("a citation looks like `[see @key, p. 12; @other]`");
            self.found.faults.push(finding);
        }
    }
}

/// True if a key refers to a figure, table, section or similar, as in Quarto and pandoc-crossref.
///
/// *Source*: Quarto's guide, "Cross References"; the manual of pandoc-crossref.
pub(crate) fn is_cross_reference(key: &str) -> bool {
    const QUARTO: [&str; 22] = [
        "fig", "tbl", "lst", "tip", "nte", "wrn", "imp", "cau", "thm", "lem", "cor", "prp", "cnj",
        "def", "exm", "exr", "sol", "rem", "alg", "eq", "sec", "prf",
    ];
    const CROSSREF: [&str; 5] = ["fig", "tbl", "eq", "lst", "sec"];
    let has = |kinds: &[&str], end: char| {
        let kind = key.split_once(end).map(|(kind, _)| kind);
        let lowered = |kind: &str| {
            let mut chars = kind.chars();
            chars.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(chars).collect()
        };
        kind.is_some_and(|kind| {
            let kind: String = lowered(kind);
            kinds.contains(&&*kind)
        })
    };
    has(&QUARTO, '-') || has(&CROSSREF, ':')
}
