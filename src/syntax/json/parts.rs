//! The array of a long text in parts, each of which can be parsed beside the others.
//!
//! An item of an array is parsed in the same way wherever it is. So the outermost array is cut before
//! objects that begin as its first item does. That such an object is an item of that array, and not
//! of one inside it or words in a string, is not certain before the part in front of it is parsed:
//! where that does not end at the cut, and where a part has faults or comments, the text is parsed on
//! from there. The items and what is reported are the same as those of the whole.
//!
//! The items of a part can be read, and freed, before the others are parsed: a tree takes several
//! times the memory of its text.

use std::mem;

use memchr::memmem::Finder;

use crate::diagnostic::Sink;
use crate::source::{SourceId, Span};
use crate::syntax::data::Node;
use crate::syntax::json::Parser;
use crate::syntax::json::array::Array;

/// A text whose outermost array is cut into parts.
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    text: &'a str,
    id: SourceId,
    /// Where each part begins, the first after the `[`, and then the end of the text.
    cuts: Vec<usize>,
}

/// What became of the parts.
pub(crate) struct Joined<'a> {
    /// For each part, its items in the text as a whole, unless those of the part are the same.
    pub(crate) again: Vec<Option<Vec<Node<'a>>>>,
    pub(crate) comments: Vec<Span>,
}

/// A parsed part.
pub(crate) struct Part<'a> {
    array: Array<'a>,
    /// Where its last item and the comma after it end.
    end: usize,
    is_sound: bool,
}

impl<'a> Parts<'a> {
    /// Cuts the array of a text into parts of about so many bytes; `None` if it cannot be cut.
    pub(crate) fn of(text: &'a str, id: SourceId, length: usize) -> Option<Self> {
        let trimmed = text.trim_start_matches(['\u{feff}', ' ', '\t', '\n', '\r']);
        let inside = text.len() - trimmed.strip_prefix('[')?.len();
        let items = &text[inside..];
        // What is between the `[` and the first item is also between a comma and the next one.
        let before = items.len() - items.trim_start_matches([' ', '\t', '\n', '\r']).len();
        let first = items[before..].strip_prefix('{')?;
        let mut sign = &items[..=before];
        if !sign.contains('\n') {
            // Without lines, items are told by their first key.
            let key = first.find(':').filter(|key| *key < 64)?;
            sign = &items[..before + 1 + key];
        }
        let finder = Finder::new(sign);
        let mut cuts = vec![inside];
        let mut from = inside + length;
        while let Some(found) = text.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            let at = from + found;
            if text.as_bytes()[at - 1] == b',' {
                cuts.push(at + before);
                from = at + length.max(1);
            } else {
                from = at + 1;
            }
        }
        cuts.push(text.len());
        (cuts.len() > 2).then_some(Parts { text, id, cuts })
    }

    /// How many there are, two at least.
    pub(crate) fn count(&self) -> usize {
        self.cuts.len() - 1
    }

    /// Parses one of the parts.
    pub(crate) fn parse(&self, number: usize) -> Part<'a> {
        let mut sink = Sink::new();
        let mut parser = Parser::new(self.text, self.id, &mut sink);
        parser.at = self.cuts[number];
        parser.open.push(b'[');
        let mut array = Array::new(self.cuts[0] - 1);
        // The comma before the cut; where it is makes no difference to a sound part.
        array.comma = (number > 0).then_some(self.cuts[number]);
        parser.items(&mut array, self.cuts[number + 1]);
        let (end, has_comments) = (parser.at, !parser.comments.is_empty());
        Part { array, end, is_sound: sink.is_empty() && !has_comments }
    }

    /// Parses again what did not stand; what is wrong with the text goes to the sink.
    ///
    /// *Shape*: `parts` are all of them, in their order.
    pub(crate) fn join(&self, parts: Vec<Part<'a>>, sink: &mut Sink) -> Joined<'a> {
        let mut parser = Parser::new(self.text, self.id, sink);
        parser.begin();
        let mut array = parser.open_array();
        let mut again = Vec::with_capacity(parts.len());
        for (number, part) in parts.into_iter().enumerate() {
            let follows = parser.at == self.cuts[number] && !array.is_over;
            let stands = part.is_sound && follows && (number == 0 || array.comma.is_some());
            if stands {
                (array, parser.at) = (part.array, part.end);
            } else {
                parser.items(&mut array, self.cuts[number + 1]);
            }
            again.push((!stands).then(|| mem::take(&mut array.items)));
        }
        // Only the end is left.
        parser.items(&mut array, usize::MAX);
        parser.rest();
        Joined { again, comments: parser.comments }
    }
}

