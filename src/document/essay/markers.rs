//! The note markers in a text: `process’1,`, `[1]`, `¹`, `①`, `^1`, `<sup>1</sup>`, `[^1]`, `(1)`.

use std::ops::Range;

use crate::document::essay::marks::{digits, is_small_roman, without_label};
use crate::document::essay::place_values::roman;
use crate::document::essay::words::{circled, superscript};

/// The forms of markers, of which a text uses one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Footnote,
    Superscript,
    Circled,
    Tag,
    Caret,
    Bracket,
    /// `[ii]`, as a word processor writes endnotes into a plain text.
    Roman,
    /// A number directly after a word or its punctuation.
    Attached,
    Parentheses,
    /// `(ii)`.
    RomanParentheses,
}

/// The forms, the most certain first.
pub(super) const FORMS: [Form; 10] = [
    Form::Footnote,
    Form::Superscript,
    Form::Circled,
    Form::Tag,
    Form::Caret,
    Form::Bracket,
    Form::Roman,
    Form::Attached,
    Form::Parentheses,
    Form::RomanParentheses,
];

/// A possible marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) form: Form,
    pub(super) number: u32,
    /// The label of a footnote in Markdown.
    pub(super) label: Option<String>,
    /// The whole marker, with its brackets.
    pub(super) range: Range<usize>,
    /// The number, or the label.
    pub(super) part: Range<usize>,
    /// The text after the number in its brackets: `p. 12`.
    pub(super) behind: Option<Range<usize>>,
    /// Whether it is very likely a marker; otherwise it is one only if it has the next number in
    /// sequence.
    pub(super) is_sure: bool,
}

/// The maximum length of the text in brackets, in bytes.
const MOST_INSIDE: usize = 60;

/// The beginning of a text, as far as what is in brackets may reach.
fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(MOST_INSIDE + 1)]
}

/// Every possible marker in a part of a text, in order.
pub(super) fn candidates(text: &str, within: Range<usize>, found: &mut Vec<Candidate>) {
    let mut at = within.start;
    while at < within.end {
        let rest = &text[at..within.end];
        let Some(c) = rest.chars().next() else { break };
        let length = match c {
            '[' | '\\' => bracket(text, at, within.end, found),
            '［' | '〔' | '【' => wide_bracket(text, at, within.end, found),
            '^' => caret(text, within.start, at, within.end, found),
            '<' => tag(text, at, within.end, found),
            '(' | '（' => parentheses(text, at, within.end, found),
            '0'..='9' => attached(text, within.start, at, within.end, found),
            'h' | 'w' if rest.starts_with("http") || rest.starts_with("www.") => url_length(rest),
            c if superscript(c).is_some() => raised(text, within.start, at, within.end, found),
            c => match circled(c) {
                Some(number) => {
                    let range = at..at + c.len_utf8();
                    found.push(simple(Form::Circled, number, range.clone(), range));
                    c.len_utf8()
                }
                None => 0,
            },
        };
        at += length.max(c.len_utf8());
    }
}

/// The length of a URL, which ends where the parenthesis or bracket that it is in is closed, or
/// before a footnote's marker.
fn url_length(rest: &str) -> usize {
    let mut open = 0_u32;
    for (at, c) in rest.char_indices() {
        match c {
            c if c.is_whitespace() => return at,
            '(' => open += 1,
            ')' if open == 0 => return at,
            ')' => open -= 1,
            '>' => return at,
            '[' if rest[at..].starts_with("[^") => return at,
            _ => {}
        }
    }
    rest.len()
}

fn simple(form: Form, number: u32, range: Range<usize>, part: Range<usize>) -> Candidate {
    Candidate { form, number, label: None, range, part, behind: None, is_sure: true }
}

/// `[\[1\]](#_ftn1)`, as word processors' notes are converted to Markdown.
fn linked(text: &str, at: usize, end: usize, found: &mut Vec<Candidate>) -> Option<usize> {
    let inside = text[at..end].strip_prefix('[').filter(|it| it.starts_with(['[', '\\']))?;
    let mut inner = Vec::new();
    let length = 1 + bracket(text, at + 1, at + near(inside).find(']')? + 2, &mut inner);
    let target = text[at + length..end].strip_prefix("](#")?;
    let [candidate] = &inner[..] else { return None };
    let whole = length + "](#".len() + near(target).find(')')? + 1;
    found.push(Candidate { range: at..at + whole, ..candidate.clone() });
    Some(whole)
}

