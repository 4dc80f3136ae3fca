#![doc = include_str!("missing_required.md")]

use std::collections::{HashMap, HashSet};

use crate::check::context::Context;
use crate::check::options::{List, Setting};
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::required::named;
use crate::check::subject::{File, Subject};
use crate::diagnostic::{Diagnostic, Family, FixAvailability, Group, Rule, Severity};
use crate::dialect::bib::switched_off;
use crate::dialect::{AnyOf, BibDialect, Dialect};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "missing-required",
        code: "FLD002",
        family: Family::Fields,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("missing_required.md"),
    },
    looks_at: &[LooksAt::Entry(check_alone), LooksAt::Library(check_heirs)],
    options: &[&EXCEPT.option],
};

static EXCEPT: Setting<List> = Setting::list("except", "Fields that are never required.", &[]);

/// Looks at an entry that inherits nothing.
fn check_alone(cx: &Context<'_>, entry: &Subject<'_>) {
    let missing = missing(entry, &cx.get(&EXCEPT));
    if !missing.is_empty() && parent(entry).is_none() && !entry.inherits_in_vain() {
        cx.report(finding(cx, entry, &missing));
    }
}

/// Looks at the entries that inherit from others: what a parent lacks is the parent's fault.
fn check_heirs(cx: &Context<'_>, file: &File<'_>) {
    let with_parent = |entry| Some((entry, parent(entry)?));
    let heirs: Vec<(&Subject<'_>, &str)> = file.entries.iter().filter_map(with_parent).collect();
    let parents: HashSet<&str> = heirs.iter().map(|(_, parent)| *parent).collect();
    let except = cx.get(&EXCEPT);
    let lacking = |entry: &Subject<'_>| match entry.inherits_in_vain() {
        true => Vec::new(),
        false => missing(entry, &except),
    };
    let of_key: HashMap<&str, Vec<AnyOf>> = (file.entries.iter())
        .filter(|entry| parents.contains(&*entry.entry.key))
        .map(|entry| (&*entry.entry.key, lacking(entry)))
        .filter(|(_, missing)| !missing.is_empty())
        .collect();
    for (entry, parent) in heirs {
        let of_parent = of_key.get(parent);
        let missing: Vec<AnyOf> = lacking(entry)
            .into_iter()
            .filter(|fields| !of_parent.is_some_and(|parent| would_give(parent, fields)))
            .collect();
        if !missing.is_empty() {
            cx.report(finding(cx, entry, &missing));
        }
    }
}

/// The fields that the entry requires and does not have.
fn missing(entry: &Subject<'_>, except: &[&str]) -> Vec<AnyOf> {
    let required = entry.required().iter().copied();
    // A collection or periodical without an editor is printed correctly.
    let required = required.filter(|fields| *fields != ["editor"]);
    let is_excepted = |field: &&str| except.iter().any(|it| it.eq_ignore_ascii_case(field));
    required
        .filter(|fields| !fields.iter().any(is_excepted))
        .filter(|fields| !entry.has_any_of(fields))
        .filter(|fields| !entry.is_misspelt(fields))
        .collect()
}

/// The key of the entry from which this one inherits.
fn parent<'a>(entry: &Subject<'a>) -> Option<&'a str> {
    entry.origin.fields.iter().find_map(|field| field.inherited_from())
}

/// True if a parent without these fields would pass them on: the fault is the parent's.
fn would_give(parent_lacks: &[AnyOf], fields: AnyOf) -> bool {
    let title = |fields: AnyOf| fields == ["title"];
    let of_book = fields == ["booktitle"] && parent_lacks.iter().any(|lacks| title(lacks));
    of_book || (!title(fields) && parent_lacks.contains(&fields))
}

fn finding(cx: &Context<'_>, entry: &Subject<'_>, missing: &[AnyOf]) -> Diagnostic {
    let subject = entry.described();
    let lacks = missing.iter().map(|fields| {
        let fields: Vec<&str> = named(fields).collect();
        match fields[..] {
            [field] => format!("no `{field}`"),
            [first, second] => format!("neither `{first}` nor `{second}`"),
            _ => format!("none of `{}`", fields.join("`, `")),
        }
    });
    let lacks: Vec<String> = lacks.collect();
    let lacks = match lacks.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    };
    let first = missing.first().and_then(|fields| named(fields).next()).unwrap_or_default();
    let message = format!("{subject} has {lacks}");
    cx.of_entry(entry, entry.origin.key, message).field(first).help(advice(entry, missing))
}

/// What to do: use the disabled field, change to the type that the other fields suggest, or add
/// what is missing.
fn advice(entry: &Subject<'_>, missing: &[AnyOf]) -> String {
    let mut add = if let [_] = missing { "add it" } else { "add them" }.to_owned();
    let Dialect::Bib(dialect) = entry.dialect else { return add };
    let is_missing = |name: &str| missing.iter().any(|fields| fields.contains(&name));
    if is_missing("author") {
        let label = if dialect == BibDialect::Bibtex { "key" } else { "label" };
        add += &format!(", or a `{label}` to cite it by if the work names nobody");
    }
    let mut own = entry.written_fields();
    let off = own.find(|field| {
        switched_off(&field.name).is_some_and(|name| is_missing(&name.to_ascii_lowercase()))
    });
    if let Some(field) = off {
        return format!("{add}; `{}` is switched off by its name", field.name);
    }
    match likelier_type(entry, missing, dialect) {
        Some(kind) => format!("{add}; or is this {} @{kind}?", article(kind)),
        None => add,
    }
}

/// The type that is more likely, judging by the fields of the entry.
fn likelier_type(
    entry: &Subject<'_>,
    missing: &[AnyOf],
    dialect: BibDialect,
) -> Option<&'static str> {
    let lacks = |name: &str| missing.iter().any(|fields| fields.contains(&name));
    let has = |name: &str| entry.writes(name);
    let is = |kinds: &[&str]| entry.is_kind(kinds);
    let by_dialect = |bibtex, biblatex| match dialect {
        BibDialect::Bibtex => bibtex,
        BibDialect::Biblatex => biblatex,
    };
    let container = lacks("journal") || lacks("booktitle");
    let body = lacks("publisher") || lacks("school") || lacks("institution");
    let kind = if lacks("journal") && has("booktitle") {
        "inproceedings"
    } else if lacks("booktitle") && (has("journal") || has("journaltitle")) {
        "article"
    } else if (container || body) && has("school") {
        by_dialect("phdthesis", "thesis")
    } else if (container || lacks("publisher")) && has("institution") {
        by_dialect("techreport", "report")
    } else if lacks("journal") && has("publisher") {
        "book"
    } else if is(&["inbook"]) && lacks("chapter") && has("booktitle") {
        "incollection"
    } else if is(&["incollection"]) && lacks("publisher") && has("organization") {
        "inproceedings"
    } else if (container || body) && (has("url") || has("howpublished")) {
        by_dialect("misc", "online")
    } else if lacks("journal") && has("note") {
        "unpublished"
    } else {
        return None;
    };
    (!is(&[kind])).then_some(kind)
}

fn article(kind: &str) -> &'static str {
    if kind.starts_with(['a', 'i', 'o', 'u']) { "an" } else { "a" }
}
