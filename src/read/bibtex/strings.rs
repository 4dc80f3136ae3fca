//! The `@string` macros of texts that are read together, and the values of fields with macros
//! replaced.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostic::rules::STRING_MACRO;
use crate::diagnostic::{Diagnostic, Severity, Sink, nearest};
use crate::dialect::bib::macros;
use crate::read::bibtex::texts::Texts;
use crate::source::Span;
use crate::syntax::bibtex::{Block, BlockKind, Field, Piece, PieceKind, Tree};

/// A value: its text and its span.
#[derive(Debug, Clone)]
pub(super) struct Value<'t> {
    /// The raw text: macros and `#` are resolved, TeX is not.
    pub(super) raw: Cow<'t, str>,
    /// Without delimiters, if it is one piece.
    pub(super) span: Span,
    /// Whether the bytes of the span are those of the text.
    exact: bool,
}

impl Value<'_> {
    /// The value at the same span with another raw text: if the two differ, parts of it are located
    /// at the whole value.
    pub(super) fn with_raw<'a>(&self, raw: Cow<'a, str>) -> Value<'a> {
        let exact = self.exact && matches!(raw, Cow::Borrowed(_));
        Value { raw, span: self.span, exact }
    }

    /// The span of some bytes of the raw text; the whole value if it has several pieces.
    pub(super) fn locate(&self, start: usize, end: usize) -> Span {
        if self.exact && start <= end && end <= self.span.len() {
            let base = self.span.start as usize;
            return Span::new(base + start, base + end);
        }
        self.span
    }

    /// The span of a slice of the raw text.
    pub(super) fn locate_slice(&self, slice: &str) -> Span {
        let start = (slice.as_ptr() as usize).wrapping_sub(self.raw.as_ptr() as usize);
        match start.checked_add(slice.len()) {
            Some(end) if end <= self.raw.len() => self.locate(start, end),
            _ => self.span,
        }
    }
}

/// The macros of texts that are read together: those that they define, and those of the standard
/// styles.
#[derive(Debug)]
pub(super) struct Strings<'x> {
    texts: &'x Texts,
    /// The macros that each document defines.
    documents: Vec<Macros>,
}

/// How many bytes the text of a macro may have that is made of other macros.
const MAX_JOINED: usize = 16 * 1024;

/// The macros that a document defines.
#[derive(Debug, Default)]
struct Macros {
    /// Name in lower case → definitions in source order.
    by_name: FxHashMap<String, Vec<Definition>>,
    /// The names, in source order, for suggestions.
    names: Vec<String>,
}

#[derive(Debug)]
struct Definition {
    name: Span,
    /// Where the definition ends: it can be used from here on.
    end: u32,
    text: Arc<str>,
}

/// The text of a macro.
enum MacroText<'s> {
    /// Defined by a file.
    Own(&'s Arc<str>),
    /// Defined by the standard styles.
    Standard(&'static str),
}

impl<'s> MacroText<'s> {
    fn as_str(&self) -> &'s str {
        match self {
            MacroText::Own(text) => text,
            MacroText::Standard(text) => text,
        }
    }
}

/// A macro that is not defined where it is first used.
struct Fault<'t> {
    block: &'t Block,
    field: &'t Field,
    at: Span,
    /// Whether it is defined later.
    later: bool,
    uses: usize,
}

impl<'x> Strings<'x> {
    /// Reads the definitions in a tree, and reports all errors about macros in it.
    pub(super) fn read(tree: &Tree<'_>, texts: &'x Texts, sink: &mut Sink) -> Self {
        let documents = (0..texts.documents()).map(|_| Macros::default()).collect();
        let mut strings = Strings { texts, documents };
        for block in &tree.blocks {
            if block.kind == BlockKind::String {
                for field in tree.fields(block) {
                    strings.define(tree, field, sink);
                }
            }
        }
        strings.report_uses(tree, sink);
        strings
    }

