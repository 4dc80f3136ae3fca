//! How a format writes the parts of a document.

use pulldown_cmark::{Alignment, CowStr};

use crate::markup::Markup;
use crate::typeset::page::marked::{Attributes, Container, Size};
use crate::typeset::page::numerals::Numbering;
use crate::typeset::pieces::PrintedListing;

/// The front matter of a page, in Markdown.
pub(super) struct Front {
    pub(super) language: String,
    /// The name of a page that has no title.
    pub(super) fallback: String,
    pub(super) title: Option<String>,
    pub(super) subtitle: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) date: Option<String>,
    pub(super) summary: Option<String>,
}

impl Front {
    /// True if there is no front matter.
    pub(super) fn is_empty(&self) -> bool {
        self.title.is_none() && self.authors.is_empty() && self.date.is_none()
    }
}

/// An element that has a beginning and an end.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Element<'e> {
    Paragraph,
    /// Its level, its identifier, and its classes.
    Heading(u8, String, Vec<CowStr<'e>>),
    Quote,
    List(List),
    Item,
    Definitions,
    Term,
    Definition,
    Table(Vec<Alignment>),
    TableHead,
    TableRow,
    /// Its alignment, and whether it is in the header.
    Cell(Alignment, bool),
    Emphasis,
    Strong,
    Strikethrough,
    Superscript,
    Subscript,
    /// The address and the title.
    Link(CowStr<'e>, CowStr<'e>),
    Caption,
    Figure,
    Container(Container, Attributes),
}

impl Element<'_> {
    /// True if it is part of a line of text.
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

/// An image.
pub(super) struct Image<'i> {
    pub(super) address: &'i str,
    pub(super) title: &'i str,
    /// The text that describes it.
    pub(super) text: &'i str,
    pub(super) size: Size,
}

/// A list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct List {
    /// The number of its first item, if the items are numbered.
    pub(super) first: Option<u64>,
    /// Whether its items have no paragraphs.
    pub(super) is_tight: bool,
    pub(super) numbering: Numbering,
}

/// A format in which documents are written.
pub(super) trait Backend: Default {
    /// Whether the texts of notes come at the end of the document, and not at their marks.
    const HAS_END_NOTES: bool;
    /// Whether tags of HTML are written unchanged.
    const HAS_TAGS: bool = false;

    fn text(&mut self, text: &str);
    fn code(&mut self, text: &str);
    fn code_block(&mut self, language: &str, text: &str);
    /// A formula in TeX; returns whether it could be converted.
    fn math(&mut self, tex: &str, is_display: bool) -> bool;
    /// HTML, or text in another format; returns whether it was written.
    fn raw(&mut self, format: &str, text: &str) -> bool;
    fn soft_break(&mut self);
    fn hard_break(&mut self);
    fn rule(&mut self);
    fn task(&mut self, is_done: bool);
    fn image(&mut self, image: &Image<'_>);
    fn open(&mut self, element: &Element<'_>);
    fn close(&mut self, element: &Element<'_>);
    /// A formatted citation, with its number if entries link back to it.
    fn citation(&mut self, markup: &Markup, id: Option<usize>);
    fn listing(&mut self, listing: &PrintedListing);
    /// The mark of a note with this number; whether it is the first mark of the note. Returns
    /// `true` if the text of the note follows immediately.
    fn note_mark(&mut self, number: usize, is_first: bool) -> bool;
    /// Begins or ends the text of a note, which is at the end of the document unless it follows its
    /// mark.
    fn open_note(&mut self, number: usize);
    fn close_note(&mut self, number: usize);
    /// Begins or ends the notes at the end of the document.
    fn notes(&mut self, begins: bool);
    /// What is written next is part of a line, without blocks.
    fn begin_plain(&mut self) {}
    /// The text written so far.
    fn fragment(self) -> String;
    /// The whole document.
    fn page(self, front: &Front) -> String;
}
