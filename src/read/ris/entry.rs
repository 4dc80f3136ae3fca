//! One record: its type and its tags.

use crate::diagnostic::rules::{
    DUPLICATE_FIELD, INVALID_DATE, MALFORMED_NAME, SCHEMA_VIOLATION, UNKNOWN_FIELD, UNKNOWN_TYPE,
};
use crate::diagnostic::{Diagnostic, Fix, Sink};
use crate::dialect::ris as dialect;
use crate::model::preprint::fill_arxiv;
use crate::model::{
    Entry, EntryOrigin, EntryType, Extra, FieldOrigin, Name, NativeType, Person, Text, TypeFamily,
    Variable, VariableKind, Variables, fit, mark_others,
};
use crate::read::arxiv::{arxiv_id, arxiv_in, class_after};
use crate::read::bibtex::terms;
use crate::read::csl::person_of;
use crate::read::full_stop::without_final_full_stop;
use crate::read::identifier;
use crate::read::interned::Names;
use crate::read::people;
use crate::read::ris::date;
use crate::read::ris::tags::{Kind, OWN, PMID, UNREAD, is_all_issns, numbers_in};
use crate::source::SourceId;
use crate::syntax::ris::{Field, Record};

/// Reads one record.
pub(super) struct Reader<'r, 's> {
    id: SourceId,
    record: &'r Record<'r>,
    sink: &'s mut Sink,
    names: &'s mut Names,
    entry: Entry,
    pub(super) origin: EntryOrigin,
    kind_word: String,
}

impl<'r, 's> Reader<'r, 's> {
    pub(super) fn new(
        id: SourceId,
        record: &'r Record<'r>,
        key: String,
        sink: &'s mut Sink,
        names: &'s mut Names,
    ) -> Self {
        let origin = EntryOrigin::at(record.span.in_source(id));
        let entry = Entry::new(key, EntryType::Unknown);
        Reader { id, record, sink, names, entry, origin, kind_word: String::new() }
    }

    pub(super) fn read(mut self) -> (Entry, EntryOrigin) {
        self.kind();
        for field in &self.record.fields {
            let tag = field.means.to_ascii_uppercase();
            if tag == "TY" || tag == "ID" && self.is_key(field) {
                continue;
            }
            let variables = match &*tag {
                _ if field.value.is_empty() => Variables::new(),
                UNREAD => Variables::new(),
                OWN => {
                    self.keep(field.tag, &field.value);
                    Variables::new()
                }
                tag => self.field(tag, field),
            };
            self.remember(field, variables);
        }
        self.preprint();
        without_final_full_stop(&mut self.entry);
        for variable in [Variable::Author, Variable::Editor, Variable::Translator] {
            let mut names = self.entry.names(variable).to_vec();
            mark_others(&mut names);
            self.entry.set_names(variable, names);
        }
        self.entry.shrink();
        fit(&mut self.origin.fields);
        (self.entry, self.origin)
    }

    /// A number of arXiv, for which RIS has no tag: as the number of access (`AN`), or in the place of
    /// a journal (`arXiv preprint arXiv:2001.01234`), as services and reference managers write it.
    /// Works that were published nowhere else are preprints, as in BibTeX.
    fn preprint(&mut self) {
        let written = self.entry.extra.iter().position(|extra| {
            extra.name == "AN"
                && extra.value.starts_with("arXiv:")
                && arxiv_id(&extra.value).is_some()
        });
        let container = self.entry.str(Variable::ContainerTitle).map(str::to_owned);
        let named = container.as_deref().and_then(arxiv_in);
        let written = written.map(|at| self.entry.extra.remove(at).value);
        let address = || self.entry.str(Variable::Url).and_then(arxiv_id).map(|id| id.to_string());
        let id = written.as_deref().and_then(arxiv_id).map(|id| id.to_string());
        let Some(id) = id.or_else(|| named.clone()?.or_else(address)) else { return };
        if named.is_some() {
            for variable in [Variable::ContainerTitle, Variable::ContainerTitleShort] {
                self.entry.remove(variable);
                let fields = self.origin.fields.iter_mut();
                fields.for_each(|field| field.remove_variable(variable));
            }
        }
        let is_alone = matches!(
            self.entry.kind,
            EntryType::ArticleJournal
                | EntryType::Article
                | EntryType::Manuscript
                | EntryType::Document
        ) && !self.entry.has(Variable::ContainerTitle)
            && self.entry.str(Variable::Publisher).is_none_or(|it| arxiv_in(it).is_some());
        if is_alone {
            // It is set again, in the spelling of arXiv.
            self.entry.remove(Variable::Publisher);
        }
        fill_arxiv(&mut self.entry, &id, is_alone);
        if is_alone {
            self.entry.kind = EntryType::Article;
            self.entry.set_native_type(None);
        } else {
            self.keep("eprint", &id);
            self.keep("eprinttype", "arXiv");
        }
        if let Some(class) = written.as_deref().and_then(class_after) {
            self.keep("eprintclass", class);
        }
    }

