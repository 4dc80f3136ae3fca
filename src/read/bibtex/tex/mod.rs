//! Decodes the TeX in values: accents, letters, symbols, quotes, dashes, fonts, simple mathematics.
//!
//! The input is the raw text of a value; the output is a [`Text`]. Nothing disappears silently: for
//! an unknown command its argument is kept, or its name if it has none; for a formula that cannot
//! be shown as a line of characters its source is kept. Both are listed in [`Tex::undecoded`].

mod accents;
mod argument;
mod characters;
mod chemistry;
mod command;
mod conditional;
mod cyrillic;
mod definitions;
mod grouping;
mod letters;
mod math;
mod shorthands;
mod siunitx;
mod spacing;
mod symbols;
pub(in crate::read::bibtex) mod trace;
mod verbatim;
mod vocabulary;

pub(super) use definitions::Definitions;
pub(super) use grouping::group_commands;
pub(super) use shorthands::german;
use verbatim::escape;
pub(super) use verbatim::verbatim;

use ecow::EcoString;

use crate::model::{Mark, MarkKind, Text, ligature};
use crate::read::{entities, tags};
use crate::source::Step;

/// The purpose of decoding a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// A title: braces protect letter case.
    Title,
    /// Any other text.
    Rich,
    /// A name, a number or a key: without markup, and with only plain spaces.
    Plain,
}

/// A decoder, including the commands that the file itself defines.
pub(super) struct Tex<'d> {
    definitions: &'d Definitions,
    /// What could not be decoded, in order.
    pub(super) undecoded: Vec<Undecoded>,
}

/// A command or formula that could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Undecoded {
    /// The command with its backslash (`\foo`), or the whole formula with its dollars.
    pub(super) source: String,
    /// Its position in the value; `None` inside the expansion of a command.
    pub(super) offset: Option<usize>,
    /// What is printed instead.
    pub(super) printed: Printed,
}

/// What is printed instead of a command or formula that could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Printed {
    /// The command as it is written.
    AsWritten,
    /// The name of the command, without its backslash.
    Name,
    /// Its argument, which is probably text.
    Argument,
    /// Its arguments, of which some may be no text.
    Arguments,
    /// Nothing.
    Nothing,
    /// The keys in its argument, which is a citation.
    Keys,
    /// The formula as it is written, with the part that could not be converted.
    Formula(String),
}

/// The maximum nesting of groups, arguments and expansions; deeper text is taken without its
/// commands.
const MAX_DEPTH: usize = 40;
/// The maximum number of the file's own commands that are expanded in a value.
const MAX_EXPANSIONS: usize = 200;

impl<'d> Tex<'d> {
    pub(super) fn new(definitions: &'d Definitions) -> Self {
        Tex { definitions, undecoded: Vec::new() }
    }

    /// Uses other definitions from here on.
    pub(super) fn set_definitions(&mut self, definitions: &'d Definitions) {
        self.definitions = definitions;
    }

    /// Decodes a value.
    pub(super) fn text(&mut self, raw: &str, mode: Mode) -> Text {
        if is_plain(raw) {
            return with_entities(Text::plain(raw), Mode::Plain);
        }
        let mut decoder = Decoder::new(self, raw, mode);
        decoder.run(raw);
        decoder.close_switches(0);
        with_entities(decoder.finish(), mode)
    }

    /// Decodes the command whose backslash is at `at`; returns its output and the offset after it.
    fn command_at(&mut self, raw: &str, at: usize, mode: Mode) -> (String, usize) {
        let mut decoder = Decoder::new(self, raw, mode);
        // A space at the beginning of a text is not printed; here it is in the middle.
        decoder.out = String::from("x");
        let end = decoder.command(raw, at);
        (decoder.out.split_off(1), end)
    }

    /// Decodes a value to characters without markup.
    pub(super) fn plain(&mut self, raw: &str) -> String {
        self.text(raw, Mode::Plain).into_string()
    }

    /// Decodes a part of a name.
    pub(super) fn name_part(&mut self, raw: &str) -> EcoString {
        match is_plain(raw) && !raw.contains('&') {
            true => raw.into(),
            false => self.text(raw, Mode::Plain).as_str().into(),
        }
    }
}

/// A decoded text with its tags and entities of HTML read.
fn with_entities(text: Text, mode: Mode) -> Text {
    let text = match mode {
        Mode::Title | Mode::Rich => tags::read(text),
        Mode::Plain => text,
    };
    if text.as_str().contains('&') { entities::read(text) } else { text }
}

/// Bytes that are looked at one by one, since they may mean something else; a single space does
/// not.
static SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = MEANING[byte] != 0 && byte != b' ' as usize;
        byte += 1;
    }
    table
};

