//! Sort keys, and sorting by them.

use std::cmp::Ordering;
use std::num::NonZeroUsize;
use std::ops::Range;

use icu_collator::options::{AlternateHandling, CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale as LocaleId;

use crate::engine::context::Context;
use crate::engine::eval::{Eval, decimal, push_sort_digits};
use crate::engine::finish::push_text;
use crate::engine::item::Item;
use crate::engine::tape::Tape;
use crate::model::{Name, Variable, VariableKind};
use crate::parallel;
use crate::style::ir::{DateParts, Program, Scope, SortBy, SortKey};
use crate::style::locale::Locale;

/// How many keys take as long as printing an item.
const KEYS_PER_ITEM: usize = 4;

/// Sorts the items of one style and language.
///
/// The text of a key is computed only for items that are equal in the keys before it.
pub(crate) struct Sorter<'r> {
    program: &'r Program,
    locale: &'r Locale,
    scope: Scope,
    threads: Option<NonZeroUsize>,
}

impl<'r> Sorter<'r> {
    pub(crate) fn new(
        program: &'r Program,
        locale: &'r Locale,
        scope: Scope,
        threads: Option<NonZeroUsize>,
    ) -> Self {
        Sorter { program, locale, scope, threads }
    }

    /// The language for sorting.
    pub(crate) fn language(&self) -> &'r str {
        self.program.options.sort_language.as_deref().unwrap_or(&self.locale.language)
    }

    /// Sorts things by the keys of their items, each evaluated in its context; those that are equal
    /// in all keys keep their order.
    pub(crate) fn sort<'c, T: Copy + Sync>(
        &self,
        keys: &[SortKey],
        item: &(impl Fn(T) -> (&'c Item<'c>, Context<'c>) + Sync),
        order: &mut [T],
    ) {
        // The ranges of items that are equal in the keys so far.
        let mut ties: Vec<Range<usize>> = std::iter::once(0..order.len()).collect();
        for key in keys {
            ties.retain(|tie| tie.len() > 1);
            let tied: Vec<T> = ties.iter().flat_map(|tie| &order[tie.clone()]).copied().collect();
            if tied.is_empty() {
                return;
            }
            let work = tied.len() / KEYS_PER_ITEM;
            let columns = parallel::in_ranges_of(work, tied.len(), self.threads, |range| {
                let mut tape = Tape::default();
                let mut column = Column::new(self.language(), range.len());
                for &sorted in &tied[range] {
                    let (item, context) = item(sorted);
                    self.push_text(key, item, &context, &mut tape, &mut column.texts);
                    column.end_text();
                }
                vec![column]
            });
            let cells: Vec<Cell<'_>> = columns.iter().flat_map(Column::cells).collect();
            let mut cells = cells.as_slice();
            let mut left = Vec::new();
            for tie in ties {
                let (own, others) = cells.split_at(tie.len());
                cells = others;
                self.sort_tie(key, own, order, tie.start, &mut left);
            }
            ties = left;
        }
    }

    /// Sorts the items from `start` on by one key, and records the ranges that are equal in it.
    fn sort_tie<T: Copy>(
        &self,
        key: &SortKey,
        cells: &[Cell<'_>],
        order: &mut [T],
        mut start: usize,
        left: &mut Vec<Range<usize>>,
    ) {
        let order = &mut order[start..start + cells.len()];
        let mut collated = Vec::new();
        if cells.iter().any(|cell| cell.western.is_none()) {
            let collation = Collation::Language(collator(self.language()));
            collated.extend(cells.iter().map(|cell| collation.key(cell.text)));
        }
        let mut keyed: Vec<Keyed<'_, T>> = Vec::with_capacity(cells.len());
        for (at, (cell, &sorted)) in cells.iter().zip(order.iter()).enumerate() {
            let key = collated.get(at).map_or(cell.western, |key| Some(key));
            keyed.push(Keyed::new(key.filter(|_| !cell.text.is_empty()), sorted));
        }
        keyed.sort_by(|a, b| a.compare(b, key));
        for (slot, keyed) in order.iter_mut().zip(&keyed) {
            *slot = keyed.sorted;
        }
        for equal in keyed.chunk_by(|a, b| a.key == b.key) {
            left.push(start..start + equal.len());
            start += equal.len();
        }
    }

    /// The text of one key.
    pub(crate) fn text(
        &self,
        key: &SortKey,
        item: &Item<'_>,
        context: &Context<'_>,
        tape: &mut Tape,
    ) -> String {
        let mut text = String::new();
        self.push_text(key, item, context, tape, &mut text);
        text
    }

    /// Adds the text of one key to others.
    fn push_text(
        &self,
        key: &SortKey,
        item: &Item<'_>,
        context: &Context<'_>,
        tape: &mut Tape,
        text: &mut String,
    ) {
        tape.clear();
        let variable = match key.by {
            SortBy::Variable(variable) => variable,
            SortBy::Macro(id) => {
                self.eval(item, context, tape).sort_macro(id, key.names);
                return push_text(tape, self.program, text);
            }
        };
        match variable {
            Variable::CitationNumber => {
                if context.citation_number > 0 {
                    text.push_str(decimal(context.citation_number, &mut [0; 10]));
                }
            }
            Variable::CitationLabel => {
                self.eval(item, context, tape).sort_label();
                push_text(tape, self.program, text);
            }
            _ => match variable.kind() {
                VariableKind::Date => {
                    if let Some(date) = item.date(variable) {
                        push_sort_digits(date, true, DateParts::YearMonthDay, text);
                    }
                }
                VariableKind::Name => {
                    self.eval(item, context, tape).sort_name_variable(variable, key.names);
                    push_text(tape, self.program, text);
                }
                VariableKind::Standard | VariableKind::Number => {
                    text.push_str(item.text(variable).map_or("", |text| text.as_str()));
                }
            },
        }
    }

    /// The lists of names that a key prints.
    pub(crate) fn name_lists<'a>(
        &self,
        key: &SortKey,
        item: &Item<'a>,
        context: &Context<'_>,
        tape: &mut Tape,
    ) -> Vec<&'a [Name]> {
        tape.clear();
        match key.by {
            SortBy::Variable(variable) if variable.kind() == VariableKind::Name => {
                vec![item.names(variable)]
            }
            SortBy::Variable(_) => Vec::new(),
            SortBy::Macro(id) => {
                let mut eval = self.eval(item, context, tape);
                eval.record_lists();
                eval.sort_macro(id, key.names);
                eval.into_lists().into_iter().map(|list| list.names).collect()
            }
        }
    }

    fn eval<'e, 'a>(
        &'e self,
        item: &'e Item<'a>,
        context: &'e Context<'e>,
        tape: &'e mut Tape,
    ) -> Eval<'e, 'a> {
        Eval::new(self.program, self.locale, item, context, self.scope, tape)
    }
}

