//! The lines of an essay, and the parts that they begin.

use std::ops::Range;

use crate::document::essay::headings::{self, Kind};
use crate::document::essay::layout::parts::{Item, Layout, Paragraph, Section};
use crate::document::essay::marks::{Mark, Within, mark};
use crate::document::essay::subheadings;

/// A line without its line break.
pub(super) struct Line<'t> {
    pub(super) start: usize,
    pub(super) text: &'t str,
}

impl Line<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub(super) fn is_indented(&self) -> bool {
        self.text.starts_with("  ") || self.text.starts_with('\t')
    }
}

pub(super) struct Walker<'t> {
    pub(super) lines: Vec<Line<'t>>,
    pub(super) at: usize,
    /// The list of works whose parts may follow.
    pub(super) works: Option<Works>,
    pub(super) out: Layout,
}

/// A list of works that subheadings may divide.
#[derive(Clone, Copy)]
pub(super) struct Works {
    pub(super) kind: Kind,
    /// The level of its heading.
    pub(super) level: usize,
}

/// Divides a text, from an offset on.
pub(in crate::document::essay) fn layout(text: &str, from: usize) -> Layout {
    let mut lines = Vec::new();
    let mut start = from;
    for line in text[from..].split_inclusive('\n') {
        let mut bare = line.trim_end_matches(['\n', '\r']);
        let mut start_of_text = start;
        if let Some(page) = bare.strip_prefix('\u{c}') {
            // A form feed divides pages as a blank line divides paragraphs.
            lines.push(Line { start, text: "" });
            (start_of_text, bare) = (start + 1, page);
        }
        lines.push(Line { start: start_of_text, text: bare });
        start += line.len();
    }
    let mut walker = Walker { lines, at: 0, works: None, out: Layout::default() };
    while walker.at < walker.lines.len() {
        walker.block();
    }
    walker.out
}

