//! Whole bibliographies in each format's own kind of list, with margins and hanging indents if the
//! format has them.

use crate::markup::{
    Bibliography, BibliographyEntry, Formatting as Mark, Markup, SecondFieldAlign,
};
use crate::output::{Format, html, json, latex, typst};

impl Bibliography {
    /// Writes all entries as a list in the format, with a line feed at the end (in HTML without
    /// one, as in citeproc-js).
    ///
    /// Plain text, terminals and Markdown have no hanging indents, so each entry is a paragraph
    /// there.
    pub fn write(&self, format: Format) -> String {
        self.write_entries(format, Ids::None)
    }

    /// Like [`Bibliography::write`], with an identifier for each entry
    /// ([`BibliographyEntry::id_of`]), to which links lead, in the formats that support this: HTML,
    /// Markdown with HTML in it, LaTeX with `hyperref`, Typst.
    pub fn write_with_ids(&self, format: Format) -> String {
        self.write_entries(format, Ids::OfEntries)
    }

    fn write_entries(&self, format: Format, ids: Ids) -> String {
        match format {
            Format::Html => self.write_html(ids),
            Format::Latex => self.write_latex(ids),
            Format::Typst => self.write_typst(ids),
            Format::Json => {
                let mut out = String::new();
                push_json(self, json::Places::Numbers, &mut out);
                out.push('\n');
                out
            }
            Format::Markdown => self.write_paragraphs(format, 1, ids),
            // A format without a list of its own.
            _ => self.write_paragraphs(format, self.entry_spacing, Ids::None),
        }
    }

    fn write_html(&self, ids: Ids) -> String {
        let mut out = String::from("<div class=\"csl-bib-body\">\n");
        for entry in &self.entries {
            out.push_str("  <div class=\"csl-entry\"");
            if ids == Ids::OfEntries {
                out.push_str(" id=\"");
                html::push_attribute(&BibliographyEntry::id_of(&entry.key), &mut out);
                out.push('"');
            }
            out.push('>');
            out.push_str(&Format::Html.write(&entry.markup));
            out.push_str("</div>\n");
        }
        out.push_str("</div>");
        out
    }

    /// Writes entries one after the other, with this number of empty lines between them.
    fn write_paragraphs(&self, format: Format, spacing: u32, ids: Ids) -> String {
        let mut out = String::new();
        for entry in &self.entries {
            if !out.is_empty() {
                out.extend(std::iter::repeat_n('\n', spacing as usize));
            }
            if ids == Ids::OfEntries {
                out.push_str("<span id=\"");
                html::push_attribute(&BibliographyEntry::id_of(&entry.key), &mut out);
                out.push_str("\"></span>");
            }
            match split(entry) {
                Some((label, text)) if format != Format::Markdown => {
                    let length = label.as_str().chars().count();
                    out.push_str(&format.write(&label));
                    let width = self.max_offset.max(length + 1);
                    out.extend(std::iter::repeat_n(' ', width - length));
                    out.push_str(&format.write(&text));
                }
                _ => out.push_str(&format.write(&entry.markup)),
            }
            // Spaces that a style prints after an entry are useless at the end of a line.
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
        }
        out
    }

    fn write_latex(&self, ids: Ids) -> String {
        let labels: Vec<Markup> = self.labels().collect();
        let widest = labels.iter().max_by_key(|label| label.as_str().chars().count());
        let mut out = String::from("\\begin{list}{}{%\n");
        match widest {
            Some(widest) => {
                out.push_str("  \\settowidth{\\labelwidth}{");
                out.push_str(&Format::Latex.write(widest));
                out.push_str(
                    "}\\setlength{\\labelsep}{0.5em}%\n  \
                     \\setlength{\\leftmargin}{\\labelwidth}\\addtolength{\\leftmargin}{\\labelsep}%\n  \
                     \\renewcommand{\\makelabel}[1]{#1\\hfil}%\n",
                );
            }
            None if self.hanging_indent => out.push_str(
                "  \\setlength{\\leftmargin}{1.5em}\\setlength{\\itemindent}{-1.5em}%\n  \
                 \\setlength{\\labelwidth}{0pt}\\setlength{\\labelsep}{0pt}%\n",
            ),
            None => out.push_str(
                "  \\setlength{\\leftmargin}{0pt}\\setlength{\\labelwidth}{0pt}\
                 \\setlength{\\labelsep}{0pt}%\n",
            ),
        }
        out.push_str("  \\setlength{\\parsep}{0pt}\\setlength{\\itemsep}{");
        out.push_str(&self.entry_spacing.to_string());
        out.push_str("\\baselineskip}}\n");
        for entry in &self.entries {
            let id = match ids {
                Ids::None => String::new(),
                Ids::OfEntries => {
                    let mut name = String::new();
                    latex::push_name(&BibliographyEntry::id_of(&entry.key), &mut name);
                    format!("\\hypertarget{{{name}}}{{}}")
                }
            };
            match split(entry) {
                Some((label, text)) => {
                    out.push_str("\\item[{");
                    out.push_str(&Format::Latex.write(&label));
                    out.push_str("}] ");
                    out.push_str(&id);
                    out.push_str(&Format::Latex.write(&text));
                }
                None => {
                    out.push_str("\\item ");
                    out.push_str(&id);
                    out.push_str(&Format::Latex.write(&entry.markup));
                }
            }
            out.push('\n');
        }
        out.push_str("\\end{list}\n");
        out
    }

