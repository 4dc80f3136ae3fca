//! Fields that are known but mean nothing to a citation, and slips in the names of those that do.
//!
//! Reference managers, databases and people keep their own books in fields that BibTeX passes
//! over. They are taken along in silence; only a name that looks like a slip is worth a word.

use crate::diagnostic::nearest;

/// What somebody may have meant by a field that is not known.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    if is_bookkeeping(&lower) {
        return None;
    }
    let other = OTHER_WORDS.iter().find(|(word, _)| *word == lower);
    other.map(|(_, field)| *field).or_else(|| nearest(&lower, MEANINGFUL))
}

fn is_bookkeeping(name: &str) -> bool {
    let numbered = name.ends_with(|c: char| c.is_ascii_digit());
    let own = [
        "bdsk-",
        "mendeley",
        "jabref",
        "citeulike",
        "zotero",
        "ads",
        "opt",
        "alt",
        "x-",
        "xx",
        "_",
    ];
    // Programs write names with hyphens and underscores; those who err in a field's name do not.
    numbered
        || name.contains(['-', '_', ':', '.'])
        || own.iter().any(|prefix| name.starts_with(prefix))
        || BOOKKEEPING.binary_search(&name).is_ok()
}

/// Words that other formats and languages have for a field.
const OTHER_WORDS: [(&str, &str); 24] = [
    ("authors", "author"),
    ("auteur", "author"),
    ("autor", "author"),
    ("bookname", "booktitle"),
    ("city", "location"),
    ("conference", "booktitle"),
    ("editors", "editor"),
    ("homepage", "url"),
    ("href", "url"),
    ("journalname", "journal"),
    ("link", "url"),
    ("page", "pages"),
    ("pageno", "pages"),
    ("place", "location"),
    ("pubyear", "year"),
    ("titel", "title"),
    ("titre", "title"),
    ("titulo", "title"),
    ("translators", "translator"),
    ("university", "school"),
    ("verlag", "publisher"),
    ("web", "url"),
    ("webpage", "url"),
    ("website", "url"),
];

/// The fields whose names people write by hand.
const MEANINGFUL: [&str; 66] = [
    "author",
    "title",
    "year",
    "journal",
    "journaltitle",
    "booktitle",
    "publisher",
    "pages",
    "volume",
    "number",
    "month",
    "editor",
    "edition",
    "series",
    "address",
    "location",
    "chapter",
    "school",
    "institution",
    "organization",
    "howpublished",
    "note",
    "type",
    "date",
    "doi",
    "url",
    "isbn",
    "issn",
    "eprint",
    "eprinttype",
    "eprintclass",
    "archiveprefix",
    "primaryclass",
    "abstract",
    "keywords",
    "annote",
    "annotation",
    "crossref",
    "xref",
    "xdata",
    "subtitle",
    "titleaddon",
    "maintitle",
    "mainsubtitle",
    "booksubtitle",
    "shorttitle",
    "shortjournal",
    "translator",
    "bookauthor",
    "editortype",
    "eventtitle",
    "eventdate",
    "venue",
    "urldate",
    "origdate",
    "origtitle",
    "origpublisher",
    "origlocation",
    "origlanguage",
    "langid",
    "language",
    "volumes",
    "pagetotal",
    "pubstate",
    "addendum",
    "version",
];

