//! What a rule is: its name, how bad what it finds is, and its page.

use std::fmt;
use std::str::FromStr;

/// The facts about a rule; one static value each, never made at run time.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// The name, in kebab-case, that reads after "allow": `reversed-pages`.
    pub name: &'static str,
    /// The stable short id: `NUM002`.
    pub code: &'static str,
    /// What the rule looks at.
    pub family: Family,
    /// How bad what it finds is, unless a configuration says otherwise.
    pub severity: Severity,
    /// Whether it runs without being asked for.
    pub group: Group,
    /// Whether it offers fixes.
    pub fix: FixAvailability,
    /// The page in Markdown: a sentence, why, examples, options, fix safety, sources.
    pub page: &'static str,
}

impl Rule {
    /// The first sentence of the page, without its heading.
    pub fn summary(&self) -> &'static str {
        let body = self.page.lines().find(|line| !line.is_empty() && !line.starts_with('#'));
        body.unwrap_or_default()
    }
}

/// How bad a finding is; ordered, so that a threshold is a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Likely a fault.
    Warning,
    /// A fault.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// What is no severity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not `error`, `warning` or `info`")]
#[non_exhaustive]
pub struct UnknownSeverity {
    /// What was given.
    pub name: String,
}

impl FromStr for Severity {
    type Err = UnknownSeverity;

    fn from_str(name: &str) -> Result<Self, UnknownSeverity> {
        match name {
            "error" => Ok(Severity::Error),
            "warning" => Ok(Severity::Warning),
            "info" => Ok(Severity::Info),
            _ => Err(UnknownSeverity { name: name.to_owned() }),
        }
    }
}

/// Whether a rule runs without being asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Runs unless switched off.
    Default,
    /// Runs when asked for.
    OptIn,
}

/// Whether a rule offers fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FixAvailability {
    /// It offers none.
    None,
    /// It offers fixes that are safe to apply unseen.
    Safe,
    /// It offers fixes that a person must confirm.
    Unsafe,
    /// It offers both kinds.
    Both,
}

/// What a rule looks at; the folder its file lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the meaning")]
#[non_exhaustive]
pub enum Family {
    Syntax,
    Keys,
    Fields,
    Names,
    Titles,
    Dates,
    Numbers,
    Identifiers,
    Venues,
    Duplicates,
    Relations,
    Consistency,
    Style,
    Citations,
    Apparatus,
    Lint,
}

impl Family {
    /// The folder's name: `identifiers`.
    pub fn name(self) -> &'static str {
        match self {
            Family::Syntax => "syntax",
            Family::Keys => "keys",
            Family::Fields => "fields",
            Family::Names => "names",
            Family::Titles => "titles",
            Family::Dates => "dates",
            Family::Numbers => "numbers",
            Family::Identifiers => "identifiers",
            Family::Venues => "venues",
            Family::Duplicates => "duplicates",
            Family::Relations => "relations",
            Family::Consistency => "consistency",
            Family::Style => "style",
            Family::Citations => "citations",
            Family::Apparatus => "apparatus",
            Family::Lint => "lint",
        }
    }
}
