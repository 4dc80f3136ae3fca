//! Persons: `von der Leyen, Ursula`, `Luther King, Jr., Martin`, or a mapping of parts.

use crate::diagnostic::rules::{MALFORMED_NAME, UNKNOWN_FIELD};
use crate::diagnostic::{Diagnostic, Fix, nearest};
use crate::model::{Name, Person, mark_others};
use crate::read::hayagriva::Reader;
use crate::read::hayagriva::item::{Field, Leaf, Role, Value};
use crate::read::mended::{Mended, mended};
use crate::read::people;
use crate::read::violation::violation;
use crate::source::Span;
use crate::syntax::data::{Kind, Node, Pair};

impl Reader<'_> {
    /// A person, or a list of persons.
    pub(super) fn persons(
        &mut self,
        field: Field,
        name: &str,
        pair: &Pair<'_>,
        leaves: &mut Vec<Leaf>,
    ) {
        let origin = self.origin(name, pair);
        let names = self.names(name, origin, pair, leaves);
        leaves.push(Leaf::new(field, Value::Names(names), origin));
    }

    fn names(
        &mut self,
        name: &str,
        origin: usize,
        pair: &Pair<'_>,
        leaves: &mut Vec<Leaf>,
    ) -> Vec<Name> {
        let key = pair.key.content_span();
        let persons = pair.value.items().unwrap_or(std::slice::from_ref(&pair.value));
        if let Some(person) = self.name_in_a_list(name, origin, pair) {
            return vec![person];
        }
        let mut names = Vec::with_capacity(persons.len());
        let mut places = Vec::new();
        for (index, person) in persons.iter().enumerate() {
            let path = match persons.len() {
                1 => name.to_owned(),
                _ => format!("{name}[{index}]"),
            };
            let place = person.content_span();
            let read = match person.text().and_then(people::several) {
                Some(several) => {
                    let shown = person.text().unwrap_or_default();
                    let message = format!("`{shown}` names {} persons in one item", several.len());
                    let help = "write each person as an item of a list";
                    self.malformed(&path, person.content_span(), message, help);
                    several
                }
                None => self.person(&path, person, key, leaves).into_iter().collect(),
            };
            places.extend(read.iter().map(|_| place));
            names.extend(read);
        }
        if let Some(origin) = self.origins.get_mut(origin) {
            origin.add_names(places);
        }
        mark_others(&mut names);
        names
    }

    /// `[Roe, J. A.]`: a name without quotation marks, whose comma makes it a list.
    fn name_in_a_list(&mut self, name: &str, origin: usize, pair: &Pair<'_>) -> Option<Name> {
        let [family, given] = pair.value.items()? else { return None };
        let (first, second) = (family.text()?, given.text()?);
        let is_initial =
            |word: &str| word.ends_with('.') && word.trim_end_matches('.').chars().count() == 1;
        let are_parts = !first.contains([',', '.'])
            && first.starts_with(char::is_uppercase)
            && !second.contains(',')
            && second.split(' ').next().is_some_and(is_initial);
        if !are_parts {
            return None;
        }
        let message = format!("`[{first}, {second}]` is read as a list of two names");
        let help = format!("put the name in quotation marks: `\"{first}, {second}\"`");
        let span = Span { start: family.span.start, end: given.span.end };
        self.malformed(name, span, message, &help);
        if let Some(origin) = self.origins.get_mut(origin) {
            origin.add_names([span]);
        }
        let (prefix, family) = split_prefix(first);
        Some(Name::Person(Person {
            family: family.into(),
            non_dropping_particle: prefix.into(),
            given: second.into(),
            ..Person::default()
        }))
    }

    fn person(
        &mut self,
        name: &str,
        node: &Node<'_>,
        key: Span,
        leaves: &mut Vec<Leaf>,
    ) -> Option<Name> {
        match (node.pairs(), node.kind()) {
            (Some(parts), _) => self.person_of_parts(name, node, parts, key, leaves),
            (None, Some(Kind::Null)) => {
                let message = format!("`{name}` holds an empty name");
                self.malformed(name, node.span, message, "delete the item, or write a name");
                None
            }
            (None, Some(kind)) => {
                if kind != Kind::Text {
                    self.wrong_kind(name, node, "a name");
                }
                self.person_of_text(name, node)
            }
            (None, None) => {
                self.wrong_kind(name, node, "a name");
                None
            }
        }
    }

    fn malformed(&mut self, field: &str, place: Span, message: String, help: &str) {
        let place = place.in_source(self.id);
        self.report(field, Diagnostic::new(&MALFORMED_NAME, place, message).help(help));
    }

    fn person_of_text(&mut self, field: &str, node: &Node<'_>) -> Option<Name> {
        let text = node.text()?;
        if let Some(name) = mended_text(text) {
            return Some(meant(name));
        }
        let place = node.content_span();
        let mut parts = [""; 3];
        let count = text.split(',').count();
        for (part, piece) in parts.iter_mut().zip(text.split(',')) {
            *part = piece.trim();
        }
        if count <= 3 && parts[..count].iter().all(|part| part.is_empty()) {
            let message = format!("`{field}` holds an empty name");
            self.malformed(field, place, message, "delete the name, or write one");
            return None;
        }
        if count > 3 {
            let message = format!("`{text}` has more than two commas");
            let help = "write `Family, Given` or `Family, Suffix, Given`, \
                        and each person as an item of a list";
            self.malformed(field, place, message, help);
            return Some(Name::literal(text.trim()));
        }
        if parts[..count].iter().any(|part| part.is_empty()) {
            let message = format!("`{text}` has nothing on one side of a comma");
            let help = "write `Family, Given` or `Family, Suffix, Given`";
            self.malformed(field, place, message, help);
        }
        Some(name_of_pieces(&parts[..count]))
    }

    fn person_of_parts(
        &mut self,
        field: &str,
        node: &Node<'_>,
        parts: &[Pair<'_>],
        key: Span,
        leaves: &mut Vec<Leaf>,
    ) -> Option<Name> {
        const PARTS: [&str; 6] =
            ["name", "given-name", "prefix", "suffix", "alias", "comma-suffix"];
        self.repeated(parts, &format!("{field}."));
        let mut values = [""; 5];
        let mut comma_suffix = false;
        for part in parts {
            let part_name = part.key.text().unwrap_or_default();
            let path = format!("{field}.{part_name}");
            match PARTS.iter().position(|known| *known == part_name) {
                Some(5) => comma_suffix = part.value.text() == Some("true"),
                Some(_) if part.value.is_null() => {}
                Some(index) => match part.value.text() {
                    Some(text) => values[index] = text,
                    None => self.wrong_kind(&path, &part.value, "text"),
                },
                None => self.unknown_part(&path, part, &PARTS),
            }
        }
        let [name, given, prefix, suffix, alias] = values;
        if let Some(part) = parts.iter().find(|part| part.key.text() == Some("alias"))
            && !alias.is_empty()
        {
            let origin = self.origin(&format!("{field}.alias"), part);
            leaves.push(Leaf::new(Field::Other, Value::Plain(alias.to_owned()), origin));
        }
        if name.is_empty() {
            let place = if node.span.is_empty() { key } else { node.span };
            let help = "write the family name, or the name of a body, under `name`";
            self.malformed(field, place, format!("the person in `{field}` has no `name`"), help);
        }
        let person = name_of_parts(name, given, prefix, suffix, comma_suffix);
        Some(person).filter(|person| !person.is_empty())
    }

    fn unknown_part(&mut self, path: &str, part: &Pair<'_>, known: &[&str]) {
        let place = part.key.content_span().in_source(self.id);
        let word = part.key.text().unwrap_or_default();
        let mut diagnostic =
            Diagnostic::new(&UNKNOWN_FIELD, place, format!("`{path}` is not a hayagriva field"));
        if let Some(meant) = nearest(word, known.iter().copied()) {
            let fix = Fix::needs_review(format!("write the name as `{meant}`"), place, meant);
            diagnostic = diagnostic.help(format!("did you mean `{meant}`?")).fix(fix);
        }
        self.report(path, diagnostic);
    }

    /// A mapping of `role` and `names`, or a list of such mappings.
    pub(super) fn affiliated(&mut self, name: &str, pair: &Pair<'_>, leaves: &mut Vec<Leaf>) {
        let groups = pair.value.items().unwrap_or(std::slice::from_ref(&pair.value));
        for (index, group) in groups.iter().enumerate() {
            let path = match groups.len() {
                1 => name.to_owned(),
                _ => format!("{name}[{index}]"),
            };
            let Some(parts) = group.pairs() else {
                self.wrong_kind(&path, group, "a mapping");
                continue;
            };
            self.repeated(parts, &format!("{path}."));
            let (role, word) = self.role(&path, group, pair);
            for part in parts {
                match part.key.text().unwrap_or_default() {
                    "role" => {}
                    "names" => {
                        let origin = self.origin(&format!("{path}.names"), part);
                        let names = self.names(&format!("{path}.names"), origin, part, leaves);
                        let value = Value::Names(names);
                        let field = Field::Affiliated(role);
                        let mut leaf = Leaf::new(field, value, origin);
                        leaf.role = Some(word.clone());
                        leaves.push(leaf);
                    }
                    other => {
                        self.unknown(&format!("{path}.{other}"), part, &["names", "role"], leaves)
                    }
                }
            }
            if group.get("names").is_none() {
                self.missing_part(&path, "names", pair);
            }
        }
    }

    /// The role, and the word for it as spelled.
    fn role(&mut self, path: &str, group: &Node<'_>, pair: &Pair<'_>) -> (Role, String) {
        let Some(node) = group.get("role").filter(|role| !role.is_null()) else {
            self.missing_part(path, "role", pair);
            return (Role::Unknown, String::new());
        };
        let word = node.text().unwrap_or_default();
        let role = Role::from_name(word).unwrap_or_else(|| {
            let message = format!("`{word}` is not a hayagriva role");
            let mut diagnostic = violation(self.id, node.content_span(), message);
            if let Some(meant) = nearest(word, Role::NAMES.iter().copied()) {
                diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
            }
            self.report(&format!("{path}.role"), diagnostic);
            Role::Unknown
        });
        if role != Role::Unknown {
            let read = Role::NAMES.contains(&word);
            self.lower_case(&format!("{path}.role"), word, read, node);
        }
        (role, word.to_owned())
    }
}

