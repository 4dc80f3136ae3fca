//! Divides an essay into paragraphs, notes and lists of works.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::essay::headings::{self, Kind};
use crate::document::essay::marks::{Mark, Within, mark};
use crate::document::essay::names::is_particle;
use crate::document::essay::subheadings;
use crate::document::essay::words::fold;

/// The parts of an essay.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The running text, in order.
    pub(super) paragraphs: Vec<Paragraph>,
    /// The sections with notes or works, in order.
    pub(super) sections: Vec<Section>,
    /// The footnotes in Markdown syntax, in order.
    pub(super) footnotes: Vec<Item>,
}

/// A paragraph of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) range: Range<usize>,
    /// Whether the whole paragraph is a block quotation.
    pub(super) is_quote: bool,
    /// Whether it is a heading.
    pub(super) is_heading: bool,
}

/// A list of notes or works.
#[derive(Debug)]
pub(super) struct Section {
    /// The kind of its heading; `None` if it has no heading.
    pub(super) kind: Option<Kind>,
    pub(super) heading: Option<Range<usize>>,
    pub(super) items: Vec<Item>,
    /// From its heading to its end.
    pub(super) range: Range<usize>,
}

impl Section {
    /// The numbers of its items.
    pub(super) fn numbers(&self) -> BTreeSet<u32> {
        let marks = self.items.iter().filter_map(|item| item.mark.as_ref());
        let numbers = marks.filter_map(|mark| match mark {
            Mark::Number(number) => Some(*number),
            _ => None,
        });
        numbers.collect()
    }
}

/// An item of a list.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The mark with which it begins; `None` if it has none.
    pub(super) mark: Option<Mark>,
    /// The span of the mark.
    pub(super) mark_range: Range<usize>,
    pub(super) text: Range<usize>,
}

/// A line without its line break.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl Line<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn is_indented(&self) -> bool {
        self.text.starts_with("  ") || self.text.starts_with('\t')
    }
}

struct Walker<'t> {
    lines: Vec<Line<'t>>,
    at: usize,
    /// The list of works whose parts may follow.
    works: Option<Works>,
    out: Layout,
}

/// A list of works that subheadings may divide.
#[derive(Clone, Copy)]
struct Works {
    kind: Kind,
    /// The level of its heading.
    level: usize,
}

