//! Maps each part of a scalar's text to the bytes that it comes from.

use crate::source::Step;
use crate::syntax::data::Style;
use crate::syntax::yaml::quoted::escape;

/// The characters of a YAML or JSON scalar, and the source of each part.
///
/// *Shape*: `raw` is the scalar without its quotes. The lines of a block are joined with a space,
/// like those of other scalars.
pub(crate) fn trace(raw: &str, style: Style) -> (String, Vec<Step>) {
    let (mut text, mut steps) = (String::with_capacity(raw.len()), Vec::<Step>::new());
    let mut at = 0;
    while let Some(c) = raw[at..].chars().next() {
        let rest = &raw[at..];
        let start = text.len();
        let own = |text: &mut String| {
            text.push(c);
            (c.len_utf8(), true)
        };
        let (length, is_same) = match c {
            '\\' if style == Style::DoubleQuoted => match escape(&rest[1..]) {
                (Some(meant), length) => {
                    text.push(meant);
                    (1 + length, false)
                }
                (None, _) => match line_break(&rest[1..]) {
                    // An escaped line break joins the lines.
                    Some((length, _)) => (1 + length, false),
                    None => own(&mut text),
                },
            },
            '\'' if style == Style::SingleQuoted && rest.starts_with("''") => {
                text.push('\'');
                (2, false)
            }
            _ => match line_break(rest) {
                Some((length, breaks)) => {
                    match breaks {
                        1 => text.push(' '),
                        more => text.extend(std::iter::repeat_n('\n', more - 1)),
                    }
                    (length, false)
                }
                None => own(&mut text),
            },
        };
        let (shown, from) = (start..text.len(), at..at + length);
        match steps.last_mut() {
            Some(last) if is_same && last.is_same && last.raw.end == at => {
                last.text.end = shown.end;
                last.raw.end = from.end;
            }
            _ if shown.is_empty() => {}
            _ => steps.push(Step { text: shown, raw: from, is_same }),
        }
        at += length;
    }
    (text, steps)
}

/// The length of the white space at the beginning of a text, and the number of line breaks in it;
/// `None` if there is none.
fn line_break(rest: &str) -> Option<(usize, usize)> {
    let length = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    let breaks = rest[..length].bytes().filter(|byte| *byte == b'\n').count();
    (breaks > 0).then_some((length, breaks))
}

#[cfg(test)]
mod tests {
    use super::trace;
    use crate::syntax::data::Style;

    #[test]
    fn characters_lead_back_to_what_is_written() {
        for (raw, style, parts) in [
            ("plain", Style::Plain, vec!["plain"]),
            ("a\n  b", Style::Plain, vec!["a", "< >", "b"]),
            ("it''s", Style::SingleQuoted, vec!["it", "<'>", "s"]),
            ("a\\u00e9\\\"b", Style::DoubleQuoted, vec!["a", "<é>", "<\">", "b"]),
            ("\\ud835\\udd38", Style::DoubleQuoted, vec!["<𝔸>"]),
        ] {
            let (text, steps) = trace(raw, style);
            let found: Vec<String> = steps
                .iter()
                .map(|step| match step.is_same {
                    true => {
                        assert_eq!(text[step.text.clone()], raw[step.raw.clone()]);
                        text[step.text.clone()].to_owned()
                    }
                    false => format!("<{}>", &text[step.text.clone()]),
                })
                .collect();
            assert_eq!(found, parts, "{raw}");
        }
    }
}
