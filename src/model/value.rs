//! The value of a variable, and the error for a value of the wrong kind.

use crate::model::{Date, Name, Text, Variable, VariableKind};

/// A variable's value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// The value of a standard or number variable.
    Text(Text),
    /// The value of a name variable; not empty.
    Names(Vec<Name>),
    /// The value of a date variable.
    Date(Date),
}

impl Value {
    /// True if a variable accepts this kind of value.
    pub(super) fn fits(&self, variable: Variable) -> bool {
        match variable.kind() {
            VariableKind::Standard | VariableKind::Number => matches!(self, Value::Text(_)),
            VariableKind::Name => matches!(self, Value::Names(_)),
            VariableKind::Date => matches!(self, Value::Date(_)),
        }
    }
}

/// A value that its variable does not accept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{variable}` holds {}, and was given {}", of_kind(variable.kind()), of_value(value))]
#[non_exhaustive]
pub struct WrongKind {
    /// The variable.
    pub variable: Variable,
    /// The value that was given.
    pub value: Value,
}

fn of_kind(kind: VariableKind) -> &'static str {
    match kind {
        VariableKind::Standard | VariableKind::Number => "text",
        VariableKind::Name => "names",
        VariableKind::Date => "a date",
    }
}

fn of_value(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "text",
        Value::Names(_) => "names",
        Value::Date(_) => "a date",
    }
}

macro_rules! from_text {
    ($($kind:ty),*) => {
        $(impl From<$kind> for Value {
            fn from(text: $kind) -> Self {
                Value::Text(text.into())
            }
        })*
    };
}

from_text!(&str, String);

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Value::Text(text)
    }
}

impl From<Vec<Name>> for Value {
    fn from(names: Vec<Name>) -> Self {
        Value::Names(names)
    }
}

impl From<Name> for Value {
    fn from(name: Name) -> Self {
        Value::Names(vec![name])
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Value::Date(date)
    }
}
