//! Reads the tables of a configuration file, with the position of each error.

use std::str::FromStr;

use ibid::check::OptionValue;
use ibid::diagnostic::nearest;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::failure::{Fault, Faults};
use crate::config::keys;

/// A table in the file.
#[derive(Clone, Copy)]
pub(super) struct Table<'t> {
    faults: &'t Faults,
    /// Its name, as in the file; empty for the top level.
    name: &'t str,
    table: &'t DeTable<'t>,
}

/// A value in a table, with its key.
#[derive(Clone, Copy)]
pub(super) struct Value<'t> {
    faults: &'t Faults,
    pub(super) key: &'t str,
    value: &'t Spanned<DeValue<'t>>,
}

/// A key of a table that may have any keys.
#[derive(Clone, Copy)]
pub(super) struct Key<'t> {
    name: &'t str,
    start: usize,
}

impl Key<'_> {
    /// Parses the key.
    pub(super) fn key<T: FromStr>(self) -> Result<T, Fault>
    where
        T::Err: std::fmt::Display,
    {
        self.name.parse().map_err(|error: T::Err| self.wrong(error.to_string()))
    }

    /// An error about the key.
    pub(super) fn wrong(self, message: impl Into<String>) -> Fault {
        Fault::new(self.start, message)
    }
}

impl<'t> Table<'t> {
    /// The top level of a file.
    pub(super) fn new(faults: &'t Faults, table: &'t DeTable<'t>) -> Self {
        Table { faults, name: "", table }
    }

    /// Reads the values of these keys, in the order of the file. Other keys, and errors in values,
    /// are recorded, and reading continues; returns whether there were none.
    pub(super) fn each(
        self,
        known: &[keys::Key],
        mut read: impl FnMut(Value<'t>) -> Result<(), Fault>,
    ) -> bool {
        let before = self.faults.count();
        let mut values: Vec<(usize, Value<'t>)> = Vec::new();
        for (key, value) in self.table {
            let name: &str = key.get_ref();
            if !known.iter().any(|key| key.name == name) {
                let place = match self.name {
                    "" => String::new(),
                    name => format!(" in `[{name}]`"),
                };
                let known: Vec<&str> = known.iter().map(|key| key.name).collect();
                let meant = match nearest(name, known.iter().copied()) {
                    Some(meant) => format!("; did you mean `{meant}`?"),
                    None => format!("; the keys are `{}`", known.join("`, `")),
                };
                let message = format!("unknown key `{name}`{place}{meant}");
                self.faults.add(Fault::new(key.span().start, message));
                continue;
            }
            values.push((key.span().start, Value { faults: self.faults, key: name, value }));
        }
        values.sort_by_key(|(start, _)| *start);
        for (_, value) in values {
            self.faults.note(read(value));
        }
        self.faults.count() == before
    }

    /// Reads the values of all keys; errors are recorded.
    pub(super) fn each_of_all(self, mut read: impl FnMut(Key<'t>, Value<'t>) -> Result<(), Fault>) {
        for (key, value) in self.table {
            let name: &str = key.get_ref();
            let key = Key { name, start: key.span().start };
            self.faults.note(read(key, Value { faults: self.faults, key: name, value }));
        }
    }

    /// An error about the table as a whole.
    pub(super) fn fault(self, message: &str) -> Fault {
        let first = self.table.iter().map(|(key, _)| key.span().start).min();
        Fault::new(first.unwrap_or_default(), message)
    }
}

impl<'t> Value<'t> {
    /// The value as a table with this name.
    pub(super) fn table(self, name: &'t str) -> Result<Table<'t>, Fault> {
        match self.value.get_ref() {
            DeValue::Table(table) => Ok(Table { faults: self.faults, name, table }),
            _ => Err(self.wrong(&format!("`{}` is a table: `[{name}]`", self.key))),
        }
    }

    /// Reads each of the tables under `[[name]]`; errors are recorded.
    pub(super) fn each_table(
        self,
        name: &'t str,
        mut read: impl FnMut(Table<'t>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let wrong = || self.wrong(&format!("`{}` is a list of tables: `[[{name}]]`", self.key));
        let items = self.value.get_ref().as_array().ok_or_else(wrong)?;
        for item in items.iter() {
            let DeValue::Table(table) = item.get_ref() else { return Err(wrong()) };
            self.faults.note(read(Table { faults: self.faults, name, table }));
        }
        Ok(())
    }

    /// Reads the value as a list of texts, and parses each; `example` is an example. Errors are
    /// recorded.
    pub(super) fn list<T: FromStr>(self, of: &str, example: &str) -> Result<Vec<T>, Fault>
    where
        T::Err: std::fmt::Display,
    {
        let wrong = |start| {
            let message = format!("`{}` is a list of {of}: `[\"{example}\"]`", self.key);
            Fault::new(start, message)
        };
        let Some(items) = self.value.get_ref().as_array() else {
            return Err(wrong(self.value.span().start));
        };
        let mut list = Vec::new();
        for item in items.iter() {
            let start = item.span().start;
            let DeValue::String(text) = item.get_ref() else { return Err(wrong(start)) };
            match text.parse::<T>() {
                Ok(parsed) => list.push(parsed),
                Err(error) => self.faults.add(Fault::new(start, error.to_string())),
            }
        }
        Ok(list)
    }

    /// The value as the value of an option.
    pub(super) fn option(self) -> Result<OptionValue, Fault> {
        match self.value.get_ref() {
            DeValue::String(text) => Ok(OptionValue::Text(text.to_string())),
            DeValue::Boolean(flag) => Ok(OptionValue::Flag(*flag)),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => Ok(OptionValue::Number(number)),
                    Err(_) => Err(self.wrong("this number is too large for an option")),
                }
            }
            DeValue::Array(_) => Ok(OptionValue::List(self.list("texts", "…")?)),
            _ => Err(self
                .wrong("an option is a text, a whole number, `true`, `false`, or a list of texts")),
        }
    }

    /// The value as a text.
    pub(super) fn text(self) -> Option<&'t str> {
        match self.value.get_ref() {
            DeValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value as `true` or `false`.
    pub(super) fn flag(self) -> Option<bool> {
        match self.value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => None,
        }
    }

    /// An error about the value.
    pub(super) fn wrong(self, message: &str) -> Fault {
        Fault::new(self.value.span().start, message)
    }
}
