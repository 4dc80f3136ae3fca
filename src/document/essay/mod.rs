//! Essays whose references are typed by hand: markers in the text, notes, lists of works.
//!
//! A text goes through these steps: `layout` finds its paragraphs and lists, `markers` and
//! `quotations` find those in the text, and `find` combines them in an [`Apparatus`]. [`resolve`]
//! finds what the notes cite in a [`Catalogue`] of works: `references` splits a note into pieces,
//! `matching` finds the works that a piece cites, and `backward` finds the words that refer to
//! earlier notes, which `antecedents` follows. [`keyed`] writes the essay with citations in place
//! of its notes.

mod antecedents;
mod apparatus;
mod backward;
mod catalogue;
mod chinese_places;
mod cite_text;
mod differences;
mod find;
mod headings;
mod imprint;
mod keyed;
mod layout;
mod locators;
mod markers;
mod marks;
mod matching;
mod numbers;
mod part;
mod place;
mod place_values;
mod quotations;
mod references;
mod resolve;
mod resolved;
mod resolver;
mod shape;
mod tail;
mod title_marks;
mod typed;
mod words;

pub use apparatus::{Apparatus, EssayParagraph, ListKind, Marker, Note, Quotation, WorksList};
pub use backward::Backward;
pub use catalogue::Catalogue;
pub use keyed::keyed;
pub use matching::{CiteForm, GivenForm};
pub use resolve::resolve;
pub use resolved::{
    Difference, DifferenceKind, NoteCite, ReferenceForm, Resolved, Target, Trouble, WrittenName,
};
pub use typed::{TypedReference, typed_references};

pub(in crate::document) use find::find;

/// Normalizes a text for comparison: in lower-case Latin letters, without accents, blanks and
/// punctuation.
pub(crate) fn folded(text: &str) -> String {
    words::fold(text)
}
