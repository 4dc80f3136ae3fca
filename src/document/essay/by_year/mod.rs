//! Citations by author and year in the text of an essay: `(see Mett 1967, 12; Avrich 1970)`, `Mett
//! (1967)`.
//!
//! `scan` finds what may be one: `authors` reads the names before a year that `years` finds.
//! `known` collects the works of the essay's lists and of the bibliographies, `matching` finds the
//! one that a name and a year cite, and [`cited`] decides which candidates are citations. What it
//! does not find in any list is one only if `ordinary` finds nothing that speaks against it: years
//! in parentheses have many other meanings.

mod authors;
mod cited;
mod known;
mod matching;
mod ordinary;
mod scan;
mod years;

pub(super) use cited::cited;
pub(super) use scan::citations;
