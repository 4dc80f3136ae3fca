//! Where a document asks for bibliographies, and its parts that may have their own.

use crate::source::Span;

/// A place where a document asks for a bibliography.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Listing {
    /// The whole command, or the content of a div, which may contain text of the author's that
    /// comes before the entries.
    pub span: Span,
    /// Its options as the document spells them: `keyword` and `primary`. They include the `id` of a
    /// div and the `files` of a command.
    pub options: Vec<(String, String)>,
}

impl Listing {
    /// The value of an option, if it is set.
    pub fn option(&self, name: &str) -> Option<&str> {
        let mut options = self.options.iter();
        options.find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Heading {
    /// 1 for a chapter, 2 for a section; in Markdown and Typst, the number of marks before it.
    pub level: u8,
    /// The line or command that it begins with.
    pub span: Span,
}

/// A part of a LaTeX document that has its own bibliography.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Division {
    /// Whether it is a `refsection`, whose citations start again; a `refsegment` only selects what
    /// is cited in it.
    pub is_section: bool,
    /// The whole part.
    pub span: Span,
}

/// Splits `key=value, other={a, b}`; an option without a value has an empty one.
pub(super) fn options(text: &str) -> Vec<(String, String)> {
    let mut options = Vec::new();
    let mut depth = 0_u32;
    let mut quoted = false;
    let ends = |c: char| {
        match c {
            '"' => quoted = !quoted,
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' => return depth == 0 && !quoted,
            _ => {}
        }
        false
    };
    for option in text.split(ends).map(str::trim).filter(|option| !option.is_empty()) {
        let (key, value) = option.split_once('=').unwrap_or((option, ""));
        let value = value.trim();
        let inside = value.strip_prefix('{').and_then(|value| value.strip_suffix('}'));
        options.push((key.trim().to_owned(), inside.unwrap_or(value).trim().to_owned()));
    }
    options
}

#[cfg(test)]
mod tests {
    use super::options;

    #[test]
    fn options_are_taken_apart() {
        let found = options("heading=none, title={A, b=c}, keyword = x,,sorting");
        let found: Vec<String> =
            found.iter().map(|(key, value)| format!("{key}|{value}")).collect();
        assert_eq!(found, ["heading|none", "title|A, b=c", "keyword|x", "sorting|"]);
        assert!(options(" , ").is_empty());
    }
}
