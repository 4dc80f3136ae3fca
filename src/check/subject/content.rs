//! Decides whether a field has a real value, or is empty or a placeholder.

use crate::check::subject::entry::Subject;
use crate::check::subject::facts::{Content, Few};
use crate::model::{Date, FieldOrigin, Form, Piece, Value, Variable, VariableKind};
use crate::read::Format;
use crate::read::bibtex::stands_for_itself;

impl Subject<'_> {
    /// The content of one of its fields.
    pub(crate) fn content(&self, field: &FieldOrigin) -> &Content {
        let other = |field: &FieldOrigin| match content_of(self, field) {
            Content::Value => None,
            other => Some(other),
        };
        let others = self.facts.contents.get_or_init(|| Few::of(&self.origin.fields, other));
        self.number_of(field).and_then(|number| others.get(number)).unwrap_or(&Content::Value)
    }
}

/// The kind of value that a field holds, since a word may be a placeholder in one kind and not in
/// another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// A title or other text: a song may be called `None`.
    Words,
    /// Names: a person may be called Nan.
    Names,
    /// A number in digits or roman numerals.
    Number,
    /// A DOI, ISBN, ISSN or another registered number.
    Identifier,
    /// Anything else.
    Other,
    /// A date.
    Date,
}

/// The content of a field of an entry.
fn content_of(subject: &Subject<'_>, field: &FieldOrigin) -> Content {
    let is_made = matches!(field.form, Form::Nested | Form::Joined);
    if !is_made && is_surely_value(subject.spelled(field)) {
        return Content::Value;
    }
    let holds = holds(field);
    // Years, volumes and pages, which nearly half of all values are.
    if !is_made && holds != Holds::Identifier && is_in_digits(subject.spelled(field)) {
        return Content::Value;
    }
    if field.form == Form::Joined {
        let pieces = field.pieces();
        let own_name = |piece: &Piece| {
            let name = subject.sources.slice(piece.location);
            piece.expansion.as_deref() == Some(name)
        };
        return match pieces {
            [piece] if own_name(piece) => Content::Unreadable,
            _ if is_long(subject, pieces) => Content::Value,
            _ => {
                let plain = match pieces {
                    [Piece { expansion: Some(text), .. }] if stands_for_itself(text) => {
                        Some(&**text)
                    }
                    _ => None,
                };
                let words = plain.unwrap_or_else(|| subject.written(field).text);
                match is_placeholder(bare(words), holds) && !words.is_empty() {
                    true => Content::Placeholder(words.to_owned()),
                    false => Content::Value,
                }
            }
        };
    }
    let spelled = subject.spelled(field);
    let bare = bare(spelled);
    if bare.is_empty() {
        let is_missing = subject.format == Format::Bibtex && field.form == Form::Bare;
        return if is_missing { Content::Unreadable } else { Content::Empty };
    }
    if is_placeholder(bare, holds) {
        return Content::Placeholder(bare.to_owned());
    }
    // A name or date may be a mapping, whose content is in the model.
    let words = if field.form == Form::Nested { only_words(subject, field) } else { None };
    match words.filter(|words| is_placeholder(words, holds)) {
        Some(words) => Content::Placeholder(words),
        None => Content::Value,
    }
}

/// Whether a text is longer than any placeholder and does not begin like a note to oneself.
fn is_surely_value(spelled: &str) -> bool {
    spelled.len() > LONGEST_PLACEHOLDER + 8
        && is_closed(spelled)
        && !spelled.starts_with(['T', 'F'])
}

/// True if a value is longer than any placeholder, and no note to oneself. Most macros that contain
/// commands are long, as acknowledgements are, so that they need not be decoded to know this.
fn is_long(subject: &Subject<'_>, pieces: &[Piece]) -> bool {
    let texts = pieces.iter().map(|piece| match &piece.expansion {
        Some(text) => &**text,
        None => subject.sources.slice(piece.location),
    });
    let starts_in_word = |text: &str| text.starts_with(|c: char| c.is_ascii_alphanumeric());
    let shown = |text: &str| -> usize {
        // What comes after a `\` may be the name of a command, up to the first space or brace.
        let words = text.split([' ', '{', '}']).filter(|word| !word.contains('\\'));
        words.map(str::len).sum()
    };
    let mut first = texts.clone();
    first.next().is_some_and(|text| starts_in_word(text) && !is_note_to_oneself(text))
        && texts.map(shown).sum::<usize>() > LONGEST_PLACEHOLDER
}

