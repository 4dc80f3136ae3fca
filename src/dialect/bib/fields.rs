//! The fields of BibTeX and BibLaTeX that have a meaning for a reader: their names, the kinds of
//! their values, and their other names.
//!
//! *Source*: the BibLaTeX manual (3.18), section 2.2; "BibTeXing", section 3.2; the aliases in
//! `blx-dm.def`.

use std::cmp::Ordering;

use crate::dialect::bib::dialect::BibDialect;

/// The kind of value that a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueKind {
    /// Text, which may contain TeX.
    Text,
    /// A list of names, with `and` between them.
    Names,
    /// A list of bodies, places or languages, with `and` between them.
    List,
    /// Words with commas between them.
    Keywords,
    /// A date, or a range of dates.
    Date,
    /// A part of a date: a year, month or day.
    DatePart,
    /// The key of another entry.
    Key,
    /// The keys of other entries, with commas between them.
    Keys,
    /// Other keys of the entry itself, with commas between them.
    OwnKeys,
    /// An identifier or address, in which characters stand for themselves.
    Verbatim,
}

impl ValueKind {
    /// True if its characters stand for themselves, and are no TeX.
    pub(crate) fn is_as_written(self) -> bool {
        matches!(self, ValueKind::Key | ValueKind::Keys | ValueKind::OwnKeys | ValueKind::Verbatim)
    }
}

/// A row of the table.
struct Row {
    name: &'static str,
    field: Field,
    kind: ValueKind,
    /// The dialect that a file shows by using the field: nothing written for the other one has it.
    shows: Option<BibDialect>,
}

macro_rules! fields {
    ($($id:ident = $name:literal: $kind:ident $($shows:ident)?),* $(,)?) => {
        /// A field with a meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub(crate) enum Field { $($id),* }

        /// Sorted by name, so that the number of a field is that of its row.
        static ROWS: [Row; [$($name),*].len()] = [$(Row {
            name: $name,
            field: Field::$id,
            kind: ValueKind::$kind,
            shows: fields!(@shows $($shows)?),
        }),*];
    };
    (@shows) => { None };
    (@shows $dialect:ident) => { Some(BibDialect::$dialect) };
}

