//! References to earlier notes that are typed by hand in documents whose citations are formatted.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::Syntax;
use crate::document::essay::backward::{self, Backward};
use crate::document::essay::words::words;
use crate::document::essay::{locators, references};
use crate::source::Span;

/// A reference to an earlier note that is typed by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TypedReference {
    /// How it refers to the note.
    pub kind: Backward,
    /// The reference, including its locator.
    pub span: Span,
    /// The page, if it gives one.
    pub locator: Option<String>,
}

/// The maximum length of a note that is searched.
const LONGEST: usize = 4 << 10;

/// The references to earlier notes that are typed in a document's notes: `Ibid., p. 12`.
pub fn typed_references(text: &str, syntax: Syntax) -> Vec<TypedReference> {
    let mut found = Vec::new();
    for note in notes(text, syntax) {
        let stresses = stresses(&text[note.clone()], syntax);
        let inside = &without_markup(&text[note.clone()], syntax, &stresses);
        for piece in references::pieces(inside) {
            let part = &inside[piece.start..piece.range.end];
            let words = words(part);
            let Some(back) = backward::find(part, &words) else { continue };
            let is_typed =
                matches!(back.kind, Backward::Ibid | Backward::SamePlace | Backward::Before);
            // In a sentence it is only mentioned; before op. cit. there is a name.
            let begins = back.first == 0
                || back.kind == Backward::Before
                    && words[..back.first].iter().all(|it| it.is_capital);
            if !is_typed || !begins {
                continue;
            }
            let place = locators::find(part, &words, back.end);
            let first = words[back.first].range.start;
            let mut end = words[back.end - 1].range.end;
            end += usize::from(part[end..].starts_with('.') && place.is_some());
            end = place.as_ref().map_or(end, |place| place.range.end);
            // If a name leads to the work, only the word is typed.
            let mut locator = place.map(|place| place.value);
            let (mut first, mut end) = (piece.start + first, piece.start + end);
            let word = first;
            for stress in stresses.iter().rev().filter(|it| it.contains(word)) {
                match stress.is_around(inside, first..end) {
                    true => (first, end) = (stress.open.start, stress.close.end.max(end)),
                    // What begins with other words ends there.
                    false if stress.close.start < end => {
                        (end, locator) = (stress.close.start, None)
                    }
                    false => {}
                }
            }
            found.push(TypedReference {
                kind: back.kind,
                span: Span::new(note.start + first, note.start + end),
                locator,
            });
        }
    }
    found
}

/// Where words are stressed: `*Ibid.*`, `\emph{Ibid.}`.
struct Stress {
    open: Range<usize>,
    close: Range<usize>,
}

impl Stress {
    fn contains(&self, at: usize) -> bool {
        (self.open.end..self.close.start).contains(&at)
    }

    /// Whether it is around the first words of a range of the text, or all of them, and no others.
    fn is_around(&self, text: &str, range: Range<usize>) -> bool {
        let is_empty = |range: Range<usize>| {
            text.get(range).is_none_or(|between| !between.contains(char::is_alphanumeric))
        };
        is_empty(self.open.end..range.start) && is_empty(range.end..self.close.start)
    }
}

