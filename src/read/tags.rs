//! HTML tags in texts: `<i>`, `<SUB>`, `<scp>`, as exported by publishers and databases.

use crate::model::{Mark, MarkKind, Text};

/// A tag at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag<'t> {
    /// Its name, as written: `i`, `SUB`, `mml:math`.
    pub(crate) name: &'t str,
    /// Whether it opens, closes, or has no partner.
    pub(crate) role: Role,
    /// Its effect on the text inside; `None` if CSL has no equivalent.
    pub(crate) kind: Option<MarkKind>,
    /// *Units*: bytes, including its angle brackets.
    pub(crate) len: usize,
}

/// The role of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// `<i>`.
    Open,
    /// `</i>`.
    Close,
    /// `<br>`, `<br/>`.
    Alone,
}

/// The tag at the beginning of a text, if it is a formatting tag of HTML.
pub(crate) fn tag_at(text: &str) -> Option<Tag<'_>> {
    let inside = text.strip_prefix('<')?;
    let (inside, role) = match inside.strip_prefix('/') {
        Some(inside) => (inside, Role::Close),
        None => (inside, Role::Open),
    };
    let name_len = inside
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-'))
        .count();
    let name = &inside[..name_len];
    let rest = &inside[name_len..];
    let end = rest.find(['<', '>']).filter(|&end| rest[end..].starts_with('>'))?;
    let attributes = &rest[..end];
    let alone = name.eq_ignore_ascii_case("br") || attributes.ends_with('/');
    let attributes = attributes.trim_end_matches('/');
    if !(attributes.is_empty() || attributes.starts_with(|c: char| c.is_ascii_whitespace())) {
        return None;
    }
    let attributes = attributes.trim();
    // `<b and c>` is not a tag: an attribute has a value.
    if !(attributes.is_empty() || (attributes.contains('=') && role == Role::Open)) {
        return None;
    }
    let kind = kind_of(&name.to_ascii_lowercase(), attributes)?;
    let len = text.len() - rest.len() + end + 1;
    Some(Tag { name, role: if alone { Role::Alone } else { role }, kind, len })
}

/// The effect of a tag with this name; `None` if it is not the name of a tag.
fn kind_of(name: &str, attributes: &str) -> Option<Option<MarkKind>> {
    let kind = match name {
        "i" | "em" | "italic" | "it" => MarkKind::Italic,
        "b" | "strong" | "bold" => MarkKind::Bold,
        "sup" | "super" => MarkKind::Superscript,
        "sub" | "inf" => MarkKind::Subscript,
        "sc" | "scp" | "smallcaps" | "small-caps" => MarkKind::SmallCaps,
        "span" => match attributes.replace([' ', '"', '\'', ';'], "").to_ascii_lowercase().as_str()
        {
            "style=font-variant:small-caps" => MarkKind::SmallCaps,
            "style=font-style:italic" => MarkKind::Italic,
            "class=nocase" => MarkKind::NoCase,
            "class=nodecor" => MarkKind::NoDecor,
            _ => return Some(None),
        },
        "br" | "p" | "u" | "tt" | "font" | "big" | "small" | "monospace" | "title" | "math"
        | "underline" | "roman" | "a" | "abbr" | "div" | "named-content" | "styled-content" => {
            return Some(None);
        }
        name if name.starts_with("mml:") || name.starts_with("jats:") => return Some(None),
        _ => return None,
    };
    Some(Some(kind))
}

