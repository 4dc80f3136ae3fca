//! HTML in Markdown: its words are kept in every format, and its formatting as far as the format has
//! it.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd, TextMergeStream};

use crate::typeset::page::backend::{Backend, Element, Image};
use crate::typeset::page::marked::{Attributes, Container, MarkedPiece, Size};
use crate::typeset::page::walk::{Walk, extensions};

/// A piece of HTML.
#[derive(Debug, PartialEq)]
enum Token<'t> {
    Text(&'t str),
    Comment(&'t str),
    /// A tag, its name, and whether it ends an element.
    Tag(&'t str, &'t str, bool),
}

/// Elements whose content is no text of the document.
const OPAQUE: [&str; 5] = ["script", "style", "template", "head", "title"];

/// Elements whose content is not Markdown.
const VERBATIM: [&str; 4] = ["script", "style", "pre", "textarea"];

/// Elements without which a text looks the same, or whose beginning and end are those of a
/// paragraph.
const PLAIN: [&str; 45] = [
    "div",
    "span",
    "p",
    "section",
    "article",
    "aside",
    "main",
    "header",
    "footer",
    "nav",
    "details",
    "summary",
    "center",
    "figure",
    "figcaption",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "code",
    "kbd",
    "samp",
    "var",
    "tt",
    "abbr",
    "cite",
    "q",
    "small",
    "big",
    "dfn",
    "time",
    "address",
    "ins",
    "mark",
    "font",
    "label",
    "wbr",
    "a",
    "body",
    "html",
    "br",
];

/// Elements within a line; all others end a paragraph.
const INLINE: [&str; 34] = [
    "span", "code", "kbd", "samp", "var", "tt", "abbr", "cite", "q", "small", "big", "dfn", "time",
    "ins", "mark", "font", "label", "wbr", "a", "b", "strong", "i", "em", "sup", "sub", "s", "del",
    "strike", "u", "td", "th", "img", "br", "input",
];

impl<'w, 'e, B: Backend> Walk<'_, 'w, 'e, B> {
    /// A block of HTML; returns the index of the event after it.
    pub(super) fn html_block(&mut self, at: usize) -> usize {
        let end = self.behind(at);
        let mut html = String::new();
        for event in &self.events[at + 1..end.max(at + 2) - 1] {
            if let Event::Html(text) | Event::Text(text) | Event::InlineHtml(text) = event {
                html.push_str(text);
            }
        }
        self.html(&html, !self.is_inline);
        end
    }

    /// HTML, which is a block or within a line.
    pub(super) fn html(&mut self, html: &str, is_block: bool) {
        let mut rest = html;
        let mut has_paragraph = false;
        while let Some(token) = next(&mut rest) {
            match token {
                Token::Comment(comment) => self.raw_html(comment),
                Token::Tag(tag, name, is_end) if B::HAS_TAGS => {
                    self.raw_html(tag);
                    if !is_end && VERBATIM.contains(&&*name.to_ascii_lowercase()) {
                        self.raw_html(until_end(&mut rest, name));
                    }
                }
                Token::Text(text) if B::HAS_TAGS => self.words(text),
                Token::Tag(tag, name, is_end) => {
                    let name = &*name.to_ascii_lowercase();
                    if has_paragraph && !INLINE.contains(&name) {
                        self.close_tags();
                        self.backend.close(&Element::Paragraph);
                        has_paragraph = false;
                    }
                    if OPAQUE.contains(&name) && !is_end {
                        until_end(&mut rest, name);
                    }
                    if matches!(name, "td" | "th") && is_end {
                        self.backend.text(" ");
                    }
                    self.tag(tag, name, is_end);
                }
                Token::Text(text) => {
                    if is_block && !has_paragraph && !text.trim().is_empty() {
                        self.backend.open(&Element::Paragraph);
                        has_paragraph = true;
                    }
                    let text = if has_paragraph || !is_block { text } else { text.trim() };
                    self.words(text);
                }
            }
        }
        if has_paragraph {
            self.close_tags();
            self.backend.close(&Element::Paragraph);
        }
    }

    fn raw_html(&mut self, html: &str) {
        let html = self.marks.plain(html);
        self.backend.raw("html", &html);
    }

    /// Opens or closes the element that a tag stands for in a format other than HTML.
    fn tag(&mut self, tag: &str, name: &str, is_end: bool) {
        let element = match name {
            "br" => return self.backend.hard_break(),
            "hr" => return self.backend.rule(),
            "img" => return self.html_image(tag),
            "sup" => Element::Superscript,
            "sub" => Element::Subscript,
            "em" | "i" => Element::Emphasis,
            "strong" | "b" => Element::Strong,
            "del" | "s" | "strike" => Element::Strikethrough,
            "u" => {
                let classes = vec!["underline".to_owned()];
                Element::Container(Container::Span, Attributes { id: None, classes })
            }
            "a" if is_end || attribute(tag, "href").is_some() => {
                let address = attribute(tag, "href").unwrap_or_default();
                Element::Link(address.into(), "".into())
            }
            _ => {
                if !PLAIN.contains(&name) {
                    self.remarks.insert("tags of HTML are left out");
                }
                return;
            }
        };
        if !is_end {
            self.backend.open(&element);
            self.open.push(element);
            self.tags.push((self.open.len(), name.to_owned()));
            return;
        }
        let is_open =
            self.tags.last().is_some_and(|(depth, open)| *depth == self.open.len() && open == name);
        if is_open {
            self.close_tag();
        }
    }

    /// Closes the innermost element that a tag has opened.
    fn close_tag(&mut self) {
        self.tags.pop();
        if let Some(element) = self.open.pop() {
            self.backend.close(&element);
        }
    }

    /// Closes the elements that tags have opened within the innermost element.
    pub(super) fn close_tags(&mut self) {
        while self.tags.last().is_some_and(|(depth, _)| *depth == self.open.len()) {
            self.close_tag();
        }
    }

    fn html_image(&mut self, tag: &str) {
        let value = |name: &str| attribute(tag, name).unwrap_or_default();
        let size = format!("width=\"{}\" height=\"{}\"", value("width"), value("height"));
        self.backend.image(&Image {
            address: &value("src"),
            title: &value("title"),
            text: &value("alt"),
            size: Size::of(&size).unwrap_or_default(),
        });
    }

    /// Text between tags, which is Markdown unless it would be more than a paragraph.
    fn words(&mut self, text: &str) {
        let inside = text.trim();
        let start = text.len() - text.trim_start().len();
        if inside.is_empty() {
            return self.space(text);
        }
        self.space(&text[..start]);
        let events: Vec<Event<'_>> =
            TextMergeStream::new(Parser::new_ext(inside, extensions())).collect();
        let is_paragraph = matches!(
            &events[..],
            [Event::Start(Tag::Paragraph), inside @ .., Event::End(TagEnd::Paragraph)]
                if !inside.iter().any(|it| matches!(it, Event::Start(Tag::Paragraph)))
        );
        match is_paragraph {
            true => self.part(&events, 1..events.len() - 1),
            false => {
                let marks = self.marks;
                for piece in marks.pieces(inside) {
                    match piece {
                        MarkedPiece::Text(text) => self.backend.text(text),
                        MarkedPiece::Insert(insert) => self.insert(insert),
                    }
                }
            }
        }
        self.space(&text[start + inside.len()..]);
    }

    fn space(&mut self, space: &str) {
        match () {
            () if space.is_empty() => {}
            () if B::HAS_TAGS => self.raw_html(space),
            () => self.backend.text(" "),
        }
    }

    /// Writes other events at this position.
    fn part(&mut self, events: &[Event<'_>], range: Range<usize>) {
        let mut part = Walk::new(events, self.marks, std::mem::take(&mut self.backend));
        part.is_inline = true;
        part.depth = self.depth;
        part.notes = std::mem::take(&mut self.notes);
        part.numbers = std::mem::take(&mut self.numbers);
        // A note that is written at its mark is among the events of the document.
        if B::HAS_END_NOTES {
            part.written = std::mem::take(&mut self.written);
        }
        part.range(range);
        part.close_tags();
        self.notes = part.notes;
        self.numbers = part.numbers;
        if B::HAS_END_NOTES {
            self.written = part.written;
        }
        self.remarks.extend(part.remarks);
        self.backend = part.backend;
    }
}

/// Takes the next piece from HTML.
fn next<'t>(rest: &mut &'t str) -> Option<Token<'t>> {
    let text = *rest;
    let take = |length: usize| (&text[..length], &text[length..]);
    if text.is_empty() {
        return None;
    }
    if text.starts_with("<!--") {
        let length = text.find("-->").map_or(text.len(), |at| at + 3);
        let (comment, behind) = take(length);
        *rest = behind;
        return Some(Token::Comment(comment));
    }
    if let Some(length) = tag_length(text) {
        let (tag, behind) = take(length);
        *rest = behind;
        let inside = tag[1..].trim_start_matches('/');
        let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let name = &inside[..end.unwrap_or(inside.len())];
        return Some(Token::Tag(tag, name, tag.starts_with("</")));
    }
    let from_second = text.chars().next().map_or(0, char::len_utf8);
    let starts_token =
        |at: &usize| text[*at..].starts_with("<!--") || tag_length(&text[*at..]).is_some();
    let next =
        text.match_indices('<').map(|(at, _)| at).find(|at| *at >= from_second && starts_token(at));
    let (text, behind) = take(next.unwrap_or(text.len()));
    *rest = behind;
    Some(Token::Text(text))
}

