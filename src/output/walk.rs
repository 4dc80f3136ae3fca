//! The traversal of markup that all formats share.

use crate::markup::{Mark, Markup};

/// How a format writes the parts of markup.
pub(super) trait Backend {
    fn text(&mut self, text: &str);
    fn open(&mut self, mark: &Mark);
    fn close(&mut self, mark: &Mark);
}

/// Traverses the markup in the order of its text.
pub(super) fn walk(markup: &Markup, backend: &mut impl Backend) {
    let text = markup.as_str();
    let mut open: Vec<&Mark> = Vec::new();
    let mut at = 0;
    let mut write_to = |backend: &mut dyn FnMut(&str), end: usize| {
        if end > at {
            backend(&text[at..end]);
            at = end;
        }
    };
    for mark in markup.marks() {
        while let Some(last) = open.pop_if(|last| last.end <= mark.start) {
            write_to(&mut |text| backend.text(text), last.end as usize);
            backend.close(last);
        }
        write_to(&mut |text| backend.text(text), mark.start as usize);
        backend.open(mark);
        open.push(mark);
    }
    while let Some(last) = open.pop() {
        write_to(&mut |text| backend.text(text), last.end as usize);
        backend.close(last);
    }
    write_to(&mut |text| backend.text(text), text.len());
}
