//! Fields in the note: `original-date: 1920` on a line of its own, or `{:original-date: 1920}`
//! within a line. Programs that have no field for a variable keep it there.
//!
//! A field is no longer part of the note, whatever its name is, as in citeproc-js; where CSL has no
//! variable of that name it is kept in [`Entry::extra`]. So is an address on a line of its own
//! (`http://example.org`), whose scheme reads as a name.
//!
//! *Source*: what citeproc-js reads out of `note`; Zotero's field "Extra".

use std::borrow::Cow;

use crate::model::{
    Entry, EntryType, Extra, Name, Person, Text, Value, Variable, VariableKind, mark_others,
};
use crate::read::csl::{date, name};
use crate::read::identifier::{self, Identifiers, is_verbatim};

/// Moves the fields in an entry's note to where they belong.
pub(super) fn take_fields(entry: &mut Entry, identifiers: Identifiers) {
    let Some(note) = entry.text(Variable::Note) else { return };
    if !note.as_str().contains(':') {
        return;
    }
    // With its tags: `<b>also</b>: words` is no field.
    let note = note.to_csl_markup();
    let mut fields = Fields::default();
    let mut rest = String::with_capacity(note.len());
    let mut lines = note.lines();
    let mut is_first = true;
    while let Some(line) = lines.next() {
        let goes_on = fields.take_line(entry, line, is_first, &mut rest);
        if !goes_on {
            // The first line may be a note; lines after another one are all part of the note.
            lines.by_ref().for_each(|line| push_line(&mut rest, line));
        }
        is_first = false;
    }
    if fields.is_empty() {
        return;
    }
    let rest = rest.trim();
    if rest.is_empty() {
        entry.remove(Variable::Note);
    } else {
        entry.set_text(Variable::Note, Text::from_csl_markup(rest));
    }
    fields.set_all(entry, identifiers);
}

/// An entry of another format, whose note is changed so that no line of it is read as a field: a
/// line that would be one has a space before it.
///
/// A note in which reading CSL left such lines, since the entry has their variables already, is as it
/// was.
pub(crate) fn protected(entry: &Entry) -> Cow<'_, Entry> {
    let Some(note) = entry.text(Variable::Note).filter(|note| note.as_str().contains(':')) else {
        return Cow::Borrowed(entry);
    };
    let mut read = entry.clone();
    take_fields(&mut read, Identifiers::AsWritten);
    if read == *entry {
        return Cow::Borrowed(entry);
    }
    let spaced = |(line, markup): (&str, &str)| match field_of(line) {
        Some(_) => format!(" {markup}"),
        None => markup.replace("{:", "{ :"),
    };
    let markup = note.to_csl_markup();
    let lines: Vec<String> = note.as_str().lines().zip(markup.lines()).map(spaced).collect();
    let mut safe = entry.clone();
    safe.set_text(Variable::Note, Text::from_csl_markup(&lines.join("\n")));
    Cow::Owned(safe)
}

/// What a note says in fields, in the order in which it does.
#[derive(Default)]
struct Fields {
    kind: Option<String>,
    variables: Vec<(Variable, String)>,
    others: Vec<Extra>,
}

impl Fields {
    fn is_empty(&self) -> bool {
        self.kind.is_none() && self.variables.is_empty() && self.others.is_empty()
    }

    /// Takes the fields of a line and appends what is left of it; `false` where the line ends the
    /// head of the note, so that those after it are read no more.
    fn take_line(&mut self, entry: &Entry, line: &str, is_first: bool, rest: &mut String) -> bool {
        if let Some((name, value)) = field_of(line) {
            let is_taken = self.take(entry, name, value);
            push_line(rest, if is_taken { "" } else { line });
            return true;
        }
        let mut line = line;
        let mut may_be_note = is_first;
        while let Some((before, field, after)) = braced_field(line) {
            if !before.trim().is_empty() && !std::mem::take(&mut may_be_note) {
                break;
            }
            may_be_note = false;
            // A field within a line divides it.
            push_line(rest, before);
            let is_taken =
                field_of(field).is_some_and(|(name, value)| self.take(entry, name, value));
            push_line(rest, if is_taken { "" } else { field });
            line = after;
        }
        push_line(rest, line);
        may_be_note || line.trim().is_empty()
    }

