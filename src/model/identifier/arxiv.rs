//! arXiv identifiers.

use std::fmt;

/// An arXiv identifier, old or new: `hep-th/9901001`, `2301.00001v2`.
///
/// *Source*: arXiv help, "Understanding the arXiv identifier".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArxivId {
    /// Without the version.
    id: String,
    /// The version, from 1.
    version: Option<u32>,
}

/// Why a text is not an arXiv identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an arXiv identifier has the form `YYMM.NNNNN` or `archive/YYMMNNN`")]
pub struct ArxivIdError;

impl ArxivId {
    /// Reads an identifier, either alone, after `arXiv:`, or in a URL of arxiv.org.
    ///
    /// # Errors
    ///
    /// If the text does not have this form.
    pub fn parse(text: &str) -> Result<Self, ArxivIdError> {
        let text = text.trim();
        let text = ["https://arxiv.org/abs/", "http://arxiv.org/abs/", "https://arxiv.org/pdf/"]
            .iter()
            .find_map(|prefix| text.strip_prefix(prefix))
            .unwrap_or(text);
        let text = match text.get(..6) {
            Some(head) if head.eq_ignore_ascii_case("arxiv:") => text[6..].trim_start(),
            _ => text,
        };
        let (id, version) = match text.rsplit_once('v') {
            Some((id, version)) if id.ends_with(|c: char| c.is_ascii_digit()) => {
                (id, Some(version.parse().ok().filter(|&n| n > 0).ok_or(ArxivIdError)?))
            }
            _ => (text, None),
        };
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let month = |yymm: &str| {
            digits(yymm) && yymm.get(2..4).is_some_and(|mm| ("01"..="12").contains(&mm))
        };
        let good = match (id.split_once('/'), id.split_once('.')) {
            (Some((archive, number)), _) => {
                let (name, subject) = archive.split_once('.').unwrap_or((archive, "AA"));
                let named = !name.is_empty()
                    && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
                let subject =
                    subject.len() == 2 && subject.bytes().all(|byte| byte.is_ascii_uppercase());
                named && subject && number.len() == 7 && digits(number) && month(number)
            }
            (None, Some((yymm, number))) => {
                yymm.len() == 4 && month(yymm) && digits(number) && (4..=5).contains(&number.len())
            }
            (None, None) => false,
        };
        good.then(|| ArxivId { id: id.to_owned(), version }).ok_or(ArxivIdError)
    }

    /// The identifier without the version.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The version, from 1, if there is one.
    pub fn version(&self) -> Option<u32> {
        self.version
    }

    /// The URL of the abstract.
    pub fn url(&self) -> String {
        format!("https://arxiv.org/abs/{self}")
    }
}

impl fmt::Display for ArxivId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)?;
        self.version.map_or(Ok(()), |version| write!(f, "v{version}"))
    }
}

#[cfg(test)]
mod tests {
    use super::ArxivId;

    #[test]
    fn old_and_new_forms() {
        for (text, id) in [
            ("2301.00001v2", "2301.00001v2"),
            ("arXiv:1906.00356", "1906.00356"),
            ("https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
            ("math.GT/0309136", "math.GT/0309136"),
        ] {
            assert_eq!(ArxivId::parse(text).map(|id| id.to_string()).as_deref(), Ok(id));
        }
        for wrong in ["", "2313.00001", "2301.001", "hep-th/99", "2301.00001v0", "2003.13722x"] {
            assert!(ArxivId::parse(wrong).is_err(), "{wrong}");
        }
    }
}
