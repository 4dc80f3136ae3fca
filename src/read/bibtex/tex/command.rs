//! Commands in text.

use crate::model::MarkKind;
use crate::read::bibtex::tex::vocabulary::{Wrap, is_citation, switch, takes_key, vanishing, wrap};
use crate::read::bibtex::tex::{
    Decoder, MAX_EXPANSIONS, Mode, Printed, Undecoded, accents, argument, conditional, spacing,
    symbols, verbatim,
};

impl Decoder<'_, '_> {
    /// Decodes the command whose backslash is at `at`, and returns the offset after it.
    pub(super) fn command(&mut self, input: &str, at: usize) -> usize {
        let (name, end) =
            accents::in_tabbing(input, at).unwrap_or_else(|| argument::command_name(input, at));
        let Some(first) = name.chars().next() else {
            self.out.push('\\');
            return end;
        };
        if let Some(accent) = accents::combining(name) {
            let (base, next) = argument::next(input, end).unwrap_or(("", end));
            let base = self.inner_text(base);
            accents::apply(accent, &base, &mut self.out);
            return next;
        }
        if let Some(space) = spacing::space(name) {
            self.command_space(space);
            // How much a line break is wanted: `\linebreak[1]`, `\\[2pt]`.
            if matches!(name, "linebreak" | "\\") && input[end..].starts_with('[') {
                return argument::skip_optional(input, end);
            }
            return if first.is_ascii_alphabetic() { after_word(input, end) } else { end };
        }
        if !first.is_ascii_alphabetic() {
            return self.character_command(input, end, first);
        }
        self.word_command(input, at, name, end)
    }

    /// `\&`, `\-`, `\(`: one character that is not a letter.
    fn character_command(&mut self, input: &str, end: usize, name: char) -> usize {
        match name {
            // A hyphen of extdash, behind which the word may be divided.
            '-' if input[end..].starts_with('/') => {
                self.out.push('-');
                end + 1
            }
            '-' | '/' | '!' | '@' | '*' | '+' | '<' | '|' => end,
            '(' | '[' => {
                let close = if name == '(' { "\\)" } else { "\\]" };
                match input[end..].find(close) {
                    Some(len) => {
                        let source = end - 2..end + len + 2;
                        self.math_or_source(&input[end..end + len], &input[source.clone()]);
                        source.end
                    }
                    None => end,
                }
            }
            ')' | ']' => end,
            name => {
                self.out.push(name);
                end
            }
        }
    }

    fn word_command(&mut self, input: &str, at: usize, name: &str, end: usize) -> usize {
        if let Some(next) = self.spacing_command(input, name, end) {
            return next;
        }
        if let Some(wrap) = wrap(name) {
            let Some((inner, next)) = argument::next(input, end) else { return end };
            self.wrapped(wrap, inner);
            return next;
        }
        if let Some(kind) = switch(name) {
            self.switches.push((self.out.len(), kind));
            return argument::skip_space(input, end);
        }
        if let Some(symbol) = symbols::in_text(name) {
            self.symbol(symbol);
            return after_word(input, end);
        }
        if let Some(arguments) = vanishing(name) {
            let mut next = argument::skip_space(input, end);
            if name.ends_with("break") || name == "begin" && arguments > 0 {
                next = argument::skip_optional(input, next);
            }
            for _ in 0..arguments {
                next = argument::next(input, next).map_or(next, |(_, next)| next);
            }
            return next;
        }
        let special = self.special_command(input, at, name, end);
        special
            .or_else(|| self.character_number(input, name, end))
            .or_else(|| self.expand(input, name, end))
            .or_else(|| {
                self.symbol(symbols::rare(name)?);
                Some(after_word(input, end))
            })
            .or_else(|| self.math_in_text(input, at, name))
            .unwrap_or_else(|| self.unknown_command(input, at, name, end))
    }

    fn symbol(&mut self, symbol: &'static str) {
        let start = self.out.len();
        self.out.push_str(symbol);
        // The letter case of a logo is fixed.
        let logo = symbol.len() > 1 && symbol.as_bytes()[..2].iter().all(u8::is_ascii_uppercase)
            || matches!(symbol, "TeX" | "LaTeX" | "LaTeX2ε" | "BibTeX");
        if logo && self.mode == Mode::Title && self.depth == 0 {
            self.mark(start, MarkKind::NoCase);
        }
    }

