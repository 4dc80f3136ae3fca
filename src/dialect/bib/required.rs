//! The fields that BibTeX and BibLaTeX require for each entry type.
//!
//! The names are those of the dialects, as recorded in an
//! [`EntryOrigin`](crate::model::EntryOrigin).

use crate::dialect::bib::dialect::BibDialect;

/// Fields of which one is required: `&["author", "editor"]`.
///
/// The first is the one to suggest; another name of the same field (`journal` for `journaltitle`)
/// is among the rest.
pub type AnyOf = &'static [&'static str];

impl BibDialect {
    /// The fields that an entry type requires, in the order of the dialect's manual; empty for a
    /// type that requires none or is unknown.
    ///
    /// *Shape*: `kind` is the name of the type in any letter case. For a type that only the other
    /// dialect has, the requirements of that dialect apply.
    ///
    /// *Source*: "BibTeXing", section 3.1; the BibLaTeX data model (`blx-dm.def` 3.18).
    ///
    /// # Example
    ///
    /// ```
    /// use ibid::dialect::BibDialect;
    /// let article = BibDialect::Biblatex.required("Article");
    /// assert!(article.contains(&&["journaltitle", "journal"][..]));
    /// ```
    pub fn required(self, kind: &str) -> &'static [AnyOf] {
        let find = |table: &'static [(&'static [&'static str], &'static [AnyOf])]| {
            let row = table
                .iter()
                .find(|(kinds, _)| kinds.iter().any(|known| known.eq_ignore_ascii_case(kind)));
            row.map(|(_, required)| *required)
        };
        let (own, other) = match self {
            BibDialect::Bibtex => (BIBTEX, BIBLATEX),
            BibDialect::Biblatex => (BIBLATEX, BIBTEX),
        };
        find(own).or_else(|| find(other)).unwrap_or_default()
    }
}

const AUTHOR: AnyOf = &["author"];
const AUTHOR_OR_EDITOR: AnyOf = &["author", "editor"];
const AUTHOR_EDITOR_TRANSLATOR: AnyOf = &["author", "editor", "translator"];
const EDITOR: AnyOf = &["editor"];
const TITLE: AnyOf = &["title"];
const BOOKTITLE: AnyOf = &["booktitle"];
const PUBLISHER: AnyOf = &["publisher"];
const YEAR: AnyOf = &["year", "date"];
const DATE: AnyOf = &["date", "year"];
const NUMBER: AnyOf = &["number"];
const TYPE: AnyOf = &["type"];
const NOTE: AnyOf = &["note"];
const JOURNAL: AnyOf = &["journal", "journaltitle"];
const JOURNALTITLE: AnyOf = &["journaltitle", "journal"];
const SCHOOL: AnyOf = &["school", "institution"];
const INSTITUTION: AnyOf = &["institution", "school"];
const CHAPTER_OR_PAGES: AnyOf = &["chapter", "pages"];
const ADDRESS_OF_IT: AnyOf = &["url", "doi", "eprint"];

#[rustfmt::skip]
const BIBTEX: &[(&[&str], &[AnyOf])] = &[
    (&["article"], &[AUTHOR, TITLE, JOURNAL, YEAR]),
    (&["book"], &[AUTHOR_OR_EDITOR, TITLE, PUBLISHER, YEAR]),
    (&["booklet"], &[TITLE]),
    (&["inbook"], &[AUTHOR_OR_EDITOR, TITLE, CHAPTER_OR_PAGES, PUBLISHER, YEAR]),
    (&["incollection"], &[AUTHOR, TITLE, BOOKTITLE, PUBLISHER, YEAR]),
    (&["inproceedings", "conference"], &[AUTHOR, TITLE, BOOKTITLE, YEAR]),
    (&["manual"], &[TITLE]),
    (&["mastersthesis", "phdthesis"], &[AUTHOR, TITLE, SCHOOL, YEAR]),
    (&["misc"], &[]),
    (&["proceedings"], &[TITLE, YEAR]),
    (&["techreport"], &[AUTHOR, TITLE, INSTITUTION, YEAR]),
    (&["unpublished"], &[AUTHOR, TITLE, NOTE]),
];

#[rustfmt::skip]
const BIBLATEX: &[(&[&str], &[AnyOf])] = &[
    (&["article"], &[AUTHOR, TITLE, JOURNALTITLE, DATE]),
    // The data model requires an author, but a book may also be cited under another name.
    (&["book", "mvbook"], &[AUTHOR_EDITOR_TRANSLATOR, TITLE, DATE]),
    (&["inbook", "bookinbook", "suppbook"], &[AUTHOR, TITLE, BOOKTITLE, DATE]),
    (&["booklet"], &[AUTHOR_OR_EDITOR, TITLE, DATE]),
    (&["collection", "mvcollection", "reference"], &[EDITOR, TITLE, DATE]),
    (&["mvreference"], &[EDITOR, TITLE]),
    (&["incollection", "suppcollection", "inreference"], &[AUTHOR, EDITOR, TITLE, BOOKTITLE, DATE]),
    (&["dataset", "software"], &[TITLE]),
    (&["manual", "misc"], &[TITLE, DATE]),
    (&["online", "electronic", "www"], &[TITLE, DATE, ADDRESS_OF_IT]),
    (&["patent"], &[AUTHOR, TITLE, NUMBER, DATE]),
    // The data model also requires an editor, which few issues have.
    (&["periodical"], &[TITLE, DATE]),
    (&["suppperiodical"], &[DATE]),
    (&["proceedings"], &[TITLE, DATE]),
    (&["mvproceedings"], &[TITLE]),
    (&["inproceedings", "conference"], &[AUTHOR, TITLE, BOOKTITLE, DATE]),
    (&["report", "thesis"], &[AUTHOR, TITLE, TYPE, INSTITUTION, DATE]),
    // The old type names imply the `type` field.
    (&["techreport", "mastersthesis", "phdthesis"], &[AUTHOR, TITLE, INSTITUTION, DATE]),
    (&["unpublished"], &[AUTHOR, TITLE, DATE]),
    (&["set"], &[&["entryset"]]),
];

#[cfg(test)]
mod tests {
    use crate::dialect::BibDialect;

    #[test]
    fn each_dialect_asks_for_its_own() {
        let book = BibDialect::Bibtex.required("BOOK");
        assert_eq!(book[0], ["author", "editor"]);
        assert_eq!(BibDialect::Bibtex.required("online")[2], ["url", "doi", "eprint"]);
        assert!(BibDialect::Biblatex.required("nothing").is_empty());
        assert!(BibDialect::Bibtex.required("misc").is_empty());
    }
}
