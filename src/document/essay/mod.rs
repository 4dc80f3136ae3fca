//! Essays whose references are typed by hand: markers in the text, notes, lists of works.
//!
//! A text goes through these steps: `layout` finds its paragraphs and lists, `markers` and
//! `quotations` find those in the text, and `find` combines them in an [`Apparatus`]. [`resolve`]
//! finds what the notes cite in a [`Catalogue`] of works: `references` splits a note into pieces,
//! `matching` finds the works that a piece cites, and `backward` finds the words that refer to
//! earlier notes, which `antecedents` follows; `by_year` does the same for names and years in the
//! text. [`keyed`] writes the essay with citations in place of its notes.

mod annotated;
mod antecedents;
mod apparatus;
mod backward;
mod bare_places;
mod beside;
mod by_year;
mod catalogue;
mod chinese_places;
mod cite_text;
mod cited_before;
mod continuations;
mod differences;
mod division;
mod find;
mod forward;
mod headings;
mod host;
mod imprint;
mod keyed;
mod keyed_lists;
mod keyed_years;
mod language;
mod layout;
mod locators;
mod markers;
mod marks;
mod matching;
mod metadata;
mod names;
mod numbers;
mod own_pages;
mod pages;
mod part;
mod place;
mod place_labels;
mod place_values;
mod plain_text;
mod quotations;
mod reference;
mod references;
mod resolve;
mod resolved;
mod resolver;
mod reviews;
mod shape;
mod short_titles;
mod signs;
mod subheadings;
mod tail;
mod title_marks;
mod titles;
mod typed;
mod unlisted;
mod whole;
mod words;
mod writer;

pub use apparatus::{
    Apparatus, EssayParagraph, ListKind, Marker, Note, Quotation, WorksList, YearCitation,
    YearCite, YearForm,
};
pub use backward::Backward;
pub use catalogue::Catalogue;
pub use keyed::keyed;
pub use matching::CiteForm;
pub use names::GivenForm;
pub use resolve::resolve;
pub use resolved::{
    CitedByYear, Difference, DifferenceKind, NoteCite, ReferenceForm, Resolved, Target, Trouble,
    WrittenName,
};
pub use typed::{TypedReference, typed_references};

pub(crate) use apparatus::has_author_before;
pub(in crate::document) use find::find;

/// Normalizes a text for comparison: in lower-case Latin letters, without accents, blanks and
/// punctuation.
pub(crate) fn folded(text: &str) -> String {
    words::fold(text)
}
