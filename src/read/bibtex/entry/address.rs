//! URLs in other fields: `howpublished = {Available at \url{…}}`, `note = {{\tt http://…}}`.

use crate::dialect::bib::Field;
use crate::model::Variable;
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::tex::verbatim;

impl EntryReader<'_, '_> {
    /// If the entry has no other URL, uses one that is alone in a field.
    pub(super) fn address_in(&mut self, field: Field) {
        let Some(address) = self.address_alone(field) else { return };
        if !self.entry.has(Variable::Url) && !self.has(Field::Url) {
            self.entry.set_text(Variable::Url, address);
        }
        self.note(&[field], Variable::Url);
    }

    /// The URL in a field that contains nothing else, except introductory words.
    pub(super) fn address_alone(&mut self, field: Field) -> Option<String> {
        let value = self.raw(field)?;
        if !value.raw.contains("://") && !value.raw.contains("www.") {
            return None;
        }
        // A tie is the tilde of a home folder.
        let raw = value.raw.replace("\\~", "~").replace('~', "\\~{}").replace("{}{}", "{}");
        let found = address(&verbatim(&value.raw)).or_else(|| address(&self.tex.plain(&raw)));
        self.tex.undecoded.clear();
        found
    }
}

/// Words that introduce a URL.
const LEADING: [&str; 26] = [
    "access",
    "accessible",
    "address",
    "as",
    "at",
    "available",
    "by",
    "electronically",
    "found",
    "from",
    "homepage",
    "in",
    "internet",
    "is",
    "on",
    "on-line",
    "online",
    "see",
    "site",
    "the",
    "through",
    "under",
    "url",
    "via",
    "web",
    "website",
];

/// Whether a word introduces a URL.
pub(super) fn is_leading_word(word: &str) -> bool {
    LEADING.contains(&&*word.to_lowercase())
}

fn address(text: &str) -> Option<String> {
    let start =
        ["http://", "https://", "ftp://", "www."].iter().filter_map(|it| text.find(it)).min()?;
    let (before, rest) = text.split_at(start);
    let mut words = before.split(|c: char| !c.is_alphanumeric() && c != '-');
    if !words.all(|word| word.is_empty() || is_leading_word(word)) {
        return None;
    }
    let rest =
        rest.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | '>'));
    let parenthesis = before.contains('(') && !rest.contains('(');
    let rest = if parenthesis { rest.trim_end_matches([')', '.']) } else { rest };
    // Nobody writes ligatures in a URL.
    let address = rest.replace('∼', "~").replace('–', "--").replace('’', "'");
    // A value with a command is text, and the command is reported there.
    let whole = |c: char| !c.is_whitespace() && c != '\\';
    address.chars().all(whole).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses_that_stand_alone() {
        for (text, found) in [
            ("http://a.example/x.", Some("http://a.example/x")),
            ("Available on-line at: www.a.example/b", Some("www.a.example/b")),
            ("URL: <http://a.example/~b>", Some("http://a.example/~b")),
            ("(http://a.example/c)", Some("http://a.example/c")),
            ("(\\url http://a.example/c).", Some("http://a.example/c")),
            ("http://a.example/c_(d)", Some("http://a.example/c_(d)")),
            ("http://a.example/∼bob/p–q", Some("http://a.example/~bob/p--q")),
            ("The code is at http://a.example/", None),
            ("http://a.example/ and elsewhere", None),
            ("http://a.example/\\mine/c", None),
            ("http://a.example/, 6. Januar 2005", None),
            ("nothing", None),
        ] {
            assert_eq!(address(text).as_deref(), found, "{text}");
        }
    }
}
