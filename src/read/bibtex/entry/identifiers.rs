//! Identifiers and addresses.

use crate::model::{ArxivId, Doi, EntryType, Pmid, Variable};
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::fields::Field;
use crate::read::bibtex::tex::{Mode, verbatim};
use crate::read::bibtex::types::Kind;

impl EntryReader<'_, '_> {
    pub(super) fn identifiers(&mut self) {
        self.doi();
        self.set_verbatim(Field::Url, Variable::Url);
        self.set(Field::Isbn, Variable::Isbn, Mode::Plain);
        self.set(Field::Issn, Variable::Issn, Mode::Plain);
        self.set_verbatim(Field::Pmid, Variable::Pmid);
        self.set_verbatim(Field::Pmcid, Variable::Pmcid);
        self.eprint();
    }

    fn doi(&mut self) {
        let Some(value) = self.raw(Field::Doi) else { return };
        let doi = verbatim(&value.raw);
        self.entry.set_text(Variable::Doi, Doi::strip_resolver(&doi));
        self.note(&[Field::Doi], Variable::Doi);
    }

    /// A preprint's number, and the archive it is in.
    ///
    /// *Source*: the BibLaTeX manual (3.18), section 3.14.7, "Electronic Publishing Information".
    fn eprint(&mut self) {
        let Some(id) = self.raw(Field::Eprint).map(|value| verbatim(&value.raw).into_owned())
        else {
            return self.arxiv_alone();
        };
        let archive = match self.plain(Field::Eprinttype) {
            Some(archive) => archive,
            // A number that can only be arXiv's needs no word for it.
            None if ArxivId::parse(&id).is_ok() => "arxiv".to_owned(),
            None => String::new(),
        };
        let address = match archive.to_ascii_lowercase().as_str() {
            "arxiv" => return self.arxiv(&id, Field::Eprint),
            "pubmed" | "pmid" => {
                if Pmid::parse(&id).is_ok() && !self.entry.has(Variable::Pmid) {
                    self.entry.set_text(Variable::Pmid, id.as_str());
                    self.note(&[Field::Eprint], Variable::Pmid);
                    self.used(Field::Eprinttype);
                    return;
                }
                None
            }
            "jstor" => Some(format!("https://www.jstor.org/stable/{id}")),
            "hdl" => Some(format!("https://hdl.handle.net/{id}")),
            "googlebooks" => Some(format!("https://books.google.com/books?id={id}")),
            _ => None,
        };
        if !archive.is_empty() {
            self.entry.set_text(Variable::Archive, archive);
            self.note(&[Field::Eprinttype], Variable::Archive);
        }
        self.entry.set_text(Variable::ArchiveLocation, id);
        self.note(&[Field::Eprint], Variable::ArchiveLocation);
        self.address_instead(address);
    }

    /// Mendeley's `arxivid`.
    fn arxiv_alone(&mut self) {
        if let Some(id) = self.raw(Field::Arxivid).map(|value| verbatim(&value.raw).into_owned()) {
            self.arxiv(&id, Field::Arxivid);
        }
    }

    fn arxiv(&mut self, id: &str, field: Field) {
        let bare = match id.get(..6) {
            Some(scheme) if scheme.eq_ignore_ascii_case("arxiv:") => id[6..].trim_start(),
            _ => id,
        };
        self.entry.set_text(Variable::Archive, "arXiv");
        self.entry.set_text(Variable::ArchiveLocation, bare);
        self.note(&[field], Variable::ArchiveLocation);
        self.note(&[Field::Eprinttype], Variable::Archive);
        self.set(Field::Eprintclass, Variable::ArchiveCollection, Mode::Plain);
        // What has not come out anywhere else is a preprint, whose publisher is the archive.
        let elsewhere = self.entry.has(Variable::ContainerTitle)
            || self.entry.has(Variable::Publisher)
            || self.has(Field::Howpublished);
        if matches!(self.kind, Kind::Article | Kind::Misc | Kind::Unpublished) && !elsewhere {
            self.entry.kind = EntryType::Article;
            self.entry.set_text(Variable::Publisher, "arXiv");
            if !self.entry.has(Variable::Number) {
                self.entry.set_text(Variable::Number, format!("arXiv:{bare}"));
                self.note(&[field], Variable::Number);
            }
        }
        self.address_instead(ArxivId::parse(bare).ok().map(|id| id.url()));
    }

    /// An address made from an identifier, where there is neither an address nor a DOI.
    fn address_instead(&mut self, address: Option<String>) {
        let Some(address) = address else { return };
        if !self.entry.has(Variable::Url) && !self.entry.has(Variable::Doi) {
            self.entry.set_text(Variable::Url, address);
            self.note(&[Field::Eprint, Field::Arxivid], Variable::Url);
        }
    }
}
