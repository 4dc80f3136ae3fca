#![doc = include_str!("unlinked_citation.md")]

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Cited;
use crate::diagnostic::{
    Confidence, Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity,
};
use crate::document::{Document, Syntax};
use crate::model::Variable;
use crate::source::Span;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "unlinked-citation",
        code: "DOC008",
        family: Family::Citations,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("unlinked_citation.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

/// The maximum length of a citation in parentheses, in bytes.
const MAX_LENGTH: usize = 160;

/// Reminders to add a citation, in lower case.
const TO_COME: [&str; 22] = [
    "[citation needed]",
    "(citation needed)",
    "[citation]",
    "(citation)",
    "[cite]",
    "(cite)",
    "[cite?]",
    "[cn]",
    "[ref]",
    "(ref)",
    "[refs]",
    "(refs)",
    "[ref?]",
    "[reference]",
    "[source?]",
    "[?]",
    "(?)",
    "[??]",
    "(??)",
    "todo cite",
    "todo: cite",
    "todo: citation",
];

/// Family name in lower case → the years of its works, with their keys.
type Works<'a> = BTreeMap<String, Vec<(i32, &'a str)>>;

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    if cited.manuscript.is_casual || cited.citations().next().is_none() {
        return;
    }
    let works = works(cited);
    for part in &cited.manuscript.parts {
        let Some(source) = cited.sources.get(part.source) else { continue };
        for run in &part.prose {
            let text = source.slice(*run);
            to_come(cx, cited, part, run.start as usize, text);
            typed(cx, cited, part, (run.start as usize, text), &works);
        }
    }
}

fn works<'a>(cited: &Cited<'a>) -> Works<'a> {
    let mut works: Works<'a> = BTreeMap::new();
    for entry in cited.readings.iter().flat_map(|reading| reading.library.iter()) {
        let names = match entry.names(Variable::Author) {
            [] => entry.names(Variable::Editor),
            names => names,
        };
        let first = entry.date(Variable::Issued).and_then(|date| date.first_point());
        if let (Some(name), Some(first)) = (names.first(), first) {
            let family = name.family_or_literal().to_lowercase();
            works.entry(family).or_default().push((first.year, entry.key.as_str()));
        }
    }
    works
}

/// Reports reminders to add a citation.
fn to_come(cx: &Context<'_>, cited: &Cited<'_>, part: &Document, start: usize, text: &str) {
    // In other scripts, lower-case letters may have another length.
    let lower = text.to_ascii_lowercase();
    let report = |at: usize, length: usize| {
        let place = Span::new(start + at, start + at + length).in_source(part.source);
        let message = format!("placeholder for a citation: `{}`", &text[at..at + length]);
        let finding = cx.of_document(cited, place, message);
        cx.report(finding.help("cite the source, or delete the mark"));
    };
    for mark in TO_COME.iter().filter(|mark| lower.contains(**mark)) {
        for (at, _) in lower.match_indices(mark) {
            report(at, mark.len());
        }
    }
    for (at, mark) in lower.match_indices("??") {
        let is_blank = |c: char| c.is_whitespace();
        let before = text[..at].chars().next_back().is_none_or(is_blank);
        let after =
            text[at + mark.len()..].chars().next().is_none_or(|c| is_blank(c) || ".,;".contains(c));
        if before && after {
            report(at, mark.len());
        }
    }
}