/// `[^a]`, `[1]`, `[1, 2]`, `[1–3]`, `[3, p. 12]`, `\[1\]`.
fn bracket(text: &str, at: usize, end: usize, found: &mut Vec<Candidate>) -> usize {
    let rest = &text[at..end];
    if let Some(length) = linked(text, at, end, found) {
        return length;
    }
    let escape = usize::from(rest.starts_with('\\'));
    let Some(inside) = rest[escape..].strip_prefix('[') else { return 0 };
    let Some(close) = near(inside).find(']') else { return 0 };
    let body = inside[..close].trim_end_matches('\\');
    let (start, length) = (at + escape + 1, escape + close + 2);
    if text[at + length..end].starts_with('(') && escape == 0 {
        // A link.
        return 0;
    }
    if let Some(label) = body.strip_prefix('^') {
        if !label.is_empty() && !label.contains(char::is_whitespace) {
            let part = start + 1..start + body.len();
            let number = label.parse().unwrap_or_default();
            let candidate = simple(Form::Footnote, number, at..at + length, part);
            found.push(Candidate { label: Some(label.to_owned()), ..candidate });
        }
        return length;
    }
    if let Some(number) = roman(body).filter(|_| is_small_roman(body)) {
        let part = start..start + body.len();
        found.push(simple(Form::Roman, number, at..at + length, part));
        return length;
    }
    let bare = without_label(body);
    works(bare, start + body.len() - bare.len(), at..at + length, found);
    length
}

/// `［1］`, `〔1〕`, `【1】`.
fn wide_bracket(text: &str, at: usize, end: usize, found: &mut Vec<Candidate>) -> usize {
    const PAIRS: [(char, char); 3] = [('［', '］'), ('〔', '〕'), ('【', '】')];
    let rest = &text[at..end];
    let pair = PAIRS.iter().find(|(open, _)| rest.starts_with(*open));
    let Some((open, close)) = pair else { return 0 };
    let inside = &rest[open.len_utf8()..];
    let Some(length) = near(inside).find(*close) else { return 0 };
    let whole = open.len_utf8() + length + close.len_utf8();
    works(&inside[..length], at + open.len_utf8(), at..at + whole, found);
    whole
}

/// The numbers in brackets, each with the text after it: `[2, p. 52; 3]`.
fn works(body: &str, start: usize, range: Range<usize>, found: &mut Vec<Candidate>) {
    let mut all = Vec::new();
    let mut at = start;
    let is_each = body.split(';').all(|work| {
        let before = all.len();
        numbers(Form::Bracket, work, at, &range, &mut all);
        at += work.len() + 1;
        all.len() > before
    });
    match is_each {
        true => found.append(&mut all),
        false => numbers(Form::Bracket, body, start, &range, found),
    }
}

/// The numbers of one marker: `2,3`, `2–4`, `2⁻⁴`.
fn group(form: Form, text: &str, range: Range<usize>, inside: Range<usize>) -> Vec<Candidate> {
    let mut plain = String::new();
    let mut found = Vec::new();
    let is_list = text[inside.clone()].chars().all(|c| {
        plain.extend(match c {
            '⁻' => Some('-'),
            c => superscript(c).and_then(|digit| char::from_digit(digit, 10)).or(Some(c)),
        });
        c.is_ascii_digit() || superscript(c).is_some() || matches!(c, ',' | ' ' | '-' | '–' | '⁻')
    });
    if is_list {
        numbers(form, &plain, 0, &range, &mut found);
    }
    for candidate in &mut found {
        candidate.part = match plain.len() == inside.len() {
            true => inside.start + candidate.part.start..inside.start + candidate.part.end,
            false => inside.clone(),
        };
    }
    found
}

/// The length of a list of the following numbers, after a first one, that is written right behind
/// it: `,3`, `, 3`, `–5`.
fn more_numbers(text: &str, first: u32) -> usize {
    const MOST: u32 = 6;
    let (mut last, mut length) = (first, 0);
    while let Some(sign) = text[length..].chars().next() {
        let rest = &text[length + sign.len_utf8()..];
        let bare = if sign == ',' { rest.strip_prefix(' ').unwrap_or(rest) } else { rest };
        let number: String = { bare.chars() }
            .map_while(|c| superscript(c).and_then(|it| char::from_digit(it, 10)).or(Some(c)))
            .take_while(char::is_ascii_digit)
            .collect();
        let Some((number, digits)) = digits(&number) else { break };
        let fits = match sign {
            ',' => number == last + 1,
            '-' | '–' | '⁻' => number > last && number <= last + MOST,
            _ => false,
        };
        if !fits {
            break;
        }
        let written: usize = bare.chars().take(digits).map(char::len_utf8).sum();
        length = text.len() - bare.len() + written;
        last = number;
    }
    length
}

