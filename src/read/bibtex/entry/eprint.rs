//! Eprints: the number of a preprint, or of a published work, in an online archive.
//!
//! CSL's `archive` is for physical archives, so eprints are not stored there. A work that was not
//! published elsewhere is a preprint, whose publisher is the archive. For all other works the
//! eprint provides a URL, if there is neither a DOI nor a URL, and is kept in `extra`.
//! COMPATIBILITY.md has the table.
//!
//! *Source*: the BibLaTeX manual (3.18), section 3.14.7, "Electronic Publishing Information";
//! pandoc makes the same URLs.

use crate::dialect::bib::Field;
use crate::dialect::bib::Kind;
use crate::model::{EntryType, Mark, MarkKind, Pmid, Text, Variable};
use crate::read::arxiv::{arxiv_id, arxiv_in, arxiv_number};
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::tex::verbatim;

/// An eprint and its archive.
struct Eprint {
    /// The field with its number, if there is one.
    field: Option<Field>,
    id: String,
    /// The archive as the file calls it.
    archive: String,
}

impl EntryReader<'_, '_> {
    pub(super) fn eprint(&mut self) {
        let Some(eprint) = self.find_eprint() else { return self.corr() };
        match eprint.archive.to_ascii_lowercase().as_str() {
            "arxiv" => self.arxiv(&eprint),
            "pubmed" | "pmid" => self.pubmed(&eprint),
            "pmc" | "pmcid" if !self.entry.has(Variable::Pmcid) => {
                self.entry.set_text(Variable::Pmcid, eprint.id);
                self.note(&[Field::Eprint], Variable::Pmcid);
                self.used(Field::Eprinttype);
            }
            _ => self.in_archive(&eprint),
        }
    }

    /// `eprint` with its `eprinttype`, Mendeley's `arxivid`, or an arXiv number in `journal`.
    fn find_eprint(&mut self) -> Option<Eprint> {
        let number = |reader: &Self, field| {
            reader.raw(field).map(|value| verbatim(&value.raw).trim().to_owned())
        };
        if let Some(id) = number(self, Field::Eprint) {
            let archive = match self.plain(Field::Eprinttype) {
                Some(archive) => archive.trim().to_owned(),
                // A number that can only be arXiv's needs no archive.
                None if arxiv_id(&id).is_some() => "arXiv".to_owned(),
                None => String::new(),
            };
            return Some(Eprint { field: Some(Field::Eprint), id, archive });
        }
        if let Some(id) = number(self, Field::Arxivid) {
            return Some(Eprint { field: Some(Field::Arxivid), id, archive: "arXiv".to_owned() });
        }
        let written = [Field::Journaltitle, Field::Howpublished, Field::Publisher];
        let mut id = written.into_iter().find_map(|field| arxiv_in(&self.plain(field)?));
        if id == Some(None) {
            // `journal = {arXiv}, volume = {abs/1709.07343}`.
            let numbers = [Field::Volume, Field::Number, Field::Pages, Field::Eid];
            id = Some(numbers.into_iter().find_map(|field| arxiv_number(&self.plain(field)?)));
        }
        if id.clone().flatten().is_none() && self.is_preprint() {
            // `note = {Preprint, arXiv:1709.07343}`, but not of what came out in a journal.
            let noted = self.plain(Field::Note).and_then(|note| arxiv_in(&note)).flatten();
            id = Some(noted.or_else(|| self.arxiv_doi()));
        }
        id.flatten().map(|id| Eprint { field: None, id, archive: "arXiv".to_owned() })
    }

    /// The number in a DOI that arXiv has registered: `10.48550/arXiv.1709.07343`.
    fn arxiv_doi(&self) -> Option<String> {
        let doi = self.entry.str(Variable::Doi)?.to_ascii_lowercase();
        Some(arxiv_id(doi.strip_prefix("10.48550/arxiv.")?)?.to_string())
    }

    /// `journal = {CoRR abs/1709.07343}`, or the number in `volume` as DBLP has it: the journal and
    /// the volume are printed as they are, and the number leads to the address.
    fn corr(&mut self) {
        let Some(journal) = self.plain(Field::Journaltitle) else { return };
        let Some(rest) = journal.strip_prefix("CoRR") else { return };
        let rest = rest.trim_start_matches([',', ' ']);
        let volume = self.plain(Field::Volume);
        let (field, number) = match volume {
            Some(volume) if rest.is_empty() => (Field::Volume, volume),
            None if rest.starts_with("abs/") => {
                self.entry.set_text(Variable::ContainerTitle, "CoRR");
                self.entry.set_text(Variable::Volume, rest);
                self.note(&[Field::Journaltitle], Variable::Volume);
                (Field::Journaltitle, rest.to_owned())
            }
            _ => return,
        };
        let id = number.strip_prefix("abs/").and_then(arxiv_id);
        self.address_instead(id.map(|id| id.url()), Some(field));
    }

    fn arxiv(&mut self, eprint: &Eprint) {
        let id = arxiv_id(&eprint.id);
        let bare = match &id {
            Some(id) => id.to_string(),
            None => strip_scheme(&eprint.id).to_owned(),
        };
        let address = id.map(|id| id.url());
        if self.is_preprint() {
            self.names_arxiv_only(&bare);
            self.preprint("arXiv", format!("arXiv:{bare}"), eprint.field);
        }
        self.address_instead(address, eprint.field);
    }

