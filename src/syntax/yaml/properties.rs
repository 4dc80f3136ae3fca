//! Anchors, aliases and tags.

use crate::source::Span;
use crate::syntax::data::{Node, Value};
use crate::syntax::yaml::parser::{MAX_ALIASED, Parser};

/// The anchor and tag before a node.
#[derive(Clone, Copy, Default)]
pub(super) struct Properties<'a> {
    pub(super) anchor: &'a str,
    pub(super) tag: &'a str,
}

impl Properties<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.anchor.is_empty() && self.tag.is_empty()
    }
}

impl<'a> Parser<'a> {
    /// Reads anchors and tags, and the blanks after them.
    pub(super) fn properties(&mut self) -> Properties<'a> {
        let mut properties = Properties::default();
        while let Some(sigil @ (b'&' | b'!')) = self.peek() {
            let start = self.at;
            self.at += 1;
            let word = self.property_word();
            let before = if sigil == b'&' { properties.anchor } else { properties.tag };
            if !before.is_empty() {
                let what = if sigil == b'&' { "an anchor" } else { "a tag" };
                let message = format!("this value has {what} already");
                self.fault(Span::new(start, self.at), message, None);
            }
            if sigil == b'&' {
                properties.anchor = word;
            } else {
                properties.tag = &self.text[start..self.at];
            }
            self.spaces();
        }
        properties
    }

    fn property_word(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let len = rest.find([' ', '\t', '\n', '\r', ',', '[', ']', '{', '}']).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    /// Sets the tag of a node, and stores the node under its anchor.
    pub(super) fn with_properties(
        &mut self,
        mut node: Node<'a>,
        properties: Properties<'a>,
    ) -> Node<'a> {
        if !properties.tag.is_empty() {
            node.tag = properties.tag;
        }
        if !properties.anchor.is_empty() {
            self.anchors.insert(properties.anchor, node.clone());
        }
        node
    }

    /// An alias: the node of its anchor, with the spans that it has there.
    pub(super) fn alias(&mut self) -> Node<'a> {
        let start = self.at;
        self.at += 1;
        let name = self.property_word();
        let span = Span::new(start, self.at);
        let left = MAX_ALIASED - self.aliased;
        let size = self.anchors.get(name).map(|node| size_up_to(node, left + 1));
        match (size, self.anchors.get(name)) {
            (Some(size), Some(node)) if size <= left => {
                self.aliased += size;
                return node.clone();
            }
            (Some(_), _) => {
                // The limit is used up, so that later aliases are not counted again.
                self.aliased = MAX_ALIASED;
                let message = format!("aliases repeat more than {MAX_ALIASED} values");
                self.fault(span, message, None);
            }
            _ => {
                let message = format!("there is no anchor `&{name}` before this alias");
                let help = "put the value in quotes if the `*` is part of it";
                self.fault(span, message, Some(help));
            }
        }
        Node::empty(start)
    }
}

/// The number of nodes in a node, counted only up to `limit`.
fn size_up_to(node: &Node<'_>, limit: usize) -> usize {
    let mut size = 1;
    let mut count = |child: &Node<'_>| {
        if size < limit {
            size += size_up_to(child, limit - size);
        }
    };
    match &node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(count),
        Value::Mapping(pairs) => pairs.iter().for_each(|pair| {
            count(&pair.key);
            count(&pair.value);
        }),
    }
    size
}
