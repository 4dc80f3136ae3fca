//! Notes of other programs, identifiers and addresses in the field for something else.

use crate::check::rules::fields::held::Value;
use crate::check::rules::fields::misplaced_parts::{accessed, of_exporter};
use crate::check::subject::Characters;
use crate::check::subject::numbers::numbers;
use crate::diagnostic::Diagnostic;
use crate::dialect::{BibDialect, Dialect};
use crate::model::{Date, Doi, Isbn, Variable};
use crate::read::Format;

/// What is in a note since the program that wrote it had no field for it.
pub(super) fn note(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Value { entry, field, written, .. } = *value;
    let text = written.text.trim();
    // Zotero writes the key into the note of CSL items, where it is read.
    let is_read = matches!(entry.format, Format::CslJson | Format::CslYaml);
    let exporter = of_exporter(text).filter(|(_, to)| to.is_some() || !is_read);
    if let Some((label, to)) = exporter {
        let rest = text[label.len()..].trim();
        let what =
            format!("what another program put there ({})", label.trim().trim_end_matches(':'));
        let finding = value.holds(field.value_location(), &what, rest);
        return Some(match to {
            Some(to) => finding.help(format!("write it in `{}`", value.name_of(to))),
            None => finding.help("delete it: every style prints it"),
        });
    }
    // BibTeX has no other place for it.
    if entry.dialect == Dialect::Bib(BibDialect::Bibtex) {
        return None;
    }
    let to = entry.dialect.field_of(Variable::Accessed)?;
    let date = accessed(text)?;
    let has_url = entry.own_fields_of(Variable::Url).next().is_some();
    let finding = value
        .holds(field.value_location(), "when the page was looked up", date)
        .help(format!("write the date in `{to}`, as 2020-01-31"));
    let is_date = date.len() == 10 && Date::from_edtf(date).is_ok();
    let is_free = to == "urldate" && entry.own_field("urldate").is_none();
    let place = Some(field.value_location()).filter(|_| is_date && is_free);
    let fix = place.and_then(|place| value.renamed(to, place, date));
    has_url.then(|| finding.fix(fix))
}

/// A note that is the pages of an article and nothing else: `pp. 12--34`.
pub(super) fn pages(value: &Value<'_, '_>) -> Option<Diagnostic> {
    const PARTS: [&str; 7] = [
        "article",
        "article-journal",
        "inproceedings",
        "incollection",
        "conference",
        "chapter",
        "paper-conference",
    ];
    let Value { entry, field, written, .. } = *value;
    let text = written.text.trim();
    let label = ["pp.", "pages", "Pages", "Pp."].iter().find(|label| text.starts_with(**label))?;
    let pages = text[label.len()..].trim_matches([' ', '~', '\u{a0}', '.']);
    let is_range = pages.contains(['-', '–'])
        && pages.starts_with(|c: char| c.is_ascii_digit())
        && pages.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–'));
    let has_pages = entry.own_fields_of(Variable::Page).next().is_some();
    if !is_range || has_pages || !entry.is_kind(&PARTS) {
        return None;
    }
    let to = value.name_of(Variable::Page);
    let finding = value.holds(field.value_location(), "the pages", pages);
    let whole = written.editable(0..written.text.len()).filter(|_| entry.format == Format::Bibtex);
    let fix = whole.and_then(|whole| value.renamed(to, whole, pages));
    Some(finding.help(format!("write them in `{to}`")).fix(fix))
}

/// A note that is a DOI and nothing else.
pub(super) fn doi(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Value { entry, field, written, .. } = *value;
    let text = written.text.trim();
    let label = text.get(..3).filter(|head| head.eq_ignore_ascii_case("doi"));
    let bare = text[label.map_or(0, str::len)..].trim_start_matches([':', ' ', '~']);
    if !bare.contains("10.") || bare.contains(' ') {
        return None;
    }
    let number = Doi::parse(bare).ok()?.to_string();
    let to = value.name_of(Variable::Doi);
    let has_doi = entry.own_fields_of(Variable::Doi).next().is_some();
    let finding = value.holds(field.value_location(), "a DOI", &number).help(match has_doi {
        true => format!("delete it: the entry has a `{to}`"),
        false => format!("write it in `{to}`"),
    });
    let is_free = !has_doi && entry.format == Format::Bibtex;
    // A command around the address, `\url{…}`, goes with it.
    let whole = match entry.is_literal(field) {
        true => Some(field.value_location()),
        false => written.editable(0..written.text.len()),
    };
    let whole = whole.filter(|_| is_free);
    Some(finding.fix(whole.and_then(|whole| value.renamed(to, whole, &number))))
}

/// An ISBN in a note, a publisher or a title.
pub(super) fn isbn(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Value { entry, written, .. } = *value;
    let text = written.text;
    let at = written.has_all(Characters::any_of("ISBN")).then(|| text.find("ISBN"))??;
    let rest = &text[at..];
    let end = rest.find(['.', '\n', ')', '}', ';', ',']).unwrap_or(rest.len());
    let number = numbers(&rest[..end], "ISBN").into_iter().next()?;
    Isbn::parse(&rest[number.clone()]).ok()?;
    let place = at..at + number.end;
    let whole =
        text[..at].trim().is_empty() && text[place.end..].trim_matches(['.', ' ']).is_empty();
    let has_isbn = entry.own_fields_of(Variable::Isbn).next().is_some();
    let to = value.name_of(Variable::Isbn);
    let finding =
        value.holds(written.place(place), "an ISBN", &rest[number.clone()]).help(match has_isbn {
            true => format!("delete it: the entry has an `{to}`"),
            false => format!("write it in `{to}`"),
        });
    let is_free = whole && !has_isbn && entry.format == Format::Bibtex;
    let all = written.editable(0..text.len()).filter(|_| is_free);
    Some(finding.fix(all.and_then(|all| value.renamed(to, all, &rest[number]))))
}

/// A URL in place of a place, a publisher or a number.
pub(super) fn address(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Value { field, written, .. } = *value;
    let text = written.text;
    let schemes = ["http://", "https://", "ftp://"];
    let has_scheme = written.has_all(Characters::any_of(":/tp"));
    let start = match has_scheme {
        true => schemes.iter().filter_map(|scheme| text.find(scheme)).min()?,
        // `www.example.org` as the name of a journal.
        false => {
            let is_whole = text.starts_with("www.") && !text.contains(' ');
            let is_journal = field.variables().contains(&Variable::ContainerTitle);
            (is_whole && is_journal).then_some(0)?
        }
    };
    let end = text[start..].find([' ', '\n', '}', '>', '\\']).map_or(text.len(), |end| start + end);
    // `howpublished`, `organization` and similar fields often contain URLs in BibTeX.
    let is_free =
        ["howpublished", "note", "url"].iter().any(|name| name.eq_ignore_ascii_case(&field.name));
    let shown = text[start..end].chars().take(60).collect::<String>();
    let finding = value.holds(written.place(start..end), "the address of a page", &shown);
    (!is_free).then(|| finding.help(format!("write it in `{}`", value.name_of(Variable::Url))))
}
