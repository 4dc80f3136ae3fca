#![doc = include_str!("citation_spacing.md")]

use crate::check::context::Context;
use crate::check::options::{Flag, Setting};
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Placed};
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::document::{Syntax, WrittenMode};
use crate::source::Span;

static BREAKABLE: Setting<Flag> = Setting::flag(
    "breakable",
    "Whether to report a space before a citation at which the line may break.",
    true,
);

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "citation-spacing",
        code: "DOC014",
        family: Family::Citations,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::Unsafe,
        page: include_str!("citation_spacing.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[&BREAKABLE.option],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    cited.citations().for_each(|placed| check_citation(cx, cited, placed));
}

fn check_citation(cx: &Context<'_>, cited: &Cited<'_>, placed: Placed<'_>) {
    let is_note = placed.citation.citation.note.is_some();
    let is_in_parentheses = placed.citation.mode == WrittenMode::Normal;
    let Some(space) = unbroken_space(placed.part.syntax) else { return };
    if is_note || !is_in_parentheses {
        return;
    }
    let Some(source) = cited.sources.get(placed.part.source) else { return };
    let start = placed.citation.span.start as usize;
    let Some(before) = source.text.get(..start) else { return };
    // Commands for notes and superscripts follow the word directly.
    let written = source.slice(placed.citation.span);
    if placed.part.syntax == Syntax::Latex
        && ["\\foot", "\\super", "\\smart", "\\auto", "\\note"]
            .iter()
            .any(|it| written.starts_with(it))
    {
        return;
    }
    if before.ends_with(|c: char| c.is_alphanumeric()) {
        let span = Span::at(start);
        let message = "there is no space before this citation";
        let finding = cx.of_document(cited, placed.place(placed.citation.span), message);
        let edit = Edit::new(placed.place(span), space);
        cx.report(
            finding
                .help("put a space before it, unless the style prints it as a note")
                .fix(Fix::one(Safety::Unsafe, "put a space before it", edit)),
        );
        return;
    }
    let word = before.trim_end_matches([' ', '\n', '\r']);
    let gap = &before[word.len()..];
    let is_one = !gap.is_empty() && gap.matches('\n').count() < 2 && !word.ends_with('~');
    // Emphasis and code end with marks.
    let ends_word = |c: char| c.is_alphanumeric() || ")]}\"”’*_`%".contains(c);
    let follows_word = word.ends_with(ends_word);
    if cx.get(&BREAKABLE) && is_one && follows_word {
        let span = Span::new(word.len(), start);
        let message = "the line may break before this citation";
        let finding = cx.of_document(cited, placed.place(span), message);
        let edit = Edit::new(placed.place(span), space);
        cx.report(finding.help(format!("write `{space}` before it")).fix(Fix::one(
            Safety::Unsafe,
            "keep it with the word before it",
            edit,
        )));
    }
}

/// A no-break space.
fn unbroken_space(syntax: Syntax) -> Option<&'static str> {
    match syntax {
        Syntax::Markdown => Some("\\ "),
        Syntax::Latex => Some("~"),
        syntax if syntax.name() == "Typst" => Some("~"),
        _ => None,
    }
}
