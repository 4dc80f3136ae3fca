//! The terms that locales translate, as numbers.

use crate::model::{LocatorLabel, Variable};

/// The number of a term: known terms first, then those that only this style defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TermId(pub(crate) u16);

/// The placeholder for the number in a term.
pub(crate) const PLACEHOLDER: &str = "%s";

/// The form of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum TermForm {
    #[default]
    Long = 0,
    Short = 1,
    Verb = 2,
    VerbShort = 3,
    Symbol = 4,
}

impl TermForm {
    pub(crate) const COUNT: usize = 5;

    pub(crate) const ALL: [TermForm; Self::COUNT] =
        [TermForm::Long, TermForm::Short, TermForm::Verb, TermForm::VerbShort, TermForm::Symbol];

    pub(crate) fn from_name(name: &str) -> Option<TermForm> {
        Some(match name {
            "long" => TermForm::Long,
            "short" => TermForm::Short,
            "verb" => TermForm::Verb,
            "verb-short" => TermForm::VerbShort,
            "symbol" => TermForm::Symbol,
            _ => return None,
        })
    }

    /// The form that is used instead if a term does not have this one.
    pub(crate) fn fallback(self) -> Option<TermForm> {
        match self {
            TermForm::Long => None,
            TermForm::Short | TermForm::Verb => Some(TermForm::Long),
            TermForm::VerbShort => Some(TermForm::Verb),
            TermForm::Symbol => Some(TermForm::Short),
        }
    }
}

/// The grammatical gender of a term, or the one with which an ordinal agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Gender {
    #[default]
    Neuter,
    Feminine,
    Masculine,
}

/// The terms that every locale has, sorted, except ordinals.
///
/// *Source*: CSL 1.0.2 specification, appendix II, and the terms of the official locales.
pub(crate) const KNOWN: &[&str] = &[
    "accessed",
    "act",
    "ad",
    "advance-online-publication",
    "album",
    "and",
    "and others",
    "anonymous",
    "appendix",
    "article",
    "article-journal",
    "article-locator",
    "article-magazine",
    "article-newspaper",
    "at",
    "audio-recording",
    "author",
    "available at",
    "bc",
    "bce",
    "bill",
    "book",
    "broadcast",
    "by",
    "canon",
    "ce",
    "chair",
    "chapter",
    "chapter-number",
    "circa",
    "citation-number",
    "citation-range-delimiter",
    "cited",
    "classic",
    "close-inner-quote",
    "close-quote",
    "collection",
    "collection-editor",
    "collection-number",
    "colon",
    "column",
    "comma",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "dataset",
    "director",
    "document",
    "edition",
    "editor",
    "editor-translator",
    "editorial-director",
    "editortranslator",
    "elocation",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "equation",
    "et-al",
    "event",
    "executive-producer",
    "figure",
    "film",
    "first-reference-note-number",
    "folio",
    "forthcoming",
    "from",
    "graphic",
    "guest",
    "hearing",
    "henceforth",
    "hereinafter",
    "host",
    "ibid",
    "illustrator",
    "in",
    "in press",
    "internet",
    "interview",
    "interviewer",
    "issue",
    "legal_case",
    "legislation",
    "letter",
    "line",
    "loc-cit",
    "long-ordinal-01",
    "long-ordinal-02",
    "long-ordinal-03",
    "long-ordinal-04",
    "long-ordinal-05",
    "long-ordinal-06",
    "long-ordinal-07",
    "long-ordinal-08",
    "long-ordinal-09",
    "long-ordinal-10",
    "manuscript",
    "map",
    "month-01",
    "month-02",
    "month-03",
    "month-04",
    "month-05",
    "month-06",
    "month-07",
    "month-08",
    "month-09",
    "month-10",
    "month-11",
    "month-12",
    "motion_picture",
    "musical_score",
    "narrator",
    "no date",
    "no-place",
    "no-publisher",
    "note",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "on",
    "online",
    "op-cit",
    "open-inner-quote",
    "open-quote",
    "opus",
    "organizer",
    "original-author",
    "original-work-published",
    "page",
    "page-first",
    "page-range-delimiter",
    "pamphlet",
    "paper-conference",
    "paragraph",
    "part",
    "part-number",
    "patent",
    "performance",
    "performer",
    "periodical",
    "personal-communication",
    "personal_communication",
    "podcast",
    "podcast-episode",
    "post",
    "post-weblog",
    "preprint",
    "presented at",
    "printing",
    "printing-number",
    "producer",
    "radio-broadcast",
    "radio-series",
    "radio-series-episode",
    "recipient",
    "reference",
    "regulation",
    "report",
    "retrieved",
    "review",
    "review-book",
    "review-of",
    "reviewed-author",
    "rule",
    "scale",
    "scene",
    "script-writer",
    "season-01",
    "season-02",
    "season-03",
    "season-04",
    "section",
    "semicolon",
    "series-creator",
    "software",
    "song",
    "special-issue",
    "special-section",
    "speech",
    "standard",
    "sub-verbo",
    "supplement",
    "supplement-number",
    "table",
    "television-broadcast",
    "television-series",
    "television-series-episode",
    "thesis",
    "timestamp",
    "title-locator",
    "translator",
    "treaty",
    "verse",
    "version",
    "video",
    "volume",
    "webpage",
    "working-paper",
    "year-range-delimiter",
];

