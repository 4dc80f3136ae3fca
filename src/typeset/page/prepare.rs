//! Prepares pandoc's extensions to Markdown for our Markdown parser: divs, spans, inline notes,
//! numbered examples, line blocks, raw text, captions. Each is converted to a form that the parser
//! supports, or replaced with a mark.
//!
//! *Source*: Pandoc User's Guide, "Pandoc's Markdown".

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;

use crate::typeset::page::marked::{Container, Insert, Marks, attributes_of};
use crate::typeset::page::numerals::{Delimiter, Label, Numbering, Numerals};
use crate::typeset::page::{spans, tables, tags};

/// A text that is being prepared, line by line.
pub(super) struct Prepared<'m> {
    marks: &'m mut Marks,
    out: String,
    /// The numbers of examples by their labels.
    examples: BTreeMap<String, usize>,
    /// What could not be converted, for a remark.
    pub(super) remarks: BTreeSet<&'static str>,
    /// The mark and length of the open code block.
    fence: Option<(char, usize)>,
    last_line: String,
    /// The open list with letters, roman numerals or other marks.
    list: Option<OpenList>,
    /// Whether the last paragraph is an item of a list, in which another list may begin.
    was_item: bool,
    /// The number of the next example.
    next_example: usize,
}

/// A list whose marks are converted.
#[derive(Clone, Copy)]
struct OpenList {
    indent: usize,
    numbering: Numbering,
    next: u64,
}

/// Prepares the text of a document; also returns what could not be converted. `prefix`
/// distinguishes the notes of one text from those of others.
pub(super) fn prepare(
    text: &str,
    marks: &mut Marks,
    prefix: &str,
) -> (String, BTreeSet<&'static str>) {
    let text = &*tags::apart(text);
    let mut prepared = Prepared {
        marks,
        out: String::with_capacity(text.len() * 5 / 4),
        examples: examples(text),
        remarks: BTreeSet::new(),
        fence: None,
        last_line: String::new(),
        list: None,
        was_item: false,
        next_example: 1,
    };
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if prepared.in_code(line) {
            prepared.push_line(line);
        } else if let Some(format) = raw_block(line) {
            let is_end = |line: &str| line.trim_start().starts_with("```");
            let inside: Vec<&str> = lines.by_ref().take_while(|line| !is_end(line)).collect();
            let raw = Insert::Raw(format.to_owned(), inside.join("\n"));
            let mark = prepared.marks.put_block(raw);
            prepared.out.push_str(&mark);
        } else if let Some((environment, count)) = environment_of_lines(line, lines.clone()) {
            let mark = prepared.marks.put_block(spans::of_environment(environment));
            prepared.out.push_str(&mark);
            lines.by_ref().take(count).for_each(drop);
        } else if line.trim_start().starts_with("| ") && !prepared.is_table(line, lines.peek()) {
            prepared.line_block(line);
        } else if let Some(rows) = drawn_table(line, lines.clone()) {
            let mut table = vec![line];
            table.extend(lines.by_ref().take(rows));
            prepared.table(&table, tables::of_dashes);
        } else if tables::is_grid(line) {
            let mut table = vec![line];
            while let Some(row) = lines.next_if(|row| row.trim_start().starts_with(['+', '|'])) {
                table.push(row);
            }
            prepared.table(&table, tables::of_grid);
        } else if let Some(end) = verbatim_end(line) {
            prepared.push_line(line);
            let mut is_open = !line.contains(end);
            while let Some(line) = lines.next_if(|_| is_open) {
                is_open = !line.contains(end);
                prepared.push_line(line);
            }
        } else {
            let (paragraph, last) = gathered(line, &mut lines);
            prepared.line(&paragraph);
            prepared.last_line = last.to_owned();
            continue;
        }
        prepared.last_line = line.to_owned();
    }
    let Prepared { out, remarks, .. } = prepared;
    let (out, notes) = spans::inline_notes(&out, prefix);
    (out + &notes, remarks)
}

/// The environment of TeX that begins with a line, and the number of lines after it that it has.
fn environment_of_lines<'l>(
    line: &'l str,
    following: impl Iterator<Item = &'l str>,
) -> Option<(String, usize)> {
    let line = line.trim();
    if !line.starts_with("\\begin{") {
        return None;
    }
    // No environment is longer; a search for the end of each that is not closed would take too long.
    const MOST: usize = 2_000;
    let mut text = String::new();
    for (count, line) in std::iter::once(line).chain(following).take(MOST).enumerate() {
        text.push_str(line);
        // What is behind it in its last line belongs to no paragraph of its own.
        if line.contains("\\end{")
            && let Some(length) = spans::environment(&text)
        {
            return text[length..].trim().is_empty().then_some((text, count));
        }
        text.push('\n');
    }
    None
}

