//! The bibliography formats: the table of what tells each from the others, and how it is read.

use crate::diagnostic::Sink;
use crate::dialect::{BibDialect, Clearness, Dialect};
use crate::model::{Library, Origins};
use crate::read::identifier::Identifiers;
use crate::read::{bibtex, cff, csl, hayagriva, ris};
use crate::source::{Source, SourceId};
use crate::table::table;

/// A row of the table of formats.
struct Row {
    /// The name in reports.
    name: &'static str,
    /// The name on the command line.
    id: &'static str,
    /// A few words that say what it is.
    about: &'static str,
    /// The extensions of its files, in lower case, the usual one first.
    extensions: &'static [&'static str],
    /// True if a text of which nothing else is known is likely to be in this format; at most one
    /// format is likely.
    is_likely: fn(&str) -> bool,
    /// True if a text that is likely in this format certainly contains references.
    holds_references: fn(&str) -> bool,
    /// The dialect of what was read, and whether more in it belongs to BibTeX alone than to BibLaTeX
    /// alone.
    dialect: fn(&Origins) -> (Dialect, bool),
    reader: Reader,
}

/// How the texts of a format are read.
pub(super) enum Reader {
    /// All those of a document at once, since one uses what another defines: BibTeX.
    Together,
    /// One by one.
    Alone(fn(&Source, SourceId, Identifiers, &mut Sink) -> (Library, Origins)),
}

table! {
    /// A bibliography format.
    pub enum Format: Row {
        /// BibTeX and BibLaTeX: `.bib`.
        Bibtex => Row {
            name: "BibTeX",
            id: "bibtex",
            about: "BibTeX and BibLaTeX",
            extensions: &["bib", "bibtex", "biblatex"],
            is_likely: bibtex::is_likely,
            holds_references: |_| true,
            dialect: bib_dialect,
            reader: Reader::Together,
        },
        /// Citation File Format: `CITATION.cff`.
        Cff => Row {
            name: "CFF",
            id: "cff",
            about: "Citation File Format, as in `CITATION.cff`",
            extensions: &["cff"],
            is_likely: cff::is_likely,
            holds_references: |_| true,
            dialect: |_| (Dialect::Cff, false),
            reader: Reader::Alone(|source, id, _, sink| cff::read(source, id, sink)),
        },
        /// hayagriva YAML: `.yaml`, `.yml`.
        Hayagriva => Row {
            name: "hayagriva YAML",
            id: "hayagriva",
            about: "hayagriva YAML",
            extensions: &["yaml", "yml"],
            is_likely: hayagriva::is_likely,
            holds_references: hayagriva::holds_references,
            dialect: |_| (Dialect::Hayagriva, false),
            reader: Reader::Alone(|source, id, _, sink| hayagriva::read(source, id, sink)),
        },
        /// CSL-JSON: `.json`.
        CslJson => Row {
            name: "CSL-JSON",
            id: "csl-json",
            about: "CSL-JSON",
            extensions: &["json", "csljson"],
            is_likely: csl::is_likely_json,
            holds_references: csl::json_holds_references,
            dialect: |_| (Dialect::Csl, false),
            reader: Reader::Alone(csl::read_json),
        },
        /// CSL-YAML, a `references:` list: `.yaml`, `.yml`.
        CslYaml => Row {
            name: "CSL-YAML",
            id: "csl-yaml",
            about: "CSL-YAML, a `references:` list",
            extensions: &["yaml", "yml"],
            is_likely: csl::is_likely_yaml,
            holds_references: csl::yaml_holds_references,
            dialect: |_| (Dialect::Csl, false),
            reader: Reader::Alone(csl::read_yaml),
        },
        /// RIS: `.ris`.
        Ris => Row {
            name: "RIS",
            id: "ris",
            about: "RIS, as databases and reference managers export it",
            extensions: &["ris"],
            is_likely: ris::is_likely,
            holds_references: |_| true,
            dialect: |_| (Dialect::Ris, false),
            reader: Reader::Alone(|source, id, _, sink| ris::read(source, id, sink)),
        },
        /// MEDLINE, as PubMed exports it: `.nbib`.
        Medline => Row {
            name: "MEDLINE",
            id: "medline",
            about: "MEDLINE, as PubMed exports it",
            extensions: &["nbib", "medline"],
            is_likely: ris::is_likely_medline,
            holds_references: |_| true,
            dialect: |_| (Dialect::Ris, false),
            reader: Reader::Alone(|source, id, _, sink| ris::read_medline(source, id, sink)),
        },
        /// refer, as EndNote exports it: `.enw`.
        Refer => Row {
            name: "refer",
            id: "refer",
            about: "refer, as EndNote exports it",
            extensions: &["enw", "refer"],
            is_likely: ris::is_likely_refer,
            holds_references: |_| true,
            dialect: |_| (Dialect::Ris, false),
            reader: Reader::Alone(|source, id, _, sink| ris::read_refer(source, id, sink)),
        },
    }
}

impl Format {
    /// True for the formats of tagged records, each name of which has a line of its own.
    pub(crate) fn is_tagged(self) -> bool {
        matches!(self, Format::Ris | Format::Medline | Format::Refer)
    }

    /// The name of the format in reports.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The name of the format on the command line: `csl-json`.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// A few words that say what the format is.
    pub fn about(self) -> &'static str {
        self.row().about
    }

    /// The extensions of files in this format, in lower case and without the dot; the usual one
    /// first. Two formats may have the same.
    pub fn extensions(self) -> &'static [&'static str] {
        self.row().extensions
    }

    /// Detects the format from the extension of a file name, or else from the content.
    pub fn detect(name: &str, text: &str) -> Option<Format> {
        Format::of_name(name, text).or_else(|| Format::likely(Format::all(), text))
    }

    /// Detects the format from the extension of a file name, and from the content if several formats
    /// have that extension.
    pub(super) fn of_name(name: &str, text: &str) -> Option<Format> {
        let (_, extension) = name.rsplit_once('.')?;
        let is_it = |known: &&str| known.eq_ignore_ascii_case(extension);
        let all = Format::all().iter().copied();
        let named: Vec<Format> = all.filter(|it| it.extensions().iter().any(is_it)).collect();
        match named[..] {
            [format] => Some(format),
            _ => Format::likely(&named, text).or(named.first().copied()),
        }
    }

    fn likely(formats: &[Format], text: &str) -> Option<Format> {
        formats.iter().copied().find(|format| (format.row().is_likely)(text))
    }

    /// True if a text in this format certainly contains references, even if nobody said that it
    /// does: most YAML and JSON files contain none.
    pub fn holds_references(self, text: &str) -> bool {
        (self.row().holds_references)(text)
    }

    /// The dialect of what was read in the format, and whether it is clearly for BibTeX.
    pub(crate) fn dialect(self, origins: &Origins) -> (Dialect, bool) {
        (self.row().dialect)(origins)
    }

    pub(super) fn reader(self) -> &'static Reader {
        &self.row().reader
    }
}

fn bib_dialect(origins: &Origins) -> (Dialect, bool) {
    let (dialect, clearness) = BibDialect::with_clearness(origins);
    (Dialect::Bib(dialect), clearness == Clearness::Clearly && dialect == BibDialect::Bibtex)
}