/// Whether a dash or another mark at an offset has none beside it with which it means something
/// else, as nearly all have: `---`, `?\``.
fn stands_alone(bytes: &[u8], at: usize) -> bool {
    let is_mark = MEANING[usize::from(bytes[at])] == DOUBLED;
    is_mark && bytes.get(at + 1).is_none_or(|&next| next != bytes[at] && next != b'`')
}

/// True if a text needs no decoding.
///
/// Every value is looked at so: one look into a table is enough for nearly every byte.
fn is_plain(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let mut before = b' ';
    for &byte in bytes {
        match MEANING[usize::from(byte)] {
            0 => {}
            DOUBLED if byte != before => {}
            _ => return false,
        }
        before = byte;
    }
    before != b' ' || raw.is_empty()
}

/// The first bytes of characters of printed pages: a soft hyphen, `ﬁ` and other ligatures.
const FIRST_OF_PRINT: [u8; 2] = [0xc2, 0xef];

/// What is meant by a character that belongs to a printed page, as text copied from a PDF has it.
fn of_print(c: char) -> Option<&'static str> {
    match c {
        '\u{ad}' | '\u{feff}' => Some(""),
        _ => ligature(c),
    }
}

/// That a byte means more than itself where another of it is before it.
const DOUBLED: u8 = 1;

/// What a byte means: 0 for itself, [`DOUBLED`], or more than itself wherever it is.
static MEANING: [u8; 256] = {
    const fn set(mut table: [u8; 256], bytes: &[u8], meaning: u8) -> [u8; 256] {
        let mut at = 0;
        while at < bytes.len() {
            table[bytes[at] as usize] = meaning;
            at += 1;
        }
        table
    }
    let table = set(set([0; 256], b"\\{}$~`'<\n\r\t", 2), b"- ,!?>", DOUBLED);
    set(table, &FIRST_OF_PRINT, 2)
};

pub(super) struct Decoder<'t, 'd> {
    tex: &'t mut Tex<'d>,
    /// The whole value, for the positions of commands.
    raw: &'t str,
    mode: Mode,
    out: String,
    marks: Vec<Mark>,
    /// The active font switches (`\em`), with their beginnings.
    switches: Vec<(usize, MarkKind)>,
    /// The number of open groups that are not the argument of a command.
    depth: usize,
    /// The number of open groups, arguments and expansions.
    nesting: usize,
    /// The number of open quotations.
    quotes: usize,
    expansions: usize,
    /// Where the name of the last unknown command ends in `out`.
    unknown_until: usize,
    /// The source of each part of the text, if requested.
    trace: Option<Vec<Step>>,
}

impl<'t, 'd> Decoder<'t, 'd> {
    fn new(tex: &'t mut Tex<'d>, raw: &'t str, mode: Mode) -> Self {
        Decoder {
            tex,
            raw,
            mode,
            out: String::with_capacity(raw.len()),
            marks: Vec::new(),
            switches: Vec::new(),
            depth: 0,
            nesting: 0,
            quotes: 0,
            expansions: 0,
            unknown_until: 0,
            trace: None,
        }
    }
}

impl Decoder<'_, '_> {
    fn finish(mut self) -> Text {
        let len = self.out.trim_end_matches(' ').len();
        self.out.truncate(len);
        if self.marks.is_empty() || self.mode == Mode::Plain {
            return Text::plain(self.out);
        }
        for mark in &mut self.marks {
            mark.end = mark.end.min(len as u32);
            mark.start = mark.start.min(mark.end);
        }
        Text::with_marks(self.out, self.marks)
    }

