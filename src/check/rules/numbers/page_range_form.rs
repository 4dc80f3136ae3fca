#![doc = include_str!("page_range_form.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::{ENGLISH_MONTHS, EntryType, Variable};
use crate::read::Format;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "page-range-form",
        code: "NUM001",
        family: Family::Numbers,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Safe,
        page: include_str!("page_range_form.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields_of(Variable::Page) {
        let written = entry.written(field);
        let text = written.text.trim();
        let start = written.text.len() - written.text.trim_start().len();
        let dash = if entry.format == Format::Bibtex { "--" } else { "-" };
        let Some(fault) = fault(text, dash) else { continue };
        let place = written.place(start..start + text.len());
        let message = format!("`{}` {}: `{text}`", field.name, fault.what);
        let mut finding = cx.of_field(entry, field, place, message).help(fault.help.clone());
        // In a book, one number alone is read as how many pages it has.
        let is_count = |mended: &str| {
            entry.entry.kind == EntryType::Book && mended.bytes().all(|byte| byte.is_ascii_digit())
        };
        let mended = fault.mended.filter(|mended| !is_count(mended));
        if let (Some(mended), Some(place)) = (mended, written.editable(start..start + text.len())) {
            finding = finding.fix(Fix::safe(fault.help, place, mended));
        }
        cx.report(finding);
    }
}

struct Fault {
    what: &'static str,
    help: String,
    mended: Option<String>,
}

/// What is wrong with pages; `dash` is what the format has between two pages.
fn fault(text: &str, dash: &str) -> Option<Fault> {
    const DASHES: [char; 5] = ['-', '–', '—', '\u{2010}', '\u{2212}'];
    let is_page = |page: &str| {
        !page.is_empty()
            && page.len() <= 10
            && page.bytes().any(|byte| byte.is_ascii_digit())
            && page.chars().all(char::is_alphanumeric)
    };
    if text.contains("??") && text.contains(|c: char| c.is_ascii_digit()) {
        let help = "look the page up, or write the first page alone".to_owned();
        return Some(Fault { what: "has `??` in the place of a page", help, mended: None });
    }
    let open = text.trim_end_matches(DASHES).trim_end();
    if open != text && is_page(open) {
        let help = "write the last page, or the first page alone".to_owned();
        return Some(Fault { what: "is a range without an end", help, mended: None });
    }
    let open = text.trim_start_matches(DASHES).trim_start();
    if open != text && is_page(open) {
        let help = "write the first page, or one page alone".to_owned();
        return Some(Fault { what: "is a range without a beginning", help, mended: None });
    }
    if let Some((first, last)) = text.split_once(DASHES)
        && is_page(first.trim())
        && last.trim_start_matches(DASHES).trim() == first.trim()
    {
        let page = first.trim();
        let help = format!("write `{page}`");
        let mended = Some(page.to_owned());
        return Some(Fault { what: "is a range of one page", help, mended });
    }
    if let Some((day, month)) = text.split_once(DASHES)
        && (is_month(day) && is_number(month) || is_number(day) && is_month(month))
    {
        let help = "look the pages up: a spreadsheet turned them into a date".to_owned();
        return Some(Fault { what: "is a date", help, mended: None });
    }
    if let Some((first, second)) = text.split_once([',', ';'])
        && first.trim() == second.trim()
        && first.trim().bytes().any(|byte| byte.is_ascii_digit())
    {
        let pages = first.trim();
        let help = format!("write `{pages}`");
        let mended = Some(pages.to_owned());
        return Some(Fault { what: "has the same pages twice", help, mended });
    }
    // The last byte of a dash may also be the last byte of another character.
    if !text.bytes().any(|byte| matches!(byte, b' ' | b'.' | b'-' | b'~' | 0x92 | 0x94)) {
        return None;
    }
    for separator in [" to ", " bis ", " until ", "...", "..", "---", "—", "\u{2212}", "~", " and "]
    {
        let Some((first, last)) = text.split_once(separator) else { continue };
        let (first, last) = (first.trim(), last.trim_start_matches(DASHES).trim());
        // Two consecutive pages may be two single pages.
        let rises = || {
            let number = |page: &str| page.parse::<u32>().ok();
            number(first).zip(number(last)).is_some_and(|(first, last)| first + 1 < last)
        };
        if is_page(first) && is_page(last) && (separator != " and " || rises()) {
            let what = match separator {
                " and " => "has two pages that may be a range",
                _ => "is not written as a range",
            };
            let mended = format!("{first}{dash}{last}");
            let help = format!("write `{mended}`");
            return Some(Fault { what, help, mended: (separator != " and ").then_some(mended) });
        }
    }
    None
}

fn is_number(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `Nov`, as spreadsheets shorten the names of months.
fn is_month(text: &str) -> bool {
    ENGLISH_MONTHS.iter().any(|month| &month[..3] == text)
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn ranges_are_told_from_lists_and_single_pages() {
        for (text, mended) in [
            ("12-", None),
            ("12--", None),
            ("9:1--9:??", None),
            ("-12", None),
            ("12 to 15", Some("12--15")),
            ("9--9", Some("9")),
            ("12---15", Some("12--15")),
            ("12..15", Some("12--15")),
            ("e12—e15", Some("e12--e15")),
            ("3 and 19", None),
            ("12----15", Some("12--15")),
            ("12\u{2212}15", Some("12--15")),
            ("12--15, 12--15", Some("12--15")),
            ("Nov-15", None),
        ] {
            let fault = fault(text, "--").unwrap_or_else(|| panic!("{text}"));
            assert_eq!(fault.mended.as_deref(), mended, "{text}");
        }
        for text in [
            "12--15",
            "12-15",
            "12–15",
            "12",
            "43+",
            "9-10",
            "12, 15",
            "12 and 13",
            "iv--x",
            "12-3-12-9",
            "1.2",
            "",
        ] {
            assert!(fault(text, "--").is_none(), "{text}");
        }
    }

    #[test]
    fn two_hyphens_are_for_bibtex() {
        let mended = fault("12 to 15", "-").and_then(|it| it.mended);
        assert_eq!(mended.as_deref(), Some("12-15"));
    }
}
