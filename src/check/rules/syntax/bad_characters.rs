//! Characters that do not belong in text. Bytes that are not UTF-8 are reported by the reader.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::rules::syntax::mac_roman;
use crate::check::rules::syntax::unseen;
use crate::check::rules::syntax::widths::of_other_width;
use crate::check::subject::{Characters, File, StyleText, Subject};
use crate::diagnostic::rules::BAD_CHARACTERS;
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety, Severity};
use crate::dialect::bib::is_file_name;
use crate::model::{FieldOrigin, Variable};
use crate::read::Format;
use crate::read::entities::entity;
use crate::source::windows_1252_byte;

pub(in crate::check) static CHECK: Check = Check {
    rule: &BAD_CHARACTERS,
    looks_at: &[LooksAt::Source(check), LooksAt::Style(check_style), LooksAt::Entry(check_entry)],
    options: &[],
};

fn check(cx: &Context<'_>, file: &File<'_>) {
    if let Some(source) = file.source.filter(|source| source.unread_encoding().is_none()) {
        unseen::report(cx, source, file.reading.source);
    }
}

/// An invisible character in a style is still printed.
fn check_style(cx: &Context<'_>, style: &StyleText<'_>) {
    unseen::report(cx, style.source, style.id);
}

/// HTML entities, and characters that were read in the wrong encoding.
fn check_entry(cx: &Context<'_>, entry: &Subject<'_>) {
    // An entity, an escape of JSON or YAML, or what is beyond ASCII.
    const OF_BIBTEX: Characters = Characters::any_of("&é");
    const OF_DATA: Characters = Characters::any_of("&\\é");
    let signs = if entry.format == Format::Bibtex { OF_BIBTEX } else { OF_DATA };
    for field in entry.own_fields_spelling(signs) {
        // In these, an ampersand and a semicolon may be part of the value, or have a rule of their
        // own.
        if field.variables().iter().any(|v| matches!(v, Variable::Url | Variable::Doi)) {
            continue;
        }
        // A file is found by its name only as it is written.
        if is_file_name(&field.name) || field.name.eq_ignore_ascii_case("localfile") {
            continue;
        }
        let spelled = entry.spelled(field);
        cx.report_all(letters_apart(cx, entry, field));
        if let Some(at) = escape_of_lost(entry, spelled) {
            let place = entry.part_of(field, at);
            let message =
                format!("a character of `{}` was lost: U+FFFD is in its place", field.name);
            let help = "write the character that an earlier program could not decode";
            cx.report(cx.of_field(entry, field, place, message).help(help));
            continue;
        }
        let Some((range, meant)) = entity(spelled)
            .or_else(|| mojibake(spelled))
            .or_else(|| mac_roman::mojibake(spelled))
            .or_else(|| of_other_width(spelled))
        else {
            continue;
        };
        let code = &spelled[range.clone()];
        let place = entry.part_of(field, range.clone());
        let message = format!("`{code}` in `{}` stands for `{meant}`", field.name);
        let finding = cx.of_field(entry, field, place, message);
        cx.report(match as_written(entry, field, range.start, &meant) {
            Some(written) => {
                let help = match written == meant {
                    true => "write the character itself".to_owned(),
                    false => format!("write `{written}`"),
                };
                let fix = Fix::needs_review(format!("write `{written}`"), place, written);
                finding.help(help).fix(fix)
            }
            None => finding.help("write the character itself, as the format asks for it"),
        });
    }
}

/// A finding about all letters in a value that are followed by a combining accent for which there
/// is a single character.
fn letters_apart(cx: &Context<'_>, entry: &Subject<'_>, field: &FieldOrigin) -> Option<Diagnostic> {
    let spelled = entry.spelled(field);
    let found = decomposed(spelled);
    let (first, meant) = found.first()?;
    let place = entry.part_of(field, first.clone());
    let message = format!("`{meant}` in `{}` is written as a letter and its accent", field.name);
    let edits = found
        .iter()
        .map(|(range, meant)| Edit::new(entry.part_of(field, range.clone()), meant.as_str()));
    let fix = Fix::of(Safety::Safe, "write letters with accents as one character", edits);
    let finding = cx.of_field(entry, field, place, message).severity(Severity::Info);
    let help = "write it as one character: programs take the two for different words";
    Some(finding.help(help).fix(fix))
}

/// The letters with combining accents for which there is a single character, and that character.
fn decomposed(text: &str) -> Vec<(Range<usize>, String)> {
    let is_mark = |c: char| matches!(c, '\u{300}'..='\u{36F}');
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(mark) = text[rest..].find(is_mark).map(|at| rest + at) {
        let start = text[..mark].char_indices().next_back().map_or(mark, |(at, _)| at);
        let end = text[mark..].find(|c| !is_mark(c)).map_or(text.len(), |at| mark + at);
        let cluster = &text[start..end];
        let composed: String = cluster.nfc().collect();
        if start < mark && composed.chars().count() == 1 {
            found.push((start..end, composed));
        }
        rest = end;
    }
    found
}

