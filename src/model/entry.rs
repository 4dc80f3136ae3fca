//! An entry of a bibliography: a key, a type, and values for CSL's variables.

use crate::model::{
    Date, EntryType, Name, NativeType, Text, Value, Variable, VariableKind, WrongKind,
};

/// A work that can be cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key by which it is cited. It is unique in a well-formed library.
    pub key: String,
    /// Other keys by which it may be cited, such as a `citation-key` in addition to the `id`.
    pub aliases: Vec<String>,
    /// The type of the work.
    pub kind: EntryType,
    /// The fields that have no CSL variable, in source order, so that conversions do not lose them.
    pub extra: Vec<Extra>,
    /// The type in the words of the format it was read from, if these say more than `kind`.
    native: Option<Box<NativeType>>,
    /// Ordered by variable, without repetition; each value has the kind that its variable accepts.
    values: Vec<(Variable, Value)>,
}

/// A field that has no CSL variable.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Extra {
    /// The field's name as the source spells it, with its path: `parent.runtime`.
    pub name: String,
    /// The value as text.
    pub value: String,
}

/// Gives back the room for more items, if most of it is empty: a library has many short lists.
pub(crate) fn fit<T>(items: &mut Vec<T>) {
    if items.len() <= items.capacity() / 2 {
        items.shrink_to_fit();
    }
}

impl Entry {
    /// Creates an entry without values.
    pub fn new(key: impl Into<String>, kind: EntryType) -> Self {
        Entry {
            key: key.into(),
            aliases: Vec::new(),
            kind,
            extra: Vec::new(),
            native: None,
            values: Vec::new(),
        }
    }

    /// Gives back the room that it has for more values, if it has a few only.
    pub(crate) fn shrink(&mut self) {
        fit(&mut self.extra);
        fit(&mut self.values);
    }

    /// The value of a variable.
    pub fn get(&self, variable: Variable) -> Option<&Value> {
        let at = self.values.binary_search_by_key(&variable, |(variable, _)| *variable).ok()?;
        Some(&self.values[at].1)
    }

    /// True if the variable has a value.
    pub fn has(&self, variable: Variable) -> bool {
        self.get(variable).is_some()
    }

