//! The names that appear in attribute values: variables, item types, locators, positions, terms.

use crate::model::{EntryType, LocatorLabel, Variable, VariableKind};

/// Where a name is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// CSL 1.0.2.
    Standard,
    /// CSL-M or CSL 1.1.
    Extension,
}

use Origin::{Extension, Standard};

/// Which variables an attribute accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VariableUse {
    Any,
    /// Variables that `text` prints: text and numbers.
    Text,
    Number,
    /// Variables that have a label: numbers.
    Label,
    Date,
    Names,
}

impl VariableUse {
    pub(crate) fn takes(self, kind: VariableKind) -> bool {
        match self {
            VariableUse::Any => true,
            VariableUse::Text => matches!(kind, VariableKind::Standard | VariableKind::Number),
            VariableUse::Number | VariableUse::Label => kind == VariableKind::Number,
            VariableUse::Date => kind == VariableKind::Date,
            VariableUse::Names => kind == VariableKind::Name,
        }
    }
}

/// The kind and origin of a variable.
///
/// *Source*: CSL 1.0.2 specification, appendix IV; CSL-M, "Variables".
pub(crate) fn variable(name: &str) -> Option<(VariableKind, Origin)> {
    if let Some((_, kind)) = VARIABLE_EXTENSIONS.iter().find(|(own, _)| *own == name) {
        return Some((*kind, Extension));
    }
    if let Some(variable) = Variable::from_name(name) {
        return Some((variable.kind(), Standard));
    }
    // The earlier form of a republished or translated work, in Chinese styles.
    let original = name.strip_prefix("original-").and_then(Variable::from_name)?;
    Some((original.kind(), Extension))
}

const VARIABLE_EXTENSIONS: &[(&str, VariableKind)] = &[
    ("collection-title-short", VariableKind::Standard),
    ("commenter", VariableKind::Name),
    ("committee", VariableKind::Standard),
    ("country", VariableKind::Standard),
    ("court-class", VariableKind::Standard),
    ("document-name", VariableKind::Standard),
    ("dummy", VariableKind::Name),
    ("first-container-reference-note-number", VariableKind::Number),
    ("gazette-flag", VariableKind::Standard),
    ("hereinafter", VariableKind::Standard),
    ("language-name", VariableKind::Standard),
    ("language-name-original", VariableKind::Standard),
    ("locator-date", VariableKind::Date),
    ("locator-extra", VariableKind::Standard),
    ("original-container-title", VariableKind::Standard),
    ("publication-date", VariableKind::Date),
    ("publication-number", VariableKind::Number),
    ("supplement", VariableKind::Number),
    ("volume-title-short", VariableKind::Standard),
];

/// All variables, for suggestions.
pub(crate) fn all_variables() -> impl Iterator<Item = &'static str> {
    let extensions = VARIABLE_EXTENSIONS.iter().map(|(name, _)| *name);
    Variable::ALL.iter().map(|variable| variable.name()).chain(extensions)
}

/// The origin of an item type.
///
/// *Source*: CSL 1.0.2 specification, appendix III; CSL-M, "Item Types".
pub(crate) fn item_type(name: &str) -> Option<Origin> {
    find(name, EntryType::from_name(name).is_some(), TYPE_EXTENSIONS)
}

pub(crate) fn all_types() -> impl Iterator<Item = &'static str> {
    EntryType::ALL.iter().map(|kind| kind.name()).chain(TYPE_EXTENSIONS.iter().copied())
}

const TYPE_EXTENSIONS: &[&str] = &["gazette", "legal_commentary", "video"];

/// The origin of a locator label.
///
/// *Source*: CSL 1.0.2 specification, "Locators"; CSL-M, "Locator Terms".
pub(crate) fn locator(name: &str) -> Option<Origin> {
    find(name, LocatorLabel::from_name(name).is_some(), LOCATOR_EXTENSIONS)
}

pub(crate) fn all_locators() -> impl Iterator<Item = &'static str> {
    LocatorLabel::ALL.iter().map(|label| label.name()).chain(LOCATOR_EXTENSIONS.iter().copied())
}

const LOCATOR_EXTENSIONS: &[&str] =
    &["article", "randnummer", "schedule", "subchapter", "subparagraph", "subsection", "title"];

/// The origin of a cite's position.
///
/// *Source*: CSL 1.0.2 specification, "Choose"; CSL-M, "Conditions".
pub(crate) fn position(name: &str) -> Option<Origin> {
    find(name, POSITIONS.contains(&name), POSITION_EXTENSIONS)
}

pub(crate) fn all_positions() -> impl Iterator<Item = &'static str> {
    POSITIONS.iter().chain(POSITION_EXTENSIONS).copied()
}

const POSITIONS: &[&str] = &["first", "subsequent", "ibid", "ibid-with-locator", "near-note"];
const POSITION_EXTENSIONS: &[&str] = &["container-subsequent", "far-note"];