/// The value of a field's variable, if it is one text, one name, or a date in words.
fn only_words(subject: &Subject<'_>, field: &FieldOrigin) -> Option<String> {
    let variable = *field.variables().first()?;
    match subject.entry.get(variable)? {
        Value::Text(text) => Some(text.as_str().to_owned()),
        Value::Names(names) => match &names[..] {
            [name] => Some(name.display()),
            _ => None,
        },
        Value::Date(Date::Literal(words)) => Some(words.clone()),
        Value::Date(_) => None,
    }
}

/// The value without braces, quotes and spaces around it.
fn bare(spelled: &str) -> &str {
    if is_closed(spelled) {
        return spelled;
    }
    let idle = |c: char| c.is_whitespace() || matches!(c, '{' | '}' | '"' | '~' | '\u{a0}');
    let bare = spelled.trim_matches(idle);
    match bare.trim_matches(['[', ']']).trim() {
        "" | "\\" | "\\," => "",
        _ => bare,
    }
}

/// True if a text begins and ends with an ASCII letter or digit, as most do, so that nothing has to
/// be removed.
fn is_closed(text: &str) -> bool {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    is_letter(text.as_bytes().first()) && is_letter(text.as_bytes().last())
}

fn holds(field: &FieldOrigin) -> Holds {
    use Variable as V;
    let Some(&variable) = field.variables().first() else {
        // Fields without a CSL variable mostly contain text of the user's own.
        let is_one_of =
            |names: &[&str]| names.iter().any(|it| it.eq_ignore_ascii_case(&field.name));
        return match () {
            () if is_one_of(&["coden", "lccn", "eprint", "arxivid", "issn-l"]) => Holds::Identifier,
            () if is_one_of(&["month", "day", "crossref"]) => Holds::Other,
            // Readers leave out those that are blank.
            () if is_one_of(&["pages", "volume", "number", "issue", "eid"]) => Holds::Number,
            () => Holds::Words,
        };
    };
    match variable {
        V::Title
        | V::TitleShort
        | V::ContainerTitle
        | V::ContainerTitleShort
        | V::OriginalTitle
        | V::PartTitle
        | V::VolumeTitle
        | V::CollectionTitle
        | V::EventTitle
        | V::ReviewedTitle
        | V::Keyword
        | V::CallNumber => Holds::Words,
        V::Doi | V::Isbn | V::Issn | V::Pmid | V::Pmcid => Holds::Identifier,
        _ if variable.kind() == VariableKind::Name => Holds::Names,
        _ if variable.kind() == VariableKind::Number => Holds::Number,
        _ if variable.kind() == VariableKind::Date => Holds::Date,
        _ => Holds::Other,
    }
}

/// In bytes; only notes to oneself (`TODO: …`) may be longer.
const LONGEST_PLACEHOLDER: usize = 40;

/// What is written for authors who are not known, and the accounts that pages are written with.
const NOBODY: [&str; 25] = [
    "n.n.",
    "n. n.",
    "o.a.",
    "o. a.",
    "o.v.",
    "o. v.",
    "s.n.",
    "no author",
    "без автора",
    "Без автора",
    "автор неизвестен",
    "без автору",
    "sin autor",
    "sem autor",
    "sans auteur",
    "ohne autor",
    "senza autore",
    "nomen nescio",
    "unknown author",
    "author unknown",
    "unknown authors",
    "admin",
    "administrator",
    "webmaster",
    "super user",
];