/// Something with its sort key.
struct Keyed<'k, T> {
    /// The first bytes of the key as one number: if two items differ in it, their keys, which are
    /// far apart in memory, need not be read.
    prefix: u64,
    key: Option<&'k [u8]>,
    sorted: T,
}

impl<'k, T> Keyed<'k, T> {
    fn new(key: Option<&'k [u8]>, sorted: T) -> Self {
        let mut prefix = [0; 8];
        for (byte, first) in prefix.iter_mut().zip(key.unwrap_or_default()) {
            *byte = *first;
        }
        Keyed { prefix: u64::from_be_bytes(prefix), key, sorted }
    }

    fn compare(&self, other: &Keyed<'_, T>, key: &SortKey) -> Ordering {
        let order = self.prefix.cmp(&other.prefix);
        if order.is_eq() || self.key.is_none() || other.key.is_none() {
            return compare(key, self.key, other.key);
        }
        if key.descending { order.reverse() } else { order }
    }
}

/// Compares two items by a key; an empty value comes last in either direction.
pub(crate) fn compare(key: &SortKey, a: Option<&[u8]>, b: Option<&[u8]>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if key.descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// The concatenated texts of one key, and the form in which they are compared.
struct Column {
    texts: String,
    keys: Vec<u8>,
    /// The ends of the text and of the sort key of each item, and whether the sort key is valid.
    ends: Vec<(usize, usize, bool)>,
    western: bool,
}

/// The text of a key, and its sort key if it needs no collator.
#[derive(Clone, Copy)]
struct Cell<'c> {
    text: &'c str,
    western: Option<&'c [u8]>,
}