/// The name that is read from a text without a finding.
#[cfg(feature = "yaml")]
pub(crate) fn person_of_text(text: &str) -> Option<Name> {
    let pieces = pieces(text);
    let is_whole = matches!(pieces.len(), 1..=3) && pieces.iter().all(|piece| !piece.is_empty());
    (is_whole && people::several(text).is_none()).then(|| name_of_pieces(&pieces))
}

/// A name in one text as hayagriva reads it; `None` where that is what it means.
pub(crate) fn name_as_written(text: &str) -> Option<Name> {
    mended_text(text)?;
    let pieces = pieces(text);
    matches!(pieces.len(), 1..=3).then(|| name_of_pieces(&pieces))
}

/// What a name means; without a comma, hayagriva's names are whole, and lose only what is beside
/// them.
fn mended_text(text: &str) -> Option<Mended> {
    mended(text).filter(|meant| text.contains(',') || matches!(meant, Mended::Text(_)))
}

fn meant(name: Mended) -> Name {
    match name {
        Mended::Text(text) => name_of_pieces(&pieces(&text)),
        Mended::Person { family, suffix, given } => {
            name_of_parts(&family, &given, "", &suffix, false)
        }
        Mended::Titled { title, name } => name_of_parts(&name, "", &title, "", false),
        Mended::Whole(name) => Name::Literal(name.into()),
    }
}