fields! {
    Abstract = "abstract": Text,
    Addendum = "addendum": Text Biblatex,
    Address = "address": List Bibtex,
    Afterword = "afterword": Names,
    Annotation = "annotation": Text,
    Annotator = "annotator": Names,
    Arxivid = "arxivid": Verbatim,
    Author = "author": Names,
    Authortype = "authortype": Text,
    Bookauthor = "bookauthor": Names Biblatex,
    Bookpagination = "bookpagination": Text,
    Booksubtitle = "booksubtitle": Text Biblatex,
    Booktitle = "booktitle": Text,
    Booktitleaddon = "booktitleaddon": Text Biblatex,
    Chapter = "chapter": Text,
    Collaboration = "collaboration": Text,
    Commentator = "commentator": Names,
    Compiler = "compiler": Names,
    Composer = "composer": Names,
    Crossref = "crossref": Key,
    Curator = "curator": Names,
    Date = "date": Date Biblatex,
    Day = "day": DatePart,
    Director = "director": Names,
    Doi = "doi": Verbatim,
    Edition = "edition": Text,
    Editor = "editor": Names,
    Editora = "editora": Names Biblatex,
    Editoratype = "editoratype": Text,
    Editorb = "editorb": Names,
    Editorbtype = "editorbtype": Text,
    Editorc = "editorc": Names,
    Editorctype = "editorctype": Text,
    Editortype = "editortype": Text Biblatex,
    Eid = "eid": Text,
    Endday = "endday": DatePart,
    Endmonth = "endmonth": DatePart,
    Endyear = "endyear": DatePart,
    Entryset = "entryset": Keys Biblatex,
    Entrysubtype = "entrysubtype": Text,
    Eprint = "eprint": Verbatim,
    Eprintclass = "eprintclass": Text Biblatex,
    Eprinttype = "eprinttype": Text Biblatex,
    Eventdate = "eventdate": Date Biblatex,
    Eventday = "eventday": DatePart,
    Eventmonth = "eventmonth": DatePart,
    Eventtitle = "eventtitle": Text Biblatex,
    Eventtitleaddon = "eventtitleaddon": Text,
    Eventyear = "eventyear": DatePart,
    Executiveproducer = "executiveproducer": Names,
    Foreword = "foreword": Names,
    Guest = "guest": Names,
    Holder = "holder": Names,
    Host = "host": Names,
    Howpublished = "howpublished": Text,
    Ids = "ids": OwnKeys,
    Illustrator = "illustrator": Names,
    Institution = "institution": List,
    Interviewer = "interviewer": Names,
    Introduction = "introduction": Names,
    Isbn = "isbn": Verbatim,
    Ismn = "ismn": Verbatim,
    Isrn = "isrn": Verbatim,
    Issn = "issn": Verbatim,
    Issue = "issue": Text,
    Issuesubtitle = "issuesubtitle": Text,
    Issuetitle = "issuetitle": Text,
    Issuetitleaddon = "issuetitleaddon": Text,
    Journalsubtitle = "journalsubtitle": Text,
    Journaltitle = "journaltitle": Text Biblatex,
    Journaltitleaddon = "journaltitleaddon": Text,
    Keywords = "keywords": Keywords,
    Label = "label": Text,
    Langid = "langid": Text Biblatex,
    Langidopts = "langidopts": Text Biblatex,
    Language = "language": List,
    Library = "library": Text,
    License = "license": Text,
    Location = "location": List Biblatex,
    Mainsubtitle = "mainsubtitle": Text Biblatex,
    Maintitle = "maintitle": Text Biblatex,
    Maintitleaddon = "maintitleaddon": Text,
    Month = "month": DatePart,
    Narrator = "narrator": Names,
    Note = "note": Text,
    Number = "number": Text,
    Options = "options": Text,
    Organization = "organization": List,
    Origauthor = "origauthor": Names,
    Origdate = "origdate": Date Biblatex,
    Origday = "origday": DatePart,
    Origlanguage = "origlanguage": List Biblatex,
    Origlocation = "origlocation": List,
    Origmonth = "origmonth": DatePart,
    Origpublisher = "origpublisher": List,
    Origtitle = "origtitle": Text,
    Origyear = "origyear": DatePart,
    Pages = "pages": Text,
    Pagetotal = "pagetotal": Text Biblatex,
    Pagination = "pagination": Text,
    Part = "part": Text,
    Performer = "performer": Names,
    Pmcid = "pmcid": Verbatim,
    Pmid = "pmid": Verbatim,
    Producer = "producer": Names,
    Publisher = "publisher": List,
    Pubstate = "pubstate": Text Biblatex,
    Recipient = "recipient": Names,
    Related = "related": Keys Biblatex,
    Reprinttitle = "reprinttitle": Text,
    Series = "series": Text,
    Shortauthor = "shortauthor": Names,
    Shorteditor = "shorteditor": Names,
    Shorthand = "shorthand": Text,
    Shortjournal = "shortjournal": Text Biblatex,
    Shortseries = "shortseries": Text,
    Shorttitle = "shorttitle": Text Biblatex,
    Source = "source": Text,
    Subtitle = "subtitle": Text Biblatex,
    Title = "title": Text,
    Titleaddon = "titleaddon": Text Biblatex,
    Translator = "translator": Names,
    Type = "type": Text,
    Url = "url": Verbatim,
    Urldate = "urldate": Date Biblatex,
    Urlday = "urlday": DatePart,
    Urlmonth = "urlmonth": DatePart,
    Urlyear = "urlyear": DatePart,
    Venue = "venue": Text Biblatex,
    Version = "version": Text,
    Volume = "volume": Text,
    Volumes = "volumes": Text,
    Xdata = "xdata": Keys Biblatex,
    Xref = "xref": Key,
    Year = "year": DatePart Bibtex,
    Yeardivision = "yeardivision": DatePart,
}

/// Whose name for a field an alias is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// BibTeX's; BibLaTeX reads it too. Only files for BibTeX have it, as a rule.
    Bibtex,
    /// BibLaTeX's, which reads the name of another program or of an older version.
    Biblatex,
    /// That of programs and people; neither dialect has it.
    Programs,
}

/// Aliases of fields, sorted. BibLaTeX defines two of them for fields without a meaning here.
#[rustfmt::skip]
const ALIASES: [(&str, &str, Whose); 28] = {
    use Whose::{Biblatex, Bibtex, Programs};
    [
        ("access-date", "urldate", Programs), ("accessdate", "urldate", Programs),
        ("accessed", "urldate", Programs), ("address", "location", Bibtex),
        ("annote", "annotation", Biblatex), ("archiveprefix", "eprinttype", Bibtex),
        ("article-number", "eid", Programs), ("articleno", "eid", Programs),
        ("arxiv", "arxivid", Programs), ("copyright", "license", Programs),
        ("hyphenation", "langid", Biblatex), ("issue-title", "issuetitle", Programs),
        ("journal", "journaltitle", Bibtex), ("journal-iso", "shortjournal", Programs),
        ("journalabbreviation", "shortjournal", Programs), ("key", "sortkey", Biblatex),
        ("keyword", "keywords", Programs), ("lastaccessed", "urldate", Programs),
        ("lastchecked", "urldate", Programs), ("lastvisited", "urldate", Programs),
        ("numpages", "pagetotal", Programs), ("pdf", "file", Biblatex),
        ("pmc", "pmcid", Programs), ("primaryclass", "eprintclass", Bibtex),
        ("rights", "license", Programs), ("school", "institution", Bibtex),
        ("urlaccessdate", "urldate", Programs), ("urlaccessed", "urldate", Programs),
    ]
};

/// True if a citation may need the field with this name, in any letter case.
pub(crate) fn is_known_field(name: &str) -> bool {
    Field::from_name(name).is_some()
}

/// The kind of value of the field with this name; `None` if it has no meaning.
pub(crate) fn kind_of_value(name: &str) -> Option<ValueKind> {
    Field::from_name(name).map(Field::kind)
}

