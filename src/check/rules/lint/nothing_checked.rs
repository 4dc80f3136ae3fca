#![doc = include_str!("nothing_checked.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, File};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity, Sink};
use crate::document::Document;
use crate::read::{ForeignFormat, Format, Reading};
use crate::source::{Source, Span};
use crate::syntax::bibtex::{BlockKind, parse};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "nothing-checked",
        code: "LNT003",
        family: Family::Lint,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("nothing_checked.md"),
    },
    looks_at: &[LooksAt::Library(check), LooksAt::Document(check_document)],
    options: &[],
};

fn check(cx: &Context<'_>, file: &File<'_>) {
    let reading = file.reading;
    let Some(source) = file.source else { return };
    if !file.entries.is_empty() || !file.records.is_empty() || has_macros(reading, source) {
        return;
    }
    let message =
        format!("no entries found in `{}` (read as {})", source.name, reading.format.name());
    let help = if let Some(format) = ForeignFormat::from_text(&source.text) {
        format!("the file {}", format.appearance())
    } else if let Some(other) = other_format(reading, source) {
        let other = other.name();
        format!(
            "the file looks like {other}: give it the extension of that format, or use \
             `--input-format`"
        )
    } else if source.text.contains('\0') {
        "the file is not text in UTF-8, or in UTF-16 with a byte order mark".to_owned()
    } else {
        "nothing in it was checked: is this the file you meant, and its format?".to_owned()
    };
    let start = Span::at(0).in_source(reading.source);
    cx.report(cx.finding(start, message).help(help));
}

/// The format of a file whose name says another one.
fn other_format(reading: &Reading, source: &Source) -> Option<Format> {
    Format::detect("", &source.text).filter(|format| *format != reading.format)
}

/// Reports a document that cites nothing and names no bibliography.
fn check_document(cx: &Context<'_>, cited: &Cited<'_>) {
    let manuscript = cited.manuscript;
    let names_one = |part: &Document| !part.bibliographies.is_empty() || !part.embedded.is_empty();
    let is_empty = manuscript.cites() == 0
        && !manuscript.lists_all()
        && manuscript.parts.iter().all(|part| part.diagnostics.is_empty() && !names_one(part));
    let Some(document) = manuscript.parts.first().filter(|_| is_empty) else { return };
    let Some(source) = cx.run.sources.get(document.source) else { return };
    let syntax = document.syntax.name();
    let message = format!("no citations found in `{}` (read as {syntax})", source.name);
    let start = Span::at(0).in_source(document.source);
    let finding = cx
        .of_document(cited, start, message)
        .help("nothing in it was checked: is this the document you meant?");
    cx.report(finding);
}

/// True if a file without entries defines macros, as files of journal names do.
fn has_macros(reading: &Reading, source: &Source) -> bool {
    reading.format == Format::Bibtex
        && parse(&source.text, reading.source, &mut Sink::new())
            .blocks
            .iter()
            .any(|block| block.kind == BlockKind::String)
}
