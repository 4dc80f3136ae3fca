//! The CSL style for a document in LaTeX, which names a style of biblatex or BibTeX.

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
const ALIKE: [(&str, &str); 31] = [
    ("ext-numeric", "ieee"),
    ("ext-alphabetic", "alphanumeric"),
    ("ext-authoryear", "apa"),
    ("ext-authortitle", "chicago-notes"),
    ("ext-verbose", "chicago-notes"),
    ("mhra", "modern-humanities-research-association-notes"),
    ("agsm", "harvard-cite-them-right"),
    ("elsarticle-num", "elsevier-vancouver"),
    ("elsarticle-harv", "elsevier-harvard"),
    ("splncs", "springer-lecture-notes-in-computer-science"),
    ("spbasic", "springer-basic-author-date"),
    ("spmpsci", "springer-mathphys"),
    ("apsrev", "american-physics-society"),
    ("gost", "gost-r-705-2008-numeric"),
    ("iso-authoryear", "iso-690-author-date"),
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
    let name = parts.filter_map(|part| part.tex_style.as_ref()).next()?.name.clone();
    let lower = name.to_ascii_lowercase();
    let same = SAME.iter().find(|(known, _)| *known == lower);
    let alike = || ALIKE.iter().find(|(begin, _)| lower.starts_with(begin));
    let csl = same.or_else(alike).map(|(_, csl)| *csl);
    Some(Named { is_same: same.is_some(), name, csl })
}
