//! Divides an essay into paragraphs, notes and lists of works.

mod lists;
mod parts;
mod walker;

pub(super) use crate::document::essay::layout::parts::{Item, Layout, Paragraph, Section};
pub(super) use crate::document::essay::layout::walker::layout;

#[cfg(test)]
mod tests {
    use super::layout;

    fn items(text: &str) -> Vec<Vec<&str>> {
        let found = layout(text, 0);
        let items = |section: &super::Section| {
            section.items.iter().map(|item| &text[item.text.clone()]).collect()
        };
        found.sections.iter().map(items).collect()
    }

    #[test]
    fn lists_are_found_with_their_items() {
        let text = "Title\n\nText ‘a’1,\nmore.\n\nNotes\n\n- Mett, The\n  Uprising.\n- Ibid.\n\n\
                    Further reading\nIda Mett – The Uprising\nEmma Goldman – There Is\n";
        let expected = vec![
            vec!["Mett, The\n  Uprising.", "Ibid."],
            vec!["Ida Mett – The Uprising", "Emma Goldman – There Is"],
        ];
        assert_eq!(items(text), expected);
        assert_eq!(layout(text, 0).paragraphs.len(), 2);
        let windows = text.replace('\n', "\r\n");
        assert_eq!(items(&windows)[1], expected[1]);
    }

    #[test]
    fn a_list_without_a_heading_is_one() {
        let text = "Text [1] and [2].\n\n[1] Mett, p. 3\nand on.\n\n[2] Ibid.\n";
        assert_eq!(items(text), vec![vec!["Mett, p. 3\nand on.", "Ibid."]]);
        let text = "Text.\n\n[^a]: Mett,\nmore.\n[^b]: Ibid.\n\n    Second.\n\nText.\n";
        let found = layout(text, 0);
        let notes: Vec<_> = found.footnotes.iter().map(|it| &text[it.text.clone()]).collect();
        assert_eq!(notes, ["Mett,\nmore.", "Ibid.\n\n    Second."]);
        assert_eq!(found.paragraphs.len(), 2);
    }
}
