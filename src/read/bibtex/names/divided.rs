//! Lists in which people are separated by something other than ` and `: `A. Moss, C. D. Hale \& E.
//! Wood`.

use std::cell::OnceCell;
use std::ops::Range;

use crate::read::bibtex::names::joined::joined_people;
use crate::read::bibtex::names::shapes::{
    PARTICLES, are_initials, begins_with_initials, is_family, is_whole_name,
};

/// People whom something else than ` and ` divides.
#[derive(Debug)]
pub(crate) struct DividedPeople {
    /// What divides them: `;`, `und`, `\\and`.
    pub(crate) mark: &'static str,
    /// What to write between ` and `s.
    pub(crate) people: Vec<String>,
}

pub(crate) fn divided_people(list: &str) -> Option<DividedPeople> {
    if let Some((mark, people)) = joined_people(list) {
        return Some(DividedPeople { mark, people });
    }
    // Without any of these marks nothing else divides people; most lists are told by a glance.
    if !list.bytes().any(|byte| matches!(byte, b';' | b'&' | b',')) || is_usual(list) {
        return None;
    }
    let strong = divide(list, Strength::Strong);
    let (mut people, mut in_commas, mut groups) = (Vec::new(), false, 0);
    let texts: Vec<&str> = (strong.pieces.iter())
        .map(|item| list[item.clone()].trim().trim_end_matches([',', '\\']).trim_end())
        .collect();
    let is_without_marks = !strong.has_semicolon && !strong.has_ampersand;
    if is_without_marks && texts.iter().all(|text| is_family_and_given(text)) {
        return None;
    }
    let with_commas = OnceCell::new();
    for &text in &texts {
        // The text itself contains a comma here.
        let beside_whole_names = || {
            let count = || texts.iter().filter(|text| !is_whole_name(text)).count();
            texts.len() > 1 && *with_commas.get_or_init(count) == 1
        };
        match by_comma(text, beside_whole_names) {
            Some(Comma::Groups(families)) => {
                groups += families.len();
                in_commas |= families.len() > 1;
                people.extend(families);
            }
            Some(Comma::People(names)) => {
                in_commas = true;
                groups += 3;
                people.extend(names);
            }
            None => people.push(text.to_owned()),
        }
    }
    // `Moss A, Hale CD` may be one person with two family names; three groups are people.
    in_commas &= groups > 2;
    let by_ampersand = strong.has_ampersand
        && people.iter().all(|it| in_commas || is_person(it) || is_whole_name(it) || is_pair(it));
    let mark = match () {
        () if strong.has_semicolon => ";",
        () if in_commas => ",",
        () if by_ampersand && strong.pieces.len() > 1 => "&",
        () => return None,
    };
    if strong.has_ampersand && !by_ampersand {
        // The `&` belongs to a name, which is not split.
        people = divide(list, Strength::Semicolon)
            .pieces
            .into_iter()
            .map(|it| list[it].trim().to_owned())
            .collect();
        return strong.has_semicolon.then_some(DividedPeople { mark: ";", people });
    }
    Some(DividedPeople { mark, people })
}

/// `Hale, C. D.`, `de la Cruz, Jane`, `Kropotkin`: at most one comma, and a single word on one side
/// of it, as in nearly all names with a comma. Such a comma does not separate people.
fn is_family_and_given(text: &str) -> bool {
    let Some((family, given)) = text.split_once(',') else { return true };
    let is_word = |part: &str| !part.trim().contains(|c: char| c.is_whitespace() || c == '~');
    !given.contains(',') && (is_word(family) || is_word(given))
}

/// Whether a list is in the form of nearly all: names with one comma at most, and ` and ` between
/// them. What is in braces is not divided.
fn is_usual(list: &str) -> bool {
    let bytes = list.as_bytes();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b';' | b'&' => return false,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b' ' if depth == 0 && bytes[at..].starts_with(b" and ") => {
                if at < start {
                    continue;
                }
                if !is_family_and_given(list[start..at].trim()) {
                    return false;
                }
                start = at + " and ".len();
            }
            _ => {}
        }
    }
    list.get(start..).is_some_and(|last| is_family_and_given(last.trim()))
}

/// People whom commas divide.
enum Comma {
    /// `Moss A, Hale CD`: family names before initials, as `Moss, A` and `Hale, CD`; also a single
    /// one.
    Groups(Vec<String>),
    /// `A. Moss, C. D. Hale` and `Moss, A., Hale, C. D.`
    People(Vec<String>),
}

