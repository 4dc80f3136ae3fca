//! Name lists to names: BibTeX's rules for people, BibLaTeX's `family=…`, bodies in braces.
//!
//! *Source*: "BibTeXing", section 4, item 18; "Tame the BeaST", section 11; the BibLaTeX manual,
//! section 3.6, "Name lists". White space and `~` divide words, hyphens do not, as biber has it.

use crate::diagnostic::rules::MALFORMED_NAME;
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::{Name, Person};
use crate::read::bibtex::strings::Value;
use crate::read::bibtex::tex::Tex;
use crate::source::SourceId;

/// How an entry wants its names read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct NameOptions {
    /// Whether a prefix (`van`) counts as part of the family name.
    pub(super) use_prefix: bool,
    /// Whether a comma stands before a suffix (`Jr.`).
    pub(super) junior_comma: bool,
}

/// The name that stands for all those that a list leaves out (`and others`), as CSL-JSON knows it.
const OTHERS: &str = "others";

/// Reads a list of names, and reports those that are none.
pub(super) fn read_names(
    value: &Value<'_>,
    options: NameOptions,
    tex: &mut Tex<'_>,
    id: SourceId,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Name> {
    let raw: &str = &value.raw;
    let mut names = Vec::new();
    if raw.trim_ascii().is_empty() {
        return names;
    }
    let mut report = |slice: &str, message: String, help: &str| {
        let location = value.locate_slice(slice).in_source(id);
        problems.push(Diagnostic::new(&MALFORMED_NAME, location, message).help(help));
    };
    let mut separator = "";
    let mut rest = raw;
    loop {
        let (part, and, after) = split_and(rest);
        let name = part.trim_ascii();
        if name.is_empty() {
            // Point at the `and` that has nothing on one side.
            let (and, place) = match (and.is_empty(), names.is_empty() && separator.is_empty()) {
                (true, _) => (separator, "no name follows the last `and`"),
                (false, true) => (and, "the list begins with `and`"),
                (false, false) => (and, "no name stands between two `and`"),
            };
            report(and, place.to_owned(), "remove the `and`, or add the name");
        } else {
            let mut reader = NameReader { tex, options, report: &mut report };
            names.extend(reader.name(name));
        }
        if and.is_empty() {
            return names;
        }
        (separator, rest) = (and, after);
    }
}

/// Cuts a list before the first ` and ` outside of braces: the name, the word, what follows.
fn split_and(list: &str) -> (&str, &str, &str) {
    let bytes = list.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'a' | b'A' if depth == 0 => {
                let starts = at == 0 || bytes[at - 1].is_ascii_whitespace();
                let ends = bytes.get(at + 3).is_none_or(u8::is_ascii_whitespace);
                let word = bytes.get(at..at + 3);
                if starts && ends && word.is_some_and(|word| word.eq_ignore_ascii_case(b"and")) {
                    return (&list[..at], &list[at..at + 3], &list[at + 3..]);
                }
            }
            _ => {}
        }
        at += 1;
    }
    (list, "", "")
}

struct NameReader<'r, 'd> {
    tex: &'r mut Tex<'d>,
    options: NameOptions,
    report: &'r mut dyn FnMut(&str, String, &str),
}

impl NameReader<'_, '_> {
    fn name(&mut self, raw: &str) -> Option<Name> {
        if raw.eq_ignore_ascii_case(OTHERS) {
            return Some(Name::literal(OTHERS));
        }
        if is_one_group(raw) {
            let inner = &raw[1..raw.len() - 1];
            return Some(Name::Literal(self.tex.plain(inner))).filter(|name| !name.is_empty());
        }
        let parts = split_commas(raw);
        if is_extended(parts.first()) {
            return self.extended(&parts);
        }
        match parts[..] {
            [all] => Some(Name::Person(self.display_order(all))),
            [family, ""] => {
                (self.report)(
                    raw,
                    format!("the name `{}` ends with a comma", shown(raw)),
                    "write `Family, Given`, or leave the comma out",
                );
                Some(Name::Person(self.family_first(family, "", "")))
            }
            ["", given] => {
                (self.report)(
                    raw,
                    format!("the name `{}` has nothing before its comma", shown(raw)),
                    "write `Family, Given`",
                );
                Some(Name::Person(self.display_order(given)))
            }
            [family, given] => Some(Name::Person(self.family_first(family, "", given))),
            [family, suffix, given] => Some(Name::Person(self.family_first(family, suffix, given))),
            _ => {
                (self.report)(
                    raw,
                    format!("the name `{}` has {} commas", shown(raw), parts.len() - 1),
                    "a name has two at most (`Family, Jr., Given`); between people write ` and `",
                );
                Some(Name::Literal(self.tex.plain(raw)))
            }
        }
    }

