//! The value of a variable, and the error where it is given one of another kind.

use crate::model::{Date, Name, Text, Variable, VariableKind};

/// A variable's value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Of a standard or a number variable.
    Text(Text),
    /// Of a name variable; not empty.
    Names(Vec<Name>),
    /// Of a date variable.
    Date(Date),
}

impl Value {
    /// Whether a variable holds values of this kind.
    pub(super) fn fits(&self, variable: Variable) -> bool {
        match variable.kind() {
            VariableKind::Standard | VariableKind::Number => matches!(self, Value::Text(_)),
            VariableKind::Name => matches!(self, Value::Names(_)),
            VariableKind::Date => matches!(self, Value::Date(_)),
        }
    }
}

/// A value that its variable does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{variable}` holds {}, and was given {}", of_kind(variable.kind()), of_value(value))]
#[non_exhaustive]
pub struct WrongKind {
    /// The variable.
    pub variable: Variable,
    /// What it was given.
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
