//! Assigns an entry's fields to CSL's variables.
//!
//! [`EntryReader`] contains the facts about the current entry: its own and inherited fields, and
//! which of them have been assigned to a variable. The files beside this one each handle some of
//! CSL's variables; fields that are left go into `extra`.

mod address;
mod contributors;
mod deletion;
mod eprint;
mod foreign;
mod identifiers;
mod issued;
mod labels;
mod notes;
mod numbers;
mod once;
mod publication;
mod remarks;
mod remarks_in_fields;
mod repeated;
mod titles;
mod undecoded;
mod volume_and_issue;

pub(crate) use numbers::is_range;
pub(super) use once::Once;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::rules::{UNKNOWN_FIELD, UNKNOWN_TYPE};
use crate::diagnostic::{Diagnostic, Fix, Rule, Sink};
use crate::dialect::bib::Field;
use crate::dialect::bib::Kind;
use crate::dialect::bib::{is_address, is_verbatim_name, meant_field};
use crate::model::{
    Entry, EntryOrigin, Extra, FieldOrigin, Mark, NativeType, Text, TypeFamily, Variable, Variables,
};
use crate::read::bibtex::bibliography::Bibliography;
use crate::read::bibtex::entry::foreign::{in_its_case, is_foreign};
use crate::read::bibtex::inherited::Inheritance;
use crate::read::bibtex::strings::Value;
use crate::read::bibtex::tex::{Mode, Tex, german, verbatim};
use crate::read::interned::Names;
use crate::source::Span;

/// Reads entries, one after the other.
pub(super) struct EntryReader<'f, 't> {
    bib: &'f Bibliography<'t>,
    inheritance: &'f Inheritance,
    sink: Sink,
    tex: Tex<'f>,
    once: Once,
    /// What of the entry's TeX was reported already.
    reported: HashSet<(Field, String)>,
    /// The field that was meant by each unknown one, computed once for each name in a document.
    meant: HashMap<(usize, &'t str), Option<&'static str>>,
    /// The names of types, and of what fields are inherited under, each held once.
    names: Names,
    /// The names of fields, by their numbers, each held once.
    field_names: Vec<Option<Arc<str>>>,
    /// The number of the current entry.
    number: usize,
    kind: Kind,
    /// Whether the `langid` of the current entry is German.
    is_german: bool,
    entry: Entry,
    given: Vec<Given<'t>>,
    /// Field → its index in `given` plus 1, or 0 if the entry does not have it.
    slots: [u16; Field::COUNT],
}

/// A field of the current entry.
struct Given<'t> {
    /// Its number in the tree.
    field: usize,
    meaning: Option<Field>,
    /// Resolved once: several of those who bring variables home ask for it.
    value: Value<'t>,
    /// The entry from which it was inherited, if any.
    from: Option<usize>,
    /// Whether it was used, even if only because it is empty.
    used: bool,
    /// The span of each of its names, if it is a list of names.
    names: Vec<Span>,
    /// The words for "and others".
    others: Option<Span>,
    has_usual_names: bool,
    /// The variables to which it was assigned.
    variables: Variables,
}

impl<'t> Given<'t> {
    fn new(field: usize, meaning: Option<Field>, value: Value<'t>) -> Self {
        Given {
            field,
            meaning,
            value,
            from: None,
            used: false,
            names: Vec::new(),
            others: None,
            has_usual_names: false,
            variables: Variables::new(),
        }
    }

    /// Whether the value says something.
    fn says_something(&self) -> bool {
        !self.value.raw.trim().is_empty()
    }
}

impl<'f, 't> EntryReader<'f, 't> {
    pub(super) fn new(bib: &'f Bibliography<'t>, inheritance: &'f Inheritance) -> Self {
        EntryReader {
            bib,
            inheritance,
            sink: Sink::new(),
            tex: Tex::new(bib.definitions(0)),
            once: Once::default(),
            reported: HashSet::new(),
            meant: HashMap::new(),
            names: Names::default(),
            field_names: vec![None; bib.name_count()],
            number: 0,
            kind: Kind::Misc,
            is_german: false,
            entry: Entry::new("", Kind::Misc.csl()),
            given: Vec::new(),
            slots: [0; Field::COUNT],
        }
    }

    /// How much was found in the entries so far.
    pub(super) fn found(&self) -> usize {
        self.sink.pushed() + self.once.added()
    }

    /// What was found in the entries that were read, and the citations in their values.
    pub(super) fn into_found(self) -> (Sink, Once) {
        (self.sink, self.once)
    }

