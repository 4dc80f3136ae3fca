#![doc = include_str!("misplaced_content.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::rules::fields::misplaced_parts::{
    Numbered, accessed, issue_in_volume, number_again, numbered, of_exporter, series_in_pages,
    volume_and_issue,
};
use crate::check::rules::fields::place_and_publisher::{place_after, place_before, place_behind};
use crate::check::subject::numbers::numbers;
use crate::check::subject::{Characters, Subject, Written};
use crate::diagnostic::{
    Confidence, Diagnostic, Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity,
};
use crate::dialect::{BibDialect, Dialect};
use crate::model::{Date, FieldOrigin, Isbn, Variable};
use crate::read::Format;
use crate::source::{Location, Span};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "misplaced-content",
        code: "FLD008",
        family: Family::Fields,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("misplaced_content.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields() {
        let Some(&variable) = field.variables.first() else { continue };
        if !is_looked_at(variable) || !may_hold_other(entry, field, variable) {
            continue;
        }
        let value = &Value { cx, entry, field, written: entry.written(field) };
        let found = match variable {
            Variable::Publisher => place_in_publisher(value),
            Variable::Note => note(value),
            Variable::ContainerTitle => pages(value).or_else(|| volume_in_journal(value)),
            Variable::CollectionTitle => number_in_series(value),
            Variable::Volume => issue(value),
            Variable::Page => series(value),
            _ => None,
        };
        let found = found.or_else(|| address(value).filter(|_| variable != Variable::Note));
        let found = found.or_else(|| isbn(value));
        cx.report_all(found);
    }
}

/// Whether a field may hold any of this, as the characters that it is spelled with tell. What is not
/// written out, and what has escapes, may hold anything.
fn may_hold_other(entry: &Subject<'_>, field: &FieldOrigin, variable: Variable) -> bool {
    let characters = entry.characters(field);
    let has_digit = characters.has_any(Characters::DIGITS);
    !entry.is_literal(field)
        || characters.has_any(Characters::any_of("\\&"))
        || characters.has_all(Characters::any_of(":/"))
        || characters.has_all(Characters::any_of("ISBN"))
        || match variable {
            Variable::Publisher => characters.has_any(Characters::any_of(",: ")),
            Variable::ContainerTitle | Variable::CollectionTitle => has_digit,
            Variable::Note => has_digit || characters.has_all(Characters::any_of(": ")),
            Variable::Volume => characters.has_any(Characters::any_of("(")),
            Variable::Page => characters.has_any(Characters::any_of(".,;")),
            _ => false,
        }
}

/// True if the values of a variable are checked; titles and abstracts need not be decoded.
fn is_looked_at(variable: Variable) -> bool {
    matches!(
        variable,
        Variable::Publisher
            | Variable::Note
            | Variable::ContainerTitle
            | Variable::PublisherPlace
            | Variable::CollectionTitle
            | Variable::EventPlace
            | Variable::Volume
            | Variable::Issue
            | Variable::Page
            | Variable::Edition
    )
}

/// The value that is checked.
struct Value<'c, 'a> {
    cx: &'c Context<'c>,
    entry: &'c Subject<'a>,
    field: &'c FieldOrigin,
    written: Written<'a>,
}

impl Value<'_, '_> {
    /// A finding about a part of the value that belongs in another field, with a fix that cuts it out
    /// and moves it there.
    fn holds_part(
        &self,
        part: Range<usize>,
        cut: Range<usize>,
        what: &str,
        to: &str,
    ) -> Diagnostic {
        let shown = &self.written.text[part.clone()];
        let edits = moved(self.entry, self.field, self.written.editable(cut), shown, to);
        let fix = edits
            .and_then(|edits| Fix::of(Safety::Unsafe, format!("move `{shown}` to `{to}`"), edits));
        let finding = self.holds(self.written.place(part), what, shown);
        finding.help(format!("write it in `{to}`")).fix(fix)
    }

    /// A finding about content that belongs in another field.
    fn holds(&self, place: Location, what: &str, shown: &str) -> Diagnostic {
        let message = format!("`{}` holds {what}: `{shown}`", self.field.name);
        self.cx.of_field(self.entry, self.field, place, message)
    }
}

