//! The options of code that is run, as far as they are running text: captions.
//!
//! *Source*: Quarto's guide, "Execution Options", "Figures".

use std::ops::Range;

use crate::document::{Quoting, Scalar};
use crate::source::Span;

/// The marks of lines of options, by the comments of their languages.
const MARKS: [&str; 4] = ["#|", "//|", "%%|", "--|"];

const CAPTIONS: [&str; 6] = ["fig-cap", "tbl-cap", "lst-cap", "fig-subcap", "fig-scap", "fig.cap"];

/// The caption in a line of code, `#| fig-cap: "On the ice [@mett]"`, if it has an `@`.
pub(super) fn caption(text: &str, line: Range<usize>) -> Option<Scalar> {
    let written = text[line.clone()].trim_end();
    let option = MARKS.iter().find_map(|mark| written.trim_start().strip_prefix(mark))?;
    let (name, value) = option.split_once(':')?;
    let value = value.trim_start();
    if !CAPTIONS.contains(&name.trim()) || !value.contains('@') {
        return None;
    }
    let start = line.start + written.len() - value.len();
    let quotes = [('"', Quoting::Double), ('\'', Quoting::Single)];
    let quoted = quotes.into_iter().find(|(mark, _)| value.starts_with(*mark));
    let (inside, quoting) = match quoted {
        Some((mark, quoting)) => {
            let length = value[1..].rfind(mark)?;
            (start + 1..start + 1 + length, quoting)
        }
        None => (start..start + value.len(), Quoting::None),
    };
    Some(Scalar { span: Span::new(inside.start, inside.end), quoting })
}
