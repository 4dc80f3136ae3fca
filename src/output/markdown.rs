//! CommonMark: asterisks where they are read as emphasis, and inline HTML for formatting that
//! Markdown lacks.
//!
//! Syntax that pandoc and GitHub support beyond CommonMark is escaped too: mathematics,
//! strike-through, citations, tables, and dashes, dots and quotation marks that would be replaced.

use crate::markup::{Formatting, Mark, Markup};
use crate::output::emphasis::Emphasis;
use crate::output::walk::{Backend, walk};

pub(super) fn write(markup: &Markup) -> String {
    let out = String::with_capacity(markup.as_str().len() * 5 / 4);
    let mut markdown = Markdown {
        out,
        markup,
        emphasis: Emphasis::of(markup),
        starred: Vec::new(),
        quoting: false,
        linking: false,
    };
    walk(markup, &mut markdown);
    markdown.out
}

struct Markdown<'m> {
    out: String,
    markup: &'m Markup,
    emphasis: Emphasis<'m>,
    /// For each open italic or bold, whether asterisks opened it.
    starred: Vec<bool>,
    /// Whether the current address is written as it is, in angle brackets.
    quoting: bool,
    /// Whether a link is open, inside which no other may begin.
    linking: bool,
}

impl Backend for Markdown<'_> {
    fn text(&mut self, text: &str) {
        if self.quoting {
            self.out.push_str(text);
        } else if self.linking {
            push_escaped(text, &mut self.out);
        } else {
            push_with_addresses(text, &mut self.out);
        }
    }

    fn open(&mut self, mark: &Mark) {
        let tag = match mark.format {
            Formatting::Italic | Formatting::Oblique | Formatting::Bold => {
                let bold = mark.format == Formatting::Bold;
                let starred = self.emphasis.is_read(mark);
                self.starred.push(starred);
                match (starred, bold) {
                    (true, true) => "**",
                    (true, false) => "*",
                    (false, true) => "<b>",
                    (false, false) => "<i>",
                }
            }
            Formatting::UprightStyle => "<span style=\"font-style:normal;\">",
            Formatting::SmallCaps => "<span style=\"font-variant:small-caps;\">",
            Formatting::NormalVariant => "<span style=\"font-variant:normal;\">",
            Formatting::Light => "<span style=\"font-weight:lighter;\">",
            Formatting::NormalWeight => "<span style=\"font-weight:normal;\">",
            Formatting::Underline => "<u>",
            Formatting::NoDecoration => "<span style=\"text-decoration:none;\">",
            Formatting::Superscript => "<sup>",
            Formatting::Subscript => "<sub>",
            Formatting::Baseline => "<span style=\"vertical-align:baseline;\">",
            Formatting::Block if self.out.is_empty() => "",
            Formatting::Block => "\\\n",
            Formatting::Indent if self.out.is_empty() => "&emsp;&emsp;",
            Formatting::Indent => "\\\n&emsp;&emsp;",
            Formatting::LeftMargin | Formatting::RightInline => "",
            Formatting::Link(number) => {
                self.quoting = is_autolink(self.markup, mark, self.markup.link(number));
                self.linking = !self.quoting;
                if self.quoting { "<" } else { "[" }
            }
        };
        self.out.push_str(tag);
    }

    fn close(&mut self, mark: &Mark) {
        let tag = match mark.format {
            Formatting::Italic | Formatting::Oblique | Formatting::Bold => {
                let bold = mark.format == Formatting::Bold;
                match (self.starred.pop().unwrap_or_default(), bold) {
                    (true, true) => "**",
                    (true, false) => "*",
                    (false, true) => "</b>",
                    (false, false) => "</i>",
                }
            }
            Formatting::Underline => "</u>",
            Formatting::Superscript => "</sup>",
            Formatting::Subscript => "</sub>",
            Formatting::UprightStyle
            | Formatting::SmallCaps
            | Formatting::NormalVariant
            | Formatting::Light
            | Formatting::NormalWeight
            | Formatting::NoDecoration
            | Formatting::Baseline => "</span>",
            Formatting::Block | Formatting::Indent | Formatting::RightInline => "",
            Formatting::LeftMargin if self.out.ends_with(char::is_whitespace) => "",
            Formatting::LeftMargin => " ",
            Formatting::Link(_) if self.quoting => {
                self.quoting = false;
                ">"
            }
            Formatting::Link(number) => {
                self.linking = false;
                self.out.push_str("](<");
                push_address(self.markup.link(number), &mut self.out);
                ">)"
            }
        };
        self.out.push_str(tag);
    }
}

