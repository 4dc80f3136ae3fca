//! Collects findings while a text is parsed, read or checked.

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::source::SourceId;

/// How many findings of one rule and severity are listed for one text, and how many more with a fix
/// of each kind. A text that is no bibliography can have one for each of its bytes, and nobody reads
/// them.
pub(crate) const MOST_LISTED: usize = 10_000;

/// Collects findings in the order in which they are found.
///
/// A parser or reader never stops at an error: it pushes a finding here and continues.
///
/// The first 10,000 findings of one rule and severity in one text are listed. The others are only
/// counted: one finding says how many they are ([`Diagnostic::stands_for`]).
#[derive(Debug, Clone)]
pub struct Sink {
    listed: Vec<Diagnostic>,
    kinds: FxHashMap<Kind, Count>,
    most: usize,
    pushed: usize,
}

/// What is counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Kind {
    source: SourceId,
    rule: &'static str,
    severity: Severity,
    /// What can be fixed has room of its own, so that a fix is not left out in favour of findings
    /// that have none.
    fix: Option<Safety>,
}

impl Kind {
    fn of(finding: &Diagnostic) -> Kind {
        let Diagnostic { rule, severity, primary, fix, .. } = finding;
        let fix = fix.as_ref().map(|fix| fix.safety);
        Kind { source: primary.location.source, rule: rule.code, severity: *severity, fix }
    }
}

/// The findings of one kind.
#[derive(Debug, Clone, Default)]
struct Count {
    listed: usize,
    rest: Option<Rest>,
}

/// Findings that are not listed.
#[derive(Debug, Clone)]
struct Rest {
    /// The first of them in the text.
    first: Diagnostic,
    count: usize,
}

impl Default for Sink {
    fn default() -> Self {
        Sink::up_to(MOST_LISTED)
    }
}

impl Sink {
    /// Creates an empty sink.
    pub fn new() -> Self {
        Sink::default()
    }

    /// Creates an empty sink that lists so many findings of one rule and severity for one text.
    pub(crate) fn up_to(most: usize) -> Self {
        Sink { listed: Vec::new(), kinds: FxHashMap::default(), most, pushed: 0 }
    }

    /// Creates an empty sink that continues this one: it lists nothing of what this one has no room
    /// for. It is to be [appended](Self::append) to this one.
    pub(crate) fn continuation(&self) -> Self {
        let full = self.kinds.iter().filter(|(_, count)| count.rest.is_some());
        let full = full.map(|(kind, _)| (*kind, Count { listed: self.most, rest: None }));
        Sink { listed: Vec::new(), kinds: full.collect(), most: self.most, pushed: 0 }
    }

    /// Adds a finding.
    pub fn push(&mut self, finding: Diagnostic) {
        self.pushed += 1;
        let count = self.kinds.entry(Kind::of(&finding)).or_default();
        if count.listed < self.most && finding.stands_for == 1 {
            count.listed += 1;
            return self.listed.push(finding);
        }
        let more = finding.stands_for;
        count.add_rest(Rest { first: finding, count: more });
    }

    /// Adds what another sink has collected after this one.
    pub(crate) fn append(&mut self, other: Sink) {
        let Sink { listed, kinds, .. } = other;
        listed.into_iter().for_each(|finding| self.push(finding));
        // Each kind is counted by itself, so their order does not matter.
        let rests = kinds.into_iter().filter_map(|(kind, count)| Some((kind, count.rest?)));
        rests.for_each(|(kind, rest)| self.kinds.entry(kind).or_default().add_rest(rest));
    }

    /// True if nothing has been pushed.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// The number of findings so far that are listed.
    pub(crate) fn len(&self) -> usize {
        self.listed.len()
    }

    /// How many times a finding has been pushed: where it grows, something was found.
    pub(crate) fn pushed(&self) -> usize {
        self.pushed
    }

    /// Forgets all but the first findings that are listed, since their text is read again. Those
    /// that are only counted remain so.
    pub(crate) fn truncate(&mut self, len: usize) {
        for finding in self.listed.drain(len.min(self.listed.len())..) {
            if let Some(count) = self.kinds.get_mut(&Kind::of(&finding)) {
                count.listed -= 1;
            }
        }
    }

