//! Implementations of serde's traits for the model, as CSL-JSON.
//!
//! Values are serialized as the [`Json`] that [`csl_json`](super::csl_json) writes, and
//! deserialized by the CSL-JSON reader, so that both support the same data.

use std::fmt;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as SerError, SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::diagnostic::rules::{MALFORMED_NAME, MISSING_KEY};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{
    Citation, CitationMode, Cite, Date, Entry, Library, Locator, LocatorLabel, Name, Text, Variable,
};
use crate::read::{self, Format};
use crate::source::{Source, SourceId};
use crate::write::csl_json::{date, item, name};
use crate::write::error::complete;
use crate::write::json::Json;

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Digits(digits) => match (digits.parse::<i64>(), digits.parse::<f64>()) {
                (Ok(whole), _) => serializer.serialize_i64(whole),
                (_, Ok(number)) => serializer.serialize_f64(number),
                _ => serializer.serialize_str(digits),
            },
            Json::Number(value) => serializer.serialize_i64(*value),
            Json::String(text) => serializer.serialize_str(text),
            Json::Array(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Json::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                members.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
                map.end()
            }
        }
    }
}

/// A value of any shape; `None` is `null`.
struct Given(Option<Json>);

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(GivenVisitor)
    }
}

struct GivenVisitor;

impl<'de> Visitor<'de> for GivenVisitor {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CSL-JSON")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Given, E> {
        Ok(Given(Some(Json::Bool(value))))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Given, E> {
        Ok(Given(Some(Json::Number(value))))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Given, E> {
        // If the number is too large, its digits are kept as text.
        let number = i64::try_from(value).map(Json::Number);
        Ok(Given(Some(number.unwrap_or_else(|_| Json::string(value.to_string())))))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Given, E> {
        Ok(Given(Some(Json::Digits(value.to_string()))))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Given, E> {
        Ok(Given(Some(Json::string(text))))
    }

    fn visit_unit<E: Error>(self) -> Result<Given, E> {
        Ok(Given(None))
    }

    fn visit_none<E: Error>(self) -> Result<Given, E> {
        Ok(Given(None))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Given, D::Error> {
        Given::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Given, A::Error> {
        let mut items = Vec::new();
        while let Some(Given(item)) = list.next_element()? {
            items.extend(item);
        }
        Ok(Given(Some(Json::Array(items))))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Given, A::Error> {
        let mut members = Vec::new();
        while let Some((name, Given(value))) = map.next_entry::<String, Given>()? {
            members.extend(value.map(|value| (name, value)));
        }
        Ok(Given(Some(Json::Object(members))))
    }
}

/// Reads CSL-JSON. The first finding with the severity of an error is returned as the error if the
/// library lacks something because of it. Several people in one name, and an entry without a key,
/// lose nothing.
fn library<E: Error>(json: &Json) -> Result<Library, E> {
    let mut text = String::new();
    json.write(0, &mut text);
    let source = Source::new("CSL-JSON", text);
    let reading = read::read(&source, SourceId(0), Some(Format::CslJson)).map_err(E::custom)?;
    let is_lost = |found: &&Diagnostic| {
        let is_there = [MALFORMED_NAME.name, MISSING_KEY.name].contains(&found.rule.name);
        found.severity == Severity::Error && !is_there
    };
    match reading.diagnostics.iter().find(is_lost) {
        Some(found) => Err(E::custom(&found.message)),
        None => Ok(reading.library),
    }
}

/// Reads a value as that of a variable, in an item that has no other value.
fn in_item<E: Error>(variable: Variable, value: Json) -> Result<Entry, E> {
    let members = vec![
        ("id".to_owned(), Json::string("value")),
        ("type".to_owned(), Json::string("document")),
        (variable.name().to_owned(), value),
    ];
    entry(Json::Object(members))
}

fn entry<E: Error>(json: Json) -> Result<Entry, E> {
    let library = library(&Json::Array(vec![json]))?;
    library.into_iter().next().ok_or_else(|| E::custom("there is no entry"))
}

fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
    Given::deserialize(deserializer)?.0.ok_or_else(|| D::Error::custom("`null` is no CSL-JSON"))
}

/// As an array of CSL-JSON items.
impl Serialize for Library {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.iter().try_for_each(complete).map_err(SerError::custom)?;
        serializer.collect_seq(self.iter().map(item))
    }
}

/// From an array of CSL-JSON items.
impl<'de> Deserialize<'de> for Library {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        library(&given(deserializer)?)
    }
}

/// As a CSL-JSON item.
impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        complete(self).map_err(SerError::custom)?;
        item(self).serialize(serializer)
    }
}

/// From a CSL-JSON item.
impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        entry(given(deserializer)?)
    }
}

/// As a CSL-JSON name: `{"family": "Mett", "given": "Ida"}`.
impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_empty() {
            return Err(SerError::custom("the name is empty"));
        }
        name(self).serialize(serializer)
    }
}

