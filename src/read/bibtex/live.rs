//! `%` in a file for BibLaTeX, which is read by biber, where it begins a comment.

use std::collections::BTreeSet;

use crate::diagnostic::rules::LIVE_COMMENT;
use crate::diagnostic::{Severity, Sink};
use crate::dialect::BibDialect;
use crate::model::Origins;

/// Lowers the severity of findings about comments that only BibTeX does not recognize, if a file is
/// for BibLaTeX.
pub(super) fn for_biber(origins: &Origins, found: &mut Sink) {
    if !found.as_slice().iter().any(|finding| finding.rule.code == LIVE_COMMENT.code)
        || BibDialect::of(origins) != BibDialect::Biblatex
    {
        return;
    }
    let entries = origins.entries.iter().chain(&origins.records);
    let starts: BTreeSet<_> =
        entries.map(|entry| (entry.location.source, entry.location.span.start)).collect();
    for finding in found.iter_mut().filter(|finding| finding.rule.code == LIVE_COMMENT.code) {
        let place = finding.primary.location;
        // An entry that is read is read, whatever biber does.
        if starts.contains(&(place.source, place.span.start)) {
            finding.help =
                Some("biber takes it for a comment; remove the `@`, so that all do".into());
            continue;
        }
        finding.severity = match finding.severity {
            Severity::Error => Severity::Warning,
            _ => Severity::Info,
        };
        finding.help = Some("biber, which reads files for BibLaTeX, takes it for a comment".into());
    }
}
