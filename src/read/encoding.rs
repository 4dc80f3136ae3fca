//! Reports text in other encodings than UTF-8.

use crate::diagnostic::rules::BAD_CHARACTERS;
use crate::diagnostic::{Diagnostic, Severity, Sink, visible};
use crate::source::{Source, SourceId, Span};

/// Reports a file in an encoding that cannot be read.
pub(super) fn report_unread(source: &Source, id: SourceId, encoding: &str, sink: &mut Sink) {
    let first = source.text.chars().next().map_or(0, char::len_utf8);
    let message = format!("this file looks like {encoding}, of which nothing is read");
    let problem = Diagnostic::new(&BAD_CHARACTERS, Span::new(0, first).in_source(id), message);
    sink.push(problem.severity(Severity::Error).help("save it as UTF-8"));
}

/// Reports the bytes that are not UTF-8, once per line.
pub(super) fn report_guessed(source: &Source, id: SourceId, sink: &mut Sink) {
    let mut spans = source.guessed.iter().peekable();
    while let Some(&first) = spans.next() {
        let line = source.lines.line(first.start);
        let mut last = first;
        while let Some(&next) = spans.next_if(|next| source.lines.line(next.start) == line) {
            last = next;
        }
        let guess = source.slice(first);
        let more = if last == first { "" } else { ", and more in this line" };
        let message = format!(
            "bytes that are not UTF-8 are read as Windows-1252: `{}`{more}",
            visible(guess)
        );
        let problem = Diagnostic::new(&BAD_CHARACTERS, first.in_source(id), message)
            .help("save the file as UTF-8, once you see that the guess is right");
        sink.push(problem);
    }
}
