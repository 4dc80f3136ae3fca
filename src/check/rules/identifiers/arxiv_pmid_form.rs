#![doc = include_str!("arxiv_pmid_form.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::misfiled::{is_doi, other_number};
use crate::check::subject::{Subject, Written};
use crate::diagnostic::{
    Diagnostic, Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity,
};
use crate::dialect::Dialect;
use crate::model::{ArxivId, FieldOrigin, Pmcid, Pmid, Variable};
use crate::source::Span;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "arxiv-pmid-form",
        code: "IDN006",
        family: Family::Identifiers,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Safe,
        page: include_str!("arxiv_pmid_form.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    const NAMES: [&str; 5] = ["eprint", "arxivid", "arxiv", "pmid", "pmcid"];
    cx.report_all(without_number(cx, entry));
    if !entry.may_have_any(&NAMES, &[Variable::Pmid, Variable::Pmcid]) {
        return;
    }
    for field in entry.own_fields() {
        let name = field.last_name();
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        let variable = field.variables().first();
        let found = match () {
            () if is("eprint") => eprint(cx, entry, field),
            () if is("arxivid") || is("arxiv") => arxiv(cx, entry, field),
            () if is("pmid") || variable == Some(&Variable::Pmid) => pubmed(cx, entry, field),
            () if is("pmcid") || variable == Some(&Variable::Pmcid) => central(cx, entry, field),
            () => None,
        };
        cx.report_all(found);
    }
}

/// The number of an eprint, in whatever archive the entry names.
fn eprint(cx: &Context<'_>, entry: &Subject<'_>, field: &FieldOrigin) -> Option<Diagnostic> {
    let archive = ["eprinttype", "archiveprefix"].iter().find_map(|name| entry.own_field(name));
    let archive = archive.map(|field| entry.written(field).text.trim().to_ascii_lowercase());
    match archive.as_deref() {
        Some("arxiv") => arxiv(cx, entry, field),
        Some("pubmed" | "pmid") => pubmed(cx, entry, field),
        Some("pmc" | "pmcid") => central(cx, entry, field),
        Some(_) => None,
        None => without_archive(cx, entry, field),
    }
}

/// arXiv or CoRR as the journal of an entry that has no number of arXiv, nor another way to find it.
fn without_number(cx: &Context<'_>, entry: &Subject<'_>) -> Option<Diagnostic> {
    const ARXIV: [&str; 7] = [
        "arxiv",
        "corr",
        "arxiv.org",
        "arxiv preprint",
        "arxiv preprints",
        "arxiv e-prints",
        "arxiv eprints",
    ];
    const FINDS: [Variable; 8] = [
        Variable::Doi,
        Variable::Url,
        Variable::Volume,
        Variable::Issue,
        Variable::Number,
        Variable::Page,
        Variable::Note,
        Variable::Pmid,
    ];
    let field = entry.own_fields_of(Variable::ContainerTitle).next()?;
    // Most names of journals are longer, and need not be read.
    if entry.spelled(field).len() > 24 {
        return None;
    }
    let text = entry.written(field).text.trim();
    let is_arxiv = ARXIV.iter().any(|name| name.eq_ignore_ascii_case(text));
    let is_found = || {
        FINDS.iter().any(|it| entry.entry.has(*it))
            || entry.own_fields().any(|field| {
                let name = field.last_name().to_ascii_lowercase();
                ["eprint", "arxiv", "howpublished"].iter().any(|it| name.contains(it))
            })
    };
    if !is_arxiv || is_found() {
        return None;
    }
    let message =
        format!("`{}` is `{text}`, and the number of the work there is missing", field.name);
    let help = match entry.dialect {
        Dialect::Bib(_) => "write its number in `eprint`",
        _ => "write its number, or its address",
    };
    Some(cx.of_field(entry, field, field.value_location(), message).help(help))
}

/// An arXiv number without the name of the archive.
fn without_archive(
    cx: &Context<'_>,
    entry: &Subject<'_>,
    field: &FieldOrigin,
) -> Option<Diagnostic> {
    let Dialect::Bib(dialect) = entry.dialect else { return None };
    let written = entry.written(field);
    // With `arXiv:` before it, it is clear at least to people.
    ArxivId::parse(written.text).ok().filter(|_| label_of(written.text, "arxiv").is_none())?;
    let name = dialect.field_name("eprinttype");
    let message = format!("`{}` is not marked as an arXiv identifier", written.text.trim());
    let finding = cx
        .of_field(entry, field, field.value_location(), message)
        .help(format!("write `{name} = {{arXiv}}` beside it, so that styles can link to it"));
    Some(finding.fix(beside(entry, field, &format!("{name} = {{arXiv}}"))))
}

/// A new field before another one, in the same layout.
fn beside(entry: &Subject<'_>, field: &FieldOrigin, text: &str) -> Option<Fix> {
    let place = field.name_location();
    let start = place.span.start as usize;
    let before = match entry.indent_of(field) {
        Some(indent) => format!("{text},\n{indent}"),
        None => format!("{text}, "),
    };
    // If commas begin the lines, the new field would have two.
    let source = entry.sources.get(place.source)?;
    let is_first = source.text.get(..start)?.trim_end().ends_with(',');
    let edit = Edit::new(Span::new(start, start).in_source(place.source), before);
    is_first.then(|| Fix::one(Safety::Safe, format!("add `{text}`"), edit))
}

