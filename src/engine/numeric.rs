//! Numbers as people write them: `12`, `2nd`, `S10–S15`, `3 & 4`, `iv`, `12, n. 3`.
//!
//! *Source*: CSL 1.0.2 specification, "Choose" (`is-numeric`) and "Number"; where it is silent, the
//! output of citeproc-js.

use crate::engine::labels::{Label, leading_label};
use crate::model::{Variable, is_roman};

/// The text of a number variable, split into numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Numeric<'t> {
    pub(crate) items: Vec<Item<'t>>,
}

/// One number of a text, with the text before and after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Item<'t> {
    /// The label of the number: `n.` before `3`.
    pub(crate) label: Option<Label<'t>>,
    pub(crate) token: Token<'t>,
    /// What joins this number to the next.
    pub(crate) joiner: Option<Joiner<'t>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    /// A number that consists only of digits.
    Integer(&'t str, u64),
    /// A number with letters (`2nd`, `S10`), or a roman numeral.
    Numeral(&'t str),
    /// Anything else.
    Words(&'t str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joiner<'t> {
    /// A comma, a semicolon or a word, with its spaces.
    Separator(&'t str),
    Ampersand,
    /// A hyphen that means a range.
    Range,
    /// A hyphen between numbers of which the second leaves something out (`12:3-5`, `109-7 (2)`): a
    /// range if the style has no page range format.
    LooseRange,
    /// A hyphen between numbers that begin with the same digits and letters (`5m20316-5m20319`): a
    /// range if the style's page range format shortens it.
    FormattedRange,
    /// A dash that means a range.
    DashedRange,
    /// A hyphen that joins and does not mean a range.
    Hyphen,
    /// A dash that joins and does not mean a range.
    Dash,
}

/// The words and signs that join numbers in a language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Joiners<'s> {
    /// `and`, without spaces around it.
    pub(crate) and: &'s str,
    /// The replacement for `&`.
    pub(crate) ampersand: &'s str,
}

/// The labels with which the text of a variable may begin; a text that begins with another label is
/// words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leading {
    Any,
    /// Only its own label, by the name of the term.
    Own(&'static str),
}

impl Leading {
    pub(crate) fn of(variable: Variable) -> Leading {
        match variable {
            Variable::Page | Variable::PageFirst | Variable::Locator | Variable::Number => {
                Leading::Any
            }
            _ => Leading::Own(variable.name()),
        }
    }

    /// The label at the beginning of a text.
    pub(crate) fn label(self, text: &str) -> Option<Label<'_>> {
        leading_label(text).filter(|label| self.accepts(label))
    }

    fn accepts(self, label: &Label<'_>) -> bool {
        self == Leading::Any || self == Leading::Own(label.term)
    }
}

#[cfg(test)]
const ENGLISH: Joiners<'static> = Joiners { and: "and", ampersand: "&" };

impl<'t> Token<'t> {
    pub(crate) fn as_str(self) -> &'t str {
        match self {
            Token::Integer(text, _) | Token::Numeral(text) | Token::Words(text) => text,
        }
    }

    pub(crate) fn is_number(self) -> bool {
        !matches!(self, Token::Words(_))
    }

    /// True if it is numeric for conditions and labels. Roman numerals in capitals, which may also
    /// be words, are not, and neither are those with a first letter that citeproc-js does not look
    /// for (`c`, `l`).
    fn counts(self) -> bool {
        let is_odd = |text: &str| {
            let capitals = text.bytes().all(|byte| b"IVXLCDM".contains(&byte));
            capitals || (is_roman_number(text) && !text.starts_with(['i', 'v', 'x']))
        };
        self.is_number() && !matches!(self, Token::Numeral(text) if is_odd(text))
    }
}

impl Numeric<'_> {
    /// True if the text is numeric in the sense of `is-numeric`: it begins with a number.
    pub(crate) fn is_numeric(&self) -> bool {
        self.items.first().is_some_and(|item| item.token.counts())
    }

    /// True if there are several numbers from this item on, up to the next label of another kind.
    pub(crate) fn is_plural_from(&self, index: usize) -> bool {
        let items = &self.items[index.min(self.items.len())..];
        let Some(first) = items.first().filter(|first| first.token.counts()) else {
            return false;
        };
        let own = first.label.map(|label| label.term);
        let other = |item: &Item<'_>| item.label.is_some_and(|label| Some(label.term) != own);
        let pairs = items.windows(2).take_while(|pair| !other(&pair[1]));
        // Words after a dash are not a second number (`2--Seminumerical Algorithms`), but the `ff`
        // in `12-ff` is, and so is anything after a comma (`2nd, revised`).
        let is_more = |item: &Item<'_>| {
            let text = item.token.as_str();
            text.len() <= 2 || text.contains(|c: char| c.is_numeric())
        };
        let joins = |pair: &[Item<'_>]| match pair[0].joiner {
            _ if pair[1].token.is_number() => true,
            Some(Joiner::Separator(_)) => pair[0].token.is_number(),
            Some(Joiner::Range | Joiner::Dash) => is_more(&pair[1]),
            _ => true,
        };
        let mut joined = pairs.filter(|pair| joins(pair));
        // A hyphen at the very end means that there are more.
        joined.next().is_some() || (first.joiner.is_some() && items.len() == 1)
    }
}