/// From a CSL-JSON name.
impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Json::Array(vec![given(deserializer)?]);
        let entry = in_item(Variable::Author, list)?;
        match entry.names(Variable::Author) {
            [name] => Ok(name.clone()),
            names => Err(D::Error::custom(format!("{} names where one is meant", names.len()))),
        }
    }
}

/// As a CSL-JSON date: `{"date-parts": [[1967, 3]]}`.
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        date(self).serialize(serializer)
    }
}

/// From a CSL-JSON date.
impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entry = in_item(Variable::Issued, given(deserializer)?)?;
        let date = entry.date(Variable::Issued).cloned();
        date.ok_or_else(|| D::Error::custom("there is no date"))
    }
}

/// As a citation for citeproc-js: `citationItems`, and `properties` with the note number and the
/// mode. A position given by the caller is not written.
impl Serialize for Citation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let items = self.cites.iter().map(cite_item).collect();
        let note = Json::Number(self.note.unwrap_or_default().into());
        let mut properties = vec![("noteIndex".to_owned(), note)];
        let (mode, infix) = match &self.mode {
            CitationMode::Normal => (None, None),
            CitationMode::AuthorOnly => (Some("author-only"), None),
            CitationMode::SuppressAuthor => (Some("suppress-author"), None),
            CitationMode::Composite { infix } => (Some("composite"), infix.as_ref()),
        };
        if self.unsorted {
            properties.push(("unsorted".to_owned(), Json::Bool(true)));
        }
        properties.extend(mode.map(|mode| ("mode".to_owned(), Json::string(mode))));
        properties.extend(infix.map(|it| ("infix".to_owned(), Json::String(it.to_csl_markup()))));
        let members = vec![
            ("citationItems".to_owned(), Json::Array(items)),
            ("properties".to_owned(), Json::Object(properties)),
        ];
        Json::Object(members).serialize(serializer)
    }
}

fn cite_item(cite: &Cite) -> Json {
    let mut members = vec![("id".to_owned(), Json::string(&cite.key))];
    let mut add = |name: &str, value: Json| members.push((name.to_owned(), value));
    if let Some(Locator { label, value }) = &cite.locator {
        add("locator", Json::String(value.to_csl_markup()));
        add("label", Json::string(label.name()));
    }
    let affixes = [("prefix", &cite.prefix), ("suffix", &cite.suffix)];
    for (name, affix) in affixes {
        if let Some(affix) = affix {
            add(name, Json::String(affix.to_csl_markup()));
        }
    }
    for (name, says) in
        [("suppress-author", cite.suppress_author), ("author-only", cite.author_only)]
    {
        if says {
            add(name, Json::Bool(true));
        }
    }
    Json::Object(members)
}

/// A citation for citeproc-js.
#[derive(Deserialize)]
struct Cluster {
    #[serde(rename = "citationItems")]
    items: Vec<Item>,
    #[serde(default)]
    properties: Properties,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Item {
    id: String,
    locator: Option<String>,
    label: Option<String>,
    prefix: Option<String>,
    suffix: Option<String>,
    #[serde(default)]
    suppress_author: bool,
    #[serde(default)]
    author_only: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Properties {
    #[serde(rename = "noteIndex")]
    note: u32,
    mode: Option<String>,
    infix: Option<String>,
    unsorted: bool,
}

/// From a citation for citeproc-js.
impl<'de> Deserialize<'de> for Citation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Cluster { items, properties } = Cluster::deserialize(deserializer)?;
        let infix = properties.infix.as_deref().map(Text::from_csl_markup);
        let mode = match properties.mode.as_deref() {
            None | Some("") => CitationMode::Normal,
            Some("author-only") => CitationMode::AuthorOnly,
            Some("suppress-author") => CitationMode::SuppressAuthor,
            Some("composite") => CitationMode::Composite { infix },
            Some(mode) => return Err(D::Error::unknown_variant(mode, MODES)),
        };
        let cites = items.into_iter().map(cite).collect::<Result<_, D::Error>>()?;
        let note = Some(properties.note).filter(|&note| note > 0);
        Ok(Citation { cites, note, mode, unsorted: properties.unsorted })
    }
}

const MODES: &[&str] = &["author-only", "suppress-author", "composite"];

fn cite<E: Error>(item: Item) -> Result<Cite, E> {
    let label = match item.label.as_deref() {
        None | Some("") => LocatorLabel::Page,
        Some(name) => LocatorLabel::from_name(name)
            .ok_or_else(|| E::custom(format!("`{name}` is not a locator label")))?,
    };
    let text = |text: Option<String>| text.map(|text| Text::from_csl_markup(&text));
    let locator = text(item.locator).filter(|value| !value.is_empty());
    Ok(Cite {
        key: item.id,
        locator: locator.map(|value| Locator { label, value }),
        prefix: text(item.prefix),
        suffix: text(item.suffix),
        suppress_author: item.suppress_author,
        author_only: item.author_only,
        position: None,
    })
}