impl Column {
    fn new(language: &str, count: usize) -> Self {
        Column {
            texts: String::with_capacity(count * 32),
            keys: Vec::with_capacity(count * 32),
            ends: Vec::with_capacity(count),
            western: western::serves(language),
        }
    }

    /// Ends the text that was written last.
    fn end_text(&mut self) {
        let start = self.ends.last().map_or(0, |(text, _, _)| *text);
        let holds = self.western && western::push_key(&self.texts[start..], &mut self.keys);
        self.ends.push((self.texts.len(), self.keys.len(), holds));
    }

    fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        let mut start = (0, 0);
        self.ends.iter().map(move |&(text, key, holds)| {
            let cell = Cell {
                text: &self.texts[start.0..text],
                western: holds.then(|| &self.keys[start.1..key]),
            };
            start = (text, key);
            cell
        })
    }
}

/// How the texts of one key are compared.
///
/// Case and accents of letters are ignored, and so is punctuation; a space sorts before every
/// letter, and digits compare as numbers, as in citeproc-js.
pub(crate) enum Collation {
    /// All texts can be compared by these rules in any language.
    Western,
    Language(CollatorBorrowed<'static>),
}

impl Collation {
    pub(crate) fn of(texts: &[String], language: &str) -> Collation {
        if western::serves(language) && texts.iter().all(|text| western::fits(text)) {
            Collation::Western
        } else {
            Collation::Language(collator(language))
        }
    }

    /// True if another text can be compared in this way.
    pub(crate) fn covers(&self, text: &str) -> bool {
        match self {
            Collation::Western => western::fits(text),
            Collation::Language(_) => true,
        }
    }

    pub(crate) fn key(&self, text: &str) -> Box<[u8]> {
        let mut key = Vec::with_capacity(text.len() + 8);
        match self {
            Collation::Western => {
                western::push_key(text, &mut key);
            }
            Collation::Language(collator) => {
                // Writing to a vector cannot fail.
                let Ok(()) = collator.write_sort_key_to(&text.replace(' ', "|"), &mut key);
            }
        }
        key.into_boxed_slice()
    }
}

/// The same order as the collator's, for texts with the letters, digits and punctuation of western
/// European languages.
mod western {
    /// The weight of a character.
    enum Weight {
        Letter(u8),
        Letters(&'static [u8]),
        Digit,
        Separator,
        Nothing,
        /// Its order is not known here.
        Unknown,
    }

    fn weight(character: char) -> Weight {
        match character {
            'a'..='z' => Weight::Letter(character as u8),
            'A'..='Z' => Weight::Letter(character as u8 | 0x20),
            '0'..='9' => Weight::Digit,
            '|' | ' ' => Weight::Separator,
            '`' | '^' | '~' | '<' | '=' | '>' | '+' | '$' => Weight::Unknown,
            '!'..='\u{7E}' | '‐'..='‟' | '…' | '«' | '»' | '\u{A0}' | '¿' | '¡' => {
                Weight::Nothing
            }
            'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => Weight::Letter(b'a'),
            'Ç' | 'ç' | 'Ć'..='č' => Weight::Letter(b'c'),
            'Ď' | 'ď' => Weight::Letter(b'd'),
            'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => Weight::Letter(b'e'),
            'Ĝ'..='ģ' => Weight::Letter(b'g'),
            'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='į' | 'İ' => Weight::Letter(b'i'),
            'Ĺ'..='ľ' => Weight::Letter(b'l'),
            'Ñ' | 'ñ' | 'Ń'..='ň' => Weight::Letter(b'n'),
            'Ò'..='Ö' | 'ò'..='ö' | 'Ō'..='ő' | 'Ø' | 'ø' => Weight::Letter(b'o'),
            'Ŕ'..='ř' => Weight::Letter(b'r'),
            'Ś'..='š' => Weight::Letter(b's'),
            'Ţ'..='ť' => Weight::Letter(b't'),
            'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => Weight::Letter(b'u'),
            'Ŵ' | 'ŵ' => Weight::Letter(b'w'),
            'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => Weight::Letter(b'y'),
            'Ź'..='ž' => Weight::Letter(b'z'),
            'ß' => Weight::Letters(b"ss"),
            'Æ' | 'æ' => Weight::Letters(b"ae"),
            'Œ' | 'œ' => Weight::Letters(b"oe"),
            _ => Weight::Unknown,
        }
    }