/// True if the text of a link is its address, and the address may be in angle brackets.
fn is_autolink(markup: &Markup, mark: &Mark, address: &str) -> bool {
    let marks = markup.marks();
    let first = marks.partition_point(|other| other.start < mark.start);
    let inside = marks[first..].iter().take_while(|other| other.start <= mark.end);
    markup.as_str()[mark.start as usize..mark.end as usize] == *address
        && inside.filter(|other| other.end <= mark.end).count() == 1
        && (address.starts_with("http://") || address.starts_with("https://"))
        && address.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>'))
}

/// Writes text, with the web addresses in it in angle brackets: GitHub makes links of bare ones as
/// they are written, including escapes.
fn push_with_addresses(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((start, end)) = next_address(rest, out) {
        push_escaped(&rest[..start], out);
        out.push('<');
        out.push_str(&rest[start..end]);
        out.push('>');
        rest = &rest[end..];
    }
    push_escaped(rest, out);
}

/// The bounds of the next web address in a text. Punctuation of the sentence after the address is
/// not part of it.
///
/// *Source*: CommonMark 0.31.2, section 6.5, for what may be in angle brackets; GitHub Flavored
/// Markdown, section 6.9, for what ends an address.
fn next_address(text: &str, before: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    while let Some(found) = text[at..].find("http") {
        let start = at + found;
        at = start + "http".len();
        let outside = text[..start].chars().next_back();
        let outside = outside.or_else(|| before.chars().next_back().filter(|_| start == 0));
        let scheme = text[at..].strip_prefix('s').unwrap_or(&text[at..]);
        let Some(host) = scheme.strip_prefix("://") else { continue };
        if outside.is_some_and(char::is_alphanumeric) || !host.starts_with(char::is_alphanumeric) {
            continue;
        }
        let ends = |c: char| c.is_whitespace() || c.is_control() || is_outside_addresses(c);
        let end = text[start..].find(ends).map_or(text.len(), |end| start + end);
        let address = without_sentence(&text[start..end]);
        // Text that looks like an entity would be read as one.
        if address.split_once('&').is_some_and(|(_, behind)| behind.contains(';')) {
            continue;
        }
        return Some((start, start + address.len()));
    }
    None
}

/// Characters that do not occur unescaped in an address; they belong to the sentence.
fn is_outside_addresses(character: char) -> bool {
    matches!(
        character,
        '<' | '>'
            | '"'
            | '`'
            | '“'
            | '”'
            | '„'
            | '‘'
            | '’'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '。'
            | '、'
            | '，'
            | '；'
            | '「'
            | '」'
            | '『'
            | '』'
            | '（'
            | '）'
    )
}

/// An address without the punctuation of its sentence: full stops, and closing brackets that were
/// opened before the address.
fn without_sentence(address: &str) -> &str {
    const PAIRS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];
    let count = |wanted: char| address.matches(wanted).count();
    // The number of closing brackets of each kind that the address has not opened.
    let mut open = PAIRS.map(|(open, close)| count(close).saturating_sub(count(open)));
    address.trim_end_matches(|last| match last {
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' => true,
        _ => match PAIRS.iter().position(|(_, close)| *close == last) {
            Some(kind) if open[kind] > 0 => {
                open[kind] -= 1;
                true
            }
            _ => false,
        },
    })
}

fn push_escaped(text: &str, out: &mut String) {
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let at_start = out.is_empty() || out.ends_with('\n');
        let special = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '$' | '^' | '|' | '@' | '"' | '\'' => {
                true
            }
            // Inside a word it is not emphasis, and an address continues across it.
            '_' => {
                let within = out.ends_with(char::is_alphanumeric);
                !(within && next.is_some_and(char::is_alphanumeric))
            }
            '&' => next.is_none_or(|next| next == '#' || next.is_ascii_alphabetic()),
            // A heading, a list, or the underline of a heading.
            '#' | '+' | '=' | ':' => at_start,
            '-' => at_start || matches!(next, None | Some('-')),
            '.' => next == Some('.') || is_list_number(out),
            ')' => is_list_number(out),
            // An image, if a link follows.
            '!' => next.is_none(),
            '\n' | '\r' => {
                out.push(' ');
                continue;
            }
            ' ' | '\t' if at_start => {
                // Four of them would be code.
                out.push_str("&#32;");
                continue;
            }
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(character);
    }
}

/// True if the line is only a number so far, so that a full stop would make it a list item.
fn is_list_number(out: &str) -> bool {
    let before = out.trim_end_matches(|character: char| character.is_ascii_digit());
    before.len() < out.len() && (before.is_empty() || before.ends_with('\n'))
}

/// Escapes an address for angle brackets.
fn push_address(address: &str, out: &mut String) {
    for character in address.chars() {
        match character {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            // Text that looks like an entity would be read as one.
            '&' => out.push_str("&amp;"),
            character if character.is_whitespace() || character.is_control() => {
                out.push_str("%20");
            }
            character => out.push(character),
        }
    }
}