    /// `Vincent van Gogh`: the prefix is the words in lower case, the family name what follows.
    fn display_order(&mut self, raw: &str) -> Person {
        let words: Vec<&str> = words(raw).collect();
        let last = words.len().saturating_sub(1);
        let first_lower = words[..last].iter().position(|word| is_lower(word));
        let (prefix, family) = match first_lower {
            None => (last, last),
            Some(first) => {
                let end = words[..last].iter().rposition(|word| is_lower(word));
                (first, end.map_or(first, |end| end + 1))
            }
        };
        self.person(
            span_of(raw, &words[family..]),
            span_of(raw, &words[prefix..family]),
            span_of(raw, &words[..prefix]),
            "",
        )
    }

    /// `van Gogh, Jr., Vincent`: the prefix ends with the last word in lower case.
    fn family_first(&mut self, family: &str, suffix: &str, given: &str) -> Person {
        let words: Vec<&str> = words(family).collect();
        let last = words.len().saturating_sub(1);
        let end = words[..last].iter().rposition(|word| is_lower(word)).map_or(0, |end| end + 1);
        self.person(span_of(family, &words[end..]), span_of(family, &words[..end]), given, suffix)
    }

    fn person(&mut self, family: &str, prefix: &str, given: &str, suffix: &str) -> Person {
        let prefix = self.tex.plain(prefix);
        let (dropping_particle, non_dropping_particle) = match self.options.use_prefix {
            true => (String::new(), prefix),
            false => (prefix, String::new()),
        };
        Person {
            family: self.tex.plain(family),
            given: self.tex.plain(given),
            dropping_particle,
            non_dropping_particle,
            suffix: self.tex.plain(suffix),
            comma_suffix: self.options.junior_comma && !suffix.is_empty(),
            static_ordering: false,
        }
    }

    /// `family=Gogh, given=Vincent, prefix=van, useprefix=true`.
    fn extended(&mut self, parts: &[&str]) -> Option<Name> {
        const PARTS: [&str; 6] =
            ["family", "given", "prefix", "suffix", "useprefix", "juniorcomma"];
        let mut found = [""; 4];
        let mut options = self.options;
        for part in parts.iter().filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let name = name.trim_matches(|c: char| c.is_whitespace() || c == '"');
            let value = value.trim().trim_matches('"');
            let lower = name.to_ascii_lowercase();
            let index = PARTS.iter().position(|known| *known == lower);
            match index {
                Some(index @ 0..4) => found[index] = value,
                Some(4) => options.use_prefix = value.eq_ignore_ascii_case("true"),
                Some(_) => options.junior_comma = value.eq_ignore_ascii_case("true"),
                // Initials, an id, a gender and options of biber's, which CSL has no place for.
                None if lower.ends_with("-i") || is_biber_option(&lower) => {}
                None => {
                    let help = match nearest(name, PARTS) {
                        Some(known) => format!("did you mean `{known}`?"),
                        None => "a name has `family`, `given`, `prefix` and `suffix`".to_owned(),
                    };
                    (self.report)(part, format!("a name has no part `{name}`"), &help);
                }
            }
        }
        let outer = std::mem::replace(&mut self.options, options);
        let [family, given, prefix, suffix] = found;
        let unbraced = |part| if is_one_group(part) { &part[1..part.len() - 1] } else { part };
        let person =
            self.person(unbraced(family), unbraced(prefix), unbraced(given), unbraced(suffix));
        self.options = outer;
        Some(Name::Person(person)).filter(|name| !name.is_empty())
    }
}

