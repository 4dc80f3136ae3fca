//! Functions of a document that cite what they are given: `#let src(key) = cite(key, form: "prose")`,
//! `#let source = cite`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use typst_syntax::SyntaxKind;

use crate::document::WrittenMode;
use crate::document::typst::place::{Place, form, positional};

/// The functions that cite, by their names.
#[derive(Default)]
pub(super) struct Functions<'a> {
    known: BTreeMap<&'a str, Function>,
    /// Where they are defined.
    bodies: Vec<Range<usize>>,
    /// The functions that make a note of what they are given: `#let note(body) = footnote(body)`.
    notes: BTreeSet<&'a str>,
}

/// A function that cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Function {
    /// Which of the arguments without names has the key, from 0 on.
    pub(super) position: usize,
    /// What is printed of it; [`WrittenMode::PartOnly`] if it prints more than a citation, which only
    /// Typst knows.
    pub(super) mode: WrittenMode,
}

impl<'a> Functions<'a> {
    /// The functions that a document defines.
    pub(super) fn of(root: Place<'_>, text: &'a str) -> Self {
        let mut found = Functions::default();
        let mut open = vec![root];
        while let Some(place) = open.pop() {
            if place.kind() == SyntaxKind::LetBinding {
                found.define(place, text);
            }
            open.extend(place.children());
        }
        found
    }

    pub(super) fn get(&self, name: &str) -> Option<&Function> {
        self.known.get(name)
    }

    /// True if a function makes a note of what it is given.
    pub(super) fn makes_note(&self, name: &str) -> bool {
        self.notes.contains(name)
    }

    /// True if a position is in the definition of one of them.
    pub(super) fn holds(&self, at: usize) -> bool {
        self.bodies.iter().any(|body| body.contains(&at))
    }

    fn define(&mut self, binding: Place<'_>, text: &'a str) {
        let slice = |place: Place<'_>| &text[place.range()];
        let Some(closure) = binding.child(SyntaxKind::Closure) else {
            let Some(name) = binding.child(SyntaxKind::Ident) else { return };
            let Some(value) = binding.children().last() else { return };
            let mode = match value.kind() {
                SyntaxKind::Ident if slice(value) == "footnote" => {
                    self.notes.insert(slice(name));
                    return;
                }
                SyntaxKind::Ident if slice(value) == "cite" => WrittenMode::Normal,
                SyntaxKind::FuncCall if slice(value).starts_with("cite.with(") => {
                    value.child(SyntaxKind::Args).map_or(WrittenMode::Normal, |it| mode(it, text))
                }
                _ => return,
            };
            self.known.insert(slice(name), Function { position: 0, mode });
            self.bodies.push(binding.range());
            return;
        };
        let Some(name) = closure.child(SyntaxKind::Ident) else { return };
        let Some(parameters) = closure.child(SyntaxKind::Params) else { return };
        let Some(body) = closure.children().last() else { return };
        let names: Vec<&str> = positional(parameters).map(slice).collect();
        let mut open = vec![body];
        while let Some(place) = open.pop() {
            open.extend(place.children());
            if place.kind() == SyntaxKind::FuncCall
                && place.child(SyntaxKind::Ident).map(slice) == Some("footnote")
                && names.iter().any(|it| slice(place).contains(it))
            {
                self.notes.insert(slice(name));
            }
            if place.kind() != SyntaxKind::FuncCall
                || place.child(SyntaxKind::Ident).map(slice) != Some("cite")
            {
                continue;
            }
            let Some(arguments) = place.child(SyntaxKind::Args) else { continue };
            let Some(key) = positional(arguments).next().map(slice) else { continue };
            let Some(position) = names.iter().position(|name| *name == key) else { continue };
            // The body is nothing but the citation, in brackets or not.
            let whole = slice(body).trim_matches(['[', ']', '{', '}', ' ', '\n']);
            let is_all = whole.strip_prefix('#').unwrap_or(whole) == slice(place)
                && names.len() == 1
                && parameters.child(SyntaxKind::Named).is_none();
            let mode = if is_all { mode(arguments, text) } else { WrittenMode::PartOnly };
            self.known.insert(slice(name), Function { position, mode });
            self.bodies.push(binding.range());
            return;
        }
    }
}

/// What the arguments of a citation ask for.
fn mode(arguments: Place<'_>, text: &str) -> WrittenMode {
    for argument in arguments.children().filter(|it| it.kind() == SyntaxKind::Named) {
        let name = argument.child(SyntaxKind::Ident).map(|it| &text[it.range()]);
        if name == Some("form")
            && let Some(value) = argument.children().last()
        {
            return form(&text[value.range()]);
        }
    }
    WrittenMode::Normal
}