    fn write_typst(&self, ids: Ids) -> String {
        // Typst's own line distance, and this number of lines.
        let hundredths = 65 + 120 * u64::from(self.entry_spacing);
        let spacing = format!("{}.{:02}em", hundredths / 100, hundredths % 100);
        let mut out = String::new();
        if self.labels().next().is_some() {
            out.push_str("#grid(columns: (auto, 1fr), column-gutter: 0.5em, row-gutter: ");
            out.push_str(&spacing);
            for entry in &self.entries {
                let (label, text) =
                    split(entry).unwrap_or_else(|| (Markup::default(), entry.markup.clone()));
                out.push_str(",\n  [");
                out.push_str(&Format::Typst.write(&label));
                out.push_str("], [");
                push_label(&entry.key, ids, &mut out);
                out.push_str(&Format::Typst.write(&text));
                out.push(']');
            }
            out.push_str(",\n)\n");
            return out;
        }
        out.push_str("#block[\n#set par(spacing: ");
        out.push_str(&spacing);
        out.push_str(if self.hanging_indent { ", hanging-indent: 1.5em)\n" } else { ")\n" });
        for (index, entry) in self.entries.iter().enumerate() {
            if index > 0 {
                out.push('\n');
            }
            push_label(&entry.key, ids, &mut out);
            out.push_str(&Format::Typst.write(&entry.markup));
            out.push('\n');
        }
        out.push_str("]\n");
        out
    }

    fn labels(&self) -> impl Iterator<Item = Markup> {
        self.entries.iter().filter_map(|entry| split(entry).map(|(label, _)| label))
    }
}

/// Whether entries have identifiers, to which links lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ids {
    None,
    OfEntries,
}

/// Writes a Typst label on an invisible element.
fn push_label(key: &str, ids: Ids, out: &mut String) {
    if ids == Ids::OfEntries {
        out.push_str("#metadata(none)#label(");
        typst::push_string(&BibliographyEntry::id_of(key), out);
        out.push_str(");");
    }
}

/// Writes a bibliography as a JSON object, without a line break at its end.
pub(super) fn push_json(bibliography: &Bibliography, places: json::Places<'_>, out: &mut String) {
    let align = bibliography.second_field_align.map_or("null", |align| match align {
        SecondFieldAlign::Flush => "\"flush\"",
        SecondFieldAlign::Margin => "\"margin\"",
    });
    out.push_str(&format!(
        "{{\"hanging-indent\":{},\"second-field-align\":{align},\"line-spacing\":{},\
         \"entry-spacing\":{},\"max-offset\":{},\"entries\":[",
        bibliography.hanging_indent,
        bibliography.line_spacing,
        bibliography.entry_spacing,
        bibliography.max_offset,
    ));
    for (index, entry) in bibliography.entries.iter().enumerate() {
        out.push_str(if index > 0 { ",\n" } else { "\n" });
        out.push_str("{\"key\":");
        json::push_string(&entry.key, out);
        out.push(',');
        json::push_fields(&entry.markup, places, out);
        out.push('}');
    }
    out.push_str("]}");
}

/// The left margin of an entry, without trailing spaces, and the rest, if the entry consists of
/// these two.
fn split(entry: &BibliographyEntry) -> Option<(Markup, Markup)> {
    let markup = &entry.markup;
    let blocks: Vec<_> = markup.marks().iter().filter(|mark| mark.format.is_block()).collect();
    let [margin, rest] = blocks[..] else { return None };
    let shape = (margin.format, rest.format) == (Mark::LeftMargin, Mark::RightInline);
    if !shape || margin.start != 0 || margin.end != rest.start {
        return None;
    }
    let text = markup.as_str();
    let (at, end) = (margin.end as usize, rest.end as usize);
    if end != text.len() {
        return None;
    }
    let label = text[..at].trim_end().len();
    Some((markup.slice(0..label), markup.slice(at..end)))
}
