#![doc = include_str!("unformatted.md")]

use crate::check::context::Context;
use crate::check::options::{List, Number, Setting};
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{File, Subject};
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::model::{FieldOrigin, Form};
use crate::read::Format;
use crate::source::{SourceId, Span};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "unformatted",
        code: "CON002",
        family: Family::Consistency,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::Safe,
        page: include_str!("unformatted.md"),
    },
    looks_at: &[LooksAt::Library(check)],
    options: &[&INDENT.option, &ORDER.option],
};

static INDENT: Setting<Number> =
    Setting::number("indent", "The number of spaces before a BibTeX field.", 2);
static ORDER: Setting<List> =
    Setting::list("order", "The order of these fields; other fields may come anywhere.", &[]);

fn check(cx: &Context<'_>, file: &File<'_>) {
    let order = cx.get(&ORDER);
    for entry in &file.entries {
        out_of_order(cx, entry, &order);
    }
    let indent = usize::try_from(cx.get(&INDENT).clamp(0, 40)).unwrap_or_default();
    let bib = file.entries.iter().filter(|entry| entry.format == Format::Bibtex);
    let laid_out = bib.filter_map(|entry| Some((entry, layout(entry, indent)?)));
    let differing: Vec<_> = laid_out.filter(|(_, edits)| !edits.is_empty()).collect();
    // If a whole file does this, it is one finding.
    let Some((first, _)) = differing.first() else { return };
    let more = match differing.len() {
        1 => String::new(),
        2 => ", nor is 1 more entry".to_owned(),
        count => format!(", nor are {} more entries", count - 1),
    };
    let message = format!("{} is not laid out with a field on each line{more}", first.described());
    let finding = cx
        .of_entry(first, first.origin.kind, message)
        .help("`ibid check --fix` with this rule lays the entries out; no value changes");
    let edits = differing.into_iter().flat_map(|(_, edits)| edits);
    cx.report(finding.fix(Fix::of(Safety::Safe, "lay the entries out", edits)));
}

/// The first field that comes before one that it should follow.
fn out_of_order(cx: &Context<'_>, entry: &Subject<'_>, order: &[&str]) {
    let rank =
        |field: &FieldOrigin| order.iter().position(|name| name.eq_ignore_ascii_case(&field.name));
    let mut before: Option<(usize, &FieldOrigin)> = None;
    for field in entry.written_fields().filter(|field| entry.is_here(field)) {
        let Some(rank) = rank(field) else { continue };
        if let Some((_, other)) = before.filter(|(other, _)| rank < *other) {
            let message = format!("`{}` comes after `{}`", field.name, other.name);
            let finding = cx
                .of_field(entry, field, field.name_location(), message)
                .also(other.name_location(), "it should come before this");
            cx.report(finding.help(format!("the order is `{}`", order.join("`, `"))));
            return;
        }
        before = Some((rank, field));
    }
}

/// The edits that lay out an entry; `None` if it contains anything else than fields, such as a
/// comment, or if its end is uncertain.
fn layout(entry: &Subject<'_>, indent: usize) -> Option<Vec<Edit>> {
    let id = entry.origin.key.source;
    let text = &*entry.sources.get(id)?.text;
    let mut layout = Layout { text, id, edits: Vec::new() };
    let (kind, key, whole) = (entry.origin.kind, entry.origin.key, entry.origin.location);
    layout.small(kind.span)?;
    layout.between(kind.span.end, key.span.start, "{", "{")?;
    let mut end = key.span.end;
    let line = format!(",\n{}", " ".repeat(indent));
    let mut is_empty = true;
    for field in entry.written_fields() {
        let (start, value_end) = value_with_delimiters(entry, field)?;
        layout.between(end, field.name_location().span.start, ",", &line)?;
        layout.small(field.name_location().span)?;
        layout.between(field.name_location().span.end, start, "=", " = ")?;
        (end, is_empty) = (value_end, false);
    }
    let close = whole.span.end.checked_sub(1).filter(|_| !is_empty)?;
    text.get(close as usize..)?.starts_with('}').then_some(())?;
    layout.between(end, close, ",", ",\n").or_else(|| layout.between(end, close, "", ",\n"))?;
    Some(layout.edits)
}

/// The span of a value with its delimiters.
fn value_with_delimiters(entry: &Subject<'_>, field: &FieldOrigin) -> Option<(u32, u32)> {
    let span = field.value_location().span;
    let is_same = field.value_location().source == entry.origin.key.source && !span.is_empty();
    match field.form {
        Form::Braced | Form::Quoted => Some((span.start.checked_sub(1)?, span.end + 1)),
        Form::Bare | Form::Joined => is_same.then_some((span.start, span.end)),
        _ => None,
    }
}

struct Layout<'t> {
    text: &'t str,
    id: SourceId,
    edits: Vec<Edit>,
}

impl Layout<'_> {
    fn slice(&self, span: Span) -> Option<&str> {
        self.text.get(span.range())
    }

    /// Changes a word to lower case.
    fn small(&mut self, span: Span) -> Option<()> {
        let word = self.slice(span)?;
        let small = word.to_lowercase();
        self.put(span, &small)
    }

    /// Normalizes the text between two positions if it consists of `mark` and white space.
    fn between(&mut self, start: u32, end: u32, mark: &str, wanted: &str) -> Option<()> {
        let span = (start <= end).then_some(Span { start, end })?;
        (self.slice(span)?.trim() == mark).then_some(())?;
        self.put(span, wanted)
    }

    fn put(&mut self, span: Span, wanted: &str) -> Option<()> {
        if self.slice(span)?.replace("\r\n", "\n") != wanted {
            self.edits.push(Edit::new(span.in_source(self.id), wanted));
        }
        Some(())
    }
}
