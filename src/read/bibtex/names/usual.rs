//! Lists of names as nearly all are written: `Doe, Jane Q. and G{\"o}del, Kurt`, `Jane Doe and Rick
//! O'Neill and others`.
//!
//! Every other file here looks for what is unusual in a name, and each rule for names does, too. In
//! such a list there is nothing to find: one walk over its bytes reads it, and says so.

use crate::model::{Name, ends_others, may_be_of_body};
use crate::read::bibtex::names::list::OTHERS;
use crate::read::bibtex::tex::Tex;
use crate::read::mended::is_meant_otherwise;
use crate::words::Words;

/// A name of a usual list, with its text.
pub(super) struct UsualName<'a> {
    pub(super) name: Name,
    pub(super) text: &'a str,
}

/// Words that are part of no person's name, or that rules look at.
static TOLD: Words<5> = Words::new(["And", "The", "Phd", "Msc", "Bsc"]);

/// The names of a list, if all of them are usual: each consists of words of a capital and small
/// letters, which may have the accents of TeX, with hyphens between such words, and of initials, has
/// a comma behind its first word or none, and has no word by which anything but a person is told.
pub(super) fn usual_names<'a>(list: &'a str, tex: &mut Tex<'_>) -> Option<Vec<UsualName<'a>>> {
    let mut walk = Walk { list, bytes: list.as_bytes(), at: 0, has_tex: false };
    let mut names = Vec::with_capacity(4);
    loop {
        names.push(walk.name(tex)?);
        if walk.at == walk.bytes.len() {
            return Some(names);
        }
        walk.and()?;
        let rest = &list[walk.at..];
        if rest == OTHERS {
            names.push(UsualName { name: Name::Others, text: rest });
            return Some(names);
        }
    }
}

struct Walk<'a> {
    list: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// Whether the current name has something to decode.
    has_tex: bool,
}

/// The letter case of a letter.
#[derive(PartialEq, Eq)]
enum Case {
    Capital,
    Small,
}

impl Case {
    fn of(c: char) -> Option<Case> {
        match c {
            'a'..='z' => Some(Case::Small),
            'A'..='Z' => Some(Case::Capital),
            // Latin letters beyond ASCII; what is in none of these blocks may be a sign.
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => match c.is_uppercase() {
                true => Some(Case::Capital),
                false => c.is_lowercase().then_some(Case::Small),
            },
            _ => None,
        }
    }
}

impl<'a> Walk<'a> {
    /// Reads a name.
    fn name(&mut self, tex: &mut Tex<'_>) -> Option<UsualName<'a>> {
        let start = self.at;
        self.has_tex = false;
        let mut last = self.word_or_initial()?;
        let first_end = self.at;
        let has_comma = self.bytes[self.at..].starts_with(b", ");
        if has_comma {
            // An initial is no family name.
            if last.ends_with('.') {
                return None;
            }
            self.at += ", ".len();
            last = self.word_or_initial()?;
        }
        let mut last_start = start;
        while self.bytes.get(self.at) == Some(&b' ') && !self.is_at_and() {
            self.at += 1;
            last_start = self.at;
            last = self.word_or_initial()?;
        }
        let text = &self.list[start..self.at];
        let (family, given) = match has_comma {
            true => (&self.list[start..first_end], &self.list[first_end + ", ".len()..self.at]),
            // A short family name in this place may be initials or a syllable.
            false if last_start > start && last.len() > 2 && !last.ends_with('.') => {
                (last, &self.list[start..last_start - 1])
            }
            false => return None,
        };
        if ends_others(last) {
            return None;
        }
        if !self.has_tex {
            return Some(UsualName { name: Name::person(family, given), text });
        }
        let (family, given) = (tex.name_part(family), tex.name_part(given));
        let is_usual = !family.split(' ').chain(given.split(' ')).any(is_told);
        is_usual.then(|| UsualName { name: Name::person(family, given), text })
    }

    /// Reads a word or an initial.
    fn word_or_initial(&mut self) -> Option<&'a str> {
        let start = self.at;
        if self.bytes.get(start + 1) == Some(&b'.') {
            let is_initial = self.bytes[start].is_ascii_uppercase();
            self.at += 2;
            let ends = self.bytes.get(self.at).is_none_or(u8::is_ascii_whitespace);
            return (is_initial && ends).then(|| &self.list[start..self.at]);
        }
        loop {
            if self.letter()? != Case::Capital {
                return None;
            }
            // `O'Neill`
            if self.bytes.get(self.at) == Some(&b'\'') {
                self.has_tex = true;
                self.at += 1;
                if self.letter()? != Case::Capital {
                    return None;
                }
            }
            if self.letter()? != Case::Small {
                return None;
            }
            loop {
                let rest = &self.bytes[self.at..];
                self.at += rest.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
                match self.bytes.get(self.at) {
                    None | Some(b',' | b'-') => break,
                    Some(byte) if byte.is_ascii_whitespace() => break,
                    Some(_) if self.letter()? == Case::Small => {}
                    Some(_) => return None,
                }
            }
            if self.bytes.get(self.at) != Some(&b'-') {
                break;
            }
            self.at += 1;
        }
        let word = &self.list[start..self.at];
        (!is_told(word)).then_some(word)
    }