/// *Shape*: `beside_whole_names` says whether all other items of the list are names without commas,
/// so that two such names separated by a comma are people too.
fn by_comma(text: &str, beside_whole_names: impl Fn() -> bool) -> Option<Comma> {
    let pieces = divide(text, Strength::Comma).pieces;
    let pieces: Vec<&str> = pieces.into_iter().map(|it| text[it].trim()).collect();
    let groups: Option<Vec<String>> = pieces.iter().map(|piece| group(piece)).collect();
    if let Some(groups) = groups {
        return Some(Comma::Groups(groups));
    }
    if pieces.len() > 1 && pieces.iter().all(|piece| family_before_initials(piece)) {
        // `Pérez R., Juan C.` may be one person with two family names.
        if pieces.len() > 2 || initials_behind(pieces[0]) > 1 {
            let people = pieces.iter().filter_map(|piece| piece.split_once([' ', '~']));
            let people = people.map(|(family, given)| format!("{family}, {}", given.trim()));
            return Some(Comma::People(people.collect()));
        }
    }
    if pieces.len() > 1 && pieces.iter().all(|piece| begins_with_initials(piece)) {
        return Some(Comma::People(pieces.into_iter().map(str::to_owned).collect()));
    }
    // `王小明, 李华, 张三`: nobody has a suffix there.
    if pieces.len() > 2 && pieces.iter().all(|piece| is_ideographic_name(piece)) {
        return Some(Comma::People(pieces.into_iter().map(str::to_owned).collect()));
    }
    let is_list = pieces.len() > 2
        || pieces.len() == 2 && !begins_with_particle(pieces[0]) && beside_whole_names();
    if is_list && pieces.iter().all(|piece| is_whole_name(piece)) {
        return Some(Comma::People(pieces.into_iter().map(str::to_owned).collect()));
    }
    // `Moss, A., C. D. Hale, E. Wood`: only the first name is inverted, as in a bibliography.
    if let [family, given, others @ ..] = &pieces[..]
        && !others.is_empty()
        && is_family(family)
        && are_initials(given)
        && others.iter().all(|name| begins_with_initials(name) || is_whole_name(name))
    {
        let first = std::iter::once(format!("{family}, {given}"));
        let others = others.iter().map(|name| (*name).to_owned());
        return Some(Comma::People(first.chain(others).collect()));
    }
    let pairs = pieces.chunks_exact(2);
    let are_pairs = pieces.len() > 3
        && pairs.remainder().is_empty()
        && pairs.clone().all(|pair| is_family(pair[0]) && are_initials(pair[1]));
    are_pairs.then(|| Comma::People(pairs.map(|pair| pair.join(", ")).collect()))
}

/// `Moss A.`, `Hale C.D.`: one family name before initials with full stops.
fn family_before_initials(name: &str) -> bool {
    let split = name.split_once([' ', '~']);
    split.is_some_and(|(family, given)| is_family(family) && are_initials(given.trim()))
}

/// The number of initials at the end of a name.
fn initials_behind(name: &str) -> usize {
    let (_, initials) = name.split_once([' ', '~']).unwrap_or_default();
    initials.chars().filter(|c| c.is_uppercase()).count()
}

/// `Van Loan`, `Le Cun`: a family name of two words, whatever its letter case.
fn begins_with_particle(name: &str) -> bool {
    const MORE: [&str; 7] = ["al", "ben", "mac", "st.", "san", "du", "ten"];
    let first = name.split([' ', '~']).next().unwrap_or_default().to_lowercase();
    PARTICLES.contains(&&*first) || MORE.contains(&&*first)
}

/// What divides the pieces of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// `;`, `&` and ` and `.
    Strong,
    /// `;` and ` and `.
    Semicolon,
    /// A comma.
    Comma,
}

/// The items of a list, without those that contain no letter, and the separators.
#[derive(Default)]
struct Division {
    pieces: Vec<Range<usize>>,
    has_semicolon: bool,
    has_ampersand: bool,
}

