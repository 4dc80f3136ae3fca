//! Converts pandoc's inline syntax: `[text]{.class}`, `^[note]`, `` `x`{=html} ``, attributes of
//! code and links.

use std::fmt::Write;

use crate::typeset::page::marked::{
    Container, Insert, Marks, Size, attribute_words, attributes_of,
};

/// The maximum length of code or of an inline note, in bytes.
const MOST: usize = 16 << 10;

/// The maximum nesting of inline notes.
const DEPTH: usize = 4;

/// Converts a line: spans and raw text become marks, and attributes for presentation are removed.
pub(super) fn brought_over(line: &str, marks: &mut Marks) -> String {
    if !line.contains(['{', '^', '~', '\\']) {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    // The positions of open brackets in the output.
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let rest = &line[at..];
        if let Some((piece, length)) = whole(c, rest, &out, marks) {
            out.push_str(&piece);
            at += length;
            continue;
        }
        match c {
            '`' => {
                let length = code_length(rest);
                at += length;
                let attributes = braces(&line[at..]).filter(|_| length > 1);
                at += attributes.map_or(0, str::len);
                let format = attributes.and_then(|it| it.strip_prefix("{=")?.strip_suffix('}'));
                match format {
                    Some(format) => {
                        let raw = rest[..length].trim_matches('`').trim().to_owned();
                        out.push_str(&marks.put(Insert::Raw(format.to_owned(), raw)));
                    }
                    None => out.push_str(&rest[..length]),
                }
                continue;
            }
            '[' => open.push(out.len()),
            ']' => {
                let start = open.pop();
                let attributes = braces(&rest[1..]).filter(|it| is_attributes(it));
                if let (Some(start), Some(attributes)) = (start, attributes) {
                    let begin = Insert::Open(Container::Span, attributes_of(attributes));
                    let begin = marks.put(begin);
                    out.replace_range(start..=start, &begin);
                    out.push_str(&marks.put(Insert::Close(Container::Span)));
                    at += 1 + attributes.len();
                    continue;
                }
                if let Some(length) = address(&rest[1..]) {
                    out.push_str(&rest[..1 + length]);
                    at += 1 + length;
                    if let Some(attributes) = braces(&line[at..]).filter(|it| is_attributes(it)) {
                        at += attributes.len();
                        let before = start.and_then(|start| out.get(..start));
                        let is_figure = before.is_some_and(|it| it.trim() == "!");
                        let is_image = before.is_some_and(|it| it.ends_with('!'));
                        if let (Some(start), true) = (start, is_image)
                            && let Some(size) = Size::of(attributes)
                        {
                            out.insert_str(start + 1, &marks.put(Insert::Size(size)));
                        }
                        let attributes = attributes_of(attributes);
                        if is_figure && attributes.id.is_some() && line[at..].trim().is_empty() {
                            let begin = Insert::Open(Container::Div, attributes);
                            let begin = marks.put_block(begin);
                            let end = marks.put_block(Insert::Close(Container::Div));
                            out = format!("{begin}{}{end}", out.trim_start());
                        }
                    }
                    continue;
                }
            }
            _ => {}
        }
        out.push(c);
        at += c.len_utf8();
    }
    out
}

/// An element that is converted as a whole, and its length in the line: a command, a formula, an
/// address, raised or lowered text. `before` is the output before it.
fn whole(c: char, rest: &str, before: &str, marks: &mut Marks) -> Option<(String, usize)> {
    if c == '\\'
        && let Some(length) = environment(rest)
    {
        return Some((marks.put(of_environment(rest[..length].to_owned())), length));
    }
    if c == '\\'
        && let Some(length) = command(rest)
    {
        return Some((
            marks.put(Insert::Raw("latex".to_owned(), rest[..length].to_owned())),
            length,
        ));
    }
    if rest.starts_with("$$")
        && let Some(length) = opaque(rest, false)
        && rest[..length].contains('\n')
    {
        return Some((marks.put(Insert::Formula(rest[2..length - 2].to_owned())), length));
    }
    // Formulas and addresses are not searched.
    if matches!(c, '$' | '<' | 'h' | '~' | '\\')
        && let Some(length) = opaque(rest, before.ends_with(char::is_alphanumeric))
    {
        return Some((rest[..length].to_owned(), length));
    }
    let kind = match c {
        '^' => Container::Superscript,
        '~' => Container::Subscript,
        _ => return None,
    };
    let inside = script(rest)?;
    let open = marks.put(Insert::Open(kind, attributes_of("{}")));
    let close = marks.put(Insert::Close(kind));
    Some((format!("{open}{inside}{close}"), inside.len() + 2))
}

