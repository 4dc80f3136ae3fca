//! Reports text in other encodings than UTF-8.

use std::collections::BTreeSet;

use crate::diagnostic::rules::BAD_CHARACTERS;
use crate::diagnostic::{Diagnostic, Severity, Sink, visible};
use crate::source::{Encoding, Source, SourceId, Span};

/// Reports a file in an encoding that cannot be read.
pub(super) fn report_unread(source: &Source, id: SourceId, encoding: &str, sink: &mut Sink) {
    let first = source.text.chars().next().map_or(0, char::len_utf8);
    let message = format!("this file seems to be in {encoding}, and cannot be read");
    let problem = Diagnostic::new(&BAD_CHARACTERS, Span::new(0, first).in_source(id), message);
    sink.push(problem.severity(Severity::Error).help("save it as UTF-8"));
}

/// Reports the bytes that are not UTF-8, once a file.
pub(super) fn report_guessed(source: &Source, id: SourceId, sink: &mut Sink) {
    let Some(&first) = source.guessed.first() else { return };
    // In UTF-16, what is broken was lost and not guessed.
    if matches!(source.encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        return;
    }
    let lines: BTreeSet<usize> =
        source.guessed.iter().map(|span| source.lines.line(span.start)).collect();
    let more = match (lines.len(), source.guessed.len()) {
        (_, 1) => String::new(),
        (1, _) => ", and more in this line".to_owned(),
        (2, _) => ", and more in another line".to_owned(),
        (lines, _) => format!(", and more in {} other lines", lines - 1),
    };
    let encoding = source.encoding.name();
    let (reason, when) = match source.is_encoding_declared {
        true => (", which the file says it is in", ""),
        false => ("", ", once you see that the guess is right"),
    };
    let message = format!(
        "bytes that are not UTF-8 are read as {encoding}{reason}: `{}`{more}",
        visible(source.slice(first))
    );
    let help = match cfg!(feature = "encodings") {
        true => format!("save the file as UTF-8{when}: `iconv -f {encoding} -t UTF-8`"),
        false => "save the file as UTF-8; this program was built without ibid's feature \
                  `encodings`, and knows no other old encoding"
            .to_owned(),
    };
    sink.push(Diagnostic::new(&BAD_CHARACTERS, first.in_source(id), message).help(help));
}
