//! The fields that BibTeX and BibLaTeX require for each entry type.
//!
//! This module is only data, for checking entries from `.bib` files. The names are those of the
//! dialects, as recorded in an [`EntryOrigin`](crate::model::EntryOrigin).

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::Origins;

/// One of the two dialects of `.bib` files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum BibDialect {
    /// Files for BibTeX and its styles.
    Bibtex,
    /// Files for BibLaTeX and biber.
    Biblatex,
}

/// Fields of which one is required: `&["author", "editor"]`.
///
/// The first is the one to suggest; another name of the same field (`journal` for `journaltitle`)
/// is among the rest.
pub type AnyOf = &'static [&'static str];

impl BibDialect {
    /// The dialect's name, as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            BibDialect::Bibtex => "BibTeX",
            BibDialect::Biblatex => "BibLaTeX",
        }
    }

    /// Detects the dialect of a file from its types and fields: the dialect to which more of them
    /// belong exclusively, or BibTeX if neither has more. A type counts twice, because BibTeX
    /// prints an entry of an unknown type as `@misc`.
    pub fn of(origins: &Origins) -> BibDialect {
        BibDialect::of_balance(BibDialect::balance(origins))
    }

    /// The same, and true if more of them belong to that dialect alone; false if it is assumed
    /// because neither has more.
    pub(crate) fn with_clearness(origins: &Origins) -> (BibDialect, bool) {
        let balance = BibDialect::balance(origins);
        (BibDialect::of_balance(balance), balance != 0)
    }

    fn balance(origins: &Origins) -> i64 {
        let entries = || origins.entries.iter().chain(&origins.records);
        let own_fields =
            entries().flat_map(|entry| &entry.fields).filter(|it| it.inherited_from.is_none());
        weights_of_shared(entries().map(|entry| &entry.source_kind), type_weight)
            + weights_of_shared(own_fields.map(|field| &field.name), field_weight)
    }

    /// Detects the dialect from all types and fields of a file.
    pub(crate) fn of_names<'a>(
        types: impl Iterator<Item = &'a str>,
        fields: impl Iterator<Item = &'a str>,
    ) -> BibDialect {
        BibDialect::of_balance(weights(types, type_weight) + weights(fields, field_weight))
    }

    fn of_balance(balance: i64) -> BibDialect {
        if balance > 0 { BibDialect::Biblatex } else { BibDialect::Bibtex }
    }

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
    /// use ibid::model::BibDialect;
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

/// The sum of the weights of names. A file has few different names, each used many times, so each
/// is looked up once.
fn weights<'a>(names: impl Iterator<Item = &'a str>, weight: fn(&str) -> i64) -> i64 {
    let mut known: FxHashMap<&str, i64> = FxHashMap::default();
    names.map(|name| *known.entry(name).or_insert_with(|| weight(name))).sum()
}

/// The same of names that are shared between all who have them: those at one place are the same.
fn weights_of_shared<'a>(
    names: impl Iterator<Item = &'a Arc<str>>,
    weight: fn(&str) -> i64,
) -> i64 {
    let mut uses: FxHashMap<*const u8, (&str, i64)> = FxHashMap::default();
    for name in names {
        uses.entry(name.as_ptr()).or_insert((name, 0)).1 += 1;
    }
    uses.into_values().map(|(name, count)| count * weight(name)).sum()
}

fn type_weight(name: &str) -> i64 {
    2 * weight(&BIBLATEX_TYPES, &BIBTEX_TYPES, name)
}

fn field_weight(name: &str) -> i64 {
    weight(&BIBLATEX_FIELDS, &BIBTEX_FIELDS, name)
}

/// 1 for a name that only BibLaTeX has, −1 for one that only BibTeX has.
fn weight(biblatex: &[&str], bibtex: &[&str], name: &str) -> i64 {
    let is_in = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    i64::from(is_in(biblatex)) - i64::from(is_in(bibtex))
}

/// Types that only one dialect has, or that are at most an alias in the other.
const BIBLATEX_TYPES: [&str; 22] = [
    "online",
    "report",
    "thesis",
    "collection",
    "mvbook",
    "mvcollection",
    "mvproceedings",
    "mvreference",
    "reference",
    "inreference",
    "periodical",
    "suppbook",
    "suppcollection",
    "suppperiodical",
    "bookinbook",
    "dataset",
    "software",
    "set",
    "xdata",
    "patent",
    "standard",
    "jurisdiction",
];
const BIBTEX_TYPES: [&str; 4] = ["mastersthesis", "phdthesis", "techreport", "conference"];
const BIBLATEX_FIELDS: [&str; 30] = [
    "date",
    "journaltitle",
    "location",
    "subtitle",
    "titleaddon",
    "maintitle",
    "mainsubtitle",
    "booksubtitle",
    "booktitleaddon",
    "urldate",
    "origdate",
    "eventdate",
    "eventtitle",
    "venue",
    "langid",
    "langidopts",
    "eprinttype",
    "eprintclass",
    "shorttitle",
    "shortjournal",
    "bookauthor",
    "editora",
    "editortype",
    "pagetotal",
    "pubstate",
    "addendum",
    "origlanguage",
    "xdata",
    "related",
    "entryset",
];
const BIBTEX_FIELDS: [&str; 6] =
    ["journal", "year", "address", "school", "archiveprefix", "primaryclass"];

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
    use super::BibDialect;
    use crate::model::{EntryOrigin, FieldOrigin, Origins};

    fn origins(kind: &str, fields: &[&str]) -> Origins {
        let fields = fields.iter().map(|name| FieldOrigin {
            name: (*name).into(),
            name_location: Default::default(),
            value_location: Default::default(),
            form: Default::default(),
            whole: Default::default(),
            names: Box::default(),
            others: None,
            variables: Default::default(),
            inherited_from: None,
        });
        let entry = EntryOrigin {
            source_kind: kind.into(),
            fields: fields.collect(),
            ..EntryOrigin::default()
        };
        Origins { entries: vec![entry], ..Origins::default() }
    }

    #[test]
    fn the_dialect_shows_in_types_and_fields() {
        use BibDialect::{Biblatex, Bibtex};
        for (kind, fields, dialect) in [
            ("article", &["author", "journal", "year"][..], Bibtex),
            ("Article", &["author", "JournalTitle", "date"], Biblatex),
            ("online", &["url", "year", "address"], Bibtex),
            ("online", &["url", "year", "month"], Biblatex),
            ("online", &["url", "date"], Biblatex),
            ("book", &["author", "title"], Bibtex),
        ] {
            assert_eq!(BibDialect::of(&origins(kind, fields)), dialect, "{kind} {fields:?}");
        }
    }

    #[test]
    fn each_dialect_asks_for_its_own() {
        let book = BibDialect::Bibtex.required("BOOK");
        assert_eq!(book[0], ["author", "editor"]);
        assert_eq!(BibDialect::Bibtex.required("online")[2], ["url", "doi", "eprint"]);
        assert!(BibDialect::Biblatex.required("nothing").is_empty());
        assert!(BibDialect::Bibtex.required("misc").is_empty());
    }
}
