//! Values that cannot be written.

use crate::model::{Entry, Name, Value, Variable};

/// An error about an entry that cannot be written without losing something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// A name has no part: neither a family name nor any other.
    #[error("a name in `{}` of the entry `{key}` is empty", .variable.name())]
    EmptyName {
        /// The key of the entry.
        key: String,
        /// The variable that has the name.
        variable: Variable,
    },
    /// A key has a character that no key can have in the format.
    #[error("the key `{key}` cannot be written: it has `{}`", .character.escape_default())]
    BadKey {
        /// The key of the entry.
        key: String,
        /// The character.
        character: char,
    },
    /// What was written cannot be read again.
    #[error("the text that was written cannot be read again")]
    Unreadable,
}

/// An error if an entry cannot be written completely.
pub(super) fn complete(entry: &Entry) -> Result<(), WriteError> {
    let names =
        |value: &Value| matches!(value, Value::Names(names) if names.iter().any(Name::is_empty));
    match entry.values().find(|(_, value)| names(value)) {
        Some((variable, _)) => Err(WriteError::EmptyName { key: entry.key.clone(), variable }),
        None => Ok(()),
    }
}
