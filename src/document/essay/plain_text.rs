//! The paragraphs of a plain text as Markdown has them.

use std::collections::BTreeSet;

use crate::document::essay::apparatus::EssayParagraph;
use crate::document::essay::writer::{Edit, Writer};

impl Writer<'_, '_> {
    /// Block quotations in plain text become quotations in Markdown, not code, verse keeps its lines,
    /// and what Markdown would read as markup is escaped.
    pub(super) fn plain_paragraphs(&self, edits: &[Edit]) -> Vec<Edit> {
        let taken: BTreeSet<usize> = edits.iter().map(|(range, _)| range.start).collect();
        let mut more = Vec::new();
        for paragraph in &self.apparatus.paragraphs {
            self.plain_paragraph(paragraph, &mut more);
        }
        more.retain(|(range, _): &Edit| !range.is_empty() || !taken.contains(&range.start));
        more
    }

    fn plain_paragraph(&self, paragraph: &EssayParagraph, edits: &mut Vec<Edit>) {
        let range = paragraph.span.range();
        let mut start = self.line_start(range.start);
        let lines: Vec<&str> = self.text[start..range.end].split_inclusive('\n').collect();
        let is_verse = paragraph.is_quote && is_verse(&lines);
        let least = lines.iter().map(|line| indent(line)).min().unwrap_or_default();
        for (number, line) in lines.iter().enumerate() {
            let indent = indent(line);
            let text = &line[indent..];
            let mut mark = match paragraph.is_quote && !text.starts_with('>') {
                true => "> ".to_owned(),
                false => String::new(),
            };
            let is_deep = indent >= 4 || line[..indent].contains('\t');
            if is_verse {
                mark.push_str(&"\u{a0}".repeat(indent - least));
                let end = start + line.trim_end().len();
                if number + 1 < lines.len() {
                    edits.push((end..end, "\\".to_owned()));
                }
            }
            if !mark.is_empty() || is_deep && number == 0 {
                edits.push((start..start + indent, mark));
            }
            // What comes before the text of an item is its mark.
            let is_item = number == 0 && range.start > start + indent;
            let first = start + indent;
            // `# of loaves` counts them.
            let is_heading = paragraph.is_heading
                && !text.trim_start_matches(['#', ' ']).starts_with(char::is_lowercase);
            let begins = block_mark(text).filter(|_| !is_item && !is_heading);
            let begins = begins.filter(|_| !(paragraph.is_quote && text.starts_with('>')));
            edits.extend(begins.map(|at| (first + at..first + at, "\\".to_owned())));
            let specials = text.char_indices().filter(|(at, _)| is_special(text, *at));
            let from = if number == 0 { range.start } else { start };
            let escapes = specials.map(|(at, _)| first + at).filter(|at| *at >= from);
            edits.extend(escapes.map(|at| (at..at, "\\".to_owned())));
            start += line.len();
        }
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// Where a line must be escaped so that it begins no heading, list, quotation, table or definition.
fn block_mark(line: &str) -> Option<usize> {
    let marks = line.len() - line.trim_start_matches(['#', '>', '+', '-', '|', ':', '%']).len();
    let number = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_apart = |at: usize| line[at..].starts_with([' ', '\t']);
    let is_mark = marks > 0 && (is_apart(marks) || line.starts_with(['>', '|']));
    let is_number =
        (1..=9).contains(&number) && line[number..].starts_with(['.', ')']) && is_apart(number + 1);
    match (is_mark, is_number) {
        (true, _) => Some(0),
        (_, true) => Some(number),
        _ => None,
    }
}

/// Whether Markdown may read a character as markup. A tag would disappear, and a power or an index
/// would change the text after it.
fn is_special(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars();
    let (Some(c), next) = (rest.next(), rest.next()) else { return false };
    let before = text[..at].chars().next_back();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '@' | '\\' | '^' | '~' | '$' | '`' => true,
        '*' | '_' if is_emphasis(text, at, c) => false,
        '*' => !(before.is_none_or(char::is_whitespace) && next.is_none_or(char::is_whitespace)),
        '<' => next.is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?')),
        // Within a word it is a letter.
        '_' => !(is_word(before) && is_word(next)),
        '&' => {
            let name = text[at + 1..].split(';').next().unwrap_or_default();
            let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '#');
            is_name && !name.is_empty() && text[at + 1 + name.len()..].starts_with(';')
        }
        // A link, or a span with attributes.
        '[' => text[at..].find(']').is_some_and(|close| {
            let behind = &text[at + close + 1..];
            behind.starts_with(['(', '[', '{']) || at == 0 && behind.starts_with(':')
        }),
        _ => false,
    }
}

