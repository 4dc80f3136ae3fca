//! One work: its type and its fields.

use crate::diagnostic::rules::{
    DUPLICATE_FIELD, INVALID_DATE, SCHEMA_VIOLATION, UNKNOWN_FIELD, UNKNOWN_TYPE,
};
use crate::diagnostic::{Diagnostic, Fix, Sink, nearest};
use crate::dialect::cff;
use crate::model::{
    Date, DatePoint, Entry, EntryOrigin, EntryType, Extra, Variable, VariableKind, Variables,
    month_by_name,
};
use crate::read::bibtex::terms;
use crate::read::csl::Structure;
use crate::read::form::origin_of;
use crate::read::identifier;
use crate::read::interned::Names;
use crate::read::keys::{self, Distinct};
use crate::read::violation::violation;
use crate::source::{Location, SourceId};
use crate::syntax::data::{Node, Pair, repeated_keys};

/// Reads one work.
pub(super) struct Reader<'r, 'a> {
    id: SourceId,
    node: &'r Node<'a>,
    /// Where in the file it is, for reports: empty for the software itself.
    path: String,
    sink: &'r mut Sink,
    names: &'r mut Names,
    entry: Entry,
    origin: EntryOrigin,
    /// What is found before the work has its key.
    found: Vec<(String, Diagnostic)>,
    /// Where the names of the field that is read are written.
    places: Vec<Location>,
}

impl<'r, 'a> Reader<'r, 'a> {
    pub(super) fn new(
        id: SourceId,
        node: &'r Node<'a>,
        path: String,
        sink: &'r mut Sink,
        names: &'r mut Names,
    ) -> Self {
        let origin = EntryOrigin::at(node.span.in_source(id));
        let entry = Entry::new("", EntryType::Software);
        Reader { id, node, path, sink, names, entry, origin, found: Vec::new(), places: Vec::new() }
    }

    pub(super) fn read(&mut self) {
        let node = self.node;
        let Some(pairs) = node.pairs() else {
            let message = format!("`{}` is {}, not a mapping", self.path, node.described());
            return self.report("", violation(self.id, node.span, message));
        };
        for (first, again) in repeated_keys(pairs) {
            let name = again.key.text().unwrap_or_default();
            let message = format!("duplicate field `{name}`");
            let found = Diagnostic::new(&DUPLICATE_FIELD, self.place(&again.key), message)
                .also(self.place(&first.key), "first here")
                .help("keep one of them");
            self.report(name, found);
        }
        self.kind();
        for pair in pairs {
            let Some(name) = pair.key.text() else {
                let message = format!("a field's name is {}, not text", pair.key.described());
                self.report("", violation(self.id, pair.key.span, message));
                continue;
            };
            let is_other_work = self.path.is_empty() && OTHER_WORKS.contains(&name);
            if name == "type" || is_other_work {
                continue;
            }
            let variables = match pair.value.is_null() {
                true => Variables::new(),
                false => self.field(name, &pair.value, pair),
            };
            self.remember(name, pair, variables);
        }
        self.pages();
    }

    /// The work with its key.
    pub(super) fn finish(mut self, taken: &mut Distinct) -> (Entry, EntryOrigin) {
        let mut people = [Variable::Author, Variable::Editor].iter();
        let first = people.find_map(|variable| self.entry.names(*variable).first());
        let family = first.map(|name| name.family_or_literal()).unwrap_or_default();
        let year = self.entry.date(Variable::Issued).and_then(Date::first_point);
        let year = year.map(|point| point.year.to_string()).unwrap_or_default();
        let title = self.entry.str(Variable::Title).unwrap_or_default();
        self.entry.key = taken.take(keys::of_work(&family, &year, title));
        for (field, found) in self.found {
            self.sink.push(found.key(self.entry.key.as_str()).field(&field));
        }
        (self.entry, self.origin)
    }

