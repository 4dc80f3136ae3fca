//! What a LaTeX document needs in order to print a text: the engine and packages.

use std::collections::BTreeSet;

/// LaTeX comments, one per line, that say what a document needs in order to print a text written by
/// [`Format::Latex`](crate::output::Format::Latex); empty if every engine prints it without
/// packages.
///
/// *Shape*: `% Links need \usepackage{hyperref}.`
pub fn latex_needs(text: &str) -> String {
    const SHOWN: usize = 5;
    let beyond_ascii: BTreeSet<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    let unicode: Vec<char> = beyond_ascii.iter().copied().filter(|&c| !is_in_t1(c)).collect();
    let mut out = String::new();
    if !unicode.is_empty() {
        let shown: Vec<String> = unicode.iter().take(SHOWN).map(|&c| shown(c)).collect();
        let more = match unicode.len().saturating_sub(SHOWN) {
            0 => String::new(),
            number => format!(" and {number} more"),
        };
        out.push_str(&format!(
            "% Use lualatex or xelatex, with a font that has {}{more}; pdflatex cannot print them.\n",
            shown.join(" "),
        ));
    } else if beyond_ascii.iter().any(|&c| needs_t1(c)) {
        out.push_str("% pdflatex needs \\usepackage[T1]{fontenc}.\n");
    }
    if text.contains("\\href{") || text.contains("\\url{") {
        out.push_str("% Links need \\usepackage{hyperref}.\n");
    }
    out
}

/// A character as a comment shows it; characters that cannot be shown alone by their numbers.
fn shown(character: char) -> String {
    match character.is_alphanumeric() {
        true => character.to_string(),
        false => format!("U+{:04X}", u32::from(character)),
    }
}

/// The characters beyond ASCII that pdflatex prints with its own fonts in the encodings T1 and TS1.
///
/// *Source*: LaTeX of 2022, `t1enc.dfu`, `ts1enc.dfu`, `omsenc.dfu`.
#[rustfmt::skip]
const T1: &[(char, char)] = &[
    ('\u{A0}', '\u{125}'), ('\u{128}', '\u{137}'), ('\u{139}', '\u{13E}'), ('\u{141}', '\u{148}'),
    ('\u{14A}', '\u{165}'), ('\u{168}', '\u{17E}'), ('\u{192}', '\u{192}'),
    ('\u{1CD}', '\u{1D4}'), ('\u{1E2}', '\u{1E3}'), ('\u{1E6}', '\u{1EB}'),
    ('\u{218}', '\u{21B}'), ('\u{232}', '\u{233}'), ('\u{1E02}', '\u{1E03}'),
    ('\u{2010}', '\u{2016}'), ('\u{2018}', '\u{201A}'), ('\u{201C}', '\u{201E}'),
    ('\u{2020}', '\u{2022}'), ('\u{2026}', '\u{2026}'), ('\u{2030}', '\u{2031}'),
    ('\u{2039}', '\u{203B}'), ('\u{203D}', '\u{203D}'), ('\u{2044}', '\u{2044}'),
    ('\u{20A9}', '\u{20A9}'), ('\u{20AB}', '\u{20AC}'), ('\u{2103}', '\u{2103}'),
    ('\u{2116}', '\u{2117}'), ('\u{2120}', '\u{2120}'), ('\u{2122}', '\u{2122}'),
    ('\u{2126}', '\u{2127}'), ('\u{2190}', '\u{2193}'), ('\u{FB00}', '\u{FB06}'),
];

fn is_in_t1(character: char) -> bool {
    T1.iter().any(|&(first, last)| (first..=last).contains(&character))
}

/// True if pdflatex prints the character in T1 but not in OT1, its default encoding: letters with
/// an ogonek, đ, ð, þ, ŋ, and the quotation marks of other languages than English.
fn needs_t1(character: char) -> bool {
    matches!(
        character,
        '«' | '»'
            | '‹'
            | '›'
            | '„'
            | '‚'
            | 'Ð'
            | 'ð'
            | 'Þ'
            | 'þ'
            | 'Đ'
            | 'đ'
            | 'Ŋ'
            | 'ŋ'
            | 'Ą'
            | 'ą'
            | 'Ę'
            | 'ę'
            | 'Į'
            | 'į'
            | 'Ų'
            | 'ų'
            | 'Ǫ'
            | 'ǫ'
    )
}

#[cfg(test)]
mod tests {
    use super::{T1, latex_needs};

    #[test]
    fn engine_and_packages_are_named() {
        let unicode = |letters: &str| {
            format!(
                "% Use lualatex or xelatex, with a font that has {letters}; pdflatex cannot print them.\n"
            )
        };
        for (text, needs) in [
            ("Mett, I. (1967)", String::new()),
            ("Müller – “Šolochov”, Łódź…", String::new()),
            ("„Grüße“", "% pdflatex needs \\usepackage[T1]{fontenc}.\n".to_owned()),
            ("Πλάτων", unicode("Π ά λ ν τ and 1 more")),
            ("司馬遷", unicode("司 遷 馬")),
            ("a\u{301}", unicode("U+0301")),
            ("\\href{https://a.b}{a}", "% Links need \\usepackage{hyperref}.\n".to_owned()),
        ] {
            assert_eq!(latex_needs(text), needs, "{text}");
        }
        assert!(T1.is_sorted());
    }
}
