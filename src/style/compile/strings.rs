//! The strings of a style, each once.

use rustc_hash::FxHashMap;

use crate::style::ir::StrId;

/// Gives equal strings equal numbers; number 0 is the empty string.
pub(super) struct Strings {
    strings: Vec<Box<str>>,
    ids: FxHashMap<Box<str>, StrId>,
}

impl Strings {
    pub(super) fn new() -> Self {
        let mut strings = Strings { strings: Vec::with_capacity(1024), ids: FxHashMap::default() };
        strings.intern("");
        strings
    }

    /// The string's number. Past 65,535 strings, more than any style has, all are the empty one;
    /// [`Strings::is_full`] tells.
    pub(super) fn intern(&mut self, string: &str) -> StrId {
        if let Some(&id) = self.ids.get(string) {
            return id;
        }
        let Ok(number) = u16::try_from(self.strings.len()) else { return StrId::EMPTY };
        self.strings.push(string.into());
        self.ids.insert(string.into(), StrId(number));
        StrId(number)
    }

    pub(super) fn is_full(&self) -> bool {
        self.strings.len() > usize::from(u16::MAX)
    }

    pub(super) fn into_vec(self) -> Vec<Box<str>> {
        self.strings
    }
}