/// Citations that are typed by hand: `(Doe 2019)`, `Doe (2019)`.
fn typed(
    cx: &Context<'_>,
    cited: &Cited<'_>,
    part: &Document,
    (start, text): (usize, &str),
    works: &Works<'_>,
) {
    for (open, _) in text.match_indices('(') {
        let rest = &text[open + 1..];
        let rest = &rest[..rest.floor_char_boundary(MAX_LENGTH)];
        let Some(inside) = rest.find(')').map(|close| &rest[..close]) else { continue };
        if inside.contains(['@', '\\', '(', '[']) {
            continue;
        }
        let close = open + 1 + inside.len() + 1;
        let pieces: Vec<Typed<'_>> = inside.split(';').filter_map(Typed::read).collect();
        if pieces.len() != inside.split(';').count() {
            if let Some((name, key)) = in_text(&text[..open], inside, works) {
                let place = Span::new(start + name.from, start + close).in_source(part.source);
                let year = Span::new(start + open, start + close).in_source(part.source);
                let (form, replaced) = match name.is_possessive {
                    true => (Form::Year, year),
                    false => (Form::InText, place),
                };
                let edit = replacement(part.syntax, key, form);
                report(cx, cited, place, (Some(key), edit.map(|it| Edit::new(replaced, it))));
            }
            continue;
        }
        let keys: Vec<Option<&str>> = pieces.iter().map(|piece| piece.key(works)).collect();
        let is_sure =
            pieces.iter().zip(&keys).any(|(piece, key)| key.is_some() || piece.is_certain(works));
        if !is_sure {
            continue;
        }
        let place = Span::new(start + open, start + close).in_source(part.source);
        let key = keys.iter().flatten().next().copied();
        let is_alone = pieces.len() == 1 && pieces.iter().all(|piece| piece.is_whole);
        let replacement =
            key.filter(|_| is_alone).and_then(|key| replacement(part.syntax, key, Form::Whole));
        report(cx, cited, place, (key, replacement.map(|text| Edit::new(place, text))));
    }
}

fn report(
    cx: &Context<'_>,
    cited: &Cited<'_>,
    place: crate::source::Location,
    (key, edit): (Option<&str>, Option<Edit>),
) {
    let written = cited.sources.slice(place);
    let message = format!("the citation `{written}` is typed by hand");
    let finding = cx.of_document(cited, place, message);
    let finding = match key {
        Some(key) => finding.key(key).help(format!("cite `{key}`, so that the style prints it")),
        None => finding
            .confidence(Confidence::Medium)
            .help("add the work to the bibliography and cite its key, so that the style prints it"),
    };
    cx.report(match (key, edit) {
        (Some(key), Some(edit)) => {
            finding.fix(Fix::one(Safety::Unsafe, format!("cite `{key}`"), edit))
        }
        _ => finding,
    });
}

/// What a citation by key stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `(Smith 1981)`
    Whole,
    /// `Smith (1981)`
    InText,
    /// The year of `Smith's (1981) view`, behind the name, which stays.
    Year,
}

/// A citation of a key in the syntax of a document.
fn replacement(syntax: Syntax, key: &str, form: Form) -> Option<String> {
    Some(match (syntax, form) {
        (Syntax::Markdown, Form::Whole) => format!("[@{key}]"),
        (Syntax::Markdown, Form::InText) => format!("@{key}"),
        (Syntax::Markdown, Form::Year) => format!("[-@{key}]"),
        (Syntax::Latex, Form::Whole) => format!("\\cite{{{key}}}"),
        (syntax, form) if syntax.name() == "Typst" => match form {
            Form::Whole => format!("@{key}"),
            Form::InText => format!("#cite(<{key}>, form: \"prose\")"),
            Form::Year => format!("#cite(<{key}>, form: \"year\")"),
        },
        _ => return None,
    })
}

/// The author's name before a year in parentheses.
struct InText {
    from: usize,
    /// `Smith's (1981) view`.
    is_possessive: bool,
}

/// The name in `Doe (2019)`, given the text in parentheses, and the work that it cites.
fn in_text<'a>(before: &str, inside: &str, works: &Works<'a>) -> Option<(InText, &'a str)> {
    let year = year(inside.trim()).filter(|(_, rest)| rest.is_empty()).map(|(year, _)| year)?;
    let words = before.trim_end();
    let from = words.rfind(|c: char| c.is_whitespace() || c == '(').map_or(0, |at| at + 1);
    let name = &words[from..];
    let bare = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s"));
    let key = one(works.get(&bare.unwrap_or(name).to_lowercase())?, year)?;
    Some((InText { from, is_possessive: bare.is_some() }, key))
}

/// The only work of this year.
fn one<'a>(works: &[(i32, &'a str)], year: i32) -> Option<&'a str> {
    let mut found = works.iter().filter(|(other, _)| *other == year);
    let (_, key) = found.next()?;
    found.next().is_none().then_some(*key)
}