/// The length of the tag at the beginning of a text; values in quotes may contain `>`.
fn tag_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?'));
    let mut quote = None;
    let end = inside.char_indices().find(|(_, c)| match (quote, *c) {
        (Some(open), c) => {
            if open == c {
                quote = None;
            }
            false
        }
        (None, '"' | '\'') => {
            quote = Some(*c);
            false
        }
        (None, c) => c == '>',
    });
    end.filter(|_| is_tag).map(|(at, _)| at + 2)
}

/// Takes the text up to the tag that ends an element.
fn until_end<'t>(rest: &mut &'t str, name: &str) -> &'t str {
    let text = *rest;
    let ends = |at: &usize| {
        let behind = &text[*at + 2..];
        behind.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    let end = text.match_indices("</").map(|(at, _)| at).find(ends).unwrap_or(text.len());
    *rest = &text[end..];
    &text[..end]
}

/// The value of an attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let find = |(at, _): (usize, &str)| {
        let begins = tag[..at].ends_with(char::is_whitespace);
        let value = tag[at + name.len()..].trim_start().strip_prefix('=').filter(|_| begins)?;
        let value = value.trim_start();
        let inside = match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split(quote).next(),
            _ => value.split([' ', '\t', '\n', '>']).next(),
        };
        inside.map(|it| it.replace("&amp;", "&").replace("&quot;", "\""))
    };
    lower.match_indices(name).find_map(find)
}

#[cfg(test)]
mod tests {
    use super::{Token, attribute, next};

    #[test]
    fn html_is_divided() {
        let mut rest = "a < b<!-- <p> --><P class=\"a>b\">x</p>";
        let tokens: Vec<Token<'_>> = std::iter::from_fn(|| next(&mut rest)).collect();
        let expected = [
            Token::Text("a < b"),
            Token::Comment("<!-- <p> -->"),
            Token::Tag("<P class=\"a>b\">", "P", false),
            Token::Text("x"),
            Token::Tag("</p>", "p", true),
        ];
        assert_eq!(tokens, expected);
        assert_eq!(attribute("<a data-href=x HREF='y&amp;z'>", "href").as_deref(), Some("y&z"));
        assert_eq!(attribute("<a>", "href"), None);
    }
}
