//! Recognizes formats that contain references, or are mistaken for such formats, and that cannot be
//! read yet, by the content of a file or by its extension.

/// A format that cannot be read, with its name for reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ForeignFormat {
    name: &'static str,
    is_bibliographic: bool,
    /// How to get the references in a format that can be read; empty if nothing is known.
    instead: &'static str,
    /// Whether documents that cite are written in it.
    is_document: bool,
}

/// How much of a text is examined.
const HEAD: usize = 8 << 10;

const ENDNOTE_XML: ForeignFormat = references("EndNote XML", "export it from EndNote as RIS");
const MODS: ForeignFormat = references("MODS XML", "`xml2bib` of bibutils converts it to BibTeX");
const WEB_OF_SCIENCE: ForeignFormat =
    references("a Web of Science export", "export the records as BibTeX or RIS");
const BIBLATEX_XML: ForeignFormat =
    references("BibLaTeX XML", "`biber --tool` converts it to BibLaTeX");
const ENDNOTE_LIBRARY: ForeignFormat =
    references("an EndNote library", "export it from EndNote as RIS");
const HTML: ForeignFormat = other("HTML");
const BBL: ForeignFormat = other("a .bbl file of LaTeX");
const RDF: ForeignFormat = other("RDF");
const PDF: ForeignFormat = other("PDF");
const IMAGE: ForeignFormat = other("an image");
const ARCHIVE: ForeignFormat = other("a compressed file or an office document");

/// Extensions and their formats, sorted.
const EXTENSIONS: &[(&str, ForeignFormat)] = &[
    ("bbl", BBL),
    ("bltxml", BIBLATEX_XML),
    ("ciw", WEB_OF_SCIENCE),
    ("csv", other("CSV")),
    ("docx", ARCHIVE),
    ("enl", ENDNOTE_LIBRARY),
    ("enlx", ENDNOTE_LIBRARY),
    ("htm", HTML),
    ("html", HTML),
    ("ipynb", document("a Jupyter notebook")),
    ("mods", MODS),
    ("odt", ARCHIVE),
    ("pdf", PDF),
    ("rdf", RDF),
    ("rest", document("reStructuredText")),
    ("rst", document("reStructuredText")),
    ("textile", document("Textile")),
    ("toml", other("TOML")),
    ("tsv", other("TSV")),
    ("wiki", document("MediaWiki text")),
    ("xhtml", HTML),
];

/// What files that are no texts begin with.
const SIGNATURES: &[(&str, ForeignFormat)] = &[
    ("%PDF-", PDF),
    ("PK\u{3}\u{4}", ARCHIVE),
    ("\u{1f}‹\u{8}", ARCHIVE),
    ("BZh9", ARCHIVE),
    ("7z¼¯'\u{1c}", ARCHIVE),
    ("‰PNG", IMAGE),
    ("ÿØÿ", IMAGE),
    ("GIF8", IMAGE),
    ("\u{7f}ELF", other("a program")),
    (
        "SQLite format 3\0",
        references(
            "a database (SQLite), as Zotero and Mendeley have",
            "export the library as BibLaTeX or CSL JSON",
        ),
    ),
];

/// Texts near the beginning of an XML file and the format that they show; the first match counts.
const XML: &[(&str, ForeignFormat)] = &[
    ("<html", HTML),
    ("<modsCollection", MODS),
    ("<mods:", MODS),
    ("<mods ", MODS),
    ("<mods>", MODS),
    (
        "<PubmedArticle",
        references(
            "PubMed XML",
            "send the records from PubMed to a citation manager, which saves `.nbib`",
        ),
    ),
    ("<bltx:", BIBLATEX_XML),
    ("<bibtex:", references("BibTeXML", "save it as BibTeX")),
    ("<b:Sources", references("Word's XML of sources", "JabRef reads it, and exports BibTeX")),
    (
        "http://www.loc.gov/MARC21/slim",
        references("MARCXML", "Zotero reads it, and exports BibLaTeX"),
    ),
    (
        "http://purl.org/net/biblio#",
        references("Zotero RDF", "export the library from Zotero as BibLaTeX or CSL JSON"),
    ),
    (
        "http://purl.org/ontology/bibo/",
        references("RDF (BIBO)", "Zotero reads it, and exports BibLaTeX"),
    ),
    ("<rdf:RDF", RDF),
    ("<records>", ENDNOTE_XML),
    ("<RECORDS>", ENDNOTE_XML),
];

const fn references(name: &'static str, instead: &'static str) -> ForeignFormat {
    ForeignFormat { name, is_bibliographic: true, is_document: false, instead }
}

const fn other(name: &'static str) -> ForeignFormat {
    ForeignFormat { name, is_bibliographic: false, is_document: false, instead: "" }
}

const fn document(name: &'static str) -> ForeignFormat {
    ForeignFormat { name, is_bibliographic: false, is_document: true, instead: "" }
}

