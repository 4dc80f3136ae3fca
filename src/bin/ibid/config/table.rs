//! Reading the tables of a configuration file, with the place of whatever is wrong.

use std::str::FromStr;

use ibid::check::OptionValue;
use ibid::diagnostic::nearest;
use ibid::source::Source;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::failure::{Failure, failure};
use crate::config::keys;

/// A table of the file.
#[derive(Clone, Copy)]
pub(super) struct Table<'t> {
    source: &'t Source,
    /// Its name, as in the file; empty for the file itself.
    name: &'t str,
    table: &'t DeTable<'t>,
}

/// A value of a table under its key.
#[derive(Clone, Copy)]
pub(super) struct Value<'t> {
    source: &'t Source,
    pub(super) key: &'t str,
    value: &'t Spanned<DeValue<'t>>,
}

/// A key of a table that may have any.
#[derive(Clone, Copy)]
pub(super) struct Key<'t> {
    source: &'t Source,
    name: &'t str,
    start: usize,
}

impl Key<'_> {
    /// What the key names.
    pub(super) fn key<T: FromStr>(self) -> Result<T, Failure>
    where
        T::Err: std::fmt::Display,
    {
        self.name.parse().map_err(|error: T::Err| self.wrong(error.to_string()))
    }

    /// The key is not what it should be.
    pub(super) fn wrong(self, message: impl Into<String>) -> Failure {
        failure(self.source, self.start, message)
    }
}

impl<'t> Table<'t> {
    /// The whole of a file.
    pub(super) fn new(source: &'t Source, table: &'t DeTable<'t>) -> Self {
        Table { source, name: "", table }
    }

    /// The values, in the order of the file, none of which has another key than these.
    pub(super) fn values(self, known: &[keys::Key]) -> Result<Vec<Value<'t>>, Failure> {
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
                return Err(failure(self.source, key.span().start, message));
            }
            values.push((key.span().start, Value { source: self.source, key: name, value }));
        }
        values.sort_by_key(|(start, _)| *start);
        Ok(values.into_iter().map(|(_, value)| value).collect())
    }

    /// The values under whatever keys.
    pub(super) fn all(self) -> impl Iterator<Item = (Key<'t>, Value<'t>)> {
        self.table.iter().map(move |(key, value)| {
            let Table { source, .. } = self;
            let name: &str = key.get_ref();
            (Key { source, name, start: key.span().start }, Value { source, key: name, value })
        })
    }

    /// Something is wrong with the table as a whole.
    pub(super) fn failure(self, message: &str) -> Failure {
        let first = self.table.iter().map(|(key, _)| key.span().start).min();
        failure(self.source, first.unwrap_or_default(), message)
    }
}

impl<'t> Value<'t> {
    /// The value as a table of that name.
    pub(super) fn table(self, name: &'t str) -> Result<Table<'t>, Failure> {
        match self.value.get_ref() {
            DeValue::Table(table) => Ok(Table { source: self.source, name, table }),
            _ => Err(self.wrong(&format!("`{}` is a table: `[{name}]`", self.key))),
        }
    }

    /// The value as tables of that name, each under `[[name]]`.
    pub(super) fn tables(self, name: &'t str) -> Result<Vec<Table<'t>>, Failure> {
        let wrong = || self.wrong(&format!("`{}` is a list of tables: `[[{name}]]`", self.key));
        let items = self.value.get_ref().as_array().ok_or_else(wrong)?;
        let table = |item: &'t Spanned<DeValue<'t>>| match item.get_ref() {
            DeValue::Table(table) => Ok(Table { source: self.source, name, table }),
            _ => Err(wrong()),
        };
        items.iter().map(table).collect()
    }

    /// The value as a list of texts, each made into what is wanted; `example` is one.
    pub(super) fn list<T: FromStr>(self, of: &str, example: &str) -> Result<Vec<T>, Failure>
    where
        T::Err: std::fmt::Display,
    {
        let wrong = |start| {
            let message = format!("`{}` is a list of {of}: `[\"{example}\"]`", self.key);
            failure(self.source, start, message)
        };
        let Some(items) = self.value.get_ref().as_array() else {
            return Err(wrong(self.value.span().start));
        };
        let mut list = Vec::new();
        for item in items.iter() {
            let start = item.span().start;
            let DeValue::String(text) = item.get_ref() else { return Err(wrong(start)) };
            let parsed = text
                .parse()
                .map_err(|error: T::Err| failure(self.source, start, error.to_string()))?;
            list.push(parsed);
        }
        Ok(list)
    }

    /// The value as that of an option.
    pub(super) fn option(self) -> Result<OptionValue, Failure> {
        match self.value.get_ref() {
            DeValue::String(text) => Ok(OptionValue::Text(text.to_string())),
            DeValue::Boolean(flag) => Ok(OptionValue::Flag(*flag)),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => Ok(OptionValue::Number(number)),
                    Err(_) => Err(self.wrong("an option is a number that is not as large as this")),
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

    /// The value is not what it should be.
    pub(super) fn wrong(self, message: &str) -> Failure {
        failure(self.source, self.value.span().start, message)
    }
}
