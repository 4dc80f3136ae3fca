//! Numbers: volume, issue, pages, edition.
//!
//! CSL reads a hyphen between two numbers as a range. In a number such as `D-94-10` it is part of
//! the number, which is marked as `\\-` for the engine, as for citeproc-js.

use crate::dialect::bib::Field;
use crate::model::{PageCount, Text, Variable, english_ordinal, is_roman};
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::entry::labels::Pages;
use crate::read::bibtex::tex::Mode;
use crate::read::number_label::without_label;

impl EntryReader<'_, '_> {
    pub(super) fn numbers(&mut self) {
        self.set_number(Field::Volume, Variable::Volume, Hyphens::Join);
        self.set(Field::Volumes, Variable::NumberOfVolumes, Mode::Plain);
        self.set_number(Field::Part, Variable::PartNumber, Hyphens::Join);
        self.set_number(Field::Chapter, Variable::ChapterNumber, Hyphens::Join);
        self.set(Field::Pagetotal, Variable::NumberOfPages, Mode::Plain);
        self.set_number(Field::Version, Variable::Version, Hyphens::Join);
        self.edition();
        self.number();
        self.divide_volume();
        self.pages();
    }

    /// `pages = {292}` of a work that is not part of another is the number of its pages; returns
    /// whether that is the case.
    fn pages_of_the_whole(&mut self) -> bool {
        let is_part = self.kind.is_part()
            || self.kind.is_in_periodical()
            || self.has(Field::Journaltitle)
            || (self.has(Field::Booktitle) && !self.is_whole());
        if is_part {
            return false;
        }
        let Some(pages) = self.plain(Field::Pages) else { return false };
        let Some(count) = PageCount::of(&pages).map(|count| count.all) else { return false };
        if !self.entry.has(Variable::NumberOfPages) {
            self.entry.set_text(Variable::NumberOfPages, count);
        }
        self.note(&[Field::Pages], Variable::NumberOfPages);
        true
    }

    fn edition(&mut self) {
        let Some(text) = self.plain(Field::Edition) else { return self.edition_in_note() };
        let text = match edition_number(&text) {
            Some(number) => number.to_string(),
            None => text,
        };
        self.entry.set_text(Variable::Edition, text);
        self.note(&[Field::Edition], Variable::Edition);
    }

    /// `note = {Second edition}` of a book.
    fn edition_in_note(&mut self) {
        let is_book = self.kind.is_in_series() && !self.has(Field::Addendum);
        let Some(note) = self.plain(Field::Note).filter(|_| is_book) else { return };
        let names_it = note.to_ascii_lowercase().split([' ', '.']).any(|it| it.starts_with("ed"));
        if let Some(number) = edition_number(&note).filter(|_| names_it) {
            self.entry.set_text(Variable::Edition, number.to_string());
            self.note(&[Field::Note], Variable::Edition);
        }
    }

    fn number(&mut self) {
        if self.kind.is_in_periodical() {
            let issue = [("", Field::Number), (", ", Field::Issue)];
            if self.plain(Field::Number).is_some_and(|text| is_blank(&text)) {
                self.set_number(Field::Issue, Variable::Issue, Hyphens::Join);
            } else if self.set_joined(&issue, Variable::Issue, Mode::Plain) {
                let bare = self.entry.str(Variable::Issue).and_then(|it| {
                    without_label(it, Variable::Issue).or_else(|| in_parentheses(it))
                });
                if let Some(bare) = bare.map(str::to_owned) {
                    self.entry.set_text(Variable::Issue, bare);
                }
                self.settle_hyphens(Variable::Issue, Hyphens::Join);
            }
            return;
        }
        let in_series = self.kind.is_in_series() && self.entry.has(Variable::CollectionTitle);
        let in_volume = self.kind.is_part() && self.entry.has(Variable::Volume);
        // Styles print a `number` in place of the pages.
        let has_pages = self.kind.is_part() && self.has(Field::Pages);
        match (in_series, in_volume) {
            (false, true) => self.set_number(Field::Number, Variable::Issue, Hyphens::Join),
            _ if in_series || has_pages => {
                self.set_number(Field::Number, Variable::CollectionNumber, Hyphens::Join);
            }
            // A report, a patent or a standard has one number.
            _ => {
                self.set_number(Field::Number, Variable::Number, Hyphens::Belong);
                self.number_of_report();
            }
        }
        self.set_number(Field::Issue, Variable::Issue, Hyphens::Join);
    }

