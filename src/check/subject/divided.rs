//! People in a list that are separated by something other than ` and `.

use crate::check::subject::entry::Subject;
use crate::check::subject::facts::Few;
use crate::model::{FieldOrigin, VariableKind};
use crate::read::Format;
use crate::read::bibtex::{DividedPeople, divided_people};

impl Subject<'_> {
    /// The people in a list that are separated by something other than ` and `. The list then
    /// contains no single name, whatever it looks like.
    pub(crate) fn divided(&self, field: &FieldOrigin) -> Option<&DividedPeople> {
        let all = self.details().divided.get_or_init(|| {
            let divided = |field: &FieldOrigin| {
                let holds_names =
                    field.variables().iter().any(|it| it.kind() == VariableKind::Name);
                let is_list = self.format == Format::Bibtex
                    && !field.has_usual_names
                    && self.is_literal(field);
                (holds_names && is_list).then(|| divided_people(self.spelled(field))).flatten()
            };
            Few::of(&self.origin.fields, divided)
        });
        all.get(self.number_of(field)?)
    }
}
