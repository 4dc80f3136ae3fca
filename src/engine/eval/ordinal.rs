//! Ordinal numbers, with the gender of the noun that they count.

use crate::engine::eval::Eval;
use crate::model::Variable;
use crate::style::terms;

impl Eval<'_, '_> {
    /// `2nd`.
    pub(super) fn ordinal(&self, value: u64, variable: Variable, out: &mut String) {
        out.push_str(&value.to_string());
        let gender = self.gender_of(variable);
        if let Some(suffix) = self.locale.ordinal_suffix(value, gender) {
            out.push_str(self.program.str(suffix));
        }
    }

    /// `second`, up to ten; `11th` beyond.
    pub(super) fn long_ordinal(&self, value: u64, variable: Variable, out: &mut String) {
        let term =
            u8::try_from(value).ok().filter(|value| (1..=10).contains(value)).and_then(|value| {
                self.locale.long_ordinal(terms::long_ordinal(value), self.gender_of(variable))
            });
        match term {
            Some(term) => out.push_str(self.program.str(term)),
            None => self.ordinal(value, variable, out),
        }
    }
}