    fn define(&mut self, tree: &Tree<'_>, field: &Field, sink: &mut Sink) {
        let name = tree.slice(field.name);
        let place = self.texts.place(field.name);
        let text: Arc<str> = if self.is_too_long(tree, field) {
            let message = format!("the text of the macro `{name}` is too long");
            let help = format!(
                "write it without other macros, or in at most {MAX_JOINED} bytes; now it is empty"
            );
            sink.push(Diagnostic::new(&STRING_MACRO, place, message).help(help));
            "".into()
        } else {
            self.value(tree, field).raw.into()
        };
        let macros = &mut self.documents[self.texts.document(field.name.start)];
        let definitions = macros.by_name.entry(name.to_ascii_lowercase()).or_default();
        if let Some(first) = definitions.first() {
            let first_place = self.texts.place(first.name);
            // Files often contain copies of macros that other files define too.
            let brought_along = first_place.source != place.source && first.text == text;
            if !brought_along {
                let message = format!("the macro `{name}` is defined twice");
                sink.push(
                    Diagnostic::new(&STRING_MACRO, place, message)
                        .severity(Severity::Warning)
                        .also(first_place, "first defined here")
                        .help("each use takes the last definition above it"),
                );
            }
        } else {
            macros.names.push(name.to_owned());
        }
        let end = field.value.end.max(field.name.end);
        definitions.push(Definition { name: field.name, end, text });
    }

    /// True if a macro made of others is longer than any text that is meant. Macros that double each
    /// other would otherwise fill the memory from a file of a few lines.
    fn is_too_long(&self, tree: &Tree<'_>, field: &Field) -> bool {
        let (mut length, mut is_made) = (0, false);
        for piece in &*tree.pieces(field) {
            let found = (piece.kind == PieceKind::Macro)
                .then(|| self.look_up(tree.slice(piece.span), piece.span));
            is_made |= found.is_some();
            length += match found.flatten() {
                Some((text, _)) => text.len(),
                None => piece.span.range().len(),
            };
        }
        is_made && length > MAX_JOINED
    }

    /// Reports each macro that is not defined where it is used; once, at its first use.
    fn report_uses(&self, tree: &Tree<'_>, sink: &mut Sink) {
        let mut faults: Vec<Fault<'_>> = Vec::new();
        let mut known: HashMap<(usize, String), usize> = HashMap::new();
        for block in &tree.blocks {
            for field in tree.fields(block) {
                for piece in tree.pieces(field).iter().filter(|p| p.kind == PieceKind::Macro) {
                    let found = self.look_up(tree.slice(piece.span), piece.span);
                    if found.is_some_and(|(_, before)| before) {
                        continue;
                    }
                    let name = tree.slice(piece.span).to_ascii_lowercase();
                    let document = self.texts.document(piece.span.start);
                    let number = *known.entry((document, name)).or_insert(faults.len());
                    match faults.get_mut(number) {
                        Some(fault) => fault.uses += 1,
                        None => {
                            let (at, later) = (piece.span, found.is_some());
                            faults.push(Fault { block, field, at, later, uses: 1 });
                        }
                    }
                }
            }
        }
        for fault in faults {
            sink.push(self.finding(tree, &fault));
        }
    }

    fn finding(&self, tree: &Tree<'_>, fault: &Fault<'_>) -> Diagnostic {
        let name = tree.slice(fault.at);
        let mut message = match fault.later {
            true => format!("the macro `{name}` is used before it is defined"),
            false => format!("the macro `{name}` is not defined"),
        };
        if fault.uses > 1 {
            message.push_str(&format!(" ({} uses, the first is here)", fault.uses));
        }
        let standard = macros::names().into_iter().map(|name| -> &str { name });
        let own = &self.documents[self.texts.document(fault.at.start)].names;
        let names = own.iter().map(String::as_str).chain(standard);
        let suggestion = match fault.later {
            true => None,
            false => nearest(name, names).filter(|known| *known != name),
        };
        let help = match (fault.later, suggestion) {
            (true, _) => format!("move `@string{{{name} = ...}}` above its first use"),
            (false, Some(known)) => format!("did you mean `{known}`?"),
            (false, None) => format!(
                "define it with `@string{{{name} = {{...}}}}` above, or put the text in braces"
            ),
        };
        let place = self.texts.place(fault.at);
        let finding = Diagnostic::new(&STRING_MACRO, place, message).help(help);
        if fault.field.name.is_empty() || fault.block.kind != BlockKind::Entry {
            return finding;
        }
        finding.key(tree.slice(fault.block.key)).field(tree.slice(fault.field.name))
    }

