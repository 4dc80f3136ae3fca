//! Cites in one citation that have the same names, or consecutive numbers: what is omitted, and
//! which delimiters are printed.
//!
//! *Source*: CSL 1.0.2 specification, "Cite Grouping" and "Cite Collapsing"; which delimiter is
//! used where is what citeproc-js prints for all combinations of settings.

use crate::engine::context::Context;
use crate::engine::decisions::{CitePlan, Placed, Position};
use crate::engine::eval::{Eval, year_suffix_letters};
use crate::engine::finish::{sort_text, subtree_text};
use crate::engine::grouping;
use crate::engine::run::{Run, RunCitation, RunCite};
use crate::engine::tape::{Role, Tape};
use crate::model::{Date, Variable};
use crate::parallel;
use crate::style::ir::{self, Class, Collapse, Layout, NameOptions, Program, Scope};
use crate::style::terms::{self, TermForm};

/// The delimiter between cites of one group in the text, if the style does not set it; in notes it
/// is the layout's.
const GROUP_DELIMITER: &str = ", ";

/// Plans the cites of each citation, and puts them in the order in which they are printed.
pub(super) fn plan_citations(run: &mut Run<'_>) {
    let all: Vec<usize> = (0..run.citations.len()).collect();
    plan_some(run, &all);
}

/// Plans the cites of the citations with these indexes.
pub(super) fn plan_some(run: &mut Run<'_>, which: &[usize]) {
    let options = &run.program.citation;
    let compares = options.groups_cites() || options.after_collapse_delimiter.is_some();
    if !compares && options.layouts.len() < 2 {
        return;
    }
    let which: Vec<usize> =
        which.iter().copied().filter(|&index| run.citations[index].cites.len() > 1).collect();
    let view: &Run<'_> = run;
    let cites = which.iter().map(|&index| view.citations[index].cites.len()).sum();
    let planned = parallel::in_ranges_of(cites, which.len(), view.options.threads, |range| {
        let mut tape = Tape::default();
        let plan = |&index: &usize| {
            let citation = &view.citations[index];
            let mut cites = match compares {
                true => planned(view, citation, &mut tape),
                false => citation.cites.clone(),
            };
            give_own_delimiters(view, &mut cites);
            cites
        };
        which[range].iter().map(plan).collect()
    });
    for (index, cites) in which.into_iter().zip(planned) {
        run.citations[index].cites = cites;
    }
}

