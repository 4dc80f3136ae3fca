//! Volumes, issues, pages and series in the field for something else.

use crate::check::rules::fields::held::Value;
use crate::check::rules::fields::misplaced_parts::{
    Numbered, issue_in_volume, names_new_series, number_again, numbered, series_in_pages,
    volume_and_issue,
};
use crate::check::subject::Characters;
use crate::diagnostic::Diagnostic;
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
