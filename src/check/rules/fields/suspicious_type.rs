#![doc = include_str!("suspicious_type.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::check::subject::folded::folded;
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::dialect::Dialect;
use crate::model::{FieldOrigin, Variable};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "suspicious-type",
        code: "FLD007",
        family: Family::Fields,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("suspicious_type.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    if let Some(field) = book_for_journal(entry) {
        let to = entry.dialect.field_of(Variable::ContainerTitle).unwrap_or("journal");
        let message = format!("`{}` is not printed for an article", field.name);
        let fix = Fix::needs_review(format!("rename to `{to}`"), field.name_location(), to);
        let finding = cx.of_field(entry, field, field.name_location(), message);
        return cx.report(finding.help(format!("is it the `{to}`?")).fix(fix));
    }
    let likelier = match entry.dialect {
        Dialect::Bib(_) => of_bib(entry),
        Dialect::Hayagriva => of_hayagriva(entry),
        Dialect::Csl => of_csl(entry),
        // Their types are used for whatever is near them.
        Dialect::Cff | Dialect::Ris => None,
    };
    let Some(Likelier { kind, field }) = likelier else { return };
    let place = entry.origin.kind;
    let given = &entry.origin.source_kind;
    let conference = entry.entry.str(Variable::ContainerTitle).filter(|_| {
        matches!(kind, "inproceedings" | "paper-conference")
            && field != "booktitle"
            && field != "pages"
            && names_conference(entry)
    });
    let message = match conference {
        Some(title) => format!("`{given}` is an unlikely type for a work in `{title}`"),
        None => format!("`{given}` is an unlikely type for a work with `{field}`"),
    };
    let mut finding = cx.of_entry(entry, place, message).help(format!("is it `{kind}`?"));
    if let Some(field) = entry.own_field(field) {
        let label = match conference {
            Some(_) => "these are the proceedings of a conference",
            None => "works of this type do not have this",
        };
        finding = finding.also(field.name_location(), label);
    }
    // A talk at a school is no thesis.
    let is_guess = field == "school" && !names_thesis(entry);
    if entry.sources.slice(place) == &**given && !is_guess {
        let journal = entry.own_field(field).filter(|_| conference.is_some());
        let renamed = journal.filter(|it| {
            matches!(entry.dialect, Dialect::Bib(_))
                && entry.sources.slice(it.name_location()) == &*it.name
        });
        let edits = renamed.map(|it| Edit::new(it.name_location(), "booktitle"));
        let edits = edits.into_iter().chain([Edit::new(place, kind)]);
        let message = match renamed {
            Some(it) => format!("make it `{kind}`, with a `booktitle` for `{}`", it.name),
            None => format!("make it `{kind}`"),
        };
        finding = finding.fix(Fix::of(Safety::Unsafe, message, edits));
    }
    cx.report(finding);
}

/// The `booktitle` of an article that names no journal, but has what is counted in one.
fn book_for_journal<'a>(entry: &Subject<'a>) -> Option<&'a FieldOrigin> {
    let names_journal =
        || ["journal", "journaltitle", "crossref", "xref"].iter().any(|it| entry.writes(it));
    let is_article = matches!(entry.dialect, Dialect::Bib(_)) && entry.is_kind(&["article"]);
    let is_counted = || {
        entry.own_field("volume").is_some()
            && (entry.own_field("pages").is_some() || entry.own_field("number").is_some())
    };
    let book = entry.own_field("booktitle").filter(|_| is_article)?;
    (is_counted() && !names_journal()).then_some(book)
}

/// The type that is more likely, and the field that suggests it.
struct Likelier {
    kind: &'static str,
    field: &'static str,
}