    fn set_number(&mut self, field: Field, variable: Variable, hyphens: Hyphens) {
        let number = self.decode(field, Mode::Plain);
        let Some(number) = number.filter(|number| !is_blank(number.as_str())) else { return };
        let bare = without_label(number.as_str(), variable).map(Text::plain);
        self.entry.set_text(variable, bare.unwrap_or(number));
        self.note(&[field], variable);
        let report = self.kind.is_report() && variable == Variable::Volume;
        self.settle_hyphens(variable, if report { Hyphens::Belong } else { hyphens });
    }

    /// Marks the hyphens that are part of the number.
    pub(super) fn settle_hyphens(&mut self, variable: Variable, hyphens: Hyphens) {
        let Some(text) = self.entry.str(variable).filter(|text| text.contains('-')) else { return };
        if hyphens == Hyphens::Belong || !is_range(text) {
            let text = escape_hyphens(text);
            self.entry.set_text(variable, text);
        }
    }

    /// The pages; for an article without pages, its number.
    fn pages(&mut self) {
        if self.pages_of_the_whole() {
            return;
        }
        if let Some(pages) = self.plain(Field::Pages).filter(|pages| !is_blank(pages)) {
            let Pages { places, count } = Pages::of(pages.trim_end_matches([',', ';', ' ']));
            if let Some(count) = count.filter(|_| !self.entry.has(Variable::NumberOfPages)) {
                self.entry.set_text(Variable::NumberOfPages, count);
                self.note(&[Field::Pages], Variable::NumberOfPages);
            }
            if let Some(places) = places {
                // The tie of `1~15` is a space by now.
                let has_tie = self.raw(Field::Pages).is_some_and(|it| it.raw.contains('~'));
                let tied = has_tie.then(|| places.replace(' ', "~"));
                let joined = joined_by_other_signs(tied.as_deref().unwrap_or(places));
                self.entry
                    .set_text(Variable::Page, with_dashes(joined.as_deref().unwrap_or(places)));
                self.note(&[Field::Pages], Variable::Page);
            }
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

/// The number in `(4)`: styles have their own parentheses.
fn in_parentheses(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix('(')?.strip_suffix(')')?;
    (!inner.contains(['(', ')']) && inner.starts_with(|c: char| c.is_ascii_digit()))
        .then_some(inner)
}

/// True if a value is only a placeholder for a number: `??`, `?--?`, `--`.
fn is_blank(text: &str) -> bool {
    if text.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // DBLP writes `-1--1` for unknown pages.
    if matches!(text, "-1" | "-1–1") {
        return true;
    }
    // Wiley writes `n/a--n/a` for an article that is not in an issue yet.
    text.split(['-', '–', '—']).all(|part| {
        part.chars().all(|c| matches!(c, '?' | '.' | ' '))
            || part.trim().eq_ignore_ascii_case("n/a")
    })
}

/// The role of the hyphens in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hyphens {
    /// They join the first and the last of several, if both sides have the same form.
    Join,
    /// They are part of the number.
    Belong,
}

/// Escapes each hyphen after a number, or after letters that are a roman numeral.
fn escape_hyphens(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for piece in text.split_inclusive('-') {
        let Some(before) = piece.strip_suffix('-') else {
            out.push_str(piece);
            continue;
        };
        let token = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let roman = token.is_empty() || is_roman(token);
        let number = roman || token.ends_with(|c: char| c.is_ascii_digit());
        out.push_str(before);
        out.push_str(if number { "\\-" } else { "-" });
    }
    out
}

/// True if a number is two numbers joined by a hyphen: `3-4`, `S1-S3`, `1998-99`, but neither
/// `D-94-10` nor `114-11`.
pub(crate) fn is_range(text: &str) -> bool {
    let Some((first, last)) = text.split_once('-') else { return false };
    let (first, last) = (first.trim(), last.trim());
    let start = |text: &str| text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (prefix, first) = first.split_at(start(first));
    let (last_prefix, last) = last.split_at(start(last));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let alike = prefix == last_prefix && digits(first) && digits(last) && first.len() < 10;
    let Some(missing) = first.len().checked_sub(last.len()) else { return alike };
    alike && format!("{}{last}", &first[..missing]).as_str() > first
}

/// Pages with an en dash in each range: for two or more hyphens, a dash, or a hyphen between
/// spaces; and for a single hyphen if no other could be the dash. A comma in a list is followed by
/// a space, unless the commas separate thousands.
fn with_dashes(text: &str) -> Text {
    let thousands = has_thousands(text);
    let mut out = String::with_capacity(text.len() + 4);
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find([',', ';']).map_or(rest.len(), |at| at + 1);
        let (piece, after) = rest.split_at(end);
        dashes_of(piece, &mut out);
        let separates = piece.ends_with([',', ';']) && !(thousands && piece.ends_with(','));
        if separates && after.starts_with(|c: char| c.is_alphanumeric()) {
            out.push(' ');
        }
        rest = after;
    }
    Text::plain(out)
}

/// The range of two pages that ascend between which another sign or a word is than a dash: `1~15`,
/// `3 to 5`, `3_5`.
fn joined_by_other_signs(text: &str) -> Option<String> {
    const JOINTS: [&str; 9] = [" to ", " bis ", " à ", " a ", "..", "_", "~", "～", " through "];
    // Most pages are one number, or two with a dash, and have none of the bytes that these begin
    // with.
    if !text.bytes().any(|byte| matches!(byte, b' ' | b'.' | b'_' | b'~' | 0xEF)) {
        return None;
    }
    let (first, last) = JOINTS.iter().find_map(|joint| text.split_once(joint))?;
    let number = |page: &str| -> Option<u32> {
        let page = page.trim();
        page.bytes().all(|byte| byte.is_ascii_digit()).then(|| page.parse().ok())?
    };
    (number(first)? < number(last)?).then(|| format!("{}–{}", first.trim(), last.trim()))
}

/// One range or page of a list.
fn dashes_of(piece: &str, out: &mut String) {
    let is_dash = |c: char| matches!(c, '–' | '—' | '−' | '‒' | '―');
    let is_hyphen = |c: char| matches!(c, '-' | '‐' | '‑');
    let long =
        |piece: &str| piece.contains(is_dash) || piece.contains("--") || piece.contains(" - ");
    // The only hyphen, or the middle one in `12-1-12-20`, if both sides have the same form.
    let hyphens: Vec<usize> = match long(piece) {
        true => Vec::new(),
        false => piece.char_indices().filter(|(_, c)| is_hyphen(*c)).map(|(at, _)| at).collect(),
    };
    let joins = match hyphens[..] {
        [only] => Some(only),
        [first, middle, last] => {
            let chapter = |half: &str| half.trim().split(is_hyphen).next().map(str::to_owned);
            let alike = first > 0 && chapter(&piece[..middle]) == chapter(&piece[middle + 1..]);
            (alike && last > middle + 1 && piece.is_ascii()).then_some(middle)
        }
        _ => None,
    };
    let mut rest = piece;
    while let Some(next) = rest.chars().next() {
        let at = piece.len() - rest.len();
        let double = rest.starts_with("--");
        let spaced = next == '-' && rest[1..].starts_with(' ') && out.ends_with(' ');
        if is_dash(next) || double || spaced || joins == Some(at) {
            out.truncate(out.trim_end().len());
            out.push('–');
            rest = rest.trim_start_matches(|c: char| is_dash(c) || is_hyphen(c) || c == ' ');
            continue;
        }
        out.push(if is_hyphen(next) { '-' } else { next });
        rest = &rest[next.len_utf8()..];
    }
}

/// True if the commas of a text separate thousands, as in `13,963--13,972`: each has one to three
/// digits before it and three after it, and as a list the pages would not ascend.
fn has_thousands(text: &str) -> bool {
    if !text.contains(',') {
        return false;
    }
    let groups: Vec<&str> = text.split(',').collect();
    let digits = |c: char| c.is_ascii_digit();
    let fits = groups.windows(2).all(|pair| {
        let before = pair[0].len() - pair[0].trim_end_matches(digits).len();
        let after = pair[1].len() - pair[1].trim_start_matches(digits).len();
        (1..=3).contains(&before) && after == 3
    });
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let numbers: Vec<u32> = numbers.filter_map(|number| number.parse().ok()).collect();
    // `1,234` alone may mean either, and is not changed.
    fits && (numbers.len() == 2 || !numbers.is_sorted())
}

/// The number of an edition that is an ordinal, in any of several languages: `Second`, `2nd`, `3rd
/// edition`, `2. Aufl.`, `2ème éd.`, `2-е изд.`, `第2版`.
fn edition_number(text: &str) -> Option<u32> {
    const WORDS: [&str; 26] = [
        "edition",
        "edn.",
        "edn",
        "ed.",
        "ed",
        "auflage",
        "aufl.",
        "aufl",
        "édition",
        "éd.",
        "edición",
        "edição",
        "edizione",
        "druk",
        "udgave",
        "udg.",
        "utgave",
        "utg.",
        "upplagan",
        "uppl.",
        "издание",
        "изд.",
        "wyd.",
        "vyd.",
        "版",
        "kiadás",
    ];
    let lower = text.trim().to_lowercase();
    let word = WORDS.iter().find_map(|word| lower.strip_suffix(word));
    let bare = word.map_or(&*lower, str::trim_end);
    if let Some(number) = english_ordinal(bare) {
        return Some(number);
    }
    if let Some(number) = foreign_ordinal(bare) {
        return Some(number);
    }
    let digits = bare.trim_start_matches('第').trim_end_matches('.');
    let is_counted =
        word.is_some() && (bare.ends_with('.') || bare.starts_with('第') || lower.ends_with('版'));
    let is_number = digits.len() < 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_counted && is_number).then(|| digits.parse().ok())?
}

