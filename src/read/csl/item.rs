//! One item: its type and its variables.

use std::borrow::Cow;

use crate::diagnostic::rules::{DUPLICATE_FIELD, MALFORMED_NAME, UNKNOWN_FIELD, UNKNOWN_TYPE};
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety, Severity, Sink, nearest};
use crate::dialect::csl;
use crate::model::{
    Entry, EntryOrigin, EntryType, Extra, FieldOrigin, Name, Text, Variable, VariableKind,
    Variables, mark_others,
};
use crate::model::{annotation, markdown};
use crate::read::csl::dialect::Dialect;
use crate::read::csl::name::Facts;
use crate::read::csl::parts::Parts;
use crate::read::csl::structure::{Structure, kept};
use crate::read::csl::{date, name, note, parts};
use crate::read::form::origin_of;
use crate::read::identifier::{self, Identifiers, is_verbatim};
use crate::read::interned::Names;
use crate::read::lines::one_line;
use crate::read::people;
use crate::read::violation::violation;
use crate::source::{Location, SourceId, Span};
use crate::syntax::data::{Kind, Node, Pair};

/// Reads one item.
pub(super) struct Reader<'s> {
    pub(super) id: SourceId,
    dialect: Dialect,
    pub(super) identifiers: Identifiers,
    pub(super) sink: &'s mut Sink,
    /// The interned names of fields and types.
    names: &'s mut Names,
    pub(super) entry: Entry,
    pub(super) origin: EntryOrigin,
}

impl<'s> Reader<'s> {
    pub(super) fn new(
        id: SourceId,
        dialect: Dialect,
        (sink, names): (&'s mut Sink, &'s mut Names),
        key: String,
        node: &Node<'_>,
    ) -> Self {
        let origin = EntryOrigin::at(node.span.in_source(id));
        let entry = Entry::new(key, EntryType::Unknown);
        let identifiers = Identifiers::default();
        Reader { id, dialect, identifiers, sink, names, entry, origin }
    }

    pub(super) fn finish(mut self) -> (Entry, EntryOrigin) {
        note::take_fields(&mut self.entry, self.identifiers);
        let key = self.entry.str(Variable::CitationKey).map(str::to_owned);
        self.add_alias(key);
        (self.entry, self.origin)
    }

    /// Adds another key by which citations may refer to the entry.
    fn add_alias(&mut self, alias: Option<String>) {
        let Entry { key, aliases, .. } = &mut self.entry;
        aliases.extend(alias.filter(|alias| !alias.is_empty() && alias != key));
        aliases.dedup();
    }

