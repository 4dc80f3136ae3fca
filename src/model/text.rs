//! Text with inline markup, such as the value of a title.

/// A text with its markup.
///
/// *Shape*: `content` contains no markup characters; each [`Mark`] covers a range of it. Marks are
/// ordered by start, outer before inner, and are either nested or disjoint.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Text {
    // Boxes, since there is a text for nearly every field of a library, and it seldom changes.
    content: Box<str>,
    marks: Box<[Mark]>,
}

/// One piece of inline markup.
///
/// *Units*: bytes of the text's content, 0-based, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mark {
    /// The first byte covered.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// What it does.
    pub kind: MarkKind,
}

/// The effect of a piece of inline markup.
///
/// *Source*: CSL-JSON's HTML-like tags (CSL 1.0.2 data, "HTML-like Formatting Tags").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MarkKind {
    /// `<i>`: italic; upright inside italic.
    Italic,
    /// `<b>`: bold; normal inside bold.
    Bold,
    /// `<sup>`.
    Superscript,
    /// `<sub>`.
    Subscript,
    /// `<span style="font-variant:small-caps;">` or `<sc>`.
    SmallCaps,
    /// `<span class="nocase">`: text whose letter case is not changed.
    NoCase,
    /// `<span class="nodecor">`: text to which the style applies no formatting.
    NoDecor,
}

impl MarkKind {
    /// The tags that CSL-JSON writes around the text.
    pub const fn tags(self) -> (&'static str, &'static str) {
        match self {
            MarkKind::Italic => ("<i>", "</i>"),
            MarkKind::Bold => ("<b>", "</b>"),
            MarkKind::Superscript => ("<sup>", "</sup>"),
            MarkKind::Subscript => ("<sub>", "</sub>"),
            MarkKind::SmallCaps => ("<span style=\"font-variant:small-caps;\">", "</span>"),
            MarkKind::NoCase => ("<span class=\"nocase\">", "</span>"),
            MarkKind::NoDecor => ("<span class=\"nodecor\">", "</span>"),
        }
    }
}

impl Text {
    /// Creates a text without markup; `content` is not parsed.
    pub fn plain(content: impl Into<String>) -> Self {
        Text { content: content.into().into_boxed_str(), marks: Box::default() }
    }

    /// Creates a text with the given markup.
    ///
    /// Marks that are empty, out of bounds, not on character boundaries, or partly overlapping an
    /// earlier mark are left out.
    pub fn with_marks(content: impl Into<String>, mut marks: Vec<Mark>) -> Self {
        let content = content.into();
        marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        let mut open: Vec<u32> = Vec::new();
        marks.retain(|mark| {
            let bounds = content.get(mark.start as usize..mark.end as usize);
            if bounds.is_none_or(str::is_empty) {
                return false;
            }
            while open.last().is_some_and(|&end| end <= mark.start) {
                open.pop();
            }
            let nested = open.last().is_none_or(|&end| mark.end <= end);
            if nested {
                open.push(mark.end);
            }
            nested
        });
        Text { content: content.into_boxed_str(), marks: marks.into() }
    }

    /// Reads CSL-JSON's HTML-like tags; a tag without its partner remains text.
    pub fn from_csl_markup(input: &str) -> Self {
        if !input.contains('<') {
            return Text::plain(input);
        }
        parse_tags(input)
    }

    /// Writes the text with CSL-JSON's HTML-like tags around the marked parts.
    pub fn to_csl_markup(&self) -> String {
        let mut out = String::with_capacity(self.content.len() + 16 * self.marks.len());
        let mut open: Vec<Mark> = Vec::new();
        let mut at = 0;
        let copy = |out: &mut String, from: &mut u32, to: u32| {
            out.push_str(&self.content[*from as usize..to as usize]);
            *from = to;
        };
        for mark in &self.marks[..] {
            while let Some(last) = open.pop_if(|last| last.end <= mark.start) {
                copy(&mut out, &mut at, last.end);
                out.push_str(last.kind.tags().1);
            }
            copy(&mut out, &mut at, mark.start);
            out.push_str(mark.kind.tags().0);
            open.push(*mark);
        }
        while let Some(last) = open.pop() {
            copy(&mut out, &mut at, last.end);
            out.push_str(last.kind.tags().1);
        }
        out.push_str(&self.content[at as usize..]);
        out
    }

    /// The characters, without markup.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The characters, without markup.
    pub fn into_string(self) -> String {
        self.content.into_string()
    }

    /// The markup, ordered by start, outer before inner.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// True if there is no text.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }
}

impl From<&str> for Text {
    fn from(content: &str) -> Self {
        Text::plain(content)
    }
}

impl From<String> for Text {
    fn from(content: String) -> Self {
        Text::plain(content)
    }
}

