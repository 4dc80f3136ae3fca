//! The settings in effect, in the form of a configuration file.

use std::fmt::Write;

use ibid::check::{self, Layer};

use crate::config::{Config, Documents};

/// The settings, in the order of a configuration file; a file with this content has the same
/// effect.
pub(crate) fn shown(config: &Config, rules: &check::Config) -> String {
    let mut out = String::new();
    let from = match &config.file {
        Some(path) => format!("`{}` and the command line", path.display()),
        None => "the command line; there is no `ibid.toml`".to_owned(),
    };
    line(&mut out, &format!("# from {from}"));
    let folders = config.style_dirs.iter().map(|path| path.to_string_lossy().into_owned());
    line(&mut out, &format!("style-dirs = {}", list(folders)));
    line(&mut out, "\n[check]");
    let running = check::rules().filter(|rule| rules.runs(rule)).map(|rule| rule.name);
    line(&mut out, "select = [");
    running.for_each(|rule| line(&mut out, &format!("    {},", quoted(rule))));
    line(&mut out, "]");
    if let Some(style) = &config.style {
        line(&mut out, &format!("style = {}", quoted(style)));
    }
    if let Some(fail_on) = config.fail_on {
        line(&mut out, &format!("fail-on = {}", quoted(fail_on.name())));
    }
    if let Some(baseline) = &config.baseline {
        line(&mut out, &format!("baseline = {}", quoted(&baseline.to_string_lossy())));
    }
    line(&mut out, &format!("exclude = {}", list(config.exclude.files.patterns.iter().cloned())));
    if config.exclude.is_forced {
        line(&mut out, "force-exclude = true");
    }
    let severities = check::rules()
        .filter_map(|rule| rules.severity(rule).map(|severity| (rule.name, severity)))
        .map(|(rule, severity)| format!("{rule} = \"{severity}\""));
    section(&mut out, "\n[check.severity]", severities);
    for rule in check::rules().filter(|rule| rules.runs(rule)) {
        let options = check::options_of(rule).iter();
        let options =
            options.map(|option| format!("{} = {}", option.name, rules.option(rule, option)));
        section(&mut out, &format!("\n[check.options.{}]", rule.name), options);
    }
    let Documents { groups, bibliographies, cite_commands, .. } = &config.documents;
    for files in groups {
        line(&mut out, "\n[[check.documents]]");
        let patterns = files.iter().flat_map(|globs| globs.patterns.iter().cloned());
        line(&mut out, &format!("files = {}", list(patterns)));
    }
    for per_file in &config.per_file {
        line(&mut out, "\n[[check.per-file]]");
        line(&mut out, &format!("files = {}", list(per_file.files.patterns.iter().cloned())));
        layer(&mut out, &per_file.layer, "check.per-file");
    }
    // Those for a style are already included in the settings above.
    for per_type in &config.per_type {
        line(&mut out, "\n[[check.per-type]]");
        line(&mut out, &format!("types = {}", list(per_type.names.iter().cloned())));
        layer(&mut out, &per_type.layer, "check.per-type");
    }
    let files = bibliographies.iter().map(|path| path.to_string_lossy().into_owned());
    let set =
        [("bibliography", list(files)), ("cite-commands", list(cite_commands.iter().cloned()))];
    let set = set.into_iter().filter(|(_, list)| list != "[]");
    section(&mut out, "\n[documents]", set.map(|(key, list)| format!("{key} = {list}")));
    out
}

fn layer(out: &mut String, layer: &Layer, table: &str) {
    let named = |selectors: &[check::Selector]| list(selectors.iter().map(ToString::to_string));
    if let Some(select) = &layer.select {
        line(out, &format!("select = {}", named(select)));
    }
    for (key, selectors) in [("extend-select", &layer.extend_select), ("ignore", &layer.ignore)] {
        if !selectors.is_empty() {
            line(out, &format!("{key} = {}", named(selectors)));
        }
    }
    let severities = layer.severity.iter();
    let severities = severities.map(|(selector, severity)| format!("{selector} = \"{severity}\""));
    section(out, &format!("[{table}.severity]"), severities);
}

/// A heading and its lines, if there are any.
fn section(out: &mut String, heading: &str, lines: impl Iterator<Item = String>) {
    for (number, text) in lines.enumerate() {
        if number == 0 {
            line(out, heading);
        }
        line(out, &text);
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.map(|item| quoted(&item)).collect::<Vec<_>>().join(", "))
}

/// A text in TOML syntax.
fn quoted(text: &str) -> String {
    // TOML reads a text in JSON syntax as the same text.
    serde_json::to_string(text).unwrap_or_default()
}

fn line(out: &mut String, text: &str) {
    // Writing into a `String` does not fail.
    let _ = writeln!(out, "{text}");
}
