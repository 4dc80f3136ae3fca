//! LaTeX: commands that cite, that name bibliographies, and that include other files.
//!
//! A text is scanned once. Comments, verbatim text and the text skipped by `\iffalse` are ignored;
//! [`commands`] recognizes commands, and [`scan`] reads their arguments.

mod bibliographies;
mod cites;
mod citing;
mod commands;
mod defined;
mod divisions;
mod expanded;
mod expansion;
mod macros;
mod preamble;
mod quotations;
mod scan;
#[cfg(test)]
mod tests;
mod words;

pub(super) use expanded::expanded;
pub use macros::CiteCommands;

use std::ops::Range;

use crate::diagnostic::Sink;
use crate::document::latex::divisions::Divisions;
use crate::document::latex::preamble::Preamble;
use crate::document::latex::scan::{Braces, Scan};
use crate::document::mapped::Mapped;
use crate::document::{Defined, Document, Embedded, Heading, Labels, Named, Syntax, WrittenMode};
use crate::source::{Source, SourceId, Span};

/// Environments that contain no LaTeX.
const VERBATIM: [&str; 10] = [
    "verbatim",
    "verbatim*",
    "Verbatim",
    "BVerbatim",
    "LVerbatim",
    "lstlisting",
    "minted",
    "comment",
    "filecontents",
    "filecontents*",
];

/// Finds the citations of a document.
pub(super) fn read(
    source: &Source,
    id: SourceId,
    labels: &Labels,
    known: &CiteCommands,
) -> Document {
    let braces = Braces::of(&source.text);
    let scan = Scan { text: &source.text, braces: &braces };
    let mut reader = Reader::new(scan, id, labels);
    reader.known = Some(known);
    let preamble = Preamble::of(scan);
    reader.document.tex_style.clone_from(&preamble.style);
    reader.document.uses_biblatex =
        preamble.is_biblatex || source.text.contains("\\addbibresource");
    reader.document.commands.note(preamble.cite, preamble.sections);
    let mut at = 0;
    while at < source.text.len() {
        at = reader.step(at);
    }
    reader.into_document()
}

/// What a citation command prints; `None` if it is not one.
pub(super) fn cite_mode(name: &str) -> Option<WrittenMode> {
    commands::cite(name, false).map(|command| command.mode)
}

/// Reads a single command at an offset of another document, if it cites or names a bibliography;
/// returns its content and its end.
pub(super) fn command_at(
    text: &str,
    at: usize,
    id: SourceId,
    labels: &Labels,
) -> Option<(Document, usize)> {
    const MAX_LENGTH: usize = 4096;
    let rest = &text[at..];
    let rest = &rest[..rest.floor_char_boundary(MAX_LENGTH)];
    let name = rest.get(1..)?;
    let name = &name[..name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len())];
    let is_known = commands::BIBLIOGRAPHIES.contains(&name) || cite_mode(name).is_some();
    if !is_known {
        return None;
    }
    // Without any closing brace, a part is enough to see that.
    let rest = match rest.contains('}') {
        true => rest,
        false => &rest[..rest.floor_char_boundary(MAX_LENGTH / 32)],
    };
    let braces = Braces::of(rest);
    let mut reader = Reader::new(Scan { text: rest, braces: &braces }, id, labels);
    let end = reader.command(0);
    let mut mapped = Mapped::default();
    mapped.push(rest, at);
    Some((mapped.in_source(reader.into_document()), at + end))
}

struct Reader<'a> {
    scan: Scan<'a>,
    /// Citation commands in addition to those of packages and those that the document defines.
    known: Option<&'a CiteCommands>,
    labels: &'a Labels,
    document: Document,
    sink: Sink,
    /// The number of open braces.
    depth: usize,
    /// The number of the last note.
    note: u32,
    /// The open notes: the number of open braces before each, and its number.
    notes: Vec<(usize, u32)>,
    divisions: Divisions,
}

impl<'a> Reader<'a> {
    fn new(scan: Scan<'a>, id: SourceId, labels: &'a Labels) -> Self {
        let document = Document::new(id, Syntax::Latex);
        Reader {
            scan,
            labels,
            document,
            sink: Sink::new(),
            depth: 0,
            note: 0,
            notes: Vec::new(),
            divisions: Divisions::default(),
            known: None,
        }
    }

