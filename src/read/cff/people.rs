//! Persons and bodies: in lists of authors, and as publishers and conferences.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::MALFORMED_NAME;
use crate::model::{Date, Extra, Name, Person, Variable, Variables, annotation};
use crate::read::cff::work::Reader;
use crate::read::csl::person_of;
use crate::syntax::data::Node;

/// What is said of a person beyond the name, with the names that services use for it.
const FACTS: [(&str, &str); 6] = [
    ("affiliation", "affiliation"),
    ("alias", "alias"),
    ("email", "email"),
    ("orcid", "ORCID"),
    ("tel", "tel"),
    ("website", "website"),
];

impl Reader<'_, '_> {
    pub(super) fn people(&mut self, field: &str, variable: Variable, node: &Node<'_>) -> Variables {
        if node.items().is_none() {
            self.wrong_kind(field, node, "a list of persons");
        }
        let nodes = node.items().unwrap_or(std::slice::from_ref(node));
        let mut names: Vec<Name> = Vec::new();
        let mut facts: Vec<(&str, Vec<(usize, &str)>)> = Vec::new();
        for node in nodes {
            let Some(name) = self.name(field, node) else { continue };
            names.push(name);
            self.add_place(self.place(node));
            for (part, fact) in FACTS {
                let value = node.get(part).filter(|node| !node.is_null()).and_then(Node::text);
                let Some(value) = value else { continue };
                match facts.iter_mut().find(|(known, _)| *known == fact) {
                    Some((_, all)) => all.push((names.len(), value)),
                    None => facts.push((fact, vec![(names.len(), value)])),
                }
            }
        }
        for (fact, all) in facts {
            let name = annotation::field_name(variable, fact);
            self.entry().extra.push(Extra { name, value: annotation::written(all) });
        }
        let variables = (!names.is_empty()).then_some(variable);
        self.entry().set_names(variable, names);
        variables.into_iter().collect()
    }

    fn name(&mut self, field: &str, node: &Node<'_>) -> Option<Name> {
        if let Some(text) = node.text() {
            self.wrong_kind(field, node, "a mapping with `family-names` and `given-names`");
            return Some(Name::literal(text.trim())).filter(|name| !name.is_empty());
        }
        let part = |name: &str| {
            let node = node.get(name).filter(|node| !node.is_null());
            node.and_then(Node::text).unwrap_or_default().trim().to_owned()
        };
        let (family, given) = (part("family-names"), part("given-names"));
        let (particle, suffix) = (part("name-particle"), part("name-suffix"));
        if !family.is_empty() || !given.is_empty() {
            let person = Person {
                family: family.into(),
                given: given.into(),
                non_dropping_particle: particle.into(),
                suffix: suffix.into(),
                ..Person::default()
            };
            let is_divided = !person.non_dropping_particle.is_empty();
            return Some(Name::Person(if is_divided { person } else { person_of(person) }));
        }
        let whole = [part("name"), part("alias")].into_iter().find(|name| !name.is_empty());
        if whole.is_none() {
            let message = format!("this person in `{field}` has no name");
            let found = Diagnostic::new(&MALFORMED_NAME, self.place(node), message);
            self.report(field, found.help("write `family-names`, or `name` for a body"));
        }
        whole.map(Name::literal)
    }

    /// A body that publishes, or a conference: its name, its place, its dates.
    pub(super) fn body(&mut self, field: &str, node: &Node<'_>) -> Variables {
        let (of_name, of_place) = match field {
            "conference" => (Variable::EventTitle, Variable::EventPlace),
            _ => (Variable::Publisher, Variable::PublisherPlace),
        };
        let part = |name: &str| node.get(name).filter(|it| !it.is_null()).and_then(Node::text);
        let name = node.text().or_else(|| part("name"));
        let place: Vec<&str> = ["city", "region", "country"].into_iter().filter_map(part).collect();
        let place = match part("location") {
            Some(location) if place.is_empty() => location.to_owned(),
            _ => place.join(", "),
        };
        if self.entry().has(of_name) {
            self.keep_node(field, node);
            return Variables::new();
        }
        let mut variables = Variables::new();
        for (variable, text) in [(of_name, name.unwrap_or_default()), (of_place, &*place)] {
            if !text.is_empty() {
                self.entry().set_text(variable, text);
                variables.push(variable);
            }
        }
        let dates = [part("date-start"), part("date-end")].map(|it| it.map(str::to_owned));
        if let ("conference", [Some(start), end]) = (field, dates) {
            let text = end.filter(|end| *end != start).map(|end| format!("{start}/{end}"));
            if let Ok(date) = Date::from_edtf(text.as_deref().unwrap_or(&start)) {
                self.entry().set_date(Variable::EventDate, date);
                variables.push(Variable::EventDate);
            }
        }
        for pair in node.pairs().unwrap_or_default() {
            let known = ["name", "city", "region", "country", "location", "date-start", "date-end"];
            if let Some(part) = pair.key.text().filter(|part| !known.contains(part)) {
                self.keep_node(&format!("{field}.{part}"), &pair.value);
            }
        }
        variables
    }
}
