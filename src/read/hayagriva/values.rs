//! Reads the values of fields into leaves: numbers, publishers, URLs, serial numbers, languages.

use crate::diagnostic::{Severity, nearest};
use crate::model::Language;
use crate::read::hayagriva::Reader;
use crate::read::hayagriva::item::{Field, Leaf, Serial, Value};
use crate::read::hayagriva::numeric::is_numeric;
use crate::read::hayagriva::timestamp;
use crate::read::violation::violation;
use crate::syntax::data::{Kind, Node, Pair};

impl Reader<'_> {
    fn plain(&mut self, field: Field, text: String, origin: usize, leaves: &mut Vec<Leaf>) {
        leaves.push(Leaf::new(field, Value::Plain(text), origin));
    }

    /// A number or a text: a text as written, a whole number in decimal.
    pub(super) fn number(
        &mut self,
        field: Field,
        name: &str,
        pair: &Pair<'_>,
        leaves: &mut Vec<Leaf>,
    ) {
        let origin = self.origin(name, pair);
        let Some(text) = pair.value.text() else {
            self.wrong_kind(name, &pair.value, "a number or text");
            return;
        };
        let text = match pair.value.kind() {
            Some(Kind::Integer(number)) => number.to_string(),
            Some(Kind::Float(_) | Kind::Bool(_)) => {
                self.wrong_kind(name, &pair.value, "a whole number or text");
                text.to_owned()
            }
            // Written as in BibTeX: `1--10`.
            _ if field == Field::PageRange => text.replace("--", "–"),
            _ => text.to_owned(),
        };
        self.plain(field, text, origin, leaves);
    }

    /// A value that must be a number.
    pub(super) fn total(
        &mut self,
        field: Field,
        name: &str,
        pair: &Pair<'_>,
        leaves: &mut Vec<Leaf>,
    ) {
        if pair.value.kind() == Some(Kind::Text)
            && let Some(text) = pair.value.text()
            && !is_numeric(text)
        {
            let message = format!("`{name}` is `{text}`, but a number is expected");
            let place = pair.value.content_span();
            self.report(name, violation(self.id, place, message));
        }
        self.number(field, name, pair, leaves);
    }

    pub(super) fn timestamp(
        &mut self,
        field: Field,
        name: &str,
        pair: &Pair<'_>,
        leaves: &mut Vec<Leaf>,
    ) {
        let origin = self.origin(name, pair);
        if let (Field::TimeRange, Some(range)) = (field, range_of_parts(&pair.value)) {
            self.plain(field, range, origin, leaves);
            return;
        }
        let Some(Kind::Text) = pair.value.kind() else {
            self.wrong_kind(name, &pair.value, "a timestamp");
            if let Some(text) = pair.value.text() {
                self.plain(field, text.to_owned(), origin, leaves);
            }
            return;
        };
        let text = pair.value.text().unwrap_or_default();
        let parsed = match field {
            Field::TimeRange => timestamp::canonical_range(text),
            _ => timestamp::canonical(text),
        };
        if parsed.is_none() {
            let message = format!("`{text}` is not a timestamp");
            let help = "write `HH:MM:SS`, `MM:SS` or `DD:HH:MM:SS`, with two digits and below 60 \
                        after the first part";
            let diagnostic = violation(self.id, pair.value.content_span(), message).help(help);
            // hayagriva prints it as it is.
            self.report(name, diagnostic.severity(Severity::Warning));
        }
        self.plain(field, parsed.unwrap_or_else(|| text.to_owned()), origin, leaves);
    }

    /// A name, or a mapping of `name` and `location`.
    pub(super) fn publisher(&mut self, name: &str, pair: &Pair<'_>, leaves: &mut Vec<Leaf>) {
        let Some(parts) = pair.value.pairs() else {
            self.formatted(Field::PublisherName, name, pair, leaves);
            return;
        };
        let path = format!("{name}.");
        self.repeated(parts, &path);
        for part in parts {
            let key = part.key.text().unwrap_or_default();
            let name = &format!("{path}{key}");
            match key {
                "name" | "location" if part.value.is_null() => drop(self.origin(name, part)),
                "name" => self.formatted(Field::PublisherName, name, part, leaves),
                "location" => self.formatted(Field::PublisherLocation, name, part, leaves),
                _ => self.unknown(name, part, &["name", "location"], leaves),
            }
        }
    }

    /// A URL, or a mapping of `value` and `date`.
    pub(super) fn url(&mut self, name: &str, pair: &Pair<'_>, leaves: &mut Vec<Leaf>) {
        let Some(parts) = pair.value.pairs() else {
            self.address(name, pair, leaves);
            return;
        };
        let path = format!("{name}.");
        self.repeated(parts, &path);
        if !parts.iter().any(|part| part.key.text() == Some("value")) {
            self.missing_part(name, "value", pair);
        }
        for part in parts {
            let key = part.key.text().unwrap_or_default();
            let name = &format!("{path}{key}");
            match key {
                "value" => self.address(name, part, leaves),
                "date" if part.value.is_null() => drop(self.origin(name, part)),
                "date" => self.date(Field::UrlDate, name, part, leaves),
                _ => self.unknown(name, part, &["value", "date"], leaves),
            }
        }
    }

    fn address(&mut self, name: &str, pair: &Pair<'_>, leaves: &mut Vec<Leaf>) {
        let origin = self.origin(name, pair);
        let Some(Kind::Text) = pair.value.kind() else {
            self.wrong_kind(name, &pair.value, "an address");
            return;
        };
        let text = pair.value.text().unwrap_or_default();
        if let Err(error) = url::Url::parse(text) {
            let message = format!("`{text}` is not an address: {error}");
            let mut diagnostic = violation(self.id, pair.value.content_span(), message);
            if error == url::ParseError::RelativeUrlWithoutBase {
                diagnostic = diagnostic.help("begin it with `https://`");
            }
            self.report(name, diagnostic);
        }
        self.plain(Field::Url, text.to_owned(), origin, leaves);
    }

    /// A number, or a mapping of schemes to numbers.
    pub(super) fn serial(&mut self, name: &str, pair: &Pair<'_>, leaves: &mut Vec<Leaf>) {
        const SCHEMES: [&str; 9] =
            ["arxiv", "doi", "isbn", "issn", "pmcid", "pmid", "printing", "serial", "version"];
        let Some(parts) = pair.value.pairs() else {
            self.serial_value(Serial::Plain, name, pair, leaves);
            return;
        };
        let path = format!("{name}.");
        self.repeated(parts, &path);
        for part in parts {
            let key = part.key.text().unwrap_or_default();
            let name = &format!("{path}{key}");
            let scheme = Serial::from_key(key);
            let known = scheme != Serial::Other || SCHEMES.contains(&key);
            match if known { None } else { nearest(key, SCHEMES) } {
                // Any scheme is allowed here, except a misspelling of one with a meaning.
                Some(_) => self.unknown(name, part, &SCHEMES, leaves),
                None => self.serial_value(scheme, name, part, leaves),
            }
        }
    }

    fn serial_value(
        &mut self,
        scheme: Serial,
        name: &str,
        pair: &Pair<'_>,
        leaves: &mut Vec<Leaf>,
    ) {
        let origin = self.origin(name, pair);
        let text = match (pair.value.kind(), pair.value.text()) {
            (Some(Kind::Integer(number)), _) => number.to_string(),
            (Some(Kind::Text | Kind::Float(_)), Some(text)) => text.to_owned(),
            (_, text) => {
                self.wrong_kind(name, &pair.value, "a number or text");
                let Some(text) = text.filter(|text| !text.is_empty()) else { return };
                text.to_owned()
            }
        };
        self.plain(Field::Serial(scheme), text, origin, leaves);
    }

    pub(super) fn language(&mut self, name: &str, pair: &Pair<'_>, leaves: &mut Vec<Leaf>) {
        let origin = self.origin(name, pair);
        let Some(text) = pair.value.text() else {
            self.wrong_kind(name, &pair.value, "a language tag");
            return;
        };
        let tag = Language::parse(text).ok().filter(|tag| is_language(tag.as_str()));
        if tag.is_none() {
            let message = format!("`{text}` is not a language tag");
            let help = "write `en`, `de-AT` or `zh-Hans`, for example";
            let place = pair.value.content_span();
            self.report(name, violation(self.id, place, message).help(help));
        }
        let text = tag.map_or_else(|| text.to_owned(), |tag| tag.as_str().to_owned());
        self.plain(Field::Language, text, origin, leaves);
    }

    /// Reports a missing part of a mapping.
    pub(super) fn missing_part(&mut self, name: &str, part: &str, pair: &Pair<'_>) {
        let message = format!("`{name}` has no `{part}`");
        let place = pair.key.content_span();
        self.report(name, violation(self.id, place, message));
    }

    /// The text of a scalar that should be text; a number or truth value is reported.
    pub(super) fn text_of<'n>(&mut self, name: &str, node: &'n Node<'_>) -> Option<&'n str> {
        match node.kind() {
            Some(Kind::Text) => {}
            _ => self.wrong_kind(name, node, "text"),
        }
        node.text().filter(|_| !node.is_null())
    }
}

/// A range of timestamps as a mapping of `start` and `end`, which hayagriva reads although its
/// documentation does not mention it.
fn range_of_parts(node: &Node<'_>) -> Option<String> {
    let part = |name| timestamp::canonical(node.get(name)?.text()?);
    let (start, end) = (part("start")?, part("end")?);
    let known = node.pairs()?.len() == 2;
    known.then(|| if start == end { start } else { format!("{start}-{end}") })
}

/// True if a tag is a Unicode language identifier, which has no extensions.
///
/// *Source*: UTS 35, section 3.2.
pub(crate) fn is_language(tag: &str) -> bool {
    let alphabetic = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut parts = tag.split('-').peekable();
    let language = parts.next().unwrap_or_default();
    parts.next_if(|part| part.len() == 4 && alphabetic(part));
    parts.next_if(|part| match part.len() {
        2 => alphabetic(part),
        3 => part.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    });
    language.len() != 4
        && parts.all(|variant| match variant.len() {
            5..=8 => true,
            4 => variant.starts_with(|c: char| c.is_ascii_digit()),
            _ => false,
        })
}
