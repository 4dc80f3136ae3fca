//! A fixture through the public API: its input read as CSL-JSON, its cites as citations.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use ibid::engine::{Criterion, Filter, Options, Rendered, Uncited, render};
use ibid::model::{
    Abbreviations, Citation, CitationMode, Cite, EntryType, Library, Locator, LocatorLabel,
    PositionOverride, Text, Variable,
};
use ibid::output::Format;
use ibid::read::{Format as InputFormat, Identifiers, read_with};
use ibid::source::{Source, SourceId};
use ibid::style::{Resources, Style};
use serde_json::Value as Json;

use crate::fixture::Fixture;

/// The official locales.
pub(crate) struct Official {
    /// The folder that holds them.
    pub(crate) folder: PathBuf,
}

impl Resources for Official {
    fn locale(&self, tag: &str) -> Option<Cow<'_, str>> {
        let file = self.folder.join(format!("locales-{tag}.xml"));
        std::fs::read_to_string(file).ok().map(Cow::Owned)
    }

    fn style(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

/// What the fixture prints with these locales.
pub(crate) fn run(fixture: &Fixture, locales: &dyn Resources) -> Result<String, String> {
    let xml = fixture.section("CSL").ok_or("no CSL")?;
    let style = Style::compile(xml, None, locales).map_err(|error| error.to_string())?;
    let library = library(fixture)?;
    let job = Job { style, library, options: options(fixture)? };
    let mode = fixture.section("MODE").ok_or("no MODE")?.trim();
    let citations = fixture.json("CITATIONS").transpose()?;
    let clusters = fixture.json("CITATION-ITEMS").transpose()?;
    match (mode, citations, clusters) {
        ("citation", Some(steps), _) => job.edited(&steps),
        ("citation", None, Some(clusters)) => Ok(job.clusters(&clusters)),
        ("citation", None, None) => Ok(job.one_citation()),
        ("bibliography" | "bibliography-nosort" | "bibliography-header", steps, _) => {
            let entries = fixture.json("BIBENTRIES").transpose()?;
            job.bibliography(mode, steps.as_ref(), entries.as_ref())
        }
        _ => Err(format!("unknown MODE {mode}")),
    }
}

/// The library; of items with one id the last holds.
fn library(fixture: &Fixture) -> Result<Library, String> {
    let source = Source::new("fixture.json", fixture.section("INPUT").ok_or("no INPUT")?);
    // The fixtures measure the engine with the data as they are: one has a resolver's address as a
    // DOI and expects that the style's own resolver is printed before it.
    let reading =
        read_with(&source, SourceId(0), Some(InputFormat::CslJson), Identifiers::AsWritten)
            .map_err(|error| error.to_string())?;
    let mut library = Library::new();
    let last: HashMap<&str, usize> =
        reading.library.keys().enumerate().map(|(index, key)| (key, index)).collect();
    let mut seen = std::collections::HashSet::new();
    for key in reading.library.keys() {
        if seen.insert(key) {
            library.push(reading.library.entries()[last[key]].clone());
        }
    }
    Ok(library)
}

fn options(fixture: &Fixture) -> Result<Options, String> {
    let mut options = Options { uncited: Uncited::All, ..Options::default() };
    if let Some(filter) = fixture.json("BIBSECTION").transpose()? {
        options.filter = self::filter(&filter);
    }
    if let Some(lists) = fixture.json("ABBREVIATIONS").transpose()? {
        options.abbreviations = abbreviations(&lists);
    }
    Ok(options)
}

struct Job {
    style: Style,
    library: Library,
    options: Options,
}

impl Job {
    fn render(&self, citations: &[Citation], options: &Options) -> Rendered {
        render(&self.style, &self.library, citations, options)
    }

    /// A citation of all entries, which makes them known in this order.
    fn all<'k>(&self, keys: impl Iterator<Item = &'k str>) -> Citation {
        let first = |key: &str| Cite { position: Some(PositionOverride::First), ..Cite::new(key) };
        Citation { cites: keys.map(first).collect(), ..Citation::default() }
    }

    /// One citation of all entries, in the order of the bibliography.
    fn one_citation(&self) -> String {
        let known = self.all(self.library.keys());
        let rendered = self.render(std::slice::from_ref(&known), &self.options);
        let mut keys: Vec<&str> = rendered
            .bibliography
            .iter()
            .flat_map(|bibliography| &bibliography.entries)
            .map(|entry| entry.key.as_str())
            .collect();
        let missing: Vec<&str> = self.library.keys().filter(|key| !keys.contains(key)).collect();
        keys.extend(missing);
        let rendered = self.render(&[known, self.all(keys.into_iter())], &self.options);
        Format::Html.write(&rendered.citations[1])
    }

    /// Citations that do not know of each other.
    fn clusters(&self, clusters: &Json) -> String {
        let mut citations = vec![self.all(self.library.keys())];
        for cluster in clusters.as_array().into_iter().flatten() {
            let mut citation = citation(cluster, None);
            for cite in &mut citation.cites {
                cite.position.get_or_insert(PositionOverride::First);
            }
            citations.push(citation);
        }
        let rendered = self.render(&citations, &self.options);
        let texts = rendered.citations[1..].iter().map(|markup| Format::Html.write(markup));
        texts.collect::<Vec<_>>().join("\n")
    }

    /// Citations that are inserted and changed one after the other; what the last step changed is
    /// marked `>>`.
    fn edited(&self, steps: &Json) -> Result<String, String> {
        let options = Options { uncited: Uncited::None, ..self.options.clone() };
        let mut known: HashMap<String, Json> = HashMap::new();
        let mut before: HashMap<String, String> = HashMap::new();
        let mut out = String::new();
        for step in steps.as_array().ok_or("CITATIONS is no list")? {
            let order = order(step, &mut known);
            let citations: Vec<Citation> = order
                .iter()
                .map(|(id, note)| citation(&known[id]["citationItems"], Some((&known[id], *note))))
                .collect();
            let rendered = self.render(&citations, &options);
            let own = string(&step[0]["citationID"]);
            out.clear();
            let mut now = HashMap::new();
            for (index, ((id, _), markup)) in order.iter().zip(&rendered.citations).enumerate() {
                let text = Format::Html.write(markup);
                let changed = *id == own || before.get(id) != Some(&text);
                let mark = if changed { ">>" } else { ".." };
                writeln!(out, "{mark}[{index}] {text}").map_err(|error| error.to_string())?;
                now.insert(id.clone(), text);
            }
            before = now;
        }
        Ok(out)
    }

    fn bibliography(
        &self,
        mode: &str,
        steps: Option<&Json>,
        entries: Option<&Json>,
    ) -> Result<String, String> {
        let mut options =
            Options { unsorted: mode == "bibliography-nosort", ..self.options.clone() };
        let mut citations = Vec::new();
        if let Some(steps) = steps {
            let mut known = HashMap::new();
            let mut last = Vec::new();
            for step in steps.as_array().into_iter().flatten() {
                last = order(step, &mut known);
            }
            let cited = last.iter();
            citations.extend(cited.map(|(id, note)| {
                citation(&known[id]["citationItems"], Some((&known[id], *note)))
            }));
            options.uncited = Uncited::None;
        }
        if let Some(lists) = entries {
            let last = lists.as_array().and_then(|lists| lists.last());
            let keys = last.and_then(Json::as_array).into_iter().flatten().map(string).collect();
            options.uncited = Uncited::Keys(keys);
        }
        let rendered = self.render(&citations, &options);
        let bibliography = rendered.bibliography.ok_or("the style has no bibliography")?;
        if mode == "bibliography-header" {
            return Ok(header(&bibliography));
        }
        Ok(bibliography.write(Format::Html))
    }
}