fn arxiv(cx: &Context<'_>, entry: &Subject<'_>, field: &FieldOrigin) -> Option<Diagnostic> {
    let written = entry.written(field);
    let text = written.text.trim();
    if is_doi(text) {
        let message = format!("`{}` contains a DOI, not an arXiv identifier: `{text}`", field.name);
        let finding = cx.of_field(entry, field, field.value_location(), message);
        return Some(finding.help("write it in `doi`"));
    }
    if let Some(label) = label_of(written.text, "arxiv") {
        // Only BibTeX's styles write the name of the archive before the number themselves.
        return match entry.dialect {
            Dialect::Bib(_) => Some(labelled(cx, entry, (field, written), label, "arXiv")),
            _ => None,
        };
    }
    if let Some(class) = written.text.find('[').filter(|at| *at > 0) {
        let number = written.text[..class].trim();
        ArxivId::parse(number).ok()?;
        let message = format!("`{}` has the class after the number", field.name);
        let place = written.place(class..written.text.len());
        let finding = cx.of_field(entry, field, place, message);
        return Some(finding.help("write it in `primaryclass` (BibLaTeX's `eprintclass`)"));
    }
    let address = is_address(text);
    if ArxivId::parse(text).is_ok() && !address || text.contains(['\\', '$']) {
        return None;
    }
    let (message, help) = match address {
        true => (
            format!("`{}` is a URL, not an arXiv identifier", field.name),
            "write the number alone: `1706.03762`".to_owned(),
        ),
        false => (format!("`{text}` is not an arXiv identifier"), form_of_arxiv(text)),
    };
    Some(cx.of_field(entry, field, field.value_location(), message).help(help))
}

/// The number that is meant by one that is nearly correct.
fn form_of_arxiv(text: &str) -> String {
    let is_old = text.len() == 7 && text.bytes().all(|byte| byte.is_ascii_digit());
    match is_old {
        true => format!("identifiers from before April 2007 include the archive: `hep-th/{text}`"),
        false => {
            "expected a form like `1706.03762`, or `hep-th/9901001` before April 2007".to_owned()
        }
    }
}

fn pubmed(cx: &Context<'_>, entry: &Subject<'_>, field: &FieldOrigin) -> Option<Diagnostic> {
    let written = entry.written(field);
    let text = written.text.trim();
    if other_number(Variable::Pmid, text).is_some() {
        return None;
    }
    if let Some(label) = label_of(written.text, "pmid").filter(|_| Pmid::parse(text).is_ok()) {
        return Some(labelled(cx, entry, (field, written), label, "PMID"));
    }
    if let (true, Ok(number)) = (is_address(text), Pmid::parse(text)) {
        return Some(in_address(cx, entry, (field, written), "PubMed", &number.to_string()));
    }
    let error = Pmid::parse(text).err()?;
    let message = format!("`{text}` is not a PubMed ID");
    Some(cx.of_field(entry, field, field.value_location(), message).help(error.to_string()))
}

fn central(cx: &Context<'_>, entry: &Subject<'_>, field: &FieldOrigin) -> Option<Diagnostic> {
    let written = entry.written(field);
    let text = written.text.trim();
    if let Some(label) = label_of(written.text, "pmcid").filter(|_| Pmcid::parse(text).is_ok()) {
        return Some(labelled(cx, entry, (field, written), label, "PMCID"));
    }
    if let (true, Ok(number)) = (is_address(text), Pmcid::parse(text)) {
        return Some(in_address(
            cx,
            entry,
            (field, written),
            "PubMed Central",
            &number.to_string(),
        ));
    }
    Pmcid::parse(text).err()?;
    let message = format!("`{text}` is not a PubMed Central ID");
    let help = "it has the form `PMC2667543`";
    Some(cx.of_field(entry, field, field.value_location(), message).help(help))
}

fn is_address(text: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|start| text.starts_with(start))
}

/// A number in the address of its page.
fn in_address(
    cx: &Context<'_>,
    entry: &Subject<'_>,
    (field, written): (&FieldOrigin, Written<'_>),
    registry: &str,
    number: &str,
) -> Diagnostic {
    let message = format!("`{}` is a URL, not a {registry} ID", field.name);
    let help = format!("write the number alone: `{number}`");
    let whole = written.editable(0..written.text.len());
    let fix = whole.map(|at| Fix::safe(format!("write `{number}`"), at, number));
    cx.of_field(entry, field, field.value_location(), message).help(help).fix(fix)
}

/// Where a number begins that has the name of its registry and a colon before it.
fn label_of(text: &str, label: &str) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    let head = text.get(start..start + label.len())?;
    let rest = text[start + label.len()..].strip_prefix(':')?;
    let number = text.len() - rest.trim_start().len();
    (head.eq_ignore_ascii_case(label) && number < text.len()).then_some(number)
}

fn labelled(
    cx: &Context<'_>,
    entry: &Subject<'_>,
    (field, written): (&FieldOrigin, Written<'_>),
    number: usize,
    label: &str,
) -> Diagnostic {
    let gone = written.text[..number].trim();
    let message = format!("`{}` has `{gone}` before its number", field.name);
    let finding = cx
        .of_field(entry, field, written.place(0..number), message)
        .help(format!("write the number alone: styles print `{label}:` before it"));
    let fix = written.editable(0..number).map(|at| Fix::safe(format!("delete `{gone}`"), at, ""));
    finding.fix(fix)
}

#[cfg(test)]
mod tests {
    use super::label_of;

    #[test]
    fn numbers_after_their_labels() {
        assert_eq!(label_of("arXiv:1706.03762", "arxiv"), Some(6));
        assert_eq!(label_of(" PMID: 12", "pmid"), Some(7));
        for text in ["1706.03762", "arXiv", "arXiv:", "", "é"] {
            assert_eq!(label_of(text, "arxiv"), None, "{text}");
        }
    }
}
