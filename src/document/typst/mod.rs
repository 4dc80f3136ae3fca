//! Typst: references to keys, `#cite(…)`, and the bibliographies that a document names.
//!
//! Uses the syntax tree of Typst's own parser.
//!
//! *Source*: Typst's reference, "Cite", "Reference" and "Bibliography".

mod functions;
mod loops;
mod place;

use std::collections::BTreeSet;
use std::ops::Range;

use typst_syntax::{SyntaxKind, parse};

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Sink;
use crate::diagnostic::rules::{MALFORMED_CITATION, PARSE_ERROR};
use crate::document::locator;
use crate::document::typst::functions::{Function, Functions, labelled};
use crate::document::typst::loops::Loops;
use crate::document::typst::place::{Place, form, key, positional};
use crate::document::{
    Defined, Document, Heading, Labels, Listing, Named, Syntax, WrittenCitation, WrittenCite,
    WrittenMode,
};
use crate::model::{Citation, Cite, Text};
use crate::source::{Source, SourceId, Span};

/// The most signs and words of a document that is read. Typst's parser needs about a hundred bytes
/// of memory for each; a book of a thousand pages has less than a million.
const MOST: usize = 4_000_000;

/// Finds the citations of a document. A reference to one of its labels is not a citation.
pub(super) fn read(source: &Source, id: SourceId, labels: &Labels) -> Document {
    let text = &*source.text;
    let mut document = Document::new(id, Syntax::Typst);
    if exceeds(text, MOST) {
        let message =
            "this document has more than four million words and signs: nothing of it is read";
        let found = Diagnostic::new(&PARSE_ERROR, Span::at(0).in_source(id), message);
        document.diagnostics.push(found.help("split it into several files"));
        return document;
    }
    let root = parse(text);
    let whole = Place { node: &root, at: 0, note: None };
    let functions = Functions::of(whole, text);
    let loops = Loops::of(whole, text);
    let sink = Sink::new();
    let mut reader = Reader { text, labels, document, sink, notes: 0, functions, loops };
    let mut open = vec![whole];
    while let Some(place) = open.pop() {
        let note = reader.node(place);
        let children: Vec<Place<'_>> =
            place.children().map(|child| Place { note, ..child }).collect();
        open.extend(children.into_iter().rev());
    }
    let Reader { mut document, sink, .. } = reader;
    let defined: BTreeSet<&str> = document.defined.iter().map(|it| it.key.as_str()).collect();
    let mut citations = std::mem::take(&mut document.citations);
    citations.retain(|citation| citation.keys().all(|(key, _)| !defined.contains(key)));
    document.citations = grouped(citations, text);
    document.prose.sort_unstable();
    document.diagnostics = sink.into_sorted();
    document
}

/// Whether a text has more signs, and spaces between words, than a number.
fn exceeds(text: &str, most: usize) -> bool {
    // Each takes a byte.
    if text.len() <= most {
        return false;
    }
    let mut before = 0;
    let counts = text.bytes().filter(|byte| {
        let begins = byte.is_ascii_whitespace() && *byte != before || byte.is_ascii_punctuation();
        before = *byte;
        begins
    });
    counts.count() > most
}

/// Merges citations with only a space between them, as Typst does.
fn grouped(citations: Vec<WrittenCitation>, text: &str) -> Vec<WrittenCitation> {
    let mut out: Vec<WrittenCitation> = Vec::with_capacity(citations.len());
    for next in citations {
        let is_normal = |citation: &WrittenCitation| citation.mode == WrittenMode::Normal;
        match out.last_mut() {
            Some(last)
                if is_normal(last) && is_normal(&next) && touch(last.span, next.span, text) =>
            {
                last.citation.cites.extend(next.citation.cites);
                last.cites.extend(next.cites);
                last.span = last.span.to(next.span);
            }
            _ => out.push(next),
        }
    }
    out
}

/// True if there is at most a space between two spans.
fn touch(first: Span, second: Span, text: &str) -> bool {
    let between = text.get(first.end as usize..second.start as usize);
    between.is_some_and(|it| it.trim().is_empty() && it.matches('\n').count() < 2)
}

