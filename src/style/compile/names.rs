//! `cs:names` and what its parts inherit from the citation, the bibliography and the style.

use crate::model::{Variable, VariableKind};
use crate::style::compile::Compiler;
use crate::style::compile::common::{compile_common, string};
use crate::style::compile::element::{label_plural, term_form};
use crate::style::ir::{
    And, Block, Common, DelimiterPrecedes, ElementKind, EtAlOverride, NameAsSortOrder, NameForm,
    NameOptions, NamesElement, NamesLabel, Scope, StrId,
};
use crate::style::terms;
use crate::syntax::xml::Element;

/// Name options as one element gives them; what it does not say is `None`.
#[derive(Debug, Clone, Default)]
pub(super) struct Inherited {
    and: Option<Option<And>>,
    delimiter: Option<String>,
    delimiter_precedes_last: Option<DelimiterPrecedes>,
    delimiter_precedes_et_al: Option<DelimiterPrecedes>,
    et_al_min: Option<u16>,
    et_al_use_first: Option<u16>,
    et_al_subsequent_min: Option<u16>,
    et_al_subsequent_use_first: Option<u16>,
    et_al_use_last: Option<bool>,
    form: Option<NameForm>,
    initialize: Option<bool>,
    initialize_with: Option<String>,
    name_as_sort_order: Option<NameAsSortOrder>,
    sort_separator: Option<String>,
    /// Of `cs:names`.
    names_delimiter: Option<String>,
}

/// What a `cs:names` without children inside `cs:substitute` takes from the one around it.
#[derive(Debug, Clone)]
pub(super) struct NamesContext {
    options: [u16; 2],
    label: Option<NamesLabel>,
    institution: Option<Common>,
    delimiter: [StrId; 2],
    common: Common,
}

impl Inherited {
    /// As `cs:style`, `cs:citation` and `cs:bibliography` spell them.
    pub(super) fn of_attributes(element: &Element<'_>) -> Self {
        Inherited {
            delimiter: element.attribute("name-delimiter").map(str::to_owned),
            form: element.attribute("name-form").and_then(name_form),
            names_delimiter: element.attribute("names-delimiter").map(str::to_owned),
            ..Inherited::of_shared_attributes(element)
        }
    }