    pub(super) fn pairs(&mut self, pairs: &[Pair<'_>]) {
        if !pairs.iter().any(|pair| pair.key.text() == Some("type") && !pair.value.is_null()) {
            let message = match self.entry.key.as_str() {
                "" => "this item has no `type`".to_owned(),
                key => format!("the item `{key}` has no `type`"),
            };
            let has = |name: &str| pairs.iter().any(|pair| pair.key.text() == Some(name));
            let help = match has("itemType") {
                true => "this looks like Zotero's own JSON: export the library as CSL JSON",
                false => "add one, for example `\"type\": \"book\"`",
            };
            let problem = Diagnostic::new(
                &crate::diagnostic::rules::SCHEMA_VIOLATION,
                self.origin.kind,
                message,
            );
            self.report("type", problem.help(help));
        }
        for (index, pair) in pairs.iter().enumerate() {
            let Some(field) = pair.key.text() else {
                let message = format!("a variable's name is {}", pair.key.described());
                self.sink.push(violation(self.id, pair.key.span, message));
                continue;
            };
            let earlier = pairs[..index].iter().find(|other| other.key.text() == Some(field));
            if let Some(earlier) = earlier {
                let message = format!("duplicate field `{field}`; the last one counts");
                let place = pair.key.span.in_source(self.id);
                let problem = Diagnostic::new(&DUPLICATE_FIELD, place, message)
                    .also(earlier.key.span.in_source(self.id), "first here")
                    .help("keep one of them");
                self.report(field, problem);
            }
            let is_beside = csl::alias(field).is_some_and(|name| {
                pairs.iter().any(|pair| pair.key.text() == Some(name) && !pair.value.is_null())
            });
            if is_beside {
                self.other(field, pair);
            } else if !pair.value.is_null() {
                self.field(field, pair);
            }
        }
        self.nulls(pairs);
    }

    /// Reports the fields of an item whose values are null, as one.
    fn nulls(&mut self, pairs: &[Pair<'_>]) {
        let is_field = |pair: &&Pair<'_>| !matches!(pair.key.text(), Some("type" | "id") | None);
        let mut nulls = pairs.iter().filter(|pair| pair.value.is_null()).filter(is_field);
        let Some(first) = nulls.next() else { return };
        let field = first.key.text().unwrap_or_default();
        let more = match nulls.count() {
            0 => String::new(),
            1 => " (and 1 more field of this item)".to_owned(),
            count => format!(" (and {count} more fields of this item)"),
        };
        let message = format!("`{field}` is null, which CSL does not allow{more}");
        let finding = violation(self.id, first.value.span, message).severity(Severity::Warning);
        self.report(field, finding.help("leave the field out"));
    }

    fn field(&mut self, field: &str, pair: &Pair<'_>) {
        let node = &pair.value;
        let variable = match field {
            "id" => return,
            "type" => return self.kind(node),
            "custom" if node.pairs().is_some() => return self.custom(pair),
            csl::CATEGORIES | "custom" => None,
            field => Variable::from_name(csl::alias(field).unwrap_or(field)).or_else(|| {
                let in_capitals = field.to_ascii_uppercase();
                Variable::from_name(&in_capitals).filter(|_| self.dialect == Dialect::Yaml)
            }),
        };
        let Some(variable) = variable else { return self.other(field, pair) };
        let read = match variable.kind() {
            VariableKind::Name => {
                let places = self.names(field, variable, node);
                let variables = (!places.is_empty()).then_some(variable).into_iter().collect();
                let mut origin = self.field_origin(field, pair, variables);
                origin.add_names(places.iter().map(|place| place.span));
                self.origin.fields.push(origin);
                return;
            }
            VariableKind::Date => self.date(field, variable, node),
            VariableKind::Standard | VariableKind::Number => {
                let read = self.text(field, variable, node);
                return self.remember(field, pair, read.into_iter().collect());
            }
        };
        self.remember(field, pair, read.then_some(variable).into_iter().collect());
    }

    /// Keeps a field that has no CSL variable.
    fn other(&mut self, field: &str, pair: &Pair<'_>) {
        if csl::KEYS.contains(&field) {
            self.add_alias(pair.value.text().map(str::to_owned));
        } else if !csl::OTHER_NAMES.contains(&field) && !csl::is_bookkeeping(field) {
            let message = format!("`{field}` is not a CSL variable");
            let place = pair.key.content_span().in_source(self.id);
            let problem = Diagnostic::new(&UNKNOWN_FIELD, place, message);
            let problem = match csl::meant(field) {
                Some(meant) => problem.help(format!("did you mean `{meant}`?")),
                None => problem.help("put data for your own programs under `custom`"),
            };
            self.report(field, problem);
        }
        match pair.value.items().filter(|_| field == csl::CATEGORIES) {
            Some(items) => {
                let words: Vec<&str> = items.iter().filter_map(Node::text).collect();
                self.entry.extra.push(Extra { name: field.to_owned(), value: words.join("; ") });
            }
            None => self.keep(field, &pair.value),
        }
        self.remember(field, pair, Variables::new());
    }

    fn keep(&mut self, name: impl Into<String>, node: &Node<'_>) {
        let (name, value) = (name.into(), kept(node));
        self.entry.extra.push(Extra { name, value });
    }

    /// Keeps each member of `custom` under its path.
    fn custom(&mut self, pair: &Pair<'_>) {
        for member in pair.value.pairs().unwrap_or_default() {
            if let Some(name) = member.key.text().filter(|_| !member.value.is_null()) {
                self.keep(format!("custom.{name}"), &member.value);
            }
        }
        self.remember("custom", pair, Variables::new());
    }

    fn remember(&mut self, field: &str, pair: &Pair<'_>, variables: Variables) {
        let origin = self.field_origin(field, pair, variables);
        self.origin.fields.push(origin);
    }

    fn field_origin(&mut self, field: &str, pair: &Pair<'_>, variables: Variables) -> FieldOrigin {
        let mut origin = origin_of(pair, self.names.get(field), self.id);
        origin.set_variables(&variables);
        origin
    }

    fn kind(&mut self, node: &Node<'_>) {
        self.origin.kind = node.content_span().in_source(self.id);
        let Some(word) = node.text() else {
            return self.wrong_kind("type", node, "the name of a type");
        };
        self.origin.source_kind = self.names.get(word);
        if let Some(kind) = EntryType::from_name(word) {
            self.entry.kind = kind;
            return;
        }
        let message = match word.trim() {
            "" => "the type is empty".to_owned(),
            word => format!("`{word}` is not a CSL type"),
        };
        let mut problem = Diagnostic::new(&UNKNOWN_TYPE, self.origin.kind, message);
        let crossref = csl::type_of_crossref(word);
        if let Some(kind) = crossref {
            self.entry.kind = kind;
        }
        let names = EntryType::ALL.iter().map(|kind| kind.name());
        let meant = crossref.map(EntryType::name).or_else(|| nearest(word, names));
        let meant = meant.or_else(|| turned_about(word));
        problem = match meant {
            Some(meant) => problem.help(format!("did you mean `{meant}`?")),
            None => problem.help(
                "styles print it as none of their types; `document` is CSL's type for anything else",
            ),
        };
        self.report("type", problem);
        if crossref.is_none() {
            self.entry.extra.push(Extra { name: "type".to_owned(), value: word.to_owned() });
        }
    }

    /// Reads a text, and returns the variable to which it was assigned.
    fn text(&mut self, field: &str, variable: Variable, node: &Node<'_>) -> Option<Variable> {
        let Some(text) = self.text_of(field, variable, node) else {
            self.wrong_kind(field, node, "text");
            if !Structure::of(node).is_empty() {
                self.keep(field, node);
            }
            return None;
        };
        let text = text.as_ref();
        // YAML's block texts end in a line break, and divide lines where the text does not.
        let is_prose = matches!(variable, Variable::Note | Variable::Annote | Variable::Abstract);
        let text = match self.dialect {
            Dialect::Yaml if !is_prose => one_line(text),
            _ => Cow::Borrowed(text),
        };
        let text = text.as_ref();
        if text.is_empty() {
            return None;
        }
        // Numbers and identifiers have no markup; only running text does.
        if variable.kind() == VariableKind::Number || is_verbatim(variable) {
            let text = match self.dialect {
                // In pandoc's Markdown, two hyphens are a dash.
                Dialect::Yaml if variable == Variable::Page => {
                    Cow::Owned(markdown::unescape(text).replace("--", "–"))
                }
                Dialect::Yaml => Cow::Owned(markdown::unescape(text)),
                Dialect::Json => Cow::Borrowed(text),
            };
            return Some(match self.identifiers {
                Identifiers::Cleaned => identifier::set(&mut self.entry, variable, &text),
                Identifiers::AsWritten => {
                    self.entry.set_text(variable, text.as_ref());
                    variable
                }
            });
        }
        let text = match self.dialect {
            Dialect::Yaml => markdown::read(text),
            Dialect::Json => Text::from_csl_markup(text),
        };
        self.entry.set_text(variable, text);
        Some(variable)
    }

    /// The text of a value. Crossref returns lists of titles, of which the first is the main one,
    /// and of ISSNs and ISBNs, which are all of the work.
    fn text_of<'n>(
        &mut self,
        field: &str,
        variable: Variable,
        node: &'n Node<'_>,
    ) -> Option<Cow<'n, str>> {
        let Some(items) = node.items() else { return node.text().map(Cow::Borrowed) };
        let texts: Option<Vec<&str>> = items.iter().map(Node::text).collect();
        let texts = texts.filter(|texts| !texts.is_empty())?;
        if matches!(variable, Variable::Issn | Variable::Isbn) {
            return Some(Cow::Owned(texts.join(", ")));
        }
        self.wrong_kind(field, node, "text");
        if items.len() > 1 {
            self.keep(field, node);
        }
        Some(Cow::Borrowed(texts[0]))
    }