/// The length of the environment of TeX that a text begins with; `None` if it is not closed.
pub(super) fn environment(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("\\begin{")?;
    let name = &inside[..inside.find('}')?];
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'*');
    if name.is_empty() || !is_name {
        return None;
    }
    let (begin, end) = (format!("\\begin{{{name}}}"), format!("\\end{{{name}}}"));
    let (mut at, mut depth) = (begin.len(), 1_u32);
    while depth > 0 {
        let rest = &text[at..];
        let close = rest.find(&end)?;
        match rest.find(&begin).filter(|open| *open < close) {
            Some(open) => {
                depth += 1;
                at += open + begin.len();
            }
            None => {
                depth -= 1;
                at += close + end.len();
            }
        }
    }
    Some(at)
}

/// What an environment is: a formula, or something that only LaTeX can print.
pub(super) fn of_environment(text: String) -> Insert {
    match is_formula(&text) {
        true => Insert::Environment(text),
        false => Insert::Raw("latex".to_owned(), text),
    }
}

/// Whether an environment is a formula of its own.
fn is_formula(environment: &str) -> bool {
    const NAMES: [&str; 9] = [
        "equation",
        "align",
        "gather",
        "multline",
        "eqnarray",
        "flalign",
        "alignat",
        "displaymath",
        "math",
    ];
    let name = environment.strip_prefix("\\begin{").and_then(|it| it.split(['}', '*']).next());
    name.is_some_and(|name| NAMES.contains(&name))
}

/// The length of the TeX command at the beginning of a text, with its arguments.
fn command(text: &str) -> Option<usize> {
    let name = &text[1..];
    let letters = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
    let mut at = 1 + letters;
    while let Some((open, close)) = match text[at..].chars().next() {
        Some('{') => Some(('{', '}')),
        Some('[') => Some(('[', ']')),
        _ => None,
    } {
        let mut depth = 0_u32;
        let end = text[at..].char_indices().find(|(_, c)| {
            depth = if *c == open {
                depth + 1
            } else if *c == close {
                depth - 1
            } else {
                depth
            };
            depth == 0
        });
        let Some((length, _)) = end else { break };
        at += length + 1;
    }
    (letters > 0).then_some(at)
}

/// The length of the formula, tag, address or escape at the beginning of a text.
fn opaque(text: &str, in_word: bool) -> Option<usize> {
    if text.starts_with("~~") {
        return Some(2);
    }
    if let Some(behind) = text.strip_prefix('\\') {
        return Some(1 + behind.chars().next().map_or(0, char::len_utf8));
    }
    let end = |inside: &str, close: char| inside.find(close).map(|at| at + close.len_utf8());
    if let Some(inside) = text.strip_prefix("$$") {
        return inside.find("$$").map(|at| at + 4);
    }
    if let Some(inside) = text.strip_prefix('$') {
        let is_math = !inside.starts_with(char::is_whitespace);
        return end(inside, '$').filter(|length| is_math && *length > 1).map(|length| length + 1);
    }
    if let Some(inside) = text.strip_prefix('<') {
        let is_tag = inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        return end(inside, '>').filter(|_| is_tag).map(|length| length + 1);
    }
    let is_address = text.starts_with("http://") || text.starts_with("https://");
    let length = text.find(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '>' | '⸩'));
    (is_address && !in_word).then(|| length.unwrap_or(text.len()))
}

