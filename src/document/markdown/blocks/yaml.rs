//! Metadata: blocks of YAML, and front matter in TOML.

use crate::document::markdown::blocks::lines::{end_of_line, next_line};
use crate::document::markdown::blocks::scanner::Scanner;

impl Scanner<'_> {
    /// Front matter in TOML, between `+++`.
    pub(super) fn toml(&mut self) {
        let first = end_of_line(self.text, 0);
        if self.text[..first].trim_end() != "+++" {
            return;
        }
        if let Some(close) = self.closing_line(first, |line| line.trim_end() == "+++") {
            self.blank_to(0, close.end);
        }
    }

    /// A YAML block: `---`, at least one line that is not blank, and `---` or `...`.
    pub(super) fn metadata(&mut self, at: usize, line: &str, end: usize) -> bool {
        if line.trim_end() != "---" || self.paragraph.is_some() || !self.containers.is_empty() {
            return false;
        }
        let inside = next_line(self.text, end).min(self.text.len());
        let second = &self.text[inside..end_of_line(self.text, inside)];
        // In the middle of a document, a line of dashes is more often a rule.
        let is_first = self.text[..at].trim().is_empty();
        let is_key = second.starts_with(|c: char| c.is_alphabetic() || c == '"' || c == '#')
            && (second.contains(':') || second.starts_with('#'));
        if second.trim().is_empty() || !(is_first || is_key) {
            return false;
        }
        let ends = |line: &str| matches!(line.trim_end(), "---" | "...");
        let Some(close) = self.closing_line(end, ends) else { return false };
        if inside < close.start {
            self.out.metadata.push(inside..close.start);
        }
        self.blank_to(at, close.end);
        true
    }
}