impl<'a> Part<'a> {
    /// Its items, which are those of the text if the part stands.
    pub(crate) fn take_items(&mut self) -> Vec<Node<'a>> {
        mem::take(&mut self.array.items)
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Sink;
    use crate::source::SourceId;
    use crate::syntax::json::parse;
    use crate::syntax::json::parts::{Part, Parts};

    /// Texts whose items cannot be told by a look at what is before them.
    const TEXTS: [&str; 13] = [
        "[{\"id\":1},{\"id\":2},{\"id\":3}]",
        " [\n {\"id\": 1},\n {\"id\": 2, \"a\": [{\"x\": 1},\n {\"id\": 4}]},\n {\"id\": 3}\n]\n",
        "[{\"id\":1,\"a\":[{\"id\":1},{\"id\":2}]},{\"id\":3,\"b\":\",{\\\"id\\\":4\"}]",
        "[{\"id\":1,\"a\":\"x,{\"id\":2},{\"id\":3}]",
        "[\n{\"id\":1},\n{\"id\":2}\n{\"id\":3},\n{\"id\":4,},\n{\"id\":5}",
        "[\n{\"id\":1},\n{\"id\":2,\n{\"id\":3},\n{\"id\":4},\n]\n]",
        "[\n{\"id\":1},\n{\"id\":2}],\n{\"id\":3},\n{\"id\":4}]",
        "[\n{\"id\":1},\n// a\n{\"id\":2},\n{\"id\":3},\n/* b */{\"id\":4},\n{\"id\":5}]",
        "[{\"id\":1},,{\"id\":2},{\"id\":3}] x",
        "\u{feff}[\n{\"id\":\"\n{\"},\n{\"id\":\",\n{\"},\n{\"id\":3}]",
        "[{\"id\":1},{\"id\":2}",
        "[{\"id\":1,\"a\":[{\"x\":1},{\"id\":2}]} {\"id\":3},{\"id\":4}]",
        "[\n  {\"a\": 1},\n  {\"b\": 2}, {\"c\": 3},\n  {\"d\": [\n  {}]}\n]",
    ];

    #[test]
    fn parts_are_parsed_to_the_tree_of_the_whole() {
        let mut cut = 0;
        for text in TEXTS {
            let mut expected = Sink::new();
            let tree = parse(text, SourceId(0), &mut expected);
            let expected = expected.into_sorted();
            for length in 0..text.len() {
                let Some(parts) = Parts::of(text, SourceId(0), length) else { continue };
                cut += 1;
                let mut parsed: Vec<_> =
                    (0..parts.count()).map(|number| parts.parse(number)).collect();
                let items: Vec<_> = parsed.iter_mut().map(Part::take_items).collect();
                let mut found = Sink::new();
                let joined = parts.join(parsed, &mut found);
                let items = items.into_iter().zip(joined.again);
                let items = items.flat_map(|(items, again)| again.unwrap_or(items));
                let items: Vec<_> = items.collect();
                let root = tree.root.as_ref().unwrap();
                assert_eq!(items, root.items().unwrap(), "{length} {text}");
                assert_eq!(joined.comments, tree.comments, "{length} {text}");
                assert_eq!(found.into_sorted(), expected, "{length} {text}");
            }
        }
        assert!(cut > 200, "{cut}");
    }
}