/// `2ème`, `2e`, `2ª`, `2-е`, `zweite`, `deuxième`.
fn foreign_ordinal(text: &str) -> Option<u32> {
    const WORDS: [(&str, u32); 22] = [
        ("erste", 1),
        ("zweite", 2),
        ("dritte", 3),
        ("vierte", 4),
        ("fünfte", 5),
        ("première", 1),
        ("deuxième", 2),
        ("troisième", 3),
        ("quatrième", 4),
        ("cinquième", 5),
        ("primera", 1),
        ("segunda", 2),
        ("tercera", 3),
        ("cuarta", 4),
        ("prima", 1),
        ("seconda", 2),
        ("terza", 3),
        ("quarta", 4),
        ("tweede", 2),
        ("derde", 3),
        ("primeira", 1),
        ("terceira", 3),
    ];
    if let Some((_, number)) = WORDS.iter().find(|(word, _)| *word == text) {
        return Some(*number);
    }
    let (digits, ending) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    let endings = [
        "e", "er", "re", "ère", "ème", "eme", "ième", "ª", "a", "º", "o", "-е", "-ое", "-е", "de",
        "ste", "ra", "da", ".ª", "a.", "e.", "ᵉ",
    ];
    (digits.len() < 3 && endings.contains(&ending)).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{edition_number, escape_hyphens, is_range, with_dashes};

    #[test]
    fn dashes_and_ordinals() {
        for (pages, expected) in [
            ("12--34", "12–34"),
            ("12 -- 34, 40-41", "12–34, 40–41"),
            ("73+", "73+"),
            ("123--", "123–"),
            ("A1—A5", "A1–A5"),
            ("1:1--1:20", "1:1–1:20"),
            ("2.1--2.15", "2.1–2.15"),
            ("12-1--12-20", "12-1–12-20"),
            ("12-1-12-20", "12-1–12-20"),
            ("12-1 - 12-20", "12-1–12-20"),
            ("A-1-B-2", "A-1-B-2"),
            ("1-2-3", "1-2-3"),
            ("12---34", "12–34"),
            ("12 – 34", "12–34"),
            ("S1--S10", "S1–S10"),
            ("xi-xx", "xi–xx"),
            ("34,37--39", "34, 37–39"),
            ("7,41,73--97", "7, 41, 73–97"),
            ("13,963--13,972", "13,963–13,972"),
            ("1,234--1,240", "1,234–1,240"),
            ("34,137--139", "34, 137–139"),
            ("1,234", "1,234"),
            ("1-3,7;9-11", "1–3, 7; 9–11"),
            ("e1234", "e1234"),
            ("12ff.", "12ff."),
            ("", ""),
        ] {
            assert_eq!(with_dashes(pages).as_str(), expected);
        }
        for (number, range) in [
            ("3-4", true),
            ("S1-S3", true),
            ("1998-99", true),
            ("9-10", true),
            ("114-11", false),
            ("D-94-10", false),
            ("NASA/TM-2004-12", false),
            ("2019-03", false),
            ("A-12", false),
            ("-", false),
            ("3-4-5", false),
        ] {
            assert_eq!(is_range(number), range, "{number}");
        }
        for (number, escaped) in [
            ("D-94-10", "D\\-94\\-10"),
            ("NASA/TM-2004-12", "NASA/TM-2004\\-12"),
            ("EC-12", "EC-12"),
        ] {
            assert_eq!(escape_hyphens(number), escaped);
        }
        for (edition, number) in [
            ("Second", Some(2)),
            ("2nd ed.", Some(2)),
            ("11th", Some(11)),
            ("Third Edition", Some(3)),
            ("2ème", Some(2)),
            ("2. Aufl.", Some(2)),
            ("zweite", Some(2)),
            ("2ª ed.", Some(2)),
            ("deuxième édition", Some(2)),
            ("1. udg.", Some(1)),
            ("2e éd.", Some(2)),
            ("2-е изд.", Some(2)),
            ("第2版", Some(2)),
            ("3., erw. Aufl.", None),
            ("2007 ed.", None),
            ("New edition", None),
            ("Version 2.0", None),
            ("2", None),
            ("revised", None),
            ("International", None),
        ] {
            assert_eq!(edition_number(edition), number, "{edition}");
        }
    }
}
