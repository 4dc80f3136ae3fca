//! People and organizations, by their roles.

use crate::dialect::bib::{COLLABORATOR, EDITORS, Field, ROLE, ROLES, editor_role};
use crate::model::{EntryType, Extra, Name, Value, Variable, annotation};
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::names::{NameOptions, read_names};
use crate::read::bibtex::tex::{german, group_commands};

impl EntryReader<'_, '_> {
    pub(super) fn contributors(&mut self) {
        let options = self.name_options();
        for (field, variable) in ROLES {
            let variable = match field {
                Field::Editor => continue,
                Field::Author if self.authors_are_editors() => Variable::Editor,
                _ => variable,
            };
            self.set_people(field, variable, options);
        }
        let mut roles: Vec<(usize, String)> = Vec::new();
        for (field, kind) in EDITORS {
            let role = self.plain(kind).unwrap_or_default().to_lowercase();
            let variable = editor_role(&role);
            let before = self.entry.names(variable).len();
            if self.set_people(field, variable, options) {
                self.used(kind);
                if variable == Variable::Contributor && role != COLLABORATOR {
                    let added = before + 1..=self.entry.names(variable).len();
                    roles.extend(added.map(|number| (number, role.clone())));
                }
            }
        }
        if !roles.is_empty() {
            let name = annotation::field_name(Variable::Contributor, ROLE);
            let roles = roles.iter().map(|(number, role)| (*number, role.as_str()));
            self.entry.extra.push(Extra { name, value: annotation::written(roles) });
        }
        self.author_of_the_book();
        self.collaboration();
    }

    /// Whether the authors of a whole work are said to be its editors: `Doe, J. and Roe, R. (Eds.)`.
    fn authors_are_editors(&self) -> bool {
        let is_whole = !matches!(
            self.entry.kind,
            EntryType::ArticleJournal | EntryType::Chapter | EntryType::PaperConference
        );
        is_whole
            && self.raw(Field::Editor).is_none()
            && self.raw(Field::Author).is_some_and(|list| are_editors(&list.raw))
    }

    /// The author of the whole who is the work's author too is not printed twice.
    fn author_of_the_book(&mut self) {
        let author = self.entry.names(Variable::Author);
        if !author.is_empty() && author == self.entry.names(Variable::ContainerAuthor) {
            self.take_back(Variable::ContainerAuthor);
        }
    }

    /// The collaborations that a work is by, where no person is named: `CMS` of an export from
    /// INSPIRE. Where persons are, they are the authors, and it stays among the fields that CSL has
    /// no variable for.
    fn collaboration(&mut self) {
        let is_by_others = [Variable::Author, Variable::Editor, Variable::Director];
        if is_by_others.iter().any(|role| self.entry.has(*role)) {
            return;
        }
        let Some(text) = self.plain(Field::Collaboration) else { return };
        let names = text.split(" and ").flat_map(|part| part.split(',')).map(str::trim);
        let names: Vec<Name> = names.filter(|name| !name.is_empty()).map(collaboration).collect();
        if !names.is_empty() {
            self.entry.set_names(Variable::Author, names);
            self.note(&[Field::Collaboration], Variable::Author);
        }
    }

    /// Adds a field's names to a variable; returns whether there were any.
    fn set_people(&mut self, field: Field, variable: Variable, options: NameOptions) -> bool {
        let Some(names) = self.people(field, options) else { return false };
        let all = match self.entry.remove(variable) {
            Some(Value::Names(mut all)) => {
                // A list that leaves people out does so at its end.
                let goes_on = all.last() == Some(&Name::Others);
                all.truncate(all.len() - usize::from(goes_on));
                all.extend(names);
                if goes_on && all.last() != Some(&Name::Others) {
                    all.push(Name::Others);
                }
                all
            }
            _ => names,
        };
        self.entry.set_names(variable, all);
        self.note(&[field], variable);
        true
    }

    fn people(&mut self, field: Field, options: NameOptions) -> Option<Vec<Name>> {
        let written = self.raw(field)?;
        let written = match self.is_german {
            true => written.with_raw(german(&written.raw).into_owned().into()),
            false => written,
        };
        let value = written.with_raw(group_commands(&written.raw, &mut self.tex));
        let mut problems = Vec::new();
        let list = read_names(&value, options, &mut self.tex, self.bib.texts, &mut problems);
        for problem in problems {
            self.report(field, problem);
        }
        // An `\and` between people is reported as what does not divide them.
        self.tex.undecoded.retain(|found| found.source != "\\and");
        self.report_undecoded(&value, field);
        if let Some(at) = self.slot(field) {
            self.given[at].names = list.places;
            self.given[at].others = list.others;
            self.given[at].has_usual_names = list.is_usual;
        }
        let mut names = list.names;
        names.shrink_to_fit();
        Some(names).filter(|names| !names.is_empty())
    }

    fn name_options(&mut self) -> NameOptions {
        let Some(value) = self.raw(Field::Options) else { return NameOptions::default() };
        let mut options = NameOptions::default();
        for option in value.raw.split(',') {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            options.set(name.trim(), value.trim());
        }
        options
    }
}

/// Whether a list ends with `(Eds.)`, or each of its names with `(Ed.)`.
fn are_editors(list: &str) -> bool {
    let role = |name: &str| {
        let name = name.trim().trim_end_matches(')').trim_end_matches('.');
        let (_, role) = name.rsplit_once(['(', ','])?;
        Some(role.trim().to_lowercase())
    };
    let is_editor =
        |name| role(name).is_some_and(|it| matches!(&*it, "ed" | "eds" | "hrsg" | "hg"));
    if !list.trim_end().ends_with([')', '.']) {
        return false;
    }
    let last = list.rsplit(" and ").next().and_then(role);
    last.is_some_and(|it| matches!(&*it, "eds" | "hrsg")) || list.split(" and ").all(is_editor)
}

/// A collaboration by its full name: `CMS` is the `CMS Collaboration`.
fn collaboration(name: &str) -> Name {
    const BODIES: [&str; 6] = ["collab", "group", "team", "consorti", "project", "network"];
    let lower = name.to_lowercase();
    let says_what_it_is = BODIES.iter().any(|body| lower.contains(body));
    Name::literal(if says_what_it_is { name.to_owned() } else { format!("{name} Collaboration") })
}