    /// Reads a letter, which may be written as a command of TeX.
    fn letter(&mut self) -> Option<Case> {
        let c = self.list[self.at..].chars().next()?;
        if !matches!(c, '{' | '\\') {
            self.at += c.len_utf8();
            return Case::of(c);
        }
        self.has_tex = true;
        let is_group = self.take(b'{');
        let case = self.command(is_group)?;
        (!is_group || self.take(b'}')).then_some(case)
    }

    /// Reads `\'e`, `\"{o}`, `\v{c}`, `\'{\i}`, and in a group `\o` and its like.
    fn command(&mut self, in_group: bool) -> Option<Case> {
        if !self.take(b'\\') {
            return None;
        }
        let name = *self.bytes.get(self.at)?;
        let is_group = match name {
            b'\'' | b'`' | b'^' | b'"' | b'~' | b'=' | b'.' => {
                self.at += 1;
                self.take(b'{')
            }
            b'u' | b'v' | b'H' | b'c' | b'k' | b'r'
                if self.bytes.get(self.at + 1) == Some(&b'{') =>
            {
                self.at += 2;
                true
            }
            _ if in_group => {
                let length =
                    self.bytes[self.at..].iter().take_while(|it| it.is_ascii_alphabetic()).count();
                let letter = &self.list[self.at..self.at + length];
                self.at += length;
                let is_letter = matches!(
                    letter,
                    "o" | "O" | "l" | "L" | "ae" | "AE" | "oe" | "OE" | "aa" | "AA" | "ss"
                );
                return Case::of(letter.chars().next().filter(|_| is_letter)?);
            }
            _ => return None,
        };
        let is_dotless = is_group && self.bytes[self.at..].starts_with(b"\\i}");
        self.at += usize::from(is_dotless);
        let base = self.bytes.get(self.at).filter(|byte| byte.is_ascii_alphabetic())?;
        self.at += 1;
        (!is_group || self.take(b'}')).then(|| Case::of(char::from(*base)))?
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_there = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// Whether white space and the `and` between two names follow.
    fn is_at_and(&self) -> bool {
        self.bytes[self.at..].starts_with(b" and")
    }

    /// Reads the `and` between two names.
    fn and(&mut self) -> Option<()> {
        self.spaces()?;
        self.bytes[self.at..].starts_with(b"and").then_some(())?;
        self.at += "and".len();
        self.spaces()
    }

    /// Reads white space.
    fn spaces(&mut self) -> Option<()> {
        let rest = &self.bytes[self.at..];
        let count = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.at += count;
        (count > 0).then_some(())
    }
}

/// Whether a word says that a name is not that of a person, or has another part than its place says.
fn is_told(word: &str) -> bool {
    is_meant_otherwise(word) || TOLD.has(word) || may_be_of_body(word)
}
