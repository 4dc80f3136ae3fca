//! Parses arrays, whole or up to a place.

use crate::source::Span;
use crate::syntax::data::{Node, Value};
use crate::syntax::json::Parser;

/// The array that is being parsed.
pub(super) struct Array<'a> {
    /// Its `[`.
    start: usize,
    pub(super) items: Vec<Node<'a>>,
    /// Where the last item is, which may have been taken out.
    last: Option<Span>,
    /// The comma after it.
    pub(super) comma: Option<usize>,
    /// Whether it has ended, or the list around it goes on.
    pub(super) is_over: bool,
}

impl<'a> Array<'a> {
    pub(super) fn new(start: usize) -> Self {
        Array { start, items: Vec::new(), last: None, comma: None, is_over: false }
    }
}

impl<'a> Parser<'a, '_> {
    pub(super) fn array(&mut self) -> Node<'a> {
        let mut array = self.open_array();
        self.items(&mut array, usize::MAX);
        self.open.pop();
        let span = Span::new(array.start, self.at);
        Node { span, value: Value::Sequence(array.items), tag: "" }
    }

    pub(super) fn open_array(&mut self) -> Array<'a> {
        let array = Array::new(self.at);
        self.open.push(b'[');
        self.at += 1;
        array
    }

    /// Parses the items of the innermost array that begin before `end`.
    pub(super) fn items(&mut self, array: &mut Array<'a>, end: usize) {
        while !array.is_over {
            self.blanks();
            if self.at >= end {
                return;
            }
            match self.peek() {
                Some(b']') => {
                    self.close(array.comma);
                    array.is_over = true;
                }
                Some(b',') => self.stray_comma(),
                Some(b'}') if self.inside(b'{') => self.give_up(array, array.comma),
                Some(b'}' | b':') => self.stray(),
                Some(b'"') if self.inside(b'{') && self.string_is_key() => {
                    self.give_up(array, array.comma);
                }
                None => self.give_up(array, None),
                Some(_) => {
                    if array.comma.is_none() {
                        self.missing_comma(array.last);
                    }
                    let item = self.value();
                    array.last = Some(item.span);
                    array.items.push(item);
                    array.comma = self.comma();
                }
            }
        }
    }

    /// Ends an array that lacks its bracket.
    fn give_up(&mut self, array: &mut Array<'a>, comma: Option<usize>) {
        self.never_closed(array.start, comma);
        array.is_over = true;
    }
}
