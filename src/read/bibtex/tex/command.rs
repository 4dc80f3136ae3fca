//! What a command in a text does.

use crate::model::MarkKind;
use crate::read::bibtex::tex::{
    Decoder, MAX_EXPANSIONS, Mode, Unknown, accents, argument, symbols, verbatim,
};

/// What a command with one argument does to it.
enum Wrap {
    Nothing,
    Mark(MarkKind),
    Around(&'static str, &'static str),
    Upper,
    Lower,
}

fn wrap(name: &str) -> Option<Wrap> {
    Some(match name {
        "emph" | "textit" | "textsl" | "mkbibemph" | "mkbibitalic" | "mathit" | "mathsl" => {
            Wrap::Mark(MarkKind::Italic)
        }
        "textbf" | "mkbibbold" | "strong" | "mathbf" | "boldsymbol" => Wrap::Mark(MarkKind::Bold),
        "textsc" | "mkbibsc" => Wrap::Mark(MarkKind::SmallCaps),
        "textsuperscript" | "mkbibsuperscript" | "sp" | "up" | "fup" => {
            Wrap::Mark(MarkKind::Superscript)
        }
        "textsubscript" | "mkbibsubscript" | "sb" => Wrap::Mark(MarkKind::Subscript),
        "mkbibparens" | "parentext" => Wrap::Around("(", ")"),
        "mkbibbrackets" | "brackettext" => Wrap::Around("[", "]"),
        "MakeUppercase" | "uppercase" | "MakeTextUppercase" => Wrap::Upper,
        "MakeLowercase" | "lowercase" | "MakeTextLowercase" => Wrap::Lower,
        "mbox" | "hbox" | "fbox" | "text" | "textrm" | "textsf" | "texttt" | "textup"
        | "textmd" | "textnormal" | "textlf" | "textln" | "textos" | "autocap" | "mkbibacro"
        | "acro" | "NoCaseChange" | "MakeSentenceCase" | "MakeSentenceCase*" | "MakeCapital"
        | "mathrm" | "mathsf" | "mathtt" | "textgreek" | "textcyr" | "textlatin" | "underline"
        | "uline" | "mkbibordinal" | "mkbibmonth" | "bibstring" | "bibsstring" | "biblstring"
        | "bibcpstring" | "mkbibnamefamily" | "mkbibnamegiven" | "mkbibcompletename"
        | "operatorname" | "operatorname*" | "sout" | "ul" | "protecting" | "nohyphens" => {
            Wrap::Nothing
        }
        _ => return None,
    })
}

/// The markup that a font switch turns on up to the end of its group.
fn switch(name: &str) -> Option<MarkKind> {
    match name {
        "em" | "it" | "itshape" | "sl" | "slshape" => Some(MarkKind::Italic),
        "bf" | "bfseries" => Some(MarkKind::Bold),
        "sc" | "scshape" => Some(MarkKind::SmallCaps),
        _ => None,
    }
}

/// Commands that leave no trace in a text, and how many arguments they take with them.
fn vanishing(name: &str) -> Option<usize> {
    match name {
        "relax" | "protect" | "allowbreak" | "nobreak" | "break" | "newblock" | "noindent"
        | "sloppy" | "displaystyle" | "textstyle" | "leavevmode" | "ignorespaces" | "unskip"
        | "xspace" | "selectfont" | "null" | "strut" | "rm" | "sf" | "tt" | "up" | "md"
        | "rmfamily" | "sffamily" | "ttfamily" | "upshape" | "mdseries" | "normalfont" | "tiny"
        | "scriptsize" | "footnotesize" | "small" | "normalsize" | "large" | "Large" | "LARGE"
        | "huge" | "Huge" | "limits" | "nolimits" | "boldmath" | "unboldmath" | "bgroup"
        | "egroup" | "begingroup" | "endgroup" | "isdot" | "adddot" | "raggedright" => Some(0),
        "noopsort" | "sortnoop" | "SortNoop" | "noop" | "label" | "phantom" | "hphantom"
        | "vphantom" | "vspace" | "vspace*" | "index" | "selectlanguage" | "color" => Some(1),
        _ => None,
    }
}

/// The white space a command stands for.
fn space(name: &str) -> Option<&'static str> {
    match name {
        "," | "thinspace" => Some("\u{202F}"),
        ";" | ":" | ">" => Some("\u{2005}"),
        "nobreakspace" | "nbsp" => Some("\u{A0}"),
        " " | "\n" | "\t" | "\r" | "\\" | "space" | "quad" | "qquad" | "enspace" | "enskip"
        | "newline" | "linebreak" | "par" | "addspace" => Some(" "),
        _ => None,
    }
}

