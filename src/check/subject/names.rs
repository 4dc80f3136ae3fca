//! The people and organizations in an entry's own fields.

use std::borrow::Cow;

use crate::check::subject::entry::Subject;
use crate::check::subject::facts::OwnName;
use crate::model::{FieldOrigin, Name, Value, Variable};
use crate::read::{Format, bibtex, hayagriva};
use crate::source::Location;

/// A name with its field and its place.
pub(crate) type PlacedName<'a> = (&'a Name, &'a FieldOrigin, Location);

impl<'a> Subject<'a> {
    /// The names in the entry's own lists, each with its field and location.
    pub(crate) fn own_names(&self) -> impl Iterator<Item = PlacedName<'a>> + use<'a, '_> {
        let names = self.facts.names.get_or_init(|| find(self));
        names.iter().filter_map(|own| {
            let (_, Value::Names(list)) = self.entry.slots().get(own.list as usize)? else {
                return None;
            };
            let name = list.get(own.at as usize)?;
            Some((name, self.origin.fields.get(own.field as usize)?, own.place))
        })
    }

    /// The same, without the names of lists in which nothing but names of persons can be.
    pub(crate) fn unusual_names(&self) -> impl Iterator<Item = PlacedName<'a>> + use<'a, '_> {
        self.own_names().filter(|(_, field, _)| !field.has_usual_names)
    }
}

impl Subject<'_> {
    /// A name of [`Subject::own_names`] as its format reads it, which ibid reads as what it means.
    pub(crate) fn as_written<'n>(&self, name: &'n Name, place: Location) -> Cow<'n, Name> {
        let text = self.sources.slice(place);
        let written = match self.format {
            Format::Bibtex => bibtex::name_as_written(text),
            Format::Hayagriva => hayagriva::name_as_written(text),
            _ => None,
        };
        written.map_or(Cow::Borrowed(name), Cow::Owned)
    }
}

/// The names of a list in which each has a field of its own, as in RIS.
fn one_by_one(
    entry: &Subject<'_>,
    (list, variable): (u32, Variable),
    count: usize,
) -> Option<Vec<OwnName>> {
    if !entry.format.is_tagged() || entry.own_fields_of(variable).count() != count {
        return None;
    }
    let fields = (0..).zip(entry.own_fields_of(variable));
    fields
        .map(|(at, field)| {
            let field_number = entry.number_of(field)? as u32;
            Some(OwnName { list, at, field: field_number, place: field.value_location() })
        })
        .collect()
}

fn find(entry: &Subject<'_>) -> Box<[OwnName]> {
    let mut found = Vec::new();
    for (list, (variable, value)) in (0..).zip(entry.entry.slots()) {
        let (variable, Value::Names(names)) = (*variable, value) else { continue };
        if let Some(single) = one_by_one(entry, (list, variable), names.len()) {
            found.extend(single);
            continue;
        }
        let mut fields = entry.own_fields_of(variable);
        let Some(field) = fields.next() else { continue };
        let Some(number) = entry.number_of(field) else { continue };
        // If a list is merged from several fields, the location of a name is unknown.
        let is_known = field.names().len() == names.len() && fields.next().is_none();
        let mut places = field.names();
        for at in 0..names.len() {
            let own = places.next().filter(|_| is_known);
            let place = own.unwrap_or(field.value_location());
            found.push(OwnName { list, at: at as u32, field: number as u32, place });
        }
    }
    found.into()
}
