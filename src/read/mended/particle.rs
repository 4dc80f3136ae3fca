//! Family names that begin with a particle in capitals, which BibTeX takes for a given name: `Guido
//! Van Rossum`, `La Fontaine`, `Ibn Khaldūn`.

use crate::read::mended::meaning::Mended;
use crate::read::mended::words::{is_capitalized, is_particle};

/// A person whose only name begins with an article or a particle.
pub(super) fn single_family(words: &[&str]) -> Option<Mended> {
    let [first, name] = words else { return None };
    // `Le Hung` is Vietnamese, and `Al Gore` a given name before a family name.
    let is_family = match *first {
        "Ibn" | "La" | "Von" | "De" => true,
        "Le" => name.len() > 5,
        _ => false,
    };
    (is_family && is_capitalized(name)).then(|| Mended::person(&words.join(" "), "", ""))
}

/// A person with given names before a particle. In Vietnamese names `Van` is a given name.
pub(super) fn after_particle(words: &[&str]) -> Option<Mended> {
    let last = words.len().checked_sub(1)?;
    let start = words[..last].iter().position(|word| is_particle(word)).filter(|at| *at > 0)?;
    let are_names = words[..start].iter().all(|word| is_given(word))
        && words[start..last].iter().all(|word| is_particle(word) || is_small_particle(word))
        && words.last().is_some_and(|name| is_family(name));
    let is_asian = VIETNAMESE.contains(&words[0]);
    (are_names && !is_asian)
        .then(|| Mended::person(&words[start..].join(" "), "", &words[..start].join(" ")))
}

fn is_given(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || c == '\\' || c == '{')
}

fn is_small_particle(word: &str) -> bool {
    matches!(word, "de" | "la" | "der" | "den" | "las" | "los" | "du")
}

fn is_family(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || c == '\\' || c == '{') && !word.ends_with('.')
}

/// Family names of Vietnam, which come first.
const VIETNAMESE: [&str; 26] = [
    "Nguyen", "Nguyễn", "Tran", "Trần", "Le", "Lê", "Pham", "Phạm", "Hoang", "Hoàng", "Huynh",
    "Phan", "Vu", "Vũ", "Vo", "Võ", "Dang", "Đặng", "Bui", "Bùi", "Do", "Đỗ", "Ngo", "Ngô",
    "Duong", "Dinh",
];