/// Splits a text into numbers.
pub(crate) fn parse<'t>(text: &'t str, leading: Leading, joiners: Joiners<'_>) -> Numeric<'t> {
    if let Some(range) = range_of_integers(text) {
        return range;
    }
    let mut items: Vec<Item<'t>> = Vec::with_capacity(4);
    let mut rest = text.trim().trim_start_matches('-').trim_start();
    while !rest.is_empty() {
        let written = leading_label(rest);
        let label = written.filter(|label| !items.is_empty() || leading.accepts(label));
        let behind = label.map_or(rest, |label| rest[label.text.len()..].trim_start());
        let (token, joiner, after) = next_token(behind, joiners);
        let foreign = written.is_some() && label.is_none();
        let token = if foreign { Token::Words(token) } else { classify(token) };
        items.push(Item { label, token, joiner });
        rest = after;
    }
    if items.len() > 1 {
        // Fractions are numbers only where they stand alone.
        let fractions = items.iter_mut().filter(|item| is_fraction(item.token.as_str()));
        fractions.for_each(|item| item.token = Token::Words(item.token.as_str()));
    }
    settle_hyphens(&mut items);
    Numeric { items }
}

/// The numbers of a text that is a range of integers (`123-145`), as most pages are.
fn range_of_integers(text: &str) -> Option<Numeric<'_>> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (first, rest) = text.split_at(digits(text));
    let last = rest.strip_prefix('-')?;
    if first.is_empty() || last.is_empty() || digits(last) < last.len() {
        return None;
    }
    let item = |number, joiner| Item { label: None, token: classify(number), joiner };
    Some(Numeric { items: vec![item(first, Some(Joiner::Range)), item(last, None)] })
}

/// True if a text is numeric in the sense of `is-numeric`.
pub(crate) fn is_numeric(text: &str, leading: Leading, joiners: Joiners<'_>) -> bool {
    let bytes = text.as_bytes();
    (!bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit))
        || parse(text, leading, joiners).is_numeric()
}

/// True if a text contains several numbers: a range or a list.
pub(crate) fn is_plural(text: &str, leading: Leading, joiners: Joiners<'_>) -> bool {
    !text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && parse(text, leading, joiners).is_plural_from(0)
}

/// The next token, the joiner after it, and the rest of the text.
fn next_token<'t>(text: &'t str, joiners: Joiners<'_>) -> (&'t str, Option<Joiner<'t>>, &'t str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let here = &text[at..];
        let joiner = match bytes[at] {
            // An escaped hyphen is an ordinary character.
            b'\\' if bytes.get(at + 1) == Some(&b'-') => {
                at += 2;
                continue;
            }
            b'-' if bytes.get(at + 1) == Some(&b'-') => {
                at += 2;
                continue;
            }
            b'-' => Some((Joiner::Range, 1)),
            0xE2 if here.starts_with("– ") => {
                Some((Joiner::Separator(&here[.."– ".len()]), "– ".len()))
            }
            0xE2 if here.starts_with('–') => Some((Joiner::Dash, '–'.len_utf8())),
            b' ' if here.starts_with(" –") => {
                let length = " –".len() + usize::from(here[" –".len()..].starts_with(' '));
                Some((Joiner::Separator(&here[..length]), length))
            }
            b'&' => Some((Joiner::Ampersand, 1)),
            b',' | b';' if bytes.get(at + 1) == Some(&b' ') => {
                // `213, et 235`
                let word = joining_word(&here[1..], joiners.and).map_or(1, str::len);
                Some((Joiner::Separator(&here[..1 + word]), 1 + word))
            }
            b' ' => joining_word(here, joiners.and)
                .map(|word| (Joiner::Separator(word), word.len()))
                .or_else(|| labelled(here)),
            _ => None,
        };
        if let Some((joiner, len)) = joiner {
            return (text[..at].trim_end(), Some(joiner), text[at + len..].trim_start());
        }
        at += here.chars().next().map_or(1, char::len_utf8);
    }
    (text.trim_end(), None, "")
}

