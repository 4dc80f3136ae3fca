//! Applies fixes to texts.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::source::{Location, SourceId, Sources};

/// The result of applying fixes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Fixed {
    /// The new text of each source that changed, ordered by number.
    pub texts: Vec<(SourceId, String)>,
    /// The number of fixes that were applied.
    pub applied: usize,
    /// The number of fixes that were left for another run, because they change bytes that another
    /// fix changes too.
    pub deferred: usize,
}

/// Applies the fixes that are at least as safe as `at_least`, in the order of the diagnostics. A
/// fix that overlaps an earlier one is left for another run as a whole.
///
/// # Example
///
/// ```
/// use ibid::check::rule;
/// use ibid::diagnostic::{Diagnostic, Fix, Safety, apply_fixes};
/// use ibid::source::{Sources, Span};
///
/// let mut sources = Sources::new();
/// let id = sources.add("a.bib", "pages = {10.}");
/// let dot = Span::new(11, 12).in_source(id);
/// let rule = rule("skipped-content").ok_or("no such rule")?;
/// let found = Diagnostic::new(rule, dot, "a stray dot")
///     .fix(Fix::safe("delete it", dot, ""));
/// let fixed = apply_fixes(&sources, &[found], Safety::Safe);
/// assert_eq!(fixed.texts, [(id, "pages = {10}".to_owned())]);
/// # Ok::<(), &str>(())
/// ```
pub fn apply_fixes(sources: &Sources, diagnostics: &[Diagnostic], at_least: Safety) -> Fixed {
    let taken = take_fixes(sources, diagnostics, at_least);
    let mut fixed =
        Fixed { texts: Vec::new(), applied: taken.fixes.len(), deferred: taken.deferred };
    for (id, edits) in taken.by_source() {
        let Some(source) = sources.get(id) else { continue };
        let mut text = String::with_capacity(source.text.len());
        let mut at = 0;
        for edit in edits {
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

/// Fixes that can be applied together.
#[derive(Debug, Default)]
pub(crate) struct Taken<'d> {
    pub(crate) fixes: Vec<&'d Fix>,
    /// The number of fixes that were not taken, because they change bytes that another one changes
    /// too.
    pub(crate) deferred: usize,
}

impl<'d> Taken<'d> {
    /// The edits in each text, ordered by position; they do not touch each other.
    pub(crate) fn by_source(&self) -> BTreeMap<SourceId, Vec<&'d Edit>> {
        let mut by_source: BTreeMap<SourceId, Vec<&Edit>> = BTreeMap::new();
        for edit in self.fixes.iter().flat_map(|fix| fix.edits()) {
            by_source.entry(edit.location.source).or_default().push(edit);
        }
        for edits in by_source.values_mut() {
            edits.sort_by_key(|edit| edit.location.span);
        }
        by_source
    }
}

/// Selects the fixes that are at least as safe as `at_least`, in the order of the diagnostics,
/// without those that overlap or touch an earlier one: the order of edits at one position would be
/// a guess.
///
/// *Cost*: n log n in the number of edits.
pub(crate) fn take_fixes<'d>(
    sources: &Sources,
    diagnostics: &'d [Diagnostic],
    at_least: Safety,
) -> Taken<'d> {
    let mut taken = Taken::default();
    // The start of each selected edit → its end.
    let mut ends: BTreeMap<(SourceId, u32), u32> = BTreeMap::new();
    let allowed = |fix: &&Fix| fix.safety == Safety::Safe || at_least == Safety::Unsafe;
    let fixes = diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
    for fix in fixes.filter(allowed) {
        let fits = |edit: &Edit| {
            let source = sources.get(edit.location.source);
            source.is_some_and(|source| source.text.get(edit.location.span.range()).is_some())
        };
        let is_free = |edit: &Edit| {
            let Location { source, span } = edit.location;
            let before = ends.range((source, 0)..=(source, span.end)).next_back();
            before.is_none_or(|(_, &end)| end < span.start)
        };
        if fix.edits().iter().all(|edit| fits(edit) && is_free(edit)) {
            for Edit { location: Location { source, span }, .. } in fix.edits() {
                let end = ends.entry((*source, span.start)).or_insert(span.end);
                *end = span.end.max(*end);
            }
            taken.fixes.push(fix);
        } else {
            taken.deferred += 1;
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::apply_fixes;
    use crate::diagnostic::rules::SKIPPED_CONTENT;
    use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
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
    fn many_fixes_on_one_line_are_all_made() {
        let mut sources = Sources::new();
        let id = sources.add("a", "x ".repeat(20_000));
        let at = |n: usize| Span::new(2 * n, 2 * n + 1).in_source(id);
        let found: Vec<_> = (0..20_000).map(|n| finding(Fix::safe("", at(n), "y"))).collect();
        let fixed = apply_fixes(&sources, &found, Safety::Safe);
        assert_eq!((fixed.applied, &*fixed.texts[0].1), (20_000, &*"y ".repeat(20_000)));
    }

    #[test]
    fn a_fix_whose_edits_overlap_cannot_be_made() {
        let mut sources = Sources::new();
        let id = sources.add("a", "one two");
        let edit = |start, end| Edit::delete(Span::new(start, end).in_source(id));
        for (edits, text) in [
            (vec![edit(0, 3), edit(2, 5)], None),
            (vec![edit(4, 7), edit(0, 3)], Some(" ")),
            (vec![edit(0, 3), edit(3, 4)], Some("two")),
            (vec![edit(1, 1), edit(1, 1)], None),
            (Vec::new(), None),
        ] {
            let fix = Fix::of(Safety::Safe, "", edits);
            let fixed = fix
                .map(|fix| apply_fixes(&sources, &[finding(fix)], Safety::Safe).texts.remove(0).1);
            assert_eq!(fixed.as_deref(), text);
        }
    }

    #[test]
    fn nothing_to_fix_changes_nothing() {
        assert_eq!(apply_fixes(&Sources::new(), &[], Safety::Unsafe).texts, []);
    }
}
