//! Reads lists of names: BibTeX's rules for people, BibLaTeX's `family=…`, organizations in braces.
//!
//! *Source*: "BibTeXing", section 4, item 18; "Tame the BeaST", section 11; the BibLaTeX manual,
//! section 3.6, "Name lists". White space and `~` separate words; hyphens do not, as in biber.
//!
//! The input is raw text. `list` splits it into items, `person` and `extended` read each item, and
//! `words` splits it into words and at commas.

mod divided;
mod extended;
mod inverted;
mod joined;
mod list;
mod options;
mod person;
mod shapes;
mod usual;
pub(in crate::read) mod words;

use std::borrow::Cow;

pub(crate) use divided::{DividedPeople, divided_people};
pub(super) use options::NameOptions;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::MALFORMED_NAME;
use crate::model::{Name, others_start};
use crate::read::bibtex::names::extended::{is_extended, list_option};
use crate::read::bibtex::names::inverted::all_end_in_initials;
use crate::read::bibtex::names::joined::may_be_joined;
use crate::read::bibtex::names::list::{Item, OTHERS, items};
use crate::read::bibtex::names::person::NameReader;
use crate::read::bibtex::names::usual::{UsualName, usual_names};
use crate::read::bibtex::strings::Value;
use crate::read::bibtex::tex::{Definitions, Tex};
use crate::read::bibtex::texts::Texts;
use crate::read::mended::mended;
use crate::source::Span;

/// The names of a list, with the span of each.
#[derive(Debug, Default)]
pub(super) struct NameList {
    pub(super) names: Vec<Name>,
    /// As many as there are names.
    pub(super) places: Vec<Span>,
    /// The words for "and others".
    pub(super) others: Option<Span>,
    /// Whether it is written as nearly all are, so that rules find nothing in it.
    pub(super) is_usual: bool,
}

impl NameList {
    fn push(&mut self, name: Option<Name>, place: Span) {
        if let Some(name) = name {
            self.names.push(name);
            self.places.push(place);
        }
    }
}

/// Reads a list of names, and reports malformed ones.
pub(super) fn read_names(
    value: &Value<'_>,
    options: NameOptions,
    tex: &mut Tex<'_>,
    texts: &Texts,
    problems: &mut Vec<Diagnostic>,
) -> NameList {
    if let Some(usual) = usual_names(&value.raw, tex) {
        let mut list = NameList { is_usual: true, ..NameList::default() };
        for UsualName { name, text } in usual {
            let place = value.locate_slice(text);
            list.others = (name == Name::Others).then_some(place);
            list.push(Some(name), place);
        }
        return list;
    }
    read_unusual(value, options, tex, texts, problems)
}

fn read_unusual(
    value: &Value<'_>,
    options: NameOptions,
    tex: &mut Tex<'_>,
    texts: &Texts,
    problems: &mut Vec<Diagnostic>,
) -> NameList {
    let inverted = all_end_in_initials(&value.raw);
    let list = read_list(value, options, inverted, tex, texts, problems);
    let Some(people) = people_divided_otherwise(&value.raw) else { return list };
    let joined = value.with_raw(Cow::Owned(people.join(" and ")));
    // `Moss A, Hale CD` is returned with commas before its initials.
    let inverted = people.iter().all(|it| it.split_once(", ").is_some_and(|(_, it)| are_bare(it)));
    let mut list = read_list(&joined, options, inverted, tex, texts, &mut Vec::new());
    let mut rest: &str = &value.raw;
    for (place, person) in list.places.iter_mut().zip(&people) {
        if let Some(written) = written_in(&mut rest, person) {
            *place = value.locate_slice(written);
        }
    }
    list
}

/// A single name as BibTeX reads it; `None` where that is what it means.
pub(crate) fn name_as_written(raw: &str) -> Option<Name> {
    mended(raw)?;
    let definitions = Definitions::default();
    let mut reader = NameReader {
        tex: &mut Tex::new(&definitions),
        options: NameOptions::default(),
        inverted: false,
        as_written: true,
        report: &mut |_, _, _| {},
    };
    reader.name(raw.trim_ascii())
}

