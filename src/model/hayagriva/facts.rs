//! Collects the data of a hayagriva entry, and keeps in `extra` what was not converted to a
//! variable.

use std::collections::BTreeSet;

use ::hayagriva::Entry as Theirs;
use ::hayagriva::types::{
    ChunkKind, ChunkedString, Date as TheirDate, FormatString, MaybeTyped, Numeric, PageRanges,
    PersonRole,
};

use crate::model::hayagriva::person::names;
use crate::model::{Date, DatePoint, Entry, Extra, Mark, MarkKind, Name, Season, Text};

/// An entry that is being filled, and the data that have been used for it.
pub(super) struct Facts {
    pub(super) entry: Entry,
    /// The memory addresses of the used values, which identify them.
    used: BTreeSet<usize>,
}

impl Facts {
    pub(super) fn new(entry: Entry) -> Self {
        Facts { entry, used: BTreeSet::new() }
    }

    /// Records that a value was used for a variable.
    pub(super) fn used<T: ?Sized>(&mut self, fact: &T) {
        self.used.insert(address(fact));
    }

    /// Finishes the entry, and adds everything that was not used to its extra fields.
    pub(super) fn finish(mut self, theirs: &Theirs) -> Entry {
        self.left(theirs, "");
        self.entry
    }

    fn left(&mut self, theirs: &Theirs, path: &str) {
        self.left_texts(theirs, path);
        self.left_numbers(theirs, path);
        self.left_people(theirs, path);
        let parents = theirs.parents();
        for (index, parent) in parents.iter().enumerate() {
            let path = match parents.len() {
                1 => format!("{path}parent."),
                _ => format!("{path}parent[{index}]."),
            };
            self.left(parent, &path);
        }
    }

    fn left_texts(&mut self, theirs: &Theirs, path: &str) {
        let publisher = theirs.publisher();
        let name = publisher.and_then(|publisher| publisher.name());
        let place = publisher.and_then(|publisher| publisher.location());
        // With a place, the publisher is a mapping, and its parts have paths.
        let publisher = if place.is_some() { "publisher.name" } else { "publisher" };
        for (field, value) in [
            ("title", theirs.title()),
            ("location", theirs.location()),
            ("organization", theirs.organization()),
            ("archive", theirs.archive()),
            ("archive-location", theirs.archive_location()),
            ("call-number", theirs.call_number()),
            ("note", theirs.note()),
            ("abstract", theirs.abstract_()),
            ("genre", theirs.genre()),
            (publisher, name),
            ("publisher.location", place),
        ] {
            let Some(value) = value else { continue };
            let long = if value.short.is_some() { ".value" } else { "" };
            self.keep(value, format!("{path}{field}{long}"), || shown(value));
            if let Some(short) = value.short.as_deref() {
                let name = format!("{path}{field}.short");
                self.keep(short, name, || text(short).as_str().to_owned());
            }
        }
    }

    fn left_numbers(&mut self, theirs: &Theirs, path: &str) {
        for (field, value) in [
            ("issue", theirs.issue()),
            ("chapter", theirs.chapter()),
            ("volume", theirs.volume()),
            ("edition", theirs.edition()),
        ] {
            if let Some(value) = value {
                self.keep(value, format!("{path}{field}"), || texts(value));
            }
        }
        for (field, value) in
            [("volume-total", theirs.volume_total()), ("page-total", theirs.page_total())]
        {
            if let Some(value) = value {
                self.keep(value, format!("{path}{field}"), || numeric(value));
            }
        }
        if let Some(value) = theirs.page_range() {
            self.keep(value, format!("{path}page-range"), || pages(value));
        }
        if let Some(value) = theirs.time_range() {
            self.keep(value, format!("{path}time-range"), || value.to_string());
        }
        if let Some(value) = theirs.runtime() {
            self.keep(value, format!("{path}runtime"), || value.to_string());
        }
        if let Some(value) = theirs.language() {
            self.keep(value, format!("{path}language"), || value.to_string());
        }
        if let Some(value) = theirs.date() {
            self.keep(value, format!("{path}date"), || edtf(value));
        }
        if let Some(url) = theirs.url() {
            let (value, visited) = match url.visit_date {
                Some(_) => ("url.value", "url.date"),
                None => ("url", ""),
            };
            self.keep(&url.value, format!("{path}{value}"), || url.value.to_string());
            if let Some(date) = &url.visit_date {
                self.keep(date, format!("{path}{visited}"), || edtf(date));
            }
        }
        for (key, value) in theirs.serial_number().iter().flat_map(|serials| &serials.0) {
            self.keep(value, format!("{path}serial-number.{key}"), || value.clone());
        }
    }

