#![doc = include_str!("page_count.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{
    Diagnostic, Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity,
};
use crate::dialect::{BibDialect, Dialect};
use crate::model::{FieldOrigin, PageCount, Variable, is_roman};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "page-count",
        code: "NUM007",
        family: Family::Numbers,
        severity: Severity::Info,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("page_count.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields_of(Variable::Page).chain(counted(entry)) {
        let spelled = entry.spelled(field).trim();
        if let Some(range) = count_behind(spelled) {
            cx.report(behind_article_number(cx, entry, field, range));
            continue;
        }
        let Some(PageCount { number, all, .. }) = count(spelled) else { continue };
        // BibTeX has none.
        let own = match entry.dialect {
            Dialect::Bib(BibDialect::Bibtex) => None,
            dialect => dialect.field_of(Variable::NumberOfPages),
        };
        let message = format!("`{}` is a page count: `{spelled}`", field.name);
        let finding = cx.of_field(entry, field, field.value_location(), message);
        let finding = match own {
            Some(own) => finding.help(format!(
                "move `{}` to `{own}`",
                if all.contains('+') { all } else { number }
            )),
            None => finding.help(
                "`pages` is for a part of a larger work, and BibTeX prints no count: delete it, or \
                 call it `pagetotal` as BibLaTeX does",
            ),
        };
        let rename = own.filter(|_| entry.dialect == Dialect::Bib(BibDialect::Biblatex));
        let finding = match rename.filter(|own| entry.own_field(own).is_none()) {
            Some(own) => {
                let edits =
                    [Edit::new(field.name_location(), own), Edit::new(field.value_location(), all)];
                finding.fix(Fix::of(Safety::Unsafe, format!("rename to `{own}`"), edits))
            }
            None => finding,
        };
        cx.report(finding);
    }
}

/// Reports the count that MathSciNet writes behind the number of an article: `Paper No. 14, 37 pp.`
fn behind_article_number(
    cx: &Context<'_>,
    entry: &Subject<'_>,
    field: &FieldOrigin,
    range: Range<usize>,
) -> Diagnostic {
    let spelled = entry.spelled(field);
    let start = spelled.len() - spelled.trim_start().len();
    let place = entry.part_of(field, start + range.start..start + range.end);
    let count = spelled.trim()[range].trim_start_matches([',', ';', ' ', '~']);
    let message = format!("`{}` has a page count after the article number: `{count}`", field.name);
    let finding = cx.of_field(entry, field, place, message);
    let fix = Fix::needs_review(format!("delete `{count}`"), place, "");
    finding
        .help("keep the article number, and delete the count")
        .fix(entry.is_literal(field).then_some(fix))
}

/// The count of pages behind something else than numbers of pages, with the comma before it.
fn count_behind(text: &str) -> Option<Range<usize>> {
    let at = text.rfind([',', ';'])?;
    let (before, behind) = (text[..at].trim(), text[at + 1..].trim());
    let is_article = before.contains(|c: char| c.is_ascii_digit())
        && before
            .split(['+', ',', ' '])
            .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1)
        && !before.split(['+', ',', ' ']).all(|word| is_roman(&word.to_ascii_lowercase()));
    (is_article && count(behind).is_some()).then_some(at..text.len())
}

/// Fields for pages that the reader took for a count already, since they say so.
fn counted<'a>(entry: &Subject<'a>) -> impl Iterator<Item = &'a FieldOrigin> {
    let field = entry.own_field("pages");
    field.into_iter().filter(|field| field.variables().contains(&Variable::NumberOfPages))
}

/// The count of pages that a text certainly is: `320 p.`, `xii + 320 pages`, `xviii + 319` as in
/// library catalogues.
fn count(text: &str) -> Option<PageCount<'_>> {
    let count = PageCount::of(text)?;
    let is_certain = match count.word {
        "" => {
            let (first, _) = count.all.split_once('+')?;
            let is_long = |part: &str| part.len() > 1;
            let first = first.trim();
            is_long(count.number)
                && (is_long(first) || first.contains(|c: char| c.is_alphabetic()))
                && count.all.matches('+').count() == 1
                && !count.all.contains(',')
        }
        // `12p` may be the name of a page.
        word => word.len() > 1 || count.all.len() + word.len() < text.len(),
    };
    is_certain.then_some(count)
}

#[cfg(test)]
mod tests {
    use super::{count, count_behind};

    #[test]
    fn counts_are_told_from_pages() {
        for (text, number) in [
            ("320 p.", ("320", "320")),
            ("320pp", ("320", "320")),
            ("xii + 320 pages", ("320", "xii + 320")),
            ("320~Seiten", ("320", "320")),
            ("xviii + 319", ("319", "xviii + 319")),
            ("x+157", ("157", "x+157")),
            ("400 + 41", ("41", "400 + 41")),
            ("XII, 441 S.", ("441", "XII, 441")),
            ("350 с.", ("350", "350")),
        ] {
            let found = count(text).map(|it| (it.number, it.all));
            assert_eq!(found, Some(number), "{text}");
        }
        for text in ["320", "12--15", "pp. 12", "12p", "iv p.", "", "Paper No. 14, 37 pp."] {
            assert_eq!(count(text), None, "{text}");
        }
        assert_eq!(count_behind("Paper No. 14, 37 pp."), Some(12..20));
        assert_eq!(count_behind("e1234, 12 pages"), None);
        for text in ["xii, 320 pp.", "12, 13 pp.", "Paper No. 14", "12--15"] {
            assert_eq!(count_behind(text), None, "{text}");
        }
    }
}
