//! Writes cites of keys in pandoc's Markdown from references that are typed by hand.

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
    pub(super) fn of(cite: &NoteCite) -> Option<Place> {
        let locator = cite.locator.as_ref().or(cite.inherited.as_ref())?;
        let (text, is_plain) = labelled(locator);
        Some(match cite.within.as_ref().map(labelled) {
            Some((part, part_is_plain)) => {
                Place { text: format!("{part}, {text}"), is_plain: is_plain && part_is_plain }
            }
            None => Place { text, is_plain },
        })
    }

    /// The locator after the number in a marker: `[3, p. 12]`.
    pub(super) fn of_marker(behind: &str) -> Option<Place> {
        let text = format!("x, {behind}");
        let found = locators::find(&text, &words(&text), 1)?;
        let locator = Locator { label: found.label, value: found.value.as_str().into() };
        let (text, is_plain) = labelled(&locator);
        Some(Place { text, is_plain })
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

/// A locator as pandoc reads it, whatever the essay's language, and whether it consists of numbers
/// only.
fn labelled(locator: &Locator) -> (String, bool) {
    let value = locator.value.as_str();
    let label = match locator.label {
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
    let is_plain = value.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | ' '));
    (format!("{label} {value}"), is_plain)
}