/// What citeproc-js tells of a bibliography beside its entries.
fn header(bibliography: &ibid::engine::Bibliography) -> String {
    use ibid::engine::SecondFieldAlign;
    let keys: Vec<&str> = bibliography.entries.iter().map(|entry| entry.key.as_str()).collect();
    let align = match bibliography.second_field_align {
        None => "false",
        Some(SecondFieldAlign::Flush) => "flush",
        Some(SecondFieldAlign::Margin) => "margin",
    };
    let mut lines = vec![
        "bibend: </div>".to_owned(),
        "bibliography_errors: ".to_owned(),
        "bibstart: <div class=\"csl-bib-body\">\n".to_owned(),
        "done: false".to_owned(),
        format!("entry_ids: {}", keys.join(",")),
        format!("entryspacing: {}", bibliography.entry_spacing),
    ];
    if bibliography.hanging_indent {
        lines.push("hangingindent: true".to_owned());
    }
    lines.push(format!("linespacing: {}", bibliography.line_spacing));
    lines.push(format!("maxoffset: {}", bibliography.max_offset));
    lines.push(format!("second-field-align: {align}"));
    lines.join("\n")
}

/// The order of the citations at a step, with the number of each one's note.
fn order(step: &Json, known: &mut HashMap<String, Json>) -> Vec<(String, u32)> {
    let own = &step[0];
    let id = string(&own["citationID"]);
    known.insert(id.clone(), own.clone());
    let number = |note: &Json| string(note).parse().unwrap_or(0);
    let pair = |pair: &Json| (string(&pair[0]), number(&pair[1]));
    let list = |index: usize| step[index].as_array().into_iter().flatten().map(pair);
    let here = (id, number(&own["properties"]["noteIndex"]));
    list(1).chain([here]).chain(list(2)).collect()
}

