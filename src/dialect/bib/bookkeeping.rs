//! The fields that reference managers, databases and people use for data of their own.
//!
//! BibTeX ignores them. The reader keeps them and reports nothing.

use crate::dialect::bib::switched_off::switched_off;

/// True if a field without meaning for the reader is intentional: written by a program, a variant
/// of another field, or disabled.
///
/// *Shape*: `name` is in lower case.
pub(crate) fn is_bookkeeping(name: &str) -> bool {
    const STARTS: [&str; 9] =
        ["bdsk", "mendeley", "jabref", "citeulike", "zotero", "ads", "asw", "ctl", "user"];
    let numbered = name.ends_with(|c: char| c.is_ascii_digit());
    // Programs write names with hyphens and underscores; misspelt field names have none.
    numbered
        || name.contains(['-', '_', ':', '.', '+'])
        || STARTS.iter().any(|start| name.starts_with(start))
        || NAMES.binary_search(&name).is_ok()
        || switched_off(name).is_some()
}

/// Sorted.
#[rustfmt::skip]
const NAMES: [&str; 581] = [
    "a", "abbr", "abstract-url", "abstractnote", "abstracturl", "academicyear", "accept",
    "acceptance", "accepted", "accession", "accession-number", "accessionnumber", "acknowledgement",
    "acmid", "acronym", "added-at", "addeddate", "additional_info", "addr", "address2", "adsnote",
    "adsurl", "advisor", "affiliation", "affiliations", "ajournal", "altmetric", "amazon",
    "anmerkung", "annotationannote", "archive", "archivedate", "archiveurl", "article-type",
    "article_type", "articletype", "arxivurl", "asin", "assignee", "at", "attached-files",
    "attachment", "attachments", "audience", "author-email", "author-link", "authorlink",
    "authors-email", "authorurl", "award", "award_name", "bdsk", "bemerkung", "bestand", "bibcode",
    "bibdate", "bibkey", "bibnumber", "bibsource", "bibtex_show", "bibtexkey", "biburl", "blog",
    "blogpost", "bnb", "book-group-author", "booklanguage", "bookpages", "bookseries", "booksize",
    "bpages", "callno", "callnumber", "categories", "category", "cdate", "chaptername", "check",
    "checked", "checkedby", "citation", "citation-count", "citation-subset", "citationcount",
    "citations", "cited", "cited-references", "citedby", "citekey", "cites", "citeseer",
    "citeulike", "classcodes", "classification", "classmark", "coauthors", "code", "code_url",
    "coden", "codeurl", "comment", "comments", "complete", "confaddress",
    "confdate", "conference-location", "conflocation", "confname", "conftitle", "contentnote",
    "contents", "contributor", "copyrighted", "corpsource", "corresponding", "cost", "country",
    "cover", "coverage", "coverurl", "created", "creationdate", "crossrefonly", "cvtype", "da",
    "dataset", "dataurl", "date-accessed", "date-added", "date-modified", "date-released",
    "dateadded", "datemodified", "day-modified", "dayfiled", "dblp", "dead-url", "deadurl",
    "degree", "degreetype", "demo", "demourl", "department", "deposited", "description",
    "descriptor", "descriptors", "dewey", "dimensions", "directory", "doc-delivery-number",
    "doi-access", "doi-url", "downloads", "dvi", "earlyaccessdate", "editedby", "editoraddress",
    "editorial_note", "ee", "eissn", "electronic_edition", "electronicedition", "em", "encoding",
    "endhour", "endminute", "endsecond", "endtimezone", "endyeardivision", "entered", "entrydate",
    "entrykey", "entrytype", "eprint_", "equal_contribution", "errata", "erratum", "erratumurl",
    "eventendday", "eventendmonth", "eventendyear", "eventurl", "execute", "extra", "extraaddr",
    "favorite", "file", "file-url", "filename", "fileprovider", "files", "fileurl", "first_author",
    "fixme", "fjournal", "flags", "folder", "ftpfrom", "fullauthor", "fulleditor", "fulltext",
    "funder", "funders", "funding", "funding-acknowledgement", "funding-text", "gbook", "gbooks",
    "gender", "genre", "github", "githuburl", "google", "google_scholar_id", "googlebooks",
    "googleid", "grant", "grantnumber", "grants", "group", "groups", "gscholar", "hal_id",
    "hal_local_reference", "hal_version", "handle", "highlight", "hits", "honorable", "honors",
    "hour", "html", "id", "image", "images", "impact", "impactfactor", "indexsorttitle",
    "indextitle", "inhalt", "inspire", "institution_address", "institutionaddress", "interhash",
    "internal", "intrahash", "introducedin", "intype", "isan", "isbn-10", "isbn-13", "isbn-a",
    "isbn10", "isbn13", "iscool", "issn-electronic", "issn-l", "issn-print", "issn_online",
    "issue_date", "issue_month", "issueurl", "iswc", "item", "jabref", "jfm", "jfmnumber",
    "journal-url", "journalabr", "journalurl", "jstor", "jstor_articletype", "jstor_formatteddate",
    "jstor_issuetitle", "jstorid", "key", "keyword_s", "keywords-other", "keywords-plus",
    "keywordsplus", "kommentar", "kurzfassung", "lang", "language-options", "language_iso",
    "last-modified", "lastauthoramp", "lastmodified", "lb", "lccard", "lccn", "lcsubject",
    "lecture", "libgen", "licence", "license-url", "lines", "link-local", "linkdvi", "linkhtml",
    "linkhtmlabs", "linkpdf", "linkps", "lista", "listb", "listc", "listd", "liste", "listf",
    "local-url", "localfile", "localpath", "location_code", "mailto", "markedentry", "mathscinet",
    "mdate", "media", "mediatype", "medium", "medline-pst", "memo", "mendeley-groups",
    "mendeley-tags", "minute", "misc", "missinginfo", "mode", "modificationdate", "monthfiled",
    "mr", "mrclass", "mrnumber", "mrreviewer", "mrurl", "mscclass", "msnumber", "my_note", "myfile",
    "mykey", "mynote", "nam", "namea", "nameaddon", "nameatype", "nameb", "namebtype", "namec",
    "namectype", "nationality", "nlcsubject", "nlm", "nlmid", "notes", "notinlibrary",
    "number-of-cited-references", "numreferences", "oa", "oai", "oclc", "oldkey", "olid",
    "onlinedate", "open_access", "openaccess", "openalex", "orcid", "orcid-numbers", "origendday",
    "origendmonth", "origendyear", "origin", "original", "origpages", "otherinfo", "owner",
    "pagecount", "pagefirst", "pagestart", "paper", "paperid", "pdf", "pdfurl", "pii", "pind",
    "pissn", "posted-at", "posted_at", "poster", "posterurl", "postscript", "preliminary",
    "preprint", "present", "presented", "presenter", "presort", "press", "preview", "price",
    "print", "printed", "printingdate", "priority", "private", "project", "project-key",
    "projectid", "projectkey", "provenance", "ps", "pubcountry", "publication_type",
    "publicationdate", "published", "publisheraddress", "publisherplace", "publishersummary",
    "pubmed", "pubmedid", "pubtype", "quality", "qualityassured", "quote", "ranking", "rating",
    "read", "readingdate", "readstatus", "received", "ref", "refdate", "references", "refs",
    "registration", "related-identifier", "relatedoptions", "relatedstring", "relatedtype",
    "relation", "relevance", "remark", "remarks", "report", "reportnumber", "repository",
    "research-areas", "researcherid-numbers", "review", "review_date", "reviewed", "reviewer",
    "reviewurl", "revision", "rstate", "s2id", "schlagwort", "scope", "scopus", "sdc", "second",
    "selected", "semno", "sentelink", "series-title", "shelf", "shelfmark", "shelving",
    "shorthandintro", "sici", "signatur", "size", "slaccitation", "slides", "slidesurl", "slideurl",
    "sortauthor", "sortkey", "sortname", "sortshorthand", "sorttitle", "sortyear", "sourceurl",
    "sponsor", "sponsororg", "standort", "statement", "status", "stdnumber", "stdtype", "study",
    "subject", "subject-category", "subject_category", "subjects", "submitted", "subscription",
    "summary", "supervisor", "supp", "supplement", "swhid", "tableofcontents", "tag", "tags",
    "talk", "test", "thanks", "thesistype", "thumb", "thumbnail", "times-cited", "timestamp",
    "timezone", "tldr", "toc", "tocurl", "topic", "trans-title", "translatedtitle", "translation",
    "translator-note", "transtitle", "treatment", "tweet", "typeofwork", "typesource",
    "unidentified", "unique-id", "uri", "url-pdf", "urlendday", "urlendmonth", "urlendyear",
    "urlpdf", "urltype", "urn", "usage-count", "used", "usera", "userb", "userc", "usercode",
    "userd", "usere", "userf", "username", "uuid", "verba", "verbb", "verbc", "via", "video",
    "videolink", "videourl", "views", "waslink", "web-of-science-categories",
    "web-of-science-index", "web_url", "website-title", "weburl", "where", "worldcat", "wos",
    "wwwpdf", "xfn", "year-modified", "yearfiled", "youtube", "zbl", "zblnumber", "zblurl",
    "zbmath", "zbnumber", "zmath", "zmnumber", "zotero-key", "zoterokey", "zusammenfassung",
];

