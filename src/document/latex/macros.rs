//! Citation commands that are defined by `\newcommand` and similar commands, or by a configuration.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::latex::commands::{self, Cite, NOTES, PlainCite, Shape};
use crate::document::latex::expansion::{Argument, Template};
use crate::document::latex::scan::{Braces, Scan};

/// Citation commands in addition to those of biblatex, natbib and other packages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CiteCommands {
    commands: BTreeMap<String, Defined>,
    /// The endings of citation commands for another bibliography: `\citeown`.
    endings: Vec<String>,
    /// What `\cite` prints by the package that is loaded, if that is not what the style has.
    cite: Option<PlainCite>,
    /// The level of the headings that begin a `refsection`.
    sections: Option<u8>,
}

/// What a command stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Defined {
    /// Another command, with its arguments.
    Like(Cite),
    /// A note whose text is the argument: `\footnote`.
    Note,
    /// Text that contains other commands.
    Macro { template: Template, uses: Vec<Use> },
}

/// A citation made by a command, with the indexes of the arguments that it uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Use {
    pub(super) cite: Cite,
    pub(super) keys: Vec<usize>,
    pub(super) before: Option<usize>,
    pub(super) after: Option<usize>,
}

impl CiteCommands {
    /// Creates an empty collection.
    pub fn new() -> Self {
        CiteCommands::default()
    }

    /// Adds a command that takes the arguments of another command and prints the same; returns
    /// false if the other is not a known citation command. Backslashes before the names are
    /// ignored.
    ///
    /// # Example
    ///
    /// ```
    /// use ibid::document::CiteCommands;
    ///
    /// let mut commands = CiteCommands::new();
    /// assert!(commands.add("\\see", "parencite"));
    /// assert!(!commands.add("see", "emph"));
    /// ```
    pub fn add(&mut self, name: &str, like: &str) -> bool {
        let bare = |name: &str| name.trim_start_matches('\\').to_owned();
        let (like, star) = match like.strip_suffix('*') {
            Some(like) => (bare(like), true),
            None => (bare(like), false),
        };
        match commands::cite(&like, star) {
            Some(cite) => {
                self.commands.insert(bare(name), Defined::Like(cite));
                true
            }
            None => false,
        }
    }

    /// True if there are no commands.
    pub fn is_empty(&self) -> bool {
        *self == CiteCommands::default()
    }

    /// Adds the commands of another collection; existing ones are kept.
    pub fn extend(&mut self, others: &CiteCommands) {
        for (name, defined) in &others.commands {
            self.commands.entry(name.clone()).or_insert_with(|| defined.clone());
        }
        self.cite = self.cite.or(others.cite);
        self.sections = self.sections.or(others.sections);
        for ending in &others.endings {
            if !self.endings.contains(ending) {
                self.endings.push(ending.clone());
            }
        }
    }

    /// Notes what a preamble says, which holds in all parts of a document.
    pub(super) fn note(&mut self, cite: Option<PlainCite>, sections: Option<u8>) {
        self.cite = cite;
        self.sections = sections;
    }

    /// What `\cite` prints, if that is not what the style has.
    pub(super) fn plain_cite(&self) -> Option<PlainCite> {
        self.cite
    }

    /// The level of the headings that begin a `refsection`.
    pub(super) fn sections(&self) -> Option<u8> {
        self.sections
    }

    pub(super) fn get(&self, name: &str) -> Option<&Defined> {
        self.commands.get(name)
    }

