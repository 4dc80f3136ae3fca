//! Names of people and of bodies.

/// A person or a body, as the author of a work and the like.
///
/// *Source*: CSL 1.0.2 specification, "Names"; CSL-JSON `name-variable`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Name {
    /// A person, in parts.
    Person(Person),
    /// A body, or a name that must not be taken apart: `Workers Solidarity Movement`.
    Literal(String),
    /// Those whom a list does not name: BibTeX's `and others`. It ends a list of names and is
    /// counted as one of them; a style prints its own term for it ("et al.").
    Others,
}

/// A person's name in parts. A part that is missing is empty; not all are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Person {
    /// The family name without particles: `Gogh`.
    pub family: String,
    /// The given names, in full or as initials: `Vincent`.
    pub given: String,
    /// What stands between, and goes when only the family name is shown: `van` in
    /// "Vincent van Gogh" cited as "Gogh".
    pub dropping_particle: String,
    /// What stands between, and stays with the family name: `de` in "de Gaulle".
    pub non_dropping_particle: String,
    /// What follows the name: `Jr.`, `III`.
    pub suffix: String,
    /// Whether a comma stands before the suffix where the name is in display order.
    pub comma_suffix: bool,
    /// Whether the family name always comes first, as in Chinese or Hungarian names.
    pub static_ordering: bool,
}

/// The word for [`Name::Others`] in BibTeX, and in what pandoc writes.
const OTHERS: &str = "others";

impl Name {
    /// A person with a family name and given names.
    pub fn person(family: impl Into<String>, given: impl Into<String>) -> Self {
        let (family, given) = (family.into(), given.into());
        Name::Person(Person { family, given, ..Person::default() })
    }

    /// A name that is not taken apart.
    pub fn literal(name: impl Into<String>) -> Self {
        Name::Literal(name.into())
    }

    /// The part that stands for the whole: the family name with the particle that stays with it,
    /// the given name of a person who has no other, or the literal.
    pub fn family_or_literal(&self) -> String {
        match self {
            Name::Literal(name) => name.clone(),
            Name::Others => OTHERS.to_owned(),
            Name::Person(person) if person.family.is_empty() => person.given.clone(),
            Name::Person(person) => join(&[&person.non_dropping_particle, &person.family]),
        }
    }

    /// The whole name in display order: `Vincent van Gogh Jr.`
    pub fn display(&self) -> String {
        match self {
            Name::Literal(name) => name.clone(),
            Name::Others => OTHERS.to_owned(),
            Name::Person(p) => {
                let suffix_comma = p.comma_suffix && !p.suffix.is_empty();
                let family = if suffix_comma { format!("{},", p.family) } else { p.family.clone() };
                let parts =
                    [&p.given, &p.dropping_particle, &p.non_dropping_particle, &family, &p.suffix];
                join(&parts.map(String::as_str))
            }
        }
    }

    /// Whether no part holds a character.
    pub fn is_empty(&self) -> bool {
        match self {
            Name::Literal(name) => name.is_empty(),
            Name::Others => false,
            Name::Person(p) => {
                [&p.family, &p.given, &p.dropping_particle, &p.non_dropping_particle, &p.suffix]
                    .iter()
                    .all(|part| part.is_empty())
            }
        }
    }
}

/// The parts that are not empty, with a space between, but none after an apostrophe or a hyphen.
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
