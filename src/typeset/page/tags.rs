//! Puts the tags of HTML blocks on lines of their own, so that what is between them is Markdown, as
//! it is to pandoc.
//!
//! *Source*: Pandoc User's Guide, "Extension: `markdown_in_html_blocks`".

use std::borrow::Cow;

/// Elements of HTML that contain blocks.
const BLOCKS: [&str; 12] = [
    "div",
    "section",
    "article",
    "aside",
    "main",
    "header",
    "footer",
    "nav",
    "details",
    "center",
    "blockquote",
    "figure",
];

/// A text with blank lines around the tags of blocks; text in code blocks stays as it is.
pub(super) fn apart(text: &str) -> Cow<'_, str> {
    let has_one = |name: &&str| text.contains(&format!("<{name}"));
    if !BLOCKS.iter().any(has_one) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() * 5 / 4);
    let mut fence: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let begin = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| begin.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark && begin.trim() == mark => fence = None,
            _ => {}
        }
        let is_indented = line.len() - begin.len() >= 4;
        if fence.is_some() || mark.is_some() || is_indented {
            out.push_str(line);
        } else {
            push_apart(line, &mut out);
        }
    }
    Cow::Owned(out)
}

/// Writes a line with its tags at the beginning and at the end on lines of their own.
fn push_apart(line: &str, out: &mut String) {
    let mut rest = line.trim();
    let mut has_tags = false;
    while let Some(length) = tag_length(rest) {
        has_tags = true;
        out.push_str(&format!("\n{}\n\n", &rest[..length]));
        rest = rest[length..].trim_start();
    }
    let mut closing = Vec::new();
    while let Some(at) =
        rest.rfind("</").filter(|at| tag_length(&rest[*at..]) == Some(rest.len() - at))
    {
        closing.push(&rest[at..]);
        rest = rest[..at].trim_end();
    }
    if !has_tags && closing.is_empty() {
        out.push_str(line);
        return;
    }
    out.push_str(rest);
    out.push('\n');
    for tag in closing.iter().rev() {
        out.push_str(&format!("\n{tag}\n\n"));
    }
}

/// The length of the tag of a block at the beginning of a text.
fn tag_length(text: &str) -> Option<usize> {
    let name = text.strip_prefix('<')?;
    let name = name.strip_prefix('/').unwrap_or(name);
    let letters = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let is_block = BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(&name[..letters]));
    let end = text.find('>')?;
    is_block.then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn tags_of_blocks_are_lines() {
        let text = "<div class=\"note\">\nA *b*.\n</div>\n<div id=\"x\">c</div>\na <b>d</b>\n";
        let expected = "\n<div class=\"note\">\n\n\nA *b*.\n\n</div>\n\n\n\n<div id=\"x\">\n\nc\n\n\
                        </div>\n\na <b>d</b>\n";
        assert_eq!(apart(text), expected);
        let code = "```\n<div>a</div>\n```\n";
        assert_eq!(apart(code), code);
    }
}