    /// A name without its ending, if it has one: `cite` for `citeown`.
    pub(super) fn stem<'n>(&self, name: &'n str) -> Option<&'n str> {
        let stems = self.endings.iter().filter_map(|ending| name.strip_suffix(ending.as_str()));
        stems.filter(|stem| !stem.is_empty()).min_by_key(|stem| stem.len())
    }

    /// Reads a definition, unless it is for a known citation command; returns its end, or `None` if
    /// the definition does not cite.
    pub(super) fn define(&mut self, command: &str, at: usize, scan: Scan<'_>) -> Option<usize> {
        match command {
            "newcites" => self.endings(at, scan),
            "let" => self.alias(at, scan),
            "def" | "gdef" | "edef" | "xdef" => self.plain(at, scan),
            "DeclareCiteCommand" | "DeclareMultiCiteCommand" => {
                let at = behind_star(at, scan);
                let (name, behind) = name(at, scan)?;
                let shape = if command.contains("Multi") { Shape::Many } else { Shape::One };
                let cite = Cite { shape, ..commands::cite("cite", false)? };
                self.insert(&name, Defined::Like(cite));
                Some(behind)
            }
            "newcommand"
            | "renewcommand"
            | "providecommand"
            | "DeclareRobustCommand"
            | "newrobustcmd"
            | "renewrobustcmd"
            | "providerobustcmd" => self.latex(at, scan),
            "NewDocumentCommand"
            | "RenewDocumentCommand"
            | "ProvideDocumentCommand"
            | "DeclareDocumentCommand" => self.document_command(at, scan),
            _ => None,
        }
    }

    fn insert(&mut self, name: &str, defined: Defined) {
        if commands::cite(name, false).is_none() {
            self.commands.insert(name.to_owned(), defined);
        }
    }

    /// multibib's `\newcites{own,other}{Own works,Others}`.
    fn endings(&mut self, at: usize, scan: Scan<'_>) -> Option<usize> {
        let group = scan.group(at, b'{', b'}')?;
        let behind = group.end + 1;
        let endings = scan.text[group].split(',').map(|it| it.trim().to_owned());
        self.endings.extend(endings.filter(|it| !it.is_empty()));
        Some(behind)
    }

    /// `\let\see=\parencite`.
    fn alias(&mut self, at: usize, scan: Scan<'_>) -> Option<usize> {
        let (alias, behind) = name(at, scan)?;
        let start = scan.skip_space(behind);
        let start = start + usize::from(scan.text[start..].starts_with('='));
        let (like, end) = name(start, scan)?;
        let defined = match self.get(&like) {
            Some(defined) => defined.clone(),
            None if NOTES.contains(&like.as_str()) => Defined::Note,
            None => Defined::Like(commands::cite(&like, false)?),
        };
        self.insert(&alias, defined);
        Some(end)
    }

    /// `\def\see#1{see \cite{#1}}`.
    fn plain(&mut self, at: usize, scan: Scan<'_>) -> Option<usize> {
        let (defined, behind) = name(at, scan)?;
        let rest = &scan.text[behind..];
        let open = behind + rest[..rest.floor_char_boundary(64)].find('{')?;
        let parameters = scan.text[behind..open].trim();
        let is_plain = parameters.chars().all(|c| c == '#' || c.is_ascii_digit());
        let count = parameters.matches('#').count();
        if !is_plain || parameters.len() != 2 * count {
            return None;
        }
        let body = scan.group(open, b'{', b'}')?;
        let end = body.end + 1;
        self.take(&defined, vec![Argument::Braces; count], body, scan).then_some(end)
    }

    /// `\newcommand*{\see}[2][]{see \cite[#1]{#2}}`.
    fn latex(&mut self, at: usize, scan: Scan<'_>) -> Option<usize> {
        let (defined, mut behind) = name(behind_star(at, scan), scan)?;
        let mut count = 0;
        if let Some(group) = scan.group(behind, b'[', b']') {
            behind = group.end + 1;
            count = scan.text[group].trim().parse::<usize>().ok().filter(|it| *it < 10)?;
        }
        let mut arguments = vec![Argument::Braces; count];
        if let Some(group) = scan.group(behind, b'[', b']') {
            behind = group.end + 1;
            *arguments.first_mut()? = Argument::Brackets(Some(scan.text[group].to_owned()));
        }
        let body = scan.group(behind, b'{', b'}')?;
        let end = body.end + 1;
        self.take(&defined, arguments, body, scan).then_some(end)
    }

    /// `\NewDocumentCommand{\see}{s O{} m}{see \cite[#2]{#3}}`.
    fn document_command(&mut self, at: usize, scan: Scan<'_>) -> Option<usize> {
        let (defined, behind) = name(at, scan)?;
        let specification = scan.group(behind, b'{', b'}')?;
        let behind = specification.end + 1;
        let mut arguments = Vec::new();
        let mut letters = scan.text[specification].chars();
        while let Some(letter) = letters.next() {
            arguments.push(match letter {
                'm' => Argument::Braces,
                'o' => Argument::Brackets(None),
                's' => Argument::Star,
                'O' => {
                    let (default, rest) = letters.as_str().strip_prefix('{')?.split_once('}')?;
                    letters = rest.chars();
                    Argument::Brackets(Some(default.to_owned()))
                }
                c if c.is_whitespace() || matches!(c, '+' | '!') => continue,
                _ => return None,
            });
        }
        let body = scan.group(behind, b'{', b'}')?;
        let end = body.end + 1;
        self.take(&defined, arguments, body, scan).then_some(end)
    }

    /// Stores what a command stands for, if that cites; returns whether it does.
    fn take(
        &mut self,
        name: &str,
        arguments: Vec<Argument>,
        body: Range<usize>,
        scan: Scan<'_>,
    ) -> bool {
        let written = &scan.text[body];
        if arguments.is_empty() {
            let bare = written.trim().trim_end_matches("\\xspace").trim();
            let bare = bare.strip_prefix('\\').unwrap_or_default();
            let (like, star) = match bare.strip_suffix('*') {
                Some(bare) => (bare, true),
                None => (bare, false),
            };
            let like = commands::cite(like, star);
            if let Some(cite) = like {
                self.insert(name, Defined::Like(cite));
            }
            return like.is_some();
        }
        let uses = uses(written);
        let fits = |it: &Use| it.keys.iter().all(|number| *number < arguments.len());
        if !uses.is_empty() && uses.iter().all(fits) {
            let template = Template { arguments, body: written.to_owned() };
            self.insert(name, Defined::Macro { template, uses });
            return true;
        }
        let is_note = arguments == [Argument::Braces] && makes_note(written);
        if is_note {
            self.insert(name, Defined::Note);
        }
        is_note
    }
}