    fn wrapped(&mut self, wrap: Wrap, inner: &str) {
        let start = self.out.len();
        match wrap {
            Wrap::Nothing => self.argument(inner),
            Wrap::Mark(kind) => {
                self.argument(inner);
                self.mark(start, kind);
            }
            Wrap::Around(open, close) => {
                self.out.push_str(open);
                self.argument(inner);
                self.out.push_str(close);
            }
            Wrap::Upper => {
                let text = self.inner_text(inner).to_uppercase();
                self.out.push_str(&text);
            }
            Wrap::Lower => {
                let text = self.inner_text(inner).to_lowercase();
                self.out.push_str(&text);
            }
        }
    }

    /// The argument of a command: its braces do not protect letter case, but limit font switches.
    pub(super) fn argument(&mut self, inner: &str) {
        let switches = self.switches.len();
        self.run(inner);
        self.close_switches(switches);
    }

    /// Commands with arguments of a special form.
    fn special_command(&mut self, input: &str, at: usize, name: &str, end: usize) -> Option<usize> {
        if is_citation(name) {
            return self.citation(input, at, name, end);
        }
        match name {
            "enquote" | "mkbibquote" | "textquote" | "enquote*" | "textquote*" => {
                let (inner, next) = argument::next(input, end)?;
                let single = name.ends_with('*') || self.quotes % 2 == 1;
                let (open, close) = if single { ("‘", "’") } else { ("“", "”") };
                self.quotes += 1;
                self.wrapped(Wrap::Around(open, close), inner);
                self.quotes -= 1;
                Some(next)
            }
            "url" | "nolinkurl" | "path" | "doi" | "burl" | "urlprefix" => {
                self.address(input, end, name)
            }
            "href" => {
                let (address, next) = argument::next(input, end)?;
                let (inner, next) = argument::next(input, next)?;
                let start = self.out.len();
                self.argument(inner);
                let address = verbatim(address);
                // The address remains readable if the text is not the address itself.
                if self.mode == Mode::Rich && self.out[start..] != *address {
                    self.out.push_str(&format!(" ({address})"));
                }
                Some(next)
            }
            "htmladdnormallink" => {
                let next = self.last_argument(input, end)?;
                Some(argument::next(input, next).map_or(next, |(_, next)| next))
            }
            "foreignlanguage" | "textcolor" | "textlang" | "hyperlink" | "colorbox" | "bibinfo"
            | "bibfield" | "selectlang" => {
                let next = argument::skip_optional(input, end);
                let (_, next) = argument::next(input, next)?;
                self.last_argument(input, next)
            }
            "ifmmode" | "iffalse" | "iftrue" => {
                let (then, otherwise, next) = conditional::branches(input, end)?;
                self.run(if name == "iftrue" { then } else { otherwise });
                Some(next)
            }
            "ensuremath" => {
                let (inner, next) = argument::next(input, end)?;
                self.math_or_source(inner, &input[at..next]);
                Some(next)
            }
            "ce" | "chem" | "ch" => {
                let (inner, next) = argument::next(input, end)?;
                self.chemistry(inner);
                Some(next)
            }
            "footnote" | "thanks" | "footnotetext" => {
                let (_, next) = argument::next(input, argument::skip_optional(input, end))?;
                self.undecoded(&input[at..end], Printed::Nothing);
                Some(next)
            }
            _ => self.marks_command(input, name, end),
        }
    }

    /// Commands that print marks of their own, and those of siunitx.
    fn marks_command(&mut self, input: &str, name: &str, end: usize) -> Option<usize> {
        match name {
            "isotope" => {
                if let Some((number, _)) = argument::optional(input, end) {
                    self.wrapped(Wrap::Mark(MarkKind::Superscript), number);
                }
                self.last_argument(input, argument::skip_optional(input, end))
            }
            "texorpdfstring" => self.two_forms(input, end),
            "og" | "fg" | "Dash" => Some(self.mark_with_spaces(input, name, end)),
            "item" => {
                self.push_space();
                Some(argument::skip_space(input, argument::skip_optional(input, end)))
            }
            name => self.quantity(input, name, end),
        }
    }

    /// `\texorpdfstring{$\alpha$}{alpha}`: what TeX prints, if it can be decoded.
    fn two_forms(&mut self, input: &str, end: usize) -> Option<usize> {
        let (typeset, next) = argument::next(input, end)?;
        let (plain, next) = argument::next(input, next)?;
        let before = (self.out.len(), self.marks.len(), self.tex.undecoded.len());
        self.argument(typeset);
        if self.tex.undecoded.len() > before.2 {
            self.out.truncate(before.0);
            self.marks.truncate(before.1);
            self.tex.undecoded.truncate(before.2);
            self.argument(plain);
        }
        Some(next)
    }

