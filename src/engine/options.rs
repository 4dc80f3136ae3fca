//! What to render beside the citations, and how.

use std::num::NonZeroUsize;

use crate::engine::filter::Filter;
use crate::model::Abbreviations;

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
    /// Whether each cite is a link to its entry, `#` and [`id_of`](crate::markup::BibliographyEntry::id_of) its key.
    /// Identifiers in citations are no links then.
    pub cite_links: bool,
    /// Whether each run of output remembers the style's element that printed it
    /// ([`Markup::runs`](crate::markup::Markup::runs)).
    pub provenance: bool,
    /// Whether cites and entries for which the style prints nothing are left out, as pandoc does.
    /// Otherwise we print what citeproc-js prints for them, `[CSL STYLE ERROR: reference with no
    /// printed form.]` or `[NO_PRINTED_FORM]`. [`unprinted_cites`](crate::engine::unprinted_cites)
    /// and [`unprinted_entries`](crate::engine::unprinted_entries) find them in both cases.
    pub leave_out_unprinted: bool,
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
#[non_exhaustive]
pub enum Uncited {
    /// None.
    #[default]
    None,
    /// All of the library, of a repeated key the first.
    All,
    /// Those with these keys.
    Keys(Vec<String>),
}