    /// Takes a field, unless the entry or an earlier line of the note says the same thing: such a
    /// line is nothing but a note.
    fn take(&mut self, entry: &Entry, name: &str, value: &str) -> bool {
        let value = value.trim();
        if name.eq_ignore_ascii_case("type") {
            self.kind = Some(value.to_owned());
            return true;
        }
        let Some(variable) = variable_of(name) else {
            let is_known = matches!(name, "id" | "note")
                || entry.extra(name).is_some()
                || self.others.iter().any(|other| other.name == name);
            if !is_known {
                self.others.push(Extra { name: name.to_owned(), value: value.to_owned() });
            }
            return !is_known;
        };
        let is_again = self.variables.iter().any(|(known, _)| *known == variable);
        let is_known = match variable.kind() {
            VariableKind::Date => false,
            VariableKind::Name => holds(entry, variable),
            VariableKind::Standard | VariableKind::Number => is_again || holds(entry, variable),
        };
        if !is_known {
            self.variables.push((variable, value.to_owned()));
        }
        !is_known
    }

    /// Names add up; a date replaces the entry's own, other values do not.
    fn set_all(self, entry: &mut Entry, identifiers: Identifiers) {
        if let Some(kind) = self.kind {
            entry.kind = EntryType::from_name(&kind).unwrap_or(EntryType::Unknown);
            if entry.kind == EntryType::Unknown {
                entry.extra.push(Extra { name: "type".to_owned(), value: kind });
            }
        }
        entry.extra.extend(self.others);
        let mut names: Vec<(Variable, Vec<Name>)> = Vec::new();
        for (variable, value) in self.variables {
            match variable.kind() {
                VariableKind::Name => {
                    let name = name_of(&without_tags(&value));
                    match names.iter_mut().find(|(known, _)| *known == variable) {
                        Some((_, list)) => list.push(name),
                        None => names.push((variable, vec![name])),
                    }
                }
                VariableKind::Date => {
                    entry.set_date(variable, date::parse(&without_tags(&value)));
                }
                VariableKind::Number => {
                    entry.set_text(variable, Text::plain(without_tags(&value)));
                }
                VariableKind::Standard
                    if identifiers == Identifiers::Cleaned && is_verbatim(variable) =>
                {
                    identifier::set(entry, variable, &without_tags(&value));
                }
                VariableKind::Standard => {
                    entry.set_text(variable, Text::from_csl_markup(&value));
                }
            }
        }
        for (variable, mut list) in names {
            mark_others(&mut list);
            entry.set_names(variable, list);
        }
    }
}

fn without_tags(value: &str) -> String {
    Text::from_csl_markup(value).as_str().to_owned()
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// The name and the value of a line that is a field.
///
/// *Shape*: `call-number: 7`, `DOI:10.1/2`, `foo: bar`; not `Foo: bar`, `foo : bar`, `foo:`. Names of
/// variables are also known as people write them: `Original Date: 1920`.
fn field_of(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let is_field = !value.is_empty() && (is_field_name(name) || variable_of(name).is_some());
    is_field.then_some((name, value))
}

fn is_field_name(name: &str) -> bool {
    let small = |byte: u8| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_');
    !name.is_empty()
        && (name.bytes().all(small) || name.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// The first `{:field: value}` of a line, without its braces and the colon, and what surrounds it.
fn braced_field(line: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(start) = line[from..].find("{:").map(|at| from + at) {
        let inside = start + 2;
        let end = inside + line[inside..].find('}')?;
        if field_of(&line[inside..end]).is_some() {
            return Some((&line[..start], line[inside..end].trim(), &line[end + 1..]));
        }
        from = inside;
    }
    None
}

/// The variable of a name as people write it: `Original Date`, `original-date`, `DOI`.
fn variable_of(field: &str) -> Option<Variable> {
    let known = Variable::from_name(field).or_else(|| {
        let small = field.to_lowercase().replace(' ', "-");
        Variable::from_name(&small).or_else(|| Variable::from_name(&small.to_uppercase()))
    });
    known.filter(|variable| *variable != Variable::Note)
}

fn name_of(value: &str) -> Name {
    match value.split_once("||") {
        Some((family, given)) => Name::Person(name::person_of(Person {
            family: family.trim().into(),
            given: given.trim().into(),
            ..Person::default()
        })),
        None => Name::literal(value),
    }
}

/// Whether an entry has a value that a note must not replace.
fn holds(entry: &Entry, variable: Variable) -> bool {
    !matches!(entry.get(variable), None | Some(Value::Date(_)))
}
