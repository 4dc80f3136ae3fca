//! What people write into `note` and `howpublished` although there is a field for it: a URL, the day
//! on which it was visited, translators.
//!
//! Input is the decoded text. Only a part of it that can mean nothing else is taken out; the other
//! words stay where they are.

use std::ops::Range;

use crate::model::{Date, Text};
use crate::read::bibtex::dates::parse_loose;
use crate::read::bibtex::entry::address::is_leading_word;

/// What may be taken out of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub(super) url: bool,
    /// Only beside a URL: styles print the day after it.
    pub(super) accessed: Accessed,
    pub(super) translators: bool,
}

/// Whether the day of a visit is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accessed {
    /// The work has one in a field of its own.
    No,
    /// Only if the text has the URL, too.
    WithUrl,
    /// The work has a URL.
    Yes,
}

/// What was found in a text, and the words that are left.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    pub(super) url: Option<String>,
    pub(super) accessed: Option<Date>,
    /// The names as they are written.
    pub(super) translators: Option<String>,
    /// `None` if nothing is left.
    pub(super) rest: Option<Text>,
}

impl Remarks {
    /// Whether anything was found.
    pub(super) fn is_some(&self) -> bool {
        self.url.is_some() || self.accessed.is_some() || self.translators.is_some()
    }

    /// Takes what is wanted out of a text.
    pub(super) fn of(text: &Text, wanted: Wanted) -> Remarks {
        let visit = if wanted.accessed == Accessed::No { None } else { visit(text.as_str()) };
        let (left, accessed) = match visit {
            Some((range, date)) => (without(text, range), Some(date)),
            None => (text.clone(), None),
        };
        if wanted.url
            && let Some((range, url)) = address(left.as_str())
        {
            let found = Remarks { url: Some(url), accessed, ..Remarks::default() };
            return found.with_rest(without(&left, range), wanted);
        }
        match wanted.accessed {
            Accessed::Yes => Remarks { accessed, ..Remarks::default() }.with_rest(left, wanted),
            Accessed::No | Accessed::WithUrl => Remarks::default().with_rest(text.clone(), wanted),
        }
    }

    fn with_rest(mut self, mut rest: Text, wanted: Wanted) -> Remarks {
        if wanted.translators
            && let Some((range, names)) = translators(rest.as_str())
        {
            rest = without(&rest, range);
            self.translators = Some(names);
        }
        self.rest = Some(rest).filter(|rest| rest.as_str().contains(char::is_alphanumeric));
        self
    }
}

/// Words before the day of a visit, the longest first.
const VISITED: [&str; 29] = [
    "zuletzt aufgerufen",
    "zuletzt abgerufen",
    "zuletzt besucht",
    "zuletzt geprüft",
    "letzter zugriff",
    "last retrieved",
    "last accessed",
    "date accessed",
    "last checked",
    "last visited",
    "accessed date",
    "last access",
    "last viewed",
    "access date",
    "consultado",
    "consultato",
    "abgerufen",
    "aufgerufen",
    "retrieved",
    "besucht",
    "consulté",
    "consulte",
    "accessed",
    "acesso",
    "visited",
    "zugriff",
    "checked",
    "viewed",
    "stand",
];

