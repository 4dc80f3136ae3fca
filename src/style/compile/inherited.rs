//! Name options that are inherited from the citation, the bibliography and the style.

use crate::style::ir::{And, DelimiterPrecedes, EtAlOverride, NameAsSortOrder, NameForm};
use crate::syntax::xml::Element;

/// The name options of one element; options that it does not set are `None`.
#[derive(Debug, Clone, Default)]
pub(super) struct Inherited {
    pub(super) and: Option<Option<And>>,
    pub(super) delimiter: Option<String>,
    pub(super) delimiter_precedes_last: Option<DelimiterPrecedes>,
    pub(super) delimiter_precedes_et_al: Option<DelimiterPrecedes>,
    pub(super) et_al_min: Option<u16>,
    pub(super) et_al_use_first: Option<u16>,
    pub(super) et_al_subsequent_min: Option<u16>,
    pub(super) et_al_subsequent_use_first: Option<u16>,
    pub(super) et_al_use_last: Option<bool>,
    pub(super) form: Option<NameForm>,
    pub(super) initialize: Option<bool>,
    pub(super) initialize_with: Option<String>,
    pub(super) name_as_sort_order: Option<NameAsSortOrder>,
    pub(super) sort_separator: Option<String>,
    /// The delimiter of `cs:names`.
    pub(super) names_delimiter: Option<String>,
}

impl Inherited {
    /// Reads the options as `cs:style`, `cs:citation` and `cs:bibliography` spell them.
    pub(super) fn of_attributes(element: &Element<'_>) -> Self {
        Inherited {
            delimiter: element.attribute("name-delimiter").map(str::to_owned),
            form: element.attribute("name-form").and_then(name_form),
            names_delimiter: element.attribute("names-delimiter").map(str::to_owned),
            ..Inherited::of_shared_attributes(element)
        }
    }

    /// Reads the options as `cs:name` spells them.
    pub(super) fn of_name(element: &Element<'_>) -> Self {
        Inherited {
            delimiter: element.attribute("delimiter").map(str::to_owned),
            form: element.attribute("form").and_then(name_form),
            ..Inherited::of_shared_attributes(element)
        }
    }

    fn of_shared_attributes(element: &Element<'_>) -> Self {
        let count = |name| element.attribute(name).and_then(|value| value.trim().parse().ok());
        let flag = |name| element.attribute(name).map(|value| value == "true");
        Inherited {
            and: element.attribute("and").map(|and| match and {
                "text" => Some(And::Text),
                "symbol" => Some(And::Symbol),
                _ => None,
            }),
            delimiter_precedes_last: element.attribute("delimiter-precedes-last").map(precedes),
            delimiter_precedes_et_al: element.attribute("delimiter-precedes-et-al").map(precedes),
            et_al_min: count("et-al-min"),
            et_al_use_first: count("et-al-use-first"),
            et_al_subsequent_min: count("et-al-subsequent-min"),
            et_al_subsequent_use_first: count("et-al-subsequent-use-first"),
            et_al_use_last: flag("et-al-use-last"),
            // Once set, it cannot be unset on an inner element, as in citeproc-js.
            initialize: flag("initialize").filter(|initialize| !initialize),
            initialize_with: element.attribute("initialize-with").map(str::to_owned),
            name_as_sort_order: element.attribute("name-as-sort-order").and_then(|order| {
                Some(match order {
                    "first" => NameAsSortOrder::First,
                    "all" => NameAsSortOrder::All,
                    _ => return None,
                })
            }),
            sort_separator: element.attribute("sort-separator").map(str::to_owned),
            ..Inherited::default()
        }
    }

    /// The options that shorten lists.
    pub(super) fn et_al(&self) -> EtAlOverride {
        EtAlOverride {
            min: self.et_al_min,
            use_first: self.et_al_use_first,
            use_last: self.et_al_use_last,
        }
    }

    /// These options, overridden by those of a more specific element.
    pub(super) fn overlaid(&self, over: &Inherited) -> Inherited {
        Inherited {
            and: over.and.or(self.and),
            delimiter: over.delimiter.clone().or_else(|| self.delimiter.clone()),
            delimiter_precedes_last: over.delimiter_precedes_last.or(self.delimiter_precedes_last),
            delimiter_precedes_et_al: over
                .delimiter_precedes_et_al
                .or(self.delimiter_precedes_et_al),
            et_al_min: over.et_al_min.or(self.et_al_min),
            et_al_use_first: over.et_al_use_first.or(self.et_al_use_first),
            et_al_subsequent_min: over.et_al_subsequent_min.or(self.et_al_subsequent_min),
            et_al_subsequent_use_first: over
                .et_al_subsequent_use_first
                .or(self.et_al_subsequent_use_first),
            et_al_use_last: over.et_al_use_last.or(self.et_al_use_last),
            form: over.form.or(self.form),
            initialize: over.initialize.or(self.initialize),
            initialize_with: over.initialize_with.clone().or_else(|| self.initialize_with.clone()),
            name_as_sort_order: over.name_as_sort_order.or(self.name_as_sort_order),
            sort_separator: over.sort_separator.clone().or_else(|| self.sort_separator.clone()),
            names_delimiter: over.names_delimiter.clone().or_else(|| self.names_delimiter.clone()),
        }
    }
}

fn name_form(form: &str) -> Option<NameForm> {
    match form {
        "long" => Some(NameForm::Long),
        "short" => Some(NameForm::Short),
        "count" => Some(NameForm::Count),
        _ => None,
    }
}

fn precedes(value: &str) -> DelimiterPrecedes {
    match value {
        "always" => DelimiterPrecedes::Always,
        "never" => DelimiterPrecedes::Never,
        "after-inverted-name" => DelimiterPrecedes::AfterInvertedName,
        _ => DelimiterPrecedes::Contextual,
    }
}