/// Reads a list whose names are separated by ` and ` or `;`. Words for "and others", wherever they
/// are in the list, make it end with [`Name::Others`]; a rule reports those that BibTeX does not
/// understand.
fn read_list(
    value: &Value<'_>,
    mut options: NameOptions,
    inverted: bool,
    tex: &mut Tex<'_>,
    texts: &Texts,
    problems: &mut Vec<Diagnostic>,
) -> NameList {
    let raw: &str = &value.raw;
    let mut list = NameList::default();
    if raw.trim_ascii().is_empty() {
        return list;
    }
    let mut report = |slice: &str, message: String, help: &str| {
        let location = texts.place(value.locate_slice(slice));
        problems.push(Diagnostic::new(&MALFORMED_NAME, location, message).help(help));
    };
    let mut others = None;
    let mut items = items(raw).peekable();
    let several = items.clone().nth(1).is_some();
    while let Some(item) = items.next() {
        let Item { text, .. } = item;
        if text.is_empty() {
            // `and and others` means "and others".
            if items.peek().is_none_or(|next| next.text != OTHERS) {
                report_empty(&item, list.names.is_empty(), &mut report);
            }
            continue;
        }
        if let Some((name, value)) = list_option(text) {
            options.set(name, value);
            continue;
        }
        let words = Words::of(text);
        match words {
            Words::None => {}
            Words::All if !several => {}
            Words::All => {
                others = Some(value.locate_slice(text));
                continue;
            }
            Words::After(at) => others = Some(value.locate_slice(text[at..].trim_ascii())),
            Words::BeforeComma(start, end) => {
                others = Some(value.locate_slice(text[start..end].trim_ascii()));
            }
        }
        let mut reader =
            NameReader { tex, options, inverted, as_written: false, report: &mut report };
        let name = match words {
            Words::After(at) => reader.name(text[..at].trim_ascii()),
            Words::BeforeComma(start, end) => {
                reader.people_of(&[text[..start].trim_ascii(), text[end + 1..].trim_ascii()])
            }
            Words::All | Words::None => reader.name(text),
        };
        list.push(name, value.locate_slice(text));
    }
    if let Some(place) = others {
        let name = if list.names.is_empty() { Name::literal(OTHERS) } else { Name::Others };
        list.push(Some(name), place);
        list.others = Some(place);
    }
    list
}

fn are_bare(initials: &str) -> bool {
    initials.chars().all(char::is_uppercase)
}

/// The people in a list that are separated by commas or `&`, if there are any.
fn people_divided_otherwise(raw: &str) -> Option<Vec<String>> {
    let has_mark = raw.bytes().any(|byte| byte == b'&');
    if !has_mark && !has_unusual_commas(raw) && !may_be_joined(raw) {
        return None;
    }
    let DividedPeople { mark, people } = divided_people(raw)?;
    let is_joined = people.iter().any(|person| divided_people(person).is_some());
    (mark != ";" && !is_joined).then_some(people)
}

/// Whether something between two ` and ` has two commas or more, or several words before its comma.
fn has_unusual_commas(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let (mut commas, mut words) = (0, false);
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b' ' if bytes[at..].starts_with(b" and ") => {
                (commas, words) = (0, false);
                at += " and ".len();
                continue;
            }
            b'.' | b' ' | b'~' => words |= commas == 0,
            b',' => commas += 1,
            _ => {}
        }
        if commas > 1 || commas == 1 && words {
            return true;
        }
        at += 1;
    }
    false
}

/// The part of a list that contains a person's words; the rest of the list is left.
fn written_in<'a>(list: &mut &'a str, person: &str) -> Option<&'a str> {
    let divides = |c: char| matches!(c, ' ' | ',' | '~' | '，' | '、' | '；');
    let mut words = person.split(divides).filter(|word| !word.is_empty());
    let first = words.next()?;
    let start = list.find(first)?;
    let mut end = start + first.len();
    for word in words {
        end += list[end..].find(word)? + word.len();
    }
    let written = &list[start..end];
    *list = &list[end..];
    Some(written)
}

fn report_empty(item: &Item<'_>, is_first: bool, report: &mut dyn FnMut(&str, String, &str)) {
    // Point at the `and` that has nothing on one side.
    let (and, place) = match (item.after.is_empty(), is_first && item.before.is_empty()) {
        (true, _) => (item.before, "no name follows the last `and`"),
        (false, true) => (item.after, "the list begins with `and`"),
        (false, false) => (item.after, "no name between two `and`"),
    };
    let place = match and {
        ";" => place.replace("and", ";"),
        _ => place.to_owned(),
    };
    report(and, place, "remove the `and`, or add the name");
}

/// The position of words for "and others" in an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Words {
    None,
    /// The whole item.
    All,
    /// From an offset to its end: `Doe, Jane et al.`
    After(usize),
    /// From an offset to that of the comma: `Hill et al., M. D.`
    BeforeComma(usize, usize),
}

impl Words {
    fn of(item: &str) -> Words {
        if item == OTHERS {
            return Words::All;
        }
        // In a group that begins with a name, the words are part of it: `{Doe et al.}`.
        let is_whole = |text: &str| {
            let count = |brace| text.bytes().filter(|byte| *byte == brace).count();
            count(b'{') == count(b'}')
        };
        if let Some(start) = others_start(item).filter(|start| is_whole(&item[..*start])) {
            return if start == 0 { Words::All } else { Words::After(start) };
        }
        let comma = words::first_comma(item);
        if comma == item.len() {
            return Words::None;
        }
        let family = &item[..comma];
        match others_start(family).filter(|start| *start > 0 && !is_extended(&[family])) {
            Some(start) if is_whole(&item[..start]) => Words::BeforeComma(start, comma),
            _ => Words::None,
        }
    }
}

#[cfg(test)]
mod tests;
