//! Citations and a bibliography as one JSON value, for other programs.
//!
//! *Shape*: `{"citations": [{"text", "runs", "in-text"}], "bibliography": {…}}`. Citations are as
//! in `output/json.rs`; the bibliography, if there is one, is as written by
//! [`Bibliography::write`].

use crate::markup::{Bibliography, Markup};
use crate::output::bibliography::push_json;
use crate::output::json::{Places, StylePlace, push_markup};

/// Writes citations and a bibliography as one JSON value, with a line break at its end.
///
/// If `place` is given, which returns the position of an element of the style by its number
/// ([`StyleInfo::place`](crate::style::StyleInfo::place)), each run of text has the member `place`:
/// `{"file", "line", "column"}`, or `null` for text that no element printed.
pub fn json_document(
    citations: &[Markup],
    bibliography: Option<&Bibliography>,
    place: Option<&dyn Fn(u32) -> Option<StylePlace>>,
) -> String {
    let places = place.map_or(Places::Numbers, Places::Located);
    let mut out = String::from("{\"citations\":[");
    for (index, citation) in citations.iter().enumerate() {
        out.push_str(if index > 0 { ",\n" } else { "\n" });
        push_markup(citation, places, &mut out);
    }
    out.push(']');
    if let Some(bibliography) = bibliography {
        out.push_str(",\n\"bibliography\":");
        push_json(bibliography, places, &mut out);
    }
    out.push_str("}\n");
    out
}
