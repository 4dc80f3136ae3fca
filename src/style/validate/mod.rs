//! Checks a style or a locale against CSL, and reports all findings at once.
//!
//! Errors are what prevents a style from running: a missing citation, an undefined macro, a macro
//! that calls itself. Everything that processors skip, each in its own way, is a warning, and what
//! is only worth knowing is an info.

mod dates;
mod elements;
mod macros;
mod metadata;
mod names;
pub(crate) mod rules;
mod size;
mod terms;
mod tree;
mod validator;
mod values;

use crate::diagnostic::{Severity, Sink};
use crate::source::SourceId;
use crate::style::schema::{LOCALE_FILE, STYLE};
use crate::style::validate::rules::UNKNOWN_STYLE_ELEMENT;
use crate::style::validate::validator::{Validator, is_prefixed};
use crate::syntax::xml::Element;

/// Reports everything that is wrong with a style, independent or dependent, or with a locale.
///
/// `root` is the outermost element of the source `id`. Errors of the XML itself have been reported
/// by the parser.
pub(crate) fn validate(root: &Element<'_>, id: SourceId, sink: &mut Sink) {
    let mut validator = Validator {
        id,
        sink,
        prefixed: is_prefixed(root),
        expects_extensions: metadata::expects_extensions(root),
        own_terms: terms::defined(root),
    };
    match root.name {
        "style" => {
            validator.root(root);
            validator.element(root, &STYLE, None);
            validator.kind_of_style(root);
            validator.macros(root);
            validator.size(root);
        }
        "locale" => {
            validator.root(root);
            validator.element(root, &LOCALE_FILE, None);
        }
        name => {
            let message = format!("the outermost element is `{name}`");
            let help = "a style is in an element `style`, a locale in an element `locale`";
            let found = validator.at(&UNKNOWN_STYLE_ELEMENT, root.name_span, message);
            validator.push(found.severity(Severity::Error).help(help));
        }
    }
}

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod fixtures;