/// The year at the beginning of a text, and the text after it and its letter.
fn year(text: &str) -> Option<(i32, &str)> {
    let digits = text.get(..4).filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = &text[4..];
    let rest = rest.strip_prefix(|c: char| c.is_ascii_lowercase()).unwrap_or(rest);
    let is_whole = !rest.starts_with(|c: char| c.is_alphanumeric());
    let year: i32 = digits.parse().ok()?;
    (is_whole && (1450..2100).contains(&year)).then_some((year, rest))
}

/// A part of the text in parentheses: names and a year.
struct Typed<'t> {
    /// The first family name, and whether others are joined to it: `Serge & Pascal`, `Mett et al.`
    name: &'t str,
    has_others: bool,
    year: i32,
    /// Whether there is a comma before the year.
    has_comma: bool,
    /// Whether there is nothing else, neither words before nor pages after it.
    is_whole: bool,
}

impl<'t> Typed<'t> {
    fn read(piece: &'t str) -> Option<Self> {
        const LEADS: [&str; 9] =
            ["see also", "see", "cf.", "cf", "e.g.,", "e.g.", "vgl.", "siehe", "also"];
        let piece = piece.trim();
        let lead = LEADS.iter().find_map(|lead| piece.strip_prefix(lead)?.strip_prefix(' '));
        let body = lead.unwrap_or(piece).trim_start();
        let at = body.find(|c: char| c.is_ascii_digit())?;
        let (year, rest) = year(&body[at..])?;
        let names = body[..at].trim_end();
        let has_comma = names.ends_with(',');
        let names = names.trim_end_matches(',').trim_end();
        // The year may be followed by pages.
        let is_locator = rest.is_empty() || rest.starts_with([',', ':']);
        let (name, others) = first_name(names)?;
        (is_locator && others.iter().all(|word| is_of_names(word))).then(|| Typed {
            name,
            has_others: names.contains(',') || others.iter().any(|word| joins_names(word)),
            year,
            has_comma,
            is_whole: lead.is_none() && rest.is_empty(),
        })
    }

    /// The work in the bibliography that is meant.
    fn key<'a>(&self, works: &Works<'a>) -> Option<&'a str> {
        one(works.get(&self.name.to_lowercase())?, self.year)
    }

    /// True if it is a citation even if there is no such entry. One word and a year may be a place,
    /// a film or a statute: `the treaty (Versailles, 1919)`.
    fn is_certain(&self, works: &Works<'_>) -> bool {
        let is_known = || works.contains_key(&self.name.to_lowercase());
        self.has_others || self.has_comma && !is_time(self.name) && (!self.is_whole || is_known())
    }
}

/// The first family name with its particles, and the words after it.
fn first_name(names: &str) -> Option<(&str, Vec<&str>)> {
    const MOST_WORDS: usize = 10;
    let words: Vec<&str> = names.split_whitespace().collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    let index = words.iter().position(|word| !is_particle(word))?;
    let word = words[index].trim_end_matches(',');
    let is_name = word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        && word.chars().any(char::is_lowercase);
    let start = words.first()?.as_ptr() as usize - names.as_ptr() as usize;
    let end = word.as_ptr() as usize - names.as_ptr() as usize + word.len();
    is_name.then(|| (&names[start..end], words[index + 1..].to_vec()))
}

fn is_particle(word: &str) -> bool {
    matches!(word, "van" | "von" | "de" | "der" | "den" | "di" | "da" | "du" | "la" | "le" | "del")
}

/// True if a word may follow the first name: another name, or a word that joins names.
fn is_of_names(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '.']);
    joins_names(bare)
        || is_particle(bare)
        || bare.starts_with(char::is_uppercase)
            && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
            && !is_time(bare)
}

fn joins_names(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '.']);
    matches!(bare, "and" | "&" | "et" | "al" | "und" | "y" | "u" | "a" | "others")
}

/// True if a word is a month or a season, which also come before a year.
fn is_time(word: &str) -> bool {
    const TIMES: [&str; 17] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
    ];
    let word = word.to_lowercase();
    let is_short = |time: &&str| word.len() >= 3 && time.starts_with(&*word);
    TIMES.iter().any(|time| word == *time || is_short(time))
}
