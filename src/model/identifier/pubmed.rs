//! The identifiers of PubMed and PubMed Central.

use std::fmt;

/// A PubMed identifier, 1 to 8 digits: `12345678`.
///
/// *Source*: NLM, "PubMed User Guide", PMID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pmid(u32);

/// A PubMed Central identifier: `PMC2667543`.
///
/// *Source*: NLM, "PMCID" in "Include PMCID in Citations".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pmcid(u32);

/// Why a text is not a PubMed or PubMed Central identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("it has 1 to 8 digits, the first not 0")]
pub struct PmidError;

impl Pmid {
    /// Reads `12345678`, `PMID: 12345678` or a PubMed URL.
    ///
    /// # Errors
    ///
    /// If the text does not have this form.
    pub fn parse(text: &str) -> Result<Self, PmidError> {
        let text = text.trim().trim_end_matches('/');
        let text = path_at(text, &["pubmed.ncbi.nlm.nih.gov/", "www.ncbi.nlm.nih.gov/pubmed/"]);
        let labelled = text.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("pmid"));
        let text = if labelled { &text[4..] } else { text };
        number(text.trim_start_matches(':').trim_start()).map(Pmid)
    }

    /// The URL of the record.
    pub fn url(self) -> String {
        format!("https://pubmed.ncbi.nlm.nih.gov/{}", self.0)
    }
}

impl Pmcid {
    /// Reads `PMC2667543`, `2667543` or a PubMed Central URL.
    ///
    /// # Errors
    ///
    /// If the text does not have this form.
    pub fn parse(text: &str) -> Result<Self, PmidError> {
        let text = text.trim().trim_end_matches('/');
        let text = path_at(
            text,
            &["www.ncbi.nlm.nih.gov/pmc/articles/", "pmc.ncbi.nlm.nih.gov/articles/"],
        );
        let labelled = text.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("pmcid:"));
        let text = if labelled { text[6..].trim_start() } else { text };
        number(text.strip_prefix("PMC").unwrap_or(text)).map(Pmcid)
    }

    /// The URL of the article.
    pub fn url(self) -> String {
        format!("https://www.ncbi.nlm.nih.gov/pmc/articles/{self}")
    }
}

/// The part of a URL after one of these hosts and paths; the text itself if it is not such a URL.
fn path_at<'t>(text: &'t str, places: &[&str]) -> &'t str {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let found = rest.and_then(|rest| places.iter().find_map(|place| rest.strip_prefix(place)));
    found.unwrap_or(text)
}

impl fmt::Display for Pmid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Pmcid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PMC{}", self.0)
    }
}

fn number(text: &str) -> Result<u32, PmidError> {
    let form = (1..=8).contains(&text.len())
        && !text.starts_with('0')
        && text.bytes().all(|byte| byte.is_ascii_digit());
    form.then(|| text.parse().ok()).flatten().ok_or(PmidError)
}

#[cfg(test)]
mod tests {
    use super::{Pmcid, Pmid};

    #[test]
    fn prefixes_fall_away() {
        assert_eq!(Pmid::parse("PMID: 12345678").unwrap().to_string(), "12345678");
        assert_eq!(Pmcid::parse("2667543").unwrap().to_string(), "PMC2667543");
        assert!(Pmid::parse("0123").is_err());
        assert!(Pmcid::parse("PMC").is_err());
    }
}
