//! Whether a rule could have found something at a place in a run. Where it could not, its silence
//! says nothing: a comment that allows the rule is not unused, and a finding that a baseline accepts
//! is not gone.

use crate::check::config::{Config, Settling, Types};
use crate::check::input::Input;
use crate::check::registry::{check_of, rules};
use crate::check::rule::LooksAt;
use crate::check::selector::Selector;
use crate::diagnostic::{Group, Rule};
use crate::source::{Location, SourceId};

/// What a rule has to see before its silence says anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reach {
    /// The file that its findings are in.
    File,
    /// A document with all its bibliographies.
    Document,
    /// All files of a project: it compares entries of several files, or asks which are cited.
    Project,
    /// An entry as a style prints it.
    Style,
}

impl Reach {
    /// The reach of a rule; of a rule that looks at several things, the widest.
    pub fn of(rule: &Rule) -> Reach {
        Reach::of_looks(looks_of(rule))
    }

    fn of_looks(looks: &[LooksAt]) -> Reach {
        let is_any = |wanted: fn(&LooksAt) -> bool| looks.iter().any(wanted);
        if is_any(|look| matches!(look, LooksAt::Styled(_))) {
            Reach::Style
        } else if is_any(|look| matches!(look, LooksAt::Libraries(_) | LooksAt::Documents(_))) {
            Reach::Project
        } else if is_any(|look| matches!(look, LooksAt::Document(_))) {
            Reach::Document
        } else {
            Reach::File
        }
    }
}

/// What a rule looks at.
fn looks_of(rule: &Rule) -> &'static [LooksAt] {
    check_of(rule).map(|check| check.looks_at).unwrap_or_default()
}

/// What the rules of a run could see.
pub(in crate::check) struct Seen<'a> {
    config: &'a Config,
    input: &'a Input<'a>,
    settling: Settling<'a>,
}

impl<'a> Seen<'a> {
    pub(in crate::check) fn new(
        input: &'a Input<'a>,
        config: &'a Config,
        types: Option<&'a Types<'a>>,
    ) -> Self {
        Seen { config, input, settling: config.settling(input, types) }
    }

    /// Whether all rules that a comment at a place may mean could have found something there. Of
    /// those that a family or the beginning of a code names, the ones that are opt-in are not
    /// asked for, unless there are no others.
    pub(in crate::check) fn could_find(&mut self, selector: Selector, place: Location) -> bool {
        let named: Vec<&Rule> = rules().filter(|rule| selector.selects(rule)).collect();
        let is_meant = |rule: &&Rule| rule.group == Group::Default;
        let meant: Vec<&Rule> = named.iter().copied().filter(is_meant).collect();
        let meant = if meant.is_empty() { named } else { meant };
        let settings = self.settling.at(place);
        let run = meant.iter().all(|rule| settings.runs(rule));
        // What a family is allowed for is mostly in reach of a file.
        let mut reaches = meant.iter().map(|rule| self.has_seen(rule, place.source));
        run && if selector.is_single() { reaches.all(|it| it) } else { reaches.any(|it| it) }
    }

    fn has_seen(&self, rule: &Rule, source: SourceId) -> bool {
        let looks = looks_of(rule);
        match Reach::of_looks(looks) {
            Reach::File => true,
            Reach::Style => self.config.style().is_some(),
            Reach::Project => {
                let of_documents = |look: &LooksAt| matches!(look, LooksAt::Documents(_));
                let asks_documents = looks.iter().any(of_documents);
                !self.config.is_partial() && (!asks_documents || !self.input.manuscripts.is_empty())
            }
            Reach::Document => {
                let mut manuscripts = self.input.manuscripts.iter();
                match manuscripts.find(|it| it.parts.iter().any(|part| part.source == source)) {
                    Some(manuscript) => manuscript.missing.is_empty(),
                    None => !self.config.is_partial() && !self.input.manuscripts.is_empty(),
                }
            }
        }
    }
}
