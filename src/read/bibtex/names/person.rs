//! Reads one item of a list as a name.

use ecow::EcoString;

use crate::model::{Name, Person, initials_at_end};
use crate::read::bibtex::names::inverted::{
    bare_initials_behind, initial_after, initials_before, spelled,
};
use crate::read::bibtex::names::options::NameOptions;
use crate::read::bibtex::names::shapes::PARTICLES;
use crate::read::bibtex::names::words::{
    is_joined, is_lower, is_one_group, shown, span_of, split_commas, words,
};
use crate::read::bibtex::tex::Tex;
use crate::read::mended::{Mended, mended};

/// Reads names, one after the other, and reports malformed ones.
pub(super) struct NameReader<'r, 'd> {
    pub(super) tex: &'r mut Tex<'d>,
    pub(super) options: NameOptions,
    /// Whether the family name comes first and is followed by initials without full stops: `Smith
    /// JR`.
    pub(super) inverted: bool,
    /// Whether names that evidently mean something else are read as BibTeX does.
    pub(super) as_written: bool,
    pub(super) report: &'r mut dyn FnMut(&str, String, &str),
}

/// Whether a character is of the scripts in which names of China, Japan and Korea are written. Names
/// in katakana are mostly foreign, and keep their order.
fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '々')
}

impl NameReader<'_, '_> {
    pub(super) fn name(&mut self, raw: &str) -> Option<Name> {
        if !self.as_written
            && !is_one_group(raw)
            && let Some(meant) = mended(raw)
        {
            return self.meant(meant);
        }
        self.name_in_form(raw)
    }

    fn meant(&mut self, name: Mended) -> Option<Name> {
        match name {
            Mended::Text(text) => self.name_in_form(&text),
            Mended::Person { family, suffix, given } => {
                Some(self.family_first(&family, &suffix, &given).into())
            }
            Mended::Titled { title, name } => Some(Name::Person(Person {
                family: self.tex.name_part(&name),
                dropping_particle: title.into(),
                ..Person::default()
            })),
            Mended::Whole(name) => Some(Name::Literal(self.tex.name_part(&name))),
        }
    }

    fn name_in_form(&mut self, raw: &str) -> Option<Name> {
        if let Some((family, given)) = usual_parts(raw).filter(|_| !self.inverted) {
            return Some(Name::person(family, given));
        }
        if is_one_group(raw) {
            let inner = &raw[1..raw.len() - 1];
            return Some(Name::Literal(self.tex.name_part(inner))).filter(|name| !name.is_empty());
        }
        let parts = split_commas(raw);
        if self.has_named_parts(&parts) {
            return self.extended(&parts);
        }
        if !parts.iter().any(|part| part.is_empty()) {
            return self.people_of_parts(raw, &parts);
        }
        let filled: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        if filled.len() <= 3 {
            let (fault, help) = match parts[..] {
                ["", ..] => ("nothing before its comma", "write `Family, Given`"),
                [.., before, ""] if !before.is_empty() => {
                    ("nothing after its last comma", "write `Family, Given`, or remove the comma")
                }
                _ => ("two commas in a row", "remove one of them"),
            };
            (self.report)(raw, format!("the name `{}` has {fault}", shown(raw)), help);
        }
        match filled[..] {
            [] => None,
            // A comma at the end means that the family name comes first.
            [family] if !parts[0].is_empty() => Some(self.family_first(family, "", "").into()),
            _ => self.people_of_parts(raw, &filled),
        }
    }

    /// Reads a name from its parts between commas.
    pub(super) fn people_of(&mut self, parts: &[&str]) -> Option<Name> {
        self.people_of_parts(parts[0], parts)
    }

    fn people_of_parts(&mut self, raw: &str, parts: &[&str]) -> Option<Name> {
        match *parts {
            [] => None,
            [all] => {
                let person = self.display_order(all);
                // `Foo #1` has no family name. The number of DBLP in `Wei Wang 0001` is reported.
                let is_counted =
                    person.family.len() == 4 && person.family.bytes().all(|it| it.is_ascii_digit());
                let has_family = is_counted || person.family.contains(char::is_alphabetic);
                match has_family || person.given.is_empty() {
                    true => Some(person.into()),
                    false => Some(Name::Literal(self.tex.name_part(all))),
                }
            }
            [family, given] => Some(self.family_first(family, "", given).into()),
            [family, suffix, given] => Some(self.family_first(family, suffix, given).into()),
            _ => {
                (self.report)(
                    raw,
                    format!("the name `{}` has {} commas", shown(raw), parts.len() - 1),
                    "a name has two at most (`Family, Jr., Given`); between people write ` and `",
                );
                Some(Name::Literal(self.tex.name_part(raw)))
            }
        }
    }