    fn kind(&mut self) {
        let is_file = self.path.is_empty();
        let node = self.node.get("type").filter(|node| !node.is_null());
        let Some(word) = node.and_then(Node::text) else {
            if !is_file {
                self.entry.kind = EntryType::Document;
                let help = "add one, for example `type: article`";
                let found = Diagnostic::new(&SCHEMA_VIOLATION, self.origin.kind, "no `type`");
                self.report("type", found.help(help));
            }
            return;
        };
        let place = node.map_or(self.origin.kind, |node| self.place(node));
        self.origin.kind = place;
        self.origin.source_kind = self.names.get(word);
        if let Some(kind) = cff::kind_of(word) {
            self.entry.kind = kind;
            return;
        }
        let found = Diagnostic::new(&UNKNOWN_TYPE, place, format!("`{word}` is not a CFF type"));
        let found =
            match nearest(word, cff::types()) {
                Some(meant) => found
                    .help(format!("did you mean `{meant}`?"))
                    .fix(Fix::needs_review(format!("write `{meant}`"), place, meant)),
                None => found.help("write a type of CFF; `generic` is its type for anything else"),
            };
        self.report("type", found);
        self.entry.kind = EntryType::Document;
        self.keep("type", word);
    }

    /// Reads a field, and returns the variables to which its value was assigned.
    fn field(&mut self, name: &str, node: &Node<'_>, pair: &Pair<'_>) -> Variables {
        match name {
            "keywords" => return self.list(name, node, Variable::Keyword, ", "),
            "license" => return self.list(name, node, Variable::License, " OR "),
            "languages" => return self.language(name, node),
            "identifiers" => return self.identifiers(node),
            "publisher" | "institution" | "conference" => return self.body(name, node),
            "year" | "month" => return self.year(name, node),
            _ => {}
        }
        let Some(variable) = variable(name, &self.entry, self.node) else {
            if !cff::FIELDS.contains(&name) {
                self.unknown(name, pair);
            }
            if !BOOKKEEPING.contains(&name) {
                self.keep_node(name, node);
            }
            return Variables::new();
        };
        match variable.kind() {
            VariableKind::Name => self.people(name, variable, node),
            VariableKind::Date => self.date(name, variable, node),
            VariableKind::Standard | VariableKind::Number => self.text(name, variable, node),
        }
    }

    fn text(&mut self, name: &str, variable: Variable, node: &Node<'_>) -> Variables {
        let Some(text) = node.text() else {
            self.wrong_kind(name, node, "text");
            self.keep_node(name, node);
            return Variables::new();
        };
        if self.entry.has(variable) {
            self.keep(name, text);
            return Variables::new();
        }
        Variables::from_iter([identifier::set(&mut self.entry, variable, text.trim())])
    }

    fn date(&mut self, name: &str, variable: Variable, node: &Node<'_>) -> Variables {
        let Some(text) = node.text() else {
            self.wrong_kind(name, node, "a date");
            self.keep_node(name, node);
            return Variables::new();
        };
        let date = Date::from_edtf(text.trim()).unwrap_or_else(|_| {
            let message = format!("`{text}` is not a date in the form `YYYY-MM-DD`");
            let found = Diagnostic::new(&INVALID_DATE, self.place(node), message);
            self.report(name, found.help("write it as `YYYY-MM-DD`"));
            Date::Literal(text.to_owned())
        });
        if self.entry.has(variable) {
            self.keep(name, text);
            return Variables::new();
        }
        self.entry.set_date(variable, date);
        Variables::from_iter([variable])
    }