    /// Marks that bring their own spaces: French quotation marks, and the dash of TUGboat.
    fn mark_with_spaces(&mut self, input: &str, name: &str, end: usize) -> usize {
        let next = if input[end..].starts_with("{}") { end + 2 } else { end };
        let space = [' ', '~', '\n', '\t'];
        if name != "og" {
            let len = self.out.trim_end_matches([' ', '\u{a0}']).len();
            self.out.truncate(len);
        }
        self.out.push_str(match name {
            "og" => "«",
            "fg" => "»",
            _ => "—",
        });
        match name {
            "fg" => next,
            _ => input.len() - input[next..].trim_start_matches(space).len(),
        }
    }

    /// `\url{…}` and similar commands: the address as it is, without spaces around it.
    fn address(&mut self, input: &str, end: usize, name: &str) -> Option<usize> {
        let start = argument::skip_space(input, end);
        let delimiter = input[start..].chars().next()?;
        if matches!(name, "url" | "path") && delimiter.is_ascii_punctuation() && delimiter != '{' {
            // `\path|a_b|`: between two equal characters.
            let len = input[start + 1..].find(delimiter)?;
            self.out.push_str(input[start + 1..start + 1 + len].trim());
            return Some(start + len + 2);
        }
        let (inner, next) = argument::next(input, end)?;
        self.out.push_str(&verbatim(inner));
        Some(next)
    }

    /// `\cite[p.~3]{a,b}`: only LaTeX knows what it prints; the keys are kept, in brackets.
    fn citation(&mut self, input: &str, at: usize, name: &str, end: usize) -> Option<usize> {
        let mut next = end;
        for _ in 0..2 {
            next = argument::skip_optional(input, next);
        }
        let next = argument::skip_space(input, next);
        if !input[next..].starts_with('{') {
            return None;
        }
        let (keys, next) = argument::group(input, next);
        self.undecoded(&input[at..=at + name.len()], Printed::Keys);
        let keys: Vec<&str> = keys.split(',').map(str::trim).collect();
        self.out.push_str(&format!("[{}]", keys.join(", ")));
        Some(next)
    }

    /// Records what cannot be decoded, with its position if it is in the value itself.
    pub(super) fn undecoded(&mut self, source: &str, printed: Printed) {
        let start = source.as_ptr() as usize;
        let offset = start.checked_sub(self.raw.as_ptr() as usize);
        let offset = offset
            .filter(|&offset| self.raw.get(offset..).is_some_and(|rest| rest.starts_with(source)));
        self.tex.undecoded.push(Undecoded { source: source.to_owned(), offset, printed });
    }

    /// A command that the file defines itself.
    fn expand(&mut self, input: &str, name: &str, end: usize) -> Option<usize> {
        let definition = self.tex.definitions.get(name)?;
        if self.expansions >= MAX_EXPANSIONS {
            return Some(end);
        }
        self.expansions += 1;
        let start = if definition.takes_nothing() { after_word(input, end) } else { end };
        let (body, next) = definition.expand(input, start)?;
        self.run(&body);
        Some(next)
    }

    /// An unknown command: the text in the braces after it is kept, or its name if there are none.
    fn unknown_command(&mut self, input: &str, at: usize, name: &str, end: usize) -> usize {
        let source = &input[at..end];
        let mut next = argument::skip_optional(input, end);
        let is_empty = input[end..].starts_with("{}");
        if input.as_bytes().get(next) != Some(&b'{') || is_empty {
            // `\PracTeX`, `\eTeX`: the names of TeX's kin are what they print.
            let is_kin = name.ends_with("TeX");
            // `\JSON`, `\TUG`: most names that begin with a capital print themselves.
            if is_kin || name.starts_with(|c: char| c.is_ascii_uppercase()) {
                if !is_kin {
                    self.undecoded(source, Printed::Name);
                }
                self.out.push_str(name);
                return if is_empty { end + 2 } else { end };
            }
            self.undecoded(source, Printed::AsWritten);
            self.out.push('\\');
            self.out.push_str(name);
            self.unknown_until = self.out.len();
            return if is_empty { end + 2 } else { end };
        }
        let at_list = self.tex.undecoded.len();
        let (mut count, is_key) = (0, takes_key(name));
        while input.as_bytes().get(next) == Some(&b'{') {
            let (inner, after) = argument::group(input, next);
            self.argument(inner);
            next = after;
            count += 1;
        }
        let printed = if count == 1 && !is_key { Printed::Argument } else { Printed::Arguments };
        self.undecoded(source, printed);
        // The commands in its arguments come after it.
        self.tex.undecoded[at_list..].rotate_right(1);
        next
    }
}

/// The offset after a command of letters, which absorbs white space or an empty group.
pub(super) fn after_word(input: &str, end: usize) -> usize {
    let next = argument::skip_space(input, end);
    if next == end && input[end..].starts_with("{}") { end + 2 } else { next }
}
