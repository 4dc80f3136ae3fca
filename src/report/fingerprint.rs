//! Fingerprints of findings, which stay the same while the text around them changes.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::source::Sources;

/// A fingerprint for each finding of a report, with the same index: 32 hexadecimal digits derived
/// from its file, the parts in [`lasting`], and the number of equal findings before it.
pub(super) fn fingerprints(report: &Report<'_>) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let of = |diagnostic: &Diagnostic| {
        let source = report.sources.get(diagnostic.primary.location.source);
        let file = source.map_or("", |source| &*source.name);
        let text = format!("{file}\u{1f}{}", described(diagnostic, report.sources, file));
        let before = seen.entry(text.clone()).or_default();
        *before += 1;
        digits(&format!("{text}\u{1f}{before}"))
    };
    report.diagnostics.iter().map(of).collect()
}

/// The lasting parts of a finding as 32 hexadecimal digits: its rule, its entries, its field, and
/// its value or else the text that it points at; also its file if it is about no entry.
pub(super) fn lasting(diagnostic: &Diagnostic, sources: &Sources, file: &str) -> String {
    digits(&described(diagnostic, sources, file))
}

/// As [`lasting`], of the findings of the same rule and file that are not listed.
pub(super) fn lasting_rest(diagnostic: &Diagnostic, file: &str) -> String {
    digits(&of_rest(diagnostic, file))
}

fn described(diagnostic: &Diagnostic, sources: &Sources, file: &str) -> String {
    if diagnostic.is_rest() {
        return of_rest(diagnostic, file);
    }
    let value = diagnostic.value.as_deref();
    let value = value.unwrap_or_else(|| sources.slice(diagnostic.primary.location));
    let value = value.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let keys = diagnostic.keys().collect::<Vec<_>>().join("\u{1e}");
    let parts = [
        diagnostic.rule.code,
        if keys.is_empty() { file } else { "" },
        &keys,
        diagnostic.field.as_deref().unwrap_or_default(),
        &value,
    ];
    parts.join("\u{1f}")
}

/// The lasting parts of what stands for the findings of a rule in a file that are not listed.
fn of_rest(diagnostic: &Diagnostic, file: &str) -> String {
    format!("{}\u{1f}{file}\u{1f}and more", diagnostic.rule.code)
}

/// *Source*: the FNV-1a hash with 128 bits (RFC 9923), which is the same in every version.
fn digits(text: &str) -> String {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let hash =
        text.bytes().fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(digits(""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(digits("a"), "d228cb696f1a8caf78912b704e4a8964");
    }
}
