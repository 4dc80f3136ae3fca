//! Notes that are marked with signs: `once.*` in the text, and `* See Carr, p. 3` below it.
//!
//! A sign marks many notes of a text, so each note belongs to the markers with its sign between the
//! note before it with the same sign and itself.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::blanks::with_blanks;
use crate::document::essay::apparatus::{Apparatus, Marker, Note};
use crate::document::essay::headings::is_rule;
use crate::source::Span;

/// A note with the markers that refer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SignNote {
    sign: String,
    mark: Range<usize>,
    text: Range<usize>,
    markers: Vec<Range<usize>>,
}

/// The characters that are signs.
const SIGNS: [char; 6] = ['*', '†', '‡', '§', '¶', '‖'];

/// The most signs in a row.
const MOST: usize = 4;

/// The notes that are marked with signs, in order. There are none without a marker in the text, so
/// that lists with `*` stay lists.
pub(super) fn find(text: &str, from: usize) -> Vec<SignNote> {
    if !text[from..].contains(SIGNS) {
        return Vec::new();
    }
    let mut found = notes(text, from);
    // The markers since the last note with their sign, or since the beginning.
    let mut open: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
    let mut markers = markers(text, from).into_iter().peekable();
    for note in &mut found {
        while let Some((sign, range)) = markers.next_if(|it| it.1.start < note.mark.start) {
            open.entry(sign).or_default().push(range);
        }
        note.markers = open.remove(&note.sign).unwrap_or_default();
        // A sign in a note is no marker.
        while markers.next_if(|it| it.1.start < note.text.end).is_some() {}
    }
    found.retain(|note| !note.markers.is_empty());
    found
}

/// The text without these notes and their markers, byte for byte.
pub(super) fn without(text: &str, found: &[SignNote]) -> String {
    let ranges = found.iter().flat_map(|note| {
        note.markers.iter().cloned().chain(std::iter::once(note.mark.start..note.text.end))
    });
    with_blanks(text.to_owned(), ranges)
}

/// Adds the notes and their markers to the others of an essay.
pub(super) fn add(apparatus: &mut Apparatus, found: &[SignNote]) {
    for note in found {
        let at = apparatus.notes.len();
        apparatus.notes.push(Note {
            label: note.sign.clone(),
            mark: span(&note.mark),
            span: span(&note.text),
            markers: Vec::new(),
            repeats: None,
            chapter: 0,
        });
        apparatus.markers.extend(note.markers.iter().map(|range| Marker {
            label: note.sign.clone(),
            span: span(range),
            part: span(range),
            behind: None,
            note: Some(at),
            chapter: 0,
        }));
    }
    apparatus.markers.sort_by_key(|marker| marker.span.start);
    for note in &mut apparatus.notes {
        note.markers.clear();
    }
    for (at, marker) in apparatus.markers.iter().enumerate() {
        if let Some(note) = marker.note.and_then(|note| apparatus.notes.get_mut(note)) {
            note.markers.push(at);
        }
    }
}

