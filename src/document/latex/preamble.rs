//! What a preamble says about all citations: the package for them with its options, and its style.
//!
//! *Source*: the manuals of natbib, "Selecting Citation Style and Punctuation", and of biblatex,
//! "Package Options".

use std::ops::Range;

use crate::document::Named;
use crate::document::latex::commands::PlainCite;
use crate::document::latex::scan::Scan;
use crate::document::places::options;
use crate::source::Span;

/// What a preamble says about all citations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Preamble {
    /// What `\cite` prints, if that is not what the style has.
    pub(super) cite: Option<PlainCite>,
    /// The level of the headings that begin a `refsection`: 0 for parts, 1 for chapters.
    pub(super) sections: Option<u8>,
    /// Whether biblatex is loaded.
    pub(super) is_biblatex: bool,
    /// The style of biblatex or BibTeX.
    pub(super) style: Option<Named>,
}

/// Styles of BibTeX that number the entries or label them: with them, natbib cites by these.
const NUMERIC: [&str; 17] = [
    "plain",
    "unsrt",
    "abbrv",
    "alpha",
    "ieeetr",
    "IEEEtran",
    "IEEEtranN",
    "acm",
    "siam",
    "vancouver",
    "elsarticle-num",
    "elsarticle-num-names",
    "splncs04",
    "spmpsci",
    "spphys",
    "naturemag",
    "amsplain",
];

impl Preamble {
    /// Looks through a whole text, since `\bibliographystyle` may come at its end.
    pub(super) fn of(scan: Scan<'_>) -> Preamble {
        let mut found = Preamble::default();
        let mut natbib = false;
        let mut is_numeric = None;
        for package in packages(scan) {
            let given = package.options.clone().map_or("", |range| &scan.text[range]);
            let given = options(given);
            let value = |name: &str| {
                given.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
            };
            let has = |name: &str| value(name).is_some();
            match package.name {
                "natbib" | "apacite" => {
                    natbib |= package.name == "natbib" || has("natbibapa");
                    if has("numbers") || has("super") {
                        is_numeric = Some(true);
                    } else if has("authoryear") {
                        is_numeric = Some(false);
                    }
                }
                "biblatex" | "biblatex-chicago" => {
                    found.is_biblatex = true;
                    found.cite = Some(PlainCite::Bare);
                    found.sections = value("refsection").and_then(level).or(found.sections);
                    let style = value("citestyle").or(value("style"));
                    let named = match style {
                        Some(style) => named_in(scan, package.options.clone(), style),
                        None if package.name == "biblatex-chicago" => {
                            let by_date =
                                ["authordate", "authordate-trad"].iter().any(|it| has(it));
                            let name = if by_date { "chicago-authordate" } else { "chicago-notes" };
                            let at = package.options.clone().map_or(0, |range| range.start);
                            Some(Named { name: name.to_owned(), span: Span::at(at) })
                        }
                        None => None,
                    };
                    found.style = found.style.or(named);
                }
                _ => {}
            }
        }
        for given in arguments(scan, "\\setcitestyle") {
            let given = options(&scan.text[given]);
            let has = |name: &str| given.iter().any(|(it, _)| it == name);
            if has("numbers") || has("super") {
                is_numeric = Some(true);
            } else if has("authoryear") {
                is_numeric = Some(false);
            }
        }
        for given in arguments(scan, "\\bibliographystyle") {
            let name = scan.text[given.clone()].trim();
            is_numeric = is_numeric.or(NUMERIC.contains(&name).then_some(true));
            if !name.is_empty() && !name.contains(['#', '\\']) {
                let span = Span::new(given.start, given.end);
                found.style = found.style.or(Some(Named { name: name.to_owned(), span }));
            }
        }
        if natbib && found.cite.is_none() && is_numeric != Some(true) {
            found.cite = Some(PlainCite::Textual);
        }
        found
    }
}

/// A package that a document loads.
struct Package<'a> {
    name: &'a str,
    options: Option<Range<usize>>,
}

