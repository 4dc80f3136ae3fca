//! The fields of an entry, in the order in which they are written.

use std::borrow::Cow;

use crate::dialect::BibDialect;
use crate::dialect::bib::{Field, Kind, ROLES, ValueKind, is_verbatim_name};
use crate::model::{Entry, EntryType, Extra, Text, Value, Variable};
use crate::read::bibtex::terms;
use crate::write::bib::kinds::{Form, implied_genre};
use crate::write::bib::people::{Editors, is_role};
use crate::write::bib::tex::{Braces, escape};
use crate::write::bib::{dates, names, people, tex};
use crate::write::json::Json;

/// An entry on its way to its fields.
pub(super) struct Fields<'e> {
    entry: &'e Entry,
    dialect: BibDialect,
    kind: Kind,
    /// The word for its type.
    pub(super) word: String,
    /// Names and values, each as it is written after the equals sign.
    pub(super) all: Vec<(String, String)>,
}

impl<'e> Fields<'e> {
    pub(super) fn of(entry: &'e Entry, dialect: BibDialect) -> Self {
        let Form { kind, word, subtype } = Form::of(entry, dialect);
        let mut fields = Fields { entry, dialect, kind, word, all: Vec::new() };
        fields.people();
        fields.titles();
        fields.dates();
        for (variable, field) in NUMBERS {
            fields.number(*variable, *field);
        }
        fields.numbers();
        fields.publication();
        for (variable, field) in TEXTS {
            fields.text(*variable, *field);
        }
        fields.genre();
        fields.language();
        fields.status();
        if let Some(subtype) = subtype {
            fields.add(Field::Entrysubtype, format!("{{{subtype}}}"));
        }
        fields.aliases();
        fields.extras();
        fields
    }

    /// Adds a field under its name in the dialect, unless the entry has it already.
    fn add(&mut self, field: Field, value: String) {
        let name = match (self.dialect, field) {
            (BibDialect::Bibtex, Field::Institution) if !self.kind.is_thesis() => "institution",
            (BibDialect::Bibtex, Field::Date) => "date",
            (dialect, field) => dialect.field_name(field.name()),
        };
        self.add_named(name, value);
    }

    fn add_named(&mut self, name: &str, value: String) {
        if !self.has(name) {
            self.all.push((name.to_owned(), value));
        }
    }

    fn has(&self, name: &str) -> bool {
        self.all.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    }

    /// A text variable in the field that has it in any type.
    fn text(&mut self, variable: Variable, field: Field) {
        let Some(text) = self.entry.text(variable) else { return };
        let value = match field.kind() {
            ValueKind::Verbatim => verbatim(text.as_str()),
            _ => written(text, field),
        };
        self.add(field, format!("{{{value}}}"));
    }

    /// A number, in which hyphens that belong to it are not marked, and dashes are hyphens.
    fn number(&mut self, variable: Variable, field: Field) {
        let Some(number) = self.entry.str(variable) else { return };
        let number = match variable {
            Variable::Page => with_dashes(number),
            _ => number.replace("\\-", "-"),
        };
        let pieces: Vec<String> = number.split('–').map(escape).collect();
        self.add(field, format!("{{{}}}", pieces.join("--")));
    }

    fn people(&mut self) {
        let editors = people::editors(self.entry, self.dialect);
        let is_editor = |variable: Variable| match variable {
            Variable::Editor => true,
            // Roles for which no field was left have fields of their own, although BibLaTeX does not
            // know them.
            Variable::Director | Variable::Compiler => {
                let all = self.entry.names(variable);
                editors.iter().any(|it| it.names == all)
            }
            _ => false,
        };
        let others: Vec<_> = ROLES.into_iter().filter(|(_, it)| !is_editor(*it)).collect();
        for (field, variable) in others {
            self.names(variable, field);
        }
        for Editors { field, role, names } in editors {
            self.add(field, format!("{{{}}}", names::list(&names, self.dialect)));
            if let Some((field, role)) = role {
                self.add(field, format!("{{{}}}", escape(&role)));
            }
        }
    }

    fn names(&mut self, variable: Variable, field: Field) {
        let names = self.entry.names(variable);
        if !names.is_empty() {
            self.add(field, format!("{{{}}}", names::list(names, self.dialect)));
        }
    }