/// The numbers in a marker, and the text after them.
fn numbers(form: Form, body: &str, start: usize, range: &Range<usize>, found: &mut Vec<Candidate>) {
    let mut here: Vec<Candidate> = Vec::new();
    let mut at = 0;
    loop {
        let blank = body[at..].len() - body[at..].trim_start().len();
        at += blank;
        let Some((number, length)) = digits(&body[at..]).filter(|(number, _)| *number < 1000)
        else {
            break;
        };
        let part = start + at..start + at + length;
        let previous = here.last().map(|last| (last.number, last.part.end - start));
        let is_range =
            previous.is_some_and(|(_, end)| matches!(body[end..at].trim(), "-" | "–" | "—"));
        if let Some((first, _)) = previous.filter(|_| is_range)
            && number > first
            && number - first < 50
        {
            let between = first + 1..number;
            here.extend(between.map(|it| simple(form, it, range.clone(), part.clone())));
        }
        here.push(simple(form, number, range.clone(), part));
        at += length;
        let rest = body[at..].trim_start();
        let Some(sign) = rest.chars().next() else {
            found.append(&mut here);
            return;
        };
        if !matches!(sign, ',' | ';' | '-' | '–' | '—') {
            break;
        }
        at = body.len() - rest.len() + sign.len_utf8();
    }
    // `[3, p. 12]` is a marker; `[1917 edition]` is not.
    let rest = &body[at..];
    let said = rest.trim_start_matches([',', ':', ' ', ';']);
    let is_place = said.len() < 30
        && said.contains(|c: char| c.is_ascii_digit())
        && body[..at].trim_end().ends_with([',', ':', ';']);
    let colon =
        rest.trim_start().starts_with(':') && said.starts_with(|c: char| c.is_ascii_digit());
    if let Some(last) = here.last_mut().filter(|_| is_place || colon) {
        let behind = start + body.len() - said.len();
        last.behind = Some(behind..start + body.len());
        found.append(&mut here);
    }
}

/// `^1`, `^1^`, `^(1)`, `^[1]`.
fn caret(text: &str, first: usize, at: usize, end: usize, found: &mut Vec<Candidate>) -> usize {
    let rest = &text[at + 1..end];
    // `x^2`, `10^6` and `(a + b)^2` are not markers.
    let before = &text[first..at];
    let word = letters_before(before);
    let is_power = (1..=2).contains(&word.chars().count())
        || before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '}' | '|'));
    if let Some(length) = rest.find('^').filter(|length| *length <= 20) {
        let inside = at + 1..at + 1 + length;
        let several = group(Form::Caret, text, at..inside.end + 1, inside);
        if several.len() > 1 {
            found.extend(several.into_iter().map(|it| Candidate { is_sure: !is_power, ..it }));
            return length + 2;
        }
    }
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("", "^"), ("", "")] {
        let Some(inside) = rest.strip_prefix(open) else { continue };
        let Some((number, length)) = digits(inside) else { continue };
        if !inside[length..].starts_with(close) {
            continue;
        }
        let start = at + 1 + open.len();
        let whole = 1 + open.len() + length + close.len();
        let candidate = simple(Form::Caret, number, at..at + whole, start..start + length);
        found.push(Candidate { is_sure: !is_power, ..candidate });
        return whole;
    }
    0
}

/// `<sup>1</sup>`, `<sup>[1]</sup>`.
fn tag(text: &str, at: usize, end: usize, found: &mut Vec<Candidate>) -> usize {
    let rest = &text[at..end];
    let Some(inside) = rest.strip_prefix("<sup>") else { return 0 };
    let Some(close) = near(inside).find("</sup>") else { return 0 };
    let body = &inside[..close];
    let bare = body.trim_start_matches(['[', '(', ' ']);
    let start = at + 5 + body.len() - bare.len();
    let whole = 5 + close + 6;
    let bare = bare.trim_end_matches([']', ')', ' ']);
    let numbers = group(Form::Tag, text, at..at + whole, start..start + bare.len());
    let is_one = !numbers.is_empty();
    found.extend(numbers);
    if is_one { whole } else { 0 }
}

