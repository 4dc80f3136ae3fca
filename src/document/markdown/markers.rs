//! The marks at the beginning of blocks.

use crate::document::pandoc::keys_in;

/// The mark of an item, a definition or a footnote.
pub(super) enum Marker {
    /// The mark of a list item, with the label of a numbered example.
    Item {
        length: usize,
        example: Option<String>,
    },
    Note {
        length: usize,
        label: String,
    },
    Definition,
}

impl Marker {
    /// Its length in bytes.
    pub(super) fn length(&self) -> usize {
        match self {
            Marker::Item { length, .. } | Marker::Note { length, .. } => *length,
            Marker::Definition => 1,
        }
    }
}

/// The mark at the beginning of a line.
pub(super) fn marker(line: &str) -> Option<Marker> {
    if let Some(rest) = line.strip_prefix("[^") {
        let label = &rest[..rest.find(']')?];
        let is_label = !label.is_empty() && !label.contains(char::is_whitespace);
        let length = label.len() + 4;
        return (is_label && line[length - 1..].starts_with(':'))
            .then(|| Marker::Note { length, label: label.to_owned() });
    }
    let spaced = |length: usize| {
        let rest = &line[length..];
        rest.is_empty() || rest.starts_with([' ', '\t'])
    };
    if line.starts_with([':', '~']) && line.len() > 1 && spaced(1) {
        return Some(Marker::Definition);
    }
    if line.starts_with(['-', '+', '*']) {
        let is_item = spaced(1) && !is_rule(line);
        return is_item.then_some(Marker::Item { length: 1, example: None });
    }
    let (length, example) = enumerator(line)?;
    spaced(length).then_some(Marker::Item { length, example })
}

/// The number of an item, `1.`, `(iv)`, `a)`, `#.`, `(@good)`: its length, and the label of an
/// example.
fn enumerator(line: &str) -> Option<(usize, Option<String>)> {
    let inside = line.strip_prefix('(');
    let body = inside.unwrap_or(line);
    let length =
        body.find(|c: char| !(c.is_alphanumeric() || matches!(c, '@' | '#' | '_' | '-')))?;
    let (word, end) = (&body[..length], body[length..].chars().next()?);
    let closes = if inside.is_some() { end == ')' } else { matches!(end, '.' | ')') };
    let total = length + 1 + usize::from(inside.is_some());
    if !closes || !end.is_ascii() {
        return None;
    }
    if let Some(label) = word.strip_prefix('@') {
        let label = (!label.is_empty()).then(|| label.to_owned());
        return (inside.is_some() && end == ')').then_some((total, label));
    }
    let number = !word.is_empty() && word.len() < 10 && word.bytes().all(|b| b.is_ascii_digit());
    let letter = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let roman = !word.is_empty() && word.bytes().all(|byte| b"ivxlcdmIVXLCDM".contains(&byte));
    // `B. Russell` begins with an initial.
    let initial = end == '.'
        && inside.is_none()
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && !line[total..].starts_with("  ");
    // `p. 3` names a page.
    let behind = line[total..].trim_start_matches(' ');
    let is_page = word == "p" && end == '.' && behind.starts_with(|c: char| c.is_ascii_digit());
    let is_number = number || word == "#" || ((letter || roman) && !initial && !is_page);
    is_number.then_some((total, None))
}

/// The mark and length of the fence at the beginning of a line.
pub(super) fn fence(line: &str) -> Option<(u8, usize)> {
    let mark = line.bytes().next().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.bytes().take_while(|byte| *byte == mark).count();
    let info = &line[length..];
    let is_info = mark == b'~' || !info.contains('`') || prose_directive(info).is_some();
    let is_fence = length >= 3 && is_info;
    is_fence.then_some((mark, length))
}