/// A line together with the following lines of its paragraph, since formulas and spans may continue
/// in them; and the last of these lines.
fn gathered<'l>(
    line: &'l str,
    lines: &mut Peekable<impl Iterator<Item = &'l str>>,
) -> (Cow<'l, str>, &'l str) {
    let begin = line.trim_start();
    if begin.is_empty() || begin.starts_with(['#', ':']) || is_tex(begin) {
        return (Cow::Borrowed(line), line);
    }
    let is_odd = |line: &str| line.matches("$$").count() % 2 == 1;
    let opened = |line: &str| {
        line.matches("\\begin{").count() as i32 - line.matches("\\end{").count() as i32
    };
    let (mut in_formula, mut depth) = (is_odd(line), opened(line));
    let (mut paragraph, mut last) = (Cow::Borrowed(line), line);
    let in_item = is_item(begin);
    while let Some(next) = lines.next_if(|next| {
        let begin = next.trim_start();
        let ends = begins_block(begin) || (in_item && Label::of(begin).is_some());
        !begin.is_empty() && (in_formula || depth > 0 || !ends)
    }) {
        in_formula ^= is_odd(next);
        depth += opened(next);
        let paragraph = paragraph.to_mut();
        paragraph.push('\n');
        paragraph.push_str(next);
        last = next;
    }
    (paragraph, last)
}

/// True if a line begins with the mark of an item.
fn is_item(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = digits.len() < line.len() && digits.starts_with(['.', ')']);
    is_numbered
        || ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
        || Label::of(line).is_some()
        || example(line).is_some()
}

/// What ends a comment of HTML or an element that is not Markdown, if one begins in a line.
fn verbatim_end(line: &str) -> Option<&'static str> {
    const ENDS: [(&str, &str); 4] =
        [("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"), ("<pre", "</pre>")];
    let line = line.trim_start();
    ENDS.iter().find(|(begin, _)| line.starts_with(begin)).map(|(_, end)| *end)
}

/// True if a line may begin a block of another kind than the paragraph before it.
fn begins_block(line: &str) -> bool {
    line.starts_with(['#', '|', '+', '-', '*', ':', '>', '='])
        || ["```", "~~~", "~ ", "Table:", "(@", "[^"].iter().any(|mark| line.starts_with(mark))
        || line.starts_with(|c: char| c.is_ascii_digit())
}

