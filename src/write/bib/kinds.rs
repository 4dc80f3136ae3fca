//! The entry types of BibTeX and BibLaTeX for those of CSL.

use crate::dialect::BibDialect;
use crate::dialect::bib::Kind;
use crate::dialect::native::word;
use crate::model::{Entry, TypeFamily, Variable};

/// The type of an entry as it is written.
pub(super) struct Form {
    /// What decides which fields it has.
    pub(super) kind: Kind,
    /// The word for it.
    pub(super) word: String,
    /// The `entrysubtype` that makes a narrower type of it.
    pub(super) subtype: Option<&'static str>,
}

impl Form {
    /// The type to write: the entry's own one if it was read from BibTeX or BibLaTeX, or from a type
    /// that BibLaTeX has too, and otherwise the one for its CSL type.
    pub(super) fn of(entry: &Entry, dialect: BibDialect) -> Form {
        let (usual, subtype) = Kind::of_csl(entry.kind);
        let native = entry.native_type();
        let kind = native.and_then(|it| word(it, TypeFamily::Bib)).and_then(Kind::from_name);
        if let (None, Some(native)) = (kind, native)
            && native.family == TypeFamily::Bib
        {
            // Styles print an unknown type as `misc`.
            return Form { kind: Kind::Misc, word: native.word.to_string(), subtype: None };
        }
        let kind = kind.unwrap_or(usual);
        let kind = match dialect {
            BibDialect::Biblatex => kind,
            BibDialect::Bibtex => in_bibtex(kind, entry),
        };
        Form { kind, word: kind.name().to_owned(), subtype }
    }
}

/// The type to write for BibTeX, which has fourteen.
fn in_bibtex(kind: Kind, entry: &Entry) -> Kind {
    use Kind as K;
    match kind {
        K::Article | K::Book | K::Booklet | K::Conference | K::Inbook | K::Incollection => kind,
        K::Inproceedings | K::Manual | K::Mastersthesis | K::Misc | K::Phdthesis => kind,
        K::Proceedings | K::Techreport | K::Unpublished => kind,
        K::Report => K::Techreport,
        K::Thesis if entry.str(Variable::Genre).is_some_and(is_masters) => K::Mastersthesis,
        K::Thesis => K::Phdthesis,
        K::Review | K::Suppperiodical => K::Article,
        K::Inreference | K::Suppcollection => K::Incollection,
        K::Bookinbook | K::Suppbook => K::Inbook,
        K::Mvproceedings => K::Proceedings,
        K::Collection | K::Commentary | K::Mvbook | K::Mvcollection => K::Book,
        K::Reference | K::Mvreference => K::Book,
        _ => K::Misc,
    }
}

fn is_masters(genre: &str) -> bool {
    genre.to_lowercase().starts_with("master")
}

/// The text that the type already stands for.
pub(super) fn implied_genre(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Phdthesis => Some("PhD thesis"),
        Kind::Mastersthesis => Some("Master’s thesis"),
        Kind::Techreport => Some("Technical report"),
        _ => None,
    }
}