/// `(1)`, `（1）`, `(6, 7)`.
fn parentheses(text: &str, at: usize, end: usize, found: &mut Vec<Candidate>) -> usize {
    let open = if text[at..].starts_with('(') { 1 } else { '（'.len_utf8() };
    let inside = &text[at + open..end];
    if let Some((number, length)) = roman_before(inside, ')') {
        let part = at + open..at + open + length;
        found.push(simple(Form::RomanParentheses, number, at..part.end + 1, part));
        return open + length + 1;
    }
    let Some((number, first)) = digits(inside).filter(|(number, _)| *number < 1000) else {
        return 0;
    };
    let length = first + more_numbers(&inside[first..], number);
    let Some(close) = inside[length..].chars().next().filter(|c| matches!(c, ')' | '）')) else {
        return 0;
    };
    let whole = open + length + close.len_utf8();
    let part = at + open..at + open + length;
    found.extend(group(Form::Parentheses, text, at..at + whole, part));
    whole
}

/// The small Roman numeral at the beginning of a text that a bracket closes, and its length.
fn roman_before(text: &str, close: char) -> Option<(u32, usize)> {
    let length = text.find(|c: char| !c.is_ascii_lowercase())?;
    let is_closed = text[length..].starts_with(close) && is_small_roman(&text[..length]);
    roman(&text[..length]).filter(|_| is_closed).map(|number| (number, length))
}

/// `¹²`.
fn raised(text: &str, first: usize, at: usize, end: usize, found: &mut Vec<Candidate>) -> usize {
    let mut number = 0_u32;
    let mut length = 0;
    for c in text[at..end].chars() {
        let Some(digit) = superscript(c) else { break };
        number = number.saturating_mul(10).saturating_add(digit);
        length += c.len_utf8();
    }
    // `km²` and `x²` are not markers.
    let before = &text[first..at];
    let word = letters_before(before);
    let is_sure = !(1..=2).contains(&word.chars().count());
    let more = match is_raised(&text[at + length..end]) {
        true => more_numbers(&text[at + length..end], number),
        false => 0,
    };
    let range = at..at + length + more;
    let numbers = group(Form::Superscript, text, range.clone(), range);
    found.extend(numbers.into_iter().map(|it| Candidate { is_sure, ..it }));
    length + more
}

/// Whether a sign and another raised number follow: `,³`.
fn is_raised(text: &str) -> bool {
    let mut behind = text.chars().skip(1).skip_while(|c| *c == ' ');
    behind.next().is_some_and(|c| superscript(c).is_some())
}

/// The letters at the end of a text.
fn letters_before(text: &str) -> &str {
    let bare = text.trim_end_matches(char::is_alphabetic);
    &text[bare.len()..]
}

/// `process’1,`, `control.2`, `word3`.
fn attached(text: &str, first: usize, at: usize, end: usize, found: &mut Vec<Candidate>) -> usize {
    let length = text[at..end].bytes().take_while(u8::is_ascii_digit).count();
    let Some((number, _)) = digits(&text[at..end]).filter(|_| length <= 3) else { return length };
    let more = more_numbers(&text[at + length..end], number);
    let lengths = [length + more, length];
    let strengths =
        lengths.map(|length| Some((strength(&text[first..at], &text[at + length..end])?, length)));
    let Some((is_sure, length)) = strengths.into_iter().flatten().next() else { return length };
    let range = at..at + length;
    let numbers = group(Form::Attached, text, range.clone(), range);
    found.extend(numbers.into_iter().map(|it| Candidate { is_sure, ..it }));
    length
}

