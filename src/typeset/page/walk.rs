//! Traverses the events of the Markdown parser, and has a format write them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};

use crate::markup::Markup;
use crate::typeset::page::backend::{Backend, Element, Image, List};
use crate::typeset::page::marked::{Container, Insert, MarkedPiece, Marks};
use crate::typeset::page::numerals::Numbering;

pub(super) struct Walk<'v, 'w, 'e, B> {
    pub(super) events: &'v [Event<'e>],
    pub(super) marks: &'w Marks,
    pub(super) backend: B,
    /// For each event that begins an element, the event that ends it.
    ends: Vec<usize>,
    /// Label of a note → the events of its text.
    pub(super) written: BTreeMap<String, Range<usize>>,
    /// Label of a note → its number, once it has occurred.
    pub(super) numbers: BTreeMap<String, usize>,
    /// The notes, in order; the first is note 1.
    pub(super) notes: Vec<Note<'w>>,
    /// The open elements.
    pub(super) open: Vec<Element<'e>>,
    /// The names of the open elements that tags of HTML have opened, with the number of open
    /// elements up to each.
    pub(super) tags: Vec<(usize, String)>,
    /// The alignments of the open table's columns, and the number of the next cell.
    table: (Vec<Alignment>, usize),
    ids: BTreeSet<String>,
    pub(super) remarks: BTreeSet<&'static str>,
    /// Whether only inline elements are written.
    pub(super) is_inline: bool,
    /// The number of nested notes that are being written.
    pub(super) depth: usize,
}

pub(super) enum Note<'w> {
    /// One of the author's notes, by its label.
    Written(String),
    /// A citation.
    Printed(&'w Markup, Option<usize>),
}

/// The maximum nesting of notes.
const DEPTH: usize = 8;

