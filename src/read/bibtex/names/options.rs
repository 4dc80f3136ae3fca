//! Options for reading the names of an entry.

/// Options for reading the names of an entry.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::read::bibtex) struct NameOptions {
    /// Whether a prefix (`van`) is not part of the family name: `useprefix=false`. By default it
    /// is, as in BibTeX, and the style decides what it prints and sorts first.
    pub(in crate::read::bibtex) drop_prefix: bool,
    /// Whether a comma precedes a suffix (`Jr.`).
    pub(in crate::read::bibtex) junior_comma: bool,
}

impl NameOptions {
    /// Sets one of BibLaTeX's options; those without an equivalent in CSL are ignored.
    pub(in crate::read::bibtex) fn set(&mut self, name: &str, value: &str) {
        let is_on = value.is_empty() || value.eq_ignore_ascii_case("true") || value == "1";
        match name {
            "useprefix" => self.drop_prefix = !is_on,
            "juniorcomma" => self.junior_comma = is_on,
            _ => {}
        }
    }
}