fn divide(list: &str, strength: Strength) -> Division {
    let (mut depth, mut start, mut found) = (0_i32, 0, Division::default());
    let has_letter = |range: &Range<usize>| list[range.clone()].contains(char::is_alphabetic);
    let mut skip = 0;
    for (at, c) in list.char_indices() {
        if at < skip {
            continue;
        }
        let length = match (c, strength) {
            ('{', _) => {
                depth += 1;
                0
            }
            ('}', _) => {
                depth -= 1;
                0
            }
            (';', Strength::Strong | Strength::Semicolon) => {
                usize::from(!is_escaped(list, at, ';'))
            }
            ('&', Strength::Strong) => usize::from(!is_escaped(list, at, '&')),
            (',', Strength::Comma) => 1,
            ('a' | 'A', Strength::Strong | Strength::Semicolon) => and_at(list, at),
            _ => 0,
        };
        if length == 0 || depth != 0 {
            continue;
        }
        let sides = (has_letter(&(start..at)), list[at + length..].contains(char::is_alphabetic));
        found.has_semicolon |= c == ';' && sides == (true, true);
        found.has_ampersand |= c == '&' && sides == (true, true);
        found.pieces.push(start..at);
        start = at + length;
        skip = start;
    }
    found.pieces.push(start..list.len());
    found.pieces.retain(has_letter);
    found
}

/// The length of an ` and ` that begins there, or 0.
fn and_at(list: &str, at: usize) -> usize {
    let bytes = list.as_bytes();
    let is_space = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
    let is_and = bytes.get(at..at + 3).is_some_and(|word| word.eq_ignore_ascii_case(b"and"));
    if is_and && at > 0 && is_space(at - 1) && is_space(at + 3) { 3 } else { 0 }
}

/// True if the mark is part of an entity (`&amp;`), a thick space (`\;`) or a word (`AT\&T`).
fn is_escaped(list: &str, at: usize, mark: char) -> bool {
    let (before, after) = (&list[..at], &list[at + 1..]);
    match mark {
        ';' => {
            let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '#' | '\\');
            let rest = before.trim_end_matches(word);
            before.ends_with('\\')
                || after.starts_with(char::is_lowercase)
                || after.trim_start().starts_with(',')
                || rest.len() < before.len() && rest.ends_with('&')
        }
        '&' => {
            let before = before.strip_suffix('\\').unwrap_or(before);
            !before.ends_with(char::is_whitespace) || !after.starts_with(char::is_whitespace)
        }
        _ => false,
    }
}

/// `Wilsh E` as `Wilsh, E`; `None` if it is not a family name before initials.
fn group(text: &str) -> Option<String> {
    let (family, initials) = text.trim().rsplit_once(char::is_whitespace)?;
    let is_initials = initials.chars().count() <= 3 && initials.chars().all(char::is_uppercase);
    let is_family = family.split_whitespace().all(|word| {
        word != "and" && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    }) && family.contains(char::is_lowercase);
    let (family, is_number) = (family.trim(), matches!(initials, "II" | "III" | "IV" | "VI"));
    (is_initials && is_family && !is_number).then(|| format!("{family}, {initials}"))
}

/// `Doe, Jane`: a family name and given names of whole words, unlike `Wiley, Inc`.
fn is_pair(text: &str) -> bool {
    let Some((family, given)) = text.split_once(", ") else { return false };
    let is_word = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().skip(1).any(char::is_lowercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
    };
    let words = given.split([' ', '~']).filter(|word| !word.is_empty());
    is_family(family)
        && is_family(given)
        && words.clone().count() < 4
        && words.clone().all(|word| is_word(word) || are_initials(word))
}

/// Whether a text is a whole name in Chinese characters or in Hangul: `王小明`.
fn is_ideographic_name(text: &str) -> bool {
    let is_one = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    (2..5).contains(&text.chars().count()) && text.chars().all(is_one)
}

/// `Doe, J.` or `J. Doe`: a name with initials or a comma, unlike a company's.
fn is_person(text: &str) -> bool {
    let text = text.trim().trim_end_matches('\\').trim_end();
    let words: Vec<&str> = text.split_whitespace().collect();
    let body = ["Co", "Co.", "Inc.", "Ltd.", "Sons", "Bros."];
    let initial = |word: &&str| {
        word.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).count() == 1
    };
    let has_family = words.iter().any(|word| !initial(word) && word.len() > 1);
    let mixed = text.split_once(',').is_some_and(|(family, _)| family.contains('.'));
    !mixed
        && has_family
        && words.iter().any(initial)
        && !words.iter().any(|word| body.contains(word))
}

#[cfg(test)]
mod tests {
    use super::divided_people;

    fn list(text: &str) -> Option<String> {
        divided_people(text).map(|found| found.people.join(" and "))
    }