fn span(range: &Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

/// The signs that a text begins with, and their length with the backslashes of Markdown.
fn signs(text: &str) -> Option<(String, usize)> {
    let mut sign = String::new();
    let (mut length, mut count) = (0, 0);
    while count <= MOST {
        let rest = &text[length..];
        let bare = rest.strip_prefix('\\').unwrap_or(rest);
        let next = bare.chars().next().filter(|c| SIGNS.contains(c));
        let Some(next) = next.filter(|c| sign.is_empty() || sign.starts_with(*c)) else { break };
        sign.push(next);
        count += 1;
        length += rest.len() - bare.len() + next.len_utf8();
    }
    (1..=MOST).contains(&count).then_some((sign, length))
}

/// The paragraphs that begin with signs, and lines with one that follow each other.
fn notes(text: &str, from: usize) -> Vec<SignNote> {
    let mut found: Vec<SignNote> = Vec::new();
    let mut open = false;
    let mut is_apart = true;
    let mut end = from;
    for line in text[from..].split_inclusive('\n') {
        end += line.len();
        let bare = line.trim_start_matches([' ', '\t', '\u{c}']);
        if bare.trim_end_matches(['\n', '\r']).is_empty() || is_rule(line) {
            (open, is_apart) = (false, true);
            continue;
        }
        let begins = signs(bare).filter(|(_, length)| {
            let behind = bare[*length..].trim_start();
            let has_space = behind.len() < bare.len() - length;
            let is_letter = behind.starts_with(|c: char| c.is_alphabetic() || "“\"‘«[".contains(c));
            is_letter && (has_space || !bare.starts_with(['*', '\\']))
        });
        match begins.filter(|_| open || is_apart) {
            Some((sign, length)) => {
                let text = end - bare[length..].trim_start().len();
                let mark = end - bare.len()..text;
                found.push(SignNote { sign, mark, text: text..end, markers: Vec::new() });
                open = true;
            }
            None if open => {
                if let Some(last) = found.last_mut() {
                    last.text.end = end;
                }
            }
            None => {}
        }
        is_apart = false;
    }
    for note in &mut found {
        note.text.end = note.text.start + text[note.text.clone()].trim_end().len();
    }
    found
}

/// The signs right behind words, with their ranges. `*words*` are stressed, and no star there is a
/// marker.
fn markers(text: &str, from: usize) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = from;
    // Whether a star in this paragraph has begun a stress that another one ends.
    let mut is_stressed = false;
    let mut before = '\n';
    let mut last_was_blank_line = true;
    while let Some(c) = text[at..].chars().next() {
        if c == '\n' {
            is_stressed &= !last_was_blank_line;
            last_was_blank_line = true;
        } else if !c.is_whitespace() {
            last_was_blank_line = false;
        }
        let Some((sign, length)) = signs(&text[at..]) else {
            (at, before) = (at + c.len_utf8(), c);
            continue;
        };
        let next = text[at + length..].chars().next();
        let is_star = c == '*';
        let closes = next.is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, '.' | ',' | ';' | ':' | ')' | '”' | '’' | '"' | '»' | '—' | '–')
        });
        // `§ 4` counts sections.
        let counts =
            c == '§' && text[at + length..].trim_start().starts_with(|c: char| c.is_ascii_digit());
        if is_star && before.is_whitespace() | matches!(before, '(' | '"' | '“' | '‘') && !closes
        {
            is_stressed = true;
        } else if is_star && is_stressed && !before.is_whitespace() {
            is_stressed = false;
        } else if !before.is_whitespace() && closes && !counts {
            found.push((sign, at..at + length));
        }
        at += length;
        before = c;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::find;

    fn found(text: &str) -> Vec<(String, &str, usize)> {
        let notes = find(text, 0).into_iter();
        notes.map(|it| (it.sign, &text[it.text], it.markers.len())).collect()
    }

    #[test]
    fn each_page_has_its_own_signs() {
        let text = "One.* Two,† *stressed* words.\n\n* Carr, p. 3,\nand on.\n† Ibid.\n\n\
                    More.*\n\n* Serge.\n";
        let star = |text| ("*".to_owned(), text, 1);
        let expected =
            vec![star("Carr, p. 3,\nand on."), ("†".to_owned(), "Ibid.", 1), star("Serge.")];
        assert_eq!(found(text), expected);
        let escaped = "One.\\* Two.\\*\\*\n\n\\* Carr.\n\n\\*\\* Serge.\n";
        assert_eq!(found(escaped), vec![star("Carr."), ("**".to_owned(), "Serge.", 1)]);
    }

    #[test]
    fn lists_and_stressed_words_have_no_signs() {
        for text in [
            "A list:\n\n* one\n* two\n",
            "It was *new*.\n\n* one\n* two\n",
            "See the law, § 4.\n\n§ 4 says so.\n",
            "A * B is a product.\n\n* one\n",
        ] {
            assert_eq!(found(text), Vec::new(), "{text}");
        }
    }
}
