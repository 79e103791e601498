//! A validator for the part of JSON Schema that `schema/` uses (draft 2020-12).
//!
//! Written here because the ready ones bring two dozen packages.  A keyword that it does not know
//! is a failure, so a schema cannot promise what is not checked.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// Keywords that say nothing about the value.
const ANNOTATIONS: [&str; 7] = [
    "$schema",
    "$id",
    "$defs",
    "$comment",
    "title",
    "description",
    "examples",
];

/// A schema file of `schema/`.
pub struct Schema(Value);

impl Schema {
    /// Reads `schema/<name>.schema.json`.
    pub fn read(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schema/{name}.schema.json"));
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self(serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
    }

    /// Fails with every violation if the value does not match the whole schema.
    pub fn check(&self, value: &Value) {
        self.check_part("#", value);
    }

    /// Fails if the value does not match a part of the schema ("#/$defs/document").
    pub fn check_part(&self, part: &str, value: &Value) {
        let mut faults = Vec::new();
        self.apply(self.find(part), value, "$", &mut faults);
        assert!(faults.is_empty(), "{}\n{value:#}", faults.join("\n"));
    }

    pub fn accepts(&self, value: &Value) -> bool {
        let mut faults = Vec::new();
        self.apply(&self.0, value, "$", &mut faults);
        faults.is_empty()
    }

    fn find(&self, reference: &str) -> &Value {
        let pointer = reference
            .strip_prefix('#')
            .expect("references stay within the file");
        self.0
            .pointer(pointer)
            .unwrap_or_else(|| panic!("no `{reference}`"))
    }

    fn apply(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let rules = match schema {
            Value::Bool(true) => return,
            Value::Bool(false) => return faults.push(format!("{at}: is not allowed")),
            Value::Object(rules) => rules,
            other => panic!("{at}: {other} is no schema"),
        };
        for (keyword, rule) in rules {
            let fault = match keyword.as_str() {
                known if ANNOTATIONS.contains(&known) => None,
                "$ref" => {
                    self.apply(
                        self.find(rule.as_str().expect("a reference")),
                        value,
                        at,
                        faults,
                    );
                    None
                }
                "type" => (!one_or_many(rule).iter().any(|name| has_type(value, name)))
                    .then(|| format!("is not of type {rule}")),
                "const" => (value != rule).then(|| format!("is not {rule}")),
                "enum" => (!rule.as_array().expect("a list").contains(value))
                    .then(|| format!("is none of {rule}")),
                "anyOf" => {
                    (!self.any_applies(rule, value)).then(|| "matches none of anyOf".to_owned())
                }
                "minimum" => value
                    .as_f64()
                    .filter(|v| *v < number(rule))
                    .map(|v| format!("{v} < {rule}")),
                "maximum" => value
                    .as_f64()
                    .filter(|v| *v > number(rule))
                    .map(|v| format!("{v} > {rule}")),
                "minLength" => value
                    .as_str()
                    .filter(|text| (text.chars().count() as f64) < number(rule))
                    .map(|_| "is too short".to_owned()),
                "minItems" => value
                    .as_array()
                    .filter(|items| (items.len() as f64) < number(rule))
                    .map(|_| "has too few items".to_owned()),
                "maxItems" => value
                    .as_array()
                    .filter(|items| (items.len() as f64) > number(rule))
                    .map(|_| "has too many items".to_owned()),
                "required" => value.as_object().and_then(|object| {
                    let names = rule.as_array().expect("a list").iter();
                    let missing =
                        names.filter(|name| !object.contains_key(name.as_str().expect("a name")));
                    let missing: Vec<String> = missing.map(Value::to_string).collect();
                    (!missing.is_empty()).then(|| format!("lacks {}", missing.join(", ")))
                }),
                "items" => {
                    for (i, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.apply(rule, item, &format!("{at}[{i}]"), faults);
                    }
                    None
                }
                "properties" => {
                    for (name, property) in rule.as_object().expect("an object") {
                        if let Some(part) = value.get(name) {
                            self.apply(property, part, &format!("{at}.{name}"), faults);
                        }
                    }
                    None
                }
                "additionalProperties" => {
                    let known = rules.get("properties").and_then(Value::as_object);
                    for (name, part) in value.as_object().into_iter().flatten() {
                        if !known.is_some_and(|known| known.contains_key(name)) {
                            self.apply(rule, part, &format!("{at}.{name}"), faults);
                        }
                    }
                    None
                }
                unknown => panic!("{at}: the keyword `{unknown}` is not checked"),
            };
            faults.extend(fault.map(|fault| format!("{at}: {fault}")));
        }
    }

    fn any_applies(&self, rule: &Value, value: &Value) -> bool {
        rule.as_array().expect("a list").iter().any(|schema| {
            let mut faults = Vec::new();
            self.apply(schema, value, "$", &mut faults);
            faults.is_empty()
        })
    }
}

fn one_or_many(rule: &Value) -> Vec<&str> {
    match rule {
        Value::Array(names) => names
            .iter()
            .map(|name| name.as_str().expect("a type"))
            .collect(),
        one => vec![one.as_str().expect("a type")],
    }
}

fn has_type(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("no type `{other}`"),
    }
}

fn number(rule: &Value) -> f64 {
    rule.as_f64().expect("a number")
}
