//! Characters only.

use crate::markup::Markup;

pub(super) fn write(markup: &Markup) -> String {
    markup.as_str().to_owned()
}