    /// Reads a list of names, and returns the span of each.
    fn names(&mut self, field: &str, variable: Variable, node: &Node<'_>) -> Vec<Location> {
        let (nodes, is_list) = match node.items() {
            Some(nodes) => (nodes, true),
            None => {
                self.wrong_kind(field, node, "a list of names");
                (std::slice::from_ref(node), false)
            }
        };
        let mut names: Vec<Name> = Vec::with_capacity(nodes.len());
        let mut places = Vec::with_capacity(nodes.len());
        let mut facts = Facts::new();
        for node in nodes {
            let name = if let Some(pairs) = node.pairs() {
                self.unknown_parts(field, pairs, &parts::OF_NAMES);
                self.parts_of_wrong_kind(field, pairs);
                name::read(node, self.dialect)
            } else if let Some(text) = node.text().filter(|text| !text.is_empty()) {
                if is_list {
                    self.wrong_kind(field, node, "a name with its parts");
                }
                Some(people::inverted(text).unwrap_or_else(|| Name::literal(text)))
            } else {
                None
            };
            match name.filter(|name| !name.is_empty()) {
                Some(name) => {
                    let place = place_of_name(node).in_source(self.id);
                    name::push_facts(node, names.len() + 1, &mut facts);
                    for name in self.apart(field, name, place) {
                        names.push(name);
                        places.push(place);
                    }
                }
                None => {
                    let message = format!("a name of `{field}` has neither family nor literal");
                    let place = node.span.in_source(self.id);
                    self.report(field, Diagnostic::new(&MALFORMED_NAME, place, message));
                }
            }
        }
        mark_others(&mut names);
        self.entry.set_names(variable, names);
        for (fact, all) in facts {
            let name = annotation::field_name(variable, &fact);
            let all = all.iter().map(|(number, fact)| (*number, fact.as_str()));
            self.entry.extra.push(Extra { name, value: annotation::written(all) });
        }
        places
    }

