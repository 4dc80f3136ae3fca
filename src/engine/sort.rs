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
    collator: CollatorBorrowed<'static>,
    scope: Scope,
}

impl<'r> Sorter<'r> {
    pub(crate) fn new(program: &'r Program, locale: &'r Locale, scope: Scope) -> Self {
        Sorter { program, locale, collator: collator(&locale.language), scope }
    }

    pub(crate) fn values(
        &self,
        keys: &[SortKey],
        item: &Item<'_>,
        context: &Context<'_>,
        tape: &mut Tape,
    ) -> SortValues {
        keys.iter()
            .map(|key| {
                let text = self.text(key, item, context, tape);
                (!text.is_empty()).then(|| self.collated(&text))
            })
            .collect()
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

    fn collated(&self, text: &str) -> Box<[u8]> {
        let mut key = Vec::with_capacity(text.len() * 2);
        // Writing to a vector cannot fail.
        let Ok(()) = self.collator.write_sort_key_to(text, &mut key);
        key.into_boxed_slice()
    }
}

/// Letters compare whatever their case and accents, punctuation and spaces do not count, and
/// digits compare as numbers, as citeproc-js has it.
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