    fn left_people(&mut self, theirs: &Theirs, path: &str) {
        let shown = |persons: &[::hayagriva::types::Person]| {
            names(persons).iter().map(Name::display).collect::<Vec<_>>().join("; ")
        };
        for (field, persons) in [("author", theirs.authors()), ("editor", theirs.editors())] {
            let Some(persons) = persons else { continue };
            self.keep(persons, format!("{path}{field}"), || shown(persons));
            self.left_aliases(persons, &format!("{path}{field}"));
        }
        let groups = theirs.affiliated().unwrap_or_default();
        for (index, group) in groups.iter().enumerate() {
            let name = match groups.len() {
                1 => format!("{path}affiliated.names"),
                _ => format!("{path}affiliated[{index}].names"),
            };
            let role = format!("{path}affiliated.{}", role(&group.role));
            self.keep(group.names.as_slice(), role, || shown(&group.names));
            self.left_aliases(&group.names, &name);
        }
    }

    fn left_aliases(&mut self, persons: &[::hayagriva::types::Person], field: &str) {
        for (index, person) in persons.iter().enumerate() {
            let name = match persons.len() {
                1 => format!("{field}.alias"),
                _ => format!("{field}[{index}].alias"),
            };
            if let Some(alias) = &person.alias {
                self.keep(alias, name, || alias.clone());
            }
        }
    }

    /// Adds a value to the extra fields, unless it was used.
    fn keep<T: ?Sized>(&mut self, fact: &T, name: String, value: impl Fn() -> String) {
        if !self.used.contains(&address(fact)) {
            self.entry.extra.push(Extra { name, value: value() });
        }
    }
}

/// The name of a role.
fn role(role: &PersonRole) -> String {
    match role {
        PersonRole::Unknown(word) => word.clone(),
        role => {
            let mut word = String::new();
            for c in format!("{role:?}").chars() {
                if c.is_uppercase() && !word.is_empty() {
                    word.push('-');
                }
                word.extend(c.to_lowercase());
            }
            word
        }
    }
}

fn address<T: ?Sized>(fact: &T) -> usize {
    std::ptr::from_ref(fact).cast::<u8>().addr()
}

fn shown(value: &FormatString) -> String {
    text(&value.value).as_str().to_owned()
}

/// A chunked string; verbatim text and formulas keep their letter case.
pub(super) fn text(chunks: &ChunkedString) -> Text {
    let mut content = String::new();
    let mut marks: Vec<Mark> = Vec::new();
    for chunk in &chunks.0 {
        let start = content.len() as u32;
        content += &chunk.to_string();
        let end = content.len() as u32;
        if chunk.kind == ChunkKind::Normal {
            continue;
        }
        match marks.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => marks.push(Mark { start, end, kind: MarkKind::NoCase }),
        }
    }
    Text::with_marks(content, marks)
}

/// A number or a text.
pub(super) fn texts(value: &MaybeTyped<Numeric>) -> String {
    match value {
        MaybeTyped::Typed(number) => numeric(number),
        MaybeTyped::String(text) => text.clone(),
    }
}

/// A number as people type it: `2-3`, with a hyphen.
pub(super) fn numeric(number: &Numeric) -> String {
    let mut out = number.prefix_str().unwrap_or_default().to_owned();
    // Writing to a string does not fail.
    let _ = number.fmt_value(&mut out, true);
    out += number.suffix_str().unwrap_or_default();
    out
}

/// Pages as people type them.
pub(super) fn pages(value: &MaybeTyped<PageRanges>) -> String {
    use ::hayagriva::types::PageRangesPart as Part;
    let MaybeTyped::Typed(pages) = value else { return value.to_string() };
    let part = |part: &Part| match part {
        Part::Ampersand => " & ".to_owned(),
        Part::Comma => ", ".to_owned(),
        Part::SinglePage(page) => numeric(page),
        Part::EscapedRange(from, to) => format!("{}\\-{}", numeric(from), numeric(to)),
        Part::Range(from, to) => format!("{}-{}", numeric(from), numeric(to)),
    };
    pages.ranges.iter().map(part).collect()
}

/// A date; ibid counts months and days from 1.
pub(super) fn date(theirs: &TheirDate) -> Date {
    let season = theirs.season.and_then(|season| Season::from_number(season.to_csl_number()));
    let year = DatePoint::year(theirs.year);
    let month = theirs.month.map(|month| month.saturating_add(1));
    let point = match (month, theirs.day.map(|day| day.saturating_add(1)), season) {
        (None, _, Some(season)) => DatePoint::year_season(theirs.year, season),
        (None, ..) => year,
        (Some(month), day, _) => {
            let whole = day.and_then(|day| DatePoint::year_month_day(theirs.year, month, day));
            whole.or_else(|| DatePoint::year_month(theirs.year, month)).unwrap_or(year)
        }
    };
    Date::Point(DatePoint { approximate: theirs.approximate, ..point })
}

fn edtf(theirs: &TheirDate) -> String {
    date(theirs).to_edtf().unwrap_or_default()
}
