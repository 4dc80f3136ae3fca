//! Converts identifiers as people write them, with a label or resolver, to the form that CSL's
//! variables contain.

use std::borrow::Cow;

use crate::model::{Doi, Entry, Pmcid, Pmid, Variable};

/// How [`read_with`](crate::read::read_with) reads the identifiers of CSL-JSON and CSL-YAML. In
/// BibTeX and hayagriva YAML, identifiers are always cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Identifiers {
    /// Without resolver or label: `10.1000/182` for `https://doi.org/10.1000/182`.
    #[default]
    Cleaned,
    /// As written, like other texts of an item. A style that prints a resolver before a DOI then
    /// prints it twice if the data contain one too, as in citeproc-js.
    AsWritten,
}

/// Sets an identifier without the text that programs and people write around it; returns the
/// variable that was set. The text of any other variable is set unchanged.
///
/// A web address in `DOI` without a DOI in it becomes the `URL`, unless the entry has one.
pub(super) fn set(entry: &mut Entry, variable: Variable, text: &str) -> Variable {
    if variable == Variable::Doi && Doi::find(text).is_none() && is_address(text) {
        if !entry.has(Variable::Url) {
            entry.set_text(Variable::Url, text.trim());
        }
        return Variable::Url;
    }
    entry.set_text(variable, clean(variable, text).as_ref());
    variable
}

/// The identifier in a text: `10.1000/182` for `https://doi.org/10.1000/182`.
///
/// *Shape*: text that is not an identifier is not changed, so that a rule can report it.
pub(super) fn clean(variable: Variable, text: &str) -> Cow<'_, str> {
    let text = text.trim();
    match variable {
        Variable::Doi => match Doi::find(text) {
            Some(doi) => Cow::Owned(doi.as_str().to_owned()),
            None => Cow::Borrowed(Doi::strip_resolver(text)),
        },
        Variable::Pmid => match Pmid::parse(text) {
            Ok(pmid) => Cow::Owned(pmid.to_string()),
            Err(_) => Cow::Borrowed(text),
        },
        // A bare number is not changed, as styles may print `PMC` before it.
        Variable::Pmcid if !text.starts_with(|c: char| c.is_ascii_digit()) => {
            match Pmcid::parse(text) {
                Ok(pmcid) => Cow::Owned(pmcid.to_string()),
                Err(_) => Cow::Borrowed(text),
            }
        }
        Variable::Isbn => Cow::Borrowed(without_word(text, &["urn:isbn:", "isbn"])),
        Variable::Issn => Cow::Borrowed(without_word(text, &["urn:issn:", "issn"])),
        Variable::Url => {
            let bare = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
            let text = bare.unwrap_or(text).trim();
            Cow::Borrowed(without_word(text, &["url:"]))
        }
        _ => Cow::Borrowed(text),
    }
}

fn is_address(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| text.trim_start().starts_with(scheme))
}

/// The text without the first of these words with which it begins, and the colon after it.
fn without_word<'t>(text: &'t str, words: &[&str]) -> &'t str {
    for word in words {
        if let (Some(head), Some(rest)) = (text.get(..word.len()), text.get(word.len()..))
            && head.eq_ignore_ascii_case(word)
        {
            return rest.trim_start_matches(':').trim_start();
        }
    }
    text
}

/// True if a text variable does not contain running text: an identifier or a URL.
pub(crate) fn is_verbatim(variable: Variable) -> bool {
    matches!(
        variable,
        Variable::Doi
            | Variable::Url
            | Variable::Isbn
            | Variable::Issn
            | Variable::Pmid
            | Variable::Pmcid
            | Variable::Language
            | Variable::CitationKey
    )
}

#[cfg(test)]
mod tests {
    use super::{clean, set};
    use crate::model::{Entry, EntryType, Variable};

    #[test]
    fn what_is_written_around_an_identifier_goes() {
        for (variable, written, clean_text) in [
            (Variable::Doi, "https://doi.org/10.1000/Abc", "10.1000/Abc"),
            (Variable::Doi, "http://dx.doi.org/10.1000/abc ", "10.1000/abc"),
            (Variable::Doi, "doi:10.1000/abc", "10.1000/abc"),
            (Variable::Doi, "DOI: 10.1000/abc", "10.1000/abc"),
            (Variable::Doi, "10.1000/abc", "10.1000/abc"),
            (Variable::Doi, "unknown", "unknown"),
            (Variable::Pmid, "PMID: 123456", "123456"),
            (Variable::Pmid, "https://pubmed.ncbi.nlm.nih.gov/123456/", "123456"),
            (Variable::Pmid, "http://www.ncbi.nlm.nih.gov/pubmed/123456", "123456"),
            (Variable::Pmcid, "PMCID: PMC123456", "PMC123456"),
            (Variable::Pmcid, "https://pmc.ncbi.nlm.nih.gov/articles/PMC123456/", "PMC123456"),
            (Variable::Pmcid, "123456", "123456"),
            (Variable::Isbn, "ISBN: 978-3-16-148410-0", "978-3-16-148410-0"),
            (Variable::Isbn, "urn:isbn:9783161484100", "9783161484100"),
            (Variable::Issn, "ISSN 1234-5679", "1234-5679"),
            (Variable::Url, "<https://example.org/a>", "https://example.org/a"),
            (Variable::Url, "URL: https://example.org/a", "https://example.org/a"),
        ] {
            assert_eq!(clean(variable, written), clean_text, "{variable}: {written}");
        }
    }

    #[test]
    fn an_address_without_a_doi_is_an_address() {
        let mut entry = Entry::new("a", EntryType::Book);
        assert_eq!(set(&mut entry, Variable::Doi, "https://example.org/x"), Variable::Url);
        assert_eq!(entry.str(Variable::Url), Some("https://example.org/x"));
        assert_eq!(entry.str(Variable::Doi), None);
    }
}