/// The texts between the commas of a name.
fn pieces(text: &str) -> Vec<&str> {
    text.split(',').map(str::trim).collect()
}

/// The name whose family name, suffix and given name are the pieces between commas.
fn name_of_pieces(pieces: &[&str]) -> Name {
    let &[first, .., last] = pieces else {
        let only = pieces.first().copied().unwrap_or_default();
        let (prefix, family) = split_prefix(only);
        // `Association for Computing Machinery`: an organization, not a particle.
        return match prefix.starts_with(char::is_uppercase) {
            true => Name::literal(only),
            false => name_of_parts(family, "", prefix, "", false),
        };
    };
    let (prefix, family) = split_prefix(first);
    let suffix = if pieces.len() > 2 { pieces[1] } else { "" };
    name_of_parts(family, last, prefix, suffix, false)
}

/// A name in hayagriva's parts, converted to CSL's parts: its prefix is a dropping particle, and a
/// particle at the beginning of its family name is not. A family name alone is not split.
pub(crate) fn name_of_parts(
    name: &str,
    given: &str,
    prefix: &str,
    suffix: &str,
    comma_suffix: bool,
) -> Name {
    let (name, prefix) = (name.trim(), prefix.trim());
    if given.is_empty() && prefix.is_empty() && suffix.is_empty() {
        return Name::literal(name);
    }
    let (particle, family) = split_particle(name);
    Name::Person(Person {
        family: family.into(),
        given: given.into(),
        dropping_particle: prefix.into(),
        non_dropping_particle: particle.into(),
        suffix: suffix.into(),
        comma_suffix,
        static_ordering: false,
    })
}

