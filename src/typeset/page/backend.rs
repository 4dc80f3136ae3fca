//! What a format does with the parts of a document.

use pulldown_cmark::{Alignment, CowStr};

use crate::markup::Markup;
use crate::typeset::page::marked::{Attributes, Container};
use crate::typeset::pieces::PrintedListing;

/// What a page begins with, in Markdown.
pub(super) struct Front {
    pub(super) language: String,
    /// The name of a page without title.
    pub(super) fallback: String,
    pub(super) title: Option<String>,
    pub(super) subtitle: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) date: Option<String>,
    pub(super) summary: Option<String>,
}

impl Front {
    /// Whether there is nothing to begin with.
    pub(super) fn is_empty(&self) -> bool {
        self.title.is_none() && self.authors.is_empty() && self.date.is_none()
    }
}

/// Something with a beginning and an end.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Element<'e> {
    Paragraph,
    /// Its level, its name in the document, its classes.
    Heading(u8, String, Vec<CowStr<'e>>),
    Quote,
    /// With the number that it begins with; whether its items are close to each other.
    List(Option<u64>, bool),
    Item,
    Definitions,
    Term,
    Definition,
    Table(Vec<Alignment>),
    TableHead,
    TableRow,
    /// Its alignment, and whether it is in the head.
    Cell(Alignment, bool),
    Emphasis,
    Strong,
    Strikethrough,
    Superscript,
    Subscript,
    /// The address, and the title.
    Link(CowStr<'e>, CowStr<'e>),
    Caption,
    Figure,
    Container(Container, Attributes),
}

impl Element<'_> {
    /// Whether it is part of a line of text.
    pub(super) fn is_inline(&self) -> bool {
        matches!(
            self,
            Element::Emphasis
                | Element::Strong
                | Element::Strikethrough
                | Element::Superscript
                | Element::Subscript
                | Element::Link(..)
        )
    }
}

/// A format that documents are written in.
pub(super) trait Backend {
    /// Whether the texts of notes come at the end of the document, and not where their marks are.
    const HAS_END_NOTES: bool;

    fn text(&mut self, text: &str);
    fn code(&mut self, text: &str);
    fn code_block(&mut self, language: &str, text: &str);
    /// A formula in TeX; whether it could be brought over.
    fn math(&mut self, tex: &str, is_display: bool) -> bool;
    /// HTML, or text of another format; whether it is written.
    fn raw(&mut self, format: &str, text: &str) -> bool;
    fn soft_break(&mut self);
    fn hard_break(&mut self);
    fn rule(&mut self);
    fn task(&mut self, is_done: bool);
    fn image(&mut self, address: &str, title: &str, text: &str);
    fn open(&mut self, element: &Element<'_>);
    fn close(&mut self, element: &Element<'_>);
    /// What the style prints; with its number where entries link back to it.
    fn citation(&mut self, markup: &Markup, id: Option<usize>);
    fn listing(&mut self, listing: &PrintedListing);
    /// The mark of a note, by its number; whether it is the first for this note. `true` where the
    /// text of the note follows at once.
    fn note_mark(&mut self, number: usize, is_first: bool) -> bool;
    /// The text of a note begins, or ends. At the end of the document, where it does not follow its
    /// mark.
    fn open_note(&mut self, number: usize);
    fn close_note(&mut self, number: usize);
    /// The notes begin, or end, at the end of the document.
    fn notes(&mut self, begins: bool);
    /// What is written next is a piece of a line, without blocks.
    fn begin_plain(&mut self) {}
    /// What was written.
    fn fragment(self) -> String;
    /// The whole document.
    fn page(self, front: &Front) -> String;
}