impl<'v, 'w, 'e, B: Backend> Walk<'v, 'w, 'e, B> {
    pub(super) fn new(events: &'v [Event<'e>], marks: &'w Marks, backend: B) -> Self {
        let mut written = BTreeMap::new();
        let mut ends: Vec<usize> = (0..events.len()).collect();
        let mut open = Vec::new();
        for (index, event) in events.iter().enumerate() {
            match event {
                Event::Start(_) => open.push(index),
                Event::End(_) => {
                    let Some(start) = open.pop() else { continue };
                    ends[start] = index;
                    if let Event::Start(Tag::FootnoteDefinition(label)) = &events[start] {
                        written.entry(label.to_string()).or_insert(start + 1..index);
                    }
                }
                _ => {}
            }
        }
        Walk {
            events,
            marks,
            backend,
            ends,
            written,
            numbers: BTreeMap::new(),
            notes: Vec::new(),
            open: Vec::new(),
            tags: Vec::new(),
            table: (Vec::new(), 0),
            ids: BTreeSet::new(),
            remarks: BTreeSet::new(),
            is_inline: false,
            depth: 0,
        }
    }

    pub(super) fn into_parts(self) -> (B, BTreeSet<&'static str>) {
        (self.backend, self.remarks)
    }

    /// Writes everything, and the notes.
    pub(super) fn document(&mut self) {
        self.range(0..self.events.len());
        let mut next = 0;
        while B::HAS_END_NOTES && next < self.notes.len() {
            if next == 0 {
                self.backend.notes(true);
            }
            self.note_text(next);
            next += 1;
            if next == self.notes.len() {
                self.backend.notes(false);
            }
        }
    }

    /// The headings' words in lower case, each with its identifier.
    pub(super) fn headings(mut self) -> BTreeMap<String, String> {
        let mut headings = BTreeMap::new();
        for (at, event) in self.events.iter().enumerate() {
            if let Event::Start(Tag::Heading { id, .. }) = event {
                let words = self.plain(at + 1..self.behind(at));
                let id = self.id(id.as_deref(), &words);
                headings.entry(normalized(&words)).or_insert(id);
            }
        }
        headings
    }

    /// Writes only inline elements, without paragraphs.
    pub(super) fn inline_only(&mut self) {
        self.is_inline = true;
        self.range(0..self.events.len());
    }

    pub(super) fn range(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = self.event(at).max(at + 1);
        }
    }

    /// Processes an event, and returns the index of the next one.
    fn event(&mut self, at: usize) -> usize {
        match &self.events[at] {
            Event::Start(tag) => return self.start(tag, at),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.text(text),
            Event::Code(code) => self.backend.code(&self.marks.plain(code)),
            Event::InlineMath(tex) | Event::DisplayMath(tex) => {
                let is_display = matches!(self.events[at], Event::DisplayMath(_));
                self.formula(&self.marks.plain(tex), is_display);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(html, false),
            Event::FootnoteReference(label) => self.reference(label),
            Event::SoftBreak => self.backend.soft_break(),
            Event::HardBreak => self.backend.hard_break(),
            Event::Rule => self.backend.rule(),
            Event::TaskListMarker(is_done) => self.backend.task(*is_done),
        }
        at + 1
    }

    /// Writes a text, and what its marks stand for.
    fn text(&mut self, text: &str) {
        let marks = self.marks;
        for piece in marks.pieces(text) {
            match piece {
                MarkedPiece::Text(text) => self.backend.text(text),
                MarkedPiece::Insert(insert) => self.insert(insert),
            }
        }
    }

    pub(super) fn insert(&mut self, insert: &'w Insert) {
        match insert {
            Insert::Citation(markup, id) => self.backend.citation(markup, *id),
            Insert::Note(markup, id) => {
                self.notes.push(Note::Printed(markup, *id));
                self.mark(self.notes.len(), true);
            }
            Insert::Listing(listing) => self.backend.listing(listing),
            Insert::Open(container, attributes) => {
                let element = match container {
                    Container::Superscript => Element::Superscript,
                    Container::Subscript => Element::Subscript,
                    Container::Div | Container::Span => {
                        Element::Container(*container, attributes.clone())
                    }
                };
                self.backend.open(&element);
                self.open.push(element);
            }
            Insert::Close(container) => self.close_container(*container),
            Insert::Raw(format, text) if format.starts_with("html") && !B::HAS_TAGS => {
                self.html(text, false);
            }
            Insert::Raw(format, text) => {
                if !self.backend.raw(format, text) && format == "latex" {
                    self.remarks.insert("commands of TeX are left out");
                }
            }
            Insert::Formula(tex) => self.formula(tex, true),
            Insert::Environment(tex) => {
                if !self.backend.raw("latex", tex) {
                    self.formula(tex, true);
                }
            }
            Insert::Caption | Insert::Numbering(_) | Insert::Size(_) => {}
        }
    }

    fn formula(&mut self, tex: &str, is_display: bool) {
        if !self.backend.math(tex, is_display) {
            self.remarks.insert("formulas are left in TeX");
        }
    }

    /// Closes the innermost open div or span of this kind; does nothing if there is none.
    fn close_container(&mut self, container: Container) {
        let is_it = |element: &Element<'_>| match (container, element) {
            (Container::Superscript, Element::Superscript) => true,
            (Container::Subscript, Element::Subscript) => true,
            (_, Element::Container(open, _)) => *open == container,
            _ => false,
        };
        if self.open.last().is_some_and(is_it)
            && let Some(element) = self.open.pop()
        {
            self.backend.close(&element);
        }
    }

    fn reference(&mut self, label: &str) {
        if !self.written.contains_key(label) {
            return self.backend.text(&format!("[^{label}]"));
        }
        match self.numbers.get(label) {
            Some(number) => self.mark(*number, false),
            None => {
                self.notes.push(Note::Written(label.to_owned()));
                self.numbers.insert(label.to_owned(), self.notes.len());
                self.mark(self.notes.len(), true);
            }
        }
    }

    fn mark(&mut self, number: usize, is_first: bool) {
        if self.depth < DEPTH && self.backend.note_mark(number, is_first) && is_first {
            self.depth += 1;
            self.note_text(number - 1);
            self.depth -= 1;
        }
    }

    fn note_text(&mut self, index: usize) {
        let number = index + 1;
        match &self.notes[index] {
            Note::Printed(markup, id) => {
                let (markup, id) = (*markup, *id);
                self.backend.open_note(number);
                self.backend.open(&Element::Paragraph);
                self.backend.citation(markup, id);
                self.backend.close(&Element::Paragraph);
            }
            Note::Written(label) => {
                let range = self.written.get(label).cloned().unwrap_or_default();
                self.backend.open_note(number);
                let open = std::mem::take(&mut self.open);
                self.range(range);
                self.open = open;
            }
        }
        self.backend.close_note(number);
    }

    fn start(&mut self, tag: &Tag<'e>, at: usize) -> usize {
        let element = match tag {
            Tag::Paragraph => return self.paragraph(at),
            Tag::FootnoteDefinition(_) => return self.behind(at),
            Tag::CodeBlock(kind) => return self.code_block(kind, at),
            Tag::Image { .. } => {
                self.image(at);
                return self.behind(at);
            }
            Tag::HtmlBlock => return self.html_block(at),
            Tag::MetadataBlock(_) => return at + 1,
            Tag::Heading { level, id, classes, .. } => {
                let end = self.behind(at);
                let words = self.plain(at + 1..end);
                let id = self.id(id.as_deref(), &words);
                Element::Heading(*level as u8, id, classes.clone())
            }
            Tag::BlockQuote(_) => Element::Quote,
            Tag::List(first) => Element::List(List {
                first: *first,
                is_tight: self.is_tight(at),
                numbering: self.numbering(at),
            }),
            Tag::Item => Element::Item,
            Tag::DefinitionList => Element::Definitions,
            Tag::DefinitionListTitle => Element::Term,
            Tag::DefinitionListDefinition => Element::Definition,
            Tag::Table(alignments) => {
                self.table = (alignments.clone(), 0);
                Element::Table(alignments.clone())
            }
            Tag::TableHead if self.is_empty(at) => return self.behind(at),
            Tag::TableHead => {
                self.table.1 = 0;
                Element::TableHead
            }
            Tag::TableRow => {
                self.table.1 = 0;
                Element::TableRow
            }
            Tag::TableCell => {
                let (alignments, number) = &mut self.table;
                let alignment = alignments.get(*number).copied().unwrap_or(Alignment::None);
                *number += 1;
                let is_head = self.open.contains(&Element::TableHead);
                Element::Cell(alignment, is_head)
            }
            Tag::Emphasis => Element::Emphasis,
            Tag::Strong => Element::Strong,
            Tag::Strikethrough => Element::Strikethrough,
            Tag::Superscript => Element::Superscript,
            Tag::Subscript => Element::Subscript,
            Tag::Link { link_type: LinkType::Email, dest_url, title, .. } => {
                Element::Link(format!("mailto:{dest_url}").into(), title.clone())
            }
            Tag::Link { dest_url, title, .. } => Element::Link(dest_url.clone(), title.clone()),
        };
        if !self.is_inline || element.is_inline() {
            self.backend.open(&element);
        }
        self.open.push(element);
        at + 1
    }

    fn end(&mut self, end: &TagEnd) {
        if matches!(end, TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) {
            return;
        }
        // Spans and tags that are never closed end with the element around them.
        self.close_tags();
        while let Some(Element::Container(Container::Span, _)) = self.open.last() {
            self.close_container(Container::Span);
        }
        if let Some(element) = self.open.pop()
            && (!self.is_inline || element.is_inline())
        {
            self.backend.close(&element);
        }
    }

    /// A paragraph. One that contains only a block's mark, or an image, is something else.
    fn paragraph(&mut self, at: usize) -> usize {
        let end = self.behind(at);
        let inside = &self.events[at + 1..end - 1];
        let marks = self.marks;
        if let [Event::Text(text)] = inside {
            let pieces = marks.pieces(text);
            if let [MarkedPiece::Insert(insert)] = pieces[..]
                && (insert.is_block() || matches!(insert, Insert::Raw(..)))
            {
                self.insert(insert);
                return end;
            }
        }
        let element = match inside {
            [Event::Start(Tag::Image { .. }), .., Event::End(TagEnd::Image)]
                if !self.is_inline && self.behind(at + 1) == end - 1 =>
            {
                return self.figure(at + 1, end);
            }
            [Event::Text(text), ..] if is_caption(marks, text) => Element::Caption,
            _ => Element::Paragraph,
        };
        match self.is_inline {
            true if at > 0 => self.backend.soft_break(),
            true => {}
            false => self.backend.open(&element),
        }
        self.open.push(element);
        at + 1
    }

    /// An image that is a paragraph of its own: a figure with its text as caption.
    fn figure(&mut self, at: usize, end: usize) -> usize {
        self.backend.open(&Element::Figure);
        self.image(at);
        if !self.plain(at + 1..end - 2).trim().is_empty() {
            self.backend.open(&Element::Caption);
            self.range(at + 1..end - 2);
            self.backend.close(&Element::Caption);
        }
        self.backend.close(&Element::Figure);
        end
    }

    fn image(&mut self, at: usize) {
        let Event::Start(Tag::Image { dest_url, title, .. }) = &self.events[at] else { return };
        let text = self.plain(at + 1..self.behind(at));
        let size = self.first_insert(at, |insert| match insert {
            Insert::Size(size) => Some(size.clone()),
            _ => None,
        });
        let size = size.unwrap_or_default();
        self.backend.image(&Image { address: dest_url, title, text: &text, size });
    }

    /// How the list that begins at an event is numbered.
    fn numbering(&self, at: usize) -> Numbering {
        let numbering = self.first_insert(at, |insert| match insert {
            Insert::Numbering(numbering) => Some(*numbering),
            _ => None,
        });
        numbering.unwrap_or_default()
    }

    /// What a mark stands for with which the first text of an element begins.
    fn first_insert<T>(&self, at: usize, read: impl Fn(&Insert) -> Option<T>) -> Option<T> {
        let first = self.events[at + 1..self.behind(at)]
            .iter()
            .find(|event| !matches!(event, Event::Start(Tag::Item | Tag::Paragraph)))?;
        let Event::Text(text) = first else { return None };
        match self.marks.pieces(text).first()? {
            MarkedPiece::Insert(insert) => read(insert),
            MarkedPiece::Text(_) => None,
        }
    }

    /// True if the cells of a row are empty.
    fn is_empty(&self, at: usize) -> bool {
        let inside = &self.events[at + 1..self.behind(at) - 1];
        inside.iter().all(|event| {
            matches!(event, Event::Start(Tag::TableCell) | Event::End(TagEnd::TableCell))
        })
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, at: usize) -> usize {
        let end = self.behind(at);
        let mut text = String::new();
        for event in &self.events[at + 1..end] {
            if let Event::Text(piece) = event {
                text.push_str(&self.marks.plain(piece));
            }
        }
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let language = language.trim_matches(['{', '}', '.', '=']);
        self.backend.code_block(language, &text);
        end
    }

    /// True if the items of a list have no paragraphs.
    fn is_tight(&self, at: usize) -> bool {
        let end = self.behind(at);
        let mut depth = 0_u32;
        for event in &self.events[at + 1..end - 1] {
            match event {
                Event::Start(Tag::List(_)) => depth += 1,
                Event::End(TagEnd::List(_)) => depth = depth.saturating_sub(1),
                Event::Start(Tag::Paragraph) if depth == 0 => return false,
                _ => {}
            }
        }
        true
    }

    /// The index after the end of the element that begins at an event.
    pub(super) fn behind(&self, at: usize) -> usize {
        self.ends.get(at).map_or(at + 1, |end| end + 1)
    }

    /// The characters of some events, without formatting and notes.
    fn plain(&self, range: Range<usize>) -> String {
        let mut out = String::new();
        for event in &self.events[range] {
            match event {
                Event::Text(text) => {
                    for piece in self.marks.pieces(text) {
                        match piece {
                            MarkedPiece::Text(text) => out.push_str(text),
                            MarkedPiece::Insert(Insert::Citation(markup, _)) => {
                                out.push_str(markup.as_str());
                            }
                            MarkedPiece::Insert(_) => {}
                        }
                    }
                }
                Event::Code(text) | Event::InlineMath(text) => out.push_str(text),
                Event::SoftBreak | Event::HardBreak => out.push(' '),
                _ => {}
            }
        }
        out
    }

    /// The identifier of a heading: its own, or one made from its words, as in pandoc.
    fn id(&mut self, given: Option<&str>, words: &str) -> String {
        let made: String = words
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '-' | '_' | '.'))
            .collect();
        let made = made.split_whitespace().collect::<Vec<_>>().join("-");
        let made = made.trim_start_matches(|c: char| !c.is_alphabetic());
        let base = given.unwrap_or(if made.is_empty() { "section" } else { made }).to_owned();
        let mut id = base.clone();
        let mut number = 0;
        while given.is_none() && self.ids.contains(&id) {
            number += 1;
            id = format!("{base}-{number}");
        }
        self.ids.insert(id.clone());
        id
    }
}

/// The words of a heading as references to it are compared: without formatting and punctuation.
pub(super) fn normalized(words: &str) -> String {
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// True if a paragraph is the caption of a table.
fn is_caption(marks: &Marks, text: &str) -> bool {
    matches!(marks.pieces(text).first(), Some(MarkedPiece::Insert(Insert::Caption)))
}

/// Writes a piece of Markdown without marks in a format.
pub(super) fn written(text: &str, mut backend: impl Backend) -> String {
    let events: Vec<Event<'_>> =
        TextMergeStream::new(Parser::new_ext(text, extensions())).collect();
    backend.begin_plain();
    let marks = Marks::for_texts(std::iter::once(text));
    let mut walk = Walk::new(&events, &marks, backend);
    walk.inline_only();
    walk.into_parts().0.fragment().trim().to_owned()
}

/// Extensions that pandoc supports too.
pub(super) fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_DEFINITION_LIST
}