/// `Springer, Berlin` and `Berlin: Springer`.
fn place_in_publisher(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Value { cx, entry, field, written } = *value;
    let is_publisher = field.name.rsplit('.').any(|part| part.eq_ignore_ascii_case("publisher"));
    let text = written.text;
    let has_mark = written.has_any(Characters::any_of(",:"));
    if !is_publisher {
        return None;
    }
    let apart = || place_after(text).or_else(|| place_before(text));
    let apart = if has_mark { apart() } else { None };
    let (place, cut) = apart.or_else(|| place_behind(text))?;
    let words = &squeezed(&text[place.clone()]);
    let to = name_of_place(entry.dialect);
    let rest = format!("{}{}", &text[..cut.start], &text[cut.end..]);
    let finding = cx
        .of_field(
            entry,
            field,
            written.place(place.clone()),
            format!("`{}` names a place: `{words}`", field.name),
        )
        .confidence(Confidence::Medium)
        .help(format!("write it in `{to}`, and `{}` alone here", squeezed(&rest)));
    let Some(edits) = moved(entry, field, written.editable(cut), words, to) else {
        return Some(finding);
    };
    let message = format!("move `{words}` to `{to}`");
    Some(finding.fix(Fix::of(Safety::Unsafe, message, edits)))
}

/// One space for each run of white space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn name_of_place(dialect: Dialect) -> &'static str {
    dialect.field_of(Variable::PublisherPlace).unwrap_or("location")
}

/// The edits that take a part out of a BibTeX field and write it into one after it, where the
/// entry has none.
fn moved(
    entry: &Subject<'_>,
    field: &FieldOrigin,
    cut: Option<Location>,
    words: &str,
    to: &str,
) -> Option<Vec<Edit>> {
    let has_it = entry.own_fields().any(|field| {
        let is_place =
            |name: &str| ["address", "location"].iter().any(|it| it.eq_ignore_ascii_case(name));
        field.name.eq_ignore_ascii_case(to) || is_place(to) && is_place(&field.name)
    });
    if entry.format != Format::Bibtex || has_it {
        return None;
    }
    let cut = cut?;
    let source = entry.sources.get(cut.source)?;
    // If a field begins a line, so does the new one.
    let before = match entry.indent_of(field) {
        Some(indent) => format!("\n{indent}"),
        None => " ".to_owned(),
    };
    let end = field.value_location.span.end as usize + 1;
    source.text.get(..end)?.ends_with(['}', '"']).then_some(())?;
    let insert = Edit {
        location: Span::new(end, end).in_source(cut.source),
        replacement: format!(",{before}{to} = {{{words}}}"),
    };
    Some(vec![Edit { location: cut, replacement: String::new() }, insert])
}

/// `Nature, vol. 12` and `Nature 12(3), 45--67` in a journal.
fn volume_in_journal(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Value { entry, written, .. } = *value;
    let is_journal = entry.is_kind(&["article", "article-journal", "article-magazine"]);
    let text = written.text;
    if !is_journal || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some(range) = volume_and_issue(text) {
        let finding =
            value.holds(written.place(range.clone()), "a volume and an issue", &text[range]);
        return Some(finding.help("write them in fields of their own"));
    }
    let same = || number_again(text, entry.entry.str(Variable::Volume)?.trim());
    if let Some(number) = same() {
        let shown = &text[number.clone()];
        let finding = value.holds(written.place(number), "the volume again", shown);
        return Some(finding.help("delete it: the entry has a `volume`"));
    }
    let Numbered { number, cut, to } = numbered(text)?;
    let what = if to == "volume" { "a volume" } else { "a number" };
    Some(value.holds_part(number, cut, what, name_in(entry.dialect, to)))
}

/// `Graduate Texts in Mathematics, No. 52` in a series.
fn number_in_series(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Numbered { number, cut, to } = numbered(value.written.text)?;
    Some(value.holds_part(number, cut, "a number", name_in(value.entry.dialect, to)))
}

/// The issue in a volume, `12(3)`.
fn issue(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let (number, cut) = issue_in_volume(value.written.text)?;
    let to = match value.entry.dialect {
        Dialect::Bib(_) => "number",
        Dialect::Hayagriva | Dialect::Csl => "issue",
        Dialect::Ris => "IS",
    };
    Some(value.holds_part(number, cut, "an issue", to))
}

/// A series in the pages, as MathSciNet writes it.
fn series(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Value { entry, written, .. } = *value;
    let range = series_in_pages(written.text)?;
    let to = match entry.dialect {
        Dialect::Csl => "collection-title",
        Dialect::Ris => "T3",
        Dialect::Bib(_) | Dialect::Hayagriva => "series",
    };
    let finding = value.holds(written.place(range.clone()), "a series", &written.text[range]);
    Some(finding.help(format!("write it in `{to}`")))
}

