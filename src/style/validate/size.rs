//! How deep a style nests, and how much it prints: more than can be run is refused.

use crate::style::compile::{LocaleFiles, compile};
use crate::style::error::StyleErrorKind;
use crate::style::validate::rules::OVERSIZED_STYLE;
use crate::style::validate::validator::Validator;
use crate::syntax::xml::Element;

impl Validator<'_, '_> {
    /// Compiles the style, without any locale, since that is where it is refused.
    pub(super) fn size(&mut self, root: &Element<'_>) {
        let mut no_files =
            |language: &str| LocaleFiles { language: language.to_owned(), files: Vec::new() };
        let Err(error) = compile(root, &mut no_files, "en-US") else { return };
        let help = match error.kind {
            StyleErrorKind::TooDeep(_) => "call the macros that it leads to from fewer others",
            StyleErrorKind::TooLarge => "let macros call others once, and not several times each",
            // Other faults are found where the style is looked at for them.
            _ => return,
        };
        let found = self.at(&OVERSIZED_STYLE, error.span, error.kind.to_string());
        self.push(found.help(help));
    }
}
