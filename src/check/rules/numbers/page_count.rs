#![doc = include_str!("page_count.md")]

use crate::check::context::Context;
use crate::check::dialect::Dialect;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::model::{BibDialect, Variable, is_roman};

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
        let Some((number, all)) = count(spelled) else { continue };
        let own = match entry.dialect {
            Dialect::Bib(BibDialect::Biblatex) => Some("pagetotal"),
            Dialect::Bib(BibDialect::Bibtex) => None,
            Dialect::Hayagriva => Some("page-total"),
            Dialect::Csl => Some("number-of-pages"),
        };
        let message = format!("`{}` is a page count: `{spelled}`", field.name);
        let finding = cx.of_field(entry, field, field.value_location, message);
        let finding = match own {
            Some(own) => finding.help(format!("move `{number}` to `{own}`")),
            None => finding.help("`pages` is for a part of a larger work: delete it"),
        };
        let rename = own.filter(|_| entry.dialect == Dialect::Bib(BibDialect::Biblatex));
        let finding = match rename.filter(|own| entry.own_field(own).is_none()) {
            Some(own) => {
                let edits =
                    [Edit::new(field.name_location, own), Edit::new(field.value_location, all)];
                finding.fix(Fix::of(Safety::Unsafe, format!("rename to `{own}`"), edits))
            }
            None => finding,
        };
        cx.report(finding);
    }
}

/// Fields for pages that the reader recognized as a count.
fn counted<'a>(entry: &Subject<'a>) -> impl Iterator<Item = &'a crate::model::FieldOrigin> {
    let field = entry.own_field("pages");
    field.into_iter().filter(|field| field.variables.contains(&Variable::NumberOfPages))
}

/// The number of pages in a text, and the text without the word for pages: `320 p.`, `xii + 320
/// pages`.
fn count(text: &str) -> Option<(&str, &str)> {
    const WORDS: [&str; 10] =
        ["pages", "page", "pp.", "pp", "p.", "p", "pgs.", "pgs", "seiten", "s."];
    let lower = text.to_ascii_lowercase();
    // `xviii + 319`, as in library catalogues.
    if let Some((roman, number)) = text.split_once('+') {
        let number = number.trim();
        let is_count = is_roman(&roman.trim().to_ascii_lowercase())
            && number.len() > 1
            && number.bytes().all(|byte| byte.is_ascii_digit());
        if is_count {
            return Some((number, text));
        }
    }
    let word = WORDS.iter().find(|word| lower.ends_with(**word))?;
    let all = text[..text.len() - word.len()].trim_end_matches([' ', '~', '\u{a0}']);
    if all.len() + word.len() == text.len() && word.len() == 1 {
        // `12p` may be the name of a page.
        return None;
    }
    let number = all.rsplit(['+', ',']).next()?.trim();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((number, all))
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_are_told_from_pages() {
        for (text, number) in [
            ("320 p.", ("320", "320")),
            ("320pp", ("320", "320")),
            ("xii + 320 pages", ("320", "xii + 320")),
            ("320~Seiten", ("320", "320")),
            ("xviii + 319", ("319", "xviii + 319")),
            ("x+157", ("157", "x+157")),
        ] {
            assert_eq!(count(text), Some(number), "{text}");
        }
        for text in ["320", "12--15", "pp. 12", "12p", "iv p.", ""] {
            assert_eq!(count(text), None, "{text}");
        }
    }
}
