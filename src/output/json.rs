//! JSON for other programs: the text, and its runs of equal formatting.
//!
//! *Shape*: `{"text": "…", "runs": [{"text": "…", "formats": ["italic"], "link": "https://…",
//! "place": 12}], "in-text": {"text": "…", "runs": […]}}`; `formats` from the outermost to the
//! innermost. `formats` and `link` are omitted if there are none, `place` if provenance was not
//! requested. Only a note has `in-text`: its part for the running text.

use std::fmt::Write;

use crate::markup::{Formatting, Mark, Markup, Run};

/// A position in the text of a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StylePlace {
    /// The name of the style's file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// How the style's element that printed a run is written.
#[derive(Clone, Copy)]
pub(super) enum Places<'f> {
    /// As its number in the style.
    Numbers,
    /// As its position in the style's text, which the function finds.
    Located(&'f dyn Fn(u32) -> Option<StylePlace>),
}

pub(super) fn write(markup: &Markup) -> String {
    let mut out = String::with_capacity(markup.as_str().len() * 3);
    push_markup(markup, Places::Numbers, &mut out);
    out
}

/// Writes the JSON object for markup.
pub(super) fn push_markup(markup: &Markup, places: Places<'_>, out: &mut String) {
    out.push('{');
    push_fields(markup, places, out);
    out.push('}');
}

/// Writes the members of the JSON object for markup.
pub(super) fn push_fields(markup: &Markup, places: Places<'_>, out: &mut String) {
    out.push_str("\"text\":");
    push_string(markup.as_str(), out);
    out.push_str(",\"runs\":[");
    let edges = edges(markup);
    let mut marks = markup.marks().iter().peekable();
    let mut runs = markup.runs().iter().peekable();
    let (mut around, mut run): (Vec<&Mark>, Option<&Run>) = (Vec::new(), None);
    for (index, pair) in edges.windows(2).enumerate() {
        let (start, end) = (pair[0], pair[1]);
        around.retain(|mark| mark.end >= end);
        let opened = std::iter::from_fn(|| marks.next_if(|mark| mark.start <= start));
        around.extend(opened.filter(|mark| mark.end >= end));
        while let Some(next) = runs.next_if(|run| run.start <= start) {
            run = Some(next);
        }
        if index > 0 {
            out.push(',');
        }
        out.push_str("{\"text\":");
        push_string(&markup.as_str()[start as usize..end as usize], out);
        push_formats(markup, &around, out);
        if let Some(run) = run {
            out.push_str(",\"place\":");
            push_place(run.place, places, out);
        }
        out.push('}');
    }
    out.push(']');
    if let Some(names) = markup.in_text() {
        out.push_str(",\"in-text\":");
        push_markup(names, places, out);
    }
}

/// The positions at which formatting or provenance changes, and the beginning and end of the text.
fn edges(markup: &Markup) -> Vec<u32> {
    let mut edges = vec![0, markup.as_str().len() as u32];
    edges.extend(markup.marks().iter().flat_map(|mark| [mark.start, mark.end]));
    edges.extend(markup.runs().iter().map(|run| run.start));
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// Writes the formats around a run, from the outermost to the innermost, and its link.
fn push_formats(markup: &Markup, around: &[&Mark], out: &mut String) {
    let mut names = around.iter().filter_map(|mark| format_name(mark.format));
    if let Some(first) = names.next() {
        out.push_str(",\"formats\":[");
        push_string(first, out);
        for name in names {
            out.push(',');
            push_string(name, out);
        }
        out.push(']');
    }
    let link = around.iter().rev().find_map(|mark| match mark.format {
        Formatting::Link(number) => Some(markup.link(number)),
        _ => None,
    });
    if let Some(link) = link {
        out.push_str(",\"link\":");
        push_string(link, out);
    }
}

fn push_place(number: u32, places: Places<'_>, out: &mut String) {
    let place = match places {
        Places::Numbers => {
            // Writing to a string cannot fail.
            let _ = write!(out, "{number}");
            return;
        }
        Places::Located(find) => find(number),
    };
    match place {
        Some(place) => {
            out.push_str("{\"file\":");
            push_string(&place.file, out);
            let _ = write!(out, ",\"line\":{},\"column\":{}}}", place.line, place.column);
        }
        None => out.push_str("null"),
    }
}

/// The name of a format; `None` for a link, which has a member of its own.
fn format_name(format: Formatting) -> Option<&'static str> {
    Some(match format {
        Formatting::Italic => "italic",
        Formatting::Oblique => "oblique",
        Formatting::UprightStyle => "upright",
        Formatting::SmallCaps => "small-caps",
        Formatting::NormalVariant => "normal-variant",
        Formatting::Bold => "bold",
        Formatting::Light => "light",
        Formatting::NormalWeight => "normal-weight",
        Formatting::Underline => "underline",
        Formatting::NoDecoration => "no-decoration",
        Formatting::Superscript => "superscript",
        Formatting::Subscript => "subscript",
        Formatting::Baseline => "baseline",
        Formatting::Block => "block",
        Formatting::LeftMargin => "left-margin",
        Formatting::RightInline => "right-inline",
        Formatting::Indent => "indent",
        Formatting::Link(_) => return None,
    })
}

/// Writes a JSON string.
pub(super) fn push_string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // Line separators ended a line in JavaScript before 2019.
            character if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "\\u{:04x}", character as u32);
            }
            character => out.push(character),
        }
    }
    out.push('"');
}