/// The functions whose content is a note: Typst's own, and those of packages for notes beside the
/// text.
const NOTES: [&str; 6] =
    ["footnote", "endnote", "margin-note", "marginnote", "side-note", "sidenote"];

struct Reader<'a> {
    text: &'a str,
    labels: &'a Labels,
    document: Document,
    sink: Sink,
    notes: u32,
    functions: Functions<'a>,
    loops: Loops,
}

impl<'a> Reader<'a> {
    fn slice(&self, place: Place<'_>) -> &'a str {
        &self.text[place.range()]
    }

    fn named(&self, range: Range<usize>) -> Named {
        Named::of(self.text, range)
    }

    /// Processes a node; returns the note that contains its children.
    fn node(&mut self, place: Place<'_>) -> Option<u32> {
        self.each(place);
        match place.kind() {
            SyntaxKind::Markup => {
                self.prose(place);
                let labels = place.children().filter(|it| it.kind() == SyntaxKind::Label);
                for label in labels {
                    self.define(label);
                }
            }
            SyntaxKind::Ref => self.reference(place),
            SyntaxKind::FuncCall | SyntaxKind::SetRule => return self.call(place),
            SyntaxKind::ModuleInclude | SyntaxKind::ModuleImport => self.include(place),
            SyntaxKind::Named => self.named_argument(place),
            SyntaxKind::Heading => self.heading(place),
            _ => {}
        }
        place.note
    }

    /// The text among the children of a piece of markup.
    fn prose(&mut self, place: Place<'_>) {
        use SyntaxKind::{Escape, Parbreak, Shorthand, SmartQuote, Space, Text};
        let mut run: Option<Range<usize>> = None;
        for child in place.children() {
            let range = child.range();
            if matches!(child.kind(), Text | Space | SmartQuote | Shorthand | Escape | Parbreak) {
                run = Some(run.map_or(range.start, |run| run.start)..range.end);
            } else if let Some(run) = run.take() {
                self.document.prose.push(Span::new(run.start, run.end));
            }
        }
        self.document.prose.extend(run.map(|run| Span::new(run.start, run.end)));
    }

    fn define(&mut self, label: Place<'_>) {
        let Some(inside) = label.between('<', '>', self.text) else { return };
        let Named { name: key, span } = self.named(inside);
        self.document.defined.push(Defined { key, span });
    }

    /// `@key` or `@key[p. 3]`.
    fn reference(&mut self, place: Place<'_>) {
        let Some(marker) = place.child(SyntaxKind::RefMarker) else { return };
        let key = marker.at + 1..marker.range().end;
        let supplement = place.child(SyntaxKind::ContentBlock);
        let supplement = supplement.and_then(|it| it.between('[', ']', self.text));
        self.push(key, supplement, WrittenMode::Normal, place);
    }

    /// A function call, or a rule that sets its defaults.
    fn call(&mut self, place: Place<'_>) -> Option<u32> {
        let Some(name) = place.child(SyntaxKind::Ident) else { return place.note };
        let Some(arguments) = place.child(SyntaxKind::Args) else { return place.note };
        let is_set = place.kind() == SyntaxKind::SetRule;
        match self.slice(name) {
            "cite" | "ref" if !is_set => self.cite(place, arguments),
            "quote" => self.attribution(arguments),
            name if !is_set && self.functions.get(name).is_some() => {
                self.wrapped(place, name, arguments)
            }
            "bibliography" => {
                if !is_set {
                    self.listing(place, arguments);
                }
                self.bibliography(arguments);
            }
            name if !is_set && (NOTES.contains(&name) || self.functions.makes_note(name)) => {
                let is_reference =
                    arguments.children().any(|child| child.kind() == SyntaxKind::Label);
                if !is_reference {
                    self.notes += 1;
                    self.document.notes.push(Span::at(place.at));
                    return Some(self.notes);
                }
            }
            name if !is_set && self.functions.is_imported(name) => self.imported(place, arguments),
            _ => {}
        }
        place.note
    }

    /// `#cite(<key>, supplement: [p. 3], form: "prose")`.
    fn cite(&mut self, place: Place<'_>, arguments: Place<'_>) {
        let key = arguments.children().find_map(|child| match child.kind() {
            SyntaxKind::Label => child.between('<', '>', self.text),
            _ => labelled(child, self.text)?.string(self.text),
        });
        let Some(key) = key else {
            if positional(arguments).next().is_none() {
                self.empty(place);
            } else if !self.functions.holds(place.at) && !self.loops.holds(place.at) {
                let range = place.range();
                self.document.computed.push(Span::new(range.start, range.end));
            }
            return;
        };
        let mut mode = WrittenMode::Normal;
        let mut supplement = None;
        for argument in arguments.children().filter(|it| it.kind() == SyntaxKind::Named) {
            let Some(name) = argument.child(SyntaxKind::Ident) else { continue };
            let Some(value) = argument.children().last() else { continue };
            match self.slice(name) {
                "form" => mode = form(self.slice(value)),
                "supplement" if value.kind() == SyntaxKind::ContentBlock => {
                    supplement = value.between('[', ']', self.text);
                }
                _ => {}
            }
        }
        self.push(key, supplement, mode, place);
    }

    /// `quote(attribution: <key>)`, which cites in the text.
    fn attribution(&mut self, arguments: Place<'_>) {
        for argument in arguments.children().filter(|it| it.kind() == SyntaxKind::Named) {
            let name = argument.child(SyntaxKind::Ident).map(|it| self.slice(it));
            let value = argument.children().last().filter(|it| it.kind() == SyntaxKind::Label);
            if name == Some("attribution")
                && let Some(label) = value
                && let Some(key) = label.between('<', '>', self.text)
            {
                self.push(key, None, WrittenMode::InText, label);
            }
        }
    }

    /// A call of a function of the document that cites one of its arguments.
    fn wrapped(&mut self, place: Place<'_>, name: &str, arguments: Place<'_>) {
        let Some(&Function { position, mode }) = self.functions.get(name) else { return };
        let Some(argument) = positional(arguments).nth(position) else { return };
        if let Some(key) = key(argument, self.text) {
            self.push(key, None, mode, place);
        }
    }

    /// A loop that cites one key after the other, as one citation.
    fn each(&mut self, place: Place<'_>) {
        let first = self.document.citations.len();
        for key in self.loops.keys_at(place.at, place.kind()) {
            self.push(key, None, WrittenMode::PartOnly, place);
        }
        let mut all = self.document.citations.drain(first..);
        let Some(mut whole) = all.next() else { return };
        for next in all {
            whole.citation.cites.extend(next.citation.cites);
            whole.cites.extend(next.cites);
        }
        self.document.citations.push(whole);
    }

    /// A call of a function from another file, which is given a label: it may cite it. A label of
    /// the document is no key, as everywhere.
    fn imported(&mut self, place: Place<'_>, arguments: Place<'_>) {
        let label = positional(arguments).find(|it| it.kind() == SyntaxKind::Label);
        if let Some(key) = label.and_then(|label| label.between('<', '>', self.text)) {
            self.push(key, None, WrittenMode::PartOnly, place);
        }
    }

    fn push(
        &mut self,
        key: Range<usize>,
        supplement: Option<Range<usize>>,
        mode: WrittenMode,
        whole: Place<'_>,
    ) {
        let mut cite = Cite::new(&self.text[key.clone()]);
        let mut suffix = Span::at(key.end);
        if let Some(inside) = supplement {
            suffix = Span::new(inside.start, inside.end);
            let words = self.text[inside].replace('~', " ").replace("--", "–");
            let (locator, rest) = locator::split(words.trim(), self.labels);
            let joint = if locator.is_some() || rest.starts_with(',') { "" } else { ", " };
            cite.locator = locator;
            cite.suffix = (!rest.is_empty()).then(|| Text::plain(format!("{joint}{rest}")));
        }
        let place =
            WrittenCite { key: Span::new(key.start, key.end), prefix: Span::at(key.start), suffix };
        let range = whole.range();
        let hash = usize::from(self.text[..range.start].ends_with('#'));
        let span = Span::new(range.start - hash, range.end);
        let citation = Citation {
            cites: vec![cite],
            note: whole.note,
            mode: mode.citation_mode(),
            ..Citation::default()
        };
        let cites = vec![place];
        self.document.citations.push(WrittenCitation::new(citation, mode, cites, span));
    }

    fn empty(&mut self, place: Place<'_>) {
        let range = place.range();
        let span = Span::new(range.start, range.end).in_source(self.document.source);
        let finding = Diagnostic::new(&MALFORMED_CITATION, span, "a key is missing here")
            .help("name the key of an entry: `#cite(<key>)`");
        self.sink.push(finding);
    }

    /// `bibliography("a.bib")`, `bibliography(("a.bib", "b.yml"), style: "ieee")`.
    fn bibliography(&mut self, arguments: Place<'_>) {
        for argument in arguments.children() {
            if argument.kind() != SyntaxKind::Named {
                let files = argument.strings(self.text);
                let files = files.into_iter().map(|file| self.named(file));
                let files: Vec<Named> = files.collect();
                self.document.bibliographies.extend(files);
                continue;
            }
            let name = argument.child(SyntaxKind::Ident).map(|it| self.slice(it));
            let value = argument.children().last();
            if let (Some("full"), Some(value)) = (name, value)
                && self.slice(value) == "true"
            {
                let range = argument.range();
                self.document.all_listed.push(Span::new(range.start, range.end));
            }
            if let (Some("style"), Some(value)) = (name, value)
                && let Some(style) = value.string(self.text)
            {
                self.document.style = Some(self.named(style));
            }
        }
    }

    fn heading(&mut self, place: Place<'_>) {
        let Some(marker) = place.child(SyntaxKind::HeadingMarker) else { return };
        let level = u8::try_from(marker.range().len()).unwrap_or(u8::MAX);
        let range = place.range();
        self.document.headings.push(Heading { level, span: Span::new(range.start, range.end) });
    }

    /// A bibliography, with its files and options.
    fn listing(&mut self, place: Place<'_>, arguments: Place<'_>) {
        let mut options = Vec::new();
        for argument in arguments.children() {
            if argument.kind() != SyntaxKind::Named {
                let files = argument.strings(self.text).into_iter();
                options.extend(files.map(|it| ("file".to_owned(), self.text[it].to_owned())));
            } else if let Some(name) = argument.child(SyntaxKind::Ident)
                && let Some(value) = argument.children().last()
            {
                options.push((self.slice(name).to_owned(), self.slice(value).to_owned()));
            }
        }
        let range = place.range();
        let hash = usize::from(self.text[..range.start].ends_with('#'));
        let span = Span::new(range.start - hash, range.end);
        self.document.listings.push(Listing { span, options });
    }

    /// A named argument of a template: `bib: "refs.bib"`, `lang: "de"`.
    fn named_argument(&mut self, place: Place<'_>) {
        let Some(name) = place.child(SyntaxKind::Ident).map(|it| self.slice(it)) else { return };
        let Some(value) = place.children().last() else { return };
        let is_bibliography = name.to_ascii_lowercase().contains("bib");
        let is_language = name == "lang";
        let Some(value) = value.string(self.text) else { return };
        let named = self.named(value);
        if is_bibliography && named.name.ends_with(".bib") {
            self.document.bibliographies.push(named);
        } else if is_language && self.document.language.is_none() {
            self.document.language = Some(named);
        }
    }

    fn include(&mut self, place: Place<'_>) {
        let Some(file) = place.child(SyntaxKind::Str).and_then(|it| it.string(self.text)) else {
            return;
        };
        let named = self.named(file);
        // The names of packages begin with `@`.
        if !named.name.starts_with('@') && named.name.ends_with(".typ") {
            self.document.includes.push(named);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::exceeds;

    #[test]
    fn words_and_signs_are_counted() {
        assert!(exceeds("[a]  b", 2));
        for (text, most) in [("[a]  b", 3), ("abc", 2), ("[[", 2), ("", 0)] {
            assert!(!exceeds(text, most), "{text}");
        }
    }
}
