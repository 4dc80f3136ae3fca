//! Suffixes in another place than between two commas: `John Smith Jr.`, `Smith, John, III`.

use crate::read::bibtex::names::words::{is_lower, is_one_group, words};
use crate::read::mended::meaning::Mended;
use crate::read::mended::words::{is_ruler, is_suffix};

/// The person of a name whose parts between commas have a suffix in another place than the second.
pub(super) fn with_suffix(parts: &[&str]) -> Option<Mended> {
    match *parts {
        [whole] => {
            let words: Vec<&str> = words(whole).collect();
            if is_ruler(&words) {
                return Some(Mended::Whole(words.join(" ")));
            }
            let (suffix, names) = ends_with_suffix(&words)?;
            let (given, family) = split(names);
            Some(Mended::person(&family, suffix, &given))
        }
        [family, given] if is_suffix(given) => {
            let words: Vec<&str> = words(family).collect();
            let (before, family) = split(&words);
            Some(Mended::person(&family, given, &before))
        }
        [family, given] => {
            // `{Steele Jr.}, Guy` is how BibTeX's manual writes it.
            let family = if is_one_group(family) { &family[1..family.len() - 1] } else { family };
            let of_family: Vec<&str> = words(family).collect();
            if let Some((suffix, family)) = ends_with_suffix(&of_family) {
                return Some(Mended::person(&family.join(" "), suffix, given));
            }
            let of_given: Vec<&str> = words(given).collect();
            let (suffix, given) = ends_with_suffix(&of_given)?;
            Some(Mended::person(family, suffix, &given.join(" ")))
        }
        [family, given, suffix] if is_suffix(suffix) && !is_suffix(given) => {
            Some(Mended::person(family, suffix, given))
        }
        _ => None,
    }
}

fn ends_with_suffix<'w>(words: &'w [&'w str]) -> Option<(&'w str, &'w [&'w str])> {
    let (last, names) = words.split_last()?;
    (!names.is_empty() && is_suffix(last)).then_some((*last, names))
}

/// The given names and the family name, which begins with its prefix, of words in display order.
fn split(words: &[&str]) -> (String, String) {
    let last = words.len().saturating_sub(1);
    let start = words[..last].iter().position(|word| is_lower(word)).unwrap_or(last);
    (words[..start].join(" "), words[start..].join(" "))
}
