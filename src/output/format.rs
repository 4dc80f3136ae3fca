//! The output formats: their names, and how they write markup as part of a paragraph.

use crate::markup::Markup;
use crate::output::{ansi, html, json, latex, markdown, plain, typst};
use crate::table::table;

/// A row of the table of formats.
struct Row {
    name: &'static str,
    /// A few words that say what it is.
    about: &'static str,
    /// Writes markup as part of a paragraph.
    write: fn(&Markup) -> String,
    /// Opens and closes a note in running text.
    note: (&'static str, &'static str),
}

table! {
    /// An output format.
    pub enum Format: Row {
        /// Text without formatting.
        Plain => Row {
            name: "plain",
            about: "Text without formatting",
            write: plain::write,
            note: (" [note: ", "]"),
        },
        /// HTML, with the elements of citeproc-js.
        Html => Row {
            name: "html",
            about: "A page in a file or on a terminal, a fragment in a pipe",
            write: html::write,
            note: (" <span class=\"csl-note\">", "</span>"),
        },
        /// CommonMark, with inline HTML for formatting that Markdown lacks; notes in the syntax of
        /// pandoc.
        Markdown => Row {
            name: "markdown",
            about: "CommonMark, as Pandoc and GitHub read it",
            write: markdown::write,
            note: ("^[", "]"),
        },
        /// LaTeX for lualatex and xelatex, which print all scripts that the font contains. pdflatex
        /// needs further packages for Greek, Cyrillic and CJK. Links need `hyperref`.
        /// [`latex_needs`](crate::output::latex_needs) returns what a text needs.
        Latex => Row {
            name: "latex",
            about: "For any engine; a comment says where the text needs lualatex or xelatex, or links hyperref",
            write: latex::write,
            note: ("\\footnote{", "}"),
        },
        /// Typst markup.
        Typst => Row {
            name: "typst",
            about: "Typst markup",
            write: typst::write,
            note: ("#footnote[", "]"),
        },
        /// Text for a terminal, with ANSI escape sequences.
        Ansi => Row {
            name: "ansi",
            about: "Text with the escape sequences of a terminal",
            write: ansi::write,
            note: (" [note: ", "]"),
        },
        /// JSON with the text and its runs of equal formatting, for other programs.
        Json => Row {
            name: "json",
            about: "Text, formatting and links, for other programs",
            write: json::write,
            note: (" [note: ", "]"),
        },
    }
}

impl Format {
    /// The name of the format, as users write it.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// A few words that say what the format is.
    pub fn about(self) -> &'static str {
        self.row().about
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
        let Row { write, note: (open, close), .. } = *self.row();
        let Some(names) = markup.in_text().filter(|_| self != Format::Json) else {
            return write(markup);
        };
        [&write(names), open, &write(markup), close].concat()
    }
}
