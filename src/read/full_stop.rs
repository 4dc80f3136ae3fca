//! The full stop at the end of a title, as databases export it.

use crate::model::{Entry, Text, Variable};

/// Leaves out the full stop that ends the title of an entry, since it is the style's: IEEE's would
/// print `a study.,`.
pub(super) fn without_final_full_stop(entry: &mut Entry) {
    let Some(title) = entry.text(Variable::Title) else { return };
    let Some(bare) = without_full_stop(title.as_str()) else { return };
    let end = bare.len() as u32;
    let mut marks = title.marks().to_vec();
    marks.iter_mut().for_each(|mark| mark.end = mark.end.min(end));
    marks.retain(|mark| mark.start < mark.end);
    let bare = Text::with_marks(bare.to_owned(), marks);
    entry.set_text(Variable::Title, bare);
}

/// A title without the full stop that ends it; `None` if it has none, or may end in an abbreviation
/// or an ellipsis.
fn without_full_stop(title: &str) -> Option<&str> {
    let bare = title.strip_suffix('.')?;
    let word = bare.rsplit(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '(')).next()?;
    let is_word = word.chars().count() > 4
        && word.chars().skip(1).all(char::is_lowercase)
        && word.starts_with(char::is_lowercase);
    is_word.then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::without_full_stop;

    #[test]
    fn a_full_stop_is_told_from_an_abbreviation() {
        assert_eq!(without_full_stop("A study of ships."), Some("A study of ships"));
        for title in
            ["A study", "Ships, boats, etc.", "The U.S.", "Apple Corp.", "To be...", "Vol. 2."]
        {
            assert_eq!(without_full_stop(title), None, "{title}");
        }
    }
}