impl Prepared<'_> {
    fn push_line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// True if a line is code, or opens or closes a code block.
    fn in_code(&mut self, line: &str) -> bool {
        let trimmed = line.trim_start_matches([' ', '>']);
        let mark = trimmed.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = mark.map_or(0, |mark| trimmed.chars().take_while(|c| *c == mark).count());
        match self.fence {
            Some((open, least)) => {
                let closes = mark == Some(open)
                    && length >= least
                    && trimmed.trim_end().chars().all(|c| c == open);
                if closes {
                    self.fence = None;
                }
                true
            }
            None if length >= 3 && raw_block(line).is_none() => {
                let rest = &trimmed[length..];
                let is_fence = mark == Some('~') || !rest.contains('`');
                if is_fence {
                    self.fence = mark.map(|mark| (mark, length));
                }
                is_fence
            }
            None => {
                let was_blank = self.last_line.trim().is_empty();
                was_blank && line.starts_with("    ") && !line.trim().is_empty() && !self.in_list()
            }
        }
    }

    /// True if the text so far ends in a list, in which indented lines are not code.
    fn in_list(&self) -> bool {
        let paragraphs = self.out.trim_end().rsplit("\n\n").take(8);
        paragraphs.into_iter().any(|paragraph| {
            let line = paragraph.trim_start();
            line.starts_with(['-', '*', '+', ':', '['])
                || line.starts_with(|c: char| c.is_ascii_digit())
        })
    }

    /// True if a line that begins with `|` is the row of a table, because there is a line of
    /// dashes.
    fn is_table(&self, line: &str, next: Option<&&str>) -> bool {
        let is_rule = |line: &str| {
            let line = line.trim();
            line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '+'))
        };
        let is_row = |line: &str| line.trim_start().starts_with('|');
        line.trim_end().ends_with('|')
            || is_rule(line)
            || next.is_some_and(|next| is_rule(next))
            || (is_row(&self.last_line) && self.last_line.trim_end().ends_with('|'))
    }

    /// A line of a line block, which keeps its break.
    fn line_block(&mut self, line: &str) {
        let inside = line.trim_start().trim_start_matches('|');
        let inside = inside.strip_prefix(' ').unwrap_or(inside);
        let indent = inside.len() - inside.trim_start().len();
        if self.last_line.trim_start().starts_with('|') {
            // The line break belongs to the line before.
            self.out.truncate(self.out.trim_end().len());
            self.out.push_str("\\\n");
        }
        let spaces = "\u{A0}".repeat(indent);
        let text = self.inline(inside.trim());
        self.push_line(&format!("{spaces}{text}"));
    }

    fn line(&mut self, line: &str) {
        let trimmed = line.trim_start();
        if trimmed.starts_with(":::") {
            return self.div(trimmed);
        }
        let is_behind_table = self.out.trim_end().ends_with('|');
        let caption = trimmed.strip_prefix("Table:").or_else(|| trimmed.strip_prefix(": "));
        if let Some(caption) = caption.filter(|_| is_behind_table) {
            let mark = self.marks.put(Insert::Caption);
            let text = self.inline(caption.trim());
            return self.push_line(&format!("\n{mark}{text}"));
        }
        if is_tex(trimmed) && self.last_line.trim().is_empty() {
            let raw = Insert::Raw("latex".to_owned(), trimmed.to_owned());
            let mark = self.marks.put_block(raw);
            return self.out.push_str(&mark);
        }
        let was_item = self.was_item;
        self.was_item = is_item(trimmed) || (trimmed.is_empty() && was_item);
        if self.item(line, was_item) {
            return;
        }
        let is_definition = trimmed.starts_with("~ ") && line.len() - trimmed.len() < 4;
        if is_definition && !self.out.trim().is_empty() {
            let text = self.inline(&trimmed[1..]);
            return self.push_line(&format!(":{text}"));
        }
        let heading =
            trimmed.starts_with('#').then(|| line.trim_end().strip_suffix("{-}")).flatten();
        match heading {
            Some(heading) => {
                let text = self.inline(heading.trim_end());
                self.push_line(&format!("{text} {{.unnumbered}}"));
            }
            None => {
                let row = trimmed.starts_with('|').then(|| tables::protected_row(line));
                let text = self.inline(row.as_deref().unwrap_or(line));
                self.push_line(&text);
            }
        }
    }

    /// An item with a mark that our parser does not know, as one with a number.
    fn item(&mut self, line: &str, was_item: bool) -> bool {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        let (numbering, number, continues, rest) = if let Some((label, rest)) = example(trimmed) {
            let of_label = self.examples.get(label).filter(|_| !label.is_empty());
            let number = of_label.copied().unwrap_or(self.next_example);
            self.next_example += 1;
            let numerals = Numerals::Decimal;
            let numbering = Numbering { numerals, delimiter: Delimiter::Parentheses };
            let open = self.list.filter(|open| open.indent == indent);
            let continues = open.is_some_and(|open| open.numbering == numbering);
            (numbering, number as u64, continues, rest)
        } else if let Some(label) = Label::of(trimmed) {
            let open = self.list.filter(|open| open.indent == indent);
            let (numbering, number, continues) =
                label.in_list(open.map(|open| (open.numbering, open.next)));
            let begins = was_item || continues || {
                let last = self.last_line.trim();
                last.is_empty() || last.starts_with(":::")
            };
            if !begins {
                return false;
            }
            (numbering, number, continues, &trimmed[label.length..])
        } else {
            if indent == 0 && !trimmed.is_empty() {
                self.list = None;
            }
            return false;
        };
        if !continues && self.list.is_some_and(|open| open.indent == indent) {
            // Otherwise the lists would be one.
            let mark = self.marks.put(Insert::Raw("nothing".to_owned(), String::new()));
            self.push_line(&format!("\n{}{mark}\n", &line[..indent]));
        }
        self.list = Some(OpenList { indent, numbering, next: number + 1 });
        let text = self.inline(rest.trim_start());
        let mark = format!("{number})");
        // The text of the item stays in its column.
        let width = trimmed.len() - rest.trim_start().len();
        let most = 4_usize.saturating_sub(mark.len()).max(1);
        let spaces = match example(trimmed) {
            // It may continue with four blanks, too.
            Some(_) => most.min(2),
            None => width.saturating_sub(mark.len()).clamp(1, 4),
        };
        let kind = self.marks.put(Insert::Numbering(numbering));
        self.push_line(&format!("{}{mark}{}{kind}{text}", &line[..indent], " ".repeat(spaces)));
        true
    }

    /// A table whose columns are drawn, as a pipe table if it can be one.
    fn table(&mut self, lines: &[&str], convert: fn(&[&str]) -> Option<Vec<String>>) {
        self.out.push('\n');
        match convert(lines) {
            Some(rows) => {
                for row in rows {
                    let row = self.inline(&row);
                    self.push_line(&row);
                }
            }
            None => {
                self.out.push_str("```\n");
                lines.iter().for_each(|line| self.push_line(line));
                self.out.push_str("```\n");
                self.remarks.insert(DRAWN);
            }
        }
        self.out.push('\n');
    }

    fn div(&mut self, line: &str) {
        let attributes = line.trim_matches([':', ' ']);
        let insert = match attributes.is_empty() {
            true => Insert::Close(Container::Div),
            false => Insert::Open(Container::Div, attributes_of(attributes)),
        };
        let mark = self.marks.put_block(insert);
        self.out.push_str(&mark);
    }

    /// Converts spans, raw text, attributes and references to examples in a line.
    fn inline(&mut self, line: &str) -> String {
        let mut line = spans::brought_over(line, self.marks);
        if line.contains("(@") {
            for (label, number) in &self.examples {
                line = line.replace(&format!("(@{label})"), &format!("({number})"));
            }
        }
        line
    }
}