/// The cites of a citation in the order in which they are printed, with their plans.
fn planned<'a>(run: &Run<'a>, citation: &RunCitation<'a>, tape: &mut Tape) -> Vec<RunCite<'a>> {
    let options = &run.program.citation;
    let cites = &citation.cites;
    let mut profiled: Vec<(RunCite<'a>, CiteProfile)> =
        cites.iter().map(|cite| (*cite, CiteProfile::of(run, cite, tape))).collect();
    if options.groups_cites()
        && let Some(key) = options.sort.first()
    {
        let grouped_by: Vec<Option<String>> =
            cites.iter().map(|cite| names_of_subsequent(run, cite, tape)).collect();
        let names: Vec<&str> = (profiled.iter().zip(&grouped_by))
            .map(|((_, profile), names)| names.as_deref().unwrap_or(&profile.names))
            .collect();
        let order = grouping::order(run, citation, &names, key);
        let mut waiting: Vec<Option<_>> = profiled.into_iter().map(Some).collect();
        profiled = order.into_iter().filter_map(|index| waiting[index].take()).collect();
    }
    let (mut cites, profiles): (Vec<RunCite<'a>>, Vec<CiteProfile>) = profiled.into_iter().unzip();
    let Some(first) = cites.first() else { return cites };
    let outer = run.layout(&options.layouts, first.item);
    let layout_delimiter = run.program.str(outer.delimiter);
    let planner = Planner { program: run.program, options, layout_delimiter };
    let mut plans = vec![CitePlan::default(); cites.len()];
    // The last cite before each that has names.
    let mut named: Option<usize> = None;
    for index in 1..cites.len() {
        if !profiles[index - 1].names.is_empty() {
            named = Some(index - 1);
        }
        let named = &profiles[named.unwrap_or(index - 1)];
        plans[index] = planner.between(named, &profiles[index - 1..=index], &plans[index - 1]);
    }
    planner.collapse_ranges(&profiles, outer, &mut plans);
    for (cite, plan) in cites.iter_mut().zip(plans) {
        cite.plan = plan;
    }
    cites
}

/// The names of a cite in the form of a cite of something cited before, by which citeproc-js groups
/// all cites, those of something new too; `None` where the style has no such form.
fn names_of_subsequent(run: &Run<'_>, cite: &RunCite<'_>, tape: &mut Tape) -> Option<String> {
    let is_new = cite.placed.position == Position::First;
    let shortens = |names: &NameOptions| {
        names.et_al_subsequent_min.is_some() || names.et_al_subsequent_use_first.is_some()
    };
    (is_new && run.program.name_options.iter().any(shortens)).then(|| {
        let placed = Placed { position: Position::Subsequent, ..cite.placed };
        CiteProfile::of(run, &RunCite { placed, ..*cite }, tape).names
    })
}

/// If cites have layouts of their own, the delimiter after each is its layout's.
fn give_own_delimiters<'a>(run: &Run<'a>, cites: &mut [RunCite<'a>]) {
    let layouts = &run.program.citation.layouts;
    let Some(first) = cites.first() else { return };
    if layouts.len() > 1 {
        let outer = run.program.str(run.layout(layouts, first.item).delimiter);
        for index in 1..cites.len() {
            let before = run.layout(layouts, cites[index - 1].item);
            let own = &mut cites[index].plan.delimiter;
            if own.is_none_or(|own| own == outer) {
                *own = Some(run.program.str(before.delimiter));
            }
        }
    }
}

/// The properties of a rendered cite that grouping and collapsing use.
struct CiteProfile {
    /// The names that it prints first.
    names: String,
    /// Whether something else is printed in their place.
    is_substituted: bool,
    /// Whether it prints further names.
    has_other_names: bool,
    /// Its year.
    year: Option<i32>,
    has_date: bool,
    /// Whether the year comes right behind the names, or first where there are none.
    year_follows_names: bool,
    suffix: Option<u32>,
    /// Its number, if it prints nothing else.
    number: Option<u32>,
    has_locator: bool,
    /// Whether it uses the text of a variable other than its locator.
    has_more: bool,
    /// What remains without its names and year.
    rest: Rest,
    has_prefix: bool,
    has_suffix: bool,
}

/// What remains of a cite without its names and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// The year suffix, at the end.
    Suffix,
    /// The year suffix with text after it, as in parentheses.
    Enclosed,
    /// Something else, or nothing.
    Other,
}

impl Rest {
    fn of(text: &str, suffix: u32) -> Self {
        let mut letters = [0; 8];
        let suffix = year_suffix_letters(suffix, &mut letters);
        match text.trim().trim_start_matches(|c: char| !c.is_alphanumeric()).strip_prefix(suffix) {
            Some("") => Rest::Suffix,
            Some(behind) if !behind.contains(char::is_alphanumeric) => Rest::Enclosed,
            _ => Rest::Other,
        }
    }
}

impl CiteProfile {
    fn of(run: &Run<'_>, cite: &RunCite<'_>, tape: &mut Tape) -> Self {
        tape.clear();
        let layout = run.layout(&run.program.citation.layouts, cite.item);
        let locale = &run.program.locales[usize::from(layout.locale)];
        let item = &run.items[cite.item];
        let context = Context { suppress_author: false, ..run.cite_context(cite) };
        let mut eval = Eval::new(run.program, locale, item, &context, Scope::Citation, tape);
        let start = eval.tape.mark();
        eval.layout(layout);
        let prints_locator = eval.has_locator();
        let has_more = eval.has_text_variable();
        let only_number = eval.printed_only_numbers(start);
        let first = tape.first_names();
        let printed = first.map_or_else(String::new, |at| subtree_text(tape, run.program, at));
        let has_other_names = first.is_some_and(|first| {
            let behind = tape.subtree(first).end..tape.nodes.len();
            let mut lists = tape.with_role(behind, Role::NameList);
            lists.any(|at| subtree_text(tape, run.program, at) != printed)
        });
        let behind_names = first.map_or(0, |first| tape.subtree(first).end);
        let year_follows_names = tape.nodes[behind_names..]
            .iter()
            .find(|node| node.start < node.stop)
            .is_some_and(|node| node.role == Role::Year);
        // Text in place of names is not a name.
        let is_substituted = first.is_some_and(|first| {
            tape.with_role(tape.subtree(first), Role::NameList).next().is_none()
        });
        let names = if is_substituted { String::new() } else { printed };
        let facts = &run.facts[cite.item];
        let suffix = facts.year_suffix;
        let year = item.date(Variable::Issued).and_then(Date::first_point);
        let filled =
            |text: &Option<crate::model::Text>| text.as_ref().is_some_and(|text| !text.is_empty());
        let rest = suffix.map_or(Rest::Other, |suffix| {
            tape.clear();
            let context = Context { suppress_author: true, suppress_year: true, ..context };
            let mut eval = Eval::new(run.program, locale, item, &context, Scope::Citation, tape);
            eval.layout(layout);
            Rest::of(&sort_text(tape, run.program), suffix)
        });
        CiteProfile {
            names,
            is_substituted,
            has_other_names,
            year: year.map(|point| point.year),
            has_date: item.date(Variable::Issued).is_some(),
            year_follows_names,
            suffix,
            number: only_number.then_some(facts.citation_number),
            has_locator: prints_locator || (!only_number && cite.cite.locator.is_some()),
            has_more,
            rest,
            has_prefix: filled(&cite.cite.prefix),
            has_suffix: filled(&cite.cite.suffix),
        }
    }

    /// True if there is neither a prefix nor a suffix between this cite and the next, nor a suffix
    /// after that.
    fn touches(&self, next: &CiteProfile) -> bool {
        !self.has_suffix && !next.has_prefix && !next.has_suffix
    }
}

struct Planner<'r> {
    program: &'r Program,
    options: &'r ir::Citation,
    layout_delimiter: &'r str,
}

