//! Parses XML into a tree with spans, as far as CSL styles and locales need it: elements,
//! attributes and text.
//!
//! Names are kept without their namespace prefix. An error is reported, and parsing continues as
//! far as possible, so that one missing tag does not hide the rest.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::diagnostic::rules::PARSE_ERROR;
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{SourceId, Span};

/// An element with its attributes and content.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Element<'a> {
    /// The name, without its namespace prefix.
    pub name: &'a str,
    /// The name in the start tag.
    pub name_span: Span,
    /// From the start tag's `<` to the end tag's `>`.
    pub span: Span,
    /// In source order.
    pub attributes: Vec<Attribute<'a>>,
    /// The elements directly inside, in source order.
    pub children: Vec<Element<'a>>,
    /// The characters directly inside, joined.
    pub text: Cow<'a, str>,
}

/// An attribute of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attribute<'a> {
    /// The name with its namespace prefix, if it has one.
    pub name: &'a str,
    /// The value, with entities resolved.
    pub value: Cow<'a, str>,
    /// The span of the name.
    pub name_span: Span,
    /// The value without its quotes.
    pub value_span: Span,
}

impl<'a> Element<'a> {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|a| a.value.as_ref())
    }

    /// The first child with this name.
    pub fn child(&self, name: &str) -> Option<&Element<'a>> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children with this name.
    pub fn children_named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Element<'a>> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// The maximum nesting of elements; deeper ones are reported and skipped.
pub const MAX_DEPTH: usize = 128;

/// Parses a text, and returns its outermost element, if there is one.
pub fn parse<'a>(text: &'a str, id: SourceId, sink: &mut Sink) -> Option<Element<'a>> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut builder = Builder { text, id, sink, open: Vec::new(), too_deep: 0, root: None };
    loop {
        let start = position(&reader);
        let event = reader.read_event();
        let span = Span::new(start, position(&reader).max(start));
        match event {
            Ok(Event::Start(tag)) => builder.open(&tag, span),
            Ok(Event::Empty(tag)) => {
                builder.open(&tag, span);
                builder.close(span);
            }
            Ok(Event::End(tag)) => builder.end(tag.local_name().into_inner(), span),
            Ok(Event::Text(content)) => builder.characters(span, &content),
            Ok(Event::CData(content)) => builder.push_text(Cow::Owned(content.to_string())),
            Ok(Event::GeneralRef(reference)) => builder.reference(&reference, span),
            Ok(Event::Eof) => break,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Err(error) => {
                builder.fault(Span::new(start, text.len()), format!("not XML: {error}"));
                break;
            }
        }
    }
    builder.finish()
}

fn position(reader: &Reader<&[u8]>) -> usize {
    reader.buffer_position() as usize
}

struct Builder<'a, 's> {
    text: &'a str,
    id: SourceId,
    sink: &'s mut Sink,
    open: Vec<Element<'a>>,
    /// The number of open elements beyond the maximum nesting.
    too_deep: usize,
    root: Option<Element<'a>>,
}

