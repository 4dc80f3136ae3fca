//! An entry prepared for the engine, with constant-time access to each variable.

use crate::model::{Date, Entry, Name, Text, Value, Variable};

/// An entry, with the index of each of its variables.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item<'a> {
    pub(crate) entry: &'a Entry,
    /// By [`Variable::index`]: the index of the value plus 1, or 0 if there is none.
    slots: [u8; Variable::COUNT],
    /// The variables that have a value, one bit each; an empty text does not count.
    pub(crate) filled: u128,
    /// Whether the entry says that it is in English or in another language; `None` if it does not
    /// say.
    pub(crate) english: Option<bool>,
}

impl<'a> Item<'a> {
    pub(crate) fn new(entry: &'a Entry) -> Self {
        let mut slots = [0; Variable::COUNT];
        let mut filled = 0;
        for (index, (variable, value)) in entry.slots().iter().enumerate() {
            // There are fewer than 255 variables, and each has one value.
            slots[variable.index()] = index as u8 + 1;
            if !matches!(value, Value::Text(text) if text.is_empty()) {
                filled |= variable.bit();
            }
        }
        if filled & Variable::Page.bit() != 0 {
            // The first page is taken from the pages.
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
