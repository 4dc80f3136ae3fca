//! Finds the encoding that a file says it is in, as the programs that save bibliographies write it.

use crate::source::coders;
use crate::source::encoding::Encoding;

/// The old encoding that a comment at the beginning of a file names: `% Encoding: Cp1252` of JabRef,
/// `%% Saved with string encoding Western (ISO Latin 1)` of BibDesk, `% -*- coding: latin-1 -*-` of
/// Emacs, `% !TeX encoding = ISO-8859-1` of editors for TeX.
pub(super) fn of(bytes: &[u8]) -> Option<Encoding> {
    const LINES: usize = 40;
    let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).take(LINES);
    lines.filter(|line| line.is_ascii()).find_map(|line| {
        let line = str::from_utf8(line).ok()?.trim().to_ascii_lowercase();
        named(&label(&line)?)
    })
}

/// What names an encoding in a line.
fn label(line: &str) -> Option<String> {
    let is_comment = line.starts_with(['%', '#']) || line.starts_with("@comment");
    let line = line.strip_prefix("@comment").unwrap_or(line);
    let text = line.trim_start_matches(['%', '#', '{', ' ', '\t', ';']);
    // Old versions of JabRef wrote the line without its `%`.
    let start = ["encoding:", "encoding="].iter().find_map(|word| text.strip_prefix(word));
    let rest = match start {
        Some(rest) => rest,
        None if is_comment => {
            ["string encoding ", "!tex encoding", "coding:", "coding=", "encoding "]
                .iter()
                .find_map(|word| text.split_once(word).map(|(_, rest)| rest))?
        }
        None => return None,
    };
    let rest = rest.trim_start_matches([' ', '\t', '=', ':', '"', '\'']);
    let end = rest.find(['"', '\'', ';', '}', ',']).unwrap_or(rest.len());
    let rest = rest[..end].trim();
    Some(rest.trim_end_matches("-*-").trim_end().to_owned())
}

/// True if the library can decode an encoding.
fn is_known(encoding: Encoding) -> bool {
    cfg!(feature = "encodings") || encoding == Encoding::Windows1252
}

/// The encoding with a name, in small letters.
fn named(name: &str) -> Option<Encoding> {
    /// Names beside those of the WHATWG Encoding Standard: of Java, of `inputenc`, and of BibDesk.
    const NAMES: [(&str, Encoding); 20] = [
        ("ansinew", Encoding::Windows1252),
        ("ansi", Encoding::Windows1252),
        ("western (iso latin 1)", Encoding::Windows1252),
        ("western (windows latin 1)", Encoding::Windows1252),
        ("western (ascii)", Encoding::Windows1252),
        ("western (iso latin 9)", Encoding::Iso8859_15),
        ("latin9", Encoding::Iso8859_15),
        ("latin10", Encoding::Windows1250),
        ("western (mac os roman)", Encoding::Macintosh),
        ("applemac", Encoding::Macintosh),
        ("macroman", Encoding::Macintosh),
        ("x-macroman", Encoding::Macintosh),
        ("central european (iso latin 2)", Encoding::Iso8859_2),
        ("central european (windows latin 2)", Encoding::Windows1250),
        ("cyrillic (windows)", Encoding::Windows1251),
        ("cyrillic (koi8-r)", Encoding::Koi8R),
        ("x-windows-949", Encoding::EucKr),
        ("cp936", Encoding::Gb18030),
        ("cp932", Encoding::ShiftJis),
        ("cp950", Encoding::Big5),
    ];
    if let Some((_, found)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*found).filter(|found| is_known(*found));
    }
    // Emacs adds how lines end: `latin-1-unix`.
    let name = name.strip_suffix("-unix").or(name.strip_suffix("-dos")).unwrap_or(name);
    let written = [name.to_owned(), name.replace('_', "-"), name.replace(['-', '_', ' '], "")];
    written.iter().find_map(|name| coders::named(name))
}

#[cfg(all(test, feature = "encodings"))]
mod tests {
    use super::of;
    use crate::source::Encoding;

    #[test]
    fn what_programs_write() {
        for (text, encoding) in [
            ("% Encoding: Cp1252\n", Some(Encoding::Windows1252)),
            (
                "This file was created with JabRef 2.2.\nEncoding: ISO8859_2\n",
                Some(Encoding::Iso8859_2),
            ),
            (
                "% This file was created with JabRef 2.10.\r\n% Encoding: windows-1250\r\n",
                Some(Encoding::Windows1250),
            ),
            ("%% Saved with string encoding Western (Mac OS Roman) \n", Some(Encoding::Macintosh)),
            ("% !TeX encoding = ISO-8859-15\n", Some(Encoding::Iso8859_15)),
            ("%%% -*- mode: bibtex; coding: latin-1-unix; -*-\n", Some(Encoding::Windows1252)),
            ("% -*- coding: koi8-r -*-\n", Some(Encoding::Koi8R)),
            ("@comment{encoding=GBK}\n", Some(Encoding::Gb18030)),
            ("%encoding=SJIS\n", Some(Encoding::ShiftJis)),
            ("% Encoding: EUC_JP\n", Some(Encoding::EucJp)),
            ("# encoding: big5\n", Some(Encoding::Big5)),
            ("% Encoding: UTF-8\n", None),
            ("% Encoding: something\n", None),
            ("@misc{a, title = {Encoding: latin1}}\n", None),
            ("% no word of it\n", None),
        ] {
            assert_eq!(of(text.as_bytes()), encoding, "{text}");
        }
    }
}
