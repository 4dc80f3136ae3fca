//! Inlines of pandoc's document model, in the JSON that its filters read and write.
//!
//! *Source*: pandoc-types 1.23, `Text.Pandoc.Definition`.

use crate::markup::{Format, Mark, Markup};
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
        if mark.format == Format::Block && !self.out.ends_with('[') {
            self.out.push_str(",{\"t\":\"LineBreak\"}");
        }
        self.next();
        match mark.format {
            Format::Italic | Format::Oblique => self.out.push_str("{\"t\":\"Emph\",\"c\":["),
            Format::Bold => self.out.push_str("{\"t\":\"Strong\",\"c\":["),
            Format::SmallCaps => self.out.push_str("{\"t\":\"SmallCaps\",\"c\":["),
            Format::Underline => self.out.push_str("{\"t\":\"Underline\",\"c\":["),
            Format::Superscript => self.out.push_str("{\"t\":\"Superscript\",\"c\":["),
            Format::Subscript => self.out.push_str("{\"t\":\"Subscript\",\"c\":["),
            Format::Link(_) => self.out.push_str("{\"t\":\"Link\",\"c\":[[\"\",[],[]],["),
            Format::UprightStyle
            | Format::NormalVariant
            | Format::Light
            | Format::NormalWeight
            | Format::NoDecoration
            | Format::Baseline
            | Format::Block
            | Format::LeftMargin
            | Format::RightInline
            | Format::Indent => {
                let class = match mark.format {
                    Format::Block => "\"csl-block\"",
                    Format::LeftMargin => "\"csl-left-margin\"",
                    Format::RightInline => "\"csl-right-inline\"",
                    Format::Indent => "\"csl-indent\"",
                    Format::UprightStyle => "\"csl-no-emph\"",
                    Format::NormalVariant => "\"csl-no-smallcaps\"",
                    Format::NormalWeight => "\"csl-no-strong\"",
                    _ => "",
                };
                self.out.push_str(&format!("{{\"t\":\"Span\",\"c\":[[\"\",[{class}],[]],["));
            }
        }
    }

    fn close(&mut self, mark: &Mark) {
        match mark.format {
            Format::Link(number) => {
                self.out.push_str("],[");
                json::push_string(self.markup.link(number), &mut self.out);
                self.out.push_str(",\"\"]]}");
            }
            Format::Italic
            | Format::Oblique
            | Format::Bold
            | Format::SmallCaps
            | Format::Underline
            | Format::Superscript
            | Format::Subscript => self.out.push_str("]}"),
            Format::LeftMargin if self.out.ends_with("{\"t\":\"Space\"}") => {
                self.out.push_str("]]}");
            }
            Format::LeftMargin => self.out.push_str(",{\"t\":\"Space\"}]]}"),
            Format::UprightStyle
            | Format::NormalVariant
            | Format::Light
            | Format::NormalWeight
            | Format::NoDecoration
            | Format::Baseline
            | Format::Block
            | Format::RightInline
            | Format::Indent => self.out.push_str("]]}"),
        }
    }
}