    /// Splits a name that contains several persons, or a whole name in one part, and reports it.
    fn apart(&mut self, field: &str, name: Name, place: Location) -> Vec<Name> {
        let (text, part) = match &name {
            Name::Literal(text) => (text, "literal"),
            Name::Person(person) if person.given.is_empty() => (&person.family, "family"),
            Name::Person(_) | Name::Others => return vec![name],
        };
        // A literal with a comma is printed as it is written.
        let inverted = people::inverted(text).filter(|_| part == "family");
        let (message, help, read) = match (people::several(text), inverted) {
            (Some(several), _) => (
                format!("`{text}` names {} persons in one `{part}`", several.len()),
                "write each person as an item of the list, with `family` and `given`",
                several,
            ),
            (None, Some(person)) => (
                format!("`{text}` is a family and a given name in one `{part}`"),
                "write the parts of the name as `family` and `given`",
                vec![person],
            ),
            (None, None) => return vec![name],
        };
        self.report(field, Diagnostic::new(&MALFORMED_NAME, place, message).help(help));
        read
    }

    /// Reports the parts of a name whose JSON value is not a text.
    fn parts_of_wrong_kind(&mut self, field: &str, pairs: &[Pair<'_>]) {
        const FLAGS: [&str; 5] =
            ["comma-suffix", "static-ordering", "static-particles", "parse-names", "isInstitution"];
        if self.dialect != Dialect::Json {
            return;
        }
        for pair in pairs {
            let part = pair.key.text().unwrap_or_default();
            let is_wrong = matches!(pair.value.kind(), Some(Kind::Null | Kind::Bool(_)));
            if is_wrong && part != "multi" && !FLAGS.contains(&part) {
                let is = pair.value.described();
                let message = format!("`{part}` in `{field}` is {is}, but text is expected");
                self.report(field, violation(self.id, pair.value.span, message));
            }
        }
    }

    fn date(&mut self, field: &str, variable: Variable, node: &Node<'_>) -> bool {
        let dates = node.items().unwrap_or(std::slice::from_ref(node));
        for pairs in dates.iter().filter_map(Node::pairs) {
            self.unknown_parts(field, pairs, &parts::OF_DATES);
        }
        let is_old = |pair: &&Pair<'_>| {
            self.dialect == Dialect::Json
                && matches!(pair.key.text(), Some("year" | "month" | "day"))
        };
        let mut parts = dates.iter().filter_map(Node::pairs).flatten();
        if let Some(pair) = parts.find(is_old) {
            let part = pair.key.text().unwrap_or_default();
            let message = format!("a date in CSL-JSON has no part `{part}`");
            let problem = violation(self.id, pair.key.content_span(), message);
            let help = "write `\"date-parts\": [[2001, 3, 15]]`, with as many numbers as are known";
            self.report(field, problem.help(help));
        }
        let mut problems = Vec::new();
        let date = date::read(node, &mut problems);
        for (span, problem) in problems {
            let problem = problem.diagnostic(span.in_source(self.id), field);
            self.report(field, problem);
        }
        let Some(date) = date else { return false };
        self.entry.set_date(variable, date);
        true
    }

