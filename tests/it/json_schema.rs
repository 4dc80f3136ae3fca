//! Holds JSON against a JSON schema: as much of draft 7 as the schemas in `tests/fixtures/schemas`
//! and our own have.

use serde_json::Value;

/// The keywords that say nothing about what is valid here.
const REMARKS: [&str; 9] = [
    "$schema",
    "$id",
    "title",
    "description",
    "default",
    "examples",
    "definitions",
    "format",
    "pattern",
];

/// What is wrong with a value, each with its place in it.
pub(crate) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    Validation { root: schema }.check(schema, value, "", &mut faults);
    faults
}

struct Validation<'a> {
    root: &'a Value,
}

impl Validation<'_> {
    fn check(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        for (keyword, wanted) in schema.as_object().unwrap() {
            let is_met = match keyword.as_str() {
                "$ref" => {
                    let path = wanted.as_str().unwrap().strip_prefix('#').unwrap();
                    let target = self.root.pointer(path).unwrap_or_else(|| panic!("{path}"));
                    self.check(target, value, at, faults);
                    true
                }
                "type" => is_of(wanted.as_str().unwrap(), value),
                "enum" => wanted.as_array().unwrap().contains(value),
                "required" => {
                    let names = wanted.as_array().unwrap().iter().map(|it| it.as_str().unwrap());
                    value
                        .as_object()
                        .is_none_or(|it| names.clone().all(|name| it.contains_key(name)))
                }
                "properties" | "additionalProperties" => {
                    self.members(keyword, schema, value, at, faults);
                    true
                }
                "propertyNames" => {
                    for name in value.as_object().into_iter().flatten().map(|(name, _)| name) {
                        let text = Value::String(name.clone());
                        self.check(wanted, &text, &format!("{at}/{name}"), faults);
                    }
                    true
                }
                "items" => {
                    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(wanted, item, &format!("{at}/{number}"), faults);
                    }
                    true
                }
                "minItems" => {
                    value.as_array().is_none_or(|it| it.len() as u64 >= wanted.as_u64().unwrap())
                }
                "uniqueItems" => {
                    let items = value.as_array().into_iter().flatten();
                    let mut texts: Vec<String> = items.map(Value::to_string).collect();
                    let count = texts.len();
                    texts.sort();
                    texts.dedup();
                    wanted == &Value::Bool(false) || texts.len() == count
                }
                "minimum" => value.as_f64().is_none_or(|it| it >= wanted.as_f64().unwrap()),
                "maximum" => value.as_f64().is_none_or(|it| it <= wanted.as_f64().unwrap()),
                "anyOf" | "oneOf" => {
                    let fits = |schema: &&Value| {
                        let mut faults = Vec::new();
                        self.check(schema, value, at, &mut faults);
                        faults.is_empty()
                    };
                    let fitting = wanted.as_array().unwrap().iter().filter(fits).count();
                    fitting == 1 || fitting > 1 && keyword == "anyOf"
                }
                other => {
                    assert!(REMARKS.contains(&other), "`{other}` is not read");
                    true
                }
            };
            if !is_met {
                faults.push(format!("{at}: {keyword} {wanted}"));
            }
        }
    }

    fn members(
        &self,
        keyword: &str,
        schema: &Value,
        value: &Value,
        at: &str,
        faults: &mut Vec<String>,
    ) {
        let known = schema.get("properties").and_then(Value::as_object);
        for (name, member) in value.as_object().into_iter().flatten() {
            let at = format!("{at}/{name}");
            match (keyword, known.and_then(|known| known.get(name))) {
                ("properties", Some(schema)) => self.check(schema, member, &at, faults),
                ("additionalProperties", None) => match &schema["additionalProperties"] {
                    Value::Bool(true) => {}
                    Value::Bool(false) => faults.push(format!("{at}: is not known")),
                    schema => self.check(schema, member, &at, faults),
                },
                _ => {}
            }
        }
    }
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        other => panic!("`{other}` is no type"),
    }
}

#[test]
fn faults_are_found() {
    let schema = serde_json::json!({
        "type": "object", "additionalProperties": false, "required": ["a"],
        "properties": { "a": { "anyOf": [{ "type": "integer", "minimum": 1 }, { "enum": ["x"] }] } },
    });
    for (value, count) in [
        (serde_json::json!({ "a": 1 }), 0),
        (serde_json::json!({ "a": "x" }), 0),
        (serde_json::json!({ "a": 0 }), 1),
        (serde_json::json!({ "b": 1 }), 2),
        (serde_json::json!([]), 1),
    ] {
        assert_eq!(faults(&schema, &value).len(), count, "{value}");
    }
}
