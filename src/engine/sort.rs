//! Sort keys, and the order they give.

use std::num::NonZeroUsize;

use icu_collator::options::{AlternateHandling, CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale as LocaleId;

use crate::engine::context::Context;
use crate::engine::eval::{Eval, push_sort_digits};
use crate::engine::finish::sort_text;
use crate::engine::item::Item;
use crate::engine::parallel;
use crate::engine::tape::Tape;
use crate::model::{Variable, VariableKind};
use crate::style::ir::{DateParts, Program, Scope, SortBy, SortKey};
use crate::style::locale::Locale;

/// Orders the items of one style and language.
///
/// A key's text is made only for items that the keys before it leave equal.
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

    /// Puts numbers of items in the order of the keys; items that no key parts stay as they are.
    pub(crate) fn sort<'c>(
        &self,
        keys: &[SortKey],
        items: &[Item<'_>],
        context: &(impl Fn(usize) -> Context<'c> + Sync),
        order: &mut [usize],
    ) {
        let Some((key, more)) = keys.split_first() else { return };
        if order.len() < 2 {
            return;
        }
        let texts: Vec<String> = parallel::in_ranges(order.len(), self.threads, |range| {
            let mut tape = Tape::default();
            let text = |&item: &usize| self.text(key, &items[item], &context(item), &mut tape);
            order[range].iter().map(text).collect()
        });
        let collation = Collation::of(&texts, &self.locale.language);
        let mut keyed: Vec<(Option<Box<[u8]>>, usize)> = texts
            .iter()
            .map(|text| (!text.is_empty()).then(|| collation.key(text)))
            .zip(order.iter().copied())
            .collect();
        keyed.sort_by(|(a, _), (b, _)| match (a, b) {
            (Some(a), Some(b)) if key.descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            // An empty value goes last in either direction.
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        let mut start = 0;
        for run in keyed.chunk_by(|(a, _), (b, _)| a == b) {
            let end = start + run.len();
            for (slot, (_, item)) in order[start..end].iter_mut().zip(run) {
                *slot = *item;
            }
            self.sort(more, items, context, &mut order[start..end]);
            start = end;
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
        let variable = match key.by {
            SortBy::Variable(variable) => variable,
            SortBy::Macro(id) => {
                tape.clear();
                self.eval(item, context, tape).sort_macro(id, key.names);
                return sort_text(tape, self.program);
            }
        };
        match variable {
            Variable::CitationNumber => {
                if context.citation_number > 0 {
                    text = context.citation_number.to_string();
                }
            }
            Variable::CitationLabel => {
                tape.clear();
                self.eval(item, context, tape).sort_label();
                text = sort_text(tape, self.program);
            }
            _ => match variable.kind() {
                VariableKind::Date => {
                    if let Some(date) = item.date(variable) {
                        push_sort_digits(date, true, DateParts::YearMonthDay, &mut text);
                    }
                }
                VariableKind::Name => {
                    tape.clear();
                    self.eval(item, context, tape).sort_name_variable(variable, key.names);
                    text = sort_text(tape, self.program);
                }
                VariableKind::Standard | VariableKind::Number => {
                    text = item.text(variable).map_or("", |text| text.as_str()).to_owned();
                }
            },
        }
        text
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

/// How the texts of one key are compared.
///
/// Letters compare whatever their case and accents, punctuation does not count, a space comes
/// before every letter, and digits compare as numbers, as citeproc-js has it.
pub(crate) enum Collation {
    /// All texts are such that these rules need no language.
    Western,
    Language(CollatorBorrowed<'static>),
}

impl Collation {
    pub(crate) fn of(texts: &[String], language: &str) -> Collation {
        // In these languages letters of ASCII have an order of their own.
        let reorders = [
            "az", "cs", "cy", "da", "es", "et", "haw", "hr", "hu", "lt", "lv", "nb", "nn", "no",
            "sk", "sq", "tr", "vi",
        ];
        let primary = language.split('-').next().unwrap_or_default();
        if !reorders.contains(&primary) && texts.iter().all(|text| western::fits(text)) {
            Collation::Western
        } else {
            Collation::Language(collator(language))
        }
    }

    /// Whether a text more can be compared so.
    pub(crate) fn covers(&self, text: &str) -> bool {
        match self {
            Collation::Western => western::fits(text),
            Collation::Language(_) => true,
        }
    }

    pub(crate) fn key(&self, text: &str) -> Box<[u8]> {
        let mut key = Vec::with_capacity(text.len() + 8);
        match self {
            Collation::Western => western::push_key(text, &mut key),
            Collation::Language(collator) => {
                // Writing to a vector cannot fail.
                let Ok(()) = collator.write_sort_key_to(&text.replace(' ', "|"), &mut key);
            }
        }
        key.into_boxed_slice()
    }
}

/// The same order as the collator's for texts of the letters, digits and punctuation of western
/// European languages.
mod western {
    /// What a character counts for.
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

    /// Whether a text has only characters whose order is known here.
    pub(super) fn fits(text: &str) -> bool {
        text.chars().all(|character| !matches!(weight(character), Weight::Unknown))
    }

    pub(super) fn push_key(text: &str, key: &mut Vec<u8>) {
        let mut characters = text.char_indices();
        while let Some((at, character)) = characters.next() {
            match weight(character) {
                Weight::Letter(letter) => key.push(letter),
                Weight::Letters(letters) => key.extend_from_slice(letters),
                Weight::Separator => key.push(1),
                Weight::Digit => {
                    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
                    push_number(&text.as_bytes()[at..at + digits], key);
                    // The digits are one byte each, and the first one is taken already.
                    if digits > 1 {
                        characters.nth(digits - 2);
                    }
                }
                Weight::Nothing | Weight::Unknown => {}
            }
        }
    }

    /// The longer number is the larger one, once leading zeros are off.
    fn push_number(digits: &[u8], key: &mut Vec<u8>) {
        let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
        let digits = &digits[zeros.min(digits.len() - 1)..];
        key.push(2);
        key.extend_from_slice(&(digits.len() as u32).to_be_bytes());
        key.extend_from_slice(digits);
    }
}

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