/// Finds the pairs of tags first, so that a tag without its partner can remain text.
fn parse_tags(input: &str) -> Text {
    let tags = pair_tags(input);
    let mut content = String::with_capacity(input.len());
    let mut marks = Vec::new();
    let mut open = Vec::new();
    let mut at = 0;
    for tag in tags.iter().filter(|tag| tag.paired) {
        content.push_str(&input[at..tag.start]);
        at = tag.end;
        let here = content.len() as u32;
        match tag.kind {
            TagKind::Open(kind) => {
                open.push(marks.len());
                marks.push(Mark { start: here, end: here, kind });
            }
            TagKind::Close(_) => {
                if let Some(index) = open.pop() {
                    let mark: &mut Mark = &mut marks[index];
                    mark.end = here;
                }
            }
        }
    }
    content.push_str(&input[at..]);
    marks.retain(|mark| mark.start < mark.end);
    Text { content: content.into_boxed_str(), marks: marks.into() }
}

struct Tag {
    start: usize,
    end: usize,
    kind: TagKind,
    paired: bool,
}

#[derive(Clone, Copy)]
enum TagKind {
    Open(MarkKind),
    Close(&'static str),
}

/// All tags of the input, each with whether it has a partner.
///
/// A closing tag is paired with the nearest open tag of the same name; tags in between that were
/// never closed have no partner.
fn pair_tags(input: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (start, _) in input.match_indices('<') {
        let Some((kind, len)) = tag_at(&input[start..]) else { continue };
        let mut paired = false;
        match kind {
            TagKind::Open(_) => open.push(tags.len()),
            TagKind::Close(name) => {
                let partner = open.iter().rposition(|&index| {
                    matches!(tags[index].kind, TagKind::Open(kind) if kind.closes_with(name))
                });
                if let Some(partner) = partner {
                    tags[open[partner]].paired = true;
                    open.truncate(partner);
                    paired = true;
                }
            }
        }
        tags.push(Tag { start, end: start + len, kind, paired });
    }
    tags
}

impl MarkKind {
    fn closes_with(self, name: &str) -> bool {
        match self {
            MarkKind::SmallCaps => name == "</span>" || name == "</sc>",
            kind => kind.tags().1 == name,
        }
    }
}

/// The tag at the beginning of a text, and its length in bytes.
fn tag_at(rest: &str) -> Option<(TagKind, usize)> {
    const CLOSING: [&str; 6] = ["</i>", "</b>", "</sup>", "</sub>", "</sc>", "</span>"];
    const OPENING: [(&str, MarkKind); 5] = [
        ("<i>", MarkKind::Italic),
        ("<b>", MarkKind::Bold),
        ("<sup>", MarkKind::Superscript),
        ("<sub>", MarkKind::Subscript),
        ("<sc>", MarkKind::SmallCaps),
    ];
    if let Some(name) = CLOSING.into_iter().find(|name| rest.starts_with(name)) {
        return Some((TagKind::Close(name), name.len()));
    }
    if let Some((tag, kind)) = OPENING.into_iter().find(|(tag, _)| rest.starts_with(tag)) {
        return Some((TagKind::Open(kind), tag.len()));
    }
    let attributes = rest.strip_prefix("<span ")?;
    let end = attributes.find('>')?;
    let mut squeezed: String = attributes[..end].to_ascii_lowercase();
    squeezed.retain(|c| !c.is_ascii_whitespace() && c != ';' && c != '\'' && c != '"');
    let kind = match squeezed.as_str() {
        "style=font-variant:small-caps" => MarkKind::SmallCaps,
        "class=nocase" => MarkKind::NoCase,
        "class=nodecor" => MarkKind::NoDecor,
        _ => return None,
    };
    Some((TagKind::Open(kind), "<span ".len() + end + 1))
}

#[cfg(test)]
mod tests {
    use super::{Mark, MarkKind, Text};

    #[test]
    fn tags_become_marks_and_come_back() {
        let source = "The <i>Origin <b>of</b></i> <span class=\"nocase\">DNA</span>";
        let text = Text::from_csl_markup(source);
        assert_eq!(text.as_str(), "The Origin of DNA");
        assert_eq!(text.marks()[1], Mark { start: 11, end: 13, kind: MarkKind::Bold });
        assert_eq!(text.to_csl_markup(), source);
    }

    #[test]
    fn a_tag_without_its_partner_stays_text() {
        for source in ["a <i>b", "a</b> b", "<i>a</b>", "1 < 2", "<span>x</span>", "<i"] {
            assert_eq!(Text::from_csl_markup(source), Text::plain(source));
        }
        let crossed = Text::from_csl_markup("<i>a<b>b</i>c");
        assert_eq!(crossed.as_str(), "a<b>bc");
    }

    #[test]
    fn marks_that_do_not_fit_are_left_out() {
        let mark = |start, end| Mark { start, end, kind: MarkKind::Italic };
        let text = Text::with_marks("äbc", vec![mark(0, 3), mark(1, 2), mark(2, 4), mark(2, 2)]);
        assert_eq!(text.marks(), [mark(0, 3)]);
    }
}
