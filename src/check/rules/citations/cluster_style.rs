#![doc = include_str!("cluster_style.md")]

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Placed};
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::document::{Syntax, WrittenMode};
use crate::source::Span;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "cluster-style",
        code: "DOC007",
        family: Family::Citations,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::Unsafe,
        page: include_str!("cluster_style.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    let placed: Vec<Placed<'_>> = cited.citations().collect();
    let mut by_place: Vec<Placed<'_>> =
        placed.iter().copied().filter(|it| it.citation.mode == WrittenMode::Normal).collect();
    by_place.sort_by_key(|it| it.place(it.citation.span));
    for pair in by_place.windows(2) {
        neighbours(cx, cited, pair[0], pair[1]);
    }
    mixed_commands(cx, cited, &placed);
}

/// Two citations with only a space between them, which print two pairs of parentheses.
fn neighbours(cx: &Context<'_>, cited: &Cited<'_>, first: Placed<'_>, second: Placed<'_>) {
    let (one, other) = (first.citation.span, second.citation.span);
    let is_there = first.part.source == second.part.source && one.end <= other.start;
    let Some(text) = cited.sources.get(first.part.source).map(|source| &*source.text) else {
        return;
    };
    let between = text.get(one.end as usize..other.start as usize);
    let touches = between.is_some_and(|it| it.trim().is_empty() && it.matches('\n').count() < 2);
    if !is_there || !touches || !written_alike(first, second, text) {
        return;
    }
    let message = "this citation follows another with nothing between them";
    let finding = cx
        .of_document(cited, second.place(other), message)
        .also(first.place(one), "the first")
        .help("make one citation of the two, so that they share their parentheses");
    // The ends of the brackets or of the lists of keys.
    let (open, close) = match first.part.syntax {
        Syntax::Markdown => (1, 1),
        Syntax::Latex => {
            let list = text[other.range()].rfind('{').map_or(0, |at| at + 1);
            (list, 1)
        }
        _ => (0, 0),
    };
    let has_options = text[other.range()].contains('[') || text[one.range()].contains('[');
    let joint = match first.part.syntax {
        Syntax::Markdown => Some("; "),
        Syntax::Latex if !has_options => Some(","),
        _ => None,
    };
    let gap = Span::new(one.end as usize - close, other.start as usize + open);
    let joined = joint.map(|joint| Edit::new(first.place(gap), joint));
    cx.report(match joined {
        Some(edit) => finding.fix(Fix::one(Safety::Unsafe, "make one citation of them", edit)),
        None => finding,
    });
}

/// True if two citations are written with the same command, or both in brackets.
fn written_alike(first: Placed<'_>, second: Placed<'_>, text: &str) -> bool {
    let head = |placed: Placed<'_>| {
        let written = &text[placed.citation.span.range()];
        written[..written.find(['[', '{', '(']).unwrap_or(written.len())].trim().to_owned()
    };
    match first.part.syntax {
        // Typst merges them itself.
        Syntax::Markdown => {
            let has_key = |it: Placed<'_>| text[it.citation.span.range()].starts_with('[');
            has_key(first) && has_key(second)
        }
        Syntax::Latex => head(first) == head(second),
        Syntax::Asciidoc | Syntax::Org | Syntax::Rst => true,
        _ => false,
    }
}

/// `\\cite` beside `\\citep`, which look the same in some styles and differ in others.
fn mixed_commands(cx: &Context<'_>, cited: &Cited<'_>, placed: &[Placed<'_>]) {
    const GENERAL: &str = "cite";
    const PARENTHESES: [&str; 4] = ["citep", "parencite", "autocite", "citealp"];
    let mut commands: BTreeMap<&str, (usize, Placed<'_>)> = BTreeMap::new();
    for &it in placed.iter().filter(|it| it.part.syntax == Syntax::Latex) {
        let text = cited.sources.slice(it.place(it.citation.span));
        let name = text.trim_start_matches('\\');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len())];
        if name == GENERAL || PARENTHESES.contains(&name) {
            commands.entry(name).or_insert((0, it)).0 += 1;
        }
    }
    let Some(&(general, first)) = commands.get(GENERAL) else { return };
    for name in PARENTHESES {
        let Some(&(count, other)) = commands.get(name) else { continue };
        let (rare, common, place, known) = match general <= count {
            true => (GENERAL, name, first, other),
            false => (name, GENERAL, other, first),
        };
        let message = format!("`\\{rare}` is used along with `\\{common}` in this document");
        let finding = cx
            .of_document(cited, place.place(place.citation.span), message)
            .also(known.place(known.citation.span), "the other command")
            .help("use one of the two: another style may print them differently");
        cx.report(finding);
    }
}
