#![doc = include_str!("locator_unparsed.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Placed};
use crate::diagnostic::{
    Diagnostic, Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity,
};
use crate::document::WrittenCite;
use crate::model::{Cite, LocatorLabel};
use crate::source::Span;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "locator-unparsed",
        code: "DOC009",
        family: Family::Citations,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Both,
        page: include_str!("locator_unparsed.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

/// Words for pages and other units in many languages, without their full stop: singular and plural.
const WORDS: [(LocatorLabel, [&str; 2], &[&str]); 6] = [
    (
        LocatorLabel::Page,
        ["p.", "pp."],
        &[
            "p", "pp", "pg", "pgs", "pag", "pags", "page", "pages", "s", "ss", "seite", "seiten",
            "sid", "sida", "side", "str", "strona", "pág", "págs", "página", "pagina", "с", "стр",
            "σ", "blz", "oldal",
        ],
    ),
    (
        LocatorLabel::Chapter,
        ["chap.", "chaps."],
        &[
            "ch",
            "chs",
            "chap",
            "chapter",
            "kap",
            "kapitel",
            "cap",
            "chapitre",
            "capítulo",
            "гл",
            "hfdst",
        ],
    ),
    (
        LocatorLabel::Section,
        ["sec.", "secs."],
        &["sec", "sect", "secs", "section", "abschn", "abschnitt", "par"],
    ),
    (
        LocatorLabel::Volume,
        ["vol.", "vols."],
        &["vol", "vols", "volume", "bd", "band", "tome", "т"],
    ),
    (LocatorLabel::Figure, ["fig.", "figs."], &["fig", "figs", "figure", "abb", "рис"]),
    (LocatorLabel::Line, ["line", "lines"], &["line", "lines", "z", "zeile", "ln"]),
];

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    for placed in cited.citations() {
        let cites = placed.citation.citation.cites.iter().zip(&placed.citation.cites);
        for (cite, place) in cites {
            let unparsed = unparsed(cx, cited, placed, cite, place);
            cx.report_all(unparsed.or_else(|| wrong_number(cx, cited, placed, cite, place)));
        }
    }
}

/// A word with its full stop at the beginning of a suffix, and the text after it.
struct Lead<'t> {
    word: &'t str,
    /// The word in lower case, without its full stop.
    bare: String,
    value: &'t str,
    place: Span,
}

fn lead<'t>(suffix: &'t str, place: Span) -> Option<Lead<'t>> {
    let body = suffix.trim_start();
    let body = body.strip_prefix(',').map_or(body, str::trim_start);
    let body = body.strip_prefix('(').map_or(body, str::trim_start);
    let letters = body.find(|c: char| !c.is_alphabetic()).unwrap_or(body.len());
    let stop = usize::from(body[letters..].starts_with('.'));
    let word = &body[..letters + stop];
    let value = body[word.len()..].trim_start_matches([' ', '~', '\u{a0}', '\\']).trim_end();
    if letters == 0 || !value.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let start = place.start as usize + suffix.len() - body.len();
    let place = Span::new(start, start + word.len());
    Some(Lead { word, bare: body[..letters].to_lowercase(), value, place })
}