/// How the format of an entry writes a character at an offset of a field's value; `None` if that
/// depends on the surrounding text.
fn as_written(entry: &Subject<'_>, field: &FieldOrigin, at: usize, meant: &str) -> Option<String> {
    let escaped = entry.spelled(field)[..at].ends_with('\\');
    let of_tex = match meant {
        "&" | "%" | "#" | "_" | "$" if escaped => meant,
        "&" => "\\&",
        "%" => "\\%",
        "#" => "\\#",
        "_" => "\\_",
        "$" => "\\$",
        "{" => "\\textbraceleft{}",
        "}" => "\\textbraceright{}",
        "\\" => "\\textbackslash{}",
        "~" => "\\textasciitilde{}",
        "^" => "\\textasciicircum{}",
        // It would end a value in quotes.
        "\"" if entry.is_in_quotes(field) => "{\"}",
        _ => meant,
    };
    match (entry.format, meant) {
        (Format::Bibtex, _) => Some(of_tex.to_owned()),
        (Format::CslJson, "\"" | "\\") => Some(format!("\\{meant}")),
        (Format::Cff | Format::Hayagriva | Format::CslYaml, "\"" | "'" | "\\" | "#" | ":") => None,
        (Format::Cff | Format::Hayagriva | Format::CslYaml, _) if at == 0 && meant.is_ascii() => {
            None
        }
        _ => Some(meant.to_owned()),
    }
}

/// The JSON or YAML escape for the replacement character that another program wrote.
fn escape_of_lost(entry: &Subject<'_>, spelled: &str) -> Option<std::ops::Range<usize>> {
    if entry.format == Format::Bibtex {
        return None;
    }
    let escapes = ["\\ufffd", "\\uFFFD"];
    let at = escapes.iter().find_map(|escape| spelled.find(escape))?;
    Some(at..at + escapes[0].len())
}

/// The first letter or mark of UTF-8 that was read as Windows-1252: `Ã©` for `é`, `â€™` for `’`.
fn mojibake(text: &str) -> Option<(std::ops::Range<usize>, String)> {
    if text.is_ascii() {
        return None;
    }
    let begins = |c: char| matches!(c, 'Â'..='Å' | 'Î'..='Ñ' | 'â' | 'ï');
    text.match_indices(begins).find_map(|(at, _)| {
        let (meant, length) = decoded(&text[at..])?;
        let after = &text[at + length..];
        let is_meant = match meant {
            // `Ã` before a quotation mark or a dash may end a word in capitals.
            '\u{a1}'..='\u{17f}' => {
                let mark = text[..at + length].ends_with(is_mark);
                !mark || after.starts_with(char::is_alphanumeric)
            }
            // One letter may be a coincidence; two are not.
            '\u{391}'..='\u{45f}' => decoded(after).is_some(),
            '\u{a0}' | '‐'..='‧' | '‰'..='›' | '™' | '−' | 'ﬀ'..='ﬄ' | '\u{fffd}' => {
                true
            }
            _ => false,
        };
        is_meant.then(|| run_of(text, at))
    })
}

/// The run of characters from an offset on that are bytes of UTF-8, and their meaning.
fn run_of(text: &str, at: usize) -> (std::ops::Range<usize>, String) {
    let (mut end, mut meant) = (at, String::new());
    while let Some((c, length)) = decoded(&text[end..]) {
        meant.push(c);
        end += length;
    }
    (at..end, meant)
}

/// The character whose UTF-8 bytes are the first characters of a text, read as Windows-1252, and
/// their length.
fn decoded(text: &str) -> Option<(char, usize)> {
    let mut characters = text.chars();
    let first = windows_1252_byte(characters.next()?)?;
    let count = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => return None,
    };
    let mut bytes = [first, 0, 0];
    let mut length = text.len() - characters.as_str().len();
    for slot in &mut bytes[1..count] {
        let c = characters.next()?;
        *slot = windows_1252_byte(c)?;
        length += c.len_utf8();
    }
    let meant = std::str::from_utf8(&bytes[..count]).ok()?;
    Some((meant.chars().next()?, length))
}

/// Quotation marks, dashes and dots, which directly follow words.
fn is_mark(c: char) -> bool {
    matches!(c, '‘'..='„' | '«' | '»' | '‹' | '›' | '–' | '—' | '…')
}

#[cfg(test)]
mod tests {
    use super::mojibake;

    #[test]
    fn mojibake_is_told_from_letters() {
        assert_eq!(mojibake("BrouÃ©"), Some((4..8, "é".to_owned())));
        for (text, meant) in [
            ("MÃ¼ller", "ü"),
            ("Itâ€™s", "’"),
            ("1981â€“2007", "–"),
            ("ErdÅ‘s", "ő"),
            ("Ã–sterreich", "Ö"),
            ("qualitÃ¯Â¿Â½", "ï¿½"),
            ("Ð\u{178}ÑƒÑˆ", "Пуш"),
            ("12Â\u{a0}km", "\u{a0}"),
        ] {
            assert_eq!(mojibake(text).map(|found| found.1).as_deref(), Some(meant), "{text}");
        }
        for text in [
            "São Paulo",
            "SÃO PAULO",
            "Âge",
            "Ã",
            "IRMÃ",
            "„IRMÔ",
            "ÅNGSTRÖM",
            "CAFÉ”",
            "ESPAÑ”",
            "caffè”…",
            "«Où»",
        ] {
            assert_eq!(mojibake(text), None, "{text}");
        }
    }
}