    /// As `cs:name` spells them.
    fn of_name(element: &Element<'_>) -> Self {
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
            // Said once, it cannot be unsaid further inside, as citeproc-js has it.
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

    /// How lists are shortened.
    pub(super) fn et_al(&self) -> EtAlOverride {
        EtAlOverride {
            min: self.et_al_min,
            use_first: self.et_al_use_first,
            use_last: self.et_al_use_last,
        }
    }

    /// These options, with those of a more specific element over them.
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

impl<'a> Compiler<'a> {
    pub(super) fn names(
        &mut self,
        element: &Element<'a>,
        parent: Option<&NamesContext>,
    ) -> Option<(ElementKind, Common)> {
        let variables: Vec<Variable> = element
            .attribute("variable")?
            .split_whitespace()
            .filter_map(|name| match name {
                "editortranslator" => Some(Variable::EditorTranslator),
                name => Variable::from_name(name),
            })
            .filter(|variable| variable.kind() == VariableKind::Name)
            .collect();
        let own = ["name", "et-al", "label", "institution"];
        let bare = !element.children.iter().any(|child| own.contains(&child.name));
        let own_delimiter = string(element, "delimiter", &mut self.strings);
        let mut context = match parent {
            Some(parent) if bare => parent.clone(),
            _ => self.names_context(element),
        };
        let common = context.common;
        if let Some(delimiter) = own_delimiter {
            context.delimiter = [delimiter; 2];
        }
        let substitute = match element.child("substitute") {
            Some(substitute) => self.block(substitute, Some(&context)),
            None => Block::default(),
        };
        self.program.names.push(NamesElement {
            variables,
            options: context.options,
            delimiter: context.delimiter,
            label: context.label,
            substitute,
            institution: context.institution,
        });
        Some((ElementKind::Names((self.program.names.len() - 1) as u16), common))
    }

    fn names_context(&mut self, element: &Element<'a>) -> NamesContext {
        let position = |name: &str| element.children.iter().position(|child| child.name == name);
        let label = element.child("label").map(|label| NamesLabel {
            form: term_form(label),
            plural: label_plural(label),
            common: compile_common(label, &mut self.strings),
            before_name: position("label") < position("name"),
        });
        let institution = element.child("institution").map(|institution| {
            let long = institution
                .children_named("institution-part")
                .find(|part| part.attribute("name") == Some("long"));
            compile_common(long.unwrap_or(institution), &mut self.strings)
        });
        let options =
            [Scope::Citation, Scope::Bibliography].map(|scope| self.name_options(element, scope));
        let delimiter = [0, 1].map(|scope| {
            let inherited = self.scopes[scope].names_delimiter.clone();
            inherited.map_or(StrId::EMPTY, |delimiter| self.strings.intern(&delimiter))
        });
        let common = compile_common(element, &mut self.strings);
        NamesContext { options, label, institution, delimiter, common }
    }

    /// Resolves the options of a `cs:names` in one scope; equal ones share a number.
    fn name_options(&mut self, element: &Element<'a>, scope: Scope) -> u16 {
        let name = element.child("name");
        let own = name.map(Inherited::of_name).unwrap_or_default();
        let options = self.scopes[scope as usize].overlaid(&own);
        let part = |wanted: &str| {
            name?.children_named("name-part").find(|part| part.attribute("name") == Some(wanted))
        };
        let (family, given) = (part("family"), part("given"));
        let et_al = element.child("et-al");
        let strings = &mut self.strings;
        let mut common_of = |element: Option<&Element<'a>>| {
            element.map_or(Common::PLAIN, |element| compile_common(element, strings))
        };
        let (family, given) = (common_of(family), common_of(given));
        let (common, et_al_common) = (common_of(name), common_of(et_al));
        let et_al_term = et_al
            .and_then(|et_al| et_al.attribute("term"))
            .map_or(terms::ET_AL, |term| self.own_terms.id(term));
        let mut intern = |value: Option<String>, default: &str| {
            self.strings.intern(value.as_deref().unwrap_or(default))
        };
        let resolved = NameOptions {
            and: options.and.flatten(),
            delimiter: intern(options.delimiter, ", "),
            delimiter_precedes_last: options.delimiter_precedes_last.unwrap_or_default(),
            precedes_bodies_too: own.delimiter_precedes_last.is_none()
                && matches!(
                    options.delimiter_precedes_last,
                    Some(DelimiterPrecedes::Always | DelimiterPrecedes::Never)
                ),
            delimiter_precedes_et_al: options.delimiter_precedes_et_al.unwrap_or_default(),
            et_al_min: options.et_al_min.unwrap_or(0),
            // A list is not cut short where the style does not say to how many names.
            et_al_use_first: options.et_al_use_first.unwrap_or(u16::MAX),
            et_al_subsequent_min: options.et_al_subsequent_min,
            et_al_subsequent_use_first: options.et_al_subsequent_use_first,
            et_al_use_last: options.et_al_use_last.unwrap_or(false),
            form: options.form.unwrap_or_default(),
            initialize: options.initialize.unwrap_or(true),
            // Inside a name, two spaces are one.
            initialize_with: options.initialize_with.map(|with| intern(Some(squeezed(with)), "")),
            name_as_sort_order: options.name_as_sort_order,
            sort_separator: intern(options.sort_separator.map(squeezed), ", "),
            family,
            given,
            common,
            et_al_term,
            et_al_common,
        };
        let known = self.program.name_options.iter().position(|options| *options == resolved);
        let index = known.unwrap_or_else(|| {
            self.program.name_options.push(resolved);
            self.program.name_options.len() - 1
        });
        index as u16
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

fn squeezed(text: String) -> String {
    text.replace("  ", " ")
}
