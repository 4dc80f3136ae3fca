//! Field names that are misspelt, or that belong to another format or language.
//!
//! Finds the field that was meant by an unknown name, under its name in the file's dialect.

use crate::diagnostic::nearest;
use crate::dialect::BibDialect;
use crate::dialect::bib::bookkeeping::is_bookkeeping;

/// The field that may have been meant by an unknown one, in the file's dialect.
pub(crate) fn meant_field(name: &str, dialect: BibDialect) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    if let Ok(at) = OTHER_WORDS.binary_search_by(|(word, _, _)| (*word).cmp(&*lower)) {
        let (_, bibtex, biblatex) = OTHER_WORDS[at];
        return Some(match dialect {
            BibDialect::Bibtex => bibtex,
            BibDialect::Biblatex => biblatex,
        });
    }
    if let Some(whole) = without_separators(&lower) {
        return Some(whole);
    }
    if is_bookkeeping(&lower) {
        return None;
    }
    nearest(&lower, MEANINGFUL).filter(|field| is_slip(&lower, field))
}

/// True if a value looks like a web address.
pub(crate) fn is_address(value: &str) -> bool {
    let value = value.trim_matches(['{', '}', '<', '>', ' ', '\n', '\t', '\r']);
    let starts =
        |start: &str| value.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start));
    let host = value.split('/').next().unwrap_or_default();
    let has_host = host.contains('.') && !host.contains(char::is_whitespace);
    starts("\\url") || starts("www.") || value.contains("://") || (has_host && value.contains('/'))
}

/// True if a name is a misspelling of a field, and not its name with an intentional addition.
///
/// `jounal`, `authors` and `ttitle` are misspellings; `xaddress`, `mdate` and `noteX` are custom
/// names.
fn is_slip(name: &str, field: &str) -> bool {
    let Some(at) = name.find(field) else { return true };
    let (before, after) = (&name[..at], &name[at + field.len()..]);
    let doubled_start = before.is_empty() || field.starts_with(before);
    let doubled_end = after.is_empty() || after == "s" || field.ends_with(after);
    doubled_start && doubled_end
}

/// `book-title` and `book_title` for `booktitle`.
fn without_separators(name: &str) -> Option<&'static str> {
    let inside = name.trim_matches(['-', '_']).len() == name.len();
    if !inside || !name.contains(['-', '_']) {
        return None;
    }
    let joined = name.replace(['-', '_'], "");
    MEANINGFUL.into_iter().find(|field| *field == joined)
}

/// Names of fields in other formats and languages, sorted, with the field in BibTeX and in
/// BibLaTeX.
#[rustfmt::skip]
const OTHER_WORDS: [(&str, &str, &str); 89] = [
    ("abstrakt", "abstract", "abstract"), ("annee", "year", "date"), ("anno", "year", "date"),
    ("ano", "year", "date"), ("auflage", "edition", "edition"), ("auteur", "author", "author"),
    ("auteurs", "author", "author"), ("authors", "author", "author"), ("autor", "author", "author"),
    ("autore", "author", "author"), ("autoren", "author", "author"),
    ("autores", "author", "author"), ("band", "volume", "volume"),
    ("bookname", "booktitle", "booktitle"), ("btitle", "booktitle", "booktitle"),
    ("chap", "chapter", "chapter"), ("citta", "address", "location"),
    ("city", "address", "location"), ("ciudad", "address", "location"),
    ("conference", "booktitle", "booktitle"), ("conferencename", "booktitle", "eventtitle"),
    ("editeur", "publisher", "publisher"), ("editore", "publisher", "publisher"),
    ("editors", "editor", "editor"), ("eds", "editor", "editor"),
    ("herausgeber", "editor", "editor"), ("homepage", "url", "url"), ("href", "url", "url"),
    ("hrsg", "editor", "editor"), ("inst", "institution", "institution"), ("jahr", "year", "date"),
    ("jour", "journal", "journaltitle"), ("journ", "journal", "journaltitle"),
    ("journalname", "journal", "journaltitle"), ("kapitel", "chapter", "chapter"),
    ("lieu", "address", "location"), ("link", "url", "url"), ("mes", "month", "month"),
    ("mois", "month", "month"), ("mon", "month", "month"), ("monat", "month", "month"),
    ("mth", "month", "month"), ("no", "number", "number"), ("nr", "number", "number"),
    ("num", "number", "number"), ("numero", "number", "number"),
    ("organisation", "organization", "organization"), ("ort", "address", "location"),
    ("page", "pages", "pages"), ("pageno", "pages", "pages"), ("pagenumbers", "pages", "pages"),
    ("pagerange", "pages", "pages"), ("pagina", "pages", "pages"), ("paginas", "pages", "pages"),
    ("place", "address", "location"), ("pp", "pages", "pages"), ("pubdate", "year", "date"),
    ("publ", "publisher", "publisher"), ("publicationtitle", "journal", "journaltitle"),
    ("publicationyear", "year", "date"), ("pubplace", "address", "location"),
    ("pubyear", "year", "date"), ("reihe", "series", "series"),
    ("revista", "journal", "journaltitle"), ("revue", "journal", "journaltitle"),
    ("rivista", "journal", "journaltitle"), ("seiten", "pages", "pages"),
    ("ser", "series", "series"), ("titel", "title", "title"), ("titolo", "title", "title"),
    ("titre", "title", "title"), ("titulo", "title", "title"), ("town", "address", "location"),
    ("traducteur", "translator", "translator"), ("traductor", "translator", "translator"),
    ("translators", "translator", "translator"), ("uebersetzer", "translator", "translator"),
    ("univ", "school", "institution"), ("universitaet", "school", "institution"),
    ("university", "school", "institution"), ("verlag", "publisher", "publisher"),
    ("ville", "address", "location"), ("vol", "volume", "volume"), ("web", "url", "url"),
    ("webpage", "url", "url"), ("website", "url", "url"), ("wydawca", "publisher", "publisher"),
    ("yr", "year", "date"), ("zeitschrift", "journal", "journaltitle"),
];

