//! Facts about single names of a list: who has which ORCID, who has which role. No variable of CSL
//! contains them, so they are kept in [`Entry::extra`](crate::model::Entry::extra).
//!
//! *Shape*: BibLaTeX's data annotations. The field `author+an:ORCID` with `1="0000-…"; 3="0000-…"`
//! is about the first and the third author. A quotation mark inside is written twice.
//!
//! *Source*: the BibLaTeX manual (3.18), section 3.7, "Data Annotations".

use crate::model::Variable;

/// The name of the field for a fact about the names of a variable.
pub(crate) fn field_name(variable: Variable, fact: &str) -> String {
    format!("{}+an:{fact}", variable.name())
}

/// The variable and the fact that a field is about.
pub(crate) fn of_field(name: &str) -> Option<(Variable, &str)> {
    let (variable, fact) = name.split_once("+an:")?;
    Some((Variable::from_name(variable)?, fact))
}

/// Writes the facts about names, each with the number of the name, the first of which is 1.
pub(crate) fn written<'f>(facts: impl IntoIterator<Item = (usize, &'f str)>) -> String {
    let one = |(number, fact): (usize, &str)| format!("{number}=\"{}\"", fact.replace('"', "\"\""));
    facts.into_iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The facts about names, each with the number of the name; `None` if the text is of another form.
pub(crate) fn read(text: &str) -> Option<Vec<(usize, String)>> {
    let mut facts = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (number, after) = rest.split_once("=\"")?;
        let number = number.trim().parse().ok().filter(|number| *number > 0)?;
        let (fact, after) = quoted(after)?;
        facts.push((number, fact));
        let after = after.trim_start();
        rest = match after.strip_prefix(';') {
            Some(after) => after.trim_start(),
            None if after.is_empty() => after,
            None => return None,
        };
    }
    Some(facts)
}

/// The text up to the next single quotation mark, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut end = 0;
    loop {
        end += text[end..].find('"')?;
        match text[end + 1..].starts_with('"') {
            true => end += 2,
            false => return Some((text[..end].replace("\"\"", "\""), &text[end + 1..])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{of_field, read, written};
    use crate::model::Variable;

    #[test]
    fn facts_are_read_as_they_are_written() {
        let facts = [(1, r#"[{"name":"A; B\C"}]"#), (3, "x")];
        let text = written(facts);
        assert_eq!(text, r#"1="[{""name"":""A; B\C""}]"; 3="x""#);
        let again = read(&text).unwrap();
        assert_eq!(again, facts.map(|(number, fact)| (number, fact.to_owned())));
        assert_eq!(of_field("author+an:ORCID"), Some((Variable::Author, "ORCID")));
        assert_eq!((read("1=corresponding"), read("0=\"a\""), read("1=\"a")), (None, None, None));
    }
}
