#![doc = include_str!("lost_accent.md")]

use std::cell::LazyCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::rules::syntax::accented_words::FAMOUS;
use crate::check::subject::{Bibliography, Characters, Subject, is_printed};
use crate::diagnostic::{Confidence, Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::{FieldOrigin, Value, Variable, VariableKind};
use crate::read::Format;

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
    looks_at: &[LooksAt::Libraries(check)],
    options: &[],
};

fn check(cx: &Context<'_>, bibliography: &Bibliography<'_>) {
    // Most files have no question mark inside a word, and need no list of words.
    let words = LazyWords::new(Box::new(|| Words::of(bibliography)));
    const SIGNS: Characters = Characters::any_of("\"'`^~?");
    for entry in bibliography.entries() {
        let fields = entry.own_fields().filter(|field| entry.spells_any(field, SIGNS));
        for field in fields.filter(|field| is_printed(field)) {
            if !entry.is_literal(field) {
                continue;
            }
            if entry.format == Format::Bibtex && bare_accent(cx, entry, field) {
                continue;
            }
            question_mark(cx, entry, field, &words);
        }
    }
}

/// The words of a document, collected when first needed.
type LazyWords<'a> = LazyCell<Words, Box<dyn FnOnce() -> Words + 'a>>;

/// An accent command that lacks its backslash, or whose braces were escaped.
fn bare_accent(cx: &Context<'_>, entry: &Subject<'_>, field: &FieldOrigin) -> bool {
    let spelled = entry.spelled(field);
    let Some(accent) = find_accent(spelled) else { return false };
    let place = entry.part_of(field, accent.range.clone());
    let written = &spelled[accent.range];
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
    true
}

/// The span of a broken accent command, and its correction.
struct Accent {
    range: Range<usize>,
    meant: String,
}

/// The first accent in a BibTeX value without a backslash (`M"unchen`, `{'e}`, `Poincar'{e}`), or
/// with one that was escaped (`\'\{e\}`, `{\textbackslash}'e`, `$\backslash$"u`).
fn find_accent(spelled: &str) -> Option<Accent> {
    const SIGNS: [char; 5] = ['"', '\'', '`', '^', '~'];
    let is_sign = |byte| matches!(byte, b'"' | b'\'' | b'`' | b'^' | b'~');
    if !spelled.bytes().any(is_sign) {
        return None;
    }
    spelled.match_indices(SIGNS).find_map(|(at, sign)| {
        let sign = sign.chars().next()?;
        let (before, after) = (&spelled[..at], &spelled[at + 1..]);
        let (start, is_escaped) = match ESCAPED.iter().find(|it| before.ends_with(**it)) {
            Some(escape) => (at - escape.len(), true),
            None if before.ends_with('\\') => (at - 1, true),
            None => (at, false),
        };
        let letter = Letter::at(after)?;
        let real_command = before.ends_with('\\') && letter.braces != Braces::Escaped;
        // No accent follows an escaped backslash (`\\`).
        if real_command || before.ends_with("\\\\") {
            return None;
        }
        let previous = spelled[..start].chars().next_back();
        let in_word = previous.is_some_and(char::is_alphabetic);
        let in_braces = before.ends_with('{') && after[letter.length..].starts_with('}');
        let takes = takes(sign, letter.letter);
        let is_accent = match (sign, letter.braces) {
            _ if !takes || is_in_formula(&spelled[..start]) => false,
            _ if is_escaped => true,
            // A tie may come before a group, and an apostrophe before a capitalized one:
            // `d'{A}lembert`.
            ('~', Braces::Plain) => false,
            (_, Braces::Plain) => in_word && !letter.letter.is_ascii_uppercase(),
            _ if in_braces => true,
            // German `M"unchen`; the other characters are an apostrophe, a tie and a power.
            ('"', Braces::None) => {
                in_word && after[letter.length..].starts_with(char::is_alphabetic)
            }
            _ => false,
        };
        let meant = format!("\\{sign}{{{}}}", letter.letter);
        let meant =
            if in_braces && !is_escaped { format!("\\{sign}{}", letter.letter) } else { meant };
        is_accent.then(|| Accent { range: start..at + 1 + letter.length, meant })
    })
}