fn is_placeholder(value: &str, holds: Holds) -> bool {
    // `n/a--n/a`
    if holds == Holds::Number
        && let Some((start, end)) = value.split_once(['-', '–', '—'])
    {
        let end = end.trim_start_matches(['-', '–', '—']).trim();
        let is_twice = start.trim() == end && end.contains(char::is_alphabetic);
        if is_twice && is_placeholder(end, holds) {
            return true;
        }
    }
    // What Mendeley wrote into very many entries.
    const OF_MENDELEY: [&str; 8] = [
        "1011.1669v3",
        "arxiv:1011.1669v3",
        "9788578110796",
        "25246403",
        "10.1017/cbo9781107415324.004",
        "10.1007/s13398-014-0173-7.2",
        "9780874216561",
        "15003161",
    ];
    let is_unfilled = || {
        let is_made_up = |word: &&str| value.eq_ignore_ascii_case(word);
        holds == Holds::Identifier
            && value.len() <= LONGEST_PLACEHOLDER
            && (is_unfilled_identifier(value) || OF_MENDELEY.iter().any(is_made_up))
    };
    // Most values begin with a letter that no placeholder begins with, or with a figure.
    let first = value.bytes().next().filter(u8::is_ascii_alphanumeric);
    if first.is_some_and(|first| !b"tfnumyxosabjlpw".contains(&first.to_ascii_lowercase())) {
        return is_unfilled();
    }
    const ALWAYS: [&str; 12] = [
        "todo",
        "fixme",
        "tbd",
        "tba",
        "tbc",
        "null",
        "n/a",
        "#n/a",
        "to be announced",
        "to do",
        "no title",
        "no title no title",
    ];
    const NO_DATE: [&str; 7] = ["o.j.", "o. j.", "s.d.", "s. d.", "n.d.", "n. d.", "no date"];
    const IN_BRACKETS: [&str; 3] = ["unknown", "missing", "none"];
    const SELDOM: [&str; 4] = ["none", "unknown", "undefined", "n.a."];
    const HARDLY: [&str; 7] = ["na", "nan", "nil", "nn", "yyyy", "yyyy-mm-dd", "not available"];
    if is_note_to_oneself(value) {
        return true;
    }
    if value.len() > LONGEST_PLACEHOLDER {
        return false;
    }
    if is_of_template(value, holds) {
        return true;
    }
    let inner = match is_closed(value) {
        true => value,
        false => value.trim_matches(['[', ']', '(', ')', '<', '>']).trim(),
    };
    let is_one_of = |words: &[&str]| words.iter().any(|word| inner.eq_ignore_ascii_case(word));
    if is_one_of(&ALWAYS) || (inner.len() < value.len() && is_one_of(&IN_BRACKETS)) {
        return true;
    }
    // Punctuation alone is no value, but a title may be a single question mark.
    let signs = !value.contains(|c: char| c.is_alphanumeric() || matches!(c, '\\' | '$'));
    if signs && (holds != Holds::Words || is_blank_sign(value)) {
        return true;
    }
    match holds {
        Holds::Words => is_crosses(value, 4),
        Holds::Names => is_one_of(&SELDOM) || is_one_of(&NOBODY) || is_crosses(value, 3),
        Holds::Date => {
            is_one_of(&SELDOM) || is_one_of(&HARDLY) || is_one_of(&NO_DATE) || is_crosses(value, 3)
        }
        Holds::Number => is_one_of(&SELDOM) || is_one_of(&HARDLY) || is_crosses(value, 3),
        Holds::Identifier => is_one_of(&SELDOM) || is_one_of(&HARDLY) || is_unfilled(),
        Holds::Other => is_one_of(&SELDOM) || is_one_of(&HARDLY) || is_crosses(value, 3),
    }
}

/// `1921`, `653--665`
fn is_in_digits(value: &str) -> bool {
    value.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
        && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// What the templates of programs and of classes of documents have in place of a value.
fn is_of_template(value: &str, holds: Holds) -> bool {
    const WORDS: [&str; 13] = [
        "article title",
        "book title",
        "journal name",
        "lorem ipsum",
        "name of journal",
        "name of the journal",
        "paper title",
        "publisher name",
        "title of article",
        "title of book",
        "title of the article",
        "title of the book",
        "title of the paper",
    ];
    const PEOPLE: [&str; 7] = [
        "author name",
        "first last",
        "firstname lastname",
        "last, first",
        "last name, first name",
        "lastname, firstname",
        "your name",
    ];
    let is_one_of = |words: &[&str]| words.iter().any(|word| value.eq_ignore_ascii_case(word));
    match holds {
        Holds::Names => is_one_of(&PEOPLE),
        Holds::Words | Holds::Other => is_one_of(&WORDS),
        Holds::Number | Holds::Identifier | Holds::Date => false,
    }
}

/// `TODO: find the page`, `\todo{pages}`.
fn is_note_to_oneself(value: &str) -> bool {
    if !value.starts_with(['T', 'F', '\\']) {
        return false;
    }
    let starts = ["TODO", "FIXME", "\\todo", "\\TODO"];
    starts.iter().any(|word| {
        let rest = value.strip_prefix(word);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ' ', '!', '?', '{']))
    })
}