fn is_biber_option(name: &str) -> bool {
    matches!(
        name,
        "id" | "gender"
            | "hash"
            | "nametemplates"
            | "sortingnamekeytemplatename"
            | "uniquenametemplatename"
            | "labelalphanametemplatename"
            | "namehashtemplatename"
            | "nohashothers"
            | "nosortothers"
            | "orcid"
    )
}

/// Whether a part is one of BibLaTeX's `part=value`.
fn is_extended(part: Option<&&str>) -> bool {
    let Some((name, _)) = part.and_then(|part| part.split_once('=')) else { return false };
    let name = name.trim().trim_start_matches('"').trim_end_matches("-i");
    name.len() < 16 && name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// A name as a message quotes it.
fn shown(raw: &str) -> String {
    const MOST: usize = 60;
    let mut name = raw.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = name.char_indices().nth(MOST) {
        name.truncate(cut);
        name.push('…');
    }
    name
}

/// Whether a text is a single group: `{Barnes and Noble}`, but not `{A}{B}` or `{\"O}`.
fn is_one_group(raw: &str) -> bool {
    if !raw.starts_with('{') || !raw.ends_with('}') || raw.starts_with("{\\") {
        return false;
    }
    let mut depth = 0_usize;
    for (offset, byte) in raw.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return offset + 1 == raw.len();
        }
    }
    false
}

/// The parts of a name between commas outside of braces, trimmed.
fn split_commas(raw: &str) -> Vec<&str> {
    let mut parts = Vec::with_capacity(2);
    let mut depth = 0_usize;
    let mut start = 0;
    for (offset, byte) in raw.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                parts.push(raw[start..offset].trim_ascii());
                start = offset + 1;
            }
            _ => {}
        }
    }
    parts.push(raw[start..].trim_ascii());
    parts
}

/// The words of a name: white space and `~` outside of braces divide them.
fn words(raw: &str) -> impl Iterator<Item = &str> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '~');
        if rest.is_empty() {
            return None;
        }
        let mut depth = 0_usize;
        let mut escaped = false;
        let end = rest.bytes().position(|byte| {
            // `\~n` is a letter, `\ ` is a space.
            let tilde = byte == b'~' && !escaped;
            escaped = byte == b'\\' && !escaped;
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && (byte.is_ascii_whitespace() || tilde)
        });
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(word)
    })
}

/// The part of a text from the first of some words of it to the last.
fn span_of<'a>(raw: &'a str, words: &[&'a str]) -> &'a str {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return "" };
    let base = raw.as_ptr() as usize;
    let start = first.as_ptr() as usize - base;
    let end = last.as_ptr() as usize - base + last.len();
    &raw[start..end]
}

/// Whether a word's first letter is in lower case: the letters in braces do not count, but those
/// of a special character (`{\'e}`) do.
fn is_lower(word: &str) -> bool {
    let mut depth = 0_usize;
    for (at, c) in word.char_indices() {
        match c {
            '{' if depth == 0 && word[at + 1..].starts_with('\\') => {
                return special_is_lower(&word[at + 2..]);
            }
            '\\' if depth == 0 => return special_is_lower(&word[at + 1..]),
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphabetic() => return c.is_lowercase(),
            _ => {}
        }
    }
    false
}

/// The case of a special character, after its backslash: that of the letter a command stands for
/// (`\o`, `\AE`), or of the letter an accent is set on (`'e`, `v{C}`).
fn special_is_lower(rest: &str) -> bool {
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let stands_alone = matches!(
        &rest[..letters],
        "i" | "j"
            | "o"
            | "O"
            | "l"
            | "L"
            | "oe"
            | "OE"
            | "ae"
            | "AE"
            | "aa"
            | "AA"
            | "ss"
            | "dh"
            | "DH"
            | "dj"
            | "DJ"
            | "th"
            | "TH"
            | "ng"
            | "NG"
    );
    let base = if stands_alone { rest } else { &rest[letters..] };
    let base = if letters == 0 { rest.get(1..).unwrap_or_default() } else { base };
    base.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests;
