//! Language tags.

use std::fmt;

/// A language tag in the usual letter case: `de`, `pt-BR`, `zh-Hans-CN`, `sr-Latn-RS`.
///
/// *Shape*: a primary language of 2–3 letters (or up to 8), followed by subtags of 1–8 letters and
/// digits, separated by `-`.
///
/// *Source*: BCP 47 (RFC 5646), section 2.1, without the registry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

/// A text that is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a language tag such as `de` or `pt-BR`")]
pub struct LanguageError(pub String);

impl Language {
    /// Reads a tag; `_` is accepted for `-`, and letter case is ignored.
    ///
    /// # Errors
    ///
    /// If the text does not have the form of a language tag.
    ///
    /// # Example
    ///
    /// ```
    /// use ibid::model::Language;
    /// assert_eq!(Language::parse("PT_br").unwrap().as_str(), "pt-BR");
    /// assert!(Language::parse("German!").is_err());
    /// ```
    pub fn parse(tag: &str) -> Result<Self, LanguageError> {
        let error = || LanguageError(tag.to_owned());
        let mut out = String::with_capacity(tag.len());
        let mut after_single = false;
        for (index, subtag) in tag.split(['-', '_']).enumerate() {
            let letters = subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
            let fits = match index {
                0 => letters && (2..=8).contains(&subtag.len()),
                _ => {
                    (1..=8).contains(&subtag.len())
                        && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
                }
            };
            if !fits {
                return Err(error());
            }
            if index > 0 {
                out.push('-');
            }
            let lower = subtag.to_ascii_lowercase();
            match subtag.len() {
                2 if index > 0 && letters && !after_single => {
                    out.push_str(&subtag.to_ascii_uppercase())
                }
                4 if index > 0 && letters && !after_single => {
                    out.push_str(&lower[..1].to_ascii_uppercase());
                    out.push_str(&lower[1..]);
                }
                _ => out.push_str(&lower),
            }
            after_single |= subtag.len() == 1;
        }
        Ok(Language(out))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The region, if there is one: `BR` of `pt-BR`.
    pub fn region(&self) -> Option<&str> {
        self.0
            .split('-')
            .skip(1)
            .take_while(|subtag| subtag.len() > 1)
            .find(|subtag| subtag.len() == 2 || subtag.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn letter_case_follows_the_kind_of_subtag() {
        let tag = |text| Language::parse(text).map(|tag| tag.to_string()).ok();
        assert_eq!(tag("ZH-hans-cn").as_deref(), Some("zh-Hans-CN"));
        assert_eq!(tag("en-x-TWAIN").as_deref(), Some("en-x-twain"));
        assert_eq!(tag("es-419").as_deref(), Some("es-419"));
        for wrong in ["", "e", "en-", "english language", "1a"] {
            assert_eq!(tag(wrong), None, "{wrong}");
        }
        let region = Language::parse("zh-Hans-CN").unwrap();
        assert_eq!((region.primary(), region.region()), ("zh", Some("CN")));
    }
}