fn packages(scan: Scan<'_>) -> Vec<Package<'_>> {
    let mut found = Vec::new();
    for command in ["\\usepackage", "\\RequirePackage", "\\PassOptionsToPackage"] {
        let is_passed = command.ends_with("ToPackage");
        for at in places(scan, command) {
            let (open, close) = if is_passed { (b'{', b'}') } else { (b'[', b']') };
            let options = scan.group(at, open, close);
            let behind = options.as_ref().map_or(at, |group| group.end + 1);
            let Some(names) = scan.group(behind, b'{', b'}') else { continue };
            for name in scan.items(names) {
                found.push(Package { name: &scan.text[name], options: options.clone() });
            }
        }
    }
    found
}

/// The first arguments of a command.
fn arguments<'a>(scan: Scan<'a>, command: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    places(scan, command).filter_map(move |at| scan.group(at, b'{', b'}'))
}

/// Where the names of a command end that are in no comment.
fn places<'a>(scan: Scan<'a>, command: &'a str) -> impl Iterator<Item = usize> + 'a {
    scan.text.match_indices(command).filter_map(move |(at, _)| {
        let line = scan.text[..at].rfind('\n').map_or(0, |at| at + 1);
        let end = at + command.len();
        let is_longer = scan.text[end..].starts_with(|c: char| c.is_ascii_alphabetic());
        let mut marks = scan.text[line..at].match_indices('%');
        let is_comment = marks.any(|(mark, _)| !scan.text[line..line + mark].ends_with('\\'));
        (!is_longer && !is_comment).then_some(end)
    })
}

/// A value in a list of options, with its place.
fn named_in(scan: Scan<'_>, list: Option<Range<usize>>, value: &str) -> Option<Named> {
    let list = list?;
    let text = &scan.text[list.clone()];
    let key = text.find("citestyle").or_else(|| text.find("style"))?;
    let start = list.start + key + text[key..].find(value)?;
    let span = Span::new(start, start + value.len());
    Some(Named { name: value.to_owned(), span })
}

/// The level of headings by their name.
fn level(name: &str) -> Option<u8> {
    let levels = ["part", "chapter", "section", "subsection"];
    let level = levels.iter().position(|it| it.trim_end_matches('+') == name)?;
    u8::try_from(level).ok()
}

#[cfg(test)]
mod tests {
    use super::Preamble;
    use crate::document::latex::commands::PlainCite;
    use crate::document::latex::scan::{Braces, Scan};

    #[test]
    fn packages_say_what_cite_prints() {
        for (text, cite, style) in [
            (r"\usepackage[round]{natbib}", Some(PlainCite::Textual), ""),
            (r"\usepackage[numbers]{natbib}", None, ""),
            (r"\usepackage{natbib}\setcitestyle{super,open={(}}", None, ""),
            (r"\usepackage{natbib}\bibliographystyle{plain}", None, "plain"),
            (
                r"\usepackage{natbib}\bibliographystyle{plainnat}",
                Some(PlainCite::Textual),
                "plainnat",
            ),
            (r"\PassOptionsToPackage{numbers}{natbib}\usepackage{natbib}", None, ""),
            (r"\usepackage[natbibapa]{apacite}", Some(PlainCite::Textual), ""),
            (r"\usepackage{apacite}", None, ""),
            (r"\usepackage[style=apa,natbib]{biblatex}", Some(PlainCite::Bare), "apa"),
            (
                r"\usepackage[style=a, citestyle={verbose}]{biblatex}",
                Some(PlainCite::Bare),
                "verbose",
            ),
            (
                r"\usepackage[authordate]{biblatex-chicago}",
                Some(PlainCite::Bare),
                "chicago-authordate",
            ),
            ("% \\usepackage{natbib}\n\\usepackage{cite}", None, ""),
        ] {
            let braces = Braces::of(text);
            let found = Preamble::of(Scan { text, braces: &braces });
            assert_eq!(found.cite, cite, "{text}");
            assert_eq!(found.style.map_or(String::new(), |it| it.name), style, "{text}");
        }
        let text = r"\usepackage[refsection=chapter]{biblatex}";
        let braces = Braces::of(text);
        assert_eq!(Preamble::of(Scan { text, braces: &braces }).sections, Some(1));
    }
}
