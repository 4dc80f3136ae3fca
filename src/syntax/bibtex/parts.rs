//! A long text in parts, each of which can be parsed beside the others.
//!
//! Where an entry of a sound text begins, the parser knows nothing but the place: what was before
//! makes no difference to what comes after. So a text is cut before commands that begin a line, and
//! the trees of its parts are joined. That a command is one and not words in a value is not certain
//! before the part in front of it is parsed: where that does not end at the cut, what follows is
//! parsed again from its end. The tree and what is reported are the same as those of the whole.

use std::ops::Range;

use crate::diagnostic::Sink;
use crate::source::SourceId;
use crate::syntax::bibtex::cursor::next_command_line;
use crate::syntax::bibtex::parser::{Parsed, parse_part};
use crate::syntax::bibtex::tree::Tree;

/// A text that is cut into parts.
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    text: &'a str,
    id: SourceId,
    /// Where each begins, and then the end of the text.
    cuts: Vec<usize>,
}

/// A parsed part.
pub(crate) struct Part<'a>(Parsed<'a>);

impl<'a> Parts<'a> {
    /// Cuts a text into parts of about so many bytes.
    pub(crate) fn of(text: &'a str, id: SourceId, length: usize) -> Self {
        let mut cuts = vec![0];
        while let Some(from) = cuts.last().map(|last| last + length).filter(|it| *it < text.len())
            && let Some(cut) = next_command_line(text.as_bytes(), from)
        {
            cuts.push(cut);
        }
        cuts.push(text.len());
        Parts { text, id, cuts }
    }

    /// How many there are, one at least.
    pub(crate) fn count(&self) -> usize {
        self.cuts.len() - 1
    }

    /// Parses one of the parts.
    pub(crate) fn parse(&self, number: usize) -> Part<'a> {
        Part(self.parse_range(self.cuts[number]..self.cuts[number + 1]))
    }

    fn parse_range(&self, range: Range<usize>) -> Parsed<'a> {
        parse_part(self.text, self.id, range)
    }

    /// The tree of the whole; what is wrong with the text goes to the sink.
    ///
    /// *Shape*: `parts` are all of them, in their order.
    pub(crate) fn join(&self, parts: Vec<Part<'a>>, sink: &mut Sink) -> Tree<'a> {
        let mut whole: Option<Parsed<'a>> = None;
        let mut rest = parts.into_iter();
        let first = rest.next().map(|Part(mut first)| {
            first.tree.reserve_for(rest.as_slice().iter().map(|Part(part)| &part.tree));
            Part(first)
        });
        for (Part(part), range) in first.into_iter().chain(rest).zip(self.cuts.windows(2)) {
            let (start, end) = (range[0], range[1]);
            match &mut whole {
                None => whole = Some(part),
                Some(whole) if whole.may_be_cut_at(start) => whole.append(part),
                Some(whole) if whole.end < end => {
                    let rest = self.parse_range(whole.end..end);
                    whole.append(rest);
                }
                // The part is within an entry that began before it.
                Some(_) => {}
            }
        }
        let Some(whole) = whole else { return Tree::of_several(self.text) };
        sink.append(whole.problems);
        whole.tree
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Sink;
    use crate::source::SourceId;
    use crate::syntax::bibtex::parse;
    use crate::syntax::bibtex::parts::Parts;

    /// Texts whose parts cannot be told by a look at the beginnings of their lines.
    const TEXTS: [&str; 9] = [
        "",
        "@a{k,\n x = {1},\n}\n\n@b{l, y = \"2\"}\nwords\n@c{m, z = 3}\n",
        "@comment{\n@a{k, x = {1}}\n@b{l, y = {2}}\n}\n@c{m}\n",
        "@a{k, x = {\n@b{l, y = {2}}\n@c{m, z = {3}}\n}}\n@d{n}\n",
        "@a{k, x = {1\n@b{l, y = {2}}\n@c{m, z = {3}}\n",
        "% @a{k,\n% @b{l,\n@c{m, z = {3}}\n% @d{n,\n% x\n@e{o}\n",
        "@string{a = {x}}\n@a{k, x = a # {1}}\n@a{k, x = b,\n}\n}\n@b{l, y = {2}}\n",
        "@a{k\n@b{l\n@c{m\n@d{n",
        "@a{k, x = {1} y = 2}\n% c\n@b{l, % c\n y = {2}}\n@preamble{{\\x}}\n@b(l, y = {2})\n",
    ];

    #[test]
    fn parts_are_parsed_to_the_tree_of_the_whole() {
        for text in TEXTS {
            let mut expected = Sink::new();
            let tree = parse(text, SourceId(0), &mut expected);
            let expected = expected.into_sorted();
            for length in 1..text.len().max(2) {
                let parts = Parts::of(text, SourceId(0), length);
                let parsed = (0..parts.count()).map(|number| parts.parse(number)).collect();
                let mut found = Sink::new();
                let joined = parts.join(parsed, &mut found);
                assert_eq!(format!("{joined:?}"), format!("{tree:?}"), "{length} {text}");
                assert_eq!(found.into_sorted(), expected, "{length} {text}");
            }
        }
    }
}
