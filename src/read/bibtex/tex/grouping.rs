//! Commands whose spaces and commas would split a name, decoded before the list is split.

use std::borrow::Cow;

use crate::read::bibtex::tex::{Mode, Tex, argument};

/// The text of a name list with those commands decoded that contain white space or a comma, or
/// print a space: `H.\ Ehrig`, `J.\,A.`, `S\o ren`, `Hal\ifmmode \check{c}\else \v{c}\fi ek`.
///
/// If such a command prints several words, they are put in braces, as an argument in braces is one
/// word to BibTeX. Other commands, and everything in braces, are not changed.
pub(in crate::read::bibtex) fn group_commands<'v>(raw: &'v str, tex: &mut Tex<'_>) -> Cow<'v, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut out: Option<String> = None;
    let mut copied = 0;
    let mut at = 0;
    let bytes = raw.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'{' => at = argument::group(raw, at).1,
            b'\\' => {
                let end = command_end(raw, at, tex);
                if let Some(text) = end.1 {
                    let out = out.get_or_insert_with(String::new);
                    out.push_str(&raw[copied..at]);
                    out.push_str(&text);
                    copied = end.0;
                }
                at = end.0.max(at + 1);
            }
            _ => at += 1,
        }
    }
    match out {
        Some(mut out) => {
            out.push_str(&raw[copied..]);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(raw),
    }
}

/// The end of the command at `at`, and its replacement, if it must be replaced.
fn command_end(raw: &str, at: usize, tex: &mut Tex<'_>) -> (usize, Option<String>) {
    let undecoded = tex.undecoded.len();
    let (text, mut end) = tex.command_at(raw, at, Mode::Plain);
    let known = tex.undecoded.len() == undecoded;
    tex.undecoded.truncate(undecoded);
    if !known {
        let name_end = argument::command_name(raw, at).1;
        return (name_end, None);
    }
    let source = &raw[at..end];
    let tears = source.contains(|c: char| c.is_ascii_whitespace() || c == ',' || c == '~');
    let is_space = !text.is_empty() && text.trim().is_empty();
    if !(tears || is_space) || text.contains(['\\', '{', '}', '$', '~']) {
        return (end, None);
    }
    // A control word absorbs the space before `and`; BibTeX still splits the list there.
    let spaces = source.len() - source.trim_ascii_end().len();
    let after = raw[end..].strip_prefix("and");
    if spaces > 0 && after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_whitespace()))
    {
        end -= spaces;
    }
    let words = text.trim();
    let text = match words.contains([' ', ',']) {
        true => format!("{{{words}}}"),
        false if is_space => " ".to_owned(),
        false => text,
    };
    (end, Some(text))
}

#[cfg(test)]
mod tests {
    use super::group_commands;
    use crate::read::bibtex::tex::{Definitions, Tex};

    #[test]
    fn commands_with_spaces_are_decoded() {
        let definitions = Definitions::default();
        let mut tex = Tex::new(&definitions);
        for (raw, expected) in [
            (r"H.\ Ehrig and J.\,A. Tyrrell", "H. Ehrig and J. A. Tyrrell"),
            (r"S\o ren {\O}re, Fran\c cois", "Søren {\\O}re, François"),
            (r"Hal\ifmmode \check{c}\else \v{c}\fi{}ek, P.", "Halč{}ek, P."),
            (r"\textsc{van der Berg}, Jan", "{van der Berg}, Jan"),
            (r"Bj\o and Per Gr\o nn", "Bjø and Per Grønn"),
            (r"{J.\ K. Foo} \'Etienne Mu\~noz", r"{J.\ K. Foo} \'Etienne Muñoz"),
            (r"\foo bar Baz", r"\foo bar Baz"),
        ] {
            assert_eq!(group_commands(raw, &mut tex), expected, "{raw}");
        }
        assert!(tex.undecoded.is_empty());
    }
}
