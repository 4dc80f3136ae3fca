//! The configuration files of a project that apply to its documents: `_quarto.yml`, pandoc's
//! defaults files, `_config.yml` of Jupyter Book and `myst.yml`.
//!
//! *Source*: Quarto's guide, "Project Basics"; Pandoc User's Guide, "Defaults files"; the
//! documentation of Jupyter Book and MyST, "Citations".

use crate::diagnostic::Sink;
use crate::document::{Document, Named, Syntax, markdown};
use crate::source::{Source, SourceId};
use crate::syntax::data::{Node, Value};
use crate::syntax::yaml;

/// The settings in a project file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProjectFile {
    /// The bibliographies, style and language in the form of a document, and what it lists and
    /// defines.
    pub settings: Document,
    /// The metadata files that it names.
    pub metadata_files: Vec<Named>,
    /// The documents that it names; empty if it applies to all.
    pub documents: Vec<Named>,
    /// Whether it looks like a defaults file of pandoc, which may have any name.
    pub is_defaults: bool,
}

/// The keys that occur in pandoc's defaults files, but not in metadata and other files.
const DEFAULTS: [&str; 16] = [
    "citeproc",
    "cite-method",
    "defaults",
    "filters",
    "from",
    "input-file",
    "input-files",
    "metadata-file",
    "metadata-files",
    "output-file",
    "pdf-engine",
    "reader",
    "standalone",
    "template",
    "to",
    "writer",
];

/// Reads a YAML file of a project: `_quarto.yml`, or defaults for pandoc.
pub fn read_project(source: &Source, id: SourceId) -> ProjectFile {
    let mut settings = Document::new(id, Syntax::Markdown);
    let tree = yaml::parse(&source.text, id, &mut Sink::new());
    let pairs = tree.root.as_ref().and_then(Node::pairs).unwrap_or_default();
    let (mut metadata_files, mut documents) = (Vec::new(), Vec::new());
    let mut defaults = 0;
    for pair in pairs {
        let Some(key) = pair.key.text() else { continue };
        defaults += usize::from(DEFAULTS.contains(&key));
        match key {
            "metadata-files" | "metadata-file" => names(&pair.value, &mut metadata_files),
            "input-files" | "input-file" => names(&pair.value, &mut documents),
            "bibtex_bibfiles" => markdown::read_files(&pair.value, &mut settings.bibliographies),
            "project" => {
                let pairs = pair.value.pairs().unwrap_or_default().iter();
                for pair in pairs.filter(|it| it.key.text() == Some("bibliography")) {
                    markdown::read_setting(&source.text, pair, &mut settings);
                }
            }
            "metadata" => {
                for pair in pair.value.pairs().unwrap_or_default() {
                    markdown::read_setting(&source.text, pair, &mut settings);
                }
            }
            _ => markdown::read_setting(&source.text, pair, &mut settings),
        }
    }
    settings.citations.clear();
    for named in settings.bibliographies.iter_mut().chain(&mut settings.style) {
        from_here(named);
    }
    ProjectFile { settings, metadata_files, documents, is_defaults: defaults > 0 }
}

/// The files that a value names: one, or a list.
fn names(node: &Node<'_>, out: &mut Vec<Named>) {
    match &node.value {
        Value::Scalar(_) => {
            let name = node.text().map(str::trim).filter(|name| !name.is_empty());
            if let Some(name) = name {
                let mut named = Named { name: name.to_owned(), span: node.content_span() };
                from_here(&mut named);
                out.push(named);
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| names(item, out)),
        Value::Mapping(_) => {}
    }
}

/// Paths in defaults files may begin with the folder of the file: `${.}/refs.bib`.
fn from_here(named: &mut Named) {
    if let Some(rest) = named.name.strip_prefix("${.}/") {
        named.name = rest.to_owned();
    }
}