/// The length of the address in parentheses at the beginning of a text.
fn address(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            _ if depth == 0 => return None,
            ')' if depth == 1 => return Some(at + 1),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Raised or lowered text, `^2^` or `~2~`, at the beginning of a text; it contains no space.
fn script(text: &str) -> Option<&str> {
    let mark = text.chars().next()?;
    let inside = &text[1..];
    let end = inside.find(|c: char| c == mark || c.is_whitespace())?;
    // `^[` begins a note, unless it is a raised link.
    let is_note = inside.starts_with('[') && !inside[..end].contains("](");
    let is_script = end > 0 && inside[end..].starts_with(mark) && !is_note;
    is_script.then(|| &inside[..end])
}

/// The length of the code at the beginning of a text, or of the backticks if it is not closed.
fn code_length(text: &str) -> usize {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let fence = &text[..ticks];
    let text = &text[..text.floor_char_boundary(ticks + MOST)];
    let mut at = ticks;
    while let Some(found) = text[at..].find(fence) {
        let start = at + found;
        let run = text[start..].len() - text[start..].trim_start_matches('`').len();
        if run == ticks {
            return start + run;
        }
        at = start + run;
    }
    ticks
}

/// The braces at the beginning of a text, with their content.
fn braces(text: &str) -> Option<&str> {
    let end = text.starts_with('{').then(|| text.find('}')).flatten()?;
    Some(&text[..=end])
}

/// True if braces contain attributes: `{#id .class key=value}`.
fn is_attributes(braces: &str) -> bool {
    let inside = &braces[1..braces.len() - 1];
    let words = attribute_words(inside);
    !words.is_empty()
        && words.iter().all(|word| word.starts_with(['#', '.', '=']) || word.contains('='))
}

/// Replaces the inline notes of a text, `^[…]`, with `[^label]`; also returns the texts of these
/// notes.
pub(super) fn inline_notes(text: &str, prefix: &str) -> (String, String) {
    let mut out = String::with_capacity(text.len());
    let mut notes = String::new();
    let mut number = 0;
    let mut at = 0;
    // The mark and length of the open code block.
    let mut fence: Option<(char, usize)> = None;
    while let Some(found) = text[at..].find(['^', '`', '\\', '\n', '~']) {
        let start = at + found;
        out.push_str(&text[at..start]);
        let rest = &text[start..];
        let is_line_start = text[..start].ends_with('\n') || start == 0;
        if is_line_start && (rest.starts_with("```") || rest.starts_with("~~~")) {
            let mark = if rest.starts_with('`') { '`' } else { '~' };
            let run = rest.len() - rest.trim_start_matches(mark).len();
            let info = rest[run..].lines().next().unwrap_or_default();
            fence = match fence {
                Some((open, least)) if open == mark && run >= least && info.trim().is_empty() => {
                    None
                }
                None if !(mark == '`' && info.contains('`')) => Some((mark, run)),
                open => open,
            };
            let line = rest.find('\n').map_or(rest.len(), |length| length);
            out.push_str(&rest[..line]);
            at = start + line;
            continue;
        }
        let length = match rest.as_bytes()[0] {
            b'\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            b'`' if fence.is_none() => code_length(rest),
            b'^' if fence.is_none() && rest.starts_with("^[") => match note_length(rest) {
                Some(length) if !rest[length..].starts_with('(') => {
                    number += 1;
                    let label = format!("{prefix}{number}");
                    let _ = write!(out, "[^{label}]");
                    // A blank line would end it.
                    let inside = rest[2..length - 1].replace('\n', " ");
                    let is_deep = prefix.matches('-').count() > DEPTH;
                    let (inside, inner) = match is_deep {
                        true => (inside, String::new()),
                        false => inline_notes(&inside, &format!("{label}-")),
                    };
                    let _ = write!(notes, "\n\n[^{label}]: {}{inner}", inside.trim());
                    at = start + length;
                    continue;
                }
                _ => 1,
            },
            _ => 1,
        };
        out.push_str(&rest[..length]);
        at = start + length;
    }
    out.push_str(&text[at..]);
    (out, notes)
}

/// The length of the inline note at the beginning of a text; it contains no blank line.
fn note_length(text: &str) -> Option<usize> {
    let text = &text[..text.floor_char_boundary(MOST)];
    let mut depth = 0_u32;
    let mut at = 1;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        match c {
            '\\' => at += rest[1..].chars().next().map_or(0, char::len_utf8),
            '`' => at += code_length(rest) - 1,
            '[' => depth += 1,
            ']' if depth == 1 => return Some(at + 1),
            ']' => depth -= 1,
            '\n' if rest[1..].trim_start_matches([' ', '\t']).starts_with('\n') => return None,
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::inline_notes;

    #[test]
    fn notes_in_the_text_get_labels() {
        let (text, notes) = inline_notes("a^[b [c](d)\ne `]` \\]] x^2^ `^[x]`\n\n^[no\n\n]", "n");
        assert_eq!(text, "a[^n1] x^2^ `^[x]`\n\n^[no\n\n]");
        assert_eq!(notes, "\n\n[^n1]: b [c](d) e `]` \\]");
        let (text, notes) = inline_notes("```\n^[a]\n```\n^[b^[c]]", "n");
        assert_eq!(text, "```\n^[a]\n```\n[^n1]");
        assert_eq!(notes, "\n\n[^n1]: b[^n1-1]\n\n[^n1-1]: c");
    }
}
