//! What to render besides the citations, and how.

use std::num::NonZeroUsize;

use crate::engine::filter::Filter;
use crate::model::Abbreviations;

/// What to render besides the citations, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Entries that go into the bibliography although nothing cites them.
    pub uncited: Uncited,
    /// Whether identifiers (DOI, PMID, PMCID, URL) become links, and the title of an entry that has
    /// an identifier but prints none. citeproc-js makes no links.
    ///
    /// *Source*: CSL 1.0.2 specification, appendix VI.
    pub links: bool,
    /// Whether each cite is a link to its entry: `#` and the
    /// [`id_of`](crate::markup::BibliographyEntry::id_of) its key. Identifiers in citations are not
    /// links then.
    pub cite_links: bool,
    /// Whether each run of output records the style's element that printed it
    /// ([`Markup::runs`](crate::markup::Markup::runs)).
    pub provenance: bool,
    /// Whether cites and entries for which the style prints nothing are left out, as pandoc does.
    /// Otherwise we print what citeproc-js prints for them, `[CSL STYLE ERROR: reference with no
    /// printed form.]` or `[NO_PRINTED_FORM]`, and no suffix of the layout after a last cite of which
    /// [`suppress_author`](crate::model::Cite::suppress_author) leaves nothing.
    /// [`unprinted_cites`](crate::engine::unprinted_cites) and
    /// [`unprinted_entries`](crate::engine::unprinted_entries) find them in both cases.
    pub leave_out_unprinted: bool,
    /// Abbreviations that are printed where the style asks for a short form (and always for
    /// numbers); they take precedence over an entry's own short form, as in citeproc-js.
    pub abbreviations: Abbreviations,
    /// Which entries go into the bibliography. Numbers and year suffixes are not affected.
    pub filter: Filter,
    /// Whether the bibliography is in the order of first citation, whatever the style's order.
    pub unsorted: bool,
    /// The maximum number of threads; `None` means all that are available. The output does not
    /// depend on it.
    pub threads: Option<NonZeroUsize>,
}

/// Which entries go into the bibliography although nothing cites them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Uncited {
    /// None.
    #[default]
    None,
    /// All entries of the library; of entries with the same key, the first.
    All,
    /// The entries with these keys.
    Keys(Vec<String>),
}
