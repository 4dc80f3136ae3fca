//! Scans the bytes of a text: white space, names, and lines that look like a command or field.
//!
//! All characters with a meaning in BibTeX are ASCII, so scanning bytes is enough, and every
//! position returned here is a character boundary.

/// True if a byte is allowed in the name of a type, field or macro.
///
/// *Source*: BibTeX, `bibtex.web`, section "Initializing identifier characters". Unlike there, the
/// other ASCII control characters are excluded, and so is `@`, which begins a command.
pub(super) fn is_name_byte(byte: u8) -> bool {
    !matches!(
        byte,
        0..=b' '
            | b'"'
            | b'#'
            | b'%'
            | b'\''
            | b'('
            | b')'
            | b','
            | b'='
            | b'@'
            | b'{'
            | b'}'
            | 0x7F
    )
}

/// The offset of the first byte at or after `at` that is not white space.
pub(super) fn skip_space(bytes: &[u8], mut at: usize, end: usize) -> usize {
    while at < end && bytes[at].is_ascii_whitespace() {
        at += 1;
    }
    at
}

/// Like [`skip_space`], and also skips comments that begin with `%`.
pub(super) fn skip_comments(bytes: &[u8], at: usize, end: usize) -> usize {
    let mut next = skip_space(bytes, at, end);
    while next < end && bytes[next] == b'%' {
        next = skip_space(bytes, line_end(bytes, next, end), end);
    }
    next
}

/// Like [`skip_space`], but not beyond the end of the line.
pub(super) fn skip_blanks(bytes: &[u8], mut at: usize, end: usize) -> usize {
    while at < end && matches!(bytes[at], b' ' | b'\t') {
        at += 1;
    }
    at
}

/// The end of a name that begins at `at`, or `at` itself if there is none. A name cannot begin with
/// a digit.
pub(super) fn name_end(bytes: &[u8], at: usize, end: usize) -> usize {
    if at >= end || bytes[at].is_ascii_digit() {
        return at;
    }
    bytes[at..end].iter().position(|&byte| !is_name_byte(byte)).map_or(end, |len| at + len)
}

/// The end of the line that contains `at`: the offset of its `\n` or `\r`, or `end`.
pub(super) fn line_end(bytes: &[u8], at: usize, end: usize) -> usize {
    bytes[at..end].iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(end, |len| at + len)
}

/// True if there are only blanks between the beginning of the line and `at`.
pub(super) fn is_line_start(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].iter().rposition(|byte| !matches!(byte, b' ' | b'\t'));
    before.is_none_or(|before| matches!(bytes[before], b'\n' | b'\r'))
}

/// True if an `@` at `at` begins a command: a name follows, then `{` or `(`.
pub(super) fn is_command(bytes: &[u8], at: usize, end: usize) -> bool {
    let name = skip_blanks(bytes, at + 1, end);
    let after = name_end(bytes, name, end);
    let open = skip_space(bytes, after, end);
    after > name && open < end && matches!(bytes[open], b'{' | b'(')
}

/// True if a field begins at `at`: a name, `=`, and something that could be a value.
pub(super) fn is_field(bytes: &[u8], at: usize, end: usize) -> bool {
    let name = name_end(bytes, at, end);
    let equals = skip_blanks(bytes, name, end);
    if name == at || equals >= end || bytes[equals] != b'=' {
        return false;
    }
    let value = skip_space(bytes, equals + 1, end);
    value < end && (matches!(bytes[value], b'{' | b'"') || bytes[value].is_ascii_alphanumeric())
}

/// The offset of the next `@` at or after `at` that begins both a command and a line.
pub(super) fn next_command_line(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(found) = bytes[at..].iter().position(|&byte| byte == b'@') {
        at += found;
        if is_line_start(bytes, at) && is_command(bytes, at, bytes.len()) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The number of lines in a value that may begin like an entry before the value is assumed to be
/// unclosed. This limits the cost of a file with many unclosed entries.
const MAX_COMMANDS_IN_VALUE: usize = 16;

/// The offset of the `}` that closes the `{` before `at`.
pub(super) fn closing_brace(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    closing(bytes, at, end, b'}')
}

/// The offset of the `"` that closes the one before `at`: the first one outside braces.
pub(super) fn closing_quote(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    closing(bytes, at, end, b'"')
}

/// The offset of the first `close` outside braces.
pub(super) fn closing(bytes: &[u8], at: usize, end: usize, close: u8) -> Option<usize> {
    let mut depth = 0_usize;
    let mut commands = 0;
    let mut at = at;
    loop {
        // Most of a text is in values, and most of a value has no special meaning.
        let rest = bytes.get(at..end)?;
        let offset = at + rest.iter().position(|&byte| MAY_CLOSE[usize::from(byte)])?;
        at = offset + 1;
        let byte = bytes[offset];
        if byte == close && depth == 0 {
            return Some(offset);
        }
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b'@' if is_line_start(bytes, offset) && is_command(bytes, offset, end) => {
                commands += 1;
                if commands > MAX_COMMANDS_IN_VALUE {
                    return None;
                }
            }
            _ => {}
        }
    }
}

/// The bytes that open, close or interrupt a value: the delimiters, and `@`.
static MAY_CLOSE: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"{}\")@";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};