fn behind_star(at: usize, scan: Scan<'_>) -> usize {
    let at = scan.skip_space(at);
    at + usize::from(scan.text[at..].starts_with('*'))
}

/// The name of a command, with or without braces, and the position after it.
fn name(at: usize, scan: Scan<'_>) -> Option<(String, usize)> {
    let start = scan.skip_space(at);
    let (start, end) = match scan.group(start, b'{', b'}') {
        Some(group) => (scan.skip_space(group.start), Some(group.end + 1)),
        None => (start, None),
    };
    let rest = scan.text[start..].strip_prefix('\\')?;
    let length = rest.find(|c: char| !(c.is_ascii_alphabetic() || c == '@')).unwrap_or(rest.len());
    (length > 0).then(|| (rest[..length].to_owned(), end.unwrap_or(start + 1 + length)))
}

/// Whether the body of a macro is a note with the text of its argument: `\footnote{#1}`.
fn makes_note(body: &str) -> bool {
    let braces = Braces::of(body);
    let scan = Scan { text: body, braces: &braces };
    body.match_indices('\\').any(|(start, _)| {
        let found = name(start, scan).filter(|(name, _)| NOTES.contains(&name.as_str()));
        let text = found.and_then(|(_, behind)| scan.group(behind, b'{', b'}'));
        // In `\footnote{\see{#1}}` it is the key that another command cites.
        text.is_some_and(|text| body[text.clone()].contains("#1") && !body[text].contains("{#1"))
    })
}

