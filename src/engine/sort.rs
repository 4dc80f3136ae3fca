//! Sort keys, made once for each item, and the order they give.

use icu_collator::options::{AlternateHandling, CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale as LocaleId;

use crate::engine::context::Context;
use crate::engine::eval::{Eval, push_sort_digits};
use crate::engine::finish::finish;
use crate::engine::item::Item;
use crate::engine::tape::Tape;
use crate::model::{Variable, VariableKind};
use crate::style::ir::{Program, Scope, SortBy, SortKey};
use crate::style::locale::Locale;

/// The values of an item for each of a style's sort keys; an empty one is `None`.
pub(crate) type SortValues = Vec<Option<Box<[u8]>>>;

/// Makes sort keys for the items of one style and language.
pub(crate) struct Sorter<'r> {
    program: &'r Program,
    locale: &'r Locale,
    scope: Scope,
}

impl<'r> Sorter<'r> {
    pub(crate) fn new(program: &'r Program, locale: &'r Locale, scope: Scope) -> Self {
        Sorter { program, locale, scope }
    }

    /// The values of all items, in their order.
    pub(crate) fn values<'c>(
        &self,
        keys: &[SortKey],
        items: &[Item<'_>],
        context: impl Fn(usize) -> Context<'c>,
    ) -> Vec<SortValues> {
        let mut tape = Tape::default();
        let mut values: Vec<SortValues> = vec![Vec::with_capacity(keys.len()); items.len()];
        for key in keys {
            let texts: Vec<String> = items
                .iter()
                .enumerate()
                .map(|(index, item)| self.text(key, item, &context(index), &mut tape))
                .collect();
            let collation = Collation::of(&texts, &self.locale.language);
            for (values, text) in values.iter_mut().zip(&texts) {
                values.push((!text.is_empty()).then(|| collation.key(text)));
            }
        }
        values
    }

    fn text(
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
                return finish(tape, self.program, self.locale).as_str().to_owned();
            }
        };
        match variable {
            Variable::CitationNumber => {
                if context.citation_number > 0 {
                    text = context.citation_number.to_string();
                }
            }
            _ => match variable.kind() {
                VariableKind::Date => {
                    if let Some(date) = item.date(variable) {
                        push_sort_digits(date, true, true, &mut text);
                    }
                }
                VariableKind::Name => {
                    tape.clear();
                    self.eval(item, context, tape).sort_name_variable(variable, key.names);
                    text = finish(tape, self.program, self.locale).as_str().to_owned();
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
/// Letters compare whatever their case and accents, punctuation and spaces do not count, and
/// digits compare as numbers, as citeproc-js has it.
enum Collation {
    /// All texts are such that these rules need no language.
    Ascii,
    Language(CollatorBorrowed<'static>),
}

impl Collation {
    fn of(texts: &[String], language: &str) -> Collation {
        // In these languages letters of ASCII have an order of their own.
        let reorders = [
            "az", "cs", "cy", "da", "es", "et", "haw", "hr", "hu", "lt", "lv", "nb", "nn", "no",
            "sk", "sq", "tr", "vi",
        ];
        let primary = language.split('-').next().unwrap_or_default();
        if !reorders.contains(&primary) && texts.iter().all(|text| ascii::fits(text)) {
            Collation::Ascii
        } else {
            Collation::Language(collator(language))
        }
    }

    fn key(&self, text: &str) -> Box<[u8]> {
        let mut key = Vec::with_capacity(text.len() + 8);
        match self {
            Collation::Ascii => ascii::push_key(text, &mut key),
            Collation::Language(collator) => {
                // Writing to a vector cannot fail.
                let Ok(()) = collator.write_sort_key_to(text, &mut key);
            }
        }
        key.into_boxed_slice()
    }
}

/// The same order as the collator's for texts of ASCII letters, digits and punctuation.
mod ascii {
    /// Whether a text has only characters whose order is known here.
    pub(super) fn fits(text: &str) -> bool {
        text.bytes().all(|byte| {
            byte.is_ascii()
                && !matches!(byte, b'`' | b'^' | b'~' | b'<' | b'=' | b'>' | b'+' | b'$')
        })
    }

    pub(super) fn push_key(text: &str, key: &mut Vec<u8>) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'|' => key.push(1),
                b'0'..=b'9' => {
                    let digits =
                        bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                    push_number(&bytes[at..at + digits], key);
                    at += digits;
                    continue;
                }
                byte if byte.is_ascii_alphabetic() => key.push(byte.to_ascii_lowercase()),
                _ => {}
            }
            at += 1;
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

/// Compares two items' values key by key; an empty value goes last in either direction.
pub(crate) fn compare(keys: &[SortKey], a: &SortValues, b: &SortValues) -> std::cmp::Ordering {
    for ((key, a), b) in keys.iter().zip(a).zip(b) {
        let order = match (a, b) {
            (Some(a), Some(b)) if key.descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => std::cmp::Ordering::Equal,
        };
        if order.is_ne() {
            return order;
        }
    }
    std::cmp::Ordering::Equal
}

#[cfg(test)]
mod tests {
    use super::{ascii, collator};

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
            "O'Neil|X",
            "ONeil|Y",
            "van der Foo",
            "1999-2000",
            "199",
            "",
            "|",
            "a|b",
            "ab",
            "A-B",
            "de la Cruz|J",
        ];
        let collator = collator("en-US");
        let key = |text: &str| {
            let mut key = Vec::new();
            ascii::push_key(text, &mut key);
            key
        };
        for a in texts {
            for b in texts {
                assert_eq!(key(a).cmp(&key(b)), collator.compare(a, b), "{a} and {b}");
            }
        }
    }
}
