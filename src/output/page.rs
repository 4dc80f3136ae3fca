//! Complete HTML pages: citations, a bibliography, and the style sheet that they need.

use std::fmt::Write;

use crate::markup::{Bibliography, Markup};
use crate::output::{Format, html};

/// Writes an HTML page with the citations, each in a paragraph, and a bibliography.
///
/// The bibliography has the hanging indent, the number column and the distances that its style asks
/// for. The id of each entry is `ref-` and its key, as in pandoc's pages.
///
/// *Shape*: `language` is a tag, such as `de-DE`; `title` is plain text.
pub fn html_page(
    title: &str,
    language: &str,
    citations: &[Markup],
    bibliography: Option<&Bibliography>,
) -> String {
    let mut out = String::from("<!DOCTYPE html>\n<html lang=\"");
    html::push_attribute(language, &mut out);
    out.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
    );
    html::push_attribute(title, &mut out);
    out.push_str("</title>\n<style>\n");
    out.push_str("body { max-width: 42em; margin: 2em auto; padding: 0 1em; }\n");
    if let Some(bibliography) = bibliography {
        push_page_rules(bibliography, &mut out);
    }
    out.push_str("</style>\n</head>\n<body>\n");
    for citation in citations {
        out.push_str("<p class=\"csl-citation\">");
        out.push_str(&Format::Html.write(citation));
        out.push_str("</p>\n");
    }
    if let Some(bibliography) = bibliography {
        out.push_str(&bibliography.write_with_ids(Format::Html));
        out.push('\n');
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// Writes the style sheet's rules for a bibliography.
pub(crate) fn push_page_rules(bibliography: &Bibliography, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        ".csl-bib-body {{ line-height: {}em; }}",
        1.35 * f64::from(bibliography.line_spacing.max(1))
    );
    let distance = 0.5 + 1.35 * f64::from(bibliography.entry_spacing);
    let _ = writeln!(out, ".csl-entry {{ margin-bottom: {distance}em; }}");
    if bibliography.second_field_align.is_some() {
        // As wide as the widest number and a space.
        let width = 0.6 * (bibliography.max_offset + 1) as f64;
        let _ = writeln!(out, ".csl-entry {{ position: relative; min-height: 1.35em; }}");
        let _ = writeln!(out, ".csl-left-margin {{ position: absolute; left: 0; }}");
        let _ = writeln!(out, ".csl-right-inline {{ margin-left: {width:.1}em; }}");
    } else if bibliography.hanging_indent {
        out.push_str(".csl-entry { padding-left: 2em; text-indent: -2em; }\n");
        out.push_str(".csl-entry div { text-indent: 0; }\n");
    }
    out.push_str(".csl-indent { margin-left: 2em; }\n");
}
