//! Names in CSL-JSON that are not variables: those that services write, and names in other formats.

use crate::diagnostic::nearest;
use crate::model::{EntryType, Variable};

/// Names in the schema other than those of variables.
pub(crate) const OTHER_NAMES: [&str; 6] =
    ["id", "type", "categories", "custom", "journalAbbreviation", "shortTitle"];

/// The variable whose older name this is.
pub(crate) fn alias(name: &str) -> Option<&'static str> {
    match name {
        "shortTitle" => Some(Variable::TitleShort.name()),
        "journalAbbreviation" => Some(Variable::ContainerTitleShort.name()),
        _ => None,
    }
}

/// The parts of a name that are read as such. Crossref's `name` of a body is one more.
///
/// *Source*: CSL 1.0.2, `csl-data.json`; `isInstitution` of citeproc-js.
const NAME_PARTS: [&str; 10] = [
    "family",
    "given",
    "dropping-particle",
    "non-dropping-particle",
    "suffix",
    "comma-suffix",
    "static-ordering",
    "parse-names",
    "literal",
    "isInstitution",
];

/// True for the parts of a name that are read as such, without Crossref's `name`.
pub(crate) fn is_name_part(part: &str) -> bool {
    NAME_PARTS.contains(&part)
}

/// The list of words by which bibliographies are filtered.
pub(crate) const CATEGORIES: &str = "categories";

/// Fields other than `id` that identify an item: Zotero's citation key, and other names for it.
pub(crate) const KEYS: [&str; 3] = ["citation-key", "citekey", "citationKey"];

/// The variable that may have been meant by a name.
pub(crate) fn meant(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    let other = OTHER_WORDS.binary_search_by(|(word, _)| (*word).cmp(&*lower));
    if let Ok(at) = other {
        return Some(OTHER_WORDS[at].1);
    }
    let variables = Variable::ALL.iter().map(|variable| variable.name());
    nearest(name, variables.chain(OTHER_NAMES))
}

/// True if a service or reference manager writes this name for data of its own.
pub(crate) fn is_bookkeeping(name: &str) -> bool {
    name.starts_with(['_', '$', '@', '-']) || SERVICES.binary_search(&name).is_ok()
}

/// Names of variables in BibTeX and other formats, sorted.
#[rustfmt::skip]
const OTHER_WORDS: [(&str, &str); 33] = [
    ("accessdate", "accessed"), ("address", "publisher-place"), ("authors", "author"),
    ("bookauthor", "container-author"), ("booktitle", "container-title"),
    ("city", "publisher-place"), ("containertitle", "container-title"), ("date", "issued"),
    ("editors", "editor"), ("eventplace", "event-place"), ("institution", "publisher"),
    ("isbns", "ISBN"), ("issn-l", "ISSN"), ("journal", "container-title"),
    ("journal-title", "container-title"), ("journaltitle", "container-title"),
    ("keywords", "keyword"), ("lang", "language"), ("link", "URL"),
    ("location", "publisher-place"), ("organization", "publisher"), ("page-range", "page"),
    ("pages", "page"), ("place", "publisher-place"), ("publication-title", "container-title"),
    ("publisher-location", "publisher-place"), ("school", "publisher"),
    ("series", "collection-title"), ("short-container-title", "container-title-short"),
    ("translators", "translator"), ("urldate", "accessed"), ("website", "URL"), ("year", "issued"),
];

/// The CSL type for a type of Crossref's own, which its service returns in CSL-JSON too.
///
/// *Source*: the types of Crossref's REST API.
pub(crate) fn type_of_crossref(name: &str) -> Option<EntryType> {
    use EntryType as T;
    Some(match name {
        "journal-article" => T::ArticleJournal,
        "proceedings-article" => T::PaperConference,
        "posted-content" => T::Article,
        "book-chapter" | "book-section" | "book-part" | "book-track" | "report-component" => {
            T::Chapter
        }
        "monograph" | "edited-book" | "reference-book" | "book-set" | "book-series"
        | "proceedings" | "proceedings-series" => T::Book,
        "reference-entry" => T::EntryEncyclopedia,
        "dissertation" => T::Thesis,
        "peer-review" => T::Review,
        "report-series" => T::Report,
        "journal" | "journal-issue" | "journal-volume" => T::Periodical,
        _ => return None,
    })
}

/// Fields that Crossref, DataCite and others send in addition to the variables, sorted.
///
/// *Source*: the "works" schema of Crossref's REST API.
#[rustfmt::skip]
const SERVICES: [&str; 59] = [
    "abstracts", "aliases", "alternative-id", "archives", "article-number", "assertion", "award",
    "clinical-trial-number", "component-number", "container-title-translated", "content-created",
    "content-domain", "content-updated", "contributors", "copyright", "created", "degree",
    "deposited", "editor-in-chief", "event-info", "free-to-read", "funder", "greycite-canonical-uri",
    "group-title", "indexed", "institutions", "is-referenced-by-count", "isbn-type", "issn-type",
    "issue-date", "item-type", "journal-issue", "libraryCatalog", "member", "note-text",
    "original-titles", "owner", "part", "posted", "prefix", "published", "published-online",
    "published-other", "published-print", "redirects-to", "reference-count",
    "references-count", "related-items", "relation", "resource", "review-of", "score",
    "short_url", "standards-body", "subject", "subtitle", "timestamp", "update-policy", "update-to",
];

#[cfg(test)]
mod tests {
    use super::{OTHER_WORDS, SERVICES, is_bookkeeping, meant};
    use crate::model::Variable;

    #[test]
    fn tables_are_ordered_and_lead_to_variables() {
        assert!(OTHER_WORDS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(SERVICES.is_sorted_by(|a, b| a < b));
        for (word, variable) in OTHER_WORDS {
            assert!(Variable::from_name(variable).is_some(), "{variable}");
            assert_eq!(Variable::from_name(word), None, "{word}");
        }
        for name in SERVICES {
            assert_eq!(Variable::from_name(name), None, "{name}");
        }
    }

    #[test]
    fn slips_are_told_from_what_services_write() {
        for (name, variable) in [
            ("Title", Some("title")),
            ("doi", Some("DOI")),
            ("pages", Some("page")),
            ("Journal", Some("container-title")),
            ("publisher_place", Some("publisher-place")),
            ("whatever", None),
        ] {
            assert_eq!(meant(name), variable, "{name}");
        }
        assert!(is_bookkeeping("is-referenced-by-count") && !is_bookkeeping("titel"));
    }
}
