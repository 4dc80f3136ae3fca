//! `cs:names` with resolved options.

use crate::model::{Variable, VariableKind};
use crate::style::compile::common::{compile_common, label_plural, string, term_form};
use crate::style::compile::compiler::Compiler;
use crate::style::compile::inherited::Inherited;
use crate::style::ir::{
    Block, Common, ElementKind, NameOptions, NamesElement, NamesLabel, Scope, StrId,
};
use crate::style::terms;
use crate::syntax::xml::Element;

/// What a `cs:names` without children inside `cs:substitute` takes from the `cs:names` around it.
#[derive(Debug, Clone)]
pub(super) struct NamesContext {
    options: [u16; 2],
    label: Option<NamesLabel>,
    institution: Option<Common>,
    delimiter: [StrId; 2],
    common: Common,
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
            names_itself: parent.is_some() && element.child("name").is_some(),
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

    /// Resolves the options of a `cs:names` in one scope; equal options share a number.
    fn name_options(&mut self, element: &Element<'a>, scope: Scope) -> u16 {
        let name = element.child("name");
        let own = name.map(Inherited::of_name).unwrap_or_default();
        let inherited = &self.scopes[scope as usize];
        let options = inherited.overlaid(&own);
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
            delimiter_precedes_last_body: inherited.delimiter_precedes_last.unwrap_or_default(),
            delimiter_before_body: intern(own.delimiter.clone(), ", "),
            delimiter_precedes_et_al: options.delimiter_precedes_et_al.unwrap_or_default(),
            et_al_min: options.et_al_min.unwrap_or(0),
            // A list is not shortened if the style does not say to how many names.
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

fn squeezed(text: String) -> String {
    text.replace("  ", " ")
}
