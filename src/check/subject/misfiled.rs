//! Recognizes identifiers in the fields of others: an ISSN in `isbn`, a DOI in `issn`.

use crate::dialect::Dialect;
use crate::model::{ArxivId, Doi, Isbn, Issn, Pmcid, Variable};

/// A kind of registered number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Office {
    Doi,
    Isbn,
    Issn,
    Ismn,
    Arxiv,
    Pmcid,
}

impl Office {
    /// Its name, with an article.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Office::Doi => "a DOI",
            Office::Isbn => "an ISBN",
            Office::Issn => "an ISSN",
            Office::Ismn => "an ISMN",
            Office::Arxiv => "an arXiv number",
            Office::Pmcid => "a number of PubMed Central",
        }
    }

    /// The field in which it belongs; `None` if there is none.
    pub(crate) fn field(self, dialect: Dialect) -> Option<&'static str> {
        match (self, dialect) {
            (Office::Doi, _) => dialect.field_of(Variable::Doi),
            (Office::Isbn, _) => dialect.field_of(Variable::Isbn),
            (Office::Issn, _) => dialect.field_of(Variable::Issn),
            (Office::Pmcid, _) => dialect.field_of(Variable::Pmcid),
            // CSL has no variable for these two, and RIS no tag.
            (Office::Ismn | Office::Arxiv, Dialect::Cff | Dialect::Csl | Dialect::Ris) => None,
            (Office::Ismn, _) => Some("ismn"),
            (Office::Arxiv, Dialect::Bib(_)) => Some("eprint"),
            (Office::Arxiv, Dialect::Hayagriva) => Some("arxiv"),
        }
    }
}

/// The other kind of number that the field of a variable contains; `None` if the number may be the
/// field's own kind, or is not recognized.
pub(crate) fn other_number(variable: Variable, text: &str) -> Option<Office> {
    let text = text.trim();
    let is_isbn = || Isbn::parse(text).is_ok();
    let is_issn = || text.len() == 9 && Issn::parse(text).is_ok();
    let found = match variable {
        Variable::Isbn | Variable::Issn if is_ismn(text) => Some(Office::Ismn),
        Variable::Isbn if is_isbn() => None,
        Variable::Isbn if Issn::parse(text).is_ok() => Some(Office::Issn),
        Variable::Issn if Issn::parse(text).is_ok() => None,
        Variable::Issn if is_isbn() => Some(Office::Isbn),
        Variable::Isbn | Variable::Issn | Variable::Pmid if is_doi(text) => Some(Office::Doi),
        Variable::Doi if is_doi(text) => None,
        Variable::Doi if ArxivId::parse(text).is_ok() => Some(Office::Arxiv),
        Variable::Doi if is_isbn() => Some(Office::Isbn),
        Variable::Doi if is_issn() => Some(Office::Issn),
        _ => None,
    };
    let is_pmcid = || text.starts_with("PMC") && Pmcid::parse(text).is_ok();
    let takes_pmcid = matches!(variable, Variable::Doi | Variable::Pmid);
    found.or_else(|| (takes_pmcid && is_pmcid()).then_some(Office::Pmcid))
}

/// True if a text is a DOI and nothing else, possibly in a URL.
pub(crate) fn is_doi(text: &str) -> bool {
    // Most texts are not, and need no parsing.
    let may_be = || text.contains("10.") && text.contains('/');
    Doi::is_bare(text) || may_be() && Doi::parse(text).is_ok()
}

/// True for the number of printed music: `979-0-` and nine digits, or `M` and nine digits.
fn is_ismn(text: &str) -> bool {
    // Most texts are told by their beginning.
    if !text.trim_start_matches(['-', ' ']).starts_with(['M', 'm', '9']) {
        return false;
    }
    let figures: String = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    if !figures.starts_with("9790") && !figures.starts_with(['M', 'm']) {
        return false;
    }
    let digits = figures.strip_prefix(['M', 'm']).map_or(figures.clone(), |it| format!("9790{it}"));
    digits.starts_with("9790") && digits.len() == 13 && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Office, other_number};
    use crate::model::Variable as V;

    #[test]
    fn numbers_of_other_offices() {
        for (variable, text, office) in [
            (V::Isbn, "0028-0836", Some(Office::Issn)),
            (V::Isbn, "10.1000/182", Some(Office::Doi)),
            (V::Isbn, "979-0-2600-0043-8", Some(Office::Ismn)),
            (V::Isbn, "0-14-018765-1", None),
            (V::Issn, "0-14-018765-0", Some(Office::Isbn)),
            (V::Issn, "0028-0837", None),
            (V::Doi, "arXiv:1706.03762", Some(Office::Arxiv)),
            (V::Doi, "978-0-14-018765-6", Some(Office::Isbn)),
            (V::Doi, "PMC2667543", Some(Office::Pmcid)),
            (V::Doi, "https://doi.org/10.1000/182", None),
            (V::Doi, "see the page", None),
            (V::Pmid, "PMC2667543", Some(Office::Pmcid)),
            (V::Pmid, "10.1000/182", Some(Office::Doi)),
            (V::Pmid, "12345678", None),
        ] {
            assert_eq!(other_number(variable, text), office, "{text}");
        }
    }
}
