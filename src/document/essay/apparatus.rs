//! What an essay has of an apparatus: markers, notes, quotations, lists of works.

use crate::source::Span;

/// The apparatus of an essay whose references are typed by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Apparatus {
    /// The markers in the text, in order.
    pub markers: Vec<Marker>,
    /// The notes, in order.
    pub notes: Vec<Note>,
    /// The lists of works.
    pub lists: Vec<WorksList>,
    /// What the text quotes.
    pub quotations: Vec<Quotation>,
    /// The paragraphs of the text.
    pub paragraphs: Vec<EssayParagraph>,
    /// The lists of notes, each with its heading.
    pub note_lists: Vec<Span>,
    /// Whether the document has citations with keys, too, so that its notes are not all there is.
    pub is_keyed: bool,
    /// Whether a marker may be repeated, since the notes are a numbered list of works.
    pub is_numbered_list: bool,
}

/// A marker that refers to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Marker {
    /// The number or label, as it is written.
    pub label: String,
    /// The whole marker, with its brackets; several may share one: `[1, 2]`.
    pub span: Span,
    /// The number or label.
    pub part: Span,
    /// What is behind the number in its brackets: `p. 12`.
    pub behind: Option<Span>,
    /// The index of the note that it refers to.
    pub note: Option<usize>,
    /// The chapter it is in, where notes are counted anew.
    pub chapter: u32,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// The number or label that markers have for it.
    pub label: String,
    /// What it begins with; empty where it has no mark.
    pub mark: Span,
    /// Its text.
    pub span: Span,
    /// The indexes of the markers that refer to it.
    pub markers: Vec<usize>,
    /// The index of an earlier note with the same number.
    pub repeats: Option<usize>,
    /// The chapter whose note it is.
    pub chapter: u32,
}

/// A list of works.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct WorksList {
    /// Its heading, if it has one.
    pub heading: Option<Span>,
    /// What it lists.
    pub kind: ListKind,
    /// The works, each where it is listed.
    pub items: Vec<Span>,
    /// The whole of it.
    pub span: Span,
}

/// What a list of works lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ListKind {
    /// The works that are cited.
    Works,
    /// Works to read on.
    FurtherReading,
}

impl ListKind {
    /// What to call it: `the further-reading list`.
    pub const fn name(self) -> &'static str {
        match self {
            ListKind::Works => "the list of works",
            ListKind::FurtherReading => "the further-reading list",
        }
    }
}

/// A quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quotation {
    /// What is quoted, without quotation marks.
    pub span: Span,
    /// How many words it has.
    pub words: usize,
    /// Whether it is a paragraph of its own.
    pub is_block: bool,
    /// The index of the marker that gives its source.
    pub marker: Option<usize>,
    /// Whether the marker is right behind it.
    pub is_attached: bool,
}

/// A paragraph of an essay's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EssayParagraph {
    /// Where it is.
    pub span: Span,
    /// Whether it is set apart as a quotation.
    pub is_quote: bool,
    /// Whether it is a heading.
    pub is_heading: bool,
}

impl Apparatus {
    /// Whether there is nothing that refers to a work.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.lists.is_empty()
    }
}
