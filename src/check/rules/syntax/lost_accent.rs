#![doc = include_str!("lost_accent.md")]

use std::cell::LazyCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::rules::syntax::accented_words::FAMOUS;
use crate::check::rules::syntax::broken_accents::{Accent, find_accent};
use crate::check::subject::{Bibliography, Characters, Subject, is_printed};
use crate::diagnostic::{Confidence, Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::{FieldOrigin, Form, Piece, Value, Variable, VariableKind};
use crate::read::Format;
use crate::source::Location;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "lost-accent",
        code: "SYN012",
        family: Family::Syntax,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("lost_accent.md"),
    },
    looks_at: &[LooksAt::Entry(check_entry), LooksAt::Libraries(check)],
    options: &[],
};

fn check_entry(cx: &Context<'_>, entry: &Subject<'_>) {
    const SIGNS: Characters = Characters::any_of("\"'`^~");
    let may_have =
        |field: &&FieldOrigin| !entry.is_literal(field) || entry.spells_any(field, SIGNS);
    for field in entry.own_fields().filter(may_have).filter(|field| is_printed(field)) {
        bare_accent(cx, entry, field);
    }
}

fn check(cx: &Context<'_>, bibliography: &Bibliography<'_>) {
    // Most files have no question mark inside a word, and need no list of words.
    let words = LazyWords::new(Box::new(|| Words::of(bibliography)));
    for entry in bibliography.entries() {
        let spells_one = has_sign(entry.sources.slice(entry.origin.location));
        // Most entries have none, and need no look at what their fields say.
        let mut pieces = entry.origin.fields.iter().flat_map(|field| field.pieces());
        if !spells_one && !pieces.any(is_macro_with_sign) {
            continue;
        }
        let may_have = |field: &&FieldOrigin| {
            field.pieces().iter().any(is_macro_with_sign)
                || spells_one && may_read_as_question(entry, field)
        };
        let fields = entry.own_fields().filter(may_have);
        for field in fields.filter(|field| is_printed(field)) {
            if find_bare_accent(entry, field).is_none() {
                question_mark(cx, entry, field, &words);
            }
        }
    }
}

/// Whether a text may have a question mark as it reads, or a command or escape for one.
fn has_sign(text: &str) -> bool {
    memchr::memchr2(b'?', b'\\', text.as_bytes()).is_some()
}

fn is_macro_with_sign(piece: &Piece) -> bool {
    piece.expansion.as_deref().is_some_and(has_sign)
}

/// Whether a value may have a question mark as it reads: one that it is spelled with, or the command
/// or escape for one. Most have none, and need not be decoded.
fn may_read_as_question(entry: &Subject<'_>, field: &FieldOrigin) -> bool {
    let spelled = entry.spelled(field);
    // `\char63`, `\char'77`, `\symbol{63}`, `\u003f`
    has_sign(spelled) && spelled.contains(['?', '3', '7'])
}

/// The words of a document, collected when first needed.
type LazyWords<'a> = LazyCell<Words, Box<dyn FnOnce() -> Words + 'a>>;

/// An accent command of BibTeX that lacks its backslash, or whose braces were escaped, with the text
/// in which it is, and where that is.
fn find_bare_accent<'a>(
    entry: &Subject<'a>,
    field: &FieldOrigin,
) -> Option<(&'a str, Location, Accent)> {
    let mut parts = entry.literal_parts(field).filter(|_| entry.format == Format::Bibtex);
    parts.find_map(|(text, location)| Some((text, location, find_accent(text)?)))
}

fn bare_accent(cx: &Context<'_>, entry: &Subject<'_>, field: &FieldOrigin) {
    let Some((text, location, accent)) = find_bare_accent(entry, field) else { return };
    let place = location.part(&accent.range);
    let written = &text[accent.range];
    let meant = accent.meant;
    let message = match written.contains('\\') {
        true => format!("the accent in `{}` is escaped: `{written}`", field.name),
        false => format!("an accent in `{}` has no backslash: `{written}`", field.name),
    };
    let finding = cx
        .of_field(entry, field, place, message)
        .help(format!("write `{meant}`"))
        .fix(Fix::needs_review(format!("write `{meant}`"), place, meant));
    cx.report(finding);
}

/// A question mark in place of a letter: `Erd?s`, `Poincar?`.
fn question_mark(
    cx: &Context<'_>,
    entry: &Subject<'_>,
    field: &FieldOrigin,
    words: &LazyWords<'_>,
) {
    let is_names = field.variables().iter().any(|it| it.kind() == VariableKind::Name);
    let written = entry.written(field);
    // People in YAML and JSON are written in parts.
    let is_nested = field.form == Form::Nested;
    let text = if is_nested { entry.spelled(field) } else { written.text };
    let Some(range) = find_question_mark(text, is_names, words) else { return };
    let word = &text[range.clone()];
    let message = format!("a letter of `{word}` in `{}` is lost: `?` is in its place", field.name);
    let place = match is_nested {
        true => Some(entry.part_of(field, range.clone())),
        false => written.editable(range.clone()),
    };
    let shown = place.unwrap_or_else(|| written.place(range.clone()));
    let finding = cx.of_field(entry, field, shown, message);
    cx.report(match words.meant(word) {
        Some(meant) => {
            let fix = |place| Fix::needs_review(format!("write `{meant}`"), place, meant);
            finding.help(format!("did you mean `{meant}`?")).fix(place.map(fix))
        }
        None => {
            let help = "write the letter that an earlier program could not decode";
            finding.confidence(Confidence::Medium).help(help)
        }
    });
}