    /// `year` and `month`; a whole date beside them is closer.
    fn year(&mut self, name: &str, node: &Node<'_>) -> Variables {
        const DATES: [&str; 3] = ["date-published", "date-released", "issue-date"];
        let has = |field: &&str| self.node.get(field).is_some_and(|node| !node.is_null());
        if DATES.iter().any(has) || name == "month" && self.node.get("year").is_none() {
            self.keep_node(name, node);
            return Variables::new();
        }
        if name == "month" {
            return Variables::from_iter([Variable::Issued]);
        }
        let month = self
            .node
            .get("month")
            .and_then(Node::text)
            .and_then(|month| month.parse().ok().or_else(|| month_by_name(month)));
        let Some(year) = node.text().and_then(|year| year.trim().parse().ok()) else {
            return self.date(name, Variable::Issued, node);
        };
        let point = month.and_then(|month| DatePoint::year_month(year, month));
        let point = point.unwrap_or(DatePoint::year(year));
        self.entry.set_date(Variable::Issued, Date::Point(point));
        Variables::from_iter([Variable::Issued])
    }

    /// `start` and `end` as a range.
    fn pages(&mut self) {
        let text = |name: &str| self.node.get(name).filter(|it| !it.is_null())?.text();
        let pages = match (text("start"), text("end")) {
            (Some(start), Some(end)) if start != end => format!("{start}-{end}"),
            (Some(page), _) | (None, Some(page)) => page.to_owned(),
            (None, None) => return,
        };
        self.entry.set_text(Variable::Page, pages);
    }

    fn list(
        &mut self,
        name: &str,
        node: &Node<'_>,
        variable: Variable,
        between: &str,
    ) -> Variables {
        let words: Vec<&str> = match node.items() {
            Some(items) => items.iter().filter_map(Node::text).collect(),
            None => node.text().into_iter().collect(),
        };
        if node.pairs().is_some() {
            self.wrong_kind(name, node, "a list");
            self.keep_node(name, node);
            return Variables::new();
        }
        self.entry.set_text(variable, words.join(between));
        Variables::from_iter([variable])
    }

    fn language(&mut self, name: &str, node: &Node<'_>) -> Variables {
        let words = node.items().unwrap_or(std::slice::from_ref(node));
        let Some(first) = words.first().and_then(Node::text) else { return Variables::new() };
        let tag = terms::language(first).map(|tag| tag.as_str().to_owned());
        self.entry.set_text(Variable::Language, tag.unwrap_or_else(|| first.to_owned()));
        if words.len() > 1 {
            self.keep_node(name, node);
        }
        Variables::from_iter([Variable::Language])
    }

    /// A DOI or an address for a work that has none; the others are kept.
    fn identifiers(&mut self, node: &Node<'_>) -> Variables {
        let mut variables = Variables::new();
        for item in node.items().unwrap_or_default() {
            let value = item.get("value").and_then(Node::text);
            let (variable, field) = match item.get("type").and_then(Node::text) {
                Some("doi") => (Some(Variable::Doi), "doi"),
                Some("url") => (Some(Variable::Url), "url"),
                _ => (None, ""),
            };
            let is_free = |variable: &Variable| {
                !self.entry.has(*variable) && self.node.get(field).is_none_or(Node::is_null)
            };
            match (variable.filter(is_free), value) {
                (Some(variable), Some(value)) => {
                    variables.push(identifier::set(&mut self.entry, variable, value));
                }
                _ => self.keep_node("identifiers", item),
            }
        }
        variables
    }

    pub(super) fn place(&self, node: &Node<'_>) -> Location {
        node.content_span().in_source(self.id)
    }

    pub(super) fn entry(&mut self) -> &mut Entry {
        &mut self.entry
    }

    pub(super) fn add_place(&mut self, place: Location) {
        self.places.push(place);
    }

    /// Reports a value of the wrong kind.
    pub(super) fn wrong_kind(&mut self, name: &str, node: &Node<'_>, wanted: &str) {
        let message = format!("`{name}` is {}, but {wanted} is expected", node.described());
        self.report(name, violation(self.id, node.span, message));
    }

    fn unknown(&mut self, name: &str, pair: &Pair<'_>) {
        let place = self.place(&pair.key);
        let found = Diagnostic::new(&UNKNOWN_FIELD, place, format!("`{name}` is not a CFF field"));
        let found =
            match nearest(name, cff::FIELDS) {
                Some(meant) => found
                    .help(format!("did you mean `{meant}`?"))
                    .fix(Fix::needs_review(format!("rename to `{meant}`"), place, meant)),
                None => found.help("use a field of CFF, or delete it: the format allows no others"),
            };
        self.report(name, found);
    }