/// Divides a text, from an offset on.
pub(super) fn layout(text: &str, from: usize) -> Layout {
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
    fn line(&self, at: usize) -> Option<&Line<'t>> {
        self.lines.get(at)
    }

    fn is_blank(&self, at: usize) -> bool {
        self.line(at).is_none_or(Line::is_blank)
    }

    /// The kind of section that a line is the heading of: the line is alone, marked as a heading,
    /// or directly above a list.
    fn heading(&self, at: usize) -> Option<Kind> {
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
    fn ends_list(&self, at: usize) -> bool {
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

    fn is_rule(&self, at: usize) -> bool {
        self.line(at).is_some_and(|line| headings::is_rule(line.text))
    }

    fn is_marked_heading(&self, at: usize) -> bool {
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

    /// True if a list begins on a line. A bullet could be a dash that begins a sentence, so two of
    /// them are needed.
    fn is_list(&self, at: usize) -> bool {
        let Some((first, _)) = self.line(at).and_then(|line| mark(line.text, Within::Text)) else {
            return false;
        };
        first == Mark::Number(1)
            || self.next_number().is_some_and(|next| first == Mark::Number(next))
            || first == Mark::Bullet && {
                let mut next = (at + 1..self.lines.len()).filter(|at| !self.is_blank(*at)).take(6);
                next.any(|at| {
                    let found = self.line(at).and_then(|line| mark(line.text, Within::Text));
                    found.is_some_and(|(mark, _)| mark == Mark::Bullet)
                })
            }
    }

    /// The number with which the notes of a page begin that go on from those of the page before.
    fn next_number(&self) -> Option<u32> {
        let last = self.out.sections.last().filter(|it| it.kind.is_none())?;
        last.numbers().last().map(|number| number + 1)
    }

    /// True if a list begins on a line whose numbers have no full stop, as in notes exported from a
    /// word processor: `1 M. Brinton`, and on another line `2 Ibid.`, or nothing else.
    fn is_bare_list(&self, at: usize) -> bool {
        let number = |at: usize| {
            let line = self.line(at)?;
            match mark(line.text, Within::Notes) {
                Some((Mark::Number(number), _)) => Some(number),
                _ => None,
            }
        };
        let is_apart = |at: usize| at == 0 || self.is_blank(at - 1) || self.is_rule(at - 1);
        if !is_apart(at) || number(at).is_none() {
            return false;
        }
        if number(at) == self.next_number() {
            return true;
        }
        if number(at) != Some(1) {
            return false;
        }
        let rest = at + 1..self.lines.len();
        let is_of_page = self.out.sections.last().is_some_and(|it| it.numbers().contains(&1));
        let goes_on = |at: usize| match number(at) {
            Some(2) => true,
            // The notes of the next page.
            Some(1) => is_apart(at),
            _ => false,
        };
        is_of_page || rest.clone().any(goes_on) || {
            // A single note is the last paragraph.
            let gap = rest.clone().find(|at| self.is_blank(*at)).unwrap_or(rest.end);
            (gap..rest.end).all(|at| self.is_blank(at) || self.heading(at).is_some())
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

    /// True if the notes begin on a line whose numbers are Roman.
    fn is_roman_list(&self, at: usize) -> bool {
        let number = |at: usize| {
            let (found, _) = self.line(at).and_then(|line| mark(line.text, Within::Roman))?;
            let is_known = mark(self.line(at)?.text, Within::Notes).is_some();
            if let Mark::Number(number) = found
                && !is_known
            {
                Some(number)
            } else {
                None
            }
        };
        number(at) == Some(1) && (at + 1..self.lines.len()).any(|at| number(at) == Some(2))
    }

    /// True if a line among notes names the chapter whose notes follow: a short line before note 1.
    fn names_chapter(&self, at: usize) -> bool {
        const LONGEST: usize = 60;
        let Some(line) = self.line(at) else { return false };
        let is_one = line.text.len() <= LONGEST && mark(line.text, Within::Notes).is_none();
        let next = (at + 1..self.lines.len()).find(|at| !self.is_blank(*at));
        let next = next.and_then(|at| self.line(at)).and_then(|it| mark(it.text, Within::Notes));
        is_one && next.is_some_and(|(it, _)| it == Mark::Number(1))
    }

    /// Where the heading begins whose list is only the parts below it: `Secondary sources`, with
    /// `Books` directly behind it. The heading of the first list stands for all of them.
    fn parent_start(&self, kind: Option<Kind>) -> Option<usize> {
        let [.., before, parent] = &self.out.sections[..] else { return None };
        let is_part = self.works.is_some() && parent.kind == kind && before.kind == kind;
        (is_part && parent.items.is_empty()).then_some(parent.range.start)
    }

    /// The items of a list with marks. Without a heading, the numbers must be in sequence.
    fn marked_items(&mut self, first: &Mark, (within, is_headed): (Within, bool)) -> Vec<Item> {
        let is_numbered = matches!(first, Mark::Number(_));
        let mut items: Vec<Item> = Vec::new();
        let mut is_after_blank = false;
        while let Some(line) = self.line(self.at) {
            if line.is_blank() {
                is_after_blank = true;
                self.at += 1;
                continue;
            }
            let found = mark(line.text, within).filter(|(found, _)| match found {
                Mark::Number(_) => is_numbered,
                Mark::Bullet => !is_numbered,
                Mark::Label(_) => false,
            });
            let is_loose = within == Within::Notes && is_headed;
            if let Some((found, length)) =
                found.filter(|(found, _)| follows(found, &items, is_loose))
            {
                let text = line.start + length;
                let mark_range = line.start..text;
                items.push(Item { mark: Some(found), mark_range, text: text..line.end() });
            } else if self.ends_list(self.at) {
                break;
            } else if is_after_blank && !line.is_indented() {
                // A subheading between the notes of two chapters is skipped.
                if !(is_loose && self.names_chapter(self.at)) {
                    break;
                }
            } else if let Some(last) = items.last_mut() {
                last.text.end = line.end();
            }
            is_after_blank = false;
            self.at += 1;
        }
        items
    }

    /// The items of a list without marks: its paragraphs, or its lines if it is one block.
    fn bare_items(&mut self) -> Vec<Item> {
        let first = self.at;
        let mut last = first;
        while let Some(line) = self.line(self.at) {
            if !line.is_blank()
                && (self.ends_list(self.at)
                    || matches!(mark(line.text, Within::Text), Some((Mark::Label(_), _))))
            {
                break;
            }
            self.at += 1;
            if !self.is_blank(self.at - 1) {
                last = self.at;
            }
        }
        let lines = &self.lines[first..last];
        let has_gaps = lines.iter().any(Line::is_blank);
        let mut items: Vec<Item> = Vec::new();
        let mut is_after_blank = true;
        for line in lines {
            if line.is_blank() {
                is_after_blank = true;
                continue;
            }
            let trimmed = line.text.trim_start();
            let start = line.end() - trimmed.len();
            let goes_on = match items.last() {
                None => false,
                Some(last) if has_gaps => {
                    !is_after_blank && !is_new_entry(self.text_of(lines, last), trimmed)
                }
                Some(last) => line.is_indented() || joins(self.text_of(lines, last), trimmed),
            };
            match items.last_mut().filter(|_| goes_on) {
                Some(last) => last.text.end = line.end(),
                None => items.push(Item {
                    mark: None,
                    mark_range: start..start,
                    text: start..line.end(),
                }),
            }
            is_after_blank = false;
        }
        items
    }

    /// The last line of an item.
    fn text_of<'l>(&self, lines: &'l [Line<'t>], item: &Item) -> &'l str {
        let last = lines.partition_point(|line| line.start < item.text.end);
        last.checked_sub(1).map_or("", |last| lines[last].text)
    }
}

/// Whether a line begins another entry than the one that ends before it: `Bloch, Marc: …` behind a
/// full stop.
fn is_new_entry(before: &str, line: &str) -> bool {
    const SAME: [&str; 8] = ["Ders.", "Dies.", "Id.", "Idem", "———", "—", "Le même", "El mismo"];
    let ends =
        before.trim_end().ends_with(['.', ')']) && before.contains(|c: char| c.is_ascii_digit());
    let name = line.split([',', ':', '.', '(']).next().unwrap_or_default();
    let is_name = (line.starts_with(char::is_uppercase) || begins_with_particle(line))
        && line[name.len()..].starts_with(',')
        && name.split_whitespace().count() <= 3;
    ends && (is_name || SAME.iter().any(|same| line.starts_with(same)))
}

/// True if a line continues the line before it.
fn joins(before: &str, line: &str) -> bool {
    let before = before.trim_end();
    before.ends_with([',', '-', ':', '&', '('])
        || before.len() >= 60 && !before.ends_with(['.', ')', '”', '"'])
        || line.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | ')' | ','))
            && !(begins_with_particle(line) && before.ends_with(['.', ')']))
}

/// Whether a line begins with an inverted name that has a particle: `von Oertzen, Peter`.
fn begins_with_particle(line: &str) -> bool {
    let name: Vec<&str> = line.split([',', ':']).next().unwrap_or_default().split(' ').collect();
    let is_one = |word: &&&str| word.starts_with(char::is_lowercase) && is_particle(&fold(word));
    let particles = name.iter().take_while(is_one).count();
    let rest = &name[particles..];
    particles > 0
        && line.contains([',', ':'])
        && (1..=3).contains(&rest.len())
        && rest.iter().all(|word| word.starts_with(char::is_uppercase))
}

/// True if a mark can be the next one of a list: a line of an item may also begin with a number.
fn follows(found: &Mark, items: &[Item], is_loose: bool) -> bool {
    let Mark::Number(number) = found else { return true };
    let last = items.iter().rev().find_map(|item| match item.mark {
        Some(Mark::Number(number)) => Some(number),
        _ => None,
    });
    match last {
        None => true,
        Some(last) => {
            let near = last.saturating_sub(3)..=last.saturating_add(20);
            *number == last.saturating_add(1) || is_loose && (near.contains(number) || *number == 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::layout;

    fn items(text: &str) -> Vec<Vec<&str>> {
        let found = layout(text, 0);
        let items = |section: &super::Section| {
            section.items.iter().map(|item| &text[item.text.clone()]).collect()
        };
        found.sections.iter().map(items).collect()
    }

    #[test]
    fn lists_are_found_with_their_items() {
        let text = "Title\n\nText ‘a’1,\nmore.\n\nNotes\n\n- Mett, The\n  Uprising.\n- Ibid.\n\n\
                    Further reading\nIda Mett – The Uprising\nEmma Goldman – There Is\n";
        let expected = vec![
            vec!["Mett, The\n  Uprising.", "Ibid."],
            vec!["Ida Mett – The Uprising", "Emma Goldman – There Is"],
        ];
        assert_eq!(items(text), expected);
        assert_eq!(layout(text, 0).paragraphs.len(), 2);
        let windows = text.replace('\n', "\r\n");
        assert_eq!(items(&windows)[1], expected[1]);
    }

    #[test]
    fn a_list_without_a_heading_is_one() {
        let text = "Text [1] and [2].\n\n[1] Mett, p. 3\nand on.\n\n[2] Ibid.\n";
        assert_eq!(items(text), vec![vec!["Mett, p. 3\nand on.", "Ibid."]]);
        let text = "Text.\n\n[^a]: Mett,\nmore.\n[^b]: Ibid.\n\n    Second.\n\nText.\n";
        let found = layout(text, 0);
        let notes: Vec<_> = found.footnotes.iter().map(|it| &text[it.text.clone()]).collect();
        assert_eq!(notes, ["Mett,\nmore.", "Ibid.\n\n    Second."]);
        assert_eq!(found.paragraphs.len(), 2);
    }
}
