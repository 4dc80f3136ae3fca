//! The fields that have a meaning for the reader, by their names in BibTeX and BibLaTeX.
//!
//! *Source*: the BibLaTeX manual (3.18), section 2.2; "BibTeXing", section 3.2.

use std::cmp::Ordering;

macro_rules! fields {
    ($($id:ident = $name:literal),* $(,)?) => {
        /// A field with a meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub(super) enum Field { $($id),* }

        impl Field {
            /// The number of fields; each is lower as a number.
            pub(super) const COUNT: usize = NAMES.len();

            /// Its canonical name: `journaltitle`, not `journal`.
            pub(super) const fn name(self) -> &'static str {
                NAMES[self as usize].0
            }
        }

        /// Sorted by name.
        const NAMES: [(&str, Field); [$($name),*].len()] = [$(($name, Field::$id)),*];
    };
}

#[rustfmt::skip]
fields! {
    Abstract = "abstract", Addendum = "addendum", Address = "address", Afterword = "afterword",
    Annotation = "annotation", Annotator = "annotator", Arxivid = "arxivid", Author = "author",
    Authortype = "authortype", Bookauthor = "bookauthor", Bookpagination = "bookpagination",
    Booksubtitle = "booksubtitle", Booktitle = "booktitle", Booktitleaddon = "booktitleaddon",
    Chapter = "chapter", Collaboration = "collaboration", Commentator = "commentator", Compiler = "compiler",
    Composer = "composer", Crossref = "crossref", Curator = "curator", Date = "date", Day = "day",
    Director = "director", Doi = "doi", Edition = "edition", Editor = "editor",
    Editora = "editora", Editoratype = "editoratype", Editorb = "editorb",
    Editorbtype = "editorbtype", Editorc = "editorc", Editorctype = "editorctype",
    Editortype = "editortype", Eid = "eid", Endday = "endday", Endmonth = "endmonth",
    Endyear = "endyear", Entryset = "entryset", Entrysubtype = "entrysubtype", Eprint = "eprint",
    Eprintclass = "eprintclass", Eprinttype = "eprinttype", Eventdate = "eventdate",
    Eventday = "eventday", Eventmonth = "eventmonth", Eventtitle = "eventtitle",
    Eventtitleaddon = "eventtitleaddon", Eventyear = "eventyear",
    Executiveproducer = "executiveproducer", Foreword = "foreword", Guest = "guest",
    Holder = "holder", Host = "host", Howpublished = "howpublished", Ids = "ids",
    Illustrator = "illustrator", Institution = "institution", Interviewer = "interviewer",
    Introduction = "introduction", Isbn = "isbn", Ismn = "ismn", Isrn = "isrn", Issn = "issn",
    Issue = "issue", Issuesubtitle = "issuesubtitle", Issuetitle = "issuetitle",
    Issuetitleaddon = "issuetitleaddon", Journalsubtitle = "journalsubtitle",
    Journaltitle = "journaltitle", Journaltitleaddon = "journaltitleaddon", Keywords = "keywords",
    Label = "label", Langid = "langid", Langidopts = "langidopts", Language = "language",
    Library = "library", License = "license", Location = "location",
    Mainsubtitle = "mainsubtitle", Maintitle = "maintitle", Maintitleaddon = "maintitleaddon",
    Month = "month", Narrator = "narrator", Note = "note", Number = "number", Options = "options",
    Organization = "organization", Origauthor = "origauthor", Origdate = "origdate",
    Origday = "origday", Origlanguage = "origlanguage", Origlocation = "origlocation",
    Origmonth = "origmonth", Origpublisher = "origpublisher", Origtitle = "origtitle",
    Origyear = "origyear", Pages = "pages", Pagetotal = "pagetotal", Pagination = "pagination",
    Part = "part", Performer = "performer", Pmcid = "pmcid", Pmid = "pmid", Producer = "producer",
    Publisher = "publisher", Pubstate = "pubstate", Recipient = "recipient", Related = "related",
    Reprinttitle = "reprinttitle", Series = "series", Shortauthor = "shortauthor",
    Shorteditor = "shorteditor", Shorthand = "shorthand", Shortjournal = "shortjournal",
    Shortseries = "shortseries", Shorttitle = "shorttitle", Source = "source",
    Subtitle = "subtitle", Title = "title", Titleaddon = "titleaddon", Translator = "translator",
    Type = "type", Url = "url", Urldate = "urldate", Urlday = "urlday", Urlmonth = "urlmonth",
    Urlyear = "urlyear", Venue = "venue", Version = "version", Volume = "volume",
    Volumes = "volumes", Xdata = "xdata", Xref = "xref", Year = "year",
    Yeardivision = "yeardivision",
}

/// Aliases of fields, sorted by name: BibTeX's, and some that programs write.
#[rustfmt::skip]
const ALIASES: [(&str, Field); 25] = [
    ("access-date", Field::Urldate), ("accessdate", Field::Urldate), ("accessed", Field::Urldate),
    ("annote", Field::Annotation), ("archiveprefix", Field::Eprinttype),
    ("article-number", Field::Eid), ("articleno", Field::Eid), ("arxiv", Field::Arxivid),
    ("copyright", Field::License), ("hyphenation", Field::Langid),
    ("issue-title", Field::Issuetitle), ("journal", Field::Journaltitle),
    ("journal-iso", Field::Shortjournal), ("journalabbreviation", Field::Shortjournal),
    ("keyword", Field::Keywords), ("lastaccessed", Field::Urldate),
    ("lastchecked", Field::Urldate), ("lastvisited", Field::Urldate),
    ("numpages", Field::Pagetotal), ("pmc", Field::Pmcid), ("primaryclass", Field::Eprintclass),
    ("rights", Field::License), ("school", Field::Institution), ("urlaccessdate", Field::Urldate),
    ("urlaccessed", Field::Urldate),
];

/// True if a citation may need the field with this name, in any letter case.
pub(crate) fn is_known(name: &str) -> bool {
    Field::from_name(name).is_some()
}

impl Field {
    /// The field with this name or alias, in any letter case.
    pub(super) fn from_name(name: &str) -> Option<Field> {
        find(&NAMES, name).or_else(|| find(&ALIASES, name))
    }
}

fn find(table: &[(&str, Field)], name: &str) -> Option<Field> {
    let at = table.binary_search_by(|(known, _)| compare(known, name)).ok()?;
    Some(table[at].1)
}

/// Compares a name in lower case with one in any.
fn compare(known: &str, name: &str) -> Ordering {
    known.bytes().cmp(name.bytes().map(|byte| byte.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::{ALIASES, Field, NAMES};

    #[test]
    fn tables_are_ordered_and_names_lead_back() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(ALIASES.is_sorted_by(|a, b| a.0 < b.0));
        for (name, field) in NAMES {
            assert_eq!((field.name(), Field::from_name(&name.to_uppercase())), (name, Some(field)));
        }
        assert_eq!(Field::from_name("Journal"), Some(Field::Journaltitle));
        assert_eq!(Field::from_name("journals"), None);
    }
}