    pub(super) fn report(&mut self, field: &str, found: Diagnostic) {
        self.found.push((self.named(field), found));
    }

    /// A field with the path of its work.
    fn named(&self, field: &str) -> String {
        match (&*self.path, field) {
            ("", field) => field.to_owned(),
            (path, "") => path.to_owned(),
            (path, field) => format!("{path}.{field}"),
        }
    }

    /// Keeps a value that has no CSL variable.
    pub(super) fn keep(&mut self, name: &str, value: &str) {
        self.entry.extra.push(Extra { name: name.to_owned(), value: value.to_owned() });
    }

    pub(super) fn keep_node(&mut self, name: &str, node: &Node<'_>) {
        match Structure::of(node) {
            value if value.is_empty() => {}
            Structure::Text(text) => self.keep(name, &text),
            value => self.keep(name, &value.compact()),
        }
    }

    fn remember(&mut self, name: &str, pair: &Pair<'_>, variables: Variables) {
        let places = std::mem::take(&mut self.places);
        let mut origin = origin_of(pair, self.names.get(name), self.id);
        origin.set_variables(&variables);
        origin.add_names(places.iter().map(|place| place.span));
        self.origin.fields.push(origin);
    }
}

/// Fields of a file that describe other works.
const OTHER_WORKS: [&str; 2] = ["preferred-citation", "references"];

/// Fields that are about the file, and not about the work.
const BOOKKEEPING: [&str; 2] = ["cff-version", "message"];

/// The variable of a field, which may depend on the type of the work and on its other fields.
fn variable(name: &str, entry: &Entry, node: &Node<'_>) -> Option<Variable> {
    use EntryType as T;
    use Variable as V;
    let has = |name: &str| node.get(name).is_some_and(|it| !it.is_null());
    let is_part = matches!(entry.kind, T::PaperConference | T::ArticleJournal | T::Chapter);
    Some(match name {
        "abbreviation" => V::TitleShort,
        "abstract" => V::Abstract,
        "authors" => V::Author,
        "collection-title" if is_part && !has("journal") => V::ContainerTitle,
        "collection-title" => V::CollectionTitle,
        "data-type" | "thesis-type" => V::Genre,
        "database" => V::Source,
        "date-accessed" => V::Accessed,
        "date-downloaded" if !has("date-accessed") => V::Accessed,
        "date-published" => V::Issued,
        "date-released" | "issue-date" if !has("date-published") => V::Issued,
        "department" => V::Division,
        "doi" => V::Doi,
        "edition" => V::Edition,
        "editors" => V::Editor,
        "editors-series" => V::CollectionEditor,
        "isbn" => V::Isbn,
        "issn" => V::Issn,
        "issue" => V::Issue,
        "journal" => V::ContainerTitle,
        "medium" => V::Medium,
        "notes" => V::Note,
        "number" => V::Number,
        "number-volumes" => V::NumberOfVolumes,
        "pages" => V::NumberOfPages,
        "pmcid" => V::Pmcid,
        "recipients" => V::Recipient,
        "repository-code" if !has("url") => V::Url,
        "repository" if !has("url") && !has("repository-code") => V::Url,
        "repository-artifact" if !has("url") && !has("repository-code") && !has("repository") => {
            V::Url
        }
        "section" => V::Section,
        "senders" if !has("authors") => V::Author,
        "start" | "end" => V::Page,
        "status" => V::Status,
        "title" => V::Title,
        "translators" => V::Translator,
        "url" => V::Url,
        "version" => V::Version,
        "volume" => V::Volume,
        "volume-title" => V::VolumeTitle,
        "year-original" => V::OriginalDate,
        _ => return None,
    })
}
