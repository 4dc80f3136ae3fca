//! Quotation marks directly before a word.
//!
//! *Source*: the output of citeproc-js, which changes a word in title case only if a quotation mark
//! before it has its partner.

/// True if the word at a byte directly follows a quotation mark that does not open a quotation: the
/// mark is never closed, or one of another kind opens before that.
pub(super) fn follows_stray_mark(text: &str, word: usize) -> bool {
    let Some(mark) = text[..word].chars().next_back().filter(|mark| is_mark(*mark)) else {
        return false;
    };
    let Some(kind) = Kind::opened_by(mark) else {
        // A closing mark between two words belongs to the first one.
        let before = text[..word - mark.len_utf8()].chars().next_back();
        return !before.is_some_and(char::is_alphanumeric);
    };
    let mut open = 1;
    let mut before = mark;
    let mut rest = text[word..].chars().peekable();
    while let Some(character) = rest.next() {
        let in_word = before.is_alphanumeric();
        let behind = rest.peek().is_some_and(|next| next.is_alphanumeric());
        before = character;
        if !is_mark(character) {
            continue;
        }
        if kind.is_closed_by(character) && (in_word || !behind) {
            open -= 1;
            if open == 0 {
                return false;
            }
        } else if !in_word && behind {
            match Kind::opened_by(character) {
                Some(opened) if opened == kind => open += 1,
                Some(_) => return true,
                None => {}
            }
        }
    }
    true
}

fn is_mark(character: char) -> bool {
    matches!(character, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»')
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    StraightDouble,
    StraightSingle,
    Double,
    Single,
    Angle,
}

impl Kind {
    fn opened_by(mark: char) -> Option<Kind> {
        match mark {
            '"' => Some(Kind::StraightDouble),
            '\'' => Some(Kind::StraightSingle),
            '“' => Some(Kind::Double),
            '‘' => Some(Kind::Single),
            '«' => Some(Kind::Angle),
            _ => None,
        }
    }

    fn is_closed_by(self, mark: char) -> bool {
        match self {
            Kind::StraightDouble => mark == '"',
            Kind::StraightSingle => mark == '\'',
            Kind::Double => mark == '”',
            Kind::Single => mark == '’',
            Kind::Angle => mark == '»',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::follows_stray_mark;

    #[test]
    fn marks_with_and_without_partners() {
        for (text, stray) in [
            ("a “xy” z", false),
            ("a “xy \"z", true),
            ("a \"xy z\" w", false),
            ("“xy” and \"xz w", false),
            ("a “xy and “yz” w", true),
            ("a “xy “yz” zw” w", false),
            ("a “xy ‘yz’ zw” w", true),
            ("a “xy it’s zw” w", false),
            ("a ‘xy and it’s’ w", false),
            ("a «xy» w", false),
            ("a ”xy” w", true),
            ("a xy w", false),
        ] {
            let word = text.find("xy").unwrap();
            assert_eq!(follows_stray_mark(text, word), stray, "{text}");
        }
    }
}
