//! The paths that a Rust source names, in `use` and in code: enough of the language for the tests
//! that hold which module and which file may name which.

use std::collections::BTreeSet;

/// What a source declares, and what it names of others.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) uses: Vec<Use>,
    /// Paths of two words or more outside of `use`, as they are written.
    pub(crate) paths: Vec<Vec<String>>,
    /// The items and modules that are declared outside of functions, types and `impl`.
    pub(crate) items: BTreeSet<String>,
    /// All words outside of `use`.
    pub(crate) words: BTreeSet<String>,
}

/// A name that `use` brings in.
#[derive(Debug)]
pub(crate) struct Use {
    pub(crate) path: Vec<String>,
    /// What it is called here.
    pub(crate) name: String,
    /// True for `pub use` with whatever reach.
    pub(crate) is_public: bool,
}

impl Names {
    /// Reads a source.
    pub(crate) fn of(text: &str) -> Self {
        let mut reader = Reader { tokens: tokens(text), at: 0, inline: Vec::new(), depth: 0 };
        let mut names = Names::default();
        reader.read(&mut names);
        names
    }

    /// All paths, those of `use` among them.
    pub(crate) fn all_paths(&self) -> impl Iterator<Item = &[String]> {
        let uses = self.uses.iter().map(|used| used.path.as_slice());
        uses.chain(self.paths.iter().map(Vec::as_slice))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    /// `::`
    Colons,
    Other(char),
}

/// The tokens of a source without comments, literals and lifetimes.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = literal_or_comment(rest);
        if length > 0 {
            rest = &rest[length..];
        } else if c.is_alphanumeric() || c == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(Token::Word(rest[..end].to_owned()));
            rest = &rest[end..];
        } else if let Some(behind) = rest.strip_prefix("::") {
            tokens.push(Token::Colons);
            rest = behind;
        } else {
            if !c.is_whitespace() {
                tokens.push(Token::Other(c));
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    tokens
}

/// The length of the comment, literal or lifetime at the start of a text; 0 if there is none.
fn literal_or_comment(text: &str) -> usize {
    let up_to = |end: &str, from: usize| {
        text[from..].find(end).map_or(text.len(), |at| from + at + end.len())
    };
    if text.starts_with("//") {
        return up_to("\n", 0);
    }
    if text.starts_with("/*") {
        return up_to("*/", 2);
    }
    let raw = text.strip_prefix("br").or_else(|| text.strip_prefix('r'));
    if let Some(raw) = raw {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            return up_to(
                &format!("\"{}", "#".repeat(hashes)),
                text.len() - raw.len() + hashes + 1,
            );
        }
    }
    if let Some(string) = text.strip_prefix("b\"").or_else(|| text.strip_prefix('"')) {
        return text.len() - string.len() + quoted(string, '"');
    }
    let Some(character) = text.strip_prefix("b'").or_else(|| text.strip_prefix('\'')) else {
        return 0;
    };
    let start = text.len() - character.len();
    let mut inside = character.chars();
    let is_escaped = inside.next() == Some('\\');
    if is_escaped || inside.next() == Some('\'') {
        return start + quoted(character, '\'');
    }
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    start + character.find(|c| !is_name(c)).unwrap_or(character.len())
}

/// The length of what a quotation mark closes, with that mark.
fn quoted(text: &str, mark: char) -> usize {
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        if c == '\\' {
            characters.next();
        } else if c == mark {
            return at + c.len_utf8();
        }
    }
    text.len()
}

struct Reader {
    tokens: Vec<Token>,
    at: usize,
    /// The depth of braces inside of which each inline module's items are.
    inline: Vec<usize>,
    depth: usize,
}

impl Reader {
    fn read(&mut self, names: &mut Names) {
        while let Some(token) = self.tokens.get(self.at).cloned() {
            self.at += 1;
            match token {
                Token::Other('{') => self.depth += 1,
                Token::Other('}') => {
                    self.inline.pop_if(|depth| *depth == self.depth);
                    self.depth = self.depth.saturating_sub(1);
                }
                Token::Other(_) | Token::Colons => {}
                Token::Word(word) if word == "use" && !self.is_next('<') => {
                    let is_public = self.is_behind_pub();
                    self.tree(Vec::new(), is_public, names);
                }
                Token::Word(word) => self.word(word, names),
            }
        }
    }

