//! A style, a library and citations to markup.

mod affixes;
mod author;
mod bibliography;
mod cluster;
mod collapse;
pub(crate) mod context;
mod disambiguate;
pub(crate) mod eval;
mod filter;
pub(crate) mod finish;
pub(crate) mod grouping;
mod item;
pub(crate) mod numeric;
mod orthography;
pub(crate) mod parallel;
mod position;
pub(crate) mod quotes;
mod run;
mod session;
pub(crate) mod sort;
mod substitute;
pub(crate) mod tape;
mod unprinted;
#[cfg(all(test, feature = "archive"))]
mod views;

pub use crate::engine::author::NO_NAMES;
pub use crate::engine::cluster::NO_PRINTED_FORM;
pub use crate::engine::filter::{Criterion, Filter};
pub use crate::markup::{Bibliography, BibliographyEntry, SecondFieldAlign};
pub use session::{BibliographyChanges, Changes, Session};
pub use unprinted::{is_unprinted, unprinted_cites, unprinted_entries};

use std::num::NonZeroUsize;

use crate::engine::run::Run;
use crate::markup::Markup;
use crate::model::{Abbreviations, Citation, Library};
use crate::style::Style;

/// What to render beside the citations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Entries that go into the bibliography though nothing cites them.
    pub uncited: Uncited,
    /// Whether identifiers (DOI, PMID, PMCID, URL) become links, and the title of an entry that has
    /// one but prints none. citeproc-js makes no links.
    ///
    /// *Source*: CSL 1.0.2 specification, appendix VI.
    pub links: bool,
    /// Whether each cite is a link to its entry, `#` and [`BibliographyEntry::id_of`] its key.
    /// Identifiers in citations are no links then.
    pub cite_links: bool,
    /// Whether each run of output remembers the style's element that printed it
    /// ([`Markup::runs`]).
    pub provenance: bool,
    /// What is printed where the style asks for a short form (and for numbers, always), before the
    /// short form that an entry has itself, as citeproc-js does.
    pub abbreviations: Abbreviations,
    /// Which entries go into the bibliography; numbers and year suffixes are those of the whole.
    pub filter: Filter,
    /// Whether the bibliography keeps the order of first citation, whatever the style's.
    pub unsorted: bool,
    /// How many threads may work at most; all that there are where it is `None`. What is printed
    /// does not depend on it.
    pub threads: Option<NonZeroUsize>,
}

/// Which entries go into the bibliography though nothing cites them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Uncited {
    /// None.
    #[default]
    None,
    /// All of the library, of a repeated key the first.
    All,
    /// Those with these keys.
    Keys(Vec<String>),
}

/// What came of rendering.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// One for each citation, in the same order.
    pub citations: Vec<Markup>,
    /// The bibliography; `None` where the style has none.
    pub bibliography: Option<Bibliography>,
    /// Cites of keys that the library does not have, which were left out.
    pub unknown: Vec<UnknownKey>,
}

/// A cite of a key that the library does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey {
    /// Which citation, from 0.
    pub citation: usize,
    /// Which of its cites, from 0.
    pub cite: usize,
    /// The key.
    pub key: String,
}

/// Renders citations and the bibliography of what they cite.
///
/// The phases, in this order: items and keys, citation numbers in the order of the bibliography,
/// the order of cites in each citation, positions, disambiguation, printing.
pub fn render(
    style: &Style,
    library: &Library,
    citations: &[Citation],
    options: &Options,
) -> Rendered {
    let mut run = Run::new(style.program(), library, citations, options);
    run.number_items();
    run.sort_cites();
    run.place_cites();
    run.disambiguate();
    let (citations, bibliography) = run.print();
    Rendered { citations, bibliography, unknown: run.unknown }
}