impl<'r> Planner<'r> {
    /// How a cite is printed after another; `named` is the last one before it that has names.
    fn between(
        &self,
        named: &CiteProfile,
        pair: &[CiteProfile],
        before_it: &CitePlan<'_>,
    ) -> CitePlan<'r> {
        let [previous, next] = pair else { return CitePlan::default() };
        let suffixed = previous.suffix.is_some() && next.suffix.is_some();
        // A year without a suffix is not repeated either if it would be printed in its place.
        let alone = self.options.disambiguation.add_year_suffix && next.year_follows_names;
        let same_year = previous.year == next.year && (suffixed || alone);
        let bare = (suffixed || alone) && same_year && next.number.is_none();
        let bare = bare && !next.is_substituted;
        let has_names = !next.names.is_empty() || bare;
        // Cites without names do not separate those of one author.
        let before = if next.names.is_empty() { previous } else { named };
        let same_names = has_names && before.names == next.names && !before.has_other_names;
        let by_suffix = matches!(
            self.options.collapse,
            Some(Collapse::YearSuffix | Collapse::YearSuffixRanged)
        );
        let without_names = same_names && self.options.collapse.is_some();
        let without_year = same_names && by_suffix && same_year;
        let by_suffix = match next.rest {
            Rest::Suffix => without_year || !next.has_date,
            Rest::Enclosed => without_year && before_it.without_year,
            Rest::Other => false,
        };
        let delimiter = if same_names && by_suffix && previous.touches(next) {
            let own = self.options.cite_group_delimiter.or(self.options.year_suffix_delimiter);
            own.map_or(self.layout_delimiter, |own| self.program.str(own))
        } else {
            let joins = same_names && !next.names.is_empty() && !next.has_other_names;
            self.delimiter(previous, next, joins, before_it)
        };
        CitePlan { delimiter: Some(delimiter), without_names, without_year, omitted: false }
    }

    fn delimiter(
        &self,
        previous: &CiteProfile,
        next: &CiteProfile,
        same_names: bool,
        before_it: &CitePlan<'_>,
    ) -> &'r str {
        let program = self.program;
        let layout = self.layout_delimiter;
        let group = self.options.cite_group_delimiter.map(|group| program.str(group));
        let after = self.options.after_collapse_delimiter.map(|after| program.str(after));
        // Cites that use the text of variables keep the layout's delimiter.
        let default = match program.options.class {
            Class::InText if !next.has_more => GROUP_DELIMITER,
            _ => layout,
        };
        let numbers = next.names.is_empty() || previous.number.is_some();
        // A group goes on with cites without names.
        let goes_on = next.names.is_empty() && group.is_some() && before_it.delimiter == group;
        match (self.options.collapse, after) {
            (None, Some(_)) if previous.number.is_some() => layout,
            (None, Some(after)) => after,
            (_, None) if goes_on => group.unwrap_or(layout),
            (None, None) if same_names => group.unwrap_or(layout),
            (Some(Collapse::CitationNumber), None) if next.names.is_empty() => layout,
            (Some(_), None) if next.names.is_empty() && next.has_more => layout,
            (Some(_), None) if next.names.is_empty() => default,
            (Some(_), None) if same_names => group.unwrap_or(default),
            (_, None) => layout,
            (Some(_), Some(after)) if previous.has_locator => after,
            (Some(_), Some(_)) if numbers && !next.has_more => layout,
            (Some(_), Some(_)) if same_names && !next.has_more => layout,
            (Some(Collapse::YearSuffix), Some(_)) if !before_it.without_names => layout,
            (Some(_), Some(after)) => after,
        }
    }

    /// Omits the inner cites of three or more consecutive numbers or suffixes.
    fn collapse_ranges(
        &self,
        profiles: &[CiteProfile],
        outer: &Layout,
        plans: &mut [CitePlan<'r>],
    ) {
        let in_a_row: fn(&CiteProfile, &CiteProfile, &CitePlan<'_>) -> bool =
            match self.options.collapse {
                Some(Collapse::CitationNumber) => |previous, next, _| {
                    let follows = previous.number.zip(next.number).is_some_and(|(a, b)| a + 1 == b);
                    follows && !previous.has_suffix && !next.has_prefix && !next.has_suffix
                },
                Some(Collapse::YearSuffixRanged) => |previous, next, plan| {
                    let follows = previous.suffix.zip(next.suffix).is_some_and(|(a, b)| a + 1 == b);
                    let bare = plan.without_year && next.rest == Rest::Suffix;
                    follows && bare && previous.touches(next)
                },
                _ => return,
            };
        let program = self.program;
        let locale = &program.locales[usize::from(outer.locale)];
        let range = locale.term(terms::CITATION_RANGE_DELIMITER, TermForm::Long, false);
        let range = range.map_or("–", |term| program.str(term));
        let mut start = 0;
        while start < profiles.len() {
            let mut end = start;
            while end + 1 < profiles.len()
                && in_a_row(&profiles[end], &profiles[end + 1], &plans[end + 1])
            {
                end += 1;
            }
            if end - start >= 2 {
                plans[start + 1..end].iter_mut().for_each(|plan| plan.omitted = true);
                plans[end].delimiter = Some(range);
            }
            start = end + 1;
        }
    }
}
