//! Keys for the works of formats in which works have none: from the first author, the year and the
//! title, `mett1967kronstadt`.

use std::collections::{HashMap, HashSet};

/// The key of a work: the family name of its first person, its year, and the first long word of its
/// title.
pub(super) fn of_work(family: &str, year: &str, title: &str) -> String {
    let digits: String = year.chars().filter(char::is_ascii_digit).take(4).collect();
    let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let word = words.clone().find(|word| word.chars().count() > 3).or_else(|| words.next());
    let plain = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let key = format!("{}{digits}{}", plain(family), plain(word.unwrap_or_default()));
    if key.is_empty() { "record".to_owned() } else { key }
}

/// The keys of a file, of which no two are equal.
#[derive(Debug, Default)]
pub(super) struct Distinct {
    taken: HashSet<String>,
    counts: HashMap<String, u32>,
}

impl Distinct {
    /// Without the keys that are written in the file.
    pub(super) fn beside(written: impl IntoIterator<Item = String>) -> Self {
        Distinct { taken: written.into_iter().collect(), counts: HashMap::new() }
    }

    /// The key, or, if it is taken, with a letter that distinguishes it.
    pub(super) fn take(&mut self, key: String) -> String {
        let count = self.counts.entry(key.clone()).or_default();
        let mut made = key.clone();
        while !self.taken.insert(made.clone()) {
            *count += 1;
            made = format!("{key}{}", letters(*count));
        }
        made
    }
}

/// `a`, `b`, …, `z`, `aa`.
fn letters(count: u32) -> String {
    let mut rest = count;
    let mut out = Vec::new();
    while rest > 0 {
        rest -= 1;
        out.push(char::from_digit(rest % 26 + 10, 36).unwrap_or('x'));
        rest /= 26;
    }
    out.iter().rev().collect()
}
