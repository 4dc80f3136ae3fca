//! Typst.

use pulldown_cmark::Alignment;

use crate::markup::Markup;
use crate::output::{Format, typst_string};
use crate::typeset::listing::Title;
use crate::typeset::page::backend::{Backend, Element, Front, Image, List};
use crate::typeset::page::marked::{Container, Length};
use crate::typeset::page::numerals::{Delimiter, Numbering};
use crate::typeset::page::walk::written;
use crate::typeset::pieces::{PrintedListing, id_of};
use crate::typeset::targets::typst::list;

#[derive(Default)]
pub(super) struct Typst {
    out: String,
    is_figure: bool,
    /// Whether each open definition list has a term.
    has_terms: Vec<bool>,
}

impl Typst {
    pub(super) fn new() -> Self {
        Typst::default()
    }

    fn block(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('[') {
            self.out.truncate(self.out.trim_end().len());
            self.out.push_str("\n\n");
        }
    }

    /// Opens an inline element.
    fn open_inline(&mut self, element: &Element<'_>) {
        match element {
            Element::Emphasis => self.call("#emph["),
            Element::Strong => self.call("#strong["),
            Element::Strikethrough => self.call("#strike["),
            Element::Superscript => self.call("#super["),
            Element::Subscript => self.call("#sub["),
            Element::Link(target, _) => match target.strip_prefix('#') {
                Some(name) => self.out.push_str(&format!("#link(label({}))[", typst_string(name))),
                None => self.out.push_str(&format!("#link({})[", typst_string(target))),
            },
            Element::Container(_, attributes) => {
                let has = |class: &str| attributes.classes.iter().any(|it| it == class);
                self.call(match () {
                    () if has("smallcaps") => "#smallcaps[",
                    () if has("underline") || has("ul") => "#underline[",
                    () => "#[",
                });
            }
            _ => {}
        }
    }

    fn call(&mut self, function: &str) {
        self.out.push_str(function);
    }
}

/// The pattern of a numbering: `(a)`.
fn pattern(numbering: Numbering) -> String {
    let sign = numbering.numerals.sign();
    match numbering.delimiter {
        Delimiter::Period => format!("{sign}."),
        Delimiter::Parenthesis => format!("{sign})"),
        Delimiter::Parentheses => format!("({sign})"),
    }
}

/// Escapes text as markup, so that what follows is not read as an argument of it.
fn escaped(text: &str) -> String {
    Format::Typst.write(&Markup::plain(text))
}

impl Backend for Typst {
    const HAS_END_NOTES: bool = false;

    fn text(&mut self, text: &str) {
        self.out.push_str(&escaped(text));
    }

    fn code(&mut self, text: &str) {
        self.out.push_str(&format!("#raw({});", typst_string(text)));
    }

    fn code_block(&mut self, language: &str, text: &str) {
        self.block();
        let ticks = "`".repeat(3.max(1 + longest_run(text)));
        let language: String = language.chars().filter(char::is_ascii_alphanumeric).collect();
        self.out.push_str(&format!("{ticks}{language}\n{text}"));
        if !text.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(&ticks);
        self.out.push('\n');
    }

    fn math(&mut self, tex: &str, is_display: bool) -> bool {
        let block = if is_display { ", block: true" } else { "" };
        self.out.push_str(&format!("#raw({}, lang: \"tex\"{block});", typst_string(tex.trim())));
        false
    }

    fn raw(&mut self, format: &str, text: &str) -> bool {
        let is_own = format == "typst";
        if is_own {
            self.out.push_str(text);
        }
        is_own
    }

    fn soft_break(&mut self) {
        self.out.push('\n');
    }

    fn hard_break(&mut self) {
        self.out.push_str("#linebreak();");
    }

    fn rule(&mut self) {
        self.block();
        self.out.push_str("#line(length: 100%)");
    }

    fn task(&mut self, is_done: bool) {
        self.out.push_str(if is_done { "☒ " } else { "☐ " });
    }

    fn image(&mut self, image: &Image<'_>) {
        let hash = if self.is_figure { "" } else { "#" };
        let end = if self.is_figure { "" } else { ";" };
        let (address, text) = (typst_string(image.address), typst_string(image.text));
        let length = |name: &str, length: &Option<Length>| match length {
            None => String::new(),
            Some(length) => {
                let written = length.absolute().unwrap_or_else(|| format!("{}%", length.number));
                format!(", {name}: {written}")
            }
        };
        let width = length("width", &image.size.width);
        let height = length("height", &image.size.height);
        self.out.push_str(&format!("{hash}image({address}, alt: {text}{width}{height}){end}"));
    }