/// What programs write for the backslash of a command that they treat as text.
const ESCAPED: [&str; 6] = [
    "{\\textbackslash}",
    "\\textbackslash{}",
    "{\\textbackslash }",
    "$\\backslash$",
    "{$\\backslash$}",
    "\\textbackslash ",
];

/// A letter after the character of an accent.
struct Letter {
    letter: char,
    /// The length, including its braces.
    length: usize,
    braces: Braces,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Braces {
    None,
    Plain,
    /// `\{e\}`
    Escaped,
}

impl Letter {
    fn at(text: &str) -> Option<Letter> {
        let braces =
            [("\\{", "\\}", Braces::Escaped), ("{", "}", Braces::Plain), ("", "", Braces::None)];
        braces.into_iter().find_map(|(open, close, braces)| {
            let inner = text.strip_prefix(open)?;
            // The dotless i, as a character or as a command with an escaped backslash.
            let bare = inner.strip_prefix('\\').filter(|bare| bare.starts_with('i'));
            let letter = bare.unwrap_or(inner).chars().next().filter(char::is_ascii_alphabetic)?;
            let rest = bare.unwrap_or(inner)[1..].strip_prefix(close)?;
            Some(Letter { letter, length: text.len() - rest.len(), braces })
        })
    }
}

/// True if there is a letter with this accent.
fn takes(sign: char, letter: char) -> bool {
    let letters = match sign {
        '"' => "aeiouy",
        '\'' => "aeiouycnszlr",
        '`' => "aeiou",
        '^' => "aeiouwysjhgc",
        _ => "nao",
    };
    letters.contains(letter.to_ascii_lowercase())
}

/// True if a text ends inside a formula.
pub(super) fn is_in_formula(before: &str) -> bool {
    let dollars = before.matches('$').count() - before.matches("\\$").count();
    dollars % 2 == 1
}

/// A question mark in place of a letter: `Erd?s`, `Poincar?`.
fn question_mark(
    cx: &Context<'_>,
    entry: &Subject<'_>,
    field: &FieldOrigin,
    words: &LazyWords<'_>,
) {
    let spelled = entry.spelled(field);
    let is_names = field.variables.iter().any(|it| it.kind() == VariableKind::Name);
    let Some(range) = find_question_mark(spelled, is_names, words) else { return };
    let word = &spelled[range.clone()];
    let place = entry.part_of(field, range.clone());
    let message = format!("a letter of `{word}` in `{}` is lost: `?` is in its place", field.name);
    let finding = cx.of_field(entry, field, place, message);
    cx.report(match words.meant(word) {
        Some(meant) => finding.help(format!("did you mean `{meant}`?")).fix(Fix::needs_review(
            format!("write `{meant}`"),
            place,
            meant,
        )),
        None => {
            let help = "write the letter that an earlier program could not read";
            finding.confidence(Confidence::Medium).help(help)
        }
    });
}

/// The first word in which a question mark must be a letter.
fn find_question_mark(
    spelled: &str,
    is_names: bool,
    words: &LazyWords<'_>,
) -> Option<Range<usize>> {
    spelled.match_indices('?').find_map(|(at, _)| {
        let range = word_around(spelled, at);
        let word = &spelled[range.clone()];
        let chunk = chunk_around(spelled, at);
        let is_code =
            ["/", "=", "&", "\\", "$", "www.", "@", "#"].iter().any(|c| chunk.contains(c));
        if is_code || spelled[..range.start].ends_with('.') {
            return None;
        }
        let inner = word.trim_matches('?');
        let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
        let is_inside = inner.contains('?') && letters > 2 && is_of_one_case(inner);
        // A family name may end with a question mark for doubt, but not before a comma.
        let rest = spelled[range.end..].trim_start_matches('}');
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
        let is_word = |word: &&str| {
            !word.is_ascii() && word.starts_with(char::is_alphabetic) && !word.contains(is_sign)
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
