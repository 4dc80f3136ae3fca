//! A value with a part that belongs in another field: findings about it, and the edits that move it.

use std::ops::Range;

use crate::check::context::Context;
use crate::check::subject::{Subject, Written};
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::model::{FieldOrigin, Variable};
use crate::read::Format;
use crate::source::{Location, Span};

/// The value that is checked.
pub(super) struct Value<'c, 'a> {
    pub(super) cx: &'c Context<'c>,
    pub(super) entry: &'c Subject<'a>,
    pub(super) field: &'c FieldOrigin,
    pub(super) written: Written<'a>,
}

impl Value<'_, '_> {
    /// A finding about a part of the value that belongs in another field, with a fix that cuts it out
    /// and moves it there.
    pub(super) fn holds_part(
        &self,
        part: Range<usize>,
        cut: Range<usize>,
        what: &str,
        to: &str,
    ) -> Diagnostic {
        let shown = &self.written.text[part.clone()];
        let edits = moved(self.entry, self.field, self.written.editable(cut), shown, to);
        let fix = edits
            .and_then(|edits| Fix::of(Safety::Unsafe, format!("move `{shown}` to `{to}`"), edits));
        let finding = self.holds(self.written.place(part), what, shown);
        finding.help(format!("write it in `{to}`")).fix(fix)
    }

    /// The fix that makes the whole field another one, with this content in `place`.
    pub(super) fn renamed(&self, to: &str, place: Location, content: &str) -> Option<Fix> {
        let edits = [Edit::new(self.field.name_location(), to), Edit::new(place, content)];
        Fix::of(Safety::Unsafe, format!("rename to `{to}`"), edits)
    }

    /// What the entry's dialect calls the field of a variable.
    pub(super) fn name_of(&self, variable: Variable) -> &'static str {
        self.entry.dialect.field_of(variable).unwrap_or_else(|| variable.name())
    }

    /// A finding about content that belongs in another field.
    pub(super) fn holds(&self, place: Location, what: &str, shown: &str) -> Diagnostic {
        let message = format!("`{}` holds {what}: `{shown}`", self.field.name);
        self.cx.of_field(self.entry, self.field, place, message)
    }
}

/// The edits that take a part out of a BibTeX field and write it into one after it, where the
/// entry has none.
pub(super) fn moved(
    entry: &Subject<'_>,
    field: &FieldOrigin,
    cut: Option<Location>,
    words: &str,
    to: &str,
) -> Option<Vec<Edit>> {
    let has_it = entry.own_fields().any(|field| {
        let is_place =
            |name: &str| ["address", "location"].iter().any(|it| it.eq_ignore_ascii_case(name));
        field.name.eq_ignore_ascii_case(to) || is_place(to) && is_place(&field.name)
    });
    if entry.format != Format::Bibtex || has_it {
        return None;
    }
    let cut = cut?;
    let source = entry.sources.get(cut.source)?;
    // If a field begins a line, so does the new one.
    let before = match entry.indent_of(field) {
        Some(indent) => format!("\n{indent}"),
        None => " ".to_owned(),
    };
    let end = field.value_location().span.end as usize + 1;
    source.text.get(..end)?.ends_with(['}', '"']).then_some(())?;
    let insert = Edit {
        location: Span::new(end, end).in_source(cut.source),
        replacement: format!(",{before}{to} = {{{words}}}"),
    };
    Some(vec![Edit { location: cut, replacement: String::new() }, insert])
}
