//! Names, whole or in parts, and the particles inside their parts.

use crate::dialect::csl::is_name_part;
use crate::model::markdown;
use crate::model::{Name, Person};
use crate::read::csl::dialect::Dialect;
use crate::read::csl::structure::Structure;
use crate::syntax::data::{Kind, Node};

/// Reads the mapping of a name; a part that is a list, as pandoc once wrote initials, consists of
/// its words.
pub(super) fn read(node: &Node<'_>, dialect: Dialect) -> Option<Name> {
    let words = |node: &Node<'_>| match node.items() {
        Some(words) => words.iter().filter_map(Node::text).collect::<Vec<_>>().join(" "),
        None if node.is_null() => String::new(),
        None => node.text().unwrap_or_default().to_owned(),
    };
    let part = |name: &str| {
        let text = node.get(name).map(words).unwrap_or_default();
        if dialect == Dialect::Yaml { markdown::plain(&text) } else { text }
    };
    let says = |name: &str| node.get(name).is_some_and(is_true);
    // Crossref calls the name of a body so.
    let literal = Some(part("literal")).filter(|it| !it.is_empty()).unwrap_or_else(|| part("name"));
    if !literal.is_empty() {
        return Some(Name::Literal(literal.into()));
    }
    if says("isInstitution") {
        let body = if part("family").is_empty() { part("given") } else { part("family") };
        return Some(Name::Literal(body.into()));
    }
    let person = Person {
        family: part("family").into(),
        given: part("given").into(),
        dropping_particle: part("dropping-particle").into(),
        non_dropping_particle: part("non-dropping-particle").into(),
        suffix: part("suffix").into(),
        comma_suffix: says("comma-suffix"),
        static_ordering: says("static-ordering"),
    };
    let whole = node.get("parse-names").is_some_and(|parse| !is_true(parse));
    Some(Name::Person(if whole { person } else { person_of(person) }))
}

/// What a list of names says of single names beyond their parts, each with the number of the name.
pub(super) type Facts = Vec<(String, Vec<(usize, String)>)>;

/// Adds the parts of a name that are no parts of a [`Person`]: Crossref's `ORCID` and `affiliation`,
/// and any that a program adds.
pub(super) fn push_facts(node: &Node<'_>, number: usize, facts: &mut Facts) {
    let has = |part: &str| node.get(part).is_some_and(|it| !Structure::of(it).is_empty());
    for pair in node.pairs().unwrap_or_default() {
        let Some(part) = pair.key.text() else { continue };
        // A body's name may be under `name`; beside other parts it is one more.
        let is_name = part == "name" && !has("literal");
        let value = Structure::of(&pair.value);
        if is_name_part(part) || is_name || value.is_empty() {
            continue;
        }
        let value = match value {
            Structure::Text(text) => text,
            value => value.compact(),
        };
        match facts.iter_mut().find(|(known, _)| known == part) {
            Some((_, all)) => all.push((number, value)),
            None => facts.push((part.to_owned(), vec![(number, value)])),
        }
    }
}

fn is_true(node: &Node<'_>) -> bool {
    match node.kind() {
        Some(Kind::Bool(says)) => says,
        Some(Kind::Null) | None => false,
        _ => !matches!(node.text(), Some("" | "0" | "false")),
    }
}

/// Moves particles and suffix out of the family and given names, where programs with only two
/// fields write them, to their own parts.
///
/// *Shape*: `van der Berg` has the non-dropping particle `van der`; `Vincent van` has the dropping
/// particle `van`; `Martin Luther, Jr.` has the suffix `Jr.`, and after `,!` the suffix is preceded
/// by a comma. A family name in quotation marks is not split.
///
/// *Source*: the names that citeproc-js splits.
pub(crate) fn person_of(mut person: Person) -> Person {
    if person.suffix.is_empty()
        && let Some((given, suffix)) = person.given.split_once(',')
        && suffix.starts_with([' ', '!'])
    {
        person.comma_suffix |= suffix.starts_with('!');
        let suffix = suffix.trim_start_matches('!').trim().to_owned();
        let given = given.trim_end().to_owned();
        (person.given, person.suffix) = (given.into(), suffix.into());
    }
    let quoted = person.family.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    if let Some(family) = quoted.filter(|family| !family.is_empty()) {
        person.family = family.into();
        return person;
    }
    if person.given.is_empty() || person.static_ordering {
        return person;
    }
    if person.non_dropping_particle.is_empty() {
        let end = particle_end(&person.family);
        if end > 0 {
            let (particle, family) = person.family.split_at(end);
            // After an apostrophe a space shows whether the parts are joined.
            let spaced = particle.trim_end().ends_with(['\'', '’']) && particle.ends_with(' ');
            let particle = if spaced { particle } else { particle.trim_end() };
            (person.non_dropping_particle, person.family) = (particle.into(), family.into());
        }
    }
    if person.dropping_particle.is_empty() && person.given.contains(' ') {
        let words: Vec<&str> = person.given.split(' ').collect();
        let particles =
            words.iter().skip(1).rev().take_while(|word| is_particle(word.trim_end())).count();
        if particles > 0 {
            let names = words.len() - particles;
            let (given, particle) = (words[..names].join(" "), words[names..].join(" "));
            (person.given, person.dropping_particle) = (given.into(), particle.into());
        }
    }
    person
}

/// Where the particles at the start of a family name end; 0 if there are none, or nothing else.
fn particle_end(family: &str) -> usize {
    let mut end = 0;
    loop {
        let rest = &family[end..];
        let word = rest.split(' ').next().unwrap_or_default();
        if is_particle(word) && word.len() < rest.len() {
            // The rest begins after the spaces.
            let after = &rest[word.len()..];
            let spaces = after.len() - after.trim_start_matches(' ').len();
            if after.trim().is_empty() {
                return end;
            }
            end += word.len() + spaces;
            continue;
        }
        return end + joined_particle(word);
    }
}

/// True if a word is in lower case, apart from apostrophes and hyphens.
fn is_particle(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && letters.all(char::is_lowercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '‐' | '.'))
}

/// The length of a particle that is joined to the name: `d'` in `d'Aubignac`, `al-` in `al-One`.
fn joined_particle(word: &str) -> usize {
    let Some((at, joint)) =
        word.char_indices().skip(1).find(|(_, c)| matches!(c, '\'' | '’' | '-' | '‐'))
    else {
        return 0;
    };
    let (particle, name) = word.split_at(at + joint.len_utf8());
    let small = is_particle(particle);
    let capital = name.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase());
    if small && capital { particle.len() } else { 0 }
}
