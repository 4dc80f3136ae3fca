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

    fn name(&mut self) -> String {
        const FAMILIES: [&str; 10] = [
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
        ];
        const GIVEN: [&str; 8] =
            ["Jane A.", "Jos{\\'e}", "Wei", "Ann-Marie", "K. L.", "{\\'E}mile", "Søren", "Ravi"];
        format!("{}, {}", FAMILIES[self.below(10)], GIVEN[self.below(8)])
    }

    fn names(&mut self) -> String {
        let names: Vec<String> = (0..1 + self.below(4)).map(|_| self.name()).collect();
        names.join(" and ")
    }

    fn title(&mut self) -> String {
        const WORDS: [&str; 16] = [
            "spectral",
            "analysis of",
            "{DNA}",
            "networks",
            "a study in",
            "{B}ayesian",
            "methods for",
            "the",
            "structure",
            "dynamics",
            "``quoted''",
            "in Galactic",
            "systems",
            "$\\alpha$",
            "and",
            "theory --- a survey",
        ];
        let mut title = String::from("On");
        for _ in 0..5 + self.below(6) {
            let _ = write!(title, " {}", WORDS[self.below(16)]);
        }
        title
    }
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
  isbn      = {{978-0-521-{page:05}-1}},
  pagetotal = {page},
}}

",
        dice.year(),
        1 + dice.below(5)
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
