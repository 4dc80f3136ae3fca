//! The fixtures that are known to fail, each with its reason.

use std::collections::BTreeMap;

use crate::Verdict;

const FILE: &str = include_str!("../known_failures.toml");

/// Name and reason of each: lines `name = "reason"`.
fn known() -> BTreeMap<&'static str, &'static str> {
    let entry = |line: &'static str| {
        let (name, reason) = line.split_once('=')?;
        Some((name.trim(), reason.trim().trim_matches('"')))
    };
    let lines = FILE.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| entry(line).unwrap_or_else(|| panic!("known_failures.toml: {line}"))).collect()
}

/// Fails where a fixture fails that is not known to, or one passes that is.
pub(crate) fn compare(verdicts: &[Verdict], whole: bool) {
    let known = known();
    let mut wrong = Vec::new();
    for verdict in verdicts {
        match (verdict.passes(), known.get(verdict.name.as_str())) {
            (false, None) => wrong.push(format!("{} fails", verdict.name)),
            (true, Some(_)) => wrong.push(format!("{} passes: take it off the list", verdict.name)),
            _ => {}
        }
    }
    if whole {
        for (name, reason) in &known {
            let there = verdicts.iter().any(|verdict| verdict.name == *name);
            if !there {
                wrong.push(format!("{name} is known to fail and is not there"));
            }
            if reason.len() < 20 {
                wrong.push(format!("{name} needs a reason"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
