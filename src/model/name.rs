//! The names of people and organizations.

use ecow::EcoString;

/// A person or an organization, such as the author of a work.
///
/// *Source*: CSL 1.0.2 specification, "Names"; CSL-JSON `name-variable`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Name {
    /// A person, in parts.
    Person(Person),
    /// An organization, or a name that must not be split: `Workers Solidarity Movement`.
    Literal(EcoString),
    /// The people that a list leaves out: `and others` in BibTeX. It ends a list of names and
    /// counts as one of them; a style prints its own term for it ("et al.").
    Others,
}

/// A person's name in parts. Missing parts are empty, but not all of them may be.
///
/// The parts are [`EcoString`]s, which keep up to 15 bytes without an allocation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Person {
    /// The family name, without particles: `Gogh`.
    pub family: EcoString,
    /// The given names, in full or as initials: `Vincent`.
    pub given: EcoString,
    /// A particle that is omitted if only the family name is printed: `van` in "Vincent van Gogh",
    /// who is cited as "Gogh".
    pub dropping_particle: EcoString,
    /// A particle that stays with the family name: `de` in "de Gaulle".
    pub non_dropping_particle: EcoString,
    /// The suffix: `Jr.`, `III`.
    pub suffix: EcoString,
    /// Whether a comma precedes the suffix in display order.
    pub comma_suffix: bool,
    /// Whether the family name always comes first, as in Chinese or Hungarian names.
    pub static_ordering: bool,
}

/// The word for [`Name::Others`] in BibTeX and in pandoc's output.
const OTHERS: &str = "others";

impl Name {
    /// Creates a person from a family name and given names.
    pub fn person(family: impl Into<EcoString>, given: impl Into<EcoString>) -> Self {
        let (family, given) = (family.into(), given.into());
        Name::Person(Person { family, given, ..Person::default() })
    }

    /// Creates a name that is not split.
    pub fn literal(name: impl Into<EcoString>) -> Self {
        Name::Literal(name.into())
    }

    /// The short form of the name: the family name with its non-dropping particle, the given name
    /// of a person who has no family name, or the literal.
    pub fn family_or_literal(&self) -> String {
        match self {
            Name::Literal(name) => name.to_string(),
            Name::Others => OTHERS.to_owned(),
            Name::Person(person) if person.family.is_empty() => person.given.to_string(),
            Name::Person(person) => join(&[&person.non_dropping_particle, &person.family]),
        }
    }

    /// The whole name in display order: `Vincent van Gogh Jr.`
    pub fn display(&self) -> String {
        match self {
            Name::Literal(name) => name.to_string(),
            Name::Others => OTHERS.to_owned(),
            Name::Person(p) => {
                let suffix_comma = p.comma_suffix && !p.suffix.is_empty();
                let with_comma = || format!("{},", p.family).into();
                let family = if suffix_comma { with_comma() } else { p.family.clone() };
                let parts =
                    [&p.given, &p.dropping_particle, &p.non_dropping_particle, &family, &p.suffix];
                join(&parts.map(EcoString::as_str))
            }
        }
    }

    /// True if all parts are empty or blank.
    pub fn is_empty(&self) -> bool {
        match self {
            Name::Literal(name) => name.trim().is_empty(),
            Name::Others => false,
            Name::Person(p) => {
                [&p.family, &p.given, &p.dropping_particle, &p.non_dropping_particle, &p.suffix]
                    .iter()
                    .all(|part| part.trim().is_empty())
            }
        }
    }
}

/// Joins the non-empty parts with spaces, but without a space after an apostrophe or hyphen.
fn join(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !(out.is_empty() || out.ends_with(['\'', '’', '-'])) {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Name, Person};

    #[test]
    fn display_order_joins_what_is_there() {
        let name = Name::Person(Person {
            family: "Aubignac".into(),
            given: "François Hédelin".into(),
            non_dropping_particle: "d’".into(),
            suffix: "Jr.".into(),
            comma_suffix: true,
            ..Person::default()
        });
        assert_eq!(name.display(), "François Hédelin d’Aubignac, Jr.");
        assert_eq!(name.family_or_literal(), "d’Aubignac");
        assert_eq!(Name::person("", "Plato").family_or_literal(), "Plato");
    }
}
