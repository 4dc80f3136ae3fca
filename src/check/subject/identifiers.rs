//! What identifies the work of an entry: its DOI, arXiv number, PMID or ISBN, and what
//! distinguishes works that share one.

use crate::check::subject::characters::Characters;
use crate::check::subject::entry::Subject;
use crate::check::subject::facts::{Identified, Identifier};
use crate::check::subject::numbers::numbers;
use crate::model::{ArxivId, Doi, Entry, EntryType, FieldOrigin, Isbn, Pmid, Variable};
use crate::source::Location;

impl<'a> Subject<'a> {
    /// The entry's own identifiers, each with its field and location; the most reliable first.
    pub(crate) fn identifiers(
        &self,
    ) -> impl Iterator<Item = (&Identifier, &'a FieldOrigin, Location)> {
        let found = self.facts.identifiers.get_or_init(|| find(self));
        found
            .iter()
            .filter_map(|it| Some((&it.identifier, self.origin.fields.get(it.field)?, it.place)))
    }

    /// The letters and digits of its title, in lower case.
    pub(crate) fn plain_title(&self) -> &str {
        let title = || bare(self.entry.str(Variable::Title).unwrap_or_default());
        self.details().plain_title.get_or_init(title)
    }
}

fn find(entry: &Subject<'_>) -> Box<[Identified]> {
    let mut found = Vec::new();
    let variables = [Variable::Url, Variable::Doi, Variable::Pmid, Variable::Isbn];
    if !entry.may_have_any(&OF_ARCHIVES, &variables) {
        return found.into();
    }
    for field in entry.own_fields() {
        let Some(number) = entry.number_of(field) else { continue };
        let mut add =
            |identifier, place| found.push(Identified { identifier, field: number, place });
        let Some(variable) = field.variables().first().copied().or_else(|| of_name(field)) else {
            continue;
        };
        if !may_identify(field, variable) {
            continue;
        }
        let written = entry.written(field);
        let text = written.text;
        let at = field.value_location();
        let is_archive = is_archive_number(field);
        if is_archive || variable == Variable::Url || variable == Variable::Doi {
            let number = text.get(..15).filter(|head| head.eq_ignore_ascii_case("10.48550/arxiv."));
            let number = if number.is_some() { &text[15..] } else { text };
            let is_address =
                written.has_all(Characters::any_of("arxiv.org/")) && text.contains("arxiv.org/");
            let named = number.len() < text.len() || is_archive || is_address;
            let id = if named { ArxivId::parse(number).ok() } else { None };
            if let Some(id) = id {
                add(Identifier::Arxiv(id.id().to_ascii_lowercase()), at);
                continue;
            }
        }
        match variable {
            // There is no DOI without them.
            Variable::Doi | Variable::Url if !written.has_all(Characters::any_of("10/")) => {}
            Variable::Doi | Variable::Url => {
                let resolved = variable == Variable::Doi || Doi::strip_resolver(text) != text;
                if let Some(doi) = Doi::parse(text).ok().filter(|_| resolved) {
                    add(Identifier::Doi(doi.normalized()), at);
                }
            }
            Variable::Pmid if Pmid::parse(text).is_ok() => {
                add(Identifier::Pmid(text.to_owned()), at);
            }
            Variable::Isbn => {
                for range in numbers(text, "ISBN") {
                    let number = text.get(range.clone()).unwrap_or_default();
                    if let Ok(isbn) = Isbn::parse(number) {
                        add(Identifier::Isbn(isbn.to_isbn13()), written.place(range));
                    }
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|it| matches!(it.identifier, Identifier::Isbn(_)));
    found.into()
}

/// True if a field may contain an identifier; the values of other fields need not be decoded.
fn may_identify(field: &FieldOrigin, variable: Variable) -> bool {
    use Variable as V;
    matches!(variable, V::Url | V::Doi | V::Pmid | V::Isbn) || is_archive_number(field)
}

/// The names of fields with the number of a preprint.
const OF_ARCHIVES: [&str; 3] = ["eprint", "arxivid", "arxiv"];

/// True if a field, judging by its name, contains the number of a preprint, whatever variable the
/// model uses for it.
fn is_archive_number(field: &FieldOrigin) -> bool {
    let name = field.last_name();
    OF_ARCHIVES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a field's name ends so, as that of a number of arXiv does in the files of many programs.
pub(crate) fn ends_with_arxiv(name: &str) -> bool {
    let start = name.len().checked_sub("arxiv".len());
    start.and_then(|start| name.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case("arxiv"))
}

fn of_name(field: &FieldOrigin) -> Option<Variable> {
    is_archive_number(field).then_some(Variable::ArchiveLocation)
}

/// What else must be equal for two entries with one identifier to be the same work. Each is a set
/// of values, of which the entries must share one.
///
/// Chapters and papers often have the DOI or ISBN of their book, and volumes and editions that of
/// the set; they are distinguished by titles, pages, volume and edition.
pub(crate) fn distinctions(identifier: &Identifier, entry: &Entry) -> Vec<String> {
    let title = bare(entry.str(Variable::Title).unwrap_or_default());
    let is_isbn = matches!(identifier, Identifier::Isbn(_));
    if matches!(identifier, Identifier::Arxiv(_)) {
        // A preprint and its publication are two versions, which may both be cited.
        let is_published = entry.has(Variable::ContainerTitle);
        return vec![if is_published { "published" } else { "preprint" }.to_owned()];
    }
    if is_part(entry.kind) {
        let mut all = vec![format!("part {title}")];
        let pages = entry.str(Variable::Page).map(bare).filter(|pages| !pages.is_empty());
        let author = entry.names(Variable::Author).first();
        if let (Some(pages), Some(author), false) = (pages, author, is_isbn) {
            all.push(format!("part of {} on {pages}", bare(&author.family_or_literal())));
        }
        return all;
    }
    if is_isbn || is_book(entry.kind) {
        let number = |variable| bare(entry.str(variable).unwrap_or_default());
        let volume = [Variable::Volume, Variable::PartNumber, Variable::VolumeTitle].map(number);
        let edition = number(Variable::Edition);
        return vec![format!("book {} {edition} {title}", volume.join(" "))];
    }
    // An article's number is its own, whatever its title here.
    vec![String::new()]
}

fn is_part(kind: EntryType) -> bool {
    use EntryType as T;
    matches!(
        kind,
        T::Chapter
            | T::PaperConference
            | T::Entry
            | T::EntryDictionary
            | T::EntryEncyclopedia
            | T::Figure
            | T::Dataset
    )
}

fn is_book(kind: EntryType) -> bool {
    use EntryType as T;
    matches!(kind, T::Book | T::Collection | T::Classic | T::Periodical | T::Pamphlet | T::Report)
}

/// Letters and digits only, in lower case.
pub(crate) fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
