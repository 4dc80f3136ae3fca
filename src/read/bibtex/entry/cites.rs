//! Citations in values, which are intentional: they are reported only once per text.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Sink};
use crate::source::SourceId;

/// The citations in the values of each text: the finding about the first, and their number.
#[derive(Default)]
pub(in crate::read::bibtex) struct Cites(BTreeMap<SourceId, (Diagnostic, usize)>);

impl Cites {
    /// Adds citations, of which the finding is about the first.
    pub(super) fn add(&mut self, finding: Diagnostic, count: usize) {
        let source = finding.primary.location.source;
        self.0.entry(source).or_insert((finding, 0)).1 += count;
    }

    /// Adds those of later entries.
    pub(in crate::read::bibtex) fn append(&mut self, others: Cites) {
        for (finding, count) in others.0.into_values() {
            self.add(finding, count);
        }
    }

    /// Reports the citations in values, once per text.
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
