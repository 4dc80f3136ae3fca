//! A parser for RIS: records of lines that begin with a tag, `AU  - Mett, Ida`.
//!
//! It never fails. Each byte is in the span of a record or of a line outside the records. Lines
//! without a tag continue the value before them. A record ends at `ER`, at the next `TY`, or with the
//! text.
//!
//! *Source*: "RIS Format Specifications" of Reference Manager (2001 and 2011), and what exporters
//! write.

mod line;
mod lines;
mod outside;
mod plain;

pub use plain::{Tags, is_likely_plain, parse_plain};

use std::borrow::Cow;

use crate::diagnostic::rules::{PARSE_ERROR, SKIPPED_CONTENT};
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety, Severity, Sink};
use crate::source::{SourceId, Span};
use crate::syntax::ris::line::{Line, Tag, lines};
use crate::syntax::ris::outside::Outside;

/// A parsed text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Tree<'a> {
    /// The records, in source order.
    pub records: Vec<Record<'a>>,
    /// The lines outside the records that are not blank, in source order.
    pub outside: Vec<Span>,
}

/// A record: the lines from `TY` to `ER`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record<'a> {
    /// The record, from its first tag to the end of its last line, without the line break.
    pub span: Span,
    /// Its fields, including `TY`, without `ER`.
    pub fields: Vec<Field<'a>>,
}

/// A tag and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Field<'a> {
    /// The tag as it is written.
    pub tag: &'a str,
    /// The tag of RIS that it means: itself, unless the text is in another format.
    pub means: &'a str,
    /// The span of the tag.
    pub tag_span: Span,
    /// The value, without blanks around it; its lines are joined with spaces, except after a hyphen
    /// within a word.
    pub value: Cow<'a, str>,
    /// The span of the value; empty after the tag if there is none.
    pub value_span: Span,
    /// The whole lines of the field, with the line break.
    pub whole: Span,
}

impl Record<'_> {
    /// The first value of a tag of RIS, in any letter case.
    pub fn get(&self, tag: &str) -> Option<&Field<'_>> {
        self.fields.iter().find(|field| field.means.eq_ignore_ascii_case(tag))
    }

    fn has_type(&self) -> bool {
        self.get("TY").is_some()
    }
}

impl<'a> Record<'a> {
    /// The record when it has all its fields, without room for more: a text may have a record in
    /// each line.
    fn complete(mut self) -> Self {
        if self.fields.len() <= self.fields.capacity() / 2 {
            self.fields.shrink_to_fit();
        }
        self
    }

    /// Adds a line without a tag to the last value.
    fn go_on(&mut self, text: &'a str, (content, whole): (Span, Span), end: usize, joint: &str) {
        self.span = Span::new(self.span.start as usize, end);
        let Some(field) = self.fields.last_mut() else { return };
        let words = &text[content.range()];
        match field.value.is_empty() {
            true => {
                field.value = Cow::Borrowed(words);
                field.value_span = content;
            }
            false => {
                let value = field.value.to_mut();
                if joint != " " || !ends_in_a_compound(value, words) {
                    value.push_str(joint);
                }
                value.push_str(words);
                field.value_span = field.value_span.to(content);
            }
        }
        field.whole = field.whole.to(whole);
    }
}

/// True if a line ends within a compound word, which the next line completes: PubMed and other
/// databases break long lines after hyphens, too (`dioxin-`, `like pollutants`).
///
/// A hyphen that is part of the text is followed by a conjunction (`pre-`, `and post-operative`).
fn ends_in_a_compound(before: &str, after: &str) -> bool {
    const CONJUNCTIONS: [&str; 16] = [
        "and", "or", "to", "versus", "vs", "but", "und", "oder", "bis", "et", "ou", "y", "e", "o",
        "en", "of",
    ];
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    before.strip_suffix('-').is_some_and(|it| it.ends_with(char::is_alphanumeric))
        && !word.is_empty()
        && !CONJUNCTIONS.contains(&word)
}

/// Parses a text; errors are pushed into the sink.
pub fn parse<'a>(text: &'a str, id: SourceId, sink: &mut Sink) -> Tree<'a> {
    let mut parser = Parser {
        text,
        id,
        sink,
        tree: Tree::default(),
        open: None,
        odd: Vec::new(),
        outside: Outside::default(),
    };
    for line in lines(text) {
        parser.line(&line);
    }
    parser.report_outside();
    parser.close(None);
    parser.report_odd();
    parser.tree
}

/// True if a line of the text begins a record.
pub fn is_likely(text: &str) -> bool {
    lines(text).take(1000).any(|line| {
        line.tag.is_some_and(|tag| tag.name(text).eq_ignore_ascii_case("TY") && tag.is_certain)
    })
}

struct Parser<'a, 's> {
    text: &'a str,
    id: SourceId,
    sink: &'s mut Sink,
    tree: Tree<'a>,
    open: Option<Record<'a>>,
    /// The tags that are not written as the standard says.
    odd: Vec<Tag>,
    outside: Outside,
}

