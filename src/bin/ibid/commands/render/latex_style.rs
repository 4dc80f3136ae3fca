//! The CSL style for a document in LaTeX, which names a style of biblatex or BibTeX.

use ibid::document::Syntax;
use ibid::files::Files;

/// A style that a document in LaTeX names, and the CSL style in its place.
pub(super) struct Named {
    /// As the document writes it: `verbose-ibid`.
    pub(super) name: String,
    /// `None` if no embedded style is like it.
    pub(super) csl: Option<&'static str>,
    /// Whether the CSL style is the same one, and not only of the same kind.
    pub(super) is_same: bool,
}

/// Styles of biblatex and BibTeX that are CSL styles, too.
const SAME: [(&str, &str); 19] = [
    ("apa", "apa"),
    ("apa6", "apa"),
    ("apa7", "apa"),
    ("apacite", "apa"),
    ("apalike", "apa"),
    ("ieee", "ieee"),
    ("ieeetr", "ieee"),
    ("ieeetran", "ieee"),
    ("ieeetrann", "ieee"),
    ("mla", "mla"),
    ("mla-new", "mla"),
    ("chicago-authordate", "chicago-author-date"),
    ("chicago", "chicago-author-date"),
    ("chicago-notes", "chicago-notes"),
    ("nature", "nature"),
    ("chem-acs", "american-chemical-society"),
    ("vancouver", "nlm-citation-sequence"),
    ("acm-reference-format", "association-for-computing-machinery"),
    ("gb7714-2015", "gb-7714-2015-numeric"),
];

/// How the names of styles begin that are of the kind of a CSL style.
const ALIKE: [(&str, &str); 16] = [
    ("verbose", "chicago-notes"),
    ("authortitle", "chicago-notes"),
    ("footnote", "chicago-notes"),
    ("windycity", "chicago-notes"),
    ("jurabib", "chicago-notes"),
    ("numeric", "ieee"),
    ("alphabetic", "alphanumeric"),
    ("authoryear", "apa"),
    ("philosophy", "apa"),
    ("plainnat", "apa"),
    ("abbrvnat", "apa"),
    ("unsrtnat", "ieee"),
    ("plain", "ieee"),
    ("unsrt", "ieee"),
    ("abbrv", "ieee"),
    ("alpha", "alphanumeric"),
];

/// The style that a document in LaTeX names, if it names one.
pub(super) fn named(files: &Files) -> Option<Named> {
    let parts = files.manuscripts.iter().flat_map(|it| it.parts.iter().chain(&it.context));
    let sources = parts.filter(|part| part.syntax == Syntax::Latex);
    let name = sources.filter_map(|part| files.sources.get(part.source));
    let name = name.flat_map(|source| source.text.lines().find_map(name_in)).next()?;
    let lower = name.to_ascii_lowercase();
    let same = SAME.iter().find(|(known, _)| *known == lower);
    let alike = || ALIKE.iter().find(|(begin, _)| lower.starts_with(begin));
    let csl = same.or_else(alike).map(|(_, csl)| *csl);
    Some(Named { is_same: same.is_some(), name, csl })
}

/// The style in a line of a preamble: `style=` of biblatex, or `\\bibliographystyle`.
fn name_in(line: &str) -> Option<String> {
    let line = line.trim_start();
    if let Some((_, behind)) = line.split_once("\\bibliographystyle{") {
        let is_comment = line.starts_with('%');
        return behind.split_once('}').filter(|_| !is_comment).map(|it| it.0.trim().to_owned());
    }
    let loads =
        ["\\usepackage", "\\RequirePackage", "\\ExecuteBibliographyOptions", "style", "citestyle"];
    if !loads.iter().any(|command| line.starts_with(command)) || !may_be_biblatex(line) {
        return None;
    }
    ["citestyle=", "style="].iter().find_map(|option| {
        let (_, behind) = line.split_once(option)?;
        let end = behind.find([',', ']', '}', ' ', '%']).unwrap_or(behind.len());
        Some(behind[..end].to_owned()).filter(|name| !name.is_empty())
    })
}

/// True if a line may have options of biblatex, which may be on lines of their own.
fn may_be_biblatex(line: &str) -> bool {
    let loads_other = line.starts_with("\\usepackage") && line.contains("]{");
    !loads_other || line.contains("{biblatex}") || line.contains("{biblatex-chicago}")
}