    fn titles(&mut self) {
        let has_volume_title = self.entry.has(Variable::VolumeTitle);
        let is_part = self.kind.is_part();
        let container = match () {
            () if is_part && has_volume_title => Field::Maintitle,
            () if self.kind.is_in_periodical() || self.is_whole() => Field::Journaltitle,
            () => Field::Booktitle,
        };
        let (title, volume) = match () {
            () if is_part => (Field::Title, Field::Booktitle),
            () if self.kind.is_in_periodical() || !has_volume_title => {
                (Field::Title, Field::Issuetitle)
            }
            () => (Field::Maintitle, Field::Title),
        };
        self.text(Variable::Title, title);
        self.text(Variable::VolumeTitle, volume);
        self.text(Variable::ContainerTitle, container);
        let titles = [
            (Variable::TitleShort, Field::Shorttitle),
            (Variable::ContainerTitleShort, Field::Shortjournal),
            (Variable::CollectionTitle, Field::Series),
            (Variable::CollectionTitleShort, Field::Shortseries),
            (Variable::OriginalTitle, Field::Origtitle),
            (Variable::EventTitle, Field::Eventtitle),
        ];
        for (variable, field) in titles {
            self.text(variable, field);
        }
    }

    /// True if the work is a book itself, and not part of one.
    fn is_whole(&self) -> bool {
        matches!(self.kind, Kind::Book)
    }

    fn dates(&mut self) {
        let entry = self.entry;
        let issued = entry.get(Variable::Issued).map(|date| (Variable::Issued, date));
        for (variable, value) in issued.into_iter().chain(entry.values()) {
            let Value::Date(date) = value else { continue };
            for (name, value) in dates::fields(variable, date, self.dialect) {
                self.add_named(name, value);
            }
        }
    }

    fn numbers(&mut self) {
        let entry = self.entry;
        if self.kind.is_in_periodical() {
            self.number(Variable::Issue, Field::Number);
            return match entry.kind {
                EntryType::Article => self.preprint(),
                _ => self.number(Variable::Number, Field::Eid),
            };
        }
        self.number(Variable::CollectionNumber, Field::Number);
        let in_volume = self.kind.is_part() && entry.has(Variable::Volume);
        if in_volume && !entry.has(Variable::CollectionTitle) {
            self.number(Variable::Issue, Field::Number);
        } else {
            self.number(Variable::Issue, Field::Issue);
        }
        let is_in_series = self.kind.is_in_series() && entry.has(Variable::CollectionTitle);
        let has_pages = self.kind.is_part() && entry.has(Variable::Page);
        if is_in_series || in_volume || has_pages || self.has(Field::Number.name()) {
            self.number(Variable::Number, Field::Eid);
        } else if entry.kind != EntryType::Article {
            self.number(Variable::Number, Field::Number);
        } else {
            self.preprint();
        }
    }

    /// A preprint: its archive, which CSL has as the publisher, and its number there.
    fn preprint(&mut self) {
        let (Some(number), Some(archive)) =
            (self.entry.str(Variable::Number), self.entry.str(Variable::Publisher))
        else {
            return self.number(Variable::Number, Field::Number);
        };
        let number = number.strip_prefix("arXiv:").unwrap_or(number);
        self.add(Field::Eprint, format!("{{{}}}", verbatim(number)));
        self.add(Field::Eprinttype, format!("{{{}}}", escape(archive)));
    }

    fn publication(&mut self) {
        let publisher = match self.kind {
            kind if kind.is_thesis() || kind.is_report() => Field::Institution,
            Kind::Misc | Kind::Booklet if self.dialect == BibDialect::Bibtex => Field::Howpublished,
            Kind::Online | Kind::Misc | Kind::Manual | Kind::Unpublished => Field::Organization,
            _ => Field::Publisher,
        };
        if !self.has(self.dialect.field_name(Field::Eprinttype.name())) {
            self.text(Variable::Publisher, publisher);
        }
        let place = if self.kind == Kind::Patent { Field::Address } else { Field::Location };
        self.text(Variable::PublisherPlace, place);
        if self.kind == Kind::Patent {
            self.text(Variable::Jurisdiction, Field::Location);
        }
    }

    fn genre(&mut self) {
        let Some(genre) = self.entry.text(Variable::Genre) else { return };
        if implied_genre(self.kind) == Some(genre.as_str()) {
            return;
        }
        match terms::genre_key(genre.as_str()).filter(|_| self.dialect == BibDialect::Biblatex) {
            Some(key) => self.add(Field::Type, format!("{{{key}}}")),
            None => self.text(Variable::Genre, Field::Type),
        }
    }

    fn language(&mut self) {
        let Some(language) = self.entry.str(Variable::Language) else { return };
        let is_biblatex = self.dialect == BibDialect::Biblatex;
        match terms::language_name(language) {
            Some(name) if is_biblatex => self.add(Field::Langid, format!("{{{name}}}")),
            Some(name) => self.add(Field::Language, format!("{{{name}}}")),
            None => self.text(Variable::Language, Field::Language),
        }
    }

