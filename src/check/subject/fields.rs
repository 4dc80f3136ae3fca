//! Finds what was meant by unknown fields.

use crate::check::subject::entry::Subject;
use crate::check::subject::facts::Few;
use crate::dialect::Dialect;
use crate::dialect::bib::{is_known_field, meant_field};
use crate::model::FieldOrigin;

impl Subject<'_> {
    /// The field that was meant by one that BibTeX and BibLaTeX do not have.
    pub(crate) fn meant(&self, field: &FieldOrigin) -> Option<&'static str> {
        let Dialect::Bib(dialect) = self.dialect else { return None };
        let all = self.details().meant.get_or_init(|| {
            let meant = |field: &FieldOrigin| match is_known_field(&field.name) {
                true => None,
                false => meant_field(&field.name, dialect),
            };
            Few::of(&self.origin.fields, meant)
        });
        all.get(self.number_of(field)?).copied()
    }
}
