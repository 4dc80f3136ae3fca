//! Volumes, issues, pages and series in the field for something else.

use crate::check::rules::fields::held::Value;
use crate::check::rules::fields::misplaced_parts::{
    Numbered, editor_behind, issue_in_volume, names_new_series, number_again, numbered,
    series_in_pages, volume_and_issue, volume_and_pages, year_behind,
};
use crate::check::subject::Characters;
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::model::Variable;

/// `Nature, vol. 12` and `Nature 12(3), 45--67` in a journal.
pub(super) fn volume_in_journal(value: &Value<'_, '_>) -> Option<Diagnostic> {
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
    let Numbered { number, cut, what, to } = numbered(text)?;
    let to = if to == Variable::CollectionNumber { Variable::Issue } else { to };
    Some(value.holds_part(number, cut, what, value.name_of(to)))
}

/// `Graduate Texts in Mathematics, No. 52` in a series.
pub(super) fn number_in_series(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Numbered { number, cut, to, .. } = numbered(value.written.text)?;
    Some(value.holds_part(number, cut, "a number", value.name_of(to)))
}

/// The issue in a volume, `12(3)`.
pub(super) fn issue(value: &Value<'_, '_>) -> Option<Diagnostic> {
    // In a new series, the number in parentheses is the volume of the whole: `Mat. Sb. (N.S.) 30(72)`.
    let journal = value.entry.entry.str(Variable::ContainerTitle);
    if journal.is_some_and(names_new_series) {
        return None;
    }
    let (number, cut) = issue_in_volume(value.written.text)?;
    Some(value.holds_part(number, cut, "an issue", value.name_of(Variable::Issue)))
}

/// A series in the pages, as MathSciNet writes it.
pub(super) fn series(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let written = value.written;
    let range = series_in_pages(written.text)?;
    let finding = value.holds(written.place(range.clone()), "a series", &written.text[range]);
    Some(finding.help(format!("write it in `{}`", value.name_of(Variable::CollectionTitle))))
}

/// `Proceedings of X, pp. 12--34`.
pub(super) fn pages(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let written = value.written;
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
    let finding = value.holds(written.place(range.clone()), "pages", &text[range]);
    Some(finding.help(format!("write them in `{}`", value.name_of(Variable::Page))))
}

/// `31(4):211--229` in the pages or in the volume.
pub(super) fn volume_with_pages(value: &Value<'_, '_>, is_of: Variable) -> Option<Diagnostic> {
    let Value { entry, written, .. } = *value;
    let text = written.text;
    let (volume, pages) = volume_and_pages(text)?;
    let start = text.len() - text.trim_start().len();
    let moved = |range: std::ops::Range<usize>| start + range.start..start + range.end;
    let (volume, pages) = (moved(volume), moved(pages));
    if is_of == Variable::Volume {
        let finding = value.holds(written.place(pages.clone()), "pages", &text[pages]);
        return Some(finding.help(format!("write them in `{}`", value.name_of(Variable::Page))));
    }
    // `5:1--15` may be the pages of article 5, if the volume is another one.
    let own = entry.entry.str(Variable::Volume).map(str::trim);
    let shown = &text[volume.clone()];
    if !shown.contains('(') && own.is_some_and(|own| own != shown) {
        return None;
    }
    let what = if shown.contains('(') { "a volume and an issue" } else { "a volume" };
    let finding = value.holds(written.place(volume), what, shown);
    let to = value.name_of(Variable::Volume);
    Some(finding.help(match own {
        Some(_) => format!("delete it: the entry has a `{to}`"),
        None if shown.contains('(') => "write them in fields of their own".to_owned(),
        None => format!("write it in `{to}`"),
    }))
}

/// `Springer, 2004`, and `Nature, 2001` in an article of that year.
pub(super) fn year(value: &Value<'_, '_>, is_of: Variable) -> Option<Diagnostic> {
    let Value { entry, written, .. } = *value;
    let (year, cut) = year_behind(written.text)?;
    let shown = &written.text[year.clone()];
    let issued = match entry.entry.get(Variable::Issued) {
        Some(crate::model::Value::Date(date)) => date.first_point().map(|point| point.year),
        _ => None,
    };
    let is_same = issued.is_some_and(|year| shown == year.to_string());
    // A conference may be called by its year, and a publisher is not.
    let is_wrong = match is_of {
        Variable::ContainerTitle => {
            is_same && entry.is_kind(&["article", "article-journal", "article-magazine"])
        }
        _ => is_same || issued.is_none(),
    };
    if !is_wrong {
        return None;
    }
    if issued.is_none() {
        return Some(value.holds_part(year, cut, "a year", value.name_of(Variable::Issued)));
    }
    let edit = written.editable(cut).map(Edit::delete);
    let fix = edit.map(|edit| Fix::one(Safety::Unsafe, format!("delete `{shown}`"), edit));
    let finding = value.holds(written.place(year), "the year again", shown);
    Some(finding.help("delete it: the entry has its date in another field").fix(fix))
}

/// `Handbook of Water, edited by Kwame Boateng`.
pub(super) fn editor(value: &Value<'_, '_>) -> Option<Diagnostic> {
    let Value { entry, written, .. } = *value;
    if !["ed", "Eds"].iter().any(|word| written.text.contains(word)) {
        return None;
    }
    let words = editor_behind(written.text)?;
    let shown = written.text[words.clone()].trim();
    let finding = value.holds(written.place(words), "the editor", shown);
    Some(finding.help(match entry.entry.has(Variable::Editor) {
        true => "delete these words: the entry has an `editor`".to_owned(),
        false => format!("write the name in `{}`", value.name_of(Variable::Editor)),
    }))
}
