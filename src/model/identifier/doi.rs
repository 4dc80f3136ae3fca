//! Digital object identifiers.

use std::fmt;

/// A DOI without a resolver or label: `10.1080/00033799000200371`.
///
/// *Source*: ISO 26324; DOI Handbook, section 2.2.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Doi(String);

/// Why a text is not a DOI.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DoiError {
    /// It does not begin with `10.` and the number of a registrant.
    #[error("a DOI begins with `10.` and a number of at least four digits")]
    Prefix,
    /// There is no `/` followed by a name.
    #[error("a DOI has a `/` and a name after its prefix")]
    Suffix,
    /// It contains a character that is not allowed in a DOI.
    #[error("a DOI cannot contain {0}")]
    Character(&'static str),
}

impl Doi {
    /// Reads a DOI, either alone, after `doi:`, or in the URL of a resolver or proxy.
    ///
    /// *Shape*: `10.1000/182`, `doi:10.1000/182`, `https://doi.org/10.1000/182`; a short DOI is
    /// `10/abcd`. Parentheses, commas and `<>` are allowed in the part after the slash.
    ///
    /// *Source*: ISO 26324; the shortDOI service for `10/…`.
    ///
    /// # Errors
    ///
    /// If the text does not have this form.
    pub fn parse(text: &str) -> Result<Self, DoiError> {
        if Doi::is_bare(text) {
            return Ok(Doi(text.to_owned()));
        }
        let bare = Doi::strip_resolver(text.trim());
        let (prefix, name) = bare.split_once('/').ok_or(match bare.starts_with("10.") {
            true => DoiError::Suffix,
            false => DoiError::Prefix,
        })?;
        if prefix == "10" {
            return match is_short_name(name) {
                true => Ok(Doi(bare.to_owned())),
                false => Err(DoiError::Prefix),
            };
        }
        if !is_registrant(prefix) {
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

    /// Whether a text is a DOI as nearly all are written: nothing before or after it, and no signs
    /// in it that would have to be looked at.
    pub(crate) fn is_bare(text: &str) -> bool {
        let Some(rest) = text.strip_prefix("10.") else { return false };
        let registrant = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Some(name) = rest[registrant..].strip_prefix('/') else { return false };
        let is_usual =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'/');
        registrant >= 4
            && name.bytes().all(is_usual)
            && name.bytes().next_back().is_some_and(|last| last.is_ascii_alphanumeric())
    }

    /// The text without `doi:`, `DOI`, and the URLs of resolvers or proxies before it, even if
    /// there are several.
    ///
    /// Any host is accepted, since libraries and publishers run their own resolvers: the text after
    /// a URL is the DOI if it begins like one. Text without a DOI is not changed.
    ///
    /// # Example
    ///
    /// ```
    /// use ibid::model::Doi;
    /// assert_eq!(Doi::strip_resolver("http://doi.acm.org/10.1145/1000.2000"), "10.1145/1000.2000");
    /// assert_eq!(Doi::strip_resolver("http://dx.doi.org/doi:10.1000/182"), "10.1000/182");
    /// assert_eq!(Doi::strip_resolver("https://example.org/a"), "https://example.org/a");
    /// ```
    pub fn strip_resolver(text: &str) -> &str {
        if Doi::is_bare(text) {
            return text;
        }
        let bare = strip_labels(text);
        let schemes = ["https://", "http://", "//"];
        let scheme = schemes.iter().find_map(|scheme| strip_ignoring_case(bare, scheme));
        let named = || {
            // Without a scheme, only a host whose name shows that it is a resolver.
            let host = bare.split(['/', ' ']).next().unwrap_or_default();
            let says = host.split('.').any(|label| label.eq_ignore_ascii_case("doi"));
            (says && host.len() < bare.len()).then_some(bare)
        };
        let Some(address) = scheme.or_else(named) else { return bare };
        let begins = |at: &usize| {
            address[..*at].ends_with(['/', '=', ':', ' ']) && begins_a_doi(&address[*at..])
        };
        let found = address.match_indices("10").map(|(at, _)| at).filter(begins).last();
        if let Some(at) = found {
            return &address[at..];
        }
        match address.split_once('/') {
            // `doi.org/abcd` is the short DOI `10/abcd`; only the host shows this.
            Some((_, rest)) if begins_a_doi(rest) => rest,
            _ => text,
        }
    }

    /// Finds the DOI in the value of a field: without resolver, decoded if it was copied from a URL
    /// or a web page, without the punctuation of a sentence after it; the first if there are
    /// several.
    ///
    /// # Example
    ///
    /// ```
    /// use ibid::model::Doi;
    /// let doi = |text| Doi::find(text).map(|doi| doi.to_string());
    /// assert_eq!(doi("https://doi.org/10.1000%2F182.").as_deref(), Some("10.1000/182"));
    /// assert_eq!(doi("10.1000/182, 10.1000/183").as_deref(), Some("10.1000/182"));
    /// assert_eq!(doi("https://example.org/a"), None);
    /// ```
    pub fn find(text: &str) -> Option<Doi> {
        if Doi::is_bare(text) {
            return Some(Doi(text.to_owned()));
        }
        let mut parts = Doi::parts(text);
        let first = parts.next()?;
        let bare = Doi::strip_resolver(first);
        let decoded = decode(bare);
        let mut bare = Doi::strip_resolver(decoded.as_deref().unwrap_or(bare));
        if first.contains("://") {
            bare = without_page(bare);
        }
        Doi::parse(without_tail(bare)).ok()
    }

    /// Splits a field that contains several DOIs, each with the text before it; otherwise returns
    /// the whole field.
    pub fn parts(text: &str) -> impl Iterator<Item = &str> {
        let text = text.trim();
        let mut cuts = vec![0];
        let mut word = 0;
        for piece in text.split_inclusive([' ', ',', ';', '\n', '\t', '|']) {
            let bare = piece.trim_matches([' ', ',', ';', '\n', '\t', '|']);
            if word > 0 && begins_a_doi(Doi::strip_resolver(bare)) && cuts.last() != Some(&word) {
                let before = text[*cuts.last().unwrap_or(&0)..word].trim_end();
                // A comma may be part of a DOI, but not if a complete DOI follows it.
                if begins_a_doi(Doi::strip_resolver(before)) {
                    cuts.push(word);
                }
            }
            word += piece.len();
        }
        cuts.push(text.len());
        let parts: Vec<&str> = cuts
            .windows(2)
            .map(|cut| {
                let part = text[cut[0]..cut[1]].trim();
                let part = if cut[1] == text.len() { part } else { trim_joiner(part) };
                part.trim()
            })
            .collect();
        parts.into_iter()
    }

    /// The DOI as written, without a resolver.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The URL that resolves it.
    pub fn url(&self) -> String {
        format!("https://doi.org/{}", self.0)
    }

    /// The DOI in lower case, since letter case does not matter in DOIs.
    pub fn normalized(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl fmt::Display for Doi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Removes `doi:`, `DOI`, `doi =`, `urn:doi:` and `info:doi/` repeatedly.
fn strip_labels(text: &str) -> &str {
    let mut bare = text.trim_start();
    loop {
        let labels = ["urn:doi:", "info:doi/", "info:doi:", "doi:", "doi=", "doi "];
        let Some(rest) = labels.iter().find_map(|label| strip_ignoring_case(bare, label)) else {
            return bare;
        };
        bare = rest.trim_start_matches([' ', '\u{a0}', ':', '=']);
    }
}

/// `10.` and the number of a registrant, which may have several parts: `10.1000.10`.
fn is_registrant(prefix: &str) -> bool {
    let Some(registrant) = prefix.strip_prefix("10.") else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let first = registrant.split('.').next().unwrap_or_default();
    first.len() >= 4 && registrant.split('.').all(digits)
}

/// The part of a short DOI after `10/`: letters and digits.
fn is_short_name(name: &str) -> bool {
    (2..=12).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn begins_a_doi(text: &str) -> bool {
    let encoded = || {
        let (prefix, name) = text.split_at_checked(text.find('%')?)?;
        let name = strip_ignoring_case(name, "%2f")?;
        Some((prefix, name))
    };
    text.split_once('/').or_else(encoded).is_some_and(|(prefix, name)| match prefix {
        "10" => is_short_name(name),
        prefix => is_registrant(prefix) && !name.is_empty(),
    })
}

/// The text with `%2F` and `&lt;` decoded; `None` if nothing is encoded, or the result is not a
/// DOI.
fn decode(text: &str) -> Option<String> {
    if !text.contains(['%', '&']) {
        return None;
    }
    const ENTITIES: [(&str, char); 3] = [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&')];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let code = rest.get(1..3).filter(|_| next == '%');
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        let byte = byte.filter(|byte| byte.is_ascii_graphic());
        let entity = ENTITIES.iter().find(|(name, _)| rest.starts_with(name));
        let (len, character) = match (byte, entity) {
            (Some(byte), _) => (3, char::from(byte)),
            (None, Some((name, character))) => (name.len(), *character),
            (None, None) => (next.len_utf8(), next),
        };
        plain.push(character);
        rest = &rest[len..];
    }
    (plain != text && Doi::parse(&plain).is_ok()).then_some(plain)
}

/// A DOI from the URL of a page, without parts that name a section or format of the page.
fn without_page(text: &str) -> &str {
    const PARTS: [&str; 7] = ["/full", "/abstract", "/pdf", "/epdf", "/html", "/summary", "/meta"];
    let end = text.find(['?', '#']).unwrap_or(text.len());
    let bare = &text[..end];
    PARTS.iter().find_map(|part| bare.strip_suffix(part)).unwrap_or(bare)
}

/// The text without punctuation that ends a sentence or closes a parenthesis after the DOI.
fn without_tail(text: &str) -> &str {
    let mut bare = text.trim_end();
    while let Some(last) = bare.chars().next_back() {
        let stray = match last {
            '.' | ',' | ';' | ':' | '"' | '\'' | '”' | '’' => true,
            ')' => bare.matches(')').count() > bare.matches('(').count(),
            ']' => bare.matches(']').count() > bare.matches('[').count(),
            '}' => bare.matches('}').count() > bare.matches('{').count(),
            _ => false,
        };
        if !stray {
            break;
        }
        bare = bare[..bare.len() - last.len_utf8()].trim_end();
    }
    bare
}

/// A part without the comma, semicolon or `and` before the next part.
fn trim_joiner(part: &str) -> &str {
    let part = part.trim_end().trim_end_matches([',', ';', '|']).trim_end();
    let words = [" and", " &", " \\&"];
    let part = words.iter().find_map(|word| part.strip_suffix(word)).unwrap_or(part);
    part.trim_end().trim_end_matches([',', ';', '|'])
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
        for (text, doi) in [
            ("http://doi.acm.org/10.1145/1000.2000", "10.1145/1000.2000"),
            ("http://doi.ieeecomputersociety.org/10.1109/MC.2000.1", "10.1109/MC.2000.1"),
            ("https://doi-org.proxy.example.edu/10.1000/182", "10.1000/182"),
            ("http://ezproxy.example.edu/login?url=https://doi.org/10.1000/182", "10.1000/182"),
            ("http://dx.doi.org/doi:10.1000/182", "10.1000/182"),
            ("http://dx.doi.org/http://dx.doi.org/10.1000/182", "10.1000/182"),
            ("https://doi.org/https://doi.org/10.1000/182", "10.1000/182"),
            ("dx.doi.org/10.1000/182", "10.1000/182"),
            ("DOI 10.1000/182", "10.1000/182"),
            ("DOI:10.1000/182", "10.1000/182"),
            ("doi: doi:10.1000/182", "10.1000/182"),
            ("info:doi/10.1000/182", "10.1000/182"),
            ("https://onlinelibrary.example.com/doi/10.1002/a.b", "10.1002/a.b"),
            ("10/abcd", "10/abcd"),
            ("https://doi.org/10/aabbe", "10/aabbe"),
            ("10.1000/10.1000/182", "10.1000/10.1000/182"),
        ] {
            assert_eq!(Doi::parse(text).map(|doi| doi.to_string()).as_deref(), Ok(doi), "{text}");
        }
        assert_eq!(Doi::parse("10.1000/1 82"), Err(DoiError::Character("space")));
        assert_eq!(Doi::parse("11.1000/182"), Err(DoiError::Prefix));
        assert_eq!(Doi::parse("10.10/182"), Err(DoiError::Prefix));
        assert_eq!(Doi::parse("10.1000/"), Err(DoiError::Suffix));
        for none in ["https://example.org/a", "doi.org", "10/", "10/a b", "https://doi.org/", ""] {
            assert!(Doi::parse(none).is_err(), "{none}");
        }
    }

    #[test]
    fn what_a_field_means() {
        for (text, doi) in [
            ("10.1000/182.", Some("10.1000/182")),
            ("10.1000/182).", Some("10.1000/182")),
            ("10.1000/a(b)", Some("10.1000/a(b)")),
            ("https://doi.org/10.1000%2F182", Some("10.1000/182")),
            ("10.1002/%28SICI%291097-4571", Some("10.1002/(SICI)1097-4571")),
            ("10.1000/a&lt;b", Some("10.1000/a<b")),
            ("10.1000/100%x", Some("10.1000/100%x")),
            ("10.1000/182, 10.1000/183", Some("10.1000/182")),
            ("10.1000/182 and 10.1000/183", Some("10.1000/182")),
            ("https://doi.org/10.1000/182;https://doi.org/10.1000/183", Some("10.1000/182")),
            ("https://example.org/doi/10.1000/a/full?x=1", Some("10.1000/a")),
            ("10.1000/a,b", Some("10.1000/a,b")),
            ("10.1000/1 82", None),
            ("https://example.org/10.html", None),
            ("n/a", None),
            ("", None),
        ] {
            assert_eq!(Doi::find(text).map(|doi| doi.to_string()).as_deref(), doi, "{text}");
        }
        let parts: Vec<_> = Doi::parts("10.1000/a; doi:10.1000/b and 10.1000/c").collect();
        assert_eq!(parts, ["10.1000/a", "doi:10.1000/b", "10.1000/c"]);
    }
}
