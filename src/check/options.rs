//! What can be set about a rule beside whether it runs and how bad what it finds is.

use std::collections::BTreeMap;
use std::fmt;

use crate::diagnostic::{Rule, nearest};

/// Something that can be set about a rule.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleOption {
    /// Its name, in kebab-case, as configuration files write it.
    pub name: &'static str,
    /// What it is for, in a line.
    pub about: &'static str,
    /// What holds where nothing is set; what is set is of the same kind.
    pub default: DefaultValue,
}

/// What an option is where nothing is set.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DefaultValue {
    /// A text.
    Text(&'static str),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    List(&'static [&'static str]),
}

/// The value of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OptionValue {
    /// A text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    List(Vec<String>),
}

/// Why an option cannot be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OptionError {
    /// The rule has no option of that name.
    #[error("the rule `{rule}` has no option `{name}`{}", meant(near.as_deref()))]
    Unknown {
        /// The rule.
        rule: &'static str,
        /// The option that was asked for.
        name: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// The value is of another kind.
    #[error("`{name}` of `{rule}` is {wanted}")]
    Kind {
        /// The rule.
        rule: &'static str,
        /// The option.
        name: &'static str,
        /// What it should be, with an example.
        wanted: &'static str,
    },
}

fn meant(near: Option<&str>) -> String {
    near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

impl From<&DefaultValue> for OptionValue {
    fn from(value: &DefaultValue) -> Self {
        match value {
            DefaultValue::Text(text) => OptionValue::Text((*text).to_owned()),
            DefaultValue::Flag(flag) => OptionValue::Flag(*flag),
            DefaultValue::List(list) => {
                OptionValue::List(list.iter().map(|&text| text.to_owned()).collect())
            }
        }
    }
}

/// As TOML writes it.
impl fmt::Display for OptionValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| {
            let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            format!("\"{text}\"")
        };
        match self {
            OptionValue::Text(text) => f.write_str(&quoted(text)),
            OptionValue::Flag(flag) => write!(f, "{flag}"),
            OptionValue::List(list) => {
                let items: Vec<String> = list.iter().map(|text| quoted(text)).collect();
                write!(f, "[{}]", items.join(", "))
            }
        }
    }
}

/// The options that are set.
#[derive(Debug, Clone, Default)]
pub(super) struct SetOptions(BTreeMap<(&'static str, &'static str), OptionValue>);

impl SetOptions {
    pub(super) fn set(
        &mut self,
        rule: &'static Rule,
        options: &'static [RuleOption],
        name: &str,
        value: OptionValue,
    ) -> Result<(), OptionError> {
        let Some(option) = options.iter().find(|option| option.name == name) else {
            let near = nearest(name, options.iter().map(|option| option.name));
            let near = near.map(str::to_owned);
            return Err(OptionError::Unknown { rule: rule.name, name: name.to_owned(), near });
        };
        let wanted = match (&option.default, &value) {
            (DefaultValue::Text(_), OptionValue::Text(_))
            | (DefaultValue::Flag(_), OptionValue::Flag(_))
            | (DefaultValue::List(_), OptionValue::List(_)) => {
                self.0.insert((rule.code, option.name), value);
                return Ok(());
            }
            (DefaultValue::Text(_), _) => "a text: `\"…\"`",
            (DefaultValue::Flag(_), _) => "`true` or `false`",
            (DefaultValue::List(_), _) => "a list of texts: `[\"…\"]`",
        };
        Err(OptionError::Kind { rule: rule.name, name: option.name, wanted })
    }

    /// What an option is set to, or else its default.
    pub(super) fn get(&self, rule: &'static Rule, option: &'static RuleOption) -> OptionValue {
        let set = self.0.get(&(rule.code, option.name)).cloned();
        set.unwrap_or_else(|| OptionValue::from(&option.default))
    }
}

/// The options of a rule as they hold, for the rule itself.
pub(crate) struct OptionsOf<'c> {
    pub(super) set: &'c SetOptions,
    pub(super) rule: &'static Rule,
}

impl OptionsOf<'_> {
    /// An option that is a text.
    pub(crate) fn text(&self, option: &'static RuleOption) -> String {
        match self.set.get(self.rule, option) {
            OptionValue::Text(text) => text,
            _ => String::new(),
        }
    }

    /// An option that is yes or no.
    pub(crate) fn flag(&self, option: &'static RuleOption) -> bool {
        self.set.get(self.rule, option) == OptionValue::Flag(true)
    }
}
