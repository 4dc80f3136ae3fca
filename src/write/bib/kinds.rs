//! The entry types of BibTeX and BibLaTeX for those of CSL.

use crate::dialect::BibDialect;
use crate::dialect::bib::Kind;
use crate::model::{Entry, EntryType, Variable};

/// The type to write, with the `entrysubtype` that makes a narrower type of it.
pub(super) fn kind_of(entry: &Entry, dialect: BibDialect) -> (Kind, Option<&'static str>) {
    let (kind, subtype) = in_biblatex(entry);
    match dialect {
        BibDialect::Biblatex => (kind, subtype),
        BibDialect::Bibtex => (in_bibtex(kind, entry), subtype),
    }
}

fn in_biblatex(entry: &Entry) -> (Kind, Option<&'static str>) {
    let kind = match entry.kind {
        EntryType::ArticleJournal => Kind::Article,
        EntryType::ArticleMagazine => return (Kind::Article, Some("magazine")),
        EntryType::ArticleNewspaper => return (Kind::Article, Some("newspaper")),
        EntryType::Bill | EntryType::Legislation | EntryType::Regulation => Kind::Legislation,
        EntryType::Book | EntryType::Classic => Kind::Book,
        EntryType::Chapter => Kind::Incollection,
        EntryType::Dataset => Kind::Dataset,
        EntryType::Entry | EntryType::EntryEncyclopedia => Kind::Inreference,
        EntryType::EntryDictionary => return (Kind::Inreference, Some("dictionary")),
        EntryType::Figure | EntryType::Graphic => Kind::Image,
        EntryType::LegalCase => Kind::Jurisdiction,
        EntryType::Manuscript => Kind::Unpublished,
        EntryType::Map => return (Kind::Image, Some("map")),
        EntryType::MotionPicture => Kind::Movie,
        EntryType::MusicalScore | EntryType::Song => Kind::Music,
        EntryType::Pamphlet => Kind::Booklet,
        EntryType::PaperConference => Kind::Inproceedings,
        EntryType::Patent => Kind::Patent,
        EntryType::Performance => Kind::Performance,
        EntryType::Periodical => Kind::Periodical,
        EntryType::PersonalCommunication => Kind::Letter,
        EntryType::Report => Kind::Report,
        EntryType::Review | EntryType::ReviewBook => Kind::Review,
        EntryType::Software => Kind::Software,
        EntryType::Speech => Kind::Unpublished,
        EntryType::Standard => Kind::Standard,
        EntryType::Thesis => Kind::Thesis,
        EntryType::Treaty => Kind::Legal,
        EntryType::Article | EntryType::Post | EntryType::PostWeblog | EntryType::Webpage => {
            Kind::Online
        }
        _ => Kind::Misc,
    };
    (kind, None)
}

/// The type to write for BibTeX, which has fourteen.
fn in_bibtex(kind: Kind, entry: &Entry) -> Kind {
    match kind {
        Kind::Article | Kind::Book | Kind::Booklet | Kind::Incollection | Kind::Inproceedings => {
            kind
        }
        Kind::Unpublished => kind,
        Kind::Report => Kind::Techreport,
        Kind::Thesis if entry.str(Variable::Genre).is_some_and(is_masters) => Kind::Mastersthesis,
        Kind::Thesis => Kind::Phdthesis,
        Kind::Review => Kind::Article,
        Kind::Inreference => Kind::Incollection,
        _ => Kind::Misc,
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
