#![doc = include_str!("author_doubled.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Placed};
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::document::{Syntax, WrittenMode};
use crate::model::{Entry, Variable};
use crate::source::Span;

/// How many bytes before a citation are searched for a name.
const REACH: usize = 60;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "author-doubled",
        code: "DOC011",
        family: Family::Citations,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::Unsafe,
        page: include_str!("author_doubled.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    cited.citations().for_each(|placed| check_citation(cx, cited, placed));
}

fn check_citation(cx: &Context<'_>, cited: &Cited<'_>, placed: Placed<'_>) {
    let is_in_parentheses = placed.citation.mode == WrittenMode::Normal;
    if !is_in_parentheses || placed.citation.citation.note.is_some() {
        return;
    }
    let [cite] = &placed.citation.citation.cites[..] else { return };
    let Some(place) = placed.citation.cites.first() else { return };
    if cite.suppress_author || cite.prefix.is_some() {
        return;
    }
    let Some((entry, ..)) = cited.entries(&cite.key).next() else { return };
    let Some(source) = cited.sources.get(placed.part.source) else { return };
    let before = source.text.get(..placed.citation.span.start as usize).unwrap_or_default();
    let start = before.ceil_char_boundary(before.len().saturating_sub(REACH));
    let Some(name) = name_at_end(&before[start..], entry) else { return };
    let message = format!("`{name}` before the citation repeats the author");
    let end = before.trim_end_matches(blank).len();
    let written = Span::new(end - before[..end].len().min(name.len()), end);
    let finding = cx
        .of_document(cited, placed.place(placed.citation.span), message)
        .key(&*cite.key)
        .also(placed.place(written), "the name")
        .help(match placed.part.syntax {
            Syntax::Latex => "cite in the text (`\\textcite`, `\\citet`), or without the author",
            Syntax::Markdown => "cite in the text (`@key`), or without the author (`[-@key]`)",
            _ => "cite in the text, or without the author",
        });
    // Before the `@`, which may follow a brace.
    let braces = usize::from(source.text[..place.key.start as usize].ends_with('{'));
    let mark = (place.key.start as usize).saturating_sub(1 + braces);
    let is_markdown =
        placed.part.syntax == Syntax::Markdown && source.text[mark..].starts_with('@');
    cx.report(match is_markdown {
        true => finding.fix(Fix::one(
            Safety::Unsafe,
            "cite without the author",
            Edit::new(placed.place(Span::at(mark)), "-"),
        )),
        false => finding,
    });
}

fn blank(c: char) -> bool {
    c.is_whitespace() || c == '~'
}

/// The names of all authors at the end of a text, or the first with "et al.".
fn name_at_end<'t>(text: &'t str, entry: &Entry) -> Option<&'t str> {
    let names = entry.names(Variable::Author);
    let families: Vec<String> = names.iter().map(|name| name.family_or_literal()).collect();
    let first = families.first().filter(|name| !name.is_empty())?;
    let text = text.trim_end_matches(blank);
    let is_others = ["et al.", "et al", "and others", "u. a.", "and colleagues"];
    let without = is_others.iter().find_map(|it| text.strip_suffix(it)).map(str::trim_end);
    // Several authors are all named, or only the first with a word for the others.
    let wanted = match (families.len(), without) {
        (1, None) | (_, Some(_)) => first,
        (_, None) => families.last()?,
    };
    let body = without.unwrap_or(text);
    let rest = body.strip_suffix(wanted.as_str())?;
    let is_word = !rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '@' | '{'));
    let has_first = families.len() < 2 || without.is_some() || rest.contains(first.as_str());
    (is_word && has_first).then(|| &text[rest.len()..])
}
