//! The apparatus of an essay: markers, notes, quotations, lists of works.

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
    /// The quotations in the text.
    pub quotations: Vec<Quotation>,
    /// The paragraphs of the text.
    pub paragraphs: Vec<EssayParagraph>,
    /// What may be citations by author and year, in order, in the text and the notes.
    pub by_year: Vec<YearCitation>,
    /// The lists of notes, each with its heading.
    pub note_lists: Vec<Span>,
    /// Whether the document also cites by key, so that its notes are not its only references.
    pub is_keyed: bool,
    /// Whether markers may be repeated, because the notes are a numbered list of works.
    pub is_numbered_list: bool,
    /// Whether the notes are at the foot of each page. Notes whose numbers begin again on each page
    /// have a chapter for each page, and refer to the notes of the page before.
    pub is_by_page: bool,
}

/// A marker that refers to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Marker {
    /// The number or label, as it is written.
    pub label: String,
    /// The whole marker, with its brackets; several markers may share one pair: `[1, 2]`.
    pub span: Span,
    /// The number or label.
    pub part: Span,
    /// The text after the number in its brackets: `p. 12`.
    pub behind: Option<Span>,
    /// The index of the note that it refers to.
    pub note: Option<usize>,
    /// The number of its chapter, if notes are numbered by chapter.
    pub chapter: u32,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// The number or label by which markers refer to it.
    pub label: String,
    /// The number or label as written; empty if there is none.
    pub mark: Span,
    /// The text.
    pub span: Span,
    /// The indexes of the markers that refer to it.
    pub markers: Vec<usize>,
    /// The index of an earlier note with the same number.
    pub repeats: Option<usize>,
    /// The chapter to which it belongs.
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
    /// The works in the list.
    pub items: Vec<Span>,
    /// The whole list.
    pub span: Span,
}

/// What a list of works lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ListKind {
    /// The works that the essay cites.
    Works,
    /// Further reading.
    FurtherReading,
}

impl ListKind {
    /// A name for messages: `the further-reading list`.
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
    /// The quoted text, without quotation marks.
    pub span: Span,
    /// The number of words.
    pub words: usize,
    /// Whether it is a block quotation.
    pub is_block: bool,
    /// The index of the marker for its source.
    pub marker: Option<usize>,
    /// Whether the marker comes directly after it.
    pub is_attached: bool,
}

/// A paragraph of an essay's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EssayParagraph {
    /// The span.
    pub span: Span,
    /// Whether it is a block quotation.
    pub is_quote: bool,
    /// Whether it is a heading.
    pub is_heading: bool,
}

/// What may be a citation by author and year.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct YearCitation {
    /// From the first name, or the opening parenthesis, to the closing one.
    pub span: Span,
    /// How it is written.
    pub form: YearForm,
    /// Its parts, each of which cites a work.
    pub cites: Vec<YearCite>,
}

/// How a citation by author and year is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum YearForm {
    /// `(Mett 1967)`
    InParentheses,
    /// `Mett (1967)`
    InText,
    /// `Mett 1967`
    Bare,
}

/// A name and a year that may cite a work.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct YearCite {
    /// From the words before the name to the end of the locator.
    pub span: Span,
    /// The words before the name: `see`.
    pub lead: Span,
    /// The names, with `et al.`
    pub authors: Span,
    /// Each name.
    pub names: Vec<Span>,
    /// Whether others are meant too: `et al.`
    pub has_others: bool,
    /// The year with its letter, or what is written in its place: `n.d.`
    pub year: Span,
    /// The year as a number.
    pub number: Option<i32>,
    /// The letter after it: `1967a`.
    pub letter: Option<char>,
    /// What follows: other years, a locator, and words.
    pub rest: Span,
}

impl Apparatus {
    /// What may be citations by author and year in the text itself, in parentheses.
    pub(in crate::document) fn cites_by_year(&self) -> impl Iterator<Item = &YearCitation> {
        let is_in_note = |span: Span| self.notes.iter().any(|note| note.span.contains(span));
        self.by_year.iter().filter(move |it| it.form != YearForm::Bare && !is_in_note(it.span))
    }

    /// True if there are no notes, no lists, and no citations by author and year.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.lists.is_empty() && self.by_year.is_empty()
    }
}

/// True if the text of an item begins with a dash, which stands for the author of the item before it.
pub(crate) fn has_author_before(item: &str) -> bool {
    item.trim_start().starts_with(['—', '―', '–', '-', '_'])
}
