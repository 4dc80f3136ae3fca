//! The output formats: their names, and how they write markup as part of a paragraph.

use crate::markup::Markup;
use crate::output::{ansi, html, json, latex, markdown, plain, typst};

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Text without formatting.
    Plain,
    /// HTML, with the elements of citeproc-js.
    Html,
    /// CommonMark, with inline HTML for formatting that Markdown lacks.
    Markdown,
    /// LaTeX for lualatex and xelatex, which print all scripts that the font contains. pdflatex
    /// needs further packages for Greek, Cyrillic and CJK. Links need `hyperref`.
    /// [`latex_needs`](crate::output::latex_needs) returns what a text needs.
    Latex,
    /// Typst markup.
    Typst,
    /// Text for a terminal, with ANSI escape sequences.
    Ansi,
    /// JSON with the text and its runs of equal formatting, for other programs.
    Json,
}

impl Format {
    /// All formats.
    pub const fn all() -> &'static [Format] {
        use Format::{Ansi, Html, Json, Latex, Markdown, Plain, Typst};
        &[Plain, Html, Markdown, Latex, Typst, Ansi, Json]
    }

    /// The name of the format, as users write it.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Plain => "plain",
            Format::Html => "html",
            Format::Markdown => "markdown",
            Format::Latex => "latex",
            Format::Typst => "typst",
            Format::Ansi => "ansi",
            Format::Json => "json",
        }
    }

    /// The format with this name.
    ///
    /// *Shape*: a name as returned by [`Format::name`], in lower case.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::all().iter().copied().find(|format| format.name() == name)
    }

    /// Writes markup in this format, as part of a paragraph. The part for the running text
    /// ([`Markup::in_text`]) comes first, followed by the note in the format's own syntax for
    /// notes.
    pub fn write(self, markup: &Markup) -> String {
        let Some(names) = markup.in_text().filter(|_| self != Format::Json) else {
            return self.write_run(markup);
        };
        let (open, close) = self.note();
        [&self.write_run(names), open, &self.write_run(markup), close].concat()
    }

    fn write_run(self, markup: &Markup) -> String {
        match self {
            Format::Plain => plain::write(markup),
            Format::Html => html::write(markup),
            Format::Markdown => markdown::write(markup),
            Format::Latex => latex::write(markup),
            Format::Typst => typst::write(markup),
            Format::Ansi => ansi::write(markup),
            Format::Json => json::write(markup),
        }
    }

    /// The opening and closing of a note in running text; Markdown uses pandoc's syntax.
    const fn note(self) -> (&'static str, &'static str) {
        match self {
            Format::Plain | Format::Ansi | Format::Json => (" [note: ", "]"),
            Format::Html => (" <span class=\"csl-note\">", "</span>"),
            Format::Markdown => ("^[", "]"),
            Format::Latex => ("\\footnote{", "}"),
            Format::Typst => ("#footnote[", "]"),
        }
    }
}
