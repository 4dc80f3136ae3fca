//! The arguments of commands: groups, single characters, other commands.

/// The content of the group whose `{` is at `at`, and the offset after its `}`; an unclosed group
/// ends with the text.
///
/// In TeX, `\{` and `\}` are characters. BibTeX counts them as braces, so a value may contain
/// braces that are balanced only for BibTeX; those are matched as in BibTeX.
pub(super) fn group(input: &str, at: usize) -> (&str, usize) {
    let start = at + 1;
    let end = closing_brace(input, start, true).or_else(|| closing_brace(input, start, false));
    match end {
        Some(end) => (&input[start..end], end + 1),
        None => (input.get(start..).unwrap_or_default(), input.len()),
    }
}

fn closing_brace(input: &str, start: usize, escapes: bool) -> Option<usize> {
    let bytes = input.as_bytes();
    let mut depth = 0_usize;
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if escapes => at += 1,
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    None
}

/// The offset of the first byte at or after `at` that is not white space.
pub(super) fn skip_space(input: &str, at: usize) -> usize {
    let rest = input.get(at..).unwrap_or_default();
    input.len() - rest.trim_ascii_start().len()
}

/// The commands whose name may end in `*`.
const STARRED: [&str; 11] = [
    "hspace*",
    "vspace*",
    "enquote*",
    "textquote*",
    "operatorname*",
    "MakeSentenceCase*",
    "verb*",
    "cite*",
    "citep*",
    "citet*",
    "citeauthor*",
];

/// The name of the command whose backslash is at `at`, and the offset after it: letters with an
/// optional `*`, or one other character.
pub(super) fn command_name(input: &str, at: usize) -> (&str, usize) {
    let start = at + 1;
    let rest = &input[start..];
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let len = match letters {
        0 => rest.chars().next().map_or(0, char::len_utf8),
        letters if STARRED.contains(&rest.get(..letters + 1).unwrap_or_default()) => letters + 1,
        letters => letters,
    };
    (&rest[..len], start + len)
}

/// The argument at or after `at`, without its braces, and the offset after it; `None` at the end of
/// the input.
///
/// An argument without braces is one character, or one command with its own arguments.
pub(super) fn next(input: &str, at: usize) -> Option<(&str, usize)> {
    let start = skip_space(input, at);
    match input.as_bytes().get(start)? {
        b'{' => Some(group(input, start)),
        b'}' => None,
        b'\\' => {
            let end = command_end(input, start);
            let argument = &input[start..end];
            // TeX drops the space behind a control word: `na\"\i ve`.
            let name = argument.rsplit('\\').next().unwrap_or_default();
            let is_word = !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphabetic());
            Some((argument, if is_word { skip_space(input, end) } else { end }))
        }
        _ => {
            let len = input[start..].chars().next().map_or(1, char::len_utf8);
            Some((&input[start..start + len], start + len))
        }
    }
}

/// The end of a command that is an argument: an accent includes its own argument.
fn command_end(input: &str, mut at: usize) -> usize {
    // Each iteration goes one accent deeper: `\'\^\i`.
    loop {
        let (name, end) = command_name(input, at);
        if super::accents::combining(name).is_none() {
            return end;
        }
        let next = skip_space(input, end);
        match input.as_bytes().get(next) {
            Some(b'\\') => at = next,
            Some(b'{') => return group(input, next).1,
            Some(b'}') | None => return end,
            Some(_) => return next + input[next..].chars().next().map_or(0, char::len_utf8),
        }
    }
}

/// The offset after an optional argument in brackets at `at`; `at` if there is none.
pub(super) fn skip_optional(input: &str, at: usize) -> usize {
    optional(input, at).map_or(at, |(_, end)| end)
}

/// The content of an optional argument in brackets at or after `at`, and the offset after it.
pub(super) fn optional(input: &str, at: usize) -> Option<(&str, usize)> {
    let start = skip_space(input, at);
    if input.as_bytes().get(start) != Some(&b'[') {
        return None;
    }
    let len = input[start..].find(']')?;
    Some((&input[start + 1..start + len], start + len + 1))
}
