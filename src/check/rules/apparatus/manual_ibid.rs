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
            cx.report(with_fix(part, &typed, finding));
        }
    }
}

/// A finding whose fix cites the work cited last, if there is one.
fn with_fix(part: &Document, typed: &TypedReference, finding: Diagnostic) -> Diagnostic {
    let before = part.citations.iter().filter(|it| it.span.end <= typed.span.start);
    let last = before.max_by_key(|it| it.span.start);
    let Some([cite]) = last.map(|it| it.citation.cites.as_slice()) else { return finding };
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
