//! Expands the commands of a document: their bodies with the arguments of a call.

/// The definition of a command: `\newcommand{\see}[1]{see \parencite{#1}}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template {
    pub(super) arguments: Vec<Argument>,
    pub(super) body: String,
}

/// The kind of an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Argument {
    Braces,
    /// With its default value, if that is known.
    Brackets(Option<String>),
    Star,
}

impl Template {
    /// The body with the arguments of a call; `None` if it needs something that only TeX knows,
    /// such as whether an argument was given.
    pub(super) fn expand(&self, given: &[Option<&str>]) -> Option<String> {
        // The internals of packages must not be written into a document.
        if self.body.contains('@') || self.body.contains("##") {
            return None;
        }
        let mut out = String::with_capacity(self.body.len() * 2);
        let mut rest = self.body.as_str();
        while let Some((before, behind)) = rest.split_once('#') {
            out.push_str(before);
            if out.ends_with('\\') {
                out.push('#');
                rest = behind;
                continue;
            }
            let number = behind.chars().next()?.to_digit(10)?;
            let index = (number as usize).checked_sub(1)?;
            let argument = match (self.arguments.get(index)?, *given.get(index)?) {
                (Argument::Star, Some(_)) => "\\BooleanTrue",
                (Argument::Star, None) => "\\BooleanFalse",
                (_, Some(given)) => given,
                (Argument::Brackets(Some(default)), None) => default,
                (Argument::Braces | Argument::Brackets(None), None) => return None,
            };
            push(&mut out, argument);
            rest = &behind[1..];
        }
        push(&mut out, rest);
        Some(out)
    }
}

/// Adds a text, such that letters after the name of a command do not become part of it.
pub(super) fn push(out: &mut String, text: &str) {
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) && ends_in_command(out) {
        out.push(' ');
    }
    out.push_str(text);
}

pub(super) fn ends_in_command(text: &str) -> bool {
    let before = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    before.len() < text.len() && before.ends_with('\\') && !before.ends_with("\\\\")
}

#[cfg(test)]
mod tests {
    use super::{Argument, Template};

    #[test]
    fn arguments_take_their_places() {
        let arguments = vec![Argument::Brackets(Some("p.~1".into())), Argument::Braces];
        let template = |body: &str| Template { arguments: arguments.clone(), body: body.into() };
        let all = [Some("3"), Some("mett")];
        let see = template(r"see \cite[#1]{#2}\#1");
        assert_eq!(see.expand(&all).as_deref(), Some(r"see \cite[3]{mett}\#1"));
        let default = see.expand(&[None, Some("mett")]);
        assert_eq!(default.as_deref(), Some(r"see \cite[p.~1]{mett}\#1"));
        assert_eq!(
            template(r"\emph#2\cite{#2}").expand(&all).as_deref(),
            Some(r"\emph mett\cite{mett}")
        );
        for body in [r"\@see{#1}", r"\def\a##1{#1}", r"#3"] {
            assert_eq!(template(body).expand(&all), None, "{body}");
        }
    }
}
