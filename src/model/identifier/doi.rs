//! Digital object identifiers.

use std::fmt;

/// A DOI without resolver or prefix: `10.1080/00033799000200371`.
///
/// *Source*: ISO 26324; DOI Handbook, section 2.2.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Doi(String);

/// Why a text is not a DOI.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DoiError {
    /// It does not begin with `10.` and a registrant's number.
    #[error("a DOI begins with `10.` and a number of at least four digits")]
    Prefix,
    /// There is no `/` with something after it.
    #[error("a DOI has a `/` and a name after its prefix")]
    Suffix,
    /// It holds a character that no DOI holds.
    #[error("a DOI holds no {0}")]
    Character(&'static str),
}

impl Doi {
    /// Reads a bare DOI, `doi:10.…`, or a resolver's URL.
    ///
    /// *Shape*: `10.1000/182`, `doi:10.1000/182`, `https://doi.org/10.1000/182`. Parentheses,
    /// commas and `<>` are allowed in the part after the slash.
    ///
    /// # Errors
    ///
    /// When the text is not of that form.
    pub fn parse(text: &str) -> Result<Self, DoiError> {
        let bare = Doi::strip_resolver(text.trim());
        let rest = bare.strip_prefix("10.").ok_or(DoiError::Prefix)?;
        let (registrant, name) = rest.split_once('/').ok_or(DoiError::Suffix)?;
        let mut numbers = registrant.split('.');
        let first = numbers.next().unwrap_or_default();
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if first.len() < 4 || !digits(first) || !numbers.all(digits) {
            return Err(DoiError::Prefix);
        }
        if name.is_empty() {
            return Err(DoiError::Suffix);
        }
        if name.contains(char::is_whitespace) {
            return Err(DoiError::Character("space"));
        }
        if name.contains(char::is_control) {
            return Err(DoiError::Character("control character"));
        }
        Ok(Doi(bare.to_owned()))
    }

    /// The text without `doi:` or a resolver's address before it.
    pub fn strip_resolver(text: &str) -> &str {
        let scheme = ["https://", "http://"].iter().find_map(|s| strip_ignoring_case(text, s));
        let host = scheme.unwrap_or(text);
        let resolvers = ["doi.org/", "dx.doi.org/", "www.doi.org/", "doi:"];
        let bare = resolvers.iter().find_map(|resolver| strip_ignoring_case(host, resolver));
        bare.map_or(text, str::trim_start)
    }

    /// The DOI as written, without resolver.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address that resolves it.
    pub fn url(&self) -> String {
        format!("https://doi.org/{}", self.0)
    }

    /// Lower-cased, since DOIs that differ by case are the same.
    pub fn normalized(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl fmt::Display for Doi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn strip_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use super::{Doi, DoiError};

    #[test]
    fn resolvers_fall_away_and_odd_names_stay() {
        for (text, doi) in [
            ("10.1000/182", "10.1000/182"),
            ("https://doi.org/10.1000/182", "10.1000/182"),
            ("HTTP://DX.DOI.ORG/10.1000/182", "10.1000/182"),
            ("doi: 10.1000.10/182", "10.1000.10/182"),
            (
                "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
                "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
            ),
        ] {
            assert_eq!(Doi::parse(text).map(|doi| doi.to_string()).as_deref(), Ok(doi));
        }
        assert_eq!(Doi::parse("10.1000/1 82"), Err(DoiError::Character("space")));
        assert_eq!(Doi::parse("11.1000/182"), Err(DoiError::Prefix));
        assert_eq!(Doi::parse("10.10/182"), Err(DoiError::Prefix));
        assert_eq!(Doi::parse("10.1000/"), Err(DoiError::Suffix));
    }
}
