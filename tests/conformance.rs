//! The official CSL processor test suite.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a test")]

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use ibid::engine::{Options, Uncited, render};
use ibid::model::*;
use ibid::output::Format;
use ibid::style::{Resources, Style};
use serde_json::Value as J;

struct Files;
impl Resources for Files {
    fn locale(&self, tag: &str) -> Option<Cow<'_, str>> {
        std::fs::read_to_string(format!("../shared/csl-locales/locales-{tag}.xml"))
            .ok()
            .map(Cow::Owned)
    }
    fn style(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

fn sections(text: &str) -> HashMap<String, String> {
    let mut out = HashMap::new();
    let mut name: Option<String> = None;
    let mut body = String::new();
    for line in text.lines() {
        let t = line.trim();
        if name.is_none() && t.starts_with(">>=") && t.ends_with("=>>") {
            name = Some(t.trim_matches(|c| matches!(c, '>' | '=' | ' ')).to_string());
            body.clear();
        } else if name.is_some() && t.starts_with("<<=") && t.ends_with("=<<") {
            out.insert(name.take().unwrap(), body.trim_end_matches('\n').to_string());
        } else if name.is_some() {
            body.push_str(line);
            body.push('\n');
        }
    }
    out
}

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

fn library(input: &str) -> Library {
    let v: J = serde_json::from_str(input).unwrap();
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
    lib
}

fn cite(v: &J) -> Cite {
    let mut c = Cite::new(s(&v["id"]));
    let text =
        |k: &str| v.get(k).map(s).filter(|t| !t.is_empty()).map(|t| Text::from_csl_markup(&t));
    c.prefix = text("prefix");
    c.suffix = text("suffix");
    if let Some(l) = v.get("locator").map(s).filter(|l| !l.is_empty()) {
        let label = v
            .get("label")
            .and_then(|l| LocatorLabel::from_name(&s(l)))
            .unwrap_or(LocatorLabel::Page);
        c.locator = Some(Locator { label, value: Text::from_csl_markup(&l) });
    }
    c.suppress_author = truthy(v.get("suppress-author"));
    c.author_only = truthy(v.get("author-only"));
    c.position = v.get("position").and_then(|p| {
        Some(match s(p).as_str() {
            "0" => PositionOverride::First,
            "1" => PositionOverride::Subsequent,
            "2" => PositionOverride::Ibid,
            "3" => PositionOverride::IbidWithLocator,
            _ => return None,
        })
    });
    c
}

fn run(fx: &HashMap<String, String>) -> Result<String, String> {
    let style = Style::compile(&fx["CSL"], None, &Files).map_err(|e| e.to_string())?;
    let lib = library(&fx["INPUT"]);
    let mode = fx["MODE"].trim();
    let html = |m: &ibid::markup::Markup| Format::Html.write(m);
    if mode == "citation" {
        if let Some(items) = fx.get("CITATION-ITEMS") {
            let v: J = serde_json::from_str(items).unwrap();
            // Each cluster is rendered on its own, all items known.
            let cs: Vec<Citation> = v
                .as_array()
                .unwrap()
                .iter()
                .map(|c| Citation {
                    cites: c.as_array().unwrap().iter().map(cite).collect(),
                    ..Citation::default()
                })
                .collect();
            let r: Vec<String> = cs
                .into_iter()
                .map(|c| {
                    let r = render(
                        &style,
                        &lib,
                        &[c],
                        &Options { uncited: Uncited::All, ..Options::default() },
                    );
                    html(&r.citations[0])
                })
                .collect();
            return Ok(r.join("\n"));
        }
        if let Some(cits) = fx.get("CITATIONS") {
            let v: J = serde_json::from_str(cits).unwrap();
            let mut known: BTreeMap<String, J> = BTreeMap::new();
            let mut before: BTreeMap<String, String> = BTreeMap::new();
            let mut out = String::new();
            for step in v.as_array().unwrap() {
                let c = &step[0];
                let id = s(&c["citationID"]);
                known.insert(id.clone(), c.clone());
                let pair = |x: &J| (s(&x[0]), s(&x[1]).parse::<u32>().unwrap_or(0));
                let mut order: Vec<(String, u32)> =
                    step[1].as_array().unwrap().iter().map(pair).collect();
                order.push((
                    id.clone(),
                    c["properties"]
                        .get("noteIndex")
                        .map(s)
                        .and_then(|n| n.parse().ok())
                        .unwrap_or(0),
                ));
                order.extend(step[2].as_array().unwrap().iter().map(pair));
                let cs: Vec<Citation> = order
                    .iter()
                    .map(|(id, note)| Citation {
                        cites: known[id]["citationItems"]
                            .as_array()
                            .unwrap()
                            .iter()
                            .map(cite)
                            .collect(),
                        note: (*note > 0).then_some(*note),
                        ..Citation::default()
                    })
                    .collect();
                let r = render(&style, &lib, &cs, &Options::default());
                out.clear();
                let mut now = BTreeMap::new();
                for (i, (cid, _)) in order.iter().enumerate() {
                    let text = html(&r.citations[i]);
                    let changed = *cid == id || before.get(cid) != Some(&text);
                    out.push_str(&format!("{}[{i}] {text}\n", if changed { ">>" } else { ".." }));
                    now.insert(cid.clone(), text);
                }
                before = now;
            }
            return Ok(out.trim_end_matches('\n').to_string());
        }
        let c = Citation { cites: lib.keys().map(Cite::new).collect(), ..Citation::default() };
        let r = render(&style, &lib, &[c], &Options::default());
        return Ok(html(&r.citations[0]));
    }
    let uncited = match fx.get("BIBENTRIES") {
        Some(b) => {
            let v: J = serde_json::from_str(b).unwrap();
            Uncited::Keys(
                v.as_array().unwrap().last().unwrap().as_array().unwrap().iter().map(s).collect(),
            )
        }
        None => Uncited::All,
    };
    let r = render(&style, &lib, &[], &Options { uncited, ..Options::default() });
    let Some(b) = r.bibliography else { return Err("no bibliography".into()) };
    Ok(b.write(Format::Html))
}

#[test]
fn suite() {
    let dir = std::env::var("CSL_TEST_SUITE")
        .map(PathBuf::from)
        .unwrap_or_else(|_| Path::new("../shared/csl-test-suite").to_path_buf());
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let only = std::env::var("FX").unwrap_or_default();
    let mut cats: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut pass, mut n) = (0, 0);
    for f in files {
        let nm = f.file_stem().unwrap().to_string_lossy().to_string();
        if !nm.contains(&only) {
            continue;
        }
        let fx = sections(std::fs::read_to_string(&f).unwrap().trim_start_matches('\u{feff}'));
        let r = std::panic::catch_unwind(|| run(&fx)).unwrap_or_else(|_| Err("PANIC".into()));
        let want = fx["RESULT"].trim();
        let ok = r.as_ref().is_ok_and(|r| r.trim() == want);
        n += 1;
        pass += usize::from(ok);
        let c = cats.entry(nm.split('_').next().unwrap().to_string()).or_default();
        c.1 += 1;
        c.0 += usize::from(ok);
        if !ok {
            println!(
                "FAIL {nm}\n  got  {}\n  want {want}",
                match r {
                    Ok(r) => r,
                    Err(e) => format!("ERR {e}"),
                }
            );
        }
    }
    for (c, (p, n)) in cats {
        println!("{c:<16} {p:>3} of {n}");
    }
    println!("conformance: {pass} of {n}");
}