/// The tags of a text that have a partner, or need none, each with its position.
pub(crate) fn paired(text: &str) -> Vec<(usize, Tag<'_>)> {
    let mut tags: Vec<(usize, Tag<'_>, bool)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, _) in text.match_indices('<') {
        let Some(tag) = tag_at(&text[at..]) else { continue };
        let mut has_partner = tag.role == Role::Alone;
        match tag.role {
            Role::Open => open.push(tags.len()),
            Role::Close => {
                let partner =
                    open.iter().rposition(|&i| tags[i].1.name.eq_ignore_ascii_case(tag.name));
                if let Some(partner) = partner {
                    tags[open[partner]].2 = true;
                    open.truncate(partner);
                    has_partner = true;
                }
            }
            Role::Alone => {}
        }
        tags.push((at, tag, has_partner));
    }
    tags.into_iter()
        .filter(|(_, _, has_partner)| *has_partner)
        .map(|(at, tag, _)| (at, tag))
        .collect()
}

/// Turns the tags of a text into marks; a tag without its partner remains text.
pub(crate) fn read(text: Text) -> Text {
    if !text.as_str().contains('<') {
        return text;
    }
    let tags = paired(text.as_str());
    if tags.is_empty() {
        return text;
    }
    let mut content = String::with_capacity(text.as_str().len());
    let mut marks: Vec<Mark> = Vec::new();
    let mut open = Vec::new();
    // Where text was removed: its old position, and the number of bytes removed up to there.
    let mut gone: Vec<(usize, usize, usize)> = Vec::new();
    let mut at = 0;
    for (start, tag) in &tags {
        content.push_str(&text.as_str()[at..*start]);
        at = start + tag.len;
        if tag.name.eq_ignore_ascii_case("br") && !content.ends_with(' ') {
            content.push(' ');
        }
        gone.push((*start, at, content.len()));
        let here = content.len() as u32;
        match tag.role {
            Role::Open => open.push((here, tag.kind)),
            Role::Close => {
                if let Some((start, Some(kind))) = open.pop() {
                    marks.push(Mark { start, end: here, kind });
                }
            }
            Role::Alone => {}
        }
    }
    content.push_str(&text.as_str()[at..]);
    let moved = |old: u32| -> u32 {
        let old = old as usize;
        let after = gone.partition_point(|&(start, _, _)| start < old);
        let Some(&(_, end, here)) = after.checked_sub(1).and_then(|i| gone.get(i)) else {
            return old as u32;
        };
        (here + old.saturating_sub(end)) as u32
    };
    marks.extend(text.marks().iter().map(|mark| Mark {
        start: moved(mark.start),
        end: moved(mark.end),
        kind: mark.kind,
    }));
    Text::with_marks(content, marks)
}

#[cfg(test)]
mod tests {
    use super::{read, tag_at};
    use crate::model::{Mark, MarkKind, Text};

    #[test]
    fn tags_become_marks() {
        for (source, expected) in [
            ("A <i>Felis</i> in H<SUB>2</SUB>O", "A <i>Felis</i> in H<sub>2</sub>O"),
            ("<em>a <strong>b</strong></em>", "<i>a <b>b</b></i>"),
            ("a<br/>b <p>c</p> <inf>2</inf>", "a b c <sub>2</sub>"),
            ("<mml:math xmlns:mml=\"x\"><mml:mi>q</mml:mi></mml:math>", "q"),
            ("<i>a", "<i>a"),
            ("1 < 2 > 0, <b and c>, <a, b>, <x></x>", "1 < 2 > 0, <b and c>, <a, b>, <x></x>"),
        ] {
            assert_eq!(read(Text::plain(source)).to_csl_markup(), expected, "{source}");
        }
        assert_eq!(tag_at("<iron>"), None);
    }

    #[test]
    fn marks_move_with_their_text() {
        let mark = |start, end, kind| Mark { start, end, kind };
        let text = "x <i>Ab</i> c <b>d</b>";
        let whole = mark(0, text.len() as u32, MarkKind::NoCase);
        let inner = mark(5, 7, MarkKind::Bold);
        let last = mark(12, 13, MarkKind::Bold);
        let read = read(Text::with_marks(text, vec![whole, inner, last]));
        let expected = "<span class=\"nocase\">x <i><b>Ab</b></i> <b>c</b> <b>d</b></span>";
        assert_eq!(read.to_csl_markup(), expected);
    }
}
