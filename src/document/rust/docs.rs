//! The documentation of a program: comments and `doc` attributes, but nothing in strings.

use std::ops::Range;

use crate::document::Named;
use crate::document::mapped::Mapped;
use crate::source::Span;

/// The documentation of a program.
#[derive(Default)]
pub(super) struct Docs {
    /// Each run of comments and attributes about one item.
    pub(super) texts: Vec<Mapped>,
    /// Files that are included as documentation: `#![doc = include_str!("../README.md")]`.
    pub(super) includes: Vec<Named>,
}

/// A piece of a run.
enum Piece {
    /// Comment lines: the range of the text of each.
    Lines(Vec<Range<usize>>),
    /// The content of a string literal, and whether it is a raw one.
    Literal { inside: Range<usize>, is_raw: bool },
}

/// Finds the documentation of a program. Text that is not Rust is skipped.
pub(super) fn docs(text: &str) -> Docs {
    let mut scanner = Scanner { text, docs: Docs::default(), run: Vec::new(), is_inner: false };
    let mut at = 0;
    while at < text.len() {
        at = scanner.step(at);
    }
    scanner.end_run();
    scanner.docs
}

struct Scanner<'a> {
    text: &'a str,
    docs: Docs,
    /// The open run, and whether it is about the enclosing item: `//!`.
    run: Vec<Piece>,
    is_inner: bool,
}

impl<'a> Scanner<'a> {
    fn rest(&self, at: usize) -> &'a str {
        &self.text[at..]
    }

    fn add(&mut self, piece: Piece, is_inner: bool) {
        if is_inner != self.is_inner {
            self.end_run();
        }
        self.is_inner = is_inner;
        self.run.push(piece);
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        if !run.is_empty() {
            self.docs.texts.push(joined(self.text, &run));
        }
    }

    /// Processes the token at an offset; returns where the next one begins.
    fn step(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        if rest.starts_with("//") {
            return self.line_comment(at);
        }
        if rest.starts_with("/*") {
            return self.block_comment(at);
        }
        if let Some(open) = attribute_length(rest) {
            let is_inner = rest[1..].trim_start().starts_with('!');
            return self.attribute(at + open, is_inner);
        }
        let end = token_end(self.text, at);
        if !self.text[at..end].trim().is_empty() {
            self.end_run();
        }
        end
    }

    fn line_comment(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let end = at + line.len();
        let is_inner = line.starts_with("//!");
        if is_inner || (line.starts_with("///") && !line.starts_with("////")) {
            let inside = at + 3..at + line.trim_end_matches('\r').len();
            match self.run.last_mut() {
                Some(Piece::Lines(lines)) if self.is_inner == is_inner => lines.push(inside),
                _ => self.add(Piece::Lines(vec![inside]), is_inner),
            }
        }
        end
    }

    fn block_comment(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        let end = at + block_length(rest);
        let is_inner = rest.starts_with("/*!");
        let is_outer = rest.starts_with("/**") && !rest.starts_with("/***");
        if (is_inner || is_outer) && end - at > 4 {
            let close = if self.text[..end].ends_with("*/") { end - 2 } else { end };
            let inside = at + 3..close.max(at + 3);
            self.add(Piece::Lines(lines_of_block(self.text, inside)), is_inner);
        }
        end
    }

    /// Searches an attribute for `doc = "…"`; returns its end.
    fn attribute(&mut self, start: usize, is_inner: bool) -> usize {
        let mut depth = 1_usize;
        let mut at = start;
        // The parts of `doc = …` read so far, and the number of brackets around it.
        let (mut doc, mut outside) = (Doc::None, 0);
        while at < self.text.len() && depth > 0 {
            let end = match self.rest(at) {
                rest if rest.starts_with("//") => at + rest.find('\n').unwrap_or(rest.len()),
                rest if rest.starts_with("/*") => at + block_length(rest),
                _ => token_end(self.text, at),
            };
            let token = &self.text[at..end];
            match token {
                "[" | "(" | "{" if doc != Doc::Name => depth += 1,
                "]" | ")" | "}" => {
                    depth -= 1;
                    doc = if doc == Doc::File { Doc::Value } else { doc };
                }
                "doc" => (doc, outside) = (Doc::Name, depth),
                "=" if doc == Doc::Name => doc = Doc::Value,
                "include_str" if doc == Doc::Value => doc = Doc::File,
                "," if depth <= outside => doc = Doc::None,
                _ if token.trim().is_empty() => {}
                _ => {
                    if doc == Doc::Name {
                        depth += usize::from(matches!(token, "[" | "(" | "{"));
                        doc = Doc::None;
                    }
                    if let Some((inside, is_raw)) = literal(token) {
                        let inside = at + inside.start..at + inside.end;
                        self.doc(doc, inside, is_raw, is_inner);
                    }
                }
            }
            at = end;
        }
        at
    }

    fn doc(&mut self, doc: Doc, inside: Range<usize>, is_raw: bool, is_inner: bool) {
        match doc {
            Doc::None | Doc::Name => {}
            Doc::Value => self.add(Piece::Literal { inside, is_raw }, is_inner),
            Doc::File => {
                let name = self.text[inside.clone()].to_owned();
                let span = Span::new(inside.start, inside.end);
                if !name.contains('\\') {
                    self.docs.includes.push(Named { name, span });
                }
            }
        }
    }
}

