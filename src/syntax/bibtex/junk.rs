//! Reports text between entries that looks like a damaged part of an entry.
//!
//! BibTeX treats all text between entries as a comment, and many files contain prose there. So only
//! these lines are reported, each run of them once:
//!
//! - a line that begins with `@` and a word but is not a command, because no bracket follows,
//! - a line that begins like a field (`title = {`),
//! - a line that begins like an entry without its `@` (`article{key,`),
//! - a line that contains only a closing bracket, with or without a comma, or only opening braces,
//! - a line that begins like an entry without its type (`@{key,`, `{key, title =`),
//! - the marks of a merge conflict (`<<<<<<< HEAD`).
//!
//! A line that begins with `%` is never reported. After prose, a field, a bracket and a macro
//! without its `@` are examples or are disabled, and are not reported.

use crate::diagnostic::rules::{SKIPPED_CONTENT, UNBALANCED_BRACES};
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{SourceId, Span};
use crate::syntax::bibtex::cursor::{is_field, name_end, skip_blanks};

/// The types and commands of BibTeX: words that rarely occur before a `{` in prose.
const LIKELY_WORDS: [&str; 18] = [
    "article",
    "book",
    "booklet",
    "conference",
    "inbook",
    "incollection",
    "inproceedings",
    "manual",
    "mastersthesis",
    "misc",
    "online",
    "phdthesis",
    "preamble",
    "proceedings",
    "report",
    "string",
    "techreport",
    "unpublished",
];

/// Reports the lines in `span` that look like a damaged part of an entry.
pub(super) fn report(text: &str, span: Span, id: SourceId, problems: &mut Sink) {
    let between = &text[span.range()];
    if between.bytes().all(|byte| byte.is_ascii_whitespace()) {
        return;
    }
    let mut offset = span.start as usize;
    // The first line of a run, and the number of its lines.
    let mut run: Option<(Span, Suspicion, usize)> = None;
    let mut after_prose = false;
    let mut first_unclosed = None;
    let mut report_run = |run: &mut Option<(Span, Suspicion, usize)>| {
        if let Some((span, suspicion, lines)) = run.take() {
            problems.push(suspicion.diagnostic(&text[span.range()], span, lines, id));
        }
    };
    for line in between.split_inclusive('\n') {
        let content = line.trim_ascii();
        let start = offset + (line.len() - line.trim_ascii_start().len());
        offset += line.len();
        if content.is_empty() || content.starts_with('%') {
            report_run(&mut run);
            continue;
        }
        let suspicion = suspicion(content).filter(|it| !(after_prose && it.is_prose_after_prose()));
        match (&mut run, suspicion) {
            (Some((_, _, lines)), _) => *lines += 1,
            (None, Some(suspicion)) => {
                let line = start - span.start as usize..offset - span.start as usize;
                let is_unclosed = span.end as usize == text.len()
                    && matches!(suspicion, Suspicion::Brace)
                    && unclosed(between, &mut first_unclosed).is_some_and(|at| line.contains(&at));
                let suspicion = if is_unclosed { Suspicion::Unclosed } else { suspicion };
                run = Some((Span::new(start, start + content.len()), suspicion, 1));
            }
            (None, None) => after_prose = true,
        }
    }
    report_run(&mut run);
}

/// The first brace of a text that is never closed; `known` holds it once it has been looked for.
fn unclosed(text: &str, known: &mut Option<Option<usize>>) -> Option<usize> {
    *known.get_or_insert_with(|| {
        let (mut first, mut closing) = (None, 0_usize);
        for (at, byte) in text.bytes().enumerate().rev() {
            match byte {
                b'}' => closing += 1,
                b'{' if closing > 0 => closing -= 1,
                b'{' => first = Some(at),
                _ => {}
            }
        }
        first
    })
}

#[derive(Clone, Copy)]
enum Suspicion {
    Command,
    Field,
    LostAt,
    /// An `@string` without its `@`.
    LostMacro,
    Bracket,
    /// Opening braces and nothing else.
    Brace,
    /// Such braces that nothing closes up to the end of the text.
    Unclosed,
    /// An entry without its type.
    LostType,
    /// A mark of a merge conflict.
    Conflict,
}

