//! The JSON schema of the configuration file, which editors use for completion and checking.

use ibid::check::{self, DefaultValue};
use serde_json::{Map, Value, json};

use crate::config::keys::{FILE, Key, Kind};

/// The schema, with a line break at its end.
///
/// *Source*: JSON Schema, draft 7, which TOML editors support.
pub(crate) fn schema() -> String {
    let mut schema = table(FILE);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("ibid.toml");
    schema["description"] = json!("The configuration of ibid, which checks bibliographies.");
    let mut names: Vec<&str> = vec!["all", "default"];
    for rule in check::rules() {
        names.extend([rule.name, rule.code, &rule.code[..3], rule.family.name()]);
    }
    names.sort_unstable();
    names.dedup();
    schema["definitions"] = json!({
        "rule": {
            "description": "The name or code of a rule, the beginning of codes, or a family.",
            "enum": names,
        },
        "severity": { "enum": ["error", "warning", "info"] },
    });
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

fn table(keys: &[Key]) -> Value {
    let properties: Map<String, Value> =
        keys.iter().map(|key| (key.name.to_owned(), described(key))).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn described(key: &Key) -> Value {
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    let mut value = match &key.kind {
        Kind::Text(_) => json!({ "type": "string" }),
        Kind::OneOf(values) => json!({ "enum": values }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Texts(_) => texts,
        Kind::Rules => json!({ "type": "array", "items": { "$ref": "#/definitions/rule" } }),
        Kind::Severities => severities(),
        Kind::Options => options(),
        Kind::Table(keys) => table(keys),
        Kind::Tables(keys) => {
            let mut items = table(keys);
            items["required"] = json!([keys[0].name]);
            json!({ "type": "array", "items": items })
        }
    };
    value["description"] = json!(key.about);
    match &key.kind {
        Kind::Text(example) => value["examples"] = json!([example]),
        Kind::Texts(example) => value["examples"] = json!([[example]]),
        _ => {}
    }
    value
}

fn severities() -> Value {
    json!({
        "type": "object",
        "propertyNames": { "$ref": "#/definitions/rule" },
        "additionalProperties": { "$ref": "#/definitions/severity" },
    })
}

fn options() -> Value {
    let mut rules = Map::new();
    for rule in check::rules() {
        let options = check::options_of(rule);
        if options.is_empty() {
            continue;
        }
        let properties: Map<String, Value> = options
            .iter()
            .map(|option| {
                let (mut value, default) = match &option.default {
                    DefaultValue::Text(text) => (json!({ "type": "string" }), json!(text)),
                    DefaultValue::Flag(flag) => (json!({ "type": "boolean" }), json!(flag)),
                    DefaultValue::Number(number) => (json!({ "type": "integer" }), json!(number)),
                    DefaultValue::List(list) => {
                        let items = json!({ "type": "string" });
                        (json!({ "type": "array", "items": items }), json!(list))
                    }
                    _ => (json!({}), Value::Null),
                };
                value["description"] = json!(option.about);
                value["default"] = default;
                (option.name.to_owned(), value)
            })
            .collect();
        rules.insert(
            rule.name.to_owned(),
            json!({
                "type": "object",
                "description": rule.summary(),
                "additionalProperties": false,
                "properties": properties,
            }),
        );
    }
    json!({ "type": "object", "additionalProperties": false, "properties": rules })
}