/// The origin of a term.
///
/// *Source*: CSL 1.0.2 specification, appendix II, "Names" (for `editortranslator`), and the
/// official locales (for `printing`).
pub(crate) fn term(name: &str) -> Option<Origin> {
    let is_named_after = |name: &str| {
        let variable = Variable::from_name(name).map(Variable::kind);
        matches!(variable, Some(VariableKind::Name | VariableKind::Number))
            || EntryType::from_name(name).is_some()
            || LocatorLabel::from_name(name).is_some()
    };
    let standard = TERMS.contains(&name) || is_numbered_term(name) || is_named_after(name);
    find(name, standard, TERM_EXTENSIONS).or_else(|| locator(name)).or_else(|| item_type(name))
}

pub(crate) fn all_terms() -> impl Iterator<Item = &'static str> {
    let variables = Variable::ALL
        .iter()
        .filter(|variable| matches!(variable.kind(), VariableKind::Name | VariableKind::Number))
        .map(|variable| variable.name());
    TERMS
        .iter()
        .chain(TERM_EXTENSIONS)
        .copied()
        .chain(variables)
        .chain(all_types())
        .chain(all_locators())
}

/// True for the term of an ordinal, month or season.
fn is_numbered_term(name: &str) -> bool {
    let Some((kind, number)) = name.rsplit_once('-') else { return false };
    let digits = number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    let Some(number) = number.parse::<u8>().ok().filter(|_| digits) else { return false };
    match kind {
        "ordinal" => true,
        "long-ordinal" => (1..=10).contains(&number),
        "month" => (1..=12).contains(&number),
        "season" => (1..=4).contains(&number),
        _ => false,
    }
}

const TERMS: &[&str] = &[
    "accessed",
    "ad",
    "advance-online-publication",
    "album",
    "and",
    "and others",
    "anonymous",
    "at",
    "audio-recording",
    "available at",
    "bc",
    "bce",
    "by",
    "ce",
    "circa",
    "cited",
    "close-inner-quote",
    "close-quote",
    "colon",
    "comma",
    "editortranslator",
    "et-al",
    "film",
    "forthcoming",
    "from",
    "henceforth",
    "ibid",
    "in",
    "in press",
    "internet",
    "letter",
    "loc-cit",
    "no date",
    "no-place",
    "no-publisher",
    "on",
    "online",
    "op-cit",
    "open-inner-quote",
    "open-quote",
    "ordinal",
    "original-work-published",
    "page-range-delimiter",
    "personal-communication",
    "podcast",
    "podcast-episode",
    "preprint",
    "presented at",
    "printing",
    "radio-broadcast",
    "radio-series",
    "radio-series-episode",
    "reference",
    "retrieved",
    "review-of",
    "scale",
    "semicolon",
    "special-issue",
    "special-section",
    "television-broadcast",
    "television-series",
    "television-series-episode",
    "video",
    "working-paper",
];

const TERM_EXTENSIONS: &[&str] = &[
    "citation-range-delimiter",
    "hereinafter",
    "published",
    "unpublished",
    "with",
    "year-range-delimiter",
];

fn find(name: &str, standard: bool, extensions: &[&str]) -> Option<Origin> {
    if standard {
        return Some(Standard);
    }
    extensions.contains(&name).then_some(Extension)
}

/// The replacement for a name that is still accepted but should no longer be written.
///
/// *Source*: CSL 1.0.2 specification, appendix IV.
pub(crate) fn deprecated_variable(name: &str) -> Option<&'static str> {
    match name {
        "event" => Some("`event-title`"),
        "container-title-short" => Some("`container-title` with `form=\"short\"`"),
        "title-short" => Some("`title` with `form=\"short\"`"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Origin, all_terms, all_variables, item_type, locator, term, variable};

    #[test]
    fn every_listed_name_is_known() {
        assert!(all_variables().all(|name| variable(name).is_some()));
        assert!(all_terms().all(|name| term(name).is_some()));
        // The engine prints no term that the validator does not recognize.
        for name in crate::style::terms::KNOWN {
            assert!(term(name).is_some(), "{name}");
        }
    }

    #[test]
    fn origins() {
        assert_eq!(term("month-12"), Some(Origin::Standard));
        assert_eq!(term("ordinal-99"), Some(Origin::Standard));
        assert_eq!(term("month-13"), None);
        assert_eq!(term("ordinal-+1"), None);
        assert_eq!(term("citation-range-delimiter"), Some(Origin::Extension));
        assert_eq!(locator("schedule"), Some(Origin::Extension));
        assert_eq!(item_type("book"), Some(Origin::Standard));
        let origin = |name| variable(name).map(|(_, origin)| origin);
        assert_eq!(origin("original-title"), Some(Origin::Standard));
        assert_eq!(origin("original-genre"), Some(Origin::Extension));
        assert_eq!(origin("original-nonsense"), None);
    }
}