fn citation(cites: &Json, of: Option<(&Json, u32)>) -> Citation {
    let mut citation = Citation {
        cites: cites.as_array().into_iter().flatten().map(cite).collect(),
        ..Citation::default()
    };
    if let Some((whole, note)) = of {
        citation.note = (note > 0).then_some(note);
        let properties = &whole["properties"];
        citation.mode = match properties["mode"].as_str() {
            Some("composite") => CitationMode::Composite { infix: text(&properties["infix"]) },
            Some("author-only") => CitationMode::AuthorOnly,
            Some("suppress-author") => CitationMode::SuppressAuthor,
            _ => CitationMode::Normal,
        };
    }
    citation
}

fn cite(item: &Json) -> Cite {
    let mut cite = Cite::new(string(&item["id"]));
    cite.prefix = text(&item["prefix"]);
    cite.suffix = text(&item["suffix"]);
    cite.locator = text(&item["locator"]).map(|value| {
        let label = LocatorLabel::from_name(&string(&item["label"]));
        Locator { label: label.unwrap_or(LocatorLabel::Page), value }
    });
    cite.suppress_author = is_true(&item["suppress-author"]);
    cite.author_only = is_true(&item["author-only"]);
    cite.position = match string(&item["position"]).as_str() {
        "0" => Some(PositionOverride::First),
        "1" => Some(PositionOverride::Subsequent),
        "2" => Some(PositionOverride::Ibid),
        "3" => Some(PositionOverride::IbidWithLocator),
        _ => None,
    };
    cite
}

fn filter(sections: &Json) -> Filter {
    let criterion = |test: &Json| {
        let value = string(&test["value"]);
        match string(&test["field"]).as_str() {
            "type" => EntryType::from_name(&value).map(Criterion::Type),
            "id" => Some(Criterion::Key(value)),
            "categories" => Some(Criterion::Category(value)),
            field => Variable::from_name(field).map(|field| Criterion::Variable(field, value)),
        }
    };
    let list = |name: &str| {
        sections[name].as_array().into_iter().flatten().filter_map(criterion).collect()
    };
    Filter {
        include: list("include"),
        select: list("select"),
        exclude: list("exclude"),
        quash: list("quash"),
    }
}

fn abbreviations(lists: &Json) -> Abbreviations {
    let mut abbreviations = Abbreviations::new();
    for (list, shorts) in lists["default"].as_object().into_iter().flatten() {
        for (full, short) in shorts.as_object().into_iter().flatten() {
            abbreviations.insert(list.as_str(), full, &string(short));
        }
    }
    abbreviations
}

fn string(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    }
}

fn text(value: &Json) -> Option<Text> {
    Some(string(value)).filter(|text| !text.is_empty()).map(|text| Text::from_csl_markup(&text))
}

fn is_true(value: &Json) -> bool {
    !matches!(string(value).as_str(), "" | "0" | "false")
}