    fn open(&mut self, element: &Element<'_>) {
        match element {
            Element::Paragraph => self.block(),
            Element::Heading(level, _, classes) => {
                self.block();
                let is_plain = classes.iter().any(|class| &**class == "unnumbered");
                let numbering = if is_plain { ", numbering: none" } else { "" };
                self.out.push_str(&format!("#heading(level: {level}{numbering})["));
            }
            Element::Quote => {
                self.block();
                self.call("#quote(block: true)[");
            }
            Element::List(List { first, is_tight, numbering }) => {
                self.block();
                match first {
                    None => self.call("#list("),
                    Some(first) => {
                        self.call("#enum(");
                        if *first != 1 {
                            self.out.push_str(&format!("start: {first}, "));
                        }
                        if *numbering != Numbering::default() {
                            self.out.push_str(&format!("numbering: \"{}\", ", pattern(*numbering)));
                        }
                    }
                }
                self.out.push_str(if *is_tight { "tight: true" } else { "tight: false" });
            }
            Element::Item => self.call(", ["),
            Element::Definitions => {
                self.block();
                self.call("#terms(");
                self.has_terms.push(false);
            }
            Element::Term => {
                let last = self.has_terms.last_mut();
                if last.is_some_and(|has_terms| std::mem::replace(has_terms, true)) {
                    self.call("), ");
                }
                self.call("terms.item([");
            }
            // A term may have several.
            Element::Definition if self.out.ends_with(']') => self.call(" + parbreak() + ["),
            Element::Definition => self.call("["),
            Element::Table(alignments) => {
                self.block();
                let align: String = alignments
                    .iter()
                    .map(|alignment| match alignment {
                        Alignment::None | Alignment::Left => "left, ",
                        Alignment::Center => "center, ",
                        Alignment::Right => "right, ",
                    })
                    .collect();
                let columns = alignments.len();
                self.out.push_str(&format!("#table(columns: {columns}, align: ({align})"));
            }
            Element::TableHead => self.call(",\n  table.header("),
            Element::TableRow => self.call(",\n  "),
            Element::Cell(..) => {
                if self.out.ends_with(']') {
                    self.call(", ");
                }
                self.call("[");
            }
            Element::Caption if self.is_figure => {
                self.call(", caption: [");
            }
            Element::Caption => {
                self.block();
                self.call("#align(center)[");
            }
            Element::Figure => {
                self.block();
                self.is_figure = true;
                self.call("#figure(");
            }
            Element::Container(Container::Div, _) => {}
            inline => self.open_inline(inline),
        }
    }

    fn close(&mut self, element: &Element<'_>) {
        match element {
            Element::Container(Container::Div, _) => {}
            Element::Paragraph => self.out.push('\n'),
            Element::Heading(_, id, _) => {
                self.out.push_str(&format!("] #label({})\n", typst_string(id)));
            }
            Element::List(..) => self.call(");\n"),
            Element::Definitions => {
                if self.has_terms.pop() == Some(true) {
                    self.call(")");
                }
                self.call(");\n");
            }
            Element::Item => {
                self.out.truncate(self.out.trim_end().len());
                self.call("]");
            }
            Element::Term => self.call("], "),
            Element::Definition => {
                self.out.truncate(self.out.trim_end().len());
                self.call("]");
            }
            Element::Table(_) => self.call(",\n);\n"),
            Element::TableHead => self.call(")"),
            Element::TableRow => {}
            Element::Cell(..) => self.call("]"),
            Element::Caption if self.is_figure => self.call("]"),
            Element::Figure => {
                self.is_figure = false;
                self.call(");\n");
            }
            Element::Quote => {
                self.out.truncate(self.out.trim_end().len());
                self.call("];\n");
            }
            Element::Caption
            | Element::Emphasis
            | Element::Strong
            | Element::Strikethrough
            | Element::Superscript
            | Element::Subscript
            | Element::Link(..)
            | Element::Container(..) => self.call("];"),
        }
    }

    fn citation(&mut self, markup: &Markup, id: Option<usize>) {
        if let Some(number) = id {
            self.out.push_str(&format!("#metadata(none)#label(\"{}\");", id_of(number)));
        }
        self.out.push_str(&Format::Typst.write(markup));
    }

    fn listing(&mut self, listing: &PrintedListing) {
        self.block();
        if let Title::Words(words) = &listing.title {
            let words = written(words, Typst::new());
            self.out.push_str(&format!("#heading(numbering: none)[{words}]\n\n"));
        }
        self.out.push_str(&list(listing));
        self.out.push('\n');
    }

    fn note_mark(&mut self, number: usize, is_first: bool) -> bool {
        if !is_first {
            self.out.push_str(&format!("#footnote(<note-{number}>);"));
        }
        is_first
    }

    fn open_note(&mut self, _number: usize) {
        self.out.push_str("#footnote[");
    }

    fn close_note(&mut self, number: usize) {
        self.out.truncate(self.out.trim_end().len());
        self.out.push_str(&format!("] <note-{number}>"));
    }

    fn notes(&mut self, _begins: bool) {}

    fn fragment(self) -> String {
        self.out.trim().to_owned() + "\n"
    }

    fn page(self, front: &Front) -> String {
        let primary = front.language.split('-').next().unwrap_or("en").to_ascii_lowercase();
        let mut out =
            format!("#set text(lang: {})\n#set par(justify: true)\n", typst_string(&primary));
        let text = |text: &String| written(text, Typst::new());
        if let Some(title) = front.title.as_ref().map(text) {
            out.push_str(&format!("#align(center)[#text(1.6em, weight: \"bold\")[{title}]"));
            let lines = front.subtitle.iter().chain(&front.authors).chain(&front.date).map(text);
            for line in lines {
                out.push_str(&format!(" \\ {line}"));
            }
            out.push_str("]\n");
        }
        if let Some(summary) = front.summary.as_ref().map(text) {
            out.push_str(&format!("\n#block(inset: (x: 2em))[{summary}]\n"));
        }
        out + "\n" + &self.fragment()
    }
}

/// The longest run of backticks in a text.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}