    /// Reports the parts of a name or date that CSL does not have.
    fn unknown_parts(&mut self, field: &str, pairs: &[Pair<'_>], known: &Parts) {
        for problem in known.unknown(field, pairs, self.id) {
            self.report(field, problem);
        }
    }

    fn wrong_kind(&mut self, field: &str, node: &Node<'_>, wanted: &str) {
        let message = format!("`{field}` is {}, but {wanted} is expected", node.described());
        let mut found = violation(self.id, node.span, message);
        // Crossref's own records have lists of titles.
        if let Some([only]) = node.items()
            && only.text().is_some()
            && wanted == "text"
            && self.dialect == Dialect::Json
        {
            let before = Span { end: only.span.start, ..node.span };
            let after = Span { start: only.span.end, ..node.span };
            let edits = [before, after].map(|span| Edit::delete(span.in_source(self.id)));
            let advice = "write its one item without the brackets";
            found = found.help(advice).fix(Fix::of(Safety::Safe, advice, edits));
        }
        self.report(field, found);
    }

    fn report(&mut self, field: &str, problem: Diagnostic) {
        self.sink.push(problem.key(self.entry.key.as_str()).field(field));
    }
}

/// The type with these words in another order: `journal-article` for `article-journal`.
fn turned_about(word: &str) -> Option<&'static str> {
    let sorted = |word: &str| {
        let mut words: Vec<String> =
            word.to_lowercase().split(['-', '_', ' ']).map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let words = sorted(word);
    EntryType::ALL.iter().map(|kind| kind.name()).find(|name| sorted(name) == words)
}

/// The span of a name: its text, if it is a single text, in a mapping or not.
fn place_of_name(node: &Node<'_>) -> Span {
    match node.pairs() {
        Some([pair]) => pair.value.content_span(),
        _ => node.content_span(),
    }
}