/// The fields whose names people type.
#[rustfmt::skip]
const MEANINGFUL: [&str; 74] = [
    "author", "title", "year", "journal", "journaltitle", "booktitle", "publisher", "pages",
    "volume", "number", "month", "editor", "edition", "series", "address", "location", "chapter",
    "school", "institution", "organization", "howpublished", "note", "type", "date", "doi", "url",
    "isbn", "issn", "eprint", "eprinttype", "eprintclass", "archiveprefix", "primaryclass",
    "abstract", "keywords", "annote", "annotation", "crossref", "xref", "xdata", "subtitle",
    "titleaddon", "maintitle", "mainsubtitle", "booksubtitle", "shorttitle", "shortjournal",
    "translator", "bookauthor", "editortype", "eventtitle", "eventdate", "venue", "urldate",
    "origdate", "origtitle", "origpublisher", "origlocation", "origlanguage", "langid", "language",
    "volumes", "pagetotal", "pubstate", "addendum", "version", "part", "eid", "shortauthor",
    "holder", "editoratype", "issuetitle", "journalsubtitle", "issue",
];

#[cfg(test)]
mod tests {
    use super::{MEANINGFUL, OTHER_WORDS, meant_field};
    use crate::dialect::BibDialect::{Biblatex, Bibtex};
    use crate::dialect::bib::fields::Field;

    #[test]
    fn tables_are_ordered_and_name_fields() {
        assert!(OTHER_WORDS.is_sorted_by(|a, b| a.0 < b.0));
        let words = OTHER_WORDS.iter().flat_map(|(_, bibtex, biblatex)| [*bibtex, *biblatex]);
        for field in words.chain(MEANINGFUL) {
            assert!(Field::from_name(field).is_some(), "{field}");
        }
        for (word, _, _) in OTHER_WORDS {
            assert_eq!(Field::from_name(word), None, "{word}");
        }
    }

    #[test]
    fn slips_are_told_from_names_of_ones_own() {
        for (name, field) in [
            ("Titel", Some("title")),
            ("jornal", Some("journal")),
            ("jounal", Some("journal")),
            ("auhtor", Some("author")),
            ("auther", Some("author")),
            ("authors", Some("author")),
            ("aauthor", Some("author")),
            ("ttitle", Some("title")),
            ("boktitle", Some("booktitle")),
            ("btitle", Some("booktitle")),
            ("book_title", Some("booktitle")),
            ("publiser", Some("publisher")),
            ("publishers", Some("publisher")),
            ("page", Some("pages")),
            ("website", Some("url")),
            ("timestamp", None),
            ("bdsk-url-1", None),
            ("notes", None),
            ("title2", None),
            ("rating", None),
            ("whatever", None),
            ("mdate", None),
            ("bpages", None),
            ("mypages", None),
            ("book-group-author", None),
            ("OPTpages", None),
            ("oldtitle", None),
            ("ignore_url", None),
        ] {
            assert_eq!(meant_field(name, Bibtex), field, "{name}");
        }
    }

    #[test]
    fn a_field_is_named_as_its_dialect_names_it() {
        for (name, bibtex, biblatex) in [
            ("city", "address", "location"),
            ("Place", "address", "location"),
            ("university", "school", "institution"),
            ("pubyear", "year", "date"),
        ] {
            assert_eq!(meant_field(name, Bibtex), Some(bibtex));
            assert_eq!(meant_field(name, Biblatex), Some(biblatex));
        }
    }
}