    /// PubMed numbers have a CSL variable.
    fn pubmed(&mut self, eprint: &Eprint) {
        if self.entry.has(Variable::Pmid) {
            return;
        }
        let Ok(id) = Pmid::parse(&eprint.id) else { return };
        self.entry.set_text(Variable::Pmid, id.to_string());
        self.note(&[Field::Eprint], Variable::Pmid);
        self.used(Field::Eprinttype);
        self.address_instead(Some(id.url()), eprint.field);
    }

    fn in_archive(&mut self, eprint: &Eprint) {
        let Eprint { field, id, archive } = eprint;
        let address = match archive.to_ascii_lowercase().as_str() {
            "jstor" => Some("https://www.jstor.org/stable/"),
            "hdl" | "handle" => Some("https://hdl.handle.net/"),
            "googlebooks" | "google books" => Some("https://books.google.com/books?id="),
            "hal" => Some("https://hal.science/"),
            "iacr" | "eprint.iacr" | "cryptology eprint archive" => {
                Some("https://eprint.iacr.org/")
            }
            "ssrn" => Some("https://ssrn.com/abstract="),
            _ => None,
        };
        // A library of scans publishes nothing.
        let is_library =
            matches!(&*archive.to_ascii_lowercase(), "jstor" | "hdl" | "handle" | "googlebooks");
        if !archive.is_empty() && !is_library && self.is_preprint() {
            self.preprint(archive, id.clone(), *field);
        }
        let is_address = id.starts_with("http://") || id.starts_with("https://");
        let address = match is_address {
            true => Some(id.clone()),
            false => address.map(|start| format!("{start}{id}")),
        };
        self.address_instead(address, *field);
    }

    /// True if the work was published nowhere but in an archive.
    fn is_preprint(&mut self) -> bool {
        let kind = matches!(
            self.kind,
            Kind::Article | Kind::Misc | Kind::Unpublished | Kind::Online | Kind::Electronic
        );
        let mut elsewhere =
            |field| self.plain(field).is_some_and(|text: String| arxiv_in(&text).is_none());
        kind && !elsewhere(Field::Journaltitle)
            && !elsewhere(Field::Publisher)
            && !elsewhere(Field::Organization)
            && !elsewhere(Field::Institution)
            && !elsewhere(Field::Howpublished)
            && !self.has(Field::Booktitle)
            && !self.has(Field::Eventtitle)
    }

    /// Removes values that only repeat that the work is on arXiv, or its number there.
    fn names_arxiv_only(&mut self, id: &str) {
        let in_fields = [
            (Field::Journaltitle, Variable::ContainerTitle),
            (Field::Publisher, Variable::Publisher),
            (Field::Institution, Variable::Publisher),
            (Field::Organization, Variable::Publisher),
            (Field::Howpublished, Variable::Publisher),
        ];
        for (field, variable) in in_fields {
            let went = self.went_into(field, variable);
            if went && self.plain(field).is_some_and(|text| arxiv_in(&text).is_some()) {
                self.take_back(variable);
            }
        }
        let numbers = [
            (Field::Number, Variable::Issue),
            (Field::Number, Variable::Number),
            (Field::Volume, Variable::Volume),
            (Field::Pages, Variable::Page),
            (Field::Eid, Variable::Page),
            (Field::Eid, Variable::Number),
            (Field::Note, Variable::Note),
        ];
        for (field, variable) in numbers {
            // An addendum is in the same variable.
            if field == Field::Note && self.has(Field::Addendum) {
                continue;
            }
            let went = self.went_into(field, variable);
            let Some(text) = self.plain(field).filter(|_| went) else { continue };
            if arxiv_number(&text).as_deref() == Some(id)
                || text == id
                || arxiv_in(&text).flatten().is_some()
            {
                self.take_back(variable);
            }
        }
    }

    pub(super) fn went_into(&self, field: Field, variable: Variable) -> bool {
        self.slot(field).is_some_and(|at| self.given[at].variables.contains(&variable))
    }

    /// A preprint in CSL: its archive is the publisher, and it has a number.
    fn preprint(&mut self, archive: &str, number: String, field: Option<Field>) {
        self.entry.kind = EntryType::Article;
        self.entry.set_text(Variable::Publisher, Text::plain(archive));
        self.note(&[Field::Eprinttype], Variable::Publisher);
        if self.entry.has(Variable::Number) {
            return;
        }
        // Styles that set the number in title case would print `arXiv:hep-Th/9603067`.
        let text = if number.contains('/') {
            let all = Mark { start: 0, end: number.len() as u32, kind: MarkKind::NoCase };
            Text::with_marks(number, vec![all])
        } else {
            Text::plain(number)
        };
        self.entry.set_text(Variable::Number, text);
        if let Some(field) = field {
            self.note(&[field], Variable::Number);
        }
    }

    /// A URL made from an identifier, if there is neither a URL nor a DOI.
    fn address_instead(&mut self, address: Option<String>, field: Option<Field>) {
        let Some(address) = address else { return };
        if !self.entry.has(Variable::Url) && !self.entry.has(Variable::Doi) {
            self.entry.set_text(Variable::Url, address);
            if let Some(field) = field {
                self.derive(field, Variable::Url);
            }
        }
    }
}

/// The number without `arXiv:`.
fn strip_scheme(id: &str) -> &str {
    match id.get(..6) {
        Some(scheme) if scheme.eq_ignore_ascii_case("arxiv:") => id[6..].trim_start(),
        _ => id,
    }
}
