//! LaTeX for all engines, with packages that every installation has.

use std::collections::BTreeSet;

use pulldown_cmark::Alignment;

use crate::markup::Markup;
use crate::output::Format;
use crate::typeset::listing::Title;
use crate::typeset::page::backend::{Backend, Element, Front, Image, List};
use crate::typeset::page::formula;
use crate::typeset::page::marked::{Attributes, Container, Length, Size};
use crate::typeset::page::numerals::{Delimiter, Numbering, Numerals};
use crate::typeset::page::walk::written;
use crate::typeset::pieces::{PrintedListing, id_of};
use crate::typeset::targets::latex::list;

#[derive(Default)]
pub(super) struct Latex {
    out: String,
    cells: usize,
    /// Where the open cell begins.
    cell_start: usize,
    is_figure: bool,
    /// Whether a table is open, in which no note may be.
    is_table: bool,
    /// Whether the text is within a line, where no block may begin.
    is_note: bool,
    /// Where the open heading or caption begins, which LaTeX also writes elsewhere.
    moving: Option<usize>,
    /// The notes of the open figure or table, which come after it.
    held: Vec<String>,
    note_start: usize,
    /// The number of open numbered lists.
    numbered: usize,
}

impl Latex {
    pub(super) fn new() -> Self {
        Latex::default()
    }

    fn block(&mut self) {
        if self.is_note {
            if !self.out.ends_with('{') {
                self.out.push_str("\\par ");
            }
        } else if !self.out.is_empty() {
            self.out.truncate(self.out.trim_end().len());
            self.out.push_str("\n\n");
        }
    }

    /// Opens an inline element.
    fn open_inline(&mut self, element: &Element<'_>) {
        match element {
            Element::Emphasis => self.out.push_str("\\emph{"),
            Element::Strong => self.out.push_str("\\textbf{"),
            Element::Strikethrough => self.out.push_str("\\sout{"),
            Element::Superscript => self.out.push_str("\\textsuperscript{"),
            Element::Subscript => self.out.push_str("\\textsubscript{"),
            Element::Link(target, _) => match target.strip_prefix('#') {
                Some(name) => self.out.push_str(&format!("\\hyperref[{name}]{{")),
                None => self.out.push_str(&format!("\\href{{{}}}{{", address(target))),
            },
            Element::Container(_, attributes) => {
                self.out.push_str(span(attributes));
            }
            _ => {}
        }
    }

    fn list(&mut self, List { first, numbering, .. }: &List) {
        // The counters of LaTeX's four levels.
        const COUNTERS: [&str; 4] = ["enumi", "enumii", "enumiii", "enumiv"];
        self.block();
        let Some(first) = first else { return self.out.push_str("\\begin{itemize}\n") };
        let counter = COUNTERS[self.numbered.min(COUNTERS.len() - 1)];
        self.numbered += 1;
        self.out.push_str("\\begin{enumerate}\n");
        if *numbering != Numbering::default() {
            let label = label(*numbering, counter);
            self.out.push_str(&format!("\\renewcommand{{\\label{counter}}}{{{label}}}\n"));
        }
        if *first != 1 {
            let before = *first as i64 - 1;
            self.out.push_str(&format!("\\setcounter{{{counter}}}{{{before}}}\n"));
        }
    }

    /// Sets the version of a heading or caption that is written elsewhere, as in a table of
    /// contents: without its notes.
    fn end_moving(&mut self) {
        let Some(start) = self.moving.take() else { return };
        let text = &self.out[start..];
        let short = without_notes(text);
        if short != text {
            self.out.insert_str(start, &format!("[{short}]"));
        }
    }

    /// Writes the notes of a figure or table after it.
    fn held_notes(&mut self) {
        let held = std::mem::take(&mut self.held);
        if held.len() > 1 {
            self.out.push_str(&format!("\\addtocounter{{footnote}}{{-{}}}\n", held.len() - 1));
        }
        for (index, note) in held.iter().enumerate() {
            if index > 0 {
                self.out.push_str("\\stepcounter{footnote}\n");
            }
            self.out.push_str(note);
            self.out.push('\n');
        }
    }

    fn command(&mut self, name: &str, text: &str) {
        self.out.push('\\');
        self.out.push_str(name);
        self.out.push('{');
        self.out.push_str(text);
        self.out.push('}');
    }
}

