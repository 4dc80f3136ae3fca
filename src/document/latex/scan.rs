//! The arguments of commands.

use std::ops::Range;

/// How many bytes an argument may have.
const MAX_LENGTH: usize = 1 << 16;

/// A LaTeX text, to be read from any place in it.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
}

impl<'a> Scan<'a> {
    /// Behind blanks and comments, but not past a blank line.
    pub(super) fn skip_space(self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut breaks = 0;
        while at < bytes.len() {
            match bytes[at] {
                b' ' | b'\t' | b'\r' => at += 1,
                b'\n' if breaks == 0 => {
                    breaks += 1;
                    at += 1;
                }
                b'%' => at = self.behind_line(at),
                _ => break,
            }
        }
        at
    }

    /// Behind the line that an offset is in.
    pub(super) fn behind_line(self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |len| at + len + 1)
    }

    /// The inside of the group that begins here, behind blanks; its end is one byte on. A group in
    /// which there is a blank line, or that never ends, is none.
    pub(super) fn group(self, at: usize, open: u8, close: u8) -> Option<Range<usize>> {
        let start = self.skip_space(at);
        let bytes = self.text.as_bytes();
        if bytes.get(start) != Some(&open) {
            return None;
        }
        let mut braces = 0_u32;
        let mut at = start + 1;
        while at < bytes.len().min(start + MAX_LENGTH) {
            match bytes[at] {
                b'\\' => at += 1,
                b'%' => {
                    at = self.behind_line(at);
                    continue;
                }
                byte if byte == close && braces == 0 => return Some(start + 1..at),
                b'{' => braces += 1,
                b'}' if braces == 0 => return None,
                b'}' => braces -= 1,
                b'\n'
                    if self.text[at + 1..]
                        .trim_start_matches([' ', '\t', '\r'])
                        .starts_with('\n') =>
                {
                    return None;
                }
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// The items of a list between commas, without the blanks and comments around them; an empty
    /// item is an empty range.
    pub(super) fn items(self, list: Range<usize>) -> Vec<Range<usize>> {
        let bytes = self.text.as_bytes();
        let mut items = Vec::new();
        let mut item: Option<Range<usize>> = None;
        let mut at = list.start;
        while at < list.end {
            match bytes[at] {
                b'%' => {
                    at = self.behind_line(at);
                    continue;
                }
                b',' => items.push(item.take().unwrap_or(at..at)),
                byte if byte.is_ascii_whitespace() => {}
                _ => item = Some(item.map_or(at, |item| item.start)..at + 1),
            }
            at += 1;
        }
        items.push(item.unwrap_or(list.end..list.end));
        items
    }
}
