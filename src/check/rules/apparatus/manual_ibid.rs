#![doc = include_str!("manual_ibid.md")]

use std::collections::HashMap;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Cited;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::document::essay::{Backward, TypedReference, typed_references};
use crate::document::{Document, Syntax, WrittenCitation, WrittenMode};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "manual-ibid",
        code: "APP006",
        family: Family::Apparatus,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("manual_ibid.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    let is_keyed = cited.citations().any(|it| it.citation.mode != WrittenMode::Nocite);
    for part in cited.manuscript.parts.iter().filter(|_| is_keyed) {
        let Some(source) = cited.sources.get(part.source) else { continue };
        let all_typed = typed_references(&source.text, part.syntax);
        if all_typed.is_empty() {
            continue;
        }
        let order = ReadingOrder::of(&source.text, part);
        for typed in &all_typed {
            let word = source.slice(typed.span).split_whitespace().collect::<Vec<_>>().join(" ");
            let message = format!("`{word}` is typed by hand, although citations are formatted");
            let fix = order.cited_before(typed).and_then(|key| fix(part, typed, key));
            let finding = cx
                .finding(typed.span.in_source(part.source), message)
                .help("cite the work again by its key: the style writes ibid. where it belongs");
            cx.report(match fix {
                Some(fix) => finding.fix(fix),
                None => finding,
            });
        }
    }
}

/// Replaces a typed reference with a citation of `key`.
fn fix(part: &Document, typed: &TypedReference, key: &str) -> Option<Fix> {
    let written = match (part.syntax, &typed.locator) {
        _ if typed.kind == Backward::Before => return None,
        (Syntax::Markdown, Some(page)) => format!("[@{key}, p. {page}]"),
        (Syntax::Markdown, None) => format!("[@{key}]"),
        (Syntax::Latex, Some(page)) => format!("\\cite[{page}]{{{key}}}"),
        (Syntax::Latex, None) => format!("\\cite{{{key}}}"),
        _ => return None,
    };
    let place = typed.span.in_source(part.source);
    Some(Fix::needs_review(format!("write `{written}`"), place, written))
}

/// The order in which the citations and notes of a text are read.
///
/// A footnote of Markdown is read where its marker stands, wherever its text is.
struct ReadingOrder<'a> {
    /// The texts of footnotes, by their start.
    footnotes: Vec<Footnote>,
    /// Each citation with the position at which it is read, in that order.
    citations: Vec<(usize, &'a WrittenCitation)>,
    /// Where markers and notes within the text begin.
    notes: Vec<usize>,
}

/// The text of a footnote, `[^label]: …`, which its marker `[^label]` refers to.
struct Footnote {
    start: usize,
    end: usize,
    /// Where the first marker stands. A footnote without one is read in its own place.
    marker: Option<usize>,
}

impl<'a> ReadingOrder<'a> {
    fn of(text: &str, part: &'a Document) -> ReadingOrder<'a> {
        let mut order =
            ReadingOrder { footnotes: footnotes(text), citations: Vec::new(), notes: Vec::new() };
        let citations = part.citations.iter().map(|it| (order.read_at(it.span.start as usize), it));
        order.citations = citations.collect();
        order.citations.sort_by_key(|(place, it)| (*place, it.span.start));
        let openings = ["[^", "^[", "\\footnote{"];
        let places = openings.iter().flat_map(|it| text.match_indices(it)).map(|(at, _)| at);
        order.notes = places.filter(|at| order.footnote(*at).is_none()).collect();
        order.notes.sort_unstable();
        order
    }

    /// The footnote whose text a position is in.
    fn footnote(&self, at: usize) -> Option<&Footnote> {
        let count = self.footnotes.partition_point(|note| note.start <= at);
        self.footnotes[..count].last().filter(|note| at < note.end)
    }

    fn read_at(&self, at: usize) -> usize {
        self.footnote(at).and_then(|note| note.marker).unwrap_or(at)
    }

    /// The work that is cited last before a typed reference, unless a note between the two cites
    /// something else or nothing.
    fn cited_before(&self, typed: &TypedReference) -> Option<&'a str> {
        let start = typed.span.start as usize;
        let here = self.read_at(start);
        let count = self.citations.partition_point(|(place, _)| *place <= here);
        let mut before = self.citations[..count].iter().rev();
        let (place, last) =
            before.find(|(place, it)| *place < here || it.span.end <= typed.span.start)?;
        // The note that the reference itself is in, if that is not a footnote with a marker.
        let own = usize::from(here == start);
        let behind = |at: usize| self.notes.partition_point(|note| *note < at);
        if behind(here).saturating_sub(behind(place + 1)) > own {
            return None;
        }
        match last.citation.cites.as_slice() {
            [cite] => Some(&cite.key),
            _ => None,
        }
    }
}

/// The footnotes of a text. Each ends at a blank line or where the next one starts.
fn footnotes(text: &str) -> Vec<Footnote> {
    let mut found: Vec<(&str, Footnote)> = Vec::new();
    let mut is_open = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let label = line.strip_prefix("[^").and_then(|rest| rest.split_once("]:"));
        if let Some((label, _)) = label {
            is_open = true;
            found.push((label, Footnote { start, end: start, marker: None }));
        }
        is_open &= !line.trim().is_empty();
        start += line.len();
        if let Some((_, footnote)) = found.last_mut().filter(|_| is_open) {
            footnote.end = start;
        }
    }
    let mut markers = HashMap::new();
    for (at, _) in text.match_indices("[^").filter(|_| !found.is_empty()) {
        let line = text[at + 2..].lines().next().unwrap_or_default();
        let Some((label, rest)) = line.split_once(']') else { continue };
        if !rest.starts_with(':') {
            markers.entry(label).or_insert(at);
        }
    }
    let with_marker = |(label, footnote): (&str, Footnote)| Footnote {
        marker: markers.get(label).copied(),
        ..footnote
    };
    found.into_iter().map(with_marker).collect()
}