/// A space before another label: `12 n. 3`.
fn labelled(here: &str) -> Option<(Joiner<'_>, usize)> {
    leading_label(&here[1..]).map(|_| (Joiner::Separator(&here[..1]), 1))
}

/// The `and` of the language, or of English, with a space on both sides.
fn joining_word<'t>(here: &'t str, and: &str) -> Option<&'t str> {
    ["and", and].into_iter().find_map(|word| {
        let behind = here.strip_prefix(' ')?.strip_prefix(word)?.strip_prefix(' ')?;
        (!word.is_empty()).then(|| &here[..here.len() - behind.len()])
    })
}

fn classify(token: &str) -> Token<'_> {
    if !token.is_empty()
        && token.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(value) = token.parse()
    {
        return Token::Integer(token, value);
    }
    let (number, _) = split_counted(token);
    if is_numeral(number) { Token::Numeral(token) } else { Token::Words(token) }
}

/// Letters, digits, letters, or digits, letters, digits, all of them ASCII; digits between hyphens that join (`90\-01`) or
/// strokes; or a Roman numeral.
fn is_numeral(token: &str) -> bool {
    if token.contains("\\-") {
        let is_digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        return token.split("\\-").all(is_digits);
    }
    if token.contains('/') {
        return is_fraction(token);
    }
    let after_prefix = token.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let behind = after_prefix.trim_start_matches(|c: char| c.is_ascii_digit());
    if behind.len() == after_prefix.len() {
        return is_roman_number(token);
    }
    // `5m203` is a number, `m5m203` is none.
    let has_prefix = after_prefix.len() < token.len();
    behind.bytes().all(|byte| match has_prefix {
        true => byte.is_ascii_alphabetic(),
        false => byte.is_ascii_alphanumeric(),
    })
}

/// `2006/07`
fn is_fraction(token: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    token.contains('/') && token.split('/').all(is_digits)
}

