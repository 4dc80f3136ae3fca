//! BibLaTeX's names in named parts (`family=Gogh, prefix=van`), and options in an item of a list
//! that apply to the whole list (`useprefix=true and …`).
//!
//! *Source*: the BibLaTeX manual (3.18), sections 3.4 and 3.6.

use crate::diagnostic::nearest;
use crate::model::Name;
use crate::read::bibtex::names::person::NameReader;
use crate::read::bibtex::names::words::is_one_group;

const PARTS: [&str; 4] = ["family", "given", "prefix", "suffix"];

/// Options of a list or of a name. Options without an equivalent in CSL are ignored.
const OPTIONS: [&str; 16] = [
    "useprefix",
    "juniorcomma",
    "nohashothers",
    "nosortothers",
    "sortingnamekeytemplatename",
    "sortnamekeyscheme",
    "uniquenametemplatename",
    "labelalphanametemplatename",
    "namehashtemplatename",
    "nametemplates",
    "id",
    "gender",
    "hash",
    "orcid",
    "uniquename",
    "uniquelist",
];

/// The option of the whole list that an item is, with its value.
pub(super) fn list_option(item: &str) -> Option<(&'static str, &str)> {
    let (name, value) = item.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    let known = OPTIONS.iter().find(|known| known.eq_ignore_ascii_case(name))?;
    (!value.contains([',', '='])).then_some((*known, value))
}

/// True if the parts of a name between commas are BibLaTeX's `part=value`.
pub(super) fn is_extended(parts: &[&str]) -> bool {
    let Some((name, _)) = parts.first().and_then(|part| part.split_once('=')) else {
        return false;
    };
    let name = name.trim().trim_start_matches('"').trim_end_matches("-i");
    let is_word = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word && (name.len() < 16 || OPTIONS.contains(&&*name.to_ascii_lowercase()))
}

impl NameReader<'_, '_> {
    /// True if a name is written in named parts.
    pub(super) fn has_named_parts(&self, parts: &[&str]) -> bool {
        is_extended(parts)
    }

    /// `family=Gogh, given=Vincent, prefix=van, useprefix=true`.
    pub(super) fn extended(&mut self, parts: &[&str]) -> Option<Name> {
        let mut found = [""; 4];
        let mut options = self.options;
        for part in parts.iter().filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let name = name.trim_matches(|c: char| c.is_whitespace() || c == '"');
            let value = value.trim().trim_matches('"');
            let lower = name.to_ascii_lowercase();
            if let Some(index) = PARTS.iter().position(|known| *known == lower) {
                found[index] = value;
            } else if OPTIONS.contains(&&*lower) {
                options.set(&lower, value);
            } else if !PARTS.iter().any(|part| lower.strip_suffix("-i") == Some(part)) {
                let known = PARTS.iter().chain(&OPTIONS[..2]).copied();
                let help = match nearest(name, known) {
                    Some(known) => format!("did you mean `{known}`?"),
                    None => "a name has `family`, `given`, `prefix` and `suffix`".to_owned(),
                };
                (self.report)(part, format!("a name has no part `{name}`"), &help);
            }
        }
        let outer = std::mem::replace(&mut self.options, options);
        let [family, given, prefix, suffix] = found;
        let unbraced = |part| if is_one_group(part) { &part[1..part.len() - 1] } else { part };
        let person =
            self.person(unbraced(family), unbraced(prefix), unbraced(given), unbraced(suffix));
        self.options = outer;
        Some(Name::Person(person)).filter(|name| !name.is_empty())
    }
}
