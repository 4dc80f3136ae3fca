//! The dialects of bibliographies, which determine the requirements for their entries.

use crate::model::{BibDialect, Origins};
use crate::read::Format;

/// The requirements for the entries of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Those of BibTeX's or BibLaTeX's manual.
    Bib(BibDialect),
    /// hayagriva requires nothing; only what no reader can do without.
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