    /// True for the `ID` that is the record's key.
    fn is_key(&self, field: &Field<'_>) -> bool {
        field.value_span.in_source(self.id) == self.origin.key
    }

    fn kind(&mut self) {
        let Some(field) = self.record.get("TY") else {
            let message = "this record has no `TY`";
            let found = Diagnostic::new(&SCHEMA_VIOLATION, self.origin.kind, message);
            let help = "add one on its first line, for example `TY  - BOOK`";
            return self.report("TY", found.help(help));
        };
        let word = field.value.as_ref();
        self.origin.kind = field.value_span.in_source(self.id);
        self.origin.source_kind = self.names.get(word);
        self.kind_word = word.to_ascii_uppercase();
        if let Some(kind) = dialect::kind_of(word) {
            self.entry.kind = kind;
            if !word.eq_ignore_ascii_case(dialect::word_for(kind)) {
                let word = self.names.get(&self.kind_word);
                self.entry.set_native_type(Some(NativeType::new(TypeFamily::Ris, word, kind)));
            }
            return;
        }
        let is_ris = field.tag == field.means;
        let message = match word {
            "" => "the type is empty".to_owned(),
            word if is_ris => format!("`{word}` is not a RIS type"),
            word => format!("`{word}` is not a type of EndNote"),
        };
        let place = self.origin.kind;
        let mut found = Diagnostic::new(&UNKNOWN_TYPE, place, message);
        if !is_ris {
            let help = "write a type of EndNote; `Generic` is its type for anything else";
            self.report("TY", found.help(help));
            return self.keep("TY", word);
        }
        found =
            match dialect::meant_type(word).filter(|_| !word.is_empty()) {
                Some(meant) => found
                    .help(format!("did you mean `{meant}`?"))
                    .fix(Fix::needs_review(format!("write `{meant}`"), place, meant)),
                None => found.help("write a type of RIS; `GEN` is its type for anything else"),
            };
        self.report("TY", found);
        self.keep("TY", word);
    }

    /// Reads a field, and returns the variables to which its value was assigned.
    fn field(&mut self, tag: &str, field: &Field<'_>) -> Variables {
        let value = field.value.as_ref();
        match tag {
            "PY" | "Y1" | "DA" | "YR" => return self.issued(tag, field),
            "Y2" => return self.accessed(tag, field),
            "SP" | "EP" => return self.pages(tag, value),
            _ => {}
        }
        let tag = match tag {
            "AN" if self.is_in_pubmed(value) => PMID,
            tag => tag,
        };
        if !dialect::is_tag(tag) && ![PMID, "PMC"].contains(&tag) {
            let place = field.tag_span.in_source(self.id);
            let found = Diagnostic::new(&UNKNOWN_FIELD, place, format!("`{tag}` is not a RIS tag"));
            self.report(tag, found.help("it is kept, but no style prints it: use a tag of RIS"));
        }
        let word = std::mem::take(&mut self.kind_word);
        let kind = Kind { kind: self.entry.kind, word: &word };
        let candidates = kind.variables(tag, value);
        self.kind_word = word;
        for &variable in candidates {
            if self.assign(variable, tag, field) {
                return Variables::from_iter([variable]);
            }
        }
        self.keep(tag, value);
        if candidates.first().is_some_and(|&first| is_single(tag, first)) {
            self.repeated(tag, field);
        }
        Variables::new()
    }

