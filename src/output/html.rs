//! HTML with the elements and classes of citeproc-js, so that style sheets made for it work.

use crate::markup::{Formatting, Mark, Markup};
use crate::output::walk::{Backend, walk};

pub(super) fn write(markup: &Markup) -> String {
    let out = String::with_capacity(markup.as_str().len() * 5 / 4);
    let mut html = Html { out, markup, at: 0, seams: &markup.seams };
    walk(markup, &mut html);
    html.out
}

struct Html<'m> {
    out: String,
    markup: &'m Markup,
    /// How much of the text has been written.
    at: usize,
    /// The seams that are still to come.
    seams: &'m [u32],
}

impl Backend for Html<'_> {
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let [seam, later @ ..] = self.seams {
            let seam_at = (*seam as usize).saturating_sub(self.at);
            let Some((before, behind)) = rest.split_at_checked(seam_at) else {
                break;
            };
            push_escaped(before, &mut self.out);
            (self.at, rest, self.seams) = (self.at + seam_at, behind, later);
        }
        push_escaped(rest, &mut self.out);
        self.at += rest.len();
    }

    fn open(&mut self, mark: &Mark) {
        let tag = match mark.format {
            Formatting::Italic => "<i>",
            Formatting::Oblique => "<em>",
            Formatting::UprightStyle => "<span style=\"font-style:normal;\">",
            Formatting::SmallCaps => "<span style=\"font-variant:small-caps;\">",
            Formatting::NormalVariant => "<span style=\"font-variant:normal;\">",
            Formatting::Bold => "<b>",
            Formatting::Light => return,
            Formatting::NormalWeight => "<span style=\"font-weight:normal;\">",
            Formatting::Underline => "<span style=\"text-decoration:underline;\">",
            Formatting::NoDecoration => "<span style=\"text-decoration:none;\">",
            Formatting::Superscript => "<sup>",
            Formatting::Subscript => "<sub>",
            Formatting::Baseline => "<span style=\"baseline\">",
            Formatting::Block => "\n\n    <div class=\"csl-block\">",
            Formatting::LeftMargin => "\n    <div class=\"csl-left-margin\">",
            Formatting::RightInline => "<div class=\"csl-right-inline\">",
            Formatting::Indent => "<div class=\"csl-indent\">",
            Formatting::Link(number) => {
                self.out.push_str("<a href=\"");
                push_attribute(self.markup.link(number), &mut self.out);
                "\">"
            }
        };
        self.out.push_str(tag);
    }

    fn close(&mut self, mark: &Mark) {
        self.out.push_str(match mark.format {
            Formatting::Italic => "</i>",
            Formatting::Oblique => "</em>",
            Formatting::Bold => "</b>",
            Formatting::Light => "",
            Formatting::Superscript => "</sup>",
            Formatting::Subscript => "</sub>",
            Formatting::Block => "</div>\n",
            Formatting::LeftMargin => "</div>",
            Formatting::RightInline => "</div>\n  ",
            Formatting::Indent => "</div>\n  ",
            Formatting::Link(_) => "</a>",
            _ => "</span>",
        });
    }
}

/// Escapes the special characters of HTML. Superscript letters and digits become elements, which
/// every font supports, and the first of two spaces in a text becomes a no-break space.
fn push_escaped(text: &str, out: &mut String) {
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' => out.push_str("&#38;"),
            '<' => out.push_str("&#60;"),
            '>' => out.push_str("&#62;"),
            ' ' if characters.next_if_eq(&' ').is_some() => out.push_str("\u{A0} "),
            character if (character as u32) < 0xAA => out.push(character),
            character => match superscript(character) {
                Some(base) => {
                    out.push_str("<sup>");
                    out.push_str(base);
                    out.push_str("</sup>");
                }
                None => out.push(character),
            },
        }
    }
}

/// Escapes the characters that would end an attribute's value.
pub(super) fn push_attribute(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&#38;"),
            '<' => out.push_str("&#60;"),
            '>' => out.push_str("&#62;"),
            '"' => out.push_str("&#34;"),
            character => out.push(character),
        }
    }
}

