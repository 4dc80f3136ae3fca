//! The arguments of commands.

use std::ops::Range;

/// The maximum length of an argument in brackets, in bytes.
const MAX_LENGTH: usize = 4096;

/// A LaTeX text that can be read from any position.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) braces: &'a Braces,
}

/// The pairs of braces of a text. Positions have 32 bits, as everywhere.
pub(super) struct Braces {
    /// Each opening brace with its closing one, ordered by position.
    pairs: Vec<(u32, u32)>,
    /// The positions of blank lines, which end a paragraph, in order.
    breaks: Vec<u32>,
}

/// How deep braces are paired. TeX itself allows 255 groups in each other.
const MAX_DEPTH: usize = 1 << 16;

impl Braces {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (mut pairs, mut breaks, mut open) = (Vec::new(), Vec::new(), Vec::new());
        let (mut at, mut too_deep) = (0, 0_usize);
        let mut is_blank = true;
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 1,
                b'%' => {
                    at = text[at..].find('\n').map_or(bytes.len(), |len| at + len + 1);
                    is_blank = true;
                    continue;
                }
                b'{' if open.len() == MAX_DEPTH => too_deep += 1,
                b'{' => open.push(at as u32),
                b'}' if too_deep > 0 => too_deep -= 1,
                b'}' => pairs.extend(open.pop().map(|start| (start, at as u32))),
                b'\n' if is_blank => breaks.push(at as u32),
                _ => {}
            }
            is_blank = match bytes.get(at) {
                Some(b'\n') => true,
                Some(b' ' | b'\t' | b'\r') => is_blank,
                _ => false,
            };
            at += 1;
        }
        pairs.sort_unstable();
        Braces { pairs, breaks }
    }

    /// The brace that closes one, with blank lines between them too.
    pub(super) fn pair(&self, open: usize) -> Option<usize> {
        let index = self.pairs.binary_search_by_key(&(open as u32), |(start, _)| *start).ok()?;
        Some(self.pairs[index].1 as usize)
    }

    /// The brace that closes one, without a blank line between them.
    fn close(&self, open: usize) -> Option<usize> {
        let close = self.pair(open)?;
        let next = self.breaks.partition_point(|at| (*at as usize) < open);
        self.breaks.get(next).is_none_or(|at| *at as usize > close).then_some(close)
    }
}

impl<'a> Scan<'a> {
    /// Skips blanks and comments, but not a blank line.
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

    /// The position after the line that contains an offset.
    pub(super) fn behind_line(self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |len| at + len + 1)
    }

    /// The position behind an optional argument in brackets, or the same position if there is none.
    pub(super) fn behind_option(self, at: usize) -> usize {
        self.group(at, b'[', b']').map_or(at, |group| group.end + 1)
    }

    /// The content of the group that begins here, after blanks; its end is one byte further. A
    /// group that contains a blank line, or that never ends, does not count.
    pub(super) fn group(self, at: usize, open: u8, close: u8) -> Option<Range<usize>> {
        let start = self.skip_space(at);
        let bytes = self.text.as_bytes();
        if bytes.get(start) != Some(&open) {
            return None;
        }
        if open == b'{' {
            let close = self.braces.close(start).filter(|close| *close < self.text.len());
            return close.map(|close| start + 1..close);
        }
        let mut at = start + 1;
        while at < bytes.len().min(start + MAX_LENGTH) {
            match bytes[at] {
                b'\\' => at += 1,
                b'%' => {
                    at = self.behind_line(at);
                    continue;
                }
                byte if byte == close => return Some(start + 1..at),
                b'{' => at = self.braces.close(at).filter(|close| *close < bytes.len())?,
                b'}' => return None,
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

    /// The items of a comma-separated list, without blanks and comments around them; an empty item
    /// is an empty range.
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
