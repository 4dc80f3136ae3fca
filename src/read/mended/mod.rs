//! Names as they are meant that are written in another form than their format has: `John Smith
//! Jr.`, `Dr. Anna Poe`, `[Kafka, Franz]`, `Roe*`, `G. Van Rossum`.
//!
//! The input is the text of one name, with its TeX; the output is what it means. Rules report what
//! a format reads as something else; they judge the name as the format reads it.

mod marks;
mod meaning;
mod particle;
mod suffix;
mod words;

use std::borrow::Cow;

pub(crate) use marks::ROLES as ROLES_AFTER_NAMES;
pub(in crate::read) use meaning::Mended;
pub(in crate::read) use words::is_meant_otherwise;
pub(crate) use words::is_suffix;

use crate::read::bibtex::names::words::{split_commas, words};
use crate::read::mended::marks::without_marks;
use crate::read::mended::particle::{after_particle, single_family};
use crate::read::mended::suffix::with_suffix;
use crate::read::mended::words::{
    is_degree_at_end, is_dropped_after, is_ruler, is_title, is_title_of_one, may_be_meant_otherwise,
};

/// What a name means that its format reads as something else; `None` for nearly all names.
pub(in crate::read) fn mended(name: &str) -> Option<Mended> {
    if !may_be_meant_otherwise(name) {
        return None;
    }
    let bare = without_brackets(name).map_or(Cow::Borrowed(name), Cow::Owned);
    let bare = match without_marks(&bare) {
        Some(shorter) => Cow::Owned(shorter),
        None => bare,
    };
    let (bare, title) = without_titles(bare);
    if bare.trim().is_empty() {
        return None;
    }
    if let Some(title) = title {
        let title = title.to_owned();
        return Some(Mended::Titled { title, name: bare.into_owned() });
    }
    in_parts(&bare).or_else(|| (bare != name).then(|| Mended::Text(bare.into_owned())))
}

fn in_parts(name: &str) -> Option<Mended> {
    let parts = split_commas(name);
    with_suffix(&parts).or_else(|| {
        let [whole] = parts[..] else { return None };
        let words: Vec<&str> = words(whole).collect();
        single_family(&words).or_else(|| after_particle(&words))
    })
}

/// A name without the brackets of a catalogue around the whole of it: `[Kafka, Franz]`.
fn without_brackets(name: &str) -> Option<String> {
    let inner = name.strip_prefix('[')?.strip_suffix(']')?;
    (!inner.contains(['[', ']'])).then(|| inner.trim().to_owned())
}

/// A name without titles before it and degrees after it; and the title of someone who has only one
/// name beside it.
fn without_titles(name: Cow<'_, str>) -> (Cow<'_, str>, Option<&'static str>) {
    let parts = split_commas(&name);
    let kept: Vec<&str> = (parts.iter().enumerate())
        .filter(|(at, part)| {
            let is_dropped = is_dropped_after(part) || *at == 2 && is_degree_at_end(part);
            *at == 0 || !is_dropped
        })
        .map(|(_, part)| *part)
        .collect();
    let mut parts: Vec<Vec<&str>> = kept.iter().map(|part| words(part).collect()).collect();
    // Of a name with one word no degree is taken away.
    for part in &mut parts {
        while part.len() > 1 && part.last().is_some_and(|last| is_dropped_after(last)) {
            part.pop();
        }
    }
    let given = parts.len() - 1;
    let mut title = None;
    while let [first, rest @ ..] = &parts[given][..] {
        let is_alone = given == 0 && (rest.len() == 1 || is_ruler(rest));
        let before_name = if given == 0 { rest.len() > 1 } else { !rest.is_empty() };
        if let Some(known) = is_title_of_one(first, is_ruler(rest)).filter(|_| is_alone) {
            title = Some(known);
            parts[given].remove(0);
            break;
        }
        if !before_name || !is_title(first) {
            break;
        }
        parts[given].remove(0);
    }
    let shorter = parts.iter().map(|part| part.join(" ")).collect::<Vec<_>>().join(", ");
    let count = |text: &str| text.split([' ', '~', ',']).filter(|it| !it.is_empty()).count();
    match title.is_some() || count(&shorter) < count(&name) {
        true => (Cow::Owned(shorter), title),
        false => (name, None),
    }
}

#[cfg(test)]
mod tests;