/// True if the characters of a field stand for themselves although it has no meaning here: names of
/// files, and BibLaTeX's own fields for such values.
pub(crate) fn is_verbatim_name(name: &str) -> bool {
    const NAMES: [&str; 3] = ["verba", "verbb", "verbc"];
    is_file_name(name) || NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// True for the fields in which reference managers keep the names of files.
pub(crate) fn is_file_name(name: &str) -> bool {
    const NAMES: [&str; 3] = ["file", "pdf", "local-url"];
    let lower = name.to_ascii_lowercase();
    NAMES.contains(&&*lower) || lower.starts_with("bdsk-")
}

impl Field {
    /// The number of fields; each is lower as a number.
    pub(crate) const COUNT: usize = ROWS.len();

    /// The field with this name or alias, in any letter case.
    pub(crate) fn from_name(name: &str) -> Option<Field> {
        row(name).or_else(|| row(alias(name)?.1)).map(|row| row.field)
    }

    /// Its canonical name: `journaltitle`, not `journal`.
    pub(crate) fn name(self) -> &'static str {
        ROWS[self as usize].name
    }

    /// The kind of value that it has.
    pub(crate) fn kind(self) -> ValueKind {
        ROWS[self as usize].kind
    }
}

impl BibDialect {
    /// The dialect that a file shows by using a field of this name, in any letter case.
    pub(crate) fn shown_by_field(name: &str) -> Option<BibDialect> {
        match row(name) {
            Some(row) => row.shows,
            None => alias(name).filter(|it| it.2 == Whose::Bibtex).map(|_| BibDialect::Bibtex),
        }
    }

    /// The name of a field in this dialect, given any of its names in lower case.
    pub(crate) fn field_name(self, name: &str) -> &str {
        match self {
            BibDialect::Biblatex => {
                alias(name).filter(|it| it.2 != Whose::Programs).map_or(name, |it| it.1)
            }
            BibDialect::Bibtex => {
                let mut own = names_of_bibtex();
                own.find(|(_, biblatex)| *biblatex == name).map_or(name, |(own, _)| own)
            }
        }
    }

    /// True if two names are names of one field in the two dialects, or the year and the date.
    pub(crate) fn is_same_field(one: &str, other: &str) -> bool {
        names_of_bibtex().any(|names| names == (one, other) || names == (other, one))
    }

    /// The fields that have another name in BibTeX than in BibLaTeX, with both. BibLaTeX reads both.
    pub(crate) fn other_names() -> impl Iterator<Item = (&'static str, &'static str)> {
        ALIASES.iter().filter(|it| it.2 != Whose::Programs).map(|it| (it.0, it.1))
    }
}

/// BibTeX's own names, with BibLaTeX's. A date has no other name, but BibTeX has only its year.
fn names_of_bibtex() -> impl Iterator<Item = (&'static str, &'static str)> {
    let own = ALIASES.iter().filter(|it| it.2 == Whose::Bibtex).map(|it| (it.0, it.1));
    own.chain([("year", "date")])
}

fn row(name: &str) -> Option<&'static Row> {
    ROWS.binary_search_by(|row| compare(row.name, name)).ok().map(|at| &ROWS[at])
}

fn alias(name: &str) -> Option<&'static (&'static str, &'static str, Whose)> {
    let found = ALIASES.binary_search_by(|(alias, _, _)| compare(alias, name));
    found.ok().map(|at| &ALIASES[at])
}

/// Compares a name in lower case with one in any.
fn compare(known: &str, name: &str) -> Ordering {
    known.bytes().cmp(name.bytes().map(|byte| byte.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::{ALIASES, Field, ROWS, ValueKind};
    use crate::dialect::BibDialect::{Biblatex, Bibtex};

    #[test]
    fn tables_are_ordered_and_names_lead_back() {
        assert!(ROWS.is_sorted_by(|a, b| a.name < b.name));
        assert!(ALIASES.is_sorted_by(|a, b| a.0 < b.0));
        for row in &ROWS {
            let found = Field::from_name(&row.name.to_uppercase());
            assert_eq!((row.field.name(), found), (row.name, Some(row.field)));
        }
        for (alias, name, _) in ALIASES {
            let is_kept = ["file", "sortkey"].contains(&name);
            assert!(Field::from_name(name).is_some() != is_kept, "{alias}");
        }
        assert_eq!(Field::from_name("Journal"), Some(Field::Journaltitle));
        assert_eq!(Field::from_name("journals"), None);
        assert_eq!(Field::from_name("address"), Some(Field::Address));
        assert_eq!(Field::Xdata.kind(), ValueKind::Keys);
    }

    #[test]
    fn a_field_is_named_as_its_dialect_names_it() {
        for (bibtex, biblatex) in [
            ("journal", "journaltitle"),
            ("address", "location"),
            ("year", "date"),
            ("title", "title"),
        ] {
            assert_eq!(Bibtex.field_name(biblatex), bibtex);
            let expected = if bibtex == "year" { "year" } else { biblatex };
            assert_eq!(Biblatex.field_name(bibtex), expected);
        }
    }
}
