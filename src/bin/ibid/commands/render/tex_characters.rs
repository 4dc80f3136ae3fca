//! Characters as TeX writes them, for LaTeX documents whose encoding lacks them.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

/// A text in which TeX's own commands stand for characters that Latin-1 lacks.
///
/// A file that is not UTF-8 may be in Windows-1252 or in ISO 8859-1, in which dashes and curly quotation
/// marks are control characters: inputenc stops at these. Characters that the document itself has
/// (`own`) are in its encoding, whichever it is. A character without a command stays as it is.
pub(super) fn for_latin(text: &str, own: &str) -> String {
    let own: BTreeSet<char> = own.chars().filter(|c| !c.is_ascii()).collect();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if c.is_ascii() || own.contains(&c) || ('\u{A0}'..='\u{FF}').contains(&c) => {
                out.push(c);
            }
            '‘' | '’' | '“' | '”' => {
                let written = if matches!(c, '‘' | '“') { "`" } else { "'" };
                // Three in a row would be read as two and one.
                if out.ends_with(['`', '\'']) {
                    out.push_str("\\,");
                }
                out.push_str(&written.repeat(if matches!(c, '“' | '”') { 2 } else { 1 }));
            }
            _ => match command(c) {
                Some(command) => out.push_str(command),
                None => match accented(c) {
                    Some(written) => out.push_str(&written),
                    None => out.push(c),
                },
            },
        }
    }
    out
}

/// What is written for a character.
///
/// *Source*: "The LaTeX Companion", 2nd edition, table 7.33 and the encodings OT1 and TS1.
fn command(c: char) -> Option<&'static str> {
    Some(match c {
        '–' => "--",
        '—' => "---",
        '‐' | '‑' => "-",
        '…' => "\\ldots{}",
        '„' => "\\quotedblbase{}",
        '‚' => "\\quotesinglbase{}",
        '‹' => "\\guilsinglleft{}",
        '›' => "\\guilsinglright{}",
        '†' => "\\textdagger{}",
        '‡' => "\\textdaggerdbl{}",
        '•' => "\\textbullet{}",
        '‰' => "\\textperthousand{}",
        '€' => "\\texteuro{}",
        '™' => "\\texttrademark{}",
        '№' => "\\textnumero{}",
        'Œ' => "\\OE{}",
        'œ' => "\\oe{}",
        'Ł' => "\\L{}",
        'ł' => "\\l{}",
        'Đ' => "\\DJ{}",
        'đ' => "\\dj{}",
        'ı' => "\\i{}",
        'ȷ' => "\\j{}",
        '\u{2009}' | '\u{202F}' => "\\,",
        '\u{2003}' => "\\quad{}",
        '\u{2002}' => "\\enspace{}",
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => "",
        _ => return None,
    })
}

/// A letter with its accents as commands: `\v{c}`.
fn accented(c: char) -> Option<String> {
    let mut parts = c.nfd();
    let letter = parts.next().filter(char::is_ascii)?;
    let mut written = letter.to_string();
    let mut has_accent = false;
    for mark in parts {
        let name = match mark {
            '\u{300}' => "`",
            '\u{301}' => "'",
            '\u{302}' => "^",
            '\u{303}' => "~",
            '\u{304}' => "=",
            '\u{306}' => "u",
            '\u{307}' => ".",
            '\u{308}' => "\"",
            '\u{30A}' => "r",
            '\u{30B}' => "H",
            '\u{30C}' => "v",
            '\u{323}' => "d",
            '\u{327}' => "c",
            '\u{328}' => "k",
            '\u{331}' => "b",
            _ => return None,
        };
        has_accent = true;
        written = format!("\\{name}{{{written}}}");
    }
    has_accent.then_some(written)
}

#[cfg(test)]
mod tests {
    use super::for_latin;

    #[test]
    fn characters_that_latin_1_lacks() {
        for (text, own, written) in [
            ("1550–1560, l’époque", "é", "1550--1560, l'époque"),
            ("“‘so’” — Čapek, Łódź…", "", "``\\,`so'\\,'' --- \\v{C}apek, \\L{}ód\\'{z}\\ldots{}"),
            ("a–b’c", "–", "a–b'c"),
            ("漢字", "", "漢字"),
        ] {
            assert_eq!(for_latin(text, own), written);
        }
    }
}
