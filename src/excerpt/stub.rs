//! Placeholder entries.

use crate::excerpt::data::yaml_key;
use crate::excerpt::items::Excerpt;
use crate::read::Format;
use crate::source::with_line_endings_of;

/// Writes an entry that has only a key, so that a document which cites it compiles. The rule
/// `empty-or-placeholder` reports it until it is filled in.
///
/// *Shape*: `None` if the key is not possible in the format.
pub fn placeholder(key: &str, format: Format) -> Option<String> {
    let fits = !key.is_empty() && !key.contains(char::is_control);
    match format {
        Format::Bibtex => {
            let fits =
                fits && !key.contains(|c: char| c.is_whitespace() || "{}(),=#%\"\\~".contains(c));
            fits.then(|| format!("@misc{{{key},\n  title = {{TODO}},\n}}\n"))
        }
        // Works have no keys in this format.
        Format::Cff => None,
        Format::Hayagriva => {
            fits.then(|| format!("{}:\n  type: misc\n  title: TODO\n", yaml_key(key)))
        }
        Format::CslYaml => {
            fits.then(|| format!("- id: {}\n  type: document\n  title: TODO\n", yaml_key(key)))
        }
        Format::Medline => {
            fits.then(|| format!("PMID- 0\nID  - {key}\nPT  - Journal Article\nTI  - TODO\n"))
        }
        Format::Refer => fits.then(|| format!("%0 Generic\n%F {key}\n%T TODO\n")),
        Format::Ris => fits.then(|| format!("TY  - GEN\nID  - {key}\nTI  - TODO\nER  - \n")),
        Format::CslJson => {
            let key = key.replace('\\', "\\\\").replace('"', "\\\"");
            fits.then(|| {
                format!("  {{\n    \"id\": \"{key}\",\n    \"type\": \"document\",\n    \"title\": \"TODO\"\n  }}")
            })
        }
    }
}

/// The position at which entries are added to a bibliography, and the text to insert there.
pub fn append(
    text: &str,
    format: Format,
    excerpt: &Excerpt,
    entries: &[String],
) -> (usize, String) {
    let (at, added) = addition(text, format, excerpt, entries);
    (at, with_line_endings_of(text, added))
}

fn addition(text: &str, format: Format, excerpt: &Excerpt, entries: &[String]) -> (usize, String) {
    let last = excerpt.items.last().map(|item| item.span.end as usize);
    match format {
        Format::Bibtex
        | Format::Cff
        | Format::Hayagriva
        | Format::Ris
        | Format::Medline
        | Format::Refer => {
            let gap = match text {
                "" => "",
                text if text.ends_with("\n\n") || text.ends_with("\n\r\n") => "",
                text if text.ends_with('\n') => "\n",
                _ => "\n\n",
            };
            (text.len(), format!("{gap}{}", entries.join("\n")))
        }
        Format::CslYaml => {
            let at = last.unwrap_or(text.len());
            let start = excerpt.items.last().map_or(0, |item| item.span.start as usize);
            let line = &text[start..at];
            let indent = line.len() - line.trim_start().len();
            let pad = " ".repeat(indent);
            let lines = entries.iter().flat_map(|entry| entry.lines());
            let body: String = lines.map(|line| format!("{pad}{line}\n")).collect();
            let gap = if text[..at].ends_with('\n') || at == 0 { "" } else { "\n" };
            (at, format!("{gap}{body}"))
        }
        Format::CslJson => match last {
            Some(at) => (at, format!(",\n{}", entries.join(",\n"))),
            None => match text.find('[') {
                Some(at) => (at + 1, format!("\n{}\n", entries.join(",\n"))),
                None => (text.len(), format!("[\n{}\n]\n", entries.join(",\n"))),
            },
        },
    }
}
