//! The text of command arguments: TeX's commands for characters become characters, and formatting
//! becomes tags.

use unicode_normalization::UnicodeNormalization;

use crate::document::latex::scan::{Braces, Scan};

/// The text of an argument, with tags. An unknown command stays as it is written.
pub(super) fn tagged(argument: &str) -> String {
    let braces = Braces::of(argument);
    let mut words = Words { scan: Scan { text: argument, braces: &braces }, out: String::new() };
    words.all();
    words.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The formatting commands, and their tags.
const FORMATS: [(&str, &str, &str); 10] = [
    ("emph", "<i>", "</i>"),
    ("textit", "<i>", "</i>"),
    ("textsl", "<i>", "</i>"),
    ("mkbibemph", "<i>", "</i>"),
    ("textbf", "<b>", "</b>"),
    ("textsc", "<span style=\"font-variant:small-caps;\">", "</span>"),
    ("textsuperscript", "<sup>", "</sup>"),
    ("textsubscript", "<sub>", "</sub>"),
    ("enquote", "“", "”"),
    ("mkbibquote", "“", "”"),
];

/// Commands for characters and words; those without a character only affect how numbers are read.
const SIGNS: [(&str, &str); 26] = [
    ("S", "§"),
    ("P", "¶"),
    ("psq", " sq."),
    ("psqq", " sqq."),
    ("pno", ""),
    ("ppno", ""),
    ("pnfmt", ""),
    ("hbox", ""),
    ("mbox", ""),
    ("textnormal", ""),
    ("textup", ""),
    ("textrm", ""),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("bibrangedash", "–"),
    ("textquoteright", "’"),
    ("textquoteleft", "‘"),
    ("dots", "…"),
    ("ldots", "…"),
    ("textellipsis", "…"),
    ("ss", "ß"),
    ("ae", "æ"),
    ("o", "ø"),
    ("l", "ł"),
    ("i", "ı"),
    ("space", " "),
];

/// Accents as combining characters.
const ACCENTS: [(&str, char); 14] = [
    ("'", '\u{301}'),
    ("`", '\u{300}'),
    ("^", '\u{302}'),
    ("\"", '\u{308}'),
    ("~", '\u{303}'),
    ("=", '\u{304}'),
    (".", '\u{307}'),
    ("c", '\u{327}'),
    ("v", '\u{30C}'),
    ("u", '\u{306}'),
    ("H", '\u{30B}'),
    ("r", '\u{30A}'),
    ("k", '\u{328}'),
    ("d", '\u{323}'),
];

struct Words<'a> {
    scan: Scan<'a>,
    out: String,
}

impl Words<'_> {
    fn all(&mut self) {
        self.range(0, self.scan.text.len());
    }

    fn range(&mut self, start: usize, end: usize) {
        let text = self.scan.text;
        let mut at = start;
        while let Some(c) = text[at..end].chars().next() {
            let rest = &text[at..end];
            let pairs = [("---", "—"), ("--", "–"), ("``", "“"), ("''", "”")];
            if let Some((written, sign)) = pairs.iter().find(|(it, _)| rest.starts_with(it)) {
                self.out.push_str(sign);
                at += written.len();
                continue;
            }
            match c {
                '\\' => {
                    at = self.command(at, end);
                    continue;
                }
                '{' | '}' => {}
                '~' => self.out.push(' '),
                '`' => self.out.push('‘'),
                '\'' => self.out.push('’'),
                '%' => {
                    at = self.scan.behind_line(at).min(end);
                    continue;
                }
                c => self.out.push(c),
            }
            at += c.len_utf8();
        }
    }

    /// Writes what a command stands for; returns its end.
    fn command(&mut self, at: usize, end: usize) -> usize {
        let text = self.scan.text;
        let inside = at + 1;
        let letters = text[inside..end].bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = match letters {
            0 => text[inside..end].chars().next().map_or(0, char::len_utf8),
            letters => letters,
        };
        let name = &text[inside..inside + length];
        let behind = inside + length;
        if let Some((_, mark)) = ACCENTS.iter().find(|(it, _)| *it == name)
            && let Some((letter, next)) = self.letter(behind, end)
        {
            self.out.extend([letter, *mark].into_iter().nfc());
            return next;
        }
        if let Some((_, open, close)) = FORMATS.iter().find(|(it, ..)| *it == name)
            && let Some(group) = self.scan.group(behind, b'{', b'}').filter(|it| it.end < end)
        {
            self.out.push_str(open);
            self.range(group.start, group.end);
            self.out.push_str(close);
            return group.end + 1;
        }
        if let Some((_, sign)) = SIGNS.iter().find(|(it, _)| *it == name) {
            self.out.push_str(sign);
            // The space after a command ends its name.
            let rest = &text[behind..end];
            return behind + (rest.len() - rest.trim_start().len());
        }
        match name {
            "," | " " | ":" | ";" | "\\" | "\n" => self.out.push(' '),
            "&" | "%" | "$" | "#" | "_" | "{" | "}" => self.out.push_str(name),
            "-" | "/" | "@" | "!" => {}
            _ => {
                self.out.push_str(&text[at..behind]);
                let mut next = behind;
                while let Some(group) = self
                    .scan
                    .group(next, b'{', b'}')
                    .or_else(|| self.scan.group(next, b'[', b']'))
                    .filter(|it| it.end < end)
                {
                    next = group.end + 1;
                }
                self.out.push_str(&text[behind..next]);
                return next;
            }
        }
        behind
    }

    /// The letter under an accent, with or without braces, and where it ends.
    fn letter(&self, at: usize, end: usize) -> Option<(char, usize)> {
        let text = self.scan.text;
        if let Some(group) = self.scan.group(at, b'{', b'}').filter(|it| it.end < end) {
            let mut letters = text[group.clone()].chars();
            let letter = letters.next().filter(|c| c.is_alphabetic())?;
            return letters.next().is_none().then_some((letter, group.end + 1));
        }
        let start = self.scan.skip_space(at);
        let letter = text.get(start..end)?.chars().next().filter(|c| c.is_alphabetic())?;
        Some((letter, start + letter.len_utf8()))
    }
}

#[cfg(test)]
mod tests {
    use super::tagged;

    #[test]
    fn arguments_are_read_as_words() {
        for (argument, words) in [
            (r"12--15", "12–15"),
            (r"\emph{passim}", "<i>passim</i>"),
            (r"12\psq", "12 sq."),
            (r"\pno~12, {\S}3", "12, §3"),
            (r"3\textsuperscript{r}", "3<sup>r</sup>"),
            (r"vgl.\ M\'{e}tt und \c cava \& \v{S}", "vgl. Métt und çava & Š"),
            (r"``so'' Kant's", "“so” Kant’s"),
            (r"\enquote{a \emph{b}}", "“a <i>b</i>”"),
            (r"see \pageref{x}[y] on", r"see \pageref{x}[y] on"),
            (r"\", r"\"),
        ] {
            assert_eq!(tagged(argument), words, "{argument}");
        }
    }
}