    /// Reads the entry with this number.
    pub(super) fn read(&mut self, number: usize) -> (Entry, EntryOrigin) {
        self.number = number;
        self.tex.set_definitions(self.bib.definitions(self.bib.document(number)));
        self.reported.clear();
        self.kind = self.bib.kind(number);
        self.entry.begin(self.bib.key(number), self.kind.csl());
        self.collect();
        self.is_german = self.has(Field::Langid) && self.has_german_langid();
        self.report_kind();
        self.titles();
        self.contributors();
        self.dates();
        self.numbers();
        self.publication();
        self.identifiers();
        self.notes();
        self.eprint();
        self.native_type();
        self.extras();
        let origin = self.origin();
        (self.entry.take(), origin)
    }

    /// Keeps the type as it is written, if CSL's type does not lead back to it.
    fn native_type(&mut self) {
        let word = self.bib.tree.slice(self.bib.entries[self.number].word);
        let known = Kind::from_name(word);
        let (usual, _) = Kind::of_csl(self.entry.kind);
        let native = (known != Some(usual)).then(|| {
            let word = self.names.get(known.map_or(word, |kind| kind.name()));
            NativeType::new(TypeFamily::Bib, word, self.entry.kind)
        });
        self.entry.set_native_type(native);
    }

    /// Collects its fields.
    fn collect(&mut self) {
        self.given.clear();
        self.slots = [0; Field::COUNT];
        let bib = self.bib;
        let fields = bib.fields(self.number);
        // The first field with a name, and its repetitions.
        let mut repeated: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for field in fields.clone() {
            let meaning = bib.meaning(field);
            let mut used = false;
            if let Some(meaning) = meaning {
                let slot = &mut self.slots[meaning as usize];
                if *slot == 0 {
                    *slot = u16::try_from(self.given.len() + 1).unwrap_or(0);
                } else {
                    let first = self.given[usize::from(*slot) - 1].field;
                    // An alias beside the proper name of the same field is not a repetition; the
                    // proper name takes precedence.
                    if bib.name(field).eq_ignore_ascii_case(meaning.name())
                        && !bib.name(first).eq_ignore_ascii_case(meaning.name())
                    {
                        *slot = u16::try_from(self.given.len() + 1).unwrap_or(0);
                    }
                    if bib.name(first).eq_ignore_ascii_case(bib.name(field)) {
                        used = bib.value(first).raw == bib.value(field).raw;
                        repeated.entry(first).or_default().push(field);
                    }
                }
            } else {
                let name = bib.name(field);
                let first =
                    fields.clone().take_while(|&earlier| earlier < field).find(|&earlier| {
                        bib.meaning(earlier).is_none()
                            && bib.name(earlier).eq_ignore_ascii_case(name)
                    });
                match first {
                    Some(first) => {
                        used = bib.value(first).raw == bib.value(field).raw;
                        repeated.entry(first).or_default().push(field);
                    }
                    None => self.report_field(field, name, fields.clone()),
                }
            }
            self.given.push(Given { used, ..Given::new(field, meaning, bib.value(field)) });
        }
        for (first, again) in repeated {
            self.report_repeated(first, &again);
        }
        for inherited in self.inheritance.get(&self.number).into_iter().flatten() {
            let slot = &mut self.slots[inherited.target as usize];
            *slot = u16::try_from(self.given.len() + 1).unwrap_or(0);
            let value = bib.value(inherited.field);
            let given = Given::new(inherited.field, Some(inherited.target), value);
            self.given.push(Given { from: Some(inherited.from), ..given });
        }
    }

    fn report_kind(&mut self) {
        let word = self.bib.entries[self.number].word;
        let name = self.bib.tree.slice(word);
        if Kind::from_name(name).is_some() {
            return;
        }
        let message = format!("`{name}` is not a BibTeX or BibLaTeX entry type");
        let mut problem = Diagnostic::new(&UNKNOWN_TYPE, self.bib.place(word), message)
            .key(self.bib.key(self.number));
        problem = match Kind::meant(name).map(Kind::name) {
            Some(meant) => {
                let location = self.bib.place(word);
                let fix = Fix::needs_review(format!("rename to `{meant}`"), location, meant);
                problem.help(format!("did you mean `{meant}`?")).fix(fix)
            }
            None => problem.help("styles print an entry of an unknown type as `misc`"),
        };
        self.sink.push(problem);
    }

    /// A name that looks misspelt.
    fn report_field(&mut self, field: usize, name: &'t str, mut all: impl Iterator<Item = usize>) {
        let document = self.bib.document(self.number);
        let dialect = || self.bib.dialect(self.number);
        let meant =
            *self.meant.entry((document, name)).or_insert_with(|| meant_field(name, dialect()));
        let Some(meant) = meant else { return };
        // A `link` may be the key of another entry or the name of a file.
        if meant == "url" && !is_address(&self.bib.value(field).raw) {
            return;
        }
        let span = self.bib.tree.all_fields()[field].name;
        let location = self.bib.place(span);
        let message = format!("`{name}` is not a BibTeX or BibLaTeX field");
        // The entry would have two of them, and lose one.
        let is_taken = all.any(|other| self.bib.name(other).eq_ignore_ascii_case(meant));
        let fix = Fix::needs_review(format!("rename to `{meant}`"), location, meant);
        let problem = Diagnostic::new(&UNKNOWN_FIELD, location, message)
            .help(match is_taken {
                true => format!("did you mean `{meant}`? The entry has one"),
                false => format!("did you mean `{meant}`?"),
            })
            .fix((!is_taken).then_some(fix))
            .key(self.bib.key(self.number))
            .field(name);
        self.sink.push(problem);
    }

