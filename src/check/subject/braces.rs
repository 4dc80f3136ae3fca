//! The braces of BibTeX values that have no backslash before them.

/// True if every brace has its partner inside the text.
pub(crate) fn is_balanced(text: &str) -> bool {
    let mut depth = 0;
    braces(text).all(|step| {
        depth += step;
        depth >= 0
    }) && depth == 0
}

/// The number of opening braces in a text minus the closing ones.
pub(in crate::check::subject) fn opened(text: &str) -> i32 {
    braces(text).sum()
}

/// The braces without a backslash before them: 1 for an opening one, -1 for a closing one.
fn braces(text: &str) -> impl Iterator<Item = i32> {
    let mut is_escaped = false;
    text.bytes().filter_map(move |byte| {
        let step = match byte {
            b'{' if !is_escaped => Some(1),
            b'}' if !is_escaped => Some(-1),
            _ => None,
        };
        is_escaped = byte == b'\\' && !is_escaped;
        step
    })
}

#[cfg(test)]
mod tests {
    use super::is_balanced;

    #[test]
    fn braces_have_their_partners() {
        for text in ["", "a {b} \\{", "{{a} b}", "\\\\{a}"] {
            assert!(is_balanced(text), "{text}");
        }
        for text in ["a} {b", "{", "}", "{a\\}"] {
            assert!(!is_balanced(text), "{text}");
        }
    }
}