fn suspicion(line: &str) -> Option<Suspicion> {
    let bytes = line.as_bytes();
    if ["<<<<<<< ", ">>>>>>> "].iter().any(|mark| line.starts_with(mark)) {
        return Some(Suspicion::Conflict);
    }
    if lacks_type(line) {
        return Some(Suspicion::LostType);
    }
    // The sign of Chinese and Japanese keyboards.
    if line
        .strip_prefix('＠')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    {
        return Some(Suspicion::LostAt);
    }
    if let [b'@', rest @ ..] = bytes {
        let word = skip_blanks(rest, 0, rest.len());
        let is_word = rest.get(word).is_some_and(u8::is_ascii_alphabetic);
        return is_word.then_some(Suspicion::Command);
    }
    if matches!(bytes, [b'}' | b')'] | [b'}' | b')', b',']) {
        return Some(Suspicion::Bracket);
    }
    if bytes.iter().all(|byte| *byte == b'{') {
        return Some(Suspicion::Brace);
    }
    if is_field(bytes, 0, bytes.len()) && !bytes[0].is_ascii_punctuation() {
        return Some(Suspicion::Field);
    }
    let word = name_end(bytes, 0, bytes.len());
    let open = skip_blanks(bytes, word, bytes.len());
    let likely = LIKELY_WORDS.iter().any(|likely| likely.eq_ignore_ascii_case(&line[..word]));
    let lost = match line[..word].eq_ignore_ascii_case("string") {
        true => Suspicion::LostMacro,
        false => Suspicion::LostAt,
    };
    (likely && bytes.get(open) == Some(&b'{')).then_some(lost)
}

/// `@{key,`, and without the `@` a key before a field: `{key, title = …`.
fn lacks_type(line: &str) -> bool {
    let rest = line.strip_prefix('@').map_or(line, str::trim_start);
    let Some(inside) = rest.strip_prefix('{') else { return false };
    let Some((key, fields)) = inside.split_once(',') else { return false };
    let is_key = !key.trim().is_empty() && !key.trim().contains([' ', '{', '}', '=', '"']);
    let (fields, at) = (fields.trim_start().as_bytes(), rest.len() < line.len());
    is_key && (at || is_field(fields, 0, fields.len()))
}

impl Suspicion {
    /// True if such a line is prose itself when it follows prose, as in the introduction of a file
    /// of macros.
    const fn is_prose_after_prose(self) -> bool {
        matches!(
            self,
            Suspicion::Field | Suspicion::Bracket | Suspicion::Brace | Suspicion::LostMacro
        )
    }

    fn diagnostic(self, line: &str, span: Span, lines: usize, id: SourceId) -> Diagnostic {
        const SHOWN: usize = 40;
        let short: String = line.chars().take(SHOWN).collect();
        let more = if short.len() < line.len() { "…" } else { "" };
        let lines = match lines {
            1 => String::new(),
            2 => " and the line after it".to_owned(),
            lines => format!(" and the {} lines after it", lines - 1),
        };
        if matches!(self, Suspicion::Conflict) {
            let message = format!("`{short}{more}` is left of a merge conflict");
            let help = "resolve the conflict: the entries of both sides are read";
            return Diagnostic::new(&SKIPPED_CONTENT, span.in_source(id), message).help(help);
        }
        if matches!(self, Suspicion::Unclosed) {
            let message = format!("`{short}{more}` is never closed, and belongs to no entry");
            let help = "an entry begins with `@type{key,`";
            return Diagnostic::new(&UNBALANCED_BRACES, span.in_source(id), message).help(help);
        }
        let is = if lines.is_empty() { "is" } else { "are" };
        let (message, help) = match self {
            Suspicion::Command => (
                format!("`{short}{more}`{lines} {is} skipped: no `{{` follows the entry type"),
                "an entry begins with `@type{key,`",
            ),
            Suspicion::Field => (
                format!("`{short}{more}`{lines} {is} skipped: outside of any entry"),
                match span.start {
                    0 => "remove it, or write `%` before it",
                    _ => "look at the entry before it: a bracket may close too early there",
                },
            ),
            Suspicion::LostAt | Suspicion::LostMacro => (
                format!("`{short}{more}`{lines} {is} skipped: there is no `@` before it"),
                "an entry begins with `@type{key,`",
            ),
            Suspicion::LostType | Suspicion::Brace => (
                format!("`{short}{more}`{lines} {is} skipped: there is no type before the `{{`"),
                "an entry begins with `@type{key,`",
            ),
            // Returned above.
            Suspicion::Conflict | Suspicion::Unclosed | Suspicion::Bracket => (
                format!("`{short}{more}`{lines} {is} skipped: nothing to close here"),
                "remove it, or look for the bracket that closed the entry before it too early",
            ),
        };
        Diagnostic::new(&SKIPPED_CONTENT, span.in_source(id), message).help(help)
    }
}
