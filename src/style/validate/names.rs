//! Names, and the options that shorten lists of them.

use crate::style::validate::rules::{
    DUPLICATE_STYLE_PART, INEFFECTIVE_STYLE_PART, UNKNOWN_STYLE_ELEMENT,
};
use crate::style::validate::validator::{Validator, attribute};
use crate::syntax::xml::Element;

impl Validator<'_, '_> {
    pub(super) fn names(&mut self, element: &Element<'_>) {
        let place = |name| element.children.iter().position(|child| child.name == name);
        let last = element.children.len().wrapping_sub(1);
        if let Some(at) = place("substitute")
            && at != last
        {
            let message = "`substitute` is not the last in `names`";
            let found = self.at(&UNKNOWN_STYLE_ELEMENT, element.children[at].name_span, message);
            self.push(found.help("move it to the end of `names`"));
        }
        if let (Some(name), Some(et_al)) = (place("name"), place("et-al"))
            && et_al < name
        {
            let message = "`et-al` is before `name`";
            let found = self.at(&UNKNOWN_STYLE_ELEMENT, element.children[et_al].name_span, message);
            self.push(found.help("move it after `name`"));
        }
    }

    pub(super) fn name(&mut self, element: &Element<'_>) {
        let mut seen: Vec<(&str, &Element<'_>)> = Vec::new();
        for part in element.children_named("name-part") {
            let Some(name) = part.attribute("name") else { continue };
            match seen.iter().find(|(other, _)| *other == name) {
                Some((_, first)) => {
                    let message = format!("`name` has a second `name-part` for `{name}`");
                    let found = self.at(&DUPLICATE_STYLE_PART, part.name_span, message);
                    self.push(found.also(self.location(first.name_span), "the first is here"));
                }
                None => seen.push((name, part)),
            }
        }
    }

    /// A list is not shortened to more names than it has.
    pub(super) fn et_al(&mut self, element: &Element<'_>) {
        for (min, first) in [
            ("et-al-min", "et-al-use-first"),
            ("et-al-subsequent-min", "et-al-subsequent-use-first"),
        ] {
            let number = |name| element.attribute(name)?.trim().parse::<u32>().ok();
            let (Some(least), Some(shown)) = (number(min), number(first)) else { continue };
            if shown < least {
                continue;
            }
            let span = |name| attribute(element, name).map_or(element.name_span, |a| a.value_span);
            let message = format!("`{first}` is not less than `{min}`");
            let found = self.at(&INEFFECTIVE_STYLE_PART, span(first), message);
            let found = found.also(self.location(span(min)), format!("`{min}` is {least}"));
            let help = format!("a list of {least} names, shortened to {shown}, is no shorter");
            self.push(found.help(help));
        }
    }
}
