//! HTML: a complete page without scripts or external files.

use std::collections::BTreeSet;

use pulldown_cmark::Alignment;

use crate::markup::{Bibliography, BibliographyEntry, Markup};
use crate::output::{Format, push_page_rules};
use crate::typeset::listing::Title;
use crate::typeset::page::backend::{Backend, Element, Front, Image, List};
use crate::typeset::page::marked::{Attributes, Container, Length};
use crate::typeset::page::numerals::Numerals;
use crate::typeset::page::plain::Plain;
use crate::typeset::page::style_sheet::STYLE_SHEET;
use crate::typeset::page::walk::written;
use crate::typeset::pieces::{PrintedListing, id_of};

#[derive(Default)]
pub(super) struct Html {
    out: String,
    /// The bibliography whose style rules the page contains.
    bibliography: Option<Bibliography>,
    /// Whether the header of the open table has ended.
    is_body: bool,
    is_figure: bool,
    /// The identifiers of headings and containers.
    ids: BTreeSet<String>,
}

impl Html {
    pub(super) fn new() -> Self {
        Html::default()
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            push_attribute(value, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn list(&mut self, List { first, numbering, .. }: &List) {
        self.line();
        match first {
            None => self.out.push_str("<ul>"),
            Some(first) => {
                let start = if *first == 1 { String::new() } else { first.to_string() };
                let numerals = match numbering.numerals {
                    Numerals::Decimal => String::new(),
                    numerals => numerals.sign().to_string(),
                };
                self.tag("ol", &[("type", &numerals), ("start", &start)]);
            }
        }
        self.out.push('\n');
    }

    fn container(&mut self, container: Container, Attributes { id, classes }: &Attributes) {
        let name = if container == Container::Div { "div" } else { "span" };
        if container == Container::Div {
            self.line();
        }
        // A heading may have the same identifier as the bibliography's div, `refs`.
        let id = id.clone().filter(|id| self.ids.insert(id.clone())).unwrap_or_default();
        self.tag(name, &[("id", &id), ("class", &classes.join(" "))]);
    }

    /// The links from an entry back to its citations.
    fn back_links(&mut self, numbers: &[usize]) {
        self.out.push_str(" <span class=\"back-links\">");
        for (index, number) in numbers.iter().enumerate() {
            if index > 0 {
                self.out.push(' ');
            }
            let label = format!("Back to citation {}", index + 1);
            let address = format!("#{}", id_of(*number));
            self.tag("a", &[("href", &address), ("role", "doc-backlink"), ("aria-label", &label)]);
            match numbers.len() {
                1 => self.out.push('↩'),
                _ => self.out.push_str(&format!("↩{}", index + 1)),
            }
            self.out.push_str("</a>");
        }
        self.out.push_str("</span>");
    }
}

impl Backend for Html {
    const HAS_END_NOTES: bool = true;
    const HAS_TAGS: bool = true;

    fn text(&mut self, text: &str) {
        push_escaped(text, &mut self.out);
    }

    fn code(&mut self, text: &str) {
        self.out.push_str("<code>");
        push_escaped(text, &mut self.out);
        self.out.push_str("</code>");
    }

    fn code_block(&mut self, language: &str, text: &str) {
        self.line();
        // A scrolling element must be reachable by keyboard.
        self.out.push_str("<pre tabindex=\"0\">");
        let class =
            if language.is_empty() { String::new() } else { format!("language-{language}") };
        self.tag("code", &[("class", &class)]);
        push_escaped(text, &mut self.out);
        self.out.push_str("</code></pre>\n");
    }

    fn math(&mut self, tex: &str, is_display: bool) -> bool {
        let class = if is_display { "math display" } else { "math inline" };
        self.tag("span", &[("class", class)]);
        push_escaped(tex.trim(), &mut self.out);
        self.out.push_str("</span>");
        false
    }

    fn raw(&mut self, format: &str, text: &str) -> bool {
        let is_html = format.starts_with("html");
        if is_html {
            self.out.push_str(text);
        }
        is_html
    }

    fn soft_break(&mut self) {
        self.out.push('\n');
    }

    fn hard_break(&mut self) {
        self.out.push_str("<br>\n");
    }

    fn rule(&mut self) {
        self.line();
        self.out.push_str("<hr>\n");
    }

    fn task(&mut self, is_done: bool) {
        self.out.push_str("<input type=\"checkbox\" disabled");
        self.out.push_str(if is_done { " checked> " } else { "> " });
    }

    fn image(&mut self, image: &Image<'_>) {
        self.out.push_str("<img src=\"");
        push_attribute(image.address, &mut self.out);
        self.out.push_str("\" alt=\"");
        push_attribute(image.text, &mut self.out);
        self.out.push('"');
        let length = |name: &str, length: &Option<Length>| {
            length.as_ref().map(|Length { number, unit }| format!("{name}: {number}{unit}"))
        };
        let size = [length("width", &image.size.width), length("height", &image.size.height)];
        let size: Vec<String> = size.into_iter().flatten().collect();
        let attributes = [("title", image.title), ("style", &*size.join("; "))];
        for (name, value) in attributes.into_iter().filter(|(_, value)| !value.is_empty()) {
            self.out.push_str(&format!(" {name}=\""));
            push_attribute(value, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn open(&mut self, element: &Element<'_>) {
        match element {
            Element::Paragraph => {
                self.line();
                self.out.push_str("<p>");
            }
            Element::Heading(level, id, classes) => {
                self.ids.insert(id.clone());
                self.line();
                self.tag(&format!("h{level}"), &[("id", id), ("class", &classes.join(" "))]);
            }
            Element::Quote => {
                self.line();
                self.out.push_str("<blockquote>\n");
            }
            Element::List(list) => self.list(list),
            Element::Item => self.out.push_str("<li>"),
            Element::Definitions => {
                self.line();
                self.out.push_str("<dl>\n");
            }
            Element::Term => self.out.push_str("<dt>"),
            Element::Definition => self.out.push_str("<dd>"),
            Element::Table(_) => {
                self.line();
                self.is_body = false;
                // A scrolling region must be reachable by keyboard.
                self.out.push_str("<div class=\"table\" tabindex=\"0\">\n<table>\n");
            }
            Element::TableHead => self.out.push_str("<thead>\n<tr>"),
            Element::TableRow => {
                if !std::mem::replace(&mut self.is_body, true) {
                    self.out.push_str("<tbody>\n");
                }
                self.out.push_str("<tr>");
            }
            Element::Cell(alignment, is_head) => {
                let style = match alignment {
                    Alignment::None => "",
                    Alignment::Left => "text-align: left",
                    Alignment::Center => "text-align: center",
                    Alignment::Right => "text-align: right",
                };
                match is_head {
                    true => self.tag("th", &[("scope", "col"), ("style", style)]),
                    false => self.tag("td", &[("style", style)]),
                }
            }
            Element::Emphasis => self.out.push_str("<em>"),
            Element::Strong => self.out.push_str("<strong>"),
            Element::Strikethrough => self.out.push_str("<del>"),
            Element::Superscript => self.out.push_str("<sup>"),
            Element::Subscript => self.out.push_str("<sub>"),
            Element::Link(address, title) => {
                self.tag("a", &[("href", address), ("title", title)]);
            }
            Element::Caption if self.is_figure => {
                self.out.push_str("\n<figcaption>");
            }
            Element::Caption => {
                self.line();
                self.out.push_str("<p class=\"caption\">");
            }
            Element::Figure => {
                self.line();
                self.is_figure = true;
                self.out.push_str("<figure>\n");
            }
            Element::Container(container, attributes) => self.container(*container, attributes),
        }
    }

    fn close(&mut self, element: &Element<'_>) {
        let end = match element {
            Element::Paragraph => "</p>\n",
            Element::Heading(level, ..) => {
                self.out.push_str(&format!("</h{level}>\n"));
                return;
            }
            Element::Quote => "</blockquote>\n",
            Element::List(List { first: None, .. }) => "</ul>\n",
            Element::List(_) => "</ol>\n",
            Element::Item => "</li>\n",
            Element::Definitions => "</dl>\n",
            Element::Term => "</dt>\n",
            Element::Definition => "</dd>\n",
            Element::Table(_) if self.is_body => "</tbody>\n</table>\n</div>\n",
            Element::Table(_) => "</table>\n</div>\n",
            Element::TableHead => "</tr>\n</thead>\n",
            Element::TableRow => "</tr>\n",
            Element::Cell(_, true) => "</th>",
            Element::Cell(_, false) => "</td>",
            Element::Emphasis => "</em>",
            Element::Strong => "</strong>",
            Element::Strikethrough => "</del>",
            Element::Superscript => "</sup>",
            Element::Subscript => "</sub>",
            Element::Link(..) => "</a>",
            Element::Caption if self.is_figure => "</figcaption>\n",
            Element::Caption => "</p>\n",
            Element::Figure => {
                self.is_figure = false;
                "</figure>\n"
            }
            Element::Container(Container::Div, _) => "</div>\n",
            Element::Container(..) => "</span>",
        };
        self.out.push_str(end);
    }

    fn citation(&mut self, markup: &Markup, id: Option<usize>) {
        let name = id.map(id_of).unwrap_or_default();
        self.tag("span", &[("class", "citation"), ("id", &name)]);
        let html = Format::Html.write(markup);
        self.out.push_str(&html.replace("<a href=\"#", "<a role=\"doc-biblioref\" href=\"#"));
        self.out.push_str("</span>");
    }

    fn listing(&mut self, listing: &PrintedListing) {
        self.line();
        match &listing.title {
            Title::Words(words) => {
                let words = written(words, Html::new());
                self.out.push_str(&format!("<h1 id=\"bibliography\">{words}</h1>\n"));
            }
            Title::None | Title::Default => {}
        }
        self.out.push_str("<div class=\"csl-bib-body\" role=\"list\">\n");
        for entry in &listing.bibliography.entries {
            let id = match listing.with_ids {
                true => BibliographyEntry::id_of(&entry.key),
                false => String::new(),
            };
            self.tag("div", &[("class", "csl-entry"), ("role", "listitem"), ("id", &id)]);
            let mut html = Format::Html.write(&entry.markup);
            let back = listing.back.get(&entry.key).map(Vec::as_slice);
            // Blocks are closed after the links.
            let tail = match html.trim_end().strip_suffix("</div>") {
                Some(inside) => {
                    let length = inside.len();
                    html.split_off(length)
                }
                None => String::new(),
            };
            self.out.push_str(html.trim());
            if let Some(numbers) = back {
                self.back_links(numbers);
            }
            self.out.push_str(tail.trim());
            self.out.push_str("</div>\n");
        }
        self.out.push_str("</div>\n");
        self.bibliography.get_or_insert_with(|| listing.bibliography.clone());
    }

    fn note_mark(&mut self, number: usize, is_first: bool) -> bool {
        let (id, address) = (format!("fnref{number}"), format!("#fn{number}"));
        let id = if is_first { id } else { String::new() };
        self.out.push_str("<sup>");
        self.tag("a", &[("id", &id), ("href", &address), ("role", "doc-noteref")]);
        self.out.push_str(&number.to_string());
        self.out.push_str("</a></sup>");
        false
    }

    fn open_note(&mut self, number: usize) {
        self.tag("li", &[("id", &format!("fn{number}"))]);
    }

    fn close_note(&mut self, number: usize) {
        let is_paragraph = self.out.ends_with("</p>\n");
        if is_paragraph {
            self.out.truncate(self.out.len() - "</p>\n".len());
        }
        let (address, label) =
            (format!("#fnref{number}"), format!("Back to the mark of note {number}"));
        self.out.push(' ');
        self.tag("a", &[("href", &address), ("role", "doc-backlink"), ("aria-label", &label)]);
        self.out.push_str("↩</a>");
        self.out.push_str(if is_paragraph { "</p></li>\n" } else { "</li>\n" });
    }

    fn notes(&mut self, begins: bool) {
        self.line();
        self.out.push_str(match begins {
            true => "<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n",
            false => "</ol>\n</section>\n",
        });
    }

    fn fragment(self) -> String {
        self.out
    }

    fn page(self, front: &Front) -> String {
        let mut page = Html::new();
        page.out.push_str("<!DOCTYPE html>\n");
        page.tag("html", &[("lang", &front.language)]);
        page.out.push_str("\n<head>\n<meta charset=\"utf-8\">\n");
        page.out.push_str(
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
        );
        let title = front.title.as_deref().unwrap_or(&front.fallback);
        let title = written(title, Plain::new());
        push_escaped(&title, &mut page.out);
        page.out.push_str("</title>\n<style>\n");
        page.out.push_str(STYLE_SHEET);
        if let Some(bibliography) = &self.bibliography {
            push_page_rules(bibliography, &mut page.out);
        }
        page.out.push_str("</style>\n</head>\n<body>\n");
        if !front.is_empty() {
            page.out.push_str("<header>\n");
            let mut line = |text: &str, open: &str, close: &str| {
                let text = written(text, Html::new());
                page.out.push_str(&format!("{open}{text}{close}\n"));
            };
            if let Some(title) = &front.title {
                line(title, "<h1>", "</h1>");
            }
            if let Some(subtitle) = &front.subtitle {
                line(subtitle, "<p class=\"subtitle\">", "</p>");
            }
            if !front.authors.is_empty() {
                line(&front.authors.join(", "), "<p class=\"author\">", "</p>");
            }
            if let Some(date) = &front.date {
                line(date, "<p class=\"date\">", "</p>");
            }
            if let Some(summary) = &front.summary {
                line(summary, "<p class=\"abstract\">", "</p>");
            }
            page.out.push_str("</header>\n");
        }
        page.out.push_str("<main>\n");
        page.out.push_str(&self.out);
        page.line();
        page.out.push_str("</main>\n</body>\n</html>\n");
        page.out
    }
}

fn push_escaped(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
}

fn push_attribute(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '"' => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
}