/// Text that looks like a locator but was not read as one, or as one that has another meaning: `p3`
/// is a page that is called so.
fn unparsed(
    cx: &Context<'_>,
    cited: &Cited<'_>,
    placed: Placed<'_>,
    cite: &Cite,
    place: &WrittenCite,
) -> Option<Diagnostic> {
    let source = cited.sources.get(placed.part.source)?;
    let lead = lead(source.slice(place.suffix), place.suffix)?;
    let known = WORDS.iter().find(|(_, _, words)| words.contains(&&*lead.bare))?;
    let (label, forms, _) = known;
    let labels = &cited.manuscript.conventions.labels;
    let number = first(lead.value);
    let message = match &cite.locator {
        None => format!("`{} {number}` is read as words and not as a locator", lead.word),
        // Pages of a supplement are called `S12`.
        Some(locator) if lead.bare != "s" && locator.value.as_str().starts_with(lead.word) => {
            format!("`{}{number}` is read as the name of a page", lead.word)
        }
        Some(_) => return None,
    };
    let finding = cx.of_document(cited, placed.place(place.suffix), message).key(&*cite.key);
    let form = if is_several(lead.value) { forms[1] } else { forms[0] };
    if labels.find(form).map(|(found, _)| found) != Some(*label) {
        return Some(finding.help("use the word for it in the language of the document"));
    }
    let suffix = source.slice(place.suffix);
    if let Some(inside) = in_parentheses(suffix) {
        // `[@a (p. 3)]`, which is `[@a, p. 3]`.
        let rest = &inside[inside.find(lead.value.trim_end_matches(')'))?..];
        // In pandoc's syntax, the suffix begins behind the key.
        let is_apart = suffix.starts_with([' ', ',']);
        let written = format!("{}{form} {rest}", if is_apart { ", " } else { "" });
        let edit = Edit::new(placed.place(place.suffix), &*written);
        let fix = Fix::one(Safety::Unsafe, format!("write `{written}`"), edit);
        let help = format!("write `{written}`, without the parentheses");
        return Some(finding.help(help).fix(fix));
    }
    // There may be no space after the word.
    let source_end = source.text.get(lead.place.end as usize..)?;
    let space = if source_end.starts_with(|c: char| c.is_ascii_digit()) { " " } else { "" };
    let edit = Edit::new(placed.place(lead.place), format!("{form}{space}"));
    let fix = Fix::one(Safety::Unsafe, format!("write `{form}`"), edit);
    Some(finding.help(format!("write `{form} {number}`")).fix(fix))
}

/// The text in the parentheses that a suffix consists of.
fn in_parentheses(suffix: &str) -> Option<&str> {
    let body = suffix.trim();
    let body = body.strip_prefix(',').map_or(body, str::trim_start);
    let inside = body.strip_prefix('(')?.strip_suffix(')')?;
    (!inside.contains(['(', ')'])).then_some(inside)
}

/// The first word of a value.
fn first(value: &str) -> &str {
    value.split([' ', ',', ']', ')']).next().unwrap_or(value)
}

/// `p.` before several pages, or `pp.` before one.
fn wrong_number(
    cx: &Context<'_>,
    cited: &Cited<'_>,
    placed: Placed<'_>,
    cite: &Cite,
    place: &WrittenCite,
) -> Option<Diagnostic> {
    let source = cited.sources.get(placed.part.source)?;
    let lead = lead(source.slice(place.suffix), place.suffix)?;
    let value = cite.locator.as_ref()?.value.as_str();
    let (wrong, right, what) = match (&*lead.bare, is_several(value)) {
        ("p", true) => ("p.", "pp.", "several pages"),
        ("pp", false) if is_one_alone(value, lead.value) => ("pp.", "p.", "one page"),
        _ => return None,
    };
    if lead.word != wrong {
        return None;
    }
    let message = format!("`{wrong}` is used for {what}, `{value}`");
    let edit = Edit::new(placed.place(lead.place), right);
    let fix = Fix::one(Safety::Safe, format!("write `{right}`"), edit);
    let finding = cx.of_document(cited, placed.place(lead.place), message).key(&*cite.key);
    Some(finding.help(format!("write `{right}`")).fix(fix))
}

/// Whether a value is one number, and the words behind it, if any, name no other: not `5 and 7`,
/// `5 & 7`, `5 f.`.
fn is_one_alone(value: &str, words: &str) -> bool {
    let rest = words.strip_prefix(value).unwrap_or_default().trim_start();
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || c == '&');
    let digits = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    value.chars().all(|c| c.is_ascii_digit()) && !goes_on && !digits(rest)
}

/// True if a value is a range or a list of numbers.
fn is_several(value: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let mut parts = value.split(['-', '–', '—', ',', '&', ' ']).filter(|part| !part.is_empty());
    parts.next().is_some_and(|it| it.chars().all(digit))
        && parts.next().is_some_and(|it| it.starts_with(digit))
}