/// True if a character belongs to a script without spaces between words: Chinese or Japanese.
pub(crate) fn is_ideographic(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// `D`, the numeral for 500, does not count in citeproc-js, since it is more often a letter.
fn is_roman_number(token: &str) -> bool {
    is_roman(token) && !token.contains(['d', 'D'])
}

/// A hyphen is a range if there are numbers of the same kind on both sides, and no other hyphen
/// follows. If there is a dash, the dash is the range, and the hyphens near it join. A text that
/// begins with words contains no ranges: `TR-01-7`, `Suppl 1-7`.
fn settle_hyphens(items: &mut [Item<'_>]) {
    let begins_with_words = items.first().is_some_and(|first| {
        let text = first.token.as_str();
        let digits = text.trim_start_matches(char::is_alphabetic);
        !first.token.is_number() && !digits.starts_with(|c: char| c.is_ascii_digit())
    });
    let joins = |item: &Item<'_>| matches!(item.joiner, Some(Joiner::Range | Joiner::Dash));
    let mut rest = items;
    while !rest.is_empty() {
        let last = rest.iter().position(|item| !joins(item)).unwrap_or(rest.len() - 1);
        let (stretch, behind) = rest.split_at_mut(last + 1);
        if begins_with_words {
            join_hyphens(stretch);
        } else {
            settle_stretch(stretch);
        }
        rest = behind;
    }
}

/// Treats all hyphens as joining ones.
fn join_hyphens(items: &mut [Item<'_>]) {
    let hyphens = items.iter_mut().filter(|item| item.joiner == Some(Joiner::Range));
    hyphens.for_each(|item| item.joiner = Some(Joiner::Hyphen));
}

/// Resolves the hyphens and dashes between numbers that nothing else separates.
fn settle_stretch(items: &mut [Item<'_>]) {
    let has = |joiner| items.iter().any(|item| item.joiner == Some(joiner));
    if has(Joiner::Range) && has(Joiner::Dash) {
        return join_hyphens(items);
    }
    for index in 0..items.len() {
        let joiner = items[index].joiner;
        if !matches!(joiner, Some(Joiner::Range | Joiner::Dash)) {
            continue;
        }
        let after = items
            .get(index + 1)
            .filter(|after| !matches!(after.joiner, Some(Joiner::Range | Joiner::Dash)));
        let range = after.and_then(|after| range_between(items[index].token, after.token));
        items[index].joiner = match (range, joiner) {
            (Some(Joiner::Range), Some(Joiner::Dash)) => Some(Joiner::DashedRange),
            (_, Some(Joiner::Dash)) => joiner,
            (range, _) => range.or(Some(Joiner::Hyphen)),
        };
    }
}

/// The form of a number, as far as it matters for ranges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape<'t> {
    Digits,
    Roman,
    /// `12b`
    Lettered,
    /// `S10`, `S10b`, `5m203`: the text before the last digits.
    Prefixed(&'t str),
    Other,
}

fn shape(text: &str) -> Shape<'_> {
    if is_roman_number(text) {
        return Shape::Roman;
    }
    let body = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let prefix = body.trim_end_matches(|c: char| c.is_ascii_digit());
    let letters = prefix.trim_start_matches(|c: char| c.is_ascii_digit());
    if body.len() == prefix.len() {
        Shape::Other
    } else if !prefix.is_empty() {
        let prefixes = !letters.is_empty() && letters.bytes().all(|b| b.is_ascii_alphabetic());
        if prefixes { Shape::Prefixed(prefix) } else { Shape::Other }
    } else if body.len() < text.len() {
        Shape::Lettered
    } else {
        Shape::Digits
    }
}

/// The kind of range that a hyphen between two numbers means, if any.
fn range_between(before: Token<'_>, after: Token<'_>) -> Option<Joiner<'static>> {
    use Shape::{Digits, Lettered, Prefixed, Roman};
    let (before, after) = (before.as_str(), after.as_str());
    let (number, tail) = split_counted(after);
    match (shape(before), shape(number)) {
        (Digits | Roman, Digits | Roman) => return Some(Joiner::Range),
        _ if !tail.is_empty() => {}
        (Digits | Lettered, Digits | Lettered) => return Some(Joiner::Range),
        (Prefixed(own), Prefixed(other)) if own == other => {
            let letter_first = own.starts_with(char::is_alphabetic);
            return Some(if letter_first { Joiner::Range } else { Joiner::FormattedRange });
        }
        _ => {}
    }
    if matches!(shape(before), Prefixed(_)) {
        // A page with letters before its number runs to pages with the same letters only.
        return None;
    }
    let leads_back = leading_digits(before)? > leading_digits(after)?;
    leads_back.then_some(Joiner::LooseRange)
}

fn leading_digits(text: &str) -> Option<u64> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

/// A number, and a short word after it that counts something else: `34` and ` vol.2`.
pub(crate) fn split_counted(text: &str) -> (&str, &str) {
    let Some(end) = text.find(' ') else { return (text, "") };
    let (number, tail) = text.split_at(end);
    let behind = tail[1..].trim_start_matches(|c: char| c.is_ascii_lowercase());
    let letters = tail.len() - 1 - behind.len();
    let counts = behind.strip_prefix('.').unwrap_or(behind).trim_start_matches(' ');
    let counted = (1..=4).contains(&letters)
        && counts.len() < behind.len()
        && counts.starts_with(|c: char| c.is_ascii_digit());
    if counted { (number, tail) } else { (text, "") }
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, Joiner, Leading, is_numeric, is_plural, parse};

    #[test]
    fn what_is_numeric() {
        for yes in [
            "12",
            "2nd",
            "2E",
            "12-15",
            "iv-vi",
            "1, 3-5",
            "3 & 4",
            "S10-S15",
            "1/2",
            "p. 3",
            "12, n. 3",
            "12, passim",
            "12r-13v",
        ] {
            assert!(is_numeric(yes, Leading::Any, ENGLISH), "{yes}");
        }
        for no in [
            "",
            "Vol. 2",
            "first-second",
            "A-1",
            "1,234",
            "12 15",
            "12.3-12.5",
            "12 ff.",
            "II",
            "XI-XII",
            "§ 5",
            "page 3",
            "A-B",
            "c",
            "c-25",
        ] {
            assert!(!is_numeric(no, Leading::Any, ENGLISH), "{no}");
        }
    }

    #[test]
    fn what_is_plural() {
        for yes in [
            "3 and 4",
            "12-15",
            "12, 15",
            "12, p. 15",
            "pp. 3-5",
            "12-",
            "12; 13",
            "12-f",
            "2nd, revised",
            "2 and revised",
        ] {
            let numeric = parse(yes, Leading::Any, ENGLISH);
            let page = yes == "12, p. 15";
            assert!(is_plural(yes, Leading::Any, ENGLISH) || page, "{yes} {numeric:?}");
        }
        assert!(is_numeric("90\\-01", Leading::Any, ENGLISH));
        assert!(!is_numeric("RS\\-90", Leading::Any, ENGLISH));
        for no in [
            "12a",
            "90\\-01",
            "2–Words and more",
            "3\\-B",
            "12, n. 3",
            "A-B",
            "12:3-5",
            "p. 3",
            "-12",
        ] {
            assert!(!is_plural(no, Leading::Any, ENGLISH), "{no}");
        }
    }

    #[test]
    fn hyphens_are_ranges_between_like_numbers() {
        let joiner = |text| parse(text, Leading::Any, ENGLISH).items[0].joiner;
        for range in ["12 - 15", "200-x", "12 -13", "S10a-S12b", "12r-13v", "34-126 vol.1"] {
            assert_eq!(joiner(range), Some(Joiner::Range), "{range}");
        }
        for hyphen in [
            "A12-3",
            "12-f",
            "12-",
            "1-2-3",
            "12.3-12.5",
            "123N110-N5",
            "E89-D",
            "S10-E12",
            "12:3-15",
            "1-7 (2)",
            "34-126 suppl.2",
            "12a-x",
            "12-D",
        ] {
            assert_eq!(joiner(hyphen), Some(Joiner::Hyphen), "{hyphen}");
        }
        for loose in ["12:3-5", "9-7 (2)", "12-3B", "7 Suppl 1-3"] {
            assert_eq!(joiner(loose), Some(Joiner::LooseRange), "{loose}");
        }
        assert_eq!(joiner("5m203-5m207"), Some(Joiner::FormattedRange));
    }

    #[test]
    fn texts_that_begin_with_words_have_no_ranges() {
        for text in ["TR-01-7", "CMU-CS-88-203", "foo, 12-15", "D-94-10", "Suppl 1-7", "(1-7)"] {
            let numeric = parse(text, Leading::Any, ENGLISH);
            let ranges = |item: &super::Item<'_>| item.joiner == Some(Joiner::Range);
            assert!(!numeric.items.iter().any(ranges), "{text}: {numeric:?}");
        }
    }

    #[test]
    fn a_written_dash_is_the_range_and_hyphens_near_it_join() {
        let joiners = |text| -> Vec<_> {
            let numeric = parse(text, Leading::Any, ENGLISH);
            numeric.items.iter().filter_map(|item| item.joiner).collect()
        };
        use Joiner::{Dash, DashedRange, Hyphen, Range, Separator};
        assert_eq!(joiners("A-7–A-19"), [Hyphen, Dash, Hyphen]);
        assert_eq!(joiners("5–9-11"), [Dash, Hyphen]);
        assert_eq!(joiners("5–9, 11-12"), [DashedRange, Separator(", "), Range]);
        assert_eq!(joiners("7.3–7.9"), [Dash]);
        assert_eq!(joiners("31–"), [Dash]);
    }

    #[test]
    fn labels_stand_before_their_numbers() {
        let numeric = parse("vol. 2, p. 3-5", Leading::Any, ENGLISH);
        let terms: Vec<_> = numeric.items.iter().map(|i| i.label.map(|l| l.term)).collect();
        assert_eq!(terms, [Some("volume"), Some("page"), None]);
        assert!(numeric.is_plural_from(1) && !numeric.is_plural_from(0));
    }
}