/// The first word in which a question mark must be a letter.
fn find_question_mark(text: &str, is_names: bool, words: &LazyWords<'_>) -> Option<Range<usize>> {
    text.match_indices('?').find_map(|(at, _)| {
        let range = word_around(text, at);
        let word = &text[range.clone()];
        let chunk = chunk_around(text, at);
        let is_code =
            ["/", "=", "&", "\\", "$", "www.", "@", "#"].iter().any(|c| chunk.contains(c));
        if is_code || text[..range.start].ends_with('.') {
            return None;
        }
        let inner = word.trim_matches('?');
        let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
        let is_inside = inner.contains('?') && letters > 2 && is_of_one_case(inner);
        // A family name may end with a question mark for doubt, but not before a comma.
        let rest = &text[range.end..];
        let ends = word.ends_with('?') && (is_names && rest.starts_with(','));
        let begins = word.starts_with('?') && letters > 2 && inner.starts_with(char::is_lowercase);
        // `the Jeopardy Model? A Study`; `Poincar` alone is not a word.
        let ends_sentence = word.ends_with('?') && !is_names && starts_sentence(rest);
        let meant = || words.meant(word);
        let is_known =
            letters > 2 && meant().is_some_and(|it| !ends_sentence || FAMOUS.contains(&it));
        (is_inside || ends && letters > 2 || begins || is_known).then_some(range)
    })
}

/// True if a new sentence begins after white space: with a capital, or in braces.
fn starts_sentence(rest: &str) -> bool {
    let next = rest.trim_start();
    let first = next.trim_start_matches(['{', '"', '`', '“', '‘', '(', '\\', '\'']).chars().next();
    next.len() < rest.len() && first.is_some_and(char::is_uppercase)
}

/// The letters and question marks around an offset.
fn word_around(text: &str, at: usize) -> Range<usize> {
    let is_part = |c: char| c.is_alphanumeric() || c == '?';
    let start = text[..at].trim_end_matches(is_part).len();
    let end = text.len() - text[at..].trim_start_matches(is_part).len();
    start..end
}

/// The text around an offset up to the next white space, bracket or comma.
fn chunk_around(text: &str, at: usize) -> &str {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | ',' | ';' | '{' | '}' | '(' | ')');
    let start = text[..at].rfind(ends).unwrap_or(0);
    let end = text[at..].find(ends).map_or(text.len(), |end| at + end);
    &text[start..end]
}

/// True if a question mark inside a word does not end a sentence: `Why?How` is two words.
fn is_of_one_case(word: &str) -> bool {
    let lower = |c: char| c.is_lowercase();
    let mut parts = word.split('?').filter(|part| !part.is_empty()).skip(1);
    let in_capitals = !word.contains(lower);
    in_capitals || parts.all(|part| part.starts_with(lower))
}

/// The words with non-ASCII letters that occur in the document.
struct Words {
    /// The word with a question mark in place of each such letter → the word; `None` if there are
    /// two.
    by_lost: HashMap<String, Option<String>>,
}

impl Words {
    fn of(bibliography: &Bibliography<'_>) -> Words {
        let mut words = Words { by_lost: HashMap::new() };
        for entry in bibliography.entries() {
            for (variable, value) in entry.entry.values() {
                match value {
                    Value::Text(text) if variable != Variable::Abstract => words.add(text.as_str()),
                    Value::Names(names) => names.iter().for_each(|name| words.add(&name.display())),
                    _ => {}
                }
            }
        }
        for word in FAMOUS {
            let lost = lost(word);
            words.by_lost.entry(lost).or_insert_with(|| Some((*word).to_owned()));
        }
        words
    }

    fn add(&mut self, text: &str) {
        if text.is_ascii() {
            return;
        }
        let parts = text.split(|c: char| !c.is_alphanumeric());
        // A prime (`Modelʹ`) is a character after a word, and not one of its letters.
        let is_sign = |c: char| matches!(c, '\u{2b0}'..='\u{2ff}');
        // `Ã` and `Â` are mostly the beginning of a letter that was read in another encoding.
        let is_word = |word: &&str| {
            !word.is_ascii()
                && !word.ends_with(['Ã', 'Â'])
                && word.starts_with(char::is_alphabetic)
                && !word.contains(is_sign)
        };
        for word in parts.filter(is_word) {
            let known = self.by_lost.entry(lost(word)).or_insert_with(|| Some(word.to_owned()));
            if known.as_deref() != Some(word) {
                *known = None;
            }
        }
    }

    /// The word that is meant, if there is only one candidate.
    fn meant(&self, word: &str) -> Option<&str> {
        let double = || self.by_lost.get(&word.replace("??", "?"));
        self.by_lost.get(word).or_else(double)?.as_deref()
    }
}

fn lost(word: &str) -> String {
    word.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect()
}
