//! The names of the two dialects.

/// One of the two dialects of `.bib` files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum BibDialect {
    /// Files for BibTeX and its styles.
    Bibtex,
    /// Files for BibLaTeX and biber.
    Biblatex,
}

impl BibDialect {
    /// The dialect's name, as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            BibDialect::Bibtex => "BibTeX",
            BibDialect::Biblatex => "BibLaTeX",
        }
    }
}
