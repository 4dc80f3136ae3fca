//! The dialects of bibliographies, by what their entries are held to.

use crate::model::{BibDialect, Origins};
use crate::read::Format;

/// What the entries of a file are held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// What BibTeX's or BibLaTeX's manual requires.
    Bib(BibDialect),
    /// hayagriva requires nothing: what no reader can do without.
    Hayagriva,
    /// The same for CSL-JSON and CSL-YAML.
    Csl,
}

impl Dialect {
    /// The dialect of what was read in a format, and whether more in it is BibTeX's alone than
    /// BibLaTeX's.
    pub(in crate::check) fn of(format: Format, origins: &Origins) -> (Dialect, bool) {
        match format {
            Format::Bibtex => {
                let (dialect, is_clear) = BibDialect::with_clearness(origins);
                (Dialect::Bib(dialect), is_clear && dialect == BibDialect::Bibtex)
            }
            Format::Hayagriva => (Dialect::Hayagriva, false),
            Format::CslJson | Format::CslYaml => (Dialect::Csl, false),
        }
    }
}