impl<'a> Parser<'a, '_> {
    fn line(&mut self, line: &Line) {
        match line.tag {
            Some(tag) => {
                if !tag.is_regular(self.text) {
                    self.odd.push(tag);
                }
                match &*tag.name(self.text).to_ascii_uppercase() {
                    "ER" => self.end(line, tag),
                    "TY" => self.start(line, tag),
                    _ => self.field(line, tag),
                }
            }
            None if line.content(self.text).is_empty() => {}
            None => self.text_line(line),
        }
    }

    fn start(&mut self, line: &Line, tag: Tag) {
        if self.open.as_ref().is_some_and(Record::has_type) {
            self.close(Some(tag));
        }
        self.field(line, tag);
    }

    fn field(&mut self, line: &Line, tag: Tag) {
        let text = self.text;
        let content = line.value(text, tag);
        let field = Field {
            tag: tag.name(text),
            means: tag.name(text),
            tag_span: tag.span,
            value: Cow::Borrowed(&text[content.range()]),
            value_span: content,
            whole: line.whole,
        };
        let start = tag.span.start as usize;
        self.report_outside();
        let record =
            self.open.get_or_insert_with(|| Record { span: Span::at(start), fields: Vec::new() });
        record.span = Span::new(record.span.start as usize, line.end);
        record.fields.push(field);
    }

    /// A line without a tag: the rest of a value, or outside the records.
    fn text_line(&mut self, line: &Line) {
        let content = line.content_span(self.text);
        let Some(record) = &mut self.open else {
            self.tree.outside.push(content);
            if !is_of_exporter(&self.text[content.range()]) {
                self.outside.push(content);
            }
            return;
        };
        record.go_on(self.text, (content, line.whole), line.end, " ");
    }

    fn report_outside(&mut self) {
        self.outside.report("a record begins with a line `TY  - JOUR`", self.id, self.sink);
    }

    fn end(&mut self, line: &Line, tag: Tag) {
        let rest = line.value(self.text, tag);
        if !rest.is_empty() {
            let message = "the text after `ER` is skipped";
            let found = Diagnostic::new(&SKIPPED_CONTENT, rest.in_source(self.id), message);
            self.sink
                .push(found.help("`ER` ends a record and has no value: move the text before it"));
        }
        match self.open.take() {
            Some(mut record) => {
                record.span = Span::new(record.span.start as usize, line.end);
                self.tree.records.push(record.complete());
            }
            None => {
                let place = tag.span.in_source(self.id);
                let found = Diagnostic::new(&SKIPPED_CONTENT, place, "`ER` ends no record");
                self.sink
                    .push(found.help("delete it, or write the record with its `TY` before it"));
                self.tree.outside.push(line.content_span(self.text));
            }
        }
    }

    /// Closes a record that has no `ER`, before the next `TY` or at the end.
    fn close(&mut self, next: Option<Tag>) {
        let Some(record) = self.open.take() else { return };
        // Without a `TY`, it has a finding anyway, and is no record for most programs.
        if !record.has_type() {
            return self.tree.records.push(record.complete());
        }
        let end = record.span.end as usize;
        let place = record.fields.first().map_or(Span::at(end), |field| field.tag_span);
        let at = match next {
            Some(tag) => tag.line_start,
            None => self.text.len(),
        };
        let first_line = self.text.split_once('\n');
        let is_crlf = first_line.is_some_and(|(line, _)| line.ends_with('\r'));
        let line_break = if is_crlf { "\r\n" } else { "\n" };
        let gap = if self.text[..at].ends_with('\n') { "" } else { line_break };
        let added = format!("{gap}ER  - {line_break}");
        let message = match next {
            Some(_) => "this record does not end before the next one begins",
            None => "this record does not end",
        };
        let edit = Edit::new(Span::at(at).in_source(self.id), added);
        let found = Diagnostic::new(&PARSE_ERROR, place.in_source(self.id), message)
            .help("write `ER  - ` after its last line")
            .fix(Fix::one(Safety::Safe, "add `ER`", edit));
        self.sink.push(found);
        self.tree.records.push(record.complete());
    }

    /// Reports all tags that are not written as the standard says, in one finding.
    fn report_odd(&mut self) {
        let Some(first) = self.odd.first().copied() else { return };
        let written = &self.text[first.sign.range()];
        let name = first.name(self.text).to_ascii_uppercase();
        let message = match self.odd.len() {
            1 => format!("`{}` is not how a tag is written in RIS", written.trim_end()),
            count => {
                let others = count - 1;
                let are =
                    if others == 1 { "1 other is".into() } else { format!("{others} others are") };
                format!(
                    "`{}` is not how a tag is written in RIS, and {are} not either",
                    written.trim_end()
                )
            }
        };
        let edits = self.odd.iter().map(|tag| {
            let regular = format!("{}  - ", tag.name(self.text).to_ascii_uppercase());
            Edit::new(tag.sign.in_source(self.id), regular)
        });
        let fix = Fix::of(Safety::Safe, "write tags as the standard says", edits);
        let found = Diagnostic::new(&PARSE_ERROR, first.sign.in_source(self.id), message)
            .severity(Severity::Warning)
            .help(format!("write `{name}  - `: other programs do not recognize it otherwise"))
            .fix(fix);
        self.sink.push(found);
    }
}

/// True for what exporters write between records: `1.`, `Record #1 of 2`, `Provider: …`.
fn is_of_exporter(line: &str) -> bool {
    const HEADS: [&str; 4] = ["Record #", "Provider:", "Database:", "Content:"];
    let is_number = line.strip_suffix('.').unwrap_or(line).bytes().all(|b| b.is_ascii_digit());
    is_number || line.starts_with(['#', '%']) || HEADS.iter().any(|head| line.starts_with(head))
}

#[cfg(test)]
mod tests;
