//! Recognizes words for "and others": as a whole name, or at the end of one.

use crate::model::Name;
use crate::words::Words;

/// Replaces the last of several names with [`Name::Others`] if it consists only of words for "and
/// others", as written by programs that have no other way: `others`, as in pandoc, or `et al.`
///
/// A single name is not replaced, since a style would have nobody to print.
pub(crate) fn mark_others(names: &mut [Name]) {
    if let [_, .., last] = names
        && match last {
            Name::Literal(name) => means_others(name),
            // `et al.` as a program takes it apart that knows only people.
            Name::Person(person) => person.given == "et" && is_al(&person.family),
            Name::Others => false,
        }
    {
        *last = Name::Others;
    }
}

/// True if a word is the `al.` of "et al."
fn is_al(word: &str) -> bool {
    matches!(word.strip_suffix('.').unwrap_or(word), "al" | "alii")
}

/// True if a name is "et al." with its words taken for a family and a given name: `al., et`.
fn is_taken_apart(name: &str) -> bool {
    let comma = name.bytes().position(|byte| byte == b',');
    if !comma.is_some_and(|comma| name[comma + 1..].trim_start().starts_with("et")) {
        return false;
    }
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '}'));
    name.split_once(',').is_some_and(|(al, et)| et.trim() == "et" && is_al(al.trim()))
}

/// True if a name consists only of words for "and others", in any of the languages that are common
/// in bibliographies.
///
/// *Shape*: `others`, `et~al.`, `\emph{et al.}`, `...`, `colleagues`, `и др.` and `等`, but not
/// `Others, Jane`, `U. A.` or `Al, Et`.
fn means_others(name: &str) -> bool {
    others_start(name) == Some(0)
}

/// Where the words for "and others" at the end of a name begin, including the comma and spaces
/// before them; `None` if the name does not end in this way.
///
/// *Units*: bytes. 0 if the name consists only of these words.
pub(crate) fn others_start(name: &str) -> Option<usize> {
    if name.len() < 16 && is_taken_apart(name) {
        return Some(0);
    }
    if !may_end(name) {
        return None;
    }
    let mut words = WordsFromEnd { text: name, end: name.len() };
    let (last, start) = words.next()?;
    let before = words.next();
    // `Et, Al` is a person.
    let apart = |from: usize| name[from..start].contains(',');
    // TeX writes `ă` as `\u{a}`, which is no `u. a.`.
    let is_command = |from: usize| {
        let word = name[from..].trim_start_matches(|c| "{ ".contains(c));
        word.strip_prefix('\\').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    };
    if let Some((before, from)) = before
        && !apart(from)
        && !is_command(from)
        && PAIRS.iter().any(|pair| pair.matches(before, last))
    {
        return Some(trim_start(name, from));
    }
    let alone = before.is_none();
    if is_ellipsis(last) || is_glued(last) || alone && is_alone(last) {
        return Some(trim_start(name, start));
    }
    None
}

/// True if the last word of a name may be the last of these words, judging by its first letter,
/// which rules out most names.
fn may_end(name: &str) -> bool {
    let divides = |byte: &u8| {
        byte.is_ascii_whitespace() || matches!(byte, b'~' | b'{' | b'}' | b',' | b';' | b'"')
    };
    let bytes = name.as_bytes();
    let Some(last) = bytes.iter().rposition(|byte| !divides(byte)) else { return true };
    let start = bytes[..last].iter().rposition(divides).map_or(0, |before| before + 1);
    let word = &bytes[start..=last];
    let is_plain = word.iter().all(u8::is_ascii_alphabetic);
    !is_plain || str::from_utf8(word).is_ok_and(ends_others)
}

/// Whether a word may be the last of words for "and others" that consist of letters.
pub(crate) fn ends_others(word: &str) -> bool {
    LAST.has_in_any_case(word)
}

/// The words of letters of ASCII that are the last of words for "and others".
static LAST: Words<30> = Words::new([
    "a",
    "al",
    "alia",
    "aliae",
    "alii",
    "alios",
    "alteri",
    "altri",
    "andere",
    "anderen",
    "autres",
    "col",
    "coll",
    "colleagues",
    "cols",
    "coworkers",
    "etal",
    "fl",
    "flera",
    "flere",
    "in",
    "inni",
    "kol",
    "kolektiv",
    "mitarbeiter",
    "muut",
    "other",
    "others",
    "otros",
    "outros",
]);

