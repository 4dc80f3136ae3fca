//! A fixture: sections between `>>===== NAME =====>>` and `<<===== NAME =====<<`.

use std::collections::HashMap;

/// The sections of a fixture, by name.
pub(crate) struct Fixture {
    sections: HashMap<String, String>,
}

impl Fixture {
    pub(crate) fn parse(text: &str) -> Fixture {
        let mut sections = HashMap::new();
        let mut open: Option<(String, Vec<&str>)> = None;
        for line in text.trim_start_matches('\u{feff}').lines() {
            let mark = line.trim();
            let begins = mark.starts_with(">>=") && mark.ends_with("=>>");
            let ends = mark.starts_with("<<=") && mark.ends_with("=<<");
            if begins && open.is_none() {
                open = Some((mark.trim_matches(['>', '=', ' ']).to_owned(), Vec::new()));
            } else if ends && let Some((name, lines)) = open.take() {
                sections.insert(name, lines.join("\n"));
            } else if let Some((_, lines)) = &mut open {
                lines.push(line);
            }
        }
        Fixture { sections }
    }

    pub(crate) fn section(&self, name: &str) -> Option<&str> {
        self.sections.get(name).map(String::as_str)
    }

    /// A section that is JSON.
    pub(crate) fn json(&self, name: &str) -> Option<Result<serde_json::Value, String>> {
        let text = self.section(name)?;
        Some(serde_json::from_str(text).map_err(|error| format!("{name}: {error}")))
    }
}