#[cfg(test)]
mod tests {
    use super::{NAMES, is_bookkeeping};
    use crate::dialect::bib::fields::Field;

    #[test]
    fn the_table_is_ordered_and_holds_no_field_with_a_meaning() {
        assert!(NAMES.is_sorted_by(|a, b| a < b));
        for name in NAMES {
            assert_eq!(Field::from_name(name), None, "{name}");
        }
    }

    #[test]
    fn what_programs_and_databases_write_is_known() {
        for name in [
            "zmnumber",
            "mrclass",
            "mrreviewer",
            "zblnumber",
            "fjournal",
            "bdsk-url-1",
            "owner",
            "timestamp",
            "groups",
            "added-at",
            "biburl",
            "bibsource",
            "interhash",
            "intrahash",
            "citeulike-article-id",
            "mendeley-tags",
            "posted-at",
            "priority",
            "read",
            "rating",
            "file",
            "review",
            "comment",
            "lccn",
            "price",
            "size",
            "contents",
            "acmid",
            "adsurl",
            "adsnote",
            "slaccitation",
            "reportnumber",
            "__markedentry",
            "date-added",
            "date-modified",
            "cdate",
            "title2",
        ] {
            assert!(is_bookkeeping(name), "{name}");
        }
        for name in ["titel", "jounal", "whatever"] {
            assert!(!is_bookkeeping(name), "{name}");
        }
    }
}