/// The title behind the name of a directive of MyST whose content is text: `{note} On the ice`.
///
/// *Source*: the documentation of MyST, "Directives"; docutils' "reStructuredText Directives".
pub(super) fn prose_directive(info: &str) -> Option<&str> {
    const NAMES: [&str; 48] = [
        "admonition",
        "algorithm",
        "assumption",
        "attention",
        "aside",
        "axiom",
        "card",
        "caution",
        "conjecture",
        "corollary",
        "criterion",
        "danger",
        "definition",
        "dropdown",
        "epigraph",
        "error",
        "example",
        "exercise",
        "figure",
        "figure-md",
        "glossary",
        "grid",
        "grid-item",
        "grid-item-card",
        "hint",
        "important",
        "lemma",
        "list-table",
        "margin",
        "note",
        "observation",
        "proof",
        "property",
        "proposition",
        "pull-quote",
        "remark",
        "seealso",
        "sidebar",
        "solution",
        "tab-item",
        "tab-set",
        "table",
        "theorem",
        "tip",
        "topic",
        "versionadded",
        "warning",
        "blockquote",
    ];
    let (name, title) = info.trim_start().strip_prefix('{')?.split_once('}')?;
    NAMES.contains(&name).then_some(title)
}

/// True if a line is a rule, or underlines a heading.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim_end();
    let rule = |mark: char| {
        line.starts_with(mark)
            && line.chars().all(|c| c == mark || c == ' ')
            && line.chars().filter(|c| *c == mark).count() >= 3
    };
    rule('-') || rule('*') || rule('_') || (!line.is_empty() && line.chars().all(|c| c == '='))
}

pub(super) fn is_heading(line: &str) -> bool {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&level) && line[level..].starts_with([' ', '\t'])
}

/// The label of `[label]: address` and what follows it, if it is neither a citation nor the text of
/// a footnote.
pub(super) fn link_definition(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.strip_prefix('[')?.split_once(']')?;
    let is_label = !label.is_empty() && !label.starts_with('^') && keys_in(label).next().is_none();
    rest.strip_prefix(':').filter(|_| is_label).map(|target| (label, target))
}

/// True if a line is the title of a link.
pub(super) fn is_title(line: &str) -> bool {
    [('"', '"'), ('\'', '\''), ('(', ')')]
        .into_iter()
        .any(|(open, close)| line.len() > 1 && line.starts_with(open) && line.ends_with(close))
}

/// True if a line is a row of a table; a line of a verse, `| the ice`, may go on in the next line.
pub(super) fn is_row(line: &str) -> bool {
    line.starts_with('|') && (!line.starts_with("| ") || line.trim_end().ends_with('|'))
}

/// The name of a tag that a line opens and whose content is verbatim.
pub(super) fn verbatim_tag(line: &str) -> Option<&'static str> {
    let rest = line.strip_prefix('<')?;
    ["pre", "script", "style", "textarea"].into_iter().find(|name| {
        let fits = rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
        let behind = rest.get(name.len()..).unwrap_or_default();
        fits && (behind.is_empty() || behind.starts_with(['>', ' ', '\t']))
    })
}

/// The name of the TeX environment that a text begins.
pub(super) fn environment(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("\\begin{")?;
    let name = &rest[..rest.find('}')?];
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '*');
    is_name.then_some(name)
}

/// The position of a comment in a part of a line, outside code.
pub(super) fn comment(line: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = line[at..].find(['`', '<', '\\']) {
        at += found;
        let rest = &line[at..];
        if rest.starts_with("<!--") {
            return Some(at);
        }
        at += match rest.as_bytes()[0] {
            b'\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            b'`' => code_length(rest).unwrap_or_else(|| ticks(rest)),
            _ => 1,
        };
    }
    None
}

/// The number of backticks at the beginning of a text.
pub(super) fn ticks(text: &str) -> usize {
    text.bytes().take_while(|byte| *byte == b'`').count()
}

/// The length of the code span at the beginning of a line.
fn code_length(text: &str) -> Option<usize> {
    let open = ticks(text);
    let mut at = open;
    while let Some(found) = text[at..].find('`') {
        at += found;
        let run = ticks(&text[at..]);
        if run == open {
            return Some(at + run);
        }
        at += run;
    }
    None
}
