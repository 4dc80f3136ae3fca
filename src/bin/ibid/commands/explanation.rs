//! `ibid cite --explain`: which element of the style printed each piece.

use std::fmt::Write;

use ibid::markup::{Bibliography, Markup};
use ibid::output::{Format, StylePlace};

use crate::style::Chosen;

/// The text for a piece that no element of the style printed.
const NO_ELEMENT: &str = "the citation itself";

/// The position of an element in the style's text.
pub(super) fn place(chosen: &Chosen, number: u32) -> Option<StylePlace> {
    let span = chosen.style.info().place(number)?;
    let at = chosen.source.line_column(span.start);
    let file = chosen.source.name.to_string();
    Some(StylePlace { file, line: at.line, column: at.column })
}

/// Citations and a bibliography, with a line for each piece under each citation and entry.
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

/// The explanation as a comment in the output format, which is written after the citations and the
/// bibliography, so that these stay the same.
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
        // A comment must not contain two hyphens.
        _ => format!("<!--\n{}-->\n", text.replace("--", "- -")),
    }
}

/// A line for each piece of a text, with the positions aligned.
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