impl ForeignFormat {
    /// The name of the format for reports: `EndNote XML`, `a compressed file …`.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// What a file in the format looks like, and what to do: `looks like Zotero RDF, which ibid cannot
    /// read: export the library from Zotero as BibLaTeX or CSL JSON`.
    pub fn appearance(self) -> String {
        match self.is_bibliographic {
            true => format!("looks like {}, which ibid cannot read: {}", self.name, self.instead),
            false if self.is_document => format!(
                "is {}, which ibid cannot read; `pandoc` converts it to Markdown, which it can",
                self.name
            ),
            false => format!("looks like {}, not a bibliography", self.name),
        }
    }

    /// True if the format is intended for references, like MODS and unlike HTML.
    pub const fn is_bibliographic(self) -> bool {
        self.is_bibliographic
    }

    /// Detects the format from the extension of a file name.
    pub fn from_name(name: &str) -> Option<ForeignFormat> {
        let (_, extension) = name.rsplit_once('.')?;
        let found = EXTENSIONS.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known));
        found.map(|(_, format)| *format)
    }

    /// Detects a format that is not text from the first bytes, read as Windows-1252.
    pub(super) fn of_binary(text: &str) -> Option<ForeignFormat> {
        let start = text.trim_start();
        let found = SIGNATURES.iter().find(|(signature, _)| start.starts_with(signature));
        found.map(|(_, format)| *format)
    }

    /// Detects the format from the beginning of a text, if that leaves no doubt.
    pub fn from_text(text: &str) -> Option<ForeignFormat> {
        let head = &text[..text.floor_char_boundary(HEAD)];
        let start = head.trim_start();
        if let Some(format) = ForeignFormat::of_binary(text) {
            return Some(format);
        }
        if start.starts_with('<') {
            return of_xml(head);
        }
        of_lines(head)
    }
}

fn of_xml(head: &str) -> Option<ForeignFormat> {
    let doctype = "<!doctype html";
    let has_doctype = |tag: &str| tag.eq_ignore_ascii_case(doctype);
    let start = head.trim_start();
    if start.get(..doctype.len()).is_some_and(has_doctype) || head.contains("<HTML") {
        return Some(HTML);
    }
    let found = XML.iter().find(|(sign, _)| head.contains(sign));
    found.map(|(_, format)| *format)
}

/// The format of a text whose lines begin with tags.
fn of_lines(head: &str) -> Option<ForeignFormat> {
    let any = |sign: &str| head.lines().any(|line| line.starts_with(sign));
    let mut lines = head.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let second = lines.next().unwrap_or_default();
    if first.starts_with("FN ") && second.starts_with("VR ") {
        return Some(WEB_OF_SCIENCE);
    }
    if any("\\begin{thebibliography}") || first.starts_with("% $ biblatex auxiliary file $") {
        return Some(BBL);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{EXTENSIONS, ForeignFormat};

    fn of_text(text: &str) -> Option<&'static str> {
        ForeignFormat::from_text(text).map(ForeignFormat::name)
    }

    #[test]
    fn formats_are_told_by_their_content() {
        for (text, name) in [
            ("<?xml version=\"1.0\"?><xml><records><record>", "EndNote XML"),
            ("<?xml version=\"1.0\"?>\n<modsCollection xmlns=\"x\">", "MODS XML"),
            ("<mods version=\"3.7\">", "MODS XML"),
            ("<?xml version=\"1.0\"?>\n<PubmedArticleSet>", "PubMed XML"),
            ("FN Clarivate Analytics\nVR 1.0\nPT J\n", "a Web of Science export"),
            ("<!DOCTYPE html>\n<html lang=\"en\">", "HTML"),
            ("<html><body>@misc{a, title = {A}}", "HTML"),
            ("\\begin{thebibliography}{1}\n", "a .bbl file of LaTeX"),
            ("%PDF-1.7\n", "PDF"),
        ] {
            assert_eq!(of_text(text), Some(name), "{text}");
        }
    }

    #[test]
    fn what_can_be_read_is_not_foreign() {
        for text in [
            "",
            "% A comment\n% B comment\n@misc{a, title = {A}}\n",
            "%A comment of BibTeX\n%T too\n@misc{a, title = {A}}\n",
            "mett:\n  type: Book\n",
            "\r\nTY  - JOUR\r\nAU  - Mett, Ida\r\nER  - \r\n",
            "\nPMID- 12345\nOWN - NLM\n",
            "%0 Book\n%A Mett, Ida\n%T The Kronstadt Uprising\n",
            "[{\"id\": \"a\"}]",
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\">",
            "in no format",
        ] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }

    #[test]
    fn formats_are_told_by_their_extension() {
        assert!(EXTENSIONS.is_sorted_by_key(|(extension, _)| extension));
        let of_name = |name| ForeignFormat::from_name(name).map(ForeignFormat::name);
        assert_eq!(of_name("a/b.ENL"), Some("an EndNote library"));
        assert_eq!(of_name("refs.bib"), None);
        assert_eq!(of_name("ris"), None);
    }
}
