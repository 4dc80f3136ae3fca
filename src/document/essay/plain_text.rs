//! The paragraphs of a plain text as Markdown has them.

use std::collections::BTreeSet;

use crate::document::essay::writer::{Edit, Writer};

impl Writer<'_, '_> {
    /// Block quotations in plain text become quotations in Markdown, not code.
    pub(super) fn plain_paragraphs(&self, edits: &[Edit]) -> Vec<Edit> {
        let taken: BTreeSet<usize> = edits.iter().map(|(range, _)| range.start).collect();
        let mut more = Vec::new();
        for paragraph in &self.apparatus.paragraphs {
            let range = paragraph.span.range();
            let mut start = self.line_start(range.start);
            for (number, line) in self.text[start..range.end].split_inclusive('\n').enumerate() {
                let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
                let text = &line[indent..];
                let mark = match paragraph.is_quote && !text.starts_with('>') {
                    true => "> ",
                    false => "",
                };
                let is_deep = indent >= 4 || line[..indent].contains('\t');
                if !mark.is_empty() || is_deep && number == 0 {
                    more.push((start..start + indent, mark.to_owned()));
                }
                // A tag would disappear, and a power or an index would change the text after it.
                let is_special = |at: usize, c: char| match c {
                    '@' | '\\' | '^' | '~' | '$' => true,
                    '<' => text[at + 1..].starts_with(|c: char| c.is_alphabetic() || c == '/'),
                    _ => false,
                };
                let specials = text.char_indices().filter(|(at, c)| is_special(*at, *c));
                for (at, _) in specials {
                    let at = start + indent + at;
                    if !taken.contains(&at) {
                        more.push((at..at, "\\".to_owned()));
                    }
                }
                start += line.len();
            }
        }
        more
    }
}