/// The number of a known term.
pub(crate) fn known(name: &str) -> Option<TermId> {
    // Both spellings are in use; the specification has the one with the hyphen.
    let name = if name == "sub verbo" { "sub-verbo" } else { name };
    KNOWN.binary_search(&name).ok().map(|index| TermId(index as u16))
}

/// The number of a term, computed at compile time.
const fn find(name: &str) -> Option<TermId> {
    let mut index = 0;
    while index < KNOWN.len() {
        let (a, b) = (KNOWN[index].as_bytes(), name.as_bytes());
        let mut same = a.len() == b.len();
        let mut at = 0;
        while same && at < a.len() {
            same = a[at] == b[at];
            at += 1;
        }
        if same {
            return Some(TermId(index as u16));
        }
        index += 1;
    }
    None
}

/// The number of a term in the list above.
#[allow(clippy::panic, reason = "called in constants only, so that it fails a build and no run")]
const fn id(name: &str) -> TermId {
    match find(name) {
        Some(id) => id,
        None => panic!("a term in the list of known terms"),
    }
}

/// The term that names a variable.
pub(crate) fn of_variable(variable: Variable) -> Option<TermId> {
    const TERMS: [Option<TermId>; Variable::COUNT] = {
        let mut terms = [None; Variable::COUNT];
        let mut index = 0;
        while index < Variable::COUNT {
            terms[index] = find(Variable::ALL[index].name());
            index += 1;
        }
        terms
    };
    TERMS[variable.index()]
}

/// The terms of all locator labels.
pub(crate) fn of_locators() -> impl Iterator<Item = TermId> {
    LocatorLabel::ALL.iter().filter_map(|&label| of_locator(label))
}

/// The term of a locator label.
pub(crate) fn of_locator(label: LocatorLabel) -> Option<TermId> {
    const TERMS: [Option<TermId>; LocatorLabel::ALL.len()] = {
        let mut terms = [None; LocatorLabel::ALL.len()];
        let mut index = 0;
        while index < LocatorLabel::ALL.len() {
            terms[index] = find(LocatorLabel::ALL[index].name());
            index += 1;
        }
        terms
    };
    TERMS[label as usize]
}

pub(crate) const AD: TermId = id("ad");
pub(crate) const AND: TermId = id("and");
pub(crate) const BC: TermId = id("bc");
pub(crate) const CITATION_RANGE_DELIMITER: TermId = id("citation-range-delimiter");
pub(crate) const CLOSE_INNER_QUOTE: TermId = id("close-inner-quote");
pub(crate) const CLOSE_QUOTE: TermId = id("close-quote");
pub(crate) const ET_AL: TermId = id("et-al");
pub(crate) const EDITORTRANSLATOR: TermId = id("editortranslator");
pub(crate) const EDITOR_TRANSLATOR: TermId = id("editor-translator");
pub(crate) const OPEN_INNER_QUOTE: TermId = id("open-inner-quote");
pub(crate) const OPEN_QUOTE: TermId = id("open-quote");
pub(crate) const PAGE_RANGE_DELIMITER: TermId = id("page-range-delimiter");

/// The term of a month (1–12).
pub(crate) fn month(month: u8) -> TermId {
    const FIRST: TermId = id("month-01");
    TermId(FIRST.0 + u16::from(month) - 1)
}

/// The term of a season (1–4).
pub(crate) fn season(season: u8) -> TermId {
    const FIRST: TermId = id("season-01");
    TermId(FIRST.0 + u16::from(season) - 1)
}

/// The term of a long ordinal (1–10).
pub(crate) fn long_ordinal(number: u8) -> TermId {
    const FIRST: TermId = id("long-ordinal-01");
    TermId(FIRST.0 + u16::from(number) - 1)
}

/// True for a long ordinal.
pub(crate) fn is_long_ordinal(term: TermId) -> bool {
    (long_ordinal(1)..=long_ordinal(10)).contains(&term)
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, known, long_ordinal, month, season};

    #[test]
    fn the_list_is_sorted_and_its_runs_are_whole() {
        assert!(KNOWN.is_sorted());
        for number in 1..=12 {
            assert_eq!(KNOWN[usize::from(month(number).0)], format!("month-{number:02}"));
        }
        assert_eq!(KNOWN[usize::from(season(4).0)], "season-04");
        assert_eq!(KNOWN[usize::from(long_ordinal(10).0)], "long-ordinal-10");
        assert_eq!(known("sub verbo"), known("sub-verbo"));
    }
}