    /// The text of a standard or number variable.
    pub fn text(&self, variable: Variable) -> Option<&Text> {
        match self.get(variable) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The characters of a standard or number variable, without markup.
    pub fn str(&self, variable: Variable) -> Option<&str> {
        self.text(variable).map(Text::as_str)
    }

    /// The names of a name variable; empty if there are none.
    pub fn names(&self, variable: Variable) -> &[Name] {
        match self.get(variable) {
            Some(Value::Names(names)) => names,
            _ => &[],
        }
    }

    /// Adds names to those of a variable.
    pub(crate) fn push_names(&mut self, variable: Variable, more: Vec<Name>) {
        if more.is_empty() {
            return;
        }
        let at = self.values.binary_search_by_key(&variable, |(variable, _)| *variable);
        match at.ok().map(|at| &mut self.values[at].1) {
            Some(Value::Names(names)) => names.extend(more),
            _ => {
                self.put(variable, Value::Names(more));
            }
        }
    }

    /// The date of a date variable.
    pub fn date(&self, variable: Variable) -> Option<&Date> {
        match self.get(variable) {
            Some(Value::Date(date)) => Some(date),
            _ => None,
        }
    }

    /// Sets a standard or number variable, and returns its old value.
    ///
    /// The variable must accept this kind of value; callers pass a constant.
    pub(crate) fn set_text(&mut self, variable: Variable, text: impl Into<Text>) -> Option<Value> {
        self.put(variable, Value::Text(text.into()))
    }

    /// Sets a name variable, and returns its old value; an empty list removes it.
    ///
    /// The variable must accept this kind of value; callers pass a constant.
    pub(crate) fn set_names(&mut self, variable: Variable, names: Vec<Name>) -> Option<Value> {
        if names.is_empty() {
            return self.remove(variable);
        }
        self.put(variable, Value::Names(names))
    }

    /// Sets a date variable, and returns its old value.
    ///
    /// The variable must accept this kind of value; callers pass a constant.
    pub(crate) fn set_date(&mut self, variable: Variable, date: Date) -> Option<Value> {
        self.put(variable, Value::Date(date))
    }

    /// Removes the value of a variable, and returns it.
    pub fn remove(&mut self, variable: Variable) -> Option<Value> {
        let at = self.values.binary_search_by_key(&variable, |(variable, _)| *variable).ok()?;
        Some(self.values.remove(at).1)
    }

    /// All values, ordered by variable.
    pub fn values(&self) -> impl Iterator<Item = (Variable, &Value)> {
        self.values.iter().map(|(variable, value)| (*variable, value))
    }

    /// Starts a new entry in the memory of this one, which must be as [`take`](Self::take) left it.
    pub(crate) fn begin(&mut self, key: &str, kind: EntryType) {
        self.key.push_str(key);
        self.kind = kind;
    }

    /// Moves the entry out, in exactly as much memory as it needs. What is left has no key and no
    /// values, and keeps its memory for the next entry.
    pub(crate) fn take(&mut self) -> Entry {
        let entry = Entry {
            key: self.key.as_str().into(),
            aliases: std::mem::take(&mut self.aliases),
            kind: self.kind,
            extra: self.extra.drain(..).collect(),
            native: self.native.take(),
            values: self.values.drain(..).collect(),
        };
        self.key.clear();
        entry
    }

    /// Its type in the words of the format it was read from, if these say more than its kind, and
    /// the kind was not changed since.
    pub(crate) fn native_type(&self) -> Option<&NativeType> {
        self.native.as_deref().filter(|native| native.is_of(self.kind))
    }

    /// Sets its type in the words of a format.
    pub(crate) fn set_native_type(&mut self, native: Option<NativeType>) {
        self.native = native.map(Box::new);
    }

    /// All values in the order in which they are stored, for a table of their indexes.
    pub(crate) fn slots(&self) -> &[(Variable, Value)] {
        &self.values
    }

    /// The value of a field that has no CSL variable.
    pub fn extra(&self, name: &str) -> Option<&str> {
        self.extra.iter().find(|extra| extra.name == name).map(|extra| extra.value.as_str())
    }

    /// Sets a variable, and returns its old value; an empty list of names removes it.
    ///
    /// # Errors
    ///
    /// If the variable does not accept this kind of value.
    pub fn set(
        &mut self,
        variable: Variable,
        value: impl Into<Value>,
    ) -> Result<Option<Value>, WrongKind> {
        match value.into() {
            Value::Names(names) if names.is_empty() && variable.kind() == VariableKind::Name => {
                Ok(self.remove(variable))
            }
            value if value.fits(variable) => Ok(self.put(variable, value)),
            value => Err(WrongKind { variable, value }),
        }
    }

    /// Sets a variable to a value of its kind.
    pub(super) fn put(&mut self, variable: Variable, value: Value) -> Option<Value> {
        assert!(value.fits(variable), "`{variable}` does not hold this kind of value");
        match self.values.binary_search_by_key(&variable, |(variable, _)| *variable) {
            Ok(at) => Some(std::mem::replace(&mut self.values[at].1, value)),
            Err(at) => {
                self.values.insert(at, (variable, value));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Entry;
    use crate::model::{Date, EntryType, Name, Variable};

    #[test]
    fn values_are_ordered_by_variable_and_replaced_in_place() {
        let mut entry = Entry::new("mett", EntryType::Book);
        entry.set_text(Variable::Title, "The Kronstadt Uprising");
        entry.set_names(Variable::Author, vec![Name::person("Mett", "Ida")]);
        entry.set_text(Variable::Publisher, "Solidarity");
        assert!(entry.set_date(Variable::Issued, Date::year(1967)).is_none());
        assert!(entry.set_date(Variable::Issued, Date::year(1938)).is_some());
        let order: Vec<_> = entry.values().map(|(variable, _)| variable.name()).collect();
        assert_eq!(order, ["publisher", "title", "author", "issued"]);
        assert_eq!(entry.date(Variable::Issued), Some(&Date::year(1938)));
        entry.set_names(Variable::Author, Vec::new());
        assert!(!entry.has(Variable::Author));
    }
}
