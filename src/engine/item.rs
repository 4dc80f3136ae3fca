//! An entry made ready for the engine: each variable's value at one look-up.

use crate::model::{Date, Entry, Name, Text, Value, Variable};

/// An entry, and where each of its variables lies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item<'a> {
    pub(crate) entry: &'a Entry,
    /// By [`Variable::index`]: one more than the value's place, 0 where there is none.
    slots: [u8; Variable::COUNT],
    /// Those that have a value, a bit each; an empty text is none.
    pub(crate) filled: u128,
    /// Whether the entry says it is in English, or in another language; `None` where it does not.
    pub(crate) english: Option<bool>,
}

impl<'a> Item<'a> {
    pub(crate) fn new(entry: &'a Entry) -> Self {
        let mut slots = [0; Variable::COUNT];
        let mut filled = 0;
        for (index, (variable, value)) in entry.slots().iter().enumerate() {
            // There are fewer variables than 255, and each has one value.
            slots[variable.index()] = index as u8 + 1;
            if !matches!(value, Value::Text(text) if text.is_empty()) {
                filled |= variable.bit();
            }
        }
        if filled & Variable::Page.bit() != 0 {
            // The first page is that of the pages.
            filled |= Variable::PageFirst.bit();
        }
        let english = entry
            .str(Variable::Language)
            .filter(|language| !language.is_empty())
            .map(|language| language.get(..2).is_some_and(|tag| tag.eq_ignore_ascii_case("en")));
        Item { entry, slots, filled, english }
    }

    pub(crate) fn value(&self, variable: Variable) -> Option<&'a Value> {
        let slot = self.slots[variable.index()];
        Some(&self.entry.slots()[usize::from(slot.checked_sub(1)?)].1)
    }

    pub(crate) fn text(&self, variable: Variable) -> Option<&'a Text> {
        match self.value(variable)? {
            Value::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    pub(crate) fn names(&self, variable: Variable) -> &'a [Name] {
        match self.value(variable) {
            Some(Value::Names(names)) => names,
            _ => &[],
        }
    }

    pub(crate) fn date(&self, variable: Variable) -> Option<&'a Date> {
        match self.value(variable)? {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }
}
