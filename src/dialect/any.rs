//! What is asked of every dialect.

use crate::dialect::bib::{AnyOf, BibDialect, Field};
use crate::dialect::{csl, hayagriva, ris};
use crate::model::{EntryType, Variable};

/// The dialect of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Dialect {
    /// BibTeX or BibLaTeX.
    Bib(BibDialect),
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
            Dialect::Csl | Dialect::Ris => own.eq_ignore_ascii_case(name),
        }
    }
}

/// A variable, and the fields for it in three formats.
type Names = (Variable, Option<&'static str>, Option<&'static str>, Option<&'static str>);

/// Variables with their fields in BibLaTeX, in hayagriva and in RIS.
#[rustfmt::skip]
const FIELDS: [Names; 21] = [
    (Variable::Accessed, Some("urldate"), Some("url: date"), Some("Y2")),
    (Variable::CollectionNumber, Some("number"), Some("issue"), Some("IS")),
    (Variable::CollectionTitle, Some("series"), Some("parent.title"), Some("T3")),
    (Variable::ContainerTitle, Some("journaltitle"), Some("parent.title"), Some("T2")),
    (Variable::ContainerTitleShort, Some("shortjournal"), Some("parent.title: short"), Some("J2")),
    (Variable::Doi, Some("doi"), Some("doi"), Some("DO")),
    (Variable::Edition, Some("edition"), Some("edition"), Some("ET")),
    (Variable::EventTitle, Some("eventtitle"), Some("parent.title"), None),
    (Variable::Isbn, Some("isbn"), Some("isbn"), Some("SN")),
    (Variable::Issn, Some("issn"), Some("issn"), Some("SN")),
    (Variable::Issue, Some("number"), Some("issue"), Some("IS")),
    (Variable::Issued, Some("date"), Some("date"), Some("PY")),
    (Variable::Note, Some("note"), Some("note"), Some("N1")),
    (Variable::NumberOfPages, Some("pagetotal"), Some("page-total"), Some("SP")),
    (Variable::Page, Some("pages"), Some("page-range"), Some("SP")),
    (Variable::Pmcid, Some("pmcid"), Some("pmcid"), None),
    (Variable::Pmid, Some("pmid"), Some("pmid"), None),
    (Variable::Publisher, Some("publisher"), Some("publisher"), Some("PB")),
    (Variable::PublisherPlace, Some("location"), Some("location"), Some("CY")),
    (Variable::Url, Some("url"), Some("url"), Some("UR")),
    (Variable::Volume, Some("volume"), Some("volume"), Some("VL")),
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
