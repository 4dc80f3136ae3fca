//! Recognizes essays.

use ibid::document::{Labels, Syntax, read};
use ibid::files::recognize;
use ibid::read::{ForeignFormat, Format};
use ibid::source::{Source, SourceId};

/// What a plain text is, if its name does not show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlainText {
    /// It has notes that are typed by hand.
    Essay,
    /// A bibliography, possibly a broken one, or one in a format that cannot be read.
    Bibliography,
    /// Prose without notes.
    Neither,
}

impl PlainText {
    pub(super) fn of(source: &Source) -> PlainText {
        let (name, text) = (&source.name, &source.text);
        let is_foreign =
            ForeignFormat::from_text(text).is_some_and(ForeignFormat::is_bibliographic);
        if is_foreign || text.trim().is_empty() || recognize(name, text).is_some() {
            return PlainText::Bibliography;
        }
        if read(source, SourceId(0), Syntax::Plain, &Labels::english()).apparatus.is_some() {
            return PlainText::Essay;
        }
        match may_be_data(name, text) {
            true => PlainText::Bibliography,
            false => PlainText::Neither,
        }
    }
}

/// True if a text may be a broken bibliography: prose also contains colons and brackets.
fn may_be_data(name: &str, text: &str) -> bool {
    match Format::detect(name, text) {
        Some(Format::Bibtex) => true,
        Some(Format::CslJson) => text.contains("\":") || text.contains("\" :"),
        Some(_) => {
            let is_key = |word: &str| !word.is_empty() && !word.contains(char::is_whitespace);
            let fields = text.lines().filter(|line| {
                let field = line.trim_start().trim_start_matches("- ");
                let is_inside = line.starts_with([' ', '\t', '-']);
                is_inside && field.split_once(':').is_some_and(|(name, _)| is_key(name))
            });
            fields.count() > 1
        }
        None => false,
    }
}
