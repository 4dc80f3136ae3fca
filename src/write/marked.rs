//! Writes a text with its markup, whatever the markup is written as.

use std::ops::Range;

use crate::model::{Mark, Text};

/// Writes a text: `delimiters` gives what is written before and after each mark, with its number,
/// and `push` writes a range of the content.
pub(super) fn write_marked(
    text: &Text,
    delimiters: impl Fn(usize, &Mark) -> (&'static str, &'static str),
    push: impl Fn(Range<usize>, &mut String),
) -> String {
    let length = text.as_str().len();
    let mut out = String::with_capacity(length + 8);
    let mut open: Vec<(u32, &str)> = Vec::new();
    let mut at = 0;
    let mut copy = |out: &mut String, to: u32| {
        push(at as usize..to as usize, out);
        at = to;
    };
    for (index, mark) in text.marks().iter().enumerate() {
        while let Some((end, close)) = open.pop_if(|(end, _)| *end <= mark.start) {
            copy(&mut out, end);
            out.push_str(close);
        }
        copy(&mut out, mark.start);
        let (before, after) = delimiters(index, mark);
        out.push_str(before);
        open.push((mark.end, after));
    }
    while let Some((end, close)) = open.pop() {
        copy(&mut out, end);
        out.push_str(close);
    }
    copy(&mut out, length as u32);
    out
}