/// The plain character of a superscript one.
fn superscript(character: char) -> Option<&'static str> {
    let index = SUPERSCRIPTS.binary_search_by_key(&character, |(raised, _)| *raised).ok()?;
    Some(SUPERSCRIPTS[index].1)
}

/// Superscript characters and their plain forms, ordered by character.
#[rustfmt::skip]
const SUPERSCRIPTS: &[(char, &str)] = &[
    ('ª', "a"), ('²', "2"), ('³', "3"), ('¹', "1"), ('º', "o"), ('ʰ', "h"), ('ʱ', "ɦ"),
    ('ʲ', "j"), ('ʳ', "r"), ('ʴ', "ɹ"), ('ʵ', "ɻ"), ('ʶ', "ʁ"), ('ʷ', "w"), ('ʸ', "y"),
    ('ˀ', "ʔ"), ('ˁ', "ʕ"), ('ˠ', "ɣ"), ('ˡ', "l"), ('ˢ', "s"), ('ˣ', "x"), ('ˤ', "ʕ"),
    ('ۥ', "و"), ('ۦ', "ي"), ('ᴬ', "A"), ('ᴭ', "Æ"), ('ᴮ', "B"), ('ᴰ', "D"), ('ᴱ', "E"),
    ('ᴲ', "Ǝ"), ('ᴳ', "G"), ('ᴴ', "H"), ('ᴵ', "I"), ('ᴶ', "J"), ('ᴷ', "K"), ('ᴸ', "L"),
    ('ᴹ', "M"), ('ᴺ', "N"), ('ᴼ', "O"), ('ᴽ', "Ȣ"), ('ᴾ', "P"), ('ᴿ', "R"), ('ᵀ', "T"),
    ('ᵁ', "U"), ('ᵂ', "W"), ('ᵃ', "a"), ('ᵄ', "ɐ"), ('ᵅ', "ɑ"), ('ᵆ', "ᴂ"), ('ᵇ', "b"),
    ('ᵈ', "d"), ('ᵉ', "e"), ('ᵊ', "ə"), ('ᵋ', "ɛ"), ('ᵌ', "ɜ"), ('ᵍ', "g"), ('ᵏ', "k"),
    ('ᵐ', "m"), ('ᵑ', "ŋ"), ('ᵒ', "o"), ('ᵓ', "ɔ"), ('ᵔ', "ᴖ"), ('ᵕ', "ᴗ"), ('ᵖ', "p"),
    ('ᵗ', "t"), ('ᵘ', "u"), ('ᵙ', "ᴝ"), ('ᵚ', "ɯ"), ('ᵛ', "v"), ('ᵜ', "ᴥ"), ('ᵝ', "β"),
    ('ᵞ', "γ"), ('ᵟ', "δ"), ('ᵠ', "φ"), ('ᵡ', "χ"), ('⁰', "0"), ('ⁱ', "i"), ('⁴', "4"),
    ('⁵', "5"), ('⁶', "6"), ('⁷', "7"), ('⁸', "8"), ('⁹', "9"), ('⁺', "+"), ('⁻', "−"),
    ('⁼', "="), ('⁽', "("), ('⁾', ")"), ('ⁿ', "n"), ('℠', "SM"), ('™', "TM"), ('㆒', "一"),
    ('㆓', "二"), ('㆔', "三"), ('㆕', "四"), ('㆖', "上"), ('㆗', "中"), ('㆘', "下"), ('㆙', "甲"),
    ('㆚', "乙"), ('㆛', "丙"), ('㆜', "丁"), ('㆝', "天"), ('㆞', "地"), ('㆟', "人"),
];

#[cfg(test)]
mod tests {
    use super::SUPERSCRIPTS;

    #[test]
    fn the_table_is_in_order() {
        assert!(SUPERSCRIPTS.is_sorted_by_key(|(raised, _)| *raised));
    }
}
