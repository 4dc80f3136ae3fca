//! The fields that an entry writes itself and that say something, and which of them there are.
//!
//! A rule asks for one or two fields by name or by variable, and most entries have neither: a bit set
//! of each says so without a look at the fields.

use crate::check::subject::characters::Characters;
use crate::check::subject::entry::Subject;
use crate::check::subject::facts::{Content, OwnField, OwnFields};
use crate::dialect::Dialect;
use crate::model::{FieldOrigin, Variable};

/// The bit of a field's name in a set of them, in any letter case.
fn bit_of(name: &str) -> u64 {
    let [first, last] = [name.bytes().next(), name.bytes().next_back()];
    let letter = |byte: Option<u8>| usize::from(byte.unwrap_or_default() & 0x1f);
    1 << ((letter(first) * 7 + letter(last) + name.len() * 13) % 64)
}

/// A set of variables in a quarter of the space, in which four variables share a bit.
fn folded(variables: u128) -> u32 {
    let halves = (variables >> 64) as u64 | variables as u64;
    (halves >> 32) as u32 | halves as u32
}

impl<'a> Subject<'a> {
    /// The fields that the entry itself contains and that have a real value. Empty fields,
    /// placeholders and undefined macros are the task of other rules; fields from a YAML alias are
    /// checked where they are written.
    pub(crate) fn own_fields(&self) -> impl Iterator<Item = &'a FieldOrigin> + use<'a, '_> {
        self.own().fields.iter().filter_map(|own| self.origin.fields.get(own.number as usize))
    }

    /// The entry's own fields whose values may have one of these characters as their source spells
    /// them.
    pub(crate) fn own_fields_spelling(
        &self,
        of: Characters,
    ) -> impl Iterator<Item = &'a FieldOrigin> + use<'a, '_> {
        let has_some = self.any_spells(of);
        let fields = has_some.then(|| self.own_fields()).into_iter().flatten();
        fields.filter(move |field| self.spells_any(field, of))
    }

    /// The entry's own field with this name, in any letter case, if it has a real value.
    pub(crate) fn own_field(&self, name: &str) -> Option<&'a FieldOrigin> {
        if self.own().names & bit_of(name) == 0 {
            return None;
        }
        self.own_fields().find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// Whether the entry may have a field of its own that is called so, or that went into one of
    /// these variables.
    pub(crate) fn may_have_any(&self, names: &[&str], variables: &[Variable]) -> bool {
        let own = self.own();
        let is_there = |variable: &Variable| own.variables & variable.bit() != 0;
        names.iter().any(|name| own.names & bit_of(name) != 0) || variables.iter().any(is_there)
    }

    /// The entry's own fields whose names end with that one, in any letter case: `ismn` and
    /// `parent.ismn`.
    pub(crate) fn own_fields_called(
        &self,
        name: &'static str,
    ) -> impl Iterator<Item = &'a FieldOrigin> + use<'a, '_> {
        let has_some = self.own().names & bit_of(name) != 0;
        let fields = has_some.then(|| self.own_fields()).into_iter().flatten();
        fields.filter(move |field| field.last_name().eq_ignore_ascii_case(name))
    }

    /// The entry's own fields that were assigned to a variable.
    pub(crate) fn own_fields_of(
        &self,
        variable: Variable,
    ) -> impl Iterator<Item = &'a FieldOrigin> + use<'a, '_> {
        let own = self.own();
        let count = if own.variables & variable.bit() == 0 { 0 } else { own.fields.len() };
        let fields = own.fields[..count].iter();
        fields
            .filter(move |own| own.variables & folded(variable.bit()) != 0)
            .filter_map(|own| self.origin.fields.get(own.number as usize))
            .filter(move |field| field.variables().contains(&variable))
    }

    /// The entry's own fields for a number of a register. In hayagriva, those of its parents are its
    /// own fields, which no variable has.
    pub(crate) fn own_numbers_of(
        &self,
        variable: Variable,
    ) -> impl Iterator<Item = &'a FieldOrigin> + use<'a, '_> {
        let is_hayagriva = self.dialect == Dialect::Hayagriva;
        let name = self.dialect.field_of(variable).filter(|_| is_hayagriva);
        let of_parents = name.into_iter().flat_map(move |name| {
            self.own_fields().filter(move |field| {
                field.name.starts_with("parent")
                    && field.last_name() == name
                    && !field.variables().contains(&variable)
            })
        });
        self.own_fields_of(variable).chain(of_parents)
    }

    fn own(&self) -> &OwnFields {
        self.facts.own_fields.get_or_init(|| {
            let mut own = OwnFields::default();
            let says_something = |field: &FieldOrigin| {
                field.is_own() && self.is_here(field) && *self.content(field) == Content::Value
            };
            let numbers = (0_u32..).zip(&self.origin.fields);
            let numbers =
                numbers.filter(|(_, field)| says_something(field)).map(|(number, field)| {
                    let variables = field.variables().iter().fold(0, |set, it| set | it.bit());
                    own.variables |= variables;
                    own.names |= bit_of(&field.name) | bit_of(field.last_name());
                    OwnField { number, variables: folded(variables) }
                });
            let fields = numbers.collect();
            OwnFields { fields, ..own }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::bit_of;

    #[test]
    fn a_name_has_one_bit_in_any_letter_case() {
        for name in ["title", "DOI", "bdsk-url-1", "é", ""] {
            assert_eq!(bit_of(name), bit_of(&name.to_ascii_uppercase()), "{name}");
            assert_eq!(bit_of(name).count_ones(), 1);
        }
    }
}
