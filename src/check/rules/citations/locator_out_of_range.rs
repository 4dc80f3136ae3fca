#![doc = include_str!("locator_out_of_range.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Placed};
use crate::diagnostic::{Diagnostic, Family, FixAvailability, Group, Rule, Severity};
use crate::document::WrittenCite;
use crate::model::{Cite, Entry, EntryOrigin, LocatorLabel, Variable};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "locator-out-of-range",
        code: "DOC010",
        family: Family::Citations,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("locator_out_of_range.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    for placed in cited.citations() {
        let cites = placed.citation.citation.cites.iter().zip(&placed.citation.cites);
        for (cite, place) in cites {
            cx.report_all(fault(cx, cited, placed, cite, place));
        }
    }
}

fn fault(
    cx: &Context<'_>,
    cited: &Cited<'_>,
    placed: Placed<'_>,
    cite: &Cite,
    place: &WrittenCite,
) -> Option<Diagnostic> {
    let locator = cite.locator.as_ref()?;
    let value = locator.value.as_str();
    let ranges = ranges(value)?;
    let location = placed.place(place.suffix);
    if let Some((first, last)) = ranges.iter().find(|(first, last)| first > last) {
        let message = format!(
            "the {} `{value}` run backwards, from {first} to {last}",
            plural(locator.label)
        );
        let finding = cx.of_document(cited, location, message).key(&*cite.key);
        return Some(finding.help("write the lower number first"));
    }
    let (entry, origin, _) = cited.entries(&cite.key).next()?;
    let limit = match locator.label {
        LocatorLabel::Page => pages(entry),
        LocatorLabel::Volume => number(entry, Variable::NumberOfVolumes).map(|last| Limit {
            variable: Variable::NumberOfVolumes,
            ranges: vec![(1, last)],
            said: format!("has {last} volumes"),
        }),
        _ => None,
    }?;
    let is_inside = |&(first, last): &(u64, u64)| {
        limit.ranges.iter().any(|(from, to)| (*from..=*to).contains(&first) && last <= *to)
    };
    if ranges.iter().all(is_inside) {
        return None;
    }
    let message =
        format!("{} `{value}` is not in `{}`, which {}", locator.label, cite.key, limit.said);
    let finding = cx.of_document(cited, location, message).key(&*cite.key);
    let finding = match field(origin, limit.variable) {
        Some(place) => finding.also(place, "according to this"),
        None => finding.also(origin.key, "the entry"),
    };
    Some(finding.help("correct the locator or the entry, or cite another work"))
}

/// The locators that are possible in an entry.
struct Limit {
    variable: Variable,
    ranges: Vec<(u64, u64)>,
    /// What the entry says, as a text that follows its key.
    said: String,
}

/// The pages of an entry, or how many there are.
fn pages(entry: &Entry) -> Option<Limit> {
    let variable = Variable::Page;
    if let Some(value) = entry.str(variable) {
        let ranges = ranges(value)?;
        let is_one = ranges.iter().all(|(first, last)| first == last);
        // The number of an article, or only its first page.
        if is_one || ranges.iter().any(|(first, last)| first > last) {
            return None;
        }
        return Some(Limit { variable, ranges, said: format!("has the pages {value}") });
    }
    let last = number(entry, Variable::NumberOfPages)?;
    let variable = Variable::NumberOfPages;
    Some(Limit { variable, ranges: vec![(1, last)], said: format!("has {last} pages") })
}

fn number(entry: &Entry, variable: Variable) -> Option<u64> {
    entry.str(variable)?.trim().parse().ok().filter(|number| *number > 0)
}

fn field(origin: &EntryOrigin, variable: Variable) -> Option<crate::source::Location> {
    let mut fields = origin.fields.iter();
    fields.find(|field| field.variables().contains(&variable)).map(|field| field.value_location())
}

/// The ranges in a list of numbers; `None` if something in it is not a number, such as `iv`.
///
/// *Shape*: `1120--31` ends at 1131; `12f` and `12ff.` are read as 12 alone.
fn ranges(value: &str) -> Option<Vec<(u64, u64)>> {
    let mut ranges = Vec::new();
    for part in value.split([',', ';', '&']) {
        let part = part.trim().trim_end_matches(['f', '.', ' ']);
        let mut ends =
            part.split(['-', '–', '—', '\u{2010}', '\u{2011}']).filter(|it| !it.is_empty());
        let (first, last) = (ends.next()?.trim(), ends.next().map(str::trim));
        if ends.next().is_some() {
            return None;
        }
        let start: u64 = first.parse().ok()?;
        let end = match last {
            None => start,
            Some(last) if last.len() < first.len() => {
                let whole = format!("{}{last}", &first[..first.len() - last.len()]);
                whole.parse().ok()?
            }
            Some(last) => last.parse().ok()?,
        };
        ranges.push((start, end));
    }
    (!ranges.is_empty()).then_some(ranges)
}

fn plural(label: LocatorLabel) -> String {
    format!("{label}s")
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn lists_of_numbers() {
        assert_eq!(ranges("12, 14-15 & 20"), Some(vec![(12, 12), (14, 15), (20, 20)]));
        assert_eq!(ranges("1120--31"), Some(vec![(1120, 1131)]));
        assert_eq!(ranges("12ff."), Some(vec![(12, 12)]));
        for value in ["iv", "", "12a", "1-2-3", "A1-A3", "12-"] {
            assert_eq!(ranges(value).filter(|_| value != "12-"), None, "{value}");
        }
    }
}
