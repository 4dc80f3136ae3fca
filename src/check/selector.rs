//! Selects rules: one by name or code, or several by family, prefix of their codes, or whether they
//! are on by default.

use std::fmt;
use std::str::FromStr;

use crate::check::registry::{rule, rules};
use crate::diagnostic::{Family, Group, Rule, nearest};

/// Selects one or several rules.
///
/// *Shape*: as text, `all`, `default`, the name of a family (`names`), the prefix of a code (`NAM`,
/// `NAM00`), or the name or code of a rule (`reversed-pages`, `NUM002`), in any letter case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selector(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    All,
    Default,
    Family(Family),
    /// The prefix of a rule's code.
    Prefix(&'static str),
    Rule(&'static Rule),
}

/// No rule, family or prefix of a code matches.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule or family of rules `{name}`{}", meant(.near.as_deref()))]
#[non_exhaustive]
pub struct UnknownRule {
    /// The selector.
    pub name: String,
    /// A similar name that may have been meant.
    pub near: Option<String>,
}

fn meant(near: Option<&str>) -> String {
    near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

impl Selector {
    /// True if it selects the rule.
    pub fn selects(self, rule: &Rule) -> bool {
        match self.0 {
            Kind::All => true,
            Kind::Default => rule.group == Group::Default,
            Kind::Family(family) => rule.family == family,
            Kind::Prefix(prefix) => rule.code.starts_with(prefix),
            Kind::Rule(named) => named.code == rule.code,
        }
    }

    /// True if it is the name or code of a single rule.
    pub fn is_single(self) -> bool {
        matches!(self.0, Kind::Rule(_))
    }

    /// How exact the selector is; the most exact one takes precedence.
    pub(super) fn exactness(self) -> usize {
        match self.0 {
            Kind::All => 0,
            Kind::Default => 1,
            Kind::Family(_) => 2,
            Kind::Prefix(prefix) => 2 + prefix.len(),
            Kind::Rule(_) => usize::MAX,
        }
    }
}

impl FromStr for Selector {
    type Err = UnknownRule;

    fn from_str(name: &str) -> Result<Self, UnknownRule> {
        let lower = name.to_ascii_lowercase();
        let upper = name.to_ascii_uppercase();
        let family = || rules().map(|rule| rule.family).find(|family| family.name() == lower);
        let prefix = || {
            let codes = rules().map(|rule| rule.code);
            let mut codes = codes.filter(|code| !name.is_empty() && code.starts_with(&upper));
            codes.next().map(|code| &code[..name.len()])
        };
        let kind = match lower.as_str() {
            "all" => Some(Kind::All),
            "default" => Some(Kind::Default),
            _ => rule(&lower)
                .map(Kind::Rule)
                .or_else(|| family().map(Kind::Family))
                .or_else(|| prefix().map(Kind::Prefix)),
        };
        kind.map(Selector).ok_or_else(|| {
            let known = rules().flat_map(|rule| [rule.name, rule.family.name()]);
            let near = nearest(&lower, known.chain(["all", "default"])).map(str::to_owned);
            UnknownRule { name: name.to_owned(), near }
        })
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::All => "all",
            Kind::Default => "default",
            Kind::Family(family) => family.name(),
            Kind::Prefix(prefix) => prefix,
            Kind::Rule(rule) => rule.name,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Selector;
    use crate::check::registry::{rule, rules};

    fn selected(name: &str) -> Vec<&'static str> {
        let selector: Selector = name.parse().unwrap();
        rules().filter(|rule| selector.selects(rule)).map(|rule| rule.name).collect()
    }

    #[test]
    fn rules_are_named_in_every_way() {
        let pages = vec![rule("NUM002").unwrap().name];
        for name in ["reversed-pages", "Reversed-Pages", "NUM002", "num002"] {
            assert_eq!(selected(name), pages, "{name}");
        }
        assert!(selected("names").len() > 3);
        assert_eq!(selected("NAM"), selected("names"));
        assert_eq!(selected("nam00").len(), selected("NAM").len() - selected("NAM01").len());
        assert_eq!(selected("all").len(), rules().count());
        assert_eq!(selected("fields"), selected("FLD"));
    }

    #[test]
    fn what_is_no_rule_is_an_error_with_the_near_ones() {
        let error = |name: &str| name.parse::<Selector>().unwrap_err().to_string();
        assert_eq!(
            error("reversed-page"),
            "there is no rule or family of rules `reversed-page`; did you mean `reversed-pages`?"
        );
        assert_eq!(error("feilds").split('`').nth(3), Some("fields"));
        assert_eq!(error("ZZZ9"), "there is no rule or family of rules `ZZZ9`");
        assert!("".parse::<Selector>().is_err());
        for rule in rules() {
            for name in [rule.name, rule.code, rule.family.name()] {
                assert!(name.parse::<Selector>().is_ok(), "{name}");
            }
            assert_eq!(rule.name.parse::<Selector>().unwrap().to_string(), rule.name);
        }
    }
}