/// Suggests a type of BibTeX or BibLaTeX if the given type does not have one of the entry's fields.
///
/// Missing fields are reported by `missing-required`, with the likelier type.
fn of_bib(entry: &Subject<'_>) -> Option<Likelier> {
    let is = |kinds: &[&str]| entry.is_kind(kinds);
    let has = |name: &str| {
        entry.own_field(name).is_some_and(|field| !entry.spelled(field).trim().is_empty())
    };
    let any = |names: &[&'static str]| names.iter().copied().find(|name| has(name));
    let part =
        || if has("publisher") && !has("organization") { "incollection" } else { "inproceedings" };
    let journal = any(&["journal", "journaltitle"]);
    let in_journal = has("volume") || has("number") || has("pages");
    // With a volume and pages it is in the journal, whatever the book is.
    let is_in_journal = journal.is_some() && has("volume") && has("pages");
    if is(&["article"])
        && let Some(field) = journal.filter(|_| !has("crossref") && names_conference(entry))
    {
        return Some(Likelier { kind: "inproceedings", field });
    }
    let of_both = is(&["article"]) && journal.is_some() && has("booktitle");
    if of_both && !is_in_journal && !has("crossref") {
        return Some(Likelier { kind: "inproceedings", field: "booktitle" });
    }
    // BibTeX prints no book for an article.
    if is(&["article"]) && journal.is_none() && has("booktitle") && !has("crossref") {
        return Some(Likelier { kind: part(), field: "booktitle" });
    }
    // Proceedings repeat their title for their parts, and may give the number of their pages.
    let is_whole = is(&["proceedings", "collection"]) && !has("author");
    let is_book = is(&["book", "proceedings", "collection", "mvbook"]) && !is_whole;
    // A title that is repeated for the parts of the book is none of another one.
    let repeats = || {
        let title = |name: &str| entry.own_field(name).map(|it| folded(entry.written(it).text));
        title("title").is_some() && title("title") == title("booktitle")
    };
    if is_book && has("booktitle") && has("pages") && !repeats() {
        return Some(Likelier { kind: part(), field: "booktitle" });
    }
    if is(&["proceedings"]) && has("author") && has("pages") {
        return Some(Likelier { kind: "inproceedings", field: "pages" });
    }
    if is(&["misc", "online", "unpublished", "techreport", "booklet"]) {
        if let Some(field) = journal.filter(|_| in_journal && !names_archive(entry)) {
            return Some(Likelier { kind: "article", field });
        }
        if has("booktitle") && (has("pages") || has("editor")) {
            return Some(Likelier { kind: part(), field: "booktitle" });
        }
    }
    if is(&["misc"]) && has("school") {
        let kind = if entry.is_clearly_bibtex { "phdthesis" } else { "thesis" };
        return Some(Likelier { kind, field: "school" });
    }
    None
}

/// Whether a field says that the work is a thesis.
fn names_thesis(entry: &Subject<'_>) -> bool {
    const WORDS: [&str; 8] =
        ["thesis", "dissert", "habilit", "doctor", "phd", "ph.d", "thèse", "doktor"];
    ["type", "note", "howpublished", "title", "annote"].iter().any(|name| {
        let text = entry.own_field(name).map(|field| entry.spelled(field).to_lowercase());
        text.is_some_and(|text| WORDS.iter().any(|word| text.contains(word)))
    })
}

/// True if the journal is a preprint archive, whose works are in no journal.
fn names_archive(entry: &Subject<'_>) -> bool {
    let journal = entry.entry.str(Variable::ContainerTitle).unwrap_or_default().to_lowercase();
    ["arxiv", "corr", "biorxiv", "ssrn", "eprint", "preprint"].iter().any(|it| journal.contains(it))
}

/// Whether what a work is in are the proceedings of one conference, by its name: journals are
/// called after conferences too (`AIP Conference Proceedings`, `Proceedings of the ACM on …`).
fn names_conference(entry: &Subject<'_>) -> bool {
    const MEETINGS: [&str; 4] = ["conference on", "workshop on", "symposium on", "congress on"];
    const OF_JOURNALS: [&str; 8] = [
        "series",
        "journal",
        "transactions",
        "letters",
        "magazine",
        "notes",
        "bulletin",
        "records",
    ];
    let title = entry.entry.str(Variable::ContainerTitle).unwrap_or_default();
    if title.len() < 20 {
        return false;
    }
    let title = title.to_lowercase();
    MEETINGS.iter().any(|it| title.contains(it)) && !OF_JOURNALS.iter().any(|it| title.contains(it))
}

fn of_hayagriva(entry: &Subject<'_>) -> Option<Likelier> {
    let has = |name: &str| entry.own_field(name).is_some();
    if !has("parent.title") || !entry.is_kind(&["misc", "book"]) {
        return None;
    }
    if has("parent.issue") || has("parent.volume") && entry.is_kind(&["misc"]) {
        return Some(Likelier { kind: "Article", field: "parent.title" });
    }
    has("page-range").then_some(Likelier { kind: "Anthos", field: "page-range" })
}

fn of_csl(entry: &Subject<'_>) -> Option<Likelier> {
    let has = |name: &str| entry.own_field(name).is_some();
    let in_journal = has("volume") || has("issue");
    if entry.is_kind(&["webpage", "document", "article"]) && has("container-title") && in_journal {
        return Some(Likelier { kind: "article-journal", field: "container-title" });
    }
    if entry.is_kind(&["book"]) && has("container-title") && has("page") {
        return Some(Likelier { kind: "chapter", field: "container-title" });
    }
    if entry.is_kind(&["article-journal"]) && has("container-title") && names_conference(entry) {
        return Some(Likelier { kind: "paper-conference", field: "container-title" });
    }
    if entry.is_kind(&["article-journal"]) && has("event-title") && !has("container-title") {
        return Some(Likelier { kind: "paper-conference", field: "event-title" });
    }
    None
}
