//! The options of code that is run, as far as they are running text: captions.
//!
//! *Source*: Quarto's guide, "Execution Options", "Figures".

use std::ops::Range;

use crate::document::{Quoting, Scalar};
use crate::source::Span;

/// The marks of lines of options, by the comments of their languages.
const MARKS: [&str; 4] = ["#|", "//|", "%%|", "--|"];

const CAPTIONS: [&str; 6] = ["fig-cap", "tbl-cap", "lst-cap", "fig-subcap", "fig-scap", "fig.cap"];

/// The caption in a line of code, `#| fig-cap: "On the ice [@mett]"`, if it has an `@`. `is_open`
/// says whether the lines before it begin a caption of several lines, or a list of captions.
pub(super) fn caption(text: &str, line: Range<usize>, is_open: &mut bool) -> Option<Scalar> {
    let written = text[line.clone()].trim_end();
    let Some(option) = MARKS.iter().find_map(|mark| written.trim_start().strip_prefix(mark)) else {
        *is_open = false;
        return None;
    };
    let continues = *is_open && (option.starts_with("  ") || option.trim_start().starts_with("- "));
    let value = match continues {
        true => {
            let value = option.trim_start();
            value.strip_prefix("- ").map_or(value, str::trim_start)
        }
        false => {
            let (name, value) = option.split_once(':')?;
            let is_caption = CAPTIONS.contains(&name.trim());
            *is_open = is_caption && matches!(value.trim(), "" | "|" | "|-" | "|+" | ">" | ">-");
            if is_caption { value.trim_start() } else { "" }
        }
    };
    if !value.contains('@') {
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

#[cfg(test)]
mod tests {
    use super::caption;

    #[test]
    fn captions_may_have_several_lines() {
        let lines = [
            ("#| fig-cap: 'On ice [@a]'", Some("On ice [@a]")),
            ("#| fig-cap: |", None),
            ("#|   A block [@b]", Some("A block [@b]")),
            ("#| code: \"@c\"", None),
            ("#|   @d", None),
            ("#| fig-subcap:", None),
            ("#|   - \"One @e\"", Some("One @e")),
            ("#| - Two @f", Some("Two @f")),
            ("x = '@g'", None),
            ("#|   @h", None),
        ];
        let mut is_open = false;
        for (line, expected) in lines {
            let found = caption(line, 0..line.len(), &mut is_open);
            assert_eq!(found.map(|it| &line[it.span.range()]), expected, "{line}");
        }
    }
}
