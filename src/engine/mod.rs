//! The formatting engine: turns a style, a library and citations into markup.

mod affixes;
mod author;
mod bibliography;
mod citation;
mod collapse;
mod context;
mod decisions;
mod disambiguate;
mod eval;
mod filter;
mod finish;
mod given_names;
mod grouping;
mod ids;
mod initials;
mod item;
mod labels;
mod number;
mod numeric;
mod options;
mod order;
mod orthography;
mod position;
mod print;
mod quotes;
mod rendered;
mod run;
mod session;
mod sort;
mod substitute;
mod tape;
mod unprinted;
#[cfg(all(test, feature = "archive"))]
mod views;

pub use crate::engine::filter::{Criterion, Filter};
pub use crate::markup::{Bibliography, BibliographyEntry, SecondFieldAlign};
pub use options::{Options, Uncited};
pub(crate) use rendered::{NO_NAMES, NO_PRINTED_FORM};
pub use rendered::{Rendered, UnknownKey};
pub use session::{BibliographyChanges, Changes, Session};
pub use unprinted::{unprinted_cites, unprinted_entries};

use crate::engine::run::Run;
use crate::model::{Citation, Library};
use crate::style::Style;

/// Renders citations, and the bibliography of the cited works.
///
/// The phases, in this order: items and keys, citation numbers in the order of the bibliography, the
/// given names by which people are told apart, the order of cites in each citation, positions,
/// disambiguation of what cites print, printing.
pub fn render(
    style: &Style,
    library: &Library,
    citations: &[Citation],
    options: &Options,
) -> Rendered {
    let mut run = Run::new(style.program(), library, citations, options);
    number::number_items(&mut run);
    disambiguate::tell_people_apart(&mut run);
    order::sort_cites(&mut run);
    position::place_cites(&mut run);
    disambiguate::disambiguate(&mut run);
    collapse::plan_citations(&mut run);
    let (citations, bibliography) = print::print(&run);
    let warnings = style.warnings().to_vec();
    Rendered { citations, bibliography, unknown: run.unknown, warnings }
}
