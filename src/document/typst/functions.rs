//! Functions of a document that cite what they are given: `#let src(key) = cite(key, form: "prose")`,
//! `#let source = cite`; and the names of its own files' functions, which may do so.

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
    /// The functions that are imported from files, not from packages, by their names.
    imported: BTreeSet<&'a str>,
    /// Whether all functions of a file are imported.
    has_wildcard: bool,
    /// All names that the document binds.
    bound: BTreeSet<&'a str>,
}

/// Typst's own functions that may be given a label which is no key.
const OWN: [&str; 14] = [
    "cite",
    "ref",
    "link",
    "query",
    "locate",
    "counter",
    "selector",
    "footnote",
    "state",
    "label",
    "metadata",
    "numbering",
    "figure",
    "outline",
];

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
            match place.kind() {
                SyntaxKind::LetBinding => found.define(place, text),
                SyntaxKind::ModuleImport => found.import(place, text),
                _ => {}
            }
            open.extend(place.children());
        }
        found
    }

    pub(super) fn get(&self, name: &str) -> Option<&Function> {
        self.known.get(name)
    }

    /// True if a function of this name is from another file of the author, where it may cite what it
    /// is given.
    pub(super) fn is_imported(&self, name: &str) -> bool {
        let is_own = OWN.contains(&name) || self.bound.contains(name);
        self.imported.contains(name) || self.has_wildcard && !is_own
    }

    /// The names that `#import "parts/lib.typ": pcite, note as n` brings.
    fn import(&mut self, import: Place<'_>, text: &'a str) {
        let file = import.child(SyntaxKind::Str).and_then(|it| it.string(text));
        if file.is_none_or(|file| text[file].starts_with('@')) {
            return;
        }
        self.has_wildcard |= import.child(SyntaxKind::Star).is_some();
        let mut open: Vec<Place<'_>> = import.child(SyntaxKind::ImportItems).into_iter().collect();
        while let Some(place) = open.pop() {
            if place.kind() == SyntaxKind::Ident {
                self.imported.insert(&text[place.range()]);
            }
            open.extend(place.children());
        }
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
        let bound = binding.child(SyntaxKind::Closure).unwrap_or(binding);
        self.bound.extend(bound.child(SyntaxKind::Ident).map(slice));
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
            let Some(key) = positional(arguments).next() else { continue };
            // `cite(label(key))`: the function is given the key as a string.
            let key = slice(labelled(key, text).unwrap_or(key));
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

/// What `label(…)` makes a label of.
pub(super) fn labelled<'n>(call: Place<'n>, text: &str) -> Option<Place<'n>> {
    let name = call.child(SyntaxKind::Ident).map(|it| &text[it.range()]);
    let arguments = call.child(SyntaxKind::Args).filter(|_| call.kind() == SyntaxKind::FuncCall)?;
    positional(arguments).next().filter(|_| name == Some("label"))
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