    /// True if the letters of a language have the order that is implemented here.
    pub(super) fn serves(language: &str) -> bool {
        let reorders = [
            "az", "cs", "cy", "da", "es", "et", "haw", "hr", "hu", "lt", "lv", "nb", "nn", "no",
            "sk", "sq", "tr", "vi",
        ];
        !reorders.contains(&language.split('-').next().unwrap_or_default())
    }

    /// True if a text contains only characters whose order is known here.
    pub(super) fn fits(text: &str) -> bool {
        text.chars().all(|character| !matches!(weight(character), Weight::Unknown))
    }

    /// Writes the sort key of a text; `false` if the order of one of its characters is not known.
    pub(super) fn push_key(text: &str, key: &mut Vec<u8>) -> bool {
        let mut characters = text.char_indices();
        while let Some((at, character)) = characters.next() {
            match weight(character) {
                Weight::Letter(letter) => key.push(letter),
                Weight::Letters(letters) => key.extend_from_slice(letters),
                Weight::Separator => key.push(1),
                Weight::Digit => {
                    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
                    push_number(&text.as_bytes()[at..at + digits], key);
                    // The digits are one byte each, and the first one has been read.
                    if digits > 1 {
                        characters.nth(digits - 2);
                    }
                }
                Weight::Nothing => {}
                Weight::Unknown => return false,
            }
        }
        true
    }

    /// Without leading zeros, the longer number is the larger one.
    fn push_number(digits: &[u8], key: &mut Vec<u8>) {
        let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
        let digits = &digits[zeros.min(digits.len() - 1)..];
        key.push(2);
        key.extend_from_slice(&(digits.len() as u32).to_be_bytes());
        key.extend_from_slice(digits);
    }
}

#[allow(clippy::expect_used, reason = "the root collation is compiled in")]
fn collator(language: &str) -> CollatorBorrowed<'static> {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Primary);
    options.alternate_handling = Some(AlternateHandling::Shifted);
    let preferences = |language: &str| {
        let locale: LocaleId = language.parse().unwrap_or(LocaleId::UNKNOWN);
        let mut preferences = CollatorPreferences::from(locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        preferences
    };
    Collator::try_new(preferences(language), options)
        .or_else(|_| Collator::try_new(preferences("und"), options))
        .expect("the root collation is compiled in")
}

#[cfg(test)]
mod tests {
    use super::{collator, western};

    fn key(text: &str) -> Vec<u8> {
        let mut key = Vec::new();
        western::push_key(text, &mut key);
        key
    }

    #[test]
    fn the_short_way_gives_the_order_of_the_collator() {
        let texts = [
            "Dale|Zippy",
            "Dalebout|Arnie",
            "dale",
            "10",
            "9",
            "009",
            "a10",
            "a9",
            "a 9b",
            "O’Neil|X",
            "ONeil|Y",
            "van der Foo",
            "1999–2000",
            "199",
            "",
            "|",
            "a|b",
            "ab",
            "A-B",
            "de la Cruz|J",
            "Müller|B",
            "Muller|A",
            "Mullera",
            "Østergaard",
            "Ostern",
            "Æsop",
            "Aesop|B",
            "Straße 12",
            "Strasse 9",
            "“Quoted”",
        ];
        let collator = collator("en-US");
        for a in texts {
            assert!(western::fits(a), "{a}");
            for b in texts {
                let parted = [a, b].map(|text| text.replace(' ', "|"));
                let order = collator.compare(&parted[0], &parted[1]);
                assert_eq!(key(a).cmp(&key(b)), order, "{a} and {b}");
            }
        }
    }

    #[test]
    fn every_character_has_the_weight_that_the_collator_gives_it() {
        let collator = collator("en-US");
        for character in ('\u{20}'..='\u{2100}').filter(|c| western::fits(&c.to_string())) {
            let text = format!("a{character}b");
            let parted = text.replace(' ', "|");
            for other in [
                "a", "ab", "ac", "ad", "b", "aa", "az", "ao", "an", "a1b", "a|b", "azz", "assb",
                "aeb",
            ] {
                assert_eq!(
                    key(&text).cmp(&key(other)),
                    collator.compare(&parted, other),
                    "{text} {other}"
                );
            }
        }
    }
}