/// The citations in the body of a macro whose keys are its arguments.
fn uses(body: &str) -> Vec<Use> {
    let braces = Braces::of(body);
    let scan = Scan { text: body, braces: &braces };
    let mut uses = Vec::new();
    let mut at = 0;
    while let Some(found) = body[at..].find('\\') {
        let start = at + found;
        at = start + 1;
        let Some((name, behind)) = name(start, scan) else { continue };
        let star = body[behind..].starts_with('*');
        let Some(cite) = commands::cite(&name, star) else { continue };
        let mut end = behind + usize::from(star);
        let mut options = Vec::new();
        while let Some(group) = scan.group(end, b'[', b']') {
            end = group.end + 1;
            options.push(group);
        }
        let Some(group) = scan.group(end, b'{', b'}') else { continue };
        let keys: Vec<usize> =
            body[group].split(',').filter_map(|key| number(key.trim())).collect();
        let argument = |range: &Range<usize>| {
            let words = &body[range.clone()];
            words.find('#').and_then(|mark| number(words.get(mark..mark + 2)?))
        };
        let (before, after) = match &options[..] {
            [after] => (None, argument(after)),
            [before, after] => (argument(before), argument(after)),
            _ => (None, None),
        };
        // `\footnote{see \cite{#1}}` makes a note.
        let makes_note = cite.makes_note || body[..start].contains("\\footnote{");
        if !keys.is_empty() && cite.shape == Shape::One {
            uses.push(Use { cite: Cite { makes_note, ..cite }, keys, before, after });
        }
    }
    uses
}

/// The index of the argument for `#1`.
fn number(text: &str) -> Option<usize> {
    let digits = text.strip_prefix('#')?;
    digits.parse::<usize>().ok()?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::{Argument, CiteCommands, Defined};
    use crate::document::latex::scan::{Braces, Scan};

    fn defined(text: &str) -> CiteCommands {
        let braces = Braces::of(text);
        let scan = Scan { text, braces: &braces };
        let mut commands = CiteCommands::new();
        let length = text[1..].find(|c: char| !c.is_ascii_alphabetic()).unwrap();
        commands.define(&text[1..1 + length], 1 + length, scan);
        commands
    }

    #[test]
    fn definitions_of_commands_that_cite() {
        for (text, arguments, keys) in [
            (r"\newcommand{\see}[1]{see \cite{#1}}", &[Argument::Braces][..], 0),
            (
                r"\newcommand*\see[2][]{\cite[p.~#1]{#2}}",
                &[Argument::Brackets(Some(String::new())), Argument::Braces],
                1,
            ),
            (r"\def\see#1#2{\cite[#2]{#1}}", &[Argument::Braces, Argument::Braces], 0),
            (
                r"\NewDocumentCommand{\see}{s O{} +m}{\cite[#2]{#3}}",
                &[Argument::Star, Argument::Brackets(Some(String::new())), Argument::Braces],
                2,
            ),
        ] {
            let commands = defined(text);
            let Some(Defined::Macro { template, uses }) = commands.get("see") else {
                panic!("{text}: {commands:?}")
            };
            assert_eq!(template.arguments, arguments, "{text}");
            assert_eq!(uses[0].keys, [keys], "{text}");
        }
        for text in [
            r"\newcommand{\see}{\parencite}",
            r"\let\see\textcite",
            r"\let\see=\textcite",
            r"\DeclareCiteCommand{\see}{a}{b}{c}{d}",
            r"\newcommand{\see}{\parencite*}",
        ] {
            assert!(matches!(defined(text).get("see"), Some(Defined::Like(_))), "{text}");
        }
        for text in [
            r"\newcommand{\see}[1]{see #1}",
            r"\newcommand{\see}[0]{see \cite{a}}",
            r"\newcommand{\see}[1]{\cite{#2}}",
            r"\renewcommand{\cite}[1]{\textcite{#1}}",
            r"\let\oldsee\see",
            r"\def\see#1.{\cite{#1}}",
            r"\def\see",
            r"\newcommand",
        ] {
            let text = format!("{text} ");
            assert!(defined(&text).is_empty(), "{text}");
        }
        assert_eq!(defined(r"\newcites{own}{Own}").stem("citeown"), Some("cite"));
        for text in [r"\newcommand{\fn}[1]{\unskip\footnote{#1}}", r"\let\fn\footnote "] {
            assert_eq!(defined(text).get("fn"), Some(&Defined::Note), "{text}");
        }
    }
}