    /// A finding at a location in this file.
    fn finding(&self, rule: &'static Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, self.bib.place(span), message)
    }

    /// Reports a finding in a field of the current entry.
    fn report(&mut self, field: Field, problem: Diagnostic) {
        let problem = self.of_field(field, problem);
        self.sink.push(problem);
    }

    /// A finding with the current entry and one of its fields.
    fn of_field(&self, field: Field, problem: Diagnostic) -> Diagnostic {
        let name = self.slot(field).map_or(field.name(), |at| self.bib.name(self.given[at].field));
        problem.key(self.bib.key(self.number)).field(name)
    }

    /// The index of a field in `given`.
    fn slot(&self, field: Field) -> Option<usize> {
        usize::from(self.slots[field as usize]).checked_sub(1)
    }

    /// True if a field has a value.
    fn has(&self, field: Field) -> bool {
        self.slot(field).is_some_and(|at| self.given[at].says_something())
    }

    /// The raw value of a field, if it has one.
    fn raw(&self, field: Field) -> Option<Value<'t>> {
        let given = &self.given[self.slot(field)?];
        given.says_something().then(|| given.value.clone())
    }

    /// A field's characters, without markup.
    fn plain(&mut self, field: Field) -> Option<String> {
        self.decode(field, Mode::Plain).map(Text::into_string)
    }

    /// The text of a field; `None` if there is none, or it is empty.
    fn decode(&mut self, field: Field, mode: Mode) -> Option<Text> {
        let at = self.slot(field)?;
        let raw = &self.given[at].value.raw;
        let text = match self.is_german {
            true => self.tex.text(&german(raw), mode),
            false => self.tex.text(raw, mode),
        };
        if text.is_empty() {
            self.given[at].used = true;
            return None;
        }
        if !self.tex.undecoded.is_empty() {
            let value = self.given[at].value.clone();
            self.report_undecoded(&value, field);
        }
        let has_language = || self.has(Field::Langid) || self.has(Field::Language);
        if mode == Mode::Title && !has_language() && is_foreign(text.as_str()) {
            return Some(in_its_case(text));
        }
        Some(text)
    }

    /// Records that fields were assigned to a variable.
    fn note(&mut self, fields: &[Field], variable: Variable) {
        for &field in fields {
            if let Some(at) = self.slot(field) {
                self.given[at].used = true;
                self.given[at].variables.push(variable);
            }
        }
    }

    /// Records that a variable was derived from a field that says more: the field is kept in
    /// `extra` too.
    fn derive(&mut self, field: Field, variable: Variable) {
        if let Some(at) = self.slot(field) {
            self.given[at].variables.push(variable);
        }
    }

    /// Removes a variable again, so that fields which were assigned only to it go into `extra`.
    fn take_back(&mut self, variable: Variable) {
        self.entry.remove(variable);
        for given in self.given.iter_mut().filter(|given| given.variables.contains(&variable)) {
            given.variables.remove(variable);
            given.used &= !given.variables.is_empty();
        }
    }

    /// Whether a field was used.
    fn is_used(&self, field: Field) -> bool {
        self.slot(field).is_some_and(|at| self.given[at].used)
    }

    /// Records that a field was used, although no variable contains it.
    fn used(&mut self, field: Field) {
        if let Some(at) = self.slot(field) {
            self.given[at].used = true;
        }
    }

    /// Assigns a field's text to a variable; returns whether there was one.
    fn set(&mut self, field: Field, variable: Variable, mode: Mode) -> bool {
        let Some(text) = self.decode(field, mode) else { return false };
        self.entry.set_text(variable, text);
        self.note(&[field], variable);
        true
    }

    /// Assigns a field's text to a variable verbatim.
    fn set_verbatim(&mut self, field: Field, variable: Variable) -> bool {
        let Some(value) = self.raw(field) else { return false };
        self.entry.set_text(variable, verbatim(&value.raw).into_owned());
        self.note(&[field], variable);
        true
    }

    /// Joins several fields in one variable, each with a separator before it.
    fn set_joined(&mut self, fields: &[(&str, Field)], variable: Variable, mode: Mode) -> bool {
        let mut whole: Option<Text> = None;
        for &(divider, field) in fields {
            let Some(text) = self.decode(field, mode) else { continue };
            whole = Some(match whole {
                None => text,
                Some(before) => join(before, divider, &text),
            });
            self.note(&[field], variable);
        }
        let Some(whole) = whole else { return false };
        self.entry.set_text(variable, whole);
        true
    }

    /// Collects the fields that were not assigned to a variable.
    fn extras(&mut self) {
        for at in 0..self.given.len() {
            let Given { field, meaning, used, .. } = self.given[at];
            let has_variable = used || self.given[at].from.is_some();
            let bare = meaning.is_none_or(|meaning| is_verbatim(meaning) || is_link(meaning));
            if has_variable {
                continue;
            }
            let raw = &self.given[at].value.raw;
            let is_as_written = || is_verbatim_name(self.bib.name(field));
            let value: Cow<'_, str> = match meaning {
                _ if bare && meaning.is_none() && raw.contains('\\') && !is_as_written() => {
                    let text = self.tex.plain(raw);
                    self.tex.undecoded.clear();
                    Cow::Owned(text)
                }
                _ if bare => Cow::Borrowed(raw),
                _ => Cow::Owned(self.tex.plain(raw)),
            };
            let value = squeeze(&value);
            if !value.is_empty() {
                let name = self.bib.name(field).to_owned();
                self.entry.extra.push(Extra { name, value });
            }
        }
        self.tex.undecoded.clear();
    }

    fn origin(&mut self) -> EntryOrigin {
        let bib = self.bib;
        let block = &bib.entries[self.number];
        let (names, field_names) = (&mut self.names, &mut self.field_names);
        let fields = self.given.drain(..).map(|given| {
            let field = &bib.tree.all_fields()[given.field];
            let name = match (given.from, given.meaning) {
                (Some(_), Some(meaning)) => names.get(meaning.name()),
                _ => {
                    let name = &mut field_names[bib.name_number(given.field)];
                    let new = || bib.name(given.field).into();
                    Arc::clone(name.get_or_insert_with(new))
                }
            };
            let whole = deletion::with_comma(bib.tree, given.field);
            let whole = whole.unwrap_or(Span { end: field.name.start, ..field.name });
            let part = bib.part_at(field.name);
            let spans = [field.name, value_span(bib, given.field), whole].map(|it| part.span(it));
            let mut origin = FieldOrigin::new(name, part.source, spans);
            origin.set_variables(&given.variables);
            origin.has_usual_names = given.has_usual_names;
            bib.set_form(given.field, &mut origin);
            origin.add_names(given.names.into_iter().map(|name| part.span(name)));
            origin.set_others(given.others.map(|others| part.span(others)));
            if let Some(from) = given.from {
                origin.set_inherited_from(names.get(bib.key(from)));
            }
            origin
        });
        EntryOrigin {
            location: bib.place(block.span),
            key: bib.place(block.key),
            kind: bib.place(block.word),
            fields: fields.collect(),
            source_kind: names.get(bib.tree.slice(block.word)),
        }
    }
}

