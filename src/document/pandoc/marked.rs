//! Marked text within a citation: emphasis, deleted text, quotations, and entities. To pandoc each is
//! one piece, so that a `;` in it separates nothing, and a key in it is not the key of the cite.

/// The marks; of two that begin alike the longer is first.
const MARKS: [&str; 8] = ["***", "**", "*", "__", "_", "~~", "\"", "'"];

/// Where marked text ends that begins at a byte, and ends before `end` and within its brackets.
pub(super) fn end(text: &str, at: usize, end: usize) -> Option<usize> {
    let rest = &text[at..end];
    if rest.starts_with('&') {
        return entity_length(rest).map(|length| at + length);
    }
    let mark = MARKS.into_iter().find(|mark| rest.starts_with(mark))?;
    if text[..at].ends_with(char::is_alphanumeric) && mark != "*" && mark != "**" {
        return None;
    }
    let from = at + mark.len();
    if text[from..end].starts_with(|c: char| c.is_whitespace() || ")!],;:?".contains(c)) {
        return None;
    }
    let mut depth = 0_u32;
    let mut escaped = false;
    for (found, c) in text[from..end].char_indices() {
        let place = from + found;
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' if depth == 0 => return None,
            ']' => depth -= 1,
            _ if depth == 0 && closes(text, mark, place, from) => return Some(place + mark.len()),
            _ => {}
        }
    }
    None
}

/// True if a mark at a byte closes the text that begins at `from`.
fn closes(text: &str, mark: &str, at: usize, from: usize) -> bool {
    let (before, behind) = (&text[..at], &text[at..]);
    let Some(behind) = behind.strip_prefix(mark).filter(|_| at > from) else { return false };
    match mark {
        "\"" => true,
        "'" => !behind.starts_with(char::is_alphanumeric),
        mark => {
            let is_longer = behind.starts_with(&mark[..1]);
            let inside_word = mark.starts_with('_') && behind.starts_with(char::is_alphanumeric);
            !before.ends_with(char::is_whitespace) && !is_longer && !inside_word
        }
    }
}

/// The length of the entity at the beginning of a text: `&nbsp;`, `&#160;`.
fn entity_length(text: &str) -> Option<usize> {
    let name = text[1..].strip_prefix('#').unwrap_or(&text[1..]);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let ends = length > 0 && name[length..].starts_with(';');
    ends.then(|| text.len() - name.len() + length + 1)
}
