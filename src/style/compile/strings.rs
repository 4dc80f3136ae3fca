//! The interned strings of a style.

use rustc_hash::FxHashMap;

use crate::style::ir::StrId;

/// Assigns equal numbers to equal strings; number 0 is the empty string.
pub(super) struct Strings {
    strings: Vec<Box<str>>,
    ids: FxHashMap<Box<str>, StrId>,
}

impl Strings {
    pub(super) fn new() -> Self {
        let mut strings = Strings { strings: Vec::with_capacity(1024), ids: FxHashMap::default() };
        strings.intern("");
        strings
    }

    /// Returns the number of the string. Beyond 65,535 strings, more than any style has, the result
    /// is the empty string; see [`Strings::is_full`].
    ///
    /// Some styles escape character references twice (`&amp;#160;`). citeproc-js prints the
    /// intended character, and so does ibid.
    pub(super) fn intern(&mut self, string: &str) -> StrId {
        if string.contains('&') {
            return self.intern_as_is(&without_references(string));
        }
        self.intern_as_is(string)
    }

    fn intern_as_is(&mut self, string: &str) -> StrId {
        if let Some(&id) = self.ids.get(string) {
            return id;
        }
        let Ok(number) = u16::try_from(self.strings.len()) else { return StrId::EMPTY };
        self.strings.push(string.into());
        self.ids.insert(string.into(), StrId(number));
        StrId(number)
    }

    pub(super) fn is_full(&self) -> bool {
        self.strings.len() > usize::from(u16::MAX)
    }

    pub(super) fn into_vec(self) -> Vec<Box<str>> {
        self.strings
    }
}

/// Replaces numeric character references, and those for `<` and `>`.
fn without_references(string: &str) -> String {
    let mut out = String::with_capacity(string.len());
    let mut rest = string;
    while let Some(at) = rest.find('&') {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let reference = here[1..].split_once(';');
        let character = reference.and_then(|(name, _)| match name {
            "lt" => Some('<'),
            "gt" => Some('>'),
            _ => {
                let number = name.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                    None => number.parse(),
                };
                code.ok().and_then(char::from_u32)
            }
        });
        match (character, reference) {
            (Some(character), Some((_, behind))) => {
                out.push(character);
                rest = behind;
            }
            _ => {
                out.push('&');
                rest = &here[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::without_references;

    #[test]
    fn references_become_their_characters() {
        assert_eq!(
            without_references("«&#160;&#x2013; & &amp; &#; &lt;"),
            "«\u{A0}– & &amp; &#; <"
        );
    }
}
