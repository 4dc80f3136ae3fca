//! `ibid cite --explain`: which element of the style printed each piece.

use std::fmt::Write;

use ibid::markup::{Bibliography, Markup};
use ibid::output::{Format, StylePlace};

use crate::style::Chosen;

/// What stands for the place of a piece that no element of the style printed.
const NO_ELEMENT: &str = "the citation itself";

/// Where the element of a number is in the style's text.
pub(super) fn place(chosen: &Chosen, number: u32) -> Option<StylePlace> {
    let span = chosen.style.info().place(number)?;
    let at = chosen.source.line_column(span.start);
    let file = chosen.source.name.to_string();
    Some(StylePlace { file, line: at.line, column: at.column })
}

/// Citations and a bibliography with, under each citation and entry, a line for each piece of it.
pub(super) fn write(
    citations: &[Markup],
    bibliography: Option<&Bibliography>,
    format: Format,
    chosen: &Chosen,
) -> String {
    let mut out = String::new();
    for citation in citations {
        out.push_str(&format.write(citation));
        out.push('\n');
        citation.in_text().into_iter().for_each(|names| push_pieces(names, chosen, &mut out));
        push_pieces(citation, chosen, &mut out);
        out.push('\n');
    }
    let mut single = bibliography.cloned().unwrap_or_default();
    for entry in bibliography.map_or(&[][..], |bibliography| &bibliography.entries) {
        single.entries = vec![entry.clone()];
        out.push_str(&single.write(format));
        push_pieces(&entry.markup, chosen, &mut out);
        out.push('\n');
    }
    out.truncate(out.trim_end_matches('\n').len() + 1);
    out
}

/// The explanation as a comment of the format, to be written after the citations and the
/// bibliography: these stay what they are without it.
pub(super) fn comment(
    citations: &[Markup],
    bibliography: Option<&Bibliography>,
    format: Format,
    chosen: &Chosen,
) -> String {
    let text = write(citations, bibliography, Format::Plain, chosen);
    let lines = |sign: &str| -> String {
        text.lines().map(|line| format!("{sign}{line}").trim_end().to_owned() + "\n").collect()
    };
    match format {
        Format::Latex => lines("% "),
        Format::Typst => lines("// "),
        // Two hyphens may not be in a comment.
        _ => format!("<!--\n{}-->\n", text.replace("--", "- -")),
    }
}

/// A line for each piece of a text, the places below each other.
fn push_pieces(markup: &Markup, chosen: &Chosen, out: &mut String) {
    const WIDEST: usize = 40;
    let pieces: Vec<(String, String)> = (markup.pieces())
        .map(|(words, number)| {
            let place = place(chosen, number).map_or(NO_ELEMENT.to_owned(), |place| {
                format!("{}:{}:{}", place.file, place.line, place.column)
            });
            (format!("{words:?}"), place)
        })
        .collect();
    let widths = pieces.iter().map(|(words, _)| words.chars().count());
    let width = widths.filter(|&width| width <= WIDEST).max().unwrap_or_default();
    for (words, place) in pieces {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "    {words:width$}  {place}");
    }
}