    /// Reads a word of code, and the path that it begins.
    fn word(&mut self, word: String, names: &mut Names) {
        const DECLARING: [&str; 10] =
            ["fn", "struct", "enum", "trait", "type", "const", "static", "union", "mod", "macro"];
        if DECLARING.contains(&word.as_str())
            && let Some(Token::Word(name)) = self.tokens.get(self.at)
        {
            if self.depth == self.inline.last().copied().unwrap_or(0) {
                names.items.insert(name.clone());
            }
            if word == "mod" && self.tokens.get(self.at + 1) == Some(&Token::Other('{')) {
                self.at += 2;
                self.depth += 1;
                self.inline.push(self.depth);
            }
            return;
        }
        let mut path = vec![word];
        while let [Token::Colons, Token::Word(next), ..] = &self.tokens[self.at..] {
            path.push(next.clone());
            self.at += 2;
        }
        names.words.extend(path.iter().cloned());
        if path.len() > 1 {
            names.paths.push(self.outside_inline(path));
        }
    }

    /// Reads the tree of a `use` to its end, `prefix` being the path before it.
    fn tree(&mut self, prefix: Vec<String>, is_public: bool, names: &mut Names) {
        let mut path = prefix;
        loop {
            let token = self.tokens.get(self.at).cloned();
            self.at += 1;
            match token {
                Some(Token::Word(word)) if word == "as" => {
                    if let Some(Token::Word(name)) = self.tokens.get(self.at).cloned() {
                        self.at += 1;
                        return self.used(path, name, is_public, names);
                    }
                }
                Some(Token::Word(word)) => path.push(word),
                Some(Token::Colons) => {}
                Some(Token::Other('{')) => {
                    while !self.is_next('}') && self.at < self.tokens.len() {
                        self.tree(path.clone(), is_public, names);
                        if self.is_next(',') {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                Some(Token::Other('*')) => {}
                _ => {
                    self.at -= 1;
                    let name = path.last().cloned().unwrap_or_default();
                    return self.used(path, name, is_public, names);
                }
            }
            let goes_on = matches!(
                self.tokens.get(self.at),
                Some(Token::Colons | Token::Word(_) | Token::Other('{' | '*'))
            );
            if !goes_on {
                let name = path.last().cloned().unwrap_or_default();
                return self.used(path, name, is_public, names);
            }
        }
    }

    fn used(&self, mut path: Vec<String>, mut name: String, is_public: bool, names: &mut Names) {
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
            name = path.last().cloned().unwrap_or_default();
        }
        names.uses.push(Use { path: self.outside_inline(path), name, is_public });
    }

    /// The path as the file's own module would write it, from inside of an inline module.
    fn outside_inline(&self, mut path: Vec<String>) -> Vec<String> {
        let inner = path.iter().take_while(|word| *word == "super").count();
        let popped = inner.min(self.inline.len());
        if popped > 0 {
            path.drain(..popped);
            if popped == inner {
                path.insert(0, "self".to_owned());
            }
        }
        path
    }

    fn is_next(&self, c: char) -> bool {
        self.tokens.get(self.at) == Some(&Token::Other(c))
    }

    /// True if the word that was read last is behind `pub` or `pub(…)`.
    fn is_behind_pub(&self) -> bool {
        let before = &self.tokens[..self.at - 1];
        let before = match before.iter().rposition(|token| *token == Token::Other('(')) {
            Some(open) if before.last() == Some(&Token::Other(')')) => &before[..open],
            _ => before,
        };
        before.last() == Some(&Token::Word("pub".to_owned()))
    }
}

#[test]
fn paths_are_read_in_use_and_in_code() {
    let names = Names::of(
        "//! crate::in_a::comment\n\
         use crate::a::{self, b::{C, d as e}, F};\n\
         pub(crate) use super::G;\n\
         /* crate::other::Comment */\n\
         fn own<'a>(x: &'a str) -> crate::h::I { self::j(\"crate::k\", 'x', '\\'', r#\"crate::\"l\"#) }\n\
         impl X { fn method(&self) { Vec::<u8>::new(); } }\n\
         mod tests { use super::M; use super::super::N; fn inside() { super::o::p(); } }\n",
    );
    let path = |path: &[String]| path.join("::");
    let uses: Vec<String> = names.uses.iter().map(|it| path(&it.path) + " " + &it.name).collect();
    assert_eq!(
        uses,
        [
            "crate::a a",
            "crate::a::b::C C",
            "crate::a::b::d e",
            "crate::a::F F",
            "super::G G",
            "self::M M",
            "super::N N",
        ]
    );
    assert_eq!(
        names.uses.iter().map(|it| it.is_public).collect::<Vec<_>>(),
        [false, false, false, false, true, false, false]
    );
    let paths: Vec<String> = names.paths.iter().map(|it| path(it)).collect();
    assert_eq!(paths, ["crate::h::I", "self::j", "self::o::p"]);
    let items: Vec<&str> = names.items.iter().map(String::as_str).collect();
    assert_eq!(items, ["inside", "own", "tests"]);
}
