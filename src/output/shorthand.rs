//! A method for each output format, so that programs need not name the formats.

use crate::markup::{Bibliography, Markup};
use crate::output::Format;

macro_rules! shorthands {
    ($($method:ident = $format:ident, $words:literal;)*) => {
        impl Markup {
            $(#[doc = concat!("As ", $words, ": [`Format::", stringify!($format), "`].")]
            pub fn $method(&self) -> String {
                Format::$format.write(self)
            })*
        }

        impl Bibliography {
            $(#[doc = concat!("As ", $words, ": [`Format::", stringify!($format), "`].")]
            pub fn $method(&self) -> String {
                self.write(Format::$format)
            })*
        }
    };
}

shorthands! {
    to_plain = Plain, "characters only";
    to_html = Html, "HTML, to be put into a page";
    to_markdown = Markdown, "CommonMark";
    to_latex = Latex, "LaTeX";
    to_typst = Typst, "Typst markup";
}
