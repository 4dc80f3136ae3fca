//! The citations in values, which are there on purpose: once is enough to say what becomes of them.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Sink};
use crate::source::SourceId;

/// The citations in the values of each text: the finding about the first, and how many there are.
#[derive(Default)]
pub(in crate::read::bibtex) struct Cites(BTreeMap<SourceId, (Diagnostic, usize)>);

impl Cites {
    /// Adds citations, the first of which the finding is about.
    pub(super) fn add(&mut self, finding: Diagnostic, count: usize) {
        let source = finding.primary.location.source;
        self.0.entry(source).or_insert((finding, 0)).1 += count;
    }

    /// Adds those of entries that come after.
    pub(in crate::read::bibtex) fn append(&mut self, others: Cites) {
        for (finding, count) in others.0.into_values() {
            self.add(finding, count);
        }
    }

    /// Reports the citations in values, once for each text.
    pub(in crate::read::bibtex) fn report(self, sink: &mut Sink) {
        for (mut finding, count) in self.0.into_values() {
            match count {
                1 => {}
                2 => finding.message.push_str(" (and those of another citation)"),
                more => {
                    finding.message += &format!(" (and those of {} other citations)", more - 1);
                }
            }
            sink.push(finding);
        }
    }
}
