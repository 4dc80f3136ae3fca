//! Rendering elements.

use crate::model::{Variable, VariableKind};
use crate::style::compile::common::{
    compile_common, compile_date_part, label_plural, string, term_form,
};
use crate::style::compile::compiler::Compiler;
use crate::style::compile::names::NamesContext;
use crate::style::ir::{
    Block, Branch, DateElement, DateForm, DateParts, Element as Compiled, ElementKind, NumberForm,
};
use crate::syntax::xml::Element;

impl<'a> Compiler<'a> {
    /// Compiles the children of an element; `parent` is the `cs:names` that contains a
    /// `cs:substitute`.
    pub(super) fn block(&mut self, element: &Element<'a>, parent: Option<&NamesContext>) -> Block {
        let children: Vec<Compiled> =
            element.children.iter().filter_map(|child| self.element(child, parent)).collect();
        let start = self.program.elements.len() as u32;
        self.program.elements.extend(children);
        Block { start, end: self.program.elements.len() as u32 }
    }

    fn element(
        &mut self,
        element: &Element<'a>,
        parent: Option<&NamesContext>,
    ) -> Option<Compiled> {
        // Only elements directly in a layout have a position of their own, as in citeproc-js.
        let outer = self.in_layout;
        self.in_layout &= element.name == "choose";
        let compiled = self.element_inside(element, parent);
        self.in_layout = outer;
        compiled.map(|mut compiled| {
            compiled.common.display = compiled.common.display.filter(|_| outer);
            compiled
        })
    }

    fn element_inside(
        &mut self,
        element: &Element<'a>,
        parent: Option<&NamesContext>,
    ) -> Option<Compiled> {
        let place = self.place(element.span);
        let common = compile_common(element, &mut self.strings);
        let kind = match element.name {
            "text" => self.text(element)?,
            "number" => ElementKind::Number {
                variable: variable(element)?,
                form: match element.attribute("form") {
                    Some("ordinal") => NumberForm::Ordinal,
                    Some("long-ordinal") => NumberForm::LongOrdinal,
                    Some("roman") => NumberForm::Roman,
                    _ => NumberForm::Numeric,
                },
            },
            "label" => ElementKind::Label {
                variable: variable(element)?,
                form: term_form(element),
                plural: label_plural(element),
            },
            "date" => self.date(element)?,
            "names" => {
                let (kind, common) = self.names(element, parent)?;
                return Some(Compiled { kind, common, place });
            }
            "group" => ElementKind::Group {
                delimiter: string(element, "delimiter", &mut self.strings).unwrap_or_default(),
                children: self.block(element, parent),
            },
            "choose" => self.choose(element, parent),
            _ => return None,
        };
        Some(Compiled { kind, common, place })
    }

    fn text(&mut self, element: &Element<'a>) -> Option<ElementKind> {
        if let Some(name) = element.attribute("macro") {
            return self.macro_id(name).map(ElementKind::Macro);
        }
        if let Some(term) = element.attribute("term") {
            return Some(ElementKind::Term {
                term: self.own_terms.id(term),
                form: term_form(element),
                plural: element.attribute("plural") == Some("true"),
            });
        }
        if let Some(value) = element.attribute("value") {
            return Some(ElementKind::Value(self.strings.intern(value)));
        }
        let variable = variable(element)?;
        let short = element.attribute("form") == Some("short");
        Some(ElementKind::Variable { variable, short })
    }

    fn date(&mut self, element: &Element<'a>) -> Option<ElementKind> {
        let variable = variable(element).filter(|v| v.kind() == VariableKind::Date)?;
        let form = match element.attribute("form") {
            Some("text") => Some(DateForm::Text),
            Some("numeric") => Some(DateForm::Numeric),
            _ => None,
        };
        let show = match element.attribute("date-parts") {
            Some("year") => DateParts::Year,
            Some("year-month") => DateParts::YearMonth,
            _ => DateParts::YearMonthDay,
        };
        let strings = &mut self.strings;
        let parts = element
            .children_named("date-part")
            .filter_map(|part| compile_date_part(part, strings))
            .collect();
        let delimiter = string(element, "delimiter", strings).unwrap_or_default();
        let in_locales = Vec::new();
        let date = DateElement { variable, form, show, parts, delimiter, in_locales };
        self.program.dates.push(date);
        Some(ElementKind::Date((self.program.dates.len() - 1) as u16))
    }

    fn choose(&mut self, element: &Element<'a>, parent: Option<&NamesContext>) -> ElementKind {
        let mut branches = Vec::new();
        for child in &element.children {
            let (tests, matches) = match child.name {
                "if" | "else-if" => self.conditions(child),
                "else" => (Block::default(), Default::default()),
                _ => continue,
            };
            let children = self.block(child, parent);
            branches.push(Branch { tests, matches, children });
        }
        let start = self.program.branches.len() as u32;
        self.program.branches.extend(branches);
        ElementKind::Choose(Block { start, end: self.program.branches.len() as u32 })
    }
}

fn variable(element: &Element<'_>) -> Option<Variable> {
    Variable::from_name(element.attribute("variable")?.trim())
}
