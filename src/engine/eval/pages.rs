//! Page ranges: how much of the second number is printed.
//!
//! *Source*: CSL 1.0.2 specification, appendix V.

use std::borrow::Cow;

use crate::style::ir::PageRangeFormat;

/// The second number of a range in the style's format.
pub(super) fn shorten_range<'t>(
    format: Option<PageRangeFormat>,
    first: &str,
    last: &'t str,
) -> Cow<'t, str> {
    let Some(format) = format else { return Cow::Borrowed(last) };
    let (first_prefix, first_digits) = split(first);
    let (last_prefix, last_digits) = split(last);
    // Letters after the digits, and roman numerals, are compared as they are.
    let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if !(plain(first_digits) && plain(last_digits)) {
        return shorten_lettered(format, first, last);
    }
    if !(last_prefix.is_empty() || last_prefix == first_prefix) {
        return Cow::Borrowed(last);
    }
    let full = expand(first_digits, last_digits);
    if full.len() == first_digits.len() && full.as_str() <= first_digits {
        // It is smaller, so no digits were left out.
        return Cow::Borrowed(last);
    }
    match format {
        PageRangeFormat::Expanded => Cow::Owned(format!("{first_prefix}{full}")),
        PageRangeFormat::Minimal => Cow::Owned(minimal(first_digits, &full, 1)),
        PageRangeFormat::MinimalTwo => Cow::Owned(minimal(first_digits, &full, 2)),
        PageRangeFormat::Chicago15 => Cow::Owned(chicago(first_digits, &full, true)),
        PageRangeFormat::Chicago16 => Cow::Owned(chicago(first_digits, &full, false)),
    }
}

/// `12a` and `15a`: only the minimal formats omit the common beginning.
fn shorten_lettered<'t>(format: PageRangeFormat, first: &str, last: &'t str) -> Cow<'t, str> {
    let digits = last.bytes().take_while(u8::is_ascii_digit).count();
    let minimal = matches!(format, PageRangeFormat::Minimal | PageRangeFormat::MinimalTwo);
    if !minimal || digits == 0 || first.len() != last.len() {
        return Cow::Borrowed(last);
    }
    let shared = first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
    let shared = shared.min(digits.saturating_sub(1));
    Cow::Borrowed(last.get(shared..).unwrap_or(last))
}

/// The beginning of a page (`S`, `5m`), and its last digits.
fn split(page: &str) -> (&str, &str) {
    let prefix = page.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_prefix =
        prefix.ends_with(char::is_alphabetic) && prefix.chars().all(char::is_alphanumeric);
    page.split_at(if is_prefix { prefix.len() } else { 0 })
}

/// `321` and `8` become `328`.
fn expand(first: &str, last: &str) -> String {
    match first.len().checked_sub(last.len()) {
        Some(missing) if missing > 0 => format!("{}{last}", &first[..missing]),
        _ => last.to_owned(),
    }
}

/// Omits the digits with which both begin, and keeps at least `keep` digits.
fn minimal(first: &str, last: &str, keep: usize) -> String {
    if first.len() != last.len() {
        return last.to_owned();
    }
    let shared = first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
    last[shared.min(last.len().saturating_sub(keep))..].to_owned()
}

/// The table of the Chicago Manual; the 15th edition keeps all digits if three of four change.
fn chicago(first: &str, last: &str, fifteenth: bool) -> String {
    let value: u64 = first.parse().unwrap_or(0);
    if first.len() != last.len() || value < 100 || value.is_multiple_of(100) {
        return last.to_owned();
    }
    let changed = minimal(first, last, 1);
    if fifteenth && first.len() == 4 && changed.len() >= 3 {
        return last.to_owned();
    }
    if value % 100 < 10 {
        // Only the changed part: 101–8, 1002–6.
        return changed;
    }
    // Two digits, or more if more change: 321–28, 1496–504.
    minimal(first, last, 2)
}