/// The span of a value without its delimiters, or with them if it has several pieces.
fn value_span(bib: &Bibliography<'_>, field: usize) -> Span {
    let field = &bib.tree.all_fields()[field];
    match &*bib.tree.pieces(field) {
        [piece] => piece.inner,
        _ => field.value,
    }
}

/// Fields that are verbatim, for programs.
fn is_verbatim(field: Field) -> bool {
    matches!(field, Field::Doi | Field::Url | Field::Eprint | Field::Options | Field::Langidopts)
}

fn is_link(field: Field) -> bool {
    matches!(
        field,
        Field::Crossref
            | Field::Xref
            | Field::Xdata
            | Field::Related
            | Field::Entryset
            | Field::Ids
    )
}

/// One space for each run of white space.
fn squeeze(text: &str) -> String {
    let single = !text.contains("  ") && !text.contains(['\n', '\r', '\t']);
    if single {
        return text.trim_ascii().to_owned();
    }
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Joins two texts; if the first ends a sentence, they are separated by a space.
fn join(before: Text, divider: &str, after: &Text) -> Text {
    let ends = before.as_str().ends_with(['.', '?', '!', ':', '…']);
    let divider = if ends && matches!(divider, ": " | ". ") { " " } else { divider };
    let mut content =
        String::with_capacity(before.as_str().len() + divider.len() + after.as_str().len());
    content.push_str(before.as_str());
    content.push_str(divider);
    let base = content.len() as u32;
    content.push_str(after.as_str());
    let moved = after.marks().iter().map(|mark| Mark {
        start: mark.start + base,
        end: mark.end + base,
        ..*mark
    });
    let marks: Vec<Mark> = before.marks().iter().copied().chain(moved).collect();
    if marks.is_empty() { Text::plain(content) } else { Text::with_marks(content, marks) }
}
