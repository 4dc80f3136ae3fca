//! The types and tags of RIS.
//!
//! *Source*: "RIS Format Specifications" (2001 and 2011); the types that EndNote and Zotero write.

use crate::diagnostic::nearest;
use crate::dialect::bib::AnyOf;
use crate::model::EntryType;

/// The type of a word after `TY`, in any letter case.
pub(crate) fn kind_of(word: &str) -> Option<EntryType> {
    TYPES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, kind)| *kind)
}

/// The word for a type of CSL.
#[rustfmt::skip]
pub(crate) const fn word_for(kind: EntryType) -> &'static str {
    use EntryType as T;
    match kind {
        T::ArticleJournal | T::Review | T::ReviewBook => "JOUR",
        T::ArticleMagazine => "MGZN",
        T::ArticleNewspaper => "NEWS",
        T::Bill => "BILL",
        T::Book => "BOOK",
        T::Broadcast => "PODCST",
        T::Chapter | T::Entry => "CHAP",
        T::Classic => "CLSWK",
        T::Dataset => "DATA",
        T::EntryDictionary => "DICT",
        T::EntryEncyclopedia => "ENCYC",
        T::Figure => "FIGURE",
        T::Graphic => "ART",
        T::Hearing => "HEAR",
        T::Interview => "INTV",
        T::LegalCase => "CASE",
        T::Legislation => "STAT",
        T::Article | T::Manuscript => "UNPB",
        T::Map => "MAP",
        T::MotionPicture => "MPCT",
        T::MusicalScore => "MUSIC",
        T::Pamphlet => "PAMP",
        T::PaperConference => "CPAPER",
        T::Patent => "PAT",
        T::Periodical => "JFULL",
        T::PersonalCommunication => "PCOMM",
        T::Post | T::PostWeblog => "BLOG",
        T::Regulation | T::Treaty => "LEGAL",
        T::Report => "RPRT",
        T::Software => "COMP",
        T::Song => "SOUND",
        T::Speech => "SLIDE",
        T::Standard => "STAND",
        T::Thesis => "THES",
        T::Webpage => "ELEC",
        _ => "GEN",
    }
}

/// The type that a misspelt word may mean.
pub(crate) fn meant_type(word: &str) -> Option<&'static str> {
    let upper = word.to_ascii_uppercase();
    let known = match &*upper {
        "ARTICLE" | "JOURNAL" | "JA" => Some("JOUR"),
        "CHAPTER" | "INBOOK" => Some("CHAP"),
        "THESIS" | "PHDTHESIS" => Some("THES"),
        "REPORT" => Some("RPRT"),
        "WEB" | "ONLINE" | "WEBSITE" => Some("ELEC"),
        "MISC" | "OTHER" => Some("GEN"),
        _ => None,
    };
    known.or_else(|| nearest(&upper, TYPES.iter().map(|(name, _)| *name)))
}

/// True if the standard has a tag, in any letter case.
pub(crate) fn is_tag(tag: &str) -> bool {
    let upper = tag.to_ascii_uppercase();
    TAGS.split_whitespace().any(|known| known == upper)
}

/// The fields that a record requires: the standard requires only `TY` and `ER`, but without a title
/// a record describes nothing.
pub(crate) fn required(kind: EntryType) -> &'static [AnyOf] {
    use EntryType as T;
    match kind {
        T::Unknown | T::Document | T::Patent | T::PersonalCommunication | T::Hearing => &[],
        T::Bill | T::Legislation | T::LegalCase | T::Regulation => &[],
        _ => &[&["TI", "T1"]],
    }
}

/// All tags of both versions of the standard, and those of EndNote and Zotero.
const TAGS: &str = "
    TY ER ID A1 A2 A3 A4 A5 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CR CT CY DA DB DO DP
    DS ED EP ET FD H1 H2 ID IP IS J1 J2 JA JF JO K1 KW L1 L2 L3 L4 LA LB LK LL M1 M2 M3 N1 N2 NO
    NV OL OP PA PB PM PP PY RD RI RN RP RT SE SF SL SN SP SR ST SV T1 T2 T3 TA TI TT U1 U2 U3 U4 U5
    UR VL VO WP WT WV Y1 Y2 YR A6 CL CC";

/// The types and what they are in CSL.
#[rustfmt::skip]
const TYPES: &[(&str, EntryType)] = {
    use EntryType as T;
    &[
        ("ABST", T::ArticleJournal), ("ADVS", T::MotionPicture), ("AGGR", T::Dataset),
        ("ANCIENT", T::Classic), ("ART", T::Graphic), ("BILL", T::Bill), ("BLOG", T::PostWeblog),
        ("BOOK", T::Book), ("CASE", T::LegalCase), ("CHAP", T::Chapter), ("CHART", T::Graphic),
        ("CLSWK", T::Classic), ("COMP", T::Software), ("CONF", T::PaperConference),
        ("CPAPER", T::PaperConference), ("CTLG", T::Book), ("DATA", T::Dataset),
        ("DBASE", T::Dataset), ("DICT", T::EntryDictionary), ("EBOOK", T::Book),
        ("ECHAP", T::Chapter), ("EDBOOK", T::Book), ("EJOUR", T::ArticleJournal),
        ("ELEC", T::Webpage), ("ENCYC", T::EntryEncyclopedia), ("EQUA", T::Document),
        ("FIGURE", T::Figure), ("GEN", T::Document), ("GOVDOC", T::Report), ("GRANT", T::Document),
        ("GRNT", T::Document), ("HEAR", T::Hearing), ("ICOMM", T::PersonalCommunication),
        ("INPR", T::ArticleJournal), ("INTV", T::Interview), ("JFULL", T::Periodical),
        ("JOUR", T::ArticleJournal), ("LEGAL", T::Regulation), ("MANSCPT", T::Manuscript),
        ("MAP", T::Map), ("MARC", T::Document), ("MGZN", T::ArticleMagazine),
        ("MPCT", T::MotionPicture), ("MULTI", T::MotionPicture), ("MUSIC", T::MusicalScore),
        ("NEWS", T::ArticleNewspaper), ("PAMP", T::Pamphlet), ("PAT", T::Patent),
        ("PCOMM", T::PersonalCommunication), ("PODCST", T::Broadcast), ("PRESS", T::Document),
        ("RPRT", T::Report), ("SER", T::Book), ("SLIDE", T::Speech), ("SOUND", T::Song),
        ("STAND", T::Standard), ("STAT", T::Legislation), ("STD", T::Standard),
        ("THES", T::Thesis), ("UNBILL", T::Bill), ("UNPB", T::Manuscript), ("UNPD", T::Manuscript),
        ("VIDEO", T::MotionPicture), ("WEB", T::Webpage),
    ]
};
