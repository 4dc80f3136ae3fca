//! Fixes to new texts.

use crate::diagnostic::{Diagnostic, Edit, Safety};
use crate::source::{SourceId, Sources};

/// What came of applying fixes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fixed {
    /// The new text of each source that changed, ordered by number.
    pub texts: Vec<(SourceId, String)>,
    /// How many fixes were applied.
    pub applied: usize,
    /// How many were left for another run, since they touch bytes that another fix touches.
    pub deferred: usize,
}

/// Applies the fixes of the diagnostics: those as safe as `at_least` asks, in the order of the
/// diagnostics. A fix that overlaps one already taken is left for another run, whole.
///
/// # Example
///
/// ```
/// use ibid::diagnostic::{Diagnostic, Fix, Safety, apply_fixes, rules::SKIPPED_CONTENT};
/// use ibid::source::{Sources, Span};
///
/// let mut sources = Sources::new();
/// let id = sources.add("a.bib", "pages = {10.}");
/// let dot = Span::new(11, 12).in_source(id);
/// let found = Diagnostic::new(&SKIPPED_CONTENT, dot, "a stray dot")
///     .fix(Fix::safe("delete it", dot, ""));
/// let fixed = apply_fixes(&sources, &[found], Safety::Safe);
/// assert_eq!(fixed.texts, [(id, "pages = {10}".to_owned())]);
/// ```
pub fn apply_fixes(sources: &Sources, diagnostics: &[Diagnostic], at_least: Safety) -> Fixed {
    let mut fixed = Fixed::default();
    let mut edits: Vec<&Edit> = Vec::new();
    let allowed = |safety| safety == Safety::Safe || at_least == Safety::Unsafe;
    for fix in diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref()) {
        if !allowed(fix.safety) || fix.edits.is_empty() {
            continue;
        }
        let fits = |edit: &Edit| {
            let source = sources.get(edit.location.source);
            source.is_some_and(|source| source.text.get(edit.location.span.range()).is_some())
        };
        let free = |edit: &Edit| !edits.iter().any(|taken| touch(taken, edit));
        if fix.edits.iter().all(|edit| fits(edit) && free(edit)) {
            edits.extend(&fix.edits);
            fixed.applied += 1;
        } else {
            fixed.deferred += 1;
        }
    }
    edits.sort_by_key(|edit| edit.location);
    for same_source in edits.chunk_by(|a, b| a.location.source == b.location.source) {
        let id = same_source[0].location.source;
        let Some(source) = sources.get(id) else { continue };
        let mut text = String::with_capacity(source.text.len());
        let mut at = 0;
        for edit in same_source {
            let range = edit.location.span.range();
            text.push_str(&source.text[at..range.start]);
            text.push_str(&edit.replacement);
            at = range.end;
        }
        text.push_str(&source.text[at..]);
        fixed.texts.push((id, text));
    }
    fixed
}

/// Whether two edits overlap or meet: where they meet, their order would be a guess.
fn touch(a: &Edit, b: &Edit) -> bool {
    let (x, y) = (a.location.span, b.location.span);
    a.location.source == b.location.source && x.start <= y.end && y.start <= x.end
}

#[cfg(test)]
mod tests {
    use super::apply_fixes;
    use crate::diagnostic::rules::SKIPPED_CONTENT;
    use crate::diagnostic::{Diagnostic, Fix, Safety};
    use crate::source::{Location, Sources, Span};

    fn finding(fix: Fix) -> Diagnostic {
        Diagnostic::new(&SKIPPED_CONTENT, Location::default(), "found").fix(fix)
    }

    #[test]
    fn edits_apply_from_the_end_and_overlaps_wait() {
        let mut sources = Sources::new();
        let id = sources.add("a", "one two three");
        let at = |start, end| Span::new(start, end).in_source(id);
        let found = [
            finding(Fix::safe("", at(8, 13), "drei")),
            finding(Fix::safe("", at(0, 3), "eins")),
            finding(Fix::safe("", at(2, 5), "overlaps")),
            finding(Fix::needs_review("", at(4, 7), "zwei")),
            finding(Fix::safe("", at(10, 99), "out of bounds")),
        ];
        let fixed = apply_fixes(&sources, &found, Safety::Safe);
        assert_eq!(fixed.texts, [(id, "eins two drei".to_owned())]);
        assert_eq!((fixed.applied, fixed.deferred), (2, 2));
        let fixed = apply_fixes(&sources, &found, Safety::Unsafe);
        assert_eq!(fixed.texts, [(id, "eins zwei drei".to_owned())]);
    }

    #[test]
    fn nothing_to_fix_changes_nothing() {
        assert_eq!(apply_fixes(&Sources::new(), &[], Safety::Unsafe).texts, []);
    }
}
