//! The data model of bibliographies, which is the same for all formats.
//!
//! A [`Library`] contains [`Entry`]s in file order. An entry has values for the [`Variable`]s of
//! CSL 1.0.2, into which every format is read. This module contains no positions: the reader of a
//! file records them in [`Origins`], a separate table.

mod abbreviations;
pub(crate) mod annotation;
mod bodies;
mod build;
mod citation;
mod date;
mod entry;
mod entry_type;
#[cfg(feature = "hayagriva")]
mod hayagriva;
mod identifier;
mod initials;
mod language;
mod library;
mod ligatures;
pub(crate) mod markdown;
mod months;
mod name;
mod native;
mod numeral;
mod origins;
mod others;
mod page_count;
pub(crate) mod preprint;
mod text;
mod value;
mod variable;
mod variables;

pub use abbreviations::Abbreviations;
pub(crate) use bodies::{article_before, is_word_of_body, may_be_of_body, word_of_body};
pub use citation::{Citation, CitationMode, Cite, Locator, LocatorLabel, PositionOverride};
pub(crate) use date::days_in_month;
pub use date::{
    Bound, Date, DatePoint, EdtfError, EdtfErrorKind, Precision, Season, Time, Unspecified,
};
pub(crate) use entry::fit;
pub use entry::{Entry, Extra};
pub use entry_type::EntryType;
pub use identifier::{
    ArxivId, ArxivIdError, Doi, DoiError, Isbn, IsbnError, Issn, IssnError, Pmcid, Pmid, PmidError,
};
pub(crate) use initials::{
    Initials, are_dotted_initials, ends_with_initials, initials_at_end, initials_in_list,
    is_only_of_a_body,
};
pub use language::{Language, LanguageError};
pub use library::Library;
pub(crate) use ligatures::ligature;
pub(crate) use months::{ENGLISH_MONTHS, month_by_name, months_in, season_by_name};
pub use name::{Name, Person};
pub(crate) use native::{NativeType, TypeFamily};
pub(crate) use numeral::{english_ordinal, is_roman, roman_numeral, roman_value};
pub use origins::{Comment, CommentForm, EntryOrigin, FieldOrigin, Form, Origins, Piece};
pub(crate) use others::mark_others;
pub(crate) use others::{ends_others, others_start};
pub(crate) use page_count::PageCount;
pub use text::{Mark, MarkKind, Text};
pub use value::{Value, WrongKind};
pub use variable::{Variable, VariableKind};
pub(crate) use variables::Variables;
