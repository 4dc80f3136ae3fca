//! What identifies the work of an entry: its DOI, arXiv number, PMID or ISBN, and what tells works
//! apart that share one.

use crate::check::rules::identifiers::list::numbers;
use crate::check::subject::Subject;
use crate::model::{ArxivId, Doi, Entry, EntryType, FieldOrigin, Isbn, Pmid, Variable};
use crate::source::Location;

/// A number that only one work has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Identifier {
    /// In lower case.
    Doi(String),
    /// Without version.
    Arxiv(String),
    Pmid(String),
    /// Of thirteen digits.
    Isbn([u8; 13]),
}

impl Identifier {
    /// What it is, as people call it.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Identifier::Doi(_) => "DOI",
            Identifier::Arxiv(_) => "arXiv number",
            Identifier::Pmid(_) => "PMID",
            Identifier::Isbn(_) => "ISBN",
        }
    }
}

/// The identifiers that an entry gives itself, each with its field and place; the surest first.
pub(super) fn identifiers<'a>(entry: &Subject<'a>) -> Vec<(Identifier, &'a FieldOrigin, Location)> {
    let mut found = Vec::new();
    for field in entry.own_fields() {
        let Some(variable) = field.variables.first().copied().or_else(|| of_name(&field.name))
        else {
            continue;
        };
        let written = entry.written(field, variable);
        let text = written.text.trim();
        let at = field.value_location;
        let is_archive = is_archive_number(&field.name);
        if is_archive || variable == Variable::Url || variable == Variable::Doi {
            let number = text.get(..15).filter(|head| head.eq_ignore_ascii_case("10.48550/arxiv."));
            let number = if number.is_some() { &text[15..] } else { text };
            let named = number.len() < text.len() || is_archive || text.contains("arxiv.org/");
            if let Some(id) = ArxivId::parse(number).ok().filter(|_| named) {
                found.push((Identifier::Arxiv(id.id().to_ascii_lowercase()), field, at));
                continue;
            }
        }
        match variable {
            Variable::Doi | Variable::Url => {
                let resolved = variable == Variable::Doi || Doi::strip_resolver(text) != text;
                if let Some(doi) = Doi::parse(text).ok().filter(|_| resolved) {
                    found.push((Identifier::Doi(doi.normalized()), field, at));
                }
            }
            Variable::Pmid if Pmid::parse(text).is_ok() => {
                found.push((Identifier::Pmid(text.to_owned()), field, at));
            }
            Variable::Isbn => found.extend(numbers(text, "ISBN").into_iter().filter_map(|range| {
                let isbn = Isbn::parse(text.get(range.clone())?).ok()?;
                Some((Identifier::Isbn(isbn.to_thirteen()), field, written.place(range)))
            })),
            _ => {}
        }
    }
    found.sort_by_key(|(identifier, _, _)| matches!(identifier, Identifier::Isbn(_)));
    found
}

/// Whether a field of that name holds the number of a preprint, wherever the model keeps it.
fn is_archive_number(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    ["eprint", "arxivid", "arxiv"].iter().any(|known| known.eq_ignore_ascii_case(last))
}

fn of_name(name: &str) -> Option<Variable> {
    is_archive_number(name).then_some(Variable::ArchiveLocation)
}

/// What else must be the same for two entries with one identifier to be one work: each is a set
/// of values, and one that both have is enough.
///
/// Chapters and papers often bear the DOI or ISBN of their book, volumes and editions that of the
/// set: they are told apart by titles, pages, volume and edition.
pub(super) fn distinctions(identifier: &Identifier, entry: &Entry) -> Vec<String> {
    let title = bare(entry.str(Variable::Title).unwrap_or_default());
    let is_isbn = matches!(identifier, Identifier::Isbn(_));
    if matches!(identifier, Identifier::Arxiv(_)) {
        // A preprint and what it was published as are two versions, which may both be cited.
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
    // An article's number is its own, whatever its title is here.
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

/// Letters and figures only, in lower case.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
