//! Inlines of pandoc's document model, in the JSON that its filters read and write.
//!
//! *Source*: pandoc-types 1.23, `Text.Pandoc.Definition`.

use crate::markup::{Formatting, Mark, Markup};
use crate::output::json;
use crate::output::walk::{Backend, walk};

/// Writes markup as a JSON array of pandoc's inlines.
pub(crate) fn pandoc_inlines(markup: &Markup) -> String {
    let mut pandoc = Pandoc { out: String::from("["), markup };
    walk(markup, &mut pandoc);
    pandoc.out.push(']');
    pandoc.out
}

struct Pandoc<'m> {
    out: String,
    markup: &'m Markup,
}

impl Pandoc<'_> {
    /// Separates an inline from the one before it.
    fn next(&mut self) {
        if !self.out.ends_with('[') {
            self.out.push(',');
        }
    }

    fn words(&mut self, words: &str) {
        if !words.is_empty() {
            self.next();
            self.out.push_str("{\"t\":\"Str\",\"c\":");
            json::push_string(words, &mut self.out);
            self.out.push('}');
        }
    }
}

impl Backend for Pandoc<'_> {
    fn text(&mut self, text: &str) {
        let mut start = 0;
        for (at, space) in text.match_indices([' ', '\n', '\r', '\t']) {
            self.words(&text[start..at]);
            start = at + space.len();
            // Consecutive spaces are one.
            if !self.out.ends_with("{\"t\":\"Space\"}") {
                self.next();
                self.out.push_str("{\"t\":\"Space\"}");
            }
        }
        self.words(&text[start..]);
    }

    fn open(&mut self, mark: &Mark) {
        if mark.format == Formatting::Block && !self.out.ends_with('[') {
            self.out.push_str(",{\"t\":\"LineBreak\"}");
        }
        self.next();
        match mark.format {
            Formatting::Italic | Formatting::Oblique => {
                self.out.push_str("{\"t\":\"Emph\",\"c\":[")
            }
            Formatting::Bold => self.out.push_str("{\"t\":\"Strong\",\"c\":["),
            Formatting::SmallCaps => self.out.push_str("{\"t\":\"SmallCaps\",\"c\":["),
            Formatting::Underline => self.out.push_str("{\"t\":\"Underline\",\"c\":["),
            Formatting::Superscript => self.out.push_str("{\"t\":\"Superscript\",\"c\":["),
            Formatting::Subscript => self.out.push_str("{\"t\":\"Subscript\",\"c\":["),
            Formatting::Link(_) => self.out.push_str("{\"t\":\"Link\",\"c\":[[\"\",[],[]],["),
            Formatting::UprightStyle
            | Formatting::NormalVariant
            | Formatting::Light
            | Formatting::NormalWeight
            | Formatting::NoDecoration
            | Formatting::Baseline
            | Formatting::Block
            | Formatting::LeftMargin
            | Formatting::RightInline
            | Formatting::Indent => {
                let class = match mark.format {
                    Formatting::Block => "\"csl-block\"",
                    Formatting::LeftMargin => "\"csl-left-margin\"",
                    Formatting::RightInline => "\"csl-right-inline\"",
                    Formatting::Indent => "\"csl-indent\"",
                    Formatting::UprightStyle => "\"csl-no-emph\"",
                    Formatting::NormalVariant => "\"csl-no-smallcaps\"",
                    Formatting::NormalWeight => "\"csl-no-strong\"",
                    _ => "",
                };
                self.out.push_str(&format!("{{\"t\":\"Span\",\"c\":[[\"\",[{class}],[]],["));
            }
        }
    }

    fn close(&mut self, mark: &Mark) {
        match mark.format {
            Formatting::Link(number) => {
                self.out.push_str("],[");
                json::push_string(self.markup.link(number), &mut self.out);
                self.out.push_str(",\"\"]]}");
            }
            Formatting::Italic
            | Formatting::Oblique
            | Formatting::Bold
            | Formatting::SmallCaps
            | Formatting::Underline
            | Formatting::Superscript
            | Formatting::Subscript => self.out.push_str("]}"),
            Formatting::LeftMargin if self.out.ends_with("{\"t\":\"Space\"}") => {
                self.out.push_str("]]}");
            }
            Formatting::LeftMargin => self.out.push_str(",{\"t\":\"Space\"}]]}"),
            Formatting::UprightStyle
            | Formatting::NormalVariant
            | Formatting::Light
            | Formatting::NormalWeight
            | Formatting::NoDecoration
            | Formatting::Baseline
            | Formatting::Block
            | Formatting::RightInline
            | Formatting::Indent => self.out.push_str("]]}"),
        }
    }
}
