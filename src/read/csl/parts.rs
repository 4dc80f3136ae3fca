//! The parts that a name or a date may have.

use crate::diagnostic::rules::UNKNOWN_FIELD;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::SourceId;
use crate::syntax::data::Pair;

/// The parts of one kind of value.
pub(super) struct Parts {
    /// The kind of value: `name`.
    what: &'static str,
    names: &'static [&'static str],
}

/// *Source*: CSL 1.0.2, `csl-data.json`; `isInstitution` and `multi` of citeproc-js, `static-particles`
/// of Zotero; the others of Crossref, with `name` for a body.
pub(super) const OF_NAMES: Parts = Parts {
    what: "name",
    names: &[
        "family",
        "given",
        "dropping-particle",
        "non-dropping-particle",
        "suffix",
        "comma-suffix",
        "static-ordering",
        "static-particles",
        "literal",
        "parse-names",
        "isInstitution",
        "multi",
        "name",
        "sequence",
        "affiliation",
        "ORCID",
        "authenticated-orcid",
        "role",
        "prefix",
    ],
};

/// *Source*: CSL 1.0.2, `csl-data.json`; `edtf` from its next version; `year`, `month` and `day`
/// from the YAML that pandoc wrote before version 2.11.
pub(super) const OF_DATES: Parts = Parts {
    what: "date",
    names: &["date-parts", "season", "circa", "literal", "raw", "edtf", "year", "month", "day"],
};

impl Parts {
    /// The findings about the other parts of a field's value.
    pub(super) fn unknown(&self, field: &str, pairs: &[Pair<'_>], id: SourceId) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for pair in pairs {
            let Some(part) = pair.key.text().filter(|part| !self.names.contains(part)) else {
                continue;
            };
            let place = pair.key.content_span().in_source(id);
            let message = format!("a {} in `{field}` has no part `{part}`", self.what);
            let problem = Diagnostic::new(&UNKNOWN_FIELD, place, message);
            problems.push(match nearest(part, self.names.iter().copied()) {
                Some(meant) => problem.help(format!("did you mean `{meant}`?")),
                None => problem.help(format!("the parts are `{}`", self.names.join("`, `"))),
            });
        }
        problems
    }
}
