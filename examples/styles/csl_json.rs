//! CSL-JSON to a library, as far as this example needs it, until `ibid::read` reads it.
#![allow(clippy::unwrap_used, reason = "the fixture is our own")]

use ibid::model::{
    Bound, Date, DatePoint, Entry, EntryType, Library, Name, Person, Precision, Season, Text,
    Variable, VariableKind,
};
use serde_json::Value as J;

fn s(v: &J) -> String {
    match v {
        J::String(s) => s.clone(),
        J::Null => String::new(),
        v => v.to_string(),
    }
}

fn truthy(v: Option<&J>) -> bool {
    v.is_some_and(|v| !matches!(v, J::Null | J::Bool(false)) && s(v) != "0" && s(v) != "")
}

fn particles(p: &mut Person) {
    if p.non_dropping_particle.is_empty() {
        let words: Vec<&str> = p.family.split(' ').collect();
        let n = words
            .iter()
            .take(words.len() - 1)
            .take_while(|w| w.chars().next().is_some_and(char::is_lowercase))
            .count();
        if n > 0 {
            let (a, b) = (words[..n].join(" "), words[n..].join(" "));
            p.non_dropping_particle = a;
            p.family = b;
        }
    }
    if p.dropping_particle.is_empty() {
        let words: Vec<&str> = p.given.split(' ').collect();
        let n = words
            .iter()
            .skip(1)
            .rev()
            .take_while(|w| w.chars().next().is_some_and(char::is_lowercase))
            .count();
        if n > 0 {
            let k = words.len() - n;
            let (a, b) = (words[k..].join(" "), words[..k].join(" "));
            p.dropping_particle = a;
            p.given = b;
        }
    }
}

fn name(v: &J) -> Name {
    let g = |k: &str| v.get(k).map(s).unwrap_or_default();
    if v.get("literal").is_some() {
        return Name::Literal(g("literal"));
    }
    if truthy(v.get("isInstitution")) {
        return Name::Literal(g("family"));
    }
    let mut p = Person {
        family: g("family"),
        given: g("given"),
        dropping_particle: g("dropping-particle"),
        non_dropping_particle: g("non-dropping-particle"),
        suffix: g("suffix"),
        comma_suffix: truthy(v.get("comma-suffix")),
        static_ordering: truthy(v.get("static-ordering")),
    };
    if p.suffix.is_empty()
        && let Some((given, suffix)) = p.given.clone().split_once(", ")
    {
        p.suffix = suffix.trim_start_matches('!').trim().to_string();
        p.comma_suffix = suffix.starts_with('!');
        p.given = given.to_string();
    }
    particles(&mut p);
    Name::Person(p)
}

fn date(v: &J) -> Option<Date> {
    if let Some(l) = v.get("literal") {
        return Some(Date::Literal(s(l)));
    }
    if let Some(r) = v.get("raw") {
        return Some(Date::from_edtf(&s(r)).unwrap_or(Date::Literal(s(r))));
    }
    let parts = v.get("date-parts")?.as_array()?;
    let point = |p: &J| -> Option<DatePoint> {
        let n: Vec<i32> = p.as_array()?.iter().filter_map(|x| s(x).parse().ok()).collect();
        let y = *n.first()?;
        if y == 0 {
            return None;
        }
        let y = if y < 0 { y + 1 } else { y };
        let m = n.get(1).copied().unwrap_or(0) as u8;
        let d = n.get(2).copied().unwrap_or(0) as u8;
        let mut pt = match (m, d) {
            (0, _) => DatePoint::year(y),
            (13..=16, _) => DatePoint::year_season(y, Season::from_number(m - 12)?),
            (21..=24, _) => DatePoint::year_season(y, Season::from_number(m - 20)?),
            (m, 0) => DatePoint::year_month(y, m)?,
            (m, d) => DatePoint::year_month_day(y, m, d)?,
        };
        if let Some(se) =
            v.get("season").and_then(|x| s(x).parse().ok()).and_then(Season::from_number)
            && pt.precision == Precision::Year
        {
            pt = DatePoint::year_season(y, se);
        }
        pt.approximate = truthy(v.get("circa"));
        Some(pt)
    };
    let a = point(parts.first()?)?;
    match parts.get(1) {
        None => Some(Date::Point(a)),
        Some(b) => match point(b) {
            Some(b) => Some(Date::Range { start: Bound::Point(a), end: Bound::Point(b) }),
            None => Some(Date::Range { start: Bound::Point(a), end: Bound::Open }),
        },
    }
}

pub(crate) fn library(input: &str) -> Result<Library, String> {
    let v: J = serde_json::from_str(input).map_err(|error| error.to_string())?;
    let mut lib = Library::new();
    for it in v.as_array().unwrap() {
        let kind = EntryType::from_name(&it.get("type").map(s).unwrap_or_default())
            .unwrap_or(EntryType::Document);
        let mut e = Entry::new(s(&it["id"]), kind);
        for (k, v) in it.as_object().unwrap() {
            let k = match k.as_str() {
                "shortTitle" => "title-short",
                "journalAbbreviation" => "container-title-short",
                k => k,
            };
            let Some(var) = Variable::from_name(k) else { continue };
            match var.kind() {
                VariableKind::Name => {
                    if let Some(a) = v.as_array() {
                        e.set_names(var, a.iter().map(name).filter(|n| !n.is_empty()).collect());
                    }
                }
                VariableKind::Date => {
                    if let Some(d) = date(v) {
                        e.set_date(var, d);
                    }
                }
                _ => {
                    let t = s(v);
                    if !t.is_empty() {
                        e.set_text(var, Text::from_csl_markup(&t));
                    }
                }
            }
        }
        lib.push(e);
    }
    Ok(lib)
}