/// A text without its notes and their marks.
fn without_notes(text: &str) -> String {
    const NOTE: &str = "\\footnote{";
    let mut out = String::with_capacity(text.len());
    let text = text.replace("\\footnotemark{}", "");
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once(NOTE) {
        out.push_str(before);
        let mut depth = 1_u32;
        let mut is_escaped = false;
        let end = behind.char_indices().find_map(|(at, c)| {
            match c {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at + 1)
        });
        rest = &behind[end.unwrap_or(behind.len())..];
    }
    out.push_str(rest);
    out
}

/// The label of an item, with its counter.
fn label(numbering: Numbering, counter: &str) -> String {
    let numerals = match numbering.numerals {
        Numerals::Decimal => "arabic",
        Numerals::LowerAlpha => "alph",
        Numerals::UpperAlpha => "Alph",
        Numerals::LowerRoman => "roman",
        Numerals::UpperRoman => "Roman",
    };
    let (open, close) = match numbering.delimiter {
        Delimiter::Period => ("", "."),
        Delimiter::Parenthesis => ("", ")"),
        Delimiter::Parentheses => ("(", ")"),
    };
    format!("{open}\\{numerals}{{{counter}}}{close}")
}

/// The size of an image as options of `\includegraphics`; one without a size is at most as large as
/// the text.
fn options_of(size: &Size) -> String {
    let option = |name: &str, whole: &str, length: &Length| {
        let length =
            length.absolute().unwrap_or_else(|| format!("{}{whole}", length.number / 100.0));
        format!("{name}={length}")
    };
    let width = size.width.as_ref().map(|it| option("width", "\\linewidth", it));
    let height = size.height.as_ref().map(|it| option("height", "\\textheight", it));
    match (width, height) {
        (Some(width), Some(height)) => format!("{width},{height}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "width=\\linewidth,height=0.8\\textheight,keepaspectratio".to_owned(),
    }
}

fn escaped(text: &str) -> String {
    Format::Latex.write(&Markup::plain(text))
}

/// A line of code in the argument of a command, with its blanks.
fn typewritten(line: &str) -> String {
    format!("\\texttt{{{}\\strut}}", escaped(line).replace(' ', "~"))
}

/// The file that an address names: a blank for `%20`, since `%` begins a comment.
fn file_name(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, behind @ ..] = rest {
        let code = match (first, behind) {
            (b'%', [a, b, ..]) => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                digit(a).zip(digit(b)).map(|(a, b)| (a * 16 + b) as u8)
            }
            _ => None,
        };
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

/// An address as the first argument of `\href`.
fn address(address: &str) -> String {
    let mut out = String::new();
    for c in address.chars() {
        match c {
            '%' | '#' | '&' | '_' | '$' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '\\' | '{' | '}' | '^' => out.push_str(&format!("\\%{:02X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

impl Backend for Latex {
    const HAS_END_NOTES: bool = false;

    fn text(&mut self, text: &str) {
        self.out.push_str(&escaped(text));
    }

    fn code(&mut self, text: &str) {
        let text = escaped(text);
        self.command("texttt", &text);
    }

    fn code_block(&mut self, _language: &str, text: &str) {
        self.block();
        if self.is_note {
            // The argument of a command may not have verbatim text.
            let lines: Vec<String> = text.trim_end().lines().map(typewritten).collect();
            self.out.push_str(&lines.join("\\newline\n"));
            return;
        }
        self.out.push_str("\\begin{verbatim}\n");
        // The text may not contain its end.
        self.out.push_str(&text.replace("\\end{verbatim}", "\\end {verbatim}"));
        if !text.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str("\\end{verbatim}\n");
    }

    fn math(&mut self, tex: &str, is_display: bool) -> bool {
        let (open, close) = if is_display { ("\\[", "\\]") } else { ("\\(", "\\)") };
        self.out.push_str(open);
        self.out.push_str(tex.trim());
        self.out.push_str(close);
        true
    }

    fn raw(&mut self, format: &str, text: &str) -> bool {
        let is_tex = matches!(format, "latex" | "tex");
        if is_tex {
            self.out.push_str(text);
        }
        is_tex
    }

    fn soft_break(&mut self) {
        self.out.push('\n');
    }

    fn hard_break(&mut self) {
        self.out.push_str("\\\\\n");
    }

    fn rule(&mut self) {
        self.block();
        self.out.push_str("\\begin{center}\\rule{0.5\\linewidth}{0.5pt}\\end{center}");
    }

    fn task(&mut self, is_done: bool) {
        self.out.push_str(if is_done { "$\\boxtimes$ " } else { "$\\square$ " });
    }

    fn image(&mut self, image: &Image<'_>) {
        self.out.push_str(&format!("\\includegraphics[{}]", options_of(&image.size)));
        self.out.push_str(&format!("{{{}}}", file_name(image.address)));
    }

    fn open(&mut self, element: &Element<'_>) {
        match element {
            Element::Paragraph => self.block(),
            Element::Heading(level, _, classes) => {
                self.block();
                let name = match level {
                    1 => "section",
                    2 => "subsection",
                    3 => "subsubsection",
                    4 => "paragraph",
                    _ => "subparagraph",
                };
                let is_numbered = classes.iter().all(|class| &**class != "unnumbered");
                let star = if is_numbered { "" } else { "*" };
                self.out.push_str(&format!("\\{name}{star}"));
                self.moving = Some(self.out.len());
                self.out.push('{');
            }
            Element::Quote => {
                self.block();
                self.out.push_str("\\begin{quote}\n");
            }
            Element::List(list) => self.list(list),
            Element::Item => self.out.push_str("\\item "),
            Element::Definitions => {
                self.block();
                self.out.push_str("\\begin{description}\n");
            }
            Element::Term => self.out.push_str("\\item[{"),
            Element::Definition => self.out.push(' '),
            Element::Table(alignments) => {
                self.block();
                self.is_table = true;
                let columns: String = alignments
                    .iter()
                    .map(|alignment| match alignment {
                        Alignment::None | Alignment::Left => 'l',
                        Alignment::Center => 'c',
                        Alignment::Right => 'r',
                    })
                    .collect();
                self.out.push_str(&format!(
                    "\\begin{{center}}\n\\begin{{tabular}}{{{columns}}}\n\\hline\n"
                ));
            }
            Element::TableHead | Element::TableRow => self.cells = 0,
            Element::Cell(..) => {
                if self.cells > 0 {
                    self.out.push_str(" & ");
                }
                self.cells += 1;
                self.cell_start = self.out.len();
            }
            Element::Caption if self.is_figure => {
                self.out.push_str("\n\\caption");
                self.moving = Some(self.out.len());
                self.out.push('{');
            }
            Element::Caption => {
                self.block();
                self.out.push_str("\\begin{center}\\small ");
            }
            Element::Figure => {
                self.block();
                self.is_figure = true;
                self.out.push_str("\\begin{figure}\n\\centering\n");
            }
            Element::Container(Container::Div, _) => {}
            inline => self.open_inline(inline),
        }
    }

    fn close(&mut self, element: &Element<'_>) {
        match element {
            Element::Container(Container::Div, _) => {}
            Element::Paragraph if self.is_note => {}
            Element::Paragraph => self.out.push('\n'),
            Element::Heading(_, id, _) => {
                self.out.push('}');
                self.end_moving();
                self.command("label", id);
                self.out.push('\n');
            }
            Element::Quote => self.out.push_str("\\end{quote}\n"),
            Element::List(List { first: None, .. }) => self.out.push_str("\\end{itemize}\n"),
            Element::List(_) => {
                self.numbered = self.numbered.saturating_sub(1);
                self.out.push_str("\\end{enumerate}\n");
            }
            Element::Item | Element::Definition => self.out.push('\n'),
            Element::Definitions => self.out.push_str("\\end{description}\n"),
            Element::Term => self.out.push_str("}]"),
            Element::Table(_) => {
                self.out.push_str("\\hline\n\\end{tabular}\n\\end{center}\n");
                self.is_table = false;
                self.held_notes();
            }
            Element::TableHead => self.out.push_str(" \\\\\n\\hline\n"),
            Element::TableRow => self.out.push_str(" \\\\\n"),
            Element::Cell(..) => {
                // A line break would end the row.
                if self.out[self.cell_start..].contains("\\\\\n") {
                    self.out.insert_str(self.cell_start, "\\begin{tabular}[t]{@{}l@{}}");
                    self.out.push_str("\\end{tabular}");
                }
            }
            Element::Caption if self.is_figure => {
                self.out.push('}');
                self.end_moving();
            }
            Element::Caption => self.out.push_str("\\end{center}\n"),
            Element::Figure => {
                self.is_figure = false;
                self.out.push_str("\n\\end{figure}\n");
                self.held_notes();
            }
            Element::Emphasis
            | Element::Strong
            | Element::Strikethrough
            | Element::Superscript
            | Element::Subscript
            | Element::Link(..)
            | Element::Container(..) => self.out.push('}'),
        }
    }

    fn citation(&mut self, markup: &Markup, id: Option<usize>) {
        if let Some(number) = id {
            self.out.push_str(&format!("\\hypertarget{{{}}}{{}}", id_of(number)));
        }
        self.out.push_str(&Format::Latex.write(markup));
    }

    fn listing(&mut self, listing: &PrintedListing) {
        self.block();
        if let Title::Words(words) = &listing.title {
            let words = written(words, Latex::new());
            self.command("section*", &words);
            self.out.push('\n');
        }
        self.out.push_str(&list(listing));
        self.out.push('\n');
    }

    fn note_mark(&mut self, number: usize, is_first: bool) -> bool {
        if !is_first || self.is_note {
            self.out.push_str(&format!("\\footnotemark[{number}]"));
        }
        is_first && !self.is_note
    }

    fn open_note(&mut self, _number: usize) {
        self.is_note = true;
        if self.is_figure || self.is_table {
            self.out.push_str("\\footnotemark{}");
        }
        self.note_start = self.out.len();
        self.out.push_str("\\footnote{");
    }

    fn close_note(&mut self, _number: usize) {
        self.is_note = false;
        self.out.truncate(self.out.trim_end().len());
        self.out.push('}');
        if self.is_figure || self.is_table {
            // Notes in a float or a table are lost.
            let note = self.out.split_off(self.note_start);
            self.held.push(note.replacen("\\footnote", "\\footnotetext", 1));
        }
    }

    fn notes(&mut self, _begins: bool) {}

    fn fragment(self) -> String {
        self.out.trim().to_owned() + "\n"
    }

    fn page(self, front: &Front) -> String {
        let mut out = String::from(
            "\\documentclass{article}\n\\usepackage{iftex}\n\\ifPDFTeX\n  \\usepackage[T1]{fontenc}\n  \
             \\usepackage[utf8]{inputenc}\n",
        );
        // Outside of formulas, pdfTeX knows none of their signs but those of Latin-1.
        let is_unknown = |c: &char| *c > '\u{FF}' && *c != '…' && !c.is_alphanumeric();
        let signs: BTreeSet<char> = self.out.chars().filter(is_unknown).collect();
        for sign in signs {
            if let Some(name) = formula::command_for(sign) {
                let code = u32::from(sign);
                out.push_str(&format!(
                    "  \\DeclareUnicodeCharacter{{{code:04X}}}{{\\ensuremath{{\\{name}}}}}\n"
                ));
            }
        }
        out.push_str(
            "\\else\n  \\usepackage{fontspec}\n\\fi\n\\usepackage{amsmath,amssymb,graphicx}\n",
        );
        // Small installations of TeX lack it.
        if self.out.contains("\\sout{") {
            out.push_str(
                "\\IfFileExists{ulem.sty}{\\usepackage[normalem]{ulem}}{\\DeclareRobustCommand{\\sout}[1]{%\n  \
                 {\\setbox0\\hbox{##1}\\rlap{\\rule[.5ex]{\\wd0}{.4pt}}\\box0}}}\n",
            );
        }
        out.push_str("\\usepackage[hidelinks]{hyperref}\n");
        let text = |text: &String| written(text, Latex::new());
        let title = front.title.as_ref().map(text);
        if let Some(title) = &title {
            let subtitle = front.subtitle.as_ref().map(text);
            let subtitle = subtitle.map_or(String::new(), |it| format!("\\\\\\large {it}"));
            out.push_str(&format!("\\title{{{title}{subtitle}}}\n"));
            let authors: Vec<String> = front.authors.iter().map(text).collect();
            out.push_str(&format!("\\author{{{}}}\n", authors.join(" \\and ")));
            let date = front.date.as_ref().map(text).unwrap_or_default();
            out.push_str(&format!("\\date{{{date}}}\n"));
        }
        out.push_str("\\begin{document}\n");
        if title.is_some() {
            out.push_str("\\maketitle\n");
        }
        if let Some(summary) = front.summary.as_ref().map(text) {
            out.push_str(&format!("\\begin{{abstract}}\n{summary}\n\\end{{abstract}}\n"));
        }
        out + "\n" + &self.fragment() + "\n\\end{document}\n"
    }
}

fn span(attributes: &Attributes) -> &'static str {
    let has = |class: &str| attributes.classes.iter().any(|it| it == class);
    match () {
        () if has("smallcaps") => "\\textsc{",
        () if has("underline") || has("ul") => "\\underline{",
        () => "{",
    }
}
