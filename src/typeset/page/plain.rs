//! Text without formatting: paragraphs separated by blank lines, with notes at the end.

use crate::markup::Markup;
use crate::output::Format;
use crate::typeset::listing::Title;
use crate::typeset::page::backend::{Backend, Element, Front, Image, List};
use crate::typeset::page::formula;
use crate::typeset::page::walk::written;
use crate::typeset::pieces::PrintedListing;

#[derive(Default)]
pub(super) struct Plain {
    out: String,
    /// The indentation of each open block.
    indents: Vec<String>,
    /// The open lists; `first` is the number of the next item.
    lists: Vec<List>,
    /// Whether an item's mark was just written, so that no blank line follows.
    is_item: bool,
    cells: usize,
    is_figure: bool,
    /// Where raised or lowered text begins.
    scripts: Vec<usize>,
}

impl Plain {
    pub(super) fn new() -> Self {
        Plain::default()
    }

    /// Begins a block: after a blank line, except in a tight list or directly after an item's mark.
    fn block(&mut self) {
        if std::mem::take(&mut self.is_item) || self.out.is_empty() {
            return;
        }
        self.out.truncate(self.out.trim_end_matches([' ', '\n']).len());
        let is_tight = self.lists.last().is_some_and(|list| list.is_tight);
        self.out.push_str(if is_tight { "\n" } else { "\n\n" });
        self.indent();
    }

    fn indent(&mut self) {
        let indent = self.indents.concat();
        self.out.push_str(&indent);
    }

    fn line_break(&mut self) {
        self.out.push('\n');
        self.indent();
    }
}

impl Backend for Plain {
    const HAS_END_NOTES: bool = true;

    fn text(&mut self, text: &str) {
        self.is_item = false;
        self.out.push_str(text);
    }

    fn code(&mut self, text: &str) {
        self.text(text);
    }

    fn code_block(&mut self, _language: &str, text: &str) {
        self.block();
        for (number, line) in text.trim_end_matches('\n').split('\n').enumerate() {
            if number > 0 {
                self.line_break();
            }
            self.out.push_str("    ");
            self.out.push_str(line);
        }
    }

    fn math(&mut self, tex: &str, is_display: bool) -> bool {
        let tex = tex.trim();
        // Formulas that cannot be converted to characters stay in TeX, with their delimiters.
        let sign = match is_display {
            _ if tex.starts_with("\\begin{") => "",
            true => "$$",
            false => "$",
        };
        let formula = formula::characters(tex);
        self.text(&formula.clone().unwrap_or_else(|| format!("{sign}{tex}{sign}")));
        formula.is_some()
    }

    fn raw(&mut self, _format: &str, _text: &str) -> bool {
        false
    }

    fn soft_break(&mut self) {
        if !(self.is_figure && self.out.ends_with('[')) {
            self.out.push(' ');
        }
    }

    fn hard_break(&mut self) {
        self.line_break();
    }

    fn rule(&mut self) {
        self.block();
        self.out.push_str("* * *");
    }

    fn task(&mut self, is_done: bool) {
        self.text(if is_done { "☒ " } else { "☐ " });
    }

    fn image(&mut self, image: &Image<'_>) {
        // The text of a figure is its caption.
        if !self.is_figure && !image.text.trim().is_empty() {
            self.text(&format!("[{}]", image.text));
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element {
            Element::Caption if self.is_figure => self.out.push('['),
            Element::Figure => {
                self.block();
                self.is_figure = true;
            }
            Element::Paragraph | Element::Heading(..) | Element::Caption => self.block(),
            Element::Quote => {
                self.block();
                self.is_item = true;
                self.indents.push("    ".to_owned());
                self.out.push_str("    ");
            }
            Element::List(list) => {
                // Outside lists, the first item begins a paragraph of its own.
                if self.lists.is_empty() {
                    self.block();
                    self.is_item = true;
                }
                self.lists.push(*list);
            }
            Element::Item => {
                self.block();
                let mark = match self.lists.last_mut() {
                    Some(List { first: Some(number), numbering, .. }) => {
                        let mark = format!("{} ", numbering.label(*number));
                        *number += 1;
                        mark
                    }
                    _ => "- ".to_owned(),
                };
                self.out.push_str(&mark);
                self.indents.push(" ".repeat(mark.len()));
                self.is_item = true;
            }
            Element::Term => self.block(),
            Element::Definition => {
                self.line_break();
                self.out.push_str("    ");
                self.indents.push("    ".to_owned());
                self.is_item = true;
            }
            Element::Table(_) => {
                self.block();
                self.is_item = true;
            }
            Element::TableHead | Element::TableRow => {
                if !std::mem::take(&mut self.is_item) {
                    self.line_break();
                }
                self.cells = 0;
            }
            Element::Cell(..) => {
                if self.cells > 0 {
                    self.out.push('\t');
                }
                self.cells += 1;
            }
            // Without the line it would look like text.
            Element::Strikethrough => self.out.push_str("~~"),
            Element::Superscript | Element::Subscript => self.scripts.push(self.out.len()),
            Element::Definitions
            | Element::Emphasis
            | Element::Strong
            | Element::Link(..)
            | Element::Container(..) => {}
        }
    }

    fn close(&mut self, element: &Element<'_>) {
        match element {
            Element::Quote | Element::Item | Element::Definition => {
                self.indents.pop();
                self.is_item = false;
            }
            Element::List(..) => {
                self.lists.pop();
            }
            Element::Caption if self.is_figure => {
                self.out.truncate(self.out.trim_end().len());
                self.out.push(']');
            }
            Element::Strikethrough => self.out.push_str("~~"),
            Element::Superscript | Element::Subscript => {
                if let Some(start) = self.scripts.pop() {
                    let inside = self.out.split_off(start.min(self.out.len()));
                    self.out.push_str(&formula::script(&inside, *element == Element::Superscript));
                }
            }
            Element::Figure => self.is_figure = false,
            _ => {}
        }
    }

    fn citation(&mut self, markup: &Markup, _id: Option<usize>) {
        let text = Format::Plain.write(markup);
        self.text(&text);
    }

    fn listing(&mut self, listing: &PrintedListing) {
        if let Title::Words(words) = &listing.title {
            self.block();
            self.text(words);
        }
        let text = listing.bibliography.write(Format::Plain);
        for entry in text.split('\n').filter(|line| !line.is_empty()) {
            self.block();
            self.text(entry);
        }
    }

    fn note_mark(&mut self, number: usize, _is_first: bool) -> bool {
        self.text(&format!("[{number}]"));
        false
    }

    fn open_note(&mut self, number: usize) {
        self.block();
        self.out.push_str(&format!("[{number}] "));
        self.is_item = true;
    }

    fn close_note(&mut self, _number: usize) {}

    fn notes(&mut self, _begins: bool) {}

    fn fragment(self) -> String {
        self.out.trim().to_owned() + "\n"
    }

    fn page(self, front: &Front) -> String {
        let lines = [front.title.as_ref(), front.subtitle.as_ref()];
        let mut lines: Vec<String> = lines.into_iter().flatten().cloned().collect();
        lines.extend((!front.authors.is_empty()).then(|| front.authors.join(", ")));
        lines.extend(front.date.clone());
        let lines: Vec<String> = lines.iter().map(|line| written(line, Plain::new())).collect();
        let head = if lines.is_empty() { String::new() } else { lines.join("\n") + "\n\n" };
        let summary = front.summary.as_ref();
        let summary = summary.map_or(String::new(), |text| written(text, Plain::new()) + "\n\n");
        head + &summary + &self.fragment()
    }
}
