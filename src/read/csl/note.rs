//! Variables in the note: `original-date: 1920` on a line of its own, or `{:original-date: 1920}`
//! anywhere. Programs store variables there for which they have no field.
//!
//! *Source*: what citeproc-js reads from `note`; Zotero's field "Extra".

use crate::model::{
    Entry, EntryType, Name, Person, Text, Value, Variable, VariableKind, mark_others,
};
use crate::read::csl::{date, name};
use crate::read::identifier::{self, Identifiers, is_verbatim};

/// Moves variables from an entry's note to their own fields.
pub(super) fn take_variables(entry: &mut Entry, identifiers: Identifiers) {
    let Some(note) = entry.str(Variable::Note) else { return };
    if !note.contains(':') {
        return;
    }
    let note = note.to_owned();
    let mut taken: Vec<(Variable, String)> = Vec::new();
    let mut kind = None;
    let mut take = |field: &str, value: &str| {
        let field = field.trim();
        let value = value.trim();
        if field.eq_ignore_ascii_case("type") {
            kind = EntryType::from_name(value).or(kind);
            return EntryType::from_name(value).is_some();
        }
        let Some(variable) = variable_of(field) else { return false };
        if variable.kind() != VariableKind::Date && holds(entry, variable) {
            // The entry's own value takes precedence, so this remains a part of the note.
            return false;
        }
        taken.push((variable, value.to_owned()));
        true
    };
    let braced = without_braced(&note, &mut take);
    let mut rest: Vec<&str> = Vec::new();
    let mut head = true;
    for (index, line) in braced.lines().enumerate() {
        let field = head.then(|| line.split_once(':')).flatten();
        if field.is_some_and(|(field, value)| take(field, value)) {
            continue;
        }
        // The first line may be a note; after another line, everything is part of the note.
        head &= index == 0;
        rest.push(line);
    }
    if taken.is_empty() && kind.is_none() {
        return;
    }
    let rest = rest.join("\n");
    if rest.trim().is_empty() {
        entry.remove(Variable::Note);
    } else {
        entry.set_text(Variable::Note, Text::from_csl_markup(rest.trim()));
    }
    if let Some(kind) = kind {
        entry.kind = kind;
    }
    set_all(entry, taken, identifiers);
}

/// The variable for a name as people write it: `Original Date`, `original-date`, `DOI`.
fn variable_of(field: &str) -> Option<Variable> {
    let known = Variable::from_name(field).or_else(|| {
        let small = field.to_lowercase().replace(' ', "-");
        Variable::from_name(&small).or_else(|| Variable::from_name(&small.to_uppercase()))
    });
    known.filter(|variable| *variable != Variable::Note)
}

/// The note without its `{:field: value}` parts, each of which is passed to `take`.
fn without_braced(note: &str, take: &mut impl FnMut(&str, &str) -> bool) -> String {
    let mut out = String::with_capacity(note.len());
    let mut rest = note;
    while let Some(start) = rest.find("{:") {
        let Some(length) = rest[start..].find('}') else { break };
        let inside = &rest[start + 2..start + length];
        let taken = inside.split_once(':').is_some_and(|(field, value)| take(field, value));
        out.push_str(&rest[..if taken { start } else { start + length + 1 }]);
        rest = &rest[start + length + 1..];
    }
    out.push_str(rest);
    out
}

/// Names are added, and a date replaces the entry's own; other values do not.
fn set_all(entry: &mut Entry, taken: Vec<(Variable, String)>, identifiers: Identifiers) {
    let mut names: Vec<(Variable, Vec<Name>)> = Vec::new();
    for (variable, value) in taken {
        match variable.kind() {
            VariableKind::Name => {
                let name = name_of(&value);
                match names.iter_mut().find(|(known, _)| *known == variable) {
                    Some((_, list)) => list.push(name),
                    None => names.push((variable, vec![name])),
                }
            }
            VariableKind::Date => {
                entry.set_date(variable, date::parse(&value));
            }
            VariableKind::Number if !holds(entry, variable) => {
                entry.set_text(variable, Text::plain(value));
            }
            VariableKind::Standard if !holds(entry, variable) => {
                if identifiers == Identifiers::Cleaned && is_verbatim(variable) {
                    identifier::set(entry, variable, &value);
                    continue;
                }
                entry.set_text(variable, Text::from_csl_markup(&value));
            }
            _ => {}
        }
    }
    for (variable, mut list) in names {
        mark_others(&mut list);
        if !holds(entry, variable) {
            entry.set_names(variable, list);
        }
    }
}

fn name_of(value: &str) -> Name {
    match value.split_once("||") {
        Some((family, given)) => Name::Person(name::person_of(Person {
            family: family.trim().to_owned(),
            given: given.trim().to_owned(),
            ..Person::default()
        })),
        None => Name::literal(value),
    }
}

/// True if an entry has a value that a note must not replace.
fn holds(entry: &Entry, variable: Variable) -> bool {
    !matches!(entry.get(variable), None | Some(Value::Date(_)))
}