    fn run(&mut self, input: &str) {
        if self.nesting >= MAX_DEPTH {
            self.out.extend(input.chars().filter(|c| !matches!(c, '{' | '}' | '\\')));
            return;
        }
        self.nesting += 1;
        let bytes = input.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            while let Some(&byte) = bytes.get(at) {
                let is_idle = byte == b' ' && self.space_is_idle(input, start, at);
                if is_idle || SPECIAL[usize::from(byte)] && !stands_alone(bytes, at) {
                    break;
                }
                at += 1;
            }
            let before = self.out.len();
            self.out.push_str(&input[start..at]);
            self.note(before, &input[start..at], true);
            let Some(&byte) = bytes.get(at) else { break };
            let (from, before) = (at, self.out.len());
            at = match byte {
                b'\\' => self.command(input, at),
                b'{' => {
                    let end = self.group(input, at);
                    self.part_from_command(input, end);
                    end
                }
                b'$' => self.dollar(input, at),
                b'}' => at + 1,
                _ if FIRST_OF_PRINT.contains(&byte) => {
                    let c = input[at..].chars().next().unwrap_or_default();
                    match of_print(c) {
                        Some(text) => self.out.push_str(text),
                        None => self.out.push(c),
                    }
                    at + c.len_utf8()
                }
                b' ' | b'\n' | b'\r' | b'\t' => {
                    self.push_space();
                    at + input[at..].len() - input[at..].trim_ascii_start().len()
                }
                byte => self.punctuation(input, at, byte),
            };
            let is_same = self.trace.is_some() && self.out.get(before..) == input.get(from..at);
            self.note(before, input.get(from..at).unwrap_or_default(), is_same);
        }
        self.nesting -= 1;
    }

    /// Writes a space between an unknown command at the end of a group and the word after the group,
    /// which would be read as a part of its name: `{\foo}bar`.
    fn part_from_command(&mut self, input: &str, end: usize) {
        let ends_with_command = self.unknown_until > 0 && self.unknown_until == self.out.len();
        if ends_with_command && input[end..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.out.push(' ');
        }
    }

    /// True if a space at `at` adds nothing, because it is next to another space.
    fn space_is_idle(&self, input: &str, start: usize, at: usize) -> bool {
        let next = input.as_bytes().get(at + 1);
        next.is_some_and(u8::is_ascii_whitespace)
            || (at == start && (self.out.is_empty() || self.out.ends_with(' ')))
    }

    fn push_space(&mut self) {
        if !(self.out.is_empty() || self.out.ends_with(' ')) {
            self.out.push(' ');
        }
    }

    /// Writes a no-break space.
    fn push_no_break_space(&mut self) {
        match self.mode {
            Mode::Plain => self.push_space(),
            _ => self.out.push('\u{A0}'),
        }
    }

    /// Dashes, quotes and other ligatures of TeX's fonts.
    fn punctuation(&mut self, input: &str, at: usize, byte: u8) -> usize {
        const LIGATURES: [(&str, &str); 9] = [
            ("---", "—"),
            ("--", "–"),
            ("``", "“"),
            ("''", "”"),
            ("`", "‘"),
            ("'", "’"),
            ("!`", "¡"),
            ("?`", "¿"),
            ("<<", "«"),
        ];
        let rest = &input[at..];
        if byte == b'~' {
            self.push_no_break_space();
            return at + 1;
        }
        if rest.starts_with(">>") {
            self.out.push('»');
            return at + 2;
        }
        if rest.starts_with(",,") && self.opens_quotation(&rest[2..]) {
            self.out.push('„');
            return at + 2;
        }
        let ligature = LIGATURES.iter().find(|(from, _)| rest.starts_with(from));
        if let Some((from, to)) = ligature {
            self.out.push_str(to);
            return at + from.len();
        }
        self.out.push(char::from(byte));
        at + 1
    }

    /// True if two commas are a low quotation mark: at the beginning of a word.
    fn opens_quotation(&self, rest: &str) -> bool {
        self.mode != Mode::Plain
            && self.out.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(')
            && rest.starts_with(|c: char| !c.is_ascii_whitespace() && c != ',')
    }

    /// `{…}`: in a title, the letter case inside is kept, unless the group begins with a command.
    ///
    /// *Source*: "BibTeXing", section 3.2 and 4, "special characters".
    fn group(&mut self, input: &str, at: usize) -> usize {
        let (inner, next) = argument::group(input, at);
        let protects =
            self.mode == Mode::Title && self.depth == 0 && !inner.trim_start().starts_with('\\');
        let start = self.out.len();
        let switches = self.switches.len();
        self.depth += 1;
        self.run(inner);
        self.depth -= 1;
        self.close_switches(switches);
        if protects {
            self.mark(start, MarkKind::NoCase);
        }
        next
    }

    /// Marks the text written since `start`.
    fn mark(&mut self, start: usize, kind: MarkKind) {
        let end = self.out.len();
        // A space at the beginning may have been absorbed, or written before the mark.
        if start < end {
            self.marks.push(Mark { start: start as u32, end: end as u32, kind });
        }
    }

    fn close_switches(&mut self, keep: usize) {
        while self.switches.len() > keep {
            if let Some((start, kind)) = self.switches.pop() {
                self.mark(start, kind);
            }
        }
    }

    /// Decodes an argument to characters without markup.
    fn inner_text(&mut self, input: &str) -> String {
        let (out, trace) = (std::mem::take(&mut self.out), self.trace.take());
        let (marks, switches) = (self.marks.len(), self.switches.len());
        self.run(input);
        self.marks.truncate(marks);
        self.switches.truncate(switches);
        self.trace = trace;
        std::mem::replace(&mut self.out, out)
    }
}

#[cfg(test)]
mod tests;