    fn status(&mut self) {
        let key = self.entry.str(Variable::Status).and_then(terms::status_key);
        match key.filter(|_| self.dialect == BibDialect::Biblatex) {
            Some(key) => self.add(Field::Pubstate, format!("{{{key}}}")),
            None => self.text(Variable::Status, Field::Pubstate),
        }
    }

    fn aliases(&mut self) {
        if !self.entry.aliases.is_empty() {
            self.add(Field::Ids, format!("{{{}}}", self.entry.aliases.join(",")));
        }
    }

    /// The fields without a variable, under their own names.
    fn extras(&mut self) {
        for Extra { name, value } in &self.entry.extra {
            let mut field = Field::from_name(name);
            if !is_name(name) || field.is_some_and(is_inheritance) || is_role(name) {
                continue;
            }
            let mut name = Cow::Borrowed(name.as_str());
            // A value with a structure would be read as the text that the field has otherwise.
            if field.is_some() && Json::structure(value).is_some() {
                (name, field) = (format!("custom.{name}").into(), None);
            }
            let stands_for_itself = match field {
                Some(field) => field.kind().is_as_written(),
                None => !value.contains('\\') || is_verbatim_name(&name),
            };
            let value = match stands_for_itself && is_balanced(value) {
                true => value.clone(),
                false => escape(value),
            };
            self.add_named(&name, format!("{{{value}}}"));
        }
    }
}

/// Pages with a dash for the only hyphen of each range: `12-15`, but not `A-1-A-3`.
fn with_dashes(pages: &str) -> String {
    let dashed = |range: &str| {
        let ends = range.split_once('-').filter(|(_, end)| !end.contains('-'));
        match ends.filter(|_| !range.contains(['–', '\\'])) {
            Some((start, end)) => format!("{start}–{end}"),
            None => range.replace("\\-", "-"),
        }
    };
    pages.split(',').map(dashed).collect::<Vec<_>>().join(",")
}

/// Numbers that have a field of their own in all types.
const NUMBERS: &[(Variable, Field)] = &[
    (Variable::Volume, Field::Volume),
    (Variable::NumberOfVolumes, Field::Volumes),
    (Variable::PartNumber, Field::Part),
    (Variable::ChapterNumber, Field::Chapter),
    (Variable::Edition, Field::Edition),
    (Variable::Page, Field::Pages),
    (Variable::NumberOfPages, Field::Pagetotal),
    (Variable::Version, Field::Version),
];

/// Texts that have a field of their own in all types.
const TEXTS: &[(Variable, Field)] = &[
    (Variable::OriginalPublisher, Field::Origpublisher),
    (Variable::OriginalPublisherPlace, Field::Origlocation),
    (Variable::EventPlace, Field::Venue),
    (Variable::Doi, Field::Doi),
    (Variable::Url, Field::Url),
    (Variable::Isbn, Field::Isbn),
    (Variable::Issn, Field::Issn),
    (Variable::Pmid, Field::Pmid),
    (Variable::Pmcid, Field::Pmcid),
    (Variable::Note, Field::Note),
    (Variable::Abstract, Field::Abstract),
    (Variable::Annote, Field::Annotation),
    (Variable::Keyword, Field::Keywords),
    (Variable::CallNumber, Field::Library),
    (Variable::License, Field::License),
    (Variable::CitationLabel, Field::Shorthand),
];

/// True if a field names an entry to inherit from. What an entry has from there is among its own
/// fields, and must not be inherited again.
pub(in crate::write) fn is_inheritance(field: Field) -> bool {
    matches!(field, Field::Crossref | Field::Xdata)
}

/// A text as TeX: braces protect letter case in titles only.
fn written(text: &Text, field: Field) -> String {
    let is_title = field.name().contains("title")
        || matches!(field, Field::Series | Field::Shortjournal | Field::Shortseries);
    tex::write(text, if is_title { Braces::Protect } else { Braces::Idle })
}

/// An identifier or address, in which braces that are not closed would end the value elsewhere.
fn verbatim(text: &str) -> String {
    if is_balanced(text) {
        return text.to_owned();
    }
    text.replace('{', "%7B").replace('}', "%7D")
}

fn is_balanced(text: &str) -> bool {
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => return false,
            },
            _ => {}
        }
    }
    depth == 0
}

/// True if a field can have this name.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.:+".contains(c))
}
