//! Maps each part of a decoded value to the bytes that it comes from.

use crate::read::bibtex::tex::{Decoder, Definitions, Mode, Tex, escape, is_plain};
use crate::source::Step;

/// The characters of a value, and the source of each part; commands that a file defines itself are
/// not expanded.
pub(crate) fn trace(raw: &str) -> (String, Vec<Step>) {
    if is_plain(raw) {
        let whole = Step { text: 0..raw.len(), raw: 0..raw.len(), is_same: true };
        return (raw.to_owned(), vec![whole]);
    }
    let definitions = Definitions::default();
    let mut tex = Tex::new(&definitions);
    let mut decoder = Decoder::new(&mut tex, raw, Mode::Rich);
    decoder.trace = Some(Vec::new());
    decoder.run(raw);
    let mut steps = decoder.trace.take().unwrap_or_default();
    let text = decoder.finish().into_string();
    steps.retain(|step| step.text.start < text.len());
    if let Some(last) = steps.last_mut() {
        let over = last.text.end.saturating_sub(text.len());
        last.text.end -= over;
        if last.is_same {
            last.raw.end -= over;
        }
    }
    (text, steps)
}

/// True if a value is its own text, so that no mapping is needed.
pub(crate) fn stands_for_itself(raw: &str) -> bool {
    is_plain(raw)
}

/// The same for a verbatim value.
pub(crate) fn trace_verbatim(raw: &str) -> (String, Vec<Step>) {
    let mut start = raw.len() - raw.trim_start().len();
    let mut end = raw.trim_end().len().max(start);
    if raw[start..end].starts_with("\\url{") && raw[..end].ends_with('}') {
        start += "\\url{".len();
        end -= 1;
    }
    let (mut text, mut steps) = (String::new(), Vec::<Step>::new());
    let mut at = start;
    while let Some(next) = raw[at..end].chars().next() {
        let rest = &raw[at..end];
        let escape = escape(rest);
        let (shown, length) = match (escape, next) {
            (Some(found), _) => found,
            (None, '\n' | '\r') => ("", rest.len() - rest.trim_ascii_start().len()),
            (None, '{' | '}') => ("", 1),
            (None, next) => (&rest[..next.len_utf8()], next.len_utf8()),
        };
        let is_same = escape.is_none();
        let text_start = text.len();
        text.push_str(shown);
        match steps.last_mut() {
            Some(last) if is_same && last.is_same && last.raw.end == at && !shown.is_empty() => {
                last.text.end = text.len();
                last.raw.end = at + length;
            }
            _ if shown.is_empty() => {}
            _ => steps.push(Step { text: text_start..text.len(), raw: at..at + length, is_same }),
        }
        at += length;
    }
    (text, steps)
}

impl Decoder<'_, '_> {
    /// Records the source of the text written since `start`, as far as it is not yet recorded: the
    /// part of the value that `source` is. The text of an expansion comes from the command.
    pub(super) fn note(&mut self, start: usize, source: &str, is_same: bool) {
        let Some(steps) = &mut self.trace else { return };
        let base = (source.as_ptr() as usize).checked_sub(self.raw.as_ptr() as usize);
        let Some(base) = base.filter(|base| base + source.len() <= self.raw.len()) else { return };
        let noted = steps.last().map_or(start, |last| last.text.end.max(start));
        // A formula may have been written again.
        steps.retain(|step| step.text.end <= self.out.len());
        let end = self.out.len();
        if noted >= end {
            return;
        }
        let raw = match is_same {
            true => base..base + source.len(),
            // What is already recorded is before it.
            false => {
                let before = steps.last().filter(|last| last.text.end > start);
                before.map_or(base, |last| last.raw.end.max(base))..base + source.len()
            }
        };
        match steps.last_mut() {
            Some(last) if is_same && last.is_same && last.raw.end == raw.start => {
                last.text.end = end;
                last.raw.end = raw.end;
            }
            _ => steps.push(Step { text: noted..end, raw, is_same }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{trace, trace_verbatim};
    use crate::source::Step;

    /// Each part of the text, with its source if that differs.
    fn shown(raw: &str, (text, steps): (String, Vec<Step>)) -> String {
        let mut end = 0;
        let part = |step: &Step| {
            assert_eq!(step.text.start, end, "the parts of {raw} tile its text");
            end = step.text.end;
            let (text, from) = (&text[step.text.clone()], &raw[step.raw.clone()]);
            match step.is_same {
                true => {
                    assert_eq!(text, from, "{raw}");
                    text.to_owned()
                }
                false => format!("<{text}={from}>"),
            }
        };
        let parts: Vec<String> = steps.iter().map(part).collect();
        assert_eq!(end, text.len(), "{raw}");
        parts.join("|")
    }

    #[test]
    fn characters_lead_back_to_what_they_were_decoded_from() {
        for (raw, parts) in [
            ("plain text", "plain text"),
            ("M\\\"{u}nchen", "M|<ü=\\\"{u}>|nchen"),
            ("{The} Title", "The| Title"),
            ("\\textit{some {deep} words} end", "some |deep| words| end"),
            ("1--9", "1|<–=-->|9"),
            ("R\\&D~x", "R|<&=\\&>|D|<\u{a0}=~>|x"),
            ("a\n   b", "a|< =\n   >|b"),
            ("$x^2$ and $\\alpha$", "<x2=$x^2$>| and |<α=$\\alpha$>"),
            ("\\foo bar", "\\foo bar"),
            ("Erd{\\H o}s", "Erd|<ő=\\H o>|s"),
        ] {
            let found = shown(raw, trace(raw));
            assert_eq!(found, parts, "{raw}");
        }
    }

    #[test]
    fn verbatim_values_lead_back_too() {
        for (raw, parts) in [
            ("10.1000/a_b", "10.1000/a_b"),
            (" \\url{http://a/\\_b} ", "http://a/|<_=\\_>|b"),
            ("10.1000/a{\\_}b", "10.1000/a|<_=\\_>|b"),
            ("10.1000/\n  b", "10.1000/|b"),
        ] {
            assert_eq!(shown(raw, trace_verbatim(raw)), parts, "{raw}");
        }
    }
}