/// The day of a visit, `[Online; accessed 19-July-2008]`, and where a text says it.
fn visit(text: &str) -> Option<(Range<usize>, Date)> {
    let lower = text.to_lowercase();
    // A letter whose small form has another length.
    if lower.len() != text.len() {
        return None;
    }
    let begins_word = |at: usize| !lower[..at].ends_with(char::is_alphanumeric);
    let (at, word) = VISITED.iter().find_map(|word| {
        let (at, _) = lower.match_indices(word).find(|(at, _)| begins_word(*at))?;
        Some((at, *word))
    })?;
    let after = &lower[at + word.len()..];
    // `stand` means the state of a page only with a colon.
    if word == "stand" && !after.starts_with(':') {
        return None;
    }
    let mut rest = after.trim_start_matches([':', ',', ' ', '\u{a0}']);
    for small in ["on the", "on", "am", "le", "el", "il", "em", "in", "at", "of"] {
        if let Some(next) = rest.strip_prefix(small).filter(|next| next.starts_with([' ', ':'])) {
            rest = next.trim_start_matches([' ', ':']);
            break;
        }
    }
    let start = lower.len() - rest.len();
    let ends = |(end, c): (usize, char)| match c {
        ')' | ']' | ';' | ':' | '.' | ',' | ' ' | '|' => Some(start + end),
        _ => None,
    };
    let mut ends: Vec<usize> = text[start..].char_indices().filter_map(ends).collect();
    ends.push(text.len());
    let (end, date) = ends.into_iter().rev().find_map(|end| {
        let written = text[start..end].trim_end_matches(['.', ' ', ',', ':']);
        let is_short = written.len() <= 40;
        Some((end, parse_loose(written).filter(|_| is_short)?))
    })?;
    let before = before_visit(&lower[..at]);
    let mut end = end;
    if text[before..at].starts_with(['[', '(']) {
        let rest = text[end..].trim_start_matches(['.', ' ']);
        let closed = rest.strip_prefix([']', ')'])?;
        end = text.len() - closed.len();
    }
    if lower[end..].trim_start_matches([',', ' ']).starts_with("from ") {
        end = text.len() - text[end..].trim_start_matches([',', ' ']).len();
    }
    Some((before..end, date))
}

/// Where the words begin that lead to a visit: `[Online; `, `Website, last `.
fn before_visit(lower: &str) -> usize {
    let mut before = lower;
    loop {
        let bare = before.trim_end_matches([' ', ',', ';', ':', '-', '–', '\u{a0}']);
        let word = ["online", "last", "date", "zuletzt"].iter().find_map(|word| {
            let rest = bare.strip_suffix(word)?;
            (!rest.ends_with(char::is_alphanumeric)).then_some(rest)
        });
        match word {
            Some(rest) => before = rest,
            None => break,
        }
    }
    before.strip_suffix(['[', '(']).unwrap_or(before).len()
}

/// The only URL in a text, with the words before it that lead to it, if nothing else is in its part
/// of the sentence: `Software, available at http://a.example/`.
fn address(text: &str) -> Option<(Range<usize>, String)> {
    const SCHEMES: [&str; 4] = ["http://", "https://", "ftp://", "www."];
    let start = SCHEMES.iter().filter_map(|scheme| text.find(scheme)).min()?;
    let length = text[start..].find([' ', '\n', '"', '”', '>']).unwrap_or(text.len() - start);
    let mut end = start + length;
    loop {
        let url = &text[start..end];
        let is_open = url.matches('(').count() < url.matches(')').count();
        match url.chars().next_back()? {
            '.' | ',' | ';' | ':' | ']' => end -= 1,
            ')' if is_open => end -= 1,
            _ => break,
        }
    }
    if SCHEMES.iter().any(|scheme| text[end..].contains(scheme)) {
        return None;
    }
    let url = text[start..end].replace("/\u{a0}", "/~").replace('∼', "~").replace('–', "--");
    // A value with a command is text, and the command is reported there.
    if url.contains(['\\', '\u{a0}']) || url.len() < "www.a.bc".len() {
        return None;
    }
    let before = text[..start].trim_end_matches(['<', '"', '“', ' ', '\u{a0}']);
    let clause = clause_start(before);
    let mut words = before[clause..].split(|c: char| !c.is_alphanumeric() && c != '-');
    // `Website: http://…`, but not `Corpus: http://…`.
    if !words.all(|word| word.is_empty() || is_leading_word(word)) {
        return None;
    }
    let rest = text[end..].trim_start_matches(['>', '"', '”', ' ']);
    let is_end = rest.is_empty() || rest.starts_with(['.', ',', ';', ')', ']', '(', '[']);
    is_end.then(|| (clause..text.len() - rest.len(), url))
}