/// The parts of `doc = include_str!("…")` read so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doc {
    None,
    Name,
    Value,
    File,
}

/// The length of `#[` or `#![` at the beginning of a text.
fn attribute_length(text: &str) -> Option<usize> {
    let behind = text.strip_prefix('#')?.trim_start();
    let behind = behind.strip_prefix('!').unwrap_or(behind).trim_start();
    Some(text.len() - behind.strip_prefix('[')?.len())
}

/// The length of the block comment at the beginning of a text; comments inside it are balanced.
fn block_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (2, 1_usize);
    while at < bytes.len() {
        match bytes.get(at..at + 2) {
            Some(b"/*") => depth += 1,
            Some(b"*/") => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// The end of the token at an offset: a word, a literal, blanks, or one other character. Comments
/// are handled elsewhere.
fn token_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let Some(first) = rest.chars().next() else { return at };
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    if first.is_whitespace() {
        return at + rest.len() - rest.trim_start().len();
    }
    if first == '"' {
        return at + 1 + string_length(&rest[1..]);
    }
    if first == '\'' {
        return at + quote_length(rest);
    }
    if !is_word(first) {
        return at + first.len_utf8();
    }
    let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    let (word, behind) = rest.split_at(length);
    let after = match word {
        "r" | "br" | "cr" => raw_length(behind),
        "b" | "c" if behind.starts_with('"') => 1 + string_length(&behind[1..]),
        "b" if behind.starts_with('\'') => quote_length(behind),
        _ => 0,
    };
    at + length + after
}

/// The length of the rest of a string, including its closing quotation mark.
fn string_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'"' => return at + 1,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// The length of a raw string after its `r`; only that of the `#` of a raw identifier.
fn raw_length(text: &str) -> usize {
    let hashes = text.bytes().take_while(|byte| *byte == b'#').count();
    if !text[hashes..].starts_with('"') {
        return 0;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    let inside = hashes + 1;
    text[inside..].find(&close).map_or(text.len(), |found| inside + found + close.len())
}

/// The length of the character literal at the beginning of a text; 1 for a lifetime.
fn quote_length(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => {
            let (_, escaped) = text.split_at(2);
            let behind = escaped.chars().next().map_or(2, |c| 2 + c.len_utf8());
            let line = text[behind..].lines().next().unwrap_or_default();
            line.find('\'').map_or(behind, |found| behind + found + 1)
        }
        Some((at, c)) if text[at + c.len_utf8()..].starts_with('\'') && c != '\'' => {
            at + c.len_utf8() + 1
        }
        _ => 1,
    }
}

/// The content of a string literal, and whether it is a raw one.
fn literal(token: &str) -> Option<(Range<usize>, bool)> {
    if let Some(inside) = token.strip_prefix('"') {
        return inside.strip_suffix('"').map(|inside| (1..1 + inside.len(), false));
    }
    let hashes = token.strip_prefix('r')?.bytes().take_while(|byte| *byte == b'#').count();
    let range = hashes + 2..token.len().checked_sub(hashes + 1)?;
    let is_whole = range.start <= range.end && token[1 + hashes..].starts_with('"');
    is_whole.then_some((range, true))
}

/// The lines of a block comment, without the column of asterisks that most of them begin with.
fn lines_of_block(text: &str, inside: Range<usize>) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut at = inside.start;
    for line in text[inside].split_inclusive('\n') {
        let length = line.trim_end_matches(['\n', '\r']).len();
        lines.push(at..at + length);
        at += line.len();
    }
    let begins = |line: &Range<usize>| text[line.clone()].trim_start().starts_with('*');
    let is_blank = |line: &Range<usize>| text[line.clone()].trim().is_empty();
    let others = lines.get(1..).unwrap_or_default();
    let has_stars = others.iter().any(|line| !is_blank(line))
        && others.iter().all(|line| begins(line) || is_blank(line));
    if has_stars {
        for line in lines.iter_mut().skip(1) {
            let written = &text[line.clone()];
            let behind = written.trim_start().strip_prefix('*').unwrap_or_default();
            line.start = line.end - behind.len();
        }
    }
    lines
}