    #[test]
    fn people_are_found_whatever_divides_them() {
        for (text, people) in [
            ("Doe, Jane; Roe, Rick", "Doe, Jane and Roe, Rick"),
            ("Doe, Jane; Roe, Rick;", "Doe, Jane and Roe, Rick"),
            ("Moss A, de Wit B, Hale CD", "Moss, A and de Wit, B and Hale, CD"),
            (r"Doe, J. \& Roe, R.", "Doe, J. and Roe, R."),
            (r"Roe, Jo \& Smith, Ann", "Roe, Jo and Smith, Ann"),
            (r"Roe, Jo M. & van Smith, Ann", "Roe, Jo M. and van Smith, Ann"),
            ("王小明, 李华, 张三", "王小明 and 李华 and 张三"),
            ("김철수, 이영희, 박민수", "김철수 and 이영희 and 박민수"),
            ("J. Doe & R. Roe", "J. Doe and R. Roe"),
            (r"Jane Doe \& Rick van Roe", "Jane Doe and Rick van Roe"),
            ("Moss, A., C.D. Hale, E. Wood", "Moss, A. and C.D. Hale and E. Wood"),
            ("Moss, H.-M., C. Hale, Ann M. Wood,", "Moss, H.-M. and C. Hale and Ann M. Wood"),
            ("John Smith, Paul Doe, Richard Roe", "John Smith and Paul Doe and Richard Roe"),
            (
                "John Smith, Paul M. Doe, Jan van Roe and Jo Oak",
                "John Smith and Paul M. Doe and Jan van Roe and Jo Oak",
            ),
            ("John Smith and Paul Doe, Richard Roe", "John Smith and Paul Doe and Richard Roe"),
            ("John Smith, Paul Doe and Richard Roe", "John Smith and Paul Doe and Richard Roe"),
            ("Hale D.K., Moss S.", "Hale, D.K. and Moss, S."),
            ("Hale D., Moss S., Roe J.", "Hale, D. and Moss, S. and Roe, J."),
        ] {
            assert_eq!(list(text).as_deref(), Some(people), "{text}");
        }
    }

    #[test]
    fn bodies_suffixes_and_entities_divide_nobody() {
        for (text, people) in [
            ("A. Moss, C. D. Hale and E. Wood", "A. Moss and C. D. Hale and E. Wood"),
            ("A. Moss, C.D. Hale, and E. Wood", "A. Moss and C.D. Hale and E. Wood"),
            ("Moss, A., Hale, C. D., and Wood, E.", "Moss, A. and Hale, C. D. and Wood, E."),
            (r"Moss, A., Hale, C. D., \& Wood, E.", "Moss, A. and Hale, C. D. and Wood, E."),
            ("Moss, A.; Hale, C. and Wood, E.", "Moss, A. and Hale, C. and Wood, E."),
            ("Moss A, Hale CD and Wood E", "Moss, A and Hale, CD and Wood, E"),
            (r"D. Hale,T. Moss \& Y. Wood", "D. Hale and T. Moss and Y. Wood"),
            ("Moss A and Hale CD and Roe J, Wood E", "Moss, A and Hale, CD and Roe, J and Wood, E"),
            (r"J. Wiley \& Sons; Doe, J.", r"J. Wiley \& Sons and Doe, J."),
        ] {
            assert_eq!(list(text).as_deref(), Some(people), "{text}");
        }
        for text in [
            "{Smith; Sons}",
            "Moss University, New York, United States",
            "Smith, Jr., John Paul",
            r"AT\&T",
            r"Smith \& Sons",
            r"Smith, Jones \& Co",
            r"Taylor \& Francis, Inc",
            "夏目, 漱石",
            r"J. Wiley \& Sons",
            "Doe, Jr., John",
            "Doe III, John",
            "Fran&ccedil;ois, J.",
            "Moss A, Hale CD",
            r"St\&\#233;phane Moss and Hale, C.",
            "Hale;, Clara A. and Moss, A.",
            "Moss A and Hale CD and Roe, Jo",
            "García Márquez, Gabriel José and Roe, Jo",
            "Doe, Jr., J. and Roe, R.",
            "de la Cruz, Jr., J. M.",
            "King, Jr., M. L. and Roe, R.",
            "D. E. Shaw, Inc. and Roe, R.",
            "Doe, Jane and Roe, Rick",
            "Van Loan, Charles Francis and Gene Golub",
            "García Márquez, Gabriel José and Roe, Jo",
            "Pérez R., Juan C.",
            "Ramón y Cajal, Santiago and Ortega y Gasset, José",
            "Institut für Bergbau und Geologie",
            "Doe, Jr., Jane",
            "AC/DC",
        ] {
            assert_eq!(list(text), None, "{text}");
        }
    }
}
