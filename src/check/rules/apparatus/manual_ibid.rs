#![doc = include_str!("manual_ibid.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Cited;
use crate::diagnostic::{Diagnostic, Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::document::essay::{Backward, TypedReference, typed_references};
use crate::document::{Document, Syntax, WrittenMode};

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
        for typed in typed_references(&source.text, part.syntax) {
            let place = typed.span.in_source(part.source);
            let word = source.slice(typed.span).split_whitespace().collect::<Vec<_>>().join(" ");
            let message = format!("`{word}` is typed by hand, although citations are formatted");
            let finding = cx
                .finding(place, message)
                .help("cite the work again by its key: the style writes ibid. where it belongs");
            cx.report(with_fix(&source.text, part, &typed, finding));
        }
    }
}

/// A finding with a citation of the work that was cited last, if there is one.
fn with_fix(
    text: &str,
    part: &Document,
    typed: &TypedReference,
    finding: Diagnostic,
) -> Diagnostic {
    let here = read_at(text, typed.span.start as usize);
    let places = part.citations.iter().map(|it| (read_at(text, it.span.start as usize), it));
    let before = places
        .filter(|(place, it)| *place < here || *place == here && it.span.end <= typed.span.start);
    let Some((place, last)) = before.max_by_key(|(place, it)| (*place, it.span.start)) else {
        return finding;
    };
    // A note in between cites something else, or nothing.
    let notes = ["[^", "^[", "\\footnote{"];
    let between = text.get(place + 1..here).unwrap_or_default();
    let is_own = |at: usize| read_at(text, place + 1 + at) != place + 1 + at;
    let count =
        |opening: &str| between.match_indices(opening).filter(|(at, _)| !is_own(*at)).count();
    let others: usize = notes.iter().map(|opening| count(opening)).sum();
    let own = usize::from(here == typed.span.start as usize);
    if others > own {
        return finding;
    }
    let [cite] = last.citation.cites.as_slice() else { return finding };
    let key = &cite.key;
    let place = typed.span.in_source(part.source);
    let written = match (part.syntax, &typed.locator) {
        _ if typed.kind == Backward::Before => return finding,
        (Syntax::Markdown, Some(page)) => format!("[@{key}, p. {page}]"),
        (Syntax::Markdown, None) => format!("[@{key}]"),
        (Syntax::Latex, Some(page)) => format!("\\cite[{page}]{{{key}}}"),
        (Syntax::Latex, None) => format!("\\cite{{{key}}}"),
        _ => return finding,
    };
    finding.fix(Fix::needs_review(format!("write `{written}`"), place, written))
}

/// Where a place is read: that of a footnote of Markdown is where its marker stands.
fn read_at(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let block = before.rfind("\n\n").map_or(0, |blank| blank + 2);
    let definition = before[block..].rfind("\n[^").map_or(block, |line| block + line + 1);
    let label = before[definition..].strip_prefix("[^").and_then(|rest| rest.split_once("]:"));
    let Some((label, _)) = label else { return at };
    let marker = format!("[^{label}]");
    let found = text
        .match_indices(&marker)
        .find(|(found, _)| !text[found + marker.len()..].starts_with(':'));
    found.map_or(at, |(found, _)| found)
}