impl Decoder<'_, '_> {
    /// Decodes the command whose backslash is at `at`, and gives the offset after it.
    pub(super) fn command(&mut self, input: &str, at: usize) -> usize {
        let (name, end) = argument::command_name(input, at);
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
        if let Some(space) = space(name) {
            match (space, self.mode) {
                (" ", _) | (_, Mode::Plain) => self.push_space(),
                (space, _) => self.out.push_str(space),
            }
            return if first.is_ascii_alphabetic() { after_word(input, end) } else { end };
        }
        if !first.is_ascii_alphabetic() {
            return self.character_command(input, end, first);
        }
        self.word_command(input, at, name, end)
    }

    /// `\&`, `\-`, `\(`: one character that is no letter.
    fn character_command(&mut self, input: &str, end: usize, name: char) -> usize {
        match name {
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
            for _ in 0..arguments {
                next = argument::next(input, next).map_or(next, |(_, next)| next);
            }
            return next;
        }
        if let Some(next) = self.special_command(input, name, end) {
            return next;
        }
        if let Some(next) = self.expand(input, name, end) {
            return next;
        }
        self.unknown_command(input, at, name, end)
    }

    fn symbol(&mut self, symbol: &'static str) {
        let start = self.out.len();
        self.out.push_str(symbol);
        // The letter case of a logo is its own.
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

    /// The argument of a command: its braces protect nothing, but they bound font switches.
    fn argument(&mut self, inner: &str) {
        let switches = self.switches.len();
        self.run(inner);
        self.close_switches(switches);
    }

    /// Commands that take their arguments in a way of their own.
    fn special_command(&mut self, input: &str, name: &str, end: usize) -> Option<usize> {
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
            "url" | "nolinkurl" | "path" | "doi" | "texttildelow" => {
                let (inner, next) = argument::next(input, end)?;
                self.out.push_str(&verbatim(inner));
                Some(next)
            }
            "href" => {
                let (address, next) = argument::next(input, end)?;
                let (inner, next) = argument::next(input, next)?;
                let start = self.out.len();
                self.argument(inner);
                let address = verbatim(address);
                // The address stays readable where the words are not the address themselves.
                if self.mode == Mode::Rich && self.out[start..] != *address {
                    self.out.push_str(&format!(" ({address})"));
                }
                Some(next)
            }
            "foreignlanguage" | "textcolor" | "textlang" | "hyperlink" | "raisebox" => {
                let (_, next) = argument::next(input, end)?;
                let (inner, next) = argument::next(input, next)?;
                self.argument(inner);
                Some(next)
            }
            "hspace" | "hspace*" | "hskip" => {
                let (_, next) = argument::next(input, end)?;
                self.push_space();
                Some(next)
            }
            "ensuremath" => {
                let (inner, next) = argument::next(input, end)?;
                self.math_or_source(inner, inner);
                Some(next)
            }
            "char" => self.char_command(input, end),
            _ => None,
        }
    }

    /// `\char"E9` and `\char233`.
    fn char_command(&mut self, input: &str, end: usize) -> Option<usize> {
        let rest = &input[end..];
        let (digits, radix) = match rest.strip_prefix('"') {
            Some(digits) => (digits, 16),
            None => (rest, 10),
        };
        let len = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
        let number = u32::from_str_radix(&digits[..len], radix).ok()?;
        self.out.push(char::from_u32(number)?);
        Some(end + (rest.len() - digits.len()) + len)
    }

    /// A command that the file defines itself.
    fn expand(&mut self, input: &str, name: &str, end: usize) -> Option<usize> {
        let definition = self.tex.definitions.get(name)?;
        if self.expansions >= MAX_EXPANSIONS {
            return Some(end);
        }
        self.expansions += 1;
        let mut arguments = Vec::with_capacity(definition.arguments);
        let mut next = if definition.arguments == 0 { after_word(input, end) } else { end };
        for _ in 0..definition.arguments {
            let (argument, after) = argument::next(input, next)?;
            arguments.push(argument);
            next = after;
        }
        let body = definition.expand(&arguments);
        self.run(&body);
        Some(next)
    }

    /// A command nobody knows: what is in the braces after it stays, or its name if none are.
    fn unknown_command(&mut self, input: &str, at: usize, name: &str, end: usize) -> usize {
        let mut next = argument::skip_optional(input, end);
        let has_argument = input.as_bytes().get(next) == Some(&b'{');
        let start = input.as_ptr() as usize + at;
        let offset = start.checked_sub(self.raw.as_ptr() as usize);
        let offset = offset
            .filter(|&offset| self.raw.get(offset..).is_some_and(|rest| rest.starts_with('\\')));
        self.tex.unknown.push(Unknown { name: name.to_owned(), offset, has_argument });
        if !has_argument {
            self.out.push('\\');
            self.out.push_str(name);
            return end;
        }
        while input.as_bytes().get(next) == Some(&b'{') {
            let (inner, after) = argument::group(input, next);
            self.argument(inner);
            next = after;
        }
        next
    }
}

/// The offset after a command of letters: it swallows white space, or an empty group.
fn after_word(input: &str, end: usize) -> usize {
    let next = argument::skip_space(input, end);
    if next == end && input[end..].starts_with("{}") { end + 2 } else { next }
}