impl<'t> Walker<'t> {
    pub(super) fn line(&self, at: usize) -> Option<&Line<'t>> {
        self.lines.get(at)
    }

    pub(super) fn is_blank(&self, at: usize) -> bool {
        self.line(at).is_none_or(Line::is_blank)
    }

    /// The kind of section that a line is the heading of: the line is alone, marked as a heading,
    /// or directly above a list.
    pub(super) fn heading(&self, at: usize) -> Option<Kind> {
        let line = self.line(at)?;
        let kind = headings::known(line.text)?;
        if self.is_first(at) && !self.has_marks_behind(at) {
            // The title of an essay may be `Notes`.
            return None;
        }
        let is_before_list = self.line(at + 1).is_some_and(|next| {
            headings::is_rule(next.text) || mark(next.text, Within::Notes).is_some()
        });
        let is_apart = at == 0 || self.is_blank(at - 1) || self.is_rule(at - 1);
        let ends_so = line.text.trim_end().ends_with([':', '*', '_']);
        let is_one = headings::is_marked(line.text)
            || is_apart && (self.is_blank(at + 1) || is_before_list || ends_so)
            || is_apart && kind != Kind::Notes && line.text.trim().contains(' ');
        (is_one || is_apart && self.is_title(at)).then_some(kind)
    }

    /// True if a line divides a list of works.
    fn is_subheading(&self, at: usize) -> bool {
        let Some((line, works)) = self.line(at).zip(self.works) else { return false };
        headings::level(line.text) > works.level || subheadings::is_one(line.text)
    }

    /// True if no item of a list goes on in a line: it is a rule or any heading.
    pub(super) fn ends_list(&self, at: usize) -> bool {
        self.is_rule(at)
            || self.heading(at).is_some()
            || self.is_marked_heading(at)
            || self.is_subheading(at)
    }

    /// True if there are only blank lines before a line.
    fn is_first(&self, at: usize) -> bool {
        (0..at).all(|at| self.is_blank(at))
    }

    /// True if the next line that is not blank is a list item.
    fn has_marks_behind(&self, at: usize) -> bool {
        let next = (at + 1..self.lines.len()).find(|at| !self.is_blank(*at));
        let next = next.and_then(|at| self.line(at));
        next.is_some_and(|line| mark(line.text, Within::Notes).is_some())
    }

    /// True if a line is capitalized like a title.
    fn is_title(&self, at: usize) -> bool {
        self.line(at).is_some_and(|line| {
            let text = line.text.trim();
            text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
                || text.chars().next().is_some_and(char::is_uppercase)
                    && self.line(at + 1).is_some_and(|next| !next.text.trim().is_empty())
        })
    }

    pub(super) fn is_rule(&self, at: usize) -> bool {
        self.line(at).is_some_and(|line| headings::is_rule(line.text))
    }

    pub(super) fn is_marked_heading(&self, at: usize) -> bool {
        let Some(line) = self.line(at) else { return false };
        let is_underlined = !line.is_blank()
            && self.line(at + 1).is_some_and(|next| {
                let rule = next.text.trim();
                headings::is_rule(rule) && (rule.starts_with('=') || rule.starts_with('-'))
            })
            && mark(line.text, Within::Text).is_none();
        headings::is_marked(line.text) || is_underlined
    }

    fn block(&mut self) {
        let Some(line) = self.line(self.at) else { return };
        if line.is_blank() || headings::is_rule(line.text) {
            self.at += 1;
            return;
        }
        let kind = self.heading(self.at);
        if kind == Some(Kind::Other) {
            self.paragraph(true);
            return;
        }
        if let Some(kind) = kind {
            let heading = line.start..line.end();
            let level = headings::level(line.text).max(1);
            let is_works = matches!(kind, Kind::Works | Kind::Reading | Kind::Either);
            self.works = is_works.then_some(Works { kind, level });
            self.at += 1;
            self.section(Some(kind), Some(heading));
            return;
        }
        if let Some(works) = self.works.filter(|_| self.is_subheading(self.at)) {
            let heading = line.start..line.end();
            self.at += 1;
            self.section(Some(works.kind), Some(heading));
            return;
        }
        let is_heading = self.is_marked_heading(self.at);
        match mark(line.text, Within::Text) {
            Some((Mark::Label(_), _)) => self.footnote(),
            Some(_) if !is_heading && self.is_list(self.at) => self.section(None, None),
            _ if !is_heading && self.is_bare_list(self.at) => self.section(None, None),
            _ => self.paragraph(is_heading),
        }
    }

    fn paragraph(&mut self, is_heading: bool) {
        self.works = None;
        let first = self.at;
        let (start, mut end) = (self.lines[first].start, self.lines[first].end());
        self.at += 1;
        while !is_heading
            && !self.is_blank(self.at)
            && !self.is_rule(self.at)
            && !self.is_marked_heading(self.at)
            && self.heading(self.at).is_none()
        {
            let line = &self.lines[self.at];
            if matches!(mark(line.text, Within::Text), Some((Mark::Label(_), _))) {
                break;
            }
            end = line.end();
            self.at += 1;
        }
        let lines = &self.lines[first..self.at];
        let is_quote = lines.iter().all(|line| line.text.trim_start().starts_with('>'))
            || lines.len() > 1 && lines.iter().all(Line::is_indented)
            || lines
                .iter()
                .all(|line| line.text.starts_with("    ") || line.text.starts_with('\t'))
                && self.neighbours_are_flush(first);
        self.out.paragraphs.push(Paragraph { range: start..end, is_quote, is_heading });
    }

    /// True if the paragraph before has no indentation, so that an indented one is set apart.
    fn neighbours_are_flush(&self, first: usize) -> bool {
        let before = self.out.paragraphs.iter().rev().find(|it| !it.is_heading);
        let start = before.map(|it| it.range.start);
        let line = self.lines[..first].iter().rev().find(|line| Some(line.start) == start);
        line.is_some_and(|line| !line.text.starts_with([' ', '\t']))
    }

    /// A footnote in Markdown, with the indented paragraphs that belong to it.
    fn footnote(&mut self) {
        let line = &self.lines[self.at];
        let Some((found, length)) = mark(line.text, Within::Text) else { return };
        let text = line.start + length;
        let mut item =
            Item { mark: Some(found), mark_range: line.start..text, text: text..line.end() };
        self.at += 1;
        while let Some(line) = self.line(self.at) {
            let is_new = matches!(mark(line.text, Within::Text), Some((Mark::Label(_), _)));
            let goes_on = match line.is_blank() {
                true => self.line(self.at + 1).is_some_and(|next| {
                    !next.is_blank()
                        && (next.text.starts_with("    ") || next.text.starts_with('\t'))
                }),
                false => {
                    !is_new && self.heading(self.at).is_none() && !self.is_marked_heading(self.at)
                }
            };
            if !goes_on {
                break;
            }
            if !line.is_blank() {
                item.text.end = line.end();
            }
            self.at += 1;
        }
        self.out.footnotes.push(item);
    }

    fn skip_blanks(&mut self) {
        while self.at < self.lines.len() && (self.is_blank(self.at) || self.is_rule(self.at)) {
            self.at += 1;
        }
    }

    /// The list after a heading, or one without a heading.
    fn section(&mut self, kind: Option<Kind>, heading: Option<Range<usize>>) {
        self.skip_blanks();
        let start = match &heading {
            Some(heading) => self.parent_start(kind).unwrap_or(heading.start),
            None => self.lines[self.at].start,
        };
        let is_bare = kind.is_none() && self.is_bare_list(self.at);
        let within = match kind {
            Some(Kind::Notes) if self.is_roman_list(self.at) => Within::Roman,
            None if !is_bare => Within::Text,
            _ => Within::Notes,
        };
        if kind == Some(Kind::Notes) && self.names_chapter(self.at) {
            self.at += 1;
            self.skip_blanks();
        }
        let first = self.line(self.at).and_then(|line| mark(line.text, within));
        let items = match first {
            // Footnotes in Markdown are where their label is.
            Some((Mark::Label(_), _)) => Vec::new(),
            Some((first, _)) => self.marked_items(&first, (within, kind.is_some())),
            None if kind.is_some() => self.bare_items(),
            None => Vec::new(),
        };
        let end = items.last().map(|item| item.text.end);
        let end = end.or(heading.as_ref().map(|heading| heading.end)).unwrap_or(start);
        self.out.sections.push(Section { kind, heading, items, range: start..end });
    }

    /// Where the heading begins whose list is only the parts below it: `Secondary sources`, with
    /// `Books` directly behind it. The heading of the first list stands for all of them.
    fn parent_start(&self, kind: Option<Kind>) -> Option<usize> {
        let [.., before, parent] = &self.out.sections[..] else { return None };
        let is_part = self.works.is_some() && parent.kind == kind && before.kind == kind;
        (is_part && parent.items.is_empty()).then_some(parent.range.start)
    }
}
