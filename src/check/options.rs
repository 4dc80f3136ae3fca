//! The options of rules, other than whether they run and their severities.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use crate::diagnostic::{Rule, nearest};

/// An option of a rule.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleOption {
    /// Its name, in kebab-case, as in configuration files.
    pub name: &'static str,
    /// A description in one line.
    pub about: &'static str,
    /// The default; values must be of the same kind.
    pub default: DefaultValue,
}

/// The default value of an option.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DefaultValue {
    /// A text.
    Text(&'static str),
    /// True or false.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// Several texts.
    List(&'static [&'static str]),
}

/// The value of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OptionValue {
    /// A text.
    Text(String),
    /// True or false.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// Several texts.
    List(Vec<String>),
}

/// Why an option cannot be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OptionError {
    /// The rule has no option with this name.
    #[error("the rule `{rule}` has no option `{name}`{}", meant(near.as_deref()))]
    Unknown {
        /// The rule.
        rule: &'static str,
        /// The name of the option.
        name: String,
        /// A similar name that may have been meant.
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
            DefaultValue::Number(number) => OptionValue::Number(*number),
            DefaultValue::List(list) => {
                OptionValue::List(list.iter().map(|&text| text.to_owned()).collect())
            }
        }
    }
}

/// Writes the value as in TOML.
impl fmt::Display for OptionValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| {
            let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            format!("\"{text}\"")
        };
        match self {
            OptionValue::Text(text) => f.write_str(&quoted(text)),
            OptionValue::Flag(flag) => write!(f, "{flag}"),
            OptionValue::Number(number) => write!(f, "{number}"),
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
        options: &'static [&'static RuleOption],
        name: &str,
        value: OptionValue,
    ) -> Result<(), OptionError> {
        let Some(option) = options.iter().copied().find(|option| option.name == name) else {
            let near = nearest(name, options.iter().map(|option| option.name));
            let near = near.map(str::to_owned);
            return Err(OptionError::Unknown { rule: rule.name, name: name.to_owned(), near });
        };
        let wanted = match (&option.default, &value) {
            (DefaultValue::Text(_), OptionValue::Text(_))
            | (DefaultValue::Flag(_), OptionValue::Flag(_))
            | (DefaultValue::Number(_), OptionValue::Number(_))
            | (DefaultValue::List(_), OptionValue::List(_)) => {
                self.0.insert((rule.code, option.name), value);
                return Ok(());
            }
            (DefaultValue::Text(_), _) => "a text: `\"…\"`",
            (DefaultValue::Flag(_), _) => "`true` or `false`",
            (DefaultValue::Number(_), _) => "a whole number: `1`",
            (DefaultValue::List(_), _) => "a list of texts: `[\"…\"]`",
        };
        Err(OptionError::Kind { rule: rule.name, name: option.name, wanted })
    }

    /// The value of an option, if it is set.
    pub(super) fn set_to(&self, rule: &Rule, option: &RuleOption) -> Option<&OptionValue> {
        // Usually nothing is set, and rules ask for each entry.
        if self.0.is_empty() { None } else { self.0.get(&(rule.code, option.name)) }
    }

    /// The value of an option, or else its default.
    pub(super) fn get(&self, rule: &'static Rule, option: &'static RuleOption) -> OptionValue {
        let set = self.set_to(rule, option).cloned();
        set.unwrap_or_else(|| OptionValue::from(&option.default))
    }
}

/// An option of a rule with a value of a known kind.
pub(crate) struct Setting<K> {
    pub(crate) option: RuleOption,
    kind: PhantomData<K>,
}

impl<K> Setting<K> {
    const fn new(name: &'static str, about: &'static str, default: DefaultValue) -> Self {
        Setting { option: RuleOption { name, about, default }, kind: PhantomData }
    }
}

/// A kind of option: a text.
pub(crate) enum Text {}
/// A kind of option: true or false.
pub(crate) enum Flag {}
/// A kind of option: a whole number.
pub(crate) enum Number {}
/// A kind of option: several texts.
pub(crate) enum List {}

impl Setting<Text> {
    pub(crate) const fn text(
        name: &'static str,
        about: &'static str,
        default: &'static str,
    ) -> Self {
        Setting::new(name, about, DefaultValue::Text(default))
    }
}

impl Setting<Flag> {
    pub(crate) const fn flag(name: &'static str, about: &'static str, default: bool) -> Self {
        Setting::new(name, about, DefaultValue::Flag(default))
    }
}

impl Setting<Number> {
    pub(crate) const fn number(name: &'static str, about: &'static str, default: i64) -> Self {
        Setting::new(name, about, DefaultValue::Number(default))
    }
}

impl Setting<List> {
    pub(crate) const fn list(
        name: &'static str,
        about: &'static str,
        default: &'static [&'static str],
    ) -> Self {
        Setting::new(name, about, DefaultValue::List(default))
    }
}

/// The kinds of options, each with the type of its value.
pub(crate) trait Kind {
    /// The type of the value.
    type Value<'v>;

    /// The value that is set, or else the default.
    fn read<'v>(set: Option<&'v OptionValue>, default: &'static DefaultValue) -> Self::Value<'v>;
}

impl Kind for Text {
    type Value<'v> = &'v str;

    fn read<'v>(set: Option<&'v OptionValue>, default: &'static DefaultValue) -> &'v str {
        match (set, default) {
            (Some(OptionValue::Text(text)), _) => text,
            (_, DefaultValue::Text(text)) => text,
            _ => "",
        }
    }
}

impl Kind for Flag {
    type Value<'v> = bool;

    fn read(set: Option<&OptionValue>, default: &'static DefaultValue) -> bool {
        match (set, default) {
            (Some(OptionValue::Flag(flag)), _) | (_, DefaultValue::Flag(flag)) => *flag,
            _ => false,
        }
    }
}

impl Kind for Number {
    type Value<'v> = i64;

    fn read(set: Option<&OptionValue>, default: &'static DefaultValue) -> i64 {
        match (set, default) {
            (Some(OptionValue::Number(number)), _) | (_, DefaultValue::Number(number)) => *number,
            _ => 0,
        }
    }
}

impl Kind for List {
    type Value<'v> = Vec<&'v str>;

    fn read<'v>(set: Option<&'v OptionValue>, default: &'static DefaultValue) -> Vec<&'v str> {
        match (set, default) {
            (Some(OptionValue::List(list)), _) => list.iter().map(String::as_str).collect(),
            (_, DefaultValue::List(list)) => list.to_vec(),
            _ => Vec::new(),
        }
    }
}