impl<'a> Builder<'a, '_> {
    fn fault(&mut self, span: Span, message: String) {
        self.sink.push(Diagnostic::new(&PARSE_ERROR, span.in_source(self.id), message));
    }

    fn open(&mut self, tag: &BytesStart<'_>, span: Span) {
        if self.open.len() >= MAX_DEPTH {
            if self.too_deep == 0 {
                let message = format!("elements lie more than {MAX_DEPTH} deep in one another");
                self.fault(span, message);
            }
            self.too_deep += 1;
            return;
        }
        // The tag borrows from the text at span.start + 1, and must outlive the event.
        let inside = &self.text[span.start as usize + 1..span.end as usize];
        let name_len = tag.name().into_inner().len();
        let full_name = &inside[..name_len];
        let name = full_name.rsplit(':').next().unwrap_or(full_name);
        let name_end = span.start as usize + 1 + name_len;
        let attributes = self.attributes(tag, span);
        self.open.push(Element {
            name,
            name_span: Span::new(name_end - name.len(), name_end),
            span,
            attributes,
            children: Vec::new(),
            text: Cow::Borrowed(""),
        });
    }

    fn attributes(&mut self, tag: &BytesStart<'_>, span: Span) -> Vec<Attribute<'a>> {
        let content: &str = tag;
        let base = content.as_ptr() as usize;
        let offset = |part: &str| span.start as usize + 1 + (part.as_ptr() as usize - base);
        let mut attributes: Vec<Attribute<'a>> = Vec::new();
        for attribute in tag.attributes() {
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(error) => {
                    self.fault(span, format!("not an attribute: {error}"));
                    continue;
                }
            };
            let Cow::Borrowed(raw) = attribute.value else { continue };
            let (name_at, value_at) = (offset(attribute.key.into_inner()), offset(raw));
            let name = &self.text[name_at..name_at + attribute.key.into_inner().len()];
            let raw = &self.text[value_at..value_at + raw.len()];
            let value_span = Span::new(value_at, value_at + raw.len());
            let value = self.unescape(raw, value_span);
            let name_span = Span::new(name_at, name_at + name.len());
            attributes.push(Attribute { name, value, name_span, value_span });
        }
        attributes
    }

    fn unescape(&mut self, raw: &'a str, span: Span) -> Cow<'a, str> {
        match quick_xml::escape::unescape(raw) {
            Ok(value) => value,
            Err(error) => {
                self.fault(span, format!("not an XML text: {error}"));
                Cow::Borrowed(raw)
            }
        }
    }

    fn characters(&mut self, span: Span, content: &str) {
        let text = &self.text[span.range()];
        // The reader normalizes line ends only if there are any to normalize.
        let text =
            if text == content { Cow::Borrowed(text) } else { Cow::Owned(content.to_owned()) };
        self.push_text(text);
    }

    fn reference(&mut self, name: &str, span: Span) {
        let escaped = format!("&{name};");
        match quick_xml::escape::unescape(&escaped) {
            Ok(value) => self.push_text(Cow::Owned(value.into_owned())),
            Err(_) => self.fault(span, format!("there is no entity `{escaped}`")),
        }
    }

    fn push_text(&mut self, text: Cow<'a, str>) {
        if self.too_deep > 0 {
            return;
        }
        if let Some(element) = self.open.last_mut() {
            if element.text.is_empty() {
                element.text = text;
            } else {
                element.text.to_mut().push_str(&text);
            }
        }
    }

    /// An end tag closes its element; elements that were opened since and never closed are
    /// reported.
    fn end(&mut self, name: &str, span: Span) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(depth) = self.open.iter().rposition(|element| element.name == name) else {
            self.fault(span, format!("`</{name}>` closes nothing"));
            return;
        };
        while self.open.len() > depth + 1 {
            self.unclosed();
        }
        self.close(span);
    }

    /// Reports the innermost open element as never closed, and closes it at its beginning.
    fn unclosed(&mut self) {
        if let Some(element) = self.open.last() {
            let (name, span) = (element.name, element.span);
            self.fault(span, format!("`<{name}>` is never closed"));
            self.close(span);
        }
    }

    fn close(&mut self, end: Span) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(mut element) = self.open.pop() else { return };
        element.span = element.span.to(end);
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None if self.root.is_none() => self.root = Some(element),
            None => {
                let message = format!("`<{}>` is after the end of the document", element.name);
                self.fault(element.name_span, message);
            }
        }
    }

    fn finish(mut self) -> Option<Element<'a>> {
        while !self.open.is_empty() {
            self.unclosed();
        }
        if self.root.is_none() {
            let end = Span::at(self.text.len());
            self.fault(end, "expected an XML element".to_owned());
        }
        self.root
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::diagnostic::Sink;
    use crate::source::SourceId;

    fn faults(text: &str) -> Vec<String> {
        let mut sink = Sink::new();
        parse(text, SourceId(0), &mut sink);
        sink.into_sorted().into_iter().map(|diagnostic| diagnostic.message).collect()
    }

    #[test]
    fn spans_lie_under_names_and_values() {
        let text = "<?xml version=\"1.0\"?>\n<x:a b='1 &amp; 2'><c/>t&#233;<!-- - --></x:a>";
        let mut sink = Sink::new();
        let root = parse(text, SourceId(0), &mut sink).unwrap();
        assert!(sink.is_empty(), "{sink:?}");
        assert_eq!((root.name, &text[root.name_span.range()]), ("a", "a"));
        assert_eq!(root.attribute("b"), Some("1 & 2"));
        assert_eq!(&text[root.attributes[0].value_span.range()], "1 &amp; 2");
        assert_eq!(&text[root.children[0].span.range()], "<c/>");
        assert_eq!(root.text, "té");
        assert!(text[root.span.range()].ends_with("</x:a>"));
    }

    #[test]
    fn faults_are_named_and_the_rest_is_read() {
        assert_eq!(faults("<a><b></a>"), ["`<b>` is never closed"]);
        assert_eq!(faults("<a></b></a>"), ["`</b>` closes nothing"]);
        assert_eq!(faults("<a>&nope;</a>"), ["there is no entity `&nope;`"]);
        assert_eq!(faults(""), ["expected an XML element"]);
        assert_eq!(faults("<a/><b/>"), ["`<b>` is after the end of the document"]);
        assert_eq!(faults("<a b=c/>").len(), 1);
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "<a>".repeat(5000) + &"</a>".repeat(5000);
        assert_eq!(faults(&deep), ["elements lie more than 128 deep in one another"]);
    }
}