/// Punctuation that is not a title: dashes, dots, two or more question marks.
fn is_blank_sign(value: &str) -> bool {
    value.contains("??") || value.chars().all(|c| matches!(c, '-' | '–' | '—' | '.' | '_'))
}

/// At least this many `x`s, or twice the same number: `xx--xx`. `xxx` may be the roman numeral
/// thirty, but that is rarer.
fn is_crosses(value: &str, least: usize) -> bool {
    if value.starts_with(|c: char| c.is_ascii() && !matches!(c, 'x' | 'X' | '-' | ' ')) {
        return false;
    }
    let crosses = |part: &str| part.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x'));
    let mut parts = value.split(['-', '–', ' ']).filter(|part| !part.is_empty());
    let Some(first) = parts.next().filter(|part| crosses(part)) else { return false };
    match parts.next() {
        None => first.len() >= least,
        Some(second) => first.len() > 1 && second == first && parts.next().is_none(),
    }
}

/// `10.1145/nnnnnnn.nnnnnnn`, `978-x-xxxx-xxxx-x`, `0000-0000`.
fn is_unfilled_identifier(value: &str) -> bool {
    let number = value.rsplit_once('/').map_or(value, |(_, number)| number);
    let only = |allowed: &str| number.chars().all(|c| allowed.contains(c.to_ascii_lowercase()));
    let is_blank = |part: &[u8]| part.eq_ignore_ascii_case(b"-xxxx-");
    (number.len() > 3 && (only("n.-") || only("x.-") || only("0-")))
        || number.as_bytes().windows("-xxxx-".len()).any(is_blank)
}

#[cfg(test)]
mod tests {
    use super::{Holds, bare, is_placeholder};

    #[test]
    fn a_word_is_a_placeholder_only_where_it_cannot_be_meant() {
        for value in [
            "TODO",
            "tbd",
            "N/A",
            "???",
            "??--??",
            "TODO: find the page",
            "null",
            "-",
            "--",
            "[unknown]",
            "TBA",
            ".",
            "\\todo{look it up}",
            "(n/a)",
        ] {
            for holds in
                [Holds::Words, Holds::Names, Holds::Number, Holds::Identifier, Holds::Other]
            {
                assert!(is_placeholder(value, holds), "{value} {holds:?}");
            }
        }
        for value in ["None", "unknown", "undefined", "?", "XXX"] {
            assert!(is_placeholder(value, Holds::Number), "{value}");
            assert!(!is_placeholder(value, Holds::Words), "{value}");
        }
        assert!(is_placeholder("N.N.", Holds::Names) && is_placeholder("o.J.", Holds::Date));
        assert!(is_placeholder("Title of the article", Holds::Words));
        assert!(is_placeholder("Your Name", Holds::Names));
        assert!(!is_placeholder("Your Name", Holds::Words));
        assert!(!is_placeholder("Title", Holds::Words));
        assert!(is_placeholder("1011.1669v3", Holds::Identifier));
        assert!(!is_placeholder("n.d.", Holds::Words));
        for value in ["What now??", "Todorov", "TODOs in Code", "XX", "xx--xxx", "1--", "$\\ast$"] {
            assert!(!is_placeholder(value, Holds::Number), "{value}");
        }
        assert!(!is_placeholder("Nan", Holds::Names) && is_placeholder("xx--xx", Holds::Number));
        assert!(
            is_placeholder("n/a--n/a", Holds::Number) && !is_placeholder("v--v", Holds::Number)
        );
        for value in ["10.1145/nnnnnnn.nnnnnnn", "978-x-xxxx-xxxx-x", "0000-0000", "xxxx-xxxx"] {
            assert!(is_placeholder(value, Holds::Identifier), "{value}");
        }
        for value in ["10.1145/3292500", "0-387-95584-1", "10.1000/xyz", "080442957X"] {
            assert!(!is_placeholder(value, Holds::Identifier), "{value}");
        }
    }

    #[test]
    fn what_says_nothing_is_taken_off() {
        for spelled in ["{{ }}", "~", "[]", "\"\"", "\\ "] {
            assert_eq!(bare(spelled), "", "{spelled}");
        }
        assert_eq!(bare("{[TODO]}"), "[TODO]");
    }
}