    /// The text of a macro at a position, and whether it was defined before.
    ///
    /// The document's own definitions take precedence, then those of the standard styles, then
    /// those of its neighbours.
    fn look_up(&self, name: &str, at: Span) -> Option<(&str, bool)> {
        self.find(name, at).map(|(text, before)| (text.as_str(), before))
    }

    fn find(&self, name: &str, at: Span) -> Option<(MacroText<'_>, bool)> {
        let standard = || macros::text(name).map(|text| (MacroText::Standard(text), true));
        if self.documents.iter().all(|macros| macros.by_name.is_empty()) {
            return standard();
        }
        let name: Cow<'_, str> = match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(name.to_ascii_lowercase()),
            false => Cow::Borrowed(name),
        };
        let own = self.texts.document(at.start);
        if let Some(definitions) = self.documents[own].by_name.get(&*name) {
            // Definitions are in source order, and so are their ends.
            let before = definitions.partition_point(|definition| definition.end <= at.start);
            return match before.checked_sub(1).and_then(|last| definitions.get(last)) {
                Some(definition) => Some((MacroText::Own(&definition.text), true)),
                None => standard().or_else(|| {
                    definitions.first().map(|later| (MacroText::Own(&later.text), false))
                }),
            };
        }
        standard().or_else(|| {
            let neighbours = self.documents.iter();
            let mut found = neighbours.filter_map(|macros| macros.by_name.get(&*name)?.last());
            found.next().map(|definition| (MacroText::Own(&definition.text), true))
        })
    }

    /// The value of a field with macros replaced; an undefined macro is replaced with its name.
    pub(super) fn value<'t>(&'t self, tree: &Tree<'t>, field: &Field) -> Value<'t> {
        let pieces = tree.pieces(field);
        if let [piece] = &*pieces {
            let text = tree.slice(piece.inner);
            let macro_text = match piece.kind {
                PieceKind::Macro => self.look_up(text, piece.span).map(|(text, _)| text),
                _ => None,
            };
            let exact = macro_text.is_none();
            return Value {
                raw: Cow::Borrowed(macro_text.unwrap_or(text)),
                span: piece.inner,
                exact,
            };
        }
        let mut raw = String::new();
        for piece in &*pieces {
            raw.push_str(match piece.kind {
                PieceKind::Macro => self.macro_text(tree, piece),
                _ => tree.slice(piece.inner),
            });
        }
        Value { raw: Cow::Owned(raw), span: field.value, exact: pieces.is_empty() }
    }
}

impl Strings<'_> {
    /// The same, shared by all uses of a macro that the file defines.
    pub(super) fn shared_text(&self, tree: &Tree<'_>, piece: &Piece) -> Arc<str> {
        let name = tree.slice(piece.inner);
        match self.find(name, piece.span) {
            Some((MacroText::Own(text), _)) => Arc::clone(text),
            Some((MacroText::Standard(text), _)) => text.into(),
            None => name.into(),
        }
    }

    /// The text of a piece that is a macro; its name if it is undefined.
    pub(super) fn macro_text<'t>(&'t self, tree: &Tree<'t>, piece: &Piece) -> &'t str {
        let name = tree.slice(piece.inner);
        self.look_up(name, piece.span).map_or(name, |(text, _)| text)
    }
}

#[cfg(test)]
impl<'t> Value<'t> {
    /// A value that is a whole text.
    pub(super) fn of_text(raw: &'t str) -> Self {
        Value { raw: Cow::Borrowed(raw), span: Span::new(0, raw.len()), exact: true }
    }
}
