//! A made-up BibLaTeX file that nothing is wrong with.

use std::fmt::Write;

/// Articles, books and papers as people have them: names with accents and particles, protected
/// words, dates, identifiers, macros, a line or two of an abstract.
pub(crate) fn generate(entries: usize) -> String {
    let mut dice = Dice(42);
    let mut out = String::from(
        "@string{nature = {Nature}}\n@string{cup = \"Cambridge\" # \" University Press\"}\n\n",
    );
    for number in 0..entries {
        let entry = match number % 3 {
            0 => article(number, &mut dice),
            1 => book(number, &mut dice),
            _ => paper(number, &mut dice),
        };
        out.push_str(&entry);
    }
    out
}

/// The same entries with two faults in each: a name that is none of BibTeX's fields, and a title that
/// ends with a full stop.
#[allow(dead_code, reason = "not every bench asks for faults")]
pub(crate) fn with_faults(clean: &str) -> String {
    let mut out = String::with_capacity(clean.len() + clean.len() / 8);
    for line in clean.split_inclusive('\n') {
        let is_title = line.trim_start().starts_with("title ");
        let end = line.rfind(['}', '"']).filter(|_| is_title);
        match end {
            Some(end) => {
                let (before, after) = line.split_at(end);
                out.push_str(before);
                out.push_str(" of everything.");
                out.push_str(after);
                out.push_str("  volumee = {1},\n");
            }
            None => out.push_str(line),
        }
    }
    out
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn year(&mut self) -> usize {
        1950 + self.below(75)
    }

    fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }

    fn name(&mut self) -> String {
        format!("{}, {}", self.one_of(&FAMILIES), self.one_of(&GIVEN))
    }

    /// One to four people, nobody twice.
    fn names(&mut self) -> String {
        let mut names: Vec<String> = Vec::new();
        for _ in 0..1 + self.below(4) {
            let name = self.name();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(" and ")
    }

    /// Some words, none of them twice in a row.
    fn title(&mut self) -> String {
        let mut title = self.one_of(&["On", "Towards", "Notes about", "Remarks on"]).to_owned();
        for _ in 0..5 + self.below(6) {
            let word = match self.below(8) {
                0 => self.one_of(&MARKED),
                _ => self.one_of(&WORDS),
            };
            if !title.ends_with(word) {
                let _ = write!(title, " {word}");
            }
        }
        title
    }
}

/// Family names, a fifth of them with what TeX or Unicode has for it.
const FAMILIES: [&str; 40] = [
    "Smith",
    "M{\\\"u}ller",
    "van der Berg",
    "Garc{\\'i}a M{\\'a}rquez",
    "O'Neill",
    "Nguyễn",
    "{\\O}rsted",
    "Li",
    "de la Fuente",
    "Kowalczyk",
    "Anderson",
    "Baker",
    "Chakrabarti",
    "Dubois",
    "Eriksson",
    "Ferrari",
    "Greenwood",
    "Hashimoto",
    "Ivanova",
    "Johnson",
    "Kaufmann",
    "Lindqvist",
    "Moreau",
    "Nakamura",
    "Okafor",
    "Papadopoulos",
    "Quinn",
    "Rossi",
    "Schneider",
    "Tanaka",
    "Ueda",
    "Vasquez",
    "Whitfield",
    "Xu",
    "Yamamoto",
    "Zimmermann",
    "L{\\'e}vy",
    "Horv\\'ath",
    "Hawthorne",
    "Prescott",
];

const GIVEN: [&str; 24] = [
    "Jane A.",
    "Jos{\\'e}",
    "Wei",
    "Ann-Marie",
    "K. L.",
    "{\\'E}mile",
    "Søren",
    "Ravi",
    "Beatrice",
    "Clement R.",
    "Dorothea",
    "E. M.",
    "Felicity",
    "Gianluca",
    "Harold",
    "Isabelle",
    "J. P.",
    "Katarina",
    "Leopold",
    "Miriam S.",
    "Nathaniel",
    "Oluwaseun",
    "Philippa",
    "T.",
];

const WORDS: [&str; 32] = [
    "spectral",
    "analysis of",
    "networks",
    "a study in",
    "methods for",
    "the",
    "structure",
    "dynamics",
    "in Galactic",
    "systems",
    "and",
    "large",
    "estimation of",
    "random",
    "surfaces",
    "with",
    "boundary",
    "conditions",
    "under",
    "sparse",
    "observation",
    "learning from",
    "models of",
    "protein",
    "folding",
    "at scale",
    "urban",
    "growth",
    "historical",
    "sources of",
    "measured",
    "variation",
];

/// Words that TeX or BibTeX reads as more than themselves.
const MARKED: [&str; 6] =
    ["{DNA}", "{B}ayesian", "``quoted''", "$\\alpha$", "theory --- a survey", "na{\\\"i}ve"];

/// An ISBN of Oxford University Press, which numbers a million titles.
fn isbn(title: usize) -> String {
    let number = format!("978019{:06}", title % 1_000_000);
    let weights = [1, 3].into_iter().cycle();
    let sum: u32 = number.bytes().zip(weights).map(|(it, w)| u32::from(it - b'0') * w).sum();
    format!("978-0-19-{:06}-{}", title % 1_000_000, (10 - sum % 10) % 10)
}

fn article(number: usize, dice: &mut Dice) -> String {
    let (names, title, page) = (dice.names(), dice.title(), 1 + dice.below(900));
    format!(
        "@article{{key{number},
  author       = {{{names}}},
  title        = {{{title}}},
  journaltitle = nature,
  date         = {{{}-{:02}-{:02}}},
  volume       = {},
  number       = {},
  pages        = {{{page}--{}}},
  doi          = {{10.1000/abc.{number}}},
  issn         = {{0028-0836}},
  langid       = {{english}},
  abstract     = {{We study {title}, and find that
                  it is so, at a level of 95\\%.}},
}}

",
        dice.year(),
        1 + dice.below(12),
        1 + dice.below(28),
        1 + dice.below(200),
        1 + dice.below(12),
        page + 12
    )
}

fn book(number: usize, dice: &mut Dice) -> String {
    let (names, title, page) = (dice.names(), dice.title(), 1 + dice.below(900));
    format!(
        "@book{{key{number},
  author    = {{{names}}},
  title     = {{{title}}},
  subtitle  = {{An Introduction}},
  date      = {},
  publisher = cup,
  location  = {{Cambridge and New York}},
  edition   = {},
  isbn      = {{{}}},
  pagetotal = {page},
}}

",
        dice.year(),
        1 + dice.below(5),
        isbn(number)
    )
}

fn paper(number: usize, dice: &mut Dice) -> String {
    let (names, title, page) = (dice.names(), dice.title(), 1 + dice.below(900));
    format!(
        "@inproceedings{{key{number},
  author    = \"{names}\",
  title     = \"{title}\",
  booktitle = {{Proceedings of the {}th Conference on {{Things}}}},
  year      = {},
  month     = jun,
  pages     = {{{page}--{}}},
  editor    = {{{}}},
  url       = {{https://example.org/paper/{number}}},
  urldate   = {{2024-01-{:02}}},
  keywords  = {{one, two, three}},
}}

",
        4 + dice.below(16),
        dice.year(),
        page + 9,
        dice.name(),
        1 + dice.below(28)
    )
}