/// Where the part of a sentence begins that a text ends with.
fn clause_start(text: &str) -> usize {
    let divides = |(at, c): (usize, char)| {
        let next = at + c.len_utf8();
        let ends = matches!(c, ',' | ';' | '(' | '[' | '\n')
            || c == '.' && text[next..].starts_with([' ', '\n', '\u{a0}']);
        (ends || c == '.' && next == text.len()).then_some(next)
    };
    text.char_indices().filter_map(divides).next_back().unwrap_or(0)
}

/// The translators that a sentence of a note names: `Translated by Jane Roe and Jo Poe`.
fn translators(text: &str) -> Option<(Range<usize>, String)> {
    const WORDS: [&str; 8] = [
        "translated by ",
        "translation by ",
        "trans. by ",
        "transl. by ",
        "trans. ",
        "übersetzt von ",
        "aus dem englischen von ",
        "traduit par ",
    ];
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let (start, word) = WORDS.iter().find_map(|word| {
        let at = lower.find(word)?;
        let before = lower[..at].trim_end();
        let begins = before.is_empty() || before.ends_with(['.', ';', ',', '(']);
        begins.then_some((at, *word))
    })?;
    let names = start + word.len();
    let (mut end, mut full_words, mut last) = (names, 0, "");
    for piece in text[names..].split_inclusive([' ', '\u{a0}']) {
        let word = piece.trim_end_matches([' ', '\u{a0}']);
        let bare = word.trim_end_matches(['.', ',', ';', ')']);
        let is_initial =
            bare.chars().count() == 1 || bare.split('.').all(|it| it.chars().count() == 1);
        let is_name = bare.starts_with(char::is_uppercase);
        let joins = matches!(bare, "and" | "und" | "et" | "&");
        let is_particle =
            matches!(bare, "von" | "van" | "de" | "der" | "den" | "du" | "di" | "la" | "le");
        if !(is_name || joins || is_particle) || bare.chars().any(|c| c.is_ascii_digit()) {
            // Other words follow: `Translated by Jane Roe with notes`.
            return None;
        }
        full_words += usize::from(is_name && !is_initial);
        end += piece.len();
        last = bare;
        if word.len() > bare.len() && !(is_initial && word.ends_with('.')) {
            end -= piece.len() - bare.len();
            break;
        }
    }
    let list = text[names..end].trim_end().trim_end_matches(['.', ',']);
    // A name in full is two words or more, so that `Translated by Author` is none.
    let persons: Vec<&str> = list.split(" and ").flat_map(|it| it.split(" und ")).collect();
    let sure = persons.iter().all(|person| (2..=4).contains(&person.split_whitespace().count()));
    let whole = !matches!(last, "and" | "und" | "et" | "&" | "von" | "van" | "de");
    (sure && whole && full_words > 0).then(|| (start..end, persons.join(" and ")))
}

/// A text without one of its parts, and without the marks that divided the part from the rest.
fn without(text: &Text, part: Range<usize>) -> Text {
    let content = text.as_str();
    let divides = [' ', ',', ';', ':', '\u{a0}'];
    let mut before = content[..part.start].trim_end_matches(' ');
    let mut after = content[part.end..].trim_start_matches([' ', '.', ',', ';', ':', '\u{a0}']);
    // Brackets that contained nothing else.
    if let (Some(open), Some(closed)) =
        (before.strip_suffix(['(', '[']), after.strip_prefix([')', ']']))
    {
        before = open.trim_end_matches(' ');
        after = closed.trim_start_matches([' ', '.', ',', ';']);
    }
    if after.is_empty() || after.starts_with([')', ']']) {
        before = before.trim_end_matches(divides);
    }
    let divider = match before.is_empty() || after.is_empty() || after.starts_with([')', ']']) {
        true => "",
        false => " ",
    };
    let joined = format!("{before}{divider}{after}");
    let (kept, moved) = (before.len() as u32, (content.len() - after.len()) as u32);
    let base = kept + divider.len() as u32;
    let marks = text.marks().iter().flat_map(|mark| {
        let first = (mark.start.min(kept), mark.end.min(kept));
        let start = base + mark.start.max(moved) - moved;
        let second = (start, base + mark.end.max(moved) - moved);
        [first, second].map(|(start, end)| crate::model::Mark { start, end, kind: mark.kind })
    });
    let marks: Vec<_> = marks.filter(|mark| mark.start < mark.end).collect();
    if marks.is_empty() { Text::plain(joined) } else { Text::with_marks(joined, marks) }
}