/// The numbers of the examples in a text, by their labels.
fn examples(text: &str) -> BTreeMap<String, usize> {
    let mut numbers = BTreeMap::new();
    let lines = text.lines().filter_map(|line| example(line.trim_start()));
    for (number, (label, _)) in (1..).zip(lines) {
        numbers.entry(label.to_owned()).or_insert(number);
    }
    numbers
}

/// The label of a numbered example that a line begins, and the text after it.
fn example(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.strip_prefix("(@")?.split_once(')')?;
    let is_label = label.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    (is_label && rest.starts_with(' ')).then_some((label, rest))
}

/// The format of a block of raw text that a line opens: ```` ```{=html} ````.
fn raw_block(line: &str) -> Option<&str> {
    let inside = line.trim().strip_prefix("```")?.trim_start_matches('`').trim();
    inside.strip_prefix("{=")?.strip_suffix('}')
}

const DRAWN: &str = "tables with cells that span rows or columns, or contain code, are left as they \
                     are";

/// The number of further lines of the table that a line begins, if its columns are marked by
/// dashes: up to a blank line, or, if there are dashes above it, up to a line of dashes.
fn drawn_table<'l>(line: &str, rest: impl Iterator<Item = &'l str> + Clone) -> Option<usize> {
    const MOST: usize = 400;
    let is_dashes = |line: &str| line.trim().len() > 2 && line.trim().bytes().all(|b| b == b'-');
    let is_columns = |line: &str| {
        line.split_whitespace().count() > 1
            && line.split_whitespace().all(|word| word.len() > 1 && word.bytes().all(|b| b == b'-'))
    };
    let is_filled = |line: &&str| !line.trim().is_empty();
    let head = rest.clone().take_while(is_filled).take(4).position(is_columns);
    let is_headless = is_columns(line) && rest.clone().next().is_some_and(|it| is_filled(&it));
    if line.trim().is_empty() || (head.is_none() && !is_headless) {
        return None;
    }
    if is_dashes(line) {
        return rest.skip(1).take(MOST).position(is_dashes).map(|at| at + 2);
    }
    // A header of one line, with the dashes directly below it.
    (head == Some(0) || is_headless).then(|| rest.take_while(is_filled).count())
}

/// True if a line contains only a TeX command: `\newpage`, `\vspace{1em}`.
fn is_tex(line: &str) -> bool {
    let Some(rest) = line.trim_end().strip_prefix('\\') else { return false };
    let letters = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let arguments = rest[letters..].trim();
    letters > 0
        && (arguments.is_empty()
            || (arguments.starts_with(['{', '[']) && arguments.ends_with(['}', ']'])))
}
