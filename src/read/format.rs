//! The bibliography formats, and how to tell which a text is in.

/// A bibliography format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// BibTeX and BibLaTeX: `.bib`.
    Bibtex,
    /// hayagriva YAML: `.yaml`, `.yml`.
    Hayagriva,
    /// CSL-JSON: `.json`.
    CslJson,
    /// CSL-YAML, a `references:` list: `.yaml`, `.yml`.
    CslYaml,
}

impl Format {
    /// The format's name as reports give it.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Bibtex => "BibTeX",
            Format::Hayagriva => "hayagriva YAML",
            Format::CslJson => "CSL-JSON",
            Format::CslYaml => "CSL-YAML",
        }
    }

    /// Tells the format from the extension of a file's name, or else from its content.
    pub fn detect(name: &str, text: &str) -> Option<Format> {
        Format::of_name(name, text).or_else(|| Format::detect_content(text))
    }

    /// Tells the format from the extension of a file's name; which YAML it is, the content tells.
    pub(super) fn of_name(name: &str, text: &str) -> Option<Format> {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("bib" | "bibtex" | "biblatex") => Some(Format::Bibtex),
            Some("json" | "csljson") => Some(Format::CslJson),
            Some("yaml" | "yml") => Some(Format::detect_yaml(text)),
            _ => None,
        }
    }

    fn detect_yaml(text: &str) -> Format {
        let references = text.lines().any(|line| line.starts_with("references:"));
        if references { Format::CslYaml } else { Format::Hayagriva }
    }

    fn detect_content(text: &str) -> Option<Format> {
        let first = text.lines().map(str::trim_start).find(|line| !line.is_empty())?;
        if first.starts_with(['[', '{']) {
            return Some(Format::CslJson);
        }
        let entry = |line: &str| {
            line.trim_start().strip_prefix('@').is_some_and(|rest| rest.contains(['{', '(']))
        };
        if text.lines().any(entry) {
            return Some(Format::Bibtex);
        }
        let yaml_key = |line: &str| {
            line.starts_with(|c: char| c.is_alphanumeric() || c == '"') && line.contains(':')
        };
        text.lines().any(yaml_key).then(|| Format::detect_yaml(text))
    }
}