/// What is in a note since the program that wrote it had no field for it.
fn note(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Value { entry, field, written, .. } = *value;
    let text = written.text.trim();
    // Zotero writes the key into the note of CSL items, where it is read.
    let is_read = matches!(entry.format, Format::CslJson | Format::CslYaml);
    let exporter = of_exporter(text).filter(|(_, to)| to.is_some() || !is_read);
    if let Some((label, to)) = exporter {
        let rest = text[label.len()..].trim();
        let what =
            format!("what another program put there ({})", label.trim().trim_end_matches(':'));
        let finding = value.holds(field.value_location, &what, rest);
        return Some(match to {
            Some(to) => finding.help(format!("write it in `{to}`")),
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
        .holds(field.value_location, "when the page was looked up", date)
        .help(format!("write the date in `{to}`, as 2020-01-31"));
    let is_date = date.len() == 10 && Date::from_edtf(date).is_ok();
    let is_free = to == "urldate" && entry.own_field("urldate").is_none();
    let fix = (is_date && is_free).then_some(()).and_then(|()| {
        let edits = [Edit::new(field.name_location, to), Edit::new(field.value_location, date)];
        Fix::of(Safety::Unsafe, format!("rename to `{to}`"), edits)
    });
    has_url.then(|| finding.fix(fix))
}

/// What a dialect calls the field for a volume or a number.
fn name_in(dialect: Dialect, bib: &'static str) -> &'static str {
    match (dialect, bib) {
        (Dialect::Csl, "number") => "collection-number",
        (Dialect::Hayagriva, "number") => "issue",
        (Dialect::Ris, "number") => "IS",
        (Dialect::Ris, "volume") => "VL",
        _ => bib,
    }
}

/// An ISBN in a note, a publisher or a title.
fn isbn(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Value { entry, field, written, .. } = *value;
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
    let to = match entry.format {
        Format::CslJson => "ISBN",
        Format::Ris => "SN",
        _ => "isbn",
    };
    let finding =
        value.holds(written.place(place), "an ISBN", &rest[number.clone()]).help(match has_isbn {
            true => format!("delete it: the entry has an `{to}`"),
            false => format!("write it in `{to}`"),
        });
    let all = written.editable(0..text.len()).filter(|_| whole && !has_isbn);
    let Some(value) = all.filter(|_| entry.format == Format::Bibtex) else { return Some(finding) };
    let edits = vec![
        Edit { location: field.name_location, replacement: to.to_owned() },
        Edit { location: value, replacement: rest[number].to_owned() },
    ];
    let message = format!("rename to `{to}`");
    Some(finding.fix(Fix::of(Safety::Unsafe, message, edits)))
}

/// A URL in place of a place, a publisher or a number.
fn address(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Value { entry, field, written, .. } = *value;
    let text = written.text;
    written.has_all(Characters::any_of(":/tp")).then_some(())?;
    let start =
        ["http://", "https://", "ftp://"].iter().filter_map(|scheme| text.find(scheme)).min()?;
    let end = text[start..].find([' ', '\n', '}', '>', '\\']).map_or(text.len(), |end| start + end);
    // `howpublished`, `organization` and similar fields often contain URLs in BibTeX.
    let is_free =
        ["howpublished", "note", "url"].iter().any(|name| name.eq_ignore_ascii_case(&field.name));
    let to = match entry.dialect {
        Dialect::Csl => "URL",
        Dialect::Ris => "UR",
        Dialect::Bib(_) | Dialect::Hayagriva => "url",
    };
    let shown = text[start..end].chars().take(60).collect::<String>();
    let finding = value.holds(written.place(start..end), "the address of a page", &shown);
    (!is_free).then(|| finding.help(format!("write it in `{to}`")))
}

/// `Proceedings of X, pp. 12--34`.
fn pages(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Value { entry, written, .. } = *value;
    let text = written.text;
    // A range has a dash, and more than one figure.
    const DASHES: Characters = Characters::any_of("-–");
    let may_begin = |pair: &[u8]| matches!(pair, b"pp" | b"ag");
    let has_range = written.has_any(DASHES) && written.has_any(Characters::DIGITS);
    if !has_range || !text.as_bytes().windows(2).any(may_begin) {
        return None;
    }
    let range = ["pp. ", "pp ", "pages ", "Pages ", "pp.~", "pages~"].iter().find_map(|word| {
        let at = text.find(word)?;
        let apart = text[..at].ends_with([' ', ',', '(', '~', '\n']) && at > 0;
        let number = &text[at + word.len()..];
        let length = number
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '–')))
            .unwrap_or(number.len());
        let digits = number[..length].bytes().filter(u8::is_ascii_digit).count();
        let is_range = number[..length].contains(['-', '–']) && digits > 1;
        (apart && is_range).then_some(at..at + word.len() + length)
    })?;
    let to = match entry.dialect {
        Dialect::Bib(_) => "pages",
        Dialect::Hayagriva => "page-range",
        Dialect::Csl => "page",
        Dialect::Ris => "SP",
    };
    let finding = value.holds(written.place(range.clone()), "pages", &text[range]);
    Some(finding.help(format!("write them in `{to}`")))
}
