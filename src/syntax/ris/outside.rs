//! Reports the lines outside of records: a run of them is one finding.

use crate::diagnostic::rules::SKIPPED_CONTENT;
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{SourceId, Span};

/// The lines since the last record that are in no record.
#[derive(Default)]
pub(super) struct Outside {
    run: Option<(Span, usize)>,
}

impl Outside {
    pub(super) fn push(&mut self, line: Span) {
        self.run = Some(self.run.map_or((line, 1), |(first, count)| (first, count + 1)));
    }

    /// Ends the run, where a record begins or the text ends.
    pub(super) fn report(&mut self, help: &str, id: SourceId, sink: &mut Sink) {
        let Some((first, count)) = self.run.take() else { return };
        let message = match count {
            1 => "this line is in no record".to_owned(),
            2 => "this line and the one after it are in no record".to_owned(),
            count => format!("this line and the {} after it are in no record", count - 1),
        };
        let found = Diagnostic::new(&SKIPPED_CONTENT, first.in_source(id), message);
        sink.push(found.help(help));
    }
}
