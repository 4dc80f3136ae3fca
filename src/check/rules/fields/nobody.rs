#![doc = include_str!("nobody.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::dialect::{AnyOf, BibDialect, Dialect};
use crate::model::{EntryType, Variable, VariableKind};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "nobody",
        code: "FLD010",
        family: Family::Fields,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("nobody.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

const AUTHOR: AnyOf = &["author", "editor"];

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let is_nobodys = wants_somebody(entry)
        && !names_somebody(entry)
        && !entry.inherits_in_vain()
        && !entry.is_misspelt(AUTHOR);
    if is_nobodys {
        let message = format!("{} has no author, editor or organization", entry.described());
        let finding = cx.of_entry(entry, entry.origin.key, message);
        cx.report(finding.field("author").help(help(entry.dialect)));
    }
}

fn help(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Bib(BibDialect::Bibtex) => {
            "add the author or the organization, or a `key` to sort and label it by"
        }
        Dialect::Bib(BibDialect::Biblatex) => {
            "add the author or the organization, or a `label` to cite it by"
        }
        Dialect::Cff | Dialect::Hayagriva | Dialect::Csl | Dialect::Ris => {
            "add the author, who may be an organization"
        }
    }
}

/// True if works of the entry's type usually have an author, and no other rule requires one.
fn wants_somebody(entry: &Subject<'_>) -> bool {
    let kind = &*entry.origin.source_kind;
    match entry.dialect {
        // `missing-required` requires the authors of all other types except proceedings,
        // periodicals, collections, and online works, which are often cited by their titles.
        Dialect::Bib(_) if kind.eq_ignore_ascii_case("misc") => !has_address(entry),
        Dialect::Bib(dialect) => {
            let asked = dialect.required(kind).iter().any(|fields| fields.contains(&"author"));
            !asked && ["manual", "booklet"].iter().any(|it| it.eq_ignore_ascii_case(kind))
        }
        Dialect::Hayagriva => {
            let by_title = ["anthology", "proceedings", "reference"];
            !by_title.iter().any(|it| it.eq_ignore_ascii_case(kind)) && is_somebodys(entry)
        }
        // `missing-required` requires them of every work.
        Dialect::Cff => false,
        Dialect::Ris => is_somebodys(entry) && !is_of_conference(entry),
        Dialect::Csl => is_somebodys(entry),
    }
}

/// True for the record of whole proceedings, which are cited by their title.
fn is_of_conference(entry: &Subject<'_>) -> bool {
    matches!(&*entry.origin.source_kind, "CONF" | "SER") && !entry.entry.has(Variable::Page)
}

/// True if works of this CSL type nearly always have an author.
fn is_somebodys(entry: &Subject<'_>) -> bool {
    use EntryType as T;
    match entry.entry.kind {
        T::ArticleJournal
        | T::Article
        | T::Chapter
        | T::PaperConference
        | T::PersonalCommunication
        | T::Review
        | T::ReviewBook
        | T::Speech
        | T::Thesis => true,
        // CSL has no type for proceedings.
        T::Book => !entry.entry.has(Variable::EventTitle),
        // A report may also belong to its institution.
        T::Report => !entry.entry.has(Variable::Publisher),
        _ => false,
    }
}

/// True if the entry names a person or body by which the work can be sorted and labelled.
fn names_somebody(entry: &Subject<'_>) -> bool {
    let is_label = |name: &str| {
        ["sortname", "sortkey", "shortauthor", "shorteditor", "authority"]
            .iter()
            .any(|it| it.eq_ignore_ascii_case(name))
    };
    entry.has_any_of(AUTHOR)
        || entry.entry.values().any(|(variable, _)| variable.kind() == VariableKind::Name)
        || entry.written_fields().any(|field| is_label(&field.name))
}

/// True if the entry has a URL; such works are often cited by their titles.
fn has_address(entry: &Subject<'_>) -> bool {
    entry.origin.fields.iter().any(|field| {
        let spelled = entry.spelled(field);
        field.name.eq_ignore_ascii_case("url")
            || ["http://", "https://", "ftp://", "www.", "\\url"]
                .iter()
                .any(|start| spelled.contains(start))
    })
}