/// The stressed words of a note, the outer ones first.
fn stresses(note: &str, syntax: Syntax) -> Vec<Stress> {
    const COMMANDS: [&str; 9] = [
        "\\emph{",
        "\\textit{",
        "\\textsl{",
        "\\textsc{",
        "\\mkbibemph{",
        "{\\it ",
        "{\\em ",
        "{\\itshape ",
        "{\\sl ",
    ];
    let mut found = Vec::new();
    match syntax {
        Syntax::Latex => {
            for (at, command) in COMMANDS.iter().flat_map(|it| note.match_indices(it)) {
                let open = at..at + command.len();
                if let Some(length) = closing(&note[open.end..], '{', '}') {
                    let close = open.end + length;
                    found.push(Stress { open, close: close..close + 1 });
                }
            }
        }
        Syntax::Markdown => {
            let mut open: Option<Range<usize>> = None;
            let mut at = 0;
            while let Some(start) = note[at..].find(['*', '_']).map(|found| at + found) {
                let sign = &note[start..=start];
                let rest = note[start..].trim_start_matches(sign);
                at = note.len() - rest.len();
                let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let is_within =
                    is_word(note[..start].chars().next_back()) && is_word(rest.chars().next());
                match open.take() {
                    _ if is_within => {}
                    Some(first) if note[first.clone()] == note[start..at] => {
                        found.push(Stress { open: first, close: start..at });
                    }
                    _ => open = Some(start..at),
                }
            }
        }
        _ => {}
    }
    found.sort_by_key(|stress| stress.open.start);
    found
}

/// A note of LaTeX with blanks in place of the commands for stressed words and of the spaces that do
/// not break, byte for byte.
fn without_markup<'t>(note: &'t str, syntax: Syntax, stresses: &[Stress]) -> Cow<'t, str> {
    if syntax != Syntax::Latex {
        return Cow::Borrowed(note);
    }
    let mut out = note.replace('~', " ");
    for range in stresses.iter().flat_map(|it| [&it.open, &it.close]) {
        out.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    Cow::Owned(out)
}

/// The texts of the notes of a document.
fn notes(text: &str, syntax: Syntax) -> Vec<Range<usize>> {
    let openings: &[(&str, char, char)] = match syntax {
        Syntax::Latex => {
            &[("\\footnote{", '{', '}'), ("\\footnotetext{", '{', '}'), ("\\endnote{", '{', '}')]
        }
        #[cfg(feature = "typst")]
        Syntax::Typst => &[("#footnote[", '[', ']')],
        Syntax::Markdown => &[("^[", '[', ']')],
        Syntax::Asciidoc => &[("footnote:[", '[', ']')],
        Syntax::Org => &[("[fn::", '[', ']')],
        Syntax::Plain | Syntax::Rst | Syntax::Rust => &[],
    };
    let mut notes = Vec::new();
    for (opening, open, close) in openings {
        // Whether the line so far has a sign of a comment.
        let (mut at_last, mut is_comment) = (0, false);
        for (at, _) in text.match_indices(opening) {
            if let Some(sign) = text[at_last..at].rfind(['\n', '%']) {
                is_comment = syntax == Syntax::Latex && text[at_last + sign..].starts_with('%');
            }
            at_last = at;
            let start = at + opening.len();
            if !is_comment && let Some(end) = closing(&text[start..], *open, *close) {
                notes.push(start..start + end);
            }
        }
    }
    if syntax == Syntax::Markdown {
        footnotes(text, &mut notes);
    }
    notes.sort_by_key(|note| note.start);
    notes
}

/// The texts of the footnotes of a Markdown document, up to a blank line or the next footnote.
fn footnotes(text: &str, notes: &mut Vec<Range<usize>>) {
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        let at = line_start + line.len() - bare.len();
        line_start += line.len();
        if !bare.starts_with("[^") {
            continue;
        }
        let Some(label) = bare.find("]:").filter(|end| *end < 80) else { continue };
        if bare[..label].contains(char::is_whitespace) {
            continue;
        }
        let start = at + label + 2;
        let note = &text[start..text.floor_char_boundary(start + LONGEST)];
        let end = note.find("\n\n").unwrap_or(note.len());
        let end = note[..end].find("\n[^").unwrap_or(end);
        notes.push(start..start + end);
    }
}

/// The maximum nesting of brackets in a note. Text without closing brackets is then searched a
/// limited number of times, however many notes seem to begin in it.
const MAX_DEPTH: u32 = 32;

/// The position of the closing bracket.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < LONGEST) {
        if c == open {
            depth += 1;
            if depth > MAX_DEPTH {
                return None;
            }
        } else if c == close {
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        }
    }
    None
}
