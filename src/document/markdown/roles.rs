//! The citations of MyST, the Markdown of Sphinx: `` {cite:p}`key` ``.

use crate::document::markdown::cites::Walker;
use crate::document::notes::Placed;
use crate::document::sphinx;
use crate::source::Span;

/// Longer than the name of any role, in bytes.
const MOST_NAME: usize = 40;

impl Walker<'_> {
    /// The citation of the role that begins at a brace, if it is one; returns where to continue.
    pub(super) fn role(&mut self, at: usize, end: usize, note: Option<usize>) -> Option<usize> {
        let inside = self.prose[at..end].strip_prefix('{')?;
        let close = inside.bytes().take(MOST_NAME).position(|byte| byte == b'}')?;
        let (role, behind) = (&inside[..close], &inside[close + 1..]);
        let mode = sphinx::mode(role)?;
        let length = behind.strip_prefix('`')?.find('`')?;
        let start = at + role.len() + "{}`".len();
        let mut parsed = sphinx::cites(self.prose, start..start + length, self.labels);
        if parsed.cites.is_empty() {
            return None;
        }
        parsed.mode = mode;
        let close = start + length + 1;
        let citation = parsed.into_citation(Span::new(at, close));
        self.found.citations.push(Placed { citation, note });
        Some(close)
    }
}