#[cfg(test)]
mod tests {
    use super::{Accessed, Remarks, Wanted};
    use crate::model::Text;

    fn read(text: &str) -> String {
        let wanted = Wanted { url: true, accessed: Accessed::WithUrl, translators: true };
        shown(Remarks::of(&Text::plain(text), wanted))
    }

    fn shown(found: Remarks) -> String {
        let date = found.accessed.and_then(|date| date.to_edtf());
        let rest = found.rest.map(Text::into_string);
        let parts = [found.url, date, found.translators, rest];
        parts.map(|part| part.unwrap_or("-".to_owned())).join(" | ")
    }

    #[test]
    fn what_has_a_variable_is_taken_out() {
        for (text, parts) in [
            (
                "http://a.example/x (accessed 3 March 2010)",
                "http://a.example/x | 2010-03-03 | - | -",
            ),
            (
                "Available at http://a.example/x. Accessed on March 5th, 2012.",
                "http://a.example/x | 2012-03-05 | - | -",
            ),
            (
                "Retrieved May 5, 2012, from http://a.example/x",
                "http://a.example/x | 2012-05-05 | - | -",
            ),
            (
                "http://a.example/x [accessed 2 Feb. 2011]",
                "http://a.example/x | 2011-02-02 | - | -",
            ),
            ("PhD thesis. URL: http://a.example/x", "http://a.example/x | - | - | PhD thesis."),
            ("version 1.2, http://a.example/x", "http://a.example/x | - | - | version 1.2"),
            ("version 1.2 (http://a.example/x)", "http://a.example/x | - | - | version 1.2"),
            (
                "Software (available at http://a.example/x). Beta",
                "http://a.example/x | - | - | Software Beta",
            ),
            (
                "http://a.example/x_(y), last visited 12/2010",
                "http://a.example/x_(y) | 2010-12 | - | -",
            ),
            (
                "Zugriff am 05.10.2011: http://a.example/x",
                "http://a.example/x | 2011-10-05 | - | -",
            ),
            ("Translated by John Roe", "- | - | John Roe | -"),
            (
                "First edition. Translated by J. D. Roe and Ann van Dyk. Illustrated",
                "- | - | J. D. Roe and Ann van Dyk | First edition. Illustrated",
            ),
            ("Trans. John Roe, 2nd printing", "- | - | John Roe | 2nd printing"),
        ] {
            assert_eq!(read(text), parts, "{text}");
        }
    }

    #[test]
    fn what_may_mean_something_else_stays() {
        for text in [
            "Accessed 2020-01-02",
            "The code is at http://a.example/x",
            "http://a.example/ and elsewhere",
            "http://a.example/x http://a.example/y",
            "Translated by Roe",
            "Translated by Jane Roe with notes",
            "Translated by the author",
            "Not translated by Jane Roe",
            "Retrieved in part",
        ] {
            assert_eq!(read(text), format!("- | - | - | {text}"));
        }
    }

    #[test]
    fn a_visit_of_a_known_address() {
        let wanted = Wanted { url: false, accessed: Accessed::Yes, translators: false };
        for (text, parts) in [
            ("[Online; accessed 19-July-2008]", "- | 2008-07-19 | - | -"),
            ("Last accessed: 2011-10-05", "- | 2011-10-05 | - | -"),
            ("Accessed 20 Jan 2020; see also Roe", "- | 2020-01-20 | - | see also Roe"),
            ("Version 2. Accessed: 2020-01-20.", "- | 2020-01-20 | - | Version 2."),
            ("Consulté le 3 mars 2010", "- | 2010-03-03 | - | -"),
            ("Accessed 01/02/2010", "- | - | - | Accessed 01/02/2010"),
            ("Accessed in May by all", "- | - | - | Accessed in May by all"),
        ] {
            assert_eq!(shown(Remarks::of(&Text::plain(text), wanted)), parts, "{text}");
        }
    }
}