/// Splits the prefix off a family name as BibTeX does: it extends to the last word in lower case,
/// or, if all words are in lower case, to the word before the last.
fn split_prefix(text: &str) -> (&str, &str) {
    let mut after_lower = 0;
    let mut last_word = 0;
    let mut any_upper = false;
    let mut ends_lower = false;
    let mut word_begins = true;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            word_begins = true;
            continue;
        }
        if word_begins {
            last_word = at;
            ends_lower = c.is_lowercase();
            any_upper |= !ends_lower;
            word_begins = false;
        }
        if ends_lower {
            after_lower = at + c.len_utf8();
        }
    }
    let split = match (any_upper, ends_lower) {
        (false, _) => last_word,
        (true, false) => after_lower,
        // A name that ends in lower case would be only prefix.
        (true, true) => 0,
    };
    (text[..split].trim_end(), text[split..].trim_start())
}

/// Splits off a capitalized particle at the beginning of a family name, such as `De Rijke`.
fn split_particle(name: &str) -> (&str, &str) {
    for (at, _) in name.char_indices().rev().filter(|(_, c)| *c == ' ') {
        let particle = name[..at].to_lowercase();
        if PARTICLES.binary_search(&particle.as_str()).is_ok() {
            return (&name[..at], name[at..].trim_start());
        }
    }
    ("", name)
}

/// The particles of hayagriva's renderer, sorted.
#[rustfmt::skip]
const PARTICLES: [&str; 108] = [
    "'t", "a", "ab", "af", "al", "am", "and", "ap", "auf", "auf der", "bar", "ben", "bin", "d'",
    "da", "dai", "dal", "dall'", "dalla", "dalle", "de", "de la", "de las", "de los", "de'",
    "degli", "dei", "del", "dela", "dell'", "della", "delle", "dello", "den", "der", "des", "di",
    "do", "dos", "du", "e", "el", "en", "et", "fan", "filho", "fitz", "grosse", "große", "i",
    "ibn", "in", "l'", "la", "las", "le", "li", "lo", "los", "m'", "mac", "mc", "n'", "no", "ní",
    "o", "och", "of", "op de", "saint", "sainte", "san", "sant", "santa", "santo", "st", "ste",
    "t'", "te", "ten", "ter", "thoe", "tot", "und", "und der", "van", "van de", "van den",
    "van der", "van het", "vande", "vanden", "vander", "ver", "vom", "von", "von den", "von der",
    "von und zu", "y", "z", "ze", "zu", "zum", "zur", "à", "é", "ó",
];
