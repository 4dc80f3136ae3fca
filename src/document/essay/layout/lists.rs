//! Lists: where one begins, and its items.

use crate::document::essay::layout::parts::Item;
use crate::document::essay::layout::walker::{Line, Walker};
use crate::document::essay::marks::{Mark, Within, mark};
use crate::document::essay::names::is_particle;
use crate::document::essay::words::fold;

impl<'t> Walker<'t> {
    /// True if a list begins on a line. A bullet could be a dash that begins a sentence, so two of
    /// them are needed.
    pub(super) fn is_list(&self, at: usize) -> bool {
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
    pub(super) fn is_bare_list(&self, at: usize) -> bool {
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

    /// True if the notes begin on a line whose numbers are Roman.
    pub(super) fn is_roman_list(&self, at: usize) -> bool {
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
    pub(super) fn names_chapter(&self, at: usize) -> bool {
        const LONGEST: usize = 60;
        let Some(line) = self.line(at) else { return false };
        let is_one = line.text.len() <= LONGEST && mark(line.text, Within::Notes).is_none();
        let next = (at + 1..self.lines.len()).find(|at| !self.is_blank(*at));
        let next = next.and_then(|at| self.line(at)).and_then(|it| mark(it.text, Within::Notes));
        is_one && next.is_some_and(|(it, _)| it == Mark::Number(1))
    }

    /// The items of a list with marks. Without a heading, the numbers must be in sequence.
    pub(super) fn marked_items(
        &mut self,
        first: &Mark,
        (within, is_headed): (Within, bool),
    ) -> Vec<Item> {
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
    pub(super) fn bare_items(&mut self) -> Vec<Item> {
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
        || before.len() >= 60 && !before.ends_with(['.', ')', '”', '"', '。', '）', '．'])
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