/// Whether a number between two texts may be a marker, and whether that is very likely.
fn strength(before: &str, behind: &str) -> Option<bool> {
    let mut next = behind.chars();
    let (follows, then) = (next.next(), next.next());
    let goes_on = match follows {
        None => false,
        Some('.' | ',' | ':' | '-' | '–' | '/' | '\'' | '’') => {
            then.is_some_and(|c| c.is_ascii_digit())
        }
        Some(c) => c.is_alphanumeric() || matches!(c, '%' | '°' | '$' | '€' | '£' | '_' | '='),
    };
    let last = before.chars().next_back()?;
    if goes_on || last.is_whitespace() {
        return None;
    }
    match last {
        '*' | '_' => strength(before.trim_end_matches(['*', '_']), ""),
        '’' | '”' | '»' | '›' | '“' | '‘' | '"' | '\'' | '」' | '』' | ')' | ']' => {
            Some(true)
        }
        '.' | ',' | ';' | ':' | '!' | '?' | '…' | '—' | '–' => {
            let before = &before[..before.len() - last.len_utf8()];
            let word = letters_before(before);
            let closes = before.ends_with(['’', '”', '»', '“', '‘', '"', '\'', ')', ']', '*', '_']);
            let is_word = word.chars().count() > 2 && !is_label(word) || closes;
            // `in 1917.2`, but not `5.30`.
            let number = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let is_number = number == 4 && !matches!(last, '–' | '—');
            (is_word || word.chars().count() > 0 || is_number).then_some(is_word)
        }
        last if last.is_alphabetic() => {
            let word = letters_before(before);
            let is_short = word.chars().count() <= 4 && !word.chars().any(char::is_lowercase);
            // `No9`, `CO2`.
            (word.chars().count() > 1 && !is_short && !is_label(word)).then_some(false)
        }
        _ => None,
    }
}

/// True if a word is the label of the number after it: `vol.2`.
fn is_label(word: &str) -> bool {
    const LABELS: [&str; 34] = [
        "p", "pp", "no", "nr", "vol", "vols", "fig", "figs", "art", "sec", "ch", "chap", "cap",
        "kap", "bd", "hft", "heft", "abb", "anm", "fn", "n", "nn", "note", "page", "pages", "tab",
        "table", "figure", "chapter", "eq", "ed", "str", "col", "fol",
    ];
    LABELS.iter().any(|label| word.eq_ignore_ascii_case(label))
}

#[cfg(test)]
mod tests {
    use super::{Form, candidates};

    #[test]
    fn markers_are_told_from_other_numbers() {
        for (text, form, numbers) in [
            ("the process’1, and control.’2 then workers3 said", Form::Attached, vec![1, 2, 3]),
            ("in 1921. At 5.30, No.9, p.35, H2O, CO2, 1917–18 (1921)", Form::Attached, vec![9, 35]),
            ("one [1] two [2, 3] three [4–6] four [7, p. 12] [1917]", Form::Bracket, {
                vec![1, 2, 3, 4, 5, 6, 7]
            }),
            (
                "the [ms](http://bl.uk/ms).[2] at http://bl.uk/ms[3] (see http://x.y).[4]",
                Form::Bracket,
                { vec![2, 4] },
            ),
            ("a link [1](x) and [^a] and [sic]", Form::Bracket, vec![]),
            ("one.[i] two.[ii] three[iv] [sic] [civil]", Form::Roman, vec![1, 2, 4]),
            ("one.[fn1] two.[note 2]", Form::Bracket, vec![1, 2]),
            ("one¹ two.¹² km²", Form::Superscript, vec![1, 12, 2]),
            ("a^1 b^2^ c^(3)", Form::Caret, vec![1, 2, 3]),
            ("正宗。①胡适②", Form::Circled, vec![1, 2]),
            ("正宗［1］〔2〕", Form::Bracket, vec![1, 2]),
            ("a<sup>1</sup> b<sup>[2]</sup> c<sup>3, 4</sup>", Form::Tag, vec![1, 2, 3, 4]),
            ("One.1 two.2,3 and so.4–6 said.7, 8 End", Form::Attached, (1..=8).collect()),
            ("at Cana.3,5 and 1.500.2,000 said.1,500", Form::Attached, vec![]),
            ("one.¹ two.²,³ four.⁴⁻⁶", Form::Superscript, (1..=6).collect()),
            ("one.^1^ two.^2,3^ four.^4–6^ x^2", Form::Caret, vec![1, 2, 3, 4, 5, 6, 2]),
            ("[1, p. 52; 2] and [2, p. 3; 1, p. 4] and [1; cf. 2]", Form::Bracket, {
                vec![1, 2, 2, 1, 1]
            }),
        ] {
            let mut found = Vec::new();
            candidates(text, 0..text.len(), &mut found);
            let found = found.iter().filter(|it| it.form == form).map(|it| it.number);
            assert_eq!(found.collect::<Vec<_>>(), numbers, "{text}");
        }
    }
}
