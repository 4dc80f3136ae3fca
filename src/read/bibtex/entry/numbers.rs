//! Numbers: of the volume, the issue, the pages, the edition.

use crate::model::{Text, Variable};
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::fields::Field;
use crate::read::bibtex::tex::Mode;

impl EntryReader<'_, '_> {
    pub(super) fn numbers(&mut self) {
        self.set(Field::Volume, Variable::Volume, Mode::Plain);
        self.set(Field::Volumes, Variable::NumberOfVolumes, Mode::Plain);
        self.set(Field::Part, Variable::PartNumber, Mode::Plain);
        self.set(Field::Chapter, Variable::ChapterNumber, Mode::Plain);
        self.set(Field::Pagetotal, Variable::NumberOfPages, Mode::Plain);
        self.set(Field::Version, Variable::Version, Mode::Plain);
        self.edition();
        self.number();
        self.pages();
    }

    fn edition(&mut self) {
        let Some(text) = self.plain(Field::Edition) else { return };
        let text = match ordinal(&text) {
            Some(number) => number.to_string(),
            None => text,
        };
        self.entry.set_text(Variable::Edition, text);
        self.note(&[Field::Edition], Variable::Edition);
    }

    fn number(&mut self) {
        if self.kind.is_in_periodical() {
            let issue = [("", Field::Number), (", ", Field::Issue)];
            self.set_joined(&issue, Variable::Issue, Mode::Plain);
            return;
        }
        let in_series = self.kind.is_in_series() && self.entry.has(Variable::CollectionTitle);
        let variable = if in_series { Variable::CollectionNumber } else { Variable::Number };
        self.set(Field::Number, variable, Mode::Plain);
        self.set(Field::Issue, Variable::Issue, Mode::Plain);
    }

    /// The pages; the number of an article that has no pages stands in their place.
    fn pages(&mut self) {
        if let Some(pages) = self.plain(Field::Pages) {
            self.entry.set_text(Variable::Page, with_dashes(&pages));
            self.note(&[Field::Pages], Variable::Page);
            let repeats = self.plain(Field::Eid).is_some_and(|eid| eid == pages);
            if repeats {
                self.used(Field::Eid);
            } else if !self.entry.has(Variable::Number) {
                self.set(Field::Eid, Variable::Number, Mode::Plain);
            }
        } else {
            self.set(Field::Eid, Variable::Page, Mode::Plain);
        }
    }
}

/// The text with an en dash for each run of hyphens and the like, and no space around it.
fn with_dashes(text: &str) -> Text {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '‐' | '‑' | '−');
    if !text.contains(is_dash) {
        return Text::plain(text);
    }
    let mut out = String::with_capacity(text.len() + 2);
    let mut rest = text;
    while let Some(at) = rest.find(is_dash) {
        out.push_str(rest[..at].trim_end());
        out.push('–');
        rest = rest[at..].trim_start_matches(|c: char| is_dash(c) || c == ' ');
    }
    out.push_str(rest);
    Text::plain(out)
}

/// The number of an ordinal: `Second`, `2nd`, `3rd edition`.
fn ordinal(text: &str) -> Option<u32> {
    const WORDS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    let lower = text.to_ascii_lowercase();
    let bare = ["edition", "edn.", "edn", "ed.", "ed"]
        .iter()
        .find_map(|word| lower.strip_suffix(word))
        .map_or(lower.as_str(), str::trim_end);
    if let Some(at) = WORDS.iter().position(|word| *word == bare) {
        return Some(at as u32 + 1);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|suffix| bare.strip_suffix(suffix))?;
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{ordinal, with_dashes};

    #[test]
    fn dashes_and_ordinals() {
        for (pages, expected) in [
            ("12--34", "12–34"),
            ("12 -- 34, 40-41", "12–34, 40–41"),
            ("73+", "73+"),
            ("123--", "123–"),
            ("A1—A5", "A1–A5"),
        ] {
            assert_eq!(with_dashes(pages).as_str(), expected);
        }
        for (edition, number) in [
            ("Second", Some(2)),
            ("2nd ed.", Some(2)),
            ("11th", Some(11)),
            ("Third Edition", Some(3)),
            ("2", None),
            ("revised", None),
            ("International", None),
        ] {
            assert_eq!(ordinal(edition), number, "{edition}");
        }
    }
}
