//! Which rules run, and how bad what they find is.

use std::collections::BTreeMap;

use crate::check::registry::find;
use crate::diagnostic::{Diagnostic, Group, Rule, Severity};

/// Which rules run, and how bad what they find is; by default each rule's own word holds.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Rule name → the level set for it.
    levels: BTreeMap<&'static str, Level>,
}

/// How bad what a rule finds is to be, or that it shall be left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The rule does not run.
    Allow,
    /// The rule runs even if it is opt-in, and what it finds has this severity.
    Report(Severity),
}

/// There is no rule of that name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule `{name}`")]
pub struct UnknownRule {
    /// The name or code that was asked for.
    pub name: String,
}

impl Config {
    /// Sets the level of a rule, named by its name or its code; the last word counts.
    ///
    /// # Errors
    ///
    /// When there is no such rule.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), UnknownRule> {
        let rule = find(name).ok_or_else(|| UnknownRule { name: name.to_owned() })?;
        self.levels.insert(rule.name, level);
        Ok(())
    }

    /// Whether a rule runs.
    pub fn runs(&self, rule: &Rule) -> bool {
        match self.levels.get(rule.name) {
            Some(Level::Allow) => false,
            Some(Level::Report(_)) => true,
            None => rule.group == Group::Default,
        }
    }

    /// A finding with the severity set for its rule; nothing where the rule does not run.
    pub(crate) fn apply(&self, mut diagnostic: Diagnostic) -> Option<Diagnostic> {
        if let Some(Level::Report(severity)) = self.levels.get(diagnostic.rule.name) {
            diagnostic.severity = *severity;
        }
        self.runs(diagnostic.rule).then_some(diagnostic)
    }
}

#[cfg(test)]
mod tests {
    use super::{Config, Level};
    use crate::check::find;
    use crate::diagnostic::rules::SKIPPED_CONTENT;
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::source::Location;

    #[test]
    fn the_last_word_counts() {
        let mut config = Config::default();
        let finding = Diagnostic::new(&SKIPPED_CONTENT, Location::default(), "stray text");
        assert_eq!(config.apply(finding.clone()).unwrap().severity, Severity::Warning);
        config.set("SYN002", Level::Allow).unwrap();
        assert!(config.apply(finding.clone()).is_none());
        config.set("skipped-content", Level::Report(Severity::Error)).unwrap();
        assert_eq!(config.apply(finding).unwrap().severity, Severity::Error);
        assert!(config.set("reversed-page", Level::Allow).is_err());
        assert!(find("reversed-pages").is_some());
    }
}
