//! SARIF, the format that code scanning services accept.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostic::{Confidence, Diagnostic, Edit, Fix, Label, Rule, Severity};
use crate::report::Report;
use crate::report::fingerprint::fingerprints;
use crate::source::{Location, Sources};

/// The report as a SARIF log of one run: the rules with their pages, and the findings with their
/// locations, fixes and fingerprints, one per line. If something could not be read, the run is
/// marked as unsuccessful and has a notification; skipped files are notifications too.
///
/// *Source*: "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", OASIS Standard.
pub fn sarif(report: &Report<'_>) -> String {
    let mut rules: BTreeMap<&str, &Rule> = BTreeMap::new();
    for diagnostic in report.diagnostics {
        rules.insert(diagnostic.rule.code, diagnostic.rule);
    }
    let index: BTreeMap<&str, usize> = rules.keys().copied().zip(0..).collect();
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules.values().map(|rule| described(rule)).collect::<Vec<_>>(),
    });
    let invocation = json!({
        "executionSuccessful": report.coverage.unreadable.is_empty(),
        "toolExecutionNotifications": notifications(report),
    });
    // A log of many findings is large, so nothing is repeated, and no tree of the whole log is
    // built.
    let mut out = String::from(
        "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": \"2.1.0\", \
         \"runs\": [{\n\"tool\": {\"driver\": ",
    );
    out.push_str(&driver.to_string());
    out.push_str("},\n\"columnKind\": \"unicodeCodePoints\",\n\"invocations\": [");
    out.push_str(&invocation.to_string());
    out.push_str("],\n\"results\": [");
    let fingerprints = fingerprints(report);
    for (number, (diagnostic, fingerprint)) in
        report.diagnostics.iter().zip(fingerprints).enumerate()
    {
        let mut result = result(diagnostic, report.sources);
        result["ruleIndex"] = json!(index[diagnostic.rule.code]);
        result["partialFingerprints"] = json!({ "ibid/v1": fingerprint });
        out.push_str(if number == 0 { "\n" } else { ",\n" });
        out.push_str(&result.to_string());
    }
    out.push_str("\n]\n}]}\n");
    out
}

fn notifications(report: &Report<'_>) -> Vec<Value> {
    let unreadable = report.coverage.unreadable.iter().map(|it| notification("error", &it.reason));
    let skipped = report.coverage.skipped.iter();
    let skipped =
        skipped.map(|it| notification("note", &format!("skipped `{}`: {}", it.file, it.reason)));
    let summary = notification("note", &report.summary());
    unreadable.chain(skipped).chain([summary]).collect()
}

fn described(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary() },
        "help": { "text": rule.summary(), "markdown": rule.page },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": [rule.family.name()] },
    })
}

fn result(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let mut message = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        message.push_str(&format!("\n{help}"));
    }
    let mut result = json!({
        "ruleId": diagnostic.rule.code,
        "level": level(diagnostic.severity),
        "message": { "text": message },
        "locations": [place(diagnostic.primary.location, sources)],
    });
    if diagnostic.is_rest() {
        result["occurrenceCount"] = json!(diagnostic.stands_for);
    }
    let related =
        diagnostic.secondary.iter().enumerate().map(|(number, label): (usize, &Label)| {
            let mut place = place(label.location, sources);
            place["id"] = json!(number);
            place["message"] = json!({ "text": label.message });
            place
        });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    let fixes: Vec<Value> = diagnostic
        .fix
        .iter()
        .chain(&diagnostic.alternatives)
        .map(|it| fixed(it, sources))
        .collect();
    if !fixes.is_empty() {
        result["fixes"] = json!(fixes);
    }
    let mut properties = serde_json::Map::new();
    let (key, field) = (diagnostic.first_key(), diagnostic.field.as_deref());
    for (name, value) in [("key", key), ("field", field)] {
        properties.extend(value.iter().map(|value| (name.to_owned(), json!(value))));
    }
    if diagnostic.confidence != Confidence::High {
        properties.insert("confidence".to_owned(), json!(diagnostic.confidence.to_string()));
    }
    if !properties.is_empty() {
        result["properties"] = Value::Object(properties);
    }
    result
}

fn fixed(fix: &Fix, sources: &Sources) -> Value {
    let mut of_files: BTreeMap<u32, Vec<&Edit>> = BTreeMap::new();
    for edit in fix.edits() {
        of_files.entry(edit.location.source.0).or_default().push(edit);
    }
    let changes = of_files.into_values().map(|edits| {
        let replacements = edits.iter().map(|edit| {
            json!({
                "deletedRegion": region(edit.location, sources),
                "insertedContent": { "text": edit.replacement },
            })
        });
        json!({
            "artifactLocation": { "uri": uri(edits[0].location, sources) },
            "replacements": replacements.collect::<Vec<_>>(),
        })
    });
    json!({
        "description": { "text": fix.message },
        "artifactChanges": changes.collect::<Vec<_>>(),
    })
}

fn place(location: Location, sources: &Sources) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(location, sources) },
        "region": region(location, sources),
    } })
}

fn region(location: Location, sources: &Sources) -> Value {
    let at = |offset| sources.get(location.source).map(|source| source.line_column(offset));
    let (start, end) = (at(location.span.start), at(location.span.end));
    let (line, column) = start.map_or((1, 1), |at| (at.line, at.column));
    let (end_line, end_column) = end.map_or((line, column), |at| (at.line, at.column));
    let mut region = json!({ "startLine": line, "startColumn": column, "endColumn": end_column });
    // If the end line is not given, it is the start line.
    if end_line != line {
        region["endLine"] = json!(end_line);
    }
    region
}

/// The path of a file as a URI reference: relative to the current folder of the run, or absolute.
fn uri(location: Location, sources: &Sources) -> String {
    let name = sources.get(location.source).map_or("", |source| &*source.name);
    let path = name.strip_prefix("./").unwrap_or(name).replace('\\', "/");
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

fn notification(level: &str, text: &str) -> Value {
    json!({ "level": level, "message": { "text": text } })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
