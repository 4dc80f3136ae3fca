//! What a rule is: its name, severity and page.

use std::fmt;
use std::str::FromStr;

/// The description of a rule. There is one static value for each rule.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// The name, in kebab-case, which reads well after "allow": `reversed-pages`.
    pub name: &'static str,
    /// The stable code: `NUM002`.
    pub code: &'static str,
    /// What the rule checks.
    pub family: Family,
    /// The severity of its findings, unless a configuration changes it.
    pub severity: Severity,
    /// Whether the rule is on by default.
    pub group: Group,
    /// Whether it offers fixes.
    pub fix: FixAvailability,
    /// The page, in Markdown: a summary, what the rule does, why, examples, options, how to fix,
    /// sources.
    pub page: &'static str,
}

impl Rule {
    /// The first sentence of the page, after its heading.
    pub fn summary(&self) -> &'static str {
        let body = self.page.lines().find(|line| !line.is_empty() && !line.starts_with('#'));
        body.unwrap_or_default()
    }
}

/// The severity of a finding. Severities are ordered, so a threshold is a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably a fault.
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

/// A text that is not the name of a severity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not `error`, `warning` or `info`")]
#[non_exhaustive]
pub struct UnknownSeverity {
    /// The text.
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

/// Whether a rule is on by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// On by default.
    Default,
    /// Off by default.
    OptIn,
}

/// Whether a rule offers fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FixAvailability {
    /// It offers no fixes.
    None,
    /// It offers fixes that are safe to apply without review.
    Safe,
    /// It offers fixes that a person has to confirm.
    Unsafe,
    /// It offers both kinds.
    Both,
}

/// What a rule checks. Each family has a folder of source files.
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
    /// The family's name, which is that of its folder: `identifiers`.
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
