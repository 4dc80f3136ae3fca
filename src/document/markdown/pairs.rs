//! The pairs of one kind of brackets in a block, found in one pass, since each of many brackets that
//! are never closed would otherwise be searched to its limit.

/// The maximum length of a pair, in bytes.
const MAX_LENGTH: usize = 4096;

/// The pairs of a kind of brackets.
pub(super) struct Pairs {
    pub(super) open: u8,
    close: u8,
    /// Start and end of each pair, ordered by start, once they were asked for.
    found: Option<Vec<(usize, usize)>>,
}

impl Pairs {
    pub(super) fn new(open: u8, close: u8) -> Self {
        Pairs { open, close, found: None }
    }

    /// The length of the pair that begins at a byte of a text, which is searched from `start` on. An
    /// escaped bracket belongs to no pair.
    pub(super) fn length(&mut self, text: &str, start: usize, at: usize) -> Option<usize> {
        let Pairs { open, close, found } = self;
        let found = found.get_or_insert_with(|| pairs(text.as_bytes(), start, *open, *close));
        let index = found.binary_search_by_key(&at, |pair| pair.0).ok()?;
        Some(found[index].1 - at)
    }
}

fn pairs(bytes: &[u8], start: usize, open: u8, close: u8) -> Vec<(usize, usize)> {
    let (mut unclosed, mut found) = (Vec::new(), Vec::new());
    let mut at = start;
    while let Some(length) =
        bytes[at..].iter().position(|b| matches!(*b, b'\\') || *b == open || *b == close)
    {
        at += length;
        match bytes[at] {
            b'\\' => at += 1,
            byte if byte == open => unclosed.push(at),
            _ => {
                if let Some(start) = unclosed.pop().filter(|start| at - start < MAX_LENGTH) {
                    found.push((start, at + 1));
                }
            }
        }
        at = (at + 1).min(bytes.len());
    }
    found.sort_unstable();
    found
}
