//! Macros must be defined once, be called somewhere, and never call themselves.

use std::collections::HashMap;

use crate::diagnostic::{Fix, Severity, nearest};
use crate::style::validate::rules::{
    DUPLICATE_STYLE_PART, RECURSIVE_MACRO, UNDEFINED_MACRO, UNUSED_MACRO,
};
use crate::style::validate::validator::{Validator, attribute};
use crate::syntax::xml::{Attribute, Element};

/// The definition of a macro, and the calls in it.
struct Macro<'e, 'a> {
    name: &'e Attribute<'a>,
    calls: Vec<Call<'e, 'a>>,
    /// Whether it is reached from something that is printed.
    used: bool,
}

/// A call of a macro.
struct Call<'e, 'a> {
    name: &'e Attribute<'a>,
    /// The index of the called macro, if it is defined.
    target: Option<usize>,
}

/// The progress of the search for circles at a macro.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Unseen,
    /// On the path from the start of the search to the current macro.
    Open,
    Done,
}

impl Validator<'_, '_> {
    pub(super) fn macros(&mut self, root: &Element<'_>) {
        let (mut macros, indexes) = self.definitions(root);
        let mut printed = Vec::new();
        for part in &root.children {
            if matches!(part.name, "citation" | "bibliography" | "intext") {
                calls(part, &indexes, &mut printed);
            }
        }
        mark_used(&mut macros, &printed);
        let known: Vec<&str> = macros.iter().map(|own| own.name.value.as_ref()).collect();
        for call in &printed {
            self.undefined(call, &known, true);
        }
        for own in &macros {
            for call in &own.calls {
                self.undefined(call, &known, own.used);
            }
            if !own.used {
                let message = format!("the macro `{}` is never used", own.name.value);
                self.report(&UNUSED_MACRO, own.name.value_span, message);
            }
        }
        self.circles(&macros);
    }

    fn definitions<'e, 'a>(
        &mut self,
        root: &'e Element<'a>,
    ) -> (Vec<Macro<'e, 'a>>, HashMap<&'e str, usize>) {
        let mut macros: Vec<Macro<'e, 'a>> = Vec::new();
        let mut bodies = Vec::new();
        let mut indexes: HashMap<&'e str, usize> = HashMap::new();
        for element in root.children_named("macro") {
            let Some(name) = attribute(element, "name") else { continue };
            if let Some(&first) = indexes.get(name.value.as_ref()) {
                let message = format!("the macro `{}` is defined twice", name.value);
                let found = self.at(&DUPLICATE_STYLE_PART, name.value_span, message);
                let first = self.location(macros[first].name.value_span);
                self.push(found.also(first, "the first is here, and is the one used"));
                continue;
            }
            indexes.insert(&name.value, macros.len());
            macros.push(Macro { name, calls: Vec::new(), used: false });
            bodies.push(element);
        }
        for (own, body) in macros.iter_mut().zip(bodies) {
            calls(body, &indexes, &mut own.calls);
        }
        (macros, indexes)
    }

    /// In a macro that is never used, a fault is harmless, so it is a warning.
    fn undefined(&mut self, call: &Call<'_, '_>, known: &[&str], used: bool) {
        if call.target.is_some() {
            return;
        }
        let name = call.name.value.as_ref();
        let span = call.name.value_span;
        let found = self.at(&UNDEFINED_MACRO, span, format!("there is no macro `{name}`"));
        let mut found = found.severity(severity(used));
        if let Some(meant) = nearest(name, known.iter().copied()) {
            let fix = Fix::needs_review(format!("write `{meant}`"), self.location(span), meant);
            found = found.help(format!("did you mean `{meant}`?"));
            // A name with special characters would have to be escaped.
            if !meant.contains(['&', '<', '"', '\'']) {
                found = found.fix(fix);
            }
        }
        self.push(found);
    }

    /// Reports each call that closes a circle. The search uses its own stack, since a chain of
    /// macros may be longer than the program's stack.
    fn circles(&mut self, macros: &[Macro<'_, '_>]) {
        let mut states = vec![State::Unseen; macros.len()];
        for start in 0..macros.len() {
            if states[start] != State::Unseen {
                continue;
            }
            states[start] = State::Open;
            // A macro, and the number of its calls that have been followed.
            let mut path = vec![(start, 0)];
            while let Some((own, followed)) = path.last_mut() {
                let own = *own;
                let Some(call) = macros[own].calls.get(*followed) else {
                    states[own] = State::Done;
                    path.pop();
                    continue;
                };
                *followed += 1;
                let Some(target) = call.target else { continue };
                match states[target] {
                    State::Unseen => {
                        states[target] = State::Open;
                        path.push((target, 0));
                    }
                    State::Open => {
                        let circle: Vec<usize> = path.iter().map(|(own, _)| *own).collect();
                        let from = circle.iter().position(|&own| own == target).unwrap_or(0);
                        self.circle(macros, &circle[from..], call);
                    }
                    State::Done => {}
                }
            }
        }
    }

    fn circle(&mut self, macros: &[Macro<'_, '_>], circle: &[usize], call: &Call<'_, '_>) {
        const SHOWN: usize = 8;
        let name = |own: usize| format!("`{}`", macros[own].name.value);
        let first = circle.first().copied().unwrap_or_default();
        let mut chain: Vec<String> = circle.iter().take(SHOWN).map(|&own| name(own)).collect();
        if circle.len() > SHOWN {
            chain.push(format!("{} more", circle.len() - SHOWN));
        }
        chain.push(name(first));
        let message = match circle {
            [_] => format!("the macro {} calls itself", name(first)),
            _ => format!("the macro {} calls itself: {}", name(first), chain.join(" → ")),
        };
        let found = self.at(&RECURSIVE_MACRO, call.name.value_span, message);
        let defined = self.location(macros[first].name.value_span);
        let used = circle.iter().any(|&own| macros[own].used);
        self.push(found.severity(severity(used)).also(defined, "it is defined here"));
    }
}

fn severity(used: bool) -> Severity {
    if used { Severity::Error } else { Severity::Warning }
}

/// The calls in an element, in source order.
fn calls<'e, 'a>(
    element: &'e Element<'a>,
    indexes: &HashMap<&str, usize>,
    found: &mut Vec<Call<'e, 'a>>,
) {
    if matches!(element.name, "text" | "key")
        && let Some(name) = attribute(element, "macro")
    {
        found.push(Call { name, target: indexes.get(name.value.as_ref()).copied() });
    }
    for child in &element.children {
        calls(child, indexes, found);
    }
}

fn mark_used(macros: &mut [Macro<'_, '_>], printed: &[Call<'_, '_>]) {
    let mut next: Vec<usize> = printed.iter().filter_map(|call| call.target).collect();
    while let Some(index) = next.pop() {
        if !std::mem::replace(&mut macros[index].used, true) {
            next.extend(macros[index].calls.iter().filter_map(|call| call.target));
        }
    }
}
