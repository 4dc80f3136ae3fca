//! Writes cites of keys in pandoc's Markdown from references that are typed by hand.

use crate::document::essay::language::Language;
use crate::document::essay::locators;
use crate::document::essay::resolved::NoteCite;
use crate::document::essay::words::words;
use crate::document::{Syntax, written_key};
use crate::model::{Locator, LocatorLabel};
use crate::source::Span;

/// A key in a citation: `@brinton`.
pub(super) fn written(key: &str) -> String {
    let key = written_key(key, "", Span::at(0), Syntax::Markdown);
    format!("@{}", key.unwrap_or_default())
}

/// A locator with the part of the work that contains it, and the words of the note after it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Place {
    text: String,
    /// Whether pandoc recognizes where it ends, whatever follows.
    is_plain: bool,
}

impl Place {
    /// The locator that a cite gives, or takes from an earlier one.
    pub(super) fn of(cite: &NoteCite, language: Option<Language>) -> Option<Place> {
        let locator = cite.locator.as_ref().or(cite.inherited.as_ref())?;
        let part = cite.within.as_ref().map(|part| labelled(part, None));
        // A number without a label is a page only right behind the key.
        let (text, is_plain) = labelled(locator, language.filter(|_| part.is_none()));
        Some(match part {
            Some((part, part_is_plain)) => {
                Place { text: format!("{part}, {text}"), is_plain: is_plain && part_is_plain }
            }
            None => Place { text, is_plain },
        })
    }

    /// The locator after the number in a marker: `[3, p. 12]`.
    pub(super) fn of_marker(behind: &str, language: Option<Language>) -> Option<Place> {
        let text = format!("x, {behind}");
        let found = locators::find(&text, &words(&text), 1)?;
        let locator = Locator { label: found.label, value: found.value.as_str().into() };
        let (text, is_plain) = labelled(&locator, language);
        Some(Place { text, is_plain })
    }

    /// The place alone, as it is in brackets of its own.
    pub(super) fn bare(&self) -> String {
        if self.is_plain { self.text.clone() } else { format!("{{{}}}", self.text) }
    }

    /// The text after the key and before a suffix. Text that pandoc would not read as a number is
    /// put in braces, and so are numbers followed by words without a comma.
    pub(super) fn write(&self, suffix: &str) -> String {
        let goes_on = suffix.starts_with(|c: char| c.is_alphanumeric());
        match self.is_plain && !goes_on {
            true => format!(", {}", self.text),
            false => format!(", {{{}}}", self.text),
        }
    }
}

/// A place as pandoc reads it, and whether it is numbers alone. In another language than English, a
/// page is a number without the English label.
fn labelled(locator: &Locator, language: Option<Language>) -> (String, bool) {
    let value = locator.value.as_str();
    let is_plain = value.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | ' '));
    if is_plain && language.is_some() && locator.label == LocatorLabel::Page {
        return (value.to_owned(), true);
    }
    let label = match locator.label {
        LocatorLabel::Page if is_several(value) => "pp.",
        LocatorLabel::Page => "p.",
        LocatorLabel::Chapter => "chap.",
        LocatorLabel::Section => "sec.",
        LocatorLabel::Paragraph => "para.",
        LocatorLabel::Column => "col.",
        LocatorLabel::Folio => "fol.",
        LocatorLabel::Line => "line",
        LocatorLabel::Figure => "fig.",
        LocatorLabel::Volume => "vol.",
        LocatorLabel::Part => "pt.",
        LocatorLabel::Issue => "no.",
        other => return (format!("{other} {value}"), false),
    };
    (format!("{label} {value}"), is_plain)
}

/// Whether a value is several pages: `3–5`, `3, 5`; of `5, n. 2` it is one.
fn is_several(value: &str) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    value.match_indices(['-', '–', ',']).any(|(at, sign)| {
        let rest = value[at + sign.len()..].trim_start();
        is_digit(value[..at].chars().next_back()) && is_digit(rest.chars().next())
    })
}