/// Ordered.
#[rustfmt::skip]
const BOOKKEEPING: [&str; 278] = [
    "abbr", "acknowledgement", "acmid", "acronym", "additional_info", "adsnote", "adsurl",
    "affiliation", "affiliations", "ajournal", "altmetric", "annotationannote", "archive",
    "article_type", "assignee", "author-email", "authors-email", "award", "award_name", "bibdate",
    "bibsource", "bibtex_show", "biburl", "categories", "category", "chaptername",
    "citation-count", "citations", "cited-references", "cites", "citeulike", "code", "coden",
    "collaboration", "comment", "comments", "contents", "copyrighted", "cost", "creationdate",
    "crossrefonly", "da", "date-added", "date-modified", "dateadded", "datemodified",
    "day-modified", "dayfiled", "dblp", "description", "dewey", "dimensions", "directory",
    "doc-delivery-number", "doi-url", "earlyaccessdate", "editedby", "editoraddress", "ee",
    "eissn", "em", "endhour", "endminute", "endsecond", "endtimezone", "endyeardivision",
    "entrytype", "eprint_", "eventendday", "eventendmonth", "eventendyear", "execute", "extra",
    "favorite", "file", "file-url", "fileprovider", "fjournal", "folder", "fulltext", "funding",
    "gender", "google_scholar_id", "googlebooks", "group", "groups", "gscholar", "hal_id",
    "hal_local_reference", "hal_version", "handle", "hour", "html", "id", "impactfactor",
    "indexsorttitle", "indextitle", "inspire", "institution_address", "interhash", "internal",
    "intrahash", "introducedin", "intype", "isan", "isbn-10", "isbn-13", "isbn10", "isbn13",
    "iscool", "issn-l", "issn_online", "issue_date", "iswc", "item", "jabref", "journal-url",
    "jstor_articletype", "jstor_formatteddate", "jstor_issuetitle", "key", "keywords-plus",
    "keywordsplus", "lang", "language-options", "lb", "lccn", "lecture", "lines", "link-local",
    "lista", "listb", "listc", "listd", "liste", "listf", "local-url", "localfile", "medium",
    "medline-pst", "mendeley-groups", "mendeley-tags", "minute", "modificationdate", "monthfiled",
    "mrclass", "mrnumber", "mrreviewer", "mscclass", "msnumber", "myfile", "namea", "nameaddon",
    "nameatype", "nameb", "namebtype", "namec", "namectype", "nationality", "notes",
    "number-of-cited-references", "numreferences", "oa", "oclc", "oldkey", "onlinedate",
    "openalex", "orcid", "orcid-numbers", "origendday", "origendmonth", "origendyear", "origin",
    "origpages", "owner", "pagefirst", "pagestart", "paperid", "pdf", "pdfurl", "pii",
    "posted-at", "posted_at", "poster", "preprint", "presort", "press", "preview", "price",
    "print", "printed", "priority", "private", "ps", "pubcountry", "pubmed", "ranking", "rating",
    "read", "readstatus", "refs", "related-identifier", "relatedoptions", "relatedstring",
    "relatedtype", "remark", "remarks", "reportnumber", "repository", "research-areas",
    "researcherid-numbers", "review", "reviewed", "revision", "s2id", "scopus", "sdc", "second",
    "selected", "shelf", "shorthandintro", "size", "slaccitation", "slides", "sortauthor",
    "sortkey", "sortname", "sortshorthand", "sorttitle", "sortyear", "stdtype", "subject",
    "subject-category", "subject_category", "supp", "swhid", "tableofcontents", "tag", "tags",
    "talk", "thanks", "thumbnail", "times-cited", "timestamp", "timezone", "tldr", "unidentified",
    "unique-id", "urlendday", "urlendmonth", "urlendyear", "urn", "usage-count", "usera", "userb",
    "userc", "userd", "usere", "userf", "username", "uuid", "verba", "verbb", "verbc", "video",
    "waslink", "web-of-science-categories", "web-of-science-index", "website-title", "wos", "xfn",
    "year-modified", "yearfiled", "zbl", "zblnumber", "zbmath", "zotero-key", "zoterokey",
];

#[cfg(test)]
mod tests {
    use super::{BOOKKEEPING, meant};

    #[test]
    fn slips_are_told_from_bookkeeping() {
        assert!(BOOKKEEPING.is_sorted_by(|a, b| a < b));
        for (name, field) in [
            ("Titel", Some("title")),
            ("jornal", Some("journal")),
            ("publiser", Some("publisher")),
            ("website", Some("url")),
            ("timestamp", None),
            ("bdsk-url-1", None),
            ("notes", None),
            ("title2", None),
            ("rating", None),
            ("whatever", None),
        ] {
            assert_eq!(meant(name), field, "{name}");
        }
    }
}