    /// True for an accession number that is one of PubMed.
    fn is_in_pubmed(&self, number: &str) -> bool {
        let of_database = |field: &Field<'_>| {
            matches!(&*field.means.to_ascii_uppercase(), "DB" | "DP")
                && matches!(&*field.value.to_ascii_lowercase(), "pubmed" | "medline")
        };
        number.bytes().all(|byte| byte.is_ascii_digit())
            && self.record.fields.iter().any(of_database)
    }

    /// Sets a variable; false if it has another value.
    fn assign(&mut self, variable: Variable, tag: &str, field: &Field<'_>) -> bool {
        let value = field.value.as_ref();
        if variable.kind() == VariableKind::Name {
            let name = self.name(tag, field);
            self.entry.push_names(variable, name);
            return true;
        }
        if variable == Variable::Issn && is_all_issns(value) && numbers_in(value).count() > 1 {
            let known = self.entry.str(variable).unwrap_or_default().to_owned();
            let all = numbers_in(value).fold(known, with_number);
            self.entry.set_text(variable, all);
            return true;
        }
        let old = self.entry.str(variable).map(str::to_owned);
        match (old, variable) {
            (None, Variable::Note) if self.repeats_doi(value) => false,
            (None, _) if variable.kind() == VariableKind::Number => {
                self.entry.set_text(variable, value);
                true
            }
            (None, Variable::Language) => {
                let tag = terms::language(value).map(|tag| tag.as_str().to_owned());
                self.entry.set_text(variable, tag.unwrap_or_else(|| value.to_owned()));
                true
            }
            (None, _) if is_identifier(variable) => {
                identifier::set(&mut self.entry, variable, value);
                true
            }
            (None, _) => {
                self.entry.set_text(variable, Text::from_csl_markup(value));
                true
            }
            (Some(old), Variable::Keyword) => {
                self.entry.set_text(variable, format!("{old}, {value}"));
                true
            }
            (Some(old), Variable::Note) if old != value && !self.repeats_doi(value) => {
                self.entry.set_text(variable, format!("{old}\n{value}"));
                true
            }
            (Some(old), Variable::Isbn | Variable::Issn) => {
                let number = identifier::clean(variable, value);
                self.entry.set_text(variable, with_number(old, &number));
                true
            }
            (Some(old), _) => {
                identifier::clean(variable, value) == old.as_str() || {
                    let text = Text::from_csl_markup(value);
                    text.as_str() == old
                }
            }
        }
    }

    /// True for a note that only says the DOI, as publishers write it.
    fn repeats_doi(&self, value: &str) -> bool {
        let doi = self.record.get("DO");
        let lower = value.to_ascii_lowercase();
        lower.strip_prefix("doi:").is_some_and(|rest| {
            doi.is_some_and(|doi| doi.value.to_ascii_lowercase().ends_with(rest.trim()))
        })
    }

    /// `Family, Given, Suffix`, or an organization.
    fn name(&mut self, tag: &str, field: &Field<'_>) -> Vec<Name> {
        let text = field.value.as_ref();
        if let Some(several) = people::several(text) {
            let message = format!("`{text}` names {} persons in one `{tag}`", several.len());
            let place = field.value_span.in_source(self.id);
            let help = format!("write each person on a line of its own: `{tag}  - Family, Given`");
            self.report(tag, Diagnostic::new(&MALFORMED_NAME, place, message).help(help));
            return several;
        }
        let mut parts = text.splitn(3, ',').map(str::trim);
        let family = parts.next().unwrap_or_default();
        let Some(given) = parts.next() else {
            return match people::in_order(text) {
                Some(Name::Person(person)) => vec![Name::Person(person_of(person))],
                _ => vec![Name::literal(text)],
            };
        };
        let suffix = parts.next().unwrap_or_default();
        if family.is_empty() && given.is_empty() {
            let place = field.value_span.in_source(self.id);
            let message = format!("`{text}` is not a name");
            let help = "write `Family, Given`";
            self.report(tag, Diagnostic::new(&MALFORMED_NAME, place, message).help(help));
            return Vec::new();
        }
        if given.is_empty() && suffix.is_empty() {
            return vec![Name::literal(family)];
        }
        vec![Name::Person(person_of(Person {
            family: family.into(),
            given: given.into(),
            suffix: suffix.into(),
            ..Person::default()
        }))]
    }

    fn issued(&mut self, tag: &str, field: &Field<'_>) -> Variables {
        let read = self.date(tag, field);
        let old = self.entry.date(Variable::Issued).cloned();
        match old {
            Some(old) if old != read && !date::is_closer(&old, &read) => {
                if !date::is_closer(&read, &old) {
                    self.keep(tag, &field.value);
                    return Variables::new();
                }
            }
            _ => {
                self.entry.set_date(Variable::Issued, read);
            }
        }
        Variables::from_iter([Variable::Issued])
    }

    fn accessed(&mut self, tag: &str, field: &Field<'_>) -> Variables {
        let read = self.date(tag, field);
        self.entry.set_date(Variable::Accessed, read);
        Variables::from_iter([Variable::Accessed])
    }

    fn date(&mut self, tag: &str, field: &Field<'_>) -> crate::model::Date {
        let read = date::read(&field.value);
        if let Some(message) = read.fault {
            let place = field.value_span.in_source(self.id);
            let found = Diagnostic::new(&INVALID_DATE, place, message);
            self.report(
                tag,
                found.help("write the date as `2001/05/03/`, with what is known of it"),
            );
        }
        if let Some(rest) = read.rest {
            self.keep(tag, &rest);
        }
        read.date
    }

    fn pages(&mut self, tag: &str, value: &str) -> Variables {
        let other = |tag: &str| self.record.get(tag).filter(|field| !field.value.is_empty());
        let (start, end) = (other("SP"), other("EP"));
        let kind = Kind { kind: self.entry.kind, word: &self.kind_word };
        let variable = match end {
            None if tag == "SP" && kind.counts_pages(value) => Variable::NumberOfPages,
            _ => Variable::Page,
        };
        if self.entry.has(variable) {
            let is_part = tag == "EP" || self.record.get("SP").is_some_and(|it| it.value == value);
            if !is_part {
                self.keep(tag, value);
                return Variables::new();
            }
            return Variables::from_iter([variable]);
        }
        let text = match (start, end) {
            (Some(start), Some(end)) if start.value != end.value => {
                // Some write the whole range into `SP`.
                match start.value.ends_with(&*end.value) && start.value.contains('-') {
                    true => start.value.to_string(),
                    false => format!("{}-{}", start.value, end.value),
                }
            }
            _ => value.to_owned(),
        };
        self.entry.set_text(variable, text);
        Variables::from_iter([variable])
    }

    /// Reports a tag that may be written once, with another value than before.
    fn repeated(&mut self, tag: &str, field: &Field<'_>) {
        let Some(first) = self.record.get(tag).filter(|it| it.tag_span != field.tag_span) else {
            return;
        };
        let message = format!("duplicate field `{tag}`; the first one counts");
        let found = Diagnostic::new(&DUPLICATE_FIELD, field.tag_span.in_source(self.id), message)
            .also(first.tag_span.in_source(self.id), "first here");
        self.report(tag, found.help("keep one of them"));
    }

    /// Keeps a value that has no CSL variable.
    fn keep(&mut self, tag: &str, value: &str) {
        self.entry.extra.push(Extra { name: tag.to_owned(), value: value.to_owned() });
    }

    fn remember(&mut self, field: &Field<'_>, variables: Variables) {
        let is_name = variables.first().is_some_and(|it| it.kind() == VariableKind::Name);
        let name = self.names.get(&field.tag.to_ascii_uppercase());
        let spans = [field.tag_span, field.value_span, field.whole];
        let mut origin = FieldOrigin::new(name, self.id, spans);
        origin.set_variables(&variables);
        origin.add_names(is_name.then_some(field.value_span));
        self.origin.fields.push(origin);
    }

    fn report(&mut self, tag: &str, found: Diagnostic) {
        self.sink.push(found.key(self.entry.key.as_str()).field(tag));
    }
}

/// A list of numbers with another one, unless that is in it.
fn with_number(list: String, number: &str) -> String {
    match list.as_str() {
        "" => number.to_owned(),
        known if known.split(", ").any(|it| it == number) => list,
        known => format!("{known}, {number}"),
    }
}

/// True for the tags that a record has once; a repeated address or title is only another one.
fn is_single(tag: &str, variable: Variable) -> bool {
    matches!(tag, "TI" | "T1" | "VL" | "IS" | "DO" | "ET" | "PB" | "CY")
        && variable.kind() != VariableKind::Name
}

/// True for the variables whose text has no markup.
pub(crate) fn is_identifier(variable: Variable) -> bool {
    use Variable as V;
    matches!(variable, V::Doi | V::Url | V::Isbn | V::Issn | V::Pmid | V::Pmcid | V::Language)
}