    /// The findings so far that are listed, in the order in which they were found.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.listed
    }

    /// The findings, in the order in which they were found, followed by those that say how many
    /// more there are.
    pub fn into_found(self) -> Vec<Diagnostic> {
        let mut found = self.listed;
        let rests = self.kinds.into_iter().filter_map(|(kind, count)| Some((kind, count.rest?)));
        let mut rests: Vec<(Kind, Rest)> = rests.collect();
        let of_rule = |kind: &Kind| (kind.source, kind.rule, kind.severity);
        rests.sort_by_key(|(kind, _)| (of_rule(kind), kind.fix));
        rests.dedup_by(|(next, more), (kind, rest)| {
            let is_same = of_rule(next) == of_rule(kind);
            if is_same {
                rest.add(more.clone());
            }
            is_same
        });
        found.extend(rests.into_iter().map(|(_, rest)| rest.into_finding()));
        found
    }

    /// The findings so far, to be completed by a caller that knows more.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        let rests = self.kinds.values_mut().filter_map(|count| count.rest.as_mut());
        self.listed.iter_mut().chain(rests.map(|rest| &mut rest.first))
    }

    /// The findings, ordered by location, and in the order in which they were found at the same
    /// location.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.into_found();
        found.sort_by_key(|diagnostic| diagnostic.primary.location);
        found
    }
}

impl Count {
    fn add_rest(&mut self, more: Rest) {
        match &mut self.rest {
            None => self.rest = Some(more),
            Some(rest) => rest.add(more),
        }
    }
}

impl Rest {
    fn add(&mut self, more: Rest) {
        self.count += more.count;
        if more.first.primary.location < self.first.primary.location {
            self.first = more.first;
        }
    }

    /// The one finding that stands for them.
    fn into_finding(self) -> Diagnostic {
        let Rest { first, count } = self;
        if count == 1 {
            return first;
        }
        let Diagnostic { rule, severity, primary, .. } = first;
        let finding = Diagnostic::new(rule, primary.location, "").severity(severity);
        finding
            .label("the first of them")
            .help("correct those that are listed, and check again")
            .standing_for(count)
    }
}

impl Extend<Diagnostic> for Sink {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, iter: T) {
        iter.into_iter().for_each(|finding| self.push(finding));
    }
}

#[cfg(test)]
mod tests {
    use super::Sink;
    use crate::diagnostic::rules::{BAD_CHARACTERS, SKIPPED_CONTENT};
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::source::{SourceId, Span};

    fn at(place: usize, source: u32) -> Diagnostic {
        Diagnostic::new(&SKIPPED_CONTENT, Span::at(place).in_source(SourceId(source)), "x")
    }

    /// Where each finding is, and for how many it stands.
    fn shown(found: &[Diagnostic]) -> Vec<(u32, usize)> {
        found.iter().map(|it| (it.primary.location.span.start, it.stands_for)).collect()
    }

    #[test]
    fn what_is_too_much_is_counted() {
        let mut sink = Sink::up_to(2);
        (0..5).for_each(|place| sink.push(at(place, 0)));
        // Other files, rules and severities have room of their own.
        sink.push(at(6, 1));
        sink.push(at(7, 0).severity(Severity::Info));
        let found = sink.into_sorted();
        assert_eq!(shown(&found), [(0, 1), (1, 1), (2, 3), (7, 1), (6, 1)]);
        assert_eq!(found[2].message, "3 more findings of this rule in this file are not listed");
        assert_eq!(found[2].severity, SKIPPED_CONTENT.severity);
    }

    #[test]
    fn a_single_one_more_is_listed() {
        let mut sink = Sink::up_to(2);
        sink.extend([at(4, 0), at(5, 0), at(3, 0)]);
        let found = sink.into_sorted();
        assert_eq!(shown(&found), [(3, 1), (4, 1), (5, 1)]);
        assert!(found.iter().all(|it| it.message == "x"));
    }

    #[test]
    fn parts_that_are_joined_are_the_whole() {
        let findings = || (0..40).map(|place| at(place, 0));
        let mut whole = Sink::up_to(7);
        whole.extend(findings());
        let whole = whole.into_found();
        for length in 1..12 {
            let mut joined = Sink::up_to(7);
            let mut found = findings().peekable();
            while found.peek().is_some() {
                let mut part = joined.continuation();
                part.extend(found.by_ref().take(length));
                joined.append(part);
            }
            assert_eq!(joined.into_found(), whole, "{length}");
            // As findings, which is how a reader passes them on.
            let mut joined = Sink::up_to(7);
            let mut found = findings().peekable();
            while found.peek().is_some() {
                let mut part = Sink::up_to(7);
                part.extend(found.by_ref().take(length));
                joined.extend(part.into_found());
            }
            assert_eq!(joined.into_found(), whole, "{length}");
        }
    }

    #[test]
    fn what_is_read_again_is_not_counted_twice() {
        let mut sink = Sink::up_to(3);
        sink.push(at(0, 0));
        sink.extend([at(1, 0), at(2, 0)]);
        sink.truncate(1);
        sink.push(Diagnostic::new(&BAD_CHARACTERS, at(3, 0).primary.location, "y"));
        sink.extend([at(4, 0), at(5, 0)]);
        assert_eq!(shown(&sink.into_found()), [(0, 1), (3, 1), (4, 1), (5, 1)]);
    }
}