/// Two words that mean "and others".
struct Pair {
    first: &'static str,
    seconds: &'static [&'static str],
    /// True if they are initials or names when in capitals.
    lower_only: bool,
}

impl Pair {
    fn matches(&self, first: &str, second: &str) -> bool {
        let equal = |word: &str, known: &str| {
            if self.lower_only { word == known } else { word.eq_ignore_ascii_case(known) }
        };
        equal(first, self.first) && self.seconds.iter().any(|known| equal(second, known))
    }
}

const fn any_case(first: &'static str, seconds: &'static [&'static str]) -> Pair {
    Pair { first, seconds, lower_only: false }
}

const fn lower(first: &'static str, seconds: &'static [&'static str]) -> Pair {
    Pair { first, seconds, lower_only: true }
}

const ENGLISH: &[&str] = &["others", "colleagues", "coworkers", "co-workers"];

const PAIRS: &[Pair] = &[
    any_case("et", &["al", "alii", "alia", "aliae", "alios", "alteri"]),
    any_case("and", ENGLISH),
    any_case("&", ENGLISH),
    lower("and", &["other"]),
    lower("&", &["al"]),
    lower("et", &["autres", "col", "coll"]),
    lower("u", &["a"]),
    lower("und", &["andere", "anderen", "mitarbeiter"]),
    lower("u", &["andere", "mitarbeiter"]),
    lower("e", &["a"]),
    lower("en", &["anderen"]),
    lower("m", &["fl"]),
    lower("med", &["flere", "flera"]),
    lower("y", &["otros", "cols", "col"]),
    lower("e", &["outros", "altri"]),
    lower("i", &["in", "inni"]),
    lower("a", &["kol", "kolektiv"]),
    lower("ja", &["muut"]),
    lower("и", &["др", "другие"]),
    lower("та", &["ін", "інші"]),
];

/// Words that mean "and others" as a whole name.
fn is_alone(word: &str) -> bool {
    if word == "other" {
        return true;
    }
    const WORDS: [&str; 8] =
        ["others", "colleagues", "coworkers", "co-workers", "等", "等人", "ほか", "他"];
    WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// `et al.` as one word.
fn is_glued(word: &str) -> bool {
    word == "etal" || word.eq_ignore_ascii_case("et.al")
}

fn is_ellipsis(word: &str) -> bool {
    word == "…" || word.len() >= 3 && word.bytes().all(|byte| byte == b'.')
}

/// Characters that separate words, besides white space: TeX's ties and groups, and commas.
fn divides(c: char) -> bool {
    c.is_whitespace() || matches!(c, '~' | '{' | '}' | ',' | ';' | '"')
}

/// The words of a text from its end, without full stops, each with its position. Font commands are
/// skipped.
struct WordsFromEnd<'t> {
    text: &'t str,
    end: usize,
}

impl<'t> Iterator for WordsFromEnd<'t> {
    type Item = (&'t str, usize);

    fn next(&mut self) -> Option<(&'t str, usize)> {
        loop {
            let rest = self.text[..self.end].trim_end_matches(divides);
            if rest.is_empty() {
                return None;
            }
            let start = rest.char_indices().rev().find(|(_, c)| divides(*c));
            let start = start.map_or(0, |(at, c)| at + c.len_utf8());
            self.end = start;
            let word = &rest[start..];
            match word {
                r"\ldots" | r"\dots" => return Some(("…", start)),
                r"\&" => return Some(("&", start)),
                _ if is_shape(word) => {}
                // The backslash of a control space is at the end of a word.
                _ => {
                    let word = word.trim_matches('\\');
                    let bare = word.trim_end_matches('.');
                    // `u.a.` is two words, like `u. a.`.
                    if let Some((first, second)) = bare.split_once('.')
                        && matches!((first, second), ("u" | "e", "a") | ("m", "fl") | ("и", "др"))
                    {
                        self.end = start + first.len();
                        return Some((second, start + first.len() + 1));
                    }
                    return Some((if bare.is_empty() { word } else { bare }, start));
                }
            }
        }
    }
}

/// Commands that only change the font of the text after them.
fn is_shape(word: &str) -> bool {
    const SHAPES: [&str; 9] = [
        r"\emph",
        r"\textit",
        r"\textsl",
        r"\textrm",
        r"\em",
        r"\it",
        r"\itshape",
        r"\rm",
        r"\upshape",
    ];
    SHAPES.contains(&word)
}

/// Moves back over separators and font commands to the end of the name.
fn trim_start(name: &str, mut start: usize) -> usize {
    loop {
        let before = name[..start].trim_end_matches(|c: char| c != '}' && divides(c));
        let shape = before.rfind('\\').filter(|at| is_shape(&before[*at..]));
        match shape {
            Some(at) => start = at,
            None => {
                let before = before.strip_suffix('\\').unwrap_or(before);
                // A `{` that was skipped must be otherwise empty.
                return before.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LAST, PAIRS, mark_others, means_others, others_start};
    use crate::model::Name;

    #[test]
    fn every_last_word_is_in_the_list_that_is_asked_first() {
        let is_plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let seconds = PAIRS.iter().flat_map(|pair| pair.seconds).copied();
        for word in seconds.filter(|word| is_plain(word)) {
            assert!(LAST.has_in_any_case(word), "{word}");
        }
    }

    #[test]
    fn words_for_others_are_known_as_a_whole_name() {
        for name in [
            "others",
            "Others",
            "and others",
            "et al.",
            "et al",
            "et~al.",
            "et. al.",
            "Et Al.",
            "{et al.}",
            r"\emph{et al.}",
            r"{\it et~al.}",
            r"et\ al.",
            "et alii",
            "...",
            "…",
            r"\ldots",
            r"\dots{}",
            "colleagues",
            "u.a.",
            "u. a.",
            "и др.",
            "等",
            "m.fl.",
            "m. fl.",
            "e.a.",
            "& al.",
            "etal.",
            "et.al.",
            "y otros",
            "i in.",
        ] {
            assert!(means_others(name), "{name}");
        }
        for name in [
            "Others, Jane",
            "Al, Et",
            "U. A.",
            "E.A.",
            "Doe",
            "",
            "{}",
            "Brothers",
            "A. Kol",
            "Ua",
            "Al",
            "J. Al",
            "Planet Al",
            "M. Fl.",
        ] {
            assert!(!means_others(name), "{name}");
        }
    }

    #[test]
    fn words_for_others_end_a_name() {
        let cut = |name: &'static str| others_start(name).map(|at| &name[..at]);
        for name in [
            "Doe, J. et al.",
            "Doe, J., et al",
            "Doe, J.~et~al.",
            r"Doe, J. \emph{et al.}",
            r"Doe, J. {\em et al.}",
            "Doe, J. et. al.",
            "Doe, J. u.a.",
            "Doe, J. u. a.",
            "Doe, J. & others",
            r"Doe, J. \& others",
            "Doe, J. и др.",
            r"Doe, J.\ et\ al.",
        ] {
            assert_eq!(cut(name), Some("Doe, J."), "{name}");
        }
        assert_eq!(cut("{Doe and Sons} et al."), Some("{Doe and Sons}"));
        assert_eq!(cut("Doe, J. ..."), Some("Doe, J."));
        for name in [
            "Doe, J.",
            "Fanthorpe, U. A.",
            "Alaa Sadet",
            "藤原 等",
            "Jane Others",
            r"Daraban{\u{a}}",
        ] {
            assert_eq!(cut(name), None, "{name}");
        }
    }

    #[test]
    fn only_the_last_of_several_is_marked() {
        let mut names = vec![Name::literal("others")];
        mark_others(&mut names);
        assert_eq!(names, [Name::literal("others")]);
        let mut names = vec![Name::literal("others"), Name::person("Others", "")];
        mark_others(&mut names);
        assert_eq!(names, [Name::literal("others"), Name::person("Others", "")]);
    }
}