/// Whether a sign is one of two around words that the author stresses: `*so*`.
fn is_emphasis(text: &str, at: usize, sign: char) -> bool {
    let signs: Vec<usize> = text.match_indices(sign).map(|(at, _)| at).collect();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = |at: usize| text[..at].chars().next_back();
    let behind = |at: usize| text[at + 1..].chars().next();
    let is_pair = |open: usize, close: usize| {
        let is_inside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != sign);
        !is_word(before(open))
            && is_inside(behind(open))
            && is_inside(before(close))
            && !is_word(behind(close))
    };
    let mut signs = signs.into_iter();
    while let Some(open) = signs.next().filter(|open| *open <= at) {
        let mut rest = signs.clone();
        if let Some(close) = rest.next().filter(|close| is_pair(open, *close)) {
            if open == at || close == at {
                return true;
            }
            signs = rest;
        }
    }
    false
}

/// Whether the line breaks of a block quotation belong to it: its lines are short, and most end
/// where the next word had room, or all begin with a capital.
fn is_verse(lines: &[&str]) -> bool {
    const MOST: usize = 60;
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    let length = |line: &str| line.chars().count();
    let longest = lines.iter().map(|line| length(line)).max().unwrap_or_default();
    let breaks = lines.windows(2).filter(|pair| {
        let word = pair[1].split_whitespace().next().unwrap_or_default();
        length(pair[0]) + 1 + length(word) <= longest
    });
    let begins = |line: &&str| {
        let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        bare.starts_with(char::is_uppercase)
    };
    let is_marked = lines.iter().any(|line| line.starts_with('>'));
    lines.len() > 1
        && longest <= MOST
        && !is_marked
        && (2 * breaks.count() > lines.len() - 1 || lines.iter().all(begins))
}

#[cfg(test)]
mod tests {
    use super::{block_mark, is_special, is_verse};

    #[test]
    fn markup_is_escaped() {
        for (text, escaped) in [
            ("5*3*2 * 4 *so* said", r"5\*3\*2 * 4 *so* said"),
            ("_so_ snake_case _x", r"_so_ snake_case \_x"),
            ("[x](y) [sic] &amp; A&B; C & D", r"\[x](y) [sic] \&amp; A\&B; C & D"),
        ] {
            let out: String = text
                .char_indices()
                .flat_map(|(at, c)| is_special(text, at).then_some('\\').into_iter().chain([c]))
                .collect();
            assert_eq!(out, escaped);
        }
        for (line, at) in [
            ("# of", Some(0)),
            ("1812. That", Some(4)),
            ("> a", Some(0)),
            ("-a", None),
            ("- a", Some(0)),
        ] {
            assert_eq!(block_mark(line), at, "{line}");
        }
    }

    #[test]
    fn verse_is_told_from_prose() {
        for (lines, is_one) in [
            (&["    Bread is dear", "      and men are cheap."][..], true),
            (&["  Tyger Tyger, burning bright,", "  In the forests of the night;"], true),
            (
                &["  The soviets had become an empty form, and", "  nobody in the town took them"],
                false,
            ),
            (&["  the one line"], false),
        ] {
            assert_eq!(is_verse(lines), is_one, "{lines:?}");
        }
    }
}
