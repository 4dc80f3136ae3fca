//! What is asked of every dialect.

use crate::dialect::bib::{AnyOf, BibDialect, Field};
use crate::dialect::{cff, csl, hayagriva, ris};
use crate::model::{EntryType, Variable};

/// The dialect of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Dialect {
    /// BibTeX or BibLaTeX.
    Bib(BibDialect),
    /// The Citation File Format.
    Cff,
    Hayagriva,
    /// CSL-JSON and CSL-YAML.
    Csl,
    Ris,
}

impl Dialect {
    /// The fields that an entry requires, by the name of its type in the source and its CSL type.
    ///
    /// The manuals of BibTeX and BibLaTeX say so for each type; for the other formats, these are the
    /// fields that no reader can do without.
    pub(crate) fn required(self, source_kind: &str, kind: EntryType) -> &'static [AnyOf] {
        match self {
            Dialect::Bib(dialect) => dialect.required(source_kind),
            Dialect::Cff => cff::required(),
            Dialect::Hayagriva => hayagriva::required(source_kind),
            Dialect::Csl => csl::required(kind),
            Dialect::Ris => ris::required(kind),
        }
    }

    /// The field in which a variable is written; `None` if the dialect has none, or the table does
    /// not contain the variable.
    pub(crate) fn field_of(self, variable: Variable) -> Option<&'static str> {
        let row = FIELDS.iter().find(|row| row.0 == variable);
        match self {
            Dialect::Csl => Some(variable.name()),
            Dialect::Hayagriva => row?.2,
            Dialect::Ris => row?.3,
            Dialect::Cff => row?.4,
            Dialect::Bib(dialect) => Some(dialect.field_name(row?.1?)),
        }
    }

    /// True if a variable is written in the field of this name, in any letter case and under any of
    /// its names in the dialect; of a nested field, the path counts.
    pub(crate) fn calls(self, variable: Variable, name: &str) -> bool {
        let Some(own) = self.field_of(variable) else { return false };
        match self {
            Dialect::Bib(_) => {
                let named = Field::from_name(name);
                named.is_some() && named == Field::from_name(own)
            }
            // `publisher` may be a mapping.
            Dialect::Hayagriva => name.strip_suffix(".name").unwrap_or(name) == own,
            Dialect::Cff | Dialect::Csl | Dialect::Ris => own.eq_ignore_ascii_case(name),
        }
    }
}

/// The field of a format for a variable, if it has one.
type Name = Option<&'static str>;

/// Variables with their fields in BibLaTeX, in hayagriva, in RIS and in CFF.
#[rustfmt::skip]
const FIELDS: [(Variable, Name, Name, Name, Name); 21] = [
    (Variable::Accessed, Some("urldate"), Some("url: date"), Some("Y2"), Some("date-accessed")),
    (Variable::CollectionNumber, Some("number"), Some("issue"), Some("IS"), None),
    (Variable::CollectionTitle, Some("series"), Some("parent.title"), Some("T3"), Some("collection-title")),
    (Variable::ContainerTitle, Some("journaltitle"), Some("parent.title"), Some("T2"), Some("journal")),
    (Variable::ContainerTitleShort, Some("shortjournal"), Some("parent.title: short"), Some("J2"), None),
    (Variable::Doi, Some("doi"), Some("doi"), Some("DO"), Some("doi")),
    (Variable::Edition, Some("edition"), Some("edition"), Some("ET"), Some("edition")),
    (Variable::EventTitle, Some("eventtitle"), Some("parent.title"), None, Some("conference")),
    (Variable::Isbn, Some("isbn"), Some("isbn"), Some("SN"), Some("isbn")),
    (Variable::Issn, Some("issn"), Some("issn"), Some("SN"), Some("issn")),
    (Variable::Issue, Some("number"), Some("issue"), Some("IS"), Some("issue")),
    (Variable::Issued, Some("date"), Some("date"), Some("PY"), Some("date-published")),
    (Variable::Note, Some("note"), Some("note"), Some("N1"), Some("notes")),
    (Variable::NumberOfPages, Some("pagetotal"), Some("page-total"), Some("SP"), Some("pages")),
    (Variable::Page, Some("pages"), Some("page-range"), Some("SP"), Some("start")),
    (Variable::Pmcid, Some("pmcid"), Some("pmcid"), None, Some("pmcid")),
    (Variable::Pmid, Some("pmid"), Some("pmid"), None, None),
    (Variable::Publisher, Some("publisher"), Some("publisher"), Some("PB"), Some("publisher")),
    (Variable::PublisherPlace, Some("location"), Some("location"), Some("CY"), None),
    (Variable::Url, Some("url"), Some("url"), Some("UR"), Some("url")),
    (Variable::Volume, Some("volume"), Some("volume"), Some("VL"), Some("volume")),
];

#[cfg(test)]
mod tests {
    use super::Dialect;
    use crate::dialect::BibDialect::{Biblatex, Bibtex};
    use crate::model::Variable as V;

    #[test]
    fn a_variable_has_a_name_in_every_dialect() {
        for (variable, names) in [
            (V::Issued, ["year", "date", "date", "issued", "PY"]),
            (V::PublisherPlace, ["address", "location", "location", "publisher-place", "CY"]),
            (V::Publisher, ["publisher", "publisher", "publisher", "publisher", "PB"]),
            (V::CollectionTitle, ["series", "series", "parent.title", "collection-title", "T3"]),
            (
                V::ContainerTitle,
                ["journal", "journaltitle", "parent.title", "container-title", "T2"],
            ),
            (V::Issue, ["number", "number", "issue", "issue", "IS"]),
            (V::Page, ["pages", "pages", "page-range", "page", "SP"]),
            (V::Url, ["url", "url", "url", "URL", "UR"]),
        ] {
            let dialects = [
                Dialect::Bib(Bibtex),
                Dialect::Bib(Biblatex),
                Dialect::Hayagriva,
                Dialect::Csl,
                Dialect::Ris,
            ];
            assert_eq!(dialects.map(|dialect| dialect.field_of(variable)), names.map(Some));
        }
    }
}