    fn into_document(self) -> Document {
        let Reader { scan, mut document, sink, divisions, .. } = self;
        document.divisions = divisions.into_closed(scan.text.len());
        document.diagnostics = sink.into_sorted();
        document
    }

    /// Processes the item at an offset; returns where the next one begins.
    fn step(&mut self, at: usize) -> usize {
        let text = self.scan.text;
        let found = text[at..].find(['\\', '%', '{', '}']).unwrap_or(text.len() - at);
        if !text[at..at + found].trim().is_empty() {
            self.document.prose.push(Span::new(at, at + found));
        }
        let at = at + found;
        if at == text.len() {
            return at;
        }
        match text.as_bytes()[at] {
            b'%' => {
                self.magic(at);
                self.scan.behind_line(at)
            }
            b'{' => {
                self.depth += 1;
                at + 1
            }
            b'}' => {
                self.depth = self.depth.saturating_sub(1);
                let depth = self.depth;
                self.notes.retain(|(outside, _)| *outside < depth);
                at + 1
            }
            _ => self.command(at),
        }
    }

    fn command(&mut self, at: usize) -> usize {
        let text = self.scan.text;
        let letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'@';
        let length = text[at + 1..].bytes().take_while(letter).count();
        if length == 0 {
            return at + 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8);
        }
        let name = &text[at + 1..at + 1 + length];
        let behind = at + 1 + length;
        let star = text[behind..].starts_with('*');
        if let Some(command) = commands::cite(name, star) {
            let command = self.as_loaded(name, command);
            return self.cite(at, name, behind + usize::from(star), command);
        }
        if commands::quotation_takes_language(name).is_some() {
            return self.quotation(at, name, behind);
        }
        match name {
            "verb" | "lstinline" | "mintinline" => self.inline_verbatim(name, behind),
            "begin" => self.environment(at, behind),
            "end" if text[behind..].starts_with("{document}") => text.len(),
            "end" | "newrefsection" | "newrefsegment" => {
                if name == "end" {
                    self.end_of_quotation(at, behind);
                }
                self.divisions.command(name, text, at, behind);
                behind
            }
            "part" | "chapter" | "section" | "subsection" => {
                self.heading(name, at, behind);
                behind
            }
            "printbibliography" => self.listing(at, behind),
            // bibunits' `\putbib[refs]`.
            "putbib" => {
                let files = self.scan.group(behind, b'[', b']');
                files.map_or(behind, |files| self.bibliographies(files))
            }
            "iffalse" => text[behind..].find("\\fi").map_or(text.len(), |len| behind + len + 3),
            name if commands::NOTES.contains(&name) => self.footnote(behind),
            name if commands::BIBLIOGRAPHIES.contains(&name) => self.bibliography(at, name, behind),
            "input" | "include" | "subfile" | "subfileinclude" | "import" | "subimport" => {
                self.include(name, behind)
            }
            "bibitem" | "defbibentryset" => self.defines(behind),
            // amsrefs' `\bib{key}{book}{…}`.
            "bib" if self.is_amsrefs(behind) => self.defines(behind + usize::from(star)),
            "documentclass" | "usepackage" | "RequirePackage" | "LoadClass" => {
                self.packages(name, behind)
            }
            _ => self.unknown(at, name, behind),
        }
    }

    /// A heading, which may begin a `refsection`.
    fn heading(&mut self, name: &str, at: usize, behind: usize) {
        let level = ["part", "chapter", "section", "subsection"].iter().position(|it| *it == name);
        let level = level.unwrap_or_default() as u8;
        if self.begins_section(level) {
            self.divisions.command("newrefsection", self.scan.text, at, behind);
        }
        if level > 0 {
            self.document.headings.push(Heading { level, span: Span::new(at, behind) });
        }
    }

    /// The position after `|…|`, with any delimiter.
    fn inline_verbatim(&mut self, name: &str, mut at: usize) -> usize {
        let text = self.scan.text;
        if text[at..].starts_with('*') {
            at += 1;
        }
        while let Some(group) = self.scan.group(at, b'[', b']').filter(|_| name != "verb") {
            at = group.end + 1;
        }
        if name == "mintinline"
            && let Some(group) = self.scan.group(at, b'{', b'}')
        {
            at = group.end + 1;
        }
        let Some(mark) = text[at..].chars().next() else { return at };
        if mark == '{' {
            return self.scan.group(at, b'{', b'}').map_or(at, |group| group.end + 1);
        }
        let inside = at + mark.len_utf8();
        let line = text[inside..].lines().next().unwrap_or_default();
        line.find(mark).map_or(at, |len| inside + len + mark.len_utf8())
    }

    fn environment(&mut self, start: usize, at: usize) -> usize {
        let Some(group) = self.scan.group(at, b'{', b'}') else { return at };
        let name = &self.scan.text[group.clone()];
        let inside = group.end + 1;
        if !VERBATIM.contains(&name) {
            if commands::quotation_takes_language(name).is_some() {
                return self.display_quotation(start, name, inside);
            }
            // bibtopic's `\begin{btSect}[plain]{books}`.
            if name == "btSect" {
                let behind = self.scan.behind_option(inside);
                let files = self.scan.group(behind, b'{', b'}');
                return files.map_or(behind, |files| self.bibliographies(files));
            }
            self.divisions.begin(name, start);
            return inside;
        }
        let end = format!("\\end{{{name}}}");
        let text = self.scan.text;
        let close = text[inside..].find(&end).map_or(text.len(), |len| inside + len);
        if name.starts_with("filecontents") {
            self.embedded(inside, close);
        }
        (close + end.len()).min(text.len())
    }

    /// A file that is embedded in the document: `\begin{filecontents*}{refs.bib}`.
    fn embedded(&mut self, at: usize, close: usize) {
        let options = self.scan.behind_option(at);
        let Some(file) = self.scan.group(options, b'{', b'}').filter(|it| it.end < close) else {
            return;
        };
        let content = Span::new(self.scan.behind_line(file.end).min(close), close);
        self.document.embedded.push(Embedded { file: self.named(file), content });
    }

    fn footnote(&mut self, at: usize) -> usize {
        let behind = self.scan.behind_option(at);
        let start = self.scan.skip_space(behind);
        if self.scan.text[start..].starts_with('{') {
            self.note += 1;
            self.document.notes.push(Span::at(start));
            self.notes.push((self.depth, self.note));
            self.depth += 1;
            return start + 1;
        }
        behind
    }

    fn named(&self, range: Range<usize>) -> Named {
        Named::of(self.scan.text, range)
    }

    fn include(&mut self, name: &str, at: usize) -> usize {
        let text = self.scan.text;
        let at = at + usize::from(text[at..].starts_with('*'));
        let Some(first) = self.scan.group(at, b'{', b'}') else {
            // Plain TeX's `\input file`.
            let start = self.scan.skip_space(at);
            let word = text[start..].find(|c: char| c.is_whitespace() || "\\{}%".contains(c));
            let end = word.map_or(text.len(), |len| start + len);
            if name == "input" && start > at && end > start {
                self.push_include(self.named(start..end));
            }
            return at;
        };
        let mut end = first.end + 1;
        let mut named = self.named(first);
        if name.ends_with("import") {
            let Some(file) = self.scan.group(end, b'{', b'}') else { return end };
            end = file.end + 1;
            let folder = named.name.trim_end_matches('/').to_owned();
            named = self.named(file);
            named.name = format!("{folder}/{}", named.name);
        }
        self.push_include(named);
        end
    }

    fn push_include(&mut self, mut named: Named) {
        if named.name.contains(['#', '\\']) || named.name.trim().is_empty() {
            return;
        }
        with_extension(&mut named.name);
        self.document.includes.push(named);
    }

    /// Whether a command has the three arguments of amsrefs' `\bib`.
    fn is_amsrefs(&self, mut at: usize) -> bool {
        at += usize::from(self.scan.text[at..].starts_with('*'));
        (0..3).all(|_| {
            let group = self.scan.group(at, b'{', b'}');
            at = group.as_ref().map_or(at, |group| group.end + 1);
            group.is_some()
        })
    }

    /// An entry that the document defines itself.
    fn defines(&mut self, at: usize) -> usize {
        let behind = self.scan.behind_option(at);
        let Some(key) = self.scan.group(behind, b'{', b'}') else { return behind };
        let end = key.end + 1;
        let Named { name: key, span } = self.named(key);
        self.document.defined.push(Defined { key, span });
        end
    }
}

/// Adds the default extension if the name of a document has none.
fn with_extension(name: &mut String) {
    let file = name.rsplit('/').next().unwrap_or_default();
    if !file.contains('.') {
        name.push_str(".tex");
    }
}