/// The text of a run, without the blanks that all its lines begin with.
fn joined(text: &str, run: &[Piece]) -> Mapped {
    let lines = run.iter().flat_map(|piece| match piece {
        Piece::Lines(lines) => &lines[..],
        Piece::Literal { .. } => &[],
    });
    let blanks = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let written = lines.map(|line| &text[line.clone()]).filter(|line| !line.trim().is_empty());
    let indent = written.map(blanks).min().unwrap_or_default();
    let mut mapped = Mapped::default();
    for piece in run {
        match piece {
            Piece::Lines(lines) => {
                for line in lines {
                    let indent = indent.min(blanks(&text[line.clone()]));
                    mapped.push(&text[line.start + indent..line.end], line.start + indent);
                    mapped.push_as("\n", line.end..line.end);
                }
            }
            Piece::Literal { inside, is_raw: true } => {
                mapped.push(&text[inside.clone()], inside.start);
                mapped.push_as("\n", inside.end..inside.end);
            }
            Piece::Literal { inside, is_raw: false } => {
                unescape(text, inside.clone(), &mut mapped);
                mapped.push_as("\n", inside.end..inside.end);
            }
        }
    }
    mapped
}

/// Adds the content of a string literal as the compiler reads it.
fn unescape(text: &str, inside: Range<usize>, out: &mut Mapped) {
    let mut at = inside.start;
    while let Some(found) = text[at..inside.end].find('\\') {
        out.push(&text[at..at + found], at);
        let start = at + found;
        let escape = &text[start + 1..inside.end];
        let Some(c) = escape.chars().next() else { return };
        let mut end = start + 1 + c.len_utf8();
        let character = match c {
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            '0' => Some('\0'),
            'x' => {
                end = (start + 4).min(inside.end);
                escape.get(1..3).and_then(|hex| u8::from_str_radix(hex, 16).ok()).map(char::from)
            }
            'u' => {
                let close = escape.find('}').unwrap_or(0);
                end = start + 2 + close;
                let hex = escape.get(2..close).unwrap_or_default().replace('_', "");
                u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32)
            }
            '\n' | '\r' => {
                // A line that continues on the next.
                let behind = escape.trim_start();
                end = inside.end - behind.len();
                None
            }
            c => Some(c),
        };
        if let Some(c) = character {
            out.push_as(c.encode_utf8(&mut [0; 4]), start..end);
        }
        at = end;
    }
    out.push(&text[at..inside.end], at);
}

#[cfg(test)]
mod tests {
    use super::docs;

    fn texts(program: &str) -> Vec<String> {
        docs(program).texts.into_iter().map(|mapped| mapped.text).collect()
    }

    #[test]
    fn comments_and_attributes_are_documentation() {
        assert_eq!(
            texts("//! One\n//!\n//!   two\n\n/// Three\nfn f() {}"),
            ["One\n\n  two\n", "Three\n"]
        );
        assert_eq!(texts("/** One\n * two\n *   three\n */\nfn f() {}"), ["One\ntwo\n  three\n\n"]);
        assert_eq!(texts("/*! One /* in */ it */"), ["One /* in */ it \n"]);
        assert_eq!(
            texts("#[doc = \"a\\u{40}b\\\n   c\"]\n#[inline]\n/// d\nfn f() {}"),
            ["a@bc\nd\n"]
        );
        assert_eq!(texts("#![doc = r#\"x \"y\" z\"#]"), ["x \"y\" z\n"]);
        assert_eq!(texts("#[cfg_attr(all(), doc = \"x\")] struct S;"), ["x\n"]);
        assert_eq!(texts("/// a\n// plain\n/// b\nfn f() {}\n/// c\nfn g() {}"), ["a\nb\n", "c\n"]);
        assert_eq!(texts("/// one\r\n/// two\r\nfn f() {}"), ["one\ntwo\n"]);
    }

    #[test]
    fn nothing_else_is() {
        for program in [
            "// a",
            "//// a",
            "/* a */",
            "/*** a */",
            "/**/",
            "let x = \"/// a\";",
            "let x = r#\"\n/// a \" \"#;",
            "let x = br\"\\\"; let y = '\"'; // \"\n",
            "let x = \"\\\"/// a\";",
            "let q = '\\''; let s = \"/// a\";",
            "fn f<'a>(x: &'a str) { \"/// a\" }",
            "/* /* */ /// a\n */",
            "#[cfg(feature = \"x\")] fn f() {}",
            "#[doc(alias = \"x\")] fn f() {}",
            "let r#type = \"/// a\"; c\"/// b\"; b'\"'; \"/// c\"",
        ] {
            assert_eq!(texts(program), [""; 0], "{program}");
        }
        for program in
            ["/**", "/*!", "\"", "r#\"", "'", "'\\", "#[doc = \"", "#[doc = \"\\u", "r#", "#!["]
        {
            texts(program);
        }
    }

    #[test]
    fn files_are_named() {
        let docs = docs("#![doc = include_str!(\"../README.md\")]\n//! more");
        assert_eq!(docs.includes[0].name, "../README.md");
        assert_eq!(docs.texts[0].text, "more\n");
    }
}
