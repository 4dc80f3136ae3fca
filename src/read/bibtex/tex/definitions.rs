//! Commands that a file defines in its `@preamble`: `\newcommand{\noopsort}[1]{}`.

use std::collections::HashMap;

use crate::read::bibtex::tex::argument;

/// The definitions of a file.
#[derive(Debug, Default)]
pub(in crate::read::bibtex) struct Definitions {
    by_name: HashMap<String, Definition>,
}

/// The definition of a command.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Definition {
    /// Its arguments, at most nine, each with the text that ends it: `\endtitle` in `\def\title
    /// #1\endtitle{…}`, usually empty.
    arguments: Vec<String>,
    /// Its body, with `#1` in place of its first argument.
    body: String,
}

/// Programming commands of TeX: a body that contains one of these is meaningless without TeX.
const MACHINERY: [&str; 14] = [
    "\\setbox",
    "\\ooalign",
    "\\raise",
    "\\lower",
    "\\kern",
    "\\accent",
    "\\if",
    "\\else",
    "\\futurelet",
    "\\csname",
    "\\let",
    "\\def",
    "\\vbox",
    "@",
];

impl Definitions {
    /// Reads the definitions in the text of a `@preamble`.
    pub(in crate::read::bibtex) fn read(&mut self, preamble: &str) {
        let mut at = 0;
        while let Some(found) = preamble[at..].find('\\') {
            let (command, end) = argument::command_name(preamble, at + found);
            at = end;
            let definition = match command.trim_end_matches('*') {
                "newcommand" | "renewcommand" | "providecommand" | "DeclareRobustCommand" => {
                    new_command(preamble, end)
                }
                "def" | "gdef" => def(preamble, end),
                _ => None,
            };
            if let Some((name, definition, after)) = definition {
                at = after;
                if !MACHINERY.iter().any(|machinery| definition.body.contains(machinery)) {
                    self.by_name.insert(name.to_owned(), definition);
                }
            }
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Definition> {
        if self.by_name.is_empty() { None } else { self.by_name.get(name) }
    }
}

/// `{\name}[n]{body}` after `\newcommand`.
fn new_command(text: &str, at: usize) -> Option<(&str, Definition, usize)> {
    let start = argument::skip_space(text, at);
    let start = start + usize::from(text[start..].starts_with('*'));
    let (name, next) = argument::next(text, start)?;
    let name = name.trim().strip_prefix('\\')?;
    let start = argument::skip_space(text, next);
    let next = argument::skip_optional(text, start);
    let count = text[start..next].trim().trim_start_matches('[').trim_end_matches(']');
    let arguments = if count.is_empty() { 0 } else { count.parse().ok().filter(|&n| n < 10)? };
    let (body, after) = argument::next(text, next)?;
    Some((
        name,
        Definition { arguments: vec![String::new(); arguments], body: body.to_owned() },
        after,
    ))
}

/// `\name#1#2{body}` after `\def`.
fn def(text: &str, at: usize) -> Option<(&str, Definition, usize)> {
    let start = argument::skip_space(text, at);
    if text.as_bytes().get(start) != Some(&b'\\') {
        return None;
    }
    let (name, next) = argument::command_name(text, start);
    let open = next + text[next..].find('{')?;
    let parameters = text[next..open].trim();
    let mut arguments = Vec::new();
    let mut pieces = parameters.split('#');
    // Text before the first argument would have to follow the command in the text.
    if !pieces.next()?.trim().is_empty() {
        return None;
    }
    for (index, piece) in pieces.enumerate() {
        let ending = piece.strip_prefix(char::from_digit(index as u32 + 1, 10)?)?;
        arguments.push(ending.trim().to_owned());
    }
    let (body, after) = argument::group(text, open);
    Some((name, Definition { arguments, body: body.to_owned() }, after))
}

impl Definition {
    pub(super) fn takes_nothing(&self) -> bool {
        self.arguments.is_empty()
    }

    /// The body with the arguments at `at`, and the offset after them.
    pub(super) fn expand(&self, input: &str, at: usize) -> Option<(String, usize)> {
        let mut arguments = Vec::with_capacity(self.arguments.len());
        let mut next = at;
        for ending in &self.arguments {
            let (argument, after) = match ending.as_str() {
                "" => argument::next(input, next)?,
                ending => {
                    let len = input[next..].find(ending)?;
                    (input[next..next + len].trim(), next + len + ending.len())
                }
            };
            arguments.push(argument);
            next = after;
        }
        Some((self.with_arguments(&arguments), next))
    }

    fn with_arguments(&self, arguments: &[&str]) -> String {
        let mut out = String::with_capacity(self.body.len());
        let mut rest = self.body.as_str();
        while let Some(at) = rest.find('#') {
            out.push_str(&rest[..at]);
            let digit = rest[at + 1..].chars().next();
            let number = digit.and_then(|digit| digit.to_digit(10)).unwrap_or(0) as usize;
            match arguments.get(number.wrapping_sub(1)) {
                Some(argument) => out.push_str(argument),
                None => out.push('#'),
            }
            let used = if number > 0 { 2 } else { 1 };
            rest = &rest[at + used..];
        }
        out.push_str(rest);
        out
    }
}