    /// `Vincent van Gogh`: the prefix consists of the words in lower case, and the family name
    /// follows.
    ///
    /// `Vapnik V. N.` has its family name first; BibTeX takes `N.` for it, and a rule reports this.
    fn display_order(&mut self, raw: &str) -> Person {
        let mut words: Vec<&str> = words(raw).collect();
        let behind = match self.inverted {
            true => bare_initials_behind(&words),
            false => initials_behind(&words),
        };
        if let Some(count) = behind {
            let (family, given) = words.split_at(words.len() - count);
            return self.family_first(span_of(raw, family), "", span_of(raw, given));
        }
        // `村上 春樹`: in these scripts the family name always comes first.
        if let [family, given] = words[..]
            && [family, given].iter().all(|word| word.chars().all(is_east_asian))
        {
            return self.family_first(family, "", given);
        }
        if let [word] = words[..]
            && let Some(at) = initial_after(word)
        {
            return self.family_first(&word[..at], "", &word[at..]);
        }
        if let Some((word, at)) =
            words.last().and_then(|word| Some((*word, initials_before(word)?)))
        {
            words.pop();
            words.extend([&word[..at], &word[at..]]);
        }
        let last = words.len().saturating_sub(1);
        // BibTeX takes `{W}es` for a prefix, since it does not see the capital in braces.
        let given =
            words[..last].iter().take_while(|word| begins_with_braced_capital(word)).count();
        let given = if self.as_written { 0 } else { given };
        let first_lower = words[given..last].iter().position(|word| is_lower(word));
        let first_lower = first_lower.map(|at| given + at);
        let (prefix, family) = match first_lower {
            None => (last, last),
            Some(first) => {
                let end = words[..last].iter().rposition(|word| is_lower(word));
                (first, end.map_or(first, |end| end + 1))
            }
        };
        self.person(
            span_of(raw, &words[family..]),
            span_of(raw, &words[prefix..family]),
            span_of(raw, &words[..prefix]),
            "",
        )
    }

    /// `van Gogh, Jr., Vincent`: the prefix consists of the lower-case words at the beginning of
    /// the family name. Later ones are part of the family name, as in `Ortegal y Gassol`; BibTeX
    /// itself extends the prefix up to such a word.
    fn family_first(&mut self, family: &str, suffix: &str, given: &str) -> Person {
        let words: Vec<&str> = words(family).collect();
        let last = words.len().saturating_sub(1);
        let is_prefix = |word: &&&str| is_lower(word) && !is_joined(word);
        let end = words[..last].iter().take_while(is_prefix).count();
        self.person(span_of(family, &words[end..]), span_of(family, &words[..end]), given, suffix)
    }

    pub(super) fn person(
        &mut self,
        family: &str,
        prefix: &str,
        given: &str,
        suffix: &str,
    ) -> Person {
        let prefix = self.tex.name_part(prefix);
        let (dropping_particle, non_dropping_particle) = match self.options.drop_prefix {
            true => (prefix, EcoString::new()),
            false => (EcoString::new(), prefix),
        };
        let given = match self.inverted {
            true => {
                spelled(given).map(EcoString::from).unwrap_or_else(|| self.tex.name_part(given))
            }
            false => self.tex.name_part(given),
        };
        Person {
            family: self.tex.name_part(family),
            given,
            dropping_particle,
            non_dropping_particle,
            suffix: self.tex.name_part(suffix),
            comma_suffix: self.options.junior_comma && !suffix.is_empty(),
            static_ordering: false,
        }
    }
}

/// The family and given names of a name as nearly all are written, of which TeX and BibTeX read
/// nothing into any part: one comma and a space between words of plain letters, and no prefix.
fn usual_parts(raw: &str) -> Option<(&str, &str)> {
    let comma = raw.bytes().position(|byte| byte == b',')?;
    let (family, given) = (&raw[..comma], raw[comma + 1..].strip_prefix(' ')?);
    let are_usual = |words: &str, may_begin: fn(u8) -> bool| {
        let mut before = b' ';
        let all = words.bytes().all(|byte| {
            let is_usual = match (before, byte) {
                (b' ', byte) => may_begin(byte),
                (b'-', b'-') => false,
                (_, b' ' | b'-' | b'.') => true,
                (_, byte) => byte.is_ascii_alphabetic() || !byte.is_ascii(),
            };
            before = byte;
            is_usual
        });
        all && before != b' '
    };
    // A family name that begins with a small letter has a prefix, and one beyond ASCII may.
    let is_usual = are_usual(family, |byte| byte.is_ascii_uppercase())
        && are_usual(given, |byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    is_usual.then_some((family, given))
}

/// `{W}es`, `{S}t{\'e}fan`: a word whose capital is in braces, so that no style changes it, and that
/// is no particle.
fn begins_with_braced_capital(word: &str) -> bool {
    let mut letters = word.strip_prefix('{').unwrap_or_default().chars();
    let is_braced = letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('}');
    let plain = || word.replace(['{', '}'], "").to_lowercase();
    is_braced && !PARTICLES.contains(&&*plain())
}

/// The number of words of a name that are initials after its only family name.
fn initials_behind(words: &[&str]) -> Option<usize> {
    if !words.last()?.ends_with('.') || words.iter().any(|word| word.contains(['{', '\\'])) {
        return None;
    }
    let name = words.join(" ");
    let found = initials_at_end(&name).filter(|found| found.are_sure)?;
    let family = name[..found.start].split_whitespace();
    // In `Stadler Peter F.` it is unclear which name comes first.
    let one = family.filter(|word| word.starts_with(char::is_uppercase)).count() == 1;
    one.then(|| name[found.start..].split_whitespace().count())
}

impl From<Person> for Name {
    fn from(person: Person) -> Name {
        Name::Person(person)
    }
}
