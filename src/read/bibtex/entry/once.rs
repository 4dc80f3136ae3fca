//! What a file has in many values on purpose, citations and commands of a style's own: once is
//! enough to say what becomes of it.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Sink};
use crate::source::SourceId;

/// What is in the values of each text again and again: the finding about the first of it, and how
/// many there are.
#[derive(Default)]
pub(in crate::read::bibtex) struct Once(BTreeMap<(SourceId, What), (Diagnostic, usize)>);

/// What is there once or more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::read::bibtex) enum What {
    /// Citations, whatever their keys.
    Cites,
    /// A command that cannot be decoded, by its name.
    Command(String),
}

impl Once {
    /// How many were added.
    pub(super) fn added(&self) -> usize {
        self.0.values().map(|(_, count)| count).sum()
    }

    /// Adds so many of one kind, the first of which the finding is about.
    pub(super) fn add(&mut self, what: What, finding: Diagnostic, count: usize) {
        let source = finding.primary.location.source;
        self.0.entry((source, what)).or_insert((finding, 0)).1 += count;
    }

    /// Adds those of entries that come after.
    pub(in crate::read::bibtex) fn append(&mut self, others: Once) {
        for ((_, what), (finding, count)) in others.0 {
            self.add(what, finding, count);
        }
    }

    /// Reports each, once for each text.
    pub(in crate::read::bibtex) fn report(self, sink: &mut Sink) {
        for ((_, what), (mut finding, count)) in self.0 {
            finding.message += &match (what, count) {
                (_, 1) => String::new(),
                (What::Cites, 2) => " (and those of another citation)".to_owned(),
                (What::Cites, more) => {
                    format!(" (and those of {} other citations)", more - 1)
                }
                (What::Command(_), count) => format!(" ({count} entries, the first is here)"),
            };
            sink.push(finding);
        }
    }
}
